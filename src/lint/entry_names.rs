//! What the entries of lists are called, so that a finding is known again where their numbers change.

use std::collections::HashMap;

use crate::assessment::Assessment;
use crate::assessment::value::Value;
use crate::japanese::individual_number;
use crate::source::diagnostic::Diagnostic;

/// What the entries are called of the lists in which findings lie, by the ids of the lists.
#[derive(Debug, Clone, Default)]
pub struct EntryNames(HashMap<String, Vec<Option<String>>>);

impl EntryNames {
    /// The names for some findings of an assessment.
    pub fn of<'d>(
        assessment: &Assessment,
        findings: impl IntoIterator<Item = &'d Diagnostic>,
    ) -> Self {
        let mut names = HashMap::new();
        for place in findings.into_iter().flat_map(Diagnostic::all_places) {
            for (open, _) in place.item.match_indices('[') {
                let list = &place.item[..open];
                if !names.contains_key(list) {
                    names.insert(list.to_owned(), entry_names(assessment, list));
                }
            }
        }
        EntryNames(names)
    }

    /// An id with the names of entries in the place of their numbers, as far as they distinguish them.
    pub(super) fn item(&self, id: &str) -> String {
        let mut out = String::new();
        let mut rest = id;
        while let Some(open) = rest.find('[') {
            let Some(close) = rest[open..].find(']').map(|i| open + i) else {
                break;
            };
            out.push_str(&rest[..=open]);
            let number = &rest[open + 1..close];
            let list = &id[..id.len() - rest.len() + open];
            match self.entry(list, number) {
                Some(name) => out.push_str(&individual_number::mask(name)),
                None => out.push_str(number),
            }
            rest = &rest[close..];
        }
        out + rest
    }

    fn entry(&self, list: &str, number: &str) -> Option<&str> {
        let place = number.parse::<usize>().ok()?.checked_sub(1)?;
        self.0.get(list)?.get(place)?.as_deref()
    }
}

/// What the entries of a list are called: by their first text, with the second where the first is another's, too.
fn entry_names(assessment: &Assessment, list: &str) -> Vec<Option<String>> {
    let entries = 1..=assessment.entries(list);
    let texts: Vec<Vec<&str>> = entries
        .map(|n| texts(assessment, &format!("{list}[{n}]")))
        .collect();
    let mut counts: HashMap<&[&str], usize> = HashMap::new();
    for texts in &texts {
        for length in 1..=texts.len().min(2) {
            *counts.entry(&texts[..length]).or_default() += 1;
        }
    }
    let alone = |name: &[&str]| counts.get(name) == Some(&1);
    let name = |texts: &Vec<&str>| {
        let lengths = 1..=texts.len().min(2);
        let mut names = lengths.map(|length| &texts[..length]);
        names.find(|name| alone(name)).map(|name| name.join("／"))
    };
    texts.iter().map(name).collect()
}

/// The first lines of the texts of an entry.
fn texts<'a>(assessment: &Assessment<'a>, entry: &str) -> Vec<&'a str> {
    let Some(place) = assessment.find(entry) else {
        return Vec::new();
    };
    let below = assessment.children(place).iter();
    let below = below.map(|child| &assessment.fields[*child]);
    let texts = below.filter_map(|f| match f.value {
        Value::Text(text) | Value::Date(text, _) | Value::Choice { text, .. } => Some(&text.text),
        _ => None,
    });
    let lines = texts.filter_map(|text| text.lines().next().map(str::trim));
    lines.filter(|line| !line.is_empty()).collect()
}
