//! Fixing a text by the fixes of its findings: which are made together, and whether what comes out is better.
//!
//! Rounds of checking and fixing run until nothing changes any more. A fix is made whole or not at all: one that
//! overlaps another waits for the next round, and one that would bring an error that was not there is left out.
//! How the file is read is fixed before what is in it, because the places of the rest depend on that.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::source::Span;
use crate::source::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity};
use crate::yaml::edit;

/// How many rounds are made at most; a fix rarely opens the way for a third.
const ROUNDS: usize = 10;

/// How many lines a fix that is not certain may change.
const UNSURE_LINES: usize = 50;

/// How many times the text is checked at most to find the fixes that bring an error: what is left then waits.
const TRIES: usize = 40;

/// A fixed text.
#[derive(Debug, Clone)]
pub struct Fixed {
    /// The new text.
    pub text: String,
    /// What was fixed, in the order in which it was done.
    pub made: Vec<Made>,
    /// The findings whose fixes were asked for and left out: they would bring another error, fix nothing, or rest on a
    /// guess. Their places are those in the new text.
    pub left: Vec<Diagnostic>,
    /// The findings whose fixes want a look first, where only certain ones were asked for.
    pub unsure: Vec<Diagnostic>,
}

/// A finding that was fixed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The code of its rule.
    pub code: &'static str,
    /// Its headline.
    pub message: String,
    /// The line where it was, from 1, in the text of that round.
    pub line: usize,
}

/// Fixes a text by the fixes of its findings, the certain ones alone or also the others. `check` finds what is wrong
/// in a text.
pub fn fix_text(text: &str, wanted: Safety, check: &dyn Fn(&str) -> Vec<Diagnostic>) -> Fixed {
    let mut text = text.to_owned();
    let mut found = check(&text);
    let mut made = Vec::new();
    let mut put_off = FxHashSet::default();
    let mut tries = TRIES;
    for _ in 0..ROUNDS {
        let mut round = Round {
            text: &text,
            found: &found,
            check,
            put_off: &mut put_off,
            tries: &mut tries,
        };
        let chosen = round.choose(wanted);
        let Some((kept, fixed, again)) = round.kept(&chosen) else {
            break;
        };
        if fixed == text {
            break;
        }
        made.extend(kept.iter().map(|d| Made::of(d, &text)));
        (text, found) = (fixed, again);
        put_off.clear();
    }
    let (mut left, mut unsure) = (Vec::new(), Vec::new());
    for finding in found {
        match finding.fix.as_ref().map(|fix| fix.safety) {
            Some(Safety::Unsafe) if wanted == Safety::Safe => unsure.push(finding),
            Some(_) => left.push(finding),
            None => {}
        }
    }
    Fixed {
        text,
        made,
        left,
        unsure,
    }
}

impl Made {
    fn of(finding: &Diagnostic, text: &str) -> Self {
        let before = text.get(..finding.primary.span.start).unwrap_or("");
        Made {
            code: finding.code,
            message: finding.message.clone(),
            line: 1 + memchr::memchr_iter(b'\n', before.as_bytes()).count(),
        }
    }
}

/// What a finding is, wherever it is: by its rule, its item, its headline and what would fix it.
type Identity = (&'static str, String, String, Vec<String>);

fn identity(finding: &Diagnostic) -> Identity {
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    (
        finding.code,
        finding.primary.item.clone(),
        finding.message.clone(),
        edits.map(|edit| edit.text.clone()).collect(),
    )
}

/// The findings with a fix of the wanted kind.
fn fixes(found: &[Diagnostic], wanted: Safety) -> impl Iterator<Item = (&Diagnostic, &Fix)> {
    found
        .iter()
        .filter_map(|d| d.fix.as_ref().map(|fix| (d, fix)))
        .filter(move |(_, fix)| fix.safety == Safety::Safe || wanted == Safety::Unsafe)
}

/// Whether a finding is about how the file is read, not about what is in it.
fn is_reading(finding: &Diagnostic) -> bool {
    finding.code.starts_with('Y')
}

/// Whether how the file is read there is a guess: what lies in what may be otherwise.
fn is_guess(finding: &Diagnostic) -> bool {
    let certain = finding
        .fix
        .as_ref()
        .is_some_and(|f| f.safety == Safety::Safe);
    is_reading(finding) && finding.severity == Severity::Error && !certain
}

/// One round of fixing.
struct Round<'r> {
    text: &'r str,
    found: &'r [Diagnostic],
    check: &'r dyn Fn(&str) -> Vec<Diagnostic>,
    /// What would bring an error or fix nothing, as long as nothing else is fixed.
    put_off: &'r mut FxHashSet<Identity>,
    /// How many more times the text may be checked to find those.
    tries: &'r mut usize,
}

/// Findings whose fixes are made, the text that comes of them, and what is found in it.
type Done<'r> = (Vec<&'r Diagnostic>, String, Vec<Diagnostic>);

impl<'r> Round<'r> {
    /// The findings whose fixes may be made together; certain ones come before others, else the first in the file.
    fn choose(&self, wanted: Safety) -> Vec<&'r Diagnostic> {
        // Where the reading of the file rests on a guess, its structure waits until that is resolved.
        let guessed = self.found.iter().any(is_guess);
        let mut fixes: Vec<_> = fixes(self.found, wanted)
            .filter(|(_, fix)| fix.safety == Safety::Safe || self.lines(fix) <= UNSURE_LINES)
            .filter(|(d, fix)| is_reading(d) || !guessed || self.lines(fix) == 1)
            .filter(|(d, _)| !self.is_put_off(d))
            .collect();
        if fixes.iter().any(|(d, _)| is_reading(d)) {
            fixes.retain(|(d, _)| is_reading(d));
        }
        fixes.sort_by_key(|(_, fix)| fix.safety == Safety::Unsafe);
        let mut taken = Taken::default();
        let fitting = fixes
            .into_iter()
            .filter(|(_, fix)| self.is_valid(fix) && taken.take(&fix.edits));
        fitting.map(|(d, _)| d).collect()
    }

    fn is_put_off(&self, finding: &Diagnostic) -> bool {
        !self.put_off.is_empty() && self.put_off.contains(&identity(finding))
    }

    /// How many lines a fix changes.
    fn lines(&self, fix: &Fix) -> usize {
        let breaks = |e: &Edit| {
            let replaced = self.text.get(e.span.range()).unwrap_or("");
            replaced
                .matches('\n')
                .count()
                .max(e.text.matches('\n').count())
        };
        fix.edits.iter().map(|e| 1 + breaks(e)).sum()
    }

    fn is_valid(&self, fix: &Fix) -> bool {
        let mut spans = fix.edits.iter().map(|e| e.span.range());
        spans.all(|range| self.text.get(range).is_some())
    }

    /// The chosen ones without those that bring new errors or fix nothing; none where no one is left.
    fn kept(&mut self, chosen: &[&'r Diagnostic]) -> Option<Done<'r>> {
        let before = errors(self.found);
        let mut kept = None;
        self.keep(chosen, &before, &mut kept);
        let (made, text, again) = kept?;
        let idle = self.idle(&made, &again);
        if idle.is_empty() {
            return Some((made, text, again));
        }
        let good = made
            .iter()
            .copied()
            .filter(|d| !idle.contains(&identity(d)));
        let good: Vec<_> = good.collect();
        self.put_off.extend(idle);
        let (text, again) = (!good.is_empty()).then(|| self.made(&good))?;
        Some((good, text, again))
    }

    /// What was made and is still there as often: the same fix again would only heap up.
    fn idle(&self, made: &[&Diagnostic], again: &[Diagnostic]) -> FxHashSet<Identity> {
        let count = |found: &mut dyn Iterator<Item = &Diagnostic>| {
            let mut counts: FxHashMap<Identity, usize> = FxHashMap::default();
            for finding in found.filter(|d| d.fix.is_some()) {
                *counts.entry(identity(finding)).or_insert(0) += 1;
            }
            counts
        };
        let (before, after) = (count(&mut self.found.iter()), count(&mut again.iter()));
        let made = made.iter().map(|d| identity(d));
        made.filter(|id| after.get(id) >= before.get(id)).collect()
    }

    /// Adds some to those that are kept; where they bring new errors together, the halves are tried by themselves.
    fn keep(
        &mut self,
        some: &[&'r Diagnostic],
        before: &BTreeMap<(&str, String), usize>,
        kept: &mut Option<Done<'r>>,
    ) {
        if some.is_empty() || *self.tries == 0 {
            return;
        }
        let so_far = kept.as_ref().map_or(&[][..], |(made, ..)| made.as_slice());
        let together = [so_far, some].concat();
        let (text, found) = self.made(&together);
        let known = |(error, n): (&(&str, String), &usize)| before.get(error) >= Some(n);
        if errors(&found).iter().all(known) {
            *kept = Some((together, text, found));
            return;
        }
        *self.tries -= 1;
        if let [one] = some {
            self.put_off.insert(identity(one));
        } else {
            let (first, second) = some.split_at(some.len() / 2);
            self.keep(first, before, kept);
            self.keep(second, before, kept);
        }
    }

    /// The text with the fixes of some findings, and what is found in it.
    fn made(&self, some: &[&Diagnostic]) -> (String, Vec<Diagnostic>) {
        let fixes = some.iter().filter_map(|d| d.fix.as_ref());
        let edits: Vec<Edit> = fixes.flat_map(|f| f.edits.iter().cloned()).collect();
        let text = edit::apply(self.text, &edits).text;
        let found = (self.check)(&text);
        (text, found)
    }
}

/// How often each error is there: by its rule and its item, without the numbers of entries, which may shift.
fn errors(found: &[Diagnostic]) -> BTreeMap<(&str, String), usize> {
    let mut errors = BTreeMap::new();
    for d in found.iter().filter(|d| d.severity == Severity::Error) {
        let item: String = d
            .primary
            .item
            .chars()
            .filter(|c| !c.is_ascii_digit())
            .collect();
        *errors.entry((d.code, item)).or_insert(0) += 1;
    }
    errors
}

/// Places that edits have taken: from each start to its end.
#[derive(Default)]
struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Takes the places of all edits of a fix, or of none where one of them is taken already.
    fn take(&mut self, edits: &[Edit]) -> bool {
        let free = edits.iter().all(|e| self.is_free(e.span));
        if free {
            self.0
                .extend(edits.iter().map(|e| (e.span.start, e.span.end)));
        }
        free
    }

    /// Of two edits that begin at the same place, it is not known which comes first.
    fn is_free(&self, span: Span) -> bool {
        let before = self.0.range(..=span.start).next_back();
        let after = self.0.range(span.start..).next();
        before.is_none_or(|(start, end)| *start < span.start && *end <= span.start)
            && after.is_none_or(|(start, _)| *start >= span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::diagnostic::Label;

    /// A finding at words of a text, fixed by other words.
    fn finding(
        code: &'static str,
        text: &str,
        edits: &[(&str, &str)],
        safety: Safety,
    ) -> Diagnostic {
        let edits: Vec<Edit> = edits
            .iter()
            .filter_map(|(old, new)| {
                let start = text.find(old)?;
                let span = Span::new(start, start + old.len());
                let text = (*new).to_owned();
                Some(Edit { span, text })
            })
            .collect();
        Diagnostic {
            code,
            name: "test",
            severity: Severity::Error,
            message: String::new(),
            primary: Label::at(edits.first().map_or(Span::at(0), |e| e.span)),
            count: String::new(),
            related: Vec::new(),
            elsewhere: Vec::new(),
            help: String::new(),
            basis: Vec::new(),
            fix: (!edits.is_empty()).then_some(Fix { safety, edits }),
            masked: false,
        }
    }

    #[test]
    fn a_fix_is_made_whole_or_waits() {
        // The second overlaps the first in one of its two edits: neither may be made half.
        let check = |text: &str| {
            vec![
                finding("S001", text, &[("abc", "x")], Safety::Safe),
                finding("S002", text, &[("cd", "y"), ("ef", "z")], Safety::Safe),
            ]
        };
        let found = check("abcdef");
        let round = Round {
            text: "abcdef",
            found: &found,
            check: &check,
            put_off: &mut FxHashSet::default(),
            tries: &mut TRIES.clone(),
        };
        let chosen = round.choose(Safety::Safe);
        assert_eq!(chosen.len(), 1);
        assert_eq!(round.made(&chosen).0, "xdef");
    }

    #[test]
    fn rounds_go_on_until_nothing_changes() {
        let check = |text: &str| {
            [("a", "b"), ("b", "c"), ("c", "d")]
                .iter()
                .filter(|(old, _)| text.contains(old))
                .map(|edit| finding("S001", text, &[*edit], Safety::Safe))
                .collect::<Vec<_>>()
        };
        assert_eq!(fix_text("a", Safety::Safe, &check).text, "d");
    }

    #[test]
    fn fixes_that_bring_an_error_are_left_out_and_the_others_made() {
        let check = |text: &str| {
            let mut found = Vec::new();
            for edit in [("a", "1"), ("b", "!"), ("c", "3")] {
                if text.contains(edit.0) {
                    found.push(finding("S001", text, &[edit], Safety::Safe));
                }
            }
            if text.contains('!') {
                found.push(finding("S009", text, &[], Safety::Safe));
            }
            found
        };
        let fixed = fix_text("abc", Safety::Safe, &check);
        assert_eq!((fixed.text.as_str(), fixed.left.len()), ("1b3", 1));
        assert_eq!(fixed.made.len(), 2);
    }

    #[test]
    fn a_fix_that_fixes_nothing_is_not_made_again_and_again() {
        // An edit at a wrong place: the text grows, and the finding stays.
        let check = |text: &str| {
            let mut grows = finding("W005", text, &[("", "+")], Safety::Safe);
            grows.primary = Label::at(Span::at(0));
            vec![grows, finding("S001", text, &[("a", "b")], Safety::Safe)]
        };
        let fixed = fix_text("xa", Safety::Safe, &check);
        assert_eq!((fixed.text.as_str(), fixed.made.len()), ("xb", 1));
    }

    #[test]
    fn a_fix_is_made_although_another_brings_the_same_finding_elsewhere() {
        // Fixing the b brings a second finding like the first, so that the first looks as if nothing had fixed it.
        let check = |text: &str| {
            let each = |(at, _): (usize, &str)| {
                let mut found = finding("S001", text, &[("a", "x")], Safety::Safe);
                found
                    .fix
                    .iter_mut()
                    .for_each(|fix| fix.edits[0].span = Span::new(at, at + 1));
                found
            };
            let mut found: Vec<_> = text.match_indices('a').map(each).collect();
            if text.contains('b') {
                found.push(finding("S002", text, &[("b", "a")], Safety::Safe));
            }
            found
        };
        assert_eq!(fix_text("ab", Safety::Safe, &check).text, "xx");
    }

    #[test]
    fn many_fixes_that_bring_errors_cost_few_checks() {
        let calls = std::cell::Cell::new(0);
        let text: String = (0..2000).map(|n| format!("<{n}>")).collect();
        let check = |text: &str| {
            calls.set(calls.get() + 1);
            let mut found: Vec<_> = (0..2000)
                .filter(|n| text.contains(&format!("<{n}>")))
                .map(|n| finding("S001", text, &[(&format!("<{n}>"), "!")], Safety::Safe))
                .collect();
            let new = text
                .matches('!')
                .map(|_| finding("S009", text, &[], Safety::Safe));
            found.extend(new);
            found
        };
        fix_text(&text, Safety::Safe, &check);
        assert!(calls.get() < 3 * TRIES, "{}", calls.get());
    }

    #[test]
    fn what_needs_a_look_is_fixed_only_where_asked_for() {
        let check = |text: &str| vec![finding("S001", text, &[("a", "b")], Safety::Unsafe)];
        assert_eq!(fix_text("a", Safety::Safe, &check).text, "a");
        assert_eq!(fix_text("a", Safety::Unsafe, &check).text, "b");
    }

    #[test]
    fn an_unsure_fix_of_many_lines_is_left_to_the_person() {
        let long = "a\n".repeat(UNSURE_LINES + 1);
        let check = |text: &str| {
            vec![finding(
                "S001",
                text,
                &[(long.as_str(), "b")],
                Safety::Unsafe,
            )]
        };
        assert_eq!(fix_text(&long, Safety::Unsafe, &check).text, long);
    }

    #[test]
    fn structure_is_not_changed_on_a_guess() {
        // Y015 guesses where a line belongs: what S021 makes of that must wait for a look.
        let check = |text: &str| {
            vec![
                finding("Y015", text, &[("g", "h")], Safety::Unsafe),
                finding("S021", text, &[("a", "- a"), ("b", "- b")], Safety::Safe),
                finding("S014", text, &[("x", "○")], Safety::Safe),
            ]
        };
        assert_eq!(fix_text("g a b x", Safety::Safe, &check).text, "g a b ○");
        assert_eq!(fix_text("g a b x", Safety::Unsafe, &check).text, "h a b ○");
    }
}
