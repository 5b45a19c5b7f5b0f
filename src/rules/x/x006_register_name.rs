//! 個人情報ファイル簿の個人情報ファイル名が、評価書の特定個人情報ファイル名と違う。
//! The register of files names another file than the assessment.
//!
//! ## 何を確認するか
//! Ⅴ１④の個人情報ファイル名に、評価の対象の特定個人情報ファイル名のどれかが含まれていること。字の幅や空白の違いは問いません。
//!
//! ## なぜ
//! 住民が個人情報ファイル簿で調べるときの手掛かりです。ファイル簿の名前を別に付けている団体もあるため、参考として示します。
//!
//! ## 直し方
//! 個人情報ファイル簿の名前を確かめます。ファイル簿の名前が本当に違うなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 個人情報ファイル簿の公表:
//!   選択: 行っている
//!   個人情報ファイル名: 蔵書貸出ファイル   # 評価書では「貸出ファイル」
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{numbers, text};
use crate::diagnostic::{Severity, Stage};
use crate::japanese::notation::{fold, is_none_mark};
use crate::rules::{Context, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X006",
    name: "register-name",
    severity: Severity::Info,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式"],
    source: include_str!("x006_register_name.rs"),
    check,
};

fn check(cx: &mut Context) {
    let Some((place, register)) = text(cx, "disclosure.request.file_register.file_name") else {
        return;
    };
    let said = fold(&register.text);
    let refers = ["別紙", "別添", "とおり", "Ⅰ", "Ⅱ"];
    if is_none_mark(&register.text) || refers.iter().any(|word| register.text.contains(word)) {
        return;
    }
    let names: Vec<_> = numbers(cx, "files")
        .filter_map(|n| text(cx, &format!("files[{n}].name")))
        .collect();
    if names.is_empty()
        || names
            .iter()
            .any(|(_, name)| said.contains(&fold(&name.text)))
    {
        return;
    }
    let item = cx.name(place);
    let message = say!(
        cx,
        "{item} に、この評価書の特定個人情報ファイル名がない",
        "{item} names none of the files of this assessment"
    );
    let label = say!(
        cx,
        "評価書の特定個人情報ファイル名",
        "the file of the assessment"
    );
    let help = say!(
        cx,
        "個人情報ファイル簿に載せた名前を確かめてください。ファイル簿の名前が別に付けられているなら、そのままで構いません。",
        "See which name stands in the register; it may well be another one."
    );
    let mut finding = cx.report(&RULE, place, register.span, message).help(help);
    for (_, name) in names {
        finding = finding.related(name.span, label.clone());
    }
}
