//! A value in block style that another takes the place of.

use super::{Editor, Manner};
use crate::assessment::arrange::scalar::Text;
use crate::assessment::change::page::Seat;
use crate::assessment::change::render::blanks;
use crate::assessment::change::tree::Tree;
use crate::source::Span;
use crate::yaml::edit::{insert_lines, line_start, next_line};
use crate::yaml::{Content, Node, Scalar, Style, write};

/// A text in the place of another.
struct Before<'t, 'a> {
    seat: Seat,
    scalar: &'t Scalar,
    written: Text<'a>,
}

impl<'a> Editor<'_, 'a> {
    pub(super) fn put(&mut self, seat: Seat, node: &'a Node, tree: &Tree) -> Option<()> {
        match &node.content {
            Content::Blank if std::ptr::eq(node, &self.page.document.root) => self.put_below(tree),
            Content::Blank => self.put_after(seat, tree),
            Content::Scalar(scalar) => {
                let written = self.page.written(seat, node)?;
                let before = Before {
                    seat,
                    scalar,
                    written,
                };
                self.put_for_text(&before, tree)
            }
            Content::Map(_) | Content::Seq(_) if self.page.is_flow(seat, node) => {
                let span = Span::new(self.page.start(seat, node), node.span.end);
                self.put_for(seat, span, span.end, tree)
            }
            Content::Map(_) | Content::Seq(_) => self.replace_slots(seat, node, tree),
        }
    }

    /// The first keys of a file that has none.
    fn put_below(&mut self, tree: &Tree) -> Option<()> {
        let Tree::Map(pairs) = tree else { return None };
        let (text, newline) = (self.page.text(), self.page.newline);
        let lines = pairs.iter();
        let lines = lines.map(|(key, tree)| self.pen.pair(key, tree, 0) + newline);
        let edit = insert_lines(text, text.len(), &lines.collect::<String>(), newline);
        self.edit(edit.span, edit.text);
        Some(())
    }

    /// A value after a colon or a dash that nothing follows; a comment on the line stays on it.
    pub(super) fn put_after(&mut self, seat: Seat, tree: &Tree) -> Option<()> {
        let colon = self.page.after_colon(seat.from);
        let end = self.line_end(colon);
        let comment = self.comment_at(colon, end)?;
        self.write(seat, (Span::new(colon, end), comment), tree)
    }

    /// A value written after its colon or dash in the place of some bytes, and a comment on that line.
    fn write(&mut self, seat: Seat, (span, comment): (Span, &str), tree: &Tree) -> Option<()> {
        let mut written = self.rendered(seat, tree);
        let is_block = matches!(tree, Tree::Text(_)) && written.contains('\n');
        if is_block
            && self
                .page
                .would_swallow(span.end, seat.column + self.step(seat))
        {
            let Tree::Text(text) = tree else { return None };
            written = format!(" {}", write::quoted(text));
        }
        let at = written.find(['\r', '\n']).unwrap_or(written.len());
        let (head, below) = written.split_at(at);
        self.edit(span, format!("{head}{comment}{below}"));
        Some(())
    }

    pub(super) fn rendered(&self, seat: Seat, tree: &Tree) -> String {
        match self.is_dash(seat) {
            true => self.pen.after_dash(tree, seat.column),
            false => self.pen.value(tree, seat.column),
        }
    }

    fn is_dash(&self, seat: Seat) -> bool {
        self.page.text()[..seat.from].ends_with('-')
            && line_start(self.page.text(), seat.from) + seat.column + 1 == seat.from
    }

    fn step(&self, seat: Seat) -> usize {
        match self.is_dash(seat) {
            true => self.pen.style.gap,
            false => self.pen.style.step,
        }
    }

    /// The comment that is all that stands in some bytes of a line, with the blanks before it; none where there is more.
    fn comment_at(&self, start: usize, end: usize) -> Option<&'a str> {
        let rest = self.page.text().get(start..end)?;
        let is_comment = rest.starts_with([' ', '\t']) && rest.trim_start().starts_with('#');
        (is_comment || rest.trim().is_empty()).then(|| rest.trim_end())
    }

    fn put_for_text(&mut self, before: &Before<'_, 'a>, tree: &Tree) -> Option<()> {
        let Before { seat, written, .. } = before;
        if let (Tree::Text(text), Manner::AsBefore) = (tree, self.manner)
            && self.put_as_before(before, text).is_some()
        {
            return Some(());
        }
        let head = match written.is_block {
            true => {
                let start = written.span.start;
                let head = &self.page.text()[start..];
                let is_head = |c: char| c.is_ascii_digit() || "|>+-".contains(c);
                start + head.find(|c| !is_head(c)).unwrap_or(head.len())
            }
            false => written.span.end,
        };
        self.put_for(*seat, written.span, head, tree)
    }

    /// A value in the place of another, whose bytes are known; a comment may follow on the line of one of them.
    fn put_for(&mut self, seat: Seat, old: Span, head: usize, tree: &Tree) -> Option<()> {
        let text = self.page.text();
        let colon = self.page.after_colon(seat.from);
        let comment = self.comment_at(head, self.line_end(head))?;
        let end = old.end.max(self.line_end(head));
        let between = text.get(colon..old.start)?;
        if !between.contains('\n') {
            between.trim().is_empty().then_some(())?;
            return self.write(seat, (Span::new(colon, end), comment), tree);
        }
        // It stands on a line of its own, below its key.
        match tree {
            Tree::Text(words) => self.edit(old, write::quoted(words)),
            _ => {
                comment.is_empty().then_some(())?;
                let lines = Span::new(line_start(text, old.start), next_line(text, end));
                self.edit(lines, "");
                self.put_after(seat, tree)?;
            }
        }
        Some(())
    }

    /// A text written as the one before it was: in its block, in its quotes, or where it stands.
    fn put_as_before(&mut self, before: &Before<'_, 'a>, text: &str) -> Option<()> {
        let (scalar, written) = (before.scalar, &before.written);
        if written.is_block {
            return self.put_in_block(before, text);
        }
        let new = write::value(text, 0, "\n");
        let new = new.strip_prefix(' ').filter(|new| !new.contains('\n'))?;
        let old = self.page.source.slice(written.span);
        let quoted = match scalar.style {
            Style::DoubleQuoted if old.starts_with('"') => write::quoted(text),
            Style::SingleQuoted if old.starts_with('\'') && !write::quoted(text).contains('\\') => {
                format!("'{}'", text.replace('\'', "''"))
            }
            _ => new.to_owned(),
        };
        self.edit(written.span, quoted);
        Some(())
    }

    /// The lines of a block in which a text differs from the one before.
    fn put_in_block(&mut self, before: &Before<'_, 'a>, text: &str) -> Option<()> {
        let Before { seat, written, .. } = before;
        let source = self.page.source;
        let from = written.span.start;
        let head = &self.page.text()[from..self.line_end(from)];
        let is_indented = text.starts_with([' ', '\t']);
        let says_indent = head[1..].starts_with(|c: char| c.is_ascii_digit())
            || head[1..]
                .trim_start_matches(['+', '-'])
                .starts_with(|c: char| c.is_ascii_digit());
        let fits = write::fits_block(text) && (says_indent || !is_indented);
        if !head.starts_with('|') || written.keeps || !fits {
            return None;
        }
        let step = self.step(*seat);
        let indent = blanks(written.indent.unwrap_or(seat.column + step));
        let (old, new): (_, Vec<&str>) = (&written.lines, text.split('\n').collect());
        let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
        let most = old.len().min(new.len()) - same;
        let ends = old.iter().rev().zip(new.iter().rev());
        let end = ends.take(most).take_while(|(a, b)| a == b).count();
        let lines: Vec<String> = new[same..new.len() - end]
            .iter()
            .map(|line| {
                if line.is_empty() {
                    String::new()
                } else {
                    format!("{indent}{line}")
                }
            })
            .collect();
        let lines = lines.join(self.page.newline);
        let gone = old.len() - end - same;
        // The first line of the block is the one after its head.
        let first = source.line_of(from) + 1;
        let start = |n: usize| source.line_span(first + n).start;
        let stop = |n: usize| source.line_span(first + n).end;
        let above = match same {
            0 => self.line_end(from),
            _ => stop(same - 1),
        };
        let newline = self.page.newline;
        let is_none = new.len() == same + end;
        match (gone, is_none) {
            (0, true) => {}
            (0, false) => self.edit(Span::at(above), format!("{newline}{lines}")),
            (_, true) => self.edit(Span::new(above, stop(same + gone - 1)), ""),
            (_, false) => self.edit(Span::new(start(same), stop(same + gone - 1)), lines),
        }
        Some(())
    }
}
