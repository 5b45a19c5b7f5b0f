//! Citations of what has moved to another place, or had not yet moved there.

use std::cell::LazyCell;
use std::ops::Range;

use jiff::civil::Date as Day;

use super::data::{Confidence, Placing, Provision, covers, data, is_table};
use super::{Legal, Spot, judged_as_of, others, written};
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::citation::{Citation, Part, Place, Unit, Whose};
use crate::japanese::narrow::Narrow;
use crate::lint::rules::{Context, Rule, Words, grouped};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// Which of the moved citations a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// Articles at their old numbers.
    Articles,
    /// Tables and entries at their old numbers.
    Tables,
    /// Anything at a number that came later.
    Future,
}

/// What one finding is about: all citations of one provision at one wrong place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Cause {
    provision: usize,
    /// The place of the provision that is cited, and the one where it is.
    cited: usize,
    current: usize,
    place: Place,
    /// Whether an entry is cited whose new number is not known.
    entries: bool,
    day: Day,
    in_row: bool,
}

/// How far around a citation its subject may be named.
const REACH: usize = 80;

/// How far a sentence is followed, in bytes: no text is read whole for each of its citations.
const SENTENCE: usize = 1500;

/// Reports the moved citations of a kind.
pub(super) fn report(cx: &mut Context, rule: &'static Rule, about: About) {
    let laws = &cx.facts.laws;
    let mut found = Vec::new();
    let mut edits: Vec<(Cause, Edit)> = Vec::new();
    for moved in laws.moved.get_or_init(|| all(cx)) {
        let (legal, cause) = (&laws.texts[moved.text], &moved.cause);
        if cause.about() != about {
            continue;
        }
        let citation = &legal.found.citations[moved.citation];
        let spot = legal.spot(cx, citation.range.clone());
        if let Some(text) = replacement(legal, citation, cause) {
            let span = spot.span;
            edits.push((cause.clone(), Edit { span, text }));
        }
        found.push((cause.clone(), spot));
    }
    for (cause, spots) in grouped(found) {
        let own = edits.iter().filter(|(c, _)| *c == cause);
        let own: Vec<Edit> = own.map(|(_, edit)| edit.clone()).collect();
        report_cause(cx, rule, &cause, &spots, own);
    }
}

/// A citation at the wrong place.
#[derive(Debug)]
pub(super) struct Moved {
    /// The text's place in [`super::Laws`], and the citation's in the text.
    text: usize,
    citation: usize,
    cause: Cause,
}

/// All of them; three rules share them out.
fn all(cx: &Context) -> Vec<Moved> {
    let mut found = Vec::new();
    for (text, legal) in cx.facts.laws.texts.iter().enumerate() {
        let Some(day) = legal.day(cx) else { continue };
        // What has its number today is not to come, however old the procedure is.
        let is_law = |cause: &Cause| {
            let (cited, _) = cause.places();
            cause.is_to_come() && !legal.in_row && cited.from <= cx.as_of()
        };
        let causes = causes(cx, legal, day).filter(|(_, cause)| !is_law(cause));
        found.extend(causes.map(|(citation, cause)| Moved {
            text,
            citation,
            cause,
        }));
    }
    found
}

/// The citations of a text that are at the wrong place on a day.
fn causes<'c>(
    cx: &'c Context,
    legal: &'c Legal,
    day: Day,
) -> impl Iterator<Item = (usize, Cause)> + 'c {
    let citations = 0..legal.found.citations.len();
    citations.filter_map(move |n| Some((n, cause(cx, legal, n, day)?)))
}

/// Where a text cites what moved between two days, and to where.
pub(super) fn since<'c>(
    cx: &'c Context,
    legal: &'c Legal,
    (then, now): (Day, Day),
) -> impl Iterator<Item = (Range<usize>, Day, String)> + 'c {
    causes(cx, legal, now).filter_map(move |(n, cause)| {
        let (_, placing) = cause.places();
        let from = placing
            .from
            .filter(|from| then < *from && cause.cited < cause.current)?;
        let range = legal.found.citations[n].range.clone();
        Some((range, from, name(placing)))
    })
}

/// How a place of a law is written: 番号法第19条第8号.
fn name(placing: &Placing) -> String {
    let law = &data().names.laws[placing.of];
    let law = law.short.first().unwrap_or(&law.name);
    let written = placing.written.clone();
    written.unwrap_or_else(|| format!("{law}{}", placing.place))
}

impl Cause {
    fn about(&self) -> About {
        match (self.is_to_come(), is_table(&self.place)) {
            (true, _) => About::Future,
            (false, true) => About::Tables,
            (false, false) => About::Articles,
        }
    }

    /// Whether the number that is cited came later.
    fn is_to_come(&self) -> bool {
        self.cited > self.current
    }

    fn provision(&self) -> &'static Provision {
        &data().provisions[self.provision]
    }

    /// The place that is cited, and the one where the provision is.
    fn places(&self) -> (&'static Placing, &'static Placing) {
        let places = &self.provision().places;
        (&places[self.cited], &places[self.current])
    }

    /// Whether both places were read in the source.
    fn is_certain(&self) -> bool {
        let (cited, now) = self.places();
        cited.confidence.min(now.confidence) == Confidence::A
    }
}

/// How surely the words around a citation say which provision is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Meant {
    /// The item is about it.
    ByItem,
    /// Its words are there.
    ByWords,
    /// There are words that distinguish it from all that has the same numbers.
    ForCertain,
}

/// Why a citation is at the wrong place on a day, if it is: of all provisions that are or were where it points,
/// the one that the words around it mean most surely.
fn cause(cx: &Context, legal: &Legal, n: usize, day: Day) -> Option<Cause> {
    let citation = legal.found.citations.get(n)?;
    let Whose::Known(law) = citation.whose else {
        return None;
    };
    if citation.former || citation.name.is_none() && is_whole_table(citation) {
        return None;
    }
    // Most citations are of nothing that moved.
    let id = &cx.field(legal.field).id;
    let window = LazyCell::new(|| window(legal, n) + &named_beside(cx, id));
    let mut meant: Vec<(Meant, usize, usize)> = Vec::new();
    let mut taken = false;
    for (number, provision) in data().provisions.iter().enumerate() {
        let Some(cited) = provision.cited_at(law, &citation.place) else {
            continue;
        };
        taken |= provision
            .on(day)
            .is_some_and(|(current, _)| current == cited);
        if let Some(how) = how_meant(provision, &window, id) {
            meant.push((how, number, cited));
        }
    }
    // 「第8号及び第9号」: where two of its former places are cited, the later one is meant.
    meant.retain(|(_, number, cited)| {
        let provision = &data().provisions[*number];
        let current = provision.on(day).map_or(0, |(current, _)| current);
        let later = provision.places.get(cited + 1..current).unwrap_or_default();
        !later
            .iter()
            .any(|placing| is_cited_beside(legal, citation, placing))
    });
    // 「第8号及び第10号」: words about a provision that is cited where it is say nothing of the other number.
    if taken {
        meant.retain(|(_, number, cited)| {
            let provision = &data().provisions[*number];
            let now = provision.on(day).filter(|(current, _)| current != cited);
            now.is_none_or(|(_, placing)| !is_cited_beside(legal, citation, placing))
        });
    }
    let surest = meant.iter().map(|(how, ..)| *how).max()?;
    meant.retain(|(how, ..)| *how == surest);
    let mut best: Option<(bool, Confidence, Cause)> = None;
    for (_, number, cited) in meant {
        let provision = &data().provisions[number];
        let Some((current, placing)) = provision.on(day) else {
            continue;
        };
        if cited == current {
            return None;
        }
        let confidence = placing.confidence.min(provision.places[cited].confidence);
        // All entries of a table are one cause where their new numbers are not known.
        let entries = !provision.is_entry() && citation.place.entry.is_some();
        let place = match entries {
            true => Place {
                entry: None,
                ..citation.place
            },
            false => citation.place,
        };
        let cause = Cause {
            provision: number,
            cited,
            current,
            place,
            entries,
            day,
            in_row: legal.in_row,
        };
        let rank = (provision.is_entry(), confidence);
        if best
            .as_ref()
            .is_none_or(|(entry, known, _)| rank > (*entry, *known))
        {
            best = Some((rank.0, rank.1, cause));
        }
    }
    // Where the number is in use for something else, only what is certain is reported.
    let (_, confidence, cause) = best?;
    (confidence == Confidence::A || confidence == Confidence::B && !taken).then_some(cause)
}

/// Whom the law of a recipient is about: its name is in another item.
fn named_beside(cx: &Context, id: &str) -> String {
    let entry = id
        .strip_suffix(".legal_basis")
        .filter(|entry| entry.ends_with(']'));
    let name = entry.and_then(|entry| cx.assessment.text(&format!("{entry}.name")));
    name.map_or_else(String::new, |name| format!("\n{}", Narrow::of(name).text))
}

/// 「別表」 alone, which may be that of anything.
fn is_whole_table(citation: &Citation) -> bool {
    let place = citation.place;
    place.table == Some(crate::japanese::citation::Table::Only) && place.entry.is_none()
}

/// Whether the sentence of a citation cites a place, too.
fn is_cited_beside(legal: &Legal, citation: &Citation, placing: &Placing) -> bool {
    let text = &legal.text.text;
    let is_end = |c: char| matches!(c, '。' | '\n');
    let range = &citation.range;
    let from = text.floor_char_boundary(range.start.saturating_sub(SENTENCE));
    let to = text.floor_char_boundary(range.end + SENTENCE);
    let start = text[from..range.start]
        .rfind(is_end)
        .map_or(from, |at| from + at);
    let end = text[range.end..to]
        .find(is_end)
        .map_or(to, |at| range.end + at);
    // They are in the order of the text.
    let all = &legal.found.citations;
    let first = all.partition_point(|other| other.range.start < start);
    let mut others = all[first..]
        .iter()
        .take_while(|other| other.range.start < end);
    others.any(|other| {
        other.whose == Whose::Known(placing.of)
            && other.range != citation.range
            && covers(&placing.place, &other.place)
    })
}

/// How surely the words around a citation are about a provision, if they are at all.
fn how_meant(provision: &Provision, window: &str, id: &str) -> Option<Meant> {
    let says = |words: &[String]| words.iter().any(|word| occurs(window, word));
    let of_item = || {
        let mut items = provision.items.iter();
        items.any(|item| id.contains(item.as_str()))
    };
    if says(&provision.exclude) {
        None
    } else if says(&provision.decisive) {
        Some(Meant::ForCertain)
    } else if provision.context.is_empty() && provision.decisive.is_empty()
        || says(&provision.context)
    {
        Some(Meant::ByWords)
    } else {
        of_item().then_some(Meant::ByItem)
    }
}

/// Whether a word of the data is in a text; one with | after it only where it ends there.
fn occurs(text: &str, word: &str) -> bool {
    let Some(whole) = word.strip_suffix('|') else {
        return text.contains(word);
    };
    let goes_on = |rest: &str| rest.starts_with(|c| is_kanji(c) || is_katakana(c));
    let mut found = text.match_indices(whole);
    found.any(|(at, _)| !goes_on(&text[at + whole.len()..]))
}

/// The words around a citation that may say what it is about, in one width: of its sentence and the line below, up to
/// the next article that is cited.
fn window(legal: &Legal, n: usize) -> String {
    let text = &legal.text.text;
    let (before, [citation, after @ ..]) = legal.found.citations.split_at(n) else {
        return String::new();
    };
    let Range { start, end } = citation.range.clone();
    let least = text.floor_char_boundary(start.saturating_sub(SENTENCE));
    let most = text.floor_char_boundary(end + SENTENCE);
    // Citations are in the order of the text: the nearest article on each side is the only one that matters.
    let is_article = |c: &&Citation| c.place.article.is_some() && c.range != citation.range;
    let earlier = before.iter().rev().take_while(|c| c.range.end > least);
    let mut earlier = earlier.filter(is_article).map(|c| c.range.end);
    let earlier = earlier.find(|at| *at <= start);
    let least = earlier
        .filter(|_| !is_table(&citation.place))
        .unwrap_or(least);
    let stop = text[least..start].rfind(['。', '\n']);
    let from = stop.map_or(least, |at| least + at);
    let later = after.iter().take_while(|c| c.range.start < most);
    let mut later = later.filter(is_article).map(|c| c.range.start);
    let most = later.find(|at| *at >= end).unwrap_or(most);
    let to = text[end..most].find('。').map_or(most, |at| end + at);
    let after: String = text[end..to].chars().take(REACH).collect();
    Narrow::of(&format!("{}{after}", &text[from..end])).text
}

/// The new place in the words of the old one; none where another law has taken it up, or the new entry is not known.
fn replacement(legal: &Legal, citation: &Citation, cause: &Cause) -> Option<String> {
    let (cited, now) = cause.places();
    let other_law = now.of != cited.of || now.written.is_some();
    let unknown_entry = citation.place.entry.is_some() && now.place.entry.is_none();
    if !cause.is_certain() || other_law || unknown_entry {
        return None;
    }
    let old = &legal.text.text[citation.range.clone()];
    let writes = |unit: Unit| citation.parts.iter().any(|p: &Part| p.unit == unit);
    let place = Place {
        article: now.place.article.filter(|_| writes(Unit::Article)),
        paragraph: now
            .place
            .paragraph
            .or(citation.place.paragraph)
            .filter(|_| writes(Unit::Paragraph)),
        item: now.place.item.filter(|_| writes(Unit::Item)),
        table: now.place.table.filter(|_| writes(Unit::Table)),
        entry: now.place.entry.filter(|_| writes(Unit::Entry)),
    };
    let mut new = place.to_string();
    if !old.ends_with('項') && place.entry.is_some() {
        new = new.trim_end_matches("の項").to_owned();
    }
    let is_wide = old.chars().any(|c| ('０'..='９').contains(&c));
    Some(if is_wide {
        new.chars().map(widened).collect()
    } else {
        new
    })
}

fn widened(c: char) -> char {
    match c.to_digit(10) {
        Some(digit) => char::from_u32('０' as u32 + digit).unwrap_or(c),
        None => c,
    }
}

fn report_cause(
    cx: &mut Context,
    rule: &'static Rule,
    cause: &Cause,
    spots: &[Spot],
    edits: Vec<Edit>,
) {
    let Some(first) = spots.first() else { return };
    let mut finding = cx
        .report(rule, first.field, first.span, words(cx.lang, cause))
        .basis(vec![cause.provision().source.as_str()]);
    if !cause.is_certain() {
        finding = finding.severity(Severity::Info);
    }
    if !edits.is_empty() {
        finding = finding.fix(Safety::Unsafe, edits);
    }
    finding.places(others(spots));
}

/// What is now at the place that is cited.
fn reused(cause: &Cause) -> Option<&'static str> {
    let provisions = &data().provisions;
    let (old, _) = cause.places();
    let is_there = |p: &&Provision| p.is_at(old.of, &old.place, cause.day);
    let mut others = provisions.iter().filter(|_| cause.cited < cause.current);
    let other = others.find(is_there).map(|p| p.what.as_str());
    cause.provision().reused.as_deref().or(other)
}

fn words(lang: Lang, cause: &Cause) -> Words {
    let (cited, current) = cause.places();
    let law = &data().names.laws[cited.of];
    let law = law.short.first().unwrap_or(&law.name);
    let entries = if cause.entries { "の項" } else { "" };
    let old = format!("{law}{}{entries}", cause.place);
    let new = name(current);
    let from = |placing: &Placing| placing.from.map(written).unwrap_or_default();
    let message = if cause.is_to_come() {
        let from = from(cited);
        say!(
            lang,
            "「{old}」は、まだその番号になっていない（{from}から）",
            "「{old}」 has that number only from {from}"
        )
    } else {
        let from = from(current);
        say!(
            lang,
            "「{old}」は古い（{from}から「{new}」）",
            "「{old}」 is out of date: 「{new}」 from {from}"
        )
    };
    let label = if cause.in_row {
        let day = written(cause.day);
        say!(lang, "この行の変更日は{day}", "changed on {day}")
    } else {
        judged_as_of(lang, cause.day)
    };
    let now = reused(cause).map(|reused| {
        say!(
            lang,
            "同じ番号は、いまは「{reused}」を定めています。",
            " The number now means 「{reused}」."
        )
    });
    let help = advice(lang, cause, &new) + &now.unwrap_or_default();
    Words::new(message).label(label).help(help)
}

fn advice(lang: Lang, cause: &Cause, new: &str) -> String {
    let what = &cause.provision().what;
    if cause.is_to_come() {
        say!(
            lang,
            "{what}は、その日には「{new}」です。日付か番号のどちらかを直してください。",
            "On that day it was 「{new}」; fix the day or the number."
        )
    } else if cause.entries {
        say!(
            lang,
            "表が組み替えられ、項の番号も変わりました。「{new}」の新しい項を条文で確かめて書き直してください。",
            "The table was rearranged and its entries renumbered; look the new entry up in 「{new}」."
        )
    } else if cause.is_certain() {
        say!(
            lang,
            "「{new}」（{what}）に書き直してください。",
            "Write 「{new}」."
        )
    } else {
        say!(
            lang,
            "「{new}」（{what}）に移ったとみられます。条文で確かめて書き直してください。",
            "It probably is 「{new}」 now; look it up."
        )
    }
}
