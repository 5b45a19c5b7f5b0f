//! `hyokasho review status`: what is not answered, and what was promised by when, by who has to do it.

mod moved;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date as Day;
use serde::Serialize;

use self::moved::Moved;
use super::subject::{Subject, subjects};
use super::{look_at, settings};
use crate::assessment::{self, Assessment};
use crate::cli::{CheckOptions, Loaded, Outcome, print};
use crate::document::view::papers::{self, Entry};
use crate::japanese::notation::on_one_line;
use crate::lint::record::{self, Action};
use crate::source::lang::Lang;
use crate::source::outward;
use crate::workspace;

#[derive(clap::Args)]
pub(super) struct Args {
    /// 点検記録のファイル、又は点検記録を入れたフォルダー。省くと hyokasho.toml の paths
    #[arg(value_name = "FILE")]
    records: Vec<PathBuf>,
    /// 出力の形（画面用 human、機械用 json）
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    format: Format,
    /// 評価書の、比べる旧版（git の版、REV:パス、又はファイル）。省くと記録の「対象の版」。もう変わっている項目を示す
    #[arg(long = "base", value_name = "REV|FILE")]
    reviewed_since: Option<String>,
    /// いつの日の状況か（例 2026-04-01、令和8年4月1日）。省くと今日
    #[arg(long = "as-of", value_parser = crate::cli::check::day, value_name = "DATE")]
    status_of: Option<Day>,
    #[command(flatten)]
    settings: settings::Args,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Format {
    #[default]
    Human,
    Json,
}

/// What is left to be done with one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    /// 未回答
    Open,
    /// 期限切れ
    Overdue,
    /// 約束
    Promised,
}

/// An entry that is not done with.
#[derive(Debug, Serialize)]
struct Left {
    state: State,
    address: String,
    number: String,
    /// 諮問番号 of the matter; may be empty.
    case_number: String,
    /// Who has to answer, or to keep the promise.
    by: String,
    /// Who asked.
    asked_by: String,
    text: String,
    action: String,
    due: Option<String>,
    days_left: Option<i32>,
    items: Vec<String>,
    /// Those of the items that already differ from the version before.
    changed: Vec<String>,
}

/// A record with what is left.
#[derive(Debug, Serialize)]
struct OfRecord {
    file: String,
    title: String,
    open: usize,
    promised: usize,
    overdue: usize,
    entries: Vec<Left>,
}

#[derive(Serialize)]
struct Report<'r> {
    version: u32,
    as_of: String,
    records: &'r [OfRecord],
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let options = look_at(&args.settings, &args.records, None, args.status_of, lang)?;
    let now = args.status_of.unwrap_or_else(workspace::today);
    let missed = options.setup.found.errors.iter();
    let mut errors: Vec<String> = missed.map(|error| error.message(lang)).collect();
    let mut records = Vec::new();
    for path in &options.setup.found.files {
        match of_file(path, args.reviewed_since.as_deref(), now, &options) {
            Ok(record) => records.push(record),
            Err(error) => errors.push(error),
        }
    }
    print(&match args.format {
        Format::Human => words::human(&records, now, lang),
        Format::Json => outward::json(&Report {
            version: 1,
            as_of: now.to_string(),
            records: &records,
        }),
    });
    Outcome::of(&errors, false)
}

fn of_file(
    path: &Path,
    base: Option<&str>,
    now: Day,
    options: &CheckOptions,
) -> Result<OfRecord, String> {
    let lang = options.lang;
    let unread = || match lang {
        Lang::Ja => format!(
            "{0}: 点検記録として読めません。`hyokasho check {0}` で直す所を確かめてください。",
            path.display()
        ),
        Lang::En => format!(
            "{0} can't be read as a record; see `hyokasho check {0}`",
            path.display()
        ),
    };
    let loaded = Loaded::read(path, lang).map_err(|error| error.message(lang))?;
    let source = loaded.source.as_ref().map_err(|_| unread())?;
    let document = assessment::read(source);
    let opened = Assessment::open(source, &document, options.stage);
    let record = opened.map_err(|_| unread())?;
    if record.is_broken() {
        return Err(unread());
    }
    let subjects = subjects(path, &record, options);
    let moved = Moved::since(&record, &subjects, base, options)?;
    let entries = left(&record, &subjects, &moved, now, options);
    let count = |state: State| entries.iter().filter(|left| left.state == state).count();
    Ok(OfRecord {
        file: path.display().to_string(),
        title: record.text("title").unwrap_or_default().trim().to_owned(),
        open: count(State::Open),
        promised: count(State::Promised),
        overdue: count(State::Overdue),
        entries,
    })
}

/// How many entries are without an answer, and how many promises are not kept yet.
pub(super) fn counts(
    record: &Assessment,
    subjects: &[Subject],
    options: &CheckOptions,
) -> (usize, usize) {
    let entries = left(record, subjects, &Moved::default(), options.today, options);
    let open = entries
        .iter()
        .filter(|left| left.state == State::Open)
        .count();
    (open, entries.len() - open)
}

/// All that is left to be done, in the order of the record.
fn left(
    record: &Assessment,
    subjects: &[Subject],
    moved: &Moved,
    now: Day,
    options: &CheckOptions,
) -> Vec<Left> {
    let opened: Vec<Assessment> = subjects
        .iter()
        .filter_map(|s| s.open(options.stage))
        .collect();
    let papers: Vec<&Assessment> = opened.iter().collect();
    let published = record::published(record, &papers);
    let said = record::entries(record);
    let said: BTreeMap<&str, &record::Entry> = said.iter().map(|e| (e.id.as_str(), e)).collect();
    let left = |entry: Entry| {
        let own = said.get(entry.id.as_str())?;
        let action = own.action.as_ref().map(|(action, _)| *action);
        let is_promise = own.is_promise() || action == Some(Action::ToConsider);
        let state = match is_promise {
            true if own.is_past(Some(now), published) => State::Overdue,
            true => State::Promised,
            false if entry.is_open => State::Open,
            false => return None,
        };
        let due = own.due.as_ref().map(|(day, _)| *day);
        let days = due
            .and_then(|due| now.until(due).ok())
            .map(|span| span.get_days());
        Some(Left {
            state,
            by: responsible(record, &papers, &entry),
            number: entry.number,
            case_number: case_number(record, &entry.id),
            address: entry.address,
            asked_by: entry.person,
            text: entry.text,
            action: entry.action,
            due: due.map(|day| day.to_string()),
            days_left: days,
            changed: entry
                .items
                .iter()
                .filter(|item| moved.has(item))
                .cloned()
                .collect(),
            items: entry.items,
        })
    };
    papers::all_entries(record)
        .into_iter()
        .filter_map(left)
        .collect()
}

/// 諮問番号 of the matter that an entry belongs to.
fn case_number(record: &Assessment, id: &str) -> String {
    let matter = id.split_once('.').map(|(matter, _)| matter);
    let number = matter.and_then(|matter| record.text(&format!("{matter}.case_number")));
    on_one_line(number.unwrap_or_default())
}

/// Who has to answer: the department in charge of the assessment, where that is known; else who explained at the meeting
/// of that day; else the secretariat.
fn responsible(record: &Assessment, papers: &[&Assessment], entry: &Entry) -> String {
    let departments = papers
        .iter()
        .filter_map(|paper| paper.text("basic.department.name"));
    let mut departments: Vec<String> = departments.map(on_one_line).collect();
    departments.retain(|name| !name.is_empty());
    departments.dedup();
    if !departments.is_empty() {
        return departments.join("、");
    }
    let explained = papers::explainers(record, entry);
    if !explained.is_empty() {
        return explained.join("、");
    }
    on_one_line(record.text("body.secretariat").unwrap_or_default())
}
