//! Whether the check finds in a text that is laid out otherwise what it found before.

use std::collections::BTreeMap;

use crate::lint::engine::Checked;
use crate::source::diagnostic::{Diagnostic, Severity};
use crate::source::{Source, Span};

/// What a finding is wherever it stands: its rule, how much it matters, its item or entry, and the reason for which it is
/// excepted.
type Fault<'c> = (&'static str, Severity, &'c str, Option<&'c str>);

/// Where something is found.
type Place<'c> = (&'c Diagnostic, Span);

/// Where something is found before and afterwards.
#[derive(Default)]
struct Found<'c> {
    before: Vec<Place<'c>>,
    /// How often at a key that is spelt otherwise now: it may be gone.
    respelt: usize,
    after: Vec<Place<'c>>,
}

/// What a rule finds in only one of the two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Otherwise {
    /// The rule.
    pub code: &'static str,
    /// What it says.
    pub headline: String,
    /// Whether it is the new text in which it is found.
    pub is_new: bool,
    /// Where, in the text in which it is found.
    pub span: Span,
}

/// Something that is found in only one of the texts; what was found in the spelling of keys may be gone.
pub fn otherwise(
    (old, before): (&Source, &Checked),
    (new, after): (&Source, &Checked),
    respelt: &[Span],
) -> Option<Otherwise> {
    let mut found: BTreeMap<Fault, Found> = BTreeMap::new();
    each(old, before, &mut |kind, place| {
        let found = found.entry(kind).or_default();
        if respelt.binary_search(&place.1).is_ok() {
            found.respelt += 1;
        } else {
            found.before.push(place);
        }
    });
    each(new, after, &mut |kind, place| {
        found.entry(kind).or_default().after.push(place);
    });
    found.into_iter().find_map(|((code, ..), found)| {
        let Found { before, after, .. } = &found;
        let least = before.len();
        let is_new = after.len() > least + found.respelt;
        let (here, places, there, others) = match is_new {
            true => (new, after, old, before),
            false if after.len() < least => (old, before, new, after),
            false => return None,
        };
        // Of several, the one whose words are not among the others.
        let is_there = |span: Span| {
            let mut others = others.iter();
            others.any(|(_, other)| there.slice(*other) == here.slice(span))
        };
        let only = places.iter().find(|(_, span)| !is_there(*span));
        let (diagnostic, span) = only.or(places.first())?;
        Some(Otherwise {
            code,
            headline: diagnostic.headline().to_owned(),
            is_new,
            span: *span,
        })
    })
}

/// All places of all findings.
fn each<'c>(source: &Source, checked: &'c Checked, f: &mut dyn FnMut(Fault<'c>, Place<'c>)) {
    let kept = checked.diagnostics.iter().map(|found| (found, None));
    let suppressed = checked.suppressed.iter();
    let suppressed = suppressed.map(|s| (&s.diagnostic, Some(s.reason.as_str())));
    for (found, reason) in kept.chain(suppressed) {
        for place in found.all_places() {
            // A comment after `]` was in no item, and is in that of its key afterwards.
            let in_comment = source.slice(place.span).starts_with('#');
            let item = if in_comment {
                ""
            } else {
                entry_of(&place.item)
            };
            let kind = (found.code, found.severity, item, reason);
            f(kind, (found, place.span));
        }
    }
}

/// The entry of a list that an item is in, where there is one: what is found in an entry is shown at its first key,
/// whichever that is.
fn entry_of(item: &str) -> &str {
    item.rfind(']').map_or(item, |end| &item[..=end])
}
