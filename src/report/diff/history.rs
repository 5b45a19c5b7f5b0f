//! The history of an assessment or of one of its items: for people and for machines (`docs/log.md`).

use serde::Serialize;

use super::human::{BOLD, Report};
use super::json::{self, Entry};
use crate::compare::diff::Change;
use crate::compare::history::{History, Row, Step, Version};
use crate::report::human::Look;
use crate::source::lang::Lang;
use crate::source::outward;

/// The history on the terminal, the newest version first.
pub fn render(history: &History, look: Look) -> String {
    let mut report = Report::new(look);
    if !history.item.is_empty() {
        let head = report.say("項目  ", "Item  ");
        let line = format!("{head}{}", history.item);
        report.line(&line);
        report.line("");
    }
    for step in &history.steps {
        report.step(step, !history.item.is_empty());
    }
    report.ending(history);
    report.written()
}

impl Report {
    fn step(&mut self, step: &Step, whole: bool) {
        let head = self.headline(&step.version);
        let head = self.styled(BOLD, &head);
        self.line(&head);
        let before = self.headline(&step.before);
        let line = format!("{}{before}", self.say("前の版  ", "before  "));
        self.line(&line);
        for (n, by) in &step.changes {
            let Some(change) = step.diff.changes.get(*n) else {
                continue;
            };
            if whole {
                self.line("");
                self.change_without_gap(change);
            } else {
                let line = self.in_short(change);
                self.line(&line);
            }
            let rows = step.rows.iter().filter(|row| by.contains(&row.number));
            for row in rows {
                self.row_of_table(row, whole);
            }
        }
        self.line("");
    }

    /// 令和8年3月27日公表  HEAD（1a2b3c4d5e）  a.yaml  2026-03-27  件名
    fn headline(&self, version: &Version) -> String {
        let parts = [
            self.version(&version.side),
            version.date.clone(),
            version.subject.clone(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    }

    fn row_of_table(&mut self, row: &Row, whole: bool) {
        let facts = [&row.date, &row.item, &row.timing, &row.explanation];
        let facts: Vec<&str> = facts
            .iter()
            .map(|f| f.trim())
            .filter(|f| !f.is_empty())
            .collect();
        let facts = facts.join("　").replace('\n', "");
        let number = row.number;
        let line = match self.look.lang {
            Lang::Ja => format!("    別添３の{number}行目　{facts}"),
            Lang::En => format!("    row {number} of 別添３  {facts}"),
        };
        self.line(&line);
        if whole {
            for (head, text) in [
                (self.say("変更前", "before"), &row.before),
                (self.say("変更後", "after"), &row.after),
            ] {
                for (n, text) in text.lines().enumerate() {
                    let head = if n == 0 { head } else { "" };
                    let line = format!("      {head}\t{text}");
                    self.line(&line);
                }
            }
        }
    }

    fn ending(&mut self, history: &History) {
        if history.steps.is_empty() {
            self.line(self.say(
                "調べた版の間に、違いはありません。",
                "Nothing differs between the versions that were looked at.",
            ));
        }
        for version in &history.unread {
            let name = self.headline(version);
            let head = self.say(
                "評価書として最後まで読めないので、飛ばした版: ",
                "Passed over, as it can't be read to its end: ",
            );
            let line = format!("{head}{name}");
            self.line(&line);
        }
        if let Some(oldest) = &history.oldest {
            let name = self.headline(oldest);
            let head = if history.more {
                self.say(
                    "ここまで調べました（これより前の版もあります）: ",
                    "Looked at as far as this version (there are older ones): ",
                )
            } else {
                self.say("最初の版: ", "The first version: ")
            };
            let line = format!("{head}{name}");
            self.line(&line);
        }
    }
}

#[derive(Serialize)]
struct Document<'h> {
    version: u32,
    item: &'h str,
    steps: Vec<StepOf<'h>>,
    unread: Vec<VersionOf<'h>>,
    oldest: Option<VersionOf<'h>>,
    more: bool,
}

#[derive(Serialize)]
struct VersionOf<'h> {
    #[serde(flatten)]
    side: json::Version<'h>,
    date: &'h str,
    subject: &'h str,
}

#[derive(Serialize)]
struct StepOf<'h> {
    new: VersionOf<'h>,
    old: VersionOf<'h>,
    changes: Vec<ChangeOf<'h>>,
}

#[derive(Serialize)]
struct ChangeOf<'h> {
    #[serde(flatten)]
    change: Entry<'h>,
    rows: Vec<RowOf<'h>>,
}

#[derive(Serialize)]
struct RowOf<'h> {
    row: usize,
    date: &'h str,
    item: &'h str,
    before: &'h str,
    after: &'h str,
    timing: &'h str,
    explanation: &'h str,
}

/// The history as one JSON document with a final line break.
pub fn json(history: &History) -> String {
    outward::json(&Document {
        version: 1,
        item: &history.item,
        steps: history.steps.iter().map(step).collect(),
        unread: history.unread.iter().map(version).collect(),
        oldest: history.oldest.as_ref().map(version),
        more: history.more,
    })
}

fn version(version: &Version) -> VersionOf<'_> {
    VersionOf {
        side: json::version(&version.side),
        date: &version.date,
        subject: &version.subject,
    }
}

fn step(step: &Step) -> StepOf<'_> {
    let changes = step.changes.iter().filter_map(|(n, by)| {
        let change: &Change = step.diff.changes.get(*n)?;
        let rows = step.rows.iter().filter(|row| by.contains(&row.number));
        Some(ChangeOf {
            change: json::entry(change),
            rows: rows.map(row).collect(),
        })
    });
    StepOf {
        new: version(&step.version),
        old: version(&step.before),
        changes: changes.collect(),
    }
}

fn row(row: &Row) -> RowOf<'_> {
    RowOf {
        row: row.number,
        date: &row.date,
        item: &row.item,
        before: &row.before,
        after: &row.after,
        timing: &row.timing,
        explanation: &row.explanation,
    }
}
