//! The forms as the command line names them.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};

use crate::assets::lists::forms;
use crate::form::{ASSESSMENT, RECORD};
use crate::japanese::nearest::nearest;
use crate::japanese::notation::fold;

/// All of them.
const KINDS: [&str; 2] = [ASSESSMENT, RECORD];

/// The form that words may mean: the nearest name, or what officers call it (全項目, tenken). None where they mean a form
/// that is none of ours.
pub(super) fn near(words: &str) -> Option<&'static str> {
    let said = fold(words).to_lowercase();
    let says = |called: &[&str]| called.iter().any(|word| said.contains(&fold(word)));
    if says(forms::OTHER) {
        return None;
    }
    let called = [(RECORD, forms::RECORD), (ASSESSMENT, forms::ASSESSMENT)];
    let called = called.iter().find(|(_, words)| says(words));
    nearest(words, KINDS).or(called.map(|(kind, _)| *kind))
}

/// Takes any words, of which the command itself says what is wrong with them; a shell completes the forms that there are.
#[derive(Debug, Clone)]
pub(super) struct FormName;

impl TypedValueParser for FormName {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(KINDS.into_iter().map(PossibleValue::new)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_known_by_what_it_is_called() {
        for (words, kind) in [
            ("全項目", Some(ASSESSMENT)),
            ("全項目評価", Some(ASSESSMENT)),
            ("全項目評価書（様式4）", Some(ASSESSMENT)),
            ("様式４", Some(ASSESSMENT)),
            ("ｚｅｎｋｏｕｍｏｋｕ", Some(ASSESSMENT)),
            ("Zenkomoku", Some(ASSESSMENT)),
            ("点検", Some(RECORD)),
            ("点検の記録", Some(RECORD)),
            ("tenken-kiroku", Some(RECORD)),
            ("記録", Some(RECORD)),
            ("重点項目評価書", None),
            ("重点", None),
            ("基礎項目", None),
            ("様式２", None),
            ("議事録", None),
            ("", None),
        ] {
            assert_eq!(near(words), kind, "{words}");
        }
    }
}
