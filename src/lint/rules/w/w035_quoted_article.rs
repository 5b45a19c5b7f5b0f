//! 「…規程第5条」のように、条番号まで「」に入っている。
//! The number of an article is inside the quotes of a title.
//!
//! ## 何を確認するか
//! 「」『』の中が、規程や要綱などの題名と条番号（「文書規程第5条」）で終わっていないこと。「…とあるのは」「…と読み替える」のように条文を引く行は
//! 数えません。
//!
//! ## なぜ
//! 「」は題名をくくるものです。条番号までくくると、題名がどこまでかが分かりません。
//!
//! ## 直し方
//! 条番号を「」の外に出します。
//!
//! ## 例
//! ```yaml
//! 備考: 架空市の「文書規程第5条」により保存する。   # 誤
//! 備考: 架空市の「文書規程」第5条により保存する。   # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use super::{Places, line};
use crate::assets::lists::titles::TITLE_ENDS;
use crate::japanese::notation::is_digit;
use crate::japanese::signs::signs;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W035",
    name: "quoted-article",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let mut found = Places::new();
    for words in cx.facts.words.iter().filter(|w| !w.quotes) {
        for range in articles(words.str()) {
            found.push(words.place(cx, range));
        }
    }
    cx.report_all(&RULE, &found, words(cx.lang));
}

/// The articles inside the quotes of titles.
fn articles(text: &str) -> Vec<Range<usize>> {
    let mut open = None;
    let mut found = Vec::new();
    for (at, sign) in signs(text) {
        match sign {
            '「' | '『' => open = Some(at + sign.len_utf8()),
            '」' | '』' => {
                let Some(start) = open.take() else { continue };
                let Some(title) = title(&text[start..at]) else {
                    continue;
                };
                let around = &text[line(text, at)];
                let is_amending = ["とあるのは", "読み替え", "を加え", "に改め"]
                    .iter()
                    .any(|words| around.contains(words));
                if !is_amending {
                    found.push(start + title..at);
                }
            }
            _ => {}
        }
    }
    found
}

/// The bytes of a title that an article follows.
fn title(inner: &str) -> Option<usize> {
    let at = inner.rfind("第").filter(|_| !inner.contains('\n'))?;
    // 第5条第2項
    let first = inner[..at]
        .rfind("第")
        .filter(|first| is_number(&inner[*first..at], '条'));
    let at = first.unwrap_or(at);
    let ends = TITLE_ENDS.iter().any(|end| inner[..at].ends_with(end));
    let is_article = inner[at..].contains('条') && is_number(&inner[at..], '条');
    (ends && is_article).then_some(at)
}

/// Whether words are 第, a number and a counter, with what may follow it: 第5条の2, 第5条第2項.
fn is_number(words: &str, counter: char) -> bool {
    let Some(rest) = words.strip_prefix('第') else {
        return false;
    };
    let number =
        rest.trim_start_matches(|c: char| is_digit(c) || "一二三四五六七八九十百".contains(c));
    let after = number.strip_prefix(counter);
    number.len() < rest.len()
        && after.is_some_and(|after| {
            after
                .chars()
                .all(|c| is_digit(c) || "の第項号一二三四五六七八九十".contains(c))
        })
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "題名をくくる「」に、条番号まで入っている",
        "The number of an article is inside the quotes of a title"
    ))
    .help(say!(
        lang,
        "条番号を「」の外に出してください（「…規程」第5条）。",
        "Write it after the quotes."
    ))
}

#[cfg(test)]
mod tests {
    use super::articles;

    #[test]
    fn articles_inside_quotes() {
        let found = |text: &str| -> Vec<String> {
            let ranges = articles(text).into_iter();
            ranges.map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("「文書規程第5条」により"), ["第5条"]);
        assert_eq!(found("『個人情報取扱要綱第12条第2項』"), ["第12条第2項"]);
        for text in [
            "「文書規程」第5条",
            "「第5条」の規定",
            "「規程第5条」とあるのは「規程第6条」と読み替える",
            "「第５条の管理」",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
