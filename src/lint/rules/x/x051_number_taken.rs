//! 評価書番号か評価書名が、同じ機関のほかの評価書と同じである。
//! The number or the name of the assessment is that of another one of the office.
//!
//! ## 何を確認するか
//! 二つ以上の評価書を一度に点検したとき、同じ評価実施機関の評価書どうしで、評価書番号が同じで評価書名が違うもの、
//! 評価書名が同じで評価書番号が違うもの。両方とも同じものは、同じ評価書の版とみて、見ません。
//! ファイルの名の順で後の方に示します。
//!
//! ## なぜ
//! 評価書番号は、計画管理書で評価書ごとに一つずつ付けます。住民や委員会は、番号と名で評価書を探します。
//!
//! ## 直し方
//! 計画管理書の番号と名を確かめ、誤っている方を直します。
//!
//! ## 例
//! ```yaml
//! # ほかの評価書: 評価書番号 8、評価書名 図書の貸出しに関する事務　全項目評価書
//! 評価書番号: "8"
//! 評価書名: 館内の展示に関する事務　全項目評価書
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則 第3条（計画管理書）

use crate::japanese::notation::fold;
use crate::lint::beside::FileFacts;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X051",
    name: "number-taken",
    levels: Levels::always(Severity::Warning),
    basis: &["特定個人情報保護評価に関する規則 第3条"],
    check,
};

const NUMBER: &str = "cover.number";
const TITLE: &str = "cover.title";

fn check(cx: &mut Context) {
    let Some((own, beside)) = cx.beside() else {
        return;
    };
    let is_same = |one: &str, other: &str| !one.is_empty() && fold(one) == fold(other);
    let is_earlier = |other: &&FileFacts| other.file < own.file && own.is_of_office(other);
    for other in beside.others(own).filter(is_earlier) {
        let number = is_same(&own.number, &other.number);
        let title = is_same(&own.title, &other.title);
        // Where one of them is not written yet, it is missing.
        let are_written = [&own.number, &other.number, &own.title, &other.title]
            .iter()
            .all(|text| !text.is_empty());
        let id = match (number, title) {
            (true, false) if are_written => NUMBER,
            (false, true) if are_written => TITLE,
            _ => continue,
        };
        if let Some(field) = cx.assessment.find(id) {
            let span = cx.field(field).place();
            cx.report(&RULE, field, span, words(cx.lang, id, other));
        }
    }
}

/// Another assessment has the number, or the name, of this one.
fn words(lang: Lang, id: &str, other: &FileFacts) -> Words {
    let (number, title, file) = (&other.number, &other.title, &other.file);
    let message = match id {
        NUMBER => say!(
            lang,
            "評価書番号「{number}」が、ほかの評価書「{title}」と同じである",
            "The number 「{number}」 is that of another assessment, 「{title}」"
        ),
        _ => say!(
            lang,
            "評価書名「{title}」が、評価書番号{number}の評価書と同じである",
            "The name 「{title}」 is that of the assessment of number {number}"
        ),
    };
    Words::new(message)
        .label(say!(lang, "もう一つは {file}", "the other one is {file}"))
        .help(say!(
            lang,
            "計画管理書の番号と名を確かめ、誤っている方の評価書を直してください。",
            "Look up the numbers and names in the plan, and correct the one that is wrong."
        ))
}
