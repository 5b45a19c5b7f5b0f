//! 措置を行う課が、部署を書くどの欄にも無い。
//! A department that carries out measures is in no item that lists departments.
//!
//! ## 何を確認するか
//! Ⅲ、Ⅳの文に「資料課が権限を管理する」「資料課長の承認を得る」のように措置を行う課として出てくる課が、部署を書く欄（Ⅰ７、Ⅱ２⑥、Ⅱ３①・⑦、Ⅱ５、Ⅴ１）の
//! どれかにあること（参考）。
//! 情報、人事、総務、契約、監査のような庁内共通の課、ほかの団体の課、別添３に出てくる課は見ません。担当課とよく似た名は X033 が見ます。
//!
//! ## なぜ
//! 権限の管理や承認をする課が欄に無いと、その課が特定個人情報を扱うのかどうか、責任がどこにあるのかが分かりません。組織改正の前の名のこともあります。
//!
//! ## 直し方
//! その課が使っているなら、Ⅱ３⑦使用部署などに加えます。古い名なら直します。庁内共通の課で扱わないなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 部署: 教育部図書推進課
//! # …
//! 使用部署: 教育部図書推進課
//! # …
//! 具体的な管理方法: 権限の登録は、資料保存課が管理する。   # 誤
//! 具体的な管理方法: 権限の登録は、図書推進課が管理する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::offices::{Named, are_alike, named};
use crate::assessment::value::Value;
use crate::assets::lists::departments::{COMMON, DOES, EVERYWHERE};
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X046",
    name: "unlisted-doer",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let named = named(cx);
    let listed: FxHashSet<&str> = named
        .iter()
        .filter(|other| other.listed)
        .map(|other| other.name.as_str())
        .collect();
    // A draft that has no departments yet lists none.
    if listed.is_empty() {
        return;
    }
    let log = of_log(cx);
    let mut found: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for other in &named {
        let name = other.name.as_str();
        let is_known = listed
            .iter()
            .any(|known| known.ends_with(name) || name.ends_with(known))
            || COMMON
                .iter()
                .any(|word| name.contains(word) || other.division.contains(word))
            || EVERYWHERE.contains(&name)
            || log.contains(name)
            || listed.iter().any(|known| are_alike(name, known));
        if !is_known && is_measure(&cx.field(other.field).id) && does(cx, other) {
            let places = found.entry(name).or_default();
            places.push((other.field, other.span));
        }
    }
    for (name, places) in found {
        cx.report_all(&RULE, &places, words(cx.lang, name));
    }
}

/// Chapters III and IV.
fn is_measure(id: &str) -> bool {
    id.starts_with("files[") && id.contains("].risks.") || id.starts_with("other_risks.")
}

/// Whether the words after a department say that it does something.
fn does(cx: &Context, named: &Named) -> bool {
    let Value::Text(said) = cx.field(named.field).value else {
        return false;
    };
    let mut places = said.text.match_indices(named.name.as_str());
    places.any(|(at, name)| {
        let after = said.text[at + name.len()..].trim_start_matches(['長', '等']);
        DOES.iter().any(|word| after.starts_with(word))
    })
}

/// What 別添３ says, folded: a department of which it speaks is another question.
fn of_log(cx: &Context) -> String {
    let fields = cx.assessment.printed().iter();
    let rows = fields.filter(|field| field.id.starts_with("changes["));
    let texts = rows.filter_map(|field| match field.value {
        Value::Text(said) => Some(fold(&said.text)),
        _ => None,
    });
    texts.collect()
}

fn words(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "措置を行う「{name}」が、部署を書くどの欄にも無い",
        "「{name}」, which carries out measures, is in no item that lists departments"
    ))
    .help(say!(
        lang,
        "この事務に関わる課なら、Ⅱ３⑦使用部署などに加えてください。いまの組織の名かも確かめてください。庁内共通の課なら、そのままで構いません。",
        "Add it to the users if it takes part, and see whether it is called so today; a department for the whole body may stay."
    ))
}
