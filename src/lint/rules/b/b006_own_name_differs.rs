//! 同じ文で、自分の団体の呼び方が違う（架空市と当市）。
//! The same sentence calls the own body by two names.
//!
//! ## 何を確認するか
//! 団体の名の後と「当市」「本市」などの後に、20字以上の同じ文が続くところがあること（参考）。表紙、Ⅵ、別添３、寄せられた意見は見ません。
//!
//! ## なぜ
//! 国のひな形や別の欄から写した文の一方だけを直した跡です。写したときの古い文が、もう一方に残っていることもあります。
//!
//! ## 直し方
//! 呼び方をそろえ、二つの文のほかの違いも確かめます。
//!
//! ## 例
//! ```yaml
//! 表紙:
//!   評価実施機関名: 架空市長
//! # …
//! 備考: |
//!   当市、県及び運用保守事業者の三者の関係を規約に定めている。     # 誤
//!   架空市、県及び運用保守事業者の三者の関係を規約に定めている。   # 正
//!   架空市、県及び運用保守事業者の三者の関係を規約に定めている。
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use memchr::memmem;
use rustc_hash::FxHashMap;

use super::body;
use crate::assessment::field::FieldId;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, OwnText, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "B006",
    name: "own-name-differs",
    levels: Levels::always(Severity::Info),
    basis: &[],
    check,
};

/// How many characters after two names are not the same by chance.
const SAME: usize = 20;

/// What is no text that is copied from item to item.
const ELSEWHERE: [&str; 4] = ["cover.", "procedure", "changes", "annexes"];

fn check(cx: &mut Context) {
    let Some(body) = body(cx) else { return };
    // 「東京都品川区」 calls itself 品川区.
    let parts = body.name.char_indices().rev().skip(2);
    let mut cut = parts.filter(|(_, c)| matches!(c, '都' | '道' | '府' | '県'));
    let name = cut.next().map_or(body.name.as_str(), |(at, c)| {
        &body.name[at + c.len_utf8()..]
    });
    let short = ["当", "本"].map(|own| format!("{own}{}", body.kind));
    let mut named: FxHashMap<String, Span> = FxHashMap::default();
    let mut called: Vec<(String, &str, Place)> = Vec::new();
    for words in cx.facts.words.iter().filter(|words| is_of_body(cx, words)) {
        for range in found(words.str(), name) {
            if let Some(after) = after(words.str(), range.end) {
                let span = words.span(cx.assessment, range);
                named.entry(after).or_insert(span);
            }
        }
        for word in &short {
            for range in found(words.str(), word) {
                if let Some(after) = after(words.str(), range.end) {
                    let place = (words.field, words.span(cx.assessment, range));
                    called.push((after, word, place));
                }
            }
        }
    }
    called.retain(|(after, ..)| named.contains_key(after));
    let Some((after, word, _)) = called.first() else {
        return;
    };
    let places: Vec<(FieldId, Span)> = called
        .iter()
        .filter(|(_, other, _)| other == word)
        .map(|(.., place)| *place)
        .collect();
    let lang = cx.lang;
    let there = named.get(after).copied();
    if let Some(finding) = cx.report_all(&RULE, &places, words(lang, word, name))
        && let Some(there) = there
    {
        finding.related(there, same_sentence(lang));
    }
}

fn is_of_body(cx: &Context, words: &OwnText) -> bool {
    let id = cx.field(words.field).id.as_str();
    !words.quotes && !words.repeats && !ELSEWHERE.iter().any(|list| id.starts_with(list))
}

fn found<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let found = memmem::find_iter(text.as_bytes(), word.as_bytes());
    found.map(|at| at..at + word.len())
}

/// The characters after a place, where there are enough of them.
fn after(text: &str, at: usize) -> Option<String> {
    let (end, _) = text[at..].char_indices().nth(SAME)?;
    Some(fold(&text[at..at + end]))
}

fn words(lang: Lang, word: &str, name: &str) -> Words {
    Words::new(say!(
        lang,
        "同じ文が、ほかの所では「{word}」でなく「{name}」になっている",
        "The same sentence says 「{name}」 elsewhere, and not 「{word}」"
    ))
    .help(say!(
        lang,
        "呼び方をそろえてください。一方が写したときの古い文のままでないか、ほかの違いも確かめます。",
        "Use one name, and see whether one of the two is an older copy."
    ))
}

fn same_sentence(lang: Lang) -> String {
    say!(lang, "同じ文", "the same sentence")
}
