//! 別添３の項目の名や番号が、様式と違う。
//! A reference in the change table has another label or number than the form.
//!
//! ## 何を確認するか
//! 別添３の「項目」に書いた番号と名が、様式の同じ項目のものであること。番号と名が別の項目を指していれば注意、名が少し違う
//! だけなら参考です。番号だけ、名だけの書き方は問いません。同じ書き方の繰返しは、まとめて一つにします。
//! 「（評価書の種類）」のように様式に欄のないものを項目に挙げた行は、参考として示します。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘4件、どれも正しく、見落とし0件。
//!
//! ## なぜ
//! 番号と名が食い違うと、どちらの項目が変わったのかが分かりません。
//!
//! ## 直し方
//! 示された番地と名に改めます。
//!
//! ## 例
//! ```yaml
//! 項目: Ⅱ３②入手元     # 誤: ②は入手方法
//! 項目: Ⅱ３①入手元     # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use super::{grouped, shown, target_name};
use crate::changelog::{Entry, Reference};
use crate::diagnostic::{Severity, Stage};
use crate::form::resolve::{Manner, Meaning};
use crate::rules::{Context, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C002",
    name: "reference-label-differs",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式 別添３"],
    source: include_str!("c002_label_differs.rs"),
    check,
};

/// The kind of the assessment, which the form prints as its title and not as an item.
const KIND: &str = "form";

fn check(cx: &mut Context) {
    let log = cx.changes();
    log.entries.iter().for_each(|entry| of_kind(cx, entry));
    let mut found = Vec::new();
    for entry in &log.entries {
        let Some(item) = entry.item else { continue };
        for reference in &entry.references {
            let Meaning::Item(resolution) = &reference.meaning else {
                continue;
            };
            let told = matches!(
                resolution.manner,
                Manner::CloseLabel | Manner::LabelAlone | Manner::NumberAlone
            );
            if !told || !resolution.rivals.is_empty() {
                continue;
            }
            let words = shown(&item.text.text[reference.words.clone()]);
            let name = target_name(cx, resolution, &reference.places);
            let label = cx.assessment.form.items[resolution.item].label.clone();
            let span = cx.words(item.text, reference.words.clone());
            found.push(((words, name, label, resolution.manner), (item.place, span)));
        }
    }
    for ((words, name, label, manner), group) in grouped(found) {
        let Some((place, span)) = group.first() else {
            continue;
        };
        let contradicts = manner == Manner::LabelAlone;
        let message = if contradicts {
            say!(
                cx,
                "「{words}」は、番号と名が別の項目を指している",
                "「{words}」 has the number of one item and the label of another"
            )
        } else {
            say!(
                cx,
                "「{words}」の名が、様式と違う",
                "「{words}」 has another label than the form"
            )
        };
        let help = if contradicts {
            say!(
                cx,
                "この名の項目は「{name}」です。どちらのことかを確かめて、番号か名を直してください。",
                "The label belongs to 「{name}」. See which is meant, and mend the number or the label."
            )
        } else {
            say!(
                cx,
                "様式では「{label}」です。様式のとおりに書くと、本文と照らし合わせやすくなります。",
                "On the form it is 「{label}」."
            )
        };
        let severity = if contradicts {
            Severity::Warning
        } else {
            Severity::Info
        };
        let others: Vec<_> = group.others().collect();
        cx.report(&RULE, place, span, message)
            .severity(severity)
            .help(help)
            .places(others);
    }
}

/// A row about the kind of the assessment.
fn of_kind(cx: &mut Context, entry: &Entry) {
    let is_kind = |reference: &&Reference| match &reference.meaning {
        Meaning::Item(found) => cx.assessment.form.items[found.item].id == KIND,
        _ => false,
    };
    let (Some(item), Some(reference)) = (entry.item, entry.references.iter().find(is_kind)) else {
        return;
    };
    let span = cx.words(item.text, reference.words.clone());
    let words = shown(&item.text.text[reference.words.clone()]);
    let message = say!(
        cx,
        "「{words}」は、様式に欄のある項目ではない",
        "「{words}」 is no item of the form"
    );
    let help = say!(
        cx,
        "評価書の種類の変更は、Ⅵ１②　しきい値判断結果 の変更として書くと、様式の項目と対応します。いつから全項目評価としたかが説明から分かることも確かめてください。",
        "Tell the change as one of Ⅵ１② (the result of the threshold), and say since when."
    );
    let label = say!(cx, "この行の説明", "what the row says of it");
    let explanation = entry.explanation.map(|words| words.text.span);
    let finding = cx
        .report(&RULE, item.place, span, message)
        .severity(Severity::Info)
        .help(help);
    if let Some(explanation) = explanation {
        finding.related(explanation, label);
    }
}
