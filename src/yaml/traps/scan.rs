//! The line scanner: which lines are keys, entries, block text, and which have lost their place.

use super::value::{self, Goes};
use super::{Trap, TrapKind};
use crate::diagnostic::Edit;
use crate::source::Span;

/// An open level of indentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Level {
    indent: usize,
    list: bool,
}

/// What the line before allows below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// `key:` or `- ` with nothing behind: anything deeper.
    Open,
    /// A plain text: deeper lines continue it.
    Plain,
    /// A closed value: nothing deeper.
    Closed,
}

/// A block of text whose lines are being passed.
#[derive(Debug, Clone, Copy)]
struct Block {
    parent: usize,
    indent: Option<usize>,
}

pub(super) struct Scanner<'t> {
    text: &'t str,
    is_key: &'t dyn Fn(&str) -> bool,
    traps: Vec<Trap>,
    levels: Vec<Level>,
    before: Before,
    block: Option<Block>,
    /// The block that has just ended: a line without a place belongs to it.
    ended: Option<Block>,
}

/// The leading blanks of a line.
struct Lead {
    /// Bytes of it.
    bytes: usize,
    /// Columns it stands for, a full-width blank or a tab counted as two.
    columns: usize,
    wide: bool,
    tab: bool,
}

fn lead(line: &str) -> Lead {
    let mut lead = Lead {
        bytes: 0,
        columns: 0,
        wide: false,
        tab: false,
    };
    for c in line.chars() {
        match c {
            ' ' => lead.columns += 1,
            '\t' => (lead.tab, lead.columns) = (true, lead.columns + 2),
            '\u{3000}' => (lead.wide, lead.columns) = (true, lead.columns + 2),
            '\u{A0}' => (lead.wide, lead.columns) = (true, lead.columns + 1),
            _ => break,
        }
        lead.bytes += c.len_utf8();
    }
    lead
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, is_key: &'t dyn Fn(&str) -> bool) -> Self {
        let (traps, levels) = (Vec::new(), Vec::new());
        Scanner {
            text,
            is_key,
            traps,
            levels,
            before: Before::Open,
            block: None,
            ended: None,
        }
    }

    pub(super) fn run(mut self) -> Vec<Trap> {
        let mut at = 0;
        while at < self.text.len() {
            let end = value::line_end(self.text, at);
            let next = self.line(at, self.text[at..end].trim_end_matches('\r'));
            at = next.map_or(end, |offset| value::line_end(self.text, offset)) + 1;
        }
        self.traps
    }

    /// Looks at a line; returns an offset on a later line where it ends, if it does not end here.
    fn line(&mut self, start: usize, line: &str) -> Option<usize> {
        if line.trim().is_empty() {
            return None;
        }
        let mut lead = lead(line);
        if let Some(block) = self.block {
            if self.in_block(block, start, line, &lead) {
                return None;
            }
            self.ended = self.block.take();
        }
        let rest = &line[lead.bytes..];
        if rest.starts_with('#') || start == 0 && rest.starts_with("---") {
            return None;
        }
        if lead.wide || lead.tab {
            self.blanks(start, line, &lead, lead.columns);
        }
        let mut at = start + lead.bytes;
        let mut dashed = false;
        while let Some(gap) = self.dash(at, line.len() - (at - start), dashed, lead.columns) {
            if !self.place(start, at, lead.columns, true, dashed) {
                lead.columns = self.levels.last().map_or(0, |l| l.indent);
            }
            dashed = true;
            self.before = Before::Open;
            at += 1 + gap;
            lead.columns += 1 + gap.max(1);
        }
        let rest = &self.text[at..start + line.len()];
        if rest.trim().is_empty() || rest.starts_with('#') {
            self.ended = None;
            return None;
        }
        self.content(start, at, lead.columns, dashed, rest)
    }

    /// The bytes of blank behind a dash that begins an entry, mending a full-width or a missing one.
    fn dash(&mut self, at: usize, length: usize, dashed: bool, column: usize) -> Option<usize> {
        let rest = self.text[at..at + length].strip_prefix('-')?;
        let blank = lead(rest);
        if blank.wide {
            let span = Span::new(at + 1, at + 1 + blank.bytes);
            self.trap(TrapKind::WideBlank, span, span, " ", true);
            return Some(blank.bytes);
        }
        if blank.bytes > 0 || rest.is_empty() {
            return Some(blank.bytes);
        }
        let in_list = self.levels.iter().any(|l| l.list && l.indent == column);
        let texty = rest.starts_with(|c: char| !c.is_ascii() && c.is_alphanumeric());
        if !dashed && (texty && self.before == Before::Open || in_list && !rest.starts_with('-')) {
            let place = Span::at(at + 1);
            self.trap(
                TrapKind::NoBlankAfterDash,
                Span::new(at, at + 1),
                place,
                " ",
                true,
            );
            return Some(0);
        }
        None
    }

    /// A line behind its indentation and dashes: a key, a value, or lost.
    fn content(
        &mut self,
        start: usize,
        at: usize,
        column: usize,
        dashed: bool,
        rest: &str,
    ) -> Option<usize> {
        if let Some(value_at) = self.key(at, rest) {
            if !dashed || self.levels.last().is_some_and(|l| l.list) {
                self.place(start, at, column, false, dashed);
            }
            self.ended = None;
            let line_end = at + rest.trim_end().len();
            if value_at >= line_end {
                self.before = Before::Open;
                return None;
            }
            let parent = self.levels.last().map_or(0, |l| l.indent);
            return self.value(value_at, parent);
        }
        let parent = self.levels.last().map_or(0, |l| l.indent);
        if dashed {
            self.ended = None;
            return self.value(at, parent);
        }
        let deeper = column > parent || self.levels.is_empty();
        match self.before {
            Before::Open if deeper => self.value(at, parent),
            Before::Plain if deeper => None,
            _ => {
                self.lost(start, at, rest);
                None
            }
        }
    }

    fn value(&mut self, at: usize, parent: usize) -> Option<usize> {
        match value::inspect(self.text, at, parent + 2, self.is_key, &mut self.traps) {
            Goes::Block => {
                self.before = Before::Closed;
                let behind_bar = matches!(self.traps.last(), Some(t) if t.kind == TrapKind::TextAfterBar && t.span.start > at);
                self.block = Some(Block {
                    parent,
                    indent: behind_bar.then_some(parent + 2),
                });
                None
            }
            Goes::Until(end) => {
                self.before = Before::Closed;
                Some(end)
            }
            Goes::On => {
                let first = self.text[at..].chars().next();
                let closed = first.is_some_and(|c| "\"'[{".contains(c));
                self.before = if closed {
                    Before::Closed
                } else {
                    Before::Plain
                };
                None
            }
        }
    }

    /// Where the value of a key line begins; mends the colon on the way.
    fn key(&mut self, at: usize, rest: &str) -> Option<usize> {
        if rest.starts_with(['[', '{']) {
            return None;
        }
        let colon = match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let close = rest[1..].find(quote)? + 2;
                rest[close..]
                    .trim_start()
                    .starts_with(':')
                    .then(|| rest.len() - rest[close..].trim_start().len())
            }
            _ => ascii_colon(rest),
        };
        if let Some(wide) = rest
            .find('：')
            .filter(|wide| colon.is_none_or(|c| *wide < c))
            && (self.is_key)(&rest[..wide])
        {
            let behind = lead(&rest[wide + '：'.len_utf8()..]).bytes;
            let span = Span::new(at + wide, at + wide + '：'.len_utf8() + behind);
            let mark = Span::new(span.start, span.start + '：'.len_utf8());
            self.trap(TrapKind::WideColon, mark, span, ": ", true);
            return Some(span.end);
        }
        if let Some(colon) = colon {
            let value = at + colon + 1;
            let blank = lead(&rest[colon + 1..]);
            if blank.wide {
                let span = Span::new(value, value + blank.bytes);
                self.trap(TrapKind::WideBlank, span, span, " ", true);
            }
            return Some(value + blank.bytes);
        }
        let tight = rest
            .find(':')
            .filter(|colon| (self.is_key)(&rest[..*colon]))?;
        let value = at + tight + 1;
        let blank = lead(&rest[tight + 1..]).bytes;
        let kind = if blank > 0 {
            TrapKind::WideBlank
        } else {
            TrapKind::NoBlankAfterColon
        };
        let shown = if blank > 0 {
            Span::new(value, value + blank)
        } else {
            Span::new(value - 1, value)
        };
        self.trap(kind, shown, Span::new(value, value + blank), " ", true);
        Some(value + blank)
    }

    /// Finds the level of a key or dash; a line that fits no level is mended to the nearest one.
    /// Returns whether it stands where it should.
    fn place(&mut self, start: usize, at: usize, column: usize, list: bool, nested: bool) -> bool {
        let kept = self
            .levels
            .partition_point(|l| l.indent < column || l.indent == column && (!l.list || list));
        let fits = |l: &Level| l.indent == column && l.list == list;
        if self.levels[..kept].last().is_some_and(fits) && !nested {
            self.levels.truncate(kept);
            return true;
        }
        let opens = self.before == Before::Open && kept == self.levels.len();
        let dash_under_key = list
            && self.levels[..kept]
                .last()
                .is_some_and(|l| l.indent == column && !l.list);
        if self.levels.is_empty()
            || nested
            || opens
            || dash_under_key && self.before == Before::Open
        {
            self.levels.truncate(kept);
            self.levels.push(Level {
                indent: column,
                list,
            });
            return true;
        }
        // Ties go to the deeper level: a lost blank is commoner than one too many.
        let nearest = self
            .levels
            .iter()
            .filter(|l| l.list == list)
            .rev()
            .min_by_key(|l| l.indent.abs_diff(column))
            .copied();
        let Some(nearest) = nearest else {
            self.levels.truncate(kept);
            self.levels.push(Level {
                indent: column,
                list,
            });
            return true;
        };
        let place = Span::new(start, at);
        let shown = if place.range().is_empty() {
            Span::new(at, value::line_end(self.text, at))
        } else {
            place
        };
        self.trap(
            TrapKind::BadIndent,
            shown,
            place,
            &" ".repeat(nearest.indent),
            false,
        );
        let keep = self
            .levels
            .iter()
            .position(|l| *l == nearest)
            .map_or(0, |i| i + 1);
        self.levels.truncate(keep);
        false
    }

    /// A line inside or behind a block; returns whether it belongs to the block.
    fn in_block(&mut self, block: Block, start: usize, line: &str, lead: &Lead) -> bool {
        let spaces = line.len() - line.trim_start_matches(' ').len();
        let enough = block.indent.unwrap_or(block.parent + 1);
        if spaces >= enough || spaces > block.parent && block.indent.is_none() {
            self.block = Some(Block {
                indent: Some(block.indent.unwrap_or(spaces)),
                ..block
            });
            return true;
        }
        let rest = &line[lead.bytes..];
        if rest.starts_with('#') {
            return lead.columns > block.parent;
        }
        let indent = block.indent.unwrap_or(block.parent + 2);
        if (lead.wide || lead.tab) && lead.columns > block.parent && !self.is_key_line(rest) {
            self.blanks(start, line, lead, indent.max(lead.columns));
            self.block = Some(Block {
                indent: Some(indent),
                ..block
            });
            return true;
        }
        if self.is_key_line(rest)
            || rest.starts_with("- ")
            || rest == "-"
            || rest.starts_with("-\u{3000}")
        {
            return false;
        }
        let kind = if spaces > block.parent {
            TrapKind::UnevenBlock
        } else {
            TrapKind::OutdentedLine
        };
        if kind == TrapKind::OutdentedLine && self.looks_like_key(rest) {
            return false;
        }
        let shown = Span::new(start + lead.bytes, start + line.trim_end().len());
        let place = Span::new(start, start + lead.bytes);
        self.trap(
            kind,
            shown,
            place,
            &" ".repeat(indent),
            kind == TrapKind::UnevenBlock,
        );
        self.block = Some(Block {
            indent: Some(indent),
            ..block
        });
        true
    }

    /// A known key with any colon behind it.
    fn is_key_line(&self, rest: &str) -> bool {
        let rest = rest.strip_prefix("- ").unwrap_or(rest);
        rest.find([':', '：'])
            .is_some_and(|colon| (self.is_key)(&rest[..colon]))
    }

    /// Short words before `: `: an unknown key rather than a sentence.
    fn looks_like_key(&self, rest: &str) -> bool {
        ascii_colon(rest).is_some_and(|c| {
            rest[..c].chars().count() <= 40 && !rest[..c].contains(['。', '、', '（', '「'])
        })
    }

    /// A line that is no key and no entry where one must stand.
    fn lost(&mut self, start: usize, at: usize, rest: &str) {
        let shown = Span::new(at, at + rest.trim_end().len());
        if let Some(block) = self.ended.take() {
            let indent = " ".repeat(block.indent.unwrap_or(block.parent + 2));
            self.trap(
                TrapKind::OutdentedLine,
                shown,
                Span::new(start, at),
                &indent,
                false,
            );
            self.block = Some(block);
            return;
        }
        // Taken out of the copy that is parsed, so that the rest can be read; never a fix.
        self.trap(TrapKind::StrayLine, shown, shown, "", false);
    }

    fn blanks(&mut self, start: usize, line: &str, lead: &Lead, columns: usize) {
        let odd = |c: char| c != ' ';
        let from = line[..lead.bytes].find(odd).unwrap_or(0);
        let kind = if lead.tab {
            TrapKind::Tab
        } else {
            TrapKind::WideBlank
        };
        let place = Span::new(start, start + lead.bytes);
        self.trap(
            kind,
            Span::new(start + from, start + lead.bytes),
            place,
            &" ".repeat(columns),
            true,
        );
    }

    fn trap(&mut self, kind: TrapKind, span: Span, place: Span, text: &str, certain: bool) {
        let edits = vec![Edit {
            span: place,
            text: text.into(),
        }];
        self.traps.push(Trap {
            kind,
            span,
            edits,
            certain,
        });
    }
}

/// The first `: ` or closing `:` of a line, before any comment.
fn ascii_colon(rest: &str) -> Option<usize> {
    let rest = rest.find(" #").map_or(rest, |hash| &rest[..hash]);
    let trimmed = rest.trim_end();
    rest.find(": ")
        .or_else(|| trimmed.ends_with(':').then(|| trimmed.len() - 1))
}
