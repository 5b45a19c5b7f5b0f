//! 変更前の記載が、前の版の本文と違う。
//! What the change table says stood before is not what the version before says.
//!
//! ## 何を確認するか
//! `--base` で指定した版の後の行の変更前が、その版の本文にあること。空白、改行、全角と半角の違いは問わず、行ごとに比べます。
//! 「（中略）」「（右記を追加）」などの略し方は分かっています。少し違うところは、違う文字を示します。
//! `--base` を指定しなければ何も確認しません（別添３の前の行との食い違いは C013 が示します）。
//!
//! ## なぜ
//! 公表されていた記載と違うことを、変更前として公表することになります。
//!
//! ## 直し方
//! 前の版の本文のとおりに、変更前を直します。
//!
//! ## 例
//! ```yaml
//! # 前の版の本文: 記録は3年間保存する。
//! 変更前: 記録は2年間保存する。   # 誤
//! 変更後: 記録は5年間保存する。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use super::{row_name, shown, spread};
use crate::changelog::compare::near;
use crate::changelog::told::Side;
use crate::diagnostic::{Severity, Stage};
use crate::rules::{Context, Rule, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C017",
    name: "before-differs",
    severity: Severity::Warning,
    stage: Stage::Draft,
    basis: &["全項目評価書の様式 別添３"],
    source: include_str!("c017_before_differs.rs"),
    check,
};

/// How alike two texts are that are meant to be one.
const ALIKE: f64 = 0.75;

fn check(cx: &mut Context) {
    let Some((former, told)) = cx.told() else {
        return;
    };
    let log = cx.changes();
    for (at, entry) in log.entries.iter().enumerate() {
        let stray = told.strays(at, log, Side::Before).next();
        let (Some((line, range)), Some(change)) = (stray, told.change[at]) else {
            continue;
        };
        let text = told.text(change, Side::Before);
        let words = &line.folded.text[range.clone()];
        let near = near(words, text).filter(|near| near.likeness >= ALIKE);
        let hunk = near.and_then(|near| near.hunks.into_iter().next());
        let own = match &hunk {
            Some((own, _)) => spread(words, own.clone()),
            None => 0..words.len(),
        };
        let label = hunk.as_ref().map(|(_, other)| {
            let other = shown(&text[other.clone()]);
            if other.is_empty() {
                say!(cx, "前の版に無い", "not in the version before")
            } else {
                say!(
                    cx,
                    "前の版は「{other}」",
                    "「{other}」 in the version before"
                )
            }
        });
        let severity = match hunk {
            Some(_) => Severity::Error,
            None => Severity::Warning,
        };
        let (row, base) = (row_name(cx, entry), &former.name);
        let message = say!(
            cx,
            "{row} の変更前が、「{base}」の版の本文と違う",
            "変更前 of {row} differs from what 「{base}」 says"
        );
        let help = say!(
            cx,
            "前の版の本文のとおりに、変更前を直してください。",
            "Write 変更前 as the version before has it."
        );
        let span = line.span(
            cx.assessment.source,
            range.start + own.start..range.start + own.end,
        );
        cx.report(&RULE, line.words.place, span, message)
            .severity(severity)
            .saying(label.unwrap_or_default())
            .help(help);
    }
}
