//! `hyokasho.toml` and files of words: mistakes are reported with their places, whatever the file holds.

use hyokasho::config::{settings_file, terms};
use hyokasho::lint::rules;
use hyokasho::source::Source;

use crate::Trial;
use crate::mutate::mutated;
use crate::seeds::pick;

pub fn run(trial: &mut Trial) {
    let text = pick(&mut trial.rng, &trial.seeds.settings).clone();
    let input = mutated(&text, &mut trial.rng, trial.seeds);
    let Ok(source) = Source::from_bytes("hyokasho.toml", &input) else {
        return;
    };
    let lang = trial.lang();
    let read = || {
        let of_settings = settings_file::parse(&source, &rules::named(), lang)
            .err()
            .unwrap_or_default();
        let of_terms = terms::parse(&source, rules::misreadings, lang)
            .err()
            .unwrap_or_default();
        [of_settings, of_terms].concat()
    };
    let Some(mistakes) = trial.guarded("settings", &input, read) else {
        return;
    };
    for mistake in mistakes {
        if source.text().get(mistake.span.range()).is_none() {
            trial.fault("a mistake lies outside the text", &mistake.message, &input);
        }
        if mistake.message.trim().is_empty() {
            trial.fault("a mistake says nothing", "", &input);
        }
    }
}
