//! The cells of a sheet, as a stream.

use super::Shared;
use crate::intake::cell::Note;
use crate::intake::read::margins;
use crate::intake::read::number_format::{self, NumberFormat};
use crate::intake::read::package::{self, Package, Stream};
use crate::intake::read::rich::{self, Rich};
use crate::intake::read::sheet::{Area, Length, MAX_MERGED, Raw, Sheet, position};
use crate::intake::read::xml::{Event, Tag};
use crate::intake::refusal::Refusal;

/// A cell while it is read.
#[derive(Default)]
struct Open {
    style: usize,
    kind: String,
    value: Option<String>,
    inline: Option<Rich>,
    formula: Option<String>,
}

/// Which text is being read.
#[derive(Clone, Copy, PartialEq)]
enum Reading {
    Nothing,
    Value,
    Formula,
    Margin,
}

/// Reads the cells, merged regions and hidden parts of a sheet.
pub(super) fn read(
    package: &mut Package,
    path: &str,
    shared: &Shared,
    length: &mut Length,
    out: &mut Sheet,
) -> Result<(), Refusal> {
    let Some(pull) = package.stream(path)? else {
        return Err(Refusal::Damaged(path.to_owned()));
    };
    pass(pull, shared, length, out).map_err(|refusal| package::at(refusal, path))
}

fn pass(
    mut pull: Stream,
    shared: &Shared,
    length: &mut Length,
    out: &mut Sheet,
) -> Result<(), Refusal> {
    // The row and column of the cell that comes next where it doesn't say so itself.
    let (mut row, mut column) = (0u32, 0u32);
    let mut open: Option<Open> = None;
    let mut into = Reading::Nothing;
    let mut words = String::new();
    while let Some(event) = pull.next()? {
        match event {
            Event::Text(text) if into != Reading::Nothing => words.push_str(&text),
            Event::Text(_) => {}
            Event::Start(tag) => match tag.name {
                "row" => {
                    if let Some(number) = tag.number::<u32>("r") {
                        row = number.saturating_sub(1);
                    }
                    column = 0;
                    if is_hidden(tag, "ht") {
                        out.hidden_rows.push(row, row);
                    }
                }
                "c" => {
                    let own = tag.attribute("r").and_then(|at| position(&at));
                    (row, column) = own.unwrap_or((row, column));
                    open = Some(Open {
                        style: tag.number("s").unwrap_or_default(),
                        kind: tag.attribute("t").unwrap_or_default().into_owned(),
                        ..Open::default()
                    });
                }
                "v" => (into, words) = (Reading::Value, String::new()),
                "f" => (into, words) = (Reading::Formula, String::new()),
                "is" => {
                    let text = rich::read(&mut pull)?;
                    if let Some(cell) = &mut open {
                        cell.inline = Some(text);
                    }
                }
                "col" if is_hidden(tag, "width") => {
                    let first = tag.number("min").unwrap_or(1u32).saturating_sub(1);
                    let last = tag.number("max").unwrap_or(1u32).saturating_sub(1);
                    out.hidden_columns.push(first, last);
                }
                "mergeCell" => {
                    let area = tag.attribute("ref").and_then(|at| Area::of(&at));
                    if let Some(area) = area.filter(|_| out.merged.len() < MAX_MERGED) {
                        out.merged.push(area);
                    }
                }
                "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader"
                | "firstFooter" => (into, words) = (Reading::Margin, String::new()),
                // Checks of input, conditional formats and what later versions add hold formulas.
                "dataValidations" | "conditionalFormatting" | "extLst" => pull.skip()?,
                _ => {}
            },
            Event::End(name) => match name {
                "c" => {
                    if let Some(cell) = open.take() {
                        let cell = made(cell, shared, row, column);
                        length.add(&cell.text)?;
                        out.push(cell)?;
                    }
                    column = column.saturating_add(1);
                }
                "row" => row = row.saturating_add(1),
                "v" | "f" => {
                    let text = std::mem::take(&mut words);
                    match (&mut open, into) {
                        (Some(cell), Reading::Value) => cell.value = Some(text),
                        (Some(cell), Reading::Formula) => cell.formula = Some(text),
                        _ => {}
                    }
                    into = Reading::Nothing;
                }
                _ if into == Reading::Margin => {
                    let text = margins::words(&words);
                    out.margins
                        .extend(text.filter(|text| !out.margins.contains(text)));
                    into = Reading::Nothing;
                }
                _ => {}
            },
        }
    }
    Ok(())
}

/// Whether a row or column is hidden, or has no height or width.
fn is_hidden(tag: Tag, size: &str) -> bool {
    tag.is("hidden") || tag.number::<f64>(size) == Some(0.0)
}

/// A cell as it is shown.
fn made(cell: Open, shared: &Shared, row: u32, column: u32) -> Raw {
    let style = shared.styles.get(cell.style);
    // A formula that was not computed has an empty value.
    let value = cell
        .value
        .as_deref()
        .filter(|value| cell.kind == "str" || !value.trim().is_empty());
    let (mut text, mut notes) = match (cell.kind.as_str(), value, &cell.inline) {
        ("s", Some(n), _) => match shared.strings.get(n.trim().parse().unwrap_or(usize::MAX)) {
            Some(text) => worded(text, &style.format, style.struck),
            None => Default::default(),
        },
        (_, _, Some(text)) => worded(text, &style.format, style.struck),
        ("str", Some(text), _) => {
            let text = Rich::plain(rich::plain(text));
            worded(&text, &style.format, style.struck)
        }
        ("b", Some(value), _) => {
            let word = if value.trim() == "1" { "TRUE" } else { "FALSE" };
            Rich::plain(word.to_owned()).parted(style.struck)
        }
        ("e", Some(value), _) => Rich::plain(value.to_owned()).parted(style.struck),
        ("d", Some(value), _) => {
            let number = number_format::serial_of(value.trim());
            let text = match number.filter(|_| style.format.is_date()) {
                // Days that are written as such are counted from 1900.
                Some(number) => style.format.number(number, false),
                None => value.to_owned(),
            };
            formatted(text, value, style.struck)
        }
        (_, Some(value), _) => match value.trim().parse::<f64>() {
            Ok(number) => {
                let shown = style.format.number(number, shared.from_1904);
                let bare = NumberFormat::default().number(number, false);
                if shown.trim().is_empty() {
                    // The format hides it.
                    (bare, vec![Note::Hidden])
                } else {
                    formatted(shown, &bare, style.struck)
                }
            }
            Err(_) => Rich::plain(rich::plain(value)).parted(style.struck),
        },
        (_, None, None) => Default::default(),
    };
    if let Some(formula) = &cell.formula {
        if value.is_none() && !formula.trim().is_empty() {
            // Whoever wrote the file had not computed it.
            text = format!("={formula}");
        }
        if !text.is_empty() {
            notes.push(Note::Formula);
        }
    }
    Raw {
        row,
        column,
        text,
        notes,
    }
}

/// A text with its runs; a format may put words around it, or hide it.
fn worded(text: &Rich, format: &NumberFormat, struck: bool) -> (String, Vec<Note>) {
    let (kept, mut notes) = text.parted(struck);
    match format.text(&kept) {
        Some(shown) if shown.trim().is_empty() && !kept.trim().is_empty() => {
            notes.push(Note::Hidden);
            (kept, notes)
        }
        Some(shown) if !kept.is_empty() => {
            notes.push(Note::Formatted);
            (shown, notes)
        }
        _ => (kept, notes),
    }
}

fn formatted(shown: String, bare: &str, struck: bool) -> (String, Vec<Note>) {
    let differs = shown != bare;
    let (text, mut notes) = Rich::plain(shown).parted(struck);
    if differs && !text.is_empty() {
        notes.push(Note::Formatted);
    }
    (text, notes)
}
