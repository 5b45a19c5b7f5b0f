//! 一つの文に、「…する際に、…を行う際は」と同じ形が重なっている。
//! A sentence says twice when something holds.
//!
//! ## 何を確認するか
//! 「際に、」「場合に、」「ときに、」の後に、動詞で切れることなく、すぐ（40字以内）同じ語の「際は」「場合は」「ときは」が続くこと。
//! 「窓口では…場合は受け付け、郵送の場合は」のように、間に述べることがあるもの、「場合に、…ときは」のように語が違うものは見ません。
//!
//! ## なぜ
//! 文を直した跡で、前の言い方を消し忘れたものに多く、どちらのときのことかが分かりません。
//!
//! ## 直し方
//! 一方を消します。二つの条件があるなら、大きい条件に「場合」、小さい条件に「とき」を使います。
//!
//! ## 例
//! ```yaml
//! 備考: 督促状を印刷する際に、名簿の抽出を行う際は、係長の承認を得る。   # 誤
//! 備考: 督促状を印刷するために名簿の抽出を行う際は、係長の承認を得る。   # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）

use std::ops::Range;

use super::Places;
use crate::japanese::chars::is_hiragana;
use crate::japanese::sieve::Sieve;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W042",
    name: "said-twice-when",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

/// What says when something holds.
const WHEN: [&str; 3] = ["際に、", "場合に、", "ときに、"];

/// What follows it.
const END: &str = "に、";

/// How far the second one is at most, in characters.
const NEAR: usize = 40;

fn check(cx: &mut Context) {
    let mut found = Places::new();
    for words in cx.facts.words.iter().filter(|w| !w.quotes && !w.repeats) {
        for range in doubled(&words.sieve()) {
            found.push(words.place(cx, range));
        }
    }
    cx.report_all(&RULE, &found, words(cx.lang));
}

/// From the first to the second of two such words.
fn doubled(text: &Sieve) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for first in WHEN {
        let when = first.strip_suffix(END).unwrap_or(first);
        for (at, _) in text.places(first) {
            let text = text.text();
            let rest = &text[at + first.len()..];
            let near = rest
                .char_indices()
                .nth(NEAR)
                .map_or(rest.len(), |(end, _)| end);
            if let Some(length) = again(&rest[..near], when)
                && is_verb(&text[..at])
            {
                found.push(at..at + first.len() + length);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Whether a word that says when follows a verb: 「する際」, 「行った場合」, but not 「申請の際」.
fn is_verb(before: &str) -> bool {
    before.ends_with(['る', 'う', 'く', 'す', 'つ', 'ぬ', 'ぶ', 'む', 'た', 'だ'])
}

/// Where the same word ends that comes once more, 「名簿の抽出を行う際は」, before anything is said of the first one.
fn again(rest: &str, when: &str) -> Option<usize> {
    let at = rest.find(when)?;
    let between = &rest[..at];
    let after = &rest[at + when.len()..];
    let end = ["には、", "は、"]
        .iter()
        .find(|end| after.starts_with(*end))?;
    let breaks = between.contains(['、', '。', '，', '\n', '「', '（', '・', 'は']);
    let is_clause = is_verb(between) && between.contains('を') && !between.starts_with(is_hiragana);
    (!breaks && is_clause).then(|| at + when.len() + end.len())
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "一つの文に、同じ「…際」「…場合」が重なっている",
        "A sentence says twice when it holds"
    ))
    .help(say!(
        lang,
        "直す前の言い方が残っていないかを確かめ、一方を消してください。二つの条件なら、「場合」と「とき」を使い分けます。",
        "See whether the words before an edit are left, and delete one."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_that_say_when_twice() {
        let found = |text: &str| -> Vec<String> {
            doubled(&Sieve::of(text))
                .into_iter()
                .map(|r| text[r].to_owned())
                .collect()
        };
        assert_eq!(
            found("督促状を印刷する際に、名簿の抽出を行う際は、承認を得る。"),
            ["際に、名簿の抽出を行う際は、"]
        );
        assert_eq!(
            found("誤りを見つけた場合に、訂正の届を受けた場合には、係長が確かめる。"),
            ["場合に、訂正の届を受けた場合には、"]
        );
        for text in [
            "窓口で受けた場合は本人を確かめ、郵送で受けた場合は写しを確かめる。",
            "転入した場合に、届を受けたときは、係長が確かめる。",
            "窓口で受ける際に、本人を確かめ、控えを渡す際は、番号を消す。",
            "申請の際に、代理人の届を受けた際は、委任状を確かめる。",
            "閲覧できるのは印刷する際に、承認を得た職員である。",
        ] {
            assert!(doubled(&Sieve::of(text)).is_empty(), "{text}");
        }
    }
}
