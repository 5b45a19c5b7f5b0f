//! What the rules know of law and terms: `schemas/law/*.{yaml,tsv}` and `schemas/terms/*.yaml`, embedded.

use serde::de::DeserializeOwned;

include!(concat!(env!("OUT_DIR"), "/data.rs"));

/// The data of a file by its folder and name: `law/threshold`.
///
/// # Errors
/// Says what is wrong where there is no such file or it has another shape. A rule keeps its data in a `LazyLock` and
/// takes the empty default on an error; a test next to it reads the file, so a released program has none.
pub fn read<T: DeserializeOwned>(name: &str) -> Result<T, String> {
    let text = EMBEDDED
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, text)| *text);
    serde_json::from_str(text.ok_or_else(|| format!("{name}: なし"))?)
        .map_err(|e| format!("{name}: {e}"))
}

/// A part of a table of law by the names of its file and of itself (`articles/bango`), as lines of cells parted by tabs; the
/// head of the table by the name of the file alone. None where there is no such part.
pub fn table(name: &str) -> Option<&'static str> {
    let mut parts = TABLES.iter();
    parts.find(|(n, _)| *n == name).map(|(_, rows)| *rows)
}

/// Where a table of law was read.
pub fn source(table: &str) -> &'static str {
    let head = self::table(table).unwrap_or_default();
    let mut cells = head.lines().next().unwrap_or_default().split('\t');
    cells.nth(1).unwrap_or_default()
}
