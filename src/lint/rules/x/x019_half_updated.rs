//! 数字だけが違う、ほとんど同じ段落が二つの項目にある。
//! Two items have the same long paragraph but for its numbers.
//!
//! ## 何を確認するか
//! 80字以上の段落が、年数、回数、日付、条番号、版などの数字だけを除いて、同じファイル又は同じ章の別の項目の段落と同じになっていないこと。
//! 違うファイルどうし、別添３、注の番号（※1など）の違いは数えません。
//!
//! ## なぜ
//! 同じ文を何か所にも貼ると、改めるときに一部だけが直されて、古い数字が残ります。
//!
//! ## 直し方
//! 数字がどちらも正しければ、そのままで構いません。一方が古ければ直します。
//!
//! ## 例
//! ```yaml
//! 保管場所: |
//!   貸出の記録は、電算室に置いたサーバーに暗号化して保管し、架空市図書館文書規程第8条の2第3項に従って返却の翌年度から3年の間、係長が毎月末に記録の件数を確かめる。
//! 消去方法: |
//!   貸出の記録は、電算室に置いたサーバーに暗号化して保管し、架空市図書館文書規程第8条の2第3項に従って返却の翌年度から5年の間、係長が毎月末に記録の件数を確かめる。   # 誤
//!   貸出の記録は、電算室に置いたサーバーに暗号化して保管し、架空市図書館文書規程第8条の2第3項に従って返却の翌年度から3年の間、係長が毎月末に記録の件数を確かめる。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::japanese::notation::{fold, has_chars, is_digit, may_hold_digit};
use crate::japanese::numbering::is_circled;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X019",
    name: "half-updated",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// From how many characters on a paragraph is copied and not written twice.
const LONG: usize = 80;

/// How many pairs are reported; more are one cause.
const MOST: usize = 10;

/// A paragraph with its numbers.
struct Paragraph<'a> {
    field: FieldId,
    text: &'a Scalar,
    range: Range<usize>,
    numbers: Vec<String>,
}

fn check(cx: &mut Context) {
    let lang = cx.lang;
    // The same words without their numbers, of one file or of what belongs to none.
    let mut alike: FxHashMap<(Option<usize>, String), Vec<Paragraph>> = FxHashMap::default();
    let mut pairs = Vec::new();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        let of_old = ["changes[", "annexes["]
            .iter()
            .any(|list| field.id.starts_with(list));
        let of_records = field.id.contains(".records[");
        if of_old || of_records {
            continue;
        }
        let file = field
            .id
            .starts_with("files[")
            .then(|| field.at.first().copied())
            .flatten();
        let mut start = 0;
        for line in said.text.split_inclusive('\n') {
            let at = start + (line.len() - line.trim_start().len());
            start += line.len();
            let trimmed = line.trim();
            // What has no number has none that could differ.
            if !has_chars(trimmed, LONG) || !may_hold_digit(trimmed.as_bytes()) {
                continue;
            }
            let (words, numbers) = parted(trimmed);
            if numbers.is_empty() {
                continue;
            }
            let known = alike.entry((file, words)).or_default();
            let own = Paragraph {
                field: id,
                text: said,
                range: at..at + trimmed.len(),
                numbers,
            };
            // One that has an equal elsewhere is reported once.
            let other = known
                .iter()
                .find(|k| k.field != id && k.numbers != own.numbers)
                .filter(|_| known.iter().all(|k| k.numbers != own.numbers));
            if let Some(other) = other {
                let (n, pair) = differing(&own.numbers, &other.numbers);
                let (here, there) = (place_of(&own, n), place_of(other, n));
                pairs.push((
                    own.field,
                    cx.words(own.text, here),
                    cx.words(other.text, there),
                    pair,
                ));
            }
            known.push(own);
        }
    }
    for (field, span, other, (here, there)) in pairs.into_iter().take(MOST) {
        let words = words(lang, &cx.name(field), &here, &there);
        cx.report(&RULE, field, span, words)
            .related(other, other_paragraph(lang));
    }
}

/// The folded words of a paragraph with its numbers taken out; marks of notes and its own number are neither.
fn parted(paragraph: &str) -> (String, Vec<String>) {
    let is_mark = |c: char| ('①'..='⑳').contains(&c) || ('➀'..='➉').contains(&c);
    let folded = if paragraph.contains(is_mark) {
        fold(&paragraph.replace(is_mark, ""))
    } else {
        fold(paragraph)
    };
    let own = |c: char| c.is_ascii_digit() || "()・.、*※".contains(c);
    let mut words = String::with_capacity(folded.len());
    let mut numbers: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in folded.trim_start_matches(own).chars() {
        if !c.is_ascii_digit() {
            words.push(c);
        } else if before.is_ascii_digit() {
            if let Some(number) = numbers.last_mut() {
                number.push(c);
            }
        } else {
            words.push('#');
            numbers.push(c.into());
        }
        before = c;
    }
    // 「（※1）」 and 「※1」 point at notes, and are recognised by what comes before the number.
    if words.contains("※#") {
        let marks: Vec<bool> = words
            .match_indices('#')
            .map(|(at, _)| words[..at].ends_with('※'))
            .collect();
        let mut marks = marks.into_iter();
        numbers.retain(|_| !marks.next().unwrap_or(false));
    }
    (words, numbers)
}

/// The first numbers in which two paragraphs differ, and the how many-th they are.
fn differing(here: &[String], there: &[String]) -> (usize, (String, String)) {
    let mut pairs = here.iter().zip(there).enumerate();
    let pair = pairs.find(|(_, (a, b))| a != b);
    pair.map_or_else(Default::default, |(n, (a, b))| (n, (a.clone(), b.clone())))
}

/// Where a number of a paragraph is; the whole paragraph where its numbers are not written as they are compared.
fn place_of(paragraph: &Paragraph, n: usize) -> Range<usize> {
    let words = &paragraph.text.text[paragraph.range.clone()];
    let own = |c: char| is_digit(c) || is_circled(c) || "（）()・．.、*※".contains(c);
    let mut at = words.len() - words.trim_start_matches(own).len();
    let mut numbers = Vec::new();
    while let Some(start) = words[at..].find(is_digit).map(|start| at + start) {
        let rest = words[start..].trim_start_matches(is_digit);
        at = words.len() - rest.len();
        if !words[..start].ends_with('※') {
            numbers.push(paragraph.range.start + start..paragraph.range.start + at);
        }
    }
    match numbers.len() == paragraph.numbers.len() {
        true => numbers[n].clone(),
        false => paragraph.range.clone(),
    }
}

fn words(lang: Lang, item: &str, here: &str, there: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に、数字だけが違う同じ段落がある（ここは「{here}」、もう一方は「{there}」）",
        "{item} repeats a paragraph with another number (「{here}」 here, 「{there}」 there)"
    ))
    .help(say!(
        lang,
        "一方だけを直した跡でないかを確かめてください。どちらも正しければ、そのままで構いません。",
        "See whether only one of them was updated; both may be right."
    ))
}

fn other_paragraph(lang: Lang) -> String {
    say!(lang, "もう一方の段落では", "in the other paragraph")
}

#[cfg(test)]
mod tests {
    use super::parted;

    #[test]
    fn numbers_are_parted_from_words() {
        let (words, numbers) = parted("②規程（※1）により、１０年3か月保存する。");
        assert_eq!(words, "規程(※#)により、#年#か月保存する。");
        assert_eq!(numbers, ["10", "3"]);
    }
}
