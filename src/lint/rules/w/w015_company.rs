//! 同じ会社の名が二通りに書かれている。
//! One company's name is written in two ways.
//!
//! ## 何を確認するか
//! 「○○株式会社」「株式会社○○」のような名が、長音の有無、全角と半角、「・」や空白の有無、「（株）」と「株式会社」だけの違いで、
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
//! 具体的な方法: 架空コンピューター株式会社が…   # 誤: どちらが正しいか
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式
//!
//! 実測: 公表された素案一つ（254項目）で指摘0件。見落とし0（ほかの評価書との違いは見ない）。完成した記入例二つで指摘0件。

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Form, Spot, add, mixed};
use crate::config::vocabulary::{Meaning, is_kanji, is_katakana};
use crate::japanese::notation::fold;
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
    for words in &cx.texts.words {
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
            finding.unfixed();
        }
    }
}

/// A company's name around its 株式会社: what stands before it, or else what follows.
fn name(text: &str, company: &Range<usize>) -> Range<usize> {
    let head = text[..company.start].trim_end_matches(is_of_name).len();
    if head < company.start {
        return head..company.end;
    }
    let tail = text[company.end..].trim_start_matches(is_of_name);
    company.start..text.len() - tail.len()
}

/// Whether a word is a part of a company's name.
pub(super) fn in_company(text: &str, word: &Range<usize>) -> bool {
    let tail = text[word.end..].trim_start_matches(is_of_name);
    let head = text[..word.start].trim_end_matches(is_of_name);
    let around = &text[head.len()..text.len() - tail.len()];
    let marks = ["（株）", "(株)", "㈱"];
    ["株式会社", "有限会社", "合同会社"]
        .iter()
        .any(|c| around.contains(c))
        || marks
            .iter()
            .any(|m| head.ends_with(m) || tail.starts_with(m))
}

fn is_of_name(c: char) -> bool {
    is_kanji(c)
        || is_katakana(c)
        || c.is_ascii_alphanumeric()
        || matches!(c, 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' | '・' | '＆' | '&')
}

/// The name without what makes no other company.
fn key(name: &str) -> String {
    let folded = fold(name).replace(['ー', '・', '･', '-'], "");
    let folded = folded.replace("(株)", "株式会社");
    match folded == "株式会社" {
        true => String::new(),
        false => folded.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_companies() {
        let text = "委託先の架空コンピュータ株式会社と、株式会社架空・サービスに";
        let at = |n: usize| {
            text.match_indices("株式会社")
                .nth(n)
                .map(|(at, w)| at..at + w.len())
                .expect("it")
        };
        assert_eq!(&text[name(text, &at(0))], "架空コンピュータ株式会社");
        assert_eq!(&text[name(text, &at(1))], "株式会社架空・サービス");
        assert_eq!(
            key("架空コンピュータ株式会社"),
            key("架空コンピューター（株）")
        );
        let computer = text.find("コンピュータ").expect("it");
        assert!(in_company(
            text,
            &(computer..computer + "コンピュータ".len())
        ));
    }
}
