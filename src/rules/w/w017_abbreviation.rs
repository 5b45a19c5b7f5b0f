//! 英字の略語（LGWAN、VPN など）の説明が、評価書のどこにもない。
//! An abbreviation in capitals is spelled out nowhere.
//!
//! ## 何を確認するか
//! 2字から8字の英大文字の略語が、評価書のどこかで「総合行政ネットワーク（LGWAN）」「LGWAN（総合行政ネットワーク）」
//! 「（以下「LGWAN」という。）」「LGWANとは」「通信の手順（SMTP、HTTP等）」のように説明されていること。ID、IC、PC など、読み手に分かるもの
//! （`schemas/terms/abbreviations.yaml` と、組織の語の `abbreviations`）、Ⅰ２のシステムの名称、会社の名、番号の付いた規格の名、
//! アドレス、「」の中、別添３は数えません。
//!
//! ## なぜ
//! 住民と第三者点検の委員が読みます。審議会では、略語が説明なしに出てくると指摘されています。
//!
//! ## 直し方
//! 初めに出る所に、日本語の名称を添えます。
//!
//! ## 例
//! ```yaml
//! 保管場所: LGWANの回線で送る。                           # 誤
//! 保管場所: 総合行政ネットワーク（LGWAN）の回線で送る。   # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）
//!
//! 実測: 公表された素案一つ（254項目）で指摘3件（19か所）。すべて説明のない略語。見落とし1（小文字の混ざる「IaaS」）。完成した記入例二つで指摘0件。

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::w003_letters::{in_address, key, letters};
use super::{Places, quoted, spread, w015_company};
use crate::diagnostic::{Severity, Stage};
use crate::japanese::notation::is_digit;
use crate::rules::{Context, Rule, Words, say};
use crate::vocabulary::{is_hiragana, is_kanji, is_katakana};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W017",
    name: "abbreviation",
    severity: Severity::Info,
    stage: Stage::Draft,
    basis: &["公用文作成の考え方"],
    source: include_str!("w017_abbreviation.rs"),
    check,
};

/// How many letters an abbreviation has; longer words in capitals are names.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

fn check(cx: &mut Context) {
    let known = &cx.vocabulary().abbreviations;
    let mut found: BTreeMap<String, (&str, Places)> = BTreeMap::new();
    let mut explained: BTreeSet<String> = BTreeSet::new();
    for words in cx.texts.words.iter().filter(|w| !w.repeats) {
        let is_name = is_name(&cx.field(words.place).id);
        for range in letters(&words.runs) {
            let word = &words.text.text[range.clone()];
            let key = key(word);
            if !is_abbreviation(word, &key) || known.contains(&key) {
                continue;
            }
            if is_name || is_explained(words.str(), &range) {
                explained.insert(key);
            } else if counts(words, &range) {
                let place = (words.place, words.span(cx.assessment, range.clone()));
                let (_, places) = found.entry(key).or_insert((word, Places::new()));
                places.push(place);
            }
        }
    }
    found.retain(|key, _| !explained.contains(key));
    let mut found: Vec<(&str, Places)> = found.into_values().collect();
    found.sort_by_key(|(_, places)| places.first().map(|(_, span)| *span));
    for (word, places) in found {
        let message = say!(
            cx,
            "略語「{word}」の説明がどこにもない",
            "The abbreviation 「{word}」 is spelled out nowhere"
        );
        let help = say!(
            cx,
            "初めに出る所に「日本語の名称（{word}）」のように書いてください。読み手に分かる略語なら、組織の語（terms）の abbreviations に加えます。",
            "Spell it out where it first stands; if readers know it, add it to `abbreviations` of your terms."
        );
        spread(cx, &RULE, &places, message, help);
    }
}

/// The items whose words are names.
fn is_name(id: &str) -> bool {
    (id.starts_with("basic.systems[") && id.ends_with(".name")) || id.ends_with(".contractor")
}

fn is_abbreviation(word: &str, key: &str) -> bool {
    let is_small = |c: char| c.is_ascii_lowercase() || matches!(c, 'ａ'..='ｚ');
    let first = key.chars().next();
    let is_numeral = key.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    // 「XX」 holds the place of a name.
    let is_row = key.chars().all(|c| Some(c) == first);
    LETTERS.contains(&key.len()) && !word.contains(is_small) && !is_numeral && !is_row
}

fn counts(words: &Words, range: &Range<usize>) -> bool {
    let text = words.str();
    !is_numbered(text, range)
        && !quoted(text, range.start)
        && !words.is_named(range)
        && !in_address(text, range)
        && !w015_company::in_company(text, range)
}

/// Whether a number belongs to the word, as to the name of a standard: AES256, TLS 1.2.
fn is_numbered(text: &str, range: &Range<usize>) -> bool {
    let tail = &text[range.end..];
    let tail = tail.strip_prefix(['-', '－', ' ', '.']).unwrap_or(tail);
    tail.starts_with(is_digit) || text[..range.start].ends_with(is_digit)
}

/// Whether the words around an abbreviation say what it means.
fn is_explained(text: &str, range: &Range<usize>) -> bool {
    let (head, tail) = (&text[..range.start], &text[range.end..]);
    let tail = tail.strip_prefix(['」', '』']).unwrap_or(tail);
    let head = head.strip_suffix(['「', '『']).unwrap_or(head);
    ends_bracket(head, tail)
        || is_example(head, tail)
        || opens_bracket(tail)
        || is_defined(head, tail)
        || ["とは", "の略", "：", ":", "＝"]
            .iter()
            .any(|w| tail.starts_with(w))
}

/// 「総合行政ネットワーク（LGWAN）」, 「（Local Government WAN、LGWAN）」
fn ends_bracket(head: &str, tail: &str) -> bool {
    if !tail.starts_with(['）', ')']) {
        return false;
    }
    let line = head.rsplit('\n').next().unwrap_or(head);
    let Some((before, inside)) = line.rsplit_once(['（', '(']) else {
        return false;
    };
    let is_open = !inside.contains(['）', ')']);
    let is_last = inside.is_empty() || inside.trim_end().ends_with(['、', '，', ',', '：', ':']);
    is_open && is_last && before.ends_with(is_of_word)
}

/// 「通信の手順（SMTP、HTTP等）」: one of several examples of the words before the bracket.
fn is_example(head: &str, tail: &str) -> bool {
    let parts = ['、', '，', ',', '・', '/', '／'];
    let line = head.rsplit('\n').next().unwrap_or(head);
    let open = line.rsplit_once(['（', '(']);
    let close = tail.split_once(['）', ')']);
    let (Some((before, inside)), Some((rest, _))) = (open, close) else {
        return false;
    };
    let is_open = !inside.contains(['）', ')']) && !rest.contains('\n');
    let begins = inside.is_empty() || inside.trim_end().ends_with(parts);
    let ends = ["", "等", "など", "ほか"].contains(&rest.trim()) || rest.starts_with(parts);
    let is_list = inside.contains(parts) || rest.contains(parts);
    is_open && begins && ends && is_list && before.ends_with(is_of_word)
}

/// 「UTM（総合脅威管理）」
fn opens_bracket(tail: &str) -> bool {
    let Some(inside) = tail.strip_prefix(['（', '(']) else {
        return false;
    };
    let inside = inside.split(['）', ')', '\n']).next().unwrap_or(inside);
    inside.chars().filter(|c| is_of_word(*c)).count() > 2
}

/// 「（以下「LGWAN」という。）」
fn is_defined(head: &str, tail: &str) -> bool {
    let head = head.trim_end_matches(['、', ' ', '\u{3000}']);
    let is_so = ["以下", "以下単に", "略称", "以下、単に"];
    is_so.iter().any(|word| head.ends_with(word)) && tail.starts_with('と')
}

fn is_of_word(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || is_hiragana(c) || c.is_ascii_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::runs::runs;

    fn told(text: &str) -> Vec<bool> {
        let ranges = letters(&runs(text)).into_iter();
        let ranges = ranges.filter(|r| is_abbreviation(&text[r.clone()], &key(&text[r.clone()])));
        ranges
            .map(|range| !is_explained(text, &range) && !is_numbered(text, &range))
            .collect()
    }

    #[test]
    fn abbreviations_are_explained_in_several_ways() {
        for text in [
            "総合行政ネットワーク（LGWAN）を",
            "総合行政ネットワーク（以下「ＬＧＷＡＮ」という。）を",
            "総合行政ネットワーク（以下、LG-WANという。）を",
            "LGWAN(総合行政ネットワーク)を",
            "「LGWAN」とは、",
            "LGWAN：総合行政ネットワーク",
            "AES256で",
            "TLS 1.2で",
        ] {
            assert_eq!(told(text), [false], "{text}");
        }
        let examples = "通信の手順（SMTP、HTTP、FTP等）は使わず、";
        assert_eq!(told(examples), [false; 3]);
        for text in [
            "LGWANを",
            "回線（LGWAN回線）を",
            "（LGWAN）を",
            "LGWAN（※1）を",
            "入力（補助LGWAN）を",
        ] {
            assert_eq!(told(text), [true], "{text}");
        }
        assert_eq!(told("Ⅲ、XX、IV、IaaS、e-Tax"), Vec::<bool>::new());
    }
}
