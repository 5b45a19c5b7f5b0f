//! The line scanner: which lines are keys, entries, block text, and which fit nowhere.

use super::FormWords;
use super::page::{Continuation, Line, Page, line_end, trim_end};
use super::place::{FAR, Level};
use super::value::{self, Place, ValueExtent, is_note};
use super::{Typo, TypoKind, block};
use crate::japanese::notation::is_invisible;
use crate::source::Span;
use crate::source::diagnostic::Edit;
use crate::yaml::Feature;

/// What the line before allows below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Below {
    /// `key:` or `- ` with nothing after: anything deeper.
    Open,
    /// A value: nothing deeper but lines that go on with it.
    Closed,
}

/// A block of text whose lines are being passed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block {
    /// The indentation that its text must exceed; none at the outermost level.
    pub(super) parent: Option<usize>,
    /// Where its text is, once that is known.
    pub(super) indent: Option<usize>,
    /// By how many columns its first line is moved out to there, and with it the lines below that are like it.
    pub(super) moved: usize,
}

pub(super) struct Scanner<'t> {
    pub(super) page: Page<'t>,
    pub(super) typos: Vec<Typo>,
    pub(super) levels: Vec<Level>,
    pub(super) below: Below,
    pub(super) block: Option<Block>,
    /// The block that has just ended: a line without a place belongs to it.
    pub(super) ended: Option<Block>,
    /// Lines that start before this offset go on with a value.
    pub(super) value_until: usize,
    /// The open keys with their columns, the outermost first.
    pub(super) open: Vec<(usize, &'t str)>,
    /// Where the line of the last key ends, if nothing follows.
    pub(super) opened: Option<usize>,
    /// The column of the last line that fitted nowhere, with the level to which it was moved.
    pub(super) moved: Option<(usize, Level)>,
    /// A `? key` waits for its `: `.
    complex: bool,
    /// Lines that are not read: the second of two versions.
    pub(super) left_out: Option<Span>,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, words: &'t dyn FormWords) -> Self {
        Scanner {
            page: Page::new(text, words),
            typos: Vec::new(),
            levels: Vec::new(),
            below: Below::Open,
            block: None,
            ended: None,
            value_until: 0,
            open: Vec::new(),
            opened: None,
            complex: false,
            moved: None,
            left_out: None,
        }
    }

    pub(super) fn run(mut self) -> Vec<Typo> {
        let mut at = 0;
        while at < self.page.text.len() {
            if let Some(span) = self.left_out.take_if(|span| span.start <= at) {
                at = span.end.max(at);
                continue;
            }
            let line = self.page.line(at);
            at = 1 + match self.line(&line) {
                Some(end) if end > line.feed => line_end(self.page.text, end),
                _ => line.feed,
            };
        }
        self.typos
    }

    /// Looks at a line; returns an offset on a later line where it ends, if it does not end here.
    fn line(&mut self, line: &Line) -> Option<usize> {
        if line.is_blank() {
            self.blank_line(line);
            return None;
        }
        if let Some(block) = self.block {
            if self.in_block(block, line) {
                return None;
            }
            self.ended = self.block.take();
        }
        if line.start < self.value_until {
            self.place_at(line, line.lead.columns, true);
            return None;
        }
        if line.rest().starts_with('#') {
            self.place_at(line, line.lead.columns, true);
            return None;
        }
        if self.mark(line) || self.conflict(line) {
            return None;
        }
        if let Some((at, column)) = self.list_mark(line) {
            return self.content(line, at, Some(column), true);
        }
        if let Some(bare) = self.sign_before_key(line) {
            return if bare.is_entry() {
                self.entry(&bare, true)
            } else {
                self.content(&bare, bare.at(), None, false)
            };
        }
        if self.levels.is_empty() && self.is_above_all_keys(line) {
            self.unplaced(line, true);
            return None;
        }
        let no_list = !self.levels.iter().any(|l| l.list);
        if line.is_entry() && no_list && self.below == Below::Closed {
            self.unplaced(line, false);
            return None;
        }
        self.entry(line, false)
    }

    /// `---`, `...` and `%YAML`, which begin and end whole documents.
    fn mark(&mut self, line: &Line) -> bool {
        if line.lead.bytes > 0 {
            return false;
        }
        let head = self.levels.is_empty();
        let feature = match line.rest() {
            "---" if head => return true,
            "---" | "..." => Feature::SecondDocument,
            rest if rest.starts_with('%') && head => Feature::Directive,
            _ => return false,
        };
        let span = Span::new(line.start, line.end());
        self.below = Below::Closed;
        let mut place = span;
        if feature == Feature::SecondDocument && self.begins_again(line) {
            place.end = self.page.text.len();
            self.left_out = Some(place);
        }
        self.record(TypoKind::Refused(feature), span, place, "", false);
        true
    }

    /// A line with its dashes, whose level may have been found already.
    fn entry(&mut self, line: &Line, placed: bool) -> Option<usize> {
        let mut at = line.at();
        let mut column = line.lead.columns;
        let mut dashed = false;
        while let Some(gap) = self.dash(at, line, dashed, column) {
            if dashed {
                self.nest(column, true);
            } else if placed {
                column = self.parent().unwrap_or(column);
            } else {
                column = self.place(line, true);
            }
            dashed = true;
            self.below = Below::Open;
            at += 1 + gap.bytes;
            column += 1 + gap.columns;
        }
        let rest = &self.page.text[at..line.end().max(at)];
        if rest.trim().is_empty() || rest.starts_with('#') && is_note(&self.page.text[..at], rest) {
            self.ended = None;
            return None;
        }
        self.content(line, at, Some(column), dashed)
    }

    /// The blank after a dash that begins an entry, fixing a full-width or a missing one.
    fn dash(&mut self, at: usize, line: &Line, dashed: bool, column: usize) -> Option<DashBlank> {
        let text = &self.page.text[at..line.start + line.text.len()];
        let rest = text.strip_prefix('-')?;
        let blank = self.page.lead(rest);
        let fixed = DashBlank {
            bytes: blank.bytes,
            columns: 1,
        };
        if blank.wide || blank.hidden {
            let span = Span::new(at + 1, at + 1 + blank.bytes);
            self.record(TypoKind::WideBlank, span, span, " ", true);
            return Some(fixed);
        }
        if blank.bytes > 0 || rest.is_empty() {
            let columns = blank.bytes.max(1);
            return Some(DashBlank { columns, ..fixed });
        }
        let in_list = self.levels.iter().any(|l| l.list && l.indent == column);
        let texty = rest.starts_with(|c: char| !c.is_ascii() && c.is_alphanumeric());
        if !dashed && (texty && self.below == Below::Open || in_list && !rest.starts_with('-')) {
            let (shown, place) = (Span::new(at, at + 1), Span::at(at + 1));
            self.record(TypoKind::NoBlankAfterDash, shown, place, " ", true);
            return Some(fixed);
        }
        None
    }

    /// A line after its dashes: a key, a value, or unplaced; its level may be known already.
    fn content(
        &mut self,
        line: &Line,
        at: usize,
        column: Option<usize>,
        dashed: bool,
    ) -> Option<usize> {
        let rest = &self.page.text[at..line.end()];
        let complex = rest.starts_with("? ") || rest == "?";
        if !dashed && (complex || self.complex && (rest.starts_with(": ") || rest == ":")) {
            self.complex = complex;
            return self.complex_key(line, at);
        }
        if let Some(value_at) = self.key(at, rest) {
            match column {
                Some(column) if dashed => self.nest(column, false),
                Some(_) if self.misindented_key(line, key_of(rest), value_at) => {}
                Some(_) => drop(self.place(line, false)),
                None => {}
            }
            self.ended = None;
            self.open_key(&self.page.text[at..line.end()]);
            if value_at >= line.end() {
                self.invisible_tail(line.end().max(value_at));
                self.below = Below::Open;
                self.opened = Some(line.end());
                return None;
            }
            if self.value_above_keys(line, value_at) {
                self.below = Below::Open;
                return None;
            }
            return self.value(value_at, Continuation::Text);
        }
        if dashed && self.colon_forgotten_in_entry(line, at, column) {
            self.ended = None;
            self.below = Below::Closed;
            return None;
        }
        if dashed {
            self.ended = None;
            return self.value(at, Continuation::Entry);
        }
        let column = column.unwrap_or(line.lead.columns);
        let deeper = self.parent().is_none_or(|p| column > p);
        if self.below == Below::Open && deeper && !self.is_among_keys(line) {
            if self.first_text(line) {
                return self.value(at, Continuation::Entry);
            }
            self.place_at(line, column, true);
            return self.value(at, Continuation::Text);
        }
        self.unplaced(line, deeper);
        None
    }

    /// Notes which key is open now in the column of its level.
    fn open_key(&mut self, rest: &'t str) {
        let column = self.parent().unwrap_or(0);
        let outer = self.open.partition_point(|(open, _)| *open < column);
        self.open.truncate(outer);
        self.open.push((column, key_of(rest)));
        self.opened = None;
    }

    /// Whether a line is above the first key of an assessment and is none itself.
    fn is_above_all_keys(&self, line: &Line) -> bool {
        let mut below = self.page.lines_after(line.start).take(FAR);
        !self.page.is_key_line(line) && below.any(|l| self.page.is_known_key_line(l.rest()))
    }

    /// `? key`, whose value follows after a `: ` of its own: left to the parser, which refuses it.
    fn complex_key(&mut self, line: &Line, at: usize) -> Option<usize> {
        self.place(line, false);
        self.ended = None;
        self.below = Below::Open;
        self.value_until = self
            .page
            .value_end(at, self.parent(), Continuation::Anything);
        None
    }

    /// Whether the next line is a sister of this one: then this is no value.
    fn is_among_keys(&self, line: &Line) -> bool {
        if line
            .rest()
            .starts_with(['|', '>', '"', '\'', '[', '{', '&', '*', '!'])
        {
            return false;
        }
        is_foreign(line)
            || self.page.next_line(line.start).is_some_and(|next| {
                let rest = next.rest();
                let key = block::looks_like_key(rest) || self.page.is_known_key_line(rest);
                let key = key && !next.is_entry();
                let sister = next.lead.columns == line.lead.columns;
                let below =
                    next.lead.columns > line.lead.columns && self.page.words.is_key(line.rest());
                key && (sister || below)
            })
    }

    pub(super) fn value(&mut self, at: usize, goes_on: Continuation) -> Option<usize> {
        let parent = self.parent();
        let place = Place {
            start: at,
            parent,
            goes_on,
        };
        self.below = Below::Closed;
        let text = &self.page.text[at..line_end(self.page.text, at)];
        let closes = trim_end(text).ends_with(['|', '>', '"', '\'', ']', '}', '-', '+']);
        if closes && text.starts_with(['|', '>', '"', '\'', '[', '{']) {
            self.invisible_tail(at);
        }
        match value::inspect(&self.page, place, &mut self.typos) {
            ValueExtent::Block(indent) => self.open_block(at, parent, indent),
            ValueExtent::BlockFrom(end) => {
                let indent = Some(place.indent());
                self.block = Some(Block {
                    parent,
                    indent,
                    moved: 0,
                });
                return Some(end);
            }
            ValueExtent::Until(end) => return Some(end),
            ValueExtent::Nested => self.below = Below::Open,
            ValueExtent::Continued(end) => self.value_until = end,
        }
        None
    }

    /// Fixes blanks that are none for YAML, or invisible characters, at the end of the line of an offset.
    fn invisible_tail(&mut self, at: usize) {
        let text = &self.page.text[at..line_end(self.page.text, at)];
        let whole = text.trim_end_matches([' ', '\t', '\r']);
        let tail = &whole[trim_end(whole).len()..];
        if tail.is_empty() {
            return;
        }
        let hidden = tail.chars().all(is_invisible);
        let kind = if hidden {
            TypoKind::Hidden
        } else {
            TypoKind::WideBlank
        };
        let end = at + whole.len();
        let span = Span::new(end - tail.len(), end);
        self.record(kind, span, span, "", true);
    }

    /// Takes a line out of the copy that is parsed, so that the rest can be read; never a fix.
    pub(super) fn skip_line(&mut self, line: &Line) {
        let after = line_end(self.page.text, line.start) + 1;
        let place = Span::new(line.start, after.min(self.page.text.len()));
        let shown = Span::new(line.at(), line.end());
        self.record(TypoKind::StrayLine, shown, place, "", false);
    }

    pub(super) fn record(
        &mut self,
        kind: TypoKind,
        span: Span,
        place: Span,
        text: &str,
        certain: bool,
    ) {
        let edits = vec![Edit {
            span: place,
            text: text.into(),
        }];
        self.typos.push(Typo {
            kind,
            span,
            edits,
            certain,
        });
    }

    /// Whether short words before a colon are a key rather than a sentence.
    pub(super) fn looks_like_key(rest: &str) -> bool {
        block::looks_like_key(rest)
    }
}

/// The key of a line that is known to be one, without the quotes that it may stand in.
pub(super) fn key_of(rest: &str) -> &str {
    let key = rest.split([':', '：']).next().unwrap_or(rest).trim_end();
    let within = |quote: char| key.strip_prefix(quote)?.strip_suffix(quote);
    within('"').or_else(|| within('\'')).unwrap_or(key)
}

/// The blank after a dash.
struct DashBlank {
    bytes: usize,
    columns: usize,
}

/// Lines that come from other programs: marks of a conflict between versions, fences of code, `---`.
pub(super) fn is_foreign(line: &Line) -> bool {
    let rest = line.rest();
    is_conflict_mark(line)
        || line.lead.bytes == 0 && (rest.starts_with("```") || matches!(rest, "---" | "..."))
}

/// What `git` leaves where two people changed the same lines.
pub(super) fn is_conflict_mark(line: &Line) -> bool {
    let marks = |rest: &str| {
        rest == "=======" || rest.starts_with("<<<<<<< ") || rest.starts_with(">>>>>>> ")
    };
    line.lead.bytes == 0 && marks(line.rest())
}
