//! 点検や意見によって変わった項目が、別添３に書かれていない。
//! An item changed because of the review, and the change table does not record it.
//!
//! ## 何を確認するか
//! `--base` で指定した版から変わった項目のうち、点検記録で対応が「修正した」「修正する」のものが「項目」に挙げたものが、別添３に
//! あること。点検記録に挙がっていない変更は C015 が見ます。
//!
//! ## なぜ
//! 審議会や住民の意見で直した所は、別添３で示し、記録の「変更箇所」から指せるようにしておくと、反映を確かめられます。
//!
//! ## 直し方
//! `hyokasho changelog ファイル --base 版 --write` で行を書き加え、変更理由に点検の意見によることを書きます。
//!
//! ## 例
//! ```yaml
//! # 点検記録の諮問1質疑2が、対応を「修正した」、項目をⅡ６①としている
//! 保管場所: 入退室の記録を5年間保存する。   # 誤: 前の版から変わったが、別添３に行がない
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則 第11条（※の項目）、特定個人情報保護評価書（全項目評価書）の様式 別添３

use super::{Pair, Side, entry_name, pairs};
use crate::assessment::field::{FieldId, is_within};
use crate::compare::changelog::Log;
use crate::compare::changelog::base::Former;
use crate::compare::changelog::coverage::{Coverage, Missing};
use crate::compare::diff::Change;
use crate::form::ASSESSMENT;
use crate::lint::companions::Opened;
use crate::lint::record::mended::shelf;
use crate::lint::record::{Action, Entry, Said, entries};
use crate::lint::rules::facts::changes::change_place;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "K013",
    name: "review-change-unrecorded",
    levels: Levels::always(Severity::Warning),
    basis: &[
        "特定個人情報保護評価に関する規則 第11条",
        "全項目評価書の様式 別添３",
    ],
    check,
};

fn check(cx: &mut Context) {
    for pair in pairs(cx) {
        if pair.in_record {
            let opened: Vec<&Opened> = cx.companions(ASSESSMENT).collect();
            let own = opened
                .into_iter()
                .find(|opened| std::ptr::eq(&opened.assessment, pair.paper));
            if let Some(former) = own.and_then(Opened::compared) {
                let log = Log::read(pair.paper);
                let coverage = Coverage::of(former, &log, pair.paper);
                look(cx, pair, former, &coverage);
            }
        } else if let Some((former, coverage)) = cx.coverage() {
            look(cx, pair, former, coverage);
        }
    }
}

fn look<'a>(cx: &mut Context<'a>, pair: Pair<'a>, former: &Former, coverage: &Coverage) {
    let shelf = shelf(&[pair.paper]);
    let named: Vec<(Entry<'a>, Vec<String>)> = entries(pair.record)
        .into_iter()
        .filter(|entry| {
            matches!(
                entry.action,
                Some((Action::Corrected | Action::ToCorrect, _))
            )
        })
        .map(|entry| {
            let fields = shelf.iter().flat_map(|shelved| shelved.of_entry(&entry));
            let ids = fields
                .map(|field| pair.paper.fields[field].id.clone())
                .collect();
            (entry, ids)
        })
        .collect();
    for (number, change) in former.diff.changes.iter_enumerated() {
        let wanted = match coverage.missing(number) {
            Missing::All => coverage.first(number),
            _ => continue,
        };
        // What is only form is reported as that (C015).
        if change.formal {
            continue;
        }
        let touches = |ids: &[String]| {
            let id = change.id();
            ids.iter()
                .any(|own| is_within(id, own) || is_within(own, id))
        };
        let Some((entry, _)) = named.iter().find(|(_, ids)| touches(ids)) else {
            continue;
        };
        let Some(item) = first_item(entry) else {
            continue;
        };
        let place = match pair.in_record {
            true => place_in(pair, change),
            false => {
                let (field, span) = change_place(cx, change, wanted.as_ref());
                field.map(|field| (field, span))
            }
        };
        let Some((field, span)) = place else {
            continue;
        };
        let name = entry_name(pair.record, entry);
        let sides = (
            Side::at(item, pair.record, asked(cx.lang, &name)),
            Side::of(field, span, changed(cx.lang, &former.name)),
        );
        let words = words(cx.lang, &change.name(), &name);
        let finding = pair.report(cx, &RULE, words, sides);
        if change.significant {
            finding.severity(Severity::Error);
        }
    }
}

/// What of an entry names the item.
fn first_item<'a>(entry: &Entry<'a>) -> Option<Said<'a>> {
    entry.items.first().copied()
}

/// Where a change is in an assessment that is not the one under check.
fn place_in(pair: Pair, change: &Change) -> Option<(FieldId, Span)> {
    let field = pair.paper.find(change.id())?;
    let own = &pair.paper.fields[field];
    Some((field, own.head()))
}

fn words(lang: Lang, item: &str, entry: &str) -> Words {
    Words::new(say!(
        lang,
        "{entry} によって {item} が変わったのに、別添３に書かれていない",
        "{item} changed because of {entry}, and 別添３ does not record it"
    ))
    .help(say!(
        lang,
        "別添３に行を書き、点検記録の「変更箇所」にその行を書いてください。`hyokasho changelog` に同じ --base を付けて使うと、行の案を書き加えられます。",
        "Add a row to 別添３ and name it in the record; `hyokasho changelog` with the same --base writes what is missing."
    ))
}

/// Said at the entry of the record.
fn asked(lang: Lang, entry: &str) -> String {
    say!(lang, "{entry} が挙げた項目", "named by {entry}")
}

/// Said at the item.
fn changed(lang: Lang, base: &str) -> String {
    say!(
        lang,
        "「{base}」の版から変わった",
        "changed since 「{base}」"
    )
}
