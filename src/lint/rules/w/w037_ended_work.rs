//! 終わったことが、いまも行っているように書かれている。
//! What has ended is written as if it went on.
//!
//! ## 何を確認するか
//! 「…を登録する。（令和5年3月廃止）」のように、現在形の文に、年を付けた「廃止」「終了」の括弧書きが続かないこと。
//! 「予定」のあるもの、「…の交付（令和6年終了）」のように文でないものは数えません。
//!
//! ## なぜ
//! いまも行っているのか、もう行っていないのかが分かりません。
//!
//! ## 直し方
//! もう行っていないなら、文を過去の形にするか、消します。
//!
//! ## 例
//! ```yaml
//! 備考: 督促の控えを台帳に登録する。（令和5年3月廃止）   # 誤
//! 備考: 督促の控えを台帳に登録していた（令和5年3月廃止）。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use super::Places;
use crate::japanese::chars::is_kanji;
use crate::japanese::notation::is_digit;
use crate::japanese::runs::Run;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W037",
    name: "ended-work",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Places::new();
    for words in cx.facts.words.iter().filter(|w| !w.quotes && !w.repeats) {
        for range in ended(words.str(), &words.runs) {
            found.push(words.place(cx, range));
        }
    }
    cx.report_all(&RULE, &found, words(cx.lang));
}

/// The notes of an end after sentences of the present.
fn ended(text: &str, runs: &[Run]) -> Vec<Range<usize>> {
    let mut open: Option<Run> = None;
    let mut found = Vec::new();
    for run in runs {
        match run.sign() {
            Some('（' | '(') => open = Some(*run),
            Some('）' | ')') => {
                let Some(open) = open.take() else { continue };
                let inner = text[open.end..run.start].trim_end_matches('。');
                let head = text[..open.start].trim_end_matches(['。', ' ', '　', '\n']);
                if is_end(inner) && is_present(head) {
                    found.push(open.start..run.end);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a note says when something ended.
fn is_end(inner: &str) -> bool {
    let ends = [
        "廃止",
        "終了",
        "廃止済み",
        "終了済み",
        "廃止した",
        "終了した",
        "をもって廃止した",
        "をもって終了した",
    ];
    let is_dated = inner.contains('年') && inner.contains(|c: char| is_digit(c) || c == '元');
    is_dated && !inner.contains("予定") && ends.iter().any(|end| inner.ends_with(end))
}

/// Whether words end in a verb of the present: 登録する, 行う, 渡す.
fn is_present(head: &str) -> bool {
    let mut chars = head.chars().rev();
    match (chars.next(), chars.next()) {
        (Some('る'), Some(before)) => before != 'あ',
        (Some('う' | 'く' | 'む' | 'ぶ' | 'ぐ'), Some(before)) => is_kanji(before),
        (Some('す'), Some(before)) => is_kanji(before) || before == 'ま',
        _ => false,
    }
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "終わったという括弧書きがあるのに、文はいまも行っているように書かれている",
        "A note says that it has ended, but the sentence is in the present"
    ))
    .help(say!(
        lang,
        "もう行っていないなら、文を過去の形にするか、消してください。",
        "Write it in the past, or delete it."
    ))
}

#[cfg(test)]
mod tests {
    use super::ended;
    use crate::japanese::runs::runs;

    #[test]
    fn ends_after_the_present() {
        let found = |text: &str| ended(text, &runs(text)).len();
        assert_eq!(found("控えを登録する。（令和5年3月廃止）"), 1);
        assert_eq!(found("窓口で渡す（平成30年4月1日をもって終了）。"), 1);
        assert_eq!(
            found(
                "控えの登録（令和5年3月廃止）。登録していた（令和5年廃止）。登録する（令和9年廃止予定）。（契約の終了後も）"
            ),
            0
        );
    }
}
