//! 評価書名、事務の名称、宣言のうち一つだけが、ほかの事務の名になっている。
//! One of the three names of the work is that of another work.
//!
//! ## 何を確認するか
//! 表紙の評価書名、Ⅰ１①事務の名称、宣言の「…に関する事務」を比べ、二つが同じ事務を言い、残る一つがまったく別の名であること。
//! 「等」「の賦課」などの言い方の違い、広い名と狭い名、似た名は、B005 が参考として示します。
//!
//! ## なぜ
//! ほかの事務の評価書を下敷きにすると、表紙だけに前の事務の名が残ることがあります。表紙は、住民が初めに読むところです。
//!
//! ## 直し方
//! この評価書の事務の名に直し、同じところから写したほかの文も見直します。
//!
//! ## 例
//! ```yaml
//! 評価書名: 図書の貸出しに関する事務　全項目評価書
//! 個人のプライバシー等の権利利益の保護の宣言: 架空市は、火葬場の使用許可に関する事務において措置を講じる。   # 誤
//! 個人のプライバシー等の権利利益の保護の宣言: 架空市は、図書の貸出しに関する事務において措置を講じる。       # 正
//! # …
//! 事務の名称: 図書の貸出しに関する事務
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式
//!
//! 実測: 公表された素案一つ（254項目）で指摘0件。完成した記入例二つで指摘0件。

use std::ops::Range;

use super::names::are_others;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::bodies::OF_ANY_WORK;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B004",
    name: "other-work",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// Where an assessment names its work.
const NAMES: [&str; 3] = ["cover.title", "basic.office.name", "cover.declaration"];

/// What follows the name of a work.
const WORKS: [&str; 4] = ["に関する事務", "に係る事務", "に関する業務", "に関わる事務"];

/// A name of the work.
struct Named {
    field: FieldId,
    span: Span,
    words: String,
    /// What it is about, for comparison.
    core: Vec<char>,
}

fn check(cx: &mut Context) {
    let lang = cx.lang;
    let named: Vec<Named> = NAMES.iter().filter_map(|id| named(cx, id)).collect();
    let [a, b, c] = named.as_slice() else { return };
    let differing =
        [(a, b, c), (b, a, c), (c, a, b)]
            .into_iter()
            .find(|(differing, one, other)| {
                one.core == other.core && are_others(&differing.core, &one.core)
            });
    let Some((differing, one, other)) = differing else {
        return;
    };
    let right = &one.words;
    let words = words(lang, &differing.words, right);
    cx.report(&RULE, differing.field, differing.span, words)
        .related(one.span, right_here(lang, right))
        .related(other.span, right_here(lang, right));
}

fn named(cx: &Context, id: &str) -> Option<Named> {
    let field = cx.assessment.find(id)?;
    let Value::Text(said) = &cx.field(field).value else {
        return None;
    };
    let range = work(&said.text)?;
    let words = said.text[range.clone()].to_owned();
    let core: Vec<char> = fold(&words).chars().filter(|c| c.is_alphabetic()).collect();
    let is_open = OF_ANY_WORK.iter().any(|open| words.contains(open));
    (core.len() > 1 && !is_open).then(|| Named {
        field,
        span: cx.words(said, range),
        words,
        core,
    })
}

/// The name of a work in the first sentence of a text: what comes before 「に関する事務」, after who does it.
fn work(text: &str) -> Option<Range<usize>> {
    let sentence = text.split('。').next()?;
    let (at, _) = WORKS
        .iter()
        .filter_map(|works| Some((sentence.find(works)?, works)))
        .min()?;
    let head = &sentence[..at];
    let is_before = |c: char| "はがで、，：:\n（(「".contains(c);
    let start = head.rfind(is_before).map_or(0, |at| {
        at + head[at..].chars().next().map_or(0, char::len_utf8)
    });
    let name = head[start..].trim();
    let start = at - head[start..].trim_start().len();
    (!name.is_empty()).then(|| start..start + name.len())
}

fn words(lang: Lang, work: &str, right: &str) -> Words {
    Words::new(say!(
        lang,
        "「{work}」は、この評価書の事務「{right}」と違う",
        "「{work}」 is not 「{right}」, the work that the assessment is about"
    ))
    .help(say!(
        lang,
        "「{right}」に直し、ほかの評価書から写した文が残っていないかを確かめてください。",
        "Write 「{right}」, and look for more that was copied."
    ))
}

fn right_here(lang: Lang, right: &str) -> String {
    say!(lang, "ここでは「{right}」", "「{right}」 here")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_works() {
        let found = |text: &str| work(text).map(|range| text[range].to_owned());
        for text in [
            "図書の貸出しに関する事務　全項目評価書",
            "架空市は、図書の貸出しに関する事務において、…に関する事務を",
            "架空市長は、図書の貸出しに係る事務で",
        ] {
            assert_eq!(found(text).as_deref(), Some("図書の貸出し"), "{text}");
        }
        assert_eq!(found("図書事務　全項目評価書"), None);
    }

    #[test]
    fn only_quite_other_works_are_others() {
        let others = |one: &str, other: &str| {
            let chars = |name: &str| name.chars().collect::<Vec<_>>();
            are_others(&chars(one), &chars(other))
        };
        for (one, other) in [
            ("児童手当", "町税の賦課徴収"),
            ("国民健康保険", "介護保険"),
            ("予防接種", "公営住宅の管理"),
            ("住民基本台帳", "生活保護"),
            ("国民健康保険", "国民年金"),
        ] {
            assert!(others(one, other) && others(other, one), "{one} {other}");
        }
        for (one, other) in [
            ("予防接種", "新型コロナウイルス感染症に係る予防接種"),
            ("個人住民税の賦課", "住民税"),
            ("町税の賦課徴収", "地方税の賦課徴収"),
            (
                "介護保険",
                "介護保険法による保険給付の支給、地域支援事業の実施",
            ),
            ("住民基本台帳", "住民記録"),
            ("後期高齢者医療", "高齢者医療"),
            ("障害者福祉", "障害福祉サービス"),
            ("児童扶養手当", "児童手当"),
        ] {
            assert!(!others(one, other), "{one} {other}");
        }
    }
}
