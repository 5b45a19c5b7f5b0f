//! 変更前の記載が、前の改訂の変更後と違う。
//! The text before a change does not continue what the former revision wrote.
//!
//! ## 何を確認するか
//! 同じ項目を何度か変えたとき、後の行の変更前が、前の行の変更後を受けていること。少しだけ違うものを、違う文字を示して指摘します。
//! 前の行が触れていない段落や、大きく違う文は指摘しません。
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
//!   変更後: …保存期間は7年間とする。
//! - 変更日: 令和7年4月1日
//!   変更前: …保存期間は5年間とする。   # 誤: 前の変更後は7年間
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use super::{row_name, shown};
use crate::compare::changelog::Entry;
use crate::compare::changelog::cell::Line;
use crate::compare::changelog::compare::near;
use crate::compare::changelog::story::Fate;
use crate::japanese::notation::has_chars;
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

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
    let log = cx.changes();
    for (at, entry) in log.entries.iter().enumerate() {
        let Some((former, broken)) = broken(cx, at) else {
            continue;
        };
        let (row, other) = (row_name(cx, entry), row_name(cx, former));
        let message = say!(
            cx,
            "{row} の変更前が、{other} の変更後と違う",
            "変更前 of {row} differs from 変更後 of {other}"
        );
        let (own, there) = (shown(&broken.own_words), shown(&broken.other_words));
        let said = if there.is_empty() {
            say!(cx, "前の変更後に無い", "not in the former 変更後")
        } else if own.is_empty() {
            say!(
                cx,
                "前の変更後では、ここに「{there}」がある",
                "the former 変更後 has 「{there}」 here"
            )
        } else {
            say!(
                cx,
                "前の変更後は「{there}」",
                "「{there}」 in the former 変更後"
            )
        };
        let label = say!(cx, "前の変更後", "the former 変更後");
        let help = say!(
            cx,
            "前の版の本文を見て、変更前を直してください。間に別の変更があったなら、その行を足します。",
            "Look at the former edition and mend 変更前, or add the row of a change in between."
        );
        let at = entry
            .before
            .content()
            .next()
            .map_or(0, |line| line.words.place);
        cx.report(&RULE, at, broken.own, message)
            .saying(said)
            .related(broken.other, label)
            .help(help);
    }
}

/// The first line of 変更前 that departs from the latest 変更後 it is like.
fn broken<'a>(cx: &Context<'a>, at: usize) -> Option<(&'a Entry<'a>, Break)> {
    let (log, histories) = (cx.changes(), cx.histories());
    histories.id(at)?;
    let source = cx.assessment.source;
    log.entries[at]
        .before
        .segments()
        .find_map(|(line, words, range)| {
            let continues = || matches!(histories.earlier(at, log, words), Fate::Quoted(_));
            if !has_chars(words, LONG) || continues() {
                return None;
            }
            let formers = histories.alike(at, log, words).into_iter();
            formers
                .map(|former| &log.entries[former])
                .find_map(|former| {
                    let likes = former.after.segments().filter_map(|(other, text, there)| {
                        let near = near(words, text).filter(|near| near.likeness >= ALIKE)?;
                        let (own, theirs) = near.hunks.first()?.clone();
                        let own_words = words[own.clone()].to_owned();
                        let other_words = text[theirs.clone()].to_owned();
                        let own = spread(line, own.start + range.start..own.end + range.start);
                        let theirs =
                            spread(other, theirs.start + there.start..theirs.end + there.start);
                        let broken = Break {
                            own: line.span(source, own),
                            own_words,
                            other: other.span(source, theirs),
                            other_words,
                        };
                        Some((near.likeness, broken))
                    });
                    let best = likes.max_by(|(a, _), (b, _)| a.total_cmp(b));
                    best.map(|(_, broken)| (former, broken))
                })
        })
}

/// A range that holds at least one character: nothing can't be underlined.
fn spread(line: &Line, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    super::spread(&line.folded.text, range)
}
