//! これから来る日付のことが、済んだこととして書かれている。
//! What lies ahead is written as done.
//!
//! ## 何を確認するか
//! 「令和9年4月に監査を実施した。」のように、評価書の公表日（`--as-of` があればその日）より後の日付に続く文が、済んだことを述べて終わっていないこと。
//! 日付のすぐ後から「実施した」「受けた」「導入した」などの終わりまでに、ほかの動詞のない短い文だけを見ます。別添３は見ません。
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

use crate::assets::lists::plans::ENDED;
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
    for dated in &cx.facts.dated {
        if cx.field(dated.field).id.starts_with("changes[") {
            continue;
        }
        let text = dated.text.text.as_str();
        for mention in &dated.mentions {
            let is_ahead = mention.when.days().is_some_and(|(first, _)| first > as_of);
            if !is_ahead || !is_done(&text[mention.range.end..]) {
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
    let Some(rest) = rest.filter(|rest| rest.chars().count() <= REACH) else {
        return false;
    };
    let before = ENDED.iter().find_map(|end| rest.strip_suffix(end));
    before.is_some_and(|before| {
        // A verb in between, or another date, says what that day is for.
        !before.contains(['る', 'た', 'う', 'す', 'く', '「', '\n', '年', '月'])
    })
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
    use super::is_done;

    #[test]
    fn what_is_said_to_be_done() {
        assert!(is_done("に監査を実施した。"));
        assert!(is_done("に外部の専門家の監査を受けました。"));
        assert!(!is_done("に行う研修の教材を定めた。"));
        assert!(!is_done("に移行する予定とした。"));
        assert!(!is_done("に監査を実施する。"));
    }
}
