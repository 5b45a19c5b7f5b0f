//! 質問に回答がない。
//! A question has no answer.
//!
//! ## 何を確認するか
//! 諮問の質疑の一つ一つに、回答か再回答があること。「－」「未定」「後日回答」のような、置いただけの回答は、回答とみません。
//! 「調整中」のような作業のメモは B003 が見ます。
//! 回答のない質問が幾つあっても、一件にまとめて示します。
//!
//! ## なぜ
//! 質疑の一覧は、審議会に配り、公表します。答えていない質問が残ると、点検を終えたことになりません。
//!
//! ## 直し方
//! 担当課に確かめて、回答を書きます。答えないと決めたときは、その理由を回答に書きます。
//!
//! ## 例
//! ```yaml
//! 様式: 点検記録
//! 諮問:
//!   - 件名: 図書の貸出しに関する事務の評価について
//!     質疑:
//!       - 質問: 貸出しの記録は、いつ消しますか。   # 誤: 回答がない
//!       - 質問: 貸出しの記録は、いつ消しますか。   # 正
//!         回答: 返却の翌日に消します。             # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の3（第三者点検）

use rustc_hash::FxHashSet;

use super::Places;
use crate::assessment::field::FieldId;
use crate::config::vocabulary::Meaning;
use crate::lint::record::{Entry, EntryKind, entries};
use crate::lint::rules::{Context, Levels, OwnText, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "K001",
    name: "unanswered-question",
    levels: Levels::by_stage(Severity::Warning, Severity::Warning, Severity::Error),
    basis: &["特定個人情報保護評価指針 第5の3"],
    check,
};

fn check(cx: &mut Context) {
    if !super::is_record(cx) {
        return;
    }
    let entries = entries(cx.assessment);
    let is_open = |entry: &&Entry| entry.kind == EntryKind::Question && !entry.is_answered();
    // A note that is left in the place of an answer is reported as that (family B).
    let has_note = |words: &&OwnText| {
        let mut hits = words.hits.iter();
        hits.any(|hit| matches!(hit.meaning, Meaning::Phrase(_)))
    };
    let notes = cx.facts.words.iter().filter(has_note);
    let notes: FxHashSet<FieldId> = notes.map(|words| words.field).collect();
    let is_note = |entry: &&Entry| {
        let answer = cx.assessment.find(&format!("{}.answer", entry.id));
        answer.is_some_and(|answer| notes.contains(&answer))
    };
    let open = entries
        .iter()
        .filter(is_open)
        .filter(|entry| !is_note(entry));
    // What only keeps the place of an answer is what is wrong; else the question itself is shown.
    let place = |entry: &Entry| {
        let answer = cx.assessment.find(&format!("{}.answer", entry.id));
        let written = answer.filter(|answer| cx.field(*answer).key.is_some());
        match (written, entry.text) {
            (Some(field), _) => Some((field, cx.field(field).place())),
            (None, text) => text.map(|text| (text.field, text.place(cx.assessment))),
        }
    };
    let found: Places = open.filter_map(place).collect();
    cx.report_all(&RULE, &found, words(cx.lang));
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "回答のない質問がある",
        "A question has no answer"
    ))
    .help(say!(
        lang,
        "回答を書いてください。答えないと決めたときは、その理由を書きます。",
        "Write the answer; where there will be none, write why."
    ))
}
