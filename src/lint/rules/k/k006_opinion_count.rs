//! 意見の件数が、並べた意見やⅥ２④と合わない。
//! The number of opinions is not that of the opinions listed, or not that of VI 2 (4).
//!
//! ## 何を確認するか
//! 意見聴取の「件数」が、その下に並べた意見の数と同じこと（一つも並べていないときは見ません）。
//! 評価書のⅥ２④が「意見なし」なら0件であること、意見の内容を書いていれば0件でないこと、④に件数が一つだけ書いてあれば同じ数であること。
//!
//! ## なぜ
//! 件数は、報告書、公表した一覧、評価書の三か所に載ります。違えば、載っていない意見があるのかと問われます。
//!
//! ## 直し方
//! 受け付けた意見を数え直し、誤っている方を直します。
//!
//! ## 例
//! ```yaml
//! 様式: 点検記録
//! 意見聴取:
//!   - 名称: 意見公募手続
//!     件数: 3件   # 誤: 二つしか並んでいない
//!     件数: 2件   # 正
//!     意見:
//!       - 本文: 貸出しの記録は早く消してほしい。
//!       - 本文: 窓口に閲覧用の冊子を置いてほしい。
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の3、全項目評価書の様式 Ⅵ２④

use super::{Side, pairs};
use crate::assessment::Assessment;
use crate::assets::lists::review::NO_OPINIONS;
use crate::japanese::notation::{fold, is_digit, is_none_mark, number};
use crate::lint::record::{Said, said};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::source::outward;

/// The rule.
pub static RULE: Rule = Rule {
    code: "K006",
    name: "opinion-count",
    levels: Levels::always(Severity::Error),
    basis: &["特定個人情報保護評価指針 第5の3", "全項目評価書の様式 Ⅵ２④"],
    check,
};

fn check(cx: &mut Context) {
    if super::is_record(cx) {
        for n in 1..=cx.assessment.entries("comments") {
            let listed = cx.assessment.entries(&format!("comments[{n}].opinions"));
            let Some((text, count)) = count(cx.assessment, n) else {
                continue;
            };
            if listed > 0 && listed != count {
                let words = not_as_listed(cx.lang, count, listed);
                cx.report(&RULE, text.field, text.place(cx.assessment), words);
            }
        }
    }
    for pair in pairs(cx) {
        let all = 1..=pair.record.entries("comments");
        let counts: Vec<(Said, usize)> =
            all.clone().filter_map(|n| count(pair.record, n)).collect();
        let (Some((first, _)), Some(printed)) = (
            counts.first(),
            said(pair.paper, "procedure.public_comment.opinions"),
        ) else {
            continue;
        };
        let total: usize = counts.iter().map(|(_, count)| count).sum();
        // Where the record does not count what it lists, that is said of the record: either number may be right.
        let listed = all.map(|n| pair.record.entries(&format!("comments[{n}].opinions")));
        let listed: usize = listed.sum();
        let fits = match of_item(printed.str()) {
            Stated::Nothing => true,
            Stated::None => total == 0,
            Stated::Some => total > 0,
            // A text may count opinions and those who sent them, and put neither into a usual form.
            Stated::Count(_) => {
                let stated = numbers(printed.str(), false);
                let own = counts.iter().map(|(_, own)| *own);
                own.chain([total, listed]).any(|own| stated.contains(&own))
            }
        };
        if !fits {
            let sides = (
                Side::at(*first, pair.record, recorded(cx.lang, total)),
                Side::at(printed, pair.paper, printed_is(cx.lang, printed.str())),
            );
            let words = not_as_printed(cx.lang, total, of_item(printed.str()));
            pair.report(cx, &RULE, words, sides);
        }
    }
}

/// 件数 of an entry of 意見聴取, where it is a number.
fn count<'a>(record: &Assessment<'a>, n: usize) -> Option<(Said<'a>, usize)> {
    let text = said(record, &format!("comments[{n}].count"))?;
    let value = match is_none_mark(text.str()) || says_none(text.str()) {
        true => 0,
        // 「7人、9件」 counts those who sent them, too.
        false => {
            let counted = numbers(text.str(), true);
            let all = numbers(text.str(), false);
            counted.first().or(all.first()).copied()?
        }
    };
    Some((text, value))
}

/// What Ⅵ２④ says.
#[derive(Clone, Copy)]
enum Stated {
    Nothing,
    /// That there were no opinions.
    None,
    /// What they were.
    Some,
    /// How many they were.
    Count(usize),
}

fn of_item(text: &str) -> Stated {
    if text.trim().is_empty() {
        return Stated::Nothing;
    }
    if is_none_mark(text) || says_none(text) {
        return Stated::None;
    }
    let counts = numbers(text, true);
    let of_all = totals(text);
    match (of_all.as_slice(), counts.as_slice()) {
        ([0], _) | ([], [0]) => Stated::None,
        ([count], _) | ([], [count]) => Stated::Count(*count),
        _ => Stated::Some,
    }
}

/// The numbers that a text gives of all opinions: 「9件の意見があった」, 「計9件」.
fn totals(text: &str) -> Vec<usize> {
    let folded = fold(text);
    let places = folded.match_indices('件').map(|(at, _)| at);
    let found = places.filter_map(|at| {
        let before = folded[..at].trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = &folded[before.len()..at];
        let after = &folded[at + '件'.len_utf8()..];
        let is_all = after.starts_with("の意見")
            || after.starts_with("の御意見")
            || ["計", "合計", "全", "総数"]
                .iter()
                .any(|word| before.ends_with(word));
        number(digits).filter(|_| is_all)
    });
    found.collect()
}

fn says_none(text: &str) -> bool {
    let folded = fold(text);
    NO_OPINIONS.iter().any(|words| folded.contains(words))
}

/// The numbers of a text, of all or of those with 「件」 after them.
fn numbers(text: &str, counted: bool) -> Vec<usize> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_digit) {
        let digits = &rest[at..];
        let end = digits.find(|c| !is_digit(c)).unwrap_or(digits.len());
        if !counted || digits[end..].starts_with('件') {
            found.extend(number(&digits[..end]));
        }
        rest = &digits[end..];
    }
    found
}

/// 件数 is not the number of entries.
fn not_as_listed(lang: Lang, count: usize, listed: usize) -> Words {
    Words::new(say!(
        lang,
        "件数は{count}件だが、意見は{listed}件並んでいる",
        "{count} opinions are counted, and {listed} are listed"
    ))
    .help(say!(
        lang,
        "受け付けた意見を数え直し、件数を直すか、抜けている意見を足してください。",
        "Count the opinions again; correct the number, or add those that are missing."
    ))
}

/// 件数 contradicts Ⅵ２④.
fn not_as_printed(lang: Lang, count: usize, stated: Stated) -> Words {
    let words = match stated {
        Stated::None => say!(
            lang,
            "点検記録の意見は{count}件だが、Ⅵ２④は意見がなかったとしている",
            "The record counts {count} opinions, and Ⅵ２④ says that there were none"
        ),
        Stated::Count(printed) => say!(
            lang,
            "点検記録の意見は{count}件だが、Ⅵ２④は{printed}件としている",
            "The record counts {count} opinions, and Ⅵ２④ says {printed}"
        ),
        _ => say!(
            lang,
            "点検記録の意見は{count}件だが、Ⅵ２④に意見の内容がある",
            "The record counts {count} opinions, and Ⅵ２④ names some"
        ),
    };
    Words::new(words).help(say!(
        lang,
        "受け付けた意見を数え直し、誤っている方を直してください。",
        "Count the opinions again, and correct the one that is wrong."
    ))
}

/// Said at 件数.
fn recorded(lang: Lang, count: usize) -> String {
    say!(lang, "点検記録では{count}件", "{count} in the record")
}

/// Said at Ⅵ２④.
fn printed_is(lang: Lang, text: &str) -> String {
    let text = outward::first_line(text, 20);
    say!(lang, "Ⅵ２④は「{text}」", "Ⅵ２④ says 「{text}」")
}
