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
//! Ⅰ２③で選んだ選択肢の通称とみられる名前（「既存住民基本台帳システム」の「住民情報システム」）は、選択肢ごとに一件の参考とします。
//! Ⅰ２に名の空いたシステムがあるうちは、参考とします。
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

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::systems::{SYSTEM, is_read, known, listed, names, nearest};
use super::{numbers, ticks};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::systems::KINDS;
use crate::japanese::notation::{fold, similarity};
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
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
    let mut found: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    let mut renamed: BTreeMap<(String, String), Vec<Place>> = BTreeMap::new();
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
    let kinds = ticked_kinds(cx);
    let mut called: BTreeMap<&str, (String, Vec<Place>)> = BTreeMap::new();
    // A system without a name may be any.
    let is_named = listed.len() == numbers(cx, "basic.systems").count();
    for (name, spots) in found {
        let mut kinds = kinds.iter();
        let is_it = |(_, words): &&SystemKind| words.iter().any(|word| name.contains(word));
        match kinds.find(is_it) {
            Some((option, _)) => {
                let (names, places) = called.entry(*option).or_default();
                names.extend(["「", name.as_str(), "」"]);
                places.extend(spots);
            }
            None => report_unlisted(cx, &name, &spots, (listed.as_slice(), is_named)),
        }
    }
    for (option, (names, mut spots)) in called {
        spots.sort_by_key(|(_, span)| *span);
        if let Some(finding) = cx.report_all(&RULE, &spots, of_kind(cx.lang, &names, option)) {
            finding.severity(Severity::Info);
        }
    }
    for ((name, listed), spots) in renamed {
        report_other_name(cx, &name, &listed, &spots);
    }
}

/// An option for what a system is connected with, and how such a system is called.
type SystemKind = (&'static str, &'static [&'static str]);

/// The options of this sort that are ticked in Ⅰ２③.
fn ticked_kinds(cx: &Context) -> Vec<SystemKind> {
    let ids = numbers(cx, "basic.systems").map(|n| format!("basic.systems[{n}].connections"));
    let ticked: BTreeSet<&str> = ids
        .flat_map(|id| ticks(cx, &id))
        .map(|tick| tick.option)
        .collect();
    let kinds = KINDS.iter().copied();
    kinds.filter(|(kind, _)| ticked.contains(kind)).collect()
}

fn report_other_name(cx: &mut Context, name: &str, listed: &str, spots: &[Place]) {
    if let Some(finding) = cx.report_all(&RULE, spots, other_name(cx.lang, name, listed)) {
        finding.severity(Severity::Info);
    }
}

/// Reports a name that none of the list has, which may be without the name of a system.
fn report_unlisted(
    cx: &mut Context,
    name: &str,
    spots: &[Place],
    (listed, is_named): (&[&str], bool),
) {
    // What all names end in makes none of them alike.
    let bare = |name: &str| fold(name).replace(SYSTEM, "").replace("管理", "");
    let alike = |listed: &&&str| similarity(&bare(name), &bare(listed)) >= 0.5;
    let alike: Vec<&str> = listed.iter().filter(alike).copied().collect();
    // Most often another name for one that is listed.
    let is_office = |id: &str| id == "basic.office.content" || id.starts_with("files[");
    let is_of_office = spots
        .iter()
        .any(|(field, _)| is_office(&cx.field(*field).id));
    let severity = if alike.is_empty() && is_of_office && is_named {
        RULE.levels.highest()
    } else {
        Severity::Info
    };
    let words = unlisted(cx.lang, name, nearest(name, &alike, 0.4));
    if let Some(finding) = cx.report_all(&RULE, spots, words) {
        finding.severity(severity);
    }
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

/// Names by which a system is called that an option of Ⅰ２③ means.
fn of_kind(lang: Lang, names: &str, option: &str) -> Words {
    Words::new(say!(
        lang,
        "{names}は、Ⅰ２③で選んだ「{option}」のことか",
        "{names} may be what 「{option}」 of Ⅰ２③ means"
    ))
    .help(say!(
        lang,
        "そうなら、「{option}」にそろえてください。別のシステムなら、Ⅰ２に加えるか、③の「その他」に書いてください。",
        "Use the name 「{option}」 if it does; else add the system to Ⅰ２ or to its connections."
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
