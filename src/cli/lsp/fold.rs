//! What can be folded: groups, entries, texts of several lines, the rows of one day in 別添３, comments.

use super::found::{Fold, FoldKind};
use super::snapshot::Snapshot;
use crate::source::{Source, Span};
use crate::yaml::{Content, Node};

/// The parts of a document that can be folded.
pub(super) fn fold(snapshot: &Snapshot) -> Vec<Fold> {
    let source = snapshot.source;
    let mut spans = days(snapshot);
    parts(&snapshot.document.root, &mut spans);
    let parts = spans.into_iter().map(|span| Fold {
        span,
        kind: FoldKind::Part,
    });
    let mut folds: Vec<Fold> = parts.chain(comments(snapshot)).collect();
    folds.retain(|fold| lines(source, fold.span).0 < lines(source, fold.span).1);
    // Of parts that begin on one line an editor can fold one: the longest.
    folds.sort_by_key(|fold| {
        let (first, last) = lines(source, fold.span);
        (first, usize::MAX - last)
    });
    folds.dedup_by_key(|fold| lines(source, fold.span).0);
    folds
}

/// The first and the last line of a part; blank lines at its end are no part of it.
fn lines(source: &Source, span: Span) -> (usize, usize) {
    let end = span.start + source.slice(span).trim_end().len();
    (source.line_of(span.start), source.line_of(end))
}

/// Keys with what is below them, and entries of lists.
fn parts(node: &Node, spans: &mut Vec<Span>) {
    match &node.content {
        Content::Map(entries) => {
            for entry in entries {
                spans.push(entry.span());
                parts(&entry.value, spans);
            }
        }
        Content::Seq(nodes) => {
            for node in nodes {
                spans.push(node.span);
                parts(node, spans);
            }
        }
        Content::Scalar(_) | Content::Blank => {}
    }
}

/// The rows of one day in 別添３, where there are several.
fn days(snapshot: &Snapshot) -> Vec<Span> {
    let assessment = snapshot.assessment;
    let mut days: Vec<(&str, Span, usize)> = Vec::new();
    for n in 1..=assessment.entries("changes") {
        let Some(row) = assessment.item(&format!("changes[{n}]")) else {
            continue;
        };
        let day = assessment.text(&format!("changes[{n}].date"));
        let day = day.map_or("", str::trim);
        match days.last_mut().filter(|(last, ..)| *last == day) {
            Some((_, span, rows)) => {
                span.end = span.end.max(row.span.end);
                *rows += 1;
            }
            None => days.push((day, row.span, 1)),
        }
    }
    let several = days.into_iter().filter(|(.., rows)| *rows > 1);
    several.map(|(_, span, _)| span).collect()
}

/// Comments on lines of their own, several below one another.
fn comments(snapshot: &Snapshot) -> Vec<Fold> {
    let source = snapshot.source;
    let mut runs: Vec<Span> = Vec::new();
    for comment in &snapshot.document.comments {
        let line = source.line_of(comment.span.start);
        if !source.line(line).trim_start().starts_with('#') {
            continue;
        }
        match runs
            .last_mut()
            .filter(|last| source.line_of(last.end) + 1 == line)
        {
            Some(last) => last.end = comment.span.end,
            None => runs.push(comment.span),
        }
    }
    let fold = |span| Fold {
        span,
        kind: FoldKind::Comment,
    };
    runs.into_iter().map(fold).collect()
}
