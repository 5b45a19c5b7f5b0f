//! 別添３の並びが、変更日の順や様式の順になっていない。
//! The rows of the change table are in order neither of dates nor of the form.
//!
//! ## 何を確認するか
//! 変更日が古い順（又は新しい順）に並んでいること。`--pedantic` では、同じ変更日の中で項目が様式の順に並んでいることも。外れる場所をまとめて一つにします。
//! 一行だけ紛れ込んだ変更日（C009）と、公表日より後の予定は数えません。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘0件（`--pedantic` では1件）、見落とし0件。
//!
//! ## なぜ
//! 並べ方の決まりはありませんが、様式の順に並んでいれば、本文と照らし合わせながら漏れや重なりに気づけます。
//!
//! ## 直し方
//! 行を、変更日の順、その中では様式の順に並べ替えます。
//!
//! ## 例
//! ```yaml
//! 変更箇所:
//!   - 変更日: 令和4年4月1日
//!     項目: Ⅰ７①部署
//!   - 変更日: 令和7年4月1日
//!     項目: Ⅱ３②入手方法
//!   - 変更日: 令和7年4月1日
//!     項目: Ⅱ３⑤本人への明示
//!   - 変更日: 令和5年4月1日   # 誤: 前の行より前の日
//!   - 変更日: 令和7年6月1日   # 正
//!     項目: Ⅱ３④入手に係る妥当性
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use jiff::civil::Date as Day;
use rustc_hash::FxHashSet;

use typed_index_collections::{TiSlice, TiVec};

use super::{Place, day, is_planned, outliers, whole};
use crate::compare::changelog::coverage::Verdict;
use crate::compare::changelog::{EntryId, Log, LogEntry, order};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C010",
    name: "out-of-order",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

fn check(cx: &mut Context) {
    let log = cx.changes();
    let as_of = cx.as_of();
    let outliers = outliers::outliers(log).into_iter();
    let outliers: FxHashSet<EntryId> = outliers.map(|(_, own)| own).collect();
    let mut judged: TiVec<EntryId, bool> = vec![false; log.entries.len()].into();
    super::judged(cx).for_each(|(at, _)| judged[at] = true);
    let entries = log.entries.iter_enumerated();
    let entries: Vec<(bool, &LogEntry)> = entries
        .filter(|(place, entry)| !outliers.contains(place) && !is_planned(entry, as_of))
        .map(|(place, entry)| (judged[place], entry))
        .collect();
    let (dates, items) = (by_date(&entries), by_form(cx, log, &judged));
    cx.report_all(&RULE, &dates, words(cx.lang, Order::Dates));
    // No rule of the form asks for this order.
    if cx.inputs.settings.levels.pedantic {
        cx.report_all(&RULE, &items, words(cx.lang, Order::Form));
    }
}

/// What the rows are not in the order of.
enum Order {
    Dates,
    /// That of the items on the form, among the rows of one date.
    Form,
}

/// The rows whose date goes back, or forth where most go back.
fn by_date(entries: &[(bool, &LogEntry)]) -> Vec<Place> {
    let dated: Vec<(Day, bool, Place)> = entries
        .iter()
        .filter_map(|(judged, entry)| {
            let (date, words) = entry.date?;
            Some((date.day, *judged, whole(words)))
        })
        .collect();
    let steps = |wrong: fn(Day, Day) -> bool| -> Vec<(bool, Place)> {
        let pairs = dated.windows(2).filter(|pair| wrong(pair[0].0, pair[1].0));
        pairs
            .map(|pair| (pair[0].1 || pair[1].1, pair[1].2))
            .collect()
    };
    let (back, forth) = (steps(|a, b| b < a), steps(|a, b| b > a));
    let fewer = if back.len() <= forth.len() {
        back
    } else {
        forth
    };
    let judged = fewer.into_iter().filter(|(judged, _)| *judged);
    judged.map(|(_, place)| place).collect()
}

/// The rows whose item comes before that of the row above on the form. A row that names another item than it covers may
/// well be in its place: C016 reports it.
fn by_form(cx: &Context, log: &Log, judged: &TiSlice<EntryId, bool>) -> Vec<Place> {
    let coverage = cx.coverage().map(|(_, coverage)| coverage);
    let is_misnamed = |at: EntryId| {
        let verdict = coverage.map(|coverage| &coverage.verdicts[at]);
        matches!(verdict, Some(Verdict::Elsewhere(_) | Verdict::Idle))
    };
    let entries = log.entries.iter_enumerated();
    let entries = entries.filter(|(at, _)| !is_misnamed(*at));
    let known = entries.filter_map(|(at, entry)| {
        let place = order::place(cx.assessment.form, entry.only()?);
        Some((day(entry), place, (judged[at], entry.item?)))
    });
    let known: Vec<_> = known.collect();
    let wrong = known.windows(2).filter(|pair| {
        let [(day, Some(first), one), (next, Some(second), other)] = pair else {
            return false;
        };
        (one.0 || other.0)
            && day.is_some()
            && day == next
            && first.file == second.file
            && first.is_comparable(second)
            && second < first
    });
    wrong.map(|pair| whole(pair[1].2.1)).collect()
}

fn words(lang: Lang, wrong: Order) -> Words {
    let headline = match wrong {
        Order::Dates => say!(
            lang,
            "別添３の行が、変更日の順に並んでいない",
            "Rows of 別添３ are not in order of their dates"
        ),
        Order::Form => say!(
            lang,
            "同じ変更日の行が、様式の項目の順に並んでいない",
            "Rows of one date are not in the order of the form"
        ),
    };
    Words::new(headline)
        .label(say!(
            lang,
            "前の行より前に来るはず",
            "belongs before the row above"
        ))
        .help(say!(
            lang,
            "変更日の順、その中では様式の順に並べると、漏れや重なりに気づきやすくなります。",
            "In order of dates, and within a date in the order of the form, what is missing or double is seen."
        ))
}
