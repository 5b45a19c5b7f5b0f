//! What holds of the code as a whole: imports go one way (each top module of `src` uses only those that `lib.rs` names before
//! it, no rule uses another, no two files use each other), rules word their findings apart from their search, and items are
//! named as the form names them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const SRC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

/// The top modules in the order of `lib.rs`.
fn top_modules() -> Vec<String> {
    let lib = fs::read_to_string(format!("{SRC}/lib.rs")).expect("lib.rs");
    let top_modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod "));
    top_modules
        .map(|top| top.trim_end_matches(';').to_owned())
        .collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of src") {
        let path = entry.expect("an entry of src").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The code of a file without its comments and its tests, which may look at what they like.
fn code(path: &Path) -> String {
    if path.ends_with("tests.rs") {
        return String::new();
    }
    let text = fs::read_to_string(path).expect("a file of src");
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| format!("{line}\n")).collect()
}

/// The imports that a top module makes of one that comes after it.
fn turned_round(top_modules: &[String], top: &str, code: &str) -> Vec<String> {
    let place = |name: &str| top_modules.iter().position(|top| top == name);
    let uses = code.split("crate::").skip(1);
    let names = uses.map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_'));
    let names = names.filter_map(|mut words| words.next());
    let wrong = names.filter(|name| place(name) > place(top));
    wrong.map(str::to_owned).collect()
}

#[test]
fn no_room_uses_one_that_comes_after_it() {
    let top_modules = top_modules();
    let mut wrong = Vec::new();
    let mut paths = Vec::new();
    for top in &top_modules {
        paths.clear();
        files(&Path::new(SRC).join(top), &mut paths);
        assert!(!paths.is_empty(), "no folder of {top}");
        for path in &paths {
            for used in turned_round(&top_modules, top, &code(path)) {
                wrong.push(format!("{} uses {used}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Functions that say words take a language and plain facts: what a finding says can be read, and put into another
/// language, without the search for it.
#[test]
fn rules_word_their_findings_apart_from_their_search() {
    let mut paths = Vec::new();
    files(&Path::new(SRC).join("lint/rules"), &mut paths);
    let mut wrong = Vec::new();
    let mut saying = 0;
    for path in &paths {
        for function in code(path)
            .split("\nfn ")
            .flat_map(|part| part.split("    fn "))
        {
            let (signature, body) = function.split_once('{').unwrap_or((function, ""));
            if body.contains("say!(") {
                saying += 1;
                if signature.contains("Context") || !signature.contains("lang: Lang") {
                    wrong.push(format!("{}: {signature}", path.display()));
                }
            }
        }
    }
    assert!(saying > 300, "{saying} functions");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_src_is_a_room_and_there_are_at_most_sixteen_entries() {
    let top_modules = top_modules();
    let entries = fs::read_dir(SRC).expect("src");
    let names = entries.map(|e| e.expect("an entry").file_name().display().to_string());
    let names: Vec<String> = names.collect();
    assert!(names.len() <= 16, "{names:?}");
    let known = |name: &&String| {
        top_modules.contains(name) || ["lib.rs", "main.rs"].contains(&name.as_str())
    };
    assert_eq!(names.iter().find(|name| !known(name)), None);
}

#[test]
fn an_import_that_is_turned_round_is_seen() {
    let top_modules = ["source", "yaml", "lint"].map(str::to_owned);
    let code = "use crate::source::Span;\nfn f() { crate::lint::run() }";
    assert_eq!(turned_round(&top_modules, "yaml", code), ["lint"]);
}

/// The files of `src` by their module paths (`yaml::typos::scan`), with their code.
pub(super) fn modules() -> BTreeMap<String, String> {
    let mut paths = Vec::new();
    files(Path::new(SRC), &mut paths);
    let module = |path: &PathBuf| {
        let path = path.strip_prefix(SRC).ok()?.with_extension("");
        let mut parts: Vec<String> = path.iter().map(|part| part.display().to_string()).collect();
        if parts.last().is_some_and(|last| last == "mod") {
            parts.pop();
        }
        Some(parts.join("::"))
    };
    let named = paths
        .iter()
        .filter_map(|path| Some((module(path)?, code(path))));
    named
        .filter(|(name, _)| !["lib", "main"].contains(&name.as_str()))
        .collect()
}

/// The modules that a file names, its own ancestors left out: what stands in them is there for all below.
fn used(name: &str, code: &str, modules: &BTreeMap<String, String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let parent = name.rsplit_once("::").map_or("", |(parent, _)| parent);
    for (root, base) in [
        ("crate::", ""),
        ("super::super::", parent),
        ("super::", parent),
    ] {
        let base = match root {
            "super::super::" => base.rsplit_once("::").map_or("", |(above, _)| above),
            _ => base,
        };
        for rest in code.split(root).skip(1) {
            for path in paths_of(rest) {
                let full = [base, &path].into_iter().filter(|part| !part.is_empty());
                let full = full.collect::<Vec<_>>().join("::");
                found.extend(module_of(&full, modules));
            }
        }
    }
    found.retain(|other| other != name && !name.starts_with(&format!("{other}::")));
    found
}

/// The paths that begin a text: `a::b::{c, d::e}` are `a::b::c` and `a::b::d::e`.
fn paths_of(rest: &str) -> Vec<String> {
    let is_path = |c: char| c.is_alphanumeric() || "_:".contains(c);
    let end = rest.find(|c| !is_path(c)).unwrap_or(rest.len());
    let (head, rest) = rest.split_at(end);
    let Some(group) = rest
        .strip_prefix('{')
        .filter(|_| head.is_empty() || head.ends_with("::"))
    else {
        return vec![head.trim_end_matches(':').to_owned()];
    };
    let group = group.split('}').next().unwrap_or_default();
    group
        .split(',')
        .map(|part| format!("{head}{}", part.trim()))
        .collect()
}

/// The longest beginning of a path that is a module.
fn module_of(path: &str, modules: &BTreeMap<String, String>) -> Option<String> {
    let mut path = path;
    loop {
        if modules.contains_key(path) {
            return Some(path.to_owned());
        }
        path = path.rsplit_once("::")?.0;
    }
}

/// The first circle from a module back to it, if any.
fn circle(start: &str, uses: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    let mut ways = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop() {
        for next in way
            .last()
            .and_then(|last| uses.get(last))
            .into_iter()
            .flatten()
        {
            let longer: Vec<String> = way.iter().chain([next]).cloned().collect();
            if next == start {
                return Some(longer);
            }
            if seen.insert(next.clone()) {
                ways.push(longer);
            }
        }
    }
    None
}

/// The scanner of typing mistakes walks back and forth between lines, values and places: its files are one.
const ONE_SCANNER: &str = "yaml::typos::";

#[test]
fn no_files_use_each_other() {
    let modules = modules();
    let uses: BTreeMap<String, BTreeSet<String>> = modules
        .iter()
        .filter(|(name, _)| !name.starts_with(ONE_SCANNER))
        .map(|(name, code)| (name.clone(), used(name, code, &modules)))
        .collect();
    let circles = uses.keys().filter_map(|name| circle(name, &uses));
    let circles: Vec<String> = circles.map(|way| way.join(" → ")).collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

/// The rule that a file belongs to: `s::s004_missing` for `lint::rules::s::s004_missing`.
fn rule(module: &str) -> Option<&str> {
    let rest = module.strip_prefix("lint::rules::")?;
    let (family, file) = rest.split_once("::")?;
    let file = file.split("::").next()?;
    let is_number = |number: &str| number.parse::<u16>().is_ok();
    let is_rule = file.starts_with(family) && file.get(1..4).is_some_and(is_number);
    is_rule.then_some(&rest[..family.len() + "::".len() + file.len()])
}

#[test]
fn no_rule_uses_another() {
    let modules = modules();
    let mut wrong = Vec::new();
    for (name, code) in modules.iter().filter(|(name, _)| rule(name).is_some()) {
        let others = used(name, code, &modules).into_iter();
        let others = others.filter(|other| rule(other).is_some() && rule(other) != rule(name));
        wrong.extend(others.map(|other| format!("{name} uses {other}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_circle_is_seen() {
    let code = [
        ("a", "use crate::b::f;"),
        ("b", "use crate::{c::g, d};"),
        ("c", "use super::a::h;"),
        ("d", ""),
    ];
    let modules = code.map(|(name, code)| (name.to_owned(), code.to_owned()));
    let modules = BTreeMap::from(modules);
    let uses = modules
        .iter()
        .map(|(name, code)| (name.clone(), used(name, code, &modules)));
    let uses: BTreeMap<_, _> = uses.collect();
    assert_eq!(
        circle("a", &uses),
        Some(["a", "b", "c", "a"].map(str::to_owned).to_vec())
    );
    assert_eq!(circle("d", &uses), None);
}

/// What looks like an item's id in the code and is a part of an address of the net, or a word.
const NO_IDS: [&str; 4] = ["www.", ".jp", ".com", "no."];

/// The ids of items in the code: `files[{n}].overview.{item}` as its fixed parts, `files[].overview.`.
fn named_items(code: &str) -> Vec<(String, Vec<String>)> {
    let code = code.replace("'\"'", "");
    let literals = code.split('"').skip(1).step_by(2);
    let is_id = |text: &&str| {
        let of_ids = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.[]{}".contains(c);
        text.contains('.')
            && text.chars().all(of_ids)
            && text.contains(|c: char| c.is_ascii_lowercase())
    };
    let ids = literals.filter(is_id).filter(|text| !NO_IDS.contains(text));
    ids.map(|id| (id.to_owned(), fixed_parts(id))).collect()
}

/// What is fixed of an id, with the numbers of entries left out.
fn fixed_parts(id: &str) -> Vec<String> {
    let mut bare = String::new();
    let mut rest = id;
    while let Some((head, tail)) = rest.split_once('[') {
        bare.push_str(head);
        bare.push('[');
        rest = tail.find(']').map_or("", |end| &tail[end..]);
    }
    bare.push_str(rest);
    let parts = bare.split('{').enumerate().map(|(n, part)| match n {
        0 => part,
        _ => part.split_once('}').map_or("", |(_, after)| after),
    });
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_of(parts: &[String], id: &str) -> bool {
    let mut rest = id;
    parts.iter().all(|part| match rest.find(part.as_str()) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

#[test]
fn every_item_that_the_code_names_is_on_a_form() {
    let editions = hyokasho::form::editions();
    let forms = editions
        .iter()
        .filter_map(|(kind, edition)| hyokasho::form::embedded(kind, edition)?.ok());
    let ids: Vec<&str> = forms
        .flat_map(|form| form.items.iter().map(|item| item.id.as_str()))
        .collect();
    let mut wrong = Vec::new();
    let modules = modules();
    let of_top_modules = ["assessment", "compare", "lint"];
    let looked = modules
        .iter()
        .filter(|(name, _)| of_top_modules.iter().any(|top| name.starts_with(top)));
    for (name, code) in looked {
        for (id, parts) in named_items(code) {
            if !ids.iter().any(|known| is_of(&parts, known)) {
                wrong.push(format!("{name}: {id}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_item_that_is_no_more_on_the_form_is_seen() {
    let code = r#"cx.text("basic.office.nme"); format!("files[{n}].overview.{item}")"#;
    let named = named_items(code);
    let parts: Vec<&[String]> = named.iter().map(|(_, parts)| parts.as_slice()).collect();
    assert!(!is_of(parts[0], "basic.office.name"));
    assert!(is_of(parts[1], "files[].overview.basics.kind"));
}

/// The options that code compares the answers of the form with: `option == "委託しない"`, `Some(("実施する", _))`, and constants in
/// their place.
fn compared_options(code: &str) -> Vec<String> {
    let quoted = |rest: &str| rest.split('"').next().unwrap_or_default().to_owned();
    let literals = ["option == \"", "option != \"", "Some((\""]
        .iter()
        .flat_map(|before| code.split(before).skip(1).map(quoted));
    let names = ["option == ", "option != "].iter().flat_map(|before| {
        let after = code.split(before).skip(1);
        after.map(|rest| rest.split(|c: char| !c.is_ascii_uppercase() && c != '_'))
    });
    let names = names
        .filter_map(|mut words| words.next())
        .filter(|name| name.len() > 1);
    let constants = names.filter_map(|name| {
        let (_, rest) = code.split_once(&format!("const {name}: &str = \""))?;
        Some(quoted(rest))
    });
    literals.chain(constants).collect()
}

#[test]
fn every_option_that_a_rule_compares_with_is_on_a_form() {
    let editions = hyokasho::form::editions();
    let forms = editions
        .iter()
        .filter_map(|(kind, edition)| hyokasho::form::embedded(kind, edition)?.ok());
    let options: BTreeSet<&str> = forms
        .flat_map(|form| form.items.iter().flat_map(|item| &item.options))
        .map(|option| option.text.as_str())
        .collect();
    let modules = modules();
    let rules = modules.iter().filter(|(name, _)| name.contains("rules::"));
    let compared = rules.flat_map(|(name, code)| {
        let compared = compared_options(code).into_iter();
        compared.map(move |option| (name, option))
    });
    let compared: Vec<_> = compared.collect();
    assert!(compared.len() > 8, "{compared:?}");
    let wrong = compared
        .iter()
        .filter(|(_, option)| !options.contains(option.as_str()));
    let wrong: Vec<String> = wrong.map(|(name, o)| format!("{name}: {o}")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_option_that_is_on_no_form_is_seen() {
    let code = "const OFF: &str = \"実施せず\"; if option == OFF || *option == \"委託しない\" {}
        let Some((\"実施する\", _)) = choice(cx, ID) else { return };";
    assert_eq!(
        compared_options(code),
        ["委託しない", "実施する", "実施せず"]
    );
}
