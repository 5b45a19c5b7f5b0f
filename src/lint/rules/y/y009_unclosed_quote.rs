//! 引用符が対になっていない、又は閉じた後に文が続いている。
//! A quote is not closed, or text follows the closing quote.
//!
//! ## 何を確認するか
//! 内容を囲む半角の引用符（`"` と `'`）が、始めと終わりで対になっていること。閉じた引用符の後に文がないこと。
//! Excel のセルから写した文のように、引用符の中の2行目からが字下げされずに並んでいないこと。
//!
//! ## なぜ
//! 閉じていない引用符からは、次の引用符までのすべての行が一つの文になります。後の項目がまとめて失われます。
//!
//! ## 直し方
//! 引用符を閉じます。文の中に引用符を使うときは、全角の「”」か、かぎ括弧にします。内容が文だけなら、囲む引用符は要りません。
//! 何行にもわたる文は、引用符でなく「|」を使って書きます。
//!
//! ## 例
//! ```yaml
//! 評価書番号: "12      # 誤
//! 評価書番号: "12"     # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::typos::{Typo, TypoKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y009",
    name: "unclosed-quote",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    for typo in &cx.assessment.document.typos {
        match typo.kind {
            TypoKind::UnclosedQuote(quote) => {
                super::report(cx, &RULE, typo, unclosed(lang, quote));
            }
            TypoKind::LoneQuote(quote) => {
                super::report(cx, &RULE, typo, lone(lang, quote)).severity(Severity::Warning);
            }
            TypoKind::QuotedLines => {
                let last = last_line(cx, typo);
                super::report(cx, &RULE, typo, lines(lang)).related(last, until(lang));
            }
            TypoKind::TextAfterQuote => {
                super::report(cx, &RULE, typo, text_after(lang));
            }
            _ => {}
        }
    }
}

/// The last line of a text in quotes.
fn last_line(cx: &Context, typo: &Typo) -> Span {
    let source = cx.assessment.source;
    let end = typo.edits.first().map_or(typo.span.end, |e| e.span.end);
    source.line_span(source.line_of(end))
}

fn unclosed(lang: Lang, quote: char) -> Words {
    Words::new(say!(
        lang,
        "引用符「{quote}」が閉じていない",
        "The quote 「{quote}」 is not closed"
    ))
    .label(say!(
        lang,
        "この引用符に対になる終わりの引用符がありません",
        "opened here"
    ))
    .help(say!(
        lang,
        "内容の終わりに「{quote}」を書くか、始めの引用符を消してください。",
        "Write 「{quote}」 at the end of the text, or delete the first one."
    ))
}

fn lone(lang: Lang, quote: char) -> Words {
    Words::new(say!(
        lang,
        "終わりの引用符「{quote}」だけがあり、始めの引用符がない",
        "A closing quote 「{quote}」 without an opening one"
    ))
    .label(say!(
        lang,
        "文の一部として印刷されます",
        "printed as a part of the text"
    ))
    .help(say!(
        lang,
        "要らなければ消してください。囲むなら、内容の始めにも「{quote}」を書いてください。",
        "Delete it, or write 「{quote}」 at the beginning as well."
    ))
}

/// A cell of a spreadsheet as it was pasted.
fn lines(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "引用符で囲んだ文が何行にもわたり、2行目からが字下げされていない",
        "A text in quotes has several lines, and those after the first are not indented"
    ))
    .label(say!(lang, "ここから", "from here"))
    .help(say!(
        lang,
        "引用符を消し、見出しの後に「|」と書いて、次の行からすべての行を字下げしてください。Excel のセルから写した文は、こうすると改行も残ります。",
        "Delete the quotes, write 「|」 after the key and indent all lines below it; the line breaks are kept."
    ))
}

/// Said at the last of those lines.
fn until(lang: Lang) -> String {
    say!(lang, "ここまでが一つの文", "to here it is one text")
}

fn text_after(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "引用符で閉じた後に、文が続いている",
        "Text follows the closing quote"
    ))
    .label(say!(lang, "引用符の外にあります", "outside the quotes"))
    .help(say!(
        lang,
        "内容の全体を引用符で囲むか、囲む引用符を消してください。文の中の引用符は、かぎ括弧か全角にすると確かです。",
        "Put the whole text in quotes, or delete them."
    ))
}
