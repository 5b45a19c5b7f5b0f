//! 文中で示した委託事項・提供先・移転先・システムの番号が、書かれている数より大きい。
//! A numbered entry is named that the list does not have.
//!
//! ## 何を確認するか
//! 「委託事項5」「提供先3」「システム2」のように番号で示したものが、その一覧にあること。「委託事項1～3」のような範囲も見ます。
//! 別添３の変更前・変更後の記載は見ません。ファイルが二つ以上あるときは、最も多いものと比べます。
//!
//! ## なぜ
//! 委託や提供を取りやめて番号が詰まると、文中の番号が古いまま残り、どれを指すのか分からなくなります。
//!
//! ## 直し方
//! いまの一覧の番号に直すか、番号でなく名称で示します。
//!
//! ## 例
//! ```yaml
//! 委託事項:
//!   - 名称: 督促状の印刷
//!   - 名称: 蔵書の点検
//! # …
//! 情報保護管理体制の確認: 委託事項4の委託先には年1回立ち入る。   # 誤: 委託事項は二つしかない
//! 情報保護管理体制の確認: 委託事項2の委託先には年1回立ち入る。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use super::texts;
use crate::japanese::chars::is_hiragana;
use crate::japanese::notation::{is_digit, number};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "F004",
    name: "missing-entry",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// The words that name an entry, with its list.
pub(crate) const LISTS: [(&str, &str); 4] = [
    ("委託事項", "files[].overview.entrustment.items[]"),
    ("提供先", "files[].overview.provision.recipients[]"),
    ("移転先", "files[].overview.provision.transferees[]"),
    ("システム", "basic.systems[]"),
];

fn check(cx: &mut Context) {
    let lists: Vec<(&str, usize)> = LISTS
        .iter()
        .filter_map(|(word, pattern)| Some((*word, length(cx, pattern)?)))
        // Another rule reports a list that is not begun yet.
        .filter(|(_, length)| *length > 0)
        .collect();
    for (field, text) in texts(cx) {
        let sieve = text.sieve();
        for (word, length) in lists.iter().filter(|(word, _)| sieve.may_have(word)) {
            for (range, n) in named(&text.text, word) {
                if n > *length {
                    let words = missing_entry(cx.lang, &text.text[range.clone()], word, *length);
                    let span = cx.words(text, range);
                    cx.report(&RULE, field, span, words);
                }
            }
        }
    }
}

/// How long a list is; of several files the longest.
fn length(cx: &Context, pattern: &str) -> Option<usize> {
    let item = cx.assessment.form.find(pattern)?;
    let outer = pattern.matches("[]").count() - 1;
    let fields = cx.assessment.fields.iter();
    let entries = fields.filter(|f| f.item == item && f.at.len() == outer + 1);
    entries.filter_map(|f| f.at.last().copied()).max()
}

/// The numbers that follow a word, in a range or a row its last: 委託事項1～3, 提供先2及び3.
pub(crate) fn named(text: &str, word: &str) -> Vec<(Range<usize>, usize)> {
    let mut found = Vec::new();
    for (start, _) in text.match_indices(word) {
        // 再委託事項, 情報提供先, 宛名システム: another word, or a name that ends in a number.
        let whole = |c: char| !c.is_alphanumeric() || is_hiragana(c);
        let before = text[..start].chars().next_back();
        // Ⅱ４委託事項5: an address.
        let address = before.is_some_and(|c| ('１'..='９').contains(&c));
        if !address && !before.is_none_or(whole) {
            continue;
        }
        let at = start + word.len();
        let Some((mut end, mut value)) = digits(text, at) else {
            continue;
        };
        let parts = ["～", "〜", "~", "から", "、", "・", "及び", "又は", "と"];
        let more = parts.iter().find_map(|part| {
            let rest = text[end..].strip_prefix(part)?;
            digits(text, text.len() - rest.len())
        });
        if let Some((last, n)) = more {
            (end, value) = (last, value.max(n));
        }
        found.push((start..end, value));
    }
    found
}

/// A number of up to two digits that counts nothing: not 3台, 2つ, 1.5.
fn digits(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..];
    let after = rest.trim_start_matches(is_digit);
    let written = &rest[..rest.len() - after.len()];
    let next = after.chars().next();
    let counts = next.is_some_and(|c| {
        "つ台種個件系次年月日人名箇ヶカヵケ所社者市区町村回度時式種類割倍.．,，-－‐:：".contains(c)
            || c.is_ascii_alphanumeric()
    }) || ["か所", "か月", "か国", "か年"]
        .iter()
        .any(|w| after.starts_with(w));
    let short = (1..=2).contains(&written.chars().count());
    (short && !counts).then(|| Some((at + written.len(), number(written)?)))?
}

fn missing_entry(lang: Lang, words: &str, list: &str, length: usize) -> Words {
    Words::new(say!(
        lang,
        "「{words}」とあるが、{list}は{length}までしかない",
        "「{words}」 is named, but the entries of 「{list}」 end at {length}"
    ))
    .help(say!(
        lang,
        "いまの一覧の番号に直すか、名称で示してください。書き漏らした{list}があれば書き足してください。",
        "Use the number of the present list or the name; add the entry if it was left out."
    ))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn only_numbers_of_entries_count() {
        let value = |text, word| named(text, word).first().map(|(_, n)| *n);
        assert_eq!(value("Ⅱ４委託事項5の", "委託事項"), Some(5));
        assert_eq!(value("なお、委託事項５の", "委託事項"), Some(5));
        assert_eq!(value("（委託事項1～3）", "委託事項"), Some(3));
        assert_eq!(value("システム2から", "システム"), Some(2));
        assert_eq!(value("提供先2及び4に", "提供先"), Some(4));
        for none in [
            "再委託事項3",
            "システム2台",
            "宛名システム3",
            "システム2.0",
            "システム2025",
            "システム3社",
        ] {
            assert_eq!(
                value(none, "システム").or(value(none, "委託事項")),
                None,
                "{none}"
            );
        }
    }
}
