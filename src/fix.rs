//! Mending a text by the fixes of its findings: which are made together, and whether what comes out is better.
//!
//! Rounds of checking and mending run until nothing changes any more. A fix is made whole or not at all: one that
//! overlaps another waits for the next round, and one that would bring an error that was not there is left out.
//! How the file is read is mended before what stands in it, because the places of the rest hang on that.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Edit, Fix, Safety, Severity};
use crate::source::Span;
use crate::yaml::edit;

/// How many rounds are made at most; a fix rarely opens the way for a third.
const ROUNDS: usize = 10;

/// How many lines a fix that is not certain may change.
const UNSURE_LINES: usize = 50;

/// A mended text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The new text.
    pub text: String,
    /// How many of the fixes that were asked for were left out: they would bring another error, or rest on a guess.
    pub left: usize,
}

/// Mends a text by the fixes of its findings, the certain ones alone or also the others. `check` finds what is wrong
/// in a text.
pub fn mend(text: &str, wanted: Safety, check: &dyn Fn(&str) -> Vec<Diagnostic>) -> Mended {
    let mut text = text.to_owned();
    let mut found = check(&text);
    let mut guessed = false;
    for _ in 0..ROUNDS {
        let round = Round {
            text: &text,
            found: &found,
            check,
        };
        let chosen = round.choose(wanted, guessed);
        let kept = round.kept(&chosen);
        if kept.is_empty() {
            break;
        }
        guessed |= kept.iter().any(|d| is_guess(d));
        let (mended, again) = round.made(&kept);
        if mended == text {
            break;
        }
        (text, found) = (mended, again);
    }
    let left = fixes(&found, wanted).count();
    Mended { text, left }
}

/// The findings with a fix of the wanted kind.
fn fixes(found: &[Diagnostic], wanted: Safety) -> impl Iterator<Item = (&Diagnostic, &Fix)> {
    found
        .iter()
        .filter_map(|d| d.fix.as_ref().map(|fix| (d, fix)))
        .filter(move |(_, fix)| fix.safety == Safety::Safe || wanted == Safety::Unsafe)
}

/// Whether a finding is about how the file is read, not about what stands in it.
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

/// One round of mending.
struct Round<'r> {
    text: &'r str,
    found: &'r [Diagnostic],
    check: &'r dyn Fn(&str) -> Vec<Diagnostic>,
}

impl<'r> Round<'r> {
    /// The findings whose fixes may be made together; certain ones come before others, else the first in the file.
    /// `guessed` says that an earlier round has guessed how the file is to be read.
    fn choose(&self, wanted: Safety, guessed: bool) -> Vec<&'r Diagnostic> {
        let guessed = guessed || self.found.iter().any(is_guess);
        let mut fixes: Vec<_> = fixes(self.found, wanted)
            .filter(|(_, fix)| fix.safety == Safety::Safe || self.lines(fix) <= UNSURE_LINES)
            .filter(|(d, fix)| is_reading(d) || !guessed || self.lines(fix) == 1)
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

    /// The chosen ones without those that bring new errors.
    fn kept(&self, chosen: &[&'r Diagnostic]) -> Vec<&'r Diagnostic> {
        let before = errors(self.found);
        let mut kept = Vec::new();
        self.keep(chosen, &before, &mut kept);
        kept
    }

    /// Adds some to those that are kept; where they bring new errors together, the halves are tried by themselves.
    fn keep(
        &self,
        some: &[&'r Diagnostic],
        before: &BTreeMap<(&str, String), usize>,
        kept: &mut Vec<&'r Diagnostic>,
    ) {
        if some.is_empty() {
            return;
        }
        let together = [kept.as_slice(), some].concat();
        let (_, found) = self.made(&together);
        let known = |(error, n): (&(&str, String), &usize)| before.get(error) >= Some(n);
        if errors(&found).iter().all(known) {
            *kept = together;
        } else if some.len() > 1 {
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
        let behind = self.0.range(span.start..).next();
        before.is_none_or(|(start, end)| *start < span.start && *end <= span.start)
            && behind.is_none_or(|(start, _)| *start >= span.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Label;

    /// A finding at words of a text, mended by other words.
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
        };
        let chosen = round.choose(Safety::Safe, false);
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
        assert_eq!(mend("a", Safety::Safe, &check).text, "d");
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
        let mended = mend("abc", Safety::Safe, &check);
        assert_eq!((mended.text.as_str(), mended.left), ("1b3", 1));
    }

    #[test]
    fn what_needs_a_look_is_mended_only_where_asked_for() {
        let check = |text: &str| vec![finding("S001", text, &[("a", "b")], Safety::Unsafe)];
        assert_eq!(mend("a", Safety::Safe, &check).text, "a");
        assert_eq!(mend("a", Safety::Unsafe, &check).text, "b");
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
        assert_eq!(mend(&long, Safety::Unsafe, &check).text, long);
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
        assert_eq!(mend("g a b x", Safety::Safe, &check).text, "g a b ○");
        assert_eq!(mend("g a b x", Safety::Unsafe, &check).text, "h a b ○");
    }
}
