//! Edits of structure: deeper indentation, forgotten dashes, the words of an option.

use crate::source::diagnostic::Edit;
use crate::source::{Source, Span};

/// The blanks at the beginning of the line of a byte, and the offset where that line begins.
pub(super) fn indent(source: &Source, offset: usize) -> (usize, &str) {
    let line = source.line_span(source.line_of(offset));
    let text = source.slice(line);
    let blanks = text.len() - text.trim_start_matches(' ').len();
    (line.start, &text[..blanks])
}

/// Whether nothing but blanks is before a byte on its line.
pub(super) fn begins_line(source: &Source, offset: usize) -> bool {
    let (start, blanks) = indent(source, offset);
    start + blanks.len() == offset
}

/// Indents all lines of a span by more blanks. `None` where something else is before its first word.
pub(super) fn indented(source: &Source, span: Span, by: usize) -> Option<Vec<Edit>> {
    if !begins_line(source, span.start) {
        return None;
    }
    let lines = source.line_of(span.start)..=source.line_of(span.end);
    let written = lines
        .map(|line| source.line_span(line))
        .filter(|line| !source.slice(*line).trim().is_empty());
    let edits = written.map(|line| Edit {
        span: Span::at(line.start),
        text: " ".repeat(by),
    });
    Some(edits.collect())
}

/// Puts `- ` before each of some keys, and indents what hangs below them. The keys are in the group `whole`.
pub(super) fn dashed(source: &Source, whole: Span, keys: &[Span]) -> Option<Vec<Edit>> {
    let first = keys.first()?;
    if keys.iter().any(|key| !begins_line(source, key.start)) {
        return None;
    }
    let mut edits = indented(source, Span::new(first.start, whole.end), 2)?;
    for key in keys {
        let (start, _) = indent(source, key.start);
        // The dash takes the two columns that the other lines are indented by.
        let edit = edits.iter_mut().find(|edit| edit.span.start == start)?;
        *edit = Edit {
            span: Span::at(key.start),
            text: "- ".into(),
        };
    }
    Some(edits)
}

/// Puts `- ` into the two blanks before each of some keys: where an entry has run into the one above it.
pub(super) fn dashed_in_place(source: &Source, keys: &[Span]) -> Option<Vec<Edit>> {
    let edit = |key: &Span| {
        let blanks = Span::new(key.start.checked_sub(2)?, key.start);
        let room = begins_line(source, key.start) && source.slice(blanks) == "  ";
        room.then(|| Edit {
            span: blanks,
            text: "- ".into(),
        })
    };
    keys.iter().map(edit).collect()
}

/// Writes words as a list in the place of a text: below its key, one to a line.
pub(super) fn as_list(source: &Source, text: Span, words: &[&str]) -> Vec<Edit> {
    let (_, blanks) = indent(source, text.start);
    if begins_line(source, text.start) {
        let list: Vec<String> = words.iter().map(|w| format!("- {w}")).collect();
        return vec![Edit {
            span: text,
            text: list.join(&format!("\n{blanks}")),
        }];
    }
    let (start, _) = indent(source, text.start);
    let before = source.slice(Span::new(start, text.start));
    if before.trim() == "-" {
        return vec![Edit {
            span: text,
            text: words.join(&format!("\n{before}")),
        }];
    }
    let list: String = words.iter().map(|w| format!("\n{blanks}  - {w}")).collect();
    // The blank between `:` and the text goes with it.
    let before = source.slice(Span::new(0, text.start));
    let start = before.trim_end_matches(' ').len();
    vec![Edit {
        span: Span::new(start, text.end),
        text: list,
    }]
}

/// Whether a text is within `[ ]` or `{ }` on its line.
pub(super) fn in_flow(source: &Source, span: Span) -> bool {
    let (start, _) = indent(source, span.start);
    let before = source.slice(Span::new(start, span.start));
    before.matches(['[', '{']).count() > before.matches([']', '}']).count()
}

/// The words of an option in the place of other words; quoted where a comma would part them.
pub(super) fn replaced(source: &Source, span: Span, words: &str) -> Edit {
    let quote = words.contains(',') && in_flow(source, span);
    let text = if quote {
        format!("\"{words}\"")
    } else {
        words.to_owned()
    };
    Edit { span, text }
}

/// `その他: 端末` in the place of `その他（端末）`. `None` where it can't be written in that place.
pub(super) fn with_detail(source: &Source, span: Span, option: &str, detail: &str) -> Option<Edit> {
    let (start, _) = indent(source, span.start);
    let before = source.slice(Span::new(start, span.start)).trim_end();
    let many_lines = source.slice(span).contains('\n');
    if many_lines || detail.contains([':', '#', ',', '[', ']', '{', '}', '"']) {
        return None;
    }
    let pair = format!("{option}: {detail}");
    let text = if in_flow(source, span) {
        format!("{{{pair}}}")
    } else if before.ends_with('-') {
        pair
    } else {
        format!("[{{{pair}}}]")
    };
    Some(Edit { span, text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::edit::apply;

    fn span_of(text: &str, words: &str) -> Span {
        let start = text.find(words).expect("the words are there");
        Span::new(start, start + words.len())
    }

    fn dashes(text: &str, whole: &str, keys: &[&str]) -> Option<String> {
        let source = Source::new("a", text);
        let keys: Vec<Span> = keys.iter().map(|k| span_of(text, k)).collect();
        dashed(&source, span_of(text, whole), &keys).map(|edits| apply(text, &edits).text)
    }

    #[test]
    fn dashes_indent_what_hangs_below() {
        let text = "a:\n  b: |\n    x\n\n    y\n  c: 1\n  b2: 2\n";
        assert_eq!(
            dashes(
                text,
                "b: |\n    x\n\n    y\n  c: 1\n  b2: 2",
                &["b:", "b2:"]
            ),
            Some("a:\n  - b: |\n      x\n\n      y\n    c: 1\n  - b2: 2\n".into())
        );
        assert_eq!(dashes("a: {b: 1}\n", "b: 1", &["b"]), None);
    }

    #[test]
    fn texts_become_lists_in_place() {
        let below = "a:\n  紙\n  専用線\n";
        let list = as_list(
            &Source::new("a", below),
            span_of(below, "紙\n  専用線"),
            &["紙", "専用線"],
        );
        assert_eq!(apply(below, &list).text, "a:\n  - 紙\n  - 専用線\n");
        let beside = "  a: 紙、専用線  # c\n";
        let list = as_list(
            &Source::new("a", beside),
            span_of(beside, "紙、専用線"),
            &["紙", "専用線"],
        );
        assert_eq!(
            apply(beside, &list).text,
            "  a:\n    - 紙\n    - 専用線  # c\n"
        );
    }
}
