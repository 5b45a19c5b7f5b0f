//! 文の中の「 #」から後が、読み飛ばされる。
//! Text after a hash is skipped as a comment.
//!
//! ## 何を確認するか
//! 1行で書いた内容の中に、空白1つと半角の「#」がないこと。「#」の前に空白を2つ以上置いたものは、覚え書き（コメント）として認めます。
//!
//! ## なぜ
//! 空白の後の「#」から行の終わりまでは、覚え書きとして読み飛ばされます。点検にも印刷にも出ません。
//!
//! ## 直し方
//! 文の一部なら、「|」と書いて改行し、次の行に字下げして書くか、全角の「＃」にします。覚え書きなら、「#」の前に空白を2つ置きます。
//!
//! ## 例
//! ```yaml
//! 備考: 番号 #3 を使用する      # 誤
//! 備考: |                     # 正
//!   番号 #3 を使用する
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
    code: "Y008",
    name: "comment-in-text",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for typo in super::typos(cx, |kind| kind == TypoKind::CommentInText) {
        let words = words(cx.lang);
        super::report(cx, &RULE, typo, words);
    }
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "「#」から後が覚え書きとみなされ、読み飛ばされる",
        "What follows 「#」 is skipped as a comment"
    ))
    .label(say!(lang, "ここから後が失われます", "skipped from here on"))
    .help(say!(
        lang,
        "文の一部なら、見出しの後に「|」と書き、次の行に字下げして書くか、全角の「＃」にしてください。覚え書きなら、「#」の前に空白を2つ置いてください。",
        "If it belongs to the text, write the text below 「|」, indented. If it is a comment, put two blanks before 「#」."
    ))
}
