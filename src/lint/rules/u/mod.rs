//! U: exceptions. The facts come from [`crate::lint::suppress`], which runs after all other rules.

pub mod u001_exception_without_reason;
pub mod u002_unused_exception;
pub mod u003_printed_exception;

use crate::assessment::Assessment;
use crate::config::settings;
use crate::lint::rules::Rule;
use crate::lint::suppress::{Exception, Unused};
use crate::source::diagnostic::{Diagnostic, Label};
use crate::source::lang::Lang;

/// What is wrong with an exception, if anything.
pub(crate) fn judge(
    assessment: &Assessment,
    exception: &Exception,
    used: bool,
    lang: Lang,
) -> Option<Diagnostic> {
    if exception.reason.is_empty() {
        Some(u001_exception_without_reason::finding(
            assessment, exception, lang,
        ))
    } else if !used {
        Some(u002_unused_exception::finding(assessment, exception, lang))
    } else {
        None
    }
}

/// The finding of an entry of `hyokasho.toml` that covers nothing; its place is in that file.
pub(crate) fn unused_setting(
    exception: &settings::Exception,
    why: Unused,
    lang: Lang,
) -> Diagnostic {
    u002_unused_exception::of_settings(exception, why, lang)
}

/// A finding where an exception is written.
fn at_exception(
    assessment: &Assessment,
    rule: &'static Rule,
    exception: &Exception,
    message: String,
    help: String,
) -> Diagnostic {
    let field = assessment
        .field_at(exception.span.start)
        .map(|place| &assessment.fields[place]);
    let primary = Label {
        item: field.map(|f| f.id.clone()).unwrap_or_default(),
        address: field.map(|f| assessment.address(f)).unwrap_or_default(),
        ..Label::at(exception.span)
    };
    Diagnostic {
        help,
        ..rule.finding(assessment.stage, primary, message)
    }
}
