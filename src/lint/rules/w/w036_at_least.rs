//! 保管期間の理由が「少なくとも…年」で、選んだ期間と合わない。
//! The reason of a period names only its least length.
//!
//! ## 何を確認するか
//! Ⅱ６②の期間が「3年」のようにちょうどの年数なのに、その妥当性に「少なくとも3年」とあること、「10年以上20年未満」のような
//! 長い区分なのに、妥当性にそれより短い「少なくとも3年」しかないことがないこと。
//! 同じ文に「3年間保存する」のようにちょうどの年数もあれば、示しません。
//!
//! ## なぜ
//! 「少なくとも3年」は3年より長く保管することがあるという意味です。何年で消すのかが決まりません。
//!
//! ## 直し方
//! 実際に保管する年数とその根拠を書くか、期間の区分を選び直します。
//!
//! ## 例
//! ```yaml
//! 期間: 3年
//! その妥当性: 文書管理規程により、少なくとも3年間保存する。   # 誤
//! その妥当性: 文書管理規程により、3年間保存する。             # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use crate::japanese::notation::{fold, is_digit, number};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W036",
    name: "at-least",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// The items of a period end so.
const LENGTH: &str = ".storage.period.length";
const VALIDITY: &str = ".storage.period.validity";

fn check(cx: &mut Context) {
    for words in &cx.facts.words {
        let id = &cx.field(words.field).id;
        let Some(file) = id.strip_suffix(VALIDITY) else {
            continue;
        };
        let Some(length) = cx.assessment.text(&format!("{file}{LENGTH}")) else {
            continue;
        };
        let length = fold(length);
        let Some((years, range)) = least(words.str()) else {
            continue;
        };
        let is_exact = length.ends_with('年') && names_exactly(words.str(), &range, years);
        if !is_other(&length, years) || is_exact {
            continue;
        }
        let place = words.place(cx, range);
        let said = said(cx.lang, &length, years);
        cx.report_all(&RULE, &[place], said);
    }
}

/// Whether an option is exactly these years, or a class of longer ones.
fn is_other(option: &str, years: usize) -> bool {
    let digits = option.len() - option.trim_start_matches(is_digit).len();
    let Some(from) = number(&option[..digits]) else {
        return false;
    };
    match &option[digits..] {
        "年" => from == years,
        rest if rest.starts_with("年以上") => from > years,
        _ => false,
    }
}

/// Whether the sentence around 「少なくとも3年」 says 「3年」 without it, too: 「規則で3年間とされ、少なくとも3年間は…」.
fn names_exactly(text: &str, least: &Range<usize>, years: usize) -> bool {
    let start = text[..least.start].rfind(['。', '\n']).unwrap_or(0);
    let rest = text[least.end..].split(['。', '\n']).next().unwrap_or("");
    let mut parts = [&text[start..least.start], rest].into_iter();
    parts.any(|part| {
        part.match_indices('年').any(|(at, year)| {
            let head = part[..at].trim_end_matches(is_digit);
            let tail = &part[at + year.len()..];
            let tail = tail.strip_prefix('間').unwrap_or(tail);
            // 令和3年 is a date.
            let is_date = head.ends_with(['治', '正', '和', '成', '暦', '第']);
            // 3年以上, 3年未満, 3年超, 3年を超える, 3年度, 3年目 are other lengths, or none.
            let is_other = tail.starts_with(['以', '未', '超', '度', '月', '目', '生'])
                || tail.starts_with("を超");
            number(&part[head.len()..at]) == Some(years)
                && !is_date
                && !is_other
                && !tail.starts_with(is_digit)
        })
    })
}

/// The years of 「少なくとも3年」.
fn least(text: &str) -> Option<(usize, Range<usize>)> {
    let word = ["少なくとも", "最低でも", "最低"]
        .into_iter()
        .find_map(|word| Some((text.find(word)?, word)))?;
    let start = word.0 + word.1.len();
    let digits = text[start..].len() - text[start..].trim_start_matches(is_digit).len();
    let years = number(&text[start..start + digits])?;
    let end = start
        + digits
        + text[start + digits..]
            .strip_prefix('年')
            .map(|_| '年'.len_utf8())?;
    Some((years, word.0..end))
}

fn said(lang: Lang, length: &str, years: usize) -> Words {
    Words::new(say!(
        lang,
        "保管期間は「{length}」なのに、理由は「少なくとも{years}年」である",
        "the period is 「{length}」, but its reason is \"at least {years} years\""
    ))
    .help(say!(
        lang,
        "実際に保管する年数とその根拠を書くか、期間の区分を選び直してください。",
        "Write how long it is kept and why, or choose another period."
    ))
}

#[cfg(test)]
mod tests {
    use super::{is_other, least, names_exactly};

    #[test]
    fn the_least_length() {
        assert_eq!(
            least("規程により、少なくとも3年間保存").map(|l| l.0),
            Some(3)
        );
        assert_eq!(least("規程により、3年間保存"), None);
        let exactly = |text: &str| least(text).is_some_and(|(y, r)| names_exactly(text, &r, y));
        assert!(exactly("規則で３年間保存とされ、少なくとも3年間は残す"));
        assert!(exactly("少なくとも3年間は残すこととされ、3年で消す"));
        for text in [
            "規則で3年以上保存とされ、少なくとも3年間は残す",
            "令和3年4月から、少なくとも3年間は残す",
            "3年で消す。少なくとも3年間は残す",
            "5年で消し、少なくとも3年間は残す",
        ] {
            assert!(!exactly(text), "{text}");
        }
        assert!(is_other("3年", 3) && is_other("10年以上20年未満", 3));
        assert!(!is_other("10年以上20年未満", 10) && !is_other("定められていない", 3));
    }
}
