//! 前の版から変わった項目が、別添３に書かれていない。
//! An item changed since the version before, and the change table does not record it.
//!
//! ## 何を確認するか
//! `--base` で指定した版と比べて変わった項目が、その後の行として別添３にあること、行が変わった所を残さず述べていること。
//! ※の項目はエラー、ほかの項目は注意、書き方や並び順だけの変更は参考になります。件数のようにほかの変更に伴うもの、空白だけの違い、
//! Ⅵ（しきい値判断の結果を除く）、公表日や評価書番号は、変更箇所に書くものではないので問いません。
//! 指定した版に評価書が無ければ、その旨を参考として示します。`--base` を指定しなければ何も確認しません。
//!
//! ## なぜ
//! 別添３は、前に公表した版から何が変わったかを住民と委員会に示す欄です。※の項目の変更は、重要な変更に当たるかどうかの判断も要ります。
//!
//! ## 直し方
//! `hyokasho changelog ファイル --base 版 --write` で、足りない行を書き加えられます。提出時期と説明は案なので、確かめて直します。
//!
//! ## 例
//! ```yaml
//! # 前の版
//! 保管場所: 入退室の記録を3年間保存する。
//! # 今の版
//! 保管場所: 入退室の記録を5年間保存する。   # 誤: 別添３に行がない
//! 保管場所: 入退室の記録を5年間保存する。   # 正: 別添３に行がある
//! # …
//! - 変更日: 令和8年4月1日   # 正
//!   項目: Ⅱ６①保管場所
//!   変更前: 入退室の記録を3年間保存する。
//!   変更後: 入退室の記録を5年間保存する。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価に関する規則 第11条（※の項目）、特定個人情報保護評価書（全項目評価書）の様式 別添３

use super::row_name;
use crate::compare::changelog::EntryId;
use crate::compare::changelog::base::Base;
use crate::compare::changelog::coverage::Missing;
use crate::compare::diff::{Change, ChangeKind};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C015",
    name: "untold-change",
    levels: Levels::always(Severity::Warning),
    basis: &[FORM],
    check,
};

/// 別添３ itself asks for the rows; of items with ※ the law does, too.
const FORM: &str = "全項目評価書の様式 別添３";
const LAW: &str = "特定個人情報保護評価に関する規則 第11条";

fn check(cx: &mut Context) {
    let lang = cx.lang;
    if let Some(Base::None { name }) = &cx.inputs.base {
        cx.report_at(&RULE, cx.assessment.head(), not_compared(lang, name))
            .severity(Severity::Info);
        return;
    }
    let Some((former, coverage)) = cx.coverage() else {
        return;
    };
    let log = cx.changes();
    for (number, change) in former.diff.changes.iter_enumerated() {
        let (wanted, rows) = match coverage.missing(number) {
            Missing::Nothing => continue,
            Missing::All => (coverage.first(number), &[][..]),
            Missing::Part(wanted) => (Some(wanted), coverage.by[number].as_slice()),
        };
        // A row that says nothing at all is reported by C005.
        let says = |row: &EntryId| {
            let entry = &log.entries[*row];
            !(entry.before.is_empty() && entry.after.is_empty())
        };
        if !rows.is_empty() && !rows.iter().any(says) {
            continue;
        }
        let words = words(lang, change, &former.name, !rows.is_empty());
        let (field, span) = super::change_place(cx, change, wanted.as_ref());
        let (severity, basis) = match (change.formal, change.significant) {
            (true, _) => (Severity::Info, vec![FORM]),
            (false, true) => (Severity::Error, vec![LAW, FORM]),
            (false, false) => (Severity::Warning, vec![FORM]),
        };
        let finding = match field {
            Some(field) => cx.report(&RULE, field, span, words),
            None => cx.report_at(&RULE, span, words),
        };
        let finding = finding.severity(severity).basis(basis);
        let row = rows.first().map(|row| &log.entries[*row]);
        if let Some((row, item)) = row.and_then(|row| Some((row, row.item?))) {
            finding.related(item.text.span, not_there(lang, &row_name(lang, row)));
        }
    }
}

fn not_compared(lang: Lang, base: &str) -> Words {
    Words::new(say!(
        lang,
        "「{base}」の版にこの評価書が無いので、別添３と照らし合わせていない",
        "「{base}」 does not have this assessment; 別添３ is not verified against it"
    ))
}

fn words(lang: Lang, change: &Change, base: &str, is_covered_in_part: bool) -> Words {
    let label = match change.kind {
        ChangeKind::Removed => say!(lang, "「{base}」の版にはあった", "was there in 「{base}」"),
        _ => say!(
            lang,
            "「{base}」の版から変わった",
            "changed since 「{base}」"
        ),
    };
    Words::new(headline(lang, change, is_covered_in_part))
        .label(label)
        .help(say!(
            lang,
            "別添３に行を書いてください。`hyokasho changelog` に同じ --base を付けて使うと、足りない行の案を書き加えられます。",
            "Add a row to 別添３; `hyokasho changelog` with the same --base writes what is missing."
        ))
}

fn headline(lang: Lang, change: &Change, is_covered_in_part: bool) -> String {
    let name = change.name();
    let mark = if change.significant && !change.formal {
        say!(lang, "※の項目 ", "The ※ item ")
    } else {
        String::new()
    };
    if is_covered_in_part {
        return say!(
            lang,
            "{mark}{name} の変更に、別添３に書かれていない所がある",
            "{mark}{name}: a part of the change is not recorded in 別添３"
        );
    }
    let what = match (change.kind, change.formal) {
        (ChangeKind::Added, _) => say!(lang, "が加わった", "was added"),
        (ChangeKind::Removed, _) => say!(lang, "が無くなった", "was removed"),
        (ChangeKind::Moved, _) => say!(lang, "の位置が変わった", "was moved"),
        (_, true) => say!(lang, "の書き方が変わった", "changed in form"),
        (_, false) => say!(lang, "が変わった", "changed"),
    };
    say!(
        lang,
        "{mark}{name} {what}のに、別添３に書かれていない",
        "{mark}{name} {what}, and 別添３ does not record it"
    )
}

/// Said at a row that covers a part of the change.
fn not_there(lang: Lang, row: &str) -> String {
    say!(lang, "{row} に無い", "not in {row}")
}
