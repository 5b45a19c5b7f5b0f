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
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

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
    let lang = cx.lang;
    let (Some((_, band, span)), Some(field)) = (choice(cx, whole), cx.assessment.find(whole))
    else {
        return;
    };
    let labels: Vec<(Span, String)> = parts
        .iter()
        .filter_map(|part| {
            let (_, more, span) = choice(cx, part)?;
            let item = cx.name(cx.assessment.find(part)?);
            Some((span, is_more(lang, &item, more)))
        })
        .collect();
    let words = less_than_parts(lang, &cx.name(field), band, labels.len());
    let finding = cx.report(&RULE, field, span, words);
    labels.into_iter().fold(finding, |finding, (span, label)| {
        finding.related(span, label)
    });
}

/// A part that is certainly larger than the whole.
fn larger(cx: &mut Context, part: &str, whole: &str) {
    let (Some((_, own, span)), Some((_, all, all_span)), Some(field), Some(above)) = (
        choice(cx, part),
        choice(cx, whole),
        cx.assessment.find(part),
        cx.assessment.find(whole),
    ) else {
        return;
    };
    let (Some(band), Some(limit)) = (Band::read(own), Band::read(all)) else {
        return;
    };
    if band.least < limit.below {
        return;
    }
    let above = cx.name(above);
    let words = more_than_whole(cx.lang, (&cx.name(field), own), (&above, all));
    cx.report(&RULE, field, span, words)
        .related(all_span, above);
}

/// All files together certainly hold fewer people than 対象人数 says.
fn smaller(cx: &mut Context, whole: &str, first: &str, bands: &[Band]) {
    let (Some((_, all, all_span)), Some((_, own, span)), Some(field), Some(below)) = (
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
    let below = cx.name(below);
    let only = (bands.len() == 1).then_some((below.as_str(), own));
    let words = more_than_files(cx.lang, (&cx.name(field), all), only);
    cx.report(&RULE, field, all_span, words)
        .related(span, below);
}

/// An item whose band is below those of some of its parts.
fn less_than_parts(lang: Lang, item: &str, band: &str, parts: usize) -> Words {
    Words::new(say!(
        lang,
        "{item} の「{band}」より、その一部の人数の方が多い欄が{parts}つある",
        "{parts} parts are more than the whole, {item}, 「{band}」"
    ))
    .label(say!(lang, "こちらが少ない", "this is less"))
    .help(say!(
        lang,
        "同じ時点で数え直し、合わない方の区分を直してください。",
        "Count all as of one day and change the one that is wrong."
    ))
}

fn is_more(lang: Lang, item: &str, band: &str) -> String {
    say!(lang, "{item} は「{band}」", "{item} is 「{band}」")
}

fn more_than_whole(lang: Lang, (item, band): (&str, &str), (whole, all): (&str, &str)) -> Words {
    Words::new(say!(
        lang,
        "{item} の「{band}」が、{whole} の「{all}」より多い",
        "{item}, 「{band}」, is more than {whole}, 「{all}」"
    ))
    .label(say!(lang, "こちらが多い", "this is more"))
    .help(say!(
        lang,
        "同じ時点で数え直し、合わない方の区分を直してください。",
        "Count both as of one day and change the one that is wrong."
    ))
}

/// 対象人数, which the only file, or all of them together, do not reach.
fn more_than_files(lang: Lang, (item, all): (&str, &str), only: Option<(&str, &str)>) -> Words {
    Words::new(match only {
        Some((file, band)) => say!(
            lang,
            "{item} の「{all}」に、{file} の「{band}」が届かない",
            "{file}, 「{band}」, falls short of {item}, 「{all}」"
        ),
        None => say!(
            lang,
            "{item} の「{all}」に、すべてのファイルの「対象となる本人の数」を合わせても届かない",
            "All files together fall short of {item}, 「{all}」"
        ),
    })
    .label(say!(lang, "こちらが多い", "this is more"))
    .help(say!(
        lang,
        "対象人数は、ファイルに記録される本人の数です。同じ時点で数え直し、合わない方の区分を直してください。",
        "対象人数 counts the people in the files. Count again as of one day and change the one that is wrong."
    ))
}
