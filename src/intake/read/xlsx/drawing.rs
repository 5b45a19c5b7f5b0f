//! Text boxes, shapes and SmartArt over the cells of a sheet.

use roxmltree::Node;

use crate::intake::read::package::{self, Package, Relation};
use crate::intake::read::rich::Rich;
use crate::intake::read::sheet::Raw;
use crate::intake::refusal::Refusal;

/// Reads a drawing's texts; returns how many pictures it has.
pub(super) fn read(
    package: &mut Package,
    path: &str,
    out: &mut Vec<Raw>,
) -> Result<usize, Refusal> {
    let Some(text) = package.text(path)? else {
        return Ok(0);
    };
    let relations = package.relations(path)?;
    let tree = package::tree(&text, path)?;
    let mut pictures = 0;
    for anchor in tree.root_element().children().filter(Node::is_element) {
        let (row, column) = corner(anchor);
        let mut found = Found::default();
        walk(anchor, &mut found);
        pictures += found.pictures;
        for id in found.diagrams {
            diagram(package, &relations, &id, &mut found.texts)?;
        }
        for text in found.texts {
            let (text, notes) = text.parted(false);
            if !text.trim().is_empty() || !notes.is_empty() {
                out.push(Raw {
                    row,
                    column,
                    text,
                    notes,
                });
            }
        }
    }
    Ok(pictures)
}

#[derive(Default)]
struct Found {
    texts: Vec<Rich>,
    diagrams: Vec<String>,
    pictures: usize,
}

/// The cell on which the upper left corner lies.
fn corner(anchor: Node) -> (u32, u32) {
    let from = anchor
        .children()
        .find(|node| node.tag_name().name() == "from");
    let number = |name: &str| {
        from.and_then(|from| from.children().find(|n| n.tag_name().name() == name))
            .and_then(|node| node.text()?.trim().parse::<u32>().ok())
            .filter(|n| *n < 2_000_000)
            .unwrap_or_default()
    };
    (number("row"), number("col"))
}

fn walk(node: Node, found: &mut Found) {
    match node.tag_name().name() {
        "txBody" => found.texts.push(body(node)),
        "pic" | "chart" => found.pictures += 1,
        "relIds" => {
            let data = node.attributes().find(|a| a.name() == "dm");
            found.diagrams.extend(data.map(|a| a.value().to_owned()));
        }
        "AlternateContent" => {
            // The same twice, for newer and older programs.
            let choice = node.children().find(|n| n.tag_name().name() == "Choice");
            let fallback = node.children().find(|n| n.tag_name().name() == "Fallback");
            if let Some(one) = choice.or(fallback) {
                walk(one, found);
            }
        }
        _ => {
            for child in node.children().filter(Node::is_element) {
                walk(child, found);
            }
        }
    }
}

/// The text of a shape: its paragraphs are lines.
fn body(body: Node) -> Rich {
    let mut text = Rich::default();
    let paragraphs = body.children().filter(|n| n.tag_name().name() == "p");
    for (n, paragraph) in paragraphs.enumerate() {
        if n > 0 {
            text.push("\n", Some(false));
        }
        for run in paragraph.children().filter(Node::is_element) {
            match run.tag_name().name() {
                "br" => text.push("\n", Some(false)),
                "r" | "fld" => {
                    let mut struck = false;
                    for part in run.children() {
                        match part.tag_name().name() {
                            "rPr" => {
                                let strike = part.attribute("strike");
                                struck = strike.is_some_and(crate::intake::read::xml::truth);
                            }
                            "t" => {
                                let words = part.text().unwrap_or_default();
                                text.push(&crate::intake::read::rich::plain(words), Some(struck));
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
    }
    text
}

/// The texts of a SmartArt figure.
fn diagram(
    package: &mut Package,
    relations: &[Relation],
    id: &str,
    out: &mut Vec<Rich>,
) -> Result<(), Refusal> {
    let Some(relation) = relations.iter().find(|r| r.id == id && !r.external) else {
        return Ok(());
    };
    let Some(text) = package.text(&relation.target)? else {
        return Ok(());
    };
    let tree = package::tree(&text, &relation.target)?;
    let points = tree.descendants().filter(|n| n.tag_name().name() == "pt");
    for point in points {
        let texts = point.children().filter(|n| n.tag_name().name() == "t");
        out.extend(texts.map(body));
    }
    Ok(())
}
