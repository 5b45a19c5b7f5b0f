//! しきい値判断の結果が、対象人数の区分と合わない。
//! The result of the threshold decision does not fit the number of people.
//!
//! ## 何を確認するか
//! Ⅵ１②しきい値判断結果が、Ⅰ１③対象人数の区分であり得る結果かどうか。
//! 取扱者数と重大事故の有無は評価書に書かれないので、10万人以上30万人未満では全項目評価と重点項目評価のどちらも認めます。
//!
//! ## なぜ
//! 評価の種類は、しきい値判断の結果で決まります。対象人数と合わない結果を公表すると、どちらの記載が正しいのか住民にも委員会にも分かりません。
//!
//! ## 直し方
//! 計数した時点の対象人数を確かめ、どちらか一方を直します。対象人数の区分が変わったときは、評価の再実施が要ることがあります。
//!
//! ## 例
//! ```yaml
//! 対象人数: 30万人以上
//! しきい値判断結果: 基礎項目評価及び重点項目評価の実施が義務付けられる（任意に全項目評価を実施）   # 誤
//! しきい値判断結果: 基礎項目評価及び全項目評価の実施が義務付けられる                             # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の2

use std::sync::LazyLock;

use serde::Deserialize;

use super::choice;
use crate::diagnostic::{Severity, Stage};
use crate::rules::{Context, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "T001",
    name: "threshold-mismatch",
    severity: Severity::Error,
    stage: Stage::Draft,
    basis: &["特定個人情報保護評価指針 第5の2"],
    source: include_str!("t001_threshold_mismatch.rs"),
    check,
};

#[derive(Deserialize, Default)]
struct Table {
    rows: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    people: String,
    possible: Vec<usize>,
    says: String,
}

static TABLE: LazyLock<Table> =
    LazyLock::new(|| crate::data::read("law/threshold").unwrap_or_default());

fn check(cx: &mut Context) {
    let result = "procedure.baseline.threshold";
    let (Some((_, people, counted)), Some((option, _, span)), Some(place)) = (
        choice(cx, "basic.office.people_count"),
        choice(cx, result),
        cx.assessment.find(result),
    ) else {
        return;
    };
    let Some(row) = TABLE.rows.iter().find(|row| row.people == people) else {
        return;
    };
    if row.possible.contains(&(option + 1)) {
        return;
    }
    let message = say!(
        cx,
        "対象人数が{people}では、このしきい値判断結果にならない",
        "With 対象人数 {people} the threshold decision can't be this"
    );
    let label = say!(cx, "この結果", "this result");
    let related = say!(cx, "対象人数は{people}", "対象人数 is {people}");
    let says = &row.says;
    let help = say!(
        cx,
        "{says}です。どちらが正しいかを確かめ、もう一方を直してください。",
        "{says}. See which of the two is right and change the other."
    );
    cx.report(&RULE, place, span, message)
        .saying(label)
        .related(counted, related)
        .help(help);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_covers_every_option_of_the_form() {
        let table: Table = crate::data::read("law/threshold").expect("the table can be read");
        let form = crate::assessment::newest_form().expect("the form can be read");
        let options = |id: &str| {
            let item = form.find(id).expect("an item of the form");
            &form.items[item].options
        };
        for option in options("basic.office.people_count") {
            assert!(table.rows.iter().any(|row| row.people == option.text));
        }
        let results = options("procedure.baseline.threshold").len();
        let named = table.rows.iter().flat_map(|row| &row.possible);
        assert!(named.into_iter().all(|n| (1..=results).contains(n)));
    }
}
