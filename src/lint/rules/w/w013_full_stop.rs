//! 一つの欄の中で、句点「。」のある文とない文が混ざっている。
//! Some sentences of an item end without a full stop while most have it.
//!
//! ## 何を確認するか
//! 一つの欄の、述語で終わる行（「…する」「…ている」「…ない」など）のほとんどに「。」があるのに、ない行が残っていないこと。
//! 見出しや体言止めの行は数えません。「。」のある行が3行以上で、ない行の3倍以上あるときだけ指摘します。
//!
//! ## なぜ
//! 文が途中で切れているのかと読み手を迷わせます。
//!
//! ## 直し方
//! 「。」を補います。文が途中で切れていないかも確かめます。`hyokasho check --fix` で補えます。
//!
//! ## 例
//! ```yaml
//! リスクに対する措置の内容: |
//!   利用者を限る。
//!   記録を残す。
//!   毎月確かめる。
//!   書庫の外への持出しを禁じている     # 誤: ここだけ「。」がない
//!   書庫の外への持出しを禁じている。   # 正
//! ```
//!
//! ## 根拠
//! くぎり符号の使い方（昭和21年文部省）
//!
//! 実測: 公表された素案一つ（254項目）で指摘2件。すべて句点の抜け。見落とし1（「。」のない行の方が多い欄）。完成した記入例二つで指摘0件。

use std::ops::Range;

use super::{Places, report_all};
use crate::assessment::field::FieldId;
use crate::assets::lists::sentences::ENDS;
use crate::japanese::notation::has_chars;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W013",
    name: "full-stop",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

/// From how many characters on a line that ends like a sentence is one.
const LONG: usize = 12;

fn check(cx: &mut Context) {
    for words in cx.facts.words.iter().filter(|w| !w.repeats && !w.quotes) {
        let missing = missing(words.str()).into_iter();
        let places = missing.map(|line| {
            let last = words.text.text[line.clone()].chars().next_back();
            let start = line.end - last.map_or(0, char::len_utf8);
            (words.place, words.span(cx.assessment, start..line.end))
        });
        let places: Places = places.collect();
        let edit = |(_, last): &(FieldId, Span)| Edit {
            span: Span::at(last.end),
            text: "。".into(),
        };
        let edits = places.iter().map(edit).collect();
        if let Some(finding) = report_all(cx, &RULE, &places, missing_stop(cx.lang)) {
            finding.fix(Safety::Unsafe, edits);
        }
    }
}

/// Lines that end like a sentence without 。 where nearly all have it.
fn missing(text: &str) -> Vec<Range<usize>> {
    let mut ended = 0;
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let range = start..start + words.len();
        start += line.len();
        if words.ends_with('。') {
            ended += 1;
        } else if ENDS.iter().any(|end| words.ends_with(end)) && has_chars(words, LONG) {
            found.push(range);
        }
    }
    if ended >= 3 && ended >= 3 * found.len() {
        found
    } else {
        Vec::new()
    }
}

fn missing_stop(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "ほかの文にある「。」がない",
        "「。」 is missing here"
    ))
    .help(say!(
        lang,
        "「。」を補ってください。文が途中で切れていないかも確かめます。",
        "Add 「。」, and see whether the sentence is complete."
    ))
}

#[cfg(test)]
mod tests {
    use super::missing;

    #[test]
    fn a_sentence_among_others() {
        let text = "利用者を限る。\n記録を残す。\n毎月確かめる。\n■ 記録の持出し\n書庫の外への持出しを禁じている\n";
        let found: Vec<&str> = missing(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["書庫の外への持出しを禁じている"]);
        assert!(missing("利用者を限る。\n書庫の外への持出しを禁じている\n").is_empty());
    }
}
