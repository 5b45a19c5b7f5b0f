//! What is done with a file, and what its pages are told of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::conflict;
use super::file::OpenFile;
use super::routes::{Act, Answer, Deed};
use super::session::{Session, base_of};
use super::{made, said, versions};
use crate::assessment::change::{self, Change};
use crate::document::render::desk::{self, Update};
use crate::document::view::desk::name_of;
use crate::lint::suppress::Commenting;
use crate::report::shown_fix;
use crate::source::Source;
use crate::source::diagnostic::{Diagnostic, Severity, Stage};
use crate::yaml::edit;

/// What a page is told after something was done.
#[derive(Serialize)]
struct Told {
    #[serde(flatten)]
    update: Update,
    /// Whether the file has it.
    saved: bool,
    /// The item to go to; may be empty.
    focus: String,
    /// The page that has it; may be empty.
    focus_chapter: String,
    /// What is said aloud; may be empty.
    message: String,
}

/// That two hands changed one item.
#[derive(Serialize)]
struct TwoHands {
    message: String,
    item: String,
    mine: String,
    theirs: String,
    version: u64,
    update: Update,
}

/// What came of a deed that changes the text.
struct Done {
    /// The item to go to; may be empty.
    focus: String,
    /// What is said aloud; may be empty.
    message: String,
}

/// Why a deed was not done.
enum Undone {
    /// In words.
    Refused(String),
    /// Somebody else changed the item.
    Conflict(conflict::Conflict),
}

/// Does something with a file.
pub(super) fn act(session: &mut Session, key: &str, act: Act) -> Answer {
    let (lang, token) = (session.lang(), session.token.clone());
    let Act {
        version,
        chapter,
        deed,
    } = act;
    let file = match session.open(key) {
        Ok(file) => file,
        Err(answer) => return answer,
    };
    let done = match deed {
        Deed::Change { group, changes } => {
            let mine = wanted(&changes);
            match changed(file, version, &group, &changes) {
                Err(Undone::Conflict(conflict)) => {
                    return match update(file, &token, key, version, &chapter) {
                        Ok(update) => Answer::json(
                            409,
                            &TwoHands {
                                message: said::two_hands(lang),
                                item: conflict.item,
                                mine,
                                theirs: conflict.theirs,
                                version: file.version,
                                update,
                            },
                        ),
                        Err(why) => Answer::refused(422, &why),
                    };
                }
                done => done,
            }
        }
        Deed::Undo => stepped(file, true),
        Deed::Redo => stepped(file, false),
        Deed::Fix { finding } => fixed(file, &finding),
        Deed::Except { finding, reason } => excepted(file, &finding, &reason),
        Deed::Changelog { base, rows } => recorded(file, base, &rows),
        Deed::View { stage, base } => viewed(file, stage, base),
        Deed::Build => {
            return match made::build(file, lang) {
                Ok(message) => Answer::json(200, &serde_json::json!({ "message": message })),
                Err(why) => Answer::refused(422, &why),
            };
        }
    };
    match done {
        Ok(done) => told(file, &token, key, (version, &chapter), done),
        Err(Undone::Refused(why)) => Answer::refused(422, &why),
        Err(Undone::Conflict(_)) => Answer::refused(409, &said::two_hands(lang)),
    }
}

/// What is new for a page that shows a version.
pub(super) fn state(session: &mut Session, key: &str, version: u64, chapter: &str) -> Answer {
    let token = session.token.clone();
    let file = match session.open(key) {
        Ok(file) => file,
        Err(answer) => return answer,
    };
    // What lies beside it may have changed, too.
    let _ = file.found();
    let shown = file.shown.get(chapter).map(|(_, shown)| shown.clone());
    let now = file.chapter(chapter);
    let is_new = version != file.version;
    let is_other = now.is_ok_and(|(_, now)| shown.is_none_or(|shown| shown != now));
    if !is_new && !is_other {
        return Answer::nothing();
    }
    let done = Done {
        focus: String::new(),
        message: String::new(),
    };
    told(file, &token, key, (version, chapter), done)
}

fn told(
    file: &mut OpenFile,
    token: &str,
    key: &str,
    (version, chapter): (u64, &str),
    done: Done,
) -> Answer {
    let holding = |file: &mut OpenFile| {
        let found = file.look(|view| view.desk.holding(&done.focus).map(str::to_owned));
        found.ok().flatten().unwrap_or_default()
    };
    let focus_chapter = match done.focus.as_str() {
        "" => String::new(),
        _ => holding(file),
    };
    match update(file, token, key, version, chapter) {
        Ok(update) => Answer::json(
            200,
            &Told {
                update,
                saved: true,
                focus_chapter,
                focus: done.focus,
                message: done.message,
            },
        ),
        Err(why) => Answer::refused(422, &why),
    }
}

/// What differs from what a page shows.
fn update(
    file: &mut OpenFile,
    token: &str,
    key: &str,
    version: u64,
    chapter: &str,
) -> Result<Update, String> {
    let lang = file.options.lang;
    let before = file.shown.get(chapter);
    let before = before.filter(|(shown, _)| *shown == version);
    let before = before.map(|(_, chapter)| chapter.clone());
    let (contents, after) = file.chapter(chapter)?;
    let page = file.page(token, &base_of(key));
    let update = desk::update(&page, &contents, before.as_ref(), &after);
    update.map_err(|error| error.message(lang))
}

/// What the page wants to stand there.
fn wanted(changes: &[Change]) -> String {
    let texts = changes.iter().filter_map(|change| match change {
        Change::Set { text, .. } => Some(text.clone()),
        Change::Texts { texts, .. } => Some(texts.join("\n")),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

fn changed(
    file: &mut OpenFile,
    version: u64,
    group: &str,
    changes: &[Change],
) -> Result<Done, Undone> {
    let lang = file.options.lang;
    let of_page = file.at(version);
    let conflict = match &of_page {
        Some(page) => conflict::find(page, &file.read, changes),
        // So long ago that nothing is known of it.
        None => changes.first().map(|change| conflict::Conflict {
            item: change.id().to_owned(),
            theirs: String::new(),
        }),
    };
    if let Some(conflict) = conflict {
        return Err(Undone::Conflict(conflict));
    }
    let before = Arc::clone(&file.read);
    let mut source = before.source.clone();
    for change in changes {
        let changed = change::change(&source, change);
        let changed = changed.map_err(|why| Undone::Refused(why.words(lang)))?;
        source = Source::new(before.source.name(), changed.text);
    }
    let item = changes.first().map_or("", Change::id);
    save(file, source.text(), group, item)?;
    Ok(Done {
        focus: String::new(),
        message: String::new(),
    })
}

/// Writes a new text, which can be undone.
fn save(file: &mut OpenFile, text: &str, group: &str, item: &str) -> Result<(), Undone> {
    let before = Arc::clone(&file.read);
    if before.source.text() == text {
        return Ok(());
    }
    file.save(text).map_err(Undone::Refused)?;
    let after = Arc::clone(&file.read);
    file.history
        .add(before.source.text(), after.source.text(), group, item);
    Ok(())
}

fn stepped(file: &mut OpenFile, back: bool) -> Result<Done, Undone> {
    let lang = file.options.lang;
    let text = file.read.source.text().to_owned();
    let stepped = match back {
        true => file.history.undo(&text),
        false => file.history.redo(&text),
    };
    let stepped = stepped.ok_or_else(|| Undone::Refused(said::no_step(back, lang)))?;
    file.save(&stepped.text).map_err(Undone::Refused)?;
    match back {
        true => file.history.undo_done(),
        false => file.history.redo_done(),
    }
    Ok(Done {
        focus: stepped.item,
        message: said::stepped(back, lang),
    })
}

/// The finding of a name.
fn finding(file: &mut OpenFile, name: &str) -> Result<Diagnostic, Undone> {
    let lang = file.options.lang;
    let found = file.found();
    let source = &file.read.source;
    let mut all = found.checked.diagnostics.iter();
    let finding = all.find(|finding| name_of(finding, source) == name);
    finding
        .cloned()
        .ok_or_else(|| Undone::Refused(said::no_finding(lang)))
}

/// Makes a fix, unless it would bring an error.
fn fixed(file: &mut OpenFile, name: &str) -> Result<Done, Undone> {
    let lang = file.options.lang;
    let finding = finding(file, name)?;
    let fix = shown_fix(&finding).ok_or_else(|| Undone::Refused(said::no_fix(lang)))?;
    let read = Arc::clone(&file.read);
    let source = &read.source;
    let text = edit::apply(source.text(), &fix.edits).text;
    let errors = |found: &[Diagnostic]| -> BTreeSet<(&'static str, String)> {
        let errors = found.iter().filter(|d| d.severity == Severity::Error);
        errors.map(|d| (d.code, d.message.clone())).collect()
    };
    let before = errors(&file.found().checked.diagnostics);
    let new = Source::new(source.name(), text.as_str());
    let folder = file.folder();
    let after = crate::cli::check_text(&new, &file.path, &folder.options);
    if !errors(&after.diagnostics).is_subset(&before) {
        return Err(Undone::Refused(said::fix_harms(lang)));
    }
    let item = finding.primary.item.clone();
    save(file, &text, "", &item)?;
    Ok(Done {
        focus: item,
        message: said::fixed(lang),
    })
}

/// Writes the comment that excepts a finding.
fn excepted(file: &mut OpenFile, name: &str, reason: &str) -> Result<Done, Undone> {
    let lang = file.options.lang;
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() || reason.chars().any(char::is_control) {
        return Err(Undone::Refused(said::no_reason(lang)));
    }
    let finding = finding(file, name)?;
    let text = file
        .look(|view| {
            let source = view.assessment.source;
            let edit = Commenting::of(view.assessment).exception(&finding)?;
            let line = crate::source::diagnostic::Edit {
                span: edit.span,
                text: format!("{}{reason}{}", edit.text, source.newline()),
            };
            Some(edit::apply(source.text(), &[line]).text)
        })
        .map_err(Undone::Refused)?;
    let text = text.ok_or_else(|| Undone::Refused(said::no_exception(lang)))?;
    let item = finding.primary.item.clone();
    save(file, &text, "", &item)?;
    Ok(Done {
        focus: item,
        message: said::excepted(lang),
    })
}

/// Writes rows into 別添３.
fn recorded(
    file: &mut OpenFile,
    base: Option<String>,
    rows: &[std::collections::BTreeMap<String, String>],
) -> Result<Done, Undone> {
    let lang = file.options.lang;
    viewed(file, None, base)?;
    let changes = versions::changes(file, rows).map_err(Undone::Refused)?;
    let first = changes.first().map_or("", Change::id).to_owned();
    let version = file.version;
    changed(file, version, "", &changes)?;
    Ok(Done {
        focus: first,
        message: said::recorded(rows.len(), lang),
    })
}

fn viewed(
    file: &mut OpenFile,
    stage: Option<String>,
    base: Option<String>,
) -> Result<Done, Undone> {
    let lang = file.options.lang;
    let mut options = file.options.clone();
    if let Some(stage) = stage {
        let stage = Stage::named(&stage);
        options.stage = Some(stage.ok_or_else(|| Undone::Refused(said::no_stage(lang)))?);
    }
    if let Some(base) = base {
        options.base = match base.trim() {
            "" => None,
            base if options.base.as_deref() == Some(base) => options.base,
            base => Some(versions::known(&file.path, base, lang).map_err(Undone::Refused)?),
        };
    }
    file.look_with(options);
    Ok(Done {
        focus: String::new(),
        message: String::new(),
    })
}
