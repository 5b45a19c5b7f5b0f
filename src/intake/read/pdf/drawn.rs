//! What a page draws, as far as it is read: characters and ruling lines.

use crate::intake::refusal::Refusal;

/// In which direction a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Way {
    /// From left to right.
    Right,
    /// From top to bottom, lines from right to left.
    Down,
    /// From bottom to top, as on a page that was turned.
    Up,
    /// Aslant or in giant letters: a stamp across the page, as 素案, that belongs to no cell.
    Stamp,
}

/// On which side of what is seen a character is cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    No,
    Above,
    Below,
    Beside,
}

/// A character on a page; places are in points from its upper left corner.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) way: Way,
    /// Where it begins and ends in the direction of its text.
    pub(super) from: f64,
    pub(super) to: f64,
    /// Where its line is: grows from line to line.
    pub(super) across: f64,
    pub(super) size: f64,
    /// The middle of it.
    pub(super) x: f64,
    pub(super) y: f64,
    /// Whether it is drawn without being seen, as behind the picture of a scanned page.
    pub(super) unseen: bool,
    /// Whether it lies outside of the part of the page that is seen.
    pub(super) cut: Cut,
    /// Where what is seen ends on that side; of no meaning where nothing is cut off.
    pub(super) edge: f64,
    /// How far off its place may be because the program that wrote the page rounds places.
    pub(super) step: f64,
}

/// A line along an edge of the page; in points from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    pub(super) level: bool,
    /// Its height where it is level, else its distance from the left.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// A shape so thin that it may be a line, where the text around it is not as small: in points from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bar {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Whether its edges are drawn; else it is filled alone.
    pub(super) stroked: bool,
}

/// From where on a page shows what another page has, which was put beside it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Seam {
    pub(super) at: f64,
    /// The number of that page.
    pub(super) page: usize,
    /// How far it was put to the right.
    pub(super) shift: f64,
}

/// What a page draws.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) bars: Vec<Bar>,
    pub(super) pictures: usize,
    /// How many characters have no meaning.
    pub(super) unknown: usize,
    pub(super) width: f64,
    pub(super) height: f64,
    /// Its number, from 1, and those of pages that were put beside it.
    pub(super) page: usize,
    pub(super) seams: Vec<Seam>,
    /// By how much its characters and lines were enlarged, where it is printed small; 0 before that is known.
    pub(super) scale: f64,
}

/// What may still be done for a file.
#[derive(Debug)]
pub(super) struct Budget(u64);

impl Budget {
    /// For a file: more than a thousand pages need.
    pub(super) fn of_file() -> Self {
        Budget(400_000_000)
    }

    /// Takes from it.
    pub(super) fn spend(&mut self, amount: usize) -> Result<(), Refusal> {
        let left = self.0.checked_sub(amount as u64);
        self.0 = left.ok_or(Refusal::Expands)?;
        Ok(())
    }
}
