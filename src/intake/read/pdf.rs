//! PDF: ours gives back the YAML that is attached to it; of others, characters and ruling lines become cells.

mod abreast;
mod attached;
mod boxes;
mod continued;
mod cut;
mod drawn;
mod font;
mod layout;
mod limits;
mod lines;
mod margins;
mod matrix;
mod page;
mod print;

use std::sync::{Once, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::Read;
use crate::intake::cell::{Book, LineEnds, Order, Remark};
use crate::intake::refusal::Refusal;
use continued::Pages;
use cut::Seen;
use drawn::Budget;
use font::Fonts;

/// How many pages are read: an assessment with all its changes has some hundred.
const MOST_PAGES: usize = 3000;

/// How many characters are read: a thousand full pages.
const MOST_CHARACTERS: usize = 4_000_000;

/// How long a file may take, and how much memory: a hundred times what a long one takes.
const SECONDS: u64 = 30;
const BYTES: usize = 2 << 30;

/// How often that is looked at.
const PAUSE: Duration = Duration::from_millis(200);

/// The stack of the thread that reads, for objects that lie deep in each other.
const STACK: usize = 64 << 20;

/// The name of that thread.
const THREAD: &str = "pdf";

/// Reads a PDF.
///
/// # Errors
/// Where it is protected, damaged or without text, or takes too much.
pub fn read(bytes: &[u8]) -> Result<Read, Refusal> {
    limits::check(bytes)?;
    quiet();
    let bytes = bytes.to_vec();
    let (done, result) = mpsc::channel();
    let thread = thread::Builder::new()
        .name(THREAD.to_owned())
        .stack_size(STACK);
    let damaged = || Refusal::Damaged(String::new());
    // A thread of its own, because a file can be made so that its structure alone never ends.
    let begun = Instant::now();
    let before = memory();
    thread
        .spawn(move || done.send(parse(bytes)))
        .map_err(|_| damaged())?;
    loop {
        match result.recv_timeout(PAUSE) {
            Ok(read) => return read,
            Err(mpsc::RecvTimeoutError::Disconnected) => return Err(damaged()),
            Err(mpsc::RecvTimeoutError::Timeout) => {
                let taken = memory().saturating_sub(before);
                if begun.elapsed() > Duration::from_secs(SECONDS) || taken > BYTES {
                    return Err(Refusal::Expands);
                }
            }
        }
    }
}

fn memory() -> usize {
    memory_stats::memory_stats().map_or(0, |stats| stats.physical_mem)
}

/// What goes wrong in the thread that reads is a refusal, not a message of its own.
fn quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().name() != Some(THREAD) {
                usual(panic);
            }
        }));
    });
}

fn parse(bytes: Vec<u8>) -> Result<Read, Refusal> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ) => Refusal::Password,
        _ => Refusal::Damaged(String::new()),
    })?;
    if let Some(yaml) = attached::yaml(&pdf) {
        return Ok(Read::Yaml(yaml));
    }
    if pdf.pages().len() > MOST_PAGES {
        return Err(Refusal::TooManyPages);
    }
    book(&pdf).map(Read::Book)
}

fn book(pdf: &Pdf) -> Result<Book, Refusal> {
    let mut fonts = Fonts::default();
    let mut budget = Budget::of_file();
    let mut read = Pages::default();
    let (mut tables, mut characters, mut unknown, mut pictures) = (0, 0, 0, 0);
    let mut without_text = Vec::new();
    let mut heights = Vec::new();
    let mut pages = Vec::new();
    for (index, page) in pdf.pages().iter().enumerate() {
        let mut drawn = page::draw(page, &mut fonts, &mut budget)?;
        drawn.page = index + 1;
        characters += drawn.glyphs.len();
        unknown += drawn.unknown;
        if characters > MOST_CHARACTERS {
            return Err(Refusal::TooManyPages);
        }
        if drawn.glyphs.is_empty() && drawn.pictures > 0 {
            without_text.push(index + 1);
        } else {
            pictures += drawn.pictures;
        }
        heights.push(layout::millimetres(drawn.height));
        pages.push(drawn);
    }
    let mut pages = abreast::join(pages);
    for drawn in &mut pages {
        cut::settle(&mut drawn.glyphs);
    }
    let seen: Vec<Seen> = pages.iter().map(|drawn| Seen::of(&drawn.glyphs)).collect();
    let nothing = Seen::default();
    let mut scale = print::USUAL;
    for (index, mut drawn) in pages.into_iter().enumerate() {
        let before = index
            .checked_sub(1)
            .map_or(&nothing, |before| &seen[before]);
        let next = seen.get(index + 1).unwrap_or(&nothing);
        cut::leave_out(&mut drawn, before, next);
        print::enlarge(&mut drawn, &mut scale);
        read.add(layout::cells(drawn, &mut tables));
    }
    let mut cells = read.cells;
    // What a third of the characters mean can't be guessed from the rest.
    if unknown * 3 > characters {
        return Err(Refusal::NoCharacters);
    }
    if cells.is_empty() {
        return Err(if without_text.is_empty() {
            Refusal::NoText
        } else {
            Refusal::Scanned
        });
    }
    margins::mark(&mut cells, &heights);
    let mut remarks = Vec::new();
    if pictures > 0 {
        remarks.push(Remark::Pictures(pictures));
    }
    if !without_text.is_empty() {
        remarks.push(Remark::PagesWithoutText(without_text));
    }
    Ok(Book {
        cells,
        remarks,
        // Lines are joined where the width of their cell is known.
        line_ends: LineEnds::Typed,
        order: Order::Read,
    })
}
