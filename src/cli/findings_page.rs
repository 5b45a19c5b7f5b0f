//! `build --with-findings`: the copy of a page for the officer only, with the findings next to the items.

use std::collections::BTreeMap;
use std::path::Path;

use super::pdf::RenderSetup;
use super::{CheckOptions, NUMBER, check_inputs};
use crate::assessment::{self, Assessment};
use crate::assets::picture::Picture;
use crate::document::render::html;
use crate::document::view::{self, findings};
use crate::japanese::individual_number;
use crate::lint::file_report::FileReport;
use crate::source::diagnostic::{Diagnostic, Edit};
use crate::source::{Source, Span};
use crate::yaml::edit;

/// The page of an assessment with its findings, without any individual number; none where there is no form to print, or
/// where a number could not be taken out.
///
/// # Errors
/// In words: the page could not be made.
pub(super) fn page(
    path: &Path,
    report: &FileReport,
    render_setup: &RenderSetup,
    options: &CheckOptions,
) -> Option<Result<String, String>> {
    let masked = masked(report);
    let masked = masked.map(|text| Source::new(report.source.name(), text));
    let source = masked.as_ref().unwrap_or(&report.source);
    let document = assessment::read(source);
    let assessment = Assessment::open(source, &document, options.stage).ok()?;
    let pictures: BTreeMap<String, Picture> = check_inputs(path, &assessment, options)
        .pictures
        .into_iter()
        .filter_map(|(path, picture)| Some((path, picture.ok()?)))
        .collect();
    let view = view::build(&assessment);
    let mut is_clean = true;
    view.each_text(&mut |text| is_clean &= individual_number::find(text).is_empty());
    if !is_clean {
        return None;
    }
    let findings = findings::Findings::of(report, &view);
    let templates = render_setup.templates.html();
    let page = html::render_with_findings(&view, &pictures, &findings, templates);
    Some(page.map_err(|error| error.message(options.lang)))
}

/// The text of an assessment without individual numbers, those among them that are written by escapes or over two lines
/// of a folded text; none where it has none.
fn masked(report: &FileReport) -> Option<String> {
    let numbers = report.diagnostics.iter().filter(|d| d.code == NUMBER);
    let text = report.source.text();
    let edit = |found: &Diagnostic| Edit {
        span: found.primary.span,
        text: "＊".repeat(12),
    };
    let is_hidden = |span: &Span| {
        let words = individual_number::find(report.source.slice(*span));
        words.is_empty() && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
    };
    let edits: Vec<Edit> = numbers
        .filter(|d| is_hidden(&d.primary.span))
        .map(edit)
        .collect();
    let fixed = edit::apply(text, &edits).text;
    let masked = findings::masked_text(&fixed);
    masked.or_else(|| (!edits.is_empty()).then_some(fixed))
}
