//! Why a change is made, and when it is submitted: what 別添３ says, else what is proposed for it.

use super::words::{kind_words, shown};
use super::{Count, Listed, Logged, Replaced, Summary, TakenFrom};
use crate::compare::changelog::base::needs_row;
use crate::compare::diff::{self, Change, ChangeKind, Diff, Proposal, proposals};

/// What is said of the reasons of a comparison.
pub(super) struct Reasons {
    /// Whether 別添３ records any change of it: then proposals say what they are.
    is_logged: bool,
    /// Whether anything is proposed.
    is_proposed: bool,
}

const ALL_PROPOSED: TakenFrom = TakenFrom {
    procedure: "重要な変更と、これからの手続（案）",
    reasons: "別添３の理由（案）",
    timings: "提出時期（案）",
    both: "理由と提出時期（案）",
    note: "重要な変更に当たるかどうか、提出時期と理由は、様式の※などから導いた案です。評価実施機関が確かめて決めます。",
};

const ALL_LOGGED: TakenFrom = TakenFrom {
    procedure: "重要な変更と、これからの手続",
    reasons: "別添３の理由",
    timings: "提出時期",
    both: "別添３の理由と提出時期",
    note: "重要な変更に当たるかどうか、提出時期と理由は、別添３の記載によります。",
};

const PARTLY_LOGGED: TakenFrom = TakenFrom {
    note: "重要な変更に当たるかどうか、提出時期と理由は、別添３の記載によります。「（案）」とあるものは、別添３にまだない変更で、様式の※などから導いた案です。評価実施機関が確かめて決めます。",
    ..ALL_LOGGED
};

impl Reasons {
    pub(super) fn of(diff: &Diff) -> Self {
        let is_logged = diff.changes.iter().any(|change| !change.logged.is_empty());
        let reasons = Reasons {
            is_logged,
            is_proposed: false,
        };
        let own = diff.changes.iter().filter(|change| !change.follows);
        let is_proposed = { own }.any(|change| reasons.proposed(change).is_some());
        Reasons {
            is_proposed,
            ..reasons
        }
    }

    /// What is proposed for a change. Where 別添３ is written, what needs no row of it is not missing there.
    pub(super) fn proposed(&self, change: &Change) -> Option<&'static Proposal> {
        let proposal = change.proposed();
        proposal.filter(|_| !self.is_logged || needs_row(change))
    }

    /// Reason and 提出時期 in short: 重要な変更・事前.
    pub(super) fn short(&self, logged: &[&diff::Logged], proposal: Option<&Proposal>) -> String {
        let said = logged.iter().map(|logged| {
            let parts = [logged.why(), &logged.timing];
            let parts: Vec<String> = parts.iter().map(|part| or_dash(part)).collect();
            parts.join("・")
        });
        let mark = self.mark();
        let proposed = proposal.map(|p| format!("{}・{}{mark}", p.reason, p.timing.words()));
        let mut all: Vec<String> = said.chain(proposed).collect();
        all.dedup();
        or_dash(&all.join("、"))
    }

    fn mark(&self) -> &'static str {
        if self.is_logged { "（案）" } else { "" }
    }

    fn taken_from(&self) -> TakenFrom {
        match (self.is_logged, self.is_proposed) {
            (false, _) => ALL_PROPOSED,
            (true, true) => PARTLY_LOGGED,
            (true, false) => ALL_LOGGED,
        }
    }

    /// What is to be read first.
    pub(super) fn summary(
        &self,
        changes: &[(usize, &Change)],
        replacements: &[Replaced],
    ) -> Summary {
        let mut summary = Summary {
            all: changes.len() + replacements.len(),
            kinds: Vec::new(),
            reasons: Vec::new(),
            significant: Vec::new(),
            consequence: String::new(),
            unless: String::new(),
            basis: Vec::new(),
            taken_from: self.taken_from(),
        };
        for kind in [
            ChangeKind::Added,
            ChangeKind::Removed,
            ChangeKind::Edited,
            ChangeKind::Moved,
            ChangeKind::Renamed,
        ] {
            let number = changes.iter().filter(|(_, c)| c.kind == kind).count();
            add(&mut summary.kinds, kind.words(), None, number);
        }
        add(&mut summary.kinds, "名称の置換え", None, replacements.len());
        // What weighs most comes first.
        let mut by_weight: Vec<&Change> = changes.iter().map(|(_, change)| *change).collect();
        by_weight.sort_by_key(|change| match change.proposal {
            Some(_) => (!change.repeats(), !change.significant),
            None => (true, true),
        });
        for change in by_weight {
            self.count(change, &mut summary.reasons);
        }
        for replaced in replacements {
            if let Some(logged) = replaced.logged.first() {
                add(&mut summary.reasons, &logged.why, Some(&logged.timing), 1);
            } else if let Some(proposal) = &replaced.proposal {
                let words = format!("{}{}", proposal.reason, self.mark());
                add(&mut summary.reasons, &words, Some(&proposal.timing), 1);
            }
        }
        let repeating = changes.iter().filter(|(_, change)| change.repeats());
        for (number, change) in repeating {
            summary.significant.push(Listed {
                number: *number,
                name: shown(&change.name()),
                kind_words: kind_words(change),
            });
            let proposal = self.proposed(change).filter(|p| p.repeat);
            if let Some(proposal) = proposal.filter(|p| !p.unless.is_empty()) {
                summary.unless.clone_from(&proposal.unless);
            }
            let of_row =
                |p: &&Proposal| p.repeat && change.logged.iter().any(|t| t.reason == p.reason);
            for basis in proposal
                .or_else(|| proposals().find(of_row))
                .into_iter()
                .flat_map(|p| &p.source)
            {
                if !summary.basis.contains(basis) {
                    summary.basis.push(basis.clone());
                }
            }
        }
        summary.consequence = if summary.significant.is_empty() {
            "意見の聴取（パブリックコメント）と第三者点検のやり直しが必要になる変更は、見当たりません。"
        } else {
            "次の変更があるので、公表の前に、意見の聴取（パブリックコメント）と第三者点検をあらためて行います。"
        }
        .to_owned();
        summary
    }

    /// A change among those of its reason.
    fn count(&self, change: &Change, counts: &mut Vec<Count>) {
        if let Some(logged) = change.logged.first() {
            let timing = or_dash(&shown(&logged.timing));
            add(counts, &or_dash(&shown(logged.why())), Some(&timing), 1);
        } else if let Some(proposal) = self.proposed(change) {
            let words = format!("{}{}", proposal.reason, self.mark());
            add(counts, &words, Some(proposal.timing.words()), 1);
        } else if change.proposal.is_some() {
            add(counts, "別添３に書かなくてよい変更（Ⅵなど）", None, 1);
        } else {
            add(counts, "公表日・評価書番号など", None, 1);
        }
    }
}

fn or_dash(text: &str) -> String {
    if text.is_empty() {
        "－".to_owned()
    } else {
        text.to_owned()
    }
}

fn add(counts: &mut Vec<Count>, words: &str, timing: Option<&str>, number: usize) {
    if number == 0 {
        return;
    }
    let is_it = |count: &&mut Count| count.words == words && count.timing.as_deref() == timing;
    match counts.iter_mut().find(is_it) {
        Some(count) => count.number += number,
        None => counts.push(Count {
            words: words.to_owned(),
            timing: timing.map(ToOwned::to_owned),
            number,
        }),
    }
}

/// What a row says, as it may be shown.
pub(super) fn logged(logged: &diff::Logged) -> Logged {
    let address = format!("別添３第{}行", logged.row);
    let [date, timing, explanation, why] = [
        &logged.date,
        &logged.timing,
        &logged.explanation,
        logged.why(),
    ]
    .map(shown);
    let words = [&address, &date, &timing, &explanation];
    let words: Vec<&str> = words
        .iter()
        .map(|w| w.as_str())
        .filter(|w| !w.is_empty())
        .collect();
    Logged {
        row: logged.row,
        words: words.join("　"),
        address,
        date,
        timing,
        explanation,
        why,
        target: None,
        page: None,
    }
}
