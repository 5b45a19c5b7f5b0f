//! Kinds of data that the text takes in and that no box of 主な記録項目 ticks.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use std::sync::LazyLock;

use super::{Tick, key, text};
use crate::assessment::field::FieldId;
use crate::assets::lists::{intake, records};
use crate::japanese::finder::{Finder, Hit};
use crate::japanese::notation::fold;
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;
use crate::lint::rules::{Context, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// Kinds that a text does not distinguish.
const TAXES: [&str; 2] = ["国税関係情報", "地方税関係情報"];

/// Reports what Ⅱ３③④ and Ⅲ２ take in of kinds that are not ticked.
pub(super) fn report(cx: &mut Context, rule: &'static Rule, n: usize, ticked: &[Tick]) {
    let section = format!("files[{n}].overview.intake");
    let mut ids = vec![format!("{section}.timing"), format!("{section}.validity")];
    let measures = cx.assessment.below(&format!("files[{n}].risks.intake"));
    ids.extend(measures.map(|(_, field)| field.id.clone()));
    let details = ticked.iter().filter_map(|tick| tick.detail);
    let details: String = details.map(|detail| fold(&detail.text)).collect();
    let is_ticked = |option: &str| {
        let is_tax = TAXES.contains(&option);
        let mut ticks = ticked.iter().map(|tick| tick.option);
        ticks.any(|tick| tick == option || is_tax && TAXES.contains(&tick))
    };
    let there = key(cx, &format!("files[{n}].overview.basics.items.main"));
    let sentences: Vec<Sentence> = ids.iter().flat_map(|id| taking(cx, id)).collect();
    let mut firsts: BTreeMap<usize, (&Sentence, Hit)> = BTreeMap::new();
    for sentence in &sentences {
        for (option, hit) in named(sentence) {
            firsts.entry(option).or_insert((sentence, hit));
        }
    }
    for (option, (sentence, hit)) in firsts {
        let (option, words) = records::TAKEN[option];
        if is_ticked(option) || words.iter().any(|word| details.contains(word)) {
            continue;
        }
        let word = KINDS.1[hit.word].1;
        let range = sentence.range.start + hit.range.start..sentence.range.start + hit.range.end;
        let (field, span) = (sentence.field, cx.words(sentence.said, range));
        let lang = cx.lang;
        let finding = cx
            .report(rule, field, span, taken(lang, word, option))
            .severity(Severity::Info);
        if let Some(there) = there {
            finding.related(there, not_ticked(lang));
        }
    }
}

/// A sentence that says that something is taken in.
struct Sentence<'a> {
    field: FieldId,
    said: &'a Scalar,
    range: Range<usize>,
}

/// The sentences of an item that say that something is taken in.
fn taking<'a>(cx: &Context<'a>, id: &str) -> Vec<Sentence<'a>> {
    let Some((field, said)) = text(cx, id) else {
        return Vec::new();
    };
    let is_timing = id.ends_with(".timing");
    let takes = |range: &Range<usize>| {
        let sieve = Sieve::of(&said.text[range.clone()]);
        !sieve.has_one(intake::NOT_TAKEN) && (is_timing || sieve.has_one(intake::FROM_SOURCES))
    };
    let sentences = pieces(&said.text, &['。']).filter(takes);
    sentences
        .map(|range| Sentence { field, said, range })
        .collect()
}

/// All words of all kinds, and to which kind each belongs.
static KINDS: LazyLock<(Finder, Vec<(usize, &str)>)> = LazyLock::new(|| {
    let kinds = records::TAKEN.iter().enumerate();
    let words = kinds.flat_map(|(kind, (_, words))| words.iter().map(move |word| (kind, *word)));
    let words: Vec<(usize, &str)> = words.collect();
    let all = words.iter().map(|(_, word)| (*word).to_owned()).collect();
    (Finder::of(all), words)
});

/// The kinds that a sentence names, each with the first of its words in the order of the list, and where that is.
fn named(sentence: &Sentence) -> BTreeMap<usize, Hit> {
    let (finder, words) = &*KINDS;
    let mut named: BTreeMap<usize, Hit> = BTreeMap::new();
    for hit in finder.all(&sentence.said.text[sentence.range.clone()]) {
        match named.entry(words[hit.word].0) {
            Entry::Vacant(entry) => {
                entry.insert(hit);
            }
            Entry::Occupied(mut entry) if hit.word < entry.get().word => {
                entry.insert(hit);
            }
            Entry::Occupied(_) => {}
        }
    }
    named
}

fn taken(lang: Lang, word: &str, option: &str) -> Words {
    Words::new(say!(
        lang,
        "「{word}」を入手すると書かれているが、Ⅱ２④の主な記録項目で選ばれていない（{option}）",
        "「{word}」 is taken in, but the recorded items do not tick 「{option}」"
    ))
    .help(say!(
        lang,
        "記録しているなら「{option}」を選び、その妥当性と別添２に加えてください。見るだけで記録しないなら、そのことを書いてください。",
        "Tick 「{option}」 if it is recorded, or say that it is only looked at."
    ))
}

/// Said at the boxes.
fn not_ticked(lang: Lang) -> String {
    say!(lang, "ここで選ばれていない", "not ticked here")
}
