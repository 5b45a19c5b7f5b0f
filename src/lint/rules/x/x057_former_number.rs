//! 前の版から変えた件数、年数などが、ほかの所に古いまま残っている。
//! A number that changed since the version before is still the old one elsewhere.
//!
//! ## 何を確認するか
//! `--base` で指定した版から数が変わったとき、古い数がほかの項目に残っていないこと。
//! - 委託事項、提供先、移転先、システム、ファイルの数と、「4件の委託先」「3つのシステム」のように全部の数を書いた所。
//! - Ⅱ６②の期間やその妥当性の年数と、「保管期間の5年を経過した」「転出から5年を経過した記録」のように書いた所。
//! - 数だけを改めた文と、同じことを同じ数で述べた文（参考）。
//!
//! 別添３、別紙、Ⅵは見ません。`--base` を指定しなければ何も確認しません（そのときはX014、X025、X035が見ます）。
//!
//! ## なぜ
//! 同じ数は多くの欄に書かれるので、一つを改めても、ほかの欄に古い数が残りがちです。
//!
//! ## 直し方
//! いまの数に直します。別のことの数なら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! # 前の版
//! 保管場所: 入退室の記録を3年間保存する。
//! 消去方法: 書庫では、入退室の記録を3年間保存する。
//! # 今の版
//! 保管場所: 入退室の記録を5年間保存する。
//! 消去方法: 書庫では、入退室の記録を3年間保存する。   # 誤: Ⅱ６①では5年間に改めた
//! 消去方法: 書庫では、入退室の記録を5年間保存する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use rustc_hash::FxHashSet;

use super::echoes::{changed_at, former};
use super::former_numbers::{Amount, OldNumber, counts, retention};
use super::{changed, figures, numbers};
use crate::compare::diff::Scope;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X057",
    name: "former-number",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let Some(former) = former(cx) else { return };
    let mut known: FxHashSet<Span> = FxHashSet::default();
    let mut numbers_of_lists = counts(cx, former);
    let files = numbers(cx, "files");
    numbers_of_lists.extend(files.filter_map(|n| retention(cx, former, n)));
    for number in numbers_of_lists {
        report(cx, number, &mut known, Severity::Warning);
    }
    let changes = former.diff.changes.iter();
    let of_body =
        |change: &&crate::compare::diff::Change| change.scope == Scope::Body && !change.formal;
    let replaced = figures::replaced(changes.filter(of_body));
    if replaced.is_empty() {
        return;
    }
    for (replaced, left) in replaced.iter().zip(figures::left(cx, &replaced)) {
        let number = OldNumber {
            item: replaced.change.name(),
            old: Amount::Words(replaced.old.clone()),
            new: Amount::Words(replaced.new.clone()),
            there: changed_at(cx, replaced.change, Some(&replaced.sentence)),
            left,
        };
        report(cx, number, &mut known, Severity::Info);
    }
}

/// Reports where a number is left, but for places that are known already.
fn report(cx: &mut Context, number: OldNumber, known: &mut FxHashSet<Span>, severity: Severity) {
    let left = number.left.into_iter();
    let left: Vec<_> = left.filter(|(_, span)| known.insert(*span)).collect();
    let lang = cx.lang;
    let (old, new) = (amount(lang, &number.old), amount(lang, &number.new));
    let words = match number.old {
        Amount::Entries(_) => other_count(lang, &number.item, &old, &new),
        _ => other_number(lang, &number.item, &old, &new),
    };
    if let Some(finding) = cx.report_all(&RULE, &left, words) {
        finding
            .severity(severity)
            .related(number.there, changed(lang, &old, Some(&new)));
    }
}

fn amount(lang: Lang, amount: &Amount) -> String {
    match amount {
        Amount::Entries(n) => say!(lang, "{n}件", "{n}"),
        Amount::Years(n) => say!(lang, "{n}年", "{n} years"),
        Amount::Words(words) => words.clone(),
    }
}

fn other_count(lang: Lang, item: &str, old: &str, new: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} は{old}から{new}に変わったのに、ここは{old}のままである",
        "{item} has {new} entries now, but the text still says {old}"
    ))
    .help(say!(
        lang,
        "{new}に直してください。「いずれの」と書けば、数を直さずに済みます。",
        "Write {new}, or no number at all."
    ))
}

fn other_number(lang: Lang, item: &str, old: &str, new: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} は「{old}」から「{new}」に変わったのに、ここは「{old}」のままである",
        "{item} is 「{new}」 now, but 「{old}」 is still here"
    ))
    .help(say!(
        lang,
        "同じことの数なら、「{new}」に直してください。別のことの数なら、そのままで構いません。",
        "Write 「{new}」 if it is the number of the same thing."
    ))
}
