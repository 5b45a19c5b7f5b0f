//! The fonts of a PDF: which character a code means and how far it moves the pen. How its glyphs look does not matter
//! here, so the programs of embedded fonts are not run.

mod codes;
mod composite;
mod names;
mod simple;

use std::collections::HashMap;
use std::rc::Rc;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::dict::keys::{SUBTYPE, TO_UNICODE, TYPE0};
use hayro_syntax::object::{Array, Dict, Name, ObjRef, Stream};
use hayro_syntax::page::Resources;

use composite::Composite;
use simple::Simple;

/// How many bytes a table of a font may have; real ones have some ten thousand.
const LARGEST_MAP: usize = 4 << 20;

/// How many widths a font may list.
const MOST_WIDTHS: usize = 1 << 17;

/// A code of a text, resolved.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Code {
    /// What it means, where the font says so.
    pub(super) text: Option<String>,
    /// How far the pen moves, in thousandths of the size: to the right, or down in vertical writing.
    pub(super) advance: f64,
    /// How many bytes it has.
    pub(super) length: usize,
    /// Whether the spacing between words is added.
    pub(super) blank: bool,
}

/// A font, as far as text needs it.
#[derive(Debug)]
pub(super) enum Font {
    Simple(Box<Simple>),
    Composite(Box<Composite>),
}

impl Font {
    /// Reads a font; none where it is of no kind that holds text.
    fn new(dict: &Dict<'_>) -> Option<Self> {
        let kind = dict.get::<Name<'_>>(SUBTYPE)?;
        let to_unicode = dict
            .get::<Stream<'_>>(TO_UNICODE)
            .and_then(|stream| table(&stream));
        if &*kind == TYPE0 {
            return Composite::new(dict, to_unicode).map(|font| Font::Composite(Box::new(font)));
        }
        Some(Font::Simple(Box::new(Simple::new(dict, &kind, to_unicode))))
    }

    /// Whether it is written from top to bottom.
    pub(super) fn is_vertical(&self) -> bool {
        matches!(self, Font::Composite(font) if font.vertical)
    }

    /// The code at the beginning of some bytes, of which there is at least one.
    pub(super) fn read(&self, bytes: &[u8]) -> Code {
        match self {
            Font::Simple(font) => font.read(bytes[0]),
            Font::Composite(font) => font.read(bytes),
        }
    }
}

/// The fonts of a file, each read once.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    fonts: HashMap<Key, Option<Rc<Font>>>,
}

/// What is known of a font before it is read; to look up an object costs much where objects are packed.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Key {
    Object(ObjRef),
    /// A dictionary that stands in another: it stays where it is as long as the file.
    Place(usize, usize),
}

impl Fonts {
    /// The font that a page calls by a name.
    pub(super) fn get(&mut self, resources: &Resources<'_>, name: &Name<'_>) -> Option<Rc<Font>> {
        let reference = resources.fonts.get_ref(&**name).map(Key::Object);
        if let Some(font) = reference.as_ref().and_then(|key| self.fonts.get(key)) {
            return font.clone();
        }
        let dict = resources.get_font(name)?;
        let place = || Key::Place(dict.data().as_ptr().addr(), dict.data().len());
        self.fonts
            .entry(reference.unwrap_or_else(place))
            .or_insert_with(|| Font::new(&dict).map(Rc::new))
            .clone()
    }
}

/// The table that a stream of the file holds.
fn table(stream: &Stream<'_>) -> Option<Rc<CMap>> {
    let data = stream
        .decoded()
        .ok()
        .filter(|data| data.len() <= LARGEST_MAP)?;
    CMap::parse(&data, |_| None).map(Rc::new)
}

/// The characters that a table gives for a code; none where they say nothing.
fn characters(map: &CMap, code: u32) -> Option<String> {
    let text = match map.lookup_bf_string(code)? {
        BfString::Char(c) => c.to_string(),
        BfString::String(text) => text,
    };
    let says_nothing = |c: char| c == '\u{fffd}' || (c.is_control() && c != '\t');
    (!text.is_empty() && !text.chars().all(says_nothing)).then_some(text)
}

/// A list of numbers.
fn numbers(array: &Array<'_>) -> Vec<f64> {
    array.iter::<f64>().take(MOST_WIDTHS).collect()
}
