//! The texts of a workbook: the shared ones, with runs and furigana, go on from record to record.

use super::Shared;
use super::records::{Record, long as four, short as two};
use crate::intake::read::rich::{self, Rich};
use crate::intake::read::sheet::Length;
use crate::intake::refusal::Refusal;

/// A text of at most 255 characters with its length before it.
pub(super) fn short(data: &[u8]) -> Option<String> {
    let count = usize::from(*data.first()?);
    Some(units(data.get(1..)?, count)?.0)
}

/// A text with its length before it.
pub(super) fn long(data: &[u8]) -> Option<String> {
    let count = usize::from(two(data, 0)?);
    Some(units(data.get(2..)?, count)?.0)
}

/// So many characters behind the byte that says how wide they are, and how many bytes they take; as many as there are.
pub(super) fn units(data: &[u8], count: usize) -> Option<(String, usize)> {
    let (flags, chars) = data.split_first()?;
    let (units, used) = wide(chars, count, flags & 1 != 0);
    Some((String::from_utf16_lossy(&units), used + 1))
}

fn wide(chars: &[u8], count: usize, is_wide: bool) -> (Vec<u16>, usize) {
    if is_wide {
        let units: Vec<u16> = chars
            .chunks_exact(2)
            .take(count)
            .map(|two| u16::from_le_bytes([two[0], two[1]]))
            .collect();
        let used = units.len() * 2;
        (units, used)
    } else {
        let units: Vec<u16> = chars.iter().take(count).map(|b| u16::from(*b)).collect();
        let used = units.len();
        (units, used)
    }
}

/// The bytes of a record and of those that continue it.
struct Segments<'a> {
    here: &'a [u8],
    more: std::vec::IntoIter<&'a [u8]>,
}

impl<'a> Segments<'a> {
    fn fill(&mut self) -> bool {
        while self.here.is_empty() {
            match self.more.next() {
                Some(next) => self.here = next,
                None => return false,
            }
        }
        true
    }

    /// Bytes that may be parted anywhere.
    fn take(&mut self, count: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        while out.len() < count {
            if !self.fill() {
                return None;
            }
            let (taken, rest) = self.here.split_at(self.here.len().min(count - out.len()));
            out.extend_from_slice(taken);
            self.here = rest;
        }
        Some(out)
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        let mut left = count;
        while left > 0 {
            if !self.fill() {
                return None;
            }
            let step = self.here.len().min(left);
            self.here = &self.here[step..];
            left -= step;
        }
        Some(())
    }

    /// Characters: where they go on in the next record, it says again how wide they are.
    fn chars(&mut self, count: usize, flags: u8) -> Option<Vec<u16>> {
        let mut out = Vec::new();
        let mut is_wide = flags & 1 != 0;
        loop {
            let (units, used) = wide(self.here, count - out.len(), is_wide);
            out.extend(units);
            self.here = &self.here[used..];
            if out.len() >= count {
                return Some(out);
            }
            self.here = self.more.next()?;
            let (flags, rest) = self.here.split_first()?;
            is_wide = flags & 1 != 0;
            self.here = rest;
        }
    }
}

/// The table of shared texts.
pub(super) fn table(record: &Record, shared: &Shared) -> Result<Vec<Rich>, Refusal> {
    let mut length = Length::new();
    let mut out = Vec::new();
    let mut segments = Segments {
        here: record.data.get(8..).unwrap_or_default(),
        more: record.more.clone().into_iter(),
    };
    while segments.fill() {
        // What is cut off ends the table; a cell that names a text behind it is empty.
        let Some(text) = read_text(&mut segments, shared) else {
            break;
        };
        length.add(&text.text)?;
        out.push(text);
    }
    Ok(out)
}

fn read_text(segments: &mut Segments, shared: &Shared) -> Option<Rich> {
    let head = segments.take(3)?;
    let count = usize::from(two(&head, 0)?);
    let flags = head[2];
    let runs = match flags & 8 {
        0 => 0,
        _ => usize::from(two(&segments.take(2)?, 0)?),
    };
    let furigana = match flags & 4 {
        0 => 0,
        _ => four(&segments.take(4)?, 0)? as usize,
    };
    let units = segments.chars(count, flags)?;
    let mut fonts = Vec::new();
    for _ in 0..runs {
        let run = segments.take(4)?;
        fonts.push((usize::from(two(&run, 0)?), two(&run, 2)?));
    }
    segments.skip(furigana)?;
    Some(dressed(&units, &fonts, shared))
}

/// Characters with the places from which on another font holds.
pub(super) fn dressed(units: &[u16], fonts: &[(usize, u16)], shared: &Shared) -> Rich {
    let words = |units: &[u16]| rich::plain(&String::from_utf16_lossy(units));
    if !fonts.iter().any(|(_, font)| shared.struck(*font)) {
        return Rich::plain(words(units));
    }
    let mut out = Rich::default();
    let mut from = 0;
    let mut struck = None;
    for (to, font) in fonts {
        let to = (*to).min(units.len());
        if to > from {
            out.push(&words(&units[from..to]), struck);
            from = to;
        }
        struck = Some(shared.struck(*font));
    }
    out.push(&words(units.get(from..).unwrap_or_default()), struck);
    out
}
