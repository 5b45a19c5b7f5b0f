//! 前の改訂で書いた文が、後の改訂の変更前にも、いまの本文にも無い。
//! What a former revision wrote is neither quoted by a later one nor in the assessment.
//!
//! ## 何を確認するか
//! 同じ項目を後の日にまた変えているとき、前の変更後にあった文（15字以上）が、後の行の変更前か変更後、又はいまの本文のどこかにあること。
//! 後の行の変更前に、どの変更後にもない文があって、前の文と似ていれば注意、そうでなければ参考として示します。
//! 少しだけ違う文は C013 と C014 が示します。後の行が「（略）」「別紙のとおり」と省いたとき、項目の上の区分ごと改めたとき、番号が動いた
//! おそれのあるとき、選択式の項目、別添１と別添２は見ません。
//!
//! ## なぜ
//! 間の変更が記録されていないと、いつ、なぜその文が無くなったのかが分かりません。
//!
//! ## 直し方
//! 前の版の本文を見て、後の行の変更前を直すか、その文を消した変更の行を足します。
//!
//! ## 例
//! ```yaml
//! 本人への明示: 利用の目的を窓口に掲げ、申込書の裏面にも記載する。
//! # …
//! 変更箇所:
//!   - 変更日: 令和6年4月1日
//!     項目: Ⅱ３⑤本人への明示
//!     変更後: 申込みは、図書館規則第3条の申込書により受け付ける。
//!   - 変更日: 令和7年4月1日
//!     項目: Ⅱ３⑤本人への明示
//!     変更前: 申込みは、貸出しの要綱の別表に定める様式で受ける。       # 誤
//!     変更前: 申込みは、図書館規則第3条の申込書により受け付ける。     # 正
//!     変更後: 利用の目的を窓口に掲げ、申込書の裏面にも記載する。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;

use super::{Place, day, differs_from_former, former_after, is_planned, is_renumbered, row_name};
use crate::assessment::field::{FieldId, outer};
use crate::compare::changelog::body::Body;
use crate::compare::changelog::cell::Line;
use crate::compare::changelog::compare::near;
use crate::compare::changelog::labels::{Labels, has_all_names};
use crate::compare::changelog::marks::{MarkKind, is_note, is_whole};
use crate::compare::changelog::story::Fate;
use crate::compare::changelog::{EntryId, LogEntry};
use crate::form::ItemKind;
use crate::japanese::notation::has_chars;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C020",
    name: "lost-passage",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

/// Shorter words may be a heading or a part of anything.
const LONG: usize = 15;

/// How alike the assessment has to say it for C014 to report the difference.
const ALIKE: f64 = 0.85;

/// How alike two sentences are of which one took the other's place.
const RELATED: f64 = 0.5;

/// What begins with as many letters speaks of the same.
const HEAD: usize = 4;

/// Parts of the form whose rows quote no sentences, or that are written anew at every assessment.
const OTHERS: [&str; 4] = ["flow_figure", "files[].records", "cover", "procedure"];

/// A passage that was lost, and the passage of 変更前 that may have taken its place.
struct Lost {
    passage: Place,
    instead: Option<(Place, bool)>,
}

fn check(cx: &mut Context) {
    // The version before itself says whether 変更前 is right (C017).
    if cx.coverage().is_some() {
        return;
    }
    let lang = cx.lang;
    let log = cx.changes();
    let found: Vec<(EntryId, EntryId, Lost)> = {
        let (rows, whole) = (Rows::of(cx), OnceCell::new());
        let lost = |at: EntryId| {
            let next = rows.next(at)?;
            let lost = || lost(cx, at, next, &whole);
            Some((at, next, rows.may_be_compared(at, next).then(lost)??))
        };
        log.entries.keys().filter_map(lost).collect()
    };
    for (at, next, lost) in found {
        report(cx, (lang, &log.entries[at], &log.entries[next]), lost);
    }
}

/// The rows of each item.
struct Rows<'c, 'a> {
    cx: &'c Context<'a>,
    same: FxHashMap<&'a str, Vec<EntryId>>,
    /// The last day of a row about the whole assessment.
    wide: Option<Day>,
}

impl<'a> Rows<'_, 'a> {
    fn of<'c>(cx: &'c Context<'a>) -> Rows<'c, 'a> {
        let mut same: FxHashMap<&str, Vec<EntryId>> = FxHashMap::default();
        let mut wide = None;
        for (at, entry) in cx.changes().entries.iter_enumerated() {
            match cx.histories().id(at) {
                Some(id) => same.entry(id).or_default().push(at),
                None => {
                    let names_all = entry.item.is_some_and(|item| is_whole(&item.text.text));
                    if entry.covers_others || names_all {
                        wide = wide.max(day(entry));
                    }
                }
            }
        }
        Rows { cx, same, wide }
    }

    /// The row of the same item and of the next day, where that had come when the assessment was published.
    fn next(&self, at: EntryId) -> Option<EntryId> {
        let entries = &self.cx.changes().entries;
        let own = day(&entries[at])?;
        let same = self.same.get(self.cx.histories().id(at)?)?.iter().copied();
        let later = same.filter(|e| day(&entries[*e]).is_some_and(|day| day > own));
        let next = later.min_by_key(|e| day(&entries[*e]))?;
        (!is_planned(&entries[next], self.cx.as_of())).then_some(next)
    }

    /// Whether an item holds sentences, and all that was done to it since is said in full.
    fn may_be_compared(&self, at: EntryId, next: EntryId) -> bool {
        let cx = self.cx;
        let entries = &cx.changes().entries;
        let (entry, id) = (&entries[at], cx.histories().id(at).unwrap_or_default());
        let [place] = entry.places() else {
            return false;
        };
        let field = cx.field(*place);
        let item = cx.assessment.definition(field);
        let is_text = matches!(item.kind, ItemKind::Text | ItemKind::TextText);
        let is_other = OTHERS.iter().any(|part| item.id.starts_with(part));
        if !is_text || is_other || entries[next].before.is_empty() || self.wide >= day(entry) {
            return false;
        }
        let rows = |id: &str| self.same.get(id).into_iter().flatten().copied();
        let mut above = outer(id).filter(|outer| *outer != id).flat_map(rows);
        let leaves_out = |row: &LogEntry| {
            let parts = row.before.content().any(|line| line.segments.len() != 1);
            parts || row.before.has(MarkKind::Omitted) || row.before.has(MarkKind::Below)
        };
        let mut since = rows(id).filter(|e| *e != at && day(&entries[*e]) >= day(entry));
        !above.any(|e| day(&entries[e]) >= day(entry))
            && !since.any(|e| leaves_out(&entries[e]))
            && !is_renumbered(cx, &item.id, day(entry))
    }
}

/// The first passage of a row that no later row and no item has.
fn lost<'a>(
    cx: &Context<'a>,
    at: EntryId,
    next: EntryId,
    whole: &OnceCell<Body<'a>>,
) -> Option<Lost> {
    let (log, histories) = (cx.changes(), cx.histories());
    let entry = &log.entries[at];
    let labels = Labels::of(cx.assessment.form);
    let own = Body::at(cx.assessment, entry.places());
    let mut segments = entry.after.segments();
    let (line, words, range) = segments.find(|(_, words, _)| {
        if !has_chars(words, LONG) || is_note(words) || words.contains('→') {
            return false;
        }
        let is_said = labels.are_in(&own.text, words)
            || has_all_names(&own.text, words)
            || whole
                .get_or_init(|| Body::whole(cx.assessment))
                .holds(words);
        !is_said
            && histories.later(at, log, words) == Fate::Same
            && !histories.is_quoted_later(at, log, words)
            && !histories.is_written_later(at, log, words)
            && !histories.is_overwritten(at, log, words)
            && near(words, &own.text).is_none_or(|near| near.likeness < ALIKE)
    })?;
    let source = cx.assessment.source;
    let strange = log.entries[next].before.segments().filter(|(_, said, _)| {
        has_chars(said, LONG) && !histories.is_written_earlier(next, log, said)
    });
    let strange: Vec<_> = strange.collect();
    let is_related = |said: &str| {
        let head = said.chars().zip(words.chars()).take_while(|(a, b)| a == b);
        head.count() >= HEAD || near(words, said).is_some_and(|near| near.likeness >= RELATED)
    };
    let place = |(line, _, range): &(&Line, &str, Range<usize>)| -> Place {
        let field: FieldId = line.words.field;
        (field, line.span(source, range.clone()))
    };
    let related = strange.iter().find(|(_, said, _)| is_related(said));
    let alone = || strange.first().filter(|_| strange.len() == 1);
    let instead = related
        .map(|found| (place(found), true))
        .or_else(|| alone().map(|found| (place(found), false)));
    Some(Lost {
        passage: (line.words.field, line.span(source, range)),
        instead,
    })
}

fn report(cx: &mut Context, (lang, entry, next): (Lang, &LogEntry, &LogEntry), lost: Lost) {
    let (row, former) = (row_name(lang, next), row_name(lang, entry));
    match lost.instead {
        Some(((field, span), true)) => {
            let words = differs_from_former(lang, &row, &former, None).help(help(lang));
            cx.report(&RULE, field, span, words)
                .related(lost.passage.1, former_after(lang));
        }
        instead => {
            let (field, span) = lost.passage;
            let words = words(lang, &row, &former).help(help(lang));
            let finding = cx
                .report(&RULE, field, span, words)
                .severity(Severity::Info);
            if let Some(((_, there), _)) = instead {
                finding.related(there, later_before(lang));
            }
        }
    }
}

fn words(lang: Lang, row: &str, former: &str) -> Words {
    Words::new(say!(
        lang,
        "{former} の変更後の文が、{row} の変更前にも、いまの本文にも無い",
        "A passage of 変更後 of {former} is neither in 変更前 of {row} nor in the assessment"
    ))
}

fn help(lang: Lang) -> String {
    say!(
        lang,
        "前の版の本文を見て、変更前を直してください。間に別の変更があったなら、その行を足します。",
        "Look at the former version and fix 変更前, or add the row of a change in between."
    )
}

/// Said at 変更前 of the later row.
fn later_before(lang: Lang) -> String {
    say!(lang, "後の行の変更前", "変更前 of the later row")
}
