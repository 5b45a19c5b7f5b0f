//! Keys and entries in block style, each on lines of its own.

use super::{Editor, runs_of_gone};
use crate::assessment::change::page::{Child, Seat};
use crate::assessment::change::render::blanks;
use crate::assessment::change::tree::{Slot, Tree};
use crate::source::Span;
use crate::yaml::edit::line_start;
use crate::yaml::{Content, Node};

impl<'a> Editor<'_, 'a> {
    /// The keys or entries of a value that changes.
    pub(super) fn slots(&mut self, seat: Seat, node: &'a Node, slots: &[Slot]) -> Option<()> {
        let children = self.page.children(seat, node)?;
        let is_map = matches!(node.content, Content::Map(_));
        self.take_out(&children, slots)?;
        let mut last: Option<&Child> = None;
        let mut new: Vec<String> = Vec::new();
        for slot in slots {
            match slot {
                Slot::Old(n, delta) => {
                    let child = children.get(*n)?;
                    self.insert((&children, is_map), last, &mut new);
                    self.value(child.seat, child.value, delta)?;
                    last = Some(child);
                }
                Slot::New(key, tree) => {
                    let column = children.first()?.seat.column;
                    new.push(match (key, is_map) {
                        (Some(key), true) => self.pen.pair(key, tree, column),
                        (None, false) => self.pen.entry(tree, column),
                        _ => return None,
                    });
                }
                Slot::Moved(n) => new.push(self.own(children.get(*n)?)?.to_owned()),
                Slot::Copy(n) => new.push(self.bare(children.get(*n)?)?),
            }
        }
        self.insert((&children, is_map), last, &mut new);
        Some(())
    }

    /// The text of a key or an entry with its comments, without the blanks before it and the line break after it.
    fn own(&self, child: &Child) -> Option<&'a str> {
        let is_inline = child.lines.start == child.head;
        let lines = self.page.text().get(child.lines.range())?;
        let lines = lines.trim_start_matches(' ');
        let lines = lines.strip_suffix('\n').unwrap_or(lines);
        let lines = lines.strip_suffix('\r').unwrap_or(lines);
        (!is_inline || child.seat.column == 0).then_some(lines)
    }

    /// The same without its comments: what is said of one need not hold for its copy.
    fn bare(&self, child: &Child) -> Option<String> {
        let text = self.page.text();
        let end = self.page.end(child.seat, child.value)?;
        let mut out = String::new();
        let mut at = child.head;
        for comment in self.page.comments(Span::new(child.head, end)) {
            let before = text.get(at..comment.start)?;
            let kept = before.trim_end_matches([' ', '\t']);
            out.push_str(kept);
            at = self.line_end(comment.start);
            // A comment on a line of its own goes with its line.
            if out.ends_with('\n') {
                at += text[at..].find('\n').map_or(0, |feed| feed + 1);
            }
        }
        out.push_str(text.get(at..end.max(at))?);
        Some(out)
    }

    /// New keys or entries after another, or before all.
    fn insert(
        &mut self,
        (children, is_map): (&[Child], bool),
        after: Option<&Child>,
        new: &mut Vec<String>,
    ) {
        let Some(first) = children.first().filter(|_| !new.is_empty()) else {
            return;
        };
        let (text, newline) = (self.page.text(), self.page.newline);
        let indent = blanks(first.seat.column);
        let apart = self.apart(children, is_map);
        let new = std::mem::take(new);
        let Some(child) = after else {
            let is_inline = first.lines.start == first.head && first.seat.column > 0;
            let lines: String = match is_inline {
                true => new
                    .iter()
                    .map(|n| format!("{n}{newline}{indent}"))
                    .collect(),
                false => new
                    .iter()
                    .map(|n| format!("{indent}{n}{newline}{apart}"))
                    .collect(),
            };
            return self.edit(Span::at(first.lines.start), lines);
        };
        let at = child.lines.end;
        let lines: Vec<String> = new.iter().map(|n| format!("{apart}{indent}{n}")).collect();
        let lines = lines.join(newline);
        let lines = match text[..at].ends_with('\n') {
            true => format!("{lines}{newline}"),
            // The last line of the file has no end, and gets none.
            false => format!("{newline}{lines}"),
        };
        self.edit(Span::at(at), lines);
    }

    /// The blank lines by which entries and chapters stand apart from each other; other keys do where all of several do.
    fn apart(&self, children: &[Child], is_map: bool) -> &'a str {
        let gaps = children.windows(2);
        let mut gaps = gaps.filter_map(|pair| self.gap(&pair[0], &pair[1]));
        let is_below = children.first().is_some_and(|first| first.seat.column > 0);
        let is_apart = match is_map && is_below {
            true => children.len() > 2 && gaps.clone().all(|gap| !gap.is_empty()),
            false => true,
        };
        let gap = gaps.find(|gap| !gap.is_empty()).unwrap_or_default();
        if is_apart { gap } else { "" }
    }

    /// The blank lines between two keys or entries; none where something else stands there, too.
    fn gap(&self, one: &Child, next: &Child) -> Option<&'a str> {
        let between = self.page.text().get(one.lines.end..next.lines.start)?;
        between.trim().is_empty().then_some(between)
    }

    /// The lines of those that do not stay taken away, each run with the blank lines after or before it.
    fn take_out(&mut self, children: &[Child], slots: &[Slot]) -> Option<()> {
        let moved: Vec<usize> = slots
            .iter()
            .filter_map(|slot| match slot {
                Slot::Moved(n) => Some(*n),
                _ => None,
            })
            .collect();
        for (first, last) in runs_of_gone(slots, children.len()) {
            let (one, end) = (children.get(first)?, children.get(last)?);
            let lines = &children[first..=last];
            for (n, child) in lines.iter().enumerate() {
                if !moved.contains(&(first + n)) {
                    self.edits.taken.push(child.lines);
                }
            }
            let is_whole = lines
                .windows(2)
                .all(|pair| self.gap(&pair[0], &pair[1]).is_some());
            if !is_whole {
                // Other comments stand between them, which stay.
                for child in lines {
                    self.edit(child.lines, "");
                }
                continue;
            }
            let next = children.get(last + 1);
            let before = first.checked_sub(1).and_then(|n| children.get(n));
            let is_inline = one.lines.start == one.head && one.seat.column > 0;
            let span = match (next, before) {
                (Some(next), _) if is_inline => {
                    // The next one goes up to the dash.
                    self.gap(end, next)?;
                    Span::new(one.head, next.head)
                }
                (None, _) if is_inline => return None,
                (Some(next), _) if self.gap(end, next).is_some() => {
                    Span::new(one.lines.start, next.lines.start)
                }
                (None, Some(before)) if self.gap(before, one).is_some() => {
                    Span::new(before.lines.end, end.lines.end)
                }
                _ => Span::new(one.lines.start, end.lines.end),
            };
            self.edit(span, "");
        }
        Some(())
    }

    /// All keys or entries of a value in block style taken away; what is said of none of them stays. Gives the comments
    /// that went with them.
    pub(super) fn empty_out(&mut self, seat: Seat, node: &'a Node) -> Option<Vec<Span>> {
        let children = self.page.children(seat, node)?;
        let first = children.first()?;
        let is_inline = first.lines.start == first.head;
        let before = self
            .page
            .text()
            .get(line_start(self.page.text(), first.head)..first.head)?;
        // After a dash: what was on its line goes, the line stays.
        let is_after_dash = is_inline && before.trim_matches([' ', '-']).is_empty();
        if is_inline && !is_after_dash {
            return None;
        }
        self.take_all(&children, is_after_dash)
    }

    fn take_all(&mut self, children: &[Child], is_after_dash: bool) -> Option<Vec<Span>> {
        let mut comments = Vec::new();
        let mut from: Option<Span> = None;
        for (n, child) in children.iter().enumerate() {
            self.edits.taken.push(child.lines);
            comments.extend(self.page.comments(child.lines));
            let mut span = child.lines;
            if n == 0 && is_after_dash {
                let text = self.page.text();
                let blank =
                    text[..span.start].len() - text[..span.start].trim_end_matches(' ').len();
                let kept =
                    text[..span.end].len() - text[..span.end].trim_end_matches(['\n', '\r']).len();
                span = Span::new(span.start - blank, span.end - kept);
            }
            from = match (from, n.checked_sub(1).and_then(|n| children.get(n))) {
                (Some(open), Some(before)) if self.gap(before, child).is_some() => {
                    Some(Span::new(open.start, span.end))
                }
                (open, _) => {
                    if let Some(open) = open {
                        self.edit(open, "");
                    }
                    Some(span)
                }
            };
        }
        self.edit(from?, "");
        Some(comments)
    }

    /// What `Is` puts in the place of keys or entries.
    pub(super) fn replace_slots(&mut self, seat: Seat, node: &'a Node, tree: &Tree) -> Option<()> {
        if *tree == Tree::Blank {
            return self.empty_out(seat, node).map(drop);
        }
        let is_beside = !self
            .page
            .text()
            .get(seat.from..node.span.start)?
            .contains('\n');
        if is_beside {
            let end = self.page.end(seat, node)?;
            let end = end.max(self.line_end(end));
            let comments = self.page.comments(Span::new(seat.from, end)).collect();
            self.hoist(seat, comments);
            let written = self.rendered(seat, tree);
            self.edit(Span::new(seat.from, end), written);
            return Some(());
        }
        let start = self.edits.taken.len();
        let comments = self.empty_out(seat, node)?;
        self.edits.taken.truncate(start);
        self.hoist(seat, comments);
        self.put_after(seat, tree)
    }

    /// Where something else takes the place, nothing that was said is lost: it stands above.
    fn hoist(&mut self, seat: Seat, comments: Vec<Span>) {
        let text = self.page.text();
        let line = line_start(text, seat.from);
        let indent = text[line..].len() - text[line..].trim_start_matches(' ').len();
        let lines = comments.iter().map(|comment| {
            let words = self.page.source.slice(*comment).trim_end();
            format!("{}{words}{}", blanks(indent), self.page.newline)
        });
        let lines: String = lines.collect();
        self.edit(Span::at(line), lines);
    }
}
