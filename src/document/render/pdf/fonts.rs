//! The faces that a PDF may use, and which characters they can print.

use std::collections::HashSet;
use std::sync::LazyLock;

use ttf_parser::Face;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;

use crate::assets::glyphs::{has, is_private};

static EMBEDDED: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: [&'static [u8]; 4] = [
        include_bytes!("../../../../templates/fonts/BIZUDGothic-Regular.ttf"),
        include_bytes!("../../../../templates/fonts/BIZUDGothic-Bold.ttf"),
        // ➀ ☑ ✔ and their kind, which BIZ UDGothic lacks.
        include_bytes!("../../../../templates/fonts/NotoSansSymbols-subset.ttf"),
        include_bytes!("../../../../templates/fonts/NotoSansSymbols2-subset.ttf"),
    ];
    Fonts::of(
        faces
            .into_iter()
            .flat_map(|data| Font::iter(Bytes::new(data)))
            .collect(),
    )
});

/// The faces that a PDF may use: BIZ UDGothic with a few symbols, and those that an office adds for its own characters.
#[derive(Clone)]
pub struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) faces: Vec<Font>,
    /// Typst keeps the coverage as runs, too slow to ask for every character of a document.
    covered: HashSet<u32>,
    /// How many of the faces are ours; the others are asked one by one, as the check asks them.
    ours: usize,
}

impl Fonts {
    fn of(faces: Vec<Font>) -> Self {
        let covered = faces
            .iter()
            .flat_map(|face| face.info().coverage.iter())
            .collect();
        Self {
            book: LazyHash::new(FontBook::from_fonts(&faces)),
            ours: faces.len(),
            faces,
            covered,
        }
    }

    /// The embedded faces.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// These faces, then those of a font file (TTF, OTF, TTC); `None` if it is no font.
    #[must_use]
    pub fn with(&self, file: Vec<u8>) -> Option<Self> {
        let more: Vec<Font> = Font::iter(Bytes::new(file)).collect();
        if more.is_empty() {
            return None;
        }
        let faces = [self.faces.clone(), more].concat();
        Some(Self {
            book: LazyHash::new(FontBook::from_fonts(&faces)),
            faces,
            ..self.clone()
        })
    }

    /// The families after the typeface in the order in which they are to be tried; none where Typst may choose among
    /// our own.
    pub(super) fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = Vec::new();
        if self.faces.len() > self.ours {
            for face in &self.faces {
                let family = face.info().family.as_str();
                if !families.contains(&family) {
                    families.push(family);
                }
            }
            families.remove(0);
        }
        families
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
            _ if is_private(character) => false,
            _ => {
                let mut added = self.faces[self.ours..].iter();
                is_default_ignorable(character)
                    || self.covered.contains(&character.into())
                    || added.any(|face| face_has(face, character))
            }
        }
    }
}

fn face_has(face: &Font, character: char) -> bool {
    Face::parse(face.data(), face.index()).is_ok_and(|face| has(&face, character))
}

/// The characters of a text that the embedded faces lack, each once: PDF/A forbids to print them as empty boxes.
#[must_use]
pub fn missing_characters(text: &str) -> Vec<char> {
    EMBEDDED.missing(text)
}
