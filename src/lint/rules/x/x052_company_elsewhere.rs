//! 委託先の会社の名が、同じ機関のほかの評価書と違う書き方になっている。
//! A contractor's name is written another way than in another assessment of the office.
//!
//! ## 何を確認するか
//! 二つ以上の評価書を一度に点検したとき、同じ評価実施機関の評価書の委託先名（Ⅱ４⑥）を比べ、長音、中黒、「株式会社」と「（株）」、
//! その前後だけが違う名（参考）。少ない方の評価書に、同じ数なら後の方に示します。
//!
//! ## なぜ
//! 同じ会社に委託しているかどうかが、評価書をまたいで分からなくなります。
//!
//! ## 直し方
//! 登記や契約書の名にそろえます。
//!
//! ## 例
//! ```yaml
//! # ほかの評価書: 委託先名 架空コンピュータ株式会社
//! 委託先名: 架空コンピューター株式会社
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use super::text;
use crate::japanese::notation::fold;
use crate::lint::beside::Named;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X052",
    name: "company-elsewhere",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let Some((own, beside)) = cx.beside() else {
        return;
    };
    let contractors = cx.assessment.fields.iter();
    let ids: Vec<String> = contractors
        .filter(|field| field.id.ends_with(".contractor"))
        .map(|field| field.id.clone())
        .collect();
    for (company, name) in &own.companies {
        let names = beside.names(own, company);
        let is_own = |named: &&Named| fold(&named.name) == fold(name);
        let Some(other) = names.iter().find(|named| !is_own(named)) else {
            continue;
        };
        let count = names.iter().filter(is_own).map(|named| named.count);
        let (same, all) = (count.sum::<usize>(), names.iter().map(|named| named.count));
        let different = all.sum::<usize>() - same;
        // The name of most is right; of two, the first.
        let is_first = different == same && own.file < other.file;
        if different < same || is_first {
            continue;
        }
        for (field, said) in ids.iter().filter_map(|id| text(cx, id)) {
            let Some(at) = said.text.find(name.as_str()) else {
                continue;
            };
            let words = words(cx.lang, name, &other.name, &other.file);
            let span = cx.words(said, at..at + name.len());
            cx.report(&RULE, field, span, words);
            break;
        }
    }
}

fn words(lang: Lang, name: &str, other: &str, file: &str) -> Words {
    let message = say!(
        lang,
        "委託先の「{name}」が、ほかの評価書では「{other}」になっている",
        "「{name}」 is 「{other}」 in another assessment"
    );
    Words::new(message)
        .label(say!(
            lang,
            "{file} では「{other}」",
            "「{other}」 in {file}"
        ))
        .help(say!(
            lang,
            "同じ会社なら、登記や契約書の名にそろえてください。",
            "If it is one company, use its registered name."
        ))
}
