//! Lines that are no key and no entry where one must be: what each of them may be, and else that it is left out.

use super::TypoKind;
use super::page::Line;
use super::scan::{Below, Block, Scanner, is_foreign};
use crate::source::Span;
use crate::source::diagnostic::Edit;

impl Scanner<'_> {
    /// What a line that is no key and no entry may be, in the order in which it is tried. Lines of other programs can only
    /// be the first.
    const UNPLACED: [fn(&mut Self, &Line, bool) -> bool; 5] = [
        Self::wide_hash,
        Self::colon_forgotten,
        Self::dash_forgotten,
        Self::text_of_ended_block,
        Self::text_of_open_key,
    ];

    /// A line that is no key and no entry where one must be: the first of what it may be, else it is left out.
    pub(super) fn unplaced(&mut self, line: &Line, deeper: bool) {
        let readings = if is_foreign(line) || line.rest().starts_with(':') {
            &Self::UNPLACED[..1]
        } else {
            &Self::UNPLACED[..]
        };
        let is_read = readings.iter().any(|reads| reads(self, line, deeper));
        if !is_read {
            self.skip_line(line);
        }
    }

    /// More text of the block that has just ended, without its indentation.
    fn text_of_ended_block(&mut self, line: &Line, _: bool) -> bool {
        let Some(block) = self.ended.take() else {
            return false;
        };
        self.reindent(TypoKind::OutdentedLine, line, block.text_indent(), false);
        self.block = Some(block);
        true
    }

    /// The text of the key above, whose bar and indentation are missing.
    fn text_of_open_key(&mut self, line: &Line, deeper: bool) -> bool {
        if self.below == Below::Closed || deeper {
            return false;
        }
        let parent = self.parent();
        let indent = parent.map_or(2, |p| p + 2);
        self.reindent(TypoKind::OutdentedLine, line, indent, false);
        self.below = Below::Closed;
        let block = Block {
            parent,
            indent: Some(indent),
            moved: 0,
        };
        let bar = self.opened.take().map(|at| Edit {
            span: Span::at(at),
            text: " |".into(),
        });
        // More lines may follow, which would be joined without a bar.
        match (bar, self.typos.last_mut()) {
            (Some(bar), Some(typo)) => {
                typo.edits.insert(0, bar);
                self.block = Some(block);
            }
            _ => {
                self.value_until = line.end();
                self.ended = Some(block);
            }
        }
        true
    }

    /// `＃` before a comment among keys.
    fn wide_hash(&mut self, line: &Line, _: bool) -> bool {
        let words = line.rest().strip_prefix('＃');
        let Some(words) = words.filter(|_| self.ended.is_none()) else {
            return false;
        };
        self.place_at(line, line.lead.columns, true);
        let mark = Span::new(line.at(), line.at() + '＃'.len_utf8());
        let sign = if words.starts_with(' ') { "#" } else { "# " };
        self.record(TypoKind::WideHash, mark, mark, sign, true);
        true
    }

    /// An option below others of a list, without its dash; among entries with keys it is a note.
    fn dash_forgotten(&mut self, line: &Line, _: bool) -> bool {
        let column = line.lead.columns;
        let last = self.levels.last();
        if self.ended.is_some() || !last.is_some_and(|l| l.list && l.indent == column) {
            return false;
        }
        let above = self.entry_above(line, column);
        let is_note = !self.page.words.is_option(line.rest());
        if is_note && above.is_some_and(|above| self.page.is_key_line(&above)) {
            return false;
        }
        let shown = Span::new(line.at(), line.end());
        self.place_at(line, column, false);
        self.record(TypoKind::NoDash, shown, Span::at(line.at()), "- ", false);
        true
    }
}
