//! Whether the assessment says what an answer 「修正した」 quotes.
//!
//! Nothing is stored: what an answer claims ([`super::claims`]) is proved against the text each time.

pub use super::claims::{Claim, claims};
use super::{Entry, Said};
use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::assessment::resolve::{Meaning, Resolver, references};
use crate::compare::changelog::body::{Body, Index};
use crate::japanese::passage::Passage;

/// A claim that an assessment does not bear out.
#[derive(Debug)]
pub struct Unproved<'a> {
    /// The answer.
    pub answer: Said<'a>,
    /// What it claims.
    pub claim: Claim,
}

/// An assessment with what finds its items.
pub struct Shelved<'p> {
    paper: &'p Assessment<'p>,
    /// What finds the item of an address in it.
    pub resolver: Resolver<'p>,
    /// The items that it has.
    pub index: Index<'p>,
    whole: Option<String>,
}

/// Assessments in which items are looked up.
pub fn shelf<'p>(papers: &[&'p Assessment<'p>]) -> Vec<Shelved<'p>> {
    let shelved = |paper: &&'p Assessment<'p>| Shelved {
        paper,
        resolver: Resolver::new(paper),
        index: Index::of(paper),
        whole: None,
    };
    papers.iter().map(shelved).collect()
}

impl Shelved<'_> {
    /// The items that a text names, which are there.
    pub fn named(&self, text: &str) -> Vec<FieldId> {
        let found = references(text).into_iter().flat_map(|range| {
            match self.resolver.resolve(&text[range.clone()]) {
                Meaning::Item(found) => vec![found],
                Meaning::Several => {
                    let several = self.resolver.several(&text[range]).into_iter();
                    let found = several.filter_map(|(_, meaning)| match meaning {
                        Meaning::Item(found) => Some(found),
                        _ => None,
                    });
                    found.collect()
                }
                Meaning::Nothing => Vec::new(),
            }
        });
        found.flat_map(|found| self.index.places(&found)).collect()
    }

    /// The items that an entry names.
    pub fn of_entry(&self, entry: &Entry) -> Vec<FieldId> {
        entry
            .items
            .iter()
            .flat_map(|item| self.named(item.str()))
            .collect()
    }

    /// What the items of an entry say; of one that names none that is there, what the whole assessment says.
    fn says(&mut self, entry: &Entry) -> String {
        let fields = self.of_entry(entry);
        if !fields.is_empty() {
            return Body::at(self.paper, &fields).text;
        }
        let whole = || Body::whole(self.paper).text;
        self.whole.get_or_insert_with(whole).clone()
    }
}

/// The claims of an entry's answers that none of the assessments bears out; none where there is no assessment.
pub fn unproved<'a>(entry: &Entry<'a>, shelf: &mut [Shelved]) -> Vec<Unproved<'a>> {
    let claimed = |answer: &Said<'a>| {
        let answer = *answer;
        let claims = claims(answer.str()).into_iter();
        claims.map(move |claim| Unproved { answer, claim })
    };
    let mut all: Vec<Unproved> = entry.answers.iter().flat_map(claimed).collect();
    if all.is_empty() || shelf.is_empty() {
        return Vec::new();
    }
    let texts: Vec<String> = shelf
        .iter_mut()
        .map(|shelved| shelved.says(entry))
        .collect();
    all.retain(|one| {
        let words = &one.answer.str()[one.claim.range.clone()];
        let stands = texts.iter().any(|text| holds(text, words));
        stands == one.claim.is_gone
    });
    all
}

/// Whether a text in comparison form has words; what they leave out by 「…」 may be anything.
fn holds(text: &str, words: &str) -> bool {
    let mut rest = text;
    let folded = Passage::of(words).without("**").text;
    let parts = folded.split(['…', '‥']).flat_map(|part| part.split("..."));
    let parts = parts
        .map(|part| part.trim_end_matches(['。', '、']))
        .filter(|part| !part.is_empty());
    for part in parts {
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    true
}
