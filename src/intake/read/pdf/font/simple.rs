//! Fonts of one byte a character.

use std::rc::Rc;

use hayro_cmap::CMap;
use hayro_syntax::object::dict::keys::{
    BASE_ENCODING, DIFFERENCES, ENCODING, FIRST_CHAR, FONT_DESC, FONT_MATRIX, MISSING_WIDTH, TYPE3,
    WIDTHS,
};
use hayro_syntax::object::{Array, Dict, Name, Object};

use super::{Code, characters, names, numbers};

/// How wide a character is where the file does not say so.
const USUAL_WIDTH: f64 = 550.0;

/// A font of one byte a character.
#[derive(Debug)]
pub(in super::super) struct Simple {
    to_unicode: Option<Rc<CMap>>,
    /// What each code means by its encoding.
    meanings: Vec<Option<char>>,
    first: usize,
    widths: Vec<f64>,
    missing: f64,
    /// How many thousandths of the size a unit of its widths is.
    unit: f64,
}

impl Simple {
    pub(super) fn new(dict: &Dict<'_>, kind: &[u8], to_unicode: Option<Rc<CMap>>) -> Self {
        let list = |key: &[u8]| {
            dict.get::<Array<'_>>(key)
                .map(|array| numbers(&array))
                .unwrap_or_default()
        };
        let descriptor = dict.get::<Dict<'_>>(FONT_DESC).unwrap_or_default();
        let missing = descriptor
            .get::<f64>(MISSING_WIDTH)
            .filter(|&width| width > 0.0);
        let first = dict
            .get::<i32>(FIRST_CHAR)
            .and_then(|first| usize::try_from(first).ok());
        let scale = list(FONT_MATRIX).first().copied().filter(|_| kind == TYPE3);
        Simple {
            to_unicode,
            meanings: meanings(dict),
            first: first.unwrap_or(0),
            widths: list(WIDTHS),
            missing: missing.unwrap_or(USUAL_WIDTH),
            unit: scale.map_or(1.0, |scale| scale * 1000.0),
        }
    }

    pub(super) fn read(&self, byte: u8) -> Code {
        let code = usize::from(byte);
        let width = code
            .checked_sub(self.first)
            .and_then(|at| self.widths.get(at));
        let by_table = self
            .to_unicode
            .as_deref()
            .and_then(|map| characters(map, u32::from(byte)));
        Code {
            text: by_table.or_else(|| self.meanings[code].map(String::from)),
            advance: width.copied().unwrap_or(self.missing) * self.unit,
            length: 1,
            blank: byte == b' ',
        }
    }
}

/// What each of the 256 codes means: the base encoding, with what is named apart.
fn meanings(dict: &Dict<'_>) -> Vec<Option<char>> {
    let encoding = dict.get::<Dict<'_>>(ENCODING);
    let base = match &encoding {
        Some(encoding) => encoding.get::<Name<'_>>(BASE_ENCODING),
        None => dict.get::<Name<'_>>(ENCODING),
    };
    let base: &[u8] = base.as_deref().unwrap_or_default();
    let table = if base == b"MacRomanEncoding" {
        encoding_rs::MACINTOSH
    } else {
        encoding_rs::WINDOWS_1252
    };
    let mut out: Vec<Option<char>> = (0..=255u8)
        .map(|byte| {
            let code = [byte];
            let (text, _) = table.decode_without_bom_handling(&code);
            // Beyond ASCII a font without an encoding has one of its own.
            let known = byte.is_ascii() || !base.is_empty();
            text.chars().next().filter(|c| known && !c.is_control())
        })
        .collect();
    let differences = encoding.and_then(|encoding| encoding.get::<Array<'_>>(DIFFERENCES));
    let mut code = 0;
    for object in differences
        .iter()
        .flat_map(|array| array.iter::<Object<'_>>())
        .take(1024)
    {
        match object {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(meaning) = out.get_mut(code) {
                    *meaning = names::character(name.as_str());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    out
}
