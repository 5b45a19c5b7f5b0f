//! 変更前の記載が、前の版の本文と違う。
//! The old text in the change table is not what the version before says.
//!
//! ## 何を確認するか
//! `--base` で指定した版の後の行の変更前が、その版の本文にあること。空白、改行、全角と半角の違いは問わず、行ごとに比べます。
//! 「（中略）」「（右記を追加）」などの略し方は分かっています。少し違うところは、違う文字を示します。
//! 同じ項目を何行かで変えたときは、後の行の変更前を前の行の変更後と比べます。前の版に既にあった行は見ません。
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
//! # 前の版
//! 保管場所: 入退室の記録を3年間保存する。
//! # 今の版
//! 保管場所: 入退室の記録を5年間保存する。
//! # …
//! - 変更日: 令和8年4月1日
//!   項目: Ⅱ６①保管場所
//!   変更前: 入退室の記録を2年間保存する。   # 誤
//!   変更前: 入退室の記録を3年間保存する。   # 正
//!   変更後: 入退室の記録を5年間保存する。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use super::{change_place, differs_from_former, former_after, row_name, shown, widened};
use crate::compare::changelog::coverage::Verdict;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C017",
    name: "before-differs",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    let Some((former, coverage)) = cx.coverage() else {
        return;
    };
    for (at, entry) in super::judged(cx) {
        let Verdict::Unproven { before, after } = &coverage.verdicts[at] else {
            continue;
        };
        // A row that says nothing of the item at all is reported once, by C014.
        if after.iter().any(|unproven| unproven.other.is_none()) {
            continue;
        }
        let nearest = before.iter().find(|unproven| unproven.other.is_some());
        let Some(unproven) = nearest.or(before.first()) else {
            continue;
        };
        let line = &entry.before.lines[unproven.line];
        let words = &line.folded.text;
        let range = widened(words, unproven.range.clone());
        let span = line.span(cx.assessment.source, range);
        let row = row_name(lang, entry);
        let there = unproven.other.as_deref().map(shown);
        let there = there.as_deref();
        let (words, other, said) = match unproven.row {
            Some(other) => {
                let other = &cx.changes().entries[other];
                (
                    not_as_left(lang, &row, &row_name(lang, other), there),
                    other.after.span(cx.assessment.source),
                    former_after(lang),
                )
            }
            None => {
                let change = coverage.change[at].map(|change| &former.diff.changes[change]);
                (
                    not_in_base(lang, &row, &former.name, there),
                    change.map(|change| change_place(cx, change, None).1),
                    item_now(lang),
                )
            }
        };
        let severity = match there {
            Some(_) => Severity::Error,
            None => Severity::Warning,
        };
        let finding = cx
            .report(&RULE, line.words.field, span, words)
            .severity(severity);
        if let Some(other) = other {
            finding.related(other, said);
        }
    }
}

/// 変更前 is not what an earlier row of this revision left.
fn not_as_left(lang: Lang, row: &str, former: &str, there: Option<&str>) -> Words {
    differs_from_former(lang, row, former, there).help(say!(
        lang,
        "間の改訂で変わった後の記載を、変更前に書いてください。",
        "Write 変更前 as the change in between left it."
    ))
}

/// `there` is as in [`differs_from_former`].
fn not_in_base(lang: Lang, row: &str, base: &str, there: Option<&str>) -> Words {
    let words = Words::new(say!(
        lang,
        "{row} の変更前が、「{base}」の版の本文と違う",
        "変更前 of {row} differs from what 「{base}」 says"
    ))
    .help(say!(
        lang,
        "前の版の本文のとおりに、変更前を直してください。",
        "Write 変更前 as the version before has it."
    ));
    match there {
        None => words,
        Some("") => words.label(say!(lang, "前の版に無い", "not in the version before")),
        Some(there) => words.label(say!(
            lang,
            "前の版は「{there}」",
            "「{there}」 in the version before"
        )),
    }
}

/// Said at the item whose change the row covers.
fn item_now(lang: Lang) -> String {
    say!(lang, "いまの本文の項目", "the item as it is now")
}
