//! What `check --fix` does: the files with their fixes made, and what is said of them.

use std::path::Path;

use rayon::prelude::*;
use similar::TextDiff;

use super::{CheckOptions, Looked, check_text};
use crate::lint::fix;
use crate::source::Source;
use crate::source::diagnostic::{Diagnostic, Safety};
use crate::source::lang::Lang;
use crate::workspace::{self, DiskError};

/// How many findings of a list are named.
const NAMED: usize = 20;

/// A file with its fixes made.
pub(super) struct FixedFile<'r> {
    path: &'r Path,
    source: &'r Source,
    fixed: fix::Fixed,
}

impl FixedFile<'_> {
    /// Whether anything is to be written.
    pub fn changed(&self) -> bool {
        self.fixed.text != self.source.text()
    }

    /// Puts the new text in the place of the one that was read.
    ///
    /// # Errors
    /// As [`rewrite`].
    pub fn write(&self, options: &CheckOptions) -> Result<(), DiskError> {
        rewrite(self.path, self.source, &self.fixed.text, options)
    }

    /// The change as a patch.
    pub fn diff(&self) -> String {
        patch(self.source, &self.fixed.text)
    }
}

/// Puts a new text in the place of the one that was read.
///
/// # Errors
/// The file lies outside of what the settings are for, was changed meanwhile, or can't be written.
pub(super) fn rewrite(
    path: &Path,
    source: &Source,
    text: &str,
    options: &CheckOptions,
) -> Result<(), DiskError> {
    // That a file of others mentions a place is no leave to rewrite it.
    let home = options.setup.file.as_ref().filter(|file| file.whole);
    if home.is_some_and(|file| !workspace::lies_in(path, &file.folder)) {
        return Err(DiskError::Outside(path.to_owned()));
    }
    if super::import::is_foreign(path, &workspace::read_any(path)?) {
        return Err(DiskError::NotYaml(path.to_owned()));
    }
    let as_read = |now: &[u8]| {
        let now = Source::from_bytes(source.name(), now);
        now.is_ok_and(|now| now.text() == source.text() && now.encode("") == source.encode(""))
    };
    workspace::replace(path, &source.encode(text), &as_read)
}

/// The change of a text as a patch.
pub(super) fn patch(source: &Source, text: &str) -> String {
    let [old, new] = [source.text(), text]
        .map(|text| String::from_utf8_lossy(&source.encode(text)).into_owned());
    let name = source.name();
    let diff = TextDiff::from_lines(&old, &new);
    let (old, new) = (format!("a/{name}"), format!("b/{name}"));
    diff.unified_diff().header(&old, &new).to_string()
}

/// The files that have something to fix, with their new text.
pub(super) fn fix_all<'r>(
    looked: &'r Looked,
    wanted: Safety,
    options: &CheckOptions,
) -> Vec<FixedFile<'r>> {
    let files = looked.paths.par_iter().zip(&looked.reports);
    files
        .filter(|(_, report)| report.diagnostics.iter().any(|d| d.fix.is_some()))
        .map(|(path, report)| {
            let source = &report.source;
            let check = |text: &str| {
                let source = Source::new(source.name(), text);
                check_text(&source, path, options).diagnostics
            };
            let fixed = fix::fix_text(source.text(), wanted, &check);
            FixedFile {
                path,
                source,
                fixed,
            }
        })
        .collect()
}

/// What was fixed, what was left, and what a look has to come before.
pub(super) fn summary(files: &[FixedFile], lang: Lang) -> String {
    let made = files.iter().flat_map(|m| {
        let name = m.source.name();
        let made = m.fixed.made.iter();
        made.map(move |made| line(name, made.line, made.code, &made.message))
    });
    let of = |findings: fn(&fix::Fixed) -> &[Diagnostic]| -> Vec<String> {
        let lines = files.iter().flat_map(|m| {
            let new = Source::new(m.source.name(), m.fixed.text.as_str());
            let lines = findings(&m.fixed).iter().map(move |d| {
                let at = new.line_of(d.primary.span.start);
                line(new.name(), at, d.code, &d.message)
            });
            lines.collect::<Vec<_>>()
        });
        lines.collect()
    };
    let heads = match lang {
        Lang::Ja => [
            "件を直しました。",
            "件は、直すとほかのエラーになるか、字下げなどの読み方が確かでないため、直しませんでした。",
            "件は、見直しが要るので直していません。`hyokasho check --fix=unsafe` で直せます。直した所を見てください。",
        ],
        Lang::En => [
            " fixed.",
            " not fixed: that would cause another error, or it is not certain how to read the lines.",
            " left for a look: `hyokasho check --fix=unsafe` fixes them; review what it did.",
        ],
    };
    let parts = [made.collect(), of(|m| &m.left), of(|m| &m.unsure)];
    let parts = heads
        .iter()
        .zip(parts)
        .filter(|(_, lines)| !lines.is_empty());
    parts
        .map(|(head, lines)| list(head, &lines, lang))
        .collect()
}

fn line(file: &str, line: usize, code: &str, message: &str) -> String {
    format!("  {file}:{line}  {code}  {message}\n")
}

/// A number of lines under their headline.
fn list(head: &str, lines: &[String], lang: Lang) -> String {
    let more = match (lines.len().saturating_sub(NAMED), lang) {
        (0, _) => String::new(),
        (n, Lang::Ja) => format!("  ほか{n}件\n"),
        (n, Lang::En) => format!("  and {n} more\n"),
    };
    let named: String = lines.iter().take(NAMED).cloned().collect();
    format!("{}{head}\n{named}{more}", lines.len())
}
