//! The styles of cells: number format, and whether the font is struck through.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::intake::read::number_format::NumberFormat;
use crate::intake::read::package::{self, Package};
use crate::intake::read::xml;
use crate::intake::refusal::Refusal;

/// The style of a cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// How its numbers are shown.
    pub format: Rc<NumberFormat>,
    /// Whether its font is struck through.
    pub struck: bool,
}

/// All styles of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

impl Styles {
    /// The style of a number; the plain one where there is none.
    pub fn get(&self, n: usize) -> Style {
        self.0.get(n).cloned().unwrap_or_default()
    }
}

/// Reads the styles.
pub(super) fn read(package: &mut Package, path: &str) -> Result<Styles, Refusal> {
    let Some(text) = package.text(path)? else {
        return Ok(Styles::default());
    };
    let tree = package::tree(&text, path)?;
    let children = |name: &'static str| {
        let list = tree
            .root_element()
            .children()
            .find(|node| node.tag_name().name() == name);
        list.into_iter().flat_map(|list| list.children())
    };
    let mut codes: FxHashMap<u32, &str> = FxHashMap::default();
    for node in children("numFmts") {
        let id = node.attribute("numFmtId").and_then(|id| id.parse().ok());
        if let (Some(id), Some(code)) = (id, node.attribute("formatCode")) {
            codes.insert(id, code);
        }
    }
    let fonts: Vec<bool> = children("fonts")
        .filter(|node| node.tag_name().name() == "font")
        .map(|font| {
            font.children()
                .find(|node| node.tag_name().name() == "strike")
                .is_some_and(|node| node.attribute("val").is_none_or(xml::truth))
        })
        .collect();
    let mut formats: FxHashMap<u32, Rc<NumberFormat>> = FxHashMap::default();
    let styles = children("cellXfs")
        .filter(|node| node.tag_name().name() == "xf")
        .map(|node| {
            let number = |name: &str| node.attribute(name).and_then(|n| n.parse::<u32>().ok());
            let id = number("numFmtId").unwrap_or_default();
            let format = formats.entry(id).or_insert_with(|| {
                let own = codes.get(&id).map(|code| NumberFormat::of(code));
                Rc::new(own.unwrap_or_else(|| NumberFormat::built_in(id)))
            });
            let font = number("fontId").and_then(|n| fonts.get(n as usize));
            Style {
                format: Rc::clone(format),
                struck: font == Some(&true),
            }
        })
        .collect();
    Ok(Styles(styles))
}
