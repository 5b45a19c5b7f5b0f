//! 郵便番号の桁が違う、又は同じ所の郵便番号や番地が二通りある。
//! A postal code has a wrong number of digits, or one place has two addresses.
//!
//! ## 何を確認するか
//! 「〒」の後の番号が、3桁と4桁（合わせて7桁）であること。「〒」で始まる同じ住所に、違う郵便番号がないこと。
//! 同じ郵便番号、同じ町、同じ名（…市役所など）なのに、番地だけが違う住所がないこと。寄せられた意見、別添３の変更前は数えません。
//!
//! ## なぜ
//! 住民は、この住所に開示請求書を送り、窓口を訪ねます。
//!
//! ## 直し方
//! 正しい住所を確かめ、そろえます。
//!
//! ## 例
//! ```yaml
//! 請求先: 〒000-0001　架空市中央町1番1号　架空市役所
//! # …
//! 連絡先: 〒000-0011　架空市中央町1番1号　架空市役所   # 誤: 請求先では 000-0001
//! 連絡先: 〒000-0001　架空市中央町1番1号　架空市役所   # 正
//! ```
//!
//! ## 根拠
//! 郵便番号制（7桁）

use std::ops::Range;

use super::Places;
use crate::japanese::notation::{fold, is_digit, narrow};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W043",
    name: "address",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// The most addresses that are compared; a document has a few.
const MOST: usize = 60;

/// An address after its postal code.
struct Address {
    code: String,
    code_at: Range<usize>,
    /// What is before the first number: 「架空市中央町」.
    town: String,
    /// The numbers after it: 「1-1」.
    numbers: String,
    numbers_at: Range<usize>,
    /// What is named after them: 「架空市役所」.
    name: String,
}

fn check(cx: &mut Context) {
    let mut short = Places::new();
    let mut known: Vec<(Address, [Span; 2])> = Vec::new();
    for words in cx.facts.words.iter().filter(|w| !w.quotes && !w.repeats) {
        let text = words.str();
        for (at, _) in text.match_indices('〒') {
            let from = at + '〒'.len_utf8();
            let Some(code) = code(text, from) else {
                continue;
            };
            if !is_code(&text[code.clone()]) {
                short.push(words.place(cx, code));
                continue;
            }
            let Some(address) = address(text, code) else {
                continue;
            };
            let span = |range: &Range<usize>| words.span(cx.assessment, range.clone());
            let spans = [span(&address.code_at), span(&address.numbers_at)];
            let before = known.iter().find_map(|(other, at)| {
                let part = differs(other, &address)?;
                Some((part, at[part]))
            });
            let lang = cx.lang;
            match before {
                Some((part, there)) => {
                    let message = two(lang, part == 0);
                    cx.report(&RULE, words.field, spans[part], message)
                        .related(there, the_other(lang));
                }
                None if known.len() < MOST => known.push((address, spans)),
                None => {}
            }
        }
    }
    cx.report_all(&RULE, &short, no_code(cx.lang));
}

/// The postal code after 〒, however many digits it has.
fn code(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text[from..].trim_start_matches([' ', '　']);
    let start = text.len() - rest.len();
    let length = rest.find(|c| !is_digit(c) && !is_joint(c));
    let found = &rest[..length.unwrap_or(rest.len())];
    let found = found.trim_end_matches(|c| !is_digit(c));
    (found.starts_with(is_digit)).then(|| start..start + found.len())
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '－' | '‐' | '−' | '–' | '―' | 'ー')
}

/// Whether a code has three digits and four.
fn is_code(code: &str) -> bool {
    let parts: Vec<usize> = code
        .split(is_joint)
        .map(|part| part.chars().count())
        .collect();
    parts == [3, 4] || parts == [7]
}

/// The address after a postal code.
fn address(text: &str, code_at: Range<usize>) -> Option<Address> {
    let line = text[code_at.end..].lines().next()?;
    let rest = line.trim_start_matches([' ', '　']);
    let start = code_at.end + line.len() - rest.len();
    let first = rest.find(is_digit)?;
    // 「1番1号」, 「二丁目3番地の4」
    let of_numbers = |c: char| is_digit(c) || is_joint(c) || "丁目番地号の".contains(c);
    let length = rest[first..]
        .find(|c| !of_numbers(c))
        .unwrap_or(rest.len() - first);
    let (town, rest) = (&rest[..first], &rest[first..]);
    let name = rest[length..].trim_start_matches([' ', '　']);
    let name = name.split([' ', '　', '、', '（', '(', '。']).next()?;
    let numbers_at = start + first..start + first + length;
    let digits = text[code_at.clone()].split(is_joint).map(narrow);
    let is_town = town.chars().count() > 2 && !town.contains(['、', '。', '（']);
    is_town.then(|| Address {
        code: digits.collect(),
        code_at,
        town: fold(town),
        numbers: numbers(&text[numbers_at.clone()]),
        numbers_at,
        name: fold(name.trim_end_matches(|c| is_digit(c) || c == '階')),
    })
}

/// The numbers of an address in one way of writing.
fn numbers(text: &str) -> String {
    let parts = text.split(|c| !is_digit(c)).filter(|part| !part.is_empty());
    parts.map(narrow).collect::<Vec<_>>().join("-")
}

/// In what two addresses of one place differ: 0 the code, 1 the number.
fn differs(one: &Address, other: &Address) -> Option<usize> {
    if one.town != other.town {
        return None;
    }
    let is_same = one.numbers == other.numbers;
    let is_same_name = !one.name.is_empty() && one.name == other.name;
    match one.code == other.code {
        false if is_same => Some(0),
        true if !is_same && is_same_name => Some(1),
        _ => None,
    }
}

fn no_code(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "郵便番号が7桁（3桁と4桁）でない",
        "A postal code has not seven digits (three and four)"
    ))
    .help(say!(
        lang,
        "番号を確かめて書き直してください。",
        "Look the code up."
    ))
}

fn two(lang: Lang, is_code: bool) -> Words {
    let message = match is_code {
        true => say!(
            lang,
            "同じ住所の郵便番号が二通りある",
            "One address has two postal codes"
        ),
        false => say!(
            lang,
            "同じ所の番地が二通りある",
            "One place has two numbers in its street"
        ),
    };
    Words::new(message).help(say!(
        lang,
        "正しい住所を確かめ、そろえてください。",
        "See which is right, and use it in both."
    ))
}

fn the_other(lang: Lang) -> String {
    say!(lang, "もう一方", "the other one")
}

#[cfg(test)]
mod tests {
    use super::{address, code, differs, is_code};

    fn read(text: &str) -> super::Address {
        let code = code(text, '〒'.len_utf8()).unwrap_or_default();
        address(text, code).unwrap_or_else(|| unreachable!("no address in {text}"))
    }

    #[test]
    fn codes_have_seven_digits() {
        let is_right = |text: &str| code(text, 0).is_some_and(|at| is_code(&text[at]));
        assert!(is_right("000-0001 架空市"));
        assert!(is_right("　０００－０００１　架空市"));
        assert!(is_right("0000001 架空市"));
        assert!(!is_right("000-001 架空市"));
        assert!(!is_right("0000-001 架空市"));
    }

    #[test]
    fn addresses_of_one_place() {
        let between = |one: &str, other: &str| differs(&read(one), &read(other));
        let own = "〒000-0001　架空市中央町1番1号　架空市役所本庁舎2階";
        assert_eq!(
            between(own, "〒000-0011 架空市中央町１－１ 架空市役所"),
            Some(0)
        );
        assert_eq!(
            between(own, "〒000-0001　架空市中央町1番2号　架空市役所本庁舎1階"),
            Some(1)
        );
        assert_eq!(
            between(own, "〒000-0001　架空市中央町1-1　架空市役所本庁舎1階"),
            None
        );
        assert_eq!(
            between(own, "〒000-0001　架空市中央町2番5号　架空市保健会館"),
            None
        );
        assert_eq!(
            between(own, "〒000-0002　架空市緑町1番1号　架空市役所本庁舎"),
            None
        );
    }
}
