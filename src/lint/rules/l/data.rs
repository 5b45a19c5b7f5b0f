//! What is known of laws, names and their changes: `schemas/law/{names,citations,bodies}.yaml`.

mod words;

pub(in crate::lint::rules) use words::{ENDS, OfficialName, official_names};

use std::sync::LazyLock;

use jiff::civil::Date as Day;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use crate::japanese::citation::{Citation, CitationWords, Place, Table, Whose, places};

/// Reads 2021-09-01.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

pub(super) fn some_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Day>, D::Error> {
    day(from).map(Some)
}

/// How well a fact is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub(in crate::lint::rules) enum Confidence {
    /// Not verified: never used.
    C,
    /// Strong indirect evidence: asked to be confirmed.
    B,
    /// Read in the source.
    A,
}

/// The laws and other official names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct Names {
    pub laws: Vec<Law>,
    pub others: Vec<Official>,
    /// What comes before 省令, 命令 or 規則 in names that are no short names.
    pub makers: Vec<String>,
}

/// A law.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct Law {
    pub id: String,
    pub name: String,
    /// Other names that are right.
    #[serde(default)]
    pub also: Vec<String>,
    /// Short names.
    #[serde(default)]
    pub short: Vec<String>,
    /// The number under which it was promulgated.
    pub number: Option<String>,
    /// Where the fact was read.
    pub source: String,
    pub confidence: Confidence,
}

/// The official name of something that is no law.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct Official {
    pub name: String,
    #[serde(default)]
    pub also: Vec<String>,
    /// Mistakes that are seen.
    #[serde(default)]
    pub slips: Vec<String>,
    /// Where the fact was read.
    pub source: String,
    pub confidence: Confidence,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Citations {
    provisions: Vec<Provision>,
}

/// What a law provides, and where it was and is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct Provision {
    pub what: String,
    law: String,
    /// Words that distinguish it from all else with the same numbers.
    #[serde(default)]
    pub decisive: Vec<String>,
    #[serde(default)]
    pub context: Vec<String>,
    #[serde(default)]
    pub exclude: Vec<String>,
    #[serde(default)]
    pub items: Vec<String>,
    /// What the old number means now.
    pub reused: Option<String>,
    pub places: Vec<Placing>,
    /// Where the fact was read.
    pub source: String,
}

/// Where a provision is from a day on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct Placing {
    law: Option<String>,
    at: String,
    /// How to say it, where the place alone would not do.
    pub written: Option<String>,
    #[serde(default, deserialize_with = "some_day")]
    pub from: Option<Day>,
    /// From when on it may be there, where the day is not known and `from` is the first on which it was seen there.
    #[serde(default, deserialize_with = "some_day")]
    unsure_from: Option<Day>,
    pub confidence: Confidence,
    /// The law's place in [`Names::laws`].
    #[serde(skip)]
    pub of: usize,
    #[serde(skip)]
    pub place: Place,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    names: Vec<Renamed>,
    repealed: Vec<Repealed>,
    versions: Vec<Versions>,
    proofs: Vec<Proof>,
    proof_contexts: ProofContexts,
}

/// A card or paper that is no longer issued.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct Proof {
    pub words: Vec<String>,
    /// The first day on which none is issued.
    #[serde(deserialize_with = "day")]
    pub ended: Day,
    /// Words of the name of the office, with one of which alone it is meant.
    #[serde(default)]
    pub offices: Vec<String>,
    /// The last day on which it could be used.
    #[serde(default, deserialize_with = "some_day")]
    pub until: Option<Day>,
    /// Words of the sentence with which it is not meant.
    #[serde(default)]
    pub exclude: Vec<String>,
    /// How it may still be used.
    pub still: Option<String>,
    /// What serves instead.
    pub now: String,
    /// Where the fact was read.
    pub source: String,
    pub confidence: Confidence,
}

/// Where a card or paper is named as one that somebody shows or is given.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct ProofContexts {
    /// Words of the sentence.
    pub context: Vec<String>,
    /// Items that are about nothing else.
    pub items: Vec<String>,
    /// What may come right before its name without being a part of it.
    pub may_precede: Vec<String>,
}

/// A body, minister or standard under a new name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct Renamed {
    pub was: Vec<String>,
    pub now: String,
    /// From when on; always where that is not known.
    #[serde(default, deserialize_with = "some_day")]
    pub from: Option<Day>,
    #[serde(default)]
    pub context: Vec<String>,
    #[serde(default)]
    pub exclude: Vec<String>,
    #[serde(default)]
    pub before: Vec<String>,
    #[serde(default)]
    pub not_after: Vec<String>,
    /// Whether an assessment can't be published with it.
    #[serde(default)]
    pub grave: bool,
    /// Where the fact was read.
    pub source: String,
    pub confidence: Confidence,
}

/// A law or a kind of ordinance that no longer applies.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct Repealed {
    /// Laws by their id.
    #[serde(default)]
    pub laws: Vec<String>,
    /// Words that name ordinances.
    #[serde(default)]
    pub words: Vec<String>,
    /// What may not come right before the words.
    #[serde(default)]
    pub not_after: Vec<String>,
    pub now: String,
    #[serde(deserialize_with = "day")]
    pub from: Day,
    /// Where the fact was read.
    pub source: String,
    pub confidence: Confidence,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RetiredFile {
    retired: Vec<Retired>,
}

/// What templates speak of and is over.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct Retired {
    pub words: Vec<String>,
    pub what: String,
    /// The first day on which it is over.
    #[serde(deserialize_with = "day")]
    pub ended: Day,
    /// Words of the sentence with one of which alone it is meant.
    #[serde(default)]
    pub context: Vec<String>,
    /// Words of the sentence with which it is not meant.
    #[serde(default)]
    pub exclude: Vec<String>,
    pub advice: String,
    /// Where the fact was read.
    pub source: String,
    pub confidence: Confidence,
}

/// The editions of a document, oldest first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct Versions {
    pub name: String,
    pub editions: Vec<Edition>,
    /// Where the fact was read.
    pub source: String,
    pub confidence: Confidence,
}

/// An edition and its first day.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::lint::rules) struct Edition {
    pub edition: String,
    #[serde(default, deserialize_with = "some_day")]
    pub from: Option<Day>,
}

/// All of it, with the words that are looked for.
#[derive(Debug)]
pub(in crate::lint::rules) struct Data {
    pub names: Names,
    pub provisions: Vec<Provision>,
    pub renamed: Vec<Renamed>,
    pub repealed: Vec<Repealed>,
    pub retired: Vec<Retired>,
    pub versions: Vec<Versions>,
    pub proofs: Vec<Proof>,
    pub proof_contexts: ProofContexts,
    pub terms: Vec<Term>,
    pub words: CitationWords,
}

/// What a term that is looked for stands for, by places in the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::lint::rules) enum Term {
    /// A name that is no longer right.
    Renamed(usize),
    /// An ordinance that no longer applies.
    Repealed(usize),
    /// What templates speak of and is over.
    Retired(usize),
    /// A card or paper that is no longer issued.
    Proof(usize),
    /// An official name as it is.
    Official,
    /// A known mistake for an official name.
    Slip(usize),
    /// A document that comes in editions.
    Versions(usize),
    /// The end of an official name, where a misspelt one may be.
    Tail,
    /// All of a long name but its end.
    Head(usize),
    /// 施行令 or 施行規則 by itself.
    Enforcement,
    /// 省令, 命令 or 規則, perhaps as the end of a name.
    Ordinance,
}

static DATA: LazyLock<Data> = LazyLock::new(|| read().unwrap_or_else(|_| empty()));

/// The data; empty where the embedded files are broken, which a test rules out.
pub(in crate::lint::rules) fn data() -> &'static Data {
    &DATA
}

/// The law that a citation names, where it is one of ours.
pub(super) fn law_of(citation: &Citation) -> Option<&'static Law> {
    match citation.whose {
        Whose::Known(law) => data().names.laws.get(law),
        _ => None,
    }
}

fn empty() -> Data {
    Data {
        names: Names::default(),
        provisions: Vec::new(),
        renamed: Vec::new(),
        repealed: Vec::new(),
        retired: Vec::new(),
        versions: Vec::new(),
        proofs: Vec::new(),
        proof_contexts: ProofContexts::default(),
        terms: Vec::new(),
        words: CitationWords::default(),
    }
}

fn read() -> Result<Data, String> {
    let names: Names = crate::assets::data::read("law/names")?;
    let Citations { mut provisions } = crate::assets::data::read("law/citations")?;
    let bodies: Bodies = crate::assets::data::read("law/bodies")?;
    let RetiredFile { retired } = crate::assets::data::read("law/retired")?;
    locate(&mut provisions, &names)?;
    let (terms, words) = words::words(&names, &bodies, &retired);
    Ok(Data {
        names,
        provisions,
        renamed: bodies.names,
        repealed: bodies.repealed,
        retired,
        versions: bodies.versions,
        proofs: bodies.proofs,
        proof_contexts: bodies.proof_contexts,
        terms,
        words,
    })
}

/// Reads where provisions are, all phrases at once.
fn locate(provisions: &mut [Provision], names: &Names) -> Result<(), String> {
    let phrases: Vec<String> = provisions
        .iter()
        .flat_map(|p| p.places.iter().map(|at| at.at.clone()))
        .collect();
    let mut read = places(phrases.iter().map(String::as_str)).into_iter();
    for provision in provisions {
        for placing in &mut provision.places {
            let id = placing.law.as_ref().unwrap_or(&provision.law);
            let of = names.laws.iter().position(|law| law.id == *id);
            placing.of = of.ok_or_else(|| format!("law/citations: {id}"))?;
            let place = read.next().flatten();
            placing.place = place.ok_or_else(|| format!("law/citations: {}", placing.at))?;
        }
    }
    Ok(())
}

impl Provision {
    /// Where it is on a day: its number in the list, with the place.
    pub fn on(&self, day: Day) -> Option<(usize, &Placing)> {
        let begun = |p: &Placing| p.from.is_none_or(|from| from <= day);
        self.places.iter().enumerate().rfind(|(_, p)| begun(p))
    }

    /// Whether nobody knows where it is on a day.
    pub fn is_unsure(&self, day: Day) -> bool {
        self.places.iter().any(|placing| {
            let unsure = placing.unsure_from.zip(placing.from);
            unsure.is_some_and(|(first, last)| first <= day && day < last)
        })
    }

    /// At which of its places a citation points, if at any.
    pub fn cited_at(&self, law: usize, cited: &Place) -> Option<usize> {
        self.places
            .iter()
            .position(|p| p.of == law && covers(&p.place, cited))
    }

    /// Whether it is at a place on a day.
    pub fn is_at(&self, law: usize, place: &Place, day: Day) -> bool {
        let now = self.on(day);
        now.is_some_and(|(_, placing)| placing.of == law && placing.place == *place)
    }

    /// Whether it is an entry of a table or an item of an article, rather than the whole.
    pub fn is_entry(&self) -> bool {
        self.places.first().is_some_and(|p| p.place.entry.is_some())
    }
}

/// Whether what is cited lies in a place: 第27条第1項 in 第27条.
pub(in crate::lint::rules) fn covers(place: &Place, cited: &Place) -> bool {
    let same_table = place.table == cited.table;
    let same_article = place.article == cited.article;
    let paragraph = place.paragraph.is_none() || place.paragraph == cited.paragraph;
    let item = place.item.is_none() || place.item == cited.item;
    let entry = place.entry.is_none() || place.entry == cited.entry;
    same_table && same_article && paragraph && item && entry
}

/// Whether a place is one of a table.
pub(in crate::lint::rules) fn is_table(place: &Place) -> bool {
    matches!(
        place.table,
        Some(Table::Only | Table::Numbered(_) | Table::OfArticle)
    )
}

#[cfg(test)]
mod tests;
