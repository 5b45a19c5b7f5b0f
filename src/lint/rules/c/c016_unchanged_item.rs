//! 別添３に書かれた項目が、前の版から変わっていない。
//! The change table records a change of an item that did not change since the version before.
//!
//! ## 何を確認するか
//! `--base` で指定した版の公表日より後の行で、その版の別添３に無かったものが、実際に変わった項目を述べていること。
//! 変更前と変更後がほかの項目の変更を述べていれば、その項目を示します。幾つかの項目を並べた行は、項目ごとに見ます。
//! これから変える予定の行と、どの項目か分からない行（C001、C003）は問いません。`--base` を指定しなければ何も確認しません。
//!
//! ## なぜ
//! 項目の番地の誤りか、本文の直し忘れか、取りやめた変更の消し忘れです。変わっていないものを変えたと公表することになります。
//!
//! ## 直し方
//! 項目の番地を確かめ、本文を直すか、行を消します。
//!
//! ## 例
//! ```yaml
//! # 前の版
//! 消去方法: 毎年3月に消去する。
//! # 今の版
//! 消去方法: 毎年4月に消去する。
//! # …
//! - 変更日: 令和8年4月1日
//!   項目: Ⅱ６②　期間       # 誤: 変わったのは ③消去方法
//!   項目: Ⅱ６③　消去方法   # 正
//!   変更前: 毎年3月に消去する。
//!   変更後: 毎年4月に消去する。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use super::{is_clear, row_name, target_name};
use crate::assessment::resolve::Meaning;
use crate::compare::changelog::base::Former;
use crate::compare::changelog::coverage::Verdict;
use crate::compare::changelog::{LogEntry, Reference};
use crate::compare::diff::Change;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C016",
    name: "unchanged-item",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

fn check(cx: &mut Context) {
    let Some((former, coverage)) = cx.coverage() else {
        return;
    };
    for (at, entry) in super::judged(cx) {
        match coverage.verdicts[at] {
            Verdict::Elsewhere(change) => elsewhere(cx, entry, &former.diff.changes[change]),
            Verdict::Idle => idle(cx, former, entry, |_| true),
            Verdict::Right if entry.references.len() > 1 => {
                let touched = &coverage.references[at];
                idle(cx, former, entry, |number| {
                    touched.get(number) == Some(&false)
                });
            }
            _ => {}
        }
    }
}

/// Whether a reference says for certain which item it names. What no row can be about is passed over: 様式 is what the
/// assessment is written on.
fn is_certain(cx: &Context, reference: &Reference) -> bool {
    let Meaning::Item(found) = &reference.meaning else {
        return false;
    };
    let item = &cx.assessment.form.items[found.item];
    is_clear(found) && found.rivals.is_empty() && item.id != "form"
}

/// A row that names items that did not change.
fn idle(cx: &mut Context, former: &Former, entry: &LogEntry, is_idle: impl Fn(usize) -> bool) {
    let Some(item) = entry.item else { return };
    let all = entry.references.iter().enumerate();
    let found = all.filter(|(number, reference)| is_idle(*number) && is_certain(cx, reference));
    let found: Vec<&Reference> = found.map(|(_, reference)| reference).collect();
    let Some(first) = found.first() else { return };
    let Meaning::Item(resolution) = &first.meaning else {
        return;
    };
    let lang = cx.lang;
    let name = target_name(cx, resolution, &first.places);
    let words = unchanged(lang, &row_name(lang, entry), &name, &former.name);
    let there = first.places.first().map(|field| cx.field(*field).head());
    let named = |reference: &&Reference| match entry.references.len() {
        1 => item.text.span,
        _ => cx.words(item.text, reference.words.clone()),
    };
    let places: Vec<Place> = found.iter().map(|r| (item.field, named(r))).collect();
    let finding = cx.report_all(&RULE, &places, words);
    if let Some((finding, there)) = finding.zip(there) {
        finding.related(there, unchanged_there(lang));
    }
}

/// A row whose words cover the change of another item.
fn elsewhere(cx: &mut Context, entry: &LogEntry, change: &Change) {
    let Some(item) = entry.item else { return };
    // What 項目 does not make clear is reported by C001 to C003.
    let mut references = entry.references.iter();
    if !references.all(|reference| is_certain(cx, reference)) {
        return;
    }
    let lang = cx.lang;
    let words = of_another(lang, &row_name(lang, entry), &change.name());
    let (_, there) = super::change_place(cx, change, None);
    cx.report(&RULE, item.field, item.text.span, words)
        .related(there, changed_there(lang));
}

fn unchanged(lang: Lang, row: &str, name: &str, base: &str) -> Words {
    Words::new(say!(
        lang,
        "{row} の項目（{name}）は、「{base}」の版から変わっていない",
        "{name}, which {row} names, did not change since 「{base}」"
    ))
    .help(say!(
        lang,
        "項目の番地を確かめてください。本文を直し忘れたなら直し、取りやめた変更なら行を消します。",
        "See whether the row names the right item; fix the item, or delete the row."
    ))
}

fn unchanged_there(lang: Lang) -> String {
    say!(lang, "変わっていない項目", "the item, unchanged")
}

fn of_another(lang: Lang, row: &str, name: &str) -> Words {
    Words::new(say!(
        lang,
        "{row} が述べているのは、この項目ではなく {name} の変更である",
        "{row} covers the change of {name}, not of the item that it names"
    ))
    .help(say!(
        lang,
        "項目の番地と番号を、変えた項目のものに直してください。",
        "Write the address and the number of the item that changed."
    ))
}

fn changed_there(lang: Lang) -> String {
    say!(lang, "この項目の変更", "the change that it covers")
}
