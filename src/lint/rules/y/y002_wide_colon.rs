//! 「：」が全角なので、見出しと内容に分かれていない。
//! There is a full-width colon between a key and its value.
//!
//! ## 何を確認するか
//! 見出しと内容の間が、半角の「: 」（コロンと空白）であること。
//!
//! ## なぜ
//! 全角の「：」は区切りとして読まれません。行の全体が一つの文とみなされ、その項目は空欄のままになります。
//!
//! ## 直し方
//! 「：」を半角の「: 」に替えます。`hyokasho check --fix` で直せます。文の中の「：」はそのままで構いません。
//!
//! ## 例
//! ```yaml
//! 評価書名：予防接種に関する事務　全項目評価書   # 誤
//! 評価書名: 予防接種に関する事務　全項目評価書   # 正
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
    code: "Y002",
    name: "wide-colon",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for run in super::runs(cx, |kind| kind == TypoKind::WideColon) {
        let words = words(cx.lang);
        super::report_run(cx, &RULE, &run, words);
    }
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "「：」が全角なので、見出しと内容に分かれていない",
        "A full-width colon does not separate the key from its value"
    ))
    .label(say!(
        lang,
        "半角の「: 」（コロンと空白）にしてください",
        "use an ASCII colon and a blank"
    ))
    .help(say!(
        lang,
        "「：」を半角の「: 」に替えてください。",
        "Replace it with an ASCII colon followed by a blank."
    ))
}
