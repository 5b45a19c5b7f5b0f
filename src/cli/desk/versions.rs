//! The versions that a file can be compared with, and the rows that 別添３ lacks since one of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::file::OpenFile;
use super::pages::{page as answer, problem, told};
use super::routes::Answer;
use super::said;
use super::session::{Session, base_of};
use crate::assessment::Assessment;
use crate::assessment::change::Change;
use crate::cli::base::{self, Version as Known};
use crate::compare::changelog::Log;
use crate::compare::changelog::base::Former;
use crate::compare::changelog::coverage::Coverage;
use crate::compare::changelog::revision::Revision;
use crate::compare::changelog::row::{self, CELLS, Row};
use crate::document::render::desk as render;
use crate::document::view::desk::pages::{Proposed, ProposedRow, Version, Versions};
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use crate::workspace::git::Repository;
use crate::workspace::{self, folder_of};

/// How many versions are listed.
const MOST: usize = 60;

/// The list of 別添３.
const CHANGES: &str = "changes";

/// The page of versions.
pub(super) fn page(session: &mut Session, key: &str) -> Answer {
    let (lang, token) = (session.lang(), session.token.clone());
    let file = match session.open(key) {
        Ok(file) => file,
        Err(answer) => return told(answer, lang),
    };
    let base = base_of(key);
    let chosen = file.options.base.clone();
    let history = history(&file.path, lang);
    let note = history.as_ref().err().cloned();
    let revisions = history.unwrap_or_default().into_iter().take(MOST);
    let version = |named: String, name: String, note: String| {
        let is_chosen = chosen.as_deref() == Some(named.as_str());
        Version {
            chosen: is_chosen,
            links: match is_chosen {
                true => said::links_of_version(&base, lang),
                false => Vec::new(),
            },
            base: named,
            name,
            published: String::new(),
            note,
        }
    };
    let mut all: Vec<Version> = revisions
        .map(|commit| version(commit.id, commit.date, commit.subject))
        .collect();
    // A file that was chosen is no revision.
    if let Some(named) = &chosen
        && all.iter().all(|version| !version.chosen)
    {
        let name = said::since(named, lang);
        all.insert(0, version(named.clone(), name, String::new()));
    }
    let versions = Versions {
        all,
        note: note.unwrap_or_default(),
    };
    let shown = file.page(&token, &base);
    answer(render::versions(&shown, &versions), lang)
}

fn history(path: &Path, lang: Lang) -> Result<Vec<crate::workspace::git::Commit>, String> {
    let none = |_| said::no_versions(lang);
    let repository = Repository::of(folder_of(path)).map_err(none)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let inside = repository
        .inside(&name)
        .ok_or_else(|| said::no_versions(lang))?;
    repository.history(&inside, None).map_err(none)
}

/// A version by what the page calls it.
///
/// # Errors
/// In words: there is no such version, or it can't be read.
pub(super) fn known(path: &Path, named: &str, lang: Lang) -> Result<String, String> {
    // Only revisions: a page names no file of this machine.
    let is_revision = named.bytes().all(|byte| byte.is_ascii_hexdigit()) && named.len() >= 7;
    if !is_revision {
        return Err(said::no_version(lang));
    }
    base::since(named, path, lang).map(|_| named.to_owned())
}

/// Takes a file that was chosen as the version before.
pub(super) fn former(session: &mut Session, key: &str, name: &str, bytes: &[u8]) -> Answer {
    let lang = session.lang();
    let file = match session.open(key) {
        Ok(file) => file,
        Err(answer) => return answer,
    };
    let kept = kept(name, bytes).and_then(|path| {
        let named = path.display().to_string();
        base::read(&named, &file.path, lang).map(|_| named)
    });
    match kept {
        Ok(named) => {
            let mut options = file.options.clone();
            options.base = Some(named);
            file.look_with(options);
            Answer::json(200, &serde_json::json!({ "url": base_of(key) }))
        }
        Err(why) => Answer::refused(422, &why),
    }
}

/// Keeps a chosen file for this session, out of the folder of the assessments.
fn kept(name: &str, bytes: &[u8]) -> Result<PathBuf, String> {
    let name = Path::new(name).file_name().unwrap_or_default();
    let folder = tempfile::Builder::new().prefix("hyokasho-desk-").tempdir();
    let folder = folder.map_err(|error| error.to_string())?.keep();
    let path = folder.join(name);
    workspace::write(&path, bytes).map_err(|error| error.message(Lang::Ja))?;
    Ok(path)
}

/// The rows that 別添３ lacks, to be looked at before they are written.
pub(super) fn rows(session: &mut Session, key: &str, since: &str) -> Answer {
    let (lang, token) = (session.lang(), session.token.clone());
    let file = match session.open(key) {
        Ok(file) => file,
        Err(answer) => return told(answer, lang),
    };
    if !since.is_empty() && file.options.base.as_deref() != Some(since) {
        match known(&file.path, since, lang) {
            Ok(named) => {
                let mut options = file.options.clone();
                options.base = Some(named);
                file.look_with(options);
            }
            Err(why) => return problem(&said::no_version(lang), &why),
        }
    }
    match proposed(file, lang) {
        Ok(proposed) => {
            let shown = file.page(&token, &base_of(key));
            answer(render::rows(&shown, &proposed), lang)
        }
        Err(why) => problem(&said::no_rows(lang), &why),
    }
}

fn proposed(file: &mut OpenFile, lang: Lang) -> Result<Proposed, String> {
    let named = file
        .options
        .base
        .clone()
        .ok_or_else(|| said::no_version(lang))?;
    let read = std::sync::Arc::clone(&file.read);
    let opened = Assessment::open(&read.source, &read.document, Stage::Draft).ok();
    let new = opened.filter(|assessment| !assessment.is_broken());
    let new = new.ok_or_else(|| said::unreadable(lang))?;
    let folder = file.folder();
    let version = folder
        .version(&file.path)
        .ok_or_else(|| said::no_version(lang))?;
    let version: &Known = version.as_ref().as_ref().map_err(Clone::clone)?;
    let old = version.open().ok_or_else(|| said::is_new(lang))?;
    let former = Former::of(named.clone(), &old, &new);
    let log = Log::read(&new);
    let coverage = Coverage::of(&former, &log, &new);
    let day = row::day_of_publication(&former, &new);
    let revision = Revision {
        old: &old,
        former: &former,
        log: &log,
        coverage: &coverage,
        new: &new,
        day: day.unwrap_or_else(workspace::today),
        groups: false,
    };
    let plan = revision.plan();
    let withheld = plan.withheld.iter();
    let mut notes: Vec<String> = withheld
        .map(|change| said::withheld(&change.item, lang))
        .collect();
    if day.is_none() {
        notes.insert(0, said::day_of_today(lang));
    }
    Ok(Proposed {
        name: said::since(&named, lang),
        base: named,
        rows: plan.add.iter().map(shown).collect(),
        notes,
    })
}

fn shown(row: &Row) -> ProposedRow {
    ProposedRow {
        date: row.date.clone(),
        item: row.item.clone(),
        before: row.before.clone(),
        after: row.after.clone(),
        timing: row.timing.to_owned(),
        explanation: row.explanation.clone(),
        reason: row.reason.clone().unwrap_or_default(),
    }
}

/// The changes that write rows after those that are there.
///
/// # Errors
/// In words: there are none.
pub(super) fn changes(
    file: &mut OpenFile,
    rows: &[BTreeMap<String, String>],
) -> Result<Vec<Change>, String> {
    let lang = file.options.lang;
    let there = file.look(|view| view.assessment.entries(CHANGES))?;
    let mut changes = Vec::new();
    for (n, row) in (there + 1..).zip(rows) {
        for part in CELLS.into_iter().chain(["reason"]) {
            let text = row.get(part).map_or("", |text| text.trim());
            if !text.is_empty() {
                changes.push(Change::Set {
                    id: format!("{CHANGES}[{n}].{part}"),
                    text: text.to_owned(),
                });
            }
        }
    }
    match changes.is_empty() {
        true => Err(said::no_rows(lang)),
        false => Ok(changes),
    }
}
