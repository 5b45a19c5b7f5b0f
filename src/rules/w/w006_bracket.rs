//! 括弧が閉じていない、又は全角で開いて半角で閉じている。
//! A bracket is not closed, or closed in another width.
//!
//! ## 何を確認するか
//! 一つの欄の中で、（ ）「 」『 』【 】〔 〕が対になっていること。全角で開いて半角で閉じていないこと。
//! 「 」の中に「 」が入っていないこと（中は『 』）。「1)」のような箇条書きの番号は数えません。
//!
//! ## なぜ
//! どこまでが補足や引用かが分からなくなります。別添３の本文との突き合わせでも食い違いになります。
//!
//! ## 直し方
//! 抜けた括弧を補い、幅を全角にそろえます。幅の違いは `hyokasho check --fix` で直せます。
//!
//! ## 例
//! ```yaml
//! 内容: 申請者（代理人を含む)の氏名   # 誤: 全角で開いて半角で閉じている
//! ```
//!
//! ## 根拠
//! くぎり符号の使い方（昭和21年文部省）、公用文作成の考え方
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（6か所）。すべて直すべきもの。見落とし0。完成した記入例二つで指摘0件。

use std::ops::Range;

use super::spread;
use crate::diagnostic::{Edit, Safety, Severity, Stage};
use crate::japanese::runs::Run;
use crate::rules::{Context, Rule, say};
use crate::source::Span;

/// The rule.
pub static RULE: Rule = Rule {
    code: "W006",
    name: "bracket",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &["公用文作成の考え方"],
    source: include_str!("w006_bracket.rs"),
    check,
};

/// What is wrong with brackets.
#[derive(Debug, PartialEq, Eq)]
enum Fault {
    /// Opened in one width and closed in the other: the half-width one.
    Width(Range<usize>),
    /// Opened and never closed.
    Open(Range<usize>),
    /// Closed and never opened.
    Closed(Range<usize>),
    /// 「 in 「.
    Nested(Range<usize>),
}

fn check(cx: &mut Context) {
    let mut widths: Vec<(usize, Span)> = Vec::new();
    let mut others: Vec<(usize, Span, Fault)> = Vec::new();
    for words in &cx.texts.words {
        for fault in faults(words.str(), &words.runs) {
            let place = |range: &Range<usize>| words.span(cx.assessment, range.clone());
            match &fault {
                Fault::Width(range) => widths.push((words.place, place(range))),
                // A 変更後 may go on in the next row.
                _ if words.repeats => {}
                Fault::Open(range) | Fault::Closed(range) | Fault::Nested(range) => {
                    others.push((words.place, place(range), fault));
                }
            }
        }
    }
    one_width(cx, &widths);
    for (place, span, fault) in others {
        let sign = cx.assessment.source.slice(span);
        let (message, help) = match fault {
            Fault::Open(_) => (
                say!(cx, "「{sign}」が閉じていない", "「{sign}」 is not closed"),
                say!(cx, "対になる括弧を補ってください。", "Add its other half."),
            ),
            Fault::Closed(_) => (
                say!(
                    cx,
                    "「{sign}」に、対になる開く括弧がない",
                    "「{sign}」 was never opened"
                ),
                say!(
                    cx,
                    "開く括弧を補うか、余分な括弧を消してください。",
                    "Add its other half, or delete it."
                ),
            ),
            _ => (
                say!(
                    cx,
                    "「 」の中に、さらに「 」がある",
                    "「 」 stand within 「 」"
                ),
                say!(
                    cx,
                    "中の方を『 』にしてください。",
                    "Use 『 』 for the inner ones."
                ),
            ),
        };
        let severity = match fault {
            Fault::Nested(_) => Severity::Info,
            _ => Severity::Warning,
        };
        cx.report(&RULE, place, span, message)
            .severity(severity)
            .help(help);
    }
}

fn one_width(cx: &mut Context, places: &[(usize, Span)]) {
    let source = cx.assessment.source;
    let full = |span: &Span| match source.slice(*span) {
        "(" => "（",
        ")" => "）",
        _ => "",
    };
    let edits: Vec<Edit> = places
        .iter()
        .map(|(_, span)| Edit {
            span: *span,
            text: full(span).to_owned(),
        })
        .collect();
    let message = say!(
        cx,
        "全角と半角の括弧が対になっている",
        "Brackets of two widths make pairs"
    );
    let help = say!(
        cx,
        "全角の（ ）にそろえてください。",
        "Use （ ） of full width."
    );
    if let Some(finding) = spread(cx, &RULE, places, message, help) {
        finding.severity(Severity::Info).fix(Safety::Safe, edits);
    }
}

fn faults(text: &str, runs: &[Run]) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut open: Vec<(char, Range<usize>)> = Vec::new();
    for run in runs {
        let Some(sign) = run.sign() else { continue };
        if let Some(closing) = closing(sign) {
            let is_nested = sign == '「' && open.iter().any(|(c, _)| *c == closing);
            // An outer quote that is never closed is told of as such.
            if is_nested && closes_later(text, run.end) {
                found.push(Fault::Nested(run.range()));
            }
            open.push((closing, run.range()));
        } else if matches!(sign, ')' | '）' | '」' | '』' | '】' | '〕') {
            match open.iter().rposition(|(c, _)| same(*c, sign)) {
                Some(at) => {
                    let unclosed = open.drain(at..).collect::<Vec<_>>();
                    let mut unclosed = unclosed.into_iter();
                    if let Some((closing, opening)) = unclosed.next()
                        && closing != sign
                    {
                        let half = if sign == ')' { run.range() } else { opening };
                        found.push(Fault::Width(half));
                    }
                    found.extend(unclosed.map(|(_, range)| Fault::Open(range)));
                }
                None if is_number(text, run.start) => {}
                None => found.push(Fault::Closed(run.range())),
            }
        }
    }
    found.extend(open.into_iter().map(|(_, range)| Fault::Open(range)));
    found
}

/// Whether 」 stands twice before the end of the text's line, as two open quotes need.
fn closes_later(text: &str, from: usize) -> bool {
    let line = text[from..].lines().next().unwrap_or("");
    line.matches('」').count() >= 2
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '（' => '）',
        '「' => '」',
        '『' => '』',
        '【' => '】',
        '〔' => '〕',
        _ => return None,
    })
}

fn same(a: char, b: char) -> bool {
    let round = |c| matches!(c, ')' | '）');
    a == b || round(a) && round(b)
}

/// Whether a closing bracket stands behind the number of a list: 1) or ア）.
fn is_number(text: &str, at: usize) -> bool {
    let edges = ['\n', ' ', '　', '、', '。', '・', '|', '（', '('];
    let word = text[..at].rsplit(edges).next().unwrap_or("");
    let length = word.chars().count();
    (1..=2).contains(&length) && word.chars().all(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::runs::runs;

    #[test]
    fn pairs_and_odd_ones() {
        let found = |text: &str| -> Vec<String> {
            let name = |fault: &Fault| match fault {
                Fault::Width(r) => format!("width {}", &text[r.clone()]),
                Fault::Open(r) => format!("open {}", r.start),
                Fault::Closed(r) => format!("closed {}", r.start),
                Fault::Nested(r) => format!("nested {}", r.start),
            };
            faults(text, &runs(text)).iter().map(name).collect()
        };
        assert_eq!(found("1) 甲（乙)と（丙（丁））"), ["width )"]);
        assert_eq!(found("(甲）"), ["width ("]);
        assert_eq!(found("（甲"), ["open 0"]);
        assert_eq!(found("甲乙丙）"), ["closed 9"]);
        assert_eq!(found("「甲「乙」丙」"), ["nested 6"]);
        assert_eq!(found("「甲「乙」丙"), ["open 0"]);
        assert_eq!(found("ア）甲\n（１）乙"), Vec::<String>::new());
    }
}
