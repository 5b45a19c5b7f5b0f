//! `fmt`: what it makes of a file says the same, and stays.

use hyokasho::assessment::arrange::{Unarranged, arrange};
use hyokasho::source::Source;

use crate::Trial;
use crate::mutate::mutated;

pub fn run(trial: &mut Trial) {
    let text = trial.seeds.text(&mut trial.rng);
    let input = mutated(&text, &mut trial.rng, trial.seeds);
    let Ok(source) = Source::from_bytes("a.yaml", &input) else {
        return;
    };
    let once = match trial.guarded("arrange", &input, || arrange(&source)) {
        Some(Ok(once)) => once.text,
        // What can't be proved is left as it is; that should be rare.
        Some(Err(Unarranged::Unproved)) => return trial.fault("not proved", "", &input),
        Some(Err(_)) | None => return,
    };
    let again = trial.guarded("arrange", &input, || {
        arrange(&Source::new("a.yaml", once.as_str()))
    });
    match again {
        Some(Ok(twice)) if twice.text != once => trial.fault("not stable", "", &input),
        Some(Err(why)) => trial.fault(format!("{why:?} after once"), "", &input),
        _ => {}
    }
}
