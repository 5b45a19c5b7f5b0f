//! `explain` of an item: the one that is named, or those among which a person has to choose.

use crate::cli::forms;
use crate::form::guide::Guide;
use crate::form::{self, ASSESSMENT, Form, ItemId, RECORD};
use crate::japanese::notation::norm_key;
use crate::report::item::ItemPage;
use crate::source::lang::{Lang, say};
use crate::source::outward;

/// How many characters of what was typed are shown.
pub(super) const QUOTED: usize = 40;

/// What is said of the items that words name.
///
/// # Errors
/// Where they name none: says what is near.
pub(super) fn explain(words: &str, named: Option<&str>, lang: Lang) -> Result<String, String> {
    let forms = forms(named, lang)?;
    for form in &forms {
        let found = form.search(words).items;
        match found.as_slice() {
            [] => {}
            [only] => return Ok(ItemPage::of(form, *only, lang).text()),
            several => return Ok(choice(form, words, several, lang)),
        }
    }
    Err(nothing(words, &forms, lang))
}

/// All items of a form, each with its keys.
///
/// # Errors
/// Where there is no such form.
pub(super) fn list(named: &str, lang: Lang) -> Result<String, String> {
    let forms = forms(Some(named), lang)?;
    let lines = forms.iter().flat_map(|form| form.guides());
    Ok(lines.map(|guide| where_it_is(guide) + "\n").collect())
}

/// The newest edition of each kind of form, or of the one that is named.
fn forms(named: Option<&str>, lang: Lang) -> Result<Vec<&'static Form>, String> {
    let newest = |kind: &str| {
        let editions = form::editions();
        let mut editions = editions.iter().rev();
        let (kind, edition) = editions.find(|(known, _)| norm_key(known) == norm_key(kind))?;
        form::embedded(kind, edition)?.ok()
    };
    match named {
        None => Ok([ASSESSMENT, RECORD]
            .into_iter()
            .filter_map(newest)
            .collect()),
        Some(named) => match newest(named) {
            Some(form) => Ok(vec![form]),
            None => Err(no_form(named, lang)),
        },
    }
}

fn no_form(named: &str, lang: Lang) -> String {
    let kinds = [ASSESSMENT, RECORD];
    let near = forms::near(named).unwrap_or(ASSESSMENT);
    let (named, kinds) = (
        short(named),
        kinds.join(match lang {
            Lang::Ja => "、",
            Lang::En => ", ",
        }),
    );
    say!(
        lang,
        "{named} という様式はありません。近いもの: {near}（ある様式: {kinds}）",
        "there is no form {named}; the nearest is {near} (there are {kinds})"
    )
}

/// Several items of one name, each with what distinguishes it from the others.
fn choice(form: &Form, words: &str, items: &[ItemId], lang: Lang) -> String {
    let example = items.first().map(|item| named(form, *item, (words, items)));
    let option = match form.kind.as_str() {
        ASSESSMENT => String::new(),
        kind => format!(" --form {kind}"),
    };
    let example = format!(
        "hyokasho explain \"{}\"{option}",
        example.unwrap_or_default()
    );
    let (words, count) = (short(words), items.len());
    let mut out = say!(
        lang,
        "「{words}」に当たる項目が{count}件あります。番地か id で一つを指定してください（例: {example}）。\n\n",
        "{count} items are called 「{words}」: name one by its address or its id ({example}).\n\n"
    );
    items
        .iter()
        .for_each(|item| out.push_str(&line(form.guide(*item))));
    out
}

/// What names one item among several: its address; its id where another has that address, too, or where it was typed.
fn named(form: &Form, item: ItemId, (words, among): (&str, &[ItemId])) -> String {
    let address = form.guide(item).address();
    let mut others = among.iter().filter(|other| **other != item);
    let is_shared = others.any(|other| form.guide(*other).address() == address);
    match is_shared || norm_key(&address) == norm_key(words) {
        true => form.items[item].id.clone(),
        false => address,
    }
}

fn line(guide: Guide) -> String {
    format!("  {}\n      {}\n", where_it_is(guide), guide.item().id)
}

/// The address and the keys of an item, once where they are the same.
fn where_it_is(guide: Guide) -> String {
    let (address, path) = (guide.address(), guide.path().join(" > "));
    match address == path {
        true => address,
        false => format!("{address}　{path}"),
    }
}

/// The beginning of what was typed.
fn short(words: &str) -> String {
    outward::first_line(words, QUOTED)
}

fn nothing(words: &str, forms: &[&'static Form], lang: Lang) -> String {
    let near = forms.iter().map(|form| (form, form.search(words).near));
    let near = near.into_iter().find(|(_, near)| !near.is_empty());
    let words = short(words);
    let Some((form, near)) = near else {
        return say!(
            lang,
            "「{words}」という項目も規則もありません。`hyokasho explain --form 全項目評価書` で項目の、`hyokasho explain` で規則の一覧を表示します。",
            "there is neither an item nor a rule 「{words}」; `hyokasho explain --form 全項目評価書` lists all items, `hyokasho explain` all rules."
        );
    };
    let near: Vec<String> = near.iter().map(|item| form.guide(*item).name()).collect();
    let near = near.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    });
    say!(
        lang,
        "「{words}」という項目も規則もありません。近いもの: {near}",
        "there is neither an item nor a rule 「{words}」; the nearest: {near}"
    )
}
