//! 文の中に「: 」があるので、見出しの区切りと読まれる。
//! A colon with a blank inside a text is read as the end of a key.
//!
//! ## 何を確認するか
//! 1行で書いた内容の中に、半角の「: 」（コロンと空白）がないこと。行の終わりの「:」も同じです。
//!
//! ## なぜ
//! 1行に見出しの区切りが2つあると読まれ、その行を読めません。
//!
//! ## 直し方
//! 「|」と書いて改行し、次の行に字下げして文を書きます。`hyokasho check --fix` で直せます。又は、文の中のコロンを全角の「：」にします。
//!
//! ## 例
//! ```yaml
//! 手数料額、納付方法: 手数料額: 1件につき300円      # 誤
//! 手数料額、納付方法: |                           # 正
//!   手数料額: 1件につき300円
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
    code: "Y007",
    name: "colon-in-text",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for typo in super::typos(cx, |kind| kind == TypoKind::ColonInText) {
        if super::level_by_form(cx, typo) {
            continue;
        }
        let in_text = super::is_in_text(cx, typo);
        let words = words(cx.lang, in_text);
        if in_text {
            super::report(cx, &RULE, typo, words);
        } else {
            // A choice or a date that goes on after a colon would be none in a block either.
            cx.report_at(&RULE, typo.span, words);
        }
    }
}

fn words(lang: Lang, in_text: bool) -> Words {
    let help = if in_text {
        say!(
            lang,
            "見出しの後に「|」と書き、次の行に字下げして文を書いてください。全角の「：」にすれば、そのまま書けます。この「:」の前が見出しなら、行を分けて字下げをそろえてください。",
            "Write 「|」 after the key and the text on the next line, indented; or use a full-width colon. If there is a key before this colon, give it a line of its own."
        )
    } else {
        say!(
            lang,
            "この項目に要らない「:」から後を消すか、別の見出しの内容なら、行を分けて字下げをそろえてください。",
            "Delete the colon and what follows, or, if it belongs to another key, give it a line of its own."
        )
    };
    Words::new(say!(
        lang,
        "文の中に半角の「:」があるので、見出しの区切りと読まれる",
        "A colon inside the text is read as the end of a key"
    ))
    .label(say!(
        lang,
        "1つの行に区切りが2つあります",
        "a second colon on the line"
    ))
    .help(help)
}
