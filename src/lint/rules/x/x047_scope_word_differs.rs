//! 本人の範囲の行が、Ⅱ２③の行と一語だけ違う。
//! A line of persons differs in one word from that of the persons whose data the file has.
//!
//! ## 何を確認するか
//! Ⅱ４②とⅡ５⑤の「本人の範囲」の各行を、同じファイルのⅡ２③の各行と比べ、12字以上がほぼ同じで、一語だけが違うもの。一方の語が他方の終わりだけのとき（「申請者」と「者」）は参考とします。
//! 年齢などの数字だけの違い、範囲を狭める語（「のうち」など）が加わったもの、Ⅱ２③に同じ行があるものは見ません。
//!
//! ## なぜ
//! 委託や提供の範囲は、ファイルに載る人の範囲の一部です。同じ人を別の語で書くと、ファイルに載らない人を渡すように読めます。
//!
//! ## 直し方
//! 同じ人のことなら、Ⅱ２③と同じ語にそろえます。別の人のことなら、Ⅱ２③にもその人を書きます。
//!
//! ## 例
//! ```yaml
//! 基本情報:
//!   対象となる本人の範囲:
//!     内容: |
//!       市内に住む図書館を利用する児童
//!       市内で働き、図書館に登録した者
//! 特定個人情報ファイルの取扱いの委託:
//!   委託事項:
//!     - 取扱いを委託する特定個人情報ファイルの範囲:
//!         対象となる本人の範囲: 市内に住む図書館を利用する生徒   # 誤: Ⅱ２③では「児童」
//!         対象となる本人の範囲: 市内に住む図書館を利用する児童   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use super::{is_list_mark, numbers, text};
use crate::japanese::chars::{is_hiragana, is_kanji};
use crate::japanese::notation::{fold, has_chars};
use crate::lint::rules::facts::headings::difference;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X047",
    name: "scope-word-differs",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// From how many characters on two lines are not alike by chance.
const LONG: usize = 12;

/// How many characters the one word that differs may have, and how many times more the line has.
const WORD: usize = 5;
const TIMES: usize = 4;

/// From how many characters on W016 compares sentences.
const SENTENCE: usize = 30;

/// How many lines of Ⅱ２③ are compared.
const MOST: usize = 40;

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let overview = format!("files[{n}].overview");
        let Some((_, base)) = text(cx, &format!("{overview}.basics.people_scope")) else {
            continue;
        };
        let known: Vec<Range<usize>> = lines(&base.text).take(MOST).collect();
        let folded: Vec<String> = known.iter().map(|r| fold(&base.text[r.clone()])).collect();
        for id in scopes(cx, &overview) {
            let Some((field, said)) = text(cx, &id) else {
                continue;
            };
            for line in lines(&said.text) {
                let own = &said.text[line.clone()];
                let is_known = || folded.contains(&fold(own));
                let near =
                    |range: &&Range<usize>| word(own, &base.text[(*range).clone()]).is_some();
                let Some(range) = known.iter().find(near).filter(|_| !is_known()) else {
                    continue;
                };
                let there = base.text[range.clone()].to_owned();
                let Some((here, other)) = word(own, &there) else {
                    continue;
                };
                // 「申請者」 may be some of 「者」.
                let severity = match here.ends_with(other) || other.ends_with(here) {
                    true => Severity::Info,
                    false => Severity::Warning,
                };
                // W016 speaks of one or two letters more in a long sentence.
                let more = here.chars().count().abs_diff(other.chars().count());
                if severity == Severity::Info && more <= 2 && has_chars(own, SENTENCE) {
                    continue;
                }
                let words = differs(cx.lang, here, other);
                let span = place(cx, said, &line, own, here);
                let related = cx.words(base, range.clone());
                let lang = cx.lang;
                cx.report(&RULE, field, span, words)
                    .severity(severity)
                    .related(related, the_scope(lang));
            }
        }
    }
}

/// The items that say whose data are given away.
fn scopes(cx: &Context, overview: &str) -> Vec<String> {
    const LISTS: [(&str, &str); 3] = [
        ("entrustment.items", "scope.people_scope"),
        ("provision.recipients", "people_scope"),
        ("provision.transferees", "people_scope"),
    ];
    let of_list = |(list, item): (&str, &str)| {
        let list = format!("{overview}.{list}");
        let ids = numbers(cx, &list).map(|n| format!("{list}[{n}].{item}"));
        ids.collect::<Vec<String>>()
    };
    LISTS.into_iter().flat_map(of_list).collect()
}

/// The lines that are long enough, without their marks and full stops.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        let own = line.trim_start_matches(is_list_mark);
        let from = at + line.len() - own.len();
        let own = own.trim_end().trim_end_matches('。');
        has_chars(own, LONG).then(|| from..from + own.len())
    })
}

/// The words in which two lines differ, where they differ in one word alone.
fn word<'t>(one: &'t str, other: &'t str) -> Option<(&'t str, &'t str)> {
    let (here, there) = difference(one, other);
    // 「者」 and 「申請者」: what both end with belongs to the word.
    let after = here.as_ptr() as usize - one.as_ptr() as usize + here.len();
    let rest = &one[after..];
    let of_word = rest.len() - rest.trim_start_matches(is_kanji).len();
    let whole = |text: &'t str, word: &'t str| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        match here.is_empty() || there.is_empty() {
            true => &text[start..start + word.len() + of_word],
            false => word,
        }
    };
    let (here, there) = (whole(one, here), whole(other, there));
    let count = |word: &str| word.chars().count();
    let (longest, line) = (count(here).max(count(there)), count(one).min(count(other)));
    let is_word = |word: &str| {
        let is_sign = |c: char| !c.is_alphanumeric() || c.is_numeric();
        !word.is_empty() && !word.contains(is_sign) && !word.chars().all(is_hiragana)
    };
    let is_one = longest <= WORD && longest * TIMES < line + TIMES;
    (is_one && is_word(here) && is_word(there)).then_some((here, there))
}

/// Where the word is that differs.
fn place(cx: &Context, said: &Scalar, line: &Range<usize>, own: &str, word: &str) -> Span {
    let at = line.start + (word.as_ptr() as usize - own.as_ptr() as usize);
    cx.words(said, at..at + word.len())
}

fn differs(lang: Lang, here: &str, there: &str) -> Words {
    Words::new(say!(
        lang,
        "本人の範囲の「{here}」が、Ⅱ２③の同じ行では「{there}」になっている",
        "「{here}」 is 「{there}」 in the same line of Ⅱ２③"
    ))
    .label(say!(lang, "Ⅱ２③では「{there}」", "「{there}」 in Ⅱ２③"))
    .help(say!(
        lang,
        "同じ人のことなら、一つの語にそろえてください。別の人のことなら、Ⅱ２③にも書いてください。",
        "Use one word for the same persons; name others in Ⅱ２③, too."
    ))
}

fn the_scope(lang: Lang) -> String {
    say!(lang, "Ⅱ２③の行", "the line of Ⅱ２③")
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn one_word_differs() {
        let found = |one: &str, other: &str| word(one, other).is_some();
        assert!(found(
            "市内に住む図書館を利用する児童",
            "市内に住む図書館を利用する者"
        ));
        assert!(found(
            "図書館に登録した市民と勤務者",
            "図書館に登録した住民と勤務者"
        ));
        assert!(!found(
            "図書館を利用する18歳以上の者",
            "図書館を利用する20歳以上の者"
        ));
        assert!(!found(
            "図書館を利用する者のうち、児童",
            "図書館を利用する者"
        ));
        assert!(!found(
            "図書館で働く者とその家族の者",
            "図書館を使う者とその家族の者と学校"
        ));
    }
}
