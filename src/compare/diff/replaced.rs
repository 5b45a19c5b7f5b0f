//! One replacement at many places: an office, a law, a system that has another name now, shown once with its places.
//!
//! It is a renaming only where nothing of the old name is left and the new one is new: what took the place of a name that
//! both versions know, or of a name here and not there, may be another thing. Names are known by their endings
//! (`schemas/terms/lists/renamed.yaml`); years, counts, measures and contractors are none.

use std::collections::BTreeMap;

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::ChangeId;
use super::change::{self, Change, ChangeKind, Content, Renamed, Scope};
use super::formal::same_but_for_form;
use super::printed;
use super::text::TextDiff;
use super::words::{Segment, Tag};
use crate::assessment::Assessment;
use crate::assets::lists::renamed;
use crate::japanese::chars::{is_kanji, is_katakana, is_letter};

/// A name in the place of another, at several places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The old name.
    pub old: String,
    /// The new name.
    pub new: String,
    /// What it is the name of.
    pub of: Renamed,
    /// The changes that are nothing but this replacement and others like it.
    pub changes: Vec<ChangeId>,
}

/// What names of a kind end in, and what ends so and is no name.
type Endings = (Renamed, &'static [&'static str], &'static [&'static str]);

const NAMES: [Endings; 3] = [
    (Renamed::Office, renamed::OFFICES, renamed::NO_OFFICES),
    (Renamed::Law, renamed::LAWS, renamed::NO_LAWS),
    (Renamed::System, renamed::SYSTEMS, &[]),
];

/// The fewest characters of a name.
const SHORTEST: usize = 3;

/// The most characters that are kept between two changed parts of one name.
const LONGEST_KEPT: usize = 6;

/// The most characters before what changed that are tried as the beginning of its name.
const LONGEST_BEFORE: usize = 16;

/// More replacements than any revision has; each is looked for in all changes.
const MOST: usize = 40;

/// Items that are records and keep the names of their time.
const RECORDS: [&str; 2] = ["changes", "annexes"];

/// How many names are looked for in the whole of both versions.
const TRIED: usize = 160;

/// What a word is the name of.
fn kind(name: &str) -> Option<Renamed> {
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    let is_name = name.chars().count() >= SHORTEST;
    let mut kinds = NAMES.iter().filter(|_| is_name);
    kinds
        .find(|(_, all, none)| ends(all) && !ends(none))
        .map(|(kind, ..)| *kind)
}

/// Finds the renamings and notes in the changes which of them are nothing else.
pub(super) fn find(
    old: &Assessment,
    new: &Assessment,
    changes: &mut TiSlice<ChangeId, Change>,
) -> Vec<Replacement> {
    let found = names_of(changes);
    if found.is_empty() {
        return Vec::new();
    }
    let (before, after) = (whole(old), whole(new));
    let mut candidates: Vec<Replacement> = Vec::new();
    let mut tried: Vec<Replacement> = Vec::new();
    for found in found.into_iter().take(TRIED) {
        // What is replaced at more places under a shorter name is no name of its own: it would hide where that one stays.
        let is_part = |shorter: &Replacement| {
            shorter.changes.len() > found.changes.len()
                && found.old.replace(&shorter.old, &shorter.new) == found.new
        };
        let is_whole = !tried.iter().any(is_part);
        tried.push(found.clone());
        // Of names that hold each other the first counts.
        let known = |c: &Replacement| {
            found.old.replace(&c.old, &c.new) == found.new
                || c.old.replace(&found.old, &found.new) == c.new
        };
        let is_listed = || found.of != Renamed::System || is_listed(changes, &found);
        if is_whole
            && candidates.len() < MOST
            && !candidates.iter().any(known)
            && is_new(&before, &after, &found)
            && is_listed()
        {
            candidates.push(found);
        }
    }
    let mut explained: TiVec<ChangeId, Vec<String>> = ti_vec![Vec::new(); changes.len()];
    for (n, change) in changes.iter_enumerated() {
        let (Some(old), Some(new)) = (&change.old, &change.new) else {
            continue;
        };
        if change.scope != Scope::Body || change.follows || change.formal {
            continue;
        }
        let within = |c: &&Replacement| old.text.contains(&c.old);
        let here: Vec<&Replacement> = candidates.iter().filter(within).collect();
        let renamed = here
            .iter()
            .fold(old.text.clone(), |text, c| replaced(&text, c));
        if !here.is_empty() && same_but_for_form(&renamed) == same_but_for_form(&new.text) {
            explained[n] = here.iter().map(|c| c.old.clone()).collect();
        }
    }
    for candidate in &mut candidates {
        let by = explained
            .iter_enumerated()
            .filter(|(_, names)| names.contains(&candidate.old));
        candidate.changes = by.map(|(n, _)| n).collect();
    }
    candidates.retain(|c| c.changes.len() > 1);
    for (n, candidate) in candidates.iter().enumerate() {
        for &at in &candidate.changes {
            let change = &mut changes[at];
            change.replacements.push(n);
            if change.significant {
                change.proposal = change::proposed_for(candidate.of).or(change.proposal);
            }
        }
    }
    candidates
}

/// A text with the new name in the place of the old one; not inside a name that is new already.
fn replaced(text: &str, candidate: &Replacement) -> String {
    text.replace(&candidate.old, &candidate.new)
}

/// Whether nothing of the old name is left and the new name was not known before.
fn is_new(before: &str, after: &str, candidate: &Replacement) -> bool {
    let Replacement { old, new, .. } = candidate;
    // The one name may lie in the other: 福祉課, 社会福祉課.
    let without = |text: &str, outer: &str, inner: &str| -> String {
        if outer.contains(inner) {
            text.replace(outer, "\n")
        } else {
            text.to_owned()
        }
    };
    !without(after, new, old).contains(old.as_str())
        && !without(before, old, new).contains(new.as_str())
}

/// Whether a system is renamed where the systems are listed, and nothing else of it changes there.
fn is_listed(changes: &TiSlice<ChangeId, Change>, candidate: &Replacement) -> bool {
    let named = changes.iter().find(|change| {
        let sides = change.old.as_ref().zip(change.new.as_ref());
        change.item.id == "basic.systems[].name"
            && change.kind == ChangeKind::Renamed
            && sides.is_some_and(|(old, new)| {
                old.text.contains(&candidate.old) && new.text.contains(&candidate.new)
            })
    });
    let Some(entry) = named.and_then(|change| change.new.as_ref()) else {
        return false;
    };
    let entry = entry.id.strip_suffix("name").unwrap_or(&entry.id);
    changes.iter().all(|change| {
        let sides = change.old.as_ref().zip(change.new.as_ref());
        let inside = change
            .new
            .as_ref()
            .is_some_and(|place| place.id.starts_with(entry));
        let renamed = |(old, new): (&change::Place, &change::Place)| {
            same_but_for_form(&replaced(&old.text, candidate)) == same_but_for_form(&new.text)
        };
        !inside || change.formal || sides.is_some_and(renamed)
    })
}

/// All that an assessment says, as far as it is not a record of how it came about.
fn whole(assessment: &Assessment) -> String {
    let mut all = String::new();
    for field in assessment.fields.iter().filter(|f| !f.blank) {
        let item = assessment.definition(field);
        let of_body = change::scope(item) == Scope::Body;
        // 別添３ and 別紙 record what was: changes, audits and trainings that have been held.
        let of_record = RECORDS.iter().any(|outer| item.id.starts_with(outer));
        if of_body && !of_record {
            all.push_str(&printed::text(assessment, field));
            all.push('\n');
        }
    }
    all
}

/// Names in the place of names that more than one change holds: the most frequent first, of equally frequent ones the
/// longest. 市政情報課 is in 総務部市政情報課, too.
fn names_of(changes: &TiSlice<ChangeId, Change>) -> Vec<Replacement> {
    let mut found: BTreeMap<(String, String), Replacement> = BTreeMap::new();
    let numbered = changes.iter_enumerated();
    for (n, change) in numbered.filter(|(_, c)| c.scope == Scope::Body && !c.follows) {
        for diff in texts(&change.content) {
            for paragraph in &diff.paragraphs {
                for (of, old, new) in names(&paragraph.segments) {
                    let key = (old.clone(), new.clone());
                    let changes = Vec::new();
                    let new = Replacement {
                        old,
                        new,
                        of,
                        changes,
                    };
                    let changes = &mut found.entry(key).or_insert(new).changes;
                    if changes.last() != Some(&n) {
                        changes.push(n);
                    }
                }
            }
        }
    }
    let mut several: Vec<Replacement> = found.into_values().collect();
    several.retain(|c| c.changes.len() > 1);
    several.sort_by(|a, b| {
        let by_changes = b.changes.len().cmp(&a.changes.len());
        by_changes.then(b.old.len().cmp(&a.old.len()))
    });
    several
}

/// The compared texts inside a change.
fn texts(content: &Content) -> Vec<&TextDiff> {
    match content {
        Content::Text { paragraphs } => vec![paragraphs],
        Content::Checks { details, .. } => details.iter().map(|d| &d.paragraphs).collect(),
        Content::Table { rows, .. } => {
            let cells = rows.iter().flat_map(|row| &row.cells);
            cells.map(|cell| &cell.paragraphs).collect()
        }
        _ => Vec::new(),
    }
}

/// The names in a paragraph that took the place of others: each alone, and with more and more of what comes before it in
/// the same word.
fn names(segments: &[Segment]) -> Vec<(Renamed, String, String)> {
    // What is kept inside a compound belongs to the name: 市政情報課, 情報公開課.
    let inside = |n: usize| {
        let kept = &segments[n].text;
        let between = n > 0 && n + 1 < segments.len();
        between && kept.chars().all(belongs) && kept.chars().count() <= LONGEST_KEPT
    };
    let parts = |n: usize| segments[n].tag == Tag::Kept && !inside(n);
    let kept = |n: Option<usize>| {
        let segment = n
            .and_then(|n| segments.get(n))
            .filter(|s| s.tag == Tag::Kept);
        segment.map_or("", |s| s.text.as_str())
    };
    let mut found = Vec::new();
    let mut n = 0;
    while n < segments.len() {
        if parts(n) {
            n += 1;
            continue;
        }
        let end = (n..segments.len())
            .find(|n| parts(*n))
            .unwrap_or(segments.len());
        let side = |without: Tag| -> String {
            let own = segments[n..end].iter().filter(|s| s.tag != without);
            own.map(|s| s.text.as_str()).collect()
        };
        found.extend(name(
            kept(n.checked_sub(1)),
            &side(Tag::Added),
            &side(Tag::Removed),
            kept(Some(end)),
        ));
        n = end;
    }
    found
}

/// The name that changed: what is common at its ends, then what belongs to the same word on both sides.
fn name(before: &str, old: &str, new: &str, after: &str) -> Vec<(Renamed, String, String)> {
    let common = |a: &mut dyn Iterator<Item = (char, char)>| -> usize {
        a.take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum()
    };
    let tail = common(&mut old.chars().rev().zip(new.chars().rev()));
    let (inner_old, inner_new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    let head = common(&mut inner_old.chars().zip(inner_new.chars()));
    let left = format!("{before}{}", &old[..head]);
    let right = format!("{}{after}", &old[old.len() - tail..]);
    let (old, new) = (&inner_old[head..], &inner_new[head..]);
    let digits = |text: &str| text.chars().any(char::is_numeric);
    let is_word = |text: &str| {
        text.chars()
            .all(|c| !c.is_whitespace() && !"、。「」（）()".contains(c))
    };
    if digits(old) || digits(new) || !is_word(old) || !is_word(new) {
        return Vec::new();
    }
    let left = &left[left.trim_end_matches(belongs).len()..];
    let right = &right[..right.len() - right.trim_start_matches(belongs).len()];
    let ends: Vec<usize> = std::iter::once(0)
        .chain(right.char_indices().map(|(at, c)| at + c.len_utf8()))
        .collect();
    let with = |left: &str| {
        ends.iter().find_map(|&end| {
            let right = &right[..end];
            let (old, new) = (format!("{left}{old}{right}"), format!("{left}{new}{right}"));
            let of = kind(&old).filter(|of| kind(&new) == Some(*of))?;
            Some((of, old, new))
        })
    };
    let starts = left.char_indices().rev().map(|(at, _)| at);
    let starts = starts.take(LONGEST_BEFORE);
    let mut found: Vec<_> = std::iter::once(left.len())
        .chain(starts)
        .map(|start| &left[start..])
        // A bullet before a name is not of it.
        .filter(|left| !left.starts_with('・'))
        .filter_map(with)
        .collect();
    found.dedup();
    found
}

/// Whether a character may be of a name.
fn belongs(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || is_letter(c) || c == '・'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::diff::words::edited;

    fn shown(old: &str, new: &str) -> Vec<String> {
        let found = names(&edited(old, new));
        found
            .iter()
            .map(|(of, old, new)| format!("{of:?} {old}→{new}"))
            .collect()
    }

    #[test]
    fn names_are_known_by_their_endings() {
        assert_eq!(
            shown("総務部市政情報課が行う", "総務部情報公開課が行う")[..2],
            [
                "Office 市政情報課→情報公開課",
                "Office 部市政情報課→部情報公開課"
            ]
        );
        assert_eq!(
            shown(
                "架空市情報公開条例に基づき",
                "架空市情報公開手続条例に基づき"
            )
            .last()
            .map(String::as_str),
            Some("Law 架空市情報公開条例→架空市情報公開手続条例"),
        );
        for (old, new) in [
            ("記録は3年間保存する", "記録は5年間保存する"),
            ("サーバー室に置く", "執務室に置く"),
            ("暗号化方法を用いる", "二要素方法を用いる"),
            ("架空データ株式会社", "架空印刷株式会社"),
            ("第1課の職員", "第2課の職員"),
            ("生体認証により", "暗証番号により"),
            ("東京データセンターに", "大阪データセンターに"),
        ] {
            assert_eq!(shown(old, new), Vec::<String>::new(), "{old}");
        }
    }
}
