//! What a table of kinds holds.

use super::draw::{Draw, Edit, pairs};

/// A kind of defect: its name, which rules may find it, and how it is made at a place drawn by chance.
pub(crate) struct Kind(pub &'static str, pub &'static str, pub Plant);

/// How a defect is made. Pairs of words are written `right→wrong`.
pub(crate) enum Plant {
    /// Words of a sentence replaced.
    Word(&'static str),
    /// The same, in texts with half-width and with full-width figures.
    Wide(&'static str, &'static str),
    /// The same, in texts that write 及び and in those that write および.
    Kana(&'static str, &'static str),
    /// The first words that are anywhere before the change table replaced.
    Yaml(&'static str),
    /// A sentence more at the end of a line, and the same in a polite text.
    Said(&'static str, &'static str),
    By(fn(&mut Draw) -> Option<Edit>),
}

impl Plant {
    /// Whether the words that differ are the place of the defect, and not all that was replaced.
    pub fn is_exact(&self) -> bool {
        !matches!(self, Plant::Yaml(_) | Plant::By(_))
    }

    pub fn make(&self, draw: &mut Draw) -> Option<Edit> {
        match self {
            Plant::Word(words) => draw.word(words),
            Plant::Wide(half, wide) => draw.word(if draw.host.wide { wide } else { half }),
            Plant::Kana(kanji, kana) => draw.word(if draw.host.kana { kana } else { kanji }),
            Plant::Yaml(words) => pairs(words).find_map(|(from, to)| {
                let blanks = |words: &str| words.replace('_', " ");
                draw.yaml(&blanks(from), &blanks(to))
            }),
            Plant::Said(plain, polite) => draw.sentence(plain, polite),
            Plant::By(make) => make(draw),
        }
    }
}
