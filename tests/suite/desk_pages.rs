//! The pages of the desk in a browser: each script of `tests/desk` starts the program and works as an officer does.
//!
//! Needs Node, Chromium, and playwright-core in the folder that `HYOKASHO_PLAYWRIGHT` names; `HYOKASHO_AXE` adds axe-core.
//! `.ci/run` fetches them. Skipped, saying so, where they are missing.

use std::path::Path;
use std::process::Command;

use crate::outside::{browser, named};

fn passes(script: &str) {
    let Some(playwright) = named("HYOKASHO_PLAYWRIGHT") else {
        return;
    };
    let _alone = browser();
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/desk")
        .join(script);
    let mut node = Command::new("node");
    node.arg(path)
        .env("HYOKASHO", env!("CARGO_BIN_EXE_hyokasho"));
    let run = node.env("HYOKASHO_PLAYWRIGHT", playwright).output();
    let run = run.expect("node runs, where HYOKASHO_PLAYWRIGHT is set");
    let said = [run.stdout, run.stderr].concat();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&said));
}

#[test]
fn what_is_written_in_a_box_stands_in_the_file() {
    passes("write.mjs");
}

#[test]
fn findings_are_shown_fixed_and_excepted_as_one_works() {
    passes("findings.mjs");
}

#[test]
fn versions_rows_and_papers_are_reached() {
    passes("versions.mjs");
}

#[test]
fn every_page_is_accessible_on_every_screen() {
    passes("look.mjs");
}

#[test]
fn a_new_assessment_is_filled_in_by_the_keyboard_alone() {
    passes("fill.mjs");
}
