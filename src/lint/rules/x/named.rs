//! What a text names that the boxes of the same item do not tick.

use std::ops::Range;

use super::whom::{has_other, whence};
use super::{Tick, is_list_mark, key, name, text, ticks};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::OptionWords;
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::notation::has_chars;
use crate::japanese::sieve::Sieve;
use crate::lint::rules::{Context, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// Words that name an option, and when a sentence with them counts.
pub(super) struct Terms {
    /// What says that something is taken in.
    pub taken: &'static [&'static str],
    /// What says that it is not, or is otherwise.
    pub not: &'static [&'static str],
    /// What is after a word that does not count.
    pub after: &'static [&'static str],
    /// The words of each option.
    pub options: &'static [OptionWords],
}

/// A word that names an option which is not ticked.
struct Named {
    /// The text in which it is.
    field: FieldId,
    /// Where in the text.
    range: Range<usize>,
    /// The option that it names.
    option: &'static str,
}

/// What a rule says of an option that is named and not ticked.
pub(super) struct Wording {
    /// Its words, by the item's name and the option's.
    pub words: fn(Lang, &str, &str) -> Words,
    /// How surely such texts are about an intake.
    pub severity: Severity,
}

/// Reports what the texts name of the options of groups of boxes and none of these boxes ticks, but for options reported already,
/// and returns those options.
pub(super) fn report_unticked(
    cx: &mut Context,
    rule: &'static Rule,
    terms: &'static Terms,
    (boxes, texts): (&[String], &[String]),
    wording: &Wording,
    reported: &[&str],
) -> Vec<&'static str> {
    let mut found = unticked(cx, terms, boxes, texts);
    found.retain(|named| !reported.contains(&named.option));
    let options = found.iter().map(|named| named.option).collect();
    for named in found {
        let Value::Text(said) = cx.field(named.field).value else {
            continue;
        };
        let span = cx.words(said, named.range);
        let first = boxes.first().map_or("", String::as_str);
        let words = (wording.words)(cx.lang, &name(cx, first), named.option);
        let (boxes, lang) = (key(cx, first), cx.lang);
        let finding = cx
            .report(rule, named.field, span, words)
            .severity(wording.severity);
        if let Some(boxes) = boxes {
            finding.related(boxes, not_ticked(lang));
        }
    }
    options
}

/// What the texts name of the options of a group of boxes and none of its boxes ticks, once for each option.
fn unticked(cx: &Context, terms: &'static Terms, boxes: &[String], texts: &[String]) -> Vec<Named> {
    let ticks: Vec<Tick> = boxes.iter().flat_map(|boxes| ticks(cx, boxes)).collect();
    if ticks.is_empty() {
        return Vec::new();
    }
    let details: Vec<&str> = ticks
        .iter()
        .filter_map(|t| Some(t.detail?.text.as_str()))
        .collect();
    let texts = texts.iter().filter_map(|id| text(cx, id));
    let texts: Vec<_> = texts.map(|(field, said)| (field, said.sieve())).collect();
    let mut found = Vec::new();
    for (option, words) in terms.options {
        // 「電子記録媒体（フラッシュメモリを除く。）」 is not フラッシュメモリ: options are compared as a whole.
        if ticks.iter().any(|t| t.option == *option) {
            continue;
        }
        let first = texts.iter().find_map(|(field, said)| {
            let range = words.iter().find_map(|word| {
                let stem = word.trim_end_matches(['か', 'ら', 'を', 'で', 'に', 'よ', 'り']);
                let in_detail = details.iter().any(|d| d.contains(stem));
                let is_timing = cx.field(*field).id.ends_with(TIMING);
                (!in_detail)
                    .then(|| terms.sentence_with(said, word, is_timing))
                    .flatten()
            })?;
            Some(Named {
                field: *field,
                range,
                option,
            })
        });
        found.extend(first);
    }
    found
}

/// The item whose every line is an intake.
const TIMING: &str = ".timing";

impl Terms {
    /// A word in a sentence that says that something is taken in; in a text of nothing else, one that says from whom is
    /// enough.
    fn sentence_with(&self, said: &Sieve, word: &str, is_timing: bool) -> Option<Range<usize>> {
        let text = said.text();
        let name = word.strip_suffix("から");
        let mut places = said.places(name.unwrap_or(word));
        places.find_map(|(at, found)| {
            let from = match name {
                None => From {
                    length: found.len(),
                    is_enough: false,
                },
                Some(_) => from_whom(text, at, found.len(), is_timing)?,
            };
            let ends = ['。', '\n'];
            let start = text[..at].rfind(ends).unwrap_or(0);
            let end = text[at..].find(ends).map_or(text.len(), |i| at + i);
            let says = |words: &[&str], s: &str| words.iter().any(|word| s.contains(word));
            let after = &text[at + from.length..];
            if self.after.iter().any(|word| after.starts_with(word)) {
                return None;
            }
            let is_verb = word.ends_with(['う', 'す', 'る']);
            let is_intake = is_verb || from.is_enough || says(self.taken, &text[at..end]);
            let holds = is_intake && !says(self.not, &text[start..end]);
            holds.then(|| at..at + from.length)
        })
    }
}

/// How far the words go that say from whom something comes, and whether that is enough for an intake.
struct From {
    length: usize,
    is_enough: bool,
}

/// What says after a name that something comes from it: 「本人から」, 「本人等より」, and where every line is an intake,
/// 「本人　申請の都度」 at the head of one.
fn from_whom(text: &str, at: usize, length: usize, is_timing: bool) -> Option<From> {
    let (before, after) = (&text[..at], &text[at + length..]);
    let of_others = |c: char| is_kanji(c) || is_katakana(c);
    // 「国から」 is no part of 「全国から」, nor 「保険者から」 of 「被保険者から」.
    let is_short = !has_chars(&text[at..at + length], 2);
    if is_short && before.ends_with(of_others) || before.ends_with(['被', '未', '非']) {
        return None;
    }
    let line = after.split('\n').next().unwrap_or_default();
    let sentence = line.split('。').next().unwrap_or_default();
    if let Some(whence) = whence(sentence) {
        let is_first = !is_timing && has_other(&sentence[whence.length..]);
        return (!is_first || whence.length == 0).then_some(From {
            length: length + whence.length,
            is_enough: is_timing && whence.is_plain,
        });
    }
    // 「・税務署、年金事務所　照会の都度」
    let line = before.rsplit('\n').next().unwrap_or_default();
    let line = line.trim_matches(is_list_mark);
    let heads = is_timing
        && !line.contains(['を', 'に', 'で', 'が', 'は', '。', '\u{3000}', '：', ':'])
        && after.starts_with(['\u{3000}', ' ', '：', ':']);
    heads.then_some(From {
        length,
        is_enough: true,
    })
}

/// Said at the boxes.
fn not_ticked(lang: Lang) -> String {
    say!(lang, "ここで選ばれていない", "not ticked here")
}
