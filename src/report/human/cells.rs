//! Findings of a file that is no YAML: the cell or the page with its words, and nothing of the YAML that was made of it.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::{Drawn, Look, visible, window, wrap};
use crate::report::place_in_origin;
use crate::source::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{Source, Span, outward};

/// The headline, and each place that is drawn of it.
pub(super) fn render(
    source: &Source,
    diagnostic: &Diagnostic,
    hidden: &[Span],
    look: Look,
) -> String {
    let severity = diagnostic.severity.label(look.lang);
    let head = format!("{severity} {}", diagnostic.code);
    let indent = " ".repeat(head.width() + 2);
    let message = wrap(
        &diagnostic.message,
        look.width.saturating_sub(indent.len() + 2),
    );
    let message = message.join(&format!("\n  {indent}"));
    let mut out = format!(
        "  {}  {message}\n",
        coloured(&head, diagnostic.severity, look)
    );
    let own = diagnostic.masked.then_some(diagnostic.primary.span);
    let hidden: Vec<Span> = hidden.iter().copied().chain(own).collect();
    let drawn: Vec<&Label> = Drawn::of(diagnostic)
        .drawn
        .into_iter()
        .map(|(label, _)| label)
        .collect();
    let line = |label: &Label| source.line_of(label.span.start);
    let is_one =
        |a: &&Label, b: &&Label| line(a) == line(b) && a.item == b.item && a.role == b.role;
    for group in drawn.chunk_by(is_one) {
        let Some(first) = group.first() else { continue };
        let file = outward::words(source.name());
        let place = place_in_origin(source, first, look.lang);
        // The place of what is in no cell is the file alone, once.
        if place.is_empty() && first.message.is_empty() && drawn.len() > 1 {
            continue;
        }
        let address = match first.address.as_str() {
            address if drawn.len() > group.len() => address,
            _ => "",
        };
        let place = [file.as_str(), &place, address];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        let _ = writeln!(out, "    ╭─[{}]", place.join(" "));
        picture(source, group, &hidden, look, &mut out);
        out.push_str("    ╰────\n");
    }
    out
}

/// The words of some places in one line of a value with what is around them, underlined, and what is said of them.
fn picture(source: &Source, labels: &[&Label], hidden: &[Span], look: Look, out: &mut String) {
    let said = |out: &mut String, lead: &str| {
        for label in labels {
            let lines = wrap(&label.message, look.width.saturating_sub(lead.width() + 8));
            for line in lines.iter().filter(|line| !line.is_empty()) {
                let _ = writeln!(out, "    {lead}{line}");
            }
        }
    };
    let mut all: Vec<(Span, Span)> = labels
        .iter()
        .filter_map(|l| written(source, l.span))
        .collect();
    all.sort_unstable_by_key(|(_, words)| *words);
    let (Some((value, first)), Some((_, last))) = (all.first(), all.last()) else {
        return said(out, "│ ");
    };
    let width = look.width.saturating_sub(8);
    let window = window(source, *value, first.start, last.end, width);
    let lead = if window.start > value.start {
        "…"
    } else {
        ""
    };
    let tail = if window.end < value.end { "…" } else { "" };
    let shown = visible(source, window, hidden);
    let _ = writeln!(out, "    │ {lead}{shown}{tail}");
    let columns = |from: usize, to: usize| {
        let within = |at: usize| at.clamp(window.start, window.end);
        visible(source, Span::new(within(from), within(to)), hidden).width()
    };
    let mut lines = " ".repeat(lead.width());
    let mut at = window.start;
    for (_, words) in all
        .iter()
        .filter(|(_, words)| words.start < window.end.max(1))
    {
        lines.push_str(&" ".repeat(columns(at, words.start)));
        lines.push_str(&"─".repeat(columns(words.start.max(at), words.end).max(1)));
        at = at.max(words.end);
    }
    let _ = writeln!(out, "    · {lines}");
    said(out, "· ");
}

/// The part of the value that stands on the line of some words, and the words on that line; none where the words are a key or
/// a comment, which the file does not have.
fn written(source: &Source, words: Span) -> Option<(Span, Span)> {
    let line = source.line_span(source.line_of(words.start));
    let end = words.end.min(line.end);
    let rest = source.slice(Span::new(end, line.end));
    let before = source.slice(Span::new(line.start, words.start));
    let is_key = rest.trim_start().starts_with(':') && before.trim_matches([' ', '-']).is_empty();
    if is_key || before.trim_start().starts_with('#') || words.start >= end {
        return None;
    }
    if source.slice(words).starts_with('#') {
        return None;
    }
    let key = before.find(": ").map_or(0, |at| at + ": ".len());
    let dash = before.len() - before.trim_start_matches([' ', '-']).len();
    let start = line.start + key.max(dash);
    let text = source.slice(Span::new(start, line.end));
    let quoted = ['"', '\'']
        .iter()
        .any(|sign| text.len() > 1 && text.starts_with(*sign) && text.ends_with(*sign));
    let inner = usize::from(quoted && start < words.start);
    let value = Span::new(start + inner, (line.end - inner).max(end));
    // A text over several lines begins after its bar.
    let is_bar = source.slice(words).starts_with('|');
    if !is_bar {
        return Some((value, Span::new(words.start, end)));
    }
    let next = source.line_span(source.line_of(words.start) + 1);
    let indent = next.range().len() - source.slice(next).trim_start().len();
    let first = Span::new(next.start + indent, next.end);
    (next.start < words.end).then_some((first, first))
}

fn coloured(head: &str, severity: Severity, look: Look) -> String {
    let colour = match severity {
        Severity::Error => 31,
        Severity::Warning => 33,
        Severity::Info => 36,
    };
    if look.colour {
        format!("\u{1b}[{colour}m{head}\u{1b}[0m")
    } else {
        head.to_owned()
    }
}
