//! 本文に出てくるシステムが、Ⅰ２の使用するシステムに無い。
//! The text names a system that the list of systems does not have.
//!
//! ## 何を確認するか
//! 表紙の特記事項、Ⅰ１②事務の内容、Ⅰ２②システムの機能、Ⅱ、Ⅲ、Ⅳの本文と別添１の説明に「…システム」とあるとき、その名前がⅠ２のシステムの名称や略称、他のシステムとの接続、
//! 様式の選択肢、組織の語（terms）の名前のどれかにあること。「業務システム」「本システム」のような言い方や、入退室管理のような設備は数えません。
//! Ⅰ２の名前と「団体内」だけが違う名前は、その名前に定めていなければ、参考とします。
//! すぐ後の（　）で「以下…」「…をいう」と定めた名前、「…システムの…に関するガイドライン」のような題名、同じ文で「接続しない」「使用しない」とした名前、
//! 「医療機関の…システム」「国が整備する…システム」のようなほかの機関のものも、「個人番号は含まない」と書いた文のものも数えません。
//! 正式な名前の誤りとして L006 が示すものは、二度示しません。
//!
//! ## なぜ
//! Ⅰ２に無いシステムは、機能も接続も書かれていないまま個人番号を扱うことになります。ひな形の名前が残っていることもあります。
//!
//! ## 直し方
//! 同じシステムの別の呼び名なら、Ⅰ２の名前にそろえます。別のシステムなら、Ⅰ２に加えるか、接続先として③に書きます。
//!
//! ## 例
//! ```yaml
//! 使用するシステム:
//!   - システムの名称: 図書貸出システム
//! # …
//! 事務の内容: 蔵書管理台帳システムに記録する。   # 誤: Ⅰ２に無い
//! 事務の内容: 図書貸出システムに記録する。       # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::collections::BTreeMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::systems::{SYSTEM, is_read, known, listed, names, nearest};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::japanese::notation::{fold, similarity};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X010",
    name: "unlisted-system",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let listed = listed(cx);
    // A draft that has not come to the list yet.
    if listed.is_empty() {
        return;
    }
    let known = known(cx, &listed);
    let mut misspelt: FxHashMap<FieldId, Vec<Range<usize>>> = FxHashMap::default();
    for (field, range) in cx.facts.misspelt() {
        misspelt.entry(field).or_default().push(range);
    }
    let mut found: BTreeMap<String, Vec<(FieldId, Span)>> = BTreeMap::new();
    let mut renamed: BTreeMap<(String, String), Vec<(FieldId, Span)>> = BTreeMap::new();
    for (id, field) in cx.assessment.fields.iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        if !is_read(&field.id) {
            continue;
        }
        for range in names(&said.text, &cx.vocabulary().departments) {
            // L006, W011 and W021 report a name that is misspelt.
            let mut wrong = misspelt.get(&id).into_iter().flatten();
            if wrong.any(|w| w.start < range.end && range.start < w.end) {
                continue;
            }
            let name = fold(&said.text[range.clone()]);
            if let Some(listed) = known.otherwise(&name) {
                let spots = renamed.entry((name, listed)).or_default();
                spots.push((id, cx.words(said, range)));
            } else if !known.has(&name) && !known.is_of_others(&said.text[..range.start]) {
                let spots = found.entry(name).or_default();
                spots.push((id, cx.words(said, range)));
            }
        }
    }
    for (name, spots) in found {
        report_unlisted(cx, &name, &spots, &listed);
    }
    for ((name, listed), spots) in renamed {
        report_other_name(cx, &name, &listed, &spots);
    }
}

fn report_other_name(cx: &mut Context, name: &str, listed: &str, spots: &[(FieldId, Span)]) {
    let Some(((field, span), rest)) = spots.split_first() else {
        return;
    };
    cx.report(&RULE, *field, *span, other_name(cx.lang, name, listed))
        .severity(Severity::Info)
        .places(rest.iter().map(|(_, span)| *span));
}

fn report_unlisted(cx: &mut Context, name: &str, spots: &[(FieldId, Span)], listed: &[&str]) {
    let Some(((field, span), rest)) = spots.split_first() else {
        return;
    };
    // What all names end in makes none of them alike.
    let bare = |name: &str| fold(name).replace(SYSTEM, "").replace("管理", "");
    let alike = |listed: &&&str| similarity(&bare(name), &bare(listed)) >= 0.5;
    let alike: Vec<&str> = listed.iter().filter(alike).copied().collect();
    // Most often another name for one that is listed.
    let is_office = |id: &str| id == "basic.office.content" || id.starts_with("files[");
    let is_of_office = spots
        .iter()
        .any(|(field, _)| is_office(&cx.field(*field).id));
    let severity = if alike.is_empty() && is_of_office {
        RULE.levels.highest()
    } else {
        Severity::Info
    };
    let words = unlisted(cx.lang, name, nearest(name, &alike, 0.4));
    cx.report(&RULE, *field, *span, words)
        .severity(severity)
        .places(rest.iter().map(|(_, span)| *span));
}

/// Ⅰ２ calls a system a little otherwise.
fn other_name(lang: Lang, name: &str, listed: &str) -> Words {
    Words::new(say!(
        lang,
        "「{name}」は、Ⅰ２では「{listed}」になっている",
        "「{name}」 is called 「{listed}」 in Ⅰ２"
    ))
    .help(say!(
        lang,
        "同じシステムなら、「{listed}」にそろえるか、初めに出る所で「（以下「{name}」という。）」と定めてください。",
        "Use the name 「{listed}」, or say once that it is called so."
    ))
}

/// A system that Ⅰ２ does not have, with the name there that is most like it.
fn unlisted(lang: Lang, name: &str, near: Option<&str>) -> Words {
    let help = match near {
        Some(near) => say!(
            lang,
            "「{near}」のことなら、その名前にそろえてください。別のシステムなら、Ⅰ２に加えるか、接続先としてⅠ２③に書きます。",
            "Use the name 「{near}」 if it is meant; else add the system to Ⅰ２ or to its connections."
        ),
        None => say!(
            lang,
            "Ⅰ２にあるシステムの別の呼び名なら、その名前にそろえてください。別のシステムなら、Ⅰ２に加えるか、接続先としてⅠ２③に書きます。",
            "Use the name that Ⅰ２ has, or add the system to Ⅰ２ or to its connections."
        ),
    };
    Words::new(say!(
        lang,
        "「{name}」がⅠ２の使用するシステムに無い",
        "「{name}」 is not among the systems of Ⅰ２"
    ))
    .help(help)
}
