//! A new name within a text as it is written: in a block as it is, in quotes with their escapes, and in a plain text only
//! where it stays one.

use std::ops::Range;

use crate::source::Source;
use crate::source::diagnostic::Edit;
use crate::yaml::{Scalar, Style, write};

/// The edits of a text that put a name at some of its places; `changed` is the whole text with it.
pub(super) fn edits(
    source: &Source,
    text: &Scalar,
    places: &[Range<usize>],
    name: &str,
    changed: &str,
    in_flow: bool,
) -> Vec<Edit> {
    let written = source.slice(text.span);
    let is_plain = |place: &Range<usize>| {
        // Within a text it may begin and end with signs that would mean something at its ends.
        let before = if place.start > 0 { "あ" } else { "" };
        let after = if place.end < text.text.len() {
            "あ"
        } else {
            ""
        };
        let around = format!("{before}{name}{after}");
        let parts = in_flow && around.contains([',', '[', ']', '{', '}']);
        write::key(&around) == around && !parts
    };
    let name = match text.style {
        Style::DoubleQuoted if written.starts_with('"') => {
            name.replace('\\', "\\\\").replace('"', "\\\"")
        }
        Style::SingleQuoted if written.starts_with('\'') => name.replace('\'', "''"),
        Style::Plain if !places.iter().all(is_plain) => {
            let text_of_all = match write::key(changed) {
                plain if plain == changed && in_flow => {
                    serde_json::Value::from(changed).to_string()
                }
                written => written,
            };
            return vec![Edit {
                span: text.span,
                text: text_of_all,
            }];
        }
        _ => name.to_owned(),
    };
    let edit = |place: &Range<usize>| Edit {
        span: text.place(source, place.clone()),
        text: name.clone(),
    };
    places.iter().map(edit).collect()
}
