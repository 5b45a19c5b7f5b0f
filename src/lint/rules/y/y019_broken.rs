//! 書き方の誤りで読み取りが止まり、そこから先の一部を点検できない。
//! Reading stopped at broken YAML; a part of the file was not checked.
//!
//! ## 何を確認するか
//! ファイルの全体を、評価書として読めること。
//!
//! ## なぜ
//! 読めない箇所から、次に読める大きな見出しまでは、点検も印刷もできません。
//!
//! ## 直し方
//! 示された行とその少し前の行を見て、字下げ、引用符、括弧を確かめてください。直すと、その先の点検が始まります。
//!
//! ## 例
//! ```yaml
//! 評価実施機関名: "架空\q市長"   # 誤（「\」は引用符の中で特別な意味を持つ）
//! 評価実施機関名: 架空市長       # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::{Diagnostic, Severity};
use crate::source::lang::say;
use crate::yaml::{Breakage, SyntaxProblem};

/// The rule. It runs after all others: see [`report_unread`].
pub static RULE: Rule = Rule {
    code: "Y019",
    name: "broken",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(_: &mut Context) {}

/// Reports every part that was not read and that no other error names: nothing is passed over in silence.
pub(crate) fn report_unread(cx: &mut Context, found: &[Diagnostic]) {
    let document = cx.assessment.document;
    if document.unread.is_empty() {
        return;
    }
    let named = named_lines(cx, found);
    let line = |at: usize| cx.assessment.source.line_of(at);
    let stops: Vec<_> = document.problems.iter().filter_map(stop).collect();
    let stopped = |part: &Span| stops.iter().any(|stop| stop.unread == *part);
    let others = document.unread.iter().filter(|part| !stopped(part));
    let others = others.map(|part| Stop::at(*part, *part));
    let all: Vec<_> = stops.iter().copied().chain(others).collect();
    for stop in all {
        let first = stop.unread.start.min(stop.span.start);
        // A mistyped sign there has a finding of its own that says more.
        if !(line(first)..=line(stop.span.start)).any(|line| named[line]) {
            report(cx, stop);
        }
    }
}

/// Where reading stopped.
#[derive(Clone, Copy)]
struct Stop {
    span: Span,
    kind: Breakage,
    unread: Span,
    resumed: Option<Span>,
}

impl Stop {
    fn at(span: Span, unread: Span) -> Self {
        Stop {
            span,
            kind: Breakage::Other,
            unread,
            resumed: None,
        }
    }
}

fn stop(problem: &SyntaxProblem) -> Option<Stop> {
    match problem {
        SyntaxProblem::Broken {
            span,
            kind,
            unread,
            resumed,
        } => Some(Stop {
            span: *span,
            kind: *kind,
            unread: *unread,
            resumed: *resumed,
        }),
        SyntaxProblem::TooDeep { span, unread } => Some(Stop::at(*span, *unread)),
        _ => None,
    }
}

/// For every line, counted from 1, whether an error of how the file is read names it.
fn named_lines(cx: &Context, found: &[Diagnostic]) -> Vec<bool> {
    let source = cx.assessment.source;
    let mut named = vec![false; source.line_count() + 1];
    let errors = found.iter().filter(|d| d.severity == Severity::Error);
    for error in errors.filter(|d| d.code.starts_with(['Y', 'S'])) {
        named[source.line_of(error.primary.span.start)] = true;
    }
    // What a mistyped sign begins reaches up to where the edit that fixes it ends.
    for trap in &cx.assessment.document.traps {
        let lines = super::lines_of(source, trap);
        if named[*lines.start()] {
            lines.for_each(|line| named[line] = true);
        }
    }
    named
}

fn report(cx: &mut Context, stop: Stop) {
    let Stop {
        span, kind, unread, ..
    } = stop;
    let source = cx.assessment.source;
    let first = source.line_of(unread.start.min(span.start));
    let end = source.slice(unread).trim_end().len() + unread.start;
    let last = source.line_of(end.saturating_sub(1)).max(first);
    let message = headline(cx, kind);
    let label = say!(
        cx.lang,
        "ここで読み取りが止まりました",
        "reading stopped here"
    );
    let help = format!(
        "{}{}",
        advice(cx, kind),
        if last > first {
            say!(
                cx.lang,
                "{}行目から{}行目までは点検していません。",
                " Lines {} to {} were not checked.",
                first,
                last
            )
        } else {
            say!(
                cx.lang,
                "{}行目は点検していません。",
                " Line {} was not checked.",
                first
            )
        }
    );
    let again = say!(
        cx.lang,
        "ここから読み取りを再開しました",
        "reading went on here"
    );
    let finding = cx.report_at(&RULE, span, message).label(label).help(help);
    if let Some(resumed) = stop.resumed {
        finding.related(resumed, again);
    }
}

fn headline(cx: &Context, kind: Breakage) -> String {
    match kind {
        Breakage::Quote => say!(
            cx.lang,
            "引用符が対になっていないので、ここから先を読めない",
            "The quotes do not match; the text can't be read on"
        ),
        Breakage::Bracket => say!(
            cx.lang,
            "括弧の中の書き方が違うので、ここから先を読めない",
            "The brackets do not match; the text can't be read on"
        ),
        Breakage::Indentation => say!(
            cx.lang,
            "字下げが前の行と合わないので、ここから先を読めない",
            "The indentation does not fit; the text can't be read on"
        ),
        Breakage::Tab => say!(
            cx.lang,
            "空白の代わりにタブがあるので、ここから先を読めない",
            "There is a tab where blanks must be; the text can't be read on"
        ),
        Breakage::Sign => say!(
            cx.lang,
            "文の始めに置けない記号があるので、ここから先を読めない",
            "A sign is not allowed here; the text can't be read on"
        ),
        Breakage::Escape => say!(
            cx.lang,
            "引用符「\"」の中に「\\」（￥）があるので、ここから先を読めない",
            "There is a backslash inside double quotes; the text can't be read on"
        ),
        Breakage::Other => say!(
            cx.lang,
            "書き方の誤りがあり、ここから先を読めない",
            "The text can't be read on"
        ),
    }
}

fn advice(cx: &Context, kind: Breakage) -> String {
    match kind {
        Breakage::Quote => say!(
            cx.lang,
            "この行とその前の行の引用符を確かめてください。",
            "Check the quotes on this line and before it."
        ),
        Breakage::Bracket => say!(
            cx.lang,
            "括弧の数と、区切りの「,」「: 」を確かめてください。括弧を使わず、1行に1つずつ書くと確かです。",
            "Check the brackets, the commas and the colons, or write one entry a line."
        ),
        Breakage::Tab => say!(
            cx.lang,
            "タブを半角の空白に替えてください。",
            "Replace the tab with blanks."
        ),
        Breakage::Sign => say!(
            cx.lang,
            "見出しの後に「|」と書き、次の行に字下げして文を書いてください。",
            "Write 「|」 after the key and the text on the next line, indented."
        ),
        Breakage::Escape => say!(
            cx.lang,
            "囲む引用符を「'」に替えるか、消してください。",
            "Use single quotes, or none."
        ),
        Breakage::Indentation | Breakage::Other => say!(
            cx.lang,
            "この行とその前の行の字下げ、「:」、引用符を確かめてください。",
            "Check the indentation, the colons and the quotes on this line and before it."
        ),
    }
}
