//! What styles say that changes what is read: struck through, in a list.

use std::collections::HashMap;

use roxmltree::Node;

use super::{attribute, child, is_on};
use crate::intake::read::package;
use crate::intake::refusal::Refusal;

/// How far a style is followed to those that it is based on.
const MAX_BASED: usize = 16;

/// The styles of a document, by their ids.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

struct Style {
    based: Option<String>,
    struck: Option<bool>,
    list: Option<(String, usize)>,
}

impl Styles {
    /// The styles of a part's text.
    pub fn of(text: Option<&str>) -> Result<Self, Refusal> {
        let Some(text) = text else {
            return Ok(Styles::default());
        };
        let tree = package::tree(text, "styles.xml")?;
        let styles = tree
            .root_element()
            .children()
            .filter(|node| node.tag_name().name() == "style");
        let styles = styles.filter_map(|node| {
            let value = |name: &str| attribute(child(node, name)?, "val").map(str::to_owned);
            let style = Style {
                based: value("basedOn"),
                struck: child(node, "rPr").and_then(|p| {
                    let on = [is_on(p, "strike"), is_on(p, "dstrike")];
                    on.into_iter().flatten().reduce(|a, b| a || b)
                }),
                list: child(node, "pPr")
                    .and_then(|p| child(p, "numPr"))
                    .and_then(list),
            };
            Some((attribute(node, "styleId")?.to_owned(), style))
        });
        Ok(Styles(styles.collect()))
    }

    fn first<T>(&self, id: Option<&str>, of: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut style = self.0.get(id?)?;
        for _ in 0..MAX_BASED {
            if let Some(found) = of(style) {
                return Some(found);
            }
            style = self.0.get(style.based.as_ref()?)?;
        }
        None
    }

    /// Whether a style strikes its text through.
    pub fn is_struck(&self, id: Option<&str>) -> bool {
        self.first(id, |style| style.struck).unwrap_or(false)
    }

    /// The list of a style, and the level in it.
    pub fn list(&self, id: Option<&str>) -> Option<(String, usize)> {
        self.first(id, |style| style.list.clone())
    }
}

/// The list that properties name, and the level in it.
pub(super) fn list(properties: Node) -> Option<(String, usize)> {
    let value = |name: &str| attribute(child(properties, name)?, "val");
    let level = value("ilvl").and_then(|level| level.parse().ok());
    Some((value("numId")?.to_owned(), level.unwrap_or(0)))
}
