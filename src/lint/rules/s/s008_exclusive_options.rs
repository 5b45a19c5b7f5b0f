//! ほかと一緒に選べない選択肢が、ほかと一緒に選ばれている。
//! An option that excludes all others is ticked together with others.
//!
//! ## 何を確認するか
//! 「行っていない」が、「提供を行っている」「移転を行っている」と一緒に選ばれていないこと。
//!
//! ## なぜ
//! どちらが正しいのか読む人に分かりません。提供の有無は、住民が最も気にする点の一つです。
//!
//! ## 直し方
//! 実態に合う方だけを残します。
//!
//! ## 例
//! ```yaml
//! 提供・移転の有無:
//!   - 提供を行っている: 1
//!   - 行っていない          # 誤: どちらか一方
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use crate::assessment::conform::Problem;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S008",
    name: "exclusive-options",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    for problem in &cx.assessment.problems {
        let Problem::Exclusive {
            field,
            span,
            others,
        } = problem
        else {
            continue;
        };
        let alone = cx.assessment.source.slice(*span);
        let words = words(lang, &cx.name(*field), alone);
        let mut finding = cx.report(&RULE, *field, *span, words);
        for other in others {
            finding = finding.related(*other, also(lang));
        }
    }
}

fn words(lang: Lang, name: &str, alone: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} で「{alone}」とほかの選択肢が一緒に選ばれている",
        "{name}: 「{alone}」 is ticked together with other options"
    ))
    .label(say!(lang, "ほかと一緒には選べない", "excludes the others"))
    .help(say!(
        lang,
        "実態を確かめ、「{alone}」か、ほかの選択肢のどちらかを消してください。",
        "Delete either 「{alone}」 or the others."
    ))
}

/// Said at the other options.
fn also(lang: Lang) -> String {
    say!(lang, "これも選ばれている", "ticked as well")
}
