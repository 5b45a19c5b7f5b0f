//! Embeds the data of `schemas/`: every form edition, so that a new edition is a new file and no Rust, and what the
//! rules know of law and terms. The files are embedded as JSON, which is read ten times faster at every start than the
//! YAML that people edit. The list of characters that the fonts print is embedded as a table of bits, the rules as a table
//! with the text at the head of each file.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

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
    fs::write(out.join("data.rs"), data + "];\n")?;

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

/// The families in the order in which their rules are listed.
const FAMILIES: &str = "ystpxcflwbriu";

/// The table of all rules, and what stands at the heads of their files: a rule is one file, named in the `mod.rs` of its
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

fn json(file: &Path) -> Result<serde_json::Value, Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    Ok(serde_saphyr::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))?)
}
