//! 「:」や「-」の後に、半角の空白がない。
//! There is no blank after a colon or a dash.
//!
//! ## 何を確認するか
//! 見出しの後の「:」と、一覧の印の「-」の後に、半角の空白があること。
//!
//! ## なぜ
//! 空白がないと区切りと読まれず、行の全体が一つの文になります。その項目は空欄のままになります。
//!
//! ## 直し方
//! 「:」又は「-」の後に半角の空白を1つ入れます。`hyokasho check --fix` で直せます。
//!
//! ## 例
//! ```yaml
//! 版:平成30年5月     # 誤
//! 版: 平成30年5月    # 正
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
    code: "Y005",
    name: "no-blank",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let wanted = |kind| {
        matches!(
            kind,
            TypoKind::NoBlankAfterColon | TypoKind::NoBlankAfterDash
        )
    };
    for run in super::runs(cx, wanted) {
        let is_colon = run
            .first()
            .is_some_and(|t| t.kind == TypoKind::NoBlankAfterColon);
        let words = words(cx.lang, is_colon);
        super::report_run(cx, &RULE, &run, words);
    }
}

fn words(lang: Lang, is_colon: bool) -> Words {
    let message = if is_colon {
        say!(
            lang,
            "「:」の後に空白がないので、見出しと内容に分かれていない",
            "No blank follows the colon, so the key is not separated from its value"
        )
    } else {
        say!(
            lang,
            "「-」の後に空白がないので、一覧の印にならない",
            "No blank follows the dash, so it begins no entry"
        )
    };
    let sign = if is_colon { ':' } else { '-' };
    Words::new(message)
        .label(say!(
            lang,
            "この後に半角の空白を入れてください",
            "put a blank after it"
        ))
        .help(say!(
            lang,
            "「{sign}」の後に半角の空白を1つ入れてください。",
            "Put a blank after 「{sign}」."
        ))
}
