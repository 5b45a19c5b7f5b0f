//! The faces that a PDF may use, and which characters they can print.

use std::collections::HashSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;

static EMBEDDED: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: [&'static [u8]; 4] = [
        include_bytes!("../../../templates/fonts/BIZUDGothic-Regular.ttf"),
        include_bytes!("../../../templates/fonts/BIZUDGothic-Bold.ttf"),
        // ➀ ☑ ✔ and their kind, which BIZ UDGothic lacks.
        include_bytes!("../../../templates/fonts/NotoSansSymbols-subset.ttf"),
        include_bytes!("../../../templates/fonts/NotoSansSymbols2-subset.ttf"),
    ];
    Fonts::of(
        faces
            .into_iter()
            .flat_map(|data| Font::iter(Bytes::new(data)))
            .collect(),
    )
});

/// The faces that a PDF may use: BIZ UDGothic with a few symbols, and those that an office adds for its own characters.
pub struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) faces: Vec<Font>,
    /// Typst keeps the coverage as runs, too slow to ask for every character of a document.
    covered: HashSet<u32>,
}

impl Fonts {
    fn of(faces: Vec<Font>) -> Self {
        let covered = faces
            .iter()
            .flat_map(|face| face.info().coverage.iter())
            .collect();
        Self {
            book: LazyHash::new(FontBook::from_fonts(&faces)),
            faces,
            covered,
        }
    }

    /// The embedded faces.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// The embedded faces, then those of a font file (TTF, OTF, TTC); `None` if it is no font.
    #[must_use]
    pub fn with(&self, file: Vec<u8>) -> Option<Self> {
        let more: Vec<Font> = Font::iter(Bytes::new(file)).collect();
        (!more.is_empty()).then(|| Self::of([self.faces.clone(), more].concat()))
    }

    /// The characters of a text that cannot be printed with these faces, each once, in the order of the text.
    #[must_use]
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for character in text.chars() {
            if !self.prints(character) && !missing.contains(&character) {
                missing.push(character);
            }
        }
        missing
    }

    fn prints(&self, character: char) -> bool {
        match character {
            '\n' | '\r' | '\t' => true,
            // PDF/A forbids private characters (外字) even where a font has them.
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => false,
            _ => is_default_ignorable(character) || self.covered.contains(&character.into()),
        }
    }
}

/// The characters of a text that the embedded faces lack, each once: PDF/A forbids to print them as empty boxes.
#[must_use]
pub fn missing_characters(text: &str) -> Vec<char> {
    EMBEDDED.missing(text)
}
