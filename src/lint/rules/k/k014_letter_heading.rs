//! 答申が引いた見出しや節が、その答申にない。
//! A letter cites a heading or a section that it does not have.
//!
//! ## 何を確認するか
//! 答申の文が「1　審査会の結論」のように番号を付けて引いた見出しが、その答申の見出しにあること。「第2の4により」のように
//! 番号で引いた節があること。前文が引いた諮問の文書番号が、諮問にあること（諮問に文書番号を書いていなければ見ません）。
//! 番号も名も見出しに似ていない引用は、別の文書のものとみて、見ません。
//!
//! ## なぜ
//! 答申は、前の答申を写して作ることが多く、見出しを変えたときに引用が残ります。
//!
//! ## 直し方
//! 見出しの番号と名に合わせます。
//!
//! ## 例
//! ```yaml
//! 様式: 点検記録
//! 答申:
//!   - 件名: 図書の貸出しに関する事務の評価について（答申）
//!     節:
//!       - 見出し: 第1　結論
//!         本文: 妥当と判断する。
//!       - 見出し: 第2　判断の理由
//!         本文: よって、「1　審査会の結論」のとおり判断する。   # 誤
//!         本文: よって、「第1　結論」のとおり判断する。         # 正
//! ```
//!
//! ## 根拠
//! 文書の正確さ（様式に定めはありません）

use std::ops::Range;

use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::{fold, is_digit, similarity};
use crate::japanese::signs::signs;
use crate::lint::record::{Said, said};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "K014",
    name: "letter-heading",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// How alike the words of a heading are at least to be meant.
const ALIKE: f64 = 0.6;

/// A heading of a letter.
struct Heading {
    /// As written.
    text: String,
    /// Its number in comparison form, without 第: 「1」, 「ア」.
    number: String,
    /// Its words in comparison form.
    words: String,
    /// The numbers of the headings around it, the outermost first, and its own.
    path: Vec<String>,
}

fn check(cx: &mut Context) {
    if !super::is_record(cx) {
        return;
    }
    let record = cx.assessment;
    for n in 1..=record.entries("reports") {
        let id = format!("reports[{n}]");
        if let Some((text, range)) = other_number(record, &id) {
            let span = cx.words(text.text, range.clone());
            let words = no_such_question(cx.lang, &text.str()[range]);
            cx.report(&RULE, text.field, span, words);
        }
        let headings = headings(record, &id);
        if headings.is_empty() {
            continue;
        }
        let texts: Vec<(FieldId, &Scalar)> = record
            .below(&id)
            .filter_map(|(field, item)| match item.value {
                Value::Text(text) if !item.id.ends_with(".heading") => Some((field, text)),
                _ => None,
            })
            .collect();
        for (field, text) in texts {
            for (range, meant) in misquoted(&text.text, &headings) {
                let span = cx.words(text, range.clone());
                let words = misquotes(cx.lang, &text.text[range], &meant.text);
                cx.report(&RULE, field, span, words);
            }
            for range in missing_sections(&text.text, &headings) {
                let span = cx.words(text, range.clone());
                let words = no_such_section(cx.lang, &text.text[range]);
                cx.report(&RULE, field, span, words);
            }
        }
    }
}

/// The number of a paper that a letter says it answers, where no question came by a paper of that number:
/// 「令和4年8月1日付け図書第412号で諮問のありました」.
fn other_number<'a>(record: &Assessment<'a>, letter: &str) -> Option<(Said<'a>, Range<usize>)> {
    let text = said(record, &format!("{letter}.preamble"))?;
    let asked = 1..=record.entries("consultations");
    let numbers = asked.map(|n| record.text(&format!("consultations[{n}].document_number")));
    let numbers: Option<Vec<String>> = numbers.map(|number| number.map(fold)).collect();
    let numbers =
        numbers.filter(|all| !all.is_empty() && all.iter().all(|number| !number.is_empty()))?;
    let folded = fold(text.str());
    if numbers
        .iter()
        .any(|number| folded.contains(number.as_str()))
    {
        return None;
    }
    let after = text.str().find("付け").map(|at| at + "付け".len())?;
    let end = text.str()[after..]
        .find('号')
        .map(|at| after + at + '号'.len_utf8())?;
    (!text.str()[after..end].contains(['、', '。'])).then_some((text, after..end))
}

/// The headings of a letter, at all levels.
fn headings(record: &Assessment, letter: &str) -> Vec<Heading> {
    let mut found = Vec::new();
    gather(record, letter, &[], &mut found);
    found
}

fn gather(record: &Assessment, above: &str, path: &[String], found: &mut Vec<Heading>) {
    let list = format!("{above}.sections");
    for n in 1..=record.entries(&list) {
        let id = format!("{list}[{n}]");
        let text = record
            .text(&format!("{id}.heading"))
            .unwrap_or_default()
            .trim();
        let (number, words) = parts(text);
        let path: Vec<String> = path.iter().cloned().chain([number.clone()]).collect();
        found.push(Heading {
            text: text.to_owned(),
            number,
            words,
            path: path.clone(),
        });
        gather(record, &id, &path, found);
    }
}

/// 「第1　結論」 in its number and its words, in comparison form; without a number, all of it is words.
fn parts(text: &str) -> (String, String) {
    let folded = fold(text);
    let rest = folded.trim_start_matches(['第', '(']);
    let digits = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let kana = rest
        .chars()
        .next()
        .filter(|c| is_katakana(*c) && text.contains([' ', '\u{3000}']));
    let end = match (digits, kana) {
        (0, Some(kana))
            if text
                .trim_start()
                .chars()
                .nth(1)
                .is_some_and(char::is_whitespace) =>
        {
            kana.len_utf8()
        }
        (digits, _) => digits,
    };
    if end == 0 {
        return (String::new(), folded);
    }
    let words = rest[end..].trim_start_matches([')', '.', '、', ':']);
    (rest[..end].to_owned(), words.to_owned())
}

/// Quoted headings that the letter does not have, with the one that is meant.
fn misquoted<'h>(text: &str, headings: &'h [Heading]) -> Vec<(Range<usize>, &'h Heading)> {
    let mut found = Vec::new();
    let mut open = None;
    for (at, sign) in signs(text).filter(|(_, c)| matches!(c, '「' | '」')) {
        match (sign, open.take()) {
            ('「', _) => open = Some(at + sign.len_utf8()),
            (_, Some(start)) => {
                let (number, words) = parts(&text[start..at]);
                let is_there = headings
                    .iter()
                    .any(|h| h.number == number && h.words == words);
                if number.is_empty() || words.is_empty() || is_there {
                    continue;
                }
                let is_meant = |h: &&Heading| {
                    let is_alike = !h.words.is_empty()
                        && (h.words.contains(&words)
                            || words.contains(&h.words)
                            || similarity(&h.words, &words) >= ALIKE);
                    h.number == number && is_alike || h.words == words
                };
                found.extend(
                    headings
                        .iter()
                        .find(is_meant)
                        .map(|heading| (start..at, heading)),
                );
            }
            _ => {}
        }
    }
    found
}

/// 「第2の4」 where there is no such section. What has another word before it is a section of another paper.
fn missing_sections(text: &str, headings: &[Heading]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, sign) in text.match_indices('第') {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| {
            is_kanji(c) || is_katakana(c) || is_digit(c) || matches!(c, '」' | '）' | ')')
        }) {
            continue;
        }
        let rest = &text[at + sign.len()..];
        let digits = |text: &str| text.find(|c| !is_digit(c)).unwrap_or(text.len());
        let end = digits(rest);
        let Some(below) = rest[end..].strip_prefix('の') else {
            continue;
        };
        let inner = digits(below);
        if end == 0 || inner == 0 {
            continue;
        }
        let path = [fold(&rest[..end]), fold(&below[..inner])];
        if !headings.iter().any(|heading| heading.path == path) {
            found.push(at..at + sign.len() + end + 'の'.len_utf8() + inner);
        }
    }
    found
}

/// A quoted heading is another one.
fn misquotes(lang: Lang, quoted: &str, heading: &str) -> Words {
    Words::new(say!(
        lang,
        "「{quoted}」という見出しは、この答申にない",
        "The letter has no heading 「{quoted}」"
    ))
    .label(say!(
        lang,
        "見出しは「{heading}」",
        "the heading is 「{heading}」"
    ))
    .help(say!(
        lang,
        "見出しの番号と名を確かめて、引用を合わせてください。",
        "Quote the heading as it is."
    ))
}

/// A number that no question has.
fn no_such_question(lang: Lang, number: &str) -> Words {
    Words::new(say!(
        lang,
        "「{number}」は、諮問の文書番号にない",
        "No 諮問 has the number 「{number}」"
    ))
    .help(say!(
        lang,
        "諮問書の文書番号を確かめて、誤っている方を直してください。",
        "Look the number up, and correct the one that is wrong."
    ))
}

/// A section that the letter does not have.
fn no_such_section(lang: Lang, named: &str) -> Words {
    Words::new(say!(
        lang,
        "「{named}」に当たる節が、この答申にない",
        "The letter has no section 「{named}」"
    ))
    .help(say!(
        lang,
        "節の番号を確かめて直してください。",
        "Correct the number of the section."
    ))
}
