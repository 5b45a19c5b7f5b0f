//! 変更前 and 変更後 as 別添３ says them: short texts whole, of long ones what changed with （中略） for the rest.

use super::marks;
use crate::compare::diff::{
    Change, ChangeKind, Content, Detail, Paragraph, Part, Place, RowChange, TextDiff,
};
use crate::japanese::individual_number::mask;
use crate::japanese::passage::Passage;

/// Nothing was there.
const ADDED: &str = "（右記を追加）";
/// Nothing is there any more.
const REMOVED: &str = "（左記を削除）";
/// Something is left out.
const OMITTED: &str = "（中略）";
/// The rest is left out.
const REST: &str = "（以下省略）";

/// A table is left out.
const TABLE: &str = "（省略）";

/// Texts of at most this many paragraphs are quoted whole, if they have no more characters than `SHORT`.
const FEW: usize = 3;
const SHORT: usize = 120;

/// Of longer entries only the names are quoted.
const LONG: usize = 4000;

/// What both cells of a row say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// 変更前の記載, with stars for individual numbers: what was taken out of a file must not come back
    pub before: String,
    /// 変更後の記載
    pub after: String,
}

/// The cells for a change; none where nothing can be seen of it: blanks, or one mark of nothing for another.
pub fn of(change: &Change) -> Option<Cells> {
    let (before, after) = both(change);
    let (before, after) = (mask(&tidy(&before)).into_owned(), tidy(&after));
    let visible = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    if visible(&before) == visible(&after) || !has_words(&before) && !has_words(&after) {
        return None;
    }
    let or = |text: String, mark: &str| {
        if text.is_empty() {
            mark.to_owned()
        } else {
            text
        }
    };
    Some(Cells {
        before: or(before, ADDED),
        after: or(after, REMOVED),
    })
}

/// Without blank lines at either end.
fn tidy(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let written = |line: &str| !line.trim().is_empty();
    let first = lines.iter().position(|l| written(l));
    let last = lines.iter().rposition(|l| written(l));
    match (first, last) {
        (Some(first), Some(last)) => lines[first..=last].join("\n"),
        _ => String::new(),
    }
}

/// Whether a text says something, and not only that there is nothing.
fn has_words(text: &str) -> bool {
    let mut lines = text.lines().map(|line| Passage::of(line).text);
    lines.any(|line| !line.is_empty() && marks::kind(&line) == marks::MarkKind::Text)
}

fn both(change: &Change) -> (String, String) {
    let text = |place: &Option<Place>| place.as_ref().map_or("", |p| p.text.as_str()).to_owned();
    let whole = || (text(&change.old), text(&change.new));
    let parts = match &change.content {
        Content::Text { paragraphs } => of_text(paragraphs, change.formal),
        Content::Choice => return whole(),
        Content::Checks {
            added,
            removed,
            details,
        } => (
            lines(removed, details, TextDiff::old),
            lines(added, details, TextDiff::new_text),
        ),
        Content::Items { added, removed } => (removed.join("\n"), added.join("\n")),
        Content::Table { rows, .. } => of_rows(rows),
        Content::Entry { parts } => {
            let entry = change
                .place()
                .map_or(String::new(), |p| of_entry(change, p, parts));
            return match change.kind {
                ChangeKind::Removed => (entry, String::new()),
                _ => (String::new(), entry),
            };
        }
        Content::Order { old, new } => {
            let shown = |position: &str, place: &Option<Place>| {
                let entry = place.as_ref().map_or("", |place| place.entry.as_str());
                tidy(&format!("{position}\n{entry}"))
            };
            return (shown(old, &change.old), shown(new, &change.new));
        }
    };
    // Only the order or the form of what is listed differs.
    if parts.0.is_empty() && parts.1.is_empty() {
        whole()
    } else {
        parts
    }
}

/// What changed in a text; of what moved with the number before it only in a change of form.
fn of_text(diff: &TextDiff, formal: bool) -> (String, String) {
    let paragraphs = &diff.paragraphs;
    let is_kept = |p: &Paragraph| p.is_kept() || p.formal && !formal;
    let characters = paragraphs.iter().flat_map(|p| &p.segments);
    let characters: usize = characters.map(|s| s.text.chars().count()).sum();
    let kept = paragraphs.iter().filter(|p| is_kept(p)).count();
    let one_sided = |side: fn(&Paragraph) -> Option<usize>| {
        paragraphs.iter().all(|p| is_kept(p) || side(p).is_none())
    };
    let (only_added, only_removed) = (one_sided(|p| p.old), one_sided(|p| p.new));
    let short = paragraphs.len() <= FEW && characters <= SHORT && !only_added && !only_removed;
    if kept == 0 || short {
        return (diff.old(), diff.new_text());
    }
    let side = |ordered: Vec<&Paragraph>,
                of: fn(&Paragraph) -> Option<usize>,
                text: fn(&Paragraph) -> String| {
        let mut lines: Vec<String> = Vec::new();
        for paragraph in ordered {
            if is_kept(paragraph) {
                if lines.last().is_none_or(|line| line != OMITTED) {
                    lines.push(OMITTED.to_owned());
                }
            } else if of(paragraph).is_some() {
                lines.push(text(paragraph));
            }
        }
        // What was only added or removed is quoted alone.
        if only_added || only_removed {
            let is_mark = |line: &&String| *line == OMITTED;
            let first = lines.iter().take_while(is_mark).count();
            let last = lines.iter().rev().take_while(is_mark).count();
            let end = lines.len().saturating_sub(last).max(first);
            lines = lines[first..end].to_vec();
        }
        let marks_alone = lines.iter().all(|line| line == OMITTED);
        if marks_alone {
            String::new()
        } else {
            lines.join("\n")
        }
    };
    (
        side(diff.in_old_order(), |p| p.old, Paragraph::old_text),
        side(paragraphs.iter().collect(), |p| p.new, Paragraph::new_text),
    )
}

/// Boxes that only one side has, and those whose slots differ.
fn lines(boxes: &[String], details: &[Detail], slot: fn(&TextDiff) -> String) -> String {
    let details = details.iter().map(|d| match slot(&d.paragraphs) {
        words if words.is_empty() => d.option.clone(),
        words => format!("{}（{words}）", d.option),
    });
    let lines: Vec<String> = boxes.iter().cloned().chain(details).collect();
    lines.join("\n")
}

/// Rows of a table: their names and the cells that differ, one after the other.
fn of_rows(rows: &[RowChange]) -> (String, String) {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for row in rows {
        let moved = row.kind == ChangeKind::Moved;
        let side = |number: Option<usize>, text: fn(&TextDiff) -> String| {
            let number = number?;
            let cells = row.cells.iter().map(|cell| text(&cell.paragraphs));
            let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
            // The name may be among the cells, and have been another.
            let has_name = row
                .cells
                .iter()
                .any(|c| c.paragraphs.new_text() == row.name);
            let whole = matches!(row.kind, ChangeKind::Added | ChangeKind::Removed);
            let name = (!whole && !has_name).then(|| row.name.clone());
            let words: Vec<String> = name.into_iter().chain(cells).collect();
            let place = moved.then(|| format!("{number}行目\n"));
            Some(place.unwrap_or_default() + &words.join("／"))
        };
        before.extend(side(row.old, TextDiff::old));
        after.extend(side(row.new, TextDiff::new_text));
    }
    (before.join("\n"), after.join("\n"))
}

/// An entry with all that is written in it; of a whole file, and of what is very long, its name.
fn of_entry(change: &Change, place: &Place, parts: &[Part]) -> String {
    if change.item.id == "files[]" || place.text.len() > LONG {
        let first = parts.first().map_or("", |part| part.text.as_str());
        return format!("{first}\n{REST}");
    }
    if let [only] = parts {
        return only.text.clone();
    }
    let line = |part: &Part| {
        // Nobody reads a table out in a cell.
        let text = if part.item.ends_with(".table") {
            TABLE
        } else {
            &part.text
        };
        let parting = if text.contains('\n') || text == TABLE {
            "\n"
        } else {
            "："
        };
        format!("{}{parting}{text}", part.label)
    };
    parts.iter().map(line).collect::<Vec<_>>().join("\n")
}
