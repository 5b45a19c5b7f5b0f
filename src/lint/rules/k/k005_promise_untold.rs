//! 回答が修正を約束しているのに、対応が書かれていない。
//! An answer promises a correction, and no action is written.
//!
//! ## 何を確認するか
//! 回答の文の終わりが「修正してまいります」「追記する予定です」のように、これから直すことを言っているのに、対応がないもの。
//! 対応がないと、期限を過ぎても K004 は気付けません。
//!
//! ## なぜ
//! 文の中の約束は、後から探せません。対応と期限があれば、公表の前に済んだかを確かめられます。
//!
//! ## 直し方
//! 対応に「修正する」などを選び、期限を書きます。
//!
//! ## 例
//! ```yaml
//! 様式: 点検記録
//! 諮問:
//!   - 件名: 図書の貸出しに関する事務の評価について
//!     質疑:
//!       - 質問: 委託先の名がありません。
//!         回答: 御指摘のとおり、追記いたします。   # 誤: 対応がない
//!         回答: 委託はしていません。               # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価指針 第5の3
//!
//! 実測: 公表された会議録一つ（質疑50、回答52）で調べ、求めたときだけ働くものとした。

use std::ops::Range;

use crate::assets::lists::review::{PROMISED, TO_COME};
use crate::japanese::signs::pieces;
use crate::lint::record::entries;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "K005",
    name: "promise-untold",
    levels: Levels::always(Severity::Info),
    basis: &["特定個人情報保護評価指針 第5の3"],
    check,
};

fn check(cx: &mut Context) {
    if !super::is_record(cx) {
        return;
    }
    for entry in entries(cx.assessment) {
        let answer = entry.answers.last().filter(|_| entry.action.is_none());
        let found = answer.and_then(|answer| Some((answer, promise(answer.str())?)));
        if let Some((answer, range)) = found {
            let span = cx.words(answer.text, range);
            cx.report(&RULE, answer.field, span, words(cx.lang));
        }
    }
}

/// The words at the end of a sentence that promise something.
fn promise(text: &str) -> Option<Range<usize>> {
    let mut sentences = pieces(text, &['。']);
    sentences.find_map(|piece| {
        let sentence = text[piece.clone()].trim_end().trim_end_matches('。');
        let tail = TO_COME
            .iter()
            .filter_map(|tail| sentence.strip_suffix(tail));
        let head = tail.min_by_key(|head| head.len())?;
        let head = head.strip_suffix('を').unwrap_or(head);
        let verb = PROMISED.iter().filter_map(|verb| head.strip_suffix(verb));
        let start = verb.map(str::len).min()?;
        Some(piece.start + start..piece.start + sentence.len())
    })
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "修正を約束する回答に、対応がない",
        "An answer promises a correction, and 対応 is not written"
    ))
    .help(say!(
        lang,
        "対応に「修正する」などを選び、期限を書いてください。済んでいれば「修正した」にします。",
        "Choose 「修正する」 and set a day, or 「修正した」 where it is done."
    ))
}
