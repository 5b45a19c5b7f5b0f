//! Fonts of several bytes a character, as Japanese ones are.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{CMap, WritingMode};
use hayro_syntax::object::dict::keys::{
    CID_TO_GID_MAP, DESCENDANT_FONTS, DW, DW2, ENCODING, FONT_DESC, FONT_FILE2, FONT_FILE3, W, W2,
};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use unicode_width::UnicodeWidthStr;

use super::codes::Codes;
use super::{Code, MOST_WIDTHS, characters, numbers};

/// A font of several bytes a character.
#[derive(Debug)]
pub(in super::super) struct Composite {
    pub(in super::super) vertical: bool,
    codes: Codes,
    to_unicode: Option<Rc<CMap>>,
    /// What the glyphs mean, where the embedded font says so.
    by_glyph: HashMap<u32, char>,
    widths: HashMap<u32, f64>,
    width: f64,
    heights: HashMap<u32, f64>,
    height: f64,
}

impl Composite {
    pub(super) fn new(dict: &Dict<'_>, to_unicode: Option<Rc<CMap>>) -> Option<Self> {
        let descendant = dict
            .get::<Array<'_>>(DESCENDANT_FONTS)?
            .iter::<Dict<'_>>()
            .next()?;
        let (codes, vertical) = match dict.get::<Object<'_>>(ENCODING)? {
            Object::Name(name) => Codes::named(name.as_str()),
            Object::Stream(stream) => {
                let table = super::table(&stream)?;
                let vertical = table.metadata().writing_mode == Some(WritingMode::Vertical);
                (Codes::Table(table), vertical)
            }
            _ => return None,
        };
        let by_glyph = match (&codes, &to_unicode) {
            (Codes::Table(_), None) => glyphs_of(&descendant),
            _ => HashMap::new(),
        };
        let metrics = descendant
            .get::<Array<'_>>(DW2)
            .map(|array| numbers(&array))
            .unwrap_or_default();
        Some(Composite {
            vertical,
            codes,
            to_unicode,
            by_glyph,
            widths: widths(descendant.get::<Array<'_>>(W), 1),
            width: descendant.get::<f64>(DW).unwrap_or(1000.0),
            heights: widths(descendant.get::<Array<'_>>(W2), 3),
            height: metrics.get(1).copied().unwrap_or(-1000.0),
        })
    }

    pub(super) fn read(&self, bytes: &[u8]) -> Code {
        let found = self.codes.read(bytes);
        let by_table = self
            .to_unicode
            .as_deref()
            .and_then(|map| characters(map, found.code));
        let by_glyph = || Some(self.by_glyph.get(&found.number?)?.to_string());
        let text = by_table.or(found.text).or_else(by_glyph);
        Code {
            advance: self.advance(found.number, text.as_deref()),
            text,
            length: found.length,
            blank: found.length == 1 && found.code == 32,
        }
    }

    fn advance(&self, number: Option<u32>, text: Option<&str>) -> f64 {
        let listed =
            |list: &HashMap<u32, f64>| number.and_then(|number| list.get(&number).copied());
        if self.vertical {
            return -listed(&self.heights).unwrap_or(self.height);
        }
        // Where numbers follow a public list that is not part of this program, half-width characters are half as wide.
        let narrow = number.is_none() && text.is_some_and(|text| text.width_cjk() == 1);
        listed(&self.widths).unwrap_or(if narrow { self.width / 2.0 } else { self.width })
    }
}

/// The widths or heights of characters by their numbers; `group` numbers belong to each, the first is the one we need.
fn widths(array: Option<Array<'_>>, group: usize) -> HashMap<u32, f64> {
    let mut out = HashMap::new();
    let mut put = |number: Option<u32>, width: f64| {
        if let Some(number) = number.filter(|_| out.len() < MOST_WIDTHS) {
            out.insert(number, width);
        }
    };
    let mut first: Option<u32> = None;
    let mut range: Vec<f64> = Vec::new();
    for object in array
        .iter()
        .flat_map(|array| array.iter::<Object<'_>>())
        .take(MOST_WIDTHS)
    {
        match (object, first) {
            (Object::Array(list), Some(from)) => {
                first = None;
                for (at, width) in (0u32..).zip(numbers(&list).into_iter().step_by(group)) {
                    put(from.checked_add(at), width);
                }
            }
            (Object::Number(number), None) => {
                first = u32::try_from(number.as_i64()).ok();
                range.clear();
            }
            (Object::Number(number), Some(from)) => {
                range.push(number.as_f64());
                if range.len() > group {
                    first = None;
                    // A font has no more than 65,536 characters, whatever its ranges say.
                    for number in from..=(range[0].clamp(0.0, 65_535.0) as u32) {
                        put(Some(number), range[1]);
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// What the glyphs of an embedded font mean by its own table, where its numbers are those of glyphs.
fn glyphs_of(descendant: &Dict<'_>) -> HashMap<u32, char> {
    let mut out = HashMap::new();
    let same = !descendant.contains_key(CID_TO_GID_MAP)
        || descendant.get::<Name<'_>>(CID_TO_GID_MAP).is_some();
    let descriptor = descendant.get::<Dict<'_>>(FONT_DESC).unwrap_or_default();
    let file = |key: &[u8]| descriptor.get::<Stream<'_>>(key);
    let file = file(FONT_FILE2).or_else(|| file(FONT_FILE3));
    let Some(data) = file
        .filter(|_| same)
        .and_then(|stream| stream.decoded().ok())
    else {
        return out;
    };
    let face = ttf_parser::Face::parse(&data, 0).ok();
    let Some(table) = face.and_then(|face| face.tables().cmap) else {
        return out;
    };
    for subtable in table.subtables {
        if !subtable.is_unicode() {
            continue;
        }
        subtable.codepoints(|code| {
            if let (Some(c), Some(glyph)) = (char::from_u32(code), subtable.glyph_index(code)) {
                out.entry(u32::from(glyph.0)).or_insert(c);
            }
        });
    }
    out
}
