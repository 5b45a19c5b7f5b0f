//! The names of glyphs of which our alphabet is one.

/// The signs of ASCII from the blank on that are no letters, by name, and some that text needs beyond.
const SIGNS: &str = "space exclam quotedbl numbersign dollar percent ampersand quotesingle parenleft parenright asterisk \
    plus comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater \
    question at bracketleft backslash bracketright asciicircum underscore grave braceleft bar braceright asciitilde yen \
    bullet endash emdash quoteleft quoteright quotedblleft quotedblright";

/// What they are.
const MEANINGS: &str = " !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`{|}~¥•–—‘’“”";

/// The character of a name: `a`, `seven`, `uni3042`, `u20B9F`.
pub(super) fn character(name: &str) -> Option<char> {
    let name = name.split('.').next().unwrap_or(name);
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return letter.is_ascii_alphabetic().then_some(letter);
    }
    if let Some(at) = SIGNS.split_whitespace().position(|sign| sign == name) {
        return MEANINGS.chars().nth(at);
    }
    let hex = name
        .strip_prefix("uni")
        .or_else(|| name.strip_prefix('u'))?;
    let code = (4..=6)
        .contains(&hex.len())
        .then(|| u32::from_str_radix(hex, 16).ok())??;
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_to_characters() {
        assert_eq!(SIGNS.split_whitespace().count(), MEANINGS.chars().count());
        let names = [
            "a",
            "Z",
            "seven",
            "bracketleft",
            "quotedblright",
            "uni3042",
            "u20B9F",
            "zero.tf",
        ];
        let found: String = names.into_iter().filter_map(character).collect();
        assert_eq!(found, "aZ7[”あ𠮟0");
        assert_eq!(character("g123"), None);
        assert_eq!(character(".notdef"), None);
    }
}
