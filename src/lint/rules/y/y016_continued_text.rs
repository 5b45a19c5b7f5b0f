//! 文が「|」なしで次の行に続き、空白でつながれる。
//! A text without a bar goes on in the next line and is joined by a blank.
//!
//! ## 何を確認するか
//! 「|」を使わずに書いた内容（引用符で囲んだもの、「>」の下に書いたものを含む）が、行をまたがずに書かれていること。
//!
//! ## なぜ
//! 「|」のない文は、行の終わりと次の行の始めが空白1つでつながれ、改行がなくなります。日本語では文の途中に空白が入ります。
//! Excel のセルから写した文が、引用符で囲まれて何行にもなっているときも同じです。
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

use crate::assessment::conform::Problem;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};
use crate::source::{Source, Span};
use crate::yaml::{Content, SyntaxProblem};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y016",
    name: "continued-text",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let document = cx.assessment.document;
    if matches!(document.root.content, Content::Scalar(_)) {
        return;
    }
    let reported = Reported::of(cx);
    for problem in &document.problems {
        match problem {
            SyntaxProblem::Continued { span } if !reported.holds(cx, *span) => report(cx, *span),
            _ => {}
        }
    }
}

/// Options below one another without dashes, lines that are mistyped, and what is in a value of the wrong shape
/// have a finding of their own.
struct Reported {
    /// In the order of the file, each up to the furthest end so far.
    texts: Vec<Span>,
    lines: Vec<bool>,
}

impl Reported {
    fn of(cx: &Context) -> Self {
        let texts = cx.assessment.problems.iter().filter_map(|p| match p {
            Problem::MissingDash { span, .. }
            | Problem::UnknownOption { span, .. }
            | Problem::WrongShape { span, .. } => Some(*span),
            _ => None,
        });
        let mut texts: Vec<Span> = texts.collect();
        texts.sort_unstable();
        let mut end = 0;
        for text in &mut texts {
            end = end.max(text.end);
            text.end = end;
        }
        Reported {
            texts,
            lines: super::lines_with_typos(cx),
        }
    }

    fn holds(&self, cx: &Context, span: Span) -> bool {
        let source = cx.assessment.source;
        let mut lines = source.line_of(span.start)..=source.line_of(span.end);
        let before = self.texts.partition_point(|text| text.start <= span.start);
        let inside = before > 0 && span.end <= self.texts[before - 1].end;
        inside || lines.any(|line| self.lines[line])
    }
}

fn report(cx: &mut Context, span: Span) {
    let (lang, source) = (cx.lang, cx.assessment.source);
    let first = source.line_of(span.start);
    let first_line = Span::new(span.start, source.line_span(first).end.min(span.end));
    let next = source.line_span(first + 1);
    let text = source.slice(next);
    let next = Span::new(next.end - text.trim_start().len(), next.end);
    let finding = cx
        .report_at(&RULE, first_line, words(lang))
        .related(next, joined(lang));
    if let Some(edit) = as_block(source, span) {
        finding.fix(Safety::Unsafe, vec![edit]);
    }
}

/// Where the `>` is above a text.
fn folded_head(source: &Source, text: Span) -> Option<usize> {
    let before = source.slice(Span::new(0, text.start)).trim_end();
    let line = source.line_span(source.line_of(before.len().saturating_sub(1)));
    let line = source.slice(Span::new(line.start, before.len()));
    let words = line.split_once(" #").map_or(line, |(words, _)| words);
    let words = words.trim_end().trim_end_matches(['+', '-']);
    let words = words.trim_end_matches(|c: char| c.is_ascii_digit());
    let head = words.strip_suffix('>')?;
    let begins = head.ends_with(' ') && !source.slice(text).is_empty();
    begins.then(|| before.len() - line.len() + head.len())
}

/// The text as a block below its key; none in brackets, and where signs in quotes stand for others.
fn as_block(source: &Source, span: Span) -> Option<Edit> {
    let written = source.slice(span);
    if let Some(head) = folded_head(source, span) {
        return Some(Edit {
            span: Span::new(head, head + 1),
            text: "|".into(),
        });
    }
    let after = source.text().get(span.end..).unwrap_or("").trim_start();
    if after.starts_with([',', ']', '}', ':']) || written.starts_with('"') && written.contains('\\')
    {
        return None;
    }
    let line = source.line(source.line_of(span.start));
    // The text holds a line break, so that it shows which one the file uses.
    let newline = if source.slice(span).contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let lead = line.len() - line.trim_start_matches([' ', '-']).len();
    let own_line = written.starts_with(line.trim());
    let indent = " ".repeat(if own_line { lead } else { lead + 2 });
    let quote = written.chars().next().filter(|c| matches!(c, '"' | '\''));
    let inner = quote.map_or(written, |quote| written.trim_matches(quote));
    let lines = inner.lines().map(str::trim);
    let text: String = lines
        .map(|l| match l {
            "" => newline.to_owned(),
            l if quote == Some('\'') => format!("{newline}{indent}{}", l.replace("''", "'")),
            l => format!("{newline}{indent}{l}"),
        })
        .collect();
    Some(Edit {
        span,
        text: format!("|{text}"),
    })
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "文が次の行に続いており、間に空白が入って1行につながれる",
        "The text goes on in the next line and is joined by a blank"
    ))
    .label(say!(lang, "この文が", "this text"))
    .help(say!(
        lang,
        "改行を残すなら、見出しの後に「|」と書き、次の行から字下げして書いてください。1つの文なら、1行に書いてください。",
        "To keep the line breaks write 「|」 after the key and indent the text below it; otherwise write it on one line."
    ))
}

/// Said at the next line.
fn joined(lang: Lang) -> String {
    say!(lang, "次の行とつながれます", "is joined with the next line")
}
