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

use super::{Context, FindingBuilder, Located, Rule, Words};
use crate::assessment::Assessment;
use crate::assessment::problem::Problem;
use crate::form::ItemKind;
use crate::source::Source;
use crate::source::diagnostic::{Label, Safety};
use crate::yaml::typos::{Typo, TypoKind};

/// The typos of some kinds, in the order of the file.
fn typos<'a>(cx: &Context<'a>, wanted: impl Fn(TypoKind) -> bool) -> Vec<&'a Typo> {
    cx.assessment
        .document
        .typos
        .iter()
        .filter(|typo| wanted(typo.kind))
        .collect()
}

/// The same typo on lines that follow one another, which has one cause.
fn runs<'a>(cx: &Context<'a>, wanted: impl Fn(TypoKind) -> bool) -> Vec<Vec<&'a Typo>> {
    let source = cx.assessment.source;
    let mut runs: Vec<Vec<&Typo>> = Vec::new();
    for typo in typos(cx, wanted) {
        let last = runs.last().and_then(|run| run.last().copied());
        match (runs.last_mut(), last) {
            (Some(run), Some(last)) if follows(source, last, typo) => run.push(typo),
            _ => runs.push(vec![typo]),
        }
    }
    runs
}

/// Whether a typo is on a line below another with nothing but blank lines between.
fn follows(source: &Source, one: &Typo, next: &Typo) -> bool {
    let same_kind = std::mem::discriminant(&one.kind) == std::mem::discriminant(&next.kind);
    let (from, to) = (
        source.line_of(one.span.start),
        source.line_of(next.span.start),
    );
    same_kind && from < to && (from + 1..to).all(|line| source.line(line).trim().is_empty())
}

/// Reports a typo with the edits that fix it.
fn report<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    typo: &Typo,
    words: Words,
) -> FindingBuilder<'c, 'a> {
    fixed(cx.report_at(rule, typo.span, words), &[typo])
}

/// Reports typos of one cause at the first of them, with the edits that fix them all.
fn report_run<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    run: &[&Typo],
    words: Words,
) -> Option<FindingBuilder<'c, 'a>> {
    Some(fixed(cx.report_all(rule, run, words)?, run))
}

/// A finding with the edits that fix typos.
fn fixed<'c, 'a>(finding: FindingBuilder<'c, 'a>, typos: &[&Typo]) -> FindingBuilder<'c, 'a> {
    let edits: Vec<_> = typos.iter().flat_map(|t| t.edits.iter().cloned()).collect();
    if edits.is_empty() {
        return finding;
    }
    let safety = match typos.iter().all(|typo| typo.certain) {
        true => Safety::Safe,
        false => Safety::Unsafe,
    };
    finding.fix(safety, edits)
}

impl Located for Typo {
    fn label(&self, assessment: &Assessment) -> Label {
        self.span.label(assessment)
    }
}

/// Whether a rule of the form reports already that the value of a typo is not what belongs there: the officer fixes both
/// by writing what does.
fn level_by_form(cx: &Context, typo: &Typo) -> bool {
    let at = typo.span.start;
    cx.assessment.problems.iter().any(|problem| match problem {
        Problem::UnknownOption { span, .. } | Problem::WrongShape { span, .. } => {
            span.start <= at && at < span.end
        }
        _ => false,
    })
}

/// Whether a typo is in an item of free text, where quotes and blocks make sense.
fn is_in_text(cx: &Context, typo: &Typo) -> bool {
    let field = cx.assessment.field_at(typo.span.start);
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

/// For every line, counted from 1, whether a typo is on it: what else is wrong there has the same cause.
fn lines_with_typos(cx: &Context) -> Vec<bool> {
    let source = cx.assessment.source;
    let mut found = vec![false; source.line_count() + 1];
    for typo in &cx.assessment.document.typos {
        lines_of(source, typo).for_each(|line| found[line] = true);
    }
    found
}

/// The lines of a typo, up to the end of what fixes it.
fn lines_of(source: &Source, typo: &Typo) -> RangeInclusive<usize> {
    let edited = typo.edits.iter().map(|e| e.span.end).max();
    let last = edited.unwrap_or(typo.span.end).max(typo.span.end);
    source.line_of(typo.span.start)..=source.line_of(last)
}

/// Whether nothing is to be seen on the line of a typo.
fn is_blank_line(cx: &Context, typo: &Typo) -> bool {
    let source = cx.assessment.source;
    let line = source.line_of(typo.span.start);
    source.line(line).trim().is_empty()
}
