//! What a paragraph or a cell of a table holds, gathered into cells: one for each content control of ours, one for each
//! stretch of text outside them.

use super::state::State;
use crate::intake::cell::{Book, Cell, Grid, Note, Pin, Place};
use crate::intake::read::sheet::{self, Length};
use crate::intake::refusal::Refusal;

/// Texts on their way into cells.
pub(super) struct Gather {
    place: Place,
    grid: Option<Grid>,
    /// Notes that hold for every cell of it.
    common: Vec<Note>,
    parts: Vec<Part>,
}

#[derive(Default)]
struct Part {
    text: String,
    notes: Vec<Note>,
    pin: Option<Pin>,
    /// Whether a paragraph began in it: the next one is a new line.
    begun: bool,
}

impl Gather {
    /// Nothing yet, of a place.
    pub fn new(paragraph: usize, grid: Option<Grid>, common: Vec<Note>) -> Self {
        Gather {
            place: Place::Paragraph(paragraph),
            grid,
            common,
            parts: vec![Part::default()],
        }
    }

    fn last(&mut self) -> &mut Part {
        if self.parts.is_empty() {
            self.parts.push(Part::default());
        }
        let n = self.parts.len() - 1;
        &mut self.parts[n]
    }

    /// Whether what comes next belongs to a content control of ours.
    pub fn is_pinned(&self) -> bool {
        self.parts.last().is_some_and(|part| part.pin.is_some())
    }

    /// A paragraph begins.
    pub fn line(&mut self) {
        let part = self.last();
        if part.begun {
            part.text.push('\n');
        }
        part.begun = true;
    }

    /// What comes next belongs to a content control.
    pub fn open(&mut self, pin: Pin) {
        self.parts.push(Part {
            pin: Some(pin),
            ..Part::default()
        });
    }

    /// The control ends.
    pub fn close(&mut self) {
        self.parts.push(Part {
            begun: true,
            ..Part::default()
        });
    }

    /// Adds words.
    pub fn push(&mut self, words: &str, state: State) {
        let part = self.last();
        if state.deleted {
            return join(&mut part.notes, words, Note::Deleted);
        }
        if state.struck {
            return join(&mut part.notes, words, Note::Struck);
        }
        part.text.push_str(words);
        for (holds, note) in [
            (state.inserted, Note::Inserted),
            (state.hidden, Note::Hidden),
        ] {
            if holds && !words.trim().is_empty() && !part.notes.contains(&note) {
                part.notes.push(note);
            }
        }
    }

    /// Adds a note.
    pub fn note(&mut self, note: Note) {
        self.last().notes.push(note);
    }

    /// Puts what was gathered into the book; what comes then is of the same place.
    pub fn flush(&mut self, length: &mut Length, book: &mut Book) -> Result<(), Refusal> {
        for part in std::mem::take(&mut self.parts) {
            let text = match part.pin {
                // As it was written, blanks and all.
                Some(_) => part.text,
                None => part.text.trim_matches('\n').to_owned(),
            };
            let mut notes = part.notes;
            notes.retain(|note| match note {
                Note::Struck(words) | Note::Deleted(words) => !words.trim().is_empty(),
                _ => true,
            });
            if part.pin.is_none() && text.trim().is_empty() && notes.is_empty() {
                continue;
            }
            for note in &self.common {
                if !notes.contains(note) {
                    notes.push(note.clone());
                }
            }
            length.add(&text)?;
            let cell = Cell {
                text,
                place: self.place.clone(),
                grid: self.grid,
                notes,
                pin: part.pin,
            };
            sheet::put(cell, book)?;
        }
        Ok(())
    }
}

/// Words of a kind that follow each other are one note.
fn join(notes: &mut Vec<Note>, words: &str, kind: fn(String) -> Note) {
    match (notes.last_mut(), kind(words.to_owned())) {
        (Some(Note::Deleted(before)), Note::Deleted(words))
        | (Some(Note::Struck(before)), Note::Struck(words)) => before.push_str(&words),
        (_, note) => notes.push(note),
    }
}
