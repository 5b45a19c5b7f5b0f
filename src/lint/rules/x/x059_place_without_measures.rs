//! 保管場所の見出しにあるシステムの措置が、物理的対策、技術的対策に無い。
//! A system that keeps data has no counterpart in the measures against leaks.
//!
//! ## 何を確認するか
//! Ⅱ６①保管場所と、Ⅲ７リスク１の⑤物理的対策、⑥技術的対策が、同じ＜…における措置＞の見出しに分けて書かれているとき、①の見出しにあるシステム、
//! サーバー、プラットフォームなどが、⑤にも⑥にもあること。見出しがなくても、その名が文にあれば指摘しません。
//! 書庫や窓口のような紙の場所と、⑤⑥が場所でないもので分かれているときは見ません。
//!
//! ## なぜ
//! システムを加えたとき、保管場所だけに書き足して、その安全管理を書き漏らす誤りがあります。
//!
//! ## 直し方
//! 同じ見出しを立て、そのシステムの措置を書きます。ほかの機関が措置を取るなら、そのことを書きます。
//!
//! ## 例
//! ```yaml
//! # 保管の欄
//! 概要:
//!   特定個人情報の保管・消去:
//!     保管場所: |
//!       ＜図書館における措置＞
//!       機械の部屋に置く。
//!       ＜予約システムにおける措置＞   # 誤: 物理的対策に無い
//!       ＜図書館における追加措置＞     # 正
//!       データセンターに置く。
//! リスク対策:
//!   特定個人情報の保管・消去:
//!     特定個人情報の漏えい・滅失・毀損リスク:
//!       物理的対策:
//!         具体的な対策の内容: |
//!           ＜図書館における措置＞
//!           機械の部屋に鍵を掛ける。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{numbers, text};
use crate::assessment::field::FieldId;
use crate::lint::rules::facts::headings::{
    PLACE, are_variants, differs_by_own, headings, is_ordered_otherwise, is_same_place, normal,
    plain,
};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X059",
    name: "place-without-measures",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// What ends the name of a system; a room with papers needs no technical measures.
const SYSTEMS: [&str; 8] = [
    "システム",
    "サーバー",
    "サーバ",
    "プラットフォーム",
    "クラウド",
    "基盤",
    "サービス",
    "ネットワーク",
];

/// What answers the places where data are kept.
const ANSWERS: [&str; 2] = ["physical", "technical"];

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let kept = format!("files[{n}].overview.storage.place");
        let Some((field, kept)) = text(cx, &kept) else {
            continue;
        };
        let here: Vec<String> = headings(&kept.text)
            .map(|r| normal(&kept.text[r]))
            .collect();
        let answers = ANSWERS.iter().filter_map(|kind| {
            let id = format!("files[{n}].risks.storage.leak.{kind}.content");
            let (field, said) = text(cx, &id)?;
            Measures::of(field, said).filter(|measures| measures.answer(&here))
        });
        let answers: Vec<Measures> = answers.collect();
        let lang = cx.lang;
        for range in headings(&kept.text) {
            let heading = kept.text[range.clone()].trim();
            if !is_system(heading) {
                continue;
            }
            let without = answers.iter().filter(|measures| !measures.are_of(heading));
            let without: Vec<&Measures> = without.collect();
            if without.is_empty() {
                continue;
            }
            let names: Vec<String> = without.iter().map(|m| cx.name(m.field)).collect();
            let span = cx.words(kept, range.clone());
            let mut finding = cx.report(&RULE, field, span, words(lang, heading, &names));
            for measures in without {
                finding = finding.related(measures.said.span, not_here(lang));
            }
        }
    }
}

/// The measures of an item under headings.
struct Measures<'a> {
    field: FieldId,
    said: &'a Scalar,
    /// What the headings are about.
    headings: Vec<String>,
    /// The text as headings are compared.
    plain: String,
}

impl<'a> Measures<'a> {
    /// None where there is no heading.
    fn of(field: FieldId, said: &'a Scalar) -> Option<Self> {
        let headings = headings(&said.text).map(|range| normal(&said.text[range]));
        let headings: Vec<String> = headings.collect();
        (!headings.is_empty()).then(|| Measures {
            field,
            said,
            headings,
            plain: plain(&said.text),
        })
    }

    /// Whether they are divided by the places where data are kept.
    fn answer(&self, here: &[String]) -> bool {
        !is_ordered_otherwise(&self.said.text, &self.headings, here)
    }

    /// Whether they are under the heading of a place, or name it.
    fn are_of(&self, heading: &str) -> bool {
        let own = normal(heading);
        let place = PLACE.iter().find_map(|word| heading.split_once(word));
        let name = plain(place.map_or(heading, |(place, _)| without_bracket(place)));
        let name = name.trim_end_matches('等');
        let is_same =
            |h: &String| is_same_place(h, &own) || differs_by_own(h, &own) || are_variants(h, &own);
        self.plain.contains(name) || self.headings.iter().any(is_same)
    }
}

/// Whether a heading is about the measures of a system; one that only names it says nothing of measures elsewhere.
fn is_system(heading: &str) -> bool {
    let place = PLACE.iter().find_map(|word| heading.split_once(word));
    let Some((place, _)) = place else {
        return false;
    };
    let name = without_bracket(place).trim_end_matches('等');
    SYSTEMS.iter().any(|end| name.ends_with(end))
}

/// A name without what is in brackets after it: 「ワクチン接種記録システム（VRS）」.
fn without_bracket(name: &str) -> &str {
    let name = name.trim();
    let cut = name.strip_suffix(['）', ')']);
    let open = cut.and_then(|rest| rest.rfind(['（', '(']));
    open.map_or(name, |open| name[..open].trim())
}

fn words(lang: Lang, heading: &str, items: &[String]) -> Words {
    let items = items.join(&say!(lang, "と ", " and "));
    Words::new(say!(
        lang,
        "保管場所の「{heading}」に当たる措置が、{items} に無い",
        "「{heading}」 keeps data, but {items} does not say how they are guarded there"
    ))
    .help(say!(
        lang,
        "同じ見出しを立て、そのシステムの措置を書いてください。ほかの機関が措置を取るなら、そのことを書きます。",
        "Say there how data at this place are guarded, or by whom."
    ))
}

fn not_here(lang: Lang) -> String {
    say!(lang, "ここに無い", "missing here")
}
