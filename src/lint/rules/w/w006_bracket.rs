//! 括弧が閉じていない、又は全角で開いて半角で閉じている。
//! A bracket is not closed, or closed in another width.
//!
//! ## 何を確認するか
//! 一つの欄の中で、（ ）「 」『 』【 】〔 〕が対になっていること。全角で開いて半角で閉じていないこと。
//! ＜ ＞《 》でくくった見出しの行も、同じように見ます。
//! 「 」の中に「 」が入っていないこと（中は『 』）。「1)」「ア）」「事例1）」のような箇条書きの番号と、
//! 「…の下に「（」を加え」「…とあるのは」のように条文の一部を引く行は数えません。
//!
//! ## なぜ
//! どこまでが補足や引用かが分からなくなります。別添３の本文との突き合わせでも食い違いになります。
//!
//! ## 直し方
//! 抜けた括弧を補い、幅を全角にそろえます。幅の違いは `hyokasho check --fix` で直せます。
//!
//! ## 例
//! ```yaml
//! 事務の内容: 申請者（代理人を含む)の氏名を確かめる。    # 誤: 全角で開いて半角で閉じている
//! 事務の内容: 申請者（代理人を含む）の氏名を確かめる。   # 正
//! ```
//!
//! ## 根拠
//! くぎり符号の使い方（昭和21年文部省）、公用文作成の考え方
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（6か所）。すべて直すべきもの。見落とし0。完成した記入例二つで指摘0件。

use std::ops::Range;

use super::angles::{self, Fault};
use super::brackets::faults;
use super::{Places, edits};
use crate::assessment::field::FieldId;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W006",
    name: "bracket",
    levels: Levels::always(Severity::Warning),
    basis: &["公用文作成の考え方"],
    check,
};

fn check(cx: &mut Context) {
    let mut widths = Places::new();
    let mut others: Vec<(FieldId, Span, Fault)> = Vec::new();
    for words in &cx.facts.words {
        let headings = angles::faults(words.str()).into_iter();
        for fault in faults(words.str(), &words.runs).into_iter().chain(headings) {
            let place = |range: &Range<usize>| words.span(cx.assessment, range.clone());
            match &fault {
                Fault::Width(range) => widths.push((words.field, place(range))),
                // A 変更後 may go on in the next row.
                _ if words.repeats => {}
                Fault::Open(range) | Fault::Closed(range) | Fault::Nested(range) => {
                    others.push((words.field, place(range), fault));
                }
            }
        }
    }
    one_width(cx, &widths);
    for (field, span, fault) in others {
        let sign = cx.assessment.source.slice(span);
        let (severity, words) = match fault {
            Fault::Open(_) => (Severity::Warning, unclosed(cx.lang, sign)),
            Fault::Closed(_) => (Severity::Warning, unopened(cx.lang, sign)),
            _ => (Severity::Info, nested(cx.lang)),
        };
        cx.report(&RULE, field, span, words).severity(severity);
    }
}

fn one_width(cx: &mut Context, places: &[Place]) {
    let source = cx.assessment.source;
    let full = |span| match source.slice(span) {
        "(" => "（",
        ")" => "）",
        "<" => "＜",
        ">" => "＞",
        _ => "",
    };
    let edits = edits(places, |span| full(span).to_owned());
    if let Some(finding) = cx.report_all(&RULE, places, two_widths(cx.lang)) {
        finding.severity(Severity::Info).fix(Safety::Safe, edits);
    }
}

fn unclosed(lang: Lang, sign: &str) -> Words {
    Words::new(say!(
        lang,
        "「{sign}」が閉じていない",
        "「{sign}」 is not closed"
    ))
    .help(say!(
        lang,
        "対になる括弧を補ってください。",
        "Add its other half."
    ))
}

fn unopened(lang: Lang, sign: &str) -> Words {
    Words::new(say!(
        lang,
        "「{sign}」に、対になる開く括弧がない",
        "「{sign}」 was never opened"
    ))
    .help(say!(
        lang,
        "開く括弧を補うか、余分な括弧を消してください。",
        "Add its other half, or delete it."
    ))
}

fn nested(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "「 」の中に、さらに「 」がある",
        "「 」 within 「 」"
    ))
    .help(say!(
        lang,
        "中の方を『 』にしてください。",
        "Use 『 』 for the inner ones."
    ))
}

fn two_widths(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "全角と半角の括弧が対になっている",
        "Brackets of two widths make pairs"
    ))
    .help(say!(
        lang,
        "全角の（ ）＜ ＞にそろえてください。",
        "Use （ ） and ＜ ＞ of full width."
    ))
}
