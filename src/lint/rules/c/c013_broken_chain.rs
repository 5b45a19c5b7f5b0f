//! 変更前の記載が、前の改訂の変更後と違う。
//! The text before a change does not continue what the former revision wrote.
//!
//! ## 何を確認するか
//! 同じ項目を何度か変えたとき、後の行の変更前が、前の行の変更後を受けていること。少しだけ違うものを、違う文字を示して指摘します。
//! 前の行が触れていない段落や、大きく違う文は指摘しません。名や頻度のような短い項目は、一字だけの違いも見ます。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘0件、見落とし0件。
//!
//! ## なぜ
//! 前の改訂より古い版から写すと、間の変更が取り消されたように見えます。記録に無い変更があった跡でもあります。
//!
//! ## 直し方
//! 前の版の本文を見て、変更前を直します。間に別の変更があったなら、その行を足します。
//!
//! ## 例
//! ```yaml
//! - 変更日: 令和6年4月1日
//!   項目: Ⅱ６③消去方法
//!   変更後: 貸出しの記録は、返却の翌年度から7年間、電算室に保管する。
//! - 変更日: 令和7年4月1日
//!   項目: Ⅱ６③消去方法
//!   変更前: 貸出しの記録は、返却の翌年度から5年間、電算室に保管する。   # 誤
//!   変更前: 貸出しの記録は、返却の翌年度から7年間、電算室に保管する。   # 正
//!   変更後: 貸出しの記録は、返却の都度消す。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use std::cell::OnceCell;

use super::{day, differs_from_former, former_after, is_renumbered, row_name, shown};
use crate::compare::changelog::body::Body;
use crate::compare::changelog::cell::Line;
use crate::compare::changelog::compare::{Hunk, near};
use crate::compare::changelog::story::Fate;
use crate::compare::changelog::{EntryId, LogEntry};
use crate::form::ItemKind;
use crate::japanese::notation::has_chars;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C013",
    name: "broken-chain",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

/// How alike two texts are that are meant to be one.
const ALIKE: f64 = 0.8;

/// Shorter words are alike by chance.
const LONG: usize = 12;

/// Rows of an item that says no more quote it whole.
const SHORT: usize = 20;

/// Of fewer letters the one that differs makes another word.
const SHORTEST: usize = 3;

/// A line of 変更前 that nearly is a line of an earlier 変更後.
struct Break {
    own: Span,
    own_words: String,
    other: Span,
    other_words: String,
}

fn check(cx: &mut Context) {
    // The version before itself says whether 変更前 is right (C017).
    if cx.coverage().is_some() {
        return;
    }
    let lang = cx.lang;
    for (at, entry) in cx.changes().entries.iter_enumerated() {
        let (Some((former, broken)), Some(first)) = (broken(cx, at), entry.before.content().next())
        else {
            continue;
        };
        let (row, former) = (row_name(lang, entry), row_name(lang, former));
        let (own, there) = (shown(&broken.own_words), shown(&broken.other_words));
        let words = words(lang, &row, &former, &own, &there);
        cx.report(&RULE, first.words.field, broken.own, words)
            .related(broken.other, former_after(lang));
    }
}

/// The first line of 変更前 that departs from the latest 変更後 it is like.
fn broken<'a>(cx: &Context<'a>, at: EntryId) -> Option<(&'a LogEntry<'a>, Break)> {
    let (log, histories) = (cx.changes(), cx.histories());
    histories.id(at)?;
    let entry = &log.entries[at];
    let body: OnceCell<Body> = OnceCell::new();
    entry.before.segments().find_map(|(line, words, range)| {
        let continues = || matches!(histories.earlier(at, log, words), Fate::Quoted(_));
        if continues() {
            return None;
        }
        if !has_chars(words, LONG) {
            return departure_of_value(cx, at, (line, words, range.start));
        }
        // It goes on with a row that names another item, rightly or not.
        if histories.is_written_earlier(at, log, words) {
            return None;
        }
        let mut formers = histories.alike(at, log, words).into_iter();
        formers.find_map(|number| {
            let former = &log.entries[number];
            let mut lines = former.after.segments();
            // The former row may have quoted no more than a part of the line.
            let is_part = |text: &str| has_chars(text, LONG) && words.contains(text);
            if lines.any(|(_, text, _)| is_part(text)) {
                return Some(None);
            }
            // A line that is still there, or with which another row goes on, is another one.
            let goes_on = |text: &str| {
                let own = body.get_or_init(|| Body::at(cx.assessment, entry.places()));
                let is_there = own.holds(text) && !entry.after.text().contains(text);
                is_there || matches!(histories.later(number, log, text), Fate::Quoted(_))
            };
            let broken = departure(cx, (line, words, range.start), former, goes_on)?;
            Some(Some((former, broken)))
        })?
    })
}

/// Where all that 変更前 says of an item that is short differs in one letter from all that the row before it says.
fn departure_of_value<'a>(
    cx: &Context<'a>,
    at: EntryId,
    (line, words, start): (&Line, &str, usize),
) -> Option<(&'a LogEntry<'a>, Break)> {
    let (log, histories) = (cx.changes(), cx.histories());
    let entry = &log.entries[at];
    let [id] = entry.places() else { return None };
    let field = cx.field(*id);
    if field.blank {
        return None;
    }
    let body = Body::at(cx.assessment, &[*id]);
    let is_value = cx.assessment.form.items[field.item].kind == ItemKind::Text
        && !has_chars(&body.text, SHORT + 1);
    if !is_value || entry.before.text() != words {
        return None;
    }
    let former = histories
        .former(at, log)
        .map(|former| &log.entries[former])?;
    if is_renumbered(cx, &cx.assessment.form.items[field.item].id, day(former)) {
        return None;
    }
    let mut lines = former.after.segments();
    let (other, text, there) = lines.next()?;
    if lines.next().is_some() {
        return None;
    }
    let (own, theirs) = one_letter(words, text)?;
    let source = cx.assessment.source;
    let broken = Break {
        own_words: words[own.clone()].to_owned(),
        other_words: text[theirs.clone()].to_owned(),
        own: line.span(source, own.start + start..own.end + start),
        other: other.span(source, theirs.start + there.start..theirs.end + there.start),
    };
    Some((former, broken))
}

/// The only letter in which two texts differ.
fn one_letter(own: &str, other: &str) -> Option<Hunk> {
    let count = own.chars().count();
    let pairs = own.char_indices().zip(other.char_indices());
    let mut differing = pairs.filter(|((_, a), (_, b))| a != b);
    let ((at, a), (there, b)) = differing.next()?;
    let alone = differing.next().is_none() && count == other.chars().count();
    let hunk = (at..at + a.len_utf8(), there..there + b.len_utf8());
    (alone && count >= SHORTEST).then_some(hunk)
}

/// Where words of a line, which begin somewhere in it, differ from the line of a former 変更後 that is most like them.
fn departure(
    cx: &Context,
    (line, words, start): (&Line, &str, usize),
    former: &LogEntry,
    goes_on: impl Fn(&str) -> bool,
) -> Option<Break> {
    let source = cx.assessment.source;
    let beyond =
        |(own, theirs): &&Hunk| theirs.is_empty() && (own.start == 0 || own.end == words.len());
    let likes = former.after.segments().filter_map(|(other, text, there)| {
        let near = near(words, text).filter(|near| near.likeness >= ALIKE && !goes_on(text))?;
        let (own, theirs) = near.hunks.iter().find(|hunk| !beyond(hunk))?.clone();
        let own_words = words[own.clone()].to_owned();
        let other_words = text[theirs.clone()].to_owned();
        let own = widened(line, own.start + start..own.end + start);
        let theirs = widened(other, theirs.start + there.start..theirs.end + there.start);
        let broken = Break {
            own: line.span(source, own),
            own_words,
            other: other.span(source, theirs),
            other_words,
        };
        Some((near.likeness, broken))
    });
    let best = likes.max_by(|(a, _), (b, _)| a.total_cmp(b));
    best.map(|(_, broken)| broken)
}

/// A range that holds at least one character: nothing can't be underlined.
fn widened(line: &Line, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    super::widened(&line.folded.text, range)
}

fn words(lang: Lang, row: &str, former: &str, own: &str, there: &str) -> Words {
    let words = differs_from_former(lang, row, former, Some(there)).help(say!(
        lang,
        "前の版の本文を見て、変更前を直してください。間に別の変更があったなら、その行を足します。",
        "Look at the former version and fix 変更前, or add the row of a change in between."
    ));
    if !own.is_empty() || there.is_empty() {
        return words;
    }
    words.label(say!(
        lang,
        "前の変更後では、ここに「{there}」がある",
        "the former 変更後 has 「{there}」 here"
    ))
}
