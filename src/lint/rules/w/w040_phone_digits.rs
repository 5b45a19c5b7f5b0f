//! 電話番号の桁が足りない、又は多い。
//! A telephone number has too few digits, or too many.
//!
//! ## 何を確認するか
//! 「電話」「ＴＥＬ」「ＦＡＸ」などの後に、0で始まり二つの区切り（「-」「（）」など）で分けて書かれた番号が、10桁（050、070、080、090、0800は11桁）であること。
//! 寄せられた意見（Ⅵ２④など）、別添３の変更前は数えません。
//!
//! ## なぜ
//! 住民が開示請求の窓口に電話をかけられません。
//!
//! ## 直し方
//! 番号を確かめて書き直します。
//!
//! ## 例
//! ```yaml
//! 備考: 図書課（電話 012-345-678）で受け付ける。    # 誤: 9桁
//! 備考: 図書課（電話 012-345-6789）で受け付ける。   # 正
//! ```
//!
//! ## 根拠
//! 電気通信番号計画

use std::ops::Range;

use crate::assets::lists::letters::PHONES;
use crate::japanese::notation::{fold, is_digit, narrow};
use crate::japanese::runs;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W040",
    name: "phone-digits",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// How far before a number the word for a telephone stands at most, in characters.
const NEAR: usize = 12;

fn check(cx: &mut Context) {
    let mut found: Vec<(Place, usize, usize)> = Vec::new();
    for words in cx
        .facts
        .words
        .iter()
        .filter(|words| !words.quotes && !words.repeats)
    {
        for (range, digits, wanted) in wrong(words.str()) {
            found.push((words.place(cx, range), digits, wanted));
        }
    }
    for ((field, span), digits, wanted) in found {
        cx.report(&RULE, field, span, words(cx.lang, digits, wanted));
    }
}

/// Numbers of telephones with how many digits they have and should have.
fn wrong(text: &str) -> Vec<(Range<usize>, usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    for run in runs::digits(text) {
        let at = run.start;
        if at < from {
            continue;
        }
        let length = text[at..]
            .find(|c| !is_of_number(c))
            .unwrap_or(text.len() - at);
        from = at + length;
        let number = text[at..from].trim_end_matches(|c| !is_digit(c));
        if let Some((digits, wanted)) = digits(number)
            && digits != wanted
            && is_phone(&text[..at])
        {
            found.push((at..at + number.len(), digits, wanted));
        }
    }
    found
}

fn is_of_number(c: char) -> bool {
    is_digit(c) || is_joint(c)
}

fn is_joint(c: char) -> bool {
    matches!(
        c,
        '-' | '－' | '‐' | '−' | '–' | 'ー' | '(' | ')' | '（' | '）'
    )
}

/// How many digits a number has that is written as one of a telephone, and how many it should have: 「012-345-6789」,
/// 「012（345）6789」.
fn digits(number: &str) -> Option<(usize, usize)> {
    let parts: Vec<String> = number.split(is_joint).map(narrow).collect();
    let is_part = |part: &String| (1..=5).contains(&part.len());
    if parts.len() != 3 || !parts.iter().all(is_part) || !parts[0].starts_with('0') {
        return None;
    }
    let all = parts.concat();
    // 「00-0000-0000」 and 「000-1234-5678」 hold the place of a number.
    if all.starts_with("00") {
        return None;
    }
    let is_mobile = ["050", "070", "080", "090"]
        .iter()
        .any(|head| parts[0] == *head);
    let wanted = if is_mobile || parts[0] == "0800" {
        11
    } else {
        10
    };
    Some((all.len(), wanted))
}

/// Whether the words before a number say that it is one of a telephone.
fn is_phone(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before);
    let from = line
        .char_indices()
        .rev()
        .nth(NEAR - 1)
        .map_or(0, |(at, _)| at);
    let near = fold(&line[from..]);
    PHONES.iter().any(|word| near.contains(&fold(word)))
}

fn words(lang: Lang, digits: usize, wanted: usize) -> Words {
    Words::new(say!(
        lang,
        "電話番号が{digits}桁である（{wanted}桁のはず）",
        "A telephone number has {digits} digits, and should have {wanted}"
    ))
    .help(say!(
        lang,
        "番号を確かめて書き直してください。",
        "Look the number up."
    ))
}

#[cfg(test)]
mod tests {
    use super::wrong;

    #[test]
    fn numbers_of_telephones() {
        let found = |text: &str| -> Vec<String> {
            let found = wrong(text).into_iter();
            found.map(|(range, ..)| text[range].to_owned()).collect()
        };
        assert_eq!(found("電話 012-345-678"), ["012-345-678"]);
        assert_eq!(
            found("ＴＥＬ：０１２（３４５）６７８９０"),
            ["０１２（３４５）６７８９０"]
        );
        assert_eq!(found("電話番号　090-123-4567"), ["090-123-4567"]);
        for text in [
            "電話 012-345-6789（内線123）",
            "電話 03-1234-5678、FAX 03-1234-5679",
            "電話 0120-123-456",
            "電話 0800-123-4567",
            "電話で 00-0000-0000 まで",
            "受付番号 012-345-678",
            "電話 012-345-6789",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
