//! Whether the check finds in a text that is laid out otherwise what it found before.

use std::collections::BTreeMap;

use crate::lint::engine::Checked;
use crate::source::diagnostic::Severity;
use crate::source::{Source, Span};

/// What a finding is wherever it stands: its rule, how much it matters, its item or entry, and the reason for which it is
/// excepted.
type Kind<'c> = (&'static str, Severity, &'c str, Option<&'c str>);

/// How often something is found.
#[derive(Default)]
struct Count {
    before: usize,
    /// How often at a key that is spelt otherwise now: it may be gone.
    respelt: usize,
    after: usize,
}

/// The rule that finds something else in a file than before; what it found in the spelling of keys may be gone.
pub fn otherwise(
    (old, before): (&Source, &Checked),
    (new, after): (&Source, &Checked),
    respelt: &[Span],
) -> Option<&'static str> {
    let mut counts: BTreeMap<Kind, Count> = BTreeMap::new();
    each(old, before, &mut |kind, span| {
        let count = counts.entry(kind).or_default();
        if respelt.binary_search(&span).is_ok() {
            count.respelt += 1;
        } else {
            count.before += 1;
        }
    });
    each(new, after, &mut |kind, _| {
        counts.entry(kind).or_default().after += 1
    });
    let is_other = |count: &Count| {
        let least = count.before;
        !(least..=least + count.respelt).contains(&count.after)
    };
    let found = counts.iter().find(|(_, count)| is_other(count));
    found.map(|((code, ..), _)| *code)
}

/// All places of all findings.
fn each<'c>(source: &Source, checked: &'c Checked, f: &mut dyn FnMut(Kind<'c>, Span)) {
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
            f((found.code, found.severity, item, reason), place.span);
        }
    }
}

/// The entry of a list that an item is in, where there is one: what is found in an entry is shown at its first key,
/// whichever that is.
fn entry_of(item: &str) -> &str {
    item.rfind(']').map_or(item, |end| &item[..=end])
}
