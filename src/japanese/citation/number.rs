//! Numbers of articles and entries: 「16の2」, 「十六の二」, 「１６の２」.

use std::fmt;

/// A number with its branches: 16の2 is 16, 2, 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Number([u16; 3]);

impl fmt::Display for Number {
    /// 16の2
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0[0])?;
        let branches = self.0[1..].iter().take_while(|n| **n > 0);
        branches.into_iter().try_for_each(|n| write!(f, "の{n}"))
    }
}

impl Number {
    /// A number without branches.
    pub fn plain(number: u16) -> Self {
        Number([number, 0, 0])
    }

    /// The number with a branch more; none where it has as many as a number can have.
    pub fn branch(mut self, number: u16) -> Option<Self> {
        let free = self.0.iter_mut().find(|n| **n == 0)?;
        *free = number;
        Some(self)
    }
}

/// Whether a character belongs to a number in Chinese characters.
pub fn is_kanji_digit(c: char) -> bool {
    kanji_digit(c).is_some() || kanji_unit(c).is_some()
}

/// The value of a digit in Chinese characters.
pub fn kanji_digit(c: char) -> Option<u16> {
    Some(match c {
        '〇' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn kanji_unit(c: char) -> Option<u16> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// A number without branches at the head of a narrow text, with its length: up to 9999, never 0.
pub fn leading(text: &str) -> Option<(u16, usize)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, length) = if digits > 0 {
        (text[..digits].parse().ok()?, digits)
    } else {
        let length = text.len() - text.trim_start_matches(is_kanji_digit).len();
        (kanji(&text[..length])?, length)
    };
    (1..=9999).contains(&number).then_some((number, length))
}

/// 「百十五」 and 「一一五」.
fn kanji(text: &str) -> Option<u16> {
    let mut sum: u16 = 0;
    let mut open: u16 = 0;
    for c in text.chars() {
        if let Some(digit) = kanji_digit(c) {
            open = open.checked_mul(10)?.checked_add(digit)?;
        } else {
            sum = sum.checked_add(open.max(1).checked_mul(kanji_unit(c)?)?)?;
            open = 0;
        }
    }
    sum.checked_add(open)
}

/// Branches after a number: how far 「の2の3」 goes, and the number with them. A 「の」 without a number ends it.
pub fn with_branches(text: &str, number: u16) -> (Number, usize) {
    let mut found = Number::plain(number);
    let mut at = 0;
    while let Some(rest) = text[at..].strip_prefix('の') {
        let Some((branch, length)) = leading(rest) else {
            break;
        };
        let Some(longer) = found.branch(branch) else {
            break;
        };
        found = longer;
        at += 'の'.len_utf8() + length;
    }
    (found, at)
}

/// A number in digits with its branches at the end of a narrow text, with where it begins.
pub(super) fn before(text: &str) -> Option<(Number, usize)> {
    let without = |text: &str| text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let mut start = without(text);
    if start == text.len() {
        return None;
    }
    while let Some(head) = text[..start].strip_suffix('の') {
        let longer = without(head);
        if longer == head.len() {
            break;
        }
        start = longer;
    }
    let (first, length) = leading(&text[start..])?;
    let (number, branches) = with_branches(&text[start + length..], first);
    (start + length + branches == text.len()).then_some((number, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_digits_and_in_chinese_characters() {
        let read = |text: &str| {
            let (number, length) = leading(text).expect("a number");
            with_branches(&text[length..], number).0.to_string()
        };
        assert_eq!(read("16の2の項"), "16の2");
        assert_eq!(read("十六の二の項"), "16の2");
        assert_eq!(read("百十五の二"), "115の2");
        assert_eq!(read("一一五"), "115");
        assert_eq!(read("二十号"), "20");
        assert!(leading("0条").is_none() && leading("の2").is_none() && leading("99999").is_none());
    }
}
