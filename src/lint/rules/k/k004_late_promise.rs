//! 「修正する」などの約束が、期限や公表日を過ぎても済んでいない。
//! A promise is still open after its day.
//!
//! ## 何を確認するか
//! 対応が「修正する」のもの、「今後検討」「別に行う」で期限のあるものについて、期限を過ぎていないこと。期限のない「修正する」は、
//! 評価書の公表日までに「修正した」になっていること。評価書が見つからないときは、会議、答申、日程のうち最後の日から30日を目安にします。
//! 日は `--as-of`、なければ点検する日と比べます。評価書だけを点検するときも、そばの点検記録に残る約束を一件にまとめて示します。
//!
//! ## なぜ
//! 審議会や住民に約束した修正をしないまま公表すると、点検の結果を反映したことになりません。
//!
//! ## 直し方
//! 済んでいれば対応を「修正した」にし、項目を書きます。まだなら修正し、できない事情があれば再回答に書いて期限を改めます。
//!
//! ## 例
//! ```yaml
//! # 令和4年9月1日に点検
//! 様式: 点検記録
//! 諮問:
//!   - 件名: 図書の貸出しに関する事務の評価について
//!     質疑:
//!       - 質問: 覚書の第9条を直してはどうですか。
//!         回答: 御指摘のとおり直します。
//!         対応: 修正する
//!         期限: 令和4年7月31日    # 誤: 過ぎている
//!         期限: 令和4年12月28日   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の3

use jiff::civil::Date as Day;

use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::form::{ASSESSMENT, RECORD};
use crate::japanese::dates::{date, written};
use crate::lint::companions::Opened;
use crate::lint::record::{Entry, entries, published, said};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};
use crate::source::outward;

/// The rule.
pub static RULE: Rule = Rule {
    code: "K004",
    name: "late-promise",
    levels: Levels::always(Severity::Warning),
    basis: &["特定個人情報保護評価指針 第5の3"],
    check,
};

fn check(cx: &mut Context) {
    if super::is_record(cx) {
        let papers: Vec<&Assessment> = cx
            .companions(ASSESSMENT)
            .map(|paper| &paper.assessment)
            .collect();
        let published = published(cx.assessment, &papers);
        let day = cx.as_of();
        unread(cx);
        for entry in entries(cx.assessment)
            .iter()
            .filter(|entry| entry.is_past(day, published))
        {
            if let Some((field, span, due)) = place(cx.assessment, entry) {
                let until = published.filter(|_| !papers.is_empty());
                let words = words(cx.lang, due, until);
                cx.report(&RULE, field, span, words);
            }
        }
        return;
    }
    // Of an assessment that is checked without its record.
    let records: Vec<&Opened> = cx
        .companions(RECORD)
        .filter(|record| !record.is_checked)
        .collect();
    let Some(field) = cx.assessment.find("cover.publication_date") else {
        return;
    };
    let own = cx.assessment.text("cover.publication_date").and_then(date);
    let own = own.map(|date| date.ends().1);
    let day = if cx.assessment.stage == Stage::Publish {
        own.max(cx.as_of())
    } else {
        cx.as_of()
    };
    for record in records {
        let record = &record.assessment;
        let all = entries(record);
        let late: Vec<&Entry> = all.iter().filter(|entry| entry.is_past(day, own)).collect();
        if late.is_empty() {
            continue;
        }
        let span = cx.field(field).place();
        let words = left_open(cx.lang, late.len());
        let lang = cx.lang;
        let finding = cx.report(&RULE, field, span, words);
        late.iter()
            .fold(finding, |finding, entry| match place(record, entry) {
                Some((field, span, due)) => {
                    finding.elsewhere(record, field, span, until(lang, due))
                }
                None => finding,
            });
    }
}

/// 期限 that names no day.
fn unread(cx: &mut Context) {
    let record = cx.assessment;
    for entry in entries(record) {
        let due = said(record, &format!("{}.due", entry.id));
        if let Some(due) = due.filter(|_| entry.has_no_day) {
            let words = no_day(cx.lang, due.str());
            cx.report(&RULE, due.field, due.place(record), words);
        }
    }
}

/// What shows a promise: its day, else 対応.
fn place(record: &Assessment, entry: &Entry) -> Option<(FieldId, Span, Option<Day>)> {
    let due = entry.due.map(|(day, said)| (said, Some(day)));
    let action = || entry.action.map(|(_, said)| (said, None));
    let (said, day) = due.or_else(action)?;
    Some((said.field, said.place(record), day))
}

fn no_day(lang: Lang, due: &str) -> Words {
    let due = outward::first_line(due, 20);
    Words::new(say!(
        lang,
        "期限「{due}」が、日として読めない",
        "「{due}」 is no day"
    ))
    .help(say!(
        lang,
        "「令和8年9月30日」「令和8年9月」「令和8年度末」のように書いてください。",
        "Write a day, a month, or the end of a fiscal year: 「令和8年度末」."
    ))
}

fn words(lang: Lang, due: Option<Day>, published: Option<Day>) -> Words {
    let words = match (due, published) {
        (Some(due), _) => {
            let day = written(due);
            Words::new(say!(
                lang,
                "期限の{day}を過ぎても、済んでいない",
                "Still open after its day, {day}"
            ))
        }
        (None, Some(day)) => {
            let day = written(day);
            Words::new(say!(
                lang,
                "「修正する」のまま、公表日の{day}になった",
                "Still 「修正する」 on the day of publication, {day}"
            ))
            .label(say!(lang, "期限がない", "no day is set"))
        }
        (None, None) => Words::new(say!(
            lang,
            "期限のない「修正する」が、会議や答申から30日を過ぎても済んでいない",
            "「修正する」 without a day is still open 30 days after the meeting"
        )),
    };
    words.help(say!(
        lang,
        "済んでいれば対応を「修正した」にし、項目を書いてください。まだなら、再回答に事情を書いて期限を改めます。",
        "If it is done, write 「修正した」 and its items; if not, answer again and set another day."
    ))
}

/// Said of an assessment whose record has open promises.
fn left_open(lang: Lang, count: usize) -> Words {
    Words::new(say!(
        lang,
        "点検記録に、済んでいない約束が{count}件ある",
        "The record of the review has {count} promises that are still open"
    ))
    .help(say!(
        lang,
        "評価書を直して、点検記録の対応を「修正した」にしてください。",
        "Correct the assessment, and write 「修正した」 in the record."
    ))
}

/// Said at a promise.
fn until(lang: Lang, due: Option<Day>) -> String {
    match due.map(written) {
        Some(day) => say!(lang, "期限は{day}", "due on {day}"),
        None => say!(lang, "期限がない", "no day is set"),
    }
}
