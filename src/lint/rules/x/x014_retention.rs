//! 保管期間の選択肢と、その妥当性に書かれた年数が食い違っている。
//! The chosen period of retention does not fit the years that its reason names.
//!
//! ## 何を確認するか
//! Ⅱ６②の期間が年数を示すとき、「その妥当性」に保管・保存の期間として書かれた年数のうち、少なくとも一つがその範囲にあること。
//! 申請書などの紙、ログ、バックアップ、映像のような別の媒体の年数は、ファイルの保管期間ではないので数えません。
//! 「…は7年を保管期間とする」「…から起算して5年と定めている」のような言い方も読みます。10年は「6年以上10年未満」に入りません。
//! 「5年間保管する」と書き、「7年とするのは」とその理由を述べた食い違いも見ます。
//! 「定められていない」のときは、下限の年数（少なくとも5年など）を書けるので指摘しません。
//!
//! ## なぜ
//! 保管期間は、住民が自分の情報がいつ消えるかを知る唯一の欄です。
//!
//! ## 直し方
//! 規程に定めた期間を確かめ、選択肢か年数を直します。
//!
//! ## 例
//! ```yaml
//! 期間: 3年
//! その妥当性: 文書管理規程により5年間保存する。   # 誤: 3年か5年か
//! その妥当性: 文書管理規程により3年間保存する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use super::retention::{names_medium, periods, years};
use super::{choice, correct_one_period, numbers, text};
use crate::assessment::field::FieldId;
use crate::assets::lists::retention::EXPLAINED;
use crate::japanese::notation::{is_digit, number};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X014",
    name: "retention",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.storage.period");
        let length = choice(cx, &format!("{section}.length"));
        let reason = text(cx, &format!("{section}.validity"));
        if let Some((length, (field, reason))) = length.zip(reason) {
            period(cx, length, field, reason);
        }
    }
}

/// The chosen period and the years that its reason states.
fn period(cx: &mut Context, (length, answer): (&str, Span), field: FieldId, reason: &Scalar) {
    let Some(fits) = years(length) else { return };
    let explained: Vec<_> = explained(&reason.text).collect();
    let is_explained = |range: &Range<usize>| explained.iter().any(|(_, at)| at == range);
    let stated: Vec<_> = periods(&reason.text)
        .filter(|(_, range)| !is_explained(range))
        .collect();
    let lang = cx.lang;
    // One period may be counted from another's end; one that fits is enough.
    if stated.iter().any(|(years, _)| fits.contains(years)) {
        let mut others = explained.iter();
        let other = others.find(|(years, _)| stated.iter().all(|(stated, _)| stated != years));
        if let (Some((years, range)), [(first, place)]) = (other, stated.as_slice()) {
            let span = cx.words(reason, range.clone());
            let first_place = cx.words(reason, place.clone());
            cx.report(&RULE, field, span, two_periods(lang, *first, *years))
                .related(first_place, stated_period(lang));
        }
        return;
    }
    let Some((years, range)) = stated.first().or(explained.first()).cloned() else {
        return;
    };
    let mut without_years = WITHOUT_YEARS.iter();
    let says_long =
        fits.contains(&usize::MAX) && without_years.any(|word| reason.text.contains(*word));
    if says_long || stated.is_empty() && fits.contains(&years) {
        return;
    }
    let span = cx.words(reason, range);
    let words = words(lang, length, &cx.name(field), years);
    cx.report(&RULE, field, span, words)
        .related(answer, chosen_period(lang));
}

/// The years whose choice a text explains: 「5年とするのは」.
fn explained(text: &str) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
    text.match_indices('年').filter_map(|(at, year)| {
        let head = &text[..at];
        let bare = head.trim_end_matches(is_digit);
        let end = at + year.len();
        let rest = &text[end..];
        let rest = rest.strip_prefix('間').unwrap_or(rest);
        let is_explained = EXPLAINED.iter().any(|words| rest.starts_with(words));
        let years = number(&head[bare.len()..]).filter(|_| is_explained)?;
        // How long a right lasts, or papers are kept, is another time.
        let sentence = bare.rsplit(['。', '\n']).next().unwrap_or(bare);
        let is_other = OTHERS.iter().any(|word| sentence.contains(word)) || names_medium(sentence);
        (!is_other).then_some((years, bare.len()..end))
    })
}

/// What else lasts for years.
const OTHERS: [&str; 4] = ["時効", "除斥", "権利", "契約"];

/// How a long time is stated without years.
const WITHOUT_YEARS: [&str; 5] = ["永年", "永久", "無期限", "長期", "生涯"];

fn words(lang: Lang, length: &str, reason: &str, years: usize) -> Words {
    Words::new(say!(
        lang,
        "保管期間が「{length}」なのに、{reason} には{years}年とある",
        "the period is 「{length}」, but {reason} says {years} years"
    ))
    .help(correct_one_period(lang))
}

fn two_periods(lang: Lang, stated: usize, explained: usize) -> Words {
    Words::new(say!(
        lang,
        "{stated}年保管するとあるのに、{explained}年とする理由が書かれている",
        "data are kept for {stated} years, but the text explains why {explained}"
    ))
    .help(correct_one_period(lang))
}

/// Said at the years that the reason states.
fn stated_period(lang: Lang) -> String {
    say!(lang, "保管する年数", "how long they are kept")
}

/// Said at the answer.
fn chosen_period(lang: Lang) -> String {
    say!(lang, "選ばれた期間", "the chosen period")
}
