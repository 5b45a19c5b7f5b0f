//! Embeds the data of `schemas/`: every form edition, so that a new edition is a new file and no Rust, and what the
//! rules know of law and terms. The files are embedded as JSON, which is read ten times faster at every start than the
//! YAML that people edit.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let schemas = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("schemas");
    println!("cargo::rerun-if-changed={}", schemas.display());
    let out = PathBuf::from(env::var("OUT_DIR")?);

    let mut forms = String::from("pub(super) const EMBEDDED: &[(&str, &str, &str)] = &[\n");
    for file in files(&schemas.join("forms"))? {
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
        for file in files(&schemas.join(folder))? {
            let stem = file
                .file_stem()
                .map_or_else(String::new, |s| s.to_string_lossy().into_owned());
            let name = format!("{folder}/{stem}");
            writeln!(data, "    ({name:?}, {:?}),", json(&file)?.to_string())?;
        }
    }
    fs::write(out.join("data.rs"), data + "];\n")?;
    Ok(())
}

/// The YAML files of a folder in the order of their names; none where there is no folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "yaml") {
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
