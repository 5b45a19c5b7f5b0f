//! What was promised, and what became of it.

use jiff::civil::Date as Day;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::days_words;
use super::open::{action, answers, called, is_deed};
use super::spots::{Spot, row, spots};
use crate::assessment::Assessment;
use crate::document::view::Rich;
use crate::document::view::marks::Anchors;
use crate::document::view::papers::{self, Entry};
use crate::document::view::redline::Redline;
use crate::document::view::rich;
use crate::lint::record::mended::{self, Shelved};
use crate::lint::record::{self, Action, State};

/// Something that was promised.
#[derive(Debug, Clone, Serialize)]
pub struct Promise {
    /// 質疑3
    pub called: String,
    /// What was said.
    pub text: Vec<Rich>,
    /// What was answered.
    pub answer: Vec<Rich>,
    /// 対応
    pub action: String,
    /// 期限, as written.
    pub due: String,
    /// What became of it, in a word: 済（確かめた）, 済んでいない …
    pub state: String,
    /// How many days are left or over; may be empty.
    pub days: String,
    /// Whether it is done.
    pub is_done: bool,
    /// Whether it should have been done by now.
    pub is_late: bool,
    /// How it is proved that it was done.
    pub proofs: Vec<Proof>,
    /// The items of the assessment that it is about.
    pub items: Vec<Spot>,
    /// The rows of 別添３ that record it.
    pub rows: Vec<Spot>,
    /// The changes of the redline at these items.
    pub changes: Vec<usize>,
}

/// Words that an answer says to have written.
#[derive(Debug, Clone, Serialize)]
pub struct Proof {
    /// The words.
    pub words: String,
    /// What is so: 評価書にあります …
    pub finding: &'static str,
    /// Whether the assessment bears them out.
    pub holds: bool,
}

/// The promises of a record: those that are open first.
pub(super) fn promises(
    record: &Assessment,
    assessment: &Assessment,
    redline: Option<&Redline>,
    anchors: &Anchors,
    today: Day,
) -> Vec<Promise> {
    let papers = [assessment];
    let published = record::published(record, &papers);
    let mut shelf = mended::shelf(&papers);
    let texts = papers::all_entries(record);
    let texts: FxHashMap<&str, &Entry> =
        texts.iter().map(|text| (text.id.as_str(), text)).collect();
    let entries = record::entries(record);
    let mut found = Vec::new();
    for entry in &entries {
        let Some(text) = texts
            .get(entry.id.as_str())
            .copied()
            .filter(|_| is_deed(entry))
        else {
            continue;
        };
        let state = entry.state(Some(today), published, &mut shelf);
        let ids: Vec<&str> = shelf
            .iter()
            .flat_map(|paper| paper.of_entry(entry))
            .map(|id| assessment.fields[id].id.as_str())
            .collect();
        let day = entry.due.map(|(day, _)| day);
        let proofs = proofs(entry, &mut shelf);
        found.push(Promise {
            called: called(record, text),
            text: rich::read(&text.text),
            answer: answers(text),
            action: action(text),
            due: text.due.clone(),
            state: state_words(state, entry.action.map(|(action, _)| action), proofs.len())
                .to_owned(),
            days: match state {
                State::Promised(_) | State::Past(_) => {
                    day.map_or(String::new(), |day| days_words(day, today))
                }
                _ => String::new(),
            },
            is_done: matches!(state, State::Done { proved: true } | State::Answered),
            is_late: matches!(state, State::Past(_)),
            proofs,
            items: spots(&text.items, &shelf, assessment, anchors),
            rows: text.rows.iter().map(|words| row(words, anchors)).collect(),
            changes: redline.map_or(Vec::new(), |redline| changes(redline, &ids)),
        });
    }
    // What is open comes first, what is late before all.
    found.sort_by_key(|promise| (promise.is_done, !promise.is_late));
    found
}

fn state_words(state: State, action: Option<Action>, proofs: usize) -> &'static str {
    match (state, action) {
        (State::Done { proved: true }, _) if proofs == 0 => {
            "「修正した」とあります（回答が評価書の言葉を引いていないので、言葉では確かめられません）"
        }
        (State::Done { proved: true }, _) => "済んでいます（評価書の記載で確かめました）",
        (State::Done { proved: false }, _) => {
            "「修正した」とありますが、評価書の記載で確かめられません"
        }
        (State::Past(_), _) => "期限を過ぎて、済んでいません",
        (State::Promised(Some(_)), _) => "まだ済んでいません",
        (State::Promised(None), _) => "まだ済んでいません（期限の記載がありません）",
        (State::Answered, Some(Action::ToConsider)) => "検討を続けるもの（期限の記載がありません）",
        (State::Answered, Some(Action::Elsewhere)) => "この評価書の外で行うもの",
        (State::Answered | State::Unanswered, _) => "回答済み",
    }
}

/// Which words an answer says to have written, and whether they are there.
fn proofs(entry: &record::Entry, shelf: &mut [Shelved]) -> Vec<Proof> {
    if !matches!(entry.action, Some((Action::Corrected, _))) {
        return Vec::new();
    }
    let missing = mended::unproved(entry, shelf);
    let claims = entry.answers.iter().flat_map(|answer| {
        mended::claims(answer.str())
            .into_iter()
            .map(move |claim| (answer, claim))
    });
    let proof = |(answer, claim): (&record::Said, mended::Claim)| {
        let is_missing = missing
            .iter()
            .any(|one| one.answer.field == answer.field && one.claim == claim);
        Proof {
            finding: match (claim.is_gone, is_missing) {
                (false, false) => "という記載が、評価書のその項目にあります",
                (false, true) => "という記載が、評価書のその項目に見当たりません",
                (true, false) => "という記載は、評価書のその項目からなくなっています",
                (true, true) => "という記載が、評価書のその項目にまだあります",
            },
            words: answer.str()[claim.range].to_owned(),
            holds: !is_missing,
        }
    };
    claims.map(proof).collect()
}

/// The changes at some items.
fn changes(redline: &Redline, ids: &[&str]) -> Vec<usize> {
    let within = |outer: &str, id: &str| {
        let rest = id.strip_prefix(outer);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    };
    let is_there = |id: &str| {
        ids.iter()
            .any(|outer| within(outer, id) || within(id, outer))
    };
    let items = redline.items().filter(|item| is_there(&item.id));
    items.map(|item| item.number).collect()
}
