//! 一つの日付や並びの中で、全角と半角の数字が混ざっている。
//! A number, date or enumeration mixes digits of two widths.
//!
//! ## 何を確認するか
//! 一つの数、日付、条番号、住所、「1回目、2回目…」のような並びの中に、全角の数字と半角の数字が混ざっていないこと。
//! 「令和８年12月１日」のように、1桁を全角、2桁以上を半角とする書き方を評価書か欄で通しているときは、その書き方のものは数えません。
//! 寄せられた意見（Ⅵ２④など）も数えません。
//!
//! ## なぜ
//! 打ち足した跡に見え、検索や前の版との比較で別の文字として扱われます。
//!
//! ## 直し方
//! どちらかにそろえます。`hyokasho check --fix` は、文書の中で多い方の幅（1桁だけ全角の書き方なら、その書き方）にそろえます。
//!
//! ## 例
//! ```yaml
//! 事務の内容: 1回目、２回目、3回目の通知を送る。   # 誤: 2だけが全角
//! 事務の内容: 1回目、2回目、3回目の通知を送る。    # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（4か所）。すべて直すべきもの。見落とし0。完成した記入例二つで指摘0件。

use super::digit_clusters::mixed;
use super::digit_habit::Widths;
use super::report_all;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "W007",
    name: "mixed-digits",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

fn check(cx: &mut Context) {
    let habit = Widths::of(cx.facts.words.iter()).habit();
    let mut found: Vec<(usize, Span)> = Vec::new();
    for words in cx.facts.words.iter().filter(|words| !words.quotes) {
        for range in mixed(words, habit) {
            found.push((words.place, words.span(cx.assessment, range)));
        }
    }
    let source = cx.assessment.source;
    let edit = |(_, span): &(usize, Span)| Edit {
        span: *span,
        text: habit.rewritten(source.slice(*span)),
    };
    let edits = found.iter().map(edit).collect();
    let message = match found.as_slice() {
        [] => return,
        [(_, only)] => {
            let words = source.slice(*only);
            say!(
                cx.lang,
                "「{words}」に、全角と半角の数字が混ざっている",
                "「{words}」 has digits of two widths"
            )
        }
        _ => say!(
            cx.lang,
            "ひとまとまりの数に、全角と半角の数字が混ざっている",
            "Numbers that belong together have digits of two widths"
        ),
    };
    let help = say!(
        cx.lang,
        "全角か半角のどちらかにそろえてください。",
        "Use one width."
    );
    if let Some(finding) = report_all(cx, &RULE, &found, message, help) {
        finding.fix(Safety::Safe, edits);
    }
}
