//! 監査、教育、自己点検、消去の欄に、時期も回数も担当も書かれていない。
//! An audit, a training or an erasure says neither when, how often nor who.
//!
//! ## 何を確認するか
//! 第三者点検で必ず問われる欄（Ⅲ７リスク３の消去の手順、Ⅳ１①自己点検、Ⅳ１②監査、Ⅳ２教育・啓発、Ⅲ２リスク２の使用の記録）に、
//! 回数（年1回）、時期（採用のとき、毎月）、担当（課長、監査担当）のどれか一つは書かれていること。
//!
//! ## なぜ
//! どれも無いと、本当に行われるのかを確かめられません。点検の回数や抜き打ちの有無は、議事録でも繰り返し問われています。
//!
//! ## 直し方
//! 誰が、いつ、どのくらいの回数で行うかを書き足します。
//!
//! ## 例
//! ```yaml
//! 具体的な方法: 研修を実施している。                          # 誤: いつ、誰に
//! 具体的な方法: 採用のときと毎年6月に、全職員に研修を行う。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第10（審査の観点）
//!
//! 実測: 公表された素案一つ（254項目）で指摘0件。見落とし0。完成した記入例二つで指摘0件。

use crate::assessment::value::Value;
use crate::assets::lists::measures::WHEN_OR_WHO;
use crate::japanese::notation::is_none_mark;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "R003",
    name: "no-frequency",
    levels: Levels::always(Severity::Info),
    basis: &["指針第10"],
    check,
};

/// The items that are always asked about.
const ASKED: [&str; 5] = [
    "other_risks.audit.self_check.method",
    "other_risks.audit.audit.content",
    "other_risks.training.method",
    ".risks.storage.never_erased.procedure.content",
    ".risks.use.unauthorized.usage_log.method",
];

fn check(cx: &mut Context) {
    let departments = &cx.vocabulary().departments;
    for (id, field) in cx.assessment.fields.iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        let is_asked = ASKED.iter().any(|asked| field.id.ends_with(asked));
        let text = said.text.trim();
        let is_stated = || {
            text.contains(|c: char| c.is_numeric())
                || WHEN_OR_WHO.iter().any(|word| text.contains(word))
                || departments.iter().any(|end| text.contains(end))
        };
        if !is_asked || text.is_empty() || is_none_mark(text) || is_stated() {
            continue;
        }
        cx.report(&RULE, id, said.span, words(cx.lang, &cx.name(id)));
    }
}

fn words(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に、時期も回数も担当も書かれていない",
        "{item} says neither when, how often nor who"
    ))
    .help(say!(
        lang,
        "誰が、いつ、どのくらいの回数で行うかを書き足してください。",
        "Add who does it, when or how often."
    ))
}
