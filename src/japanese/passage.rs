//! Text in its comparison form with the way back: what is found in it can be underlined in the file.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::notation::is_invisible;

/// A text without white space and differences of width, and where each byte of it comes from.
#[derive(Debug, Default)]
pub struct Passage {
    /// The comparison form.
    pub text: String,
    /// For each byte of `text`, where its character begins and ends in the original.
    origin: Vec<(u32, u32)>,
}

impl Passage {
    /// The comparison form of a text.
    pub fn of(text: &str) -> Self {
        let mut passage = Passage {
            text: String::with_capacity(text.len()),
            origin: Vec::with_capacity(text.len()),
        };
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if c.is_whitespace() || is_invisible(c) {
                continue;
            }
            // A sound mark belongs to the letter before it: か゛, ｶﾞ.
            let mark = chars.next_if(|(_, next)| is_sound_mark(*next));
            let end = at + c.len_utf8() + mark.map_or(0, |(_, m)| m.len_utf8());
            match mark {
                None if is_plain(c) => passage.push(c, at, end),
                None => [c]
                    .into_iter()
                    .nfkc()
                    .for_each(|n| passage.push(n, at, end)),
                Some((_, m)) => [c, m]
                    .into_iter()
                    .nfkc()
                    .for_each(|n| passage.push(n, at, end)),
            }
        }
        passage
    }

    fn push(&mut self, c: char, at: usize, end: usize) {
        let c = alike(c);
        if c.is_whitespace() {
            return;
        }
        self.text.push(c);
        let place = (at as u32, end as u32);
        self.origin.resize(self.text.len(), place);
    }

    /// Where a range of the comparison form stands in the original.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let last = self.origin.last().map_or(0, |(_, end)| *end);
        let start = self.origin.get(range.start).map_or(last, |(at, _)| *at) as usize;
        let end = range.end.checked_sub(1).filter(|_| range.end > range.start);
        let end = end.and_then(|i| self.origin.get(i));
        start..end.map_or(start, |(_, end)| *end as usize)
    }
}

/// Characters that are their own comparison form.
fn is_plain(c: char) -> bool {
    c.is_ascii() || matches!(c, 'ぁ'..='ん' | 'ァ'..='ヺ' | 'ー' | '一'..='鿿' | '、' | '。')
}

fn is_sound_mark(c: char) -> bool {
    matches!(c, '\u{3099}' | '\u{309A}' | 'ﾞ' | 'ﾟ')
}

/// Signs that hands and programs put for one another.
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
    use super::Passage;

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
}
