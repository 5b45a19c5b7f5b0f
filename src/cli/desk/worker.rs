//! The one thread that owns all files and answers one request after the other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use tokio::sync::oneshot;

use super::routes::{Answer, Ask};
use super::session::Session;
use super::{acts, begin, made, pages, said, versions};
use crate::cli::lsp::ServerOptions;

/// A request, and where its answer goes.
pub(super) type Errand = (Ask, String, oneshot::Sender<Answer>);

/// Starts the thread. It ends when nobody asks any more.
pub(super) fn start(root: PathBuf, options: ServerOptions) -> Sender<Errand> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        serve(&mut Session::of(root, options), &receiver);
    });
    sender
}

fn serve(session: &mut Session, receiver: &Receiver<Errand>) {
    while let Ok((ask, token, answer)) = receiver.recv() {
        session.token = token;
        let lang = session.lang();
        // A fault costs an answer, not the desk; what is saved stays.
        let made = catch_unwind(AssertUnwindSafe(|| answer_to(session, ask)));
        let made = made.unwrap_or_else(|_| {
            session.forget();
            Answer::refused(500, &said::fault(lang))
        });
        let _ = answer.send(made);
    }
}

fn answer_to(session: &mut Session, ask: Ask) -> Answer {
    match ask {
        Ask::Home => pages::home(session),
        Ask::New => pages::new(session),
        Ask::Form { key, chapter } => pages::form(session, &key, &chapter),
        Ask::Versions { key } => versions::page(session, &key),
        Ask::Rows { key, base } => versions::rows(session, &key, &base),
        Ask::Former { key, name, bytes } => versions::former(session, &key, &name, &bytes),
        Ask::Redline { key, layout } => made::redline(session, &key, layout),
        Ask::Preview { key, what } => made::preview(session, &key, what),
        Ask::Guide { key, item } => pages::guide(session, &key, &item),
        Ask::Search { key, words } => pages::search(session, &key, &words),
        Ask::State {
            key,
            version,
            chapter,
        } => acts::state(session, &key, version, &chapter),
        Ask::Act { key, act } => acts::act(session, &key, act),
        Ask::Begin(answers) => begin::of_answers(session, &answers),
        Ask::Import { name, bytes } => begin::of_import(session, &name, &bytes),
    }
}
