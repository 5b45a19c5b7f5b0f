//! Which part a comment or a blank line belongs to.
//!
//! A comment on a line of its own stands above the next part; one that is indented more belongs to the end of what it is
//! in. One beside a part stays beside it. What is addressed to the program, or was noted by `import`, goes by what it
//! covers: the next key, wherever that goes.

use rustc_hash::FxHashMap;

use super::parts::{FILE, Line, Part, PartId, Parts, Value};
use crate::assessment::DOUBT;
use crate::source::{Source, Span};
use crate::yaml::{Comment, addressed};

/// Gives each comment and blank line of the lines of a file to a part.
pub(super) fn settle<'a>(
    source: &'a Source,
    comments: &'a [Comment],
    body: Span,
    parts: &mut Parts<'a>,
) {
    let here = comments.iter().filter(|comment| {
        let at = comment.span.start;
        body.start <= at && at < body.end
    });
    let (own, beside): (Vec<&Comment>, Vec<&Comment>) =
        here.partition(|comment| source.slice(before(source, comment.span)).trim().is_empty());
    let mut settler = Settler {
        ended: ended(source, parts),
        source,
        parts,
        next: FILE.next(),
        level: 0,
        key: None,
        blank: false,
    };
    settler.lines(body, &own);
    for comment in beside {
        settler.beside(comment);
    }
}

/// Whether a comment is about the item that it stands at, and about no other: an exception, or a doubt of the import.
pub(in crate::assessment) fn is_of_item(comment: &str) -> bool {
    let [words, doubt] = [comment, DOUBT].map(|comment| comment.trim_start_matches(['#', ' ']));
    addressed::rest(words).is_some() || words.starts_with(doubt)
}

/// Where a comment goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Above(PartId),
    Tail(PartId),
}

/// Where a comment that follows something on its line goes.
#[derive(Clone, Copy)]
enum Slot {
    Beside(PartId),
    OnDash(PartId),
    Above(Target),
}

struct Settler<'s, 'a> {
    source: &'a Source,
    parts: &'s mut Parts<'a>,
    /// The innermost part that ends on a line.
    ended: FxHashMap<usize, PartId>,
    /// The first part that begins after the line.
    next: PartId,
    /// How far out the comment before it was, of those before the same part: comments stay in their order.
    level: usize,
    /// The key to which the comments before the same part go, once one of them is about it.
    key: Option<PartId>,
    /// Whether there is a blank line that is not placed yet.
    blank: bool,
}

impl<'a> Settler<'_, 'a> {
    /// The blank lines and the comments that have a line of their own.
    fn lines(&mut self, body: Span, own: &[&'a Comment]) {
        let mut own = own.iter().peekable();
        // Up to where texts and flows go that began before the line, and the first part that was not looked at for that.
        let (mut until, mut seen) = (0, FILE);
        let first = self.source.line_of(body.start);
        for line in first..=self.source.line_of(body.end.saturating_sub(1)) {
            let span = self.source.line_span(line);
            while let Some(part) = self.parts.all.get(seen)
                && part.span.start < span.start
            {
                until = until.max(text_or_flow(part));
                seen = seen.next();
            }
            self.go_to(span.start);
            if let Some(comment) = own.next_if(|comment| comment.span.start <= span.end) {
                let text = self.source.slice(comment.span).trim_end();
                let target = self.target(comment, text);
                self.place(target, Line::Comment(text));
            } else if span.start >= until && self.source.slice(span).trim().is_empty() {
                self.blank = true;
            }
        }
        self.go_to(usize::MAX);
    }

    /// Goes on to a place; a blank line before a part that begins before it stays there.
    fn go_to(&mut self, at: usize) {
        while self
            .parts
            .all
            .get(self.next)
            .is_some_and(|part| part.span.start < at)
        {
            if std::mem::take(&mut self.blank) {
                // Below a comment that goes to the key after a dash, the blank line goes there, too.
                let below = self.key.unwrap_or(self.next);
                self.parts.all[below].above.push(Line::Blank);
            }
            self.next = self.next.next();
            (self.level, self.key) = (0, None);
        }
    }

    fn place(&mut self, target: Target, line: Line<'a>) {
        let blank = std::mem::take(&mut self.blank).then_some(Line::Blank);
        let lines = match target {
            Target::Above(part) => &mut self.parts.all[part].above,
            Target::Tail(part) => &mut self.parts.all[part].tail,
        };
        lines.extend(blank);
        lines.push(line);
    }

    /// Where a comment with a line of its own goes.
    fn target(&mut self, comment: &Comment, text: &str) -> Target {
        let at = comment.span.start;
        let next = self.parts.all.get(self.next).map(|_| self.next);
        if let Some(next) = next.filter(|_| is_of_item(text)) {
            self.key = Some(self.parts.first_covered(next));
        }
        if let Some(key) = self.key {
            return Target::Above(key);
        }
        let last = self.next.before();
        let part = &self.parts.all[last];
        let is_before_value = match &part.value {
            Value::Text(text) => at < text.span.start,
            Value::Empty(_) => at < part.span.end,
            Value::Blank | Value::Block(_) | Value::Flow(_) => false,
        };
        if is_before_value && last != FILE {
            return Target::Above(last);
        }
        if let Some((flow, span)) = self.flow_around(last, at) {
            let inside = next.filter(|next| self.parts.all[*next].span.start < span.end);
            return inside.map_or(Target::Tail(flow), Target::Above);
        }
        self.by_column(at, last, next)
    }

    /// The innermost `[ ]` or `{ }` around a place.
    fn flow_around(&self, last: PartId, at: usize) -> Option<(PartId, Span)> {
        let mut around = self.parts.outwards(last);
        around.find_map(|id| match self.parts.all[id].value {
            Value::Flow(span) if at < span.end => Some((id, span)),
            _ => None,
        })
    }

    /// By its column: the end of the innermost part that is not indented more than the comment, if that ends here.
    fn by_column(&mut self, at: usize, last: PartId, next: Option<PartId>) -> Target {
        let span = self.source.line_span(self.source.line_of(at));
        let column = at - span.start;
        let next_part = next.map(|next| &self.parts.all[next]);
        if let Some(next) = next.filter(|_| next_part.is_some_and(|p| column <= p.column)) {
            self.level = usize::MAX;
            return Target::Above(next);
        }
        let stop = next_part.and_then(|part| part.parent);
        let inner = self.parts.outwards(last).take_while(|id| Some(*id) != stop);
        let mut inner = inner.enumerate().skip(self.level);
        let found = inner.find_map(|(level, id)| {
            let part = &self.parts.all[id];
            let is_deeper = column > part.column && !part.in_flow && id != FILE;
            let target = match &part.value {
                Value::Blank => is_deeper.then_some(Target::Tail(id)),
                // Below a text of several lines it would be a part of the text.
                Value::Text(_) | Value::Empty(_) | Value::Flow(_) => {
                    is_deeper.then_some(Target::Above(id))
                }
                Value::Block(inner) => (column >= *inner).then_some(Target::Tail(id)),
            };
            Some((level, target?))
        });
        let (level, target) = found.unwrap_or_else(|| {
            let outside = next.map_or(Target::Tail(FILE), Target::Above);
            (usize::MAX, outside)
        });
        self.level = level;
        target
    }

    /// A comment that follows something on its line; where another stands already, it goes above.
    fn beside(&mut self, comment: &'a Comment) {
        let text = self.source.slice(comment.span).trim_end();
        let (part, slot) = match self.slot(comment, text) {
            Slot::Beside(id) => {
                let part = &mut self.parts.all[id];
                (Target::Above(id), Some(&mut part.beside))
            }
            Slot::OnDash(id) => {
                let part = &mut self.parts.all[id];
                (Target::Above(id), Some(&mut part.on_dash))
            }
            Slot::Above(target) => (target, None),
        };
        match slot {
            Some(slot @ None) => *slot = Some(text),
            _ => self.place(part, Line::Comment(text)),
        }
    }

    fn slot(&self, comment: &Comment, text: &str) -> Slot {
        let (source, all, at) = (self.source, &self.parts.all, comment.span.start);
        let line = source.line_of(at);
        let start = source.line_span(line).start;
        let first = all.partition_point(|part| part.span.start < start);
        let next = all.partition_point(|part| part.span.start <= at);
        let begun = std::iter::successors(Some(first.max(FILE.next())), |id| Some(id.next()));
        let mut begun = begun.take_while(|id| *id < next);
        let words = source.slice(before(source, comment.span));
        if words.trim_matches([' ', '-']).is_empty()
            && let Some(entry) = begun.clone().last()
        {
            return match all[entry].value {
                Value::Block(_) | Value::Flow(_) => Slot::OnDash(entry),
                Value::Blank | Value::Text(_) | Value::Empty(_) => Slot::Beside(entry),
            };
        }
        if let Some(part) = begun.find(|id| all[*id].is_coverable()) {
            return Slot::Beside(self.entry_in_flow(part, text).unwrap_or(part));
        }
        match (self.ended.get(&line), all.get(next)) {
            (Some(part), _) => Slot::Beside(*part),
            (None, Some(_)) => Slot::Above(Target::Above(next)),
            (None, None) => Slot::Above(Target::Tail(FILE)),
        }
    }

    /// The entry that the comment beside `- {a: b}` is about, where it does not cover the key alone.
    fn entry_in_flow(&self, part: PartId, text: &str) -> Option<PartId> {
        let parent = self.parts.all[part].parent.filter(|id| *id != FILE)?;
        let entry = &self.parts.all[parent];
        let is_flow = matches!(entry.value, Value::Flow(_)) && entry.key.is_none();
        let is_first = entry.children.first() == Some(&part);
        (is_flow && is_first && !is_of_item(text)).then_some(parent)
    }
}

/// What is on the line of a comment before it.
fn before(source: &Source, comment: Span) -> Span {
    let line = source.line_span(source.line_of(comment.start));
    Span::new(line.start, comment.start)
}

/// The innermost part that ends on each line.
fn ended(source: &Source, parts: &Parts) -> FxHashMap<usize, PartId> {
    let parts = parts.all.iter_enumerated().skip(1);
    let parts = parts.filter(|(_, part)| part.is_coverable());
    let line = |part: &Part| source.line_of(part.span.end.saturating_sub(1));
    parts.map(|(id, part)| (line(part), id)).collect()
}

/// The end of a text, of `[ ]` or of `{ }`: what is blank in it is no line of its own.
fn text_or_flow(part: &Part) -> usize {
    match &part.value {
        Value::Text(text) => text.span.end,
        Value::Flow(span) => span.end,
        Value::Empty(_) => part.span.end,
        Value::Blank | Value::Block(_) => 0,
    }
}
