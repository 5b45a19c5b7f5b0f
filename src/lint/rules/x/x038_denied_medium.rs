//! ある媒体では保管しない、使わないと言い切っているのに、その媒体の取扱いが別の所に書かれている。
//! The text says that a medium is not used for data, and says elsewhere how it is handled.
//!
//! ## 何を確認するか
//! Ⅱ６とⅢ（４～６を除く）の文に「名簿を紙で保管しない」「特定個人情報は電子記録媒体に保存していない」のような言い切りがあるとき、同じファイルの
//! Ⅱ６とⅢに、同じもの（又は書類）をその媒体で保管し、使い、捨てる手順が書かれていないこと（参考）。
//! 「…の場合を除き」「承認なく…しない」のように条件のある文、「私物の…」のようにほかの物を言う文は見ません。
//!
//! ## なぜ
//! 言い切りと手順のどちらかが事実と違います。対策が要るのかどうかを、読む人が確かめられません。
//!
//! ## 直し方
//! その媒体を使っているなら、言い切りを直し、何についてのことかを書きます。使っていないなら、手順を消します。
//!
//! ## 例
//! ```yaml
//! 保管場所: 紙の名簿は、書庫に保管する。
//! # …
//! 具体的な対策の内容: 名簿を紙で保管しない。       # 誤
//! 具体的な対策の内容: 貸出記録を紙で保管しない。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use super::numbers;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::intake::{
    ALL_DATA, DENIED, DENIED_IN_PART, HANDLED, KEPT_IN, KEPT_ON_FLASH, KEPT_ON_MEDIA,
    KEPT_ON_PAPER, NOT_TAKEN, PAPERS,
};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X038",
    name: "denied-medium",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// The words of each medium.
static MEDIA: [&[&str]; 3] = [KEPT_ON_PAPER, KEPT_ON_MEDIA, KEPT_ON_FLASH];

/// The parts of a file that say how it is kept and used.
const PARTS: [&str; 4] = [
    "overview.storage",
    "risks.intake",
    "risks.use",
    "risks.storage",
];

/// A sentence of a text with its place.
struct Sentence<'a> {
    field: FieldId,
    text: &'a str,
    span: Span,
}

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let sentences = sentences(cx, n);
        let says_no = sentences
            .iter()
            .filter_map(|no| Some((no, denial(no.text)?)));
        let found: Vec<(&Sentence, &Sentence)> = says_no
            .filter_map(|(no, denial)| {
                let mut others = sentences.iter();
                let yes =
                    others.find(|yes| yes.span != no.span && denial.is_denied_by(yes.text))?;
                Some((no, yes))
            })
            .collect();
        let lang = cx.lang;
        for (no, yes) in found {
            cx.report(&RULE, no.field, no.span, words(lang))
                .related(yes.span, handled(lang));
        }
    }
}

/// The sentences of a file that speak of a medium or of paper that is kept.
fn sentences<'a>(cx: &Context<'a>, n: usize) -> Vec<Sentence<'a>> {
    let mut found = Vec::new();
    for part in PARTS {
        for (field, item) in cx.assessment.below(&format!("files[{n}].{part}")) {
            let Value::Text(said) = item.value else {
                continue;
            };
            let is_about = |text: &Sieve| {
                MEDIA.iter().any(|words| text.has_one(words)) || text.has_one(KEPT_IN)
            };
            if !is_about(&said.sieve()) {
                continue;
            }
            for piece in pieces(&said.text, &['。']) {
                let text = &said.text[piece.clone()];
                let length = text.trim_end().len();
                let start = piece.start + (text.len() - text.trim_start().len());
                if is_about(&Sieve::of(text)) {
                    let span = cx.words(said, start..piece.start + length);
                    found.push(Sentence { field, text, span });
                }
            }
        }
    }
    found
}

/// What a sentence says is not done.
struct Denial<'t> {
    /// The medium, by its number.
    medium: usize,
    /// What is not kept on it; none where nothing is.
    of: Option<&'t str>,
}

/// The denial of a sentence: 「名簿を紙で保管しない。」
fn denial(text: &str) -> Option<Denial<'_>> {
    let sieve = Sieve::of(text);
    if !sieve.has_one(DENIED) || sieve.has_one(DENIED_IN_PART) {
        return None;
    }
    let (medium, at) = MEDIA.iter().enumerate().find_map(|(n, words)| {
        let at = words.iter().filter_map(|word| sieve.find(word)).min()?;
        Some((n, at))
    })?;
    let is_after = DENIED.iter().any(|word| text[at..].contains(word));
    let of = object(text, at);
    is_after.then_some(Denial { medium, of })
}

/// What a sentence is about before the name of the medium: 「名簿を」; none for all data.
fn object(text: &str, medium: usize) -> Option<&str> {
    let before = &text[..medium];
    let marks = ["を", "は", "については"];
    let ends: Vec<Range<usize>> = marks
        .iter()
        .filter_map(|mark| before.rfind(mark).map(|at| at..at + mark.len()))
        .collect();
    let end = ends.iter().map(|range| range.start).max()?;
    let head = &before[..end];
    let run = head.trim_end_matches(|c| is_kanji(c) || is_katakana(c) || matches!(c, 'ー' | 'の'));
    let object = &head[run.len()..];
    let is_all = object.is_empty() || ALL_DATA.contains(&object);
    (!is_all).then_some(object)
}

impl Denial<'_> {
    /// Whether another sentence does what is said not to be done.
    fn is_denied_by(&self, text: &str) -> bool {
        let sieve = Sieve::of(text);
        let is_named = sieve.has_one(MEDIA[self.medium]);
        let is_paper = self.medium == 0
            && sieve.has_one(KEPT_IN)
            && PAPERS.iter().any(|(_, words)| sieve.has_one(words));
        let is_it = self.of.is_none_or(|object| text.contains(object));
        (is_named && sieve.has_one(HANDLED) || is_paper) && is_it && !sieve.has_one(NOT_TAKEN)
    }
}

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "この媒体では保管しない（使わない）とあるが、その取扱いが別の所に書かれている",
        "the text denies a medium whose handling it describes elsewhere"
    ))
    .help(say!(
        lang,
        "使っているなら、何についての言い切りかを書いてください。使っていないなら、手順のほうを消してください。",
        "Say of what this is true, or take out the other sentence."
    ))
}

/// Said at the sentence that handles the medium.
fn handled(lang: Lang) -> String {
    say!(lang, "取扱いの手順がある", "how it is handled")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied() {
        let of = |text| denial(text).map(|d| d.of.unwrap_or("").to_owned());
        assert_eq!(of("名簿を紙で保管しない。").as_deref(), Some("名簿"));
        assert_eq!(
            of("・特定個人情報は、紙媒体では保管していない。").as_deref(),
            Some("")
        );
        assert_eq!(of("承認された場合を除き、紙で保管しない。"), None);
        assert_eq!(
            of("端末では、登録された媒体以外の記録媒体を使用しない。"),
            None
        );
        assert_eq!(of("紙の名簿は、書庫に保管する。"), None);
    }
}
