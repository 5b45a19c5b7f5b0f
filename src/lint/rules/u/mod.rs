//! U: exceptions. They are judged after all other findings, over what [`crate::lint::suppress`] knows of each.

pub mod u001_exception_without_reason;
pub mod u002_unused_exception;
pub mod u003_printed_exception;

use std::collections::BTreeSet;

use crate::config::settings::{self, Settings};
use crate::lint::exception::Unused;
use crate::lint::rules::{Against, apply_levels, find, is_enabled};
use crate::source::diagnostic::{Diagnostic, Stage};
use crate::source::lang::Lang;

/// The findings of exceptions in `hyokasho.toml` that no finding of any file needed, of those of which that is known;
/// their places are in that file.
pub(crate) fn unused_settings(
    settings: &Settings,
    (stage, against): (Stage, Against),
    used: &BTreeSet<usize>,
    unused: &dyn Fn(&settings::Exception) -> Option<Unused>,
    lang: Lang,
) -> Vec<Diagnostic> {
    let runs =
        |code: &str| find(code).is_some_and(|rule| is_enabled(rule, stage, against, settings));
    let idle = settings.exceptions.iter().enumerate();
    let idle = idle.filter(|(n, e)| !used.contains(n) && runs(e.rule));
    let finding = |(_, e)| Some(u002_unused_exception::of_settings(e, unused(e)?, lang));
    let mut found = idle.filter_map(finding).collect();
    apply_levels(&mut found, settings);
    found
}
