//! 地方公共団体の評価書が、行政機関等のための条を根拠にしている。
//! A local body cites the article of the rules that is for ministries.
//!
//! ## 何を確認するか
//! 評価実施機関名が市町村長、知事、広域連合などのときに、特定個人情報保護評価に関する規則第8条（行政機関等による評価。地方公共団体等を除く）を根拠にしていないこと。
//! 「第8条ではなく」のように断っている文と、別添３は見ません。
//!
//! ## なぜ
//! 地方公共団体等の全項目評価は第7条が定めます。第8条を挙げると、手続の根拠を取り違えていることになります。
//!
//! ## 直し方
//! 住民等の意見の聴取と第三者点検は第7条第1項と第4項、しきい値判断の結果が変わったときは第7条第2項（重点項目評価は第6条第2項）に直します。
//!
//! ## 例
//! ```yaml
//! 評価実施機関名: 架空市長
//! # …
//! 方法: 特定個人情報保護評価に関する規則第8条第1項に基づき公示した。   # 誤: 第8条は行政機関等
//! 方法: 特定個人情報保護評価に関する規則第7条第1項に基づき公示した。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則 第7条、第8条

use super::data::law_of;
use super::entries::Body;
use crate::japanese::citation::number::Number;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "L021",
    name: "rule-for-ministries",
    levels: Levels::always(Severity::Warning),
    basis: &[
        "特定個人情報保護評価に関する規則 第7条",
        "特定個人情報保護評価に関する規則 第8条",
    ],
    check,
};

fn check(cx: &mut Context) {
    let agency = cx.assessment.form.agencies.item.as_deref();
    let agency = agency.and_then(|id| cx.assessment.text(id));
    if agency.and_then(Body::of).is_none() {
        return;
    }
    let mut found: Vec<Place> = Vec::new();
    for legal in cx.facts.laws.texts.iter().filter(|legal| !legal.in_row) {
        for citation in &legal.found.citations {
            let is_it = law_of(citation).is_some_and(|law| law.id == "hyoka-kisoku")
                && citation.place.article == Some(Number::plain(8));
            let denied = || {
                let sentence = legal.sentence(&citation.range);
                ["でなく", "ではな", "除"]
                    .iter()
                    .any(|word| sentence.contains(word))
            };
            if is_it && !denied() {
                found.push(legal.spot(cx, citation.range.clone()));
            }
        }
    }
    cx.report_all(&RULE, &found, words(cx.lang));
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "特定個人情報保護評価に関する規則第8条は、地方公共団体等に当たらない条である",
        "Article 8 of the rules is not for local bodies"
    ))
    .help(say!(
        lang,
        "第8条は行政機関等による評価を定めます。地方公共団体等の全項目評価は第7条（意見の聴取は第1項、しきい値判断の結果が変わったときは第2項、第三者点検は第4項）です。条文で確かめて書き直してください。",
        "It is about ministries; the full assessment of local bodies is article 7. Look it up."
    ))
}
