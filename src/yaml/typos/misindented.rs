//! Single lines with the wrong indentation: an entry without its dash, a key between another and what belongs below it.

use super::TypoKind;
use super::page::Line;
use super::place::{FAR, Level};
use super::scan::{Below, Scanner, key_of};
use crate::source::Span;

/// A line with its key and the offset of its value.
struct Key<'l> {
    line: &'l Line<'l>,
    key: &'l str,
    value_at: usize,
}

impl Scanner<'_> {
    /// What a key in the wrong column may be, in the order in which it is tried.
    const MISINDENTED: [fn(&mut Self, &Key) -> bool; 4] = [
        Self::is_first_entry,
        Self::is_next_entry,
        Self::is_between,
        Self::is_outdented,
    ];

    /// A key that must be elsewhere, as the lines around it show. Opens the level it was meant for.
    pub(super) fn misindented_key(&mut self, line: &Line, key: &str, value_at: usize) -> bool {
        let key = Key {
            line,
            key,
            value_at,
        };
        !line.lead.is_unusual() && Self::MISINDENTED.iter().any(|reads| reads(self, &key))
    }

    /// The first entry of a list, without its dash.
    fn is_first_entry(&mut self, key: &Key) -> bool {
        let list = self.first_entry(key.line, key.key);
        list.is_some_and(|list| self.open_entry(key.line, list))
    }

    /// The next entry of an open list, without its dash.
    fn is_next_entry(&mut self, key: &Key) -> bool {
        let Some(list) = self.next_entry(key.line, key.key) else {
            return false;
        };
        self.levels.truncate(list + 1);
        self.open_entry(key.line, self.levels[list].indent)
    }

    /// A key that alone parts an open key from what belongs below it.
    fn is_between(&mut self, key: &Key) -> bool {
        let Some(column) = self.between(key.line, key.value_at) else {
            return false;
        };
        self.place_at(key.line, column, false);
        self.nest(column, false);
        true
    }

    /// A key that alone returns to an outer level.
    fn is_outdented(&mut self, key: &Key) -> bool {
        let Some(column) = self.outdented(key.line, key.value_at) else {
            return false;
        };
        self.place_at(key.line, column, false);
        let kept = |l: &Level| l.indent < column || l.indent == column && !l.list;
        self.levels.truncate(self.levels.partition_point(kept));
        if self.parent() != Some(column) {
            self.nest(column, false);
        }
        true
    }

    /// Writes the dash of an entry and opens its level.
    fn open_entry(&mut self, line: &Line, list: usize) -> bool {
        self.add_dash(line, list);
        let list = self.levels.last().map_or(line.lead.columns, |l| l.indent);
        self.nest(list + 2, false);
        true
    }

    /// A text below an open key that is the first of a list: the line after it has its dash.
    pub(super) fn first_text(&mut self, line: &Line) -> bool {
        let column = line.lead.columns;
        let next = self.page.next_line(line.start);
        let is_option = self.page.words.is_option(line.rest());
        let of_texts = |next: &Line| is_option || !self.page.is_key_line(next);
        let list = next.filter(|next| next.is_entry() && of_texts(next) && !line.lead.is_unusual());
        let list = list.map(|next| next.lead.columns);
        let list = list.filter(|list| self.parent().is_none_or(|p| *list > p));
        match list.filter(|list| *list == column || list + 2 == column) {
            Some(list) => self.add_dash(line, list),
            None => return false,
        }
        true
    }

    /// Writes the dash of a line into the two blanks before it, or before it where it is in the dashes' column.
    fn add_dash(&mut self, line: &Line, list: usize) {
        let blanks = line.lead.columns - list;
        let place = Span::new(line.at() - blanks, line.at());
        let shown = Span::new(line.at(), line.end());
        self.record(TypoKind::NoDash, shown, place, "- ", false);
        if self
            .levels
            .last()
            .is_none_or(|l| !l.list || l.indent != list)
        {
            self.nest(list, true);
        }
    }

    /// The column of the dashes of a list whose first entry this line was: a later one begins with the same key.
    fn first_entry(&self, line: &Line, key: &str) -> Option<usize> {
        let column = line.lead.columns;
        let parent = self.parent().filter(|p| column > *p)?;
        if self.below != Below::Open {
            return None;
        }
        let below = self.page.lines_after(line.start).take(FAR);
        let mut inside = below.take_while(|l| l.is_blank() || l.lead.columns > parent);
        let list = inside.find(|l| begins_entry(l, key))?.lead.columns;
        (list == column || list + 2 == column).then_some(list)
    }

    /// The open list of which this line is the next entry: it is in the dashes' column and begins with the same key
    /// as the entry before, or where their texts do.
    fn next_entry(&self, line: &Line, key: &str) -> Option<usize> {
        let column = line.lead.columns;
        let at_dashes = |l: &Level| l.list && l.indent == column;
        if let Some(list) = self.levels.iter().position(at_dashes) {
            let above = self.entry_above(line, column)?;
            let is_entry = begins_entry(&above, key) && !self.goes_on_map(column, key);
            return is_entry.then_some(list);
        }
        let (last, dashes) = self
            .levels
            .iter()
            .map(|l| l.indent)
            .enumerate()
            .next_back()?;
        let of_texts = self.levels[last].list && self.below == Below::Closed;
        if !of_texts || column != dashes + 2 {
            return None;
        }
        let above = self.entry_above(line, dashes)?;
        let mut words = above
            .rest()
            .trim_start_matches(['-', ' '])
            .split([' ', '\u{3000}']);
        let lost_colon = words
            .next()
            .is_some_and(|word| self.page.words.is_key(word));
        (!lost_colon).then_some(last)
    }

    /// Whether a key goes on the map in whose column one of its lists stands: by the form it may be there, too.
    fn goes_on_map(&self, column: usize, key: &str) -> bool {
        let is_map = |l: &Level| !l.list && l.indent == column;
        let above = self.open.iter().rev().find(|(open, _)| *open < column);
        let above = above.map(|(_, key)| *key);
        self.levels.iter().any(is_map) && self.page.words.below(above, key).is_some()
    }

    /// The last line before one that is an entry with its dash in a column.
    pub(super) fn entry_above(&self, line: &Line, dashes: usize) -> Option<Line<'_>> {
        let before = &self.page.text[..line.start];
        let mut feeds = memchr::memrchr_iter(b'\n', before.as_bytes())
            .skip(1)
            .take(FAR);
        feeds.find_map(|feed| {
            let above = self.page.line(feed + 1);
            (above.is_entry() && above.lead.columns == dashes).then_some(above)
        })
    }

    /// The column of the lines below, where this line alone parts them from the open key above it.
    fn between(&self, line: &Line, value_at: usize) -> Option<usize> {
        let parent = self.parent()?;
        let value = &self.page.text[value_at..line.end().max(value_at)];
        let opens = value.is_empty()
            || value.starts_with(['|', '>', '[', '{', '"', '\'', '#', '&', '*', '!']);
        if self.below != Below::Open || line.lead.columns > parent || opens {
            return None;
        }
        let next = self.page.next_line(line.start)?;
        let below = next.lead.columns > parent && !next.lead.is_unusual() && !next.is_entry();
        (below && self.page.is_known_key_line(next.rest())).then_some(next.lead.columns)
    }

    /// The column of a key that returns to an outer level although the lines after it do not: it is outdented alone.
    /// Only what could not be read otherwise is evidence; YAML may be indented as one likes.
    fn outdented(&self, line: &Line, value_at: usize) -> Option<usize> {
        let column = line.lead.columns;
        let is_open = self.below == Below::Open;
        let innermost = self.parent();
        let innermost = innermost.filter(|p| *p > column || is_open && *p == column)?;
        let next = self.page.next_line(line.start)?;
        let value = &self.page.text[value_at..line.end().max(value_at)];
        if value.starts_with(['>', '[', '{', '"', '\'', '#', '&', '*', '!']) {
            return None;
        }
        // A block that says how far it is indented is a text, whatever its lines look like.
        let says_indentation = |header: &str| header.starts_with(|c: char| c.is_ascii_digit());
        if value
            .strip_prefix('|')
            .is_some_and(|header| says_indentation(header.trim_start_matches(['-', '+'])))
        {
            return None;
        }
        let is_node = |l: &Line| l.is_entry() || self.page.is_known_key_line(l.rest());
        if !value.is_empty() && !value.starts_with('|') {
            let map = self.levels.iter().rev().find(|l| !l.list)?.indent;
            let below = next.lead.columns > column && next.lead.columns <= innermost;
            return (below && map > column && is_node(&next)).then_some(map);
        }
        if self.is_hollow(&next) || value.is_empty() && !is_node(&next) || next.lead.is_unusual() {
            return None;
        }
        let children = next.lead.columns;
        let after = self.page.lines_after(line.start).take(FAR);
        let mut after = after.filter(|l| !l.is_blank() && !l.rest().starts_with('#'));
        let sister = after.find(|l| l.lead.columns < children)?;
        let key = next.rest().split([':', '：']).next().unwrap_or("");
        let lost_dash = !next.is_entry() && begins_entry(&sister, key);
        let invalid = sister.lead.columns > column && is_node(&sister) && !lost_dash;
        let wanted = children.checked_sub(2)?;
        let open = self.levels.iter().any(|l| !l.list && l.indent == wanted);
        let opens = is_open && wanted == innermost + 2;
        (invalid && wanted > column && (open || opens)).then_some(wanted)
    }

    /// The open list to which an entry belongs by the line after it: another entry, or a key of its own.
    pub(super) fn list_by_next_line(&self, line: &Line) -> Option<Level> {
        let next = self.page.next_line(line.start)?;
        let dashes = match next.is_entry() {
            true => next.lead.columns,
            false => next.lead.columns.checked_sub(2)?,
        };
        let open = |l: &&Level| l.list && l.indent == dashes && l.indent > line.lead.columns;
        self.levels.iter().find(open).copied()
    }
}

/// Whether a line is an entry that begins with a key.
fn begins_entry(line: &Line, key: &str) -> bool {
    let after = line.rest().strip_prefix('-').map(str::trim_start);
    after.is_some_and(|rest| rest.contains([':', '：']) && key_of(rest) == key)
}
