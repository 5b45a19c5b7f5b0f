//! Y: YAML as people type it. The facts come from [`crate::yaml`], the words from here.

pub mod y001_unreadable;
pub mod y002_wide_colon;
pub mod y003_wide_blank;
pub mod y004_tab;
pub mod y005_no_blank;
pub mod y006_leading_sign;
pub mod y007_colon_in_text;
pub mod y008_comment_in_text;
pub mod y009_unclosed_quote;
pub mod y010_unclosed_bracket;
pub mod y011_comma_in_flow;
pub mod y012_text_after_bar;
pub mod y013_lost_indentation;
pub mod y014_stray_line;
pub mod y015_bad_indent;
pub mod y016_continued_text;
pub mod y017_refused_feature;
pub mod y018_too_deep;
pub mod y019_broken;
pub mod y020_duplicate_key;
pub mod y021_other_spelling;
pub mod y022_invisible_character;

use std::ops::RangeInclusive;

use super::{Context, FindingBuilder, Rule, Words};
use crate::assessment::problem::Problem;
use crate::form::ItemKind;
use crate::source::Source;
use crate::source::diagnostic::Safety;
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

/// The same trap on lines that follow one another, which has one cause.
fn runs<'a>(cx: &Context<'a>, wanted: impl Fn(TrapKind) -> bool) -> Vec<Vec<&'a Trap>> {
    let source = cx.assessment.source;
    let mut runs: Vec<Vec<&Trap>> = Vec::new();
    for trap in traps(cx, wanted) {
        let last = runs.last().and_then(|run| run.last().copied());
        match (runs.last_mut(), last) {
            (Some(run), Some(last)) if follows(source, last, trap) => run.push(trap),
            _ => runs.push(vec![trap]),
        }
    }
    runs
}

/// Whether a trap is on a line below another with nothing but blank lines between.
fn follows(source: &Source, one: &Trap, next: &Trap) -> bool {
    let same_kind = std::mem::discriminant(&one.kind) == std::mem::discriminant(&next.kind);
    let (from, to) = (
        source.line_of(one.span.start),
        source.line_of(next.span.start),
    );
    same_kind && from < to && (from + 1..to).all(|line| source.line(line).trim().is_empty())
}

/// Reports a trap with the edits that fix it.
fn report<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    trap: &Trap,
    words: Words,
) -> FindingBuilder<'c, 'a> {
    report_run(cx, rule, &[trap], words)
}

/// Reports traps of one cause at the first of them, with the edits that fix them all.
fn report_run<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    run: &[&Trap],
    words: Words,
) -> FindingBuilder<'c, 'a> {
    let mut finding = finding_at(cx, rule, run, words);
    let edits: Vec<_> = run.iter().flat_map(|t| t.edits.iter().cloned()).collect();
    if !edits.is_empty() {
        let safety = if run.iter().all(|trap| trap.certain) {
            Safety::Safe
        } else {
            Safety::Unsafe
        };
        finding = finding.fix(safety, edits);
    }
    finding
}

/// Reports traps of one cause that no edit fixes.
fn finding_at<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    run: &[&Trap],
    words: Words,
) -> FindingBuilder<'c, 'a> {
    let first = run.first().map(|t| t.span).unwrap_or_default();
    cx.report_at(rule, first, words)
        .places(run.iter().skip(1).map(|trap| trap.span))
}

/// Whether a rule of the form reports already that the value of a trap is not what belongs there: the officer fixes both
/// by writing what does.
fn level_by_form(cx: &Context, trap: &Trap) -> bool {
    let at = trap.span.start;
    cx.assessment.problems.iter().any(|problem| match problem {
        Problem::UnknownOption { span, .. } | Problem::WrongShape { span, .. } => {
            span.start <= at && at < span.end
        }
        _ => false,
    })
}

/// Whether a trap is in an item of free text, where quotes and blocks make sense.
fn is_in_text(cx: &Context, trap: &Trap) -> bool {
    let field = cx.assessment.field_at(trap.span.start);
    let kind = field.map(|field| cx.assessment.definition(cx.field(field)).kind);
    !matches!(
        kind,
        Some(
            ItemKind::Choice
                | ItemKind::ChoiceText
                | ItemKind::Checks
                | ItemKind::Check
                | ItemKind::Count
                | ItemKind::Date
                | ItemKind::Period
        )
    )
}

/// For every line, counted from 1, whether a trap is on it: what else is wrong there has the same cause.
fn trapped_lines(cx: &Context) -> Vec<bool> {
    let source = cx.assessment.source;
    let mut trapped = vec![false; source.line_count() + 1];
    for trap in &cx.assessment.document.traps {
        lines_of(source, trap).for_each(|line| trapped[line] = true);
    }
    trapped
}

/// The lines of a trap, up to the end of what fixes it.
fn lines_of(source: &Source, trap: &Trap) -> RangeInclusive<usize> {
    let edited = trap.edits.iter().map(|e| e.span.end).max();
    let last = edited.unwrap_or(trap.span.end).max(trap.span.end);
    source.line_of(trap.span.start)..=source.line_of(last)
}

/// Whether nothing is to be seen on the line of a trap.
fn is_blank_line(cx: &Context, trap: &Trap) -> bool {
    let source = cx.assessment.source;
    let line = source.line_of(trap.span.start);
    source.line(line).trim().is_empty()
}
