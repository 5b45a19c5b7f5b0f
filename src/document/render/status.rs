//! The overview of several assessments on the terminal and as JSON.

use jiff::civil::Date as Day;
use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::assessment::deadlines::{DEADLINES, Months, State};
use crate::document::view::overview::{Deadline, Entry, Nearness};
use crate::japanese::dates;
use crate::japanese::notation::on_one_line;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::Lang;
use crate::source::outward;

/// What is shown: the assessments with their files, at a stage and as of a day.
#[derive(Debug)]
pub struct Status {
    /// The day as of which deadlines are given.
    pub now: Day,
    /// The stage at which findings were looked for.
    pub stage: Stage,
    /// Files and their lines.
    pub entries: Vec<(String, Entry)>,
}

impl Status {
    /// How many assessments have a deadline in a state.
    fn count(&self, state: State) -> usize {
        let is_in = |d: &Deadline| d.now.is_some_and(|now| now.state == state);
        let has = |(_, entry): &&(String, Entry)| entry.deadlines().any(is_in);
        self.entries.iter().filter(has).count()
    }
}

/// The table for people, `width` columns wide where texts allow it.
pub fn human(status: &Status, lang: Lang, width: usize) -> String {
    let heads: [&str; 6] = match lang {
        Lang::Ja => [
            "番号",
            "評価書名",
            "公表日",
            "次の見直し",
            "公表から5年",
            "指摘",
        ],
        Lang::En => [
            "No.",
            "Title",
            "Published",
            "Next review",
            "Five years",
            "Findings",
        ],
    };
    let rows: Vec<[String; 6]> = status
        .entries
        .iter()
        .map(|(_, entry)| cells(entry, lang))
        .collect();
    let mut widths = heads.map(UnicodeWidthStr::width);
    for row in &rows {
        for (at, cell) in row.iter().enumerate() {
            widths[at] = widths[at].max(cell.width());
        }
    }
    // A remark beside a number or a day goes on below, as a long title does.
    for (column, most) in MOST {
        widths[column] = widths[column].min(most.max(heads[column].width()));
    }
    let others: usize = widths.iter().sum::<usize>() - widths[TITLE] + GAP.len() * 5;
    widths[TITLE] = widths[TITLE].min(width.saturating_sub(others).max(20));
    let mut out = line(&heads.map(ToOwned::to_owned), &widths);
    out += &format!("{}\n", "─".repeat(others + widths[TITLE]));
    for ((file, entry), row) in status.entries.iter().zip(&rows) {
        out += &line(row, &widths);
        let file = &outward::words(file);
        let below = [entry.agency.as_str(), entry.tier, file];
        let below: Vec<&str> = below.into_iter().filter(|text| !text.is_empty()).collect();
        let indent = " ".repeat(widths[0] + GAP.len());
        out += &format!("{indent}{}\n", below.join("　"));
    }
    out + "\n" + &closing(status, lang)
}

const GAP: &str = "  ";
/// The column that gives way where there is little room.
const TITLE: usize = 1;
/// How wide the columns of 番号 and 公表日 get at most: what is longer is no number and no day.
const MOST: [(usize, usize); 2] = [(0, 8), (2, 14)];

fn cells(entry: &Entry, lang: Lang) -> [String; 6] {
    let shown = |deadline: &Option<Deadline>| {
        deadline
            .as_ref()
            .map_or_else(|| "－".to_owned(), |d| due(d, lang))
    };
    let published = match entry.published {
        Some(day) => dates::abbreviated(day),
        None if entry.publication_date.is_empty() => "－".to_owned(),
        None => entry.publication_date.clone(),
    };
    [
        or_dash(&entry.number),
        or_dash(&entry.title),
        published,
        shown(&entry.review),
        shown(&entry.reevaluation),
        findings(entry, lang),
    ]
}

fn or_dash(text: &str) -> String {
    let text = on_one_line(text);
    if text.is_empty() {
        "－".to_owned()
    } else {
        text
    }
}

/// A deadline: its day and, where it is near or over, how near.
fn due(deadline: &Deadline, lang: Lang) -> String {
    let day = dates::abbreviated(deadline.day);
    let words = deadline.now.map_or(String::new(), |now| near(now, lang));
    format!("{day} {words}").trim_end().to_owned()
}

/// How near a deadline is, in words: 期限切れ, あと30日; nothing where it is far.
fn near(now: Nearness, lang: Lang) -> String {
    match (now.state, now.days, lang) {
        (State::Later, ..) => String::new(),
        (State::Over, _, Lang::Ja) => "期限切れ".into(),
        (State::Over, _, Lang::En) => "overdue".into(),
        (State::Soon, 0, Lang::Ja) => "今日まで".into(),
        (State::Soon, 0, Lang::En) => "today".into(),
        (State::Soon, days, Lang::Ja) => format!("あと{days}日"),
        (State::Soon, days, Lang::En) => format!("{days} days left"),
    }
}

fn findings(entry: &Entry, lang: Lang) -> String {
    let counts = [
        (Severity::Error, entry.errors),
        (Severity::Warning, entry.warnings),
        (Severity::Info, entry.infos),
    ];
    let parts: Vec<String> = counts
        .iter()
        .filter(|(_, number)| *number > 0)
        .map(|(severity, number)| format!("{} {number}", severity.label(lang)))
        .collect();
    match (parts.is_empty(), lang) {
        (true, Lang::Ja) => "なし".into(),
        (true, Lang::En) => "none".into(),
        (false, Lang::Ja) => parts.join("、"),
        (false, Lang::En) => parts.join(", "),
    }
}

/// A row; what is too long for its column goes on below.
fn line(cells: &[String; 6], widths: &[usize; 6]) -> String {
    let columns: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, width)| wrapped(cell, *width))
        .collect();
    let lines = columns.iter().map(Vec::len).max().unwrap_or(0);
    let mut out = String::new();
    for at in 0..lines {
        let mut row = String::new();
        for (column, pieces) in columns.iter().enumerate() {
            let cell = pieces.get(at).map_or("", String::as_str);
            let blanks = widths[column].saturating_sub(cell.width());
            row += &format!("{cell}{}{GAP}", " ".repeat(blanks));
        }
        out += &format!("{}\n", row.trim_end());
    }
    out
}

/// A text in pieces of at most this many columns.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for c in text.chars() {
        let columns = c.width().unwrap_or(0);
        if used + columns > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            line.push(c);
        }
        used += columns;
    }
    lines
}

/// What the table was made from, and how many deadlines are near.
fn closing(status: &Status, lang: Lang) -> String {
    let (day, count) = (dates::written(status.now), status.entries.len());
    let (over, soon) = (status.count(State::Over), status.count(State::Soon));
    let stage = status.stage.label(lang);
    match lang {
        Lang::Ja => {
            let near = match (over, soon) {
                (0, 0) => "期限の近いものはありません。".to_owned(),
                (over, 0) => format!("期限切れのあるもの {over}件。"),
                (0, soon) => format!("期限の近いもの {soon}件。"),
                (over, soon) => format!("期限切れのあるもの {over}件、期限の近いもの {soon}件。"),
            };
            format!("評価書 {count}件（{day}現在、{stage}の段階で点検）。{near}\n")
        }
        Lang::En => format!(
            "{count} assessment(s) as of {}, checked for the stage {stage}: {over} with a deadline that is over, {soon} with one that is near.\n",
            status.now
        ),
    }
}

#[derive(Serialize)]
struct Report<'s> {
    version: u32,
    as_of: String,
    stage: &'s str,
    assessments: Vec<Line<'s>>,
    deadlines: Basis<'s>,
    summary: Counts,
}

#[derive(Serialize)]
struct Line<'s> {
    file: &'s str,
    number: &'s str,
    title: &'s str,
    agency: &'s str,
    threshold: &'s str,
    publication_date: &'s str,
    published: Option<String>,
    review: Option<DueOn>,
    reevaluation: Option<DueOn>,
    findings: Findings,
}

#[derive(Serialize)]
struct DueOn {
    date: String,
    #[serde(flatten)]
    now: Option<Nearness>,
}

#[derive(Serialize)]
struct Findings {
    error: usize,
    warning: usize,
    info: usize,
}

/// What the deadlines rest on.
#[derive(Serialize)]
struct Basis<'s> {
    review: Source<'s>,
    reevaluation: Source<'s>,
}

#[derive(Serialize)]
struct Source<'s> {
    months: i64,
    source: &'s str,
    confidence: &'s str,
}

#[derive(Serialize)]
struct Counts {
    assessments: usize,
    /// With a deadline that is over.
    over: usize,
    /// With a deadline that is near.
    soon: usize,
}

/// The overview as one JSON document with a final line break.
pub fn json(status: &Status) -> String {
    let report = Report {
        version: 1,
        as_of: status.now.to_string(),
        stage: status.stage.id(),
        assessments: status.entries.iter().map(json_line).collect(),
        deadlines: Basis {
            review: source(&DEADLINES.review_months),
            reevaluation: source(&DEADLINES.reevaluation_months),
        },
        summary: Counts {
            assessments: status.entries.len(),
            over: status.count(State::Over),
            soon: status.count(State::Soon),
        },
    };
    outward::json(&report)
}

fn json_line((file, entry): &(String, Entry)) -> Line<'_> {
    let due = |deadline: &Option<Deadline>| {
        let deadline = deadline.as_ref()?;
        Some(DueOn {
            date: deadline.day.to_string(),
            now: deadline.now,
        })
    };
    Line {
        file,
        number: &entry.number,
        title: &entry.title,
        agency: &entry.agency,
        threshold: &entry.threshold,
        publication_date: &entry.publication_date,
        published: entry.published.map(|day| day.to_string()),
        review: due(&entry.review),
        reevaluation: due(&entry.reevaluation),
        findings: Findings {
            error: entry.errors,
            warning: entry.warnings,
            info: entry.infos,
        },
    }
}

fn source(months: &Months) -> Source<'_> {
    Source {
        months: months.value,
        source: &months.source,
        confidence: &months.confidence,
    }
}
