//! 同じ見出しが、ほかの欄と少し違う書き方になっている。
//! A heading is written another way than in the other items.
//!
//! ## 何を確認するか
//! ＜…における措置＞などの見出しを全ての欄から集め、三つ以上の欄にある見出しと、一つか二つの欄だけにある見出しを比べます。
//! 「、」と「及び」、「当」「本」、「等」「(略称)」などの語の有無だけが違えば示します（参考）。国のひな形に両方がある「措置」と「追加措置」の違いは示しません。
//! 事務と業務などの違いは W004 が示します。
//! Ⅱ６①保管場所と③消去方法、③とⅢ７リスク３の消去手順、物理的対策と技術的対策は、二つだけでも比べます。
//! 「旧」「第2」のように別のものだと分かる語の違いと、同じ欄に両方あるものは示しません。
//!
//! ## なぜ
//! 見出しは、欄ごとの措置がどのシステムや場所のことかを示します。一つだけ違うと、別のものの措置に読めます。
//!
//! ## 直し方
//! 同じもののことなら、見出しをそろえます。別のもののことなら、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 特定個人情報の保管・消去:
//!   保管場所: |
//!     ＜図書の貸出しシステムにおける措置＞   # 誤: ③では「貸出しシステムにおける措置」
//!     ＜貸出しシステムにおける措置＞         # 正
//!     記録を書庫の鍵の掛かる棚に置く。
//!   消去方法: |
//!     ＜貸出しシステムにおける措置＞
//!     記録を年に一度、裁断して消す。
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{numbers, text};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::lint::rules::facts::headings::{Compared, headings, plain};
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X048",
    name: "heading-differs",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// In how many items a heading is what the document calls a thing, and how many times more than the other way.
const USUAL: usize = 3;

/// In how many items a heading may be and still be the other way.
const RARE: usize = 2;

/// How many usual headings are compared; a document has a dozen.
const MOST: usize = 60;

/// What is in no item that answers the others: older texts, papers with headings of their own.
const ELSEWHERE: [&str; 3] = ["changes[", "annexes[", "procedure."];

/// Items that are divided alike, in the overview or in the risks of a file.
const PAIRS: [(&str, &str); 3] = [
    ("overview.storage.place", "overview.storage.erasure"),
    (
        "overview.storage.erasure",
        "risks.storage.never_erased.procedure.content",
    ),
    (
        "risks.storage.leak.physical.content",
        "risks.storage.leak.technical.content",
    ),
];

/// A heading with the items in which it is.
struct Heading<'a> {
    words: &'a str,
    compared: Compared,
    places: Vec<Place>,
}

impl Heading<'_> {
    /// In how many items it is; its places are in their order.
    fn count(&self) -> usize {
        self.places.chunk_by(|(a, _), (b, _)| a == b).count()
    }

    fn is_in(&self, item: FieldId) -> bool {
        let found = self.places.binary_search_by_key(&item, |(field, _)| *field);
        found.is_ok()
    }
}

fn check(cx: &mut Context) {
    let all = collected(cx);
    let mut usual: Vec<&Heading> = all.values().filter(|h| h.count() >= USUAL).collect();
    usual.sort_by_key(|heading| std::cmp::Reverse(heading.places.len()));
    usual.truncate(MOST);
    let mut reported: BTreeSet<&str> = BTreeSet::new();
    for heading in all.values() {
        let count = heading.count();
        let is_other_way = |usual: &&&Heading| {
            let there = usual.count();
            let is_rare = count <= RARE && there >= USUAL * count;
            let (own, other) = (&heading.compared, &usual.compared);
            count < there
                && (own.says_the_same_as(other) || is_rare && own.is_variant_of(other))
                && !heading.places.iter().any(|(item, _)| usual.is_in(*item))
                && !is_as_in_template(own, other)
        };
        if let Some(usual) = usual.iter().find(is_other_way) {
            reported.extend([heading.words, usual.words]);
            report(cx, heading, usual);
        }
    }
    for n in numbers(cx, "files") {
        for (one, other) in PAIRS {
            report_pair(
                cx,
                &format!("files[{n}].{one}"),
                &format!("files[{n}].{other}"),
                &reported,
            );
        }
    }
}

/// Whether two headings differ as those of the national templates do, which have both 措置 and 追加措置 for one system.
fn is_as_in_template(one: &Compared, other: &Compared) -> bool {
    one.plain.replace("追加措置", "措置") == other.plain.replace("追加措置", "措置")
}

/// The headings of all items by their comparison form.
fn collected<'a>(cx: &Context<'a>) -> BTreeMap<String, Heading<'a>> {
    let mut all: BTreeMap<String, Heading> = BTreeMap::new();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        let is_elsewhere = ELSEWHERE.iter().any(|list| field.id.starts_with(list));
        if is_elsewhere || field.id.contains(".records[") {
            continue;
        }
        for range in headings(&said.text) {
            let words = said.text[range.clone()].trim();
            let place = (id, cx.words(said, range));
            let compared = Compared::of(words);
            let heading = all.entry(compared.plain.clone()).or_insert(Heading {
                words,
                compared,
                places: Vec::new(),
            });
            heading.places.push(place);
        }
    }
    all
}

fn report(cx: &mut Context, heading: &Heading, usual: &Heading) {
    let (lang, count) = (cx.lang, usual.count());
    let words = differs(lang, heading.words, usual.words, count);
    if let Some(finding) = cx.report_all(&RULE, &heading.places, words)
        && let Some((_, first)) = usual.places.first()
    {
        finding.related(*first, usual_here(lang));
    }
}

/// One thing under two headings of two items that are divided alike.
fn report_pair(cx: &mut Context, one: &str, other: &str, reported: &BTreeSet<&str>) {
    let Some(((field, here), (_, there))) = text(cx, one).zip(text(cx, other)) else {
        return;
    };
    let compared = |text: &str| -> Vec<(Range<usize>, Compared)> {
        let headings = headings(text).take(MOST);
        headings
            .map(|range| (range.clone(), Compared::of(text[range].trim())))
            .collect()
    };
    let (own, others) = (compared(&here.text), compared(&there.text));
    let is_in = |one: &Compared, all: &[(Range<usize>, Compared)]| {
        all.iter().any(|(_, other)| other.plain == one.plain)
    };
    let is_reported = |one: &Compared| {
        let mut reported = reported.iter();
        reported.any(|heading| plain(heading) == one.plain)
    };
    let mut found = Vec::new();
    for (range, heading) in own.iter().filter(|(_, heading)| !is_in(heading, &others)) {
        let is_other_way = |(_, other): &&(Range<usize>, Compared)| {
            heading.is_variant_of(other)
                && !is_as_in_template(heading, other)
                && !is_in(other, &own)
        };
        if let Some((there, other)) = others.iter().find(is_other_way)
            && !is_reported(heading)
            && !is_reported(other)
        {
            found.push((range.clone(), there.clone()));
        }
    }
    let lang = cx.lang;
    for (range, other) in found {
        let words = pair_differs(
            lang,
            here.text[range.clone()].trim(),
            there.text[other.clone()].trim(),
        );
        let (span, related) = (cx.words(here, range), cx.words(there, other));
        cx.report(&RULE, field, span, words)
            .related(related, other_here(lang));
    }
}

fn differs(lang: Lang, heading: &str, usual: &str, count: usize) -> Words {
    let message = say!(
        lang,
        "見出し「{heading}」が、ほかの{count}欄では「{usual}」になっている",
        "The heading 「{heading}」 is 「{usual}」 in {count} other items"
    );
    Words::new(message)
        .label(say!(
            lang,
            "ほかの欄では「{usual}」",
            "「{usual}」 in the others"
        ))
        .help(help(lang))
}

fn pair_differs(lang: Lang, heading: &str, other: &str) -> Words {
    let message = say!(
        lang,
        "見出し「{heading}」が、向かい合う欄では「{other}」になっている",
        "The heading 「{heading}」 is 「{other}」 in the item that answers it"
    );
    Words::new(message).help(help(lang))
}

fn help(lang: Lang) -> String {
    say!(
        lang,
        "同じもののことなら、見出しをそろえてください。別のもののことなら、そのままで構いません。",
        "Use one heading for one thing; leave it where two things are meant."
    )
}

fn usual_here(lang: Lang) -> String {
    say!(lang, "ほかの欄の見出し", "the heading of the others")
}

fn other_here(lang: Lang) -> String {
    say!(lang, "向かい合う欄の見出し", "the heading there")
}
