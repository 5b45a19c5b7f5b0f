//! What the rules know of law and terms: `schemas/law/*.yaml` and `schemas/terms/*.yaml`, embedded.

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
