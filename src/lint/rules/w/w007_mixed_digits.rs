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
use super::{Places, edits};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::{Lang, say};

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
    let mut found = Places::new();
    for words in cx.facts.words.iter().filter(|words| !words.quotes) {
        for range in mixed(words, habit) {
            found.push(words.place(cx, range));
        }
    }
    let source = cx.assessment.source;
    let edits = edits(&found, |span| habit.rewritten(source.slice(span)));
    let only = match found.as_slice() {
        [(_, only)] => Some(source.slice(*only)),
        _ => None,
    };
    if let Some(finding) = cx.report_all(&RULE, &found, words(cx.lang, only)) {
        finding.fix(Safety::Safe, edits);
    }
}

/// The number is quoted where it is the only one.
fn words(lang: Lang, only: Option<&str>) -> Words {
    let message = match only {
        Some(number) => say!(
            lang,
            "「{number}」に、全角と半角の数字が混ざっている",
            "「{number}」 has digits of two widths"
        ),
        None => say!(
            lang,
            "ひとまとまりの数に、全角と半角の数字が混ざっている",
            "Numbers that belong together have digits of two widths"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "全角か半角のどちらかにそろえてください。",
        "Use one width."
    ))
}
