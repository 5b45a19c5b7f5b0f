//! Questions and opinions with their answers as tables.

use super::entry::Entry;
use super::reader::{Reader, fact, facts, plain, table};
use super::{Block, Fact, TableRow};
use crate::document::view::{Rich, rich};

/// The table of some entries, with what all of them share above it; nothing where there are none. A column in which
/// nothing would stand is left out.
pub(super) fn answers(
    reader: &Reader,
    entries: &[Entry],
    name: &str,
    column: &str,
    reflected: bool,
) -> Vec<Block> {
    let shared = Shared::of(reader, entries);
    let number = |entry: &Entry| {
        let lines = [entry.called()]
            .into_iter()
            .chain(shared.beside(reader, entry));
        plain(&lines.collect::<Vec<_>>().join("\n"))
    };
    let rows = entries.iter().map(|entry| {
        let cells = vec![
            number(entry),
            rich::read(&entry.text),
            answer(entry),
            if reflected {
                reaction(reader, entry)
            } else {
                Vec::new()
            },
        ];
        TableRow {
            anchor: entry.id.clone(),
            address: entry.address.clone(),
            cells,
        }
    });
    let mut rows: Vec<TableRow> = rows.collect();
    let is_wide = entries
        .iter()
        .any(|entry| !shared.beside(reader, entry).is_empty());
    let mut columns = vec![
        ("番号", if is_wide { 17 } else { 8 }),
        (column, 36),
        ("回答（考え方）", 36),
        ("対応と反映した所", 20),
    ];
    for at in (2..columns.len()).rev() {
        if rows.iter().all(|row| row.cells[at].is_empty()) {
            columns.remove(at);
            rows.iter_mut().for_each(|row| drop(row.cells.remove(at)));
        }
    }
    let table = table(name, &columns, rows);
    let above = table.is_some().then(|| facts(shared.facts())).flatten();
    above.into_iter().chain(table).collect()
}

/// What all entries of a table have in common: who, when, on which paper.
struct Shared([String; 3]);

const SHARED: [&str; 3] = ["述べた者", "日付", "資料"];

impl Shared {
    fn of(reader: &Reader, entries: &[Entry]) -> Self {
        let same = |at: usize| {
            let mut all = entries
                .iter()
                .map(|entry| Self::each(reader, entry)[at].clone());
            let first = all.next().unwrap_or_default();
            if entries.len() > 1 && all.all(|text| text == first) {
                first
            } else {
                String::new()
            }
        };
        Shared([same(0), same(1), same(2)])
    }

    /// Who asked is for those who may know it.
    fn each(reader: &Reader, entry: &Entry) -> [String; 3] {
        let person = if reader.wanted.is_public {
            ""
        } else {
            &entry.person
        };
        [person, &entry.date, &entry.document].map(str::to_owned)
    }

    fn facts(&self) -> impl Iterator<Item = Fact> + '_ {
        let all = SHARED.iter().zip(&self.0);
        all.map(|(label, text)| fact("", label, plain(text)))
    }

    /// What an entry has that the others do not.
    fn beside(&self, reader: &Reader, entry: &Entry) -> Vec<String> {
        let own = Self::each(reader, entry).into_iter().zip(&self.0);
        let own = own.filter(|(own, shared)| !own.is_empty() && own != *shared);
        own.map(|(own, _)| own).collect()
    }
}

/// The answer with all that came after it.
pub(super) fn answer(entry: &Entry) -> Vec<Rich> {
    let mut blocks = rich::read(&entry.answer);
    for further in &entry.further {
        let date = match further.date.as_str() {
            "" => String::new(),
            date => format!("　{date}"),
        };
        blocks.extend(plain(&format!("（再回答{date}）")));
        blocks.extend(rich::read(&further.text));
    }
    if blocks.is_empty() && entry.is_open {
        blocks = plain("（未回答）");
    }
    blocks
}

/// The longest address beside which its page is on the same line.
const SHORT: usize = 6;

/// What became of it: 対応, the items of the assessment with their pages, rows of 別添３, the day.
fn reaction(reader: &Reader, entry: &Entry) -> Vec<Rich> {
    let mut lines = Vec::new();
    match (entry.action.as_str(), entry.detail.as_str()) {
        ("", "") => {}
        (action, "") => lines.push(action.to_owned()),
        (action, detail) => lines.push(format!("{action}（{detail}）")),
    }
    for item in &entry.items {
        // In a narrow column, a page on a line of its own is not torn.
        let parting = if item.chars().count() > SHORT {
            "\n"
        } else {
            ""
        };
        lines.push(match (reader.wanted.page_of)(item) {
            Some(page) => format!("{item}{parting}（{page}頁）"),
            None => item.clone(),
        });
    }
    lines.extend(entry.rows.iter().cloned());
    if !entry.due.is_empty() {
        lines.push(format!("期限　{}", entry.due));
    }
    plain(&lines.join("\n"))
}
