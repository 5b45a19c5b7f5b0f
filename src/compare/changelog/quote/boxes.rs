//! Boxes and choices as rows quote them: 「☑紙　□電子メール」, 「紙、専用線」, 「委託する（3）件」.

use std::ops::Range;

use super::{Piece, Proof, Text};
use crate::compare::changelog::labels::Labels;
use crate::form::Item;
use crate::japanese::passage::Passage;

/// What is ticked or chosen of the options of an item, in comparison form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Boxes {
    /// All options, the longest first.
    options: Vec<String>,
    /// What is ticked: the option, what is in its slot, and where both are printed.
    ticks: Vec<Tick>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Tick {
    option: String,
    detail: String,
    range: Range<usize>,
}

/// Signs of a box that is ticked, and of one that is not.
const TICKED: &str = "○●◎■☑✓✔☒レ";
const EMPTY: &str = "□☐";

impl Boxes {
    /// The boxes of an item with the printed lines in comparison form, each with its place.
    pub fn of<'l>(item: &Item, lines: impl Iterator<Item = (&'l str, Range<usize>)>) -> Self {
        let mut options: Vec<String> = item
            .options
            .iter()
            .map(|option| Passage::of(&option.text).text)
            .collect();
        options.sort_by_key(|option| usize::MAX - option.len());
        let tick = |(line, range): (&str, Range<usize>)| {
            let known = options
                .iter()
                .find(|option| line.starts_with(option.as_str()));
            let option = known.map_or(line, |option| &line[..option.len()]);
            let detail = line[option.len()..].trim_start_matches('(');
            Tick {
                option: option.to_owned(),
                detail: detail.strip_suffix(')').unwrap_or(detail).to_owned(),
                range,
            }
        };
        let ticks = lines.map(tick).collect();
        Boxes { options, ticks }
    }

    /// Whether words begin with an option, or with what is ticked.
    pub fn knows(&self, words: &str) -> bool {
        let known = self
            .options
            .iter()
            .chain(self.ticks.iter().map(|tick| &tick.option));
        known
            .into_iter()
            .any(|option| words.starts_with(option.as_str()))
    }
}

/// An option in the words of a cell.
struct Token<'w> {
    range: Range<usize>,
    /// Whether its box is ticked, where a box is drawn.
    ticked: Option<bool>,
    option: &'w str,
    detail: &'w str,
}

/// The pieces of words that are nothing but options of items with boxes, or the number of things.
pub(super) fn read(words: &str, texts: &[&Text], labels: &Labels) -> Option<Vec<Piece>> {
    let with_boxes = || {
        let numbered = texts.iter().enumerate();
        numbered.filter_map(|(n, text)| Some((n, text.boxes.as_ref()?)))
    };
    let counted = || texts.iter().enumerate().find(|(_, text)| text.counts);
    let read = |(number, boxes)| of_boxes(words, number, boxes, counted().map(|(_, text)| text));
    if with_boxes().next().is_some() {
        // Several items may have boxes: the one that fits best is meant.
        let unproven = |pieces: &Vec<Piece>| {
            let unproven = |piece: &&Piece| piece.proof == Proof::Unproven;
            pieces.iter().filter(unproven).count()
        };
        return with_boxes().filter_map(read).min_by_key(unproven);
    }
    let (number, text) = counted()?;
    let head = words.trim_end_matches('件').trim_end_matches([')', ']']);
    let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (head, digits) = head.split_at(head.len() - digits);
    let head = head.trim_matches(['[', ']', '(', ')', ':', '○']);
    let known = head.is_empty() || labels.contains(head);
    let matches = known && digits == text.own;
    matches.then(|| {
        vec![Piece {
            range: 0..words.len(),
            of_other: false,
            proof: Proof::Found(vec![(number, 0..text.own.len())]),
        }]
    })
}

/// The same of one item, with the number of things that a sister item says.
fn of_boxes(
    words: &str,
    number: usize,
    boxes: &Boxes,
    counted: Option<&&Text>,
) -> Option<Vec<Piece>> {
    let tokens = tokens(words, boxes)?;
    let drawn = tokens.iter().any(|token| token.ticked == Some(true));
    let prove = |token: Token| {
        let same = boxes.ticks.iter().find(|tick| tick.option == token.option);
        let is_number = token.detail.bytes().all(|b| b.is_ascii_digit());
        let fits = |detail: &str| {
            let counts = detail.trim_end_matches('件') == token.detail;
            let elsewhere = is_number && detail.is_empty();
            let of_count = counted.is_none_or(|text| text.own == token.detail);
            token.detail.is_empty()
                || counts
                || !is_number && detail.contains(token.detail)
                || elsewhere && of_count
        };
        // Where no box is ticked, □ is but a bullet.
        let empty = token.ticked == Some(false) && drawn;
        let proof = match same {
            Some(_) if empty => Proof::Unproven,
            None if empty => Proof::Aside,
            Some(tick) if fits(&tick.detail) => Proof::Found(vec![(number, tick.range.clone())]),
            _ => Proof::Unproven,
        };
        Piece {
            range: token.range,
            of_other: false,
            proof,
        }
    };
    Some(tokens.into_iter().map(prove).collect())
}

/// The options that words name one after the other; none where the words say something else as well.
fn tokens<'w>(words: &'w str, boxes: &Boxes) -> Option<Vec<Token<'w>>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let skip = |at: usize, signs: &str| -> usize {
        words.len() - words[at..].trim_start_matches(|c| signs.contains(c)).len()
    };
    loop {
        at = skip(at, "、/・,;。「」-|");
        if at >= words.len() {
            break;
        }
        let start = at;
        let mut ticked = None;
        if let Some(rest) = words[at..].strip_prefix('[')
            && let Some((inner, after)) = rest.split_once(']')
            && inner.chars().all(|c| TICKED.contains(c))
        {
            ticked = Some(!inner.is_empty());
            at = words.len() - after.len();
        } else if let Some(sign) = words[at..].chars().next() {
            let is_box = TICKED.contains(sign) || EMPTY.contains(sign);
            if is_box {
                ticked = Some(TICKED.contains(sign));
                at += sign.len_utf8();
            }
        }
        at = skip(at, "[");
        // 「1)行っている」
        let digits = words[at..].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && words[at + digits..].starts_with(')') {
            at += digits + 1;
        }
        let rest = &words[at..];
        let option = boxes
            .options
            .iter()
            .find(|o| rest.starts_with(o.as_str()))?;
        let option = &rest[..option.len()];
        at = skip(at + option.len(), "]");
        let mut detail = "";
        if words[at..].starts_with('(') {
            let end = closing(&words[at..])?;
            detail = &words[at + 1..at + end];
            at += end + 1;
        }
        at = skip(at, "件]");
        // Words that go on are no option.
        let ends = words[at..].chars().next().is_none_or(|c| {
            "、/・,;。「」-|[".contains(c) || TICKED.contains(c) || EMPTY.contains(c)
        });
        if !ends {
            return None;
        }
        tokens.push(Token {
            range: start..at,
            ticked,
            option,
            detail,
        });
    }
    (!tokens.is_empty()).then_some(tokens)
}

/// Where the bracket at the head of a text closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.char_indices().find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    })
}
