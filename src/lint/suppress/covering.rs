//! Which exception covers a place.

use rustc_hash::FxHashMap;

use crate::lint::exception::{Covers, Exception};
use crate::lint::rules;
use crate::source::Span;
use crate::source::diagnostic::Label;

/// The exceptions with a reason by the rules that they are from, so that the first that covers a place is found at once.
pub(super) struct Covering(FxHashMap<String, OfRule>);

/// The exceptions from a rule, by their numbers.
#[derive(Default)]
pub(super) struct OfRule {
    /// Parts of the file, by where they begin; each lies within another or outside of it.
    parts: Vec<Part>,
    /// Items by their ids, without the numbers that are left open.
    items: FxHashMap<String, usize>,
    /// The first for the whole file.
    all: Option<usize>,
}

struct Part {
    span: Span,
    exception: usize,
    /// The place in the list of the part around it.
    around: Option<usize>,
}

impl Covering {
    pub(super) fn of(exceptions: &[Exception]) -> Self {
        let mut of_rules: FxHashMap<String, OfRule> = FxHashMap::default();
        let with_reason = exceptions.iter().enumerate();
        for (n, exception) in with_reason.filter(|(_, e)| !e.reason.is_empty() && is_sound(e)) {
            let of_rule = of_rules.entry(exception.code.to_ascii_uppercase());
            let of_rule = of_rule.or_default();
            match &exception.covers {
                Covers::Part(span) => of_rule.parts.push(Part {
                    span: Span::new(span.start, span.end.max(span.start + 1)),
                    exception: n,
                    around: None,
                }),
                Covers::Item(id) => {
                    of_rule.items.entry(closed(id)).or_insert(n);
                }
                Covers::All => _ = of_rule.all.get_or_insert(n),
                Covers::Unknown(_) => {}
            }
        }
        of_rules.values_mut().for_each(OfRule::nest);
        Covering(of_rules)
    }

    /// The exceptions from a rule.
    pub(super) fn get(&self, code: &str) -> Option<&OfRule> {
        self.0.get(code)
    }
}

impl OfRule {
    /// Says of each part which is around it.
    fn nest(&mut self) {
        self.parts
            .sort_by_key(|part| (part.span.start, usize::MAX - part.span.end, part.exception));
        let mut open: Vec<usize> = Vec::new();
        for n in 0..self.parts.len() {
            let start = self.parts[n].span.start;
            while open
                .pop_if(|last| self.parts[*last].span.end <= start)
                .is_some()
            {}
            self.parts[n].around = open.last().copied();
            open.push(n);
        }
    }

    /// The first exception that covers a place.
    pub(super) fn first(&self, place: &Label) -> Option<usize> {
        let at = place.span.start;
        let begun = self.parts.partition_point(|part| part.span.start <= at);
        let mut next = begun.checked_sub(1);
        let mut found = self.all;
        let mut add = |n: usize| found = Some(found.map_or(n, |known| known.min(n)));
        while let Some(part) = next.and_then(|n| self.parts.get(n)) {
            if at < part.span.end {
                add(part.exception);
            }
            next = part.around;
        }
        if !self.items.is_empty() {
            let items = around(&place.item);
            items
                .iter()
                .filter_map(|id| self.items.get(id))
                .for_each(|n| add(*n));
        }
        found
    }
}

/// An item's id without the numbers that it leaves open: `basic.systems[?]` names all systems, as `basic.systems` does.
fn closed(id: &str) -> String {
    id.replace("[?]", "").replace("[]", "")
}

/// The ids, as [`closed`] gives them, of an item and of all that it lies in, with and without the numbers of entries.
fn around(item: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut heads = vec![String::new()];
    for part in item.split('.') {
        let bare = part.split_once('[').map(|(name, _)| name);
        let ways = || std::iter::once(part).chain(bare);
        let dot = if found.is_empty() { "" } else { "." };
        heads = heads
            .iter()
            .flat_map(|head| ways().map(move |way| format!("{head}{dot}{way}")))
            .collect();
        found.extend(heads.iter().cloned());
    }
    found
}

/// Whether an exception could cover something: it names a rule that can be excepted from, and no item that is not there.
pub(super) fn is_sound(exception: &Exception) -> bool {
    let rule = rules::find(&exception.code);
    rule.is_some_and(|rule| !rules::is_mandatory(rule.code)) && exception.unknown_item().is_none()
}

#[cfg(test)]
mod tests {
    use super::{around, closed};

    #[test]
    fn an_item_covers_what_lies_below_it() {
        for (item, other, expected) in [
            ("basic.systems[1].functions", "basic.systems[1]", true),
            ("basic.systems[1].functions", "basic.systems", true),
            (
                "basic.systems[2].functions",
                "basic.systems[?].functions",
                true,
            ),
            ("basic.systems[2].functions", "basic.systems[1]", false),
            ("basic.systems[10]", "basic.systems[1]", false),
            ("basic", "basic.systems", false),
            ("basics.systems", "basic", false),
            ("", "basic", false),
        ] {
            let covered = around(item).contains(&closed(other));
            assert_eq!(covered, expected, "{item} in {other}");
        }
    }
}
