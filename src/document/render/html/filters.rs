//! What templates can ask besides what the engine knows.

use std::fmt::Write as _;

use tera::{Kwargs, State, Tera};

/// Makes our filters and tests known.
pub(in crate::document::render) fn register(tera: &mut Tera) {
    tera.register_filter("fragment", |anchor: &str, _: Kwargs, _: &State| {
        percent_encode(anchor, b"-._~")
    });
    tera.register_filter("relative_url", |path: &str, _: Kwargs, _: &State| {
        percent_encode(path, b"-._~/")
    });
    tera.register_filter("href", |link: &str, _: Kwargs, _: &State| {
        percent_encode(link, b"-._~:/?#@!$&'()*+,;=%")
    });
    tera.register_filter("short_address", |address: &str, _: Kwargs, _: &State| {
        address.split('　').next().unwrap_or(address).to_owned()
    });
    tera.register_filter(
        "default_text",
        |text: &str, args: Kwargs, _: &State| -> tera::TeraResult<String> {
            Ok(if text.is_empty() {
                args.must_get::<String>("text")?
            } else {
                text.to_owned()
            })
        },
    );
    tera.register_test("hanging", |text: &str, _: Kwargs, _: &State| {
        is_hanging(text)
    });
    tera.register_test("numbered", |marker: &str, _: Kwargs, _: &State| {
        number(marker).is_some()
    });
    tera.register_filter("number", |marker: &str, _: Kwargs, _: &State| {
        number(marker).map_or(String::new(), |n| n.to_string())
    });
    tera.register_test("web_link", |link: &tera::Value, _: Kwargs, _: &State| {
        link.as_str().is_some_and(is_web_link)
    });
    // Whatever a template says, data stays text.
    tera.register_filter(
        "safe",
        |_: &tera::Value, _: Kwargs, _: &State| -> tera::TeraResult<tera::Value> {
            Err(tera::Error::message(
                "the filter `safe` is switched off: data is text, never markup",
            ))
        },
    );
}

/// Whether a link may be followed from the page.
fn is_web_link(link: &str) -> bool {
    let scheme = link
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https" | "mailto"))
}

/// The number that a list's marker says: 2 of `2.` and `2)`.
fn number(marker: &str) -> Option<i32> {
    marker.strip_suffix(['.', ')'])?.parse().ok()
}

/// Whether a line's first character is a bullet or a circled number that later lines should clear.
fn is_hanging(text: &str) -> bool {
    text.starts_with(|c: char| matches!(c, '・' | '※' | '○' | '●' | '◎' | '■' | '□' | '◆' | '①'..='⑳' | '➀'..='➉'))
}

/// Percent-encodes all but letters, digits and `keep`.
fn percent_encode(text: &str, keep: &[u8]) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || keep.contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
