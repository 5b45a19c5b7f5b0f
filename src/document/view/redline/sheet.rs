//! The redline laid out as 新旧対照表: 改正後 next to 改正前, what changed underlined, what did not left out.

use serde::Serialize;

use super::{Content, EntryPart, Item, Line, LineKind, Logged, Redline, Replaced, Risk, Version};
use crate::compare::diff::{ChangeKind, Tag};
use crate::document::view::Meta;

/// 新旧対照表, ready to print.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// 特定個人情報保護評価書（全項目評価書）
    pub form: String,
    /// What the cover of the new version says.
    pub meta: Meta,
    /// The stage of the new version: `draft`, `review` or `publish`.
    pub stage: String,
    /// The versions over the columns: 改正後, 改正前.
    pub versions: [Version; 2],
    /// What is to be known before reading.
    pub warnings: Vec<String>,
    /// The chapters in the order of the form.
    pub parts: Vec<Part>,
}

/// A chapter.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// Unique in the document.
    pub anchor: String,
    /// The chapter as 項目一覧 names it.
    pub label: String,
    /// Its items that changed; none where the whole chapter is left out.
    pub entries: Vec<Entry>,
}

/// An item that changed.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Address and name in the new version; empty where it is gone.
    pub new: String,
    /// Address and name in the old version; empty where it is new.
    pub old: String,
    /// Whether the form prints ※ there.
    pub significant: bool,
    /// Whether it is elsewhere, so that its address is shown as changed.
    pub moved: bool,
    /// What is shown side by side.
    pub rows: Vec<Row>,
}

/// Two sides of one row.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Row {
    /// 改正後
    pub new: Cell,
    /// 改正前
    pub old: Cell,
}

/// One side.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Cell {
    /// Whether it says what it is and not what is written: （略）, （新設）, a label.
    pub note: bool,
    /// Its words; none where there is nothing.
    pub words: Vec<SheetText>,
}

/// Words of a line.
#[derive(Debug, Clone, Serialize)]
pub struct SheetText {
    /// Whether they are underlined.
    pub changed: bool,
    /// The words.
    pub text: String,
}

const OMITTED: &str = "（略）";
const ADDED: &str = "（新設）";
const REMOVED: &str = "（削る）";
const BLANK: &str = "（空欄）";

impl Sheet {
    /// Lays a redline out; `chapters` are the chapters of the form in their order.
    pub fn of(redline: &Redline, chapters: &[String]) -> Self {
        let [old, new] = &redline.versions;
        let role = |version: &Version, role: &str| Version {
            role: role.to_owned(),
            ..version.clone()
        };
        Sheet {
            form: redline.form.clone(),
            meta: redline.meta.clone(),
            stage: redline.stage.clone(),
            versions: [role(new, "改正後"), role(old, "改正前")],
            warnings: redline.warnings.clone(),
            parts: parts(redline, chapters),
        }
    }
}

fn parts(redline: &Redline, chapters: &[String]) -> Vec<Part> {
    let mut parts: Vec<(String, Vec<Entry>)> = Vec::new();
    if !redline.replacements.is_empty() {
        let entries = redline.replacements.iter().map(replaced).collect();
        parts.push(("名称の置換え".to_owned(), entries));
    }
    let own = |label: &str| {
        let items = redline.parts.iter().filter(|part| part.label == label);
        items
            .flat_map(|part| &part.items)
            .map(entry)
            .collect::<Vec<_>>()
    };
    for label in chapters {
        let entries = own(label);
        if !entries.is_empty() || redline.unchanged.contains(label) {
            parts.push((label.clone(), entries));
        }
    }
    for part in redline
        .parts
        .iter()
        .filter(|part| !chapters.contains(&part.label))
    {
        if !parts.iter().any(|(label, _)| *label == part.label) {
            parts.push((part.label.clone(), own(&part.label)));
        }
    }
    if !redline.follows.is_empty() {
        let follow = |follow: &super::Follow| Entry {
            new: follow.name.clone(),
            old: follow.name.clone(),
            significant: false,
            moved: false,
            rows: vec![Row {
                new: whole_or_blank(&follow.new),
                old: whole_or_blank(&follow.old),
            }],
        };
        let entries = redline.follows.iter().map(follow).collect();
        parts.push(("これらに伴って変わった件数・番号など".to_owned(), entries));
    }
    // Where nothing changed, nothing is left out either.
    if parts.iter().all(|(_, entries)| entries.is_empty()) {
        return Vec::new();
    }
    let numbered = (1..).zip(parts);
    let part = |(number, (label, entries)): (usize, (String, Vec<Entry>))| Part {
        anchor: format!("part-{number}"),
        label,
        entries,
    };
    numbered.map(part).collect()
}

fn replaced(replaced: &Replaced) -> Entry {
    let star = |significant: bool| if significant { "※" } else { "" };
    let places = replaced.places.iter();
    let places = places.map(|spot| format!("{}{}", spot.name, star(spot.significant)));
    let places = places.collect::<Vec<_>>().join("、");
    Entry {
        new: String::new(),
        old: String::new(),
        significant: false,
        moved: false,
        rows: vec![
            Row {
                new: whole(&replaced.new),
                old: whole(&replaced.old),
            },
            both(note(&format!("次の項目中：{places}"))),
        ]
        .into_iter()
        .chain(replaced.logged.iter().map(logged))
        .collect(),
    }
}

/// What 別添３ says of a change, below it.
fn logged(logged: &Logged) -> Row {
    Row {
        new: note(&format!("（{}）", logged.words)),
        old: Cell::default(),
    }
}

/// The risk that a self-rating is about, with the measures that it rests on.
fn risk(risk: &Risk) -> Vec<Row> {
    let mut rows = vec![both(note(&risk.name))];
    rows.extend((!risk.about.is_empty()).then(|| both(note(&risk.about))));
    for measure in &risk.measures {
        rows.push(both(note(&measure.label)));
        let line = |lines: &[String], n: usize| {
            lines.get(n).map_or_else(Cell::default, |line| Cell {
                note: false,
                words: as_text(line, false),
            })
        };
        for n in 0..measure.now.len().max(measure.before.len()) {
            rows.push(Row {
                new: line(&measure.now, n),
                old: line(&measure.before, n),
            });
        }
    }
    rows
}

fn entry(item: &Item) -> Entry {
    let is_entry = matches!(item.content, Content::Entry { .. });
    let name = |there: bool, name: &str| match (there, item.entry.as_str()) {
        (false, _) => String::new(),
        (true, "") => name.to_owned(),
        (true, entry) => format!("{name}（{entry}）"),
    };
    let before = item.before.as_deref().unwrap_or(&item.name);
    Entry {
        new: name(!is_entry || item.kind != ChangeKind::Removed, &item.name),
        old: name(!is_entry || item.kind != ChangeKind::Added, before),
        significant: item.significant,
        moved: item.kind == ChangeKind::Moved,
        rows: {
            let risk = item.risk.iter().filter(|_| item.is_rating).flat_map(risk);
            let logged = item.logged.iter().map(logged);
            rows(item).into_iter().chain(risk).chain(logged).collect()
        },
    }
}

fn rows(item: &Item) -> Vec<Row> {
    match &item.content {
        Content::Text { lines } => text(lines),
        Content::Choice { old, new } => vec![Row {
            new: whole_or_blank(new),
            old: whole_or_blank(old),
        }],
        Content::Listing {
            removed,
            added,
            details,
            rest,
        } => {
            let mut rows = if *rest {
                vec![both(note(OMITTED))]
            } else {
                Vec::new()
            };
            for n in 0..removed.len().max(added.len()) {
                let side = |texts: &[String]| texts.get(n).map_or_else(Cell::default, |t| whole(t));
                rows.push(Row {
                    new: side(added),
                    old: side(removed),
                });
            }
            for detail in details {
                rows.push(both(note(&detail.option)));
                rows.extend(text(&detail.lines));
            }
            rows
        }
        Content::Table {
            removed_columns,
            added_columns,
            rows: changed,
        } => {
            let mut rows = Vec::new();
            for n in 0..removed_columns.len().max(added_columns.len()) {
                let side = |texts: &[String]| texts.get(n).map_or_else(Cell::default, |t| whole(t));
                rows.push(Row {
                    new: side(added_columns),
                    old: side(removed_columns),
                });
            }
            for row in changed {
                let name = match row.name.as_str() {
                    "" => row.head.clone(),
                    name => format!("{}（{name}）", row.head),
                };
                rows.push(both(note(&name)));
                for cell in &row.cells {
                    rows.push(both(note(&cell.column)));
                    rows.extend(text(&cell.lines));
                }
            }
            rows
        }
        Content::Entry { parts } if item.kind == ChangeKind::Removed => {
            sided(parts, REMOVED, |new, old| Row { new: old, old: new })
        }
        Content::Entry { parts } => sided(parts, ADDED, |new, old| Row { new, old }),
        Content::Words { .. } if item.kind == ChangeKind::Moved => vec![both(note(OMITTED))],
        Content::Words { text } => vec![both(note(text))],
    }
}

/// A whole entry on one side, and on the other what says that it is new or gone.
fn sided(parts: &[EntryPart], mark: &str, row: fn(Cell, Cell) -> Row) -> Vec<Row> {
    let mut rows = Vec::new();
    for part in parts {
        let star = if part.significant { "　※" } else { "" };
        // Both sides begin on one line.
        let other = if rows.is_empty() {
            note(mark)
        } else {
            Cell::default()
        };
        rows.push(row(note(&format!("{}{star}", part.label)), other));
        let lines = part
            .lines
            .iter()
            .map(|line| row(whole(line), Cell::default()));
        rows.extend(lines);
    }
    rows
}

/// The lines of a text; a line that took the place of another is next to it.
fn text(lines: &[Line]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut waiting = 0;
    for line in lines {
        let cell = |without: Tag| Cell {
            note: false,
            words: words(line, without),
        };
        match line.kind {
            LineKind::LeftOut => rows.push(both(note(OMITTED))),
            LineKind::Added => rows.push(Row {
                new: cell(Tag::Removed),
                old: Cell::default(),
            }),
            LineKind::Removed => rows.push(Row {
                new: Cell::default(),
                old: cell(Tag::Added),
            }),
            LineKind::Before => {
                waiting += 1;
                rows.push(Row {
                    new: Cell::default(),
                    old: cell(Tag::Added),
                });
            }
            LineKind::After => {
                let place = rows.len().checked_sub(waiting.max(1));
                waiting = 0;
                if let Some(row) = place.and_then(|n| rows.get_mut(n)) {
                    row.new = cell(Tag::Removed);
                }
            }
            LineKind::Edited => rows.push(Row {
                new: cell(Tag::Removed),
                old: cell(Tag::Added),
            }),
            LineKind::Moved { from, to } => {
                rows.push(Row {
                    new: note(&format!("（改正前の{from}段落目から移る）")),
                    old: note(&format!("（改正後の{to}段落目へ移る）")),
                });
                rows.push(Row {
                    new: cell(Tag::Removed),
                    old: cell(Tag::Added),
                });
            }
        }
    }
    // A side that had nothing.
    let empty = |side: fn(&Row) -> &Cell| rows.iter().all(|row| side(row).words.is_empty());
    let (no_new, no_old) = (empty(|row| &row.new), empty(|row| &row.old));
    if let Some(first) = rows.first_mut() {
        if no_new {
            first.new = note(BLANK);
        }
        if no_old {
            first.old = note(BLANK);
        }
    }
    rows
}

fn words(line: &Line, without: Tag) -> Vec<SheetText> {
    let own = line.segments.iter().filter(|s| s.tag != without);
    let words = own.map(|s| SheetText {
        changed: s.tag != Tag::Kept,
        text: s.text.clone(),
    });
    words.collect()
}

fn as_text(text: &str, changed: bool) -> Vec<SheetText> {
    vec![SheetText {
        changed,
        text: text.to_owned(),
    }]
}

fn note(text: &str) -> Cell {
    Cell {
        note: true,
        words: as_text(text, false),
    }
}

fn whole(text: &str) -> Cell {
    Cell {
        note: false,
        words: as_text(text, true),
    }
}

fn whole_or_blank(text: &str) -> Cell {
    if text.is_empty() {
        note(BLANK)
    } else {
        whole(text)
    }
}

fn both(cell: Cell) -> Row {
    Row {
        new: cell.clone(),
        old: cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::diff::TextDiff;
    use crate::document::view::redline::words::lines;

    /// 改正後｜改正前, what is underlined in brackets.
    fn columns(old: &str, new: &str) -> Vec<String> {
        let cell = |cell: &Cell| -> String {
            let words = cell.words.iter().map(|w| match w.changed {
                true => format!("[{}]", w.text),
                false => w.text.clone(),
            });
            words.collect()
        };
        let rows = text(&lines(&TextDiff::new(old, new)));
        rows.iter()
            .map(|r| format!("{}｜{}", cell(&r.new), cell(&r.old)))
            .collect()
    }

    #[test]
    fn what_changed_is_side_by_side() {
        assert_eq!(
            columns(
                "一、二。\n入室の記録は3年間保存する。\n五。",
                "一、二。\n入室の記録は5年間保存する。\n五。\n窓口を設けて相談を受け付ける。"
            ),
            [
                "（略）｜（略）",
                "入室の記録は[5年間]保存する。｜入室の記録は[3年間]保存する。",
                "（略）｜（略）",
                "[窓口を設けて相談を受け付ける。]｜",
            ]
        );
        assert_eq!(
            columns(
                "紙の申請書を窓口で受け取る。",
                "職員が端末から検索し、印刷を行う。"
            ),
            ["[職員が端末から検索し、印刷を行う。]｜[紙の申請書を窓口で受け取る。]"]
        );
        assert_eq!(
            columns("", "職員が検索する。"),
            ["[職員が検索する。]｜（空欄）"]
        );
    }
}
