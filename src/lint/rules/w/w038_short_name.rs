//! 略称が二度定められている、又は定めただけで使われていない。
//! A short name is defined twice, or never used.
//!
//! ## 何を確認するか
//! 「（以下「…」という。）」で定めた略称が、同じ評価書でもう一度定められていないこと。定めた後、評価書のどこにも使われていない略称が
//! ないこと（別添３も見ます）。「地方公共団体情報システム機構」「日本年金機構」のような長い名の終わりにある「機構」は、略称を使ったものと
//! みません。別添３の中の定義、寄せられた意見は数えません。略称を定める前に使っているものは W041 が示します。
//!
//! ## なぜ
//! 二度定めると、初めの定義がここまで届いているのか、別のものかが分かりません。使わない略称は、消した文の跡か、略称の書き誤りです。
//!
//! ## 直し方
//! 初めの定義だけを残します。使わない略称は、括弧書きごと消すか、後の文の名を略称に改めます。
//!
//! ## 例
//! ```yaml
//! 備考: |
//!   図書館間貸借制度（以下「貸借制度」という。）により、他市の本を借りる。
//!   貸借制度の記録は、1年で消す。
//!   図書館間貸借制度（以下「貸借制度」という。）の申込みは、窓口で受ける。   # 誤: もう定めている
//!   貸借制度の申込みは、窓口で受ける。                                       # 正
//! ```
//!
//! ## 根拠
//! 法令用語の例、公用文作成の考え方（令和4年1月11日）

use memchr::memmem;

use super::{OwnText, Spot, short_names};
use crate::japanese::notation::{fold, has_chars};
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W038",
    name: "short-name",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

/// The most short names that are looked for; a document has a few.
const MOST: usize = 60;

fn check(cx: &mut Context) {
    let texts = cx.facts.words.iter().filter(|w| !w.quotes && !w.repeats);
    let found: Vec<(String, (Spot, &str))> = texts.flat_map(definitions).collect();
    for (name, spots) in grouped(found).into_iter().take(MOST) {
        let Some(((first, full), again)) = spots.split_first() else {
            continue;
        };
        let written = first.words.text.text[first.range.clone()].to_owned();
        let lang = cx.lang;
        if !again.is_empty() {
            let again: Vec<&Spot> = again.iter().map(|(spot, _)| spot).collect();
            let (_, before) = first.place(cx);
            if let Some(finding) = cx.report_all(&RULE, &again, defined_twice(lang, &written)) {
                finding.related(before, first_definition(lang));
            }
        } else if !is_used(cx, &written, &name, full) {
            cx.report_all(&RULE, &[first], never_used(lang, &written));
        }
    }
}

/// The short names that a text defines: folded, with their places and what of the full name comes before its own end.
fn definitions<'a>(words: &'a OwnText<'a>) -> Vec<(String, (Spot<'a>, &'a str))> {
    let found = short_names::definitions(&words.sieve()).into_iter();
    let names = found.map(|definition| {
        let text = words.str();
        let name = &text[definition.name.clone()];
        let full = text[..definition.open].strip_suffix(name).unwrap_or("");
        let from = full.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        let spot = Spot::new(words, definition.name.clone());
        (fold(name), (spot, &full[from..]))
    });
    names.collect()
}

/// Whether a name is anywhere but in its one definition. In the full name, which may end in it, it is not used.
fn is_used(cx: &Context, written: &str, name: &str, full: &str) -> bool {
    let source = cx.assessment.source.text();
    let found = memmem::find_iter(source.as_bytes(), written.as_bytes());
    if found
        .filter(|at| stands(source, *at, written, full))
        .nth(1)
        .is_some()
    {
        return true;
    }
    // It may be written in another width, or across the end of a line.
    let count = |words: &OwnText| {
        let text = fold(words.str());
        let found = text.match_indices(name);
        found
            .filter(|(at, _)| stands(&text, *at, name, full))
            .count()
    };
    cx.facts.words.iter().map(count).sum::<usize>() > 1
}

/// Names of fewer characters end many other names: 「機構」 that of 「日本年金機構」.
const SHORT: usize = 3;

/// Whether a name at a place may be the short name.
fn stands(text: &str, at: usize, name: &str, full: &str) -> bool {
    let is_full = !full.is_empty() && text[..at].ends_with(full);
    !is_full && (has_chars(name, SHORT) || short_names::is_own(text, at, name))
}

fn defined_twice(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "略称「{name}」が、もう一度定められている",
        "The short name 「{name}」 is defined again"
    ))
    .help(say!(
        lang,
        "初めの定義だけを残し、ここでは略称を使ってください。",
        "Keep the first definition, and use the short name here."
    ))
}

fn never_used(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "定めた略称「{name}」が、どこにも使われていない",
        "The short name 「{name}」 is used nowhere"
    ))
    .help(say!(
        lang,
        "略称の定義を消すか、後の文の名を略称に改めてください。",
        "Delete the definition, or use the name."
    ))
}

fn first_definition(lang: Lang) -> String {
    say!(lang, "初めの定義", "the first definition")
}
