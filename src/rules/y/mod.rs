//! Y: YAML as Japanese hands write it. The facts come from [`crate::yaml`], the words from here.

pub mod y001_unreadable;
pub mod y002_wide_colon;
pub mod y020_duplicate_key;
pub mod y021_other_spelling;

use super::{Context, Finding, Rule};
use crate::diagnostic::Safety;
use crate::yaml::traps::{Trap, TrapKind};

/// The traps of some kinds, in the order of the file.
fn traps<'a>(cx: &Context<'a>, wanted: impl Fn(TrapKind) -> bool) -> Vec<&'a Trap> {
    cx.assessment
        .document
        .traps
        .iter()
        .filter(|trap| wanted(trap.kind))
        .collect()
}

/// Reports a trap with the edits that mend it.
fn report<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    trap: &Trap,
    message: String,
) -> Finding<'c, 'a> {
    let safety = if trap.certain {
        Safety::Safe
    } else {
        Safety::Unsafe
    };
    cx.report_at(rule, trap.span, message)
        .fix(safety, trap.edits.clone())
}
