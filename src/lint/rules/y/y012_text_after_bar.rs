//! 「|」と同じ行に文が書かれている、又は「|」が全角になっている。
//! There is text on the line of the bar, or the bar is a full-width one.
//!
//! ## 何を確認するか
//! 「|」の後に文がなく、文は次の行から字下げして始まること。「|」が半角であること。
//!
//! ## なぜ
//! 「|」は「次の行から文が始まる」という印です。同じ行に文があると読み取りが止まります。
//! 全角の「｜」は文字として読まれ、下の行が1行につながれます。
//!
//! ## 直し方
//! 「|」の後で改行し、文を次の行に字下げして書きます。`hyokasho check --fix` で直せます。
//!
//! ## 例
//! ```yaml
//! 備考: | 1行目      # 誤
//! 備考: |            # 正
//!   1行目
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
    code: "Y012",
    name: "text-after-bar",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    for typo in super::typos(cx, |kind| kind == TypoKind::WideBar) {
        let written = cx.assessment.source.slice(typo.span);
        super::report(cx, &RULE, typo, wide_bar(lang, written));
    }
    for typo in super::typos(cx, |kind| kind == TypoKind::TextAfterBar) {
        super::report(cx, &RULE, typo, text_after(lang));
    }
}

fn wide_bar(lang: Lang, written: &str) -> Words {
    Words::new(say!(
        lang,
        "「{written}」は、文の始まりの印「|」と別の文字である",
        "「{written}」 is not the 「|」 that begins a text"
    ))
    .label(say!(lang, "半角の「|」にします", "use an ASCII bar"))
    .help(say!(
        lang,
        "「{written}」を半角の「|」に替えてください。そのままでは、下の行が1行につながれます。",
        "Replace it with 「|」; as it is, the lines below are joined."
    ))
}

fn text_after(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "「|」と同じ行に文が書かれている",
        "There is text on the line of 「|」"
    ))
    .label(say!(
        lang,
        "次の行に、字下げして書いてください",
        "write it on the next line, indented"
    ))
    .help(say!(
        lang,
        "「|」の後で改行し、文を次の行に字下げして書いてください。",
        "Break the line after 「|」 and indent the text."
    ))
}
