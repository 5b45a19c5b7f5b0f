//! A comparison into the [`Redline`].

use super::reasons::{Reasons, logged};
use super::risk::{Risk, Risks};
use super::words::{kind_words, lines, shown, shown_lines};
use super::{
    Cell, Content, Detail, EntryPart, Follow, Item, Part, Proposed, Redline, Replaced, Spot,
    TableRow, Version,
};
use crate::assessment::Assessment;
use crate::compare::diff::{
    self, Change, ChangeKind, Comparison, RATING, Replacement, RowChange, Scope, Side,
};
use crate::document::view::Meta;
use crate::document::view::build::ratings_since;

const ONLY_FORM: &str = "並び順又は書き方だけの違いです。";

/// The redline of a comparison; `old` and `new` are the versions themselves.
pub fn build(comparison: &Comparison, old: &Assessment, new: &Assessment) -> Redline {
    let replacements = &comparison.diff.replacements;
    let reasons = Reasons::of(comparison.diff);
    let risks = Risks::of(old, new, comparison.diff);
    // What is nothing but a replacement is shown by it.
    let own = comparison
        .own_changes()
        .into_iter()
        .filter(|c| c.replacements.is_empty());
    let numbered: Vec<(usize, &Change)> = (replacements.len() + 1..).zip(own).collect();
    let replaced = (1..)
        .zip(replacements)
        .map(|(n, r)| replaced(n, r, comparison.diff, &reasons));
    let replaced: Vec<Replaced> = replaced.collect();
    let follows = comparison.diff.changes.iter().filter(|c| c.follows);
    // What was not published yet is a draft of the same revision where this one is published.
    let dates = [&comparison.old, &comparison.new].map(|side| side.publication_date.as_deref());
    let published = dates.map(|date| date.is_some_and(|date| !date.is_empty()));
    let text = |id: &str| shown(new.text(id).unwrap_or("").trim());
    let mut redline = Redline {
        form: new.form.title.clone(),
        meta: Meta {
            number: text("cover.number"),
            title: text("cover.title"),
            agency: text("cover.agency"),
            publication_date: text("cover.publication_date"),
            threshold: text("procedure.baseline.threshold"),
        },
        stage: new.stage.id().to_owned(),
        versions: [
            version("変更前", &comparison.old),
            version("変更後", &comparison.new),
        ],
        warnings: warnings(comparison),
        summary: reasons.summary(&numbered, &replaced),
        replacements: replaced,
        parts: parts(comparison, &numbered, &reasons, &risks),
        follows: follows.map(follow).collect(),
        unchanged: comparison.diff.unchanged.clone(),
        is_of_draft: false,
        ratings: ratings_since(old, new, comparison.diff),
        document: String::new(),
        paged: String::new(),
    };
    if published == [false, true] {
        redline.since_a_draft();
    }
    redline
}

fn version(role: &str, side: &Side) -> Version {
    // Where a file lies on somebody's machine is nothing for readers.
    let path = std::path::Path::new(&side.file);
    let name = path.file_name().filter(|_| path.is_absolute());
    let file = name.map_or(side.file.clone(), |name| {
        name.to_string_lossy().into_owned()
    });
    Version {
        role: role.to_owned(),
        published: match side.publication_date.as_deref() {
            None => String::new(),
            Some("") => "公表日の記載なし".to_owned(),
            Some(date) => format!("{}公表", shown(date)),
        },
        revision: side.revision_name().map(|name| shown(&name)),
        file: shown(&file),
    }
}

fn warnings(comparison: &Comparison) -> Vec<String> {
    let sides = [("変更前", &comparison.old), ("変更後", &comparison.new)];
    let outside = sides.iter().filter(|(_, side)| side.outside > 0);
    let warning = |(role, side): &(&str, &Side)| {
        format!(
            "{role}の版には様式の項目に当たらない所が{}か所あり、比べていません。",
            side.outside
        )
    };
    outside.map(warning).collect()
}

/// A replacement with its places.
fn replaced(
    number: usize,
    replacement: &Replacement,
    diff: &diff::Diff,
    reasons: &Reasons,
) -> Replaced {
    let changes = replacement
        .changes
        .iter()
        .filter_map(|n| diff.changes.get(*n));
    let spot = |change: &Change| Spot {
        id: id(change),
        name: shown(&change.name()),
        significant: change.significant,
        target: None,
        page: None,
    };
    let unlogged = || changes.clone().filter(|change| change.logged.is_empty());
    let marked = unlogged().find(|change| change.significant);
    let proposal = marked
        .or(unlogged().next())
        .and_then(|c| reasons.proposed(c));
    let mut said: Vec<&diff::Logged> = changes.clone().flat_map(|change| &change.logged).collect();
    said.sort_by_key(|logged| logged.row);
    said.dedup();
    Replaced {
        number,
        old: shown(&replacement.old),
        new: shown(&replacement.new),
        reason: reasons.short(&said, proposal),
        logged: said.into_iter().map(logged).collect(),
        proposal: proposal.map(proposed),
        places: changes.map(spot).collect(),
    }
}

/// The changes by chapter.
fn parts(
    comparison: &Comparison,
    changes: &[(usize, &Change)],
    reasons: &Reasons,
    risks: &Risks,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (number, change) in changes {
        let chapter = change.chapter.and_then(|n| comparison.diff.chapters.get(n));
        let chapter = chapter.map_or("様式", String::as_str);
        let (label, note) = match change.scope {
            Scope::Body => (chapter, ""),
            Scope::Procedure => (
                chapter,
                "この版がどのような手続で作られたかの記録です。公表のたびに書き換わります。",
            ),
            Scope::Version => (
                "公表日・評価書番号など",
                "版を表す記載です。評価書の内容の変更ではありません。",
            ),
        };
        let item = item(*number, change, changes, (reasons, risks));
        match parts.last_mut().filter(|part| part.label == label) {
            Some(part) => part.items.push(item),
            None => parts.push(Part {
                anchor: format!("part-{}", parts.len() + 1),
                label: label.to_owned(),
                note: note.to_owned(),
                items: vec![item],
            }),
        }
    }
    parts
}

fn proposed(proposal: &diff::Proposal) -> Proposed {
    Proposed {
        repeats: proposal.repeat,
        reason: proposal.reason.clone(),
        timing: proposal.timing.words().to_owned(),
        because: proposal.because.clone(),
    }
}

fn item(
    number: usize,
    change: &Change,
    all: &[(usize, &Change)],
    (reasons, risks): (&Reasons, &Risks),
) -> Item {
    let name = change.name();
    let entry = change.place().map_or("", |place| place.entry.as_str());
    // The sentence says which entry moved.
    let was = change.was().filter(|_| change.kind != ChangeKind::Moved);
    let place = change.new.as_ref().map_or("", |place| &place.id);
    let is_rating = place.ends_with(RATING);
    let proposal = reasons.proposed(change);
    Item {
        id: id(change),
        number,
        was: was.map(shown),
        before: change
            .old
            .as_ref()
            .map(|place| shown(&before(change, place))),
        entry: if name.contains(entry) {
            String::new()
        } else {
            shown(entry)
        },
        name: shown(&name),
        significant: change.significant,
        kind: change.kind,
        kind_words: kind_words(change),
        reason: reasons.short(&change.logged.iter().collect::<Vec<_>>(), proposal),
        proposal: proposal.map(proposed),
        logged: change.logged.iter().map(logged).collect(),
        heavy: heavy(change),
        content: content(change, all),
        risk: risks.around(place).map(|risk| about(risk, is_rating)),
        is_rating,
        target: None,
        page: None,
    }
}

/// Why the procedure is held again, where it is.
fn heavy(change: &Change) -> String {
    let logged = change.logged.iter().find(|logged| logged.repeats());
    let proposed = change.proposed().filter(|proposal| proposal.repeat);
    let proposed = proposed.map(|proposal| format!("{}（案）", proposal.reason));
    logged
        .map(|logged| logged.reason.clone())
        .or(proposed)
        .unwrap_or_default()
}

/// The risk of an item; with its measures where it is the self-rating, which only they explain.
fn about(risk: &Risk, is_rating: bool) -> Risk {
    let measures = risk.measures.iter().filter(|_| is_rating);
    Risk {
        measures: measures.cloned().collect(),
        anchor: risk.anchor.clone(),
        address: risk.address.clone(),
        name: risk.name.clone(),
        about: risk.about.clone(),
        before: risk.before.clone(),
        now: risk.now.clone(),
    }
}

/// What the old version calls the item; of an entry, with its name there.
pub(super) fn before(change: &Change, place: &diff::Place) -> String {
    let is_entry = matches!(
        change.content,
        diff::Content::Entry { .. } | diff::Content::Order { .. }
    );
    if is_entry && !place.entry.is_empty() {
        format!("{}（{}）", place.name, place.entry)
    } else {
        place.name.clone()
    }
}

/// Where the new version shows the change.
fn id(change: &Change) -> String {
    match (&change.new, &change.old) {
        (Some(new), _) => new.id.clone(),
        // `items[4]` may be another entry now.
        (None, Some(old)) => old
            .id
            .rsplit_once('[')
            .map_or("", |(list, _)| list)
            .to_owned(),
        (None, None) => String::new(),
    }
}

fn content(change: &Change, all: &[(usize, &Change)]) -> Content {
    let text = |place: &Option<diff::Place>| {
        let text = place.as_ref().map_or("", |place| place.text.as_str());
        shown(text)
    };
    let lines_of_new = change.new.as_ref().map_or(0, |p| p.text.lines().count());
    match &change.content {
        diff::Content::Text { paragraphs } => Content::Text {
            lines: lines(paragraphs),
        },
        diff::Content::Choice => Content::Choice {
            old: text(&change.old),
            new: text(&change.new),
        },
        diff::Content::Checks {
            added,
            removed,
            details,
        } => {
            let detail = |detail: &diff::Detail| Detail {
                option: shown(&detail.option),
                lines: lines(&detail.paragraphs),
            };
            let details: Vec<Detail> = details.iter().map(detail).collect();
            let rest = lines_of_new > added.len() + details.len();
            listing(removed, added, details, rest)
        }
        diff::Content::Items { added, removed } => {
            listing(removed, added, Vec::new(), lines_of_new > added.len())
        }
        diff::Content::Table {
            added_columns,
            removed_columns,
            rows,
        } if added_columns.len() + removed_columns.len() + rows.len() > 0 => Content::Table {
            removed_columns: all_shown(removed_columns),
            added_columns: all_shown(added_columns),
            rows: rows.iter().map(row).collect(),
        },
        diff::Content::Table { .. } => words(ONLY_FORM.to_owned()),
        diff::Content::Entry { parts } if parts.is_empty() => words("中身は空欄です。".to_owned()),
        diff::Content::Entry { parts } => Content::Entry {
            parts: parts.iter().map(entry_part).collect(),
        },
        diff::Content::Order { old, new } => words(moved(change, [old, new], all)),
    }
}

fn words(text: String) -> Content {
    Content::Words { text }
}

fn all_shown(texts: &[String]) -> Vec<String> {
    texts.iter().map(|text| shown(text)).collect()
}

fn listing(removed: &[String], added: &[String], details: Vec<Detail>, rest: bool) -> Content {
    if removed.is_empty() && added.is_empty() && details.is_empty() {
        return words(ONLY_FORM.to_owned());
    }
    Content::Listing {
        removed: all_shown(removed),
        added: all_shown(added),
        details,
        rest,
    }
}

fn row(row: &RowChange) -> TableRow {
    let number = |n: Option<usize>| n.map_or(String::new(), |n| n.to_string());
    let (old, new) = (number(row.old), number(row.new));
    TableRow {
        kind: row.kind,
        head: match row.kind {
            ChangeKind::Added => format!("{new}行目　追加"),
            ChangeKind::Removed => format!("変更前の{old}行目　削除"),
            ChangeKind::Moved => format!("{old}行目から{new}行目へ移動"),
            ChangeKind::Edited | ChangeKind::Renamed => format!("{new}行目"),
        },
        // What came or went is shown with all its cells.
        name: match row.kind {
            ChangeKind::Added | ChangeKind::Removed => String::new(),
            _ => shown(&row.name),
        },
        cells: row
            .cells
            .iter()
            .map(|cell| Cell {
                column: shown(&cell.column),
                lines: lines(&cell.paragraphs),
            })
            .collect(),
    }
}

fn entry_part(part: &diff::Part) -> EntryPart {
    EntryPart {
        label: part.label.clone(),
        significant: part.significant,
        lines: shown_lines(&part.text),
    }
}

/// What is to be said of an entry that moved.
fn moved(change: &Change, [old, new]: [&str; 2], all: &[(usize, &Change)]) -> String {
    let inside = |id: &str| {
        let rest = id.strip_prefix(change.id());
        rest.is_some_and(|rest| rest.starts_with('.'))
    };
    let differs = all
        .iter()
        .filter_map(|(_, other)| other.new.as_ref())
        .any(|place| inside(&place.id));
    let what = if differs {
        "中身の変更は、項目ごとに示します。"
    } else {
        "並び順のほかに変更はありません。"
    };
    shown(&format!("{old} から {new} へ移りました。{what}"))
}

fn follow(change: &Change) -> Follow {
    let text = |place: &Option<diff::Place>| {
        let text = place.as_ref().map_or("", |place| place.text.as_str());
        shown(&text.replace('\n', "、"))
    };
    Follow {
        id: id(change),
        name: shown(&change.name()),
        old: text(&change.old),
        new: text(&change.new),
    }
}
