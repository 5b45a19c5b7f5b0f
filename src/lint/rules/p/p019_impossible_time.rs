//! 存在しない時刻が書かれている。
//! A time of day that no clock shows.
//!
//! ## 何を確認するか
//! 文の中の「9時75分」「25時」「午後13時」「午前15時」のような、時計にない時刻がないこと。「24時間」「3時限」のような長さや、
//! 別添３の変更前は見ません。
//!
//! ## なぜ
//! 書き誤りで、いつのことかが分かりません。
//!
//! ## 直し方
//! 元の書類で時刻を確かめて直します。
//!
//! ## 例
//! ```yaml
//! その他の措置の内容: 記録を毎日午後13時に退避する。   # 誤
//! その他の措置の内容: 記録を毎日午後1時に退避する。    # 正
//! ```
//!
//! ## 根拠
//! 文の中の時刻

use std::ops::Range;

use crate::japanese::notation::{is_digit, number};
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P019",
    name: "impossible-time",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// What makes hours a length, or no hour of a day.
const LENGTHS: [&str; 5] = ["時間", "時限", "時代", "時点", "時制"];

fn check(cx: &mut Context) {
    let mut found = Vec::new();
    for words in &cx.facts.words {
        for range in times(words.str()) {
            let said = &words.text.text[range.clone()];
            found.push((said, words.place(cx, range)));
        }
    }
    for (said, places) in grouped(found) {
        cx.report_all(&RULE, &places, words(cx.lang, said));
    }
}

/// The times of a text that no clock shows.
fn times(text: &str) -> Vec<Range<usize>> {
    let hours = text.match_indices('時').filter_map(|(at, sign)| {
        if LENGTHS.iter().any(|length| text[at..].starts_with(length)) {
            return None;
        }
        let head = text[..at].trim_end_matches(is_digit);
        let hour = number(&text[head.len()..at])?;
        let half = ["午前", "午後"].iter().find(|half| head.ends_with(**half));
        let start = head.len() - half.map_or(0, |half| half.len());
        let after = at + sign.len();
        let rest = text[after..].trim_start_matches(is_digit);
        let minutes =
            number(&text[after..text.len() - rest.len()]).filter(|_| rest.starts_with('分'));
        let end = match minutes {
            Some(_) => text.len() - rest.len() + '分'.len_utf8(),
            None => after,
        };
        let most = if half.is_some() { 12 } else { 24 };
        let is_wrong = hour > most || minutes.is_some_and(|minutes| minutes > 59);
        // 「第30時」 and numbers with a point are no times.
        let is_other = text[..start].ends_with(['第', '.', '．', ',', '，']);
        (is_wrong && !is_other).then_some(start..end)
    });
    hours.collect()
}

fn words(lang: Lang, time: &str) -> Words {
    Words::new(say!(
        lang,
        "「{time}」という時刻はない",
        "There is no time 「{time}」"
    ))
    .help(say!(
        lang,
        "元の書類で時刻を確かめて直してください。",
        "Look up the time and correct it."
    ))
}

#[cfg(test)]
mod tests {
    use super::times;

    #[test]
    fn times_that_no_clock_shows() {
        for text in [
            "毎日25時30分に",
            "午後7時75分に",
            "午前15時まで",
            "午後１３時に",
        ] {
            assert_eq!(times(text).len(), 1, "{text}");
        }
        for text in [
            "24時間365日",
            "午後5時30分から翌日の0時まで",
            "30時間の研修",
            "24時まで",
            "午後12時",
            "毎時10分",
            "3時限目",
        ] {
            assert!(times(text).is_empty(), "{text}");
        }
    }
}
