//! 別添３で、数字が1行ごとに1ずつ増えている。
//! A number in the change table grows by one from row to row.
//!
//! ## 何を確認するか
//! 説明や変更後の同じ文が三行以上に続くとき、その中の数字や変更日が1ずつ増えていないこと（第9条第2項、第9条第3項、…）。
//! 変更後の記載がそのとおり本文にあるものと、意見や指摘の番号は指摘しません。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘0件、見落とし0件。
//!
//! ## なぜ
//! 表計算でセルを下へ引いて写すと、末尾の数字や日付が1ずつ増えます。条番号や版の番号が、実際に無いものになります。
//!
//! ## 直し方
//! 最初の行と同じかを確かめて直します。表計算では、引いた後に「セルのコピー」を選ぶと増えません。
//!
//! ## 例
//! ```yaml
//! 変更箇所:
//!   - 説明: 規則第9条第2項（緊急時の事後評価）の適用対象であるため
//!   - 説明: 規則第9条第3項（緊急時の事後評価）の適用対象であるため   # 誤
//!   - 説明: 規則第9条第4項（緊急時の事後評価）の適用対象であるため   # 誤
//!   - 説明: 規則第9条第2項（緊急時の事後評価）の適用対象であるため   # 正
//!   - 説明: 規則第9条第2項（緊急時の事後評価）の適用対象であるため   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use rustc_hash::FxHashSet;

use super::Place;
use super::dragged::{Run, of_cells, of_dates, of_explanations};
use crate::compare::changelog::EntryId;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C012",
    name: "dragged-number",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

fn check(cx: &mut Context) {
    let log = cx.changes();
    let runs = [of_explanations(cx, log), of_cells(cx, log)];
    let judged: FxHashSet<EntryId> = super::judged(cx).map(|(at, _)| at).collect();
    let is_judged = |run: &Run| run.entries.iter().any(|e| judged.contains(e));
    for run in runs.into_iter().flatten().filter(is_judged) {
        let (from, to) = (run.first, run.first + run.places.len() as u64 - 1);
        report(cx, &run.places, Grows::Number { from, to });
    }
    for run in of_dates(log).into_iter().filter(is_judged) {
        report(cx, &run.places, Grows::Date);
    }
}

/// What grows from row to row.
enum Grows {
    Number { from: u64, to: u64 },
    Date,
}

fn report(cx: &mut Context, places: &[Place], grows: Grows) {
    let [(_, first), rest @ ..] = places else {
        return;
    };
    let grown = if rest.is_empty() { places } else { rest };
    let lang = cx.lang;
    if let Some(finding) = cx.report_all(&RULE, grown, words(lang, grows)) {
        finding.related(*first, there(lang));
    }
}

fn words(lang: Lang, grows: Grows) -> Words {
    let headline = match grows {
        Grows::Number { from, to } => say!(
            lang,
            "同じ文の数字が、行を追って{from}から{to}まで1ずつ増えている",
            "A number in the same words grows from row to row, from {from} to {to}"
        ),
        Grows::Date => say!(
            lang,
            "変更日が、行を追って1日ずつ増えている",
            "変更日 grows by one day from row to row"
        ),
    };
    Words::new(headline).help(say!(
        lang,
        "表計算でセルを下へ引いて写すと、数字や日付が1ずつ増えます。最初の行と同じかを確かめて直してください。",
        "A spreadsheet counts up when cells are dragged down. See whether all should be as in the first row."
    ))
}

/// Said at the row from which on it grows.
fn there(lang: Lang) -> String {
    say!(lang, "最初の行", "the first row")
}
