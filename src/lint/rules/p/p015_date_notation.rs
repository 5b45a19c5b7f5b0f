//! 日付の書き方が、一つの評価書の中で混ざっている。
//! The dates of an assessment are written in several ways.
//!
//! ## 何を確認するか
//! 「令和8年4月1日」と書いた日付があるとき、ほかの日付が「R8.4.1」「2026/4/1」「2026年4月1日」のように書かれていないこと。
//! 日付の欄と本文を一緒に見ます。別添３の変更日は、変更日どうしで見ます。表の中と、別添３のほかの欄は見ません。
//! 全部が「R8.4.1」の書き方なら、何も言いません。年月だけの日付も見ません。
//!
//! ## なぜ
//! 評価書には書いたとおりに印刷されます。書き方が違うと、日付の前後を見比べにくくなります。
//!
//! ## 直し方
//! 「令和8年4月1日」の書き方にそろえます。日付の欄は `hyokasho check --fix` で直せます。
//!
//! ## 例
//! ```yaml
//! 保有開始日: 平成27年10月5日
//! # …
//! 使用開始日: H27.10.5          # 誤
//! 使用開始日: 平成27年10月5日   # 正
//! ```
//!
//! ## 根拠
//! 公用文の日付の書き方

use jiff::civil::Date as Day;

use super::written;
use crate::assessment::field::FieldId;
use crate::assessment::value::{Table, Value};
use crate::japanese::date_scan::{Mention, When};
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P015",
    name: "date-notation",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// Where a date is: what is compared, and what is reported together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    /// An item that is a date.
    Item,
    /// Running text.
    Text,
    /// The first column of 別添３.
    Changed,
}

/// A date that is written in another way than 令和8年4月1日.
struct Other {
    field: FieldId,
    span: Span,
    words: String,
    day: Day,
}

fn check(cx: &mut Context) {
    let mut others: Vec<(Group, Other)> = Vec::new();
    let mut usual: Vec<Group> = Vec::new();
    for dated in &cx.facts.dated {
        let Some(group) = group(cx, dated.field) else {
            continue;
        };
        let text = &dated.text.text;
        for mention in &dated.mentions {
            let words = &text[mention.range.clone()];
            let (When::Day(day), true) = (mention.when, is_separate(text, mention)) else {
                continue;
            };
            // 「2026年（令和8年）4月1日」 is written in both, 「同年9月10日」 by a date before it.
            if words.contains(['（', '(']) || words.starts_with(['同', '翌', '前', '本', '昨'])
            {
                continue;
            }
            if words.contains('年') && mention.era.is_some() {
                usual.push(group);
            } else if words.contains(['年', '.', '/', '-', '．', '／', '－']) {
                let other = Other {
                    field: dated.field,
                    span: cx.words(dated.text, mention.range.clone()),
                    words: words.to_owned(),
                    day,
                };
                others.push((group, other));
            }
        }
    }
    for group in [Group::Item, Group::Text, Group::Changed] {
        let is_near = |other: &&Group| (**other == Group::Changed) == (group == Group::Changed);
        if usual.iter().find(is_near).is_none() {
            continue;
        }
        let own = others.iter().filter(|(of, _)| *of == group);
        let own: Vec<&Other> = own.map(|(_, other)| other).collect();
        report(cx, group, &own);
    }
}

fn group(cx: &Context, id: FieldId) -> Option<Group> {
    let field = cx.field(id);
    let in_row = field.id.starts_with("changes[");
    let is_table = matches!(
        field.value,
        Value::Table(Table::Markdown(_) | Table::Rows(_))
    );
    match (&field.value, in_row) {
        (Value::Date(..), true) => Some(Group::Changed),
        (Value::Date(..) | Value::Period(_), false) => Some(Group::Item),
        (_, false) if !is_table => Some(Group::Text),
        _ => None,
    }
}

/// Whether a date is no part of a name or of a cell: 「第2-2026-04-01号」, 「rev2026/4/1」.
fn is_separate(text: &str, mention: &Mention) -> bool {
    let joins = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '_' | '|' | '#' | '号' | '版')
    };
    let before = text[..mention.range.start].chars().next_back();
    let after = text[mention.range.end..].chars().next();
    !before.is_some_and(joins) && !after.is_some_and(joins)
}

fn report(cx: &mut Context, group: Group, others: &[&Other]) {
    let Some(first) = others.first() else { return };
    let words = words(cx.lang, &first.words, first.day);
    let edits = others.iter().map(|other| Edit {
        span: other.span,
        text: written(other.day),
    });
    let edits = edits.collect();
    let places: Vec<Place> = others.iter().map(|o| (o.field, o.span)).collect();
    let safety = match group {
        Group::Text => Safety::Unsafe,
        Group::Item | Group::Changed => Safety::Safe,
    };
    if let Some(finding) = cx.report_all(&RULE, &places, words) {
        finding.fix(safety, edits);
    }
}

fn words(lang: Lang, words: &str, day: Day) -> Words {
    let right = written(day);
    Words::new(say!(
        lang,
        "「{words}」が、ほかの日付と違う書き方になっている",
        "「{words}」 is written otherwise than other dates"
    ))
    .help(say!(
        lang,
        "「{right}」のように、ほかの日付と同じ書き方にそろえてください。",
        "Write it like the other dates: 「{right}」."
    ))
}
