//! 英字の略語（LGWAN、VPN など）の説明が、評価書のどこにもない。
//! An abbreviation in capitals is spelled out nowhere.
//!
//! ## 何を確認するか
//! 2字から8字の英大文字の略語が、評価書のどこかで「総合行政ネットワーク（LGWAN）」「LGWAN（総合行政ネットワーク）」
//! 「（以下「LGWAN」という。）」「LGWANとは」「通信の手順（SMTP、HTTP等）」のように説明されていること。ID、IC、PC など、読み手に分かるもの
//! （`schemas/terms/abbreviations.yaml` と、組織の語の `abbreviations`）、「（以下「市町村CS」という。）」のように決めた語の一部、
//! Ⅰ２のシステムの名称、国の手引などにある正式な名前（`schemas/law/names.yaml`）、課や認証の名（DX推進課）、会社の名、番号の付いた規格の名、英語の文、アドレス、「」の中、別添３は数えません。
//!
//! ## なぜ
//! 住民と第三者点検の委員が読みます。審議会では、略語が説明なしに出てくると指摘されています。
//!
//! ## 直し方
//! 初めに出る所に、日本語の名称を添えます。「HP」「DB」のように日本語の語があるものは、その語を書きます。だれでも知っている略語は、組織の語（terms）の `abbreviations` に加えます（docs/terms.md）。
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

use rustc_hash::FxHashMap;

use super::Places;
use super::explained::{Defined, is_explained};
use super::letters::{self, in_address, in_english, key, letters};
use crate::assessment::field::FieldId;
use crate::assets::lists::departments::AFTER_LETTERS;
use crate::assets::lists::letters::{SHORTENED, SPELLINGS};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::is_digit;
use crate::lint::rules::{Context, Levels, OwnText, Rule, Words, company};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W017",
    name: "abbreviation",
    levels: Levels::always(Severity::Info),
    basis: &["公用文作成の考え方"],
    check,
};

/// How many letters an abbreviation has; longer words in capitals are names.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

fn check(cx: &mut Context) {
    let known = &cx.vocabulary().abbreviations;
    let mut found: BTreeMap<String, (Vec<&str>, Places)> = BTreeMap::new();
    let mut explained: BTreeSet<String> = BTreeSet::new();
    let texts = || cx.facts.words.iter().filter(|w| !w.repeats);
    let defined = Defined::of(texts());
    let official = official(cx);
    for words in texts() {
        let is_name = is_name(&cx.field(words.field).id);
        for range in letters(&words.runs) {
            let word = &words.text.text[range.clone()];
            let key = key(word);
            if !is_abbreviation(word, &key) || known.contains(&key) {
                continue;
            }
            // What is in a longer name that is explained needs no words of its own, but is not explained elsewhere.
            if defined.holds(words.str(), &range, &key)
                || is_official(official.get(&words.field), &range)
                || is_part_of_name(words.str(), &range, &cx.vocabulary().departments)
            {
                continue;
            }
            if is_name || is_explained(words.str(), &range) {
                explained.insert(key);
            } else if counts(words, &range) {
                let place = words.place(cx, range.clone());
                let (forms, places) = found.entry(key).or_default();
                forms.push(word);
                places.push(place);
            }
        }
    }
    let is_known = |key: &str| explained.contains(key) || known.contains(key);
    found.retain(|key, (forms, _)| {
        let is_of_known = |word: &&str| parts(word).all(|part| is_known(&part));
        !explained.contains(key) && !forms.first().is_some_and(is_of_known)
    });
    let mut found: Vec<(String, (Vec<&str>, Places))> = found.into_iter().collect();
    found.sort_by_key(|(_, (_, places))| places.first().map(|(_, span)| *span));
    for (key, (forms, places)) in found {
        let words = match shortened(&key) {
            Some(whole) => of_shortened(cx.lang, forms.first().unwrap_or(&""), whole),
            None => words(cx.lang, spelling(&key, &forms)),
        };
        cx.report_all(&RULE, &places, words);
    }
}

/// A word as W003 has it written: by those who named it, else in the way that is more frequent, the first of several.
fn spelling<'w>(key: &str, forms: &[&'w str]) -> &'w str {
    let own = SPELLINGS.iter().find(|word| letters::key(word) == key);
    let count = |form: &&&str| forms.iter().filter(|other| other == form).count();
    let usual = forms.iter().rev().max_by_key(count);
    own.or(usual).copied().unwrap_or_default()
}

/// What is to be written instead of letters that only shorten a word.
fn shortened(key: &str) -> Option<&'static str> {
    let mut all = SHORTENED.iter();
    let (whole, _) = all.find(|(_, letters)| letters.contains(&key))?;
    Some(whole)
}

/// Where official names are, in their order: 「券面事項入力補助AP」.
fn official(cx: &Context) -> FxHashMap<FieldId, Vec<Range<usize>>> {
    let mut found: FxHashMap<FieldId, Vec<Range<usize>>> = FxHashMap::default();
    for (field, range) in cx.facts.laws.official() {
        found.entry(field).or_default().push(range);
    }
    let names = found.values_mut();
    names.for_each(|names| names.sort_unstable_by_key(|name| (name.start, name.end)));
    found
}

/// Whether letters lie in one of the official names of an item.
fn is_official(names: Option<&Vec<Range<usize>>>, range: &Range<usize>) -> bool {
    let names = names.map_or(&[][..], Vec::as_slice);
    let next = names.partition_point(|name| name.start <= range.start);
    let last = next.checked_sub(1).map(|last| &names[last]);
    last.is_some_and(|name| range.end <= name.end)
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

/// The parts of a word with hyphens, each as it is compared: none of one without.
fn parts(word: &str) -> impl Iterator<Item = String> + '_ {
    word.split(['-', '‐', '－', '−']).map(key)
}

/// Whether letters begin a name of a section and the like.
fn is_part_of_name(text: &str, range: &Range<usize>, departments: &[String]) -> bool {
    let tail = &text[range.end..];
    let of_name = |c: char| is_kanji(c) || is_katakana(c) || c == '・';
    let length = tail
        .char_indices()
        .take(12)
        .find(|(_, c)| !of_name(*c))
        .map_or_else(
            || tail.chars().take(12).map(char::len_utf8).sum(),
            |(at, _)| at,
        );
    let name = &tail[..length];
    AFTER_LETTERS.iter().any(|end| name.ends_with(end))
        || departments.iter().any(|end| name.ends_with(end))
}

fn counts(words: &OwnText, range: &Range<usize>) -> bool {
    let text = words.str();
    !is_numbered(text, range)
        && !words.is_quoted(range.start)
        && !words.is_named(range)
        && !in_address(text, range)
        && !in_english(text, range)
        && !company::in_company(text, range)
}

/// Whether a number belongs to the word, as to the name of a standard: AES256, TLS 1.2.
fn is_numbered(text: &str, range: &Range<usize>) -> bool {
    let tail = &text[range.end..];
    let tail = tail.strip_prefix(['-', '－', ' ', '.']).unwrap_or(tail);
    tail.starts_with(is_digit) || text[..range.start].ends_with(is_digit)
}

fn words(lang: Lang, word: &str) -> Words {
    Words::new(say!(
        lang,
        "「{word}」が何のことか、評価書のどこにも書かれていない",
        "What 「{word}」 stands for is said nowhere"
    ))
    .help(say!(
        lang,
        "初めに出る所に「日本語の名称（{word}）」のように書いてください。読む人がみな知っている語なら、説明のいらない略語とすることもできます（説明書の W017）。",
        "Spell it out where it first occurs; if all readers know it, it can be one that needs no words (see W017)."
    ))
}

fn of_shortened(lang: Lang, word: &str, whole: &str) -> Words {
    Words::new(say!(
        lang,
        "「{word}」は、住民に分からないことのある略した書き方である",
        "「{word}」 is short for a word that residents know better"
    ))
    .help(say!(
        lang,
        "「{whole}」のように、略さずに書いてください。",
        "Write it out: 「{whole}」."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::runs::runs;

    #[test]
    fn a_word_is_called_as_it_is_to_be_written() {
        assert_eq!(spelling("LGWAN", &["LG-WAN", "LG-WAN"]), "LGWAN");
        assert_eq!(spelling("ABCD", &["ＡＢＣＤ", "ABCD", "ABCD"]), "ABCD");
        assert_eq!(spelling("ABCD", &["AB-CD", "ABCD"]), "AB-CD");
        assert_eq!(shortened("HP"), Some("ホームページ"));
    }

    fn verdicts(text: &str) -> Vec<bool> {
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
            assert_eq!(verdicts(text), [false], "{text}");
        }
        let examples = "通信の手順（SMTP、HTTP、FTP等）は使わず、";
        assert_eq!(verdicts(examples), [false; 3]);
        for text in [
            "LGWANを",
            "回線（LGWAN回線）を",
            "（LGWAN）を",
            "LGWAN（※1）を",
            "入力（補助LGWAN）を",
        ] {
            assert_eq!(verdicts(text), [true], "{text}");
        }
        assert_eq!(verdicts("Ⅲ、XX、IV、IaaS、e-Tax"), Vec::<bool>::new());
    }
}
