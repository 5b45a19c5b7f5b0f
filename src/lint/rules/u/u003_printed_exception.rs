//! 点検の例外が、本文の一部として印刷される。
//! An exception is printed as part of the text.
//!
//! ## 何を確認するか
//! 「# hyokasho: 許可 番号 理由」の注釈が、「|」の下の文や引用符の中など、本文として読まれる所に書かれていないこと。
//! 点検と公表の前の段階では注意、公表ではエラーです。
//!
//! ## なぜ
//! 本文の中では、注釈は例外として効かず、そのまま公表する評価書に印刷されます。
//!
//! ## 直し方
//! その行を消し、見出しと同じ行の終わりか、見出しのすぐ上の行に書き直します。
//!
//! ## 例
//! ```yaml
//! 備考: |   # 誤: 例外が文の一部になる
//!   # hyokasho: 許可 W011 引用のため
//!   住所えの通知を送る。
//! # hyokasho: 許可 W011 引用のため   # 正: 見出しのすぐ上
//! 備考: |                            # 正
//!   住所えの通知を送る。
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（点検の例外）

use crate::japanese::sieve::Sieve;
use crate::lint::rules::facts::texts;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::addressed;

/// The rule.
pub static RULE: Rule = Rule {
    code: "U003",
    name: "printed-exception",
    levels: Levels::by_stage(Severity::Warning, Severity::Warning, Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for (field, text) in texts(cx.assessment) {
        for at in exceptions(&text.sieve()) {
            let line = text.text[at..].lines().next().unwrap_or_default();
            let span = cx.words(text, at..at + line.trim_end().len());
            cx.report(&RULE, field, span, words(cx.lang));
        }
    }
}

/// Where exceptions begin that are in a text.
fn exceptions(text: &Sieve) -> Vec<usize> {
    let found = text.places(addressed::NAME).map(|(at, _)| at);
    let text = text.text();
    found
        .filter(|at| addressed::rest(&text[*at..]).is_some())
        .filter_map(|at| {
            let before = text[..at].trim_end_matches([' ', '\u{3000}', '\t']);
            let sign = before.strip_suffix(['#', '＃'])?;
            Some(sign.len())
        })
        .collect()
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "点検の例外が、文の一部として印刷される",
        "The exception is part of the text and will be printed"
    ))
    .help(say!(
        lang,
        "ここでは例外として効きません。この行を消し、見出しと同じ行の終わりか、見出しのすぐ上の行に書いてください。",
        "It has no effect here. Move it after the key, or on the line above it."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_in_a_text_is_one_with_its_sign() {
        let exceptions = |text| exceptions(&Sieve::of(text));
        assert_eq!(exceptions("# hyokasho: 許可 W011 引用のため\n本文"), [0]);
        assert_eq!(exceptions("本文。＃hyokasho：許可 W011"), [9]);
        assert_eq!(exceptions("hyokasho: で点検する。#hyokashoで"), [0; 0]);
    }
}
