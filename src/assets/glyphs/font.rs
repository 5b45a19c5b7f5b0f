//! Fonts that an office adds for characters that the embedded typeface lacks.

use ttf_parser::{Face, Permissions, Tag, fonts_in_collection};

/// The largest font file that is read, in bytes: those with all characters of family registers have some 50 MB.
pub const MAX_BYTES: u64 = 100 * 1024 * 1024;

/// A font file (TTF, OTF, TTC).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Font {
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// How many faces are in it.
    faces: u32,
}

/// Why a file is of no use as a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Useless {
    /// It is no font, or a broken one.
    Broken,
    /// It is a font that must not be put into documents, by what it says of itself.
    Forbidden,
    /// Larger than [`MAX_BYTES`].
    TooLarge,
}

impl Font {
    /// A font from a file's bytes.
    ///
    /// # Errors
    /// Says why it can't be used.
    pub fn read(bytes: Vec<u8>) -> Result<Self, Useless> {
        if bytes.len() as u64 > MAX_BYTES {
            return Err(Useless::TooLarge);
        }
        let faces = fonts_in_collection(&bytes).unwrap_or(1);
        if faces == 0 {
            return Err(Useless::Broken);
        }
        for index in 0..faces {
            let face = Face::parse(&bytes, index).ok().filter(is_whole);
            let face = face.ok_or(Useless::Broken)?;
            if !may_be_embedded(&face) {
                return Err(Useless::Forbidden);
            }
        }
        Ok(Font { bytes, faces })
    }

    /// Whether it has a glyph for a character.
    pub fn prints(&self, c: char) -> bool {
        let mut faces = (0..self.faces).filter_map(|index| Face::parse(&self.bytes, index).ok());
        !is_private(c) && faces.any(|face| has(&face, c))
    }
}

/// Whether a face has a glyph for a character, other than its empty box.
pub fn has(face: &Face, c: char) -> bool {
    face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0)
}

/// 外字: PDF/A allows no private characters, even where a font has them.
pub fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}

/// Whether characters and outlines are there: in a file that was cut off, tables are missing.
fn is_whole(face: &Face) -> bool {
    let table = |name| face.raw_face().table(Tag::from_bytes(name)).is_some();
    table(b"cmap") && (table(b"glyf") || table(b"CFF ") || table(b"CFF2"))
}

/// What the font's fsType says; a font without it may.
fn may_be_embedded(face: &Face) -> bool {
    face.tables().os2.is_none_or(|os2| {
        os2.permissions() != Some(Permissions::Restricted) && os2.is_subsetting_allowed()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Our own symbols, which any office could name as its font.
    const SYMBOLS: &[u8] = include_bytes!("../../../templates/fonts/NotoSansSymbols2-subset.ttf");

    #[test]
    fn a_font_prints_what_it_has() {
        let font = Font::read(SYMBOLS.to_vec()).expect("a font");
        assert!(font.prints('☑') && !font.prints('亜') && !font.prints('\u{E000}'));
    }

    #[test]
    fn what_is_no_font_is_refused() {
        assert_eq!(Font::read(b"OTTO?".to_vec()), Err(Useless::Broken));
        assert_eq!(Font::read(Vec::new()), Err(Useless::Broken));
        assert_eq!(
            Font::read(b"ttcf\0\x01\0\0\0\0\0\0".to_vec()),
            Err(Useless::Broken)
        );
        let half = &SYMBOLS[..SYMBOLS.len() / 2];
        assert_eq!(Font::read(half.to_vec()).err(), Some(Useless::Broken));
    }

    #[test]
    fn a_font_that_may_not_be_embedded_is_refused() {
        let mut bytes = SYMBOLS.to_vec();
        let os2 = bytes
            .windows(4)
            .position(|w| w == b"OS/2")
            .expect("a table");
        let offset = u32::from_be_bytes(bytes[os2 + 8..os2 + 12].try_into().unwrap()) as usize;
        // fsType
        bytes[offset + 8..offset + 10].copy_from_slice(&2u16.to_be_bytes());
        assert_eq!(Font::read(bytes), Err(Useless::Forbidden));
    }
}
