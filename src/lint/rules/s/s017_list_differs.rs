//! Ⅰ３の特定個人情報ファイル名が、ファイルの名称と一致しない。
//! The list of file names differs from the names of the files.
//!
//! ## 何を確認するか
//! Ⅰ３に書いた特定個人情報ファイル名が、Ⅱ・Ⅲの各ファイルの名称と、同じ順で一致すること。
//!
//! ## なぜ
//! ファイルの名前は、Ⅰ３、Ⅱ１、Ⅲ１に同じものが印刷されます。食い違うと、どのファイルの評価か分からなくなります。
//!
//! ## 直し方
//! どちらが正しいかを確かめてそろえます。Ⅰ３は省くことができ、そのときはファイルの名称から印刷します。
//!
//! ## 例
//! ```yaml
//! 基本情報:
//!   特定個人情報ファイル名: [予防接種台帳]       # 誤: 下の名称と違う
//!   特定個人情報ファイル名: [予防接種ファイル]   # 正
//! 特定個人情報ファイル:
//!   - 名称: 予防接種ファイル
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{SHOWN, in_brackets};
use crate::assessment::conform::Problem;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S017",
    name: "list-differs",
    levels: Levels::by_stage(Severity::Warning, Severity::Warning, Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    for problem in &cx.assessment.problems {
        let Problem::Differs { field, expected } = problem else {
            continue;
        };
        if is_to_come(cx, *field, expected) {
            continue;
        }
        let names = in_brackets(expected.iter().map(String::as_str));
        let words = words(lang, &cx.name(*field), &names);
        let span = first(cx, *field);
        let other = cx.assessment.definition(cx.field(*field)).same_as.as_ref();
        let named = cx
            .assessment
            .fields
            .iter()
            .filter(|f| Some(&cx.assessment.definition(f).id) == other)
            .take(SHOWN);
        let named: Vec<Span> = named.map(|f| f.place()).collect();
        let mut finding = cx.report(&RULE, *field, span, words);
        for span in named {
            finding = finding.related(span, file_name(lang));
        }
    }
}

/// Whether a draft lists files of which not all are begun: those that are, it names.
fn is_to_come(cx: &Context, field: FieldId, expected: &[String]) -> bool {
    let Value::Texts(texts) = &cx.field(field).value else {
        return !cx.assessment.is_begun("files");
    };
    let listed: Vec<String> = texts.iter().map(|text| fold(&text.text)).collect();
    let is_listed = |name: &String| listed.iter().any(|listed| listed.contains(&fold(name)));
    cx.assessment.stage == Stage::Draft
        && expected.len() < listed.len()
        && expected.iter().all(is_listed)
}

/// The first name of the list.
fn first(cx: &Context, field: FieldId) -> Span {
    match &cx.field(field).value {
        Value::Texts(texts) => texts.first().map(|t| t.span),
        _ => None,
    }
    .unwrap_or_else(|| cx.field(field).place())
}

fn words(lang: Lang, name: &str, names: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} が、ファイルの名称{names}と一致しない",
        "{name} differs from the names of the files {names}"
    ))
    .help(say!(
        lang,
        "正しい名前にそろえ、並びも合わせてください。この欄は省略でき、そのときは名称から印刷します。",
        "Make them equal, in the same order; or leave it out: it is printed from the names."
    ))
}

/// Said at the names of the files.
fn file_name(lang: Lang) -> String {
    say!(lang, "ファイルの名称", "the name of a file")
}
