//! What every reader makes of a source: cells in reading order.

use std::fmt;

/// A source, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Book {
    /// Its cells in reading order: sheet, row, column; a merged cell once, where it begins.
    pub cells: Vec<Cell>,
    /// What the reader has to say of the source as a whole: macros that were not run, links that were not followed …
    pub remarks: Vec<Remark>,
    /// Whether a line end inside a cell is the writer's, or only where the line was full.
    pub line_ends: LineEnds,
    /// Whether the cells stand in the order in which they are read, or as they happened to be drawn.
    pub order: Order,
}

/// What a line end inside a cell is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LineEnds {
    /// Typed by the writer: a workbook, a document.
    #[default]
    Typed,
    /// Where a line was full: a PDF, the text of one.
    Wrapped,
}

/// The order of the cells of a source.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// As they are read.
    #[default]
    Read,
    /// As they were drawn: labels and values may stand anywhere.
    Drawn,
}

/// A piece of a source that holds one text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its text, without furigana and without what is struck through (see [`Note::Struck`]); lines end with `\n`.
    pub text: String,
    /// Where it is.
    pub place: Place,
    /// Its place in a table or sheet, where it has one.
    pub grid: Option<Grid>,
    /// What makes it less certain than it looks.
    pub notes: Vec<Note>,
    /// Which part of which item it is, where the source says so itself: our own export (see [`super::names`]).
    pub pin: Option<Pin>,
}

/// Where a cell is, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A cell of a sheet: シートⅡ!C14
    Sheet {
        /// The sheet's name.
        sheet: String,
        /// The cell: C14
        cell: String,
    },
    /// A place of a page.
    Page {
        /// The page, from 1.
        page: usize,
        /// Its distance from the left edge, in mm of a page whose text has the usual size.
        left: u32,
        /// Its distance from the upper edge, in the same.
        top: u32,
        /// How many of these mm are one on the page: more than one where it is printed small.
        scale: u32,
    },
    /// A line of a text, from 1.
    Line(usize),
    /// A paragraph or a row of a document, from 1.
    Paragraph(usize),
}

impl Default for Place {
    fn default() -> Self {
        Place::Line(1)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Place::Sheet { sheet, cell } => write!(f, "{sheet}!{cell}"),
            Place::Page {
                page,
                left,
                top,
                scale,
            } => {
                let on_page = |length: &u32| (length + scale / 2) / (*scale).max(1);
                let (left, top) = (on_page(left), on_page(top));
                write!(f, "{page}頁 左から{left}mm 上から{top}mm")
            }
            Place::Line(line) => write!(f, "{line}行目"),
            Place::Paragraph(paragraph) => write!(f, "{paragraph}段落目"),
        }
    }
}

/// The place of a cell in its table. Rows and columns count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grid {
    /// Which table or sheet of the source.
    pub table: usize,
    /// Its first row.
    pub row: usize,
    /// Its first column.
    pub column: usize,
    /// How many rows it spans.
    pub rows: usize,
    /// How many columns it spans.
    pub columns: usize,
}

impl Grid {
    /// The place of a cell that spans one row and one column.
    pub fn single(table: usize, row: usize, column: usize) -> Self {
        Grid {
            table,
            row,
            column,
            rows: 1,
            columns: 1,
        }
    }
}

/// What makes a cell less certain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Words in it were struck through; they are not in its text.
    Struck(String),
    /// Its row, column or sheet is hidden.
    Hidden,
    /// It comes from a drawing or a text box.
    Drawing,
    /// Words of a comment on it; they are not in its text.
    Comment(String),
    /// Words that were marked as deleted in a document with tracked changes; they are not in its text.
    Deleted(String),
    /// Words that were marked as inserted there; they are in its text.
    Inserted,
    /// A merged cell that goes on: its text was copied down.
    CopiedDown,
    /// What it says was guessed from where it stands.
    Guessed,
    /// A formula made it; the text is what the program that wrote the file had computed.
    Formula,
    /// A date or a number, shown as the sheet shows it.
    Formatted,
}

/// What a reader says of a source as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// It holds macros; they were not run.
    Macros,
    /// It refers to other files; they were not read. How many.
    ExternalLinks(usize),
    /// Pictures that were not read. How many.
    Pictures(usize),
    /// A sheet that was not read, because `--sheet` does not name it.
    SheetLeftOut(String),
    /// Its pages are pictures without text. Which pages.
    PagesWithoutText(Vec<usize>),
}

/// Which part of which item a cell holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Pin {
    /// The item's id with its entry numbers: `files[1].overview.basics.kind`.
    pub id: String,
    /// Which part of it.
    pub part: Part,
}

/// A part of an item's value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// The box before an option, counted from 1.
    Tick(usize),
    /// What is written in the brackets after an option, counted from 1.
    Slot(usize),
    /// A piece of a text that was too long for one cell, counted from 1; the pieces are joined by line ends.
    Piece(usize),
    /// The same, where the piece before it ends in the middle of a line: nothing stands between the two. Counted
    /// together with [`Part::Piece`]: piece1, run2, piece3.
    Run(usize),
    /// What the form prints there by itself, or repeats from elsewhere, and nobody wrote: nothing to read, unless its
    /// text is no longer what would be printed.
    Printed,
    /// A cell of a table: row (0 = the heads) and column, from 1.
    Cell(usize, usize),
}
