//! 別添３の項目が、どの項目のことか分からない。
//! A reference in the change table names no item, or may mean several.
//!
//! ## 何を確認するか
//! 別添３の「項目」から、様式の項目がただ一つ決まること。番号の書き方（Ⅱ と II、② と ➁、全角と半角）や、番号だけ、名だけ、
//! 見出しを一行ずつ並べる書き方の違いは問いません。システムや委託事項の番号が、本文にも、後で消した記録にも無いときも指摘します。「Ⅱ３①、②」のように幾つかの項目を並べたものと、全体を指すものは見ません。
//!
//! ## なぜ
//! どこが変わったかを住民や点検者がたどれません。本文との照合もできません。
//!
//! ## 直し方
//! 「Ⅱ３①」のような番地を書きます。`hyokasho explain` の項目一覧や、本文の見出しのとおりに書くと確実です。
//!
//! ## 例
//! ```yaml
//! 変更箇所:
//!   - 項目: Ⅲ５　リスクに対する措置の内容           # 誤: リスク２とリスク３のどちらにもある
//!   - 項目: Ⅲ５リスク２　リスクに対する措置の内容   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３
//!
//! 実測: 公表された素案一つ（変更箇所32行）で指摘0件、見落とし0件（「（評価書の種類）」は C002 が参考として示します）。

use jiff::civil::Date as Day;

use super::{day, is_renumbered, shown};
use crate::assessment::field::{id_at, is_within};
use crate::assessment::resolve::{Meaning, Resolution};
use crate::compare::changelog::marks::{MarkKind, is_whole};
use crate::form::ItemId;
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C001",
    name: "unknown-reference",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

/// How many candidates are named.
const MOST: usize = 3;

#[derive(PartialEq, Clone, Eq, Hash)]
enum Why {
    Nothing,
    Rivals(Vec<ItemId>),
    NoEntry,
    NoEntryEver,
}

fn check(cx: &mut Context) {
    let newest = super::newest(cx, cx.changes());
    let removed = removed(cx);
    let mut found = Vec::new();
    for (at, entry) in super::judged(cx) {
        let Some(item) = entry.item else { continue };
        for reference in &entry.references {
            let words = &item.text.text[reference.words.clone()];
            let why = match &reference.meaning {
                Meaning::Nothing if !is_whole(words) => Why::Nothing,
                Meaning::Item(found) if !found.rivals.is_empty() => {
                    Why::Rivals([&[found.item], found.rivals.as_slice()].concat())
                }
                // What was deleted or renumbered since is no mistake.
                Meaning::Item(found) if day(entry).is_some() => {
                    let is_newest = day(entry) == newest;
                    let gone = entry.after.is_empty() && entry.after.has(MarkKind::Deleted);
                    let names_entry = found.at.last().is_some_and(Option::is_some);
                    if gone || !names_entry || !reference.places.is_empty() {
                        continue;
                    }
                    // An item that is left blank in an entry that is there.
                    if !lacks_entry(cx, found) {
                        continue;
                    }
                    // The number may be that of before an entry was removed, and is where the change is known.
                    let id = cx.assessment.form.items[found.item].id.as_str();
                    let renumbered = removed
                        .iter()
                        .any(|(then, list)| *then == day(entry) && is_within(id, list));
                    let known = cx
                        .coverage()
                        .is_some_and(|(_, coverage)| coverage.change[at].is_some());
                    let moved = || is_renumbered(cx, id, day(entry));
                    if renumbered || known || !is_newest && moved() {
                        continue;
                    }
                    if is_newest {
                        Why::NoEntry
                    } else {
                        Why::NoEntryEver
                    }
                }
                _ => continue,
            };
            let span = cx.words(item.text, reference.words.clone());
            found.push(((why, shown(words)), (item.field, span)));
        }
    }
    for ((why, reference), places) in grouped(found) {
        let rivals: &[ItemId] = match &why {
            Why::Rivals(items) => items,
            _ => &[],
        };
        let rivals = rivals.iter().take(MOST).map(|item| cx.name_of_item(*item));
        let rivals = rivals.collect::<Vec<_>>().join("」「");
        let words = words(cx.lang, &why, &reference, &rivals);
        cx.report_all(&RULE, &places, words);
    }
}

/// The lists from which rows remove an entry, with the days of the rows.
fn removed<'a>(cx: &Context<'a>) -> Vec<(Option<Day>, &'a str)> {
    let entries = cx.changes().entries.iter();
    let mut found: Vec<_> = entries
        .filter_map(|entry| {
            let item = &cx.assessment.form.items[entry.only()?.item];
            let gone = entry.after.is_empty() && !entry.before.is_empty();
            (item.is_list() && gone).then_some((day(entry), item.id.as_str()))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether the list has fewer entries than the reference says, or none of the file's name.
fn lacks_entry(cx: &Context, found: &Resolution) -> bool {
    if found.at.first() == Some(&Some(0)) {
        return true;
    }
    let id = &cx.assessment.form.items[found.item].id;
    let (Some(end), Some((last, outer))) = (id.rfind("[]"), found.at.split_last()) else {
        return false;
    };
    let outer: Vec<usize> = outer.iter().map(|n| n.unwrap_or(1)).collect();
    let count = cx.assessment.entries(&id_at(&id[..end], &outer));
    count > 0 && last.is_some_and(|n| n > count)
}

fn words(lang: Lang, why: &Why, reference: &str, rivals: &str) -> Words {
    let (headline, help) = match why {
        Why::Nothing => (
            say!(
                lang,
                "「{reference}」が、どの項目か分からない",
                "「{reference}」 names no item of the form"
            ),
            say!(
                lang,
                "様式の番地（Ⅱ３①など）と項目名で書いてください。",
                "Write the address on the form (Ⅱ３①) and its label."
            ),
        ),
        Why::Rivals(_) => (
            say!(
                lang,
                "「{reference}」では、項目が一つに決まらない",
                "「{reference}」 may mean several items"
            ),
            say!(
                lang,
                "「{rivals}」などのどれかが分かるように、番号を補ってください。",
                "Add the number, so that it is clear which is meant: 「{rivals}」."
            ),
        ),
        Why::NoEntryEver => (
            say!(
                lang,
                "「{reference}」は本文に無く、消した記録も無い",
                "「{reference}」 is not in the assessment, and no row says that it was removed"
            ),
            say!(
                lang,
                "番号の誤りか、後で消した行の書き漏れがないかを確かめてください。",
                "The number is wrong, or the row that removed the entry is missing."
            ),
        ),
        Why::NoEntry => (
            say!(
                lang,
                "「{reference}」は、本文に無い",
                "「{reference}」 is not in the assessment"
            ),
            say!(
                lang,
                "委託事項や提供先の番号、ファイルの名称を、いまの本文に合わせてください。",
                "Use the number that the entry has now, or the name of the file."
            ),
        ),
    };
    Words::new(headline).help(help)
}
