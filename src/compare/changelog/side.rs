//! Which of two versions is meant.

use super::LogEntry;
use super::cell::Cell;

/// One of the two versions, and the cell that speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The version before, 変更前の記載
    Before,
    /// The new version, 変更後の記載
    After,
}

impl Side {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Side::Before => Side::After,
            Side::After => Side::Before,
        }
    }

    /// The cell of an entry that speaks of it.
    pub fn cell<'e, 'a>(self, entry: &'e LogEntry<'a>) -> &'e Cell<'a> {
        match self {
            Side::Before => &entry.before,
            Side::After => &entry.after,
        }
    }
}
