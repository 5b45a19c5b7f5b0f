//! New assessments: of answers, and of what an office has in other formats.

use std::path::Path;

use super::routes::Answer;
use super::said;
use super::session::{Session, base_of};
use crate::cli::new;
use crate::intake::import::{self, Options};
use crate::intake::report::doubts;
use crate::workspace;

/// Begins an assessment with the answers of the page.
pub(super) fn of_answers(session: &mut Session, answers: &[u8]) -> Answer {
    let lang = session.lang();
    let Ok(mut answers) =
        serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(answers)
    else {
        return Answer::refused(400, &said::unknown_request(lang));
    };
    let older = answers.remove("older");
    let older = older.and_then(|key| key.as_str().map(str::to_owned));
    let older = older.filter(|key| !key.is_empty());
    let older = older.map(|key| {
        session
            .files()
            .remove(&key)
            .ok_or_else(|| said::no_file(lang))
    });
    let older = match older.transpose() {
        Ok(older) => older,
        Err(why) => return Answer::refused(404, &why),
    };
    answers.retain(|_, answer| !is_blank(answer));
    // JSON is YAML, too.
    let text = serde_json::to_string_pretty(&answers).unwrap_or_default();
    match new::of_answers(&text, &session.root, older.as_deref(), lang) {
        Ok(path) => Answer::json(
            200,
            &serde_json::json!({ "url": base_of(&session.key_of(&path)) }),
        ),
        Err(why) => Answer::refused(422, &why.replace("\nhyokasho: ", "\n")),
    }
}

fn is_blank(answer: &serde_json::Value) -> bool {
    match answer {
        serde_json::Value::Null => true,
        serde_json::Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Imports a file that was dropped on the page.
pub(super) fn of_import(session: &mut Session, name: &str, bytes: &[u8]) -> Answer {
    let lang = session.lang();
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let imported = match import::import(name, bytes, &Options::default()) {
        Ok(imported) => imported,
        Err(refusal) => return Answer::refused(422, &refusal.message(name, lang)),
    };
    let stem = Path::new(name)
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy();
    let mut first = None;
    let mut all = Vec::new();
    for imported in &imported {
        let path = new::free(&session.root, &new::named(&[&stem]));
        if let Err(why) = workspace::write(&path, imported.yaml.as_bytes()) {
            return Answer::refused(422, &why.message(lang));
        }
        let key = session.key_of(&path);
        let base = base_of(&key);
        if let Ok(file) = session.open(&key) {
            let places = file.look(|view| {
                let doubts = doubts(imported, lang).into_iter();
                let placed = doubts.map(|(item, words)| {
                    let chapter = view.desk.holding(&item).unwrap_or_default();
                    let url = format!("{base}/{chapter}#{}", super::session::encoded(&item));
                    serde_json::json!({ "url": url, "words": words })
                });
                placed.collect::<Vec<_>>()
            });
            all.extend(places.unwrap_or_default());
        }
        first.get_or_insert(base);
    }
    let message = said::imported(name, imported.len(), all.len(), lang);
    Answer::json(
        200,
        &serde_json::json!({ "url": first.unwrap_or_else(|| "/".to_owned()), "message": message, "doubts": all }),
    )
}
