//! Places in a sheet: cells by their names, rectangles, ranges of rows and columns.

use std::collections::BTreeMap;

/// A rectangle of cells; all ends are included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::intake::read) struct Area {
    /// Its first row.
    pub row: u32,
    /// Its first column.
    pub column: u32,
    /// Its last row.
    pub last_row: u32,
    /// Its last column.
    pub last_column: u32,
}

impl Area {
    /// The rectangle of `B2:C3` or `B2`, with or without `$`.
    pub fn of(reference: &str) -> Option<Self> {
        let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
        let ((a, b), (c, d)) = (position(first)?, position(last)?);
        Some(Area {
            row: a.min(c),
            column: b.min(d),
            last_row: a.max(c),
            last_column: b.max(d),
        })
    }
}

/// Ranges of rows or columns.
#[derive(Debug, Clone, Default)]
pub(in crate::intake::read) struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    /// Adds a range; those that follow each other become one.
    pub fn push(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            Some((_, end)) if end.saturating_add(1) == first => *end = last.max(first),
            _ => self.0.push((first, last.max(first))),
        }
    }

    /// Puts them in order, for [`Ranges::cover`].
    pub fn sort(&mut self) {
        let mut all = std::mem::take(&mut self.0);
        all.sort_unstable();
        for (first, last) in all {
            match self.0.last_mut() {
                Some((_, end)) if first <= end.saturating_add(1) => *end = last.max(*end),
                _ => self.0.push((first, last)),
            }
        }
    }

    /// Whether all of a range is in one of them; they are in order.
    pub fn cover(&self, first: u32, last: u32) -> bool {
        let n = self.0.partition_point(|(begin, _)| *begin <= first);
        n > 0 && self.0.get(n - 1).is_some_and(|(_, end)| last <= *end)
    }
}

/// `AB12` as row and column, from 0.
pub(in crate::intake::read) fn position(reference: &str) -> Option<(u32, u32)> {
    let reference = reference.replace('$', "");
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = reference.split_at(digits);
    let mut column = 0u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_alphabetic() || letters.len() > 3 {
            return None;
        }
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    }
    let row: u32 = number.parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// A cell's name: C14
pub(super) fn reference(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(b'A' + (rest % 26) as u8);
        rest /= 26;
    }
    let letters: String = letters.iter().rev().map(|b| char::from(*b)).collect();
    format!("{letters}{}", u64::from(row) + 1)
}

/// Finds the merged region around a cell while cells come row by row.
pub(super) struct Regions {
    waiting: std::vec::IntoIter<Area>,
    next: Option<Area>,
    /// The regions of the rows reached, by their first columns.
    open: BTreeMap<u32, Area>,
}

impl Regions {
    /// The regions of a sheet.
    pub fn of(mut areas: Vec<Area>) -> Self {
        areas.sort_by_key(|area| (area.row, area.column));
        let mut waiting = areas.into_iter();
        let next = waiting.next();
        Regions {
            waiting,
            next,
            open: BTreeMap::new(),
        }
    }

    /// The region around a cell; rows may only grow.
    pub fn around(&mut self, row: u32, column: u32) -> Option<Area> {
        while let Some(area) = self.next.filter(|area| area.row <= row) {
            self.open.insert(area.column, area);
            self.next = self.waiting.next();
        }
        loop {
            let (&first, &area) = self.open.range(..=column).next_back()?;
            if area.last_row >= row {
                return (column <= area.last_column).then_some(area);
            }
            self.open.remove(&first);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_a_name() {
        for name in ["A1", "Z9", "AA10", "XFD1048576"] {
            let (row, column) = position(name).expect("a cell");
            assert_eq!(reference(row, column), name);
        }
        assert_eq!(position("$C$14"), Some((13, 2)));
        for name in ["", "A", "1", "A0", "あ1", "ABCD1", "A99999999999"] {
            assert_eq!(position(name), None, "{name}");
        }
    }
}
