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
use crate::compare::changelog::base::Base;
use crate::compare::changelog::coverage::Missing;
use crate::compare::diff::{Change, ChangeKind};
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

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
    if let Some(Base::None { name }) = &cx.inputs.base {
        let message = say!(
            cx.lang,
            "「{name}」の版にこの評価書が無いので、別添３と照らし合わせていない",
            "「{name}」 does not have this assessment; 別添３ is not verified against it"
        );
        cx.report_at(&RULE, cx.assessment.head(), message)
            .severity(Severity::Info);
        return;
    }
    let Some((former, coverage)) = cx.coverage() else {
        return;
    };
    let log = cx.changes();
    for (number, change) in former.diff.changes.iter().enumerate() {
        let (wanted, rows) = match coverage.missing(number) {
            Missing::Nothing => continue,
            Missing::All => (coverage.first(number), &[][..]),
            Missing::Part(wanted) => (Some(wanted), coverage.by[number].as_slice()),
        };
        // A row that says nothing at all is reported by C005.
        let says = |row: &usize| {
            let entry = &log.entries[*row];
            !(entry.before.is_empty() && entry.after.is_empty())
        };
        if !rows.is_empty() && !rows.iter().any(says) {
            continue;
        }
        let message = message(cx, change, rows.is_empty());
        let base = &former.name;
        let label = match change.kind {
            ChangeKind::Removed => say!(
                cx.lang,
                "「{base}」の版にはあった",
                "was there in 「{base}」"
            ),
            _ => say!(
                cx.lang,
                "「{base}」の版から変わった",
                "changed since 「{base}」"
            ),
        };
        let help = say!(
            cx.lang,
            "別添３に行を書いてください。`hyokasho changelog` に同じ --base を付けて使うと、足りない行の案を書き加えられます。",
            "Add a row to 別添３; `hyokasho changelog` with the same --base writes what is missing."
        );
        let row = rows.first().and_then(|row| {
            let entry = &log.entries[*row];
            let row = row_name(cx, entry);
            let said = say!(cx.lang, "{row} に無い", "not in {row}");
            Some((entry.item?.text.span, said))
        });
        let (place, span) = super::change_place(cx, change, wanted.as_ref());
        let severity = match (change.formal, change.significant) {
            (true, _) => Severity::Info,
            (false, true) => Severity::Error,
            (false, false) => Severity::Warning,
        };
        let finding = match place {
            Some(place) => cx.report(&RULE, place, span, message),
            None => cx.report_at(&RULE, span, message),
        };
        let basis = if severity == Severity::Error {
            vec![LAW, FORM]
        } else {
            vec![FORM]
        };
        let finding = finding.severity(severity).label(label).help(help);
        let finding = finding.basis(basis);
        if let Some((span, said)) = row {
            finding.related(span, said);
        }
    }
}

fn message(cx: &Context, change: &Change, all: bool) -> String {
    let name = change.name();
    let mark = if change.significant && !change.formal {
        say!(cx.lang, "※の項目 ", "The ※ item ")
    } else {
        String::new()
    };
    if !all {
        return say!(
            cx.lang,
            "{mark}{name} の変更に、別添３に書かれていない所がある",
            "{mark}{name}: a part of the change is not recorded in 別添３"
        );
    }
    let what = match (change.kind, change.formal) {
        (ChangeKind::Added, _) => say!(cx.lang, "が加わった", "was added"),
        (ChangeKind::Removed, _) => say!(cx.lang, "が無くなった", "was removed"),
        (ChangeKind::Moved, _) => say!(cx.lang, "の位置が変わった", "was moved"),
        (_, true) => say!(cx.lang, "の書き方が変わった", "changed in form"),
        (_, false) => say!(cx.lang, "が変わった", "changed"),
    };
    say!(
        cx.lang,
        "{mark}{name} {what}のに、別添３に書かれていない",
        "{mark}{name} {what}, and 別添３ does not record it"
    )
}
