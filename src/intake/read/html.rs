//! HTML: tables with merged cells, paragraphs and lists; whole pages, and pieces of HTML in the lines of a text.

mod flow;
mod table;

use flow::{push_flowing, tidy};
use table::Table;

use super::markup::{Token, Tokens, attribute, resolve};
use crate::intake::cell::{Book, Cell, Grid, Note, Place, Remark};

/// Reads a page.
pub(super) fn read(text: &str) -> Book {
    let mut collector = Collector::new(Blocks::EndCell);
    collector.take(text, 1);
    collector.finish()
}

/// Whether a text is a whole page, in which line ends are blanks.
pub(super) fn is_page(text: &str) -> bool {
    Tokens::of(text)
        .take(40)
        .any(|token| matches!(token, Token::Open("html" | "body" | "head", _)))
}

/// What the end of a paragraph is outside tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Blocks {
    /// The end of a cell: a page.
    EndCell,
    /// A line end in the cell: a piece of HTML in the cell of a text.
    EndLine,
}

/// How deep tables may stand in tables; deeper ones are read as text.
const DEEPEST: usize = 30;

/// Collects the cells of a text with tags.
#[derive(Debug)]
pub(super) struct Collector {
    cells: Vec<Cell>,
    blocks: Blocks,
    tables: Vec<Table>,
    /// How many tables there were.
    numbers: usize,
    /// The place of what stands outside tables.
    outside: Option<Grid>,
    text: String,
    struck: String,
    /// How many elements are open whose text is struck through; is no part of the page (furigana, its title); keeps
    /// its line ends.
    striking: usize,
    unread: usize,
    keeping: usize,
    line: usize,
    begun: usize,
    pictures: usize,
}

impl Collector {
    pub(super) fn new(blocks: Blocks) -> Self {
        Collector {
            cells: Vec::new(),
            blocks,
            tables: Vec::new(),
            numbers: 0,
            outside: None,
            text: String::new(),
            struck: String::new(),
            striking: 0,
            unread: 0,
            keeping: 0,
            line: 1,
            begun: 1,
            pictures: 0,
        }
    }

    /// Reads a text that begins in a line.
    pub(super) fn take(&mut self, text: &str, line: usize) {
        self.line = line;
        self.begun = line;
        let mut tokens = Tokens::of(text);
        let mut at = 0;
        while let Some(token) = tokens.next() {
            match token {
                Token::Text(words) => self.words(words),
                Token::Open(name, attributes) => self.open(name, attributes),
                Token::Close(name) => self.close(name),
                Token::Other(_) => {}
            }
            self.line += memchr::memchr_iter(b'\n', &text.as_bytes()[at..tokens.at()]).count();
            at = tokens.at();
        }
        self.flush();
        self.tables.clear();
        (self.striking, self.unread, self.keeping) = (0, 0, 0);
    }

    /// Reads one cell of a text: its own words, then the cells of tables in it.
    pub(super) fn take_cell(&mut self, text: &str, line: usize, grid: Option<Grid>) {
        self.outside = grid;
        self.take(text, line);
        self.outside = None;
    }

    /// A number for a table that the reader of a text has found itself.
    pub(super) fn number(&mut self) -> usize {
        self.numbers += 1;
        self.numbers - 1
    }

    /// The cells that were collected so far.
    pub(super) fn cells(&mut self) -> &mut Vec<Cell> {
        &mut self.cells
    }

    pub(super) fn finish(mut self) -> Book {
        self.flush();
        let pictures = (self.pictures > 0).then_some(Remark::Pictures(self.pictures));
        Book {
            cells: self.cells,
            remarks: pictures.into_iter().collect(),
            ..Book::default()
        }
    }

    fn words(&mut self, words: &str) {
        if self.unread > 0 {
            return;
        }
        let words = resolve(words);
        if self.striking > 0 {
            self.struck.push_str(words.trim());
            return;
        }
        if self.text.is_empty() && words.trim().is_empty() && self.keeping == 0 {
            return;
        }
        if self.text.is_empty() {
            let before = words.len() - words.trim_start().len();
            self.begun =
                self.line + memchr::memchr_iter(b'\n', &words.as_bytes()[..before]).count();
        }
        if self.keeping > 0 {
            self.text.push_str(&words);
        } else {
            push_flowing(&mut self.text, &words);
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        match name {
            "table" if self.tables.len() < DEEPEST => {
                self.flush();
                let number = self.number();
                self.tables.push(Table::new(number));
            }
            "tr" => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    table.next_row();
                } else {
                    self.end_line();
                }
            }
            "td" | "th" => {
                self.flush();
                if let Some(table) = self.tables.last_mut() {
                    table.next_cell(attributes);
                }
            }
            "br" => self.text.push('\n'),
            "input" => self.input(attributes),
            "img" => self.pictures += 1,
            "del" | "s" | "strike" => self.striking += 1,
            "rt" | "rp" | "title" => self.unread += 1,
            "pre" | "textarea" => {
                self.block();
                self.keeping += 1;
            }
            _ if is_block(name) => self.block(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table" => {
                self.flush();
                self.tables.pop();
            }
            "tr" | "td" | "th" => {
                self.flush();
                match self.tables.last_mut() {
                    Some(table) => table.cell = None,
                    None => self.end_line(),
                }
            }
            "del" | "s" | "strike" => self.striking = self.striking.saturating_sub(1),
            "rt" | "rp" | "title" => self.unread = self.unread.saturating_sub(1),
            // A page may leave out the closing tags.
            "ruby" => self.unread = 0,
            "pre" | "textarea" => {
                self.keeping = self.keeping.saturating_sub(1);
                self.block();
            }
            _ if is_block(name) => self.block(),
            _ => {}
        }
    }

    fn input(&mut self, attributes: &str) {
        let kind = attribute(attributes, "type").unwrap_or("text");
        if kind.eq_ignore_ascii_case("checkbox") || kind.eq_ignore_ascii_case("radio") {
            let ticked = attribute(attributes, "checked").is_some();
            self.text.push(if ticked { '○' } else { '☐' });
        } else if !kind.eq_ignore_ascii_case("hidden") {
            let value = attribute(attributes, "value").unwrap_or_default();
            self.text.push_str(&resolve(value));
        }
    }

    fn in_cell(&self) -> bool {
        self.tables.last().is_some_and(|table| table.cell.is_some())
    }

    fn block(&mut self) {
        self.unread = 0;
        if self.in_cell() || self.blocks == Blocks::EndLine {
            self.end_line();
        } else {
            self.flush();
        }
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Ends the cell that is being read.
    fn flush(&mut self) {
        let text = tidy(&std::mem::take(&mut self.text));
        let struck = std::mem::take(&mut self.struck);
        let grid = match self.tables.last() {
            Some(table) => table.cell,
            None => self.outside,
        };
        if text.is_empty() && struck.is_empty() {
            return;
        }
        let notes = (!struck.is_empty()).then_some(Note::Struck(struck));
        self.cells.push(Cell {
            text,
            place: Place::Line(self.begun),
            grid,
            notes: notes.into_iter().collect(),
            pin: None,
        });
    }
}

fn is_block(name: &str) -> bool {
    !matches!(
        name,
        "a" | "abbr"
            | "b"
            | "big"
            | "button"
            | "code"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "o:p"
            | "q"
            | "rb"
            | "ruby"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "u"
            | "wbr"
    )
}
