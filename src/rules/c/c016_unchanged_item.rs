//! 別添３に書かれた項目が、前の版から変わっていない。
//! The change table tells a change of an item that did not change since the version before.
//!
//! ## 何を確認するか
//! `--base` で指定した版の公表日より後の行で、その版の別添３に無かったものが、実際に変わった項目を述べていること。
//! これから変える予定の行と、どの項目か分からない行（C001、C003）は問いません。`--base` を指定しなければ何も確認しません。
//!
//! ## なぜ
//! 項目の番地の誤りか、本文の直し忘れか、取りやめた変更の消し忘れです。変わっていないものを変えたと公表することになります。
//!
//! ## 直し方
//! 項目の番地を確かめ、本文を直すか、行を消します。
//!
//! ## 例
//! ```yaml
//! - 変更日: 令和8年4月1日
//!   項目: Ⅱ６②　期間      # 誤: 変わったのは ③消去方法
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use super::{is_planned, row_name, target_name};
use crate::diagnostic::{Severity, Stage};
use crate::form::resolve::Manner;
use crate::rules::{Context, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C016",
    name: "unchanged-item",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式 別添３"],
    source: include_str!("c016_unchanged_item.rs"),
    check,
};

fn check(cx: &mut Context) {
    let Some((former, told)) = cx.told() else {
        return;
    };
    let log = cx.changes();
    let as_of = cx.as_of();
    for (at, entry) in log.entries.iter().enumerate() {
        let (Some(item), Some(found)) = (entry.item, entry.only()) else {
            continue;
        };
        let of_now = former.is_new(entry) && former.is_later(entry) && !is_planned(entry, as_of);
        let certain = matches!(
            found.manner,
            Manner::AsPrinted | Manner::LevelSkipped | Manner::CloseLabel
        );
        // 様式 is what the assessment is written on; the kind before was on another form.
        let of_kind = cx.assessment.form.items[found.item].id == "form";
        if told.touched[at] || !of_now || !certain || of_kind {
            continue;
        }
        let (row, name) = (row_name(cx, entry), target_name(cx, found, entry.places()));
        let base = &former.name;
        let message = say!(
            cx,
            "{row} の項目（{name}）は、「{base}」の版から変わっていない",
            "{name}, which {row} names, did not change since 「{base}」"
        );
        let help = say!(
            cx,
            "項目の番地を確かめてください。本文を直し忘れたなら直し、取りやめた変更なら行を消します。",
            "See whether the row names the right item; mend the item, or delete the row."
        );
        cx.report(&RULE, item.place, item.text.span, message)
            .help(help);
    }
}
