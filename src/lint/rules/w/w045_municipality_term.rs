//! 市区町村の総称（市町村と市区町村）が、同じ言い方の中で混ざっている。
//! Municipalities are called by two general terms in one and the same phrase.
//!
//! ## 何を確認するか
//! 「他の市区町村」と「他の市町村」、「転出先市区町村」と「転出先の市町村」のように、同じ語を前に付けた総称が、一つの文書の中で
//! 「市区町村」「市町村」「区市町村」のどれか一つになっていること（参考）。使う数の少ない方を示します。`--pedantic` では、前の語が違うものも示します。
//! 「市町村長」「市町村民税」「市区町村コード」のような別の語の一部、「　」の中、法令を引いた文、別添２、
//! 寄せられた意見、重大事故の欄、別添３の変更前は数えません。「市町村（特別区を含む。）」のように意味を定めた文書と、「特別区」を並べて書いた所も見ません。
//!
//! ## なぜ
//! 「市町村」には、文字の上では特別区が入りません。混ざっていると、特別区との受渡しをするのかしないのかが読み取れません。
//!
//! ## 直し方
//! 特別区も相手になるなら「市区町村」に、県内の市町村だけが相手なら「市町村」にそろえます。わざと書き分けたものは、そのままで構いません。
//!
//! ## 例
//! ```yaml
//! 入手の時期・頻度: |
//!   他の市区町村から照会を受けた都度
//!   他の市町村に照会した都度     # 誤
//!   他の市区町村に照会した都度   # 正
//!   他の市区町村から通知を受けた都度
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Form, Spot, are_mixed, replace};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::is_digit;
use crate::lint::rules::{Context, Levels, OwnText, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W045",
    name: "municipality-term",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

/// The general terms; of two that are as frequent the first is kept.
const TERMS: [&str; 3] = ["市区町村", "区市町村", "市町村"];

/// What is not written in the office's own sentences: names of records, and what happened elsewhere.
const ELSEWHERE: [&str; 2] = [".records[", ".serious_incidents"];

/// A term in a text.
struct Used<'a> {
    spot: Spot<'a>,
    term: usize,
    /// The word before it, which says which municipalities are meant; empty where there is none.
    whose: String,
}

fn check(cx: &mut Context) {
    let mut all: Vec<Used> = Vec::new();
    for words in cx.facts.words.iter().filter(|words| is_prose(cx, words)) {
        for (term, range) in terms(words.str()) {
            // Who says what the term covers, chose it.
            if is_defined(&words.str()[range.end..]) {
                return;
            }
            if !is_free(words, &range) {
                continue;
            }
            all.push(Used {
                whose: whose(&words.str()[..range.start]).unwrap_or_default(),
                spot: Spot::new(words, range),
                term,
            });
        }
    }
    let count = |term: usize| all.iter().filter(|used| used.term == term).count();
    let mut terms: Vec<usize> = (0..TERMS.len()).collect();
    terms.sort_by_key(|term| usize::MAX - count(*term));
    let (kept, most) = (terms[0], count(terms[0]));
    let of_kept = all.iter().filter(|used| used.term == kept);
    let said: BTreeSet<&str> = of_kept.map(|used| used.whose.as_str()).collect();
    // What else is in the phrase may make another term right.
    let asks_of_all = cx.inputs.settings.levels.pedantic;
    let is_other =
        |used: &&Used| asks_of_all || !used.whose.is_empty() && said.contains(used.whose.as_str());
    let form = |term: usize| Form {
        spots: all
            .iter()
            .filter(|used| used.term == term)
            .filter(is_other)
            .map(|used| used.spot.clone())
            .collect(),
        ..Form::new(TERMS[term])
    };
    let others: Vec<Form> = terms[1..].iter().map(|term| form(*term)).collect();
    let others: Vec<Form> = others.into_iter().filter(|f| !f.spots.is_empty()).collect();
    let names = others.iter().map(|form| form.name.clone());
    let names: Vec<String> = std::iter::once(TERMS[kept].to_owned())
        .chain(names)
        .collect();
    let is_more = others.iter().all(|form| form.spots.len() < most);
    let words = words(cx.lang, &names, most, is_more);
    if let Some(finding) = replace(cx, &RULE, &Form::new(TERMS[kept]), &others, words) {
        finding.fix_needs_review();
    }
}

fn is_prose(cx: &Context, words: &OwnText) -> bool {
    let id = cx.field(words.field).id.as_str();
    !words.quotes && !ELSEWHERE.iter().any(|part| id.contains(part))
}

/// The terms in a text.
fn terms(text: &str) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
    let found = memchr::memmem::find_iter(text.as_bytes(), "町村");
    found.filter_map(|at| {
        let before = &text[..at];
        let is_term = |(n, term): (usize, &&str)| {
            let head = term.strip_suffix("町村")?;
            let start = before.strip_suffix(head)?.len();
            Some((n, start..at + "町村".len()))
        };
        let (term, range) = TERMS.iter().enumerate().find_map(is_term)?;
        // 「特別区市町村」 names two kinds, and 「行政区市町村」 none.
        let last = text[..range.start].chars().next_back();
        let is_whole = TERMS[term] != "区市町村" || last.is_none_or(|c| !is_kanji(c) || c == '他');
        is_whole.then_some((term, range))
    })
}

/// Whether a term at a place is the office's own word for any municipality.
fn is_free(words: &OwnText, range: &Range<usize>) -> bool {
    let (before, after) = (&words.str()[..range.start], &words.str()[range.end..]);
    // 「当市区町村」 was left by a template.
    let is_own = before.ends_with(['当', '本', '貴']);
    !is_own
        && !is_compound(after)
        && !names_wards(before, after)
        && !words.is_quoted(range.start)
        && !words.is_named(range)
        && !cites(sentence(words.str(), range))
}

/// Whether what follows makes another word of a term: 市町村長, 市町村民税, 市区町村コード.
fn is_compound(after: &str) -> bool {
    const NO_WORD: [char; 8] = ['間', '内', '外', '等', '側', '毎', '別', '分'];
    let next = after.chars().next();
    let goes_on = |c: char| is_kanji(c) || is_katakana(c) || c.is_ascii_alphanumeric();
    next.is_some_and(|c| goes_on(c) && !NO_WORD.contains(&c)) || after.starts_with("の長")
}

/// Whether special wards are named beside a term.
fn names_wards(before: &str, after: &str) -> bool {
    const JOINTS: [&str; 7] = ["及び", "および", "又は", "または", "並びに", "・", "、"];
    let behind = || JOINTS.iter().any(|joint| is_after(after, joint));
    let ahead = || {
        let bare = JOINTS.iter().find_map(|joint| before.strip_suffix(joint));
        bare.is_some_and(|before| before.ends_with("特別区"))
    };
    behind() || ahead()
}

fn is_after(after: &str, joint: &str) -> bool {
    let rest = after.strip_prefix(joint);
    rest.is_some_and(|rest| rest.starts_with("特別区"))
}

/// Whether what follows a term says what it covers: 「市町村（特別区を含む。）」, 「市区町村（以下「市町村」という。）」.
fn is_defined(after: &str) -> bool {
    let inside = after.strip_prefix(['（', '(']);
    let inside = inside.and_then(|rest| rest.split(['）', ')']).next());
    inside.is_some_and(|words| {
        let names_term = || TERMS.iter().any(|term| words.contains(term));
        words.contains("特別区")
            || words.contains("東京都の区")
            || words.contains("以下") && names_term()
    })
}

/// The word right before a term: 転出先 in 「転出先の市区町村」; ほか is 他.
fn whose(before: &str) -> Option<String> {
    const LONGEST: usize = 8;
    let before = before.strip_suffix('の').unwrap_or(before);
    if before.ends_with("ほか") {
        return Some("他".to_owned());
    }
    let letters = before.chars().rev().take(LONGEST);
    let length: usize = letters
        .take_while(|c| is_kanji(*c))
        .map(char::len_utf8)
        .sum();
    let word = &before[before.len() - length..];
    (!word.is_empty()).then(|| word.to_owned())
}

/// The sentence around a place.
fn sentence<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let start = text[..range.start].rfind(['。', '\n']).unwrap_or(0);
    let end = text[range.end..].find(['。', '\n']);
    &text[start..end.map_or(text.len(), |at| range.end + at)]
}

/// Whether a sentence takes its words from law: it names an article, or what a law says.
fn cites(sentence: &str) -> bool {
    let is_number = |c: char| is_digit(c) || "一二三四五六七八九十百".contains(c);
    let names_article = sentence.match_indices('条').any(|(at, _)| {
        let before = sentence[..at].chars().next_back();
        before.is_some_and(is_number)
    });
    let says = sentence.match_indices(['法', '令']).any(|(at, law)| {
        let rest = &sentence[at + law.len()..];
        let joint = rest.chars().take_while(|c| is_hiragana(*c));
        let verb = &rest[joint.map(char::len_utf8).sum::<usize>()..];
        let is_source = ["規定", "基づ", "定め", "掲げ"];
        rest.starts_with(is_hiragana) && is_source.iter().any(|word| verb.starts_with(word))
    });
    names_article || says
}

fn words(lang: Lang, names: &[String], count: usize, is_more: bool) -> Words {
    let kept = names.first().map_or("", String::as_str);
    let help = match is_more {
        true => say!(
            lang,
            "同じ範囲のことなら、多い方の「{kept}」（{count}か所）にそろえてください。特別区を含むかどうかで書き分けたなら、そのままで構いません。",
            "Use 「{kept}」, which is more frequent ({count}), if the same bodies are meant; leave it where special wards make the difference."
        ),
        false => say!(
            lang,
            "同じ範囲のことなら、どちらかにそろえてください。特別区も含むなら「市区町村」です。書き分けたなら、そのままで構いません。",
            "Use one of them if the same bodies are meant: 「市区町村」 where special wards are among them."
        ),
    };
    Words::new(are_mixed(lang, names)).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_with_the_words_before_them() {
        let found = |text: &str| -> Vec<(usize, String)> {
            let all = terms(text);
            let all =
                all.map(|(term, range)| (term, whose(&text[..range.start]).unwrap_or_default()));
            all.collect()
        };
        assert_eq!(
            found("他の市区町村、ほかの市町村、転出先市町村、転入元の区市町村、特別区市町村"),
            [
                (0, "他".to_owned()),
                (2, "他".to_owned()),
                (2, "転出先".to_owned()),
                (1, "転入元".to_owned()),
            ]
        );
    }

    #[test]
    fn parts_of_other_words_are_no_terms() {
        for after in ["長に", "民税", "コード", "名", "の長に", "連携端末"] {
            assert!(is_compound(after), "{after}");
        }
        for after in ["から", "間の", "等に", "に", "、", ""] {
            assert!(!is_compound(after), "{after}");
        }
    }

    #[test]
    fn sentences_that_take_their_words_from_law() {
        for text in [
            "図書館法第３条により、",
            "地方税法の規定により、",
            "法令に定める",
            "条例第十二条の",
            "住基法に基づき、",
        ] {
            assert!(cites(text), "{text}");
        }
        for text in ["この方法により、", "箇条に書き、", "法人の職員が基づき"]
        {
            assert!(!cites(text), "{text}");
        }
    }

    #[test]
    fn terms_that_are_defined() {
        assert!(is_defined("（特別区を含む。以下同じ。）"));
        assert!(is_defined("（以下「市町村」という。）"));
        assert!(!is_defined("（以下「照会先」という。）"));
        assert!(names_wards("", "及び特別区"));
        assert!(names_wards("特別区・", "の"));
    }
}
