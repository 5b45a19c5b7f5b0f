//! The names of cells, by which our own export is known again, and the links to other files.

use super::records::{Record, short};
use super::strings;
use crate::intake::cell::Pin;
use crate::intake::names;

/// What a workbook says of names and links.
#[derive(Default)]
pub(super) struct Names {
    /// Reference to sheets, row, column.
    pinned: Vec<(u16, (u32, u32), Pin)>,
    /// Which sheet each reference means: only those of this file.
    references: Vec<Option<u16>>,
    /// Whether each file that is referred to is this one.
    own: Vec<bool>,
    links: usize,
}

impl Names {
    /// Looks at a record.
    pub fn take(&mut self, record: &Record) {
        let data = record.data;
        match record.kind {
            0x01AE => {
                // This file itself, or functions of an add-in.
                let mark = short(data, 2);
                self.own.push(data.len() == 4 && mark == Some(0x0401));
                self.links += usize::from(!matches!(mark, Some(0x0401 | 0x3A01)));
            }
            0x0017 => {
                let all = data.get(2..).unwrap_or_default().chunks_exact(6);
                for one in all {
                    let file = short(one, 0).map(usize::from);
                    let own = file.and_then(|n| self.own.get(n)) == Some(&true);
                    let sheet = short(one, 2).filter(|_| own);
                    self.references.push(sheet);
                }
            }
            0x0018 => self.pinned.extend(pinned(data).unwrap_or_default()),
            _ => {}
        }
    }

    /// The cells of a sheet that our names mean.
    pub fn pins(&self, sheet: usize) -> Vec<((u32, u32), Pin)> {
        let of = |reference: u16| self.references.get(usize::from(reference)).copied();
        self.pinned
            .iter()
            .filter(|(reference, _, _)| of(*reference).flatten().map(usize::from) == Some(sheet))
            .map(|(_, at, pin)| (*at, pin.clone()))
            .collect()
    }

    /// How many other files are referred to.
    pub fn links(&self) -> usize {
        self.links
    }
}

/// A cell that a name of ours means: the number of its sheet, row and column, and what the name says.
type Pinned = (u16, (u32, u32), Pin);

fn pinned(data: &[u8]) -> Option<Vec<Pinned>> {
    let count = usize::from(*data.get(3)?);
    let (name, used) = strings::units(data.get(14..)?, count)?;
    let pin = names::pin(&name)?;
    let length = usize::from(short(data, 4)?);
    let mut formula = data.get(14 + used..)?.get(..length)?;
    let mut out = Vec::new();
    // References one behind the other, joined by signs that come after them.
    loop {
        let length = match formula.first() {
            Some(0x3A | 0x5A | 0x7A) => 7,
            Some(0x3B | 0x5B | 0x7B) => 11,
            Some(0x10 | 0x15) => 1,
            Some(0x29 | 0x49 | 0x69) => 3,
            Some(0x26 | 0x46 | 0x66) => 7,
            _ => return Some(out),
        };
        let column = match length {
            7 if matches!(formula.first(), Some(0x3A | 0x5A | 0x7A)) => Some(5),
            11 => Some(7),
            _ => None,
        };
        if let Some(column) = column {
            let row = u32::from(short(formula, 3)?);
            let column = u32::from(short(formula, column)? & 0xFF);
            out.push((short(formula, 1)?, (row, column), pin.clone()));
        }
        formula = formula.get(length..)?;
    }
}
