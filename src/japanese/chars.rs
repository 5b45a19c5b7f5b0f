//! Classes of characters, and their widths.

use std::ops::Range;

/// A Chinese character.
pub fn is_kanji(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '々')
}

/// A letter of either width.
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Katakana with ー.
pub fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

/// Hiragana.
pub fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ')
}

/// How many bytes a character has, by its first one.
pub fn width(first: u8) -> usize {
    match first {
        0..=0xBF => 1,
        0xC0..=0xDF => 2,
        0xE0..=0xEF => 3,
        _ => 4,
    }
}

/// A character of full width as the ASCII sign that it stands for: Ａ as A, ： as :; others as they are.
pub fn half(c: char) -> char {
    match c {
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// An ASCII sign in full width; others as they are.
pub fn full(c: char) -> char {
    match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// A small kana as the large one: ウィルス and ウイルス are two ways to write one word.
pub fn large(c: char) -> char {
    match c {
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' => {
            char::from_u32(u32::from(c) + 1).unwrap_or(c)
        }
        _ => c,
    }
}

/// A place of a text with the characters of a kind around it: up to the one with which a side has so many bytes.
pub fn stretch(
    text: &str,
    place: &Range<usize>,
    most: usize,
    belongs: impl Fn(char) -> bool,
) -> Range<usize> {
    let width = |chars: &mut dyn Iterator<Item = char>| -> usize {
        let mut length = 0;
        for c in chars.take_while(|c| belongs(*c)) {
            length += c.len_utf8();
            if length >= most {
                break;
            }
        }
        length
    };
    let head = width(&mut text[..place.start].chars().rev());
    let tail = width(&mut text[place.end..].chars());
    place.start - head..place.end + tail
}

/// The numerals Ⅰ to Ⅻ as they are typed in letters.
pub const ROMAN: [&str; 12] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
];

/// The value of a number in a circle: ① to ⑳, and the two further shapes that typefaces have up to ten.
pub fn circled(c: char) -> Option<usize> {
    let from = |first: char| Some(c as usize - first as usize + 1);
    match c {
        '①'..='⑳' => from('①'),
        '➀'..='➉' => from('➀'),
        '❶'..='❿' => from('❶'),
        _ => None,
    }
}
