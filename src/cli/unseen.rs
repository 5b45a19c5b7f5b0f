//! What a run did not look at: said once, so that nobody takes it for clean.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::base::names_a_file;
use super::settings::Setup;
use crate::source::lang::Lang;
use crate::workspace::{self, Why, versions};

/// How many names are listed of one kind.
const MOST_NAMES: usize = 20;

/// What the walk passed by, and settings that were not used, a line for each kind.
pub(super) fn message(setup: &Setup, lang: Lang) -> String {
    // What is read as settings or words is not passed by.
    let inputs = setup.inputs.iter().map(|path| workspace::absolute(path));
    let inputs: BTreeSet<PathBuf> = inputs.collect();
    let is_input = |path: &Path| inputs.contains(&workspace::absolute(path));
    let passed = |why: Why| {
        let passed = setup.found.passed.iter();
        let of_kind = passed.filter(|p| p.why == why && !is_input(&p.path));
        let names: Vec<&Path> = of_kind.map(|passed| passed.path.as_path()).collect();
        names_of(head(why, lang), &names, lang)
    };
    let kinds = [Why::Other, Why::Link, Why::Hidden, Why::NoFile].map(passed);
    kinds.concat() + &other_settings(setup, lang)
}

fn head(why: Why, lang: Lang) -> &'static str {
    match (why, lang) {
        (Why::Other, Lang::Ja) => "評価書ではないとみて、点検しなかった YAML ファイル",
        (Why::Other, Lang::En) => "YAML files taken for something else and not checked",
        (Why::Link, Lang::Ja) => {
            "リンクなので、たどらなかったもの（リンク先を指定すれば点検します）"
        }
        (Why::Link, Lang::En) => "Links that were not followed (name their targets to check them)",
        (Why::Hidden, Lang::Ja) => "名が「.」で始まるので、点検しなかった評価書",
        (Why::Hidden, Lang::En) => "Assessments not checked, as their names begin with a dot",
        (Why::NoFile, Lang::Ja) => "ファイルでない（パイプなど）ので、点検しなかったもの",
        (Why::NoFile, Lang::En) => "No files (pipes, devices), and not checked",
    }
}

/// A heading with names; nothing where there are none.
fn names_of(head: &str, names: &[&Path], lang: Lang) -> String {
    if names.is_empty() {
        return String::new();
    }
    let listed = names
        .iter()
        .take(MOST_NAMES)
        .map(|name| name.display().to_string());
    let listed = listed.collect::<Vec<_>>().join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    });
    match (names.len(), lang) {
        (all, Lang::Ja) if all > MOST_NAMES => {
            format!("{head} {all}件: {listed}、ほか{}件\n", all - MOST_NAMES)
        }
        (all, Lang::Ja) => format!("{head} {all}件: {listed}\n"),
        (all, Lang::En) if all > MOST_NAMES => {
            format!("{head} ({all}): {listed} and {} more\n", all - MOST_NAMES)
        }
        (all, Lang::En) => format!("{head} ({all}): {listed}\n"),
    }
}

/// Settings that lie nearer to an assessment than those of the run.
fn other_settings(setup: &Setup, lang: Lang) -> String {
    if setup.is_chosen {
        return String::new();
    }
    let used = setup
        .file
        .as_ref()
        .map(|file| PathBuf::from(file.source.name()));
    let files = setup.found.files.iter();
    let folders: BTreeSet<&Path> = files.filter_map(|file| file.parent()).collect();
    let nearest = folders.into_iter().filter_map(workspace::settings_above);
    let others: BTreeSet<PathBuf> = nearest.filter(|file| Some(file) != used.as_ref()).collect();
    let names: Vec<&Path> = others.iter().map(PathBuf::as_path).collect();
    let head = match lang {
        Lang::Ja => {
            "使わなかった設定ファイル（指定した所より下にあるため。使うには、そのフォルダーを PATH に指定してください）"
        }
        Lang::En => {
            "Settings not used, as they lie below PATH (name their folder as PATH to use them)"
        }
    };
    names_of(head, &names, lang)
}

/// Assessments of the base that are gone; `met` are the paths in the repository of those that are not.
///
/// # Errors
/// In words: the base can't be read.
pub(super) fn gone(
    setup: &Setup,
    base: Option<&str>,
    met: &BTreeSet<String>,
    lang: Lang,
) -> Result<String, String> {
    let Some(base) = base.filter(|base| !names_a_file(base)) else {
        return Ok(String::new());
    };
    let mut gone = BTreeSet::new();
    for folder in setup.paths.iter().filter(|path| path.is_dir()) {
        let of_folder = versions::gone_since(base, folder, met).map_err(|e| e.message(lang))?;
        gone.extend(of_folder);
    }
    let names: Vec<&Path> = gone.iter().map(PathBuf::as_path).collect();
    let head = match lang {
        Lang::Ja => format!("{base} にはあったが、いまはない評価書"),
        Lang::En => format!("Assessments of {base} that are gone"),
    };
    Ok(names_of(&head, &names, lang))
}
