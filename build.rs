//! Embeds the data of `schemas/`: every form edition, so that a new edition is a new file and no Rust, and what the
//! rules know of law and terms. The files are embedded as JSON, which is read ten times faster at every start than the
//! YAML that people edit; lists of words are embedded as constants, which take no time at all and no name that is wrong.
//! Tables of law are embedded as text, each part by itself: most checks ask for a few of their rows.
//! The list of characters that the fonts print is embedded as a table of bits, the rules as a table with the text at the
//! head of each file.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let schemas = root.join("schemas");
    println!("cargo::rerun-if-changed={}", schemas.display());
    let out = PathBuf::from(env::var("OUT_DIR")?);

    let mut forms = String::from("pub(super) const EMBEDDED: &[(&str, &str, &str)] = &[\n");
    for file in files(&schemas.join("forms"), "yaml")? {
        let form = json(&file)?;
        let head = |key: &str| {
            form[key]
                .as_str()
                .ok_or_else(|| format!("{}: {key}", file.display()))
        };
        writeln!(
            forms,
            "    ({:?}, {:?}, {:?}),",
            head("kind")?,
            head("edition")?,
            form.to_string()
        )?;
    }
    fs::write(out.join("forms.rs"), forms + "];\n")?;

    let mut data = String::from("const EMBEDDED: &[(&str, &str)] = &[\n");
    for folder in ["law", "terms"] {
        for file in files(&schemas.join(folder), "yaml")? {
            let stem = file
                .file_stem()
                .map_or_else(String::new, |s| s.to_string_lossy().into_owned());
            let name = format!("{folder}/{stem}");
            writeln!(data, "    ({name:?}, {:?}),", json(&file)?.to_string())?;
        }
    }
    data.push_str("];\n\nconst TABLES: &[(&str, &str)] = &[\n");
    for file in files(&schemas.join("law"), "tsv")? {
        for (name, rows) in parts_of_table(&file)? {
            writeln!(data, "    ({name:?}, {rows:?}),")?;
        }
    }
    fs::write(out.join("data.rs"), data + "];\n")?;

    fs::write(
        out.join("lists.rs"),
        lists_of_words(&schemas.join("terms/lists"))?,
    )?;

    let list = root.join("templates/fonts/coverage.txt");
    println!("cargo::rerun-if-changed={}", list.display());
    let bits = coverage(&fs::read_to_string(list)?)?;
    let table = format!("static COVERAGE: [u64; {}] = {bits:?};\n", bits.len());
    fs::write(out.join("coverage.rs"), table)?;

    let rules = root.join("src/lint/rules");
    println!("cargo::rerun-if-changed={}", rules.display());
    fs::write(out.join("rules.rs"), table_of_rules(&rules)?)?;
    Ok(())
}

/// A table of rows and cells as its parts with their names: what comes before the first `part`, under the name of the file,
/// then `file/part`. A comment is for those who edit the table; without a source there is no table.
fn parts_of_table(file: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let text = fs::read_to_string(file)?;
    let mut parts = vec![(stem.to_string(), String::new())];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        if cells.next() == Some("part") {
            let name = cells.next().ok_or("a part without a name")?;
            parts.push((format!("{stem}/{name}"), String::new()));
        }
        if let Some((_, rows)) = parts.last_mut() {
            rows.push_str(line);
            rows.push('\n');
        }
    }
    let has_source = parts
        .first()
        .is_some_and(|(_, head)| head.starts_with("source\t"));
    if !has_source {
        return Err(format!("{}: no source", file.display()).into());
    }
    Ok(parts)
}

/// A module for each file of lists, with a constant for each list.
fn lists_of_words(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut code = String::new();
    for file in files(folder, "yaml")? {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let lists = json(&file)?;
        writeln!(code, "pub(crate) mod {stem} {{")?;
        for (name, list) in lists.as_object().into_iter().flatten() {
            let constant = constant(&lists, name, list)
                .map_err(|wrong| format!("{}: {name}: {wrong}", file.display()))?;
            code.push_str(&constant);
        }
        code.push_str("}\n");
    }
    Ok(code)
}

/// A list as a constant: its `words` and those of the lists that it takes up (`with`), or words by `options` of the form.
fn constant(lists: &Value, name: &str, list: &Value) -> Result<String, Box<dyn Error>> {
    let fields = list.as_object().ok_or("no fields")?;
    let known = ["reason", "source", "with", "words", "options"];
    if let Some(field) = fields.keys().find(|field| !known.contains(&field.as_str())) {
        return Err(format!("unknown: {field}").into());
    }
    let reason = [&list["reason"], &list["source"]];
    let reason = reason.into_iter().find_map(Value::as_str);
    let reason = reason.ok_or("neither reason nor source")?;
    let (kind, value) = match list["options"].as_array() {
        Some(options) => {
            let options: Result<Vec<String>, Box<dyn Error>> = options
                .iter()
                .map(|option| {
                    let name = option["option"].as_str().ok_or("no option")?;
                    Ok(format!("({name:?}, &{:?})", words(&option["words"])?))
                })
                .collect();
            ("super::OptionWords", format!("[{}]", options?.join(", ")))
        }
        None => {
            let all = gathered(lists, list)?;
            let unique: BTreeSet<&str> = all.iter().copied().collect();
            if unique.len() < all.len() {
                return Err("a word occurs twice".into());
            }
            ("&str", format!("{all:?}"))
        }
    };
    // What another list takes up is used by that.
    let taken = lists.as_object().into_iter().flatten();
    let mut taken = taken.flat_map(|(_, list)| list["with"].as_array().into_iter().flatten());
    let allowed = if taken.any(|other| other == name) {
        "#[allow(dead_code)] "
    } else {
        ""
    };
    let name = name.to_uppercase();
    Ok(format!(
        "    #[doc = {reason:?}]\n    {allowed}pub(crate) const {name}: &[{kind}] = &{value};\n"
    ))
}

/// The words of the lists that a list takes up, and its own.
fn gathered<'l>(lists: &'l Value, list: &'l Value) -> Result<Vec<&'l str>, Box<dyn Error>> {
    let mut all = Vec::new();
    for other in list["with"].as_array().into_iter().flatten() {
        let name = other.as_str().ok_or("`with` names lists")?;
        all.extend(gathered(lists, &lists[name]).map_err(|wrong| format!("{name}: {wrong}"))?);
    }
    all.extend(words(&list["words"])?);
    Ok(all)
}

/// The words of a list: one at least, and none empty.
fn words(list: &Value) -> Result<Vec<&str>, Box<dyn Error>> {
    let words: Option<Vec<&str>> = list
        .as_array()
        .ok_or("no words")?
        .iter()
        .map(Value::as_str)
        .collect();
    let words = words.filter(|words| !words.is_empty() && !words.contains(&""));
    Ok(words.ok_or("no words, or one that is none")?)
}

/// The families in the order in which their rules are listed.
const FAMILIES: &str = "ystpxckflwbriu";

/// The table of all rules, and the documentation at the heads of their files: a rule is one file, named in the `mod.rs` of its
/// family.
fn table_of_rules(folder: &Path) -> Result<String, Box<dyn Error>> {
    let mut rules =
        String::from("/// All rules, by family and code.\npub static RULES: &[&Rule] = &[\n");
    let mut docs = String::from("static DOCS: &[(&str, &str)] = &[\n");
    for family in FAMILIES.chars() {
        for file in files(&folder.join(family.to_string()), "rs")? {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let Some((code, _)) = stem.split_once('_').filter(|(code, _)| {
                code.len() == 4 && code.starts_with(family) && code[1..].parse::<u16>().is_ok()
            }) else {
                continue;
            };
            let text = fs::read_to_string(&file)?;
            let head = text.lines().map_while(|line| line.strip_prefix("//!"));
            let head: Vec<&str> = head
                .map(|line| line.strip_prefix(' ').unwrap_or(line))
                .collect();
            writeln!(rules, "    &{family}::{stem}::RULE,")?;
            writeln!(
                docs,
                "    ({:?}, {:?}),",
                code.to_uppercase(),
                head.join("\n")
            )?;
        }
    }
    Ok(format!("{rules}];\n\n{docs}];\n"))
}

/// One bit for each code point up to the last of a list of `4E00-4E09`.
fn coverage(list: &str) -> Result<Vec<u64>, Box<dyn Error>> {
    let mut bits: Vec<u64> = Vec::new();
    for line in list.lines().filter(|line| !line.starts_with('#')) {
        let (first, last) = line.split_once('-').unwrap_or((line, line));
        let (first, last) = (
            usize::from_str_radix(first, 16)?,
            usize::from_str_radix(last, 16)?,
        );
        bits.resize(last / 64 + 1, 0);
        (first..=last).for_each(|code| bits[code / 64] |= 1 << (code % 64));
    }
    Ok(bits)
}

/// The files of a folder with an extension in the order of their names; none where there is no folder.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == extension) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn json(file: &Path) -> Result<Value, Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    Ok(serde_saphyr::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))?)
}
