//! `hyokasho schema`: the form as a JSON Schema, for editors that check and complete YAML by one.

use std::path::PathBuf;

use super::{Outcome, print};
use crate::form::schema::schema;
use crate::form::{self, ASSESSMENT, Form};
use crate::japanese::nearest::nearest;
use crate::japanese::notation::norm_key;
use crate::source::lang::{Lang, say};
use crate::source::outward;
use crate::workspace;

#[derive(clap::Args)]
pub(super) struct Args {
    /// 様式（全項目評価書、点検記録）。省くと全項目評価書
    #[arg(value_name = "FORM", id = "schema_form", value_parser = super::forms::FormName, default_value = ASSESSMENT)]
    pub form: String,
    /// 様式の版（例: 平成30年5月）。省くと、最も新しい版
    #[arg(value_name = "EDITION", id = "schema_edition")]
    pub edition: Option<String>,
    /// 書き出すファイル。省くか「-」とすると、画面に表示する
    #[arg(short, long, value_name = "FILE", id = "schema_out")]
    pub output: Option<PathBuf>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let form = named(&args.form, args.edition.as_deref(), lang)?;
    let text = schema(form);
    match args
        .output
        .as_deref()
        .filter(|out| !super::is_standard_input(out))
    {
        None => print(&text),
        Some(out) => {
            workspace::write(out, text.as_bytes()).map_err(|error| error.message(lang))?;
            print(&super::written(&[out.to_owned()], lang));
        }
    }
    Ok(Outcome::Clean)
}

/// The form of a kind and an edition, in any width; the newest edition where none is named.
fn named(kind: &str, edition: Option<&str>, lang: Lang) -> Result<&'static Form, String> {
    let editions = form::editions();
    let same = |a: &str, b: &str| norm_key(a) == norm_key(b);
    let of_kind: Vec<_> = editions
        .iter()
        .filter(|(known, _)| same(known, kind))
        .collect();
    if of_kind.is_empty() {
        let kinds: Vec<&str> = editions.iter().map(|(kind, _)| *kind).collect();
        return Err(unknown(kind, super::forms::near(kind), &kinds, lang));
    }
    let mut newest = of_kind.iter().rev();
    let found = newest.find(|(_, known)| edition.is_none_or(|edition| same(known, edition)));
    let found = found.and_then(|(kind, edition)| form::embedded(kind, edition)?.ok());
    found.ok_or_else(|| {
        let known: Vec<&str> = of_kind.iter().map(|(_, edition)| *edition).collect();
        let edition = edition.unwrap_or_default();
        unknown(
            edition,
            nearest(edition, known.iter().copied()),
            &known,
            lang,
        )
    })
}

fn unknown(named: &str, near: Option<&str>, known: &[&str], lang: Lang) -> String {
    let near = near.map_or_else(String::new, |near| {
        say!(lang, "近いもの: {near}。", " The nearest is {near}.")
    });
    let named = outward::words(named);
    match lang {
        Lang::Ja => format!(
            "「{named}」という様式又は版はありません。{near}あるもの: {}",
            known.join("、")
        ),
        Lang::En => format!(
            "there is no form or edition 「{named}」.{near} There are: {}",
            known.join(", ")
        ),
    }
}
