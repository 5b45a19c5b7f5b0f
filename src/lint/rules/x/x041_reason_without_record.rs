//! その妥当性に理由の書かれた番号や区分が、別添２に無い。
//! The reasons of the recorded items speak of a number or a kind that the list of recorded items does not have.
//!
//! ## 何を確認するか
//! Ⅱ２④「その妥当性」の行の頭に「貸出カード番号　…」「【督促区分】…」のように書かれた番号、ID、コード、符号と区分が、別添２のどこかにあること。
//! 主な記録項目の選択肢の名、「内部番号」のような総称は見ません。別添２が項目を並べていないとき（「別紙のとおり」など）も見ません。
//! 番号、ID、コード、符号は注意、区分は参考とします。
//!
//! ## なぜ
//! 別添２は、ファイルに記録する全ての項目を示すものです。理由だけがある項目は、記録しているのかどうかが分かりません。
//!
//! ## 直し方
//! 記録しているなら別添２に加えます。別の名で書いてあるなら、名をそろえます。記録していないなら、理由を消します。
//!
//! ## 例
//! ```yaml
//! 主な記録項目:
//!   識別情報:
//!     - その他識別情報（内部番号）
//! その妥当性: |
//!   ・貸出カード番号　本を借りた者を区別するため   # 誤: 別添２に無い
//!   ・利用者番号　本を借りた者を区別するため       # 正
//! # …
//! 記録項目:
//!   - 区分: 利用者
//!     項目: [利用者番号, 氏名, 住所, 生年月日, 電話番号]
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use super::records::{LIST, cells, is_whole};
use super::{is_list_mark, key, numbers, text, ticks};
use crate::assessment::value::{Table, Value};
use crate::assets::lists::records::{IDENTIFIERS, KINDS, UNSPECIFIC};
use crate::japanese::notation::{fold, has_chars, similarity};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X041",
    name: "reason-without-record",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// Shorter names are words of many.
const SHORTEST: usize = 4;

/// From this likeness on, two names are one.
const ALIKE: f64 = 0.7;

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let cells = cells(cx, n);
        let id = format!("files[{n}].overview.basics.items.validity");
        let Some((field, said)) = text(cx, &id) else {
            continue;
        };
        if cells.len() < LIST || cells.iter().any(is_whole) {
            continue;
        }
        let names: Vec<String> = cells.iter().map(|cell| fold(cell.words())).collect();
        let stems: Vec<&str> = names
            .iter()
            .filter_map(|name| Some(stem(name)?.0))
            .collect();
        let recorded = recorded(cx, n);
        let ticked = details(cx, n);
        let there = key(cx, &format!("files[{n}].records[1].group"));
        for range in heads(&said.text) {
            let name = fold(&said.text[range.clone()]);
            let Some((stem, is_identifier)) = stem(&name) else {
                continue;
            };
            let mut unspecific = UNSPECIFIC.iter();
            let is_known = ticked.contains(&name)
                || recorded.contains(stem)
                || unspecific.any(|word| name.ends_with(word))
                || stems.iter().any(|cell| similarity(cell, stem) >= ALIKE);
            if is_known {
                continue;
            }
            let lang = cx.lang;
            let severity = match is_identifier {
                true => Severity::Warning,
                false => Severity::Info,
            };
            let span = cx.words(said, range);
            let finding = cx
                .report(&RULE, field, span, words(lang, &name))
                .severity(severity);
            if let Some(there) = there {
                finding.related(there, "別添２");
            }
        }
    }
}

/// The names at the heads of lines: 「・貸出カード番号、督促区分　…」.
fn heads(text: &str) -> Vec<Range<usize>> {
    const ENDS: [char; 13] = [
        '\u{3000}', ' ', '：', ':', '…', '＞', '】', '」', 'は', 'を', 'に', '（', '(',
    ];
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_mark = |c: char| is_list_mark(c) || matches!(c, '【' | '「' | '＜' | '■' | '◆');
        let head = line.trim_start_matches(is_mark);
        let mut at = start + line.len() - head.len();
        start += line.len();
        let Some(end) = head.find(ENDS) else { continue };
        for part in head[..end].split_inclusive(['、', '・']) {
            let name = part.trim_end_matches(['、', '・']);
            // 「及び」 has no sign that parts it.
            let last = name.rfind("及び").map_or(0, |i| i + "及び".len());
            found.extend(
                [0..last.saturating_sub("及び".len()), last..name.len()]
                    .map(|r| at + r.start..at + r.end),
            );
            at += part.len();
        }
    }
    found.retain(|range| !range.is_empty());
    found
}

/// A name without the word at its end that says what it is, and whether it is that of an identifier.
fn stem(name: &str) -> Option<(&str, bool)> {
    let of = |words: &[&str]| words.iter().find_map(|end| name.strip_suffix(end));
    let found = of(IDENTIFIERS)
        .map(|stem| (stem, true))
        .or_else(|| of(KINDS).map(|stem| (stem, false)));
    found.filter(|(stem, _)| has_chars(name, SHORTEST) && has_chars(stem, 2))
}

/// All that 別添２ of a file says, folded.
fn recorded(cx: &Context, n: usize) -> String {
    let mut all = String::new();
    for (_, field) in cx.assessment.below(&format!("files[{n}].records")) {
        let mut add = |words: &str| {
            all.push_str(&fold(words));
            all.push('\n');
        };
        match &field.value {
            Value::Text(said) => add(&said.text),
            Value::Texts(texts) => texts.iter().for_each(|text| add(&text.text)),
            Value::Table(Table::Markdown(said)) => add(&said.text),
            Value::Table(Table::Rows(rows)) => {
                let scalars = rows.iter().flatten().filter_map(|(_, node)| node.scalar());
                scalars.for_each(|scalar| add(&scalar.text));
            }
            _ => {}
        }
    }
    all
}

/// What is written beside the options of 主な記録項目, folded.
fn details(cx: &Context, n: usize) -> String {
    let main = format!("files[{n}].overview.basics.items.main");
    let groups = ["identification", "contact", "business"];
    let ticks = groups
        .iter()
        .flat_map(|group| ticks(cx, &format!("{main}.{group}")));
    let words = ticks.map(|tick| {
        fold(tick.option) + "\n" + &tick.detail.map_or_else(String::new, |d| fold(&d.text))
    });
    words.collect()
}

fn words(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "「{name}」を記録する理由があるのに、別添２に無い",
        "A reason is given for 「{name}」, which 別添２ does not list"
    ))
    .help(say!(
        lang,
        "記録しているなら別添２に加え、別の名で書いてあるなら名をそろえてください。記録していないなら、理由を消します。",
        "Add it to 別添２ or use the name that it has there; else take the reason out."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_at_the_heads_of_lines() {
        let names = |text: &str| -> Vec<String> {
            heads(text)
                .into_iter()
                .map(|r| text[r].to_owned())
                .collect()
        };
        assert_eq!(
            names("・貸出カード番号　本を区別するため"),
            ["貸出カード番号"]
        );
        assert_eq!(
            names("【督促区分】\nア　会員番号及び予約コード：照合のため"),
            ["督促区分", "ア"]
        );
        assert_eq!(
            names("（1）会員番号及び予約コード：照合のため"),
            ["会員番号", "予約コード"]
        );
        assert_eq!(stem("貸出カード番号"), Some(("貸出カード", true)));
        assert_eq!(stem("督促区分"), Some(("督促", false)));
        assert_eq!(stem("住所"), None);
    }
}
