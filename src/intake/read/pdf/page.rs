//! What a page draws: characters with their places, and ruling lines. Its operators are read here; colours, pictures and
//! the shapes of glyphs are passed by.

mod notes;
mod path;
mod state;
mod window;

use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::dict::keys::{ACTUAL_TEXT, ANNOTS, FORM, MATRIX, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as Bytes};
use hayro_syntax::page::{Page, Resources};

use super::drawn::{Budget, Drawn, Glyph};
use super::font::Fonts;
use super::matrix::Matrix;
use crate::intake::refusal::Refusal;
use path::Path;
use state::State;

/// How deep forms are drawn in forms, and states kept in states.
const DEEPEST: usize = 8;
const MOST_STATES: usize = 512;

/// What it costs to draw a form, however short: one may draw others many times, and the deeper the more.
const FORM_COST: usize = 5000;

/// How many comments and fields of a page are looked at.
const MOST_NOTES: usize = 5000;

/// Reads a page.
pub(super) fn draw(
    page: &Page<'_>,
    fonts: &mut Fonts,
    budget: &mut Budget,
) -> Result<Drawn, Refusal> {
    let (width, height) = page.render_dimensions();
    let mut pen = Pen {
        fonts,
        budget,
        out: Drawn {
            width: f64::from(width),
            height: f64::from(height),
            ..Drawn::default()
        },
        states: Vec::new(),
        state: State::new(Matrix(page.initial_transform(true).as_coeffs())),
        path: Path::default(),
        marks: Vec::new(),
    };
    let begin = pen.state.clone();
    if let Some(content) = page.page_stream() {
        pen.run(content, page.resources(), 0)?;
    }
    for note in page
        .raw()
        .get::<Array<'_>>(ANNOTS)
        .iter()
        .flat_map(|notes| notes.iter::<Dict<'_>>())
        .take(MOST_NOTES)
    {
        pen.state = begin.clone();
        pen.note(&note, page.resources())?;
    }
    Ok(pen.out)
}

struct Pen<'f> {
    fonts: &'f mut Fonts,
    budget: &'f mut Budget,
    out: Drawn,
    states: Vec<State>,
    state: State,
    path: Path,
    /// What stretches of text say in other words; none once it is said.
    marks: Vec<Mark>,
}

enum Mark {
    /// Nothing.
    Plain,
    /// Other words, to be said at its first character.
    Says(String),
    /// They were said.
    Said,
}

/// The last numbers before an operator.
fn numbers<const COUNT: usize>(instruction: &Instruction<'_, '_>) -> Option<[f64; COUNT]> {
    let mut out = [0.0; COUNT];
    let mut count = 0;
    for object in instruction.operands() {
        if let Object::Number(number) = object {
            out.rotate_left(1);
            out[COUNT - 1] = number.as_f64();
            count += 1;
        }
    }
    (count >= COUNT && out.iter().all(|number| number.is_finite())).then_some(out)
}

impl Pen<'_> {
    fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), Refusal> {
        if super::limits::is_too_deep(content) {
            return Err(Refusal::TooDeep);
        }
        self.budget.spend(content.len())?;
        let kept = self.states.len();
        let mut operators = UntypedIter::new(content);
        while let Some(instruction) = operators.next() {
            self.obey(&instruction, resources, depth)?;
        }
        self.states.truncate(kept);
        Ok(())
    }

    fn obey(
        &mut self,
        instruction: &Instruction<'_, '_>,
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), Refusal> {
        let operator: &[u8] = instruction.operator;
        match operator {
            b"q" if self.states.len() < MOST_STATES => self.states.push(self.state.clone()),
            b"Q" => self.state = self.states.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => {
                if let Some(matrix) = numbers::<6>(instruction) {
                    self.state.page = Matrix(matrix).then(self.state.page);
                }
            }
            b"Tf" => {
                let name = instruction.operands().find_map(|object| match object {
                    Object::Name(name) => Some(name),
                    _ => None,
                });
                self.state.font = name.and_then(|name| self.fonts.get(resources, name));
                if let Some([size]) = numbers(instruction) {
                    self.state.size = size;
                }
            }
            b"Tj" | b"'" | b"\"" => {
                if operator == b"\""
                    && let Some([word, character]) = numbers(instruction)
                {
                    (self.state.word_space, self.state.char_space) = (word, character);
                }
                if operator != b"Tj" {
                    self.state.next_line();
                }
                for object in instruction.operands() {
                    if let Object::String(text) = object {
                        self.show(text)?;
                    }
                }
            }
            b"TJ" => {
                for object in instruction.operands() {
                    if let Object::Array(pieces) = object {
                        self.show_pieces(pieces)?;
                    }
                }
            }
            b"Do" => {
                let name = instruction.operands().find_map(|object| match object {
                    Object::Name(name) => Some(name),
                    _ => None,
                });
                if let Some(object) = name.and_then(|name| resources.get_x_object(name)) {
                    self.object(&object, resources, depth)?;
                }
            }
            b"BI" => self.out.pictures += 1,
            b"BMC" => self.marks.push(Mark::Plain),
            b"BDC" => self.marks.push(mark(instruction, resources)),
            b"EMC" => {
                self.marks.pop();
            }
            _ => {
                if !self.state.obey(operator, instruction) {
                    let page = self.state.page;
                    let out = &mut self.out;
                    if let Some(window) = self.path.obey(operator, instruction, page, out) {
                        self.state.window = self.state.window.and(window);
                    }
                }
            }
        }
        Ok(())
    }

    fn show_pieces(&mut self, pieces: &Array<'_>) -> Result<(), Refusal> {
        for piece in pieces.iter::<Object<'_>>() {
            match piece {
                Object::String(text) => self.show(&text)?,
                Object::Number(number) => self.state.adjust(number.as_f64()),
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let Some(font) = self.state.font.clone() else {
            self.out.unknown += bytes.len();
            return Ok(());
        };
        self.budget.spend(bytes.len() * 20)?;
        let mut rest = bytes;
        while !rest.is_empty() {
            let code = font.read(rest);
            rest = &rest[code.length.min(rest.len())..];
            let placed = self.state.place(&code, font.is_vertical());
            self.state.advance(&code, font.is_vertical());
            let inside = |at: f64, most: f64| (-5.0..=most + 5.0).contains(&at);
            if !inside(placed.x, self.out.width) || !inside(placed.y, self.out.height) {
                continue;
            }
            let text = match self.said() {
                Some(said) => said,
                None => code.text.unwrap_or_else(|| {
                    self.out.unknown += 1;
                    char::REPLACEMENT_CHARACTER.to_string()
                }),
            };
            self.out.glyphs.push(Glyph { text, ..placed });
        }
        Ok(())
    }

    /// What the stretch of text that is being drawn says in other words; nothing behind its first character.
    fn said(&mut self) -> Option<String> {
        let mark = self
            .marks
            .iter_mut()
            .rev()
            .find(|mark| !matches!(mark, Mark::Plain))?;
        match std::mem::replace(mark, Mark::Said) {
            Mark::Says(words) => Some(words),
            _ => Some(String::new()),
        }
    }

    fn object(
        &mut self,
        object: &Stream<'_>,
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), Refusal> {
        let kind = object.dict().get::<Name<'_>>(SUBTYPE);
        if kind.as_deref() != Some(FORM) {
            self.out.pictures += 1;
            return Ok(());
        }
        if depth >= DEEPEST {
            return Ok(());
        }
        self.budget.spend(FORM_COST * (depth + 1) * (depth + 1))?;
        let Ok(content) = object.decoded() else {
            return Ok(());
        };
        let matrix = object
            .dict()
            .get::<Array<'_>>(MATRIX)
            .and_then(|array| matrix(&array));
        let kept = self.state.clone();
        if let Some(matrix) = matrix {
            self.state.page = matrix.then(self.state.page);
        }
        match object.dict().get::<Dict<'_>>(RESOURCES) {
            Some(own) => self.run(
                &content,
                &Resources::from_parent(own, resources.clone()),
                depth + 1,
            )?,
            None => self.run(&content, resources, depth + 1)?,
        }
        self.state = kept;
        Ok(())
    }
}

fn matrix(array: &Array<'_>) -> Option<Matrix> {
    let numbers: Vec<f64> = array.iter::<f64>().take(6).collect();
    <[f64; 6]>::try_from(numbers).ok().map(Matrix)
}

fn mark(instruction: &Instruction<'_, '_>, resources: &Resources<'_>) -> Mark {
    let properties = instruction
        .operands()
        .last()
        .and_then(|object| match object {
            Object::Dict(dict) => Some(dict.clone()),
            Object::Name(name) => resources.properties.get::<Dict<'_>>(&**name),
            _ => None,
        });
    let words = properties.and_then(|properties| properties.get::<Bytes<'_>>(ACTUAL_TEXT));
    words.map_or(Mark::Plain, |words| {
        Mark::Says(super::attached::text(&words))
    })
}
