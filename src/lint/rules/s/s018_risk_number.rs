//! リスクの番号と題名が合わない。
//! The number of a risk contradicts its title.
//!
//! ## 何を確認するか
//! 「リスク２：不適切な方法で入手が行われるリスク」のように番号を付けたとき、番号が様式のその題名のものであること。
//!
//! ## なぜ
//! 別の節から写したときに番号か題名の一方だけを直すと起こります。措置の記載が別のリスクに入るおそれがあります。
//!
//! ## 直し方
//! 書かれている措置がどのリスクのものかを確かめ、番号か題名を直します。番号は付けなくて構いません。
//!
//! ## 例
//! ```yaml
//! 特定個人情報の入手:
//!   リスク３：不適切な方法で入手が行われるリスク:   # 誤: この題名はリスク２
//!     リスクに対する措置の内容: 申込書は、窓口で本人から受け取る。
//!   不適切な方法で入手が行われるリスク:   # 正（番号は要らない）
//!     リスクに対する措置の内容: 申込書は、窓口で本人から受け取る。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use crate::assessment::conform::Problem;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S018",
    name: "risk-number",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        let Problem::RiskNumber {
            item,
            numbered,
            span,
        } = problem
        else {
            continue;
        };
        let form = cx.assessment.form;
        let title = &form.items[*item].key;
        let by_number = numbered.map(|other| form.items[other].label.as_str());
        let words = words(cx.lang, &cx.name_of_item(*item), title, by_number);
        let edit = Edit {
            span: *span,
            text: title.clone(),
        };
        cx.report_at(&RULE, *span, words)
            .fix(Safety::Unsafe, vec![edit]);
    }
}

/// `by_number` is the risk that has the number.
fn words(lang: Lang, address: &str, title: &str, by_number: Option<&str>) -> Words {
    let label = by_number.map(|by_number| {
        say!(
            lang,
            "この番号は「{by_number}」",
            "this number is 「{by_number}」"
        )
    });
    Words::new(say!(
        lang,
        "リスクの番号と題名が合わない（この題名は {address}）",
        "The number of the risk contradicts its title (it is {address})"
    ))
    .label(label.unwrap_or_default())
    .help(say!(
        lang,
        "措置の内容がどちらのリスクのものかを確かめてください。題名のとおりであれば「{title}」とだけ書けば済みます。",
        "See which risk the measures belong to. The title 「{title}」 alone is enough."
    ))
}
