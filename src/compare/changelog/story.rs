//! Rows of one item in the order of their dates: what an earlier row wrote, a later one may quote and change again.
//!
//! What all rows say is kept by its traces of four characters, so that a row is compared with the few that say something
//! like it and not with each other row.

use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;
use typed_index_collections::{TiVec, ti_vec};

use super::cell::Cell;
use super::marks::MarkKind;
use super::side::Side;
use super::{EntryId, Log};

/// How many characters make a trace.
const GRAM: usize = 4;

/// How many rows of one trace are looked at, the nearest in time first.
const MOST: usize = 16;

/// How often a passage may change from row to row.
const CHANGES: usize = 12;

type Gram = [char; GRAM];

/// The rows of one item.
#[derive(Debug)]
pub struct Story {
    /// The entries in the order of their dates.
    pub entries: Vec<EntryId>,
    days: Vec<Option<Day>>,
    /// The last place at which a row says in no words of the item what it changes.
    last_open: Option<usize>,
    before: Quotes,
    after: Quotes,
}

/// What other rows of the item make of words.
#[derive(Debug, PartialEq, Eq)]
pub enum Fate {
    /// No other row speaks of them.
    Same,
    /// An entry quotes them as they are.
    Quoted(EntryId),
    /// Other rows change parts of them: what they are then.
    Edited(String),
}

impl Fate {
    /// The first that says something.
    pub fn or(self, other: Self) -> Self {
        if self == Fate::Same { other } else { self }
    }
}

/// The words of a column.
#[derive(Debug, Default)]
struct Quotes {
    /// For each entry of the story, the words of its lines one after the other.
    texts: Vec<String>,
    /// For each entry, its lines.
    lines: Vec<Vec<String>>,
    /// Where traces are: the place in the story and in its text, in the order of the story.
    grams: FxHashMap<Gram, Vec<(u32, u32)>>,
    /// The lines that begin with a trace, or are shorter than one.
    heads: FxHashMap<Gram, Vec<(u32, u32)>>,
    short: FxHashMap<String, Vec<(u32, u32)>>,
}

impl Quotes {
    fn of<'c, 'a: 'c>(cells: impl Iterator<Item = &'c Cell<'a>>) -> Self {
        let mut quotes = Quotes::default();
        for (at, cell) in cells.enumerate() {
            let text = cell.text();
            for (byte, gram) in grams(text) {
                quotes
                    .grams
                    .entry(gram)
                    .or_default()
                    .push((at as u32, byte as u32));
            }
            let lines: Vec<String> = cell
                .segments()
                .map(|(_, words, _)| words.to_owned())
                .collect();
            for (number, line) in lines.iter().enumerate() {
                let place = (at as u32, number as u32);
                match grams(line).next() {
                    Some((_, gram)) => quotes.heads.entry(gram).or_default().push(place),
                    None => quotes.short.entry(line.clone()).or_default().push(place),
                }
            }
            quotes.texts.push(text.to_owned());
            quotes.lines.push(lines);
        }
        quotes
    }

    /// The nearest entry in a part of the story that holds words.
    fn holding(&self, words: &str, part: Part) -> Option<usize> {
        self.all_holding(words, part).next()
    }

    /// The entries in a part of the story that hold words, the nearest first, not too many.
    fn all_holding<'q>(&'q self, words: &'q str, part: Part) -> impl Iterator<Item = usize> + 'q {
        let rarest = grams(words)
            .take(2 * GRAM)
            .min_by_key(|(_, gram)| self.grams.get(gram).map_or(0, Vec::len));
        let places = match rarest {
            Some((_, gram)) => self.grams.get(&gram),
            None => self.short.get(words),
        };
        let holds = move |(entry, byte): &(usize, usize)| {
            rarest.is_none_or(|(at, _)| {
                let text = &self.texts[*entry];
                let start = byte.checked_sub(at);
                start.is_some_and(|start| text.get(start..).is_some_and(|t| t.starts_with(words)))
            })
        };
        let places = places.map_or(&[][..], Vec::as_slice);
        nearest(places, part).filter(holds).map(|(entry, _)| entry)
    }

    /// The lines in a part of the story that are within words, with their places there.
    fn within(&self, words: &str, part: Part) -> Vec<(usize, usize, usize)> {
        let mut found = Vec::new();
        for (byte, gram) in grams(words) {
            let Some(places) = self.heads.get(&gram) else {
                continue;
            };
            for (entry, line) in nearest(places, part) {
                if words[byte..].starts_with(self.lines[entry][line].as_str()) {
                    found.push((entry, line, byte));
                }
            }
        }
        found
    }

    /// The entries in a part of the story that have many traces of words, the latest first.
    fn like(&self, words: &str, part: Part) -> Vec<usize> {
        let mut votes: FxHashMap<usize, usize> = FxHashMap::default();
        let mut all = 0;
        for (_, gram) in grams(words) {
            all += 1;
            let Some(places) = self.grams.get(&gram) else {
                continue;
            };
            let mut last = None;
            for (entry, _) in nearest(places, part) {
                if last != Some(entry) {
                    *votes.entry(entry).or_default() += 1;
                }
                last = Some(entry);
            }
        }
        let mut found: Vec<usize> = votes
            .into_iter()
            .filter(|(_, votes)| votes * 5 >= all * 2)
            .map(|(entry, _)| entry)
            .collect();
        found.sort_unstable_by_key(|entry| usize::MAX - entry);
        found.truncate(GRAM);
        found
    }
}

/// A part of the story: all before a place, the nearest last, or all from a place on.
#[derive(Debug, Clone, Copy)]
enum Part {
    Before(usize),
    From(usize),
}

/// The places in a part of the story, the nearest first, not too many.
fn nearest(places: &[(u32, u32)], part: Part) -> impl Iterator<Item = (usize, usize)> + '_ {
    let end = |place: usize| places.partition_point(|(at, _)| (*at as usize) < place);
    let (before, after) = match part {
        Part::Before(place) => (&places[..end(place)], &[][..]),
        Part::From(place) => (&[][..], &places[end(place)..]),
    };
    let all = before.iter().rev().chain(after);
    all.take(MOST).map(|(at, n)| (*at as usize, *n as usize))
}

/// The traces of a text with their places.
fn grams(text: &str) -> impl Iterator<Item = (usize, Gram)> + '_ {
    let mut last = [(0, ' '); GRAM];
    text.char_indices().enumerate().filter_map(move |(n, c)| {
        last.rotate_left(1);
        last[GRAM - 1] = c;
        (n + 1 >= GRAM).then(|| (last[0].0, last.map(|(_, c)| c)))
    })
}

impl Story {
    /// The story of some entries.
    pub fn of(mut entries: Vec<EntryId>, log: &Log) -> Self {
        let day = |e: &EntryId| log.entries[*e].date.map(|(date, _)| date.day);
        entries.sort_by_key(|e| (day(e), *e));
        let of = |e: &EntryId| &log.entries[*e];
        let is_open = |e: &EntryId| {
            let cell = &of(e).before;
            // Where nothing at all is written, nothing was before what 変更後 says.
            let adds = cell.lines.is_empty() && !of(e).after.is_empty();
            cell.is_empty() && !cell.has(MarkKind::Nothing) && !adds
        };
        Story {
            last_open: entries.iter().rposition(is_open),
            days: entries.iter().map(day).collect(),
            before: Quotes::of(entries.iter().map(|e| &of(e).before)),
            after: Quotes::of(entries.iter().map(|e| &of(e).after)),
            entries,
        }
    }

    /// Where an entry is or would be, and where those after it begin.
    fn place(&self, entry: EntryId, log: &Log) -> (usize, usize) {
        let key = |e: EntryId| (log.entries[e].date.map(|(date, _)| date.day), e);
        let place = self.entries.partition_point(|e| key(*e) < key(entry));
        let is_there = self.entries.get(place) == Some(&entry);
        (place, place + usize::from(is_there))
    }

    /// Where the entries of the day of an entry begin.
    fn day(&self, entry: EntryId, log: &Log) -> usize {
        let day = log.entries[entry].date.map(|(date, _)| date.day);
        self.days.partition_point(|other| *other < day)
    }

    /// The entries of earlier days than that of an entry, the latest first, not too many.
    pub fn former(&self, entry: EntryId, log: &Log) -> impl Iterator<Item = EntryId> + '_ {
        let earlier = &self.entries[..self.day(entry, log)];
        earlier.iter().rev().take(MOST).copied()
    }

    /// What the rows after an entry make of words of its 変更後.
    pub fn later(&self, entry: EntryId, log: &Log, words: &str) -> Fate {
        let (_, after) = self.place(entry, log);
        self.fate(words, Part::From(after))
    }

    /// What words of 変更前 of an entry were before the rows in front of it.
    pub fn earlier(&self, entry: EntryId, log: &Log, words: &str) -> Fate {
        let (place, _) = self.place(entry, log);
        self.fate(words, Part::Before(place))
    }

    /// What rows of earlier days put for words of 変更前 of an entry, where none of them wrote the words.
    pub fn replaced(&self, entry: EntryId, log: &Log, words: &str) -> Option<(EntryId, String)> {
        let (place, _) = self.place(entry, log);
        let earlier = Part::Before(self.day(entry, log));
        if self.after.holding(words, Part::Before(place)).is_some() {
            return None;
        }
        if let Some(by) = self.before.holding(words, earlier) {
            let text = &self.after.texts[by];
            return (!text.is_empty()).then(|| (self.entries[by], text.clone()));
        }
        let parts = self.before.within(words, earlier).into_iter();
        let (by, line, byte) = parts.max()?;
        let own = &self.before.lines[by][line];
        let new = self.counterpart(by, line, Side::After)?;
        let mut text = words.to_owned();
        text.replace_range(byte..byte + own.len(), new);
        (text != words).then(|| (self.entries[by], text))
    }

    /// The entries of earlier days whose 変更後 is somewhat like words, the latest first.
    pub fn alike(&self, entry: EntryId, log: &Log, words: &str) -> Vec<EntryId> {
        let found = self.after.like(words, Part::Before(self.day(entry, log)));
        found.into_iter().map(|place| self.entries[place]).collect()
    }

    /// The entries in front of one whose 変更後 is somewhat like words, the latest first.
    pub fn wrote_alike(&self, entry: EntryId, log: &Log, words: &str) -> Vec<EntryId> {
        let (place, _) = self.place(entry, log);
        let found = self.after.like(words, Part::Before(place));
        found.into_iter().map(|place| self.entries[place]).collect()
    }

    /// The entries of later days whose 変更後 holds words.
    pub fn writing_later<'s>(
        &'s self,
        entry: EntryId,
        log: &Log,
        words: &'s str,
    ) -> impl Iterator<Item = EntryId> + 's {
        let day = log.entries[entry].date.map(|(date, _)| date.day);
        let later = self.days.partition_point(|other| *other <= day);
        let found = self.after.all_holding(words, Part::From(later));
        found.map(|place| self.entries[place])
    }

    /// Whether 変更前 of an entry of a later day holds words.
    pub fn is_quoted_later(&self, entry: EntryId, log: &Log, words: &str) -> bool {
        let day = log.entries[entry].date.map(|(date, _)| date.day);
        let later = self.days.partition_point(|other| *other <= day);
        self.before.holding(words, Part::From(later)).is_some()
    }

    /// Whether 変更後 of an entry of an earlier day holds words.
    pub fn is_written_earlier(&self, entry: EntryId, log: &Log, words: &str) -> bool {
        let earlier = Part::Before(self.day(entry, log));
        self.after.holding(words, earlier).is_some()
    }

    /// The entries after one whose 変更前 is somewhat like words.
    pub fn quotes_alike(&self, entry: EntryId, log: &Log, words: &str) -> Vec<EntryId> {
        let (_, after) = self.place(entry, log);
        let found = self.before.like(words, Part::From(after));
        found.into_iter().map(|place| self.entries[place]).collect()
    }

    /// Whether a later row says what it changes in no words that can be compared: 別紙のとおり.
    pub fn is_left_open(&self, entry: EntryId, log: &Log) -> bool {
        let (_, after) = self.place(entry, log);
        self.last_open.is_some_and(|open| open >= after)
    }

    /// Follows words through the rows that quote them: forward through 変更前, back through 変更後.
    fn fate(&self, words: &str, mut part: Part) -> Fate {
        let later = matches!(part, Part::From(_));
        let quotes = if later { &self.before } else { &self.after };
        let mut text = words.to_owned();
        for _ in 0..CHANGES {
            if let Some(by) = quotes.holding(&text, part) {
                return Fate::Quoted(self.entries[by]);
            }
            let mut parts = quotes.within(&text, part);
            let entries = parts.iter().map(|(entry, ..)| *entry);
            let next = if later { entries.min() } else { entries.max() };
            let Some(by) = next else {
                break;
            };
            // All that the row puts for parts of the words, from the end on.
            parts.retain(|(entry, ..)| *entry == by);
            let longest = |line: usize| usize::MAX - quotes.lines[by][line].len();
            parts.sort_by_key(|(_, line, byte)| (usize::MAX - byte, longest(*line)));
            let mut end = text.len();
            for (_, line, byte) in parts {
                let own = quotes.lines[by][line].len();
                let other = if later { Side::After } else { Side::Before };
                let Some(new) = self.counterpart(by, line, other) else {
                    return Fate::Quoted(self.entries[by]);
                };
                if byte + own <= end {
                    text.replace_range(byte..byte + own, new);
                    end = byte;
                }
            }
            part = if later {
                Part::From(by + 1)
            } else {
                Part::Before(by)
            };
        }
        if text == words {
            Fate::Same
        } else {
            Fate::Edited(text)
        }
    }

    /// What is in the other column for a line, where that is known.
    fn counterpart(&self, at: usize, line: usize, side: Side) -> Option<&str> {
        let (before, after) = (&self.before.lines[at], &self.after.lines[at]);
        let other = if side == Side::After { after } else { before };
        if before.len() == after.len() {
            other.get(line).map(String::as_str)
        } else if other.is_empty() {
            Some("")
        } else {
            None
        }
    }
}

/// The stories of all items that several rows name.
#[derive(Debug, Default)]
pub struct Stories {
    all: Vec<Story>,
    of_entry: TiVec<EntryId, Vec<usize>>,
}

impl Stories {
    /// The stories of groups of entries; a group of one has none.
    pub fn of(groups: impl Iterator<Item = Vec<EntryId>>, log: &Log) -> Self {
        let both = groups.map(|group| (group.clone(), group));
        Stories::for_some(both.collect(), log)
    }

    /// The stories of groups of entries, each for some of them.
    pub fn for_some(groups: Vec<(Vec<EntryId>, Vec<EntryId>)>, log: &Log) -> Self {
        let mut stories = Stories {
            all: Vec::new(),
            of_entry: ti_vec![Vec::new(); log.entries.len()],
        };
        for (of, group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
            of.iter()
                .for_each(|e| stories.of_entry[*e].push(stories.all.len()));
            stories.all.push(Story::of(group, log));
        }
        stories
    }

    /// The stories in which an entry has a part.
    pub fn with(&self, entry: EntryId) -> impl Iterator<Item = &Story> {
        let of_entry = self.of_entry.get(entry).into_iter().flatten();
        of_entry.map(|story| &self.all[*story])
    }
}
