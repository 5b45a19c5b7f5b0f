//! A document read by its XML alone, with all changes accepted or rejected.

use std::collections::HashSet;
use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What is done with tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changes {
    Accepted,
    Rejected,
}

impl Changes {
    /// The element of what then is gone.
    fn gone(self) -> &'static str {
        match self {
            Changes::Accepted => "del",
            Changes::Rejected => "ins",
        }
    }
}

/// A part of a document.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    let mut file = zip.by_name(name).expect(name);
    file.read_to_string(&mut text).expect("UTF-8");
    text
}

pub fn is(node: &Node, name: &str) -> bool {
    node.has_tag_name((W, name))
}

fn child<'n, 'x>(node: Node<'n, 'x>, name: &str) -> Option<Node<'n, 'x>> {
    node.children().find(|c| is(c, name))
}

pub fn tables(xml: &str) -> usize {
    let document = Document::parse(xml).expect("XML");
    document.descendants().filter(|n| is(n, "tbl")).count()
}

/// The rows of all tables without their heads: the text of each cell.
pub fn rows(xml: &str, changes: Changes) -> Vec<Vec<String>> {
    let document = Document::parse(xml).expect("XML");
    let rows = document.descendants().filter(|n| is(n, "tr"));
    let stays = |row: &Node| {
        let properties = child(*row, "trPr");
        let has = |name: &str| properties.is_some_and(|p| child(p, name).is_some());
        !has("tblHeader") && !has(changes.gone())
    };
    let cells = |row: Node| {
        let cells = row.children().filter(|n| is(n, "tc"));
        cells.map(|cell| text_of(cell, changes)).collect()
    };
    rows.filter(stays).map(cells).collect()
}

/// The text of a cell. A paragraph whose end is gone goes on in the next.
fn text_of(cell: Node, changes: Changes) -> String {
    let paragraphs: Vec<Node> = cell.children().filter(|n| is(n, "p")).collect();
    let mut out = String::new();
    for (n, paragraph) in paragraphs.iter().enumerate() {
        words(*paragraph, changes, &mut out);
        let mark = child(*paragraph, "pPr").and_then(|p| child(p, "rPr"));
        let ends = mark.is_none_or(|mark| child(mark, changes.gone()).is_none());
        if n + 1 < paragraphs.len() {
            if ends {
                out.push('\n');
            }
        } else {
            assert!(mark.is_none(), "the end of a cell belongs to the cell");
        }
    }
    out
}

/// The words of a paragraph.
pub fn words(node: Node, changes: Changes, out: &mut String) {
    for child in node.children() {
        match child.tag_name().name() {
            "pPr" | "rPr" | "sdtPr" => {}
            name if name == changes.gone() => {}
            "t" | "delText" => out.push_str(child.text().unwrap_or_default()),
            "br" => out.push('\n'),
            "tab" => out.push('\t'),
            _ => words(child, changes, out),
        }
    }
}

/// What Word asks of a document.
pub fn is_sound(bytes: &[u8]) {
    let zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.expect("a name").into_owned())
        .collect();
    for name in &names {
        let text = part(bytes, name);
        let parsed = Document::parse(&text).unwrap_or_else(|e| panic!("{name}: {e}"));
        let numbered = ["ins", "del", "sdt"];
        let mut seen = HashSet::new();
        for node in parsed.descendants() {
            let inside = |name: &str| node.ancestors().skip(1).any(|n| is(&n, name));
            if is(&node, "ins") || is(&node, "del") {
                assert!(!inside("ins") && !inside("del"), "{name}: nested changes");
            }
            assert!(!is(&node, "delText") || inside("del"), "{name}");
            let own = numbered.iter().find(|kind| is(&node, kind));
            let number = match own {
                Some(&"sdt") => {
                    child(node, "sdtPr").and_then(|p| child(p, "id")?.attribute((W, "val")))
                }
                Some(_) => node.attribute((W, "id")),
                None => continue,
            };
            let number: u32 = number.and_then(|n| n.parse().ok()).expect("a number");
            assert!(
                seen.insert((own == Some(&"sdt"), number)),
                "{name}: {number} twice"
            );
        }
        // A cell ends with a paragraph, and two tables do not touch.
        for node in parsed.descendants().filter(|n| is(n, "tc")) {
            assert!(
                node.last_element_child().is_some_and(|n| is(&n, "p")),
                "{name}"
            );
        }
        for node in parsed.descendants().filter(|n| is(n, "tbl")) {
            let next = node.next_sibling_element();
            assert!(next.is_some_and(|n| !is(&n, "tbl")), "{name}");
        }
    }
    let types = part(bytes, "[Content_Types].xml");
    for name in names
        .iter()
        .filter(|n| n.starts_with("word/") && n.ends_with(".xml"))
    {
        assert!(types.contains(&format!("\"/{name}\"")), "{name}");
    }
}
