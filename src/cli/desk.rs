//! `build --with-findings`: the copy of a page for the officer's own desk, with the findings beside the items.

use std::collections::BTreeMap;
use std::path::Path;

use super::pdf::Press;
use super::{Run, surroundings};
use crate::assessment::{self, Assessment};
use crate::picture::Picture;
use crate::render::html;
use crate::report::FileReport;
use crate::source::Source;
use crate::view::{self, findings};

/// The page of an assessment with its findings, without any individual number; none where there is no form to print.
///
/// # Errors
/// In words: the page could not be made.
pub(super) fn page(
    path: &Path,
    report: &FileReport,
    press: &Press,
    run: &Run,
) -> Option<Result<String, String>> {
    let masked = findings::masked_text(report.source.text());
    let masked = masked.map(|text| Source::new(report.source.name(), text));
    let source = masked.as_ref().unwrap_or(&report.source);
    let document = assessment::read(source);
    let assessment = Assessment::open(source, &document, run.stage).ok()?;
    let pictures: BTreeMap<String, Picture> = surroundings(path, &assessment, run)
        .pictures
        .into_iter()
        .filter_map(|(path, picture)| Some((path, picture.ok()?)))
        .collect();
    let view = view::build(&assessment);
    let findings = findings::Findings::of(report, &view);
    let templates = press.templates.html();
    let page = html::render_with_findings(&view, &pictures, &findings, templates);
    Some(page.map_err(|error| error.message(run.lang)))
}
