//! 同じ情報の入手の頻度が、Ⅱ３③と④で違う。
//! The same data are taken in at other times by one item of chapter II 3 than by another.
//!
//! ## 何を確認するか
//! Ⅱ３③入手の時期・頻度と④入手に係る妥当性の両方に、同じ名の情報（「住民情報」「申込書」など）の頻度が書かれているとき、その頻度（毎日、毎週、毎月、毎年、
//! 都度）に一つも同じものがないこと（参考）。
//! ③に同じ情報の行が幾つかあるときは、どれかと合えば構いません。
//!
//! ## なぜ
//! 頻度は、情報が必要な限りで入手されているかを確かめる手がかりです。一方だけを直すと食い違います。
//!
//! ## 直し方
//! 実際の頻度を確かめ、そろえます。
//!
//! ## 例
//! ```yaml
//! 入手の時期・頻度: ・利用者名簿は、毎月1回入手する。
//! 入手に係る妥当性: ・利用者名簿は、最新の住所が要るため、毎日入手する。   # 誤
//! 入手に係る妥当性: ・利用者名簿は、最新の住所が要るため、毎月入手する。   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{numbers, text};
use crate::assets::lists::intake::{DATA, FREQUENCIES, NOT_TAKEN};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::has_chars;
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X042",
    name: "frequency-differs",
    levels: Levels::always(Severity::Info),
    basis: &["全項目評価書の様式"],
    check,
};

/// How often what is taken in, by a sentence.
struct Often<'t> {
    /// What is taken in.
    data: Vec<&'t str>,
    /// The kinds of frequency, and where the first is written.
    kinds: Vec<usize>,
    range: Range<usize>,
}

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let section = format!("files[{n}].overview.intake");
        let timing = text(cx, &format!("{section}.timing"));
        let validity = text(cx, &format!("{section}.validity"));
        let (Some((_, timing)), Some((field, validity))) = (timing, validity) else {
            continue;
        };
        let mut stated: FxHashMap<&str, (Vec<usize>, Range<usize>)> = FxHashMap::default();
        for often in frequencies(&timing.text) {
            for data in often.data {
                let entry = stated
                    .entry(data)
                    .or_insert((Vec::new(), often.range.clone()));
                entry.0.extend(&often.kinds);
            }
        }
        for often in frequencies(&validity.text) {
            let other = often.data.iter().find_map(|data| {
                let (kinds, range) = stated.get(data)?;
                let differs = !kinds.iter().any(|kind| often.kinds.contains(kind));
                differs.then_some((*data, range.clone()))
            });
            let Some((data, range)) = other else { continue };
            let said = (
                &timing.text[range.clone()],
                &validity.text[often.range.clone()],
            );
            let (here, there) = (cx.words(validity, often.range), cx.words(timing, range));
            let lang = cx.lang;
            cx.report(&RULE, field, here, words(lang, data, said))
                .related(there, elsewhere(lang));
        }
    }
}

/// How often the sentences of a text take in what they name.
fn frequencies(text: &str) -> Vec<Often<'_>> {
    let mut found = Vec::new();
    for piece in pieces(text, &['。']) {
        let sentence = &text[piece.clone()];
        let sieve = Sieve::of(sentence);
        if sieve.has_one(NOT_TAKEN) {
            continue;
        }
        let mut kinds = Vec::new();
        let mut first: Option<Range<usize>> = None;
        for (kind, (_, words)) in FREQUENCIES.iter().enumerate() {
            let places = words.iter().filter_map(|word| {
                let at = sieve.find(word)?;
                Some(at..at + word.len())
            });
            let Some(range) = places.min_by_key(|range| range.start) else {
                continue;
            };
            kinds.push(kind);
            if first.as_ref().is_none_or(|known| range.start < known.start) {
                first = Some(range);
            }
        }
        let (data, Some(range)) = (data(sentence, &sieve), first) else {
            continue;
        };
        found.push(Often {
            data,
            kinds,
            range: piece.start + range.start..piece.start + range.end,
        });
    }
    found
}

/// The data that a sentence names.
fn data<'t>(sentence: &'t str, sieve: &Sieve) -> Vec<&'t str> {
    let is_of_name = |c: char| is_kanji(c) || is_katakana(c) || c == 'ー';
    let mut found = Vec::new();
    for end in DATA.iter().filter(|end| sieve.may_have(end)) {
        for (at, word) in sentence.match_indices(*end) {
            let to = at + word.len();
            let goes_on = sentence[to..].starts_with(is_of_name);
            let head = sentence[..at].trim_end_matches(is_of_name);
            let name = &sentence[head.len()..to];
            if !goes_on && has_chars(name, 3) && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// How often ③ and ④ say that data are taken in.
fn words(lang: Lang, data: &str, (there, here): (&str, &str)) -> Words {
    Words::new(say!(
        lang,
        "「{data}」の入手の頻度が、Ⅱ３③では「{there}」、④では「{here}」になっている",
        "「{data}」 is taken in 「{there}」 by Ⅱ３③, but 「{here}」 by ④"
    ))
    .help(say!(
        lang,
        "実際の頻度を確かめ、合わない方を直してください。別の情報のことなら、名を書き分けてください。",
        "See which is right, or name the two apart."
    ))
}

/// Said at the other item.
fn elsewhere(lang: Lang) -> String {
    say!(lang, "③ではこの頻度", "as often as this")
}
