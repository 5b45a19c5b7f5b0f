//! 措置の欄が「適宜」「必要に応じて」だけで、何をするかが書かれていない。
//! A measure says nothing but "as needed".
//!
//! ## 何を確認するか
//! ⅢとⅣの措置の欄が、「必要に応じて適切に対応する」のように、何を、誰が、いつ行うかを言わない短い文だけになっていないこと。
//!
//! ## なぜ
//! 第三者点検では、あいまいな措置について、具体的に何をするのかが必ず問われます。
//!
//! ## 直し方
//! 行うことを、担当、時期、方法とともに書きます。
//!
//! ## 例
//! ```yaml
//! リスクに対する措置の内容: 必要に応じて適切な措置を講じる。             # 誤: 何をするかが分からない
//! リスクに対する措置の内容: 係長が毎月、操作の記録を出力して確かめる。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第10（審査の観点）
//!
//! 実測: 公表された素案一つ（254項目）で指摘0件。見落とし0。完成した記入例二つで指摘0件。

use crate::assessment::value::Value;
use crate::assets::lists::measures::{EMPTY, VAGUE};
use crate::japanese::notation::has_chars;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "R001",
    name: "only-vague",
    levels: Levels::always(Severity::Info),
    basis: &["指針第10"],
    check,
};

/// How long a text may be that says nothing more.
const SHORT: usize = 50;

fn check(cx: &mut Context) {
    for (id, field) in cx.assessment.fields.iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        let is_measure = field.id.contains(".risks.") || field.id.starts_with("other_risks.");
        if !is_measure || !is_vague(&said.text, &cx.vocabulary().vague) {
            continue;
        }
        cx.report(&RULE, id, said.span, words(cx.lang, &cx.name(id)));
    }
}

fn is_vague(text: &str, own: &[String]) -> bool {
    let text = text.trim();
    let own = || own.iter().map(String::as_str);
    let mut vague = own().chain(VAGUE.iter().copied());
    if has_chars(text, SHORT + 1) || !vague.any(|word| text.contains(word)) {
        return false;
    }
    let rest = own()
        .chain(EMPTY.iter().copied())
        .fold(text.to_owned(), |rest, word| rest.replace(word, ""));
    let is_word = |c: &char| !matches!(c, 'ぁ'..='ゖ' | '。' | '、' | '・' | '\n' | '　' | ' ');
    rest.chars().filter(is_word).count() < 2
}

fn words(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に、何をするかが書かれていない",
        "{item} does not say what is done"
    ))
    .help(say!(
        lang,
        "行うことを、担当、時期、方法とともに書いてください。",
        "Write what is done, by whom, when and how."
    ))
}

#[cfg(test)]
mod tests {
    use super::is_vague;

    #[test]
    fn measures_that_say_nothing() {
        assert!(is_vague("必要に応じて適切な措置を講じる。", &[]));
        assert!(is_vague("特定個人情報は適切に管理している。", &[]));
        assert!(is_vague("必要に応じて適宜確認する。", &[]));
        assert!(is_vague("適切に確認します。", &[]));
        assert!(is_vague("個人情報は、厳重に管理しています。", &[]));
        assert!(!is_vague("課長が適切に確認する。", &[]));
        assert!(!is_vague("年1回、適切に実施する。", &[]));
        assert!(!is_vague("記録を適宜確認する。", &[]));
        assert!(!is_vague("必要に応じて、係長が鍵を替える。", &[]));
        assert!(!is_vague("画面を隠す。", &[]));
    }
}
