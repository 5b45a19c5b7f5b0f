//! Text boxes and comments of a sheet.

use std::collections::HashMap;

use super::records::{Record, short};
use super::{Shared, strings};
use crate::intake::cell::Note;
use crate::intake::read::sheet::{Raw, Sheet};

/// What is drawn, while its records come one behind the other.
#[derive(Default)]
pub(super) struct Objects {
    /// Where the next object begins.
    anchor: (u32, u32),
    /// Kind and number of the object whose text comes next.
    open: Option<(u16, u16)>,
    /// The texts of comments, by the numbers of their objects.
    comments: HashMap<u16, String>,
    /// The comments' cells and objects.
    noted: Vec<((u32, u32), u16)>,
    /// How many pictures there are.
    pub pictures: usize,
}

const PICTURE: u16 = 8;
const COMMENT: u16 = 0x19;

impl Objects {
    /// Looks at a record.
    pub fn take(&mut self, record: &Record, shared: &Shared, out: &mut Sheet) {
        let data = record.data;
        match record.kind {
            0x00EC => self.anchor = anchor(data).unwrap_or(self.anchor),
            0x005D => {
                self.open = short(data, 4).zip(short(data, 6));
                let picture = self.open.is_some_and(|(kind, _)| kind == PICTURE);
                self.pictures += usize::from(picture);
            }
            0x01B6 => {
                let Some((kind, id)) = self.open.take() else {
                    return;
                };
                let (text, notes) = text(record, shared).parted(false);
                if kind == COMMENT {
                    self.comments.insert(id, text);
                } else if !text.trim().is_empty() || !notes.is_empty() {
                    let (row, column) = self.anchor;
                    out.drawn.push(Raw {
                        row,
                        column,
                        text,
                        notes,
                    });
                }
            }
            0x001C => {
                let at = short(data, 0).zip(short(data, 2));
                if let (Some((row, column)), Some(id)) = (at, short(data, 6)) {
                    self.noted.push(((row.into(), column.into()), id));
                }
            }
            _ => {}
        }
    }

    /// Puts the comments on their cells.
    pub fn finish(self, out: &mut Sheet) {
        for (at, id) in self.noted {
            if let Some(text) = self
                .comments
                .get(&id)
                .filter(|text| !text.trim().is_empty())
            {
                out.notes.push((at, Note::Comment(text.clone())));
            }
        }
    }
}

/// The cell on which the upper left corner of a drawing lies.
fn anchor(data: &[u8]) -> Option<(u32, u32)> {
    let head = memchr::memmem::find(data, b"\x10\xF0\x12\x00\x00\x00")?;
    let body = data.get(head + 6..)?;
    Some((short(body, 6)?.into(), short(body, 2)?.into()))
}

/// The text of an object: it stands in the records that continue its own, its fonts in the last of them.
fn text(record: &Record, shared: &Shared) -> crate::intake::read::rich::Rich {
    let count = usize::from(short(record.data, 10).unwrap_or_default());
    let mut units = Vec::new();
    let mut pieces = record.more.iter();
    for piece in pieces.by_ref() {
        let Some((text, _)) = strings::units(piece, count - units.len()) else {
            break;
        };
        units.extend(text.encode_utf16());
        if units.len() >= count {
            break;
        }
    }
    units.truncate(count);
    let fonts: Vec<(usize, u16)> = pieces
        .flat_map(|piece| piece.chunks_exact(8))
        .filter_map(|run| Some((usize::from(short(run, 0)?), short(run, 2)?)))
        .collect();
    strings::dressed(&units, &fonts, shared)
}
