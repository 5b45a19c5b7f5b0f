//! Blocks of text: lines with too little indentation, or too much.

use super::TypoKind;
use super::page::{Line, ascii_colon};
use super::scan::{Block, Scanner};
use crate::japanese::notation::is_digit;
use crate::source::Span;

impl Scanner<'_> {
    /// The block whose bar is at an offset, with the indentation that its text has or should have.
    pub(super) fn open_block(&mut self, at: usize, parent: Option<usize>, given: Option<usize>) {
        let mut block = Block {
            parent,
            indent: given,
            moved: 0,
        };
        if given.is_none()
            && let Some((first, indent)) = self.deep_first_line(at, parent)
        {
            let blanks = Span::new(first.start, first.start + first.spaces());
            let shown = Span::new(first.start + first.spaces(), first.end());
            let kind = TypoKind::DeepFirstLine;
            self.record(kind, shown, blanks, &" ".repeat(indent), true);
            block.indent = Some(indent);
        }
        self.block = Some(block);
    }

    /// The first line of a block, where it alone is deeper than the lines below, with their indentation.
    fn deep_first_line(&self, at: usize, parent: Option<usize>) -> Option<(Line<'_>, usize)> {
        let inside = |l: &Line| parent.is_none_or(|p| l.spaces() > p);
        let lines = self.page.lines_after(at).filter(|l| !l.is_blank());
        let mut lines = lines.take_while(inside);
        let (first, second) = (lines.next()?, lines.next()?);
        let (column, indent) = (first.spaces(), second.spaces());
        let usual = parent.map_or(2, |p| p + 2);
        let agrees = lines
            .next()
            .map_or(column != usual, |third| third.spaces() < column);
        let is_key = || self.page.is_known_key_line(second.rest());
        (indent < column && agrees && !is_key()).then_some((first, indent))
    }

    /// A line inside or after a block; returns whether it belongs to the block.
    pub(super) fn in_block(&mut self, block: Block, line: &Line) -> bool {
        let spaces = line.spaces();
        let deep = |p: usize| block.parent.is_none_or(|parent| p > parent);
        let enough = block.indent.map_or(deep(spaces), |indent| spaces >= indent);
        if enough {
            self.set_block(block, block.indent.unwrap_or(spaces));
            return true;
        }
        let rest = line.rest();
        let indent = block.text_indent();
        if self.conflict(line) {
            return true;
        }
        if super::scan::is_conflict_mark(line) {
            self.skip_line(line);
            return true;
        }
        let goes_on = || {
            let next = self.page.next_line(line.start);
            next.is_some_and(|next| next.spaces() >= indent)
        };
        if rest.starts_with('#') && !(block.indent.is_some() && goes_on()) {
            return deep(line.lead.columns);
        }
        if self.ends_block(line) {
            return false;
        }
        if line.lead.is_unusual() && deep(line.lead.columns) {
            let indent = block.indent.unwrap_or_else(|| {
                let next = self.page.next_line(line.start);
                let next = next.map(|l| l.spaces()).filter(|s| deep(*s));
                next.unwrap_or(indent)
            });
            let columns = line.lead.columns;
            let moved = match block.indent {
                None => columns.saturating_sub(indent),
                Some(_) => block.moved,
            };
            self.place_at(line, indent.max(columns.saturating_sub(moved)), true);
            self.set_block(Block { moved, ..block }, indent);
            return true;
        }
        if deep(spaces) {
            self.reindent(TypoKind::UnevenBlock, line, indent, true);
        } else if looks_like_key(rest) {
            return false;
        } else {
            self.reindent(TypoKind::OutdentedLine, line, indent, false);
        }
        self.set_block(block, indent);
        true
    }

    /// A blank line, where YAML counts neither tabs nor full-width blanks as blank.
    pub(super) fn blank_line(&mut self, line: &Line) {
        let Some(block) = self.block else {
            if line.lead.wide || line.lead.hidden {
                self.place_at(line, 0, true);
            }
            return;
        };
        let deep = block.parent.is_none_or(|p| line.spaces() > p);
        match block.indent {
            Some(indent) if line.spaces() >= indent => {}
            _ if line.lead.is_unusual() => self.place_at(line, 0, true),
            None if deep => self.long_blank_line(line),
            _ => {}
        }
    }

    /// A blank line at the head of a block that is longer than the blanks before its text.
    fn long_blank_line(&mut self, line: &Line) {
        let first = self.page.next_line(line.start).map_or(0, |l| l.spaces());
        if line.spaces() > first {
            let place = Span::new(line.start, line.start + line.text.len());
            self.record(TypoKind::UnevenBlock, place, place, "", true);
        }
    }

    fn set_block(&mut self, block: Block, indent: usize) {
        self.block = Some(Block {
            indent: Some(indent),
            ..block
        });
    }

    /// A line that begins something else than text: a known key, an entry of a list that is open, a mark.
    fn ends_block(&self, line: &Line) -> bool {
        let rest = line.rest();
        let at_list = || {
            self.levels
                .iter()
                .any(|l| l.list && l.indent == line.lead.columns)
        };
        let bare_key = || {
            let deeper = |next: &Line| next.lead.columns > line.lead.columns;
            self.page.words.is_key(rest)
                && self.page.next_line(line.start).as_ref().is_some_and(deeper)
        };
        self.page.is_known_key_line(rest)
            || self.page.wrong_sign(rest).is_some()
            || line.is_entry() && (at_list() || self.page.is_known_key_line(rest))
            || super::scan::is_foreign(line)
            || bare_key()
    }

    /// Moves a line to the indentation of the block; a full-width blank that begins a paragraph is kept.
    pub(super) fn reindent(&mut self, kind: TypoKind, line: &Line, indent: usize, certain: bool) {
        let shown = Span::new(line.at(), line.end());
        let kept = if line.lead.tab || line.lead.hidden {
            line.lead.bytes
        } else {
            line.spaces()
        };
        let place = Span::new(line.start, line.start + kept);
        self.record(kind, shown, place, &" ".repeat(indent), certain);
    }
}

impl Block {
    /// Where its text is, or should be while there is none.
    pub(super) fn text_indent(self) -> usize {
        self.indent.unwrap_or(self.parent.map_or(2, |p| p + 2))
    }
}

/// Short words before `: `: an unknown key rather than a sentence or a numbered line of one.
pub(super) fn looks_like_key(rest: &str) -> bool {
    ascii_colon(rest).is_some_and(|colon| {
        let words = &rest[..colon];
        words.chars().count() <= 40
            && !words.contains(['。', '、', '（', '「'])
            && !words.starts_with(['・', '※', '○', '●', '◆', '■', '('])
            && !is_numbered(words)
    })
}

/// Words after `①`, `1.` or `（1）`.
fn is_numbered(words: &str) -> bool {
    let after = words.trim_start_matches(is_digit);
    words.starts_with(|c| matches!(c, '①'..='⑳' | '➀'..='➉'))
        || after.len() < words.len() && after.starts_with(['.', '．', ')', '）', ' ', '\u{3000}'])
}
