//! Text in its comparison form with the way back: what is found in it can be underlined in the file.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::letters::letters;
use super::narrow::narrowed;
use super::notation::is_invisible;

/// A text without white space and differences of width, and where its parts come from.
#[derive(Debug, Default)]
pub struct Passage {
    /// The comparison form.
    pub text: String,
    pieces: Vec<Piece>,
}

/// A part of the comparison form, up to the next piece.
#[derive(Debug, Clone, Copy)]
struct Piece {
    /// Where it begins in the comparison form.
    at: usize,
    /// Where it comes from.
    from: usize,
    /// Where that ends; none for a part that is copied to the letter.
    end: Option<usize>,
}

impl Passage {
    /// The comparison form of a text.
    pub fn of(text: &str) -> Self {
        let mut passage = Passage {
            text: String::with_capacity(text.len()),
            pieces: Vec::new(),
        };
        // Where the part begins that is copied to the letter.
        let mut start = 0;
        let mut at = 0;
        loop {
            at += letters(text, at);
            let mut after = text[at..].chars();
            let Some(c) = after.next() else {
                break;
            };
            let here = at;
            at += c.len_utf8();
            if is_plain(c) {
                continue;
            }
            // A sound mark belongs to the letter before it: か゛, ｶﾞ.
            if is_sound_mark(c)
                && let Some(voiced) = text[start..here].chars().next_back()
            {
                let from = here - voiced.len_utf8();
                passage.copy(text, start..from);
                passage.fold(&text[from..at], from);
                start = at;
                continue;
            }
            passage.copy(text, start..here);
            at += after
                .next()
                .filter(|m| is_sound_mark(*m))
                .map_or(0, char::len_utf8);
            start = at;
            if !c.is_whitespace() && !is_invisible(c) {
                passage.fold(&text[here..at], here);
            }
        }
        passage.copy(text, start..text.len());
        passage
    }

    fn copy(&mut self, text: &str, range: Range<usize>) {
        if !range.is_empty() {
            self.pieces.push(Piece {
                at: self.text.len(),
                from: range.start,
                end: None,
            });
            self.text.push_str(&text[range]);
        }
    }

    /// Adds the comparison form of one letter.
    fn fold(&mut self, letter: &str, from: usize) {
        self.pieces.push(Piece {
            at: self.text.len(),
            from,
            end: Some(from + letter.len()),
        });
        let mut chars = letter.chars();
        match (chars.next(), chars.next()) {
            // Most of what is no plain letter: （ ） ０ to ９
            (Some(c @ '！'..='～'), None) => {
                self.text.push(alike(narrowed(c).unwrap_or(c)));
            }
            _ => {
                let folded = letter.nfkc().map(alike);
                self.text.extend(folded.filter(|c| !c.is_whitespace()));
            }
        }
    }

    /// The same without certain signs.
    pub fn without(self, signs: &str) -> Self {
        if !self.text.contains(signs) {
            return self;
        }
        let mut passage = Passage::default();
        let ends = self.pieces.iter().skip(1).map(|piece| piece.at);
        let ends = ends.chain([self.text.len()]).collect::<Vec<_>>();
        let starts: Vec<usize> = self.text.match_indices(signs).map(|(at, _)| at).collect();
        for (piece, end) in self.pieces.iter().zip(ends) {
            let mut at = piece.at;
            while at < end {
                // What is left of a sign that begins here or in an earlier piece, then what is before the next one.
                let later = starts.partition_point(|start| *start <= at);
                let over = later.checked_sub(1).map(|n| starts[n] + signs.len());
                if let Some(over) = over.filter(|over| at < *over) {
                    at = over;
                    continue;
                }
                let next = starts.get(later);
                let stop = next.map_or(end, |next| end.min(*next));
                passage.pieces.push(Piece {
                    at: passage.text.len(),
                    from: piece.end.map_or(piece.from + at - piece.at, |_| piece.from),
                    end: piece.end,
                });
                passage.text.push_str(&self.text[at..stop]);
                at = stop;
            }
        }
        passage
    }

    /// Where a range of the comparison form is in the original.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let piece = |at: usize| {
            let place = self.pieces.partition_point(|piece| piece.at <= at);
            place
                .checked_sub(1)
                .and_then(|place| self.pieces.get(place))
        };
        let length = self.text.len();
        let end_of = |end: usize| match piece(end.saturating_sub(1)) {
            Some(piece) => piece.end.unwrap_or(piece.from + end.min(length) - piece.at),
            None => 0,
        };
        let start = match piece(range.start).filter(|_| range.start < length) {
            Some(piece) if piece.end.is_some() => piece.from,
            Some(piece) => piece.from + range.start - piece.at,
            None => end_of(length),
        };
        if range.end <= range.start {
            return start..start;
        }
        start..end_of(range.end).max(start)
    }
}

/// Characters besides letters that are their own comparison form.
fn is_plain(c: char) -> bool {
    match c {
        ',' => false,
        '!'..='~' | '、' | '。' | '「' | '」' | '『' | '』' => true,
        _ => false,
    }
}

fn is_sound_mark(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}' | 'ﾞ' | 'ﾟ')
}

/// Signs that people and programs use for one another.
fn alike(c: char) -> char {
    match c {
        '〇' | '◯' => '○',
        '〜' => '~',
        '➀'..='➉' => char::from_digit(c as u32 - '➀' as u32 + 1, 10).unwrap_or(c),
        '‐'..='―' | '−' => '-',
        ',' => '、',
        '〈' => '<',
        '〉' => '>',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Passage;

    proptest! {
        #[test]
        fn parts_lead_back_to_whole_letters_in_order(text in "[ a,ａ、あかｶ\u{3099}ﾞ漢①㈱～〜\n\u{200B}]{0,30}") {
            let passage = Passage::of(&text);
            let mut ends = vec![0];
            for (at, c) in passage.text.char_indices() {
                let place = passage.original(at..at + c.len_utf8());
                prop_assert!(text.get(place.clone()).is_some_and(|t| !t.is_empty()), "{place:?}");
                ends.push(place.end);
            }
            prop_assert!(ends.is_sorted());
            let whole = passage.original(0..passage.text.len());
            prop_assert_eq!(Passage::of(&text[whole]).text, passage.text);
        }
    }

    #[test]
    fn what_is_found_leads_back() {
        let text = "（ＶＲＳ） を\n用いた①ｶﾞｲﾄﾞ";
        let passage = Passage::of(text);
        assert_eq!(passage.text, "(VRS)を用いた1ガイド");
        let found = |words: &str| {
            let at = passage.text.find(words).unwrap_or(0);
            &text[passage.original(at..at + words.len())]
        };
        assert_eq!(found("VRS"), "ＶＲＳ");
        assert_eq!(found("を用い"), "を\n用い");
        assert_eq!(found("ガ"), "ｶﾞ");
        assert_eq!(found("ガイド"), "ｶﾞｲﾄﾞ");
    }

    #[test]
    fn signs_are_left_out() {
        let text = "**記録**は**５年間****残す**。";
        let passage = Passage::of(text).without("**");
        assert_eq!(passage.text, "記録は5年間残す。");
        let found = |words: &str| {
            let at = passage.text.find(words).unwrap_or(0);
            &text[passage.original(at..at + words.len())]
        };
        assert_eq!(found("記録"), "記録");
        assert_eq!(found("5年間"), "５年間");
        assert_eq!(found("は5"), "は**５");
        assert_eq!(found("残す。"), "残す**。");
        assert_eq!(Passage::of("（５）").without("**").text, "(5)");
    }
}
