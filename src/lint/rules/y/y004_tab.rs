//! 字下げにタブが使われている。
//! There is a tab in the indentation.
//!
//! ## 何を確認するか
//! 行の始めの字下げが、タブでなく半角の空白であること。文の中のタブは確認しません。
//!
//! ## なぜ
//! タブの幅は画面によって違い、どの項目の下にあるのかが決まりません。YAML では字下げにタブを使えません。
//!
//! ## 直し方
//! タブを半角の空白2個に替えます。`hyokasho check --fix` で直せます。
//!
//! ## 例
//! ```yaml
//! 表紙:
//!   公表日: 令和7年4月21日
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::typos::TypoKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y004",
    name: "tab",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for run in super::runs(cx, |kind| kind == TypoKind::Tab) {
        let is_blank = run.first().is_some_and(|t| super::is_blank_line(cx, t));
        let words = words(cx.lang, is_blank);
        super::report_run(cx, &RULE, &run, words);
    }
}

fn words(lang: Lang, is_blank_line: bool) -> Words {
    let (message, label) = if is_blank_line {
        (
            say!(
                lang,
                "文の中の何も書かれていない行にタブがある",
                "A blank line of a text has a tab"
            ),
            say!(lang, "消してください", "delete it"),
        )
    } else {
        (
            say!(
                lang,
                "行の始めの字下げにタブが使われている",
                "The indentation has a tab"
            ),
            say!(lang, "半角の空白にしてください", "use plain blanks"),
        )
    };
    Words::new(message).label(label).help(say!(
        lang,
        "タブを半角の空白に替えてください。同じ段の項目は、空白の数をそろえます。",
        "Replace the tab with blanks, as many as the lines around it have."
    ))
}
