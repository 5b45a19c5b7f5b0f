//! Pages of the folder and of a file.

use rayon::prelude::*;

use super::routes::Answer;
use super::said;
use super::session::{Session, base_of, key_below};
use crate::assessment::newest_form;
use crate::cli::{CheckOptions, new, review, settings, status, unseen};
use crate::document::render::desk as render;
use crate::document::render::html::HtmlError;
use crate::document::view::desk::pages::{Home, HomeLine, New, Problem};
use crate::document::view::overview::Entry;
use crate::source::lang::Lang;
use crate::workspace;

/// All assessments of the folder with their deadlines and findings.
pub(super) fn home(session: &mut Session) -> Answer {
    let lang = session.lang();
    match folder(session) {
        Ok(home) => page(render::home(&session.token, &home), lang),
        Err(why) => problem(&said::unusable_folder(lang), &why),
    }
}

fn folder(session: &Session) -> Result<Home, String> {
    let lang = session.lang();
    let (config, no_config) = (&session.options.config, session.options.no_config);
    let args = settings::FileArgs::of(config.clone(), no_config);
    let mut setup = settings::find(&args, std::slice::from_ref(&session.root), lang)?;
    let records = review::set_aside(&mut setup);
    let now = workspace::today();
    let stage = session.options.stage.map(crate::cli::StageArg);
    let options = CheckOptions::of(setup, stage, None, lang);
    let root = &session.root;
    let line = |path: &std::path::PathBuf| {
        let key = key_below(root, path);
        let entry = status::entry(path, &options, now);
        let problem = entry.as_ref().err().map(|why| why.message(lang));
        HomeLine {
            url: base_of(&key),
            file: key,
            entry: entry.unwrap_or_default(),
            problem: problem.unwrap_or_default(),
            links: Vec::new(),
        }
    };
    let files = &options.setup.found.files;
    let assessments = files.par_iter().map(line).collect();
    let record = |path: &std::path::PathBuf| {
        let key = key_below(root, path);
        HomeLine {
            url: base_of(&key),
            entry: Entry::default(),
            file: key,
            ..HomeLine::default()
        }
    };
    let missed = options.setup.found.errors.iter();
    let missed = missed.map(|error| error.message(lang));
    let unseen = unseen::message(&options.setup, lang);
    let unseen = unseen.lines().map(str::to_owned);
    Ok(Home {
        folder: workspace::shown(&session.root).display().to_string(),
        assessments,
        records: records.iter().map(record).collect(),
        unseen: missed.chain(unseen).collect(),
        today: crate::japanese::dates::written(now),
    })
}

/// The page on which a new assessment is begun.
pub(super) fn new(session: &mut Session) -> Answer {
    let lang = session.lang();
    let form = match newest_form() {
        Ok(form) => form,
        Err(why) => return problem(&said::fault(lang), &why.to_string()),
    };
    let new = New {
        folder: workspace::shown(&session.root).display().to_string(),
        older: session
            .files()
            .into_keys()
            .map(|key| (key.clone(), key))
            .collect(),
        linkages: new::linkages(),
    };
    page(render::new(&session.token, form, &new), lang)
}

/// A page of the form.
pub(super) fn form(session: &mut Session, key: &str, chapter: &str) -> Answer {
    let (lang, token) = (session.lang(), session.token.clone());
    let file = match session.open(key) {
        Ok(file) => file,
        Err(answer) => return told(answer, lang),
    };
    let made = file.chapter(chapter).map(|(contents, chapter)| {
        let page = file.page(&token, &base_of(key));
        render::form(&page, &contents, &chapter)
    });
    match made {
        Ok(html) => page(html, lang),
        Err(why) => problem(&said::unreadable(lang), &why),
    }
}

/// What is known of an item, as a fragment of a page.
pub(super) fn guide(session: &mut Session, key: &str, item: &str) -> Answer {
    let lang = session.lang();
    let file = match session.open(key) {
        Ok(file) => file,
        Err(answer) => return answer,
    };
    let form = file.look(|view| view.assessment.form);
    match form {
        Ok(form) => page(render::guide(form, item), lang),
        Err(why) => Answer::refused(422, &why),
    }
}

/// Where words stand.
pub(super) fn search(session: &mut Session, key: &str, words: &str) -> Answer {
    let file = match session.open(key) {
        Ok(file) => file,
        Err(answer) => return answer,
    };
    let base = base_of(key);
    let hits = file.look(|view| view.desk.search(words));
    match hits {
        Ok(hits) => {
            let hits: Vec<_> = hits
                .into_iter()
                .map(|hit| {
                    serde_json::json!({
                        "url": format!("{base}/{}#{}", hit.chapter, hit.id),
                        "address": hit.address,
                        "name": hit.name,
                        "text": hit.text,
                    })
                })
                .collect();
            Answer::json(200, &serde_json::json!({ "hits": hits }))
        }
        Err(why) => Answer::refused(422, &why),
    }
}

/// A page that was made, or why there is none.
pub(super) fn page(html: Result<String, HtmlError>, lang: Lang) -> Answer {
    match html {
        Ok(html) => Answer::page(html),
        Err(error) => problem(&said::fault(lang), &error.message(lang)),
    }
}

/// A page that says why something could not be done.
pub(super) fn problem(title: &str, why: &str) -> Answer {
    let problem = Problem {
        title: title.to_owned(),
        lines: why.lines().map(str::to_owned).collect(),
        links: vec![("評価書の一覧".to_owned(), "/".to_owned())],
    };
    let html = render::problem(&problem).unwrap_or_else(|_| String::from("<!doctype html>"));
    Answer {
        status: 422,
        ..Answer::page(html)
    }
}

/// The same of an answer for a script, where a page was asked for.
pub(super) fn told(answer: Answer, lang: Lang) -> Answer {
    let message: Option<serde_json::Value> = serde_json::from_slice(&answer.body).ok();
    let message = message.and_then(|m| Some(m.get("message")?.as_str()?.to_owned()));
    Answer {
        status: answer.status,
        ..problem(&said::unreadable(lang), &message.unwrap_or_default())
    }
}
