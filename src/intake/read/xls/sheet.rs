//! The cells of a sheet.

use super::objects::Objects;
use super::records::{Record, Records, double, long, short};
use super::{Shared, strings};
use crate::intake::cell::Note;
use crate::intake::read::margins;
use crate::intake::read::number_format::NumberFormat;
use crate::intake::read::rich::{self, Rich};
use crate::intake::read::sheet::{Area, Length, MAX_MERGED, Raw, Sheet};
use crate::intake::refusal::Refusal;

/// A cell's place and style.
type At = (u32, u32, u16);

/// Reads the records of a sheet; returns how many pictures it has.
pub(super) fn read(
    records: &[u8],
    shared: &Shared,
    length: &mut Length,
    out: &mut Sheet,
) -> Result<usize, Refusal> {
    let mut objects = Objects::default();
    let mut put = |at: At, text: &Rich, note: Option<Note>, out: &mut Sheet| {
        let (_, struck) = shared.style(at.2);
        let (text, mut notes) = text.parted(struck);
        notes.extend(note.filter(|_| !text.is_empty()));
        length.add(&text)?;
        out.push(Raw {
            row: at.0,
            column: at.1,
            text,
            notes,
        })
    };
    let mut depth = 0usize;
    // The cell whose formula made the text that comes next.
    let mut made: Option<At> = None;
    for record in Records::of(records) {
        let data = record.data;
        match record.kind {
            // A chart in a sheet has records of its own.
            0x0809 => depth += 1,
            0x000A if depth <= 1 => break,
            0x000A => depth -= 1,
            _ if depth > 1 => {}
            0x00FD => {
                let text = long(data, 6).and_then(|n| shared.strings.get(n as usize));
                if let (Some(at), Some(text)) = (at(data), text) {
                    put(at, text, None, out)?;
                }
            }
            0x0204 | 0x00D6 => {
                let text = data.get(6..).and_then(strings::long);
                if let (Some(at), Some(text)) = (at(data), text) {
                    put(at, &Rich::plain(rich::plain(&text)), None, out)?;
                }
            }
            0x0203 | 0x027E | 0x00BD => {
                for (at, number) in numbers(&record) {
                    let (text, note) = shown(number, at.2, shared);
                    put(at, &text, note, out)?;
                }
            }
            0x0205 => {
                if let (Some(at), Some(&[value, is_error])) = (at(data), data.get(6..8)) {
                    put(at, &Rich::plain(word(value, is_error != 0)), None, out)?;
                }
            }
            0x0006 => {
                let Some(at) = at(data) else {
                    continue;
                };
                made = None;
                match data.get(6..14) {
                    Some(&[0, .., 0xFF, 0xFF]) => made = Some(at),
                    Some(&[kind @ (1 | 2), _, value, .., 0xFF, 0xFF]) => {
                        let text = Rich::plain(word(value, kind == 2));
                        put(at, &text, Some(Note::Formula), out)?;
                    }
                    Some(&[3, .., 0xFF, 0xFF]) | None => {}
                    Some(_) => {
                        let number = double(data, 6).unwrap_or_default();
                        let (text, _) = shown(number, at.2, shared);
                        put(at, &text, Some(Note::Formula), out)?;
                    }
                }
            }
            0x0207 => {
                if let (Some(at), Some(text)) = (made.take(), text(&record)) {
                    let text = Rich::plain(rich::plain(&text));
                    put(at, &text, Some(Note::Formula), out)?;
                }
            }
            _ => {
                layout(&record, out);
                objects.take(&record, shared, out);
            }
        }
    }
    let pictures = objects.pictures;
    objects.finish(out);
    for cell in &out.drawn {
        length.add(&cell.text)?;
    }
    Ok(pictures)
}

fn at(data: &[u8]) -> Option<At> {
    let (row, column) = (short(data, 0)?, short(data, 2)?);
    Some((row.into(), column.into(), short(data, 4)?))
}

/// What a formula's text goes on in.
fn text(record: &Record) -> Option<String> {
    let count = usize::from(short(record.data, 0)?);
    let (mut text, _) = strings::units(record.data.get(2..)?, count)?;
    for piece in &record.more {
        let left = count.saturating_sub(text.encode_utf16().count());
        text.push_str(&strings::units(piece, left)?.0);
    }
    Some(text)
}

/// The numbers of a record: one, or those of several cells side by side.
fn numbers(record: &Record) -> Vec<(At, f64)> {
    let data = record.data;
    let one = |number: Option<f64>| at(data).zip(number).into_iter().collect();
    match record.kind {
        0x0203 => one(double(data, 6)),
        0x027E => one(long(data, 6).map(packed)),
        _ => {
            let (Some(row), Some(first)) = (short(data, 0), short(data, 2)) else {
                return Vec::new();
            };
            let inner = data
                .get(4..data.len().saturating_sub(2))
                .unwrap_or_default();
            let cells = inner.chunks_exact(6).zip(u32::from(first)..);
            cells
                .filter_map(|(cell, column)| {
                    let at = (row.into(), column, short(cell, 0)?);
                    Some((at, packed(long(cell, 2)?)))
                })
                .collect()
        }
    }
}

/// A number in four bytes.
fn packed(bits: u32) -> f64 {
    let number = if bits & 2 != 0 {
        f64::from((bits as i32) >> 2)
    } else {
        f64::from_bits(u64::from(bits & !3) << 32)
    };
    if bits & 1 != 0 {
        number / 100.0
    } else {
        number
    }
}

fn shown(number: f64, style: u16, shared: &Shared) -> (Rich, Option<Note>) {
    let (format, _) = shared.style(style);
    let bare = NumberFormat::default().number(number, false);
    let shown = format.number(number, shared.from_1904);
    if shown.trim().is_empty() {
        return (Rich::plain(bare), Some(Note::Hidden));
    }
    let note = (shown != bare).then_some(Note::Formatted);
    (Rich::plain(shown), note)
}

fn word(value: u8, is_error: bool) -> String {
    let word = match (is_error, value) {
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
        (_, 0x00) => "#NULL!",
        (_, 0x07) => "#DIV/0!",
        (_, 0x0F) => "#VALUE!",
        (_, 0x17) => "#REF!",
        (_, 0x1D) => "#NAME?",
        (_, 0x24) => "#NUM!",
        _ => "#N/A",
    };
    word.to_owned()
}

/// Merged regions, hidden rows and columns, heads and feet.
fn layout(record: &Record, out: &mut Sheet) {
    let data = record.data;
    match record.kind {
        0x0208 => {
            let hidden = short(data, 12).is_some_and(|flags| flags & 0x20 != 0);
            if let Some(row) = short(data, 0).filter(|_| hidden) {
                out.hidden_rows.push(row.into(), row.into());
            }
        }
        0x007D => {
            let hidden = short(data, 8).is_some_and(|flags| flags & 1 != 0);
            if let Some((first, last)) = short(data, 0).zip(short(data, 2)).filter(|_| hidden) {
                out.hidden_columns.push(first.into(), last.into());
            }
        }
        0x00E5 => {
            let areas = data.get(2..).unwrap_or_default().chunks_exact(8);
            for area in areas.take(MAX_MERGED.saturating_sub(out.merged.len())) {
                let number = |n: usize| short(area, n).map_or(0, u32::from);
                out.merged.push(Area {
                    row: number(0),
                    last_row: number(2).max(number(0)),
                    column: number(4),
                    last_column: number(6).max(number(4)),
                });
            }
        }
        0x0014 | 0x0015 => {
            let words = strings::long(data).and_then(|code| margins::words(&code));
            out.margins
                .extend(words.filter(|words| !out.margins.contains(words)));
        }
        _ => {}
    }
}
