//! 文が「|」なしで次の行に続き、空白でつながれる。
//! A text without a bar goes on in the next line and is joined by a blank.
//!
//! ## 何を確認するか
//! 「|」を使わずに書いた内容が、1行で終わっていること。
//!
//! ## なぜ
//! 「|」のない文は、行の終わりと次の行の始めが空白1つでつながれ、改行がなくなります。日本語では文の途中に空白が入ります。
//!
//! ## 直し方
//! 見出しの後に「|」と書き、次の行からすべての行を同じだけ字下げします。1つの文なら、1行に書きます。
//!
//! ## 例
//! ```yaml
//! 備考: 1行目          # 誤（「1行目 2行目」と読まれる）
//!   2行目
//! 備考: |              # 正
//!   1行目
//!   2行目
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use rustc_hash::FxHashSet;

use crate::diagnostic::{Edit, Safety, Severity, Stage};
use crate::form::conform::Problem;
use crate::rules::{Context, Rule, say};
use crate::source::{Source, Span};
use crate::yaml::{Content, SyntaxProblem};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y016",
    name: "continued-text",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &[],
    source: include_str!("y016_continued_text.rs"),
    check,
};

fn check(cx: &mut Context) {
    let document = cx.assessment.document;
    if matches!(document.root.content, Content::Scalar(_)) {
        return;
    }
    let told = Told::of(cx);
    for problem in &document.problems {
        match problem {
            SyntaxProblem::Continued { span } if !told.holds(cx, *span) => report(cx, *span),
            _ => {}
        }
    }
}

/// Options below one another without dashes, and lines that are mistyped, have a finding of their own.
struct Told {
    texts: FxHashSet<Span>,
    lines: Vec<bool>,
}

impl Told {
    fn of(cx: &Context) -> Self {
        let texts = cx.assessment.problems.iter().filter_map(|p| match p {
            Problem::MissingDash { span, .. }
            | Problem::UnknownOption { span, .. }
            | Problem::WrongShape { span, .. } => Some(*span),
            _ => None,
        });
        Told {
            texts: texts.collect(),
            lines: super::trapped_lines(cx),
        }
    }

    fn holds(&self, cx: &Context, span: Span) -> bool {
        let source = cx.assessment.source;
        let mut lines = source.line_of(span.start)..=source.line_of(span.end);
        self.texts.contains(&span) || lines.any(|line| self.lines[line])
    }
}

fn report(cx: &mut Context, span: Span) {
    let source = cx.assessment.source;
    let first = source.line_of(span.start);
    let first_line = Span::new(span.start, source.line_span(first).end.min(span.end));
    let message = say!(
        cx,
        "文が次の行に続いており、間に空白が入って1行につながれる",
        "The text goes on in the next line and is joined by a blank"
    );
    let label = say!(cx, "この文が", "this text");
    let joined = say!(cx, "次の行とつながれます", "is joined with the next line");
    let help = say!(
        cx,
        "改行を残すなら、見出しの後に「|」と書き、次の行から字下げして書いてください。1つの文なら、1行に書いてください。",
        "To keep the line breaks write 「|」 behind the key and indent the text below it; otherwise write it on one line."
    );
    let next = source.line_span(first + 1);
    let text = source.slice(next);
    let next = Span::new(next.end - text.trim_start().len(), next.end);
    let edit = as_block(source, span);
    cx.report_at(&RULE, first_line, message)
        .saying(label)
        .related(next, joined)
        .help(help)
        .fix(Safety::Unsafe, vec![edit]);
}

/// The text as a block below its key.
fn as_block(source: &Source, span: Span) -> Edit {
    let line = source.line(source.line_of(span.start));
    // The text holds a line break, so that it shows which one the file uses.
    let newline = if source.slice(span).contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let lead = line.len() - line.trim_start_matches([' ', '-']).len();
    let own_line = source.slice(span).starts_with(line.trim());
    let indent = " ".repeat(if own_line { lead } else { lead + 2 });
    let lines = source.slice(span).lines().map(str::trim);
    let text: String = lines.map(|l| format!("{newline}{indent}{l}")).collect();
    Edit {
        span,
        text: format!("|{text}"),
    }
}
