//! Characters that do not show what they are: invisible ones, and doubles of ordinary characters.

use unicode_normalization::UnicodeNormalization;

use super::notation::is_invisible;

/// Kinds of characters that a reader can't distinguish from others, or can't see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hidden {
    /// Takes no place on paper: a zero-width blank, a soft hyphen, a control character.
    Invisible,
    /// Turns the direction of writing.
    Direction,
    /// A blank that is neither the plain nor the full-width one.
    Blank,
    /// A part of a character (⻘) in the place of the character (青), as copying from PDF gives it.
    Radical,
    /// A compatibility form of a Chinese character that most software changes in passing.
    Compatibility,
    /// A character that only the machine shows on which it was made (外字).
    Private,
    /// U+FFFD, which replaces a character that could not be decoded.
    Replacement,
    /// か with a voicing mark of its own instead of が.
    Decomposed,
}

/// Whether a character is one that nearly all text consists of, and hides nothing.
fn is_usual(c: char) -> bool {
    matches!(c, ' '..='~' | '、'..='〟' | 'ぁ'..='ゖ' | '゛'..='ヿ' | '一'..='\u{9FFF}' | '！'..='～')
}

/// How many bytes of such characters are at a place of a text: passes over long texts skip them at once.
pub fn usual(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let mut end = 0;
    loop {
        end += match &bytes[end..] {
            [b' '..=b'~', ..] => 1,
            // 、 to 〟, ぁ to ゖ, ゛ to ヿ
            [0xE3, 0x80, 0x81..=0x9F, ..] | [0xE3, 0x81, 0x81..=0xFF, ..] => 3,
            [0xE3, 0x82, 0x80..=0x96 | 0x9B..=0xFF, ..] | [0xE3, 0x83, ..] => 3,
            // 一 to U+9FFF, ！ to ～
            [0xE4, 0xB8..=0xFF, ..] | [0xE5..=0xE9, ..] => 3,
            [0xEF, 0xBC, 0x81..=0xFF, ..] | [0xEF, 0xBD, 0x80..=0x9E, ..] => 3,
            _ => return end,
        };
    }
}

/// What a character hides, if anything. Variation selectors are left alone: names of places need them.
pub fn hidden(c: char) -> Option<Hidden> {
    let kind = match c {
        c if is_usual(c) => return None,
        '\n' | '\r' | '\t' => return None,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => {
            Hidden::Direction
        }
        c if is_invisible(c) || c.is_control() => Hidden::Invisible,
        '\u{2028}' | '\u{2029}' => Hidden::Invisible,
        c if is_other_blank(c) => Hidden::Blank,
        '\u{2E80}'..='\u{2FDF}' => Hidden::Radical,
        '\u{FA0E}'
        | '\u{FA0F}'
        | '\u{FA11}'
        | '\u{FA13}'
        | '\u{FA14}'
        | '\u{FA1F}'
        | '\u{FA21}'
        | '\u{FA23}'
        | '\u{FA24}'
        | '\u{FA27}'..='\u{FA29}' => return None,
        '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => Hidden::Compatibility,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => Hidden::Private,
        '\u{FFFD}' => Hidden::Replacement,
        '\u{3099}' | '\u{309A}' => Hidden::Decomposed,
        _ => return None,
    };
    Some(kind)
}

/// What replaces a character that would shift the marks below it or steer the terminal: as many bytes, so that
/// places stay what they are.
pub fn placeholder(c: char) -> char {
    let unseen = matches!(hidden(c), Some(Hidden::Invisible | Hidden::Direction));
    match c.len_utf8() {
        1 if c.is_control() => ' ',
        2 if unseen => '·',
        3 if unseen => '␣',
        _ => c,
    }
}

/// Whether a character does more than take its place on a line: it moves or colours what is shown, turns its direction,
/// breaks its line, or stands for words that nobody sees. Tab and line feed are among them.
pub fn steers(c: char) -> bool {
    if is_usual(c) {
        return false;
    }
    c.is_control()
        || hidden(c) == Some(Hidden::Direction)
        || matches!(
            c,
            '\u{61C}' | '\u{2028}' | '\u{2029}' | '\u{206A}'..='\u{206F}' | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

/// Blanks of Unicode other than the plain and the full-width one.
pub fn is_other_blank(c: char) -> bool {
    matches!(
        c,
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{1680}'
    )
}

/// The ordinary character for a double, where there is one.
pub fn ordinary(c: char) -> Option<char> {
    let radical = match c {
        '⺠' => '民',
        '⺩' => '王',
        '⻁' => '虎',
        '⻄' => '西',
        '⻆' => '角',
        '⻑' => '長',
        '⻘' => '青',
        '⻝' => '食',
        '⻣' => '骨',
        '⻤' => '鬼',
        '⻨' => '麦',
        '⻩' => '黄',
        '⻫' => '斉',
        '⻭' => '歯',
        '⻯' => '竜',
        '⻱' => '龜',
        '⻲' => '亀',
        c => c,
    };
    let mut folded = radical.nfkc();
    let ordinary = folded.next().filter(|o| *o != c)?;
    folded.next().is_none().then_some(ordinary)
}

/// A kana and its voicing mark as one character.
pub fn compose(text: &str) -> String {
    text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_lead_to_ordinary_characters() {
        assert_eq!(
            (hidden('⻘'), ordinary('⻘')),
            (Some(Hidden::Radical), Some('青'))
        );
        assert_eq!(ordinary('⽅'), Some('方'));
        assert_eq!(hidden('\u{FA19}'), Some(Hidden::Compatibility));
        assert_eq!(compose("か\u{3099}"), "が");
    }

    #[test]
    fn usual_characters_are_known_by_their_bytes() {
        for c in '\u{0}'..='\u{10FFFF}' {
            let length = if is_usual(c) { c.len_utf8() } else { 0 };
            assert_eq!(usual(&c.to_string(), 0), length, "{c:?}");
        }
        assert_eq!(usual("\na、カ漢！\u{85}", 1), 13);
    }

    #[test]
    fn ordinary_text_hides_nothing() {
        let text = "青い空　①〇ー～－Ⅱ髙﨑葛\u{E0100}城\t㈱（ｶﾅ）";
        assert_eq!(text.chars().find(|c| hidden(*c).is_some()), None);
    }
}
