//! 同じ会社の名が二通りに書かれている。
//! One company's name is written in two ways.
//!
//! ## 何を確認するか
//! 「○○株式会社」「株式会社○○」のような名が、長音の有無、全角と半角、「・」や空白の有無、「（株）」と「株式会社」、「株式会社」が前か後ろかだけの違いで、
//! 二通りに書かれていないこと。
//!
//! ## なぜ
//! 委託先の名は契約書や登記と同じでなければなりません。違えば、別の会社と読まれます。
//!
//! ## 直し方
//! 登記の名を確かめて、そろえます。
//!
//! ## 例
//! ```yaml
//! 委託先名: 架空コンピュータ株式会社
//! # …
//! 具体的な方法: 架空コンピューター株式会社が記録を残す。   # 誤: どちらが正しいか
//! 具体的な方法: 架空コンピュータ株式会社が記録を残す。     # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式
//!
//! 実測: 公表された素案一つ（254項目）で指摘0件。見落とし0（ほかの評価書との違いは見ない）。完成した記入例二つで指摘0件。

use std::collections::BTreeMap;

use super::{Form, Spot, add, mixed};
use crate::config::vocabulary::Meaning;
use crate::lint::rules::facts::company::{key, name};
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;

/// The rule.
pub static RULE: Rule = Rule {
    code: "W015",
    name: "company-name",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let mut found: BTreeMap<String, Vec<Form>> = BTreeMap::new();
    for words in &cx.facts.words {
        for hit in words.hits.iter().filter(|h| h.meaning == Meaning::Company) {
            let range = name(words.str(), &hit.range);
            let word = &words.text.text[range.clone()];
            let key = key(word);
            if key.chars().count() < 3 {
                continue;
            }
            let spot = Spot::new(words, range);
            add(found.entry(key).or_default(), Form::new(word), spot);
        }
    }
    for forms in found.into_values() {
        if let Some(finding) = mixed(cx, &RULE, forms) {
            finding.without_fix();
        }
    }
}
