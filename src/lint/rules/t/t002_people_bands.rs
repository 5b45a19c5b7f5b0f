//! 人数の区分が互いに合わない。
//! Two bands of numbers of people can't both be right.
//!
//! ## 何を確認するか
//! Ⅰ１③対象人数、Ⅱ２②対象となる本人の数、委託・提供・移転の対象となる本人の数の区分に、両立しないものがないこと。
//! Ⅰ１③とⅡ２②は刻みが違うので、重なりが少しでもあれば何も言いません（「30万人以上」と「10万人以上100万人未満」は両立します）。
//!
//! ## なぜ
//! ファイルに入っている人より多くの人の情報を、委託や提供で扱うことはできません。合わない区分は、片方だけを見直した跡であることがよくあります。
//!
//! ## 直し方
//! 同じ時点で数え直し、合わない方の区分を直します。
//!
//! ## 例
//! ```yaml
//! 対象人数: 1万人以上10万人未満
//! # …
//! 対象となる本人の数: 10万人以上100万人未満   # 誤: 全体より多い
//! 対象となる本人の数: 1万人以上10万人未満     # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{Band, choice};
use crate::lint::rules::{Context, Levels, Rule};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::say;

/// The rule.
pub static RULE: Rule = Rule {
    code: "T002",
    name: "people-bands",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// Where people of a file are counted that are a part of the file's own.
const PARTS: [(&str, &str); 3] = [
    ("overview.entrustment.items", "scope.people_count"),
    ("overview.provision.recipients", "people_count"),
    ("overview.provision.transferees", "people_count"),
];

fn check(cx: &mut Context) {
    let files = cx.assessment.entries("files");
    let own = |n: usize| format!("files[{n}].overview.basics.people_count");
    let whole = "basic.office.people_count";
    let mut is_low = false;
    for n in 1..=files {
        larger(cx, &own(n), whole);
        let parts = PARTS.iter().flat_map(|(list, item)| {
            let entries = 1..=cx.assessment.entries(&format!("files[{n}].{list}"));
            entries.map(move |entry| format!("files[{n}].{list}[{entry}].{item}"))
        });
        let more: Vec<String> = parts.filter(|part| is_larger(cx, part, &own(n))).collect();
        match more.as_slice() {
            [] => {}
            [part] => larger(cx, part, &own(n)),
            // Where several disagree with one, the one is wrong.
            parts => {
                is_low = true;
                lower(cx, &own(n), parts);
            }
        }
    }
    if is_low {
        return;
    }
    let bands: Vec<Option<Band>> = (1..=files).map(|n| band(cx, &own(n))).collect();
    if let Some(bands) = bands.into_iter().collect::<Option<Vec<Band>>>() {
        smaller(cx, whole, &own(1), &bands);
    }
}

fn band(cx: &Context, id: &str) -> Option<Band> {
    choice(cx, id).and_then(|(_, words, _)| Band::read(words))
}

/// Whether a part is certainly larger than the whole.
fn is_larger(cx: &Context, part: &str, whole: &str) -> bool {
    let bands = band(cx, part).zip(band(cx, whole));
    bands.is_some_and(|(part, whole)| part.least >= whole.below)
}

/// A whole than which several of its parts are larger.
fn lower(cx: &mut Context, whole: &str, parts: &[String]) {
    let (Some((_, words, span)), Some(place)) = (choice(cx, whole), cx.assessment.find(whole))
    else {
        return;
    };
    let labels: Vec<(Span, String)> = parts
        .iter()
        .filter_map(|part| {
            let (_, more, span) = choice(cx, part)?;
            let name = cx.name(cx.assessment.find(part)?);
            Some((
                span,
                say!(cx.lang, "{name} は「{more}」", "{name} is 「{more}」"),
            ))
        })
        .collect();
    let count = labels.len();
    let name = cx.name(place);
    let message = say!(
        cx.lang,
        "{name} の「{words}」より、その一部の人数の方が多い欄が{count}つある",
        "{count} parts are more than the whole, {name}, 「{words}」"
    );
    let label = say!(cx.lang, "こちらが少ない", "this is less");
    let help = say!(
        cx.lang,
        "同じ時点で数え直し、合わない方の区分を直してください。",
        "Count all as of one day and change the one that is wrong."
    );
    let finding = cx
        .report(&RULE, place, span, message)
        .label(label)
        .help(help);
    labels.into_iter().fold(finding, |finding, (span, label)| {
        finding.related(span, label)
    });
}

/// A part that is certainly larger than the whole.
fn larger(cx: &mut Context, part: &str, whole: &str) {
    let (Some((_, words, span)), Some((_, all, all_span)), Some(place), Some(above)) = (
        choice(cx, part),
        choice(cx, whole),
        cx.assessment.find(part),
        cx.assessment.find(whole),
    ) else {
        return;
    };
    let (Some(band), Some(limit)) = (Band::read(words), Band::read(all)) else {
        return;
    };
    if band.least < limit.below {
        return;
    }
    let (name, above) = (cx.name(place), cx.name(above));
    let message = say!(
        cx.lang,
        "{name} の「{words}」が、{above} の「{all}」より多い",
        "{name}, 「{words}」, is more than {above}, 「{all}」"
    );
    let label = say!(cx.lang, "こちらが多い", "this is more");
    let help = say!(
        cx.lang,
        "同じ時点で数え直し、合わない方の区分を直してください。",
        "Count both as of one day and change the one that is wrong."
    );
    cx.report(&RULE, place, span, message)
        .label(label)
        .related(all_span, above)
        .help(help);
}

/// All files together certainly hold fewer people than 対象人数 says.
fn smaller(cx: &mut Context, whole: &str, first: &str, bands: &[Band]) {
    let (Some((_, all, all_span)), Some((_, words, span)), Some(place), Some(below)) = (
        choice(cx, whole),
        choice(cx, first),
        cx.assessment.find(whole),
        cx.assessment.find(first),
    ) else {
        return;
    };
    let most = bands
        .iter()
        .map(|band| band.below.saturating_sub(1))
        .fold(0, u64::saturating_add);
    if Band::read(all).is_none_or(|limit| most >= limit.least) {
        return;
    }
    let (name, below) = (cx.name(place), cx.name(below));
    let message = if bands.len() == 1 {
        say!(
            cx.lang,
            "{name} の「{all}」に、{below} の「{words}」が届かない",
            "{below}, 「{words}」, falls short of {name}, 「{all}」"
        )
    } else {
        say!(
            cx.lang,
            "{name} の「{all}」に、すべてのファイルの「対象となる本人の数」を合わせても届かない",
            "All files together fall short of {name}, 「{all}」"
        )
    };
    let label = say!(cx.lang, "こちらが多い", "this is more");
    let help = say!(
        cx.lang,
        "対象人数は、ファイルに記録される本人の数です。同じ時点で数え直し、合わない方の区分を直してください。",
        "対象人数 counts the people in the files. Count again as of one day and change the one that is wrong."
    );
    cx.report(&RULE, place, all_span, message)
        .label(label)
        .related(span, below)
        .help(help);
}
