//! 別添３ day by day: how much changed when, with the rows that say it. The newest day comes first.

use serde::Serialize;

use crate::document::view::{Block, ChangeRow, Line, Rich, View};
use crate::japanese::dates;

/// The entries of one 変更日.
#[derive(Serialize)]
pub(super) struct Day<'a> {
    date: String,
    rows: Vec<Entry<'a>>,
    timings: Vec<Timing>,
}

#[derive(Serialize)]
struct Entry<'a> {
    anchor: &'a str,
    label: &'a str,
    item: String,
}

/// How many entries have one 提出時期.
#[derive(Serialize)]
struct Timing {
    text: String,
    number: usize,
}

/// Where the columns are that are shown.
struct Columns {
    date: usize,
    item: usize,
    timing: usize,
}

/// Collects the days of 別添３; entries without a date go with the one before.
pub(super) fn of(view: &View) -> Vec<Day<'_>> {
    let mut blocks = view.chapters.iter().flat_map(|chapter| &chapter.blocks);
    let found = blocks.find_map(|block| match block {
        Block::Changes { columns, rows } => Some((Columns::of(columns)?, rows)),
        _ => None,
    });
    let Some((columns, rows)) = found else {
        return Vec::new();
    };
    let mut days: Vec<Day> = Vec::new();
    let mut current = None;
    for row in rows {
        let date = text(row, columns.date);
        let place = match days.iter().position(|day| day.date == date) {
            Some(place) => place,
            None => match current.filter(|_| date.is_empty()) {
                Some(place) => place,
                None => {
                    days.push(Day::new(date));
                    days.len() - 1
                }
            },
        };
        current = Some(place);
        days[place].take(row, &columns);
    }
    // What can't be read as a date comes last, in the order of the table.
    days.sort_by_key(|day| std::cmp::Reverse(dates::date(&day.date)));
    days
}

impl Columns {
    fn of(columns: &[String]) -> Option<Self> {
        let named = |name: &str| columns.iter().position(|column| column.contains(name));
        Some(Columns {
            date: named("変更日")?,
            item: named("項目")?,
            timing: named("提出時期")?,
        })
    }
}

impl<'a> Day<'a> {
    fn new(date: String) -> Self {
        Day {
            date,
            rows: Vec::new(),
            timings: Vec::new(),
        }
    }

    fn take(&mut self, row: &'a ChangeRow, columns: &Columns) {
        self.rows.push(Entry {
            anchor: &row.heading.anchor,
            label: &row.heading.label,
            item: text(row, columns.item),
        });
        let text = text(row, columns.timing);
        if text.is_empty() {
            return;
        }
        match self.timings.iter_mut().find(|timing| timing.text == text) {
            Some(timing) => timing.number += 1,
            None => self.timings.push(Timing { text, number: 1 }),
        }
    }
}

/// The lines of a cell as one.
fn text(row: &ChangeRow, column: usize) -> String {
    let lines = row
        .cells
        .get(column)
        .into_iter()
        .flatten()
        .flat_map(|block| match block {
            Rich::Paragraph { lines } => lines.as_slice(),
            Rich::List { .. } | Rich::Table(_) => &[],
        });
    let words = |line: &Line| -> String { line.spans.iter().map(|s| s.text.as_str()).collect() };
    lines
        .map(words)
        .collect::<Vec<_>>()
        .join(" ")
        .trim()
        .to_owned()
}
