//! What is only form: width, blanks, punctuation, notation, the numbers of a list.

use crate::japanese::notation::fold;
use crate::japanese::runs::{Kind, long_vowel_stem, runs};
use crate::vocabulary::{Meaning, VOCABULARY};

/// A text without what is only form: equal for two texts that say the same.
pub(super) fn same_but_for_form(text: &str) -> String {
    let text: String = fold(text)
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
    without_long_vowels(&in_first_forms(&text))
}

/// A text with each word in the first of its ways of writing.
fn in_first_forms(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for hit in VOCABULARY.find(text) {
        let Meaning::Notation(n, _, ending) = hit.meaning else {
            continue;
        };
        let word = &VOCABULARY.notation[n];
        if !word.differs {
            out.push_str(&text[at..hit.range.start]);
            out.push_str(&word.word(0, ending));
            at = hit.range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// A text whose words of katakana have no long vowel at their end.
fn without_long_vowels(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for run in runs(text).into_iter().filter(|r| r.kind == Kind::Katakana) {
        if let Some(stem) = long_vowel_stem(&text[run.range()]) {
            out.push_str(&text[at..run.start + stem.len()]);
            at = run.end;
        }
    }
    out.push_str(&text[at..]);
    out
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
    fn ways_of_writing_are_form_where_they_can_not_differ_in_meaning() {
        for (old, new) in [
            ("サーバのユーザを", "サーバーのユーザーを"),
            ("データベース・サーバ", "データベースサーバー"),
            ("漏洩又は滅失", "漏えいまたは滅失"),
            ("申込みを受付ける", "申し込みを受け付ける"),
            ("３ヵ所で全て行なって", "3か所ですべて行って"),
            ("紐付け", "ひも付け"),
        ] {
            assert_eq!(same_but_for_form(old), same_but_for_form(new), "{old}");
        }
        for (old, new) in [
            ("不要な文書", "不用な文書"),
            ("カバーを", "カバを"),
            ("受付の", "受け付けの"),
        ] {
            assert_ne!(same_but_for_form(old), same_but_for_form(new), "{old}");
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
