//! What an SVG draws once everything that it refers to is in its place. A few lines that repeat each other twice over
//! draw millions of parts, so each part is counted as often as it is drawn.

use std::collections::HashMap;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use roxmltree::{Document, Node};
use simplecss::{AttributeOperator, Element, PseudoClass, StyleSheet};

use super::{Unusable, mime, points};

/// Comparing more rules of a style sheet with more parts than this is not tried.
const MOST_COMPARED: usize = 20_000_000;

/// How much is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Drawn {
    /// Shapes, groups and characters.
    pub parts: usize,
    /// Pixels of pictures inside, of four bytes each.
    pub pixels: usize,
}

impl Drawn {
    fn add(&mut self, other: Drawn, times: usize) {
        let added = |to: usize, more: usize| to.saturating_add(more.saturating_mul(times));
        self.parts = added(self.parts, other.parts);
        self.pixels = added(self.pixels, other.pixels);
    }
}

/// Why it is not known.
pub(super) enum Unclear<'a, 'input> {
    /// A part draws itself, or there are too many styles.
    Endless(Node<'a, 'input>),
    /// A picture inside can't be used.
    Picture(Unusable),
}

/// Counts what a document draws.
///
/// # Errors
/// It is not known, or a picture inside can't be used.
pub(super) fn drawn<'a, 'input>(
    document: &'a Document<'input>,
) -> Result<Drawn, Unclear<'a, 'input>> {
    let root = document.root_element();
    let named = document.descendants().filter_map(|node| {
        let id = node.attribute("id")?;
        Some((id, node))
    });
    // Of two parts with one name, renderers take the first.
    let mut ids = HashMap::new();
    for (id, node) in named {
        ids.entry(id).or_insert(node);
    }
    let sheets = document
        .descendants()
        .filter(|node| node.tag_name().name() == "style");
    let css: String = sheets
        .flat_map(|sheet| sheet.descendants())
        .filter_map(|node| node.text().filter(|_| node.is_text()))
        .collect();
    let mut styles = StyleSheet::parse(&css);
    styles
        .rules
        .retain(|rule| rule.declarations.iter().any(|d| d.value.contains('#')));
    let nodes = document.descendants().count();
    if styles.rules.len().saturating_mul(nodes) > MOST_COMPARED {
        return Err(Unclear::Endless(root));
    }
    Count {
        ids,
        styles,
        done: HashMap::new(),
    }
    .of(root)
}

struct Count<'a, 'input, 's> {
    ids: HashMap<&'a str, Node<'a, 'input>>,
    /// The rules that refer to something.
    styles: StyleSheet<'s>,
    /// By element; none while its parts are being counted.
    done: HashMap<Node<'a, 'input>, Option<Drawn>>,
}

impl<'a, 'input> Count<'a, 'input, '_> {
    /// Counts an element with all below and after it, without recursion: chains may be as long as the file.
    fn of(&mut self, root: Node<'a, 'input>) -> Result<Drawn, Unclear<'a, 'input>> {
        let mut stack = vec![(root, false)];
        while let Some((node, counted)) = stack.pop() {
            if counted {
                let drawn = self.sum(node).map_err(Unclear::Picture)?;
                self.done.insert(node, Some(drawn));
                continue;
            }
            match self.done.get(&node) {
                Some(Some(_)) => continue,
                // It is its own part, by some detour.
                Some(None) => return Err(Unclear::Endless(node)),
                None => {}
            }
            self.done.insert(node, None);
            stack.push((node, true));
            let parts = self.parts(node).into_iter();
            stack.extend(parts.map(|(part, _)| (part, false)));
        }
        Ok(self.done.get(&root).copied().flatten().unwrap_or_default())
    }

    /// The elements below an element and those that it refers to, with how often each is drawn.
    fn parts(&self, node: Node<'a, 'input>) -> Vec<(Node<'a, 'input>, usize)> {
        let below = node.children().filter(Node::is_element);
        let mut parts: Vec<_> = below.map(|child| (child, 1)).collect();
        let mut refer = |name: &str, value: &str| {
            let times = if name.starts_with("marker") {
                corners(node)
            } else {
                1
            };
            for id in targets(name, value) {
                parts.extend(self.ids.get(id).map(|target| (*target, times)));
            }
        };
        for attribute in node.attributes() {
            refer(attribute.name(), attribute.value());
        }
        for rule in &self.styles.rules {
            if rule.selector.matches(&Styled(node)) {
                for declaration in &rule.declarations {
                    refer(declaration.name, declaration.value);
                }
            }
        }
        parts
    }

    fn sum(&self, node: Node<'a, 'input>) -> Result<Drawn, Unusable> {
        let texts = node.children().filter_map(|child| child.text());
        let characters: usize = texts.map(|text| text.trim().chars().count()).sum();
        let mut drawn = Drawn {
            parts: 1 + characters,
            pixels: picture_inside(node)?,
        };
        for (part, times) in self.parts(node) {
            let part = self.done.get(&part).copied().flatten();
            drawn.add(part.unwrap_or_default(), times);
        }
        Ok(drawn)
    }
}

/// The names of the parts that a value refers to: `#a`, `url(#a)`, `filter: url("#a")`.
fn targets<'v>(name: &str, value: &'v str) -> impl Iterator<Item = &'v str> {
    let whole = value.trim().strip_prefix('#').filter(|_| name == "href");
    let calls = value.split("url(").skip(1).filter_map(|after| {
        let inside = after.split(')').next()?;
        inside
            .trim_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'')
            .strip_prefix('#')
    });
    whole.into_iter().chain(calls)
}

/// How many corners a line has at most: a mark is drawn at each of them.
fn corners(node: Node) -> usize {
    let numbers = |text: &str| {
        let parts = text.split(|c: char| !c.is_ascii_digit() && c != '.');
        parts.filter(|part| !part.is_empty()).count()
    };
    let line = node.attribute("d").or_else(|| node.attribute("points"));
    1 + line.map_or(4, numbers)
}

/// The pixels of the picture that an element holds in itself.
fn picture_inside(node: Node) -> Result<usize, Unusable> {
    let addresses = node.attributes().filter(|a| a.name() == "href");
    let mut pixels = 0_usize;
    for address in addresses {
        let address = address.value().trim();
        let data = address
            .get(..5)
            .filter(|head| head.eq_ignore_ascii_case("data:"));
        let Some((_, content)) = data.and_then(|_| address.split_once(',')) else {
            continue;
        };
        let packed: String = content.split_whitespace().collect();
        let bytes = BASE64_STANDARD
            .decode(packed)
            .map_err(|_| Unusable::Broken)?;
        let mime = mime(&bytes).filter(|mime| *mime != super::SVG);
        let picture = points::read(bytes, mime.ok_or(Unusable::Broken)?)?;
        pixels = pixels.saturating_add(picture.pixels);
    }
    Ok(pixels)
}

/// An element as style sheets see it.
struct Styled<'a, 'input>(Node<'a, 'input>);

impl Element for Styled<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Styled)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Styled)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator) -> bool {
        self.0
            .attribute(name)
            .is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass) -> bool {
        matches!(class, PseudoClass::FirstChild) && self.prev_sibling_element().is_none()
    }
}
