//! The words of laws, names and bodies that texts are searched for.

use super::{Bodies, Confidence, Names, Retired, Term};
use crate::japanese::citation::CitationWords;

/// An official name.
#[derive(Debug, Clone, Copy)]
pub(in crate::lint::rules) struct OfficialName<'d> {
    pub name: &'d str,
    pub also: &'d [String],
    pub source: &'d str,
    pub confidence: Confidence,
}

/// The official names of laws and of all else.
pub(in crate::lint::rules) fn official_names(
    names: &Names,
) -> impl Iterator<Item = OfficialName<'_>> {
    let laws = names.laws.iter().map(|l| OfficialName {
        name: &l.name,
        also: &l.also,
        source: &l.source,
        confidence: l.confidence,
    });
    let others = names.others.iter().map(|o| OfficialName {
        name: &o.name,
        also: &o.also,
        source: &o.source,
        confidence: o.confidence,
    });
    laws.chain(others)
}

/// Whether the end of a name is a word that is looked for anyway.
fn is_looked_for(name: &str) -> bool {
    const OWN: [&str; 7] = ["法", "法律", "施行令", "施行規則", "省令", "命令", "規則"];
    OWN.iter().any(|own| name.ends_with(own))
}

/// The last characters of a name, where they are no word that is looked for anyway.
fn tail(name: &str) -> Option<String> {
    if is_looked_for(name) {
        return None;
    }
    let count = name.chars().count();
    Some(name.chars().skip(count.saturating_sub(ENDS)).collect())
}

/// How many characters at an end of a name identify it.
pub(in crate::lint::rules) const ENDS: usize = 2;

/// The characters of a long name before its last ones, which alone may be mistaken; none of laws, whose names go on in many
/// ways.
fn head(name: &str) -> Option<String> {
    let count = name.chars().count();
    let is_long = count >= LONG && !is_looked_for(name) && !name.ends_with('令');
    is_long.then(|| name.chars().take(count - ENDS).collect())
}

/// From how many characters on a name is known by those before its end.
const LONG: usize = 10;

/// The words to look for, what each stands for, and those by which laws are cited.
pub(super) fn words(
    names: &Names,
    bodies: &Bodies,
    retired: &[Retired],
) -> (Vec<Term>, CitationWords) {
    let mut laws = Vec::new();
    for (n, law) in names.laws.iter().enumerate() {
        let all = std::iter::once(&law.name)
            .chain(&law.also)
            .chain(&law.short);
        laws.extend(all.map(|name| (name.as_str(), n)));
    }
    let mut terms: Vec<(&str, Term)> = Vec::new();
    for (n, renamed) in bodies.names.iter().enumerate() {
        terms.extend(renamed.was.iter().map(|w| (w.as_str(), Term::Renamed(n))));
    }
    for (n, repealed) in bodies.repealed.iter().enumerate() {
        terms.extend(
            repealed
                .words
                .iter()
                .map(|w| (w.as_str(), Term::Repealed(n))),
        );
    }
    for (n, retired) in retired.iter().enumerate() {
        terms.extend(retired.words.iter().map(|w| (w.as_str(), Term::Retired(n))));
    }
    for (n, proof) in bodies.proofs.iter().enumerate() {
        terms.extend(proof.words.iter().map(|w| (w.as_str(), Term::Proof(n))));
    }
    for (n, versions) in bodies.versions.iter().enumerate() {
        terms.push((&versions.name, Term::Versions(n)));
    }
    for (n, official) in names.others.iter().enumerate() {
        let right = std::iter::once(&official.name).chain(&official.also);
        terms.extend(right.map(|w| (w.as_str(), Term::Official)));
        terms.extend(official.slips.iter().map(|w| (w.as_str(), Term::Slip(n))));
    }
    let heads = official_names(names).enumerate();
    let heads: Vec<(String, usize)> = heads
        .filter_map(|(n, o)| Some((head(o.name)?, n)))
        .collect();
    terms.extend(
        heads
            .iter()
            .map(|(head, n)| (head.as_str(), Term::Head(*n))),
    );
    let tails: Vec<String> = official_names(names).filter_map(|o| tail(o.name)).collect();
    terms.extend(tails.iter().map(|t| (t.as_str(), Term::Tail)));
    terms.push(("施行令", Term::Enforcement));
    terms.push(("施行規則", Term::Enforcement));
    terms.extend(["省令", "命令", "規則"].map(|word| (word, Term::Ordinance)));
    let numbered = terms.iter().enumerate().map(|(n, (word, _))| (*word, n));
    let words = CitationWords::new(laws, numbered);
    (terms.into_iter().map(|(_, term)| term).collect(), words)
}
