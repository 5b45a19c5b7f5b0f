//! .docx: paragraphs, tables with their spans, content controls, text boxes and notes, in the order in which they stand.
//! Tracked changes are taken as accepted; what they delete is noted.

mod blocks;
mod gather;
mod numbering;
mod runs;
mod state;
mod styles;
mod table;

use std::collections::HashMap;

use roxmltree::Node;

use super::margins;
use super::package::{self, Package, Relation};
use super::sheet::{self, Length};
use crate::intake::cell::{Book, Cell, Note, Place, Remark};
use crate::intake::refusal::Refusal;

/// What a document is read into, and what its body refers to.
struct Reader<'t> {
    book: Book,
    length: Length,
    /// The paragraph or row outside all others, from 1.
    paragraph: usize,
    /// How many tables were met.
    tables: usize,
    styles: styles::Styles,
    numbering: numbering::Numbering,
    comments: HashMap<String, String>,
    footnotes: HashMap<String, String>,
    /// Text boxes and notes that are read behind the paragraph or cell in which they are anchored.
    later: Vec<Later<'t>>,
    pictures: usize,
}

enum Later<'t> {
    Box(Node<'t, 't>),
    Note(String),
}

/// Reads a document.
///
/// # Errors
/// Where it is damaged or too large.
pub(super) fn read(package: &mut Package) -> Result<Book, Refusal> {
    let path = package
        .relations("")?
        .into_iter()
        .find(|r| r.kind == "officeDocument" && !r.external)
        .map_or("word/document.xml".to_owned(), |r| r.target);
    let relations = package.relations(&path)?;
    let Some(text) = package.text(&path)? else {
        return Err(Refusal::Damaged(path));
    };
    let tree = package::tree(&text, &path)?;
    let styles = part(package, &relations, "styles")?;
    let numbering = part(package, &relations, "numbering")?;
    let mut footnotes = notes(package, &relations, "footnotes")?;
    footnotes.extend(notes(package, &relations, "endnotes")?);
    let mut reader = Reader {
        book: Book::default(),
        length: Length::new(),
        paragraph: 0,
        tables: 0,
        styles: styles::Styles::of(styles.as_deref())?,
        numbering: numbering::Numbering::of(numbering.as_deref())?,
        comments: notes(package, &relations, "comments")?,
        footnotes,
        later: Vec::new(),
        pictures: 0,
    };
    let body = tree
        .root_element()
        .children()
        .find(|node| node.tag_name().name() == "body");
    if let Some(body) = body {
        reader.body(body, state::State::default())?;
    }
    let pictures = reader.pictures;
    let mut book = reader.book;
    margins(package, &relations, &mut book)?;
    if package.has("word/vbaProject.bin") {
        book.remarks.push(Remark::Macros);
    }
    let links = relations
        .iter()
        .filter(|r| r.external && r.kind != "hyperlink")
        .count();
    if links > 0 {
        book.remarks.push(Remark::ExternalLinks(links));
    }
    if pictures > 0 {
        book.remarks.push(Remark::Pictures(pictures));
    }
    Ok(book)
}

fn paths<'r>(relations: &'r [Relation], kind: &'r str) -> impl Iterator<Item = &'r str> {
    relations
        .iter()
        .filter(move |r| r.kind == kind && !r.external)
        .map(|r| r.target.as_str())
}

/// The text of the part of a kind.
fn part(
    package: &mut Package,
    relations: &[Relation],
    kind: &str,
) -> Result<Option<String>, Refusal> {
    match paths(relations, kind).next() {
        Some(path) => package.text(path),
        None => Ok(None),
    }
}

/// The texts of comments or footnotes, by their ids.
fn notes(
    package: &mut Package,
    relations: &[Relation],
    kind: &str,
) -> Result<HashMap<String, String>, Refusal> {
    let Some(text) = part(package, relations, kind)? else {
        return Ok(HashMap::new());
    };
    let tree = package::tree(&text, kind)?;
    let notes = tree.root_element().children().filter(Node::is_element);
    Ok(notes
        .filter(|note| attribute(*note, "type").is_none_or(|kind| kind == "normal"))
        .filter_map(|note| Some((attribute(note, "id")?.to_owned(), words(note))))
        .collect())
}

/// The bare words of a part: its paragraphs are lines.
fn words(node: Node) -> String {
    let paragraphs = node.descendants().filter(|n| n.tag_name().name() == "p");
    let lines = paragraphs.map(|paragraph| {
        let pieces = paragraph
            .descendants()
            .filter_map(|n| match n.tag_name().name() {
                "t" => n.text(),
                "tab" if n.parent().is_some_and(|p| p.tag_name().name() == "r") => Some("\t"),
                "br" => Some("\n"),
                _ => None,
            });
        pieces.collect::<String>()
    });
    let lines: Vec<String> = lines.collect();
    lines.join("\n").trim().to_owned()
}

/// Heads and feet of pages, each once, behind the document.
fn margins(package: &mut Package, relations: &[Relation], book: &mut Book) -> Result<(), Refusal> {
    let mut seen: Vec<String> = Vec::new();
    for kind in ["header", "footer"] {
        for path in paths(relations, kind) {
            let Some(text) = package.text(path)? else {
                continue;
            };
            let words = words(package::tree(&text, path)?.root_element());
            if margins::counts(&words) || seen.contains(&words) {
                continue;
            }
            let last = book.cells.last().map(|cell| cell.place.clone());
            let cell = Cell {
                text: words.clone(),
                place: last.unwrap_or(Place::Paragraph(1)),
                notes: vec![Note::Drawing],
                ..Cell::default()
            };
            sheet::put(cell, book)?;
            seen.push(words);
        }
    }
    Ok(())
}

/// The value of an attribute, by its local name.
fn attribute<'n>(node: Node<'n, '_>, name: &str) -> Option<&'n str> {
    node.attributes()
        .find(|a| a.name() == name)
        .map(|a| a.value())
}

/// A child, by its local name.
fn child<'a, 't>(node: Node<'a, 't>, name: &str) -> Option<Node<'a, 't>> {
    node.children().find(|n| n.tag_name().name() == name)
}

/// A property that is on where it stands, unless it says otherwise.
fn is_on(properties: Node, name: &str) -> Option<bool> {
    let property = child(properties, name)?;
    Some(attribute(property, "val").is_none_or(super::xml::truth))
}
