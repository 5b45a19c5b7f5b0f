//! 別添１の図の流れに、特定個人情報を含むかどうかが書かれていない。
//! A flow of the figure does not say whether it contains specific personal information.
//!
//! ## 何を確認するか
//! どの流れにも「特定個人情報: 含む」か「特定個人情報: 含まない」があること。
//!
//! ## なぜ
//! 別添１は、特定個人情報の流れを示す図です。太い実線と破線は、この欄で決まります。書かれていない流れは細い実線になり、どちらか分かりません。
//!
//! ## 直し方
//! 個人番号、又は個人番号に代わる符号などが含まれる流れは「含む」、ほかは「含まない」とします。
//!
//! ## 例
//! ```yaml
//! 図:
//!   登場者: [利用者, 中央図書館]
//!   流れ:
//!     - {番号: ①, から: 利用者, へ: 中央図書館, 情報: 申込書}                       # 誤
//!     - {番号: ①, から: 利用者, へ: 中央図書館, 情報: 申込書, 特定個人情報: 含む}   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式（別添１）

use crate::assessment::figure::Flows;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X023",
    name: "figure-flow-unmarked",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let is_blank = |id: &str| {
        let field = cx.assessment.item(&format!("{id}.specific"));
        field.is_none_or(|f| f.blank)
    };
    let figure = Flows::of(cx.assessment);
    let places: Vec<_> = figure
        .flows
        .iter()
        .filter(|flow| is_blank(&flow.id))
        .filter_map(|flow| {
            let id = cx.assessment.find(&flow.id)?;
            let field = cx.field(id);
            let span = flow.number.map(|n| n.span).or(field.key);
            Some((id, span.unwrap_or_else(|| field.place())))
        })
        .collect();
    cx.report_all(&RULE, &places, words(cx.lang));
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "流れに「特定個人情報」の欄（含む・含まない）がない",
        "A flow does not say whether it contains specific personal information"
    ))
    .help(say!(
        lang,
        "「特定個人情報: 含む」か「特定個人情報: 含まない」を加えてください。",
        "Add 「特定個人情報: 含む」 or 「特定個人情報: 含まない」."
    ))
}
