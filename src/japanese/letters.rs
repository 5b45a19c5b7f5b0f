//! The letters that Japanese text is nearly all made of, recognised by their bytes: passes over long texts skip them at once.

/// How many bytes of hiragana, katakana and Chinese characters are at a place of a text. They are their own form in
/// every comparison, but for a sound mark after them.
pub(super) fn letters(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes().get(at..).unwrap_or_default();
    let mut end = 0;
    while let Some(&[first, second, third]) = bytes.get(end..end + 3) {
        let is_letter = match (first, second) {
            // ぁ to ゖ, ァ to ー
            (0xE3, 0x81) => third >= 0x81,
            (0xE3, 0x82) => third <= 0x96 || third >= 0xA1,
            (0xE3, 0x83) => third <= 0xBC,
            // 一 to 鿿
            (0xE4, _) => second >= 0xB8,
            (0xE5..=0xE9, _) => true,
            _ => false,
        };
        if !is_letter {
            break;
        }
        end += 3;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_are_kana_and_chinese_characters() {
        for c in '\u{0}'..='\u{10FFFF}' {
            let is_letter = matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿');
            let length = if is_letter { 3 } else { 0 };
            assert_eq!(letters(&c.to_string(), 0), length, "{c:?}");
        }
        assert_eq!(letters("a漢字かなカナ、", 1), 18);
    }
}
