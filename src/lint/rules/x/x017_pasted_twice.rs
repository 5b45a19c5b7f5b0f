//! 一つの項目の中に、同じ段落や箇条が二度ある。
//! The same paragraph or entry occurs twice within one item.
//!
//! ## 何を確認するか
//! 一つの項目の同じ見出し（＜…における措置＞など）や同じ箇条の下に、同じ行が二度ないこと。
//! 「。」で終わる行は20字以上、「・」などで始まる箇条は12字以上を見ます。番号が違う行は、流れの中で同じことを繰り返すこともあるため、
//! 40字以上か、すぐ続くものだけを見ます。
//! 違う項目や違う見出しの下の同じ行は、対策が同じこともあるため数えません。
//!
//! ## なぜ
//! 貼り付けの誤りで、後で一方だけが直されると食い違います。
//!
//! ## 直し方
//! 一方を消します。別の内容を書くはずだったなら、書き直します。
//!
//! ## 例
//! ```yaml
//! 消去方法: |
//!   ・保管期間を過ぎた申込書は、係長が立ち会って細断する。
//!   ・貸出しの記録は、年度の終わりに機器の中で消す。
//!   ・保管期間を過ぎた申込書は、係長が立ち会って細断する。   # 誤
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::the_first;
use crate::assessment::value::Value;
use crate::japanese::chars::is_katakana;
use crate::japanese::notation::{fold, has_chars, is_digit};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X017",
    name: "pasted-twice",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// From how many characters on a sentence is not repeated by chance.
const SENTENCE: usize = 20;

/// The same of an entry of a list that is no sentence.
const ENTRY: usize = 12;

/// The same of lines with numbers of their own: steps of a work may repeat each other.
const STEP: usize = 40;

fn check(cx: &mut Context) {
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        // What 別添３ quotes is not this document's own; X016 looks into 別添２.
        if field.id.starts_with("changes[") || field.id.contains(".records[") {
            continue;
        }
        for (first, again) in twice(&said.text) {
            let (first, span) = (cx.words(said, first), cx.words(said, again));
            let lang = cx.lang;
            cx.report(&RULE, id, span, words(lang, &cx.name(id)))
                .related(first, the_first(lang));
        }
    }
}

/// What a line begins with.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Mark {
    /// Nothing, and it is no sentence: what is under it is a part of its own.
    Heading,
    /// Nothing, before a sentence.
    None,
    /// ・ or another sign
    Sign(char),
    /// ① (1) １． ア, by the sign that makes it one.
    Number(char),
}

/// A line of a text.
struct Line<'t> {
    mark: Mark,
    /// How far it is indented.
    indent: usize,
    /// Its own number, folded.
    number: String,
    /// Its words after the mark.
    words: &'t str,
    range: Range<usize>,
}

/// Lines that occur twice below one line.
fn twice(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    if memchr::memchr(b'\n', text.trim_end().as_bytes()).is_none() {
        return found;
    }
    // The lines that the next one is below, the outermost first, each with its number in the text.
    let mut above: Vec<((Mark, usize), usize)> = Vec::new();
    let mut seen: FxHashMap<(usize, String), (usize, Line)> = FxHashMap::default();
    for (n, line) in lines(text).enumerate() {
        let kind = (line.mark, line.indent);
        if line.mark == Mark::Heading {
            above.clear();
        } else if let Some(at) = above.iter().position(|(known, _)| *known == kind) {
            above.truncate(at);
        }
        let parent = above.last().map_or(usize::MAX, |(_, n)| *n);
        above.push((kind, n));
        if !has_chars(line.words, ENTRY) || line.mark == Mark::Heading {
            continue;
        }
        let key = (parent, fold(line.words));
        match seen.get(&key) {
            Some((before, first)) if counts(first, &line, n - before == 1) => {
                found.push((first.range.clone(), line.range));
            }
            Some(_) => {}
            None => drop(seen.insert(key, (n, line))),
        }
    }
    found
}

/// Whether a line that repeats another is long enough not to do so by chance.
fn counts(first: &Line, again: &Line, is_next: bool) -> bool {
    if first.number != again.number && !is_next {
        return has_chars(again.words, STEP);
    }
    match again.words.ends_with('。') {
        true => has_chars(again.words, SENTENCE),
        false => again.mark != Mark::None,
    }
}

/// The lines of a text that are not blank.
fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let indent = line.len() - line.trim_start().len();
        let at = start + indent;
        start += line.len();
        let trimmed = line.trim();
        let (mark, length) = mark(trimmed);
        let words = trimmed[length..].trim_start();
        let mark = match mark {
            Mark::None if !words.ends_with('。') => Mark::Heading,
            mark => mark,
        };
        (!trimmed.is_empty()).then(|| Line {
            mark,
            indent,
            number: fold(&trimmed[..length]),
            words,
            range: at..at + trimmed.len(),
        })
    })
}

/// The mark at the head of a line with its length.
fn mark(line: &str) -> (Mark, usize) {
    const SIGNS: &str = "・･●○◯〇■□◆◇▼▲△▽※-－―";
    const CLOSES: &str = ".．)）";
    let Some(first) = line.chars().next() else {
        return (Mark::None, 0);
    };
    let length = first.len_utf8();
    if SIGNS.contains(first) {
        // 「※1」 is the first note.
        let rest = line[length..].trim_start_matches(is_digit);
        return (Mark::Sign(first), line.len() - rest.len());
    }
    if ('①'..='⑳').contains(&first) {
        return (Mark::Number('①'), length);
    }
    let open = usize::from(matches!(first, '(' | '（')) * length;
    let digits = line[open..].trim_start_matches(is_digit);
    let bare = match digits.len() < line.len() - open {
        true => digits,
        // ア、 (ア)
        false => line[open..].strip_prefix(is_katakana).unwrap_or(digits),
    };
    let closed = bare.strip_prefix(|c| CLOSES.contains(c));
    match closed {
        Some(rest) if bare.len() < line.len() - open => {
            let kind = if bare == digits { '1' } else { 'ア' };
            let sign = if open > 0 { '(' } else { kind };
            (Mark::Number(sign), line.len() - rest.len())
        }
        _ => (Mark::None, 0),
    }
}

fn words(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に、同じ行が二度ある",
        "{item} has the same line twice"
    ))
    .help(say!(
        lang,
        "一方を消してください。別の内容を書くはずだったなら、書き直します。",
        "Delete one, or write what was meant."
    ))
}

#[cfg(test)]
mod tests {
    use super::twice;

    fn count(text: &str) -> usize {
        twice(text).len()
    }

    #[test]
    fn a_heading_begins_anew() {
        let long = "貸出の記録は、".repeat(3) + "消す。\n";
        assert_eq!(count(&format!("{long}・別の行。\n{long}")), 1);
        assert_eq!(count(&format!("＜甲＞\n{long}＜乙＞\n{long}")), 0);
        assert_eq!(count(&format!("窓口\n・{long}郵送\n・{long}")), 0);
    }

    #[test]
    fn what_is_below_another_line_is_another() {
        let long = "本人確認書類の提示を受けて、職員が確かめる。\n";
        assert_eq!(count(&format!("①窓口\n・{long}②郵送\n・{long}")), 0);
        assert_eq!(
            count(&format!("①窓口\n・{long}・控えを渡す。\n・{long}")),
            1
        );
        assert_eq!(count(&format!("①{long}②申込みを受ける。\n③{long}")), 0);
        assert_eq!(count(&format!("①{long}②{long}")), 1);
        assert_eq!(count(&format!("・{long}　・{long}")), 0);
    }

    #[test]
    fn entries_count_from_a_length_on() {
        let entry = "・図書館条例第8条第1項及び第2項\n";
        assert_eq!(count(&format!("{entry}・同条例第9条\n{entry}")), 1);
        assert_eq!(count("・氏名\n・住所\n・氏名\n"), 0);
    }
}
