//! 字下げや括弧の段が深すぎる。
//! The levels of indentation or brackets are too many.
//!
//! ## 何を確認するか
//! 字下げと括弧の段が40段以下であること。様式の項目は11段で書けます。
//!
//! ## なぜ
//! 評価書の様式にない深さで、別のファイルか、括弧の書き誤りです。
//!
//! ## 直し方
//! 括弧の数と字下げを確かめてください。
//!
//! ## 例
//! ```yaml
//! 基本情報:
//!   使用するシステム:
//!     - システムの名称: 予防接種システム
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::SyntaxProblem;
use crate::yaml::parse::MAX_DEPTH;

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y018",
    name: "too-deep",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let on_typos = super::lines_with_typos(cx);
    for problem in &cx.assessment.document.problems {
        let SyntaxProblem::TooDeep { span, .. } = problem else {
            continue;
        };
        if on_typos[cx.assessment.source.line_of(span.start)] {
            continue;
        }
        cx.report_at(&RULE, *span, words(cx.lang));
    }
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "字下げや括弧が{MAX_DEPTH}段を超えていて、読めない",
        "There are more than {MAX_DEPTH} levels"
    ))
    .label(say!(lang, "ここで段が多すぎます", "one level too many"))
    .help(say!(
        lang,
        "括弧の数と字下げを確かめてください。様式の項目は11段で書けます。評価書でないファイルを指定していないかも確かめてください。",
        "Check the brackets and the indentation; the form needs eleven levels."
    ))
}
