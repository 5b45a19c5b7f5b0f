//! The signs of Japanese text, 、。「」 and their like (U+3000 to U+303F), found by a byte that few other characters have.

/// The signs of a text with their places, in its order.
pub fn signs(text: &str) -> impl DoubleEndedIterator<Item = (usize, char)> + '_ {
    memchr::memchr_iter(MIDDLE, text.as_bytes()).filter_map(|middle| sign(text, middle))
}

/// The second byte of every sign.
pub const MIDDLE: u8 = 0x80;

/// The sign whose second byte stands at a place, where it is one.
pub fn sign(text: &str, middle: usize) -> Option<(usize, char)> {
    let at = middle.checked_sub(1)?;
    match text.as_bytes().get(at..middle + 2) {
        Some(&[0xE3, MIDDLE, last]) => Some((at, char::from_u32(0x3000 | u32::from(last & 0x3F))?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::signs;

    proptest! {
        #[test]
        fn every_sign_is_found(text in "[a。、「」〈〿　ぁむ一〇䀀\u{300}\u{80}😀]{0,30}") {
            let expected: Vec<_> = text
                .char_indices()
                .filter(|(_, c)| ('\u{3000}'..='\u{303F}').contains(c))
                .collect();
            prop_assert_eq!(signs(&text).collect::<Vec<_>>(), expected);
        }
    }
}
