//! 「[」又は「{」が閉じていない。
//! A bracket is not closed.
//!
//! ## 何を確認するか
//! 一覧を囲む半角の括弧（`[ ]` と `{ }`）が、始めと終わりで対になっていること。
//!
//! ## なぜ
//! 閉じていない括弧からは、後の行がすべて一覧の続きとして読まれ、読み取りが止まります。
//!
//! ## 直し方
//! 対になる括弧で閉じます。括弧を使わず、1行に1つずつ「- 」で書くと間違いが起こりません。
//!
//! ## 例
//! ```yaml
//! 入手方法: [紙, 専用線      # 誤
//! 入手方法: [紙, 専用線]     # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（YAML の書式）

use crate::form::ItemKind;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};
use crate::yaml::typos::{Typo, TypoKind};

/// The rule.
pub static RULE: Rule = Rule {
    code: "Y010",
    name: "unclosed-bracket",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let lang = cx.lang;
    for typo in &cx.assessment.document.typos {
        let TypoKind::UnclosedBracket(open) = typo.kind else {
            continue;
        };
        match quoting_edit(cx, typo) {
            Some(edit) => {
                cx.report_at(&RULE, typo.span, words(lang, open, true))
                    .fix(Safety::Unsafe, vec![edit]);
            }
            None => {
                super::report(cx, &RULE, typo, words(lang, open, false));
            }
        }
    }
}

/// The value of an item that is no list, in quotes: there the bracket is a part of the text.
fn quoting_edit(cx: &Context, typo: &Typo) -> Option<Edit> {
    let source = cx.assessment.source;
    let field = cx.assessment.field_at(typo.span.start)?;
    let kind = cx.assessment.definition(cx.field(field)).kind;
    let span = Span::new(typo.span.start, typo.edits.first()?.span.start);
    let value = source.slice(span);
    let is_text = matches!(kind, ItemKind::Text | ItemKind::TextText);
    let plain = !value.contains(['"', '\\', '\n']);
    (is_text && plain).then(|| Edit {
        span,
        text: format!("\"{value}\""),
    })
}

fn words(lang: Lang, open: char, in_text: bool) -> Words {
    let (close, wide) = if open == '[' {
        (']', '［')
    } else {
        ('}', '｛')
    };
    let help = if in_text {
        say!(
            lang,
            "文が「{open}」で始まるなら、文を引用符「\"」で囲むか、全角の「{wide}」にしてください。",
            "Put a text that begins with 「{open}」 in quotes, or use the full-width 「{wide}」."
        )
    } else {
        say!(
            lang,
            "一覧の終わりに「{close}」を書いてください。括弧を使わず、次の行から1行に1つずつ書くこともできます。",
            "Write 「{close}」 at the end of the list, or write it below its key, one entry a line."
        )
    };
    Words::new(say!(
        lang,
        "括弧「{open}」が「{close}」で閉じていない",
        "The bracket 「{open}」 is not closed by 「{close}」"
    ))
    .label(say!(
        lang,
        "この括弧に対になる終わりの括弧がありません",
        "opened here"
    ))
    .help(help)
}
