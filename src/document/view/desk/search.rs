//! Where words stand: addresses and labels of the form, and what is written.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Desk;
use crate::assessment::field::Field;
use crate::japanese::individual_number::mask;
use crate::japanese::notation::{fold, on_one_line};
use crate::source::outward;

/// How many places are shown, and how many characters of a text around the words.
const MOST: usize = 60;
const BEFORE: usize = 20;
const AFTER: usize = 50;

/// A place that words mean, or at which they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The key of the page.
    pub chapter: String,
    /// The item's id.
    pub id: String,
    /// Its address.
    pub address: String,
    /// Its label.
    pub name: String,
    /// What is written there, around the words.
    pub text: String,
}

impl Desk<'_, '_> {
    /// The places of words: first the items that they name, then the texts in which they stand.
    pub fn search(&self, words: &str) -> Vec<Hit> {
        let assessment = self.seen.assessment;
        let wanted = fold(words.trim());
        if wanted.is_empty() {
            return Vec::new();
        }
        let found = assessment.form.search(words);
        let meant: BTreeSet<_> = found.items.iter().chain(&found.near).copied().collect();
        let is_meant = |field: &&Field| meant.contains(&field.item);
        let named = assessment.fields.iter().filter(is_meant);
        let named = named.filter(|field| !assessment.is_entry(field));
        let named = named.filter_map(|field| self.hit(field, ""));
        let others = assessment.fields.iter().filter(|field| !is_meant(field));
        let written = others.filter_map(|field| {
            let texts = field.value.texts().into_iter();
            let mut texts = texts.filter(|text| fold(&text.text).contains(&wanted));
            self.hit(field, excerpt(&texts.next()?.text, words).as_str())
        });
        let mut hits: Vec<Hit> = match found.items.is_empty() {
            true => written.chain(named).take(MOST).collect(),
            false => named.chain(written).take(MOST).collect(),
        };
        let mut known = BTreeSet::new();
        hits.retain(|hit| known.insert(hit.id.clone()));
        hits
    }

    fn hit(&self, field: &Field, text: &str) -> Option<Hit> {
        let assessment = self.seen.assessment;
        let definition = assessment.definition(field);
        let first = match text {
            "" => field
                .value
                .texts()
                .first()
                .map(|text| excerpt(&text.text, "")),
            text => Some(text.to_owned()),
        };
        Some(Hit {
            chapter: self.holding(&field.id)?.to_owned(),
            id: field.id.clone(),
            address: assessment.address(field),
            name: definition.label_at(&field.at),
            text: first.unwrap_or_default(),
        })
    }
}

/// A text around words that stand in it.
fn excerpt(text: &str, words: &str) -> String {
    let line = on_one_line(text);
    let at = line.find(words.trim()).unwrap_or(0);
    let before: Vec<char> = line[..at].chars().collect();
    let start = before.len().saturating_sub(BEFORE);
    let shown: String = line.chars().skip(start).take(BEFORE + AFTER).collect();
    let shown = outward::words(&mask(&shown));
    match start {
        0 => shown,
        _ => format!("…{shown}"),
    }
}
