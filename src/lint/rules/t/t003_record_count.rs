//! 別添２の項目の数が、Ⅱ２④記録される項目の区分と合わない。
//! The items listed in Annex 2 are more or far fewer than the form says.
//!
//! ## 何を確認するか
//! 別添２に並んだ項目を数え、Ⅱ２④の区分（「50項目以上100項目未満」など）と比べます。
//! 「予備区分1～9」は9項目、表は1行を1項目、本文は「/」や改行、「、」「；」などで区切って数え、見出しと注記は数えません。
//! 同じ名前の項目は、区分を超えているかを見るときは、「1.」「①」のような番号を除いて一つと数えます。区分を超えるときに示し、超え方が1割に満たなければ参考とします。
//! 別添２ではまとめて書くこともあるため、少ない方は、区分の半分にも足りないとき（点検の段階から）だけを示します。
//!
//! ## なぜ
//! 区分だけを古いままにすると、実際にはずっと多くの項目を記録していることが住民に伝わりません。
//!
//! ## 直し方
//! 別添２が正しければⅡ２④の区分を直し、別添２に抜けや重複があれば別添２を直します。
//!
//! ## 例
//! ```yaml
//! 記録される項目:
//!   選択: 10項目未満             # 誤: 別添２には12項目ある
//!   選択: 10項目以上50項目未満   # 正
//!   主な記録項目:
//!     識別情報: [個人番号]
//! # …
//! 記録項目:
//!   - 項目: [個人番号, 氏名, 住所, 生年月日, 電話番号, 利用者番号]
//!   - 項目: [貸出日, 返却日, 資料番号, 督促日, 督促方法, 窓口]
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use rustc_hash::FxHashSet;

use super::{Band, choice};
use crate::assessment::value::{Table, Value};
use crate::assets::lists::references::ELSEWHERE;
use crate::japanese::chars::circled;
use crate::japanese::listing::parts;
use crate::japanese::notation::{fold, is_digit};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T003",
    name: "record-count",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// A run that is written 「予備1～予備999999」 stands for no more.
const LONGEST_RUN: usize = 200;

fn check(cx: &mut Context) {
    for n in 1..=cx.assessment.entries("files") {
        file(cx, n);
    }
}

fn file(cx: &mut Context, n: usize) {
    let lang = cx.lang;
    let id = format!("files[{n}].overview.basics.items");
    let (Some((_, said, span)), Some(field)) = (choice(cx, &id), cx.assessment.find(&id)) else {
        return;
    };
    let (Some(band), Some(listed)) = (Band::read(said), listed(cx, n)) else {
        return;
    };
    let least = listed.names.len() + listed.more;
    let too_many = least as u64 >= band.below;
    let by_far = least as u64 * 10 >= band.below.saturating_mul(11);
    // While 別添２ is being written, it is always short.
    let written = cx.assessment.stage >= Stage::Review;
    let too_few = written && !listed.open && listed.count as u64 * 2 <= band.least;
    if !too_many && !too_few {
        return;
    }
    let records = cx.assessment.item(&format!("files[{n}].records"));
    let at = records.map(|records| records.head());
    let words = words(lang, listed.count, &cx.name(field), said);
    let mut finding = cx.report(&RULE, field, span, words);
    if too_few || !by_far {
        // An entry may stand for several items, or be only a part of one; nothing is certain.
        finding = finding.severity(Severity::Info);
    }
    if let Some(at) = at {
        finding.related(at, from_here(lang, listed.count));
    }
}

/// What 別添２ lists.
#[derive(Default)]
struct Listed {
    /// All entries, a run as many as it stands for.
    count: usize,
    /// Entries of different names.
    names: FxHashSet<String>,
    /// What runs stand for beyond their first.
    more: usize,
    /// Whether there may be items that are not listed here: a group without content, a picture, another paper.
    open: bool,
}

impl Listed {
    fn add(&mut self, item: &str) {
        let name = fold(without_number(item));
        if name.is_empty() {
            return;
        }
        let run = run(&name);
        self.count += run;
        if self.names.insert(name) {
            self.more += run - 1;
        }
    }
}

/// An item without the number that it begins with: 「1. 氏名」, 「①氏名」, 「(1)氏名」, but 「4情報」.
fn without_number(item: &str) -> &str {
    let item = item.trim_start();
    let opened = item.strip_prefix(['(', '（']);
    let inner = opened.unwrap_or(item);
    let rest = inner.trim_start_matches(is_digit);
    let is_circled = |c| circled(c).is_some();
    let rest = match opened {
        _ if item.starts_with(is_circled) => item.strip_prefix(is_circled),
        _ if rest.len() == inner.len() => None,
        Some(_) => rest.strip_prefix([')', '）']),
        // 1.5 is a number.
        None => rest
            .strip_prefix(['.', '．', ')', '）'])
            .filter(|rest| !rest.starts_with(is_digit)),
    };
    let rest = rest.map(str::trim_start);
    rest.filter(|rest| !rest.is_empty()).unwrap_or(item)
}

fn listed(cx: &Context, n: usize) -> Option<Listed> {
    let mut listed = Listed::default();
    let entries = cx.assessment.entries(&format!("files[{n}].records"));
    for entry in 1..=entries {
        let part = |key: &str| {
            let field = cx
                .assessment
                .item(&format!("files[{n}].records[{entry}].{key}"))?;
            Some(&field.value)
        };
        let before = listed.count;
        if let Some(Value::Texts(texts)) = part("items") {
            texts.iter().for_each(|text| listed.add(&text.text));
        }
        if let Some(Value::Text(text)) = part("text") {
            // 「別紙の項目定義書のとおり」, 「画像」
            listed.open |= ELSEWHERE
                .iter()
                .chain(&["画像"])
                .any(|word| text.text.contains(word));
            for item in parts(&text.text) {
                listed.add(item);
            }
        }
        match part("table") {
            Some(Value::Table(Table::Rows(rows))) => {
                for row in rows {
                    let words = row
                        .iter()
                        .filter_map(|(_, node)| node.scalar())
                        .find(|cell| !is_number(&cell.text));
                    listed.add(words.map_or("", |cell| &cell.text));
                }
            }
            Some(Value::Table(Table::Markdown(text))) => {
                for row in rows(&text.text) {
                    listed.add(row);
                }
            }
            _ => {}
        }
        listed.open |= listed.count == before;
    }
    (listed.count > 0).then_some(listed)
}

/// The first cells with words of the rows below the head of a Markdown table.
fn rows(table: &str) -> impl Iterator<Item = &str> {
    let lines = table.lines().map(str::trim);
    let lines = lines.filter(|line| line.starts_with('|'));
    let is_rule =
        |line: &str| line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    lines
        .skip(1)
        .filter(move |line| !is_rule(line))
        .map(|line| {
            let mut cells = line.split('|').map(str::trim);
            cells
                .find(|cell| !cell.is_empty() && !is_number(cell))
                .unwrap_or("")
        })
}

fn is_number(cell: &str) -> bool {
    let cell = fold(cell);
    !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// How many items 「予備区分1~9」 stands for; one where there is no run. The words are folded.
fn run(item: &str) -> usize {
    let Some((before, after)) = item.split_once('~') else {
        return 1;
    };
    let digits = |c: char| c.is_ascii_digit();
    let first = &before[before.trim_end_matches(digits).len()..];
    let name = &before[..before.len() - first.len()];
    // 「予備1~予備9」 repeats the name.
    let after = after.strip_prefix(name).unwrap_or(after);
    let last = &after[..after.len() - after.trim_start_matches(digits).len()];
    if !matches!(&after[last.len()..], "" | ")" | "回" | "回目" | "回目)") {
        return 1;
    }
    match (first.parse::<usize>(), last.parse::<usize>()) {
        (Ok(first), Ok(last)) if first < last && last - first < LONGEST_RUN => last - first + 1,
        _ => 1,
    }
}

fn words(lang: Lang, count: usize, item: &str, band: &str) -> Words {
    Words::new(say!(
        lang,
        "別添２には{count}項目あるのに、{item} が「{band}」になっている",
        "Annex 2 lists {count} items, but {item} says 「{band}」"
    ))
    .label(say!(lang, "別添２と合わない", "differs from Annex 2"))
    .help(say!(
        lang,
        "どちらが正しいかを確かめ、区分を選び直すか、別添２の抜けや重複を直してください。",
        "See which is right: choose another band, or complete Annex 2."
    ))
}

fn from_here(lang: Lang, count: usize) -> String {
    say!(lang, "ここから{count}項目", "{count} items from here")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_counted() {
        for (item, count) in [
            ("予備区分１~9", 9),
            ("予備1～予備20", 20),
            ("氏名", 1),
            ("期間（1～12月）", 1),
            ("検査値(1～3回目)", 3),
            ("開始日～終了日", 1),
        ] {
            assert_eq!(run(&fold(item)), count, "{item}");
        }
    }

    #[test]
    fn numbers_of_items() {
        for item in [
            "1. 氏名",
            "１．氏名",
            "①氏名",
            "(1)氏名",
            "（１）　氏名",
            "12)氏名",
        ] {
            assert_eq!(without_number(item), "氏名", "{item}");
        }
        for item in ["4情報", "1歳児の数", "1.5倍率", "（市内）", "①", "3."] {
            assert_eq!(without_number(item), item);
        }
    }

    #[test]
    fn items_of_a_text() {
        assert_eq!(parts("氏名/住所（市内/市外）／性別\n生年月日\n").len(), 4);
        assert_eq!(parts("氏名、住所（市内、市外）、性別").len(), 3);
        assert_eq!(
            rows("| # | 項目 |\n|---|---|\n| 1 | 氏名 |\n| 2 | 住所 |").collect::<Vec<_>>(),
            ["氏名", "住所"]
        );
    }
}
