//! これから来る日付のことが、済んだこととして書かれている。
//! What lies ahead is written as done.
//!
//! ## 何を確認するか
//! 「令和9年4月に監査を実施した。」のように、評価書の公表日（`--as-of` があればその日）より後の日付に続く文が、済んだことを述べて終わっていないこと。
//! 日付のすぐ後から「実施した」「受けた」「導入した」などの終わりまでに、ほかの動詞のない短い文だけを見ます。別添３は見ません。
//! 公表日より1年を超えて先の日付では、「を」のない「更改した」や、「から利用している」のような続いていることの言い方、少し長い文も見ます。「決定した」「予定している」のように、先の日のことを今述べる語のあるものは除きます。
//!
//! ## なぜ
//! 年の書き誤りか、予定のはずのことです。いつのことかが分かりません。
//!
//! ## 直し方
//! 日付を確かめます。まだ先のことなら、「…する予定である」のように書きます。
//!
//! ## 例
//! ```yaml
//! 公表日: 令和7年5月1日
//! # …
//! その他の措置の内容: 令和17年3月に監査を受けた。   # 誤: 令和7年3月のこと
//! その他の措置の内容: 令和7年3月に監査を受けた。    # 正
//! ```
//!
//! ## 根拠
//! 文の中の日付

use jiff::ToSpan;

use crate::assets::lists::plans::{ENDED, ENDED_FAR, NO_VERBS, NOW};
use crate::japanese::dates::written;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "P020",
    name: "done-too-early",
    levels: Levels::from(Stage::Review, Severity::Warning),
    basis: &[],
    check,
};

/// How many characters may lie between the date and the end of the sentence.
const REACH: usize = 40;

fn check(cx: &mut Context) {
    let Some(as_of) = cx.as_of() else { return };
    let far = as_of.saturating_add(1.year());
    for dated in &cx.facts.dated {
        if cx.field(dated.field).id.starts_with("changes[") {
            continue;
        }
        let text = dated.text.text.as_str();
        for mention in &dated.mentions {
            let first = mention.when.days().map(|(first, _)| first);
            let after = &text[mention.range.end..];
            let is_meant = first.is_some_and(|first| {
                first > as_of && is_done(after) || first > far && is_done_far(after)
            });
            if !is_meant {
                continue;
            }
            let said = &text[mention.range.clone()];
            let span = cx.words(dated.text, mention.range.clone());
            let words = words(cx.lang, said, &written(as_of));
            cx.report(&RULE, dated.field, span, words);
        }
    }
}

/// Whether a date is that of what is said to be done: 「に外部の監査を受けた。」, but not 「に行う研修の教材を定めた。」
fn is_done(after: &str) -> bool {
    let Some((sentence, _)) = after.split_once('。') else {
        return false;
    };
    let rest = ["に", "から", "付けで", "の会議で", "、"]
        .iter()
        .find_map(|particle| sentence.strip_prefix(particle));
    let rest = rest.filter(|rest| rest.chars().count() <= REACH && !leads_on(rest));
    let Some(rest) = rest else {
        return false;
    };
    let before = ENDED.iter().find_map(|end| rest.strip_suffix(end));
    before.is_some_and(|before| {
        // A verb in between, or another date, says what that day is for.
        !before.contains(['る', 'た', 'う', 'す', 'く', '「', '\n', '年', '月'])
    })
}

/// Whether what stands after a day and its particle leads to what is done now: 「からの運用」, 「に向けて」.
fn leads_on(rest: &str) -> bool {
    const LEADS: [&str; 5] = ["の", "向け", "備え", "は", "も"];
    LEADS.iter().any(|word| rest.starts_with(word))
}

/// The same of a day that is too far off to be told of as if it were over: a slip in the year.
fn is_done_far(after: &str) -> bool {
    let Some((sentence, _)) = after.split_once('。') else {
        return false;
    };
    let rest = ["に", "から", "より", "付けで", "付で"]
        .iter()
        .find_map(|particle| sentence.strip_prefix(particle));
    let rest = rest.filter(|rest| rest.chars().count() <= REACH + REACH / 2 && !leads_on(rest));
    let Some(before) =
        rest.and_then(|rest| ENDED_FAR.iter().find_map(|end| rest.strip_suffix(end)))
    else {
        return false;
    };
    let bare = NO_VERBS
        .iter()
        .fold(before.to_owned(), |words, word| words.replace(word, ""));
    let has = |words: &[&str]| words.iter().any(|word| before.contains(word));
    !has(NOW) && !bare.contains(['る', 'た', 'う', 'す', 'く', '「', '\n', '年', '月'])
}

fn words(lang: Lang, day: &str, as_of: &str) -> Words {
    Words::new(say!(
        lang,
        "「{day}」のことが、済んだこととして書かれている",
        "What lies ahead, on 「{day}」, is written as done"
    ))
    .label(say!(lang, "点検の基準日は{as_of}", "judged as of {as_of}"))
    .help(say!(
        lang,
        "日付を確かめてください。まだ先のことなら、予定として書きます。",
        "Look up the day, or write it as a plan."
    ))
}

#[cfg(test)]
mod tests {
    use super::{is_done, is_done_far};

    #[test]
    fn what_is_said_to_be_done() {
        assert!(is_done("に監査を実施した。"));
        assert!(is_done("に外部の専門家の監査を受けました。"));
        assert!(!is_done("に行う研修の教材を定めた。"));
        assert!(!is_done("に移行する予定とした。"));
        assert!(!is_done("に監査を実施する。"));
        assert!(!is_done("に備えて、研修を実施した。"));
        for after in [
            "に、全ての端末を更改した。",
            "から新しい手順を開始している。",
            "に外部の専門家による監査を受けた。",
            "に導入した。",
        ] {
            assert!(is_done_far(after), "{after}");
        }
        for after in [
            "からの運用を決定した。",
            "に向けて改修を実施した。",
            "に更改を予定している。",
            "に導入した後、記録を調べる。",
            "から利用することとしている。",
            "から提供する様式を改めた。",
        ] {
            assert!(!is_done_far(after), "{after}");
        }
    }
}
