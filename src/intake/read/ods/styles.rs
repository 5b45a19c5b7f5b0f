//! What styles say that changes what is read.

use std::collections::HashMap;

use super::CONTENT;
use crate::intake::read::package::{self, Package};
use crate::intake::read::xml::{Event, Tag};
use crate::intake::refusal::Refusal;

/// The styles of a workbook, by family and name.
#[derive(Default)]
pub(super) struct Styles {
    struck: HashMap<String, bool>,
    hidden: HashMap<String, bool>,
}

impl Styles {
    /// Whether a style strikes its text through; none where it says nothing of it.
    pub fn strikes(&self, name: Option<&str>) -> Option<bool> {
        self.struck.get(name?).copied()
    }

    /// Whether a style hides its sheet.
    pub fn hides(&self, name: Option<&str>) -> bool {
        name.and_then(|name| self.hidden.get(name)) == Some(&true)
    }
}

/// Reads the styles of both parts that hold some.
pub(super) fn read(package: &mut Package) -> Result<Styles, Refusal> {
    let mut out = Styles::default();
    for path in ["styles.xml", CONTENT] {
        let at = |e| package::at(e, path);
        let Some(mut pull) = package.stream(path)? else {
            continue;
        };
        let mut name = None;
        while let Some(event) = pull.next().map_err(at)? {
            match event {
                Event::Start(tag) => match tag.name {
                    "style" => name = tag.attribute("name").map(|name| name.into_owned()),
                    "text-properties" | "table-properties" => {
                        if let Some(name) = &name {
                            properties(tag, name, &mut out);
                        }
                    }
                    // The styles stand before the sheets.
                    "body" => break,
                    _ => {}
                },
                Event::End("style") => name = None,
                _ => {}
            }
        }
    }
    Ok(out)
}

fn properties(tag: Tag, name: &str, out: &mut Styles) {
    let line = tag
        .attribute("text-line-through-style")
        .or_else(|| tag.attribute("text-line-through-type"));
    if let Some(line) = line {
        out.struck.insert(name.to_owned(), line != "none");
    }
    if let Some(display) = tag
        .attribute("display")
        .filter(|_| tag.name == "table-properties")
    {
        out.hidden.insert(name.to_owned(), display == "false");
    }
}
