//! Findings on the terminal, drawn by miette over a source reader of our own: lines of an assessment can hold a
//! thousand characters, so only the part around the words in question is shown, and places count characters.

mod cells;

use std::fmt::Write as _;

use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
};
use miette::{SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::japanese::hidden::placeholder;
use crate::japanese::individual_number;
use crate::lint::file_report::{FileReport, Summary};
use crate::source::diagnostic::{Diagnostic, Label, Severity};
use crate::source::lang::Lang;
use crate::source::outward;
use crate::source::{Source, Span};

/// How the report looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// The language of headings.
    pub lang: Lang,
    /// Whether colours are wanted.
    pub colour: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// All findings and the closing line.
pub fn render(reports: &[FileReport], look: Look) -> String {
    findings(reports, look) + &closing(Summary::of(reports), look.lang) + "\n"
}

/// All findings.
pub fn findings(reports: &[FileReport], look: Look) -> String {
    let mut out = String::new();
    for report in reports.iter().filter(|r| !r.diagnostics.is_empty()) {
        let findings = report.diagnostics.par_iter();
        let drawn: Vec<String> = findings
            .map(|diagnostic| {
                render_finding(&report.source, diagnostic, &report.hidden, look) + "\n"
            })
            .collect();
        out.extend(drawn);
    }
    if look.colour {
        outward::coloured(&out)
    } else {
        outward::text(&out)
    }
}

/// The closing line: what was looked at and what was found.
pub fn closing(summary: Summary, lang: Lang) -> String {
    let Summary {
        errors,
        warnings,
        infos,
        files,
        failures,
    } = summary;
    let mut line = match (lang, errors + warnings + infos) {
        (Lang::Ja, 0) => format!("{files}件の文書を点検しました。指摘はありません。"),
        (Lang::Ja, _) => format!(
            "{files}件の文書を点検しました。エラー {errors}、注意 {warnings}、参考 {infos}。"
        ),
        (Lang::En, 0) => format!("{files} assessment(s) checked, no findings."),
        (Lang::En, _) => {
            format!(
                "{files} assessment(s) checked: {errors} error(s), {warnings} warning(s), {infos} note(s)."
            )
        }
    };
    match (lang, failures) {
        (_, 0) => {}
        (Lang::Ja, n) => line.push_str(&format!("点検できなかったもの {n}件。")),
        (Lang::En, n) => line.push_str(&format!(" {n} could not be checked.")),
    }
    line
}

/// One finding.
fn render_finding(source: &Source, diagnostic: &Diagnostic, hidden: &[Span], look: Look) -> String {
    if source.origin().is_some() {
        let mut out = cells::render(source, diagnostic, hidden, look);
        facts(source, diagnostic, look, &mut out);
        return out;
    }
    let shown = Shown::new(source, diagnostic, hidden, look);
    let mut out = String::new();
    if handler(diagnostic, look)
        .render_report(&mut out, &shown)
        .is_err()
    {
        // A place that can't be drawn is still named.
        let at = source.position(diagnostic.primary.span.start);
        let _ = writeln!(
            out,
            "  {} {}:{}:{}",
            diagnostic.message,
            source.name(),
            at.line,
            at.column
        );
    }
    // miette ends lines of labels with blanks.
    let mut out: String = out
        .lines()
        .flat_map(|line| [line.trim_end(), "\n"])
        .collect();
    facts(source, diagnostic, look, &mut out);
    out
}

/// How many further places of one cause are drawn; the others are named by their lines.
const DRAWN: usize = 4;

/// Up to this many are all drawn: one more picture takes no more room than its line number.
const MOST_DRAWN: usize = DRAWN + 1;

/// What is drawn of a finding, the main place first, and the places that are named.
struct Drawn<'d> {
    /// Places with what is said of them and how many more there are at the same words.
    drawn: Vec<(&'d Label, usize)>,
    /// The others, in the order of the file.
    named: Vec<&'d Label>,
}

impl<'d> Drawn<'d> {
    fn of(diagnostic: &'d Diagnostic) -> Self {
        let mut same: Vec<(&Label, usize)> = Vec::new();
        let mut known: FxHashMap<Span, usize> = FxHashMap::default();
        for place in diagnostic.all_places() {
            let n = *known.entry(place.span).or_insert(same.len());
            match same.get_mut(n) {
                Some((_, more)) => *more += 1,
                None => same.push((place, 0)),
            }
        }
        let most = match same.len() - 1 {
            few @ ..=MOST_DRAWN => 1 + few,
            _ => 1 + DRAWN,
        };
        let named = same.split_off(most.min(same.len()));
        let mut named: Vec<&Label> = named.into_iter().map(|(place, _)| place).collect();
        named.sort_by_key(|place| place.span);
        let context = diagnostic.context().map(|label| (label, 0));
        Drawn {
            drawn: same.into_iter().chain(context).collect(),
            named,
        }
    }
}

/// 「ほか46か所: 152行、388行」
fn named(source: &Source, diagnostic: &Diagnostic, lang: Lang) -> String {
    let named = Drawn::of(diagnostic).named;
    let place = |label: &&Label| match super::place_words(source, label, lang) {
        // A place without a cell is named by its item.
        unknown if unknown.is_empty() => label.address.clone(),
        known => known,
    };
    let mut lines: Vec<String> = named.iter().map(place).collect();
    lines.dedup();
    match (named.len(), lang) {
        (0, _) => String::new(),
        (n, Lang::Ja) => format!("{n}か所　{}", lines.join("、")),
        (n, Lang::En) => format!("{n} places: {}", lines.join(", ")),
    }
}

fn handler(diagnostic: &Diagnostic, look: Look) -> GraphicalReportHandler {
    let icon = format!(
        "{} {} ",
        diagnostic.severity.label(look.lang),
        diagnostic.code
    );
    let mut characters = ThemeCharacters::unicode();
    (characters.error, characters.warning, characters.advice) = (icon.clone(), icon.clone(), icon);
    let styles = if look.colour {
        ThemeStyles::ansi()
    } else {
        ThemeStyles::none()
    };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_context_lines(0)
        .with_width(look.width)
        .with_cause_chain()
        .with_urls(false)
        .with_links(false)
}

/// 項目, 直し方, 根拠 below the picture.
fn facts(source: &Source, diagnostic: &Diagnostic, look: Look, out: &mut String) {
    let (more, beside, item, help, basis) = match look.lang {
        Lang::Ja => ("ほか　", "別文書", "項目　", "直し方", "根拠　"),
        Lang::En => ("More", "Other", "Item", "Help", "Basis"),
    };
    let place = item_line(diagnostic);
    let named = named(source, diagnostic, look.lang);
    let others = super::in_other_files(diagnostic, look.lang).join("\n");
    for (head, text) in [
        (more, named.as_str()),
        (beside, others.as_str()),
        (item, place.as_str()),
        (help, &diagnostic.help),
        (basis, &diagnostic.basis.join("、")),
    ] {
        if !text.is_empty() {
            let indent = " ".repeat(4 + head.width() + 2);
            let wrapped =
                wrap(text, look.width.saturating_sub(indent.len())).join(&format!("\n{indent}"));
            let _ = writeln!(out, "    {head}  {wrapped}");
        }
    }
}

fn item_line(diagnostic: &Diagnostic) -> String {
    let Label {
        address,
        item_label,
        ..
    } = &diagnostic.primary;
    let label = without_number(item_label);
    // The form prints 委託事項1 for the first of them; the third is 委託事項3.
    let bare = address.trim_end_matches(char::is_numeric);
    let is_numbered = bare.ends_with(label.trim_end_matches(char::is_numeric));
    if is_numbered || address.ends_with(label) {
        address.clone()
    } else {
        format!("{address} {label}")
    }
}

/// A label without what its address says already: `①`, `２．`, `Ⅰ　`, `（別添１）`.
fn without_number(label: &str) -> &str {
    if label.starts_with("（別添") {
        return label.split_once('）').map_or(label, |(_, rest)| rest);
    }
    let rest = label.trim_start_matches(char::is_numeric);
    let rest = rest.strip_prefix(['．', '.']).unwrap_or(rest);
    rest.trim_start()
}

/// Breaks a text into lines of a width; Japanese has no blanks to break at, but no line may begin with 。 or 」.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut used = 0;
        for c in paragraph.chars() {
            let columns = c.width().unwrap_or(0);
            if used + columns > width.max(20) && !"。、」』）］！？・ー".contains(c) {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += columns;
        }
        lines.push(line);
    }
    lines
}

/// A finding as miette sees it: the lines in question, cut to what fits.
#[derive(Debug)]
struct Shown {
    name: String,
    message: String,
    severity: miette::Severity,
    labels: Vec<LabeledSpan>,
    text: String,
    lines: Vec<ShownLine>,
}

/// A place as it is drawn.
struct Place {
    line: usize,
    /// What is underlined, cut at the end of the line.
    span: Span,
    is_primary: bool,
    message: String,
}

/// A line of [`Shown::text`].
#[derive(Debug)]
struct ShownLine {
    /// Where it begins in the shown text.
    start: usize,
    /// Its number in the file, from 1.
    number: usize,
    /// The column, from 0, of its first shown character, and how many columns the sign for the cut takes.
    first_column: usize,
    cut: usize,
}

impl Shown {
    fn new(source: &Source, diagnostic: &Diagnostic, hidden: &[Span], look: Look) -> Self {
        let own = diagnostic.masked.then_some(diagnostic.primary.span);
        let hidden: Vec<Span> = hidden.iter().copied().chain(own).collect();
        let drawn = Drawn::of(diagnostic).drawn.into_iter().enumerate();
        let place = |(n, (label, more)): (usize, (&Label, usize))| {
            let line = source.line_of(label.span.start);
            let end = label.span.end.min(source.line_span(line).end);
            let message = match (more, look.lang) {
                (0, _) => label.message.clone(),
                (_, Lang::Ja) => format!("{}（ほか{more}か所）", label.message),
                (_, Lang::En) => format!("{} (and {more} more)", label.message),
            };
            Place {
                line,
                span: Span::new(label.span.start, end),
                is_primary: n == 0,
                message,
            }
        };
        let mut places: Vec<Place> = drawn.map(place).collect();
        places.sort_by_key(|place| (place.line, place.span.start));
        let mut shown = Shown {
            name: outward::words(source.name()),
            message: diagnostic.message.clone(),
            severity: match diagnostic.severity {
                Severity::Error => miette::Severity::Error,
                Severity::Warning => miette::Severity::Warning,
                Severity::Info => miette::Severity::Advice,
            },
            labels: Vec::new(),
            text: String::new(),
            lines: Vec::new(),
        };
        for group in places.chunk_by(|a, b| a.line == b.line) {
            shown.line(source, group, &hidden, look.width.saturating_sub(12));
        }
        shown
    }

    /// Adds a line with its labels, cut to a width around them.
    fn line(&mut self, source: &Source, labels: &[Place], hidden: &[Span], width: usize) {
        let Some(Place { line: number, .. }) = labels.first() else {
            return;
        };
        let whole = source.line_span(*number);
        let first = labels
            .iter()
            .map(|place| place.span.start)
            .min()
            .unwrap_or(whole.start);
        let last = labels
            .iter()
            .map(|place| place.span.end)
            .max()
            .unwrap_or(whole.end);
        let window = window(source, whole, first, last, width);
        let lead = if window.start > whole.start {
            "…"
        } else {
            ""
        };
        let tail = if window.end < whole.end { "…" } else { "" };
        let start = self.text.len();
        let before = source.position(window.start).column - 1;
        self.lines.push(ShownLine {
            start,
            number: *number,
            first_column: before,
            cut: lead.chars().count(),
        });
        self.text.push_str(lead);
        let offset = self.text.len();
        self.text.push_str(&visible(source, window, hidden));
        self.text.push_str(tail);
        self.text.push('\n');
        for place in labels {
            let clamp = |at: usize| offset + at.clamp(window.start, window.end) - window.start;
            let (from, to) = (clamp(place.span.start), clamp(place.span.end));
            let text = (!place.message.is_empty()).then(|| place.message.clone());
            let make = if place.is_primary {
                LabeledSpan::new_primary_with_span
            } else {
                LabeledSpan::new_with_span
            };
            self.labels.push(make(text, (from, to - from)));
        }
    }
}

/// A part of the text as it is drawn, with stars for the digits of what must not be shown.
fn visible(source: &Source, window: Span, masked: &[Span]) -> String {
    let here = |hidden: &&Span| hidden.start < window.end && window.start < hidden.end;
    let here: Vec<&Span> = masked.iter().filter(here).collect();
    let drawn = |(offset, c): (usize, char)| {
        let at = window.start + offset;
        if here.iter().any(|h| h.start <= at && at < h.end) {
            individual_number::star(c)
        } else {
            placeholder(c)
        }
    };
    source.slice(window).char_indices().map(drawn).collect()
}

/// The part of a line that is shown: the words in question with what is around them.
fn window(source: &Source, line: Span, first: usize, last: usize, width: usize) -> Span {
    if prefix(source.slice(line), width) == line.end - line.start {
        return line;
    }
    let words = source.slice(Span::new(first, last));
    let words = words[..prefix(words, width / 2)].width();
    let room = (width - words) / 2;
    let mut used = 0;
    let before = source.slice(Span::new(line.start, first));
    let kept = before.chars().rev().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= room
    });
    let start = first - kept.map(char::len_utf8).sum::<usize>();
    let shown = prefix(source.slice(Span::new(start, line.end)), width);
    Span::new(start, start + shown)
}

/// How many bytes of a text fit into this many columns. It looks no further: a line may be the whole file.
fn prefix(text: &str, width: usize) -> usize {
    let mut used = 0;
    let kept = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= width
    });
    kept.map(char::len_utf8).sum()
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown {}

impl miette::Diagnostic for Shown {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self)
    }
}

impl SourceCode for Shown {
    fn read_span<'s>(
        &'s self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'s> + 's>, MietteError> {
        let place = self
            .lines
            .partition_point(|line| line.start <= span.offset());
        let line = place
            .checked_sub(1)
            .and_then(|i| self.lines.get(i))
            .ok_or(MietteError::OutOfBounds)?;
        let from = line.start;
        let to = span.offset() + span.len();
        let end = self
            .text
            .get(to..)
            .and_then(|rest| rest.find('\n'))
            .map_or(self.text.len(), |i| to + i);
        let before = self
            .text
            .get(from..span.offset())
            .ok_or(MietteError::OutOfBounds)?;
        let column = (before.chars().count() + line.first_column).saturating_sub(line.cut);
        let data = self.text.get(from..end).ok_or(MietteError::OutOfBounds)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data.as_bytes(),
            (from, end - from).into(),
            line.number - 1,
            column,
            data.lines().count(),
        )))
    }
}
