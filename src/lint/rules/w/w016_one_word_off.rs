//! 何度も出てくる文の一つだけが、一、二字違う。
//! One of several equal sentences differs in a character or two.
//!
//! ## 何を確認するか
//! 30字以上の同じ文がほかの欄にあるのに、一、二字だけ抜けている、余っている、又はかなが違う文がないこと。
//! 読点で区切った12字以上の部分は、ほかの4か所以上に同じ言い方があるときに数えます。
//! 数（漢数字を含む）、英字、かぎ括弧の名の違いと、「等」「及び」「又は」の違い、「衛生」と「安全衛生」のように別の語がある違い、
//! 寄せられた意見（Ⅵ２④など）、別添３の変更前は数えません。
//!
//! ## なぜ
//! ひな形や前の欄から写した文に、打ち間違いや直し漏れが一つだけ残ることがあります。
//!
//! ## 直し方
//! どちらが正しいかを確かめ、もう一方を直します。違うことに意味があれば、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 保管場所: 転出先の市町村へ貸出しの記録を提供するために、係長が記録を書き出し、封をして送る。
//! 消去方法: 転出先の市町村貸出しの記録を提供するために、係長が記録を書き出し、封をして送る。     # 誤
//! 消去方法: 転出先の市町村へ貸出しの記録を提供するために、係長が記録を書き出し、封をして送る。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）
//!
//! 実測: 公表された素案一つ（254項目）で指摘1件（助詞の脱落2か所）。誤り。見落とし1（「券面入力補助AP」は語の違いで、文の違いではない）。完成した記入例二つで指摘0件。

use std::ops::Range;

use super::Spot;
use super::alike::{Sentence, UNITS, pairs, sentences, shown};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W016",
    name: "one-word-off",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut reported: Vec<Spot> = Vec::new();
    for unit in &UNITS {
        let sentences = sentences(cx, unit);
        for (rare, usual, range) in pairs(&sentences, unit) {
            let (rare, usual) = (&sentences[rare], &sentences[usual]);
            let meets = |a: &Spot, b: &Spot| {
                std::ptr::eq(a.words, b.words)
                    && a.range.start <= b.range.end
                    && b.range.start <= a.range.end
            };
            if !rare.spots().any(|a| reported.iter().any(|b| meets(a, b))) {
                report(cx, rare, usual, &range);
                reported.extend(rare.spots().cloned());
            }
        }
    }
}

/// Reports the rare sentence in all its places.
fn report<'a>(cx: &mut Context<'a>, rare: &Sentence<'a>, usual: &Sentence, range: &Range<usize>) {
    let shown = shown(rare.text, usual.text, range);
    let tail = rare.text.len() - shown.end;
    let here = &rare.text[shown.clone()];
    let there = &usual.text[shown.start..usual.text.len() - tail];
    let part = |spot: &Spot<'a>| {
        let start = spot.range.start;
        Spot::new(spot.words, start + shown.start..start + shown.end)
    };
    let places: Vec<Spot> = rare.spots().map(part).collect();
    let (_, other) = usual.first.place(cx);
    let lang = cx.lang;
    if let Some(finding) = cx.report_all(&RULE, &places, one_differs(lang, here, there)) {
        finding.related(other, other_sentence(lang));
    }
}

fn one_differs(lang: Lang, here: &str, there: &str) -> Words {
    Words::new(say!(
        lang,
        "ほとんど同じ文では「{there}」のところが、ここだけ「{here}」になっている",
        "Where the same words elsewhere say 「{there}」, they say 「{here}」 here"
    ))
    .help(say!(
        lang,
        "どちらが正しいかを確かめてください。違うことに意味があれば、そのままで構いません。",
        "See which is right; both may be."
    ))
}

fn other_sentence(lang: Lang) -> String {
    say!(lang, "もう一方の文", "the other sentence")
}
