//! Levels of indentation: where a key or an entry belongs, and where one that fits nowhere was meant to be.

use super::TypoKind;
use super::page::Line;
use super::scan::{Below, Scanner, key_of};
use crate::source::Span;

/// How many lines ahead a level's sisters are looked for.
pub(super) const FAR: usize = 300;

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

    /// Opens a level after a dash.
    pub(super) fn nest(&mut self, indent: usize, list: bool) {
        self.levels.push(Level { indent, list });
    }

    /// Finds the level of a line that is a key or an entry, fixes its indentation, and returns its column.
    pub(super) fn place(&mut self, line: &Line, list: bool) -> usize {
        let (column, sure) = self.find_level(line, list);
        self.place_at(line, column, sure);
        column
    }

    /// The level of a line, opened where the line before allows it, and whether the line is there for certain.
    pub(super) fn find_level(&mut self, line: &Line, list: bool) -> (usize, bool) {
        if let Some(found) = self.level_by_form(line, list) {
            return found;
        }
        let column = line.lead.columns;
        let inner = |l: &Level| l.indent < column || l.indent == column && (!l.list || list);
        let kept = self.levels.partition_point(inner);
        let last = self.levels[..kept].last().copied();
        if last.is_some_and(|l| l.indent == column && l.list == list) {
            self.levels.truncate(kept);
            return (column, true);
        }
        let open = self.below == Below::Open;
        let innermost = self.levels.last().copied();
        let below_key = list && innermost.is_some_and(|l| l.indent == column && !l.list);
        if innermost.is_none() || open && (kept == self.levels.len() || below_key) {
            let indent = if below_key {
                column
            } else {
                self.first_column(line, list)
            };
            self.nest(indent, list);
            return (indent, true);
        }
        let level = self.nearest(line, list);
        self.moved = Some((column, level));
        match self.levels.iter().position(|l| *l == level) {
            Some(place) => self.levels.truncate(place + 1),
            None => self.levels.push(level),
        }
        (level.indent, false)
    }

    /// The level of a line after tabs, whose width is not known: below the open key that has such a key by the form.
    fn level_by_form(&mut self, line: &Line, list: bool) -> Option<(usize, bool)> {
        if !line.lead.tab {
            return None;
        }
        let key = key_of(line.rest().trim_start_matches(['-', ' ', '\u{3000}']));
        let far = |indent: usize| indent.abs_diff(line.lead.columns);
        let fitting = (0..=self.open.len()).rev().filter_map(|depth| {
            let above = depth.checked_sub(1).map(|n| self.open[n]);
            let in_list = self.page.words.below(above.map(|(_, key)| key), key)?;
            self.column_below(above, depth, (in_list, list))
        });
        let fitting: Vec<usize> = fitting.collect();
        let indent = *fitting.iter().min_by_key(|indent| far(**indent))?;
        let kept = |l: &Level| l.indent < indent || l.indent == indent && (!l.list || list);
        self.levels.truncate(self.levels.partition_point(kept));
        let level = Level { indent, list };
        if self.levels.last() != Some(&level) {
            self.levels.push(level);
        }
        Some((indent, fitting.len() == 1))
    }

    /// The column of what belongs below an open key, of which `depth` are open up to it: where something is there
    /// already, else two blanks further in. None where nothing can be there, or not with or without a dash.
    fn column_below(
        &self,
        above: Option<(usize, &str)>,
        depth: usize,
        (in_list, dashed): (bool, bool),
    ) -> Option<usize> {
        let next = self.open.get(depth).map(|(column, _)| *column);
        let Some((column, _)) = above else {
            return (!dashed).then_some(next.unwrap_or(0));
        };
        let inside = |l: &&Level| l.indent >= column && next.is_none_or(|next| l.indent < next);
        let list = self.levels.iter().filter(|l| l.list).find(inside);
        let may_open = next.is_some() || list.is_some() || self.below == Below::Open;
        match (in_list, dashed) {
            (true, true) => Some(list.map_or(column + 2, |l| l.indent)),
            (true, false) => next.filter(|_| list.is_some()),
            (false, true) => None,
            (false, false) => Some(next.unwrap_or(column + 2)),
        }
        .filter(|_| may_open)
    }

    /// Where a line that fits nowhere belongs: with the one before it that was moved from the same column, below a
    /// key that is open, or to the nearest level. Ties go to the deeper one: a missing blank is commoner than one too many.
    fn nearest(&self, line: &Line, list: bool) -> Level {
        let column = line.lead.columns;
        let children = self.children(line).filter(|_| !list);
        let same = |l: &&Level| l.list == list && children.is_none_or(|c| l.indent < c);
        let moved = self
            .moved
            .filter(|(from, to)| *from == column && self.levels.contains(to));
        let moved = moved.map(|(_, to)| to).filter(|to| to.list == list);
        let below = Level {
            indent: self.parent().map_or(0, |p| p + 2),
            list,
        };
        let opens = list && self.below == Below::Open;
        let levels = self.levels.iter().filter(same).rev();
        let nearest = levels.min_by_key(|l| l.indent.abs_diff(column)).copied();
        moved
            .or(opens.then_some(below))
            .or_else(|| self.list_by_next_line(line).filter(|_| list))
            .or(nearest)
            .unwrap_or(below)
    }

    /// The column of the first line of a level: where its sisters are, if that is another.
    fn first_column(&self, line: &Line, list: bool) -> usize {
        let parent = self.parent();
        let column = line.lead.columns;
        // Deep nesting must not cost the square of the file's length.
        let inside = || {
            let below = self.page.lines_after(line.start).take(FAR);
            let below = below.filter(|l| !l.is_blank() && !l.rest().starts_with('#'));
            below.take_while(|l| parent.is_none_or(|p| l.lead.columns > p))
        };
        let is_sister = |l: &Line| {
            l.is_entry() == list && (list || self.page.is_key_line(l)) && !l.lead.is_unusual()
        };
        let less = column.checked_sub(2).filter(|less| parent < Some(*less));
        if let Some(less) = less.filter(|_| self.is_hollow(line))
            && inside().any(|l| l.lead.columns == less && is_sister(&l))
        {
            return less;
        }
        let is_beside = |l: Line| l.lead.columns == column && is_sister(&l);
        if !line.lead.is_unusual() && (parent.is_none() && column == 0 || inside().any(is_beside)) {
            return column;
        }
        let sisters = inside().filter(is_sister);
        let columns: Vec<usize> = sisters.map(|l| l.lead.columns).collect();
        let usual = parent.map_or(0, |p| p + 2);
        if line.lead.is_unusual() {
            self.first_uncertain_column(line, list, &columns, parent)
        } else {
            // One line that differs is at fault itself; where two agree, or one is indented as usual, this one is at fault.
            let sister = self.sister_column(line, &columns).filter(|sister| {
                let agree = columns.iter().filter(|c| *c == sister).count() > 1;
                agree || *sister == usual && column != usual
            });
            sister.unwrap_or(column)
        }
    }

    /// The column of what belongs below a key without a value on its line.
    fn children(&self, line: &Line) -> Option<usize> {
        let opens = line.opening().ends_with(':');
        let next = self.page.next_line(line.start).filter(|_| opens)?;
        (next.lead.columns > line.lead.columns).then_some(next.lead.columns)
    }

    /// Whether a key has nothing on its line and nothing of its own below it; a list may begin in the column of its key.
    pub(super) fn is_hollow(&self, line: &Line) -> bool {
        let opens = line.opening().ends_with([':', '|']);
        let column = line.lead.columns;
        self.page.next_line(line.start).is_some_and(|next| {
            let is_list = next.is_entry() && next.lead.columns == column;
            opens && next.lead.columns <= column && !is_list
        })
    }

    /// The column of the first line below that is no child of this one.
    fn sister_column(&self, line: &Line, columns: &[usize]) -> Option<usize> {
        let column = line.lead.columns;
        let shallower = columns.iter().find(|c| **c < column);
        let next = self.page.next_line(line.start).map(|l| l.lead.columns);
        let children_from = if line.opening() == "-" {
            // What is below a dash alone begins where it likes.
            next.filter(|next| *next > column).or(Some(column + 2))
        } else if line.is_entry() {
            Some(column + 2)
        } else {
            // What is deeper below it are its keys, or the text of its block.
            let opens = line.opening().trim_end_matches(['-', '+']);
            next.filter(|_| opens.ends_with([':', '|', '>']))
        };
        let is_sister = |c: &&usize| **c > column && children_from.is_none_or(|from| **c < from);
        shallower
            .or_else(|| columns.iter().find(is_sister))
            .copied()
    }

    /// The same for a line whose own column is not certain.
    fn first_uncertain_column(
        &self,
        line: &Line,
        list: bool,
        columns: &[usize],
        parent: Option<usize>,
    ) -> usize {
        let column = line.lead.columns;
        let is_bare = line.opening().ends_with(':');
        let least = parent.map_or(0, |p| p + 1);
        match (is_bare, columns.first(), columns.iter().min()) {
            // Its children come first: what comes before them is a sister.
            (true, Some(child), Some(sister)) if sister < child => *sister,
            (true, Some(child), _) => column.min(child.saturating_sub(2)).max(least),
            // An entry far deeper than this one is in it.
            (_, Some(sister), _) if !list || *sister <= column + 1 => *sister,
            (_, Some(_), _) => column,
            (_, None, _) => column,
        }
    }

    /// Reports an indentation that is not what it should be, once for the line.
    pub(super) fn place_at(&mut self, line: &Line, column: usize, sure: bool) {
        let lead = line.lead;
        let place = Span::new(line.start, line.at());
        let blanks = " ".repeat(column);
        if lead.is_unusual() {
            let unusual = line.text[..lead.bytes].find(|c: char| c != ' ');
            let shown = Span::new(line.start + unusual.unwrap_or(0), line.at());
            let kind = match (lead.tab, lead.wide) {
                (true, _) => TypoKind::Tab,
                (false, true) => TypoKind::WideBlank,
                (false, false) => TypoKind::Hidden,
            };
            self.record(kind, shown, place, &blanks, sure);
        } else if column != lead.columns {
            let shown = if place.range().is_empty() {
                Span::new(line.at(), line.end())
            } else {
                place
            };
            self.record(TypoKind::BadIndent, shown, place, &blanks, false);
        }
    }
}
