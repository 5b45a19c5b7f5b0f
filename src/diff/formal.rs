//! What is only form: width, blanks, punctuation, notation, the numbers of a list.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::data;
use crate::japanese::notation::fold;

/// Two ways of writing one word, as `schemas/terms/notation.yaml` lists them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Pair {
    /// The usual writing.
    usual: String,
    /// Other writings of it.
    others: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Notation {
    words: Vec<Pair>,
}

static NOTATION: LazyLock<Notation> =
    LazyLock::new(|| data::read("terms/notation").unwrap_or_default());

/// A text without what is only form: equal for two texts that say the same.
pub(super) fn same_but_for_form(text: &str) -> String {
    let mut text: String = fold(text)
        .chars()
        .map(|c| match c {
            ',' | '，' => '、',
            '.' | '．' => '。',
            '-' | '－' | '‐' | '‑' | '–' | '—' | '―' | '−' => '-',
            '･' => '・',
            'ヵ' | 'ヶ' => 'か',
            c => c,
        })
        .collect();
    for pair in &NOTATION.words {
        for other in &pair.others {
            if text.contains(other.as_str()) {
                text = text.replace(other.as_str(), &pair.usual);
            }
        }
    }
    text
}

/// A line without the number of a list before it: `（1）`, `①`, `2．`, `ア　`.
pub(super) fn without_number(line: &str) -> &str {
    let text = line.trim_start();
    let rest = in_brackets(text)
        .or_else(|| circled(text))
        .or_else(|| before_a_sign(text));
    // A line of nothing but a number is no numbered line.
    rest.filter(|rest| !rest.trim().is_empty()).unwrap_or(line)
}

fn in_brackets(text: &str) -> Option<&str> {
    let (number, rest) = text.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
    is_number(number).then_some(rest)
}

fn circled(text: &str) -> Option<&str> {
    text.strip_prefix(|c| matches!(c, '①'..='⑳' | '➀'..='➉' | '❶'..='❿' | '⑴'..='⒇' | '㋐'..='㋾'))
}

fn before_a_sign(text: &str) -> Option<&str> {
    let (number, rest) = text.split_once(['．', '.', '）', ')', '　', '、'])?;
    // 「3.5％」 and 「10、11」 begin with no number of a list.
    let goes_on = rest.starts_with(|c: char| c.is_numeric());
    (is_number(number) && !goes_on).then_some(rest)
}

fn is_number(text: &str) -> bool {
    let text = fold(text);
    let all = |belongs: &dyn Fn(char) -> bool| !text.is_empty() && text.chars().all(belongs);
    let short = text.chars().count() == 1;
    all(&|c| c.is_ascii_digit()) && text.len() <= 3
        || short && all(&|c| c.is_ascii_alphabetic() || ('ァ'..='ン').contains(&c))
        || all(&|c| "ivxIVX".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_can_be_read() {
        let notation: Notation = data::read("terms/notation").expect("schemas/terms/notation.yaml");
        assert!(notation.words.len() > 5);
        for pair in notation.words {
            let usual = same_but_for_form(&pair.usual);
            for other in &pair.others {
                assert_eq!(same_but_for_form(other), usual, "{other}");
            }
        }
    }

    #[test]
    fn numbers_of_lists_are_passed_over() {
        for line in [
            "（1）抽出",
            "(１) 抽出",
            "①抽出",
            "2．抽出",
            "ア　抽出",
            "a) 抽出",
        ] {
            assert_eq!(without_number(line).trim(), "抽出", "{line}");
        }
        for line in [
            "3.5％を超える",
            "10人以上",
            "（平成25年）",
            "1.",
            "ＬＧＷＡＮ",
        ] {
            assert_eq!(without_number(line), line);
        }
    }
}
