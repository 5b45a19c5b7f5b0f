//! 同じシステムの接続先が、同じ機関のほかの評価書と違う。
//! A system is connected to others than in another assessment of the office.
//!
//! ## 何を確認するか
//! 二つ以上の評価書を一度に点検したとき、同じ評価実施機関の評価書のⅠ２①に同じ名のシステムがあり、③で選んだものが違うこと（参考）。
//! 「その他」に書いた相手と、この評価書のⅠ２に無いシステムは、事務ごとに違うことが多いので比べません。選んだものの少ない方に、同じ数なら後の方に示します。
//!
//! ## なぜ
//! 宛名や中間サーバーの接続先は、どの事務から見ても同じはずのものです。システムを入れ替えたときに、一部の評価書だけが直されることがあります。
//!
//! ## 直し方
//! いまの構成を確かめ、そろえます。この事務では使わない接続を除いたのなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! # ほかの評価書: 館内宛名システムの③は、庁内連携システムと税務システム
//! 使用するシステム:
//!   - システムの名称: 館内宛名システム
//!     他のシステムとの接続:
//!       - 庁内連携システム
//!   - システムの名称: 税務システム
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{key, numbers};
use crate::assets::lists::systems::KINDS;
use crate::japanese::notation::fold;
use crate::lint::beside::FileFacts;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X053",
    name: "system-elsewhere",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let Some((own, beside)) = cx.beside() else {
        return;
    };
    for n in numbers(cx, "basic.systems") {
        let name = cx.assessment.text(&format!("basic.systems[{n}].name"));
        let Some(name) = name else { continue };
        let folded = fold(name);
        let Some(here) = own.systems.get(&folded) else {
            continue;
        };
        let differing = beside.connections(own, &folded).iter().find_map(|other| {
            let there = &other.options;
            // What this work does not use need not be connected.
            let missing = there.difference(here);
            let missing: Vec<&str> = missing
                .copied()
                .filter(|option| uses(own, option))
                .collect();
            if missing.is_empty() {
                return None;
            }
            let is_fewer =
                here.len() < there.len() || here.len() == there.len() && other.file < own.file;
            let both = !here.is_empty() && !there.is_empty();
            (both && is_fewer).then_some((other, missing))
        });
        let Some((other, missing)) = differing else {
            continue;
        };
        let connections = format!("basic.systems[{n}].connections");
        let (Some(field), Some(span)) = (cx.assessment.find(&connections), key(cx, &connections))
        else {
            continue;
        };
        let words = words(cx.lang, name, &missing.join("」「"), &other.file);
        cx.report(&RULE, field, span, words);
    }
}

/// Whether a system that an option means is one of those of the assessment.
fn uses(own: &FileFacts, option: &str) -> bool {
    let kind = KINDS.iter().find(|(known, _)| *known == option);
    let words = kind.map_or(&[][..], |(_, words)| words);
    let means = |name: &String| {
        name.contains(&fold(option)) || words.iter().any(|word| name.contains(word))
    };
    own.systems.keys().any(means)
}

fn words(lang: Lang, name: &str, missing: &str, file: &str) -> Words {
    let message = say!(
        lang,
        "「{name}」の接続先が、ほかの評価書と違う（「{missing}」が選ばれていない）",
        "「{name}」 is connected to 「{missing}」 in another assessment"
    );
    Words::new(message)
        .label(say!(lang, "{file} では選ばれている", "ticked in {file}"))
        .help(say!(
            lang,
            "いまの構成を確かめ、両方の評価書をそろえてください。この事務では使わない接続なら、そのままで構いません。",
            "See which is so today; leave it where this work does not use the connection."
        ))
}
