//! 年齢の区分の間に、どちらにも入らない年齢がある。
//! Two classes of ages leave out an age between them.
//!
//! ## 何を確認するか
//! 一つの欄の年齢の区分で、「18歳以上40歳未満」の次が「41歳以上」のように、一歳だけ抜けていないこと。
//!
//! ## なぜ
//! その年齢の人の扱いが、評価書に書かれていないことになります。多くは「以上」「未満」の書き誤りです。
//!
//! ## 直し方
//! 法令の区分を確かめ、「以上」「未満」「以下」のどれかを直します。
//!
//! ## 例
//! ```yaml
//! 備考: 18歳以上40歳未満の者は窓口で、41歳以上の者は郵送で受ける。   # 誤: 40歳の者が入らない
//! 備考: 18歳以上40歳未満の者は窓口で、40歳以上の者は郵送で受ける。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use crate::japanese::notation::{is_digit, number};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W027",
    name: "age-gap",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// An end of a class: the first age that is in it, or the first that is not.
#[derive(Debug)]
struct End {
    age: usize,
    begins: bool,
    range: Range<usize>,
}

fn check(cx: &mut Context) {
    for words in cx.facts.words.iter().filter(|w| !w.quotes && !w.repeats) {
        let ends = ends(words.str());
        for (end, begin) in gaps(&ends) {
            let place = words.place(cx, begin.range.clone());
            let other = words.span(cx.assessment, end.range.clone());
            let lang = cx.lang;
            if let Some(finding) = cx.report_all(&RULE, &[place], gap(lang, end.age)) {
                finding.related(other, class_before(lang));
            }
        }
    }
}

/// The ends of the classes of ages that a text names: 18歳以上, 40歳未満, 64歳以下.
fn ends(text: &str) -> Vec<End> {
    let found = text.match_indices('歳').filter_map(|(at, sign)| {
        let head = &text[..at];
        let start = head.trim_end_matches(is_digit).len();
        let age = number(&head[start..])?;
        let tail = &text[at + sign.len()..];
        let words = ["以上", "未満", "以下"];
        let word = words.into_iter().find(|word| tail.starts_with(word))?;
        let range = start..at + sign.len() + word.len();
        let age = if word == "以下" { age + 1 } else { age };
        let begins = word == "以上";
        Some(End { age, begins, range })
    });
    found.collect()
}

/// A class that ends one year before the next one begins, where none begins at its end.
fn gaps(ends: &[End]) -> Vec<(&End, &End)> {
    let begins = |age: usize| ends.iter().find(|end| end.begins && end.age == age);
    let closed = ends
        .iter()
        .filter(|end| !end.begins && begins(end.age).is_none());
    let mut found: Vec<(&End, &End)> = closed
        .filter_map(|end| Some((end, begins(end.age + 1)?)))
        .collect();
    found.dedup_by_key(|(end, _)| end.age);
    found
}

fn gap(lang: Lang, age: usize) -> Words {
    Words::new(say!(
        lang,
        "年齢の区分の間に、{age}歳の人が入っていない",
        "Nobody of {age} years is in any class of ages"
    ))
    .help(say!(
        lang,
        "法令の区分を確かめ、「以上」「未満」「以下」か年齢を直してください。",
        "Correct one of the ages, or 「以上」, 「未満」 or 「以下」."
    ))
}

fn class_before(lang: Lang) -> String {
    say!(lang, "前の区分の終わり", "where the class before ends")
}

#[cfg(test)]
mod tests {
    use super::{ends, gaps};

    #[test]
    fn ages_between_classes() {
        let found = |text: &str| gaps(&ends(text)).len();
        assert_eq!(found("18歳以上40歳未満の者、41歳以上の者"), 1);
        assert_eq!(found("39歳以下の者、41歳以上の者"), 1);
        assert_eq!(found("18歳以上40歳未満の者、40歳以上の者、41歳以上の者"), 0);
        assert_eq!(found("6歳以下の者と7歳以上の者、40歳以上65歳未満"), 0);
    }
}
