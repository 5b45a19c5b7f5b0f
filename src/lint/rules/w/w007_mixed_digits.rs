//! 一つの日付や並びの中で、全角と半角の数字が混ざっている。
//! Digits of two widths stand in one number, date or enumeration.
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
//! 項目: 1回目、２回目、3回目   # 誤: 2だけが全角
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（4か所）。すべて直すべきもの。見落とし0。完成した記入例二つで指摘0件。

use std::ops::Range;

use super::digit_habit::{Habit, Widths, numbers};
use super::{Words, spread};
use crate::japanese::runs::Run;
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

/// What joins numbers to one expression.
const JOINS: &str = "年月日時分秒条項号第の丁目番地回点種期次人件万千百億元/／・~～〜－-−‐:：、,，";

fn check(cx: &mut Context) {
    let habit = Widths::of(cx.texts.words.iter()).habit();
    let mut found: Vec<(usize, Span)> = Vec::new();
    for words in cx.texts.words.iter().filter(|words| !words.quotes) {
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
                cx,
                "「{words}」に、全角と半角の数字が混ざっている",
                "「{words}」 has digits of two widths"
            )
        }
        _ => say!(
            cx,
            "ひとまとまりの数に、全角と半角の数字が混ざっている",
            "Numbers that belong together have digits of two widths"
        ),
    };
    let help = say!(
        cx,
        "全角か半角のどちらかにそろえてください。",
        "Use one width."
    );
    if let Some(finding) = spread(cx, &RULE, &found, message, help) {
        finding.fix(Safety::Safe, edits);
    }
}

/// The numbers of a text that belong together and are not written by the habit of the document.
pub(super) fn mixed(words: &Words, habit: Habit) -> Vec<Range<usize>> {
    let digits: Vec<Run> = numbers(words).collect();
    let mut clusters = clusters(words.str(), &digits);
    if clusters.is_empty() {
        return clusters;
    }
    // A text that was taken over whole keeps its own habit.
    let own = Widths::of(std::iter::once(words)).habit();
    if [habit, own].contains(&Habit::OneWide) {
        clusters.retain(|range| !Habit::OneWide.keeps(&words.text.text[range.clone()]));
    }
    clusters
}

/// Numbers that belong together and are not of one width.
fn clusters(text: &str, digits: &[Run]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let joined = |a: &Run, b: &Run| {
        let gap = &text[a.end..b.start];
        let is_list = gap.ends_with(['、', ',', '，']);
        let length = gap.chars().count();
        // 「1、2」 may be a list of its own; 「1回目、2回目」 is one.
        (1..=3).contains(&length)
            && gap.chars().all(|c| JOINS.contains(c))
            && (!is_list || length > 1)
    };
    for cluster in digits.chunk_by(joined) {
        let (Some(first), Some(last)) = (cluster.first(), cluster.last()) else {
            continue;
        };
        let range = first.start..last.end;
        let words = &text[range.clone()];
        let has_half = words.contains(|c: char| c.is_ascii_digit());
        let has_full = words.contains(|c: char| ('０'..='９').contains(&c));
        if has_half && has_full {
            found.push(range);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::runs::{Kind, runs};

    #[test]
    fn numbers_that_belong_together() {
        let text = "1回目/２回目/3回目。令和３年9月に、第９条第2項。１0冊。（１）第9条、３丁目7番";
        let digits: Vec<Run> = runs(text)
            .into_iter()
            .filter(|r| r.kind == Kind::Digits)
            .collect();
        let found: Vec<&str> = clusters(text, &digits)
            .into_iter()
            .map(|r| &text[r])
            .collect();
        assert_eq!(
            found,
            ["1回目/２回目/3", "３年9", "９条第2", "１0", "9条、３丁目7"]
        );
    }
}
