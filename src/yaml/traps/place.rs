//! Levels of indentation: where a key or an entry belongs, and where one that fits nowhere was meant to stand.

use super::TrapKind;
use super::page::Line;
use super::scan::{Before, Scanner};
use crate::source::Span;

/// An open level of indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) indent: usize,
    pub(super) list: bool,
}

impl Scanner<'_> {
    /// The indentation of the innermost open level; none before the first key.
    pub(super) fn parent(&self) -> Option<usize> {
        self.levels.last().map(|l| l.indent)
    }

    /// Opens a level behind a dash.
    pub(super) fn nest(&mut self, indent: usize, list: bool) {
        self.levels.push(Level { indent, list });
    }

    /// Finds the level of a line that is a key or an entry, mends its indentation, and returns its column.
    pub(super) fn place(&mut self, line: &Line, list: bool) -> usize {
        let (column, sure) = self.find_level(line, list);
        self.settle(line, column, sure);
        column
    }

    fn find_level(&mut self, line: &Line, list: bool) -> (usize, bool) {
        let column = line.lead.columns;
        let inner = |l: &Level| l.indent < column || l.indent == column && (!l.list || list);
        let kept = self.levels.partition_point(inner);
        let last = self.levels[..kept].last().copied();
        let fits = last.is_some_and(|l| l.indent == column && l.list == list);
        if fits {
            self.levels.truncate(kept);
            return (column, true);
        }
        let below_key = list && last.is_some_and(|l| l.indent == column && !l.list);
        let open = self.before == Before::Open;
        let opens = open && (kept == self.levels.len() || below_key);
        if self.levels.is_empty() || opens {
            let indent = if below_key {
                column
            } else {
                self.first_column(line)
            };
            self.levels.truncate(kept);
            self.nest(indent, list);
            return (indent, true);
        }
        let Some(nearest) = self.nearest(column, list) else {
            self.levels.truncate(kept);
            self.nest(column, list);
            return (column, false);
        };
        let place = self.levels.iter().position(|l| *l == nearest);
        self.levels.truncate(place.map_or(0, |i| i + 1));
        (nearest.indent, false)
    }

    /// Ties go to the deeper level: a lost blank is commoner than one too many.
    fn nearest(&self, column: usize, list: bool) -> Option<Level> {
        let levels = self.levels.iter().filter(|l| l.list == list).rev();
        levels.min_by_key(|l| l.indent.abs_diff(column)).copied()
    }

    /// The column of the first line of a level: where its sisters stand, if they stand elsewhere.
    fn first_column(&self, line: &Line) -> usize {
        let parent = self.parent();
        let column = line.lead.columns;
        let is_bare = line.rest().ends_with(':');
        let below = self.page.lines_behind(line.start);
        let below = below.filter(|l| !l.is_blank() && !l.rest().starts_with('#'));
        let inside = below.take_while(|l| parent.is_none_or(|p| l.lead.columns > p));
        let sisters = inside.filter(|l| l.is_entry() || self.page.is_key_line(l));
        let mut columns = sisters.filter(|l| !l.lead.odd()).map(|l| l.lead.columns);
        if line.lead.odd() {
            let sister = columns.find(|c| !(is_bare && *c > column));
            return sister.unwrap_or(column);
        }
        // One line that differs is at fault itself; of two that agree this one is.
        let mut beside = columns.filter(|c| *c <= column);
        match (beside.next(), beside.next()) {
            (Some(one), Some(two)) if one == two => one,
            _ => column,
        }
    }

    /// Reports an indentation that is not what it should be, once for the line.
    pub(super) fn settle(&mut self, line: &Line, column: usize, sure: bool) {
        let lead = line.lead;
        let place = Span::new(line.start, line.at());
        let blanks = " ".repeat(column);
        if lead.odd() {
            let odd = line.text[..lead.bytes].find(|c: char| c != ' ');
            let shown = Span::new(line.start + odd.unwrap_or(0), line.at());
            let kind = match (lead.tab, lead.wide) {
                (true, _) => TrapKind::Tab,
                (false, true) => TrapKind::WideBlank,
                (false, false) => TrapKind::Hidden,
            };
            self.trap(kind, shown, place, &blanks, sure);
        } else if column != lead.columns {
            let shown = if place.range().is_empty() {
                Span::new(line.at(), line.end())
            } else {
                place
            };
            self.trap(TrapKind::BadIndent, shown, place, &blanks, false);
        }
    }
}
