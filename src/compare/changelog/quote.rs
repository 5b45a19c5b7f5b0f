//! How 変更前 and 変更後 quote an item: whole or in parts, after a label or a bullet, box by box, in a note that says what
//! was put for what. Each way of reading is tried in turn, and what fits none of them is not what the item says.

mod around;
mod boxes;

use std::ops::Range;

use super::compare::{holds, near, nearly};
use super::labels::Labels;
use super::marks;
pub use around::core;
use around::{is_address, unquoted, without_bullet, without_omissions};
pub use boxes::Boxes;

use crate::japanese::dates::{self, Date};
use crate::japanese::notation::has_chars;

/// What an item says in one version, in comparison form.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// As it is printed.
    pub own: String,
    /// As a row of 別添３ writes it: names after one another, stars for individual numbers.
    pub as_row: String,
    /// Its boxes, where it has some.
    pub boxes: Option<Boxes>,
    /// Whether it is a number of things.
    pub counts: bool,
    /// The day, where it is one.
    pub day: Option<Date>,
    /// Whether it lists names, quoted in any order.
    pub listed: bool,
}

/// What becomes of words of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proof {
    /// They were found in these places of the printed texts, by the texts' numbers; in none where only 別添３ writes it so.
    Found(Vec<(usize, Range<usize>)>),
    /// They quote nothing: a label of the form, a remark.
    Aside,
    /// No text has them.
    Unproven,
}

/// Words of a cell with what becomes of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where they are in what was asked about.
    pub range: Range<usize>,
    /// Whether they speak of the other version: 「課長」を「部長」に変更 in 変更後.
    pub of_other: bool,
    /// What becomes of them.
    pub proof: Proof,
}

/// Both versions of the items that a row speaks of: the one that its cell quotes, and the other.
pub type Sides<'t> = (&'t Text, &'t Text);

/// How alike words and a text are that are meant to be one.
const ALIKE: f64 = 0.75;

/// Many texts nearly have shorter words.
const SIGNIFICANT: usize = 4;

/// How often the same words are looked for in a text.
const MOST: usize = 200;

/// Signs that part names.
const COMMAS: &str = "、・";

/// What words of a cell prove against items; `circled` says whether they begin with a number in a circle, which the
/// comparison form does not show.
pub fn prove(words: &str, circled: bool, sides: &[Sides], labels: &Labels) -> Vec<Piece> {
    let own: Vec<&Text> = sides.iter().map(|(own, _)| *own).collect();
    let piece = |range: Range<usize>, proof| Piece {
        range,
        of_other: false,
        proof,
    };
    if let Some(pieces) = boxes::read(words, &own, labels) {
        return pieces;
    }
    if let Some(proof) = of_day(words, &own) {
        return vec![piece(0..words.len(), proof)];
    }
    let reader = Reader {
        texts: &own,
        labels,
    };
    let whole = reader.read(words, circled);
    // What only 別添３ writes so is read in parts, for their places in what is printed.
    let only_in_rows = |proof: &Proof| matches!(proof, Proof::Found(places) if places.is_empty());
    if let Some(proof) = whole.clone().filter(|proof| !only_in_rows(proof)) {
        return vec![piece(0..words.len(), proof)];
    }
    let offset = |part: &str| part.as_ptr() as usize - words.as_ptr() as usize;
    let parted = |parts: Vec<&str>| -> Vec<Piece> {
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        let pieces = parts.map(|part| {
            let proof = reader.read(part, false).unwrap_or(Proof::Unproven);
            piece(offset(part)..offset(part) + part.len(), proof)
        });
        pieces.collect()
    };
    let listed = own.len() > 1 || own.iter().any(|text| text.listed || text.boxes.is_some());
    let ways = [
        Some(without_omissions(words)),
        Some(outside_brackets(words, "/")),
        listed.then(|| outside_brackets(words, "/、")),
        listed.then(|| outside_brackets(words, &format!("/{COMMAS}"))),
    ];
    let mut best: Option<(usize, Vec<Piece>)> = None;
    for parts in ways.into_iter().flatten().filter(|parts| parts.len() > 1) {
        let pieces = parted(parts);
        let is_unproven = |piece: &&Piece| piece.proof == Proof::Unproven;
        let unproven = pieces.iter().filter(is_unproven).count();
        if unproven == 0 {
            return pieces;
        }
        // Where most parts are found, the others are what is wrong.
        if unproven * 2 <= pieces.len() && best.as_ref().is_none_or(|(least, _)| unproven < *least)
        {
            best = Some((unproven, pieces));
        }
    }
    if let Some(proof) = whole {
        return vec![piece(0..words.len(), proof)];
    }
    if let Some(pieces) = replaced(words, sides, labels) {
        return pieces;
    }
    match best {
        Some((_, pieces)) => pieces,
        None => {
            let inner = around::inner(words, labels);
            vec![piece(
                offset(inner)..offset(inner) + inner.len(),
                Proof::Unproven,
            )]
        }
    }
}

/// What a day in another notation proves: 「H27.10.1」. None where nothing is a day.
fn of_day(words: &str, texts: &[&Text]) -> Option<Proof> {
    let days = texts
        .iter()
        .enumerate()
        .filter(|(_, text)| text.day.is_some());
    let mut days = days.peekable();
    days.peek()?;
    let said = dates::date(words)?;
    let found = days.find(|(_, text)| text.day == Some(said));
    Some(found.map_or(Proof::Unproven, |(n, text)| {
        Proof::Found(vec![(n, 0..text.own.len())])
    }))
}

/// Reads words as they are, or without what people put around them.
struct Reader<'r> {
    texts: &'r [&'r Text],
    labels: &'r Labels<'r>,
}

impl Reader<'_> {
    fn read(&self, words: &str, circled: bool) -> Option<Proof> {
        let whole = self.find(words, false);
        if matches!(&whole, Some(Proof::Found(places)) if !places.is_empty()) {
            return whole;
        }
        let bare = unquoted(words);
        let (bare, numbered) = without_bullet(bare, circled);
        let bare = bare.trim_end_matches(['。', '」']);
        if bare.is_empty() {
            return Some(Proof::Aside);
        }
        if let Some(found) = self.find(bare, numbered).filter(|_| whole.is_none()) {
            return Some(found);
        }
        if whole.is_none() && is_address(bare, self.labels) {
            return Some(Proof::Aside);
        }
        let of_boxes = self.texts.iter().any(|text| text.boxes.is_some());
        let is_label = |words: &str| self.labels.contains(words);
        if is_label(bare) && !of_boxes && whole.is_none() {
            return Some(Proof::Aside);
        }
        // 「委託先名：架空計算」, 「その他（架空計算）」, 「保管場所　…」
        let values = [':', '(', '['].into_iter().filter_map(|sign| {
            let (label, value) = bare.split_once(sign)?;
            let value = match sign {
                '(' => value.strip_suffix(')').unwrap_or(value),
                '[' => value.strip_suffix(']').unwrap_or(value),
                _ => value,
            };
            is_label(label.trim_end_matches(':')).then_some(value)
        });
        let value = values.into_iter().find_map(|value| {
            if value.is_empty() {
                return Some(Proof::Aside);
            }
            self.find(value, false)
        });
        let value = value.filter(|value| whole.is_none() || matches!(value, Proof::Found(_)));
        value.or(whole).or_else(|| self.around(words))
    }

    /// The same of what is within labels and remarks.
    fn around(&self, words: &str) -> Option<Proof> {
        let inner = around::inner(words, self.labels);
        if inner.len() == words.len() {
            return None;
        }
        let (bare, _) = without_bullet(unquoted(inner), false);
        if bare.is_empty() {
            return Some(Proof::Aside);
        }
        self.find(inner, false)
            .or_else(|| self.find(bare.trim_end_matches(['。', '」']), false))
    }

    /// Where words are; without their number they are not after another one.
    fn find(&self, words: &str, numbered: bool) -> Option<Proof> {
        if words.is_empty() {
            return None;
        }
        let mut places = Vec::new();
        let mut also = false;
        for (n, text) in self.texts.iter().enumerate() {
            if holds(&text.own, words) {
                let after_number = |at: usize| {
                    let before = text.own[..at].chars().next_back();
                    numbered && before.is_some_and(|c| c.is_ascii_digit() || c == ')')
                };
                let all = memchr::memmem::find_iter(text.own.as_bytes(), words.as_bytes());
                let all = all.filter(|at| !after_number(*at)).take(MOST);
                places.extend(all.map(|at| (n, at..at + words.len())));
            }
            also |= !numbered && holds(&text.as_row, words);
        }
        (also || !places.is_empty()).then_some(Proof::Found(places))
    }
}

/// The parts between signs that are in no bracket.
pub fn outside_brackets<'w>(words: &'w str, signs: &str) -> Vec<&'w str> {
    let mut depth = 0_usize;
    let parts = words.split(|c: char| {
        match c {
            '(' | '（' | '「' | '[' | '［' => depth += 1,
            ')' | '）' | '」' | ']' | '］' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && signs.contains(c)
    });
    parts.collect()
}

/// 「課長」を「部長」に変更, 課長→部長: what was in the one version and is in the other. `sides` begin with the version
/// that the cell is about.
fn replaced(words: &str, sides: &[Sides], labels: &Labels) -> Option<Vec<Piece>> {
    let offset = |part: &str| part.as_ptr() as usize - words.as_ptr() as usize;
    let of = |part: &str, of_other: bool| -> Piece {
        let texts: Vec<&Text> = sides
            .iter()
            .map(|(own, other)| if of_other { *other } else { *own })
            .collect();
        let reader = Reader {
            texts: &texts,
            labels,
        };
        // Nothing is known of the version before where its cell says nothing.
        let is_open = of_other && texts.iter().all(|text| text.own.is_empty());
        let read = || reader.read(part, false).unwrap_or(Proof::Unproven);
        Piece {
            range: offset(part)..offset(part) + part.len(),
            of_other,
            proof: if is_open { Proof::Aside } else { read() },
        }
    };
    let pair = |old: &'_ str, new: &'_ str| -> Option<Vec<Piece>> {
        // Which of the two the cell is about follows from which is where.
        let ways = [[(old, true), (new, false)], [(old, false), (new, true)]];
        let mut ways = ways.map(|way| way.map(|(part, other)| of(part, other)).to_vec());
        let unproven =
            |pieces: &Vec<Piece>| pieces.iter().filter(|p| p.proof == Proof::Unproven).count();
        ways.sort_by_key(unproven);
        let [best, _] = ways;
        (unproven(&best) < 2).then_some(best)
    };
    if let Some((old, new)) = words.split_once('→')
        && !new.contains('→')
    {
        let bare = |part: &'_ str| -> Range<usize> {
            let inner = part.trim_matches(['「', '」', '。', '(', ')']);
            offset(inner)..offset(inner) + inner.len()
        };
        return pair(&words[bare(old)], &words[bare(new)]);
    }
    if !marks::is_note(words) {
        return None;
    }
    let mut quoted = Vec::new();
    let mut rest = words;
    while let Some((_, after)) = rest.split_once('「') {
        let (inner, after) = after.split_once('」')?;
        quoted.push(inner);
        rest = after;
    }
    match quoted.as_slice() {
        [old, new] => pair(old, new),
        [only] => {
            let ways = [of(only, false), of(only, true)];
            let is_found = |piece: &Piece| matches!(piece.proof, Proof::Found(_));
            if let Some(found) = ways.iter().find(|piece| is_found(piece)) {
                return Some(vec![found.clone()]);
            }
            // What the one version nearly has or the other, is misspelt; else the note speaks of something else.
            let likeness = |piece: &Piece| {
                let texts = sides
                    .iter()
                    .map(|(own, other)| if piece.of_other { other } else { own });
                let near = texts.filter_map(|text| near(only, &text.own));
                near.map(|near| near.likeness).fold(0.0, f64::max)
            };
            let nearly = |piece: &Piece| {
                let mut texts = sides
                    .iter()
                    .map(|(own, other)| if piece.of_other { other } else { own });
                texts.any(|text| has_chars(only, SIGNIFICANT) && nearly(only, &text.own).is_some())
            };
            let best = ways
                .into_iter()
                .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
            let is_strange =
                |text: &Text| text.boxes.as_ref().is_some_and(|boxes| !boxes.knows(only));
            let strange = sides.iter().all(|(own, _)| is_strange(own));
            (strange || likeness(&best) >= ALIKE || nearly(&best)).then(|| vec![best])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::newest_form;
    use crate::japanese::passage::Passage;

    fn text(words: &str) -> Text {
        Text {
            own: Passage::of(words).text,
            ..Text::default()
        }
    }

    /// What no text has.
    fn unproven(words: &str, old: &str, new: &str) -> Vec<String> {
        let form = newest_form().expect("a form");
        let labels = Labels::of(form);
        let (old, new) = (text(old), text(new));
        let folded = Passage::of(words).text;
        let circled = words.starts_with(|c| ('①'..='⑳').contains(&c));
        let pieces = prove(&folded, circled, &[(&new, &old)], &labels);
        let unproven = pieces.into_iter().filter(|p| p.proof == Proof::Unproven);
        unproven.map(|p| folded[p.range].to_owned()).collect()
    }

    #[test]
    fn words_are_read_as_people_quote_them() {
        let old = "①申請書は、窓口課の書庫に3年間保存する。";
        let new = "①申請書は、市民課の書庫に5年間保存する。";
        for words in [
            "①申請書は、市民課の書庫に5年間保存する。",
            "・申請書は、市民課の書庫に５年間保存する",
            "「市民課」",
            "市民課／5年間",
            "…市民課の書庫に…",
            "申請書は、（中略）5年間保存する。",
            "保管場所：申請書は、市民課の書庫に5年間保存する。",
            "窓口課→市民課",
            "「窓口課」を「市民課」に変更",
            "「3年間」を「5年間」に修正した。",
        ] {
            assert_eq!(unproven(words, old, new), Vec::<String>::new(), "{words}");
        }
        for (words, wrong) in [
            (
                "①申請書は、市役課の書庫に5年間保存する。",
                "1申請書は、市役課の書庫に5年間保存する。",
            ),
            (
                "②申請書は、市民課の書庫に5年間保存する。",
                "2申請書は、市民課の書庫に5年間保存する。",
            ),
            ("「市役課」", "「市役課」"),
            ("市役課／5年間", "市役課"),
            ("窓口課→市役課", "市役課"),
            ("窓口係→市民課", "窓口係"),
            ("「窓口課」を「市役課」に変更", "市役課"),
        ] {
            assert_eq!(unproven(words, old, new), [wrong], "{words}");
        }
    }
}
