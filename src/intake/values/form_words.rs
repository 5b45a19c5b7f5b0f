//! Words that the form prints, at the beginning or at the end of a text that they do not belong to: 5）1,000万人以上. A page on
//! which boxes could not be told apart leaves them there.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::form::{Form, ItemId, ItemKind, Layout};
use crate::intake::boxes;
use crate::intake::cell::Book;
use crate::intake::ink::Piece;
use crate::japanese::notation::{fold, norm_option, option_number};

/// From this many characters on a label without a number says that it is one.
const LONG: usize = 12;

/// What the form prints.
pub(super) struct FormWords {
    /// The options of choices, with their numbers.
    options: FxHashMap<String, Vec<usize>>,
    /// What stands behind boxes.
    ticks: FxHashSet<String>,
    labels: FxHashSet<String>,
    /// The chapter whose texts quote other items: 別添３.
    quoting: Option<String>,
}

/// A line of a text.
struct Line {
    /// Which piece it is in.
    piece: usize,
    from: usize,
    to: usize,
    is: Is,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Is {
    /// An option with its number, or the heading of options: what nobody writes into a text.
    Option,
    /// A label or a row of boxes.
    Form,
    Text,
}

impl FormWords {
    pub(super) fn of(form: &Form) -> Self {
        let mut words = FormWords {
            options: FxHashMap::default(),
            ticks: FxHashSet::default(),
            labels: FxHashSet::default(),
            quoting: None,
        };
        let mut chapters = form.chapters.iter();
        let quoting = chapters.find(|chapter| chapter.layout == Layout::Changes);
        words.quoting = quoting.map(|chapter| format!("{}.", chapter.item));
        for item in form.items.iter().take(form.printed) {
            let is_choice = matches!(item.kind, ItemKind::Choice | ItemKind::ChoiceText);
            for (place, option) in item.options.iter().enumerate() {
                let name = norm_option(&option.text);
                if is_choice {
                    words.options.entry(name).or_default().push(place + 1);
                } else {
                    words.ticks.insert(name);
                }
            }
            let numbered = item.label != item.key && !item.label.starts_with(&item.key);
            if numbered || item.label.chars().count() >= LONG {
                words.labels.insert(fold(&item.label));
            }
        }
        words
    }

    /// Parts the options at the ends of a text from it, and quotes what else of the form stands there. Gives the pieces
    /// that are left, those that the form prints, and the words.
    pub(super) fn part(
        &self,
        form: &Form,
        id: ItemId,
        book: &Book,
        pieces: Vec<Piece>,
    ) -> (Vec<Piece>, Vec<Piece>, Option<String>) {
        let quotes = |chapter: &String| form.items[id].id.starts_with(chapter.as_str());
        let lines = self.lines(book, &pieces);
        let several = lines.len() > 1;
        let ends = lines.first().into_iter().chain(lines.last());
        let known = |line: &Line| line.is == Is::Option || several && line.is == Is::Form;
        if self.quoting.as_ref().is_some_and(quotes) || !ends.clone().any(known) {
            return (pieces, Vec::new(), None);
        }
        let found = ends.clone().find(|line| known(line)).map(|line| {
            let text = pieces[line.piece].text(book);
            text[line.from..line.to].trim().to_owned()
        });
        let is_option = |line: &&Line| line.is == Is::Option;
        let begin = lines.iter().take_while(is_option).count();
        let end = lines[begin..].iter().rev().take_while(is_option).count();
        let end = lines.len() - end;
        let range = |line: &Line| {
            let piece = &pieces[line.piece];
            let start = piece.range.start;
            Piece {
                cell: piece.cell,
                range: start + line.from..start + line.to,
            }
        };
        let printed = lines[..begin].iter().chain(&lines[end..]).map(range);
        let printed = printed.collect();
        let mut kept: Vec<Piece> = Vec::new();
        let mut last = None;
        for line in &lines[begin..end] {
            let piece = range(line);
            match kept.last_mut().filter(|_| last == Some(line.piece)) {
                Some(before) => before.range.end = piece.range.end,
                None => kept.push(piece),
            }
            last = Some(line.piece);
        }
        (kept, printed, found)
    }

    /// The lines of a text that are not blank.
    fn lines(&self, book: &Book, pieces: &[Piece]) -> Vec<Line> {
        let mut lines = Vec::new();
        for (piece, words) in pieces.iter().enumerate() {
            let text = words.text(book);
            let mut from = 0;
            for line in text.split_inclusive('\n') {
                let to = from + line.len();
                if !line.trim().is_empty() {
                    lines.push(Line {
                        piece,
                        from,
                        to: from + line.trim_end().len(),
                        is: self.kind(line.trim()),
                    });
                }
                from = to;
            }
        }
        lines
    }

    fn kind(&self, line: &str) -> Is {
        const LONGEST: usize = 300;
        if line.len() > LONGEST {
            return Is::Text;
        }
        let folded = fold(line);
        let rest = folded.strip_prefix("<選択肢>").unwrap_or(&folded);
        let is_heading = rest.is_empty() && rest.len() < folded.len();
        if is_heading || self.is_option(rest) {
            Is::Option
        } else if self.labels.contains(&folded) || self.is_ticked(&folded) {
            Is::Form
        } else {
            Is::Text
        }
    }

    /// An option with the number that it has in its list.
    fn is_option(&self, words: &str) -> bool {
        let Some((number, option)) = option_number(words) else {
            return false;
        };
        let places = self.options.get(&norm_option(option));
        places.is_some_and(|places| places.contains(&number))
    }

    /// [ ○ ] 専用線
    fn is_ticked(&self, folded: &str) -> bool {
        let inner = folded
            .strip_prefix('[')
            .and_then(|rest| rest.split_once(']'));
        inner.is_some_and(|(tick, words)| {
            let mark = tick.chars().all(boxes::is_mark);
            let words = words.split(['[', '(']).next().unwrap_or_default();
            mark && self.ticks.contains(words)
        })
    }
}
