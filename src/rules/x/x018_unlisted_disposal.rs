//! 廃棄や消去を業者に委託すると書いてあるのに、Ⅱ４の委託事項に無い。
//! The text entrusts disposal or erasure to a company, but the entrusted matters do not have it.
//!
//! ## 何を確認するか
//! Ⅱ６③消去方法とⅢ７に「業者に委託して廃棄する」「委託により溶解処理する」のように書かれているとき、
//! Ⅱ４の委託事項の名称、委託内容、再委託事項のどれかに、廃棄や消去があること。
//!
//! ## なぜ
//! 個人番号の書かれた書類や媒体の廃棄を任せることも、取扱いの委託に当たり得ます。委託事項に無いと、監督の対策も書かれません。
//!
//! ## 直し方
//! 特定個人情報を含むものの廃棄を委託しているなら、Ⅱ４に委託事項として加えます。含まないなら、そのことが分かるように書きます。
//!
//! ## 例
//! ```yaml
//! 委託事項:
//!   - 名称: 蔵書の点検
//! # …
//! 消去方法: 申込書は、専門の業者に委託して溶解する。   # 誤: 委託事項に無い
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式、番号法第11条

use std::ops::Range;

use super::{key, numbers};
use crate::diagnostic::{Severity, Stage};
use crate::form::value::Value;
use crate::rules::{Context, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X018",
    name: "unlisted-disposal",
    severity: Severity::Info,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式", "番号法第11条"],
    source: include_str!("x018_unlisted_disposal.rs"),
    check,
};

/// What is entrusted.
const DISPOSAL: [&str; 8] = [
    "廃棄", "溶解", "裁断", "細断", "焼却", "消去", "破砕", "破壊",
];

/// How a text says that it is entrusted; 委託先 and 委託契約 alone speak of what is entrusted already.
const ENTRUSTED: [&str; 6] = [
    "に委託し",
    "に委託す",
    "へ委託し",
    "へ委託す",
    "委託により",
    "委託によって",
];

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.entrustment");
        // An answer that is not there yet tells nothing of what will be entrusted.
        if cx
            .assessment
            .item(&format!("{section}.has"))
            .is_none_or(|f| f.blank)
        {
            continue;
        }
        let below = format!("{section}.items[");
        let is_listed = cx.assessment.fields.iter().any(|f| {
            let told = match &f.value {
                Value::Text(said) => said.text.as_str(),
                _ => "",
            };
            f.id.starts_with(&below) && DISPOSAL.iter().any(|word| told.contains(word))
        });
        if is_listed {
            continue;
        }
        let erasure = format!("files[{n}].overview.storage.erasure");
        let risks = format!("files[{n}].risks.storage");
        let first = cx
            .assessment
            .fields
            .iter()
            .enumerate()
            .find_map(|(place, f)| {
                let Value::Text(said) = f.value else {
                    return None;
                };
                let is_read = f.id == erasure || f.id.starts_with(&risks);
                is_read
                    .then(|| sentence(&said.text))
                    .flatten()
                    .map(|range| (place, said, range))
            });
        let Some((place, said, range)) = first else {
            continue;
        };
        let has = key(cx, &format!("{section}.has"));
        let span = cx.words(said, range);
        let message = say!(
            cx,
            "廃棄又は消去を委託すると書かれているが、Ⅱ４の委託事項に無い",
            "disposal or erasure is entrusted, but Ⅱ４ does not list it"
        );
        let label = say!(cx, "委託事項はこの下", "the entrusted matters are below");
        let help = say!(
            cx,
            "特定個人情報を含む書類や媒体の廃棄を委託しているなら、Ⅱ４に委託事項として加えてください。含まないなら、そのことを書きます。",
            "List it in Ⅱ４ if what is disposed of holds personal numbers; else say that it does not."
        );
        let finding = cx.report(&RULE, place, span, message).help(help);
        if let Some(has) = has {
            finding.related(has, label);
        }
    }
}

/// A sentence that entrusts disposal, from its saying so to the disposal.
fn sentence(text: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for part in text.split_inclusive(['。', '\n']) {
        let at = start;
        start += part.len();
        // 「委託しない」「委託する場合は」 tell of no entrustment that takes place.
        if ["委託しない", "委託せず", "委託する場合", "委託するとき"]
            .iter()
            .any(|w| part.contains(w))
        {
            continue;
        }
        let entrusted = ENTRUSTED.iter().filter_map(|w| part.find(w)).min();
        let Some(from) = entrusted else { continue };
        let disposal = DISPOSAL
            .iter()
            .filter_map(|w| part[from..].find(w).map(|i| from + i + w.len()))
            .min();
        if let Some(to) = disposal {
            return Some(at + from..at + to);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn only_what_is_entrusted_counts() {
        assert!(sentence("申込書は、業者に委託し、溶解する。").is_some());
        assert!(sentence("業者に委託しない。係長が廃棄する。").is_none());
        assert!(sentence("委託先は、契約の終わりに消去する。").is_none());
        assert!(sentence("入力を業者に委託している。廃棄は係長が行う。").is_none());
    }
}
