//! Which entries cover which changes: by the item that they name, by what they say where they name it wrongly.

mod mismatch;

use jiff::civil::Date as Day;
use mismatch::Mismatch;
use rustc_hash::FxHashMap;
use typed_index_collections::{TiVec, ti_vec};

use super::super::side::Side;

use super::cover::Cover;
use super::index::{Candidates, Index};
use super::proof::{Proved, Prover, Way};
use super::subject::Subject;
use super::{Claim, Coverage, Verdict};
use crate::assessment::Assessment;
use crate::compare::changelog::base::{Former, published};
use crate::compare::changelog::body::Body;
use crate::compare::changelog::labels::Labels;
use crate::compare::changelog::story::Stories;
use crate::compare::changelog::{EntryId, Log, LogEntry};
use crate::compare::diff::ChangeId;

/// What the entries of a story have in common.
#[derive(Clone, PartialEq, Eq, Hash)]
enum About {
    Change(ChangeId),
    /// An item that did not change, by its id.
    Item(String),
}

/// The work in progress.
pub(super) struct Pairing<'p, 'a> {
    pub(super) former: &'p Former,
    pub(super) log: &'p Log<'a>,
    pub(super) assessment: &'p Assessment<'p>,
    /// 公表日 of the new version.
    now: Option<Day>,
    candidates: TiVec<EntryId, Candidates>,
    pub(super) coverage: Coverage,
}

impl<'p, 'a> Pairing<'p, 'a> {
    pub fn run(former: &Former, log: &Log, assessment: &Assessment) -> Coverage {
        let changes = &former.diff.changes;
        let index = Index::of(assessment.form, changes);
        let candidates: TiVec<EntryId, Candidates> = log
            .entries
            .iter()
            .map(|entry| index.candidates(entry, former))
            .collect();
        let touched = |c: &Candidates| !c.same.is_empty() || !c.near.is_empty();
        let mut pairing = Pairing {
            former,
            log,
            assessment,
            now: published(assessment),
            coverage: Coverage {
                by: ti_vec![Vec::new(); changes.len()],
                change: ti_vec![None; log.entries.len()],
                touched: candidates.iter().map(touched).collect(),
                references: candidates.iter().map(|c| c.touched.clone()).collect(),
                verdicts: ti_vec![Verdict::Unjudged; log.entries.len()],
                claims: log.entries.iter().map(|_| Vec::new()).collect(),
                stories: Stories::default(),
                subjects: changes.iter().map(Subject::of).collect(),
                labels: Labels::of(assessment.form),
            },
            candidates,
        };
        pairing.coverage.stories = pairing.stories();
        let mismatches = pairing.named();
        pairing.mismatched(mismatches);
        pairing.misnumbered();
        pairing.helpers();
        pairing.continued_otherwise();
        let mut coverage = pairing.coverage;
        coverage.by.iter_mut().for_each(|entries| {
            entries.sort_unstable();
            entries.dedup();
        });
        coverage
    }

    fn is_new(&self, e: EntryId) -> bool {
        self.former.is_new(&self.log.entries[e])
    }

    /// Whether an entry that the version before had was still to come then.
    fn is_helper(&self, e: EntryId) -> bool {
        !self.is_new(e) && self.former.is_later(&self.log.entries[e])
    }

    fn is_planned(&self, entry: &LogEntry) -> bool {
        let day = entry.date.map(|(date, _)| date.day);
        day.zip(self.now).is_some_and(|(day, now)| day > now)
    }

    /// The entries of this revision, item by item.
    fn stories(&self) -> Stories {
        let mut groups: FxHashMap<About, Vec<EntryId>> = FxHashMap::default();
        let mut order = Vec::new();
        let form = self.assessment.form;
        for (e, entry) in self.log.entries.iter_enumerated() {
            if !self.is_new(e) {
                continue;
            }
            let mut add = |key: About| {
                let group = groups.entry(key.clone()).or_default();
                if group.is_empty() {
                    order.push(key);
                }
                if group.last() != Some(&e) {
                    group.push(e);
                }
            };
            let candidates = &self.candidates[e];
            let own = if candidates.same.is_empty() {
                &candidates.near
            } else {
                &candidates.same
            };
            own.iter().for_each(|c| add(About::Change(*c)));
            if own.is_empty()
                && let Some(found) = entry.only()
            {
                add(About::Item(found.id(form)));
            }
        }
        let groups = order.iter().filter_map(|key| groups.remove(key));
        Stories::of(groups.collect::<Vec<_>>().into_iter(), self.log)
    }

    fn prove(&self, e: EntryId, changes: &[ChangeId], way: Way) -> Proved {
        let subjects: Vec<&Subject> = changes
            .iter()
            .map(|c| &self.coverage.subjects[*c])
            .collect();
        self.prover().prove(e, &subjects, way)
    }

    fn prover(&self) -> Prover<'_, 'a> {
        Prover {
            log: self.log,
            labels: &self.coverage.labels,
            stories: &self.coverage.stories,
        }
    }

    /// Matches each entry of this revision with the changes of the items that it names; gives those that fit none of them.
    fn named(&mut self) -> Vec<Mismatch> {
        let mut mismatches = Vec::new();
        for e in self.log.entries.keys() {
            if !self.is_new(e) {
                continue;
            }
            let Candidates {
                same, near, open, ..
            } = self.candidates[e].clone();
            let both = [same.as_slice(), near.as_slice()].concat();
            let groups = if same.is_empty() || near.is_empty() {
                vec![both]
            } else {
                vec![same, both]
            };
            let mut first: Option<(Vec<ChangeId>, Proved)> = None;
            let mut fits = false;
            for group in groups.into_iter().filter(|group| !group.is_empty()) {
                let proved = self.prove(e, &group, Way::Straight);
                if proved.unproven.is_empty() {
                    fits = self.covers_any(&group, &proved) || !open;
                    if fits {
                        self.link(e, &group, proved, Verdict::Right);
                        self.exchanged(e);
                        break;
                    }
                }
                first.get_or_insert((group, proved));
            }
            if !fits || open {
                mismatches.push(Mismatch {
                    e,
                    own: first,
                    fits,
                });
            }
        }
        mismatches
    }

    fn covers_any(&self, group: &[ChangeId], proved: &Proved) -> bool {
        let mut all = group.iter().zip(&proved.covers);
        all.any(|(c, cover)| {
            cover
                .clone()
                .merged()
                .covers_any(&self.coverage.subjects[*c])
        })
    }

    /// Links an entry to the changes that it covers.
    fn link(&mut self, e: EntryId, group: &[ChangeId], proved: Proved, verdict: Verdict) {
        let fits = proved.unproven.is_empty();
        let Proved { covers, scores, .. } = proved;
        let is_covered_by = |c: ChangeId, cover: &Cover| {
            cover
                .clone()
                .merged()
                .covers_any(&self.coverage.subjects[c])
        };
        let best = scores.iter().copied().max().unwrap_or_default();
        let covered: Vec<bool> = group
            .iter()
            .zip(&covers)
            .map(|(c, cover)| is_covered_by(*c, cover))
            .collect();
        let taken = |c: ChangeId| !self.coverage.by[c].is_empty();
        let any = covered.contains(&true);
        // Where no place is covered, the words decide, and then what no other entry covers.
        let fallback = (0..group.len())
            .filter(|n| scores[*n] == best)
            .min_by_key(|n| (taken(group[*n]), *n));
        for (n, (c, cover)) in group.iter().zip(covers).enumerate() {
            let without_place = self.coverage.subjects[*c].hunks.is_empty();
            let chosen = covered[n]
                || !any && fallback == Some(n)
                || any && without_place && scores[n] == best && best > 0;
            if chosen {
                self.coverage.by[*c].push(e);
                self.coverage.change[e].get_or_insert(*c);
                self.coverage.claims[e].push(Claim {
                    change: *c,
                    cover,
                    fits,
                });
            }
        }
        self.coverage.verdicts[e] = verdict;
    }

    /// Entries that do not fit the items that they name: of another item, with their sides exchanged, of what is still to
    /// come, or wrong in some words.
    fn mismatched(&mut self, mismatches: Vec<Mismatch>) {
        let mut elsewhere = self.elsewhere(&mismatches);
        self.as_written(&mismatches, &mut elsewhere);
        for (Mismatch { e, own, fits }, others) in mismatches.into_iter().zip(elsewhere) {
            let log = self.log;
            let entry = &log.entries[e];
            let open = self.candidates[e].open;
            // The changes of items that it does not name.
            let uncovered = others.iter().copied().filter(|c| {
                let candidates = &self.candidates[e];
                !candidates.same.contains(c) && (open || self.coverage.by[*c].is_empty())
            });
            let uncovered: Vec<ChangeId> = uncovered.collect();
            let mut found = Vec::new();
            for c in uncovered {
                let proved = self.prove(e, &[c], Way::Straight);
                let covers = || self.covers_any(&[c], &proved) || self.covers_form(e, c);
                if proved.unproven.is_empty() && covers() {
                    found.push((c, proved));
                }
            }
            // What is word for word as we write it is meant rather than what is like it.
            found.sort_by_key(|(c, _)| self.is_as_written(e, *c));
            if open && !found.is_empty() {
                for (c, proved) in found {
                    self.link(e, &[c], proved, Verdict::Right);
                }
                continue;
            }
            if fits {
                continue;
            }
            if let Some((c, proved)) = found.pop() {
                self.link(e, &[c], proved, Verdict::Elsewhere(c));
                continue;
            }
            if self.is_planned(entry) {
                let to_come = self.to_come(e, own.as_ref());
                let straight = own.as_ref().map(|(_, proved)| proved.unproven.len());
                if straight.is_none_or(|unproven| to_come.unproven.len() < unproven) {
                    self.coverage.verdicts[e] = match to_come.of(Side::Before) {
                        unproven if unproven.is_empty() => Verdict::Right,
                        before => Verdict::Unproven {
                            before,
                            after: Vec::new(),
                        },
                    };
                    continue;
                }
            }
            // What nearly quotes several items may be wrong in the words of one side.
            let own = if open {
                let of_own = own.iter().flat_map(|(group, _)| group);
                let mut group: Vec<ChangeId> = of_own.copied().chain(others).collect();
                group.sort_unstable();
                group.dedup();
                let proved = self.prove(e, &group, Way::Straight);
                (!group.is_empty()).then_some((group, proved))
            } else {
                own
            };
            let verdict = match &own {
                Some((group, proved)) => self.verdict(e, group, proved),
                None if open => continue,
                None => self.idle(e),
            };
            if let Some((group, mut proved)) = own {
                if verdict == Verdict::Exchanged {
                    proved.covers.iter_mut().for_each(|cover| cover.all = true);
                }
                self.link(e, &group, proved, verdict);
            } else {
                self.coverage.verdicts[e] = verdict;
            }
        }
    }

    fn verdict(&self, e: EntryId, group: &[ChangeId], proved: &Proved) -> Verdict {
        if proved.unproven.is_empty() {
            return Verdict::Right;
        }
        let entry = &self.log.entries[e];
        // Rows older than the version before are about earlier changes.
        if !self.former.is_later(entry) {
            return Verdict::Unjudged;
        }
        let swapped = self.prove(e, group, Way::Exchanged);
        let says = !entry.before.is_empty() || !entry.after.is_empty();
        if says && swapped.unproven.is_empty() && swapped.scores.iter().any(|score| *score > 0) {
            return Verdict::Exchanged;
        }
        Verdict::Unproven {
            before: proved.of(Side::Before),
            after: proved.of(Side::After),
        }
    }

    fn idle(&self, e: EntryId) -> Verdict {
        let entry = &self.log.entries[e];
        let of_now = self.former.is_later(entry) && !self.is_planned(entry);
        if of_now {
            Verdict::Idle
        } else {
            Verdict::Unjudged
        }
    }

    /// Compares a planned entry with what is now.
    fn to_come(&self, e: EntryId, own: Option<&(Vec<ChangeId>, Proved)>) -> Proved {
        let entry = &self.log.entries[e];
        match own {
            Some((group, _)) => self.prove(e, group, Way::Planned),
            None if entry.places().is_empty() => Proved::default(),
            None => {
                let body = Body::at(self.assessment, entry.places());
                let subject = Subject::kept(body.text);
                self.prover().prove(e, &[&subject], Way::Planned)
            }
        }
    }

    /// Where a later entry does not go on from what an earlier one wrote, that entry covers it, and the earlier one is not
    /// blamed for it as well.
    fn continued_otherwise(&mut self) {
        let verdicts = self.coverage.verdicts.iter();
        let unproven = verdicts.filter_map(|verdict| match verdict {
            Verdict::Unproven { before, .. } => Some(before),
            _ => None,
        });
        let earlier: Vec<EntryId> = unproven
            .flatten()
            .filter_map(|unproven| unproven.row)
            .collect();
        for e in earlier {
            if let Verdict::Unproven { before, after } = &mut self.coverage.verdicts[e] {
                after.clear();
                if before.is_empty() {
                    self.coverage.verdicts[e] = Verdict::Right;
                }
            }
        }
    }

    /// Entries of the version before that were still to come then and came true: they help to cover a change.
    fn helpers(&mut self) {
        for e in self.log.entries.keys() {
            if !self.is_helper(e) {
                continue;
            }
            let Candidates { same, near, .. } = &self.candidates[e];
            let group = if same.is_empty() { near } else { same }.clone();
            if group.is_empty() {
                continue;
            }
            let proved = self.prove(e, &group, Way::Straight);
            if proved.unproven.is_empty() && self.covers_any(&group, &proved) {
                self.link(e, &group, proved, Verdict::Unjudged);
            }
        }
    }
}
