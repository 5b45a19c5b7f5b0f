//! Ⅲ４の対策に出てくる業務の委託が、Ⅱ４の委託事項に無い。
//! The measures for contracts speak of a contract that chapter II does not list.
//!
//! ## 何を確認するか
//! Ⅲ４と表紙の特記事項に「コールセンター業務の委託先は」「督促状の印刷業務では」のように業務の名があるとき、その業務が
//! Ⅱ４の委託事項の名称、委託内容、再委託事項のどれかにあること。
//! 「…業務では」だけの言い方は、同じ欄にⅡ４の委託事項の名も並んでいるときに見ます。「各業務」「当該業務」のような言い方と、事務の名称そのものは見ません。
//!
//! ## なぜ
//! 委託を加えたときに対策だけが書かれ、又は委託をやめたときに対策だけが残ると、何を委託しているのかが分かりません。
//!
//! ## 直し方
//! 委託しているなら、Ⅱ４に委託事項として加えます。していないなら、文を直します。
//!
//! ## 例
//! ```yaml
//! 委託事項:
//!   - 名称: 督促状の印刷業務
//! # …
//! 具体的な制限方法: 電話受付業務の委託先には、名簿の閲覧だけを認める。     # 誤: 委託事項に無い
//! 具体的な制限方法: 督促状の印刷業務の委託先には、名簿の閲覧だけを認める。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::{choice, key, numbers, text};
use crate::assessment::value::Value;
use crate::assets::lists::contracts::{ENTRUSTED, GENERIC, TOPICS, WORKS};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::{fold, has_chars};
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Place, Rule, Words, grouped};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X032",
    name: "unlisted-contract",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    let office = cx.assessment.text("basic.office.name").map(fold);
    let lists: Vec<Option<List>> = numbers(cx, "files").map(|n| List::of(cx, n)).collect();
    // A file that has no contract yet may still get one.
    let is_stated = numbers(cx, "files").zip(&lists).all(|(n, list)| {
        let has = choice(cx, &format!("files[{n}].overview.entrustment.has"));
        list.is_some() || has.is_some_and(|(answer, _)| answer == "委託しない")
    });
    let mut found: Vec<(String, Place)> = Vec::new();
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        let of_file = field.id.starts_with("files[") && field.id.contains("].risks.entrustment.");
        let file = field.at.first().and_then(|n| n.checked_sub(1));
        let listed: Vec<&List> = match of_file {
            true => file
                .and_then(|n| lists.get(n)?.as_ref())
                .into_iter()
                .collect(),
            // The notes of the cover may be about any file.
            false if field.id == "cover.special_notes" && is_stated => {
                lists.iter().flatten().collect()
            }
            false => continue,
        };
        if listed.is_empty() {
            continue;
        }
        let is_known = |name: &str| listed.iter().any(|list| list.has(name));
        let works = works(&said.text);
        let names_one = works
            .iter()
            .any(|work| is_known(&said.text[work.range.clone()]));
        for work in works {
            let name = &said.text[work.range.clone()];
            let is_office = office
                .as_deref()
                .is_some_and(|o| o.contains(fold(name).as_str()));
            if is_known(name) || is_office || !work.entrusted && !names_one {
                continue;
            }
            let span = cx.words(said, work.range.clone());
            found.push((name.to_owned(), (id, span)));
        }
    }
    let there = numbers(cx, "files")
        .find_map(|n| key(cx, &format!("files[{n}].overview.entrustment.items")));
    for (name, spots) in grouped(found) {
        report(cx, &name, &spots, there);
    }
}

fn report(cx: &mut Context, name: &str, spots: &[Place], there: Option<Span>) {
    let lang = cx.lang;
    if let Some(finding) = cx.report_all(&RULE, spots, words(lang, name))
        && let Some(there) = there
    {
        finding.related(there, contracts(lang));
    }
}

/// What Ⅱ４ of a file says of its contracts.
struct List {
    /// Two letters each of all that is said, folded.
    pairs: FxHashSet<(char, char)>,
}

impl List {
    /// None where no contract is written.
    fn of(cx: &Context, n: usize) -> Option<List> {
        let list = format!("files[{n}].overview.entrustment.items");
        let mut all = String::new();
        for i in numbers(cx, &list) {
            // One without a name may be any.
            text(cx, &format!("{list}[{i}].name"))?;
            for item in ["name", "content", "reentrustment_matters"] {
                if let Some((_, said)) = text(cx, &format!("{list}[{i}].{item}")) {
                    all.push_str(&fold(&said.text));
                    all.push('\n');
                }
            }
        }
        let pairs = pairs(&all).collect();
        (!all.is_empty()).then_some(List { pairs })
    }

    /// Whether what is said names a work, by half of its letters at least.
    fn has(&self, name: &str) -> bool {
        let core = core(name);
        let all = pairs(&core).count();
        let known = pairs(&core)
            .filter(|pair| self.pairs.contains(pair))
            .count();
        known * 2 >= all
    }
}

/// The folded name of a work without what all names have.
fn core(name: &str) -> String {
    let mut core = fold(name);
    for word in WORKS {
        if let Some(rest) = core.strip_suffix(word) {
            core = rest.to_owned();
        }
    }
    core.retain(|c| is_kanji(c) || is_katakana(c) || c.is_ascii_alphabetic() || c == 'ー');
    core
}

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    text.chars().zip(text.chars().skip(1))
}

/// The name of a work in a text.
struct Work {
    range: Range<usize>,
    /// Whether the words after it say that it is entrusted.
    entrusted: bool,
}

/// The names of works of which a text speaks as of contracts.
fn works(text: &str) -> Vec<Work> {
    let mut found: Vec<Work> = Vec::new();
    for piece in pieces(text, &['。']) {
        let sentence = &text[piece.clone()];
        if ["委託しない", "委託していない", "委託せず", "委託は行わない"]
            .iter()
            .any(|word| sentence.contains(word))
        {
            continue;
        }
        let mut add = |end: usize, entrusted: bool| {
            let head = sentence[..end].trim_end_matches(is_of_name);
            let own = sentence[head.len()..end].trim_start_matches(['・', 'ー']);
            let start = end - own.len();
            let bare = WORKS
                .iter()
                .find_map(|word| own.strip_suffix(word))
                .unwrap_or(own);
            let is_name = !GENERIC.contains(&bare) && has_chars(bare, 2);
            if is_name && found.iter().all(|w| w.range.start != piece.start + start) {
                let range = piece.start + start..piece.start + end;
                found.push(Work { range, entrusted });
            }
        };
        for word in ENTRUSTED {
            for (at, _) in sentence.match_indices(word) {
                add(at, true);
            }
        }
        for word in WORKS {
            for (at, _) in sentence.match_indices(word) {
                let end = at + word.len();
                let after = &sentence[end..];
                if TOPICS.iter().any(|topic| after.starts_with(topic)) {
                    add(end, after.starts_with("は、委託先"));
                }
            }
        }
    }
    found
}

fn is_of_name(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || c.is_ascii_alphanumeric() || matches!(c, 'ー' | '・' | '々')
}

fn words(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "「{name}」の委託が書かれているが、Ⅱ４の委託事項に無い",
        "「{name}」 is spoken of as entrusted, but Ⅱ４ does not list it"
    ))
    .help(say!(
        lang,
        "委託しているなら、Ⅱ４に委託事項として加えてください。別の呼び名なら、名前をそろえてください。",
        "Add it to Ⅱ４, or use the name that Ⅱ４ has."
    ))
}

fn contracts(lang: Lang) -> String {
    say!(lang, "Ⅱ４の委託事項", "the list of Ⅱ４")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn works_that_are_entrusted() {
        let names = |text: &str| -> Vec<(String, bool)> {
            let found = works(text).into_iter();
            found
                .map(|w| (text[w.range].to_owned(), w.entrusted))
                .collect()
        };
        assert_eq!(
            names("・電話受付業務の委託先には、閲覧だけを認める。"),
            [("電話受付業務".to_owned(), true)]
        );
        assert_eq!(
            names("・督促状印刷業務及び電話受付業務については、年1回訪問する。").len(),
            2
        );
        for text in [
            "当該業務の委託先は、名簿を提出する。",
            "各業務では、記録を残す。",
            "督促状の印刷業務は、委託していない。",
            "職員が業務の後に確かめる。",
        ] {
            assert!(names(text).is_empty(), "{text}");
        }
    }
}
