//! 委託しないファイルの対策に、委託先の行うことが書かれている。
//! The measures of a file that is not entrusted speak of what a contractor does.
//!
//! ## 何を確認するか
//! Ⅱ４で「委託しない」を選んだファイルのⅢ（４を除く）に、「委託先の従業者が」「委託先が」「委託先に渡す」のような文がないこと。
//! 「委託先を含む」「委託しない」のような文と、ほかのファイルやシステムの委託を言う文は数えません。
//!
//! ## なぜ
//! ほかのファイルから写した文が残ったか、委託の書き漏れです。委託していれば、Ⅱ４とⅢ４の評価が要ります。
//!
//! ## 直し方
//! 委託していないなら文を直し、委託しているならⅡ４に書きます。
//!
//! ## 例
//! ```yaml
//! 委託の有無: 委託しない
//! # …
//! 特定個人情報の正確性確保の措置の内容: 委託先の従業者が、申込書と照合する。   # 誤
//! 特定個人情報の正確性確保の措置の内容: 窓口の職員が、申込書と照合する。       # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{choice, numbers};
use crate::assessment::value::Value;
use crate::assets::lists::entrustment::{CONTRACTOR_DOES, OF_OTHERS};
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X030",
    name: "contractor-without-contract",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    for n in numbers(cx, "files") {
        let has = choice(cx, &format!("files[{n}].overview.entrustment.has"));
        let Some((_, answer)) = has.filter(|(option, _)| *option == "委託しない") else {
            continue;
        };
        let risks = format!("files[{n}].risks");
        let own = format!("files[{n}].risks.entrustment");
        let mut found: Vec<Place> = Vec::new();
        for (id, field) in cx.assessment.below(&risks) {
            let Value::Text(said) = field.value else {
                continue;
            };
            if field.id.starts_with(&own) {
                continue;
            }
            for piece in pieces(&said.text, &['。']) {
                let sentence = &said.text[piece.clone()];
                if OF_OTHERS.iter().any(|word| sentence.contains(word)) {
                    continue;
                }
                let hit = CONTRACTOR_DOES
                    .iter()
                    .find_map(|word| Some((sentence.find(word)?, *word)));
                found.extend(hit.map(|(at, word)| {
                    let at = piece.start + at;
                    (id, cx.words(said, at..at + word.len()))
                }));
            }
        }
        if let Some(finding) = cx.report_all(&RULE, &found, words(lang)) {
            finding.related(answer, nothing_entrusted(lang));
        }
    }
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "Ⅱ４は「委託しない」なのに、委託先の行うことが書かれている",
        "A contractor is mentioned, but Ⅱ４ is 「委託しない」"
    ))
    .help(say!(
        lang,
        "委託していないなら文を直し、委託しているならⅡ４に書いてください。",
        "Correct the text, or add the contract to Ⅱ４."
    ))
}

fn nothing_entrusted(lang: Lang) -> String {
    say!(lang, "委託しない", "nothing is entrusted")
}
