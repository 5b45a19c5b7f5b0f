//! 略称が二度定められている、又は定めただけで使われていない。
//! A short name is defined twice, or never used.
//!
//! ## 何を確認するか
//! 「（以下「…」という。）」で定めた略称が、同じ評価書でもう一度定められていないこと。定めた後、評価書のどこにも使われていない略称が
//! ないこと（別添３も見ます）。別添３の中の定義、寄せられた意見は数えません。
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

use std::ops::Range;

use memchr::memmem;

use super::{OwnText, Places, Spot};
use crate::config::vocabulary::Meaning;
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
    let found: Vec<(String, Spot)> = texts.flat_map(definitions).collect();
    for (name, spots) in grouped(found).into_iter().take(MOST) {
        let Some((first, again)) = spots.split_first() else {
            continue;
        };
        let written = first.words.text.text[first.range.clone()].to_owned();
        let lang = cx.lang;
        if !again.is_empty() {
            let places: Places = again.iter().map(|spot| spot.place(cx)).collect();
            let (_, before) = first.place(cx);
            if let Some(finding) = cx.report_all(&RULE, &places, defined_twice(lang, &written)) {
                finding.related(before, first_definition(lang));
            }
        } else if !is_used(cx, &written, &name) {
            let place = first.place(cx);
            cx.report_all(&RULE, &[place], never_used(lang, &written));
        }
    }
}

/// The short names that a text defines: folded, with their places.
fn definitions<'a>(words: &'a OwnText<'a>) -> Vec<(String, Spot<'a>)> {
    let hits = words.hits.iter();
    let definitions = hits.filter(|hit| hit.meaning == Meaning::Definition);
    let names = definitions.filter_map(|hit| name(words.str(), hit.range.end));
    names
        .map(|range| {
            let name = fold(&words.str()[range.clone()]);
            (name, Spot::new(words, range))
        })
        .collect()
}

/// The name that is defined after 「（以下」: 「貸借制度」という。）
fn name(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = text[from..].split(['\n', '）', ')']).next()?;
    let open = rest.find(['「', '『'])?;
    let start = open + '「'.len_utf8();
    let end = start + rest[start..].find(['」', '』'])?;
    let says = &rest[end + '」'.len_utf8()..];
    let is_definition = !has_chars(&rest[..open], 5) && (says.starts_with('と') || says.is_empty());
    (is_definition && has_chars(&rest[start..end], 2)).then_some(from + start..from + end)
}

/// Whether a name is anywhere but in its one definition.
fn is_used(cx: &Context, written: &str, name: &str) -> bool {
    let source = cx.assessment.source.text();
    let mut found = memmem::find_iter(source.as_bytes(), written.as_bytes());
    found.next();
    if found.next().is_some() {
        return true;
    }
    // It may be written in another width, or across the end of a line.
    let count = |words: &OwnText| fold(words.str()).matches(name).count();
    cx.facts.words.iter().map(count).sum::<usize>() > 1
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

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn names_that_are_defined() {
        let found = |text: &str| name(text, 0).map(|range| text[range].to_owned());
        assert_eq!(found("「貸借制度」という。）").as_deref(), Some("貸借制度"));
        assert_eq!(found("、単に「制度」という。）").as_deref(), Some("制度"));
        assert_eq!(found("同じ。）"), None);
        assert_eq!(
            found("この項において「乙」の定めによるものを「丙」という。）"),
            None
        );
    }
}
