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

use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Diagnostic, Severity};
use crate::source::lang::{Lang, say};
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
    for typo in &cx.assessment.document.typos {
        let lines = super::lines_of(source, typo);
        if named[*lines.start()] {
            lines.for_each(|line| named[line] = true);
        }
    }
    named
}

fn report(cx: &mut Context, stop: Stop) {
    let (lang, source) = (cx.lang, cx.assessment.source);
    let Stop { span, unread, .. } = stop;
    let first = source.line_of(unread.start.min(span.start));
    let end = source.slice(unread).trim_end().len() + unread.start;
    let last = source.line_of(end.saturating_sub(1)).max(first);
    let finding = cx.report_at(&RULE, span, words(lang, stop.kind, first, last));
    if let Some(resumed) = stop.resumed {
        finding.related(resumed, went_on(lang));
    }
}

/// With the first and the last line that were not read.
fn words(lang: Lang, kind: Breakage, first: usize, last: usize) -> Words {
    let unread = if last > first {
        say!(
            lang,
            "{first}行目から{last}行目までは点検していません。",
            " Lines {first} to {last} were not checked."
        )
    } else {
        say!(
            lang,
            "{first}行目は点検していません。",
            " Line {first} was not checked."
        )
    };
    Words::new(headline(lang, kind))
        .label(say!(
            lang,
            "ここで読み取りが止まりました",
            "reading stopped here"
        ))
        .help(advice(lang, kind) + &unread)
}

fn went_on(lang: Lang) -> String {
    say!(
        lang,
        "ここから読み取りを再開しました",
        "reading went on here"
    )
}

fn headline(lang: Lang, kind: Breakage) -> String {
    match kind {
        Breakage::Quote => say!(
            lang,
            "引用符が対になっていないので、ここから先を読めない",
            "The quotes do not match; the text can't be read on"
        ),
        Breakage::Bracket => say!(
            lang,
            "括弧の中の書き方が違うので、ここから先を読めない",
            "The brackets do not match; the text can't be read on"
        ),
        Breakage::Indentation => say!(
            lang,
            "字下げが前の行と合わないので、ここから先を読めない",
            "The indentation does not fit; the text can't be read on"
        ),
        Breakage::Tab => say!(
            lang,
            "空白の代わりにタブがあるので、ここから先を読めない",
            "There is a tab where blanks must be; the text can't be read on"
        ),
        Breakage::Sign => say!(
            lang,
            "文の始めに置けない記号があるので、ここから先を読めない",
            "A sign is not allowed here; the text can't be read on"
        ),
        Breakage::Escape => say!(
            lang,
            "引用符「\"」の中に「\\」（￥）があるので、ここから先を読めない",
            "There is a backslash inside double quotes; the text can't be read on"
        ),
        Breakage::Other => say!(
            lang,
            "書き方の誤りがあり、ここから先を読めない",
            "The text can't be read on"
        ),
    }
}

fn advice(lang: Lang, kind: Breakage) -> String {
    match kind {
        Breakage::Quote => say!(
            lang,
            "この行とその前の行の引用符を確かめてください。",
            "Check the quotes on this line and before it."
        ),
        Breakage::Bracket => say!(
            lang,
            "括弧の数と、区切りの「,」「: 」を確かめてください。括弧を使わず、1行に1つずつ書くと確かです。",
            "Check the brackets, the commas and the colons, or write one entry a line."
        ),
        Breakage::Tab => say!(
            lang,
            "タブを半角の空白に替えてください。",
            "Replace the tab with blanks."
        ),
        Breakage::Sign => say!(
            lang,
            "見出しの後に「|」と書き、次の行に字下げして文を書いてください。",
            "Write 「|」 after the key and the text on the next line, indented."
        ),
        Breakage::Escape => say!(
            lang,
            "囲む引用符を「'」に替えるか、消してください。",
            "Use single quotes, or none."
        ),
        Breakage::Indentation | Breakage::Other => say!(
            lang,
            "この行とその前の行の字下げ、「:」、引用符を確かめてください。",
            "Check the indentation, the colons and the quotes on this line and before it."
        ),
    }
}
