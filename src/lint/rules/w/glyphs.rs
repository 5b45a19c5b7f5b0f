//! One name written with two glyphs of a character: 髙山 and 高山, or 葛󠄀城 with a mark that chooses the glyph and 葛城
//! without. A part of W005.

use std::collections::BTreeMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::Spot;
use crate::japanese::chars::is_kanji;
use crate::japanese::finder::Finder;
use crate::lint::rules::{Context, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The most names that are compared; a document has a few.
const MOST: usize = 500;

/// A mark after a character that chooses its glyph.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The usual glyph of another one of names (常用漢字表, 人名用漢字; 戸籍統一文字 list them as the same character). A match and
/// no table to search: it is asked about every character of a text.
fn listed(c: char) -> Option<char> {
    Some(match c {
        '冨' => '富',
        '區' => '区',
        '國' => '国',
        '圓' => '円',
        '增' => '増',
        '壽' => '寿',
        '實' => '実',
        '嶋' => '島',
        '廣' => '広',
        '德' => '徳',
        '惠' => '恵',
        '應' => '応',
        '曾' => '曽',
        '會' => '会',
        '條' => '条',
        '榮' => '栄',
        '槇' => '槙',
        '橫' => '横',
        '櫻' => '桜',
        '澤' => '沢',
        '濱' | '濵' => '浜',
        '瀨' => '瀬',
        '瑤' => '瑶',
        '眞' => '真',
        '礒' => '磯',
        '縣' => '県',
        '總' => '総',
        '聰' => '聡',
        '萬' => '万',
        '賴' => '頼',
        '遙' => '遥',
        '邉' | '邊' => '辺',
        '鄕' => '郷',
        '顯' => '顕',
        '髙' => '高',
        '鷗' => '鴎',
        '黑' => '黒',
        '齊' => '斉',
        '齋' => '斎',
        '龍' => '竜',
        '﨑' => '崎',
        _ => return None,
    })
}

/// The usual glyph of another one, also of a compatibility character.
fn usual(c: char) -> Option<char> {
    let is_compatible = matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}');
    let composed = is_compatible
        .then(|| std::iter::once(c).nfc().next())
        .flatten();
    composed.filter(|usual| *usual != c).or_else(|| listed(c))
}

/// Whether a character is another glyph, or makes one.
fn is_other(c: char) -> bool {
    is_mark(c) || usual(c).is_some()
}

/// A name with another glyph, in the places where it is.
type Variants<'a> = BTreeMap<(String, &'a str), Vec<Spot<'a>>>;

pub(super) fn check(cx: &mut Context, rule: &'static Rule) {
    let mut chars = cx.facts.alphabet().chars();
    if !chars.any(is_other) {
        return;
    }
    let mut variants: Variants = BTreeMap::new();
    for words in &cx.facts.words {
        for (plain, range) in names(words.str()) {
            let name = &words.text.text[range.clone()];
            if variants.len() < MOST || variants.contains_key(&(plain.clone(), name)) {
                variants
                    .entry((plain, name))
                    .or_default()
                    .push(Spot::new(words, range));
            }
        }
    }
    if variants.is_empty() {
        return;
    }
    let mut plain: Vec<String> = variants.keys().map(|(plain, _)| plain.clone()).collect();
    plain.dedup();
    let finder = Finder::of(plain.clone());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for words in &cx.facts.words {
        for hit in finder.all(words.str()) {
            *counts.entry(&plain[hit.word]).or_default() += 1;
        }
    }
    for ((plain, name), spots) in &variants {
        let Some(count) = counts.get(plain.as_str()) else {
            continue;
        };
        let words = two_glyphs(cx.lang, name, plain, *count);
        if let Some(finding) = cx.report_all(rule, spots, words) {
            finding.severity(Severity::Info);
        }
    }
}

/// The names of a text that hold another glyph: the character with its neighbours, and the same with the usual glyph.
fn names(text: &str) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    // Most texts have none.
    if !text.contains(is_other) {
        return found;
    }
    let mut before: Option<usize> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mark = chars.next_if(|(_, c)| is_mark(*c));
        let is_variant = mark.is_some() && is_kanji(c) || usual(c).is_some();
        if is_variant {
            let next = chars.peek().filter(|(_, c)| is_of_name(*c)).copied();
            let end = chars.peek().map_or(text.len(), |(at, _)| *at);
            let end = next.map_or(end, |(at, c)| at + c.len_utf8());
            let start = match next {
                Some(_) => at,
                None => before.unwrap_or(at),
            };
            let name = start..end;
            let plain: String = text[name.clone()]
                .chars()
                .filter(|c| !is_mark(*c))
                .map(|c| usual(c).unwrap_or(c))
                .collect();
            // A character by itself is no name.
            if plain.chars().nth(1).is_some() {
                found.push((plain, name));
            }
        }
        before = is_of_name(c).then_some(at);
    }
    found
}

fn is_of_name(c: char) -> bool {
    is_kanji(c) || usual(c).is_some()
}

fn two_glyphs(lang: Lang, name: &str, plain: &str, count: usize) -> Words {
    let note = match name.contains(is_mark) {
        true => say!(lang, "（異体字の指定付き）", " (with a mark for its glyph)"),
        false => String::new(),
    };
    Words::new(say!(
        lang,
        "同じ名が、字体の違う「{name}」{note}と「{plain}」で書かれている",
        "One name is written 「{name}」{note} and 「{plain}」"
    ))
    .help(say!(
        lang,
        "正しい字を確かめて、どちらかにそろえてください。見た目が似ていても、検索や比較では別の文字です（「{plain}」は{count}か所）。",
        "See which is right, and use it throughout (「{plain}」 occurs {count} times)."
    ))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_with_other_glyphs() {
        let found = |text: &str| -> Vec<String> {
            names(text).into_iter().map(|(plain, _)| plain).collect()
        };
        assert_eq!(
            found("葛\u{E0100}城市と髙山市、宮﨑、\u{FA12}天"),
            ["葛城", "高山", "宮崎", "晴天"]
        );
        assert!(found("葛城市、高山市、澤").is_empty());
    }
}
