//! An SVG is a document; what is in one that is more than a picture.

use roxmltree::{Document, Error, Node, NodeType, ParsingOptions};

use super::Unusable;

/// The most parts of an SVG, and the deepest nesting that renderers can be trusted with.
const MOST_NODES: u32 = 100_000;
const DEEPEST: usize = 100;

const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// What no SVG may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forbidden {
    /// `<script>`, or an address that runs one.
    Script,
    /// `onclick` and its kind.
    Handler,
    /// A file, style sheet, font or link that is not in the file itself.
    Reference,
    /// `<foreignObject>`, `<iframe>` …
    Document,
    /// `<animate>` and its kind.
    Animation,
    /// `<!DOCTYPE>`, which can define entities.
    Doctype,
    /// Too many parts, or nested too deeply.
    Size,
}

/// Looks through an SVG.
///
/// # Errors
/// Says what it may not hold, and where.
pub(super) fn look(text: &str) -> Result<(), Unusable> {
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..ParsingOptions::default()
    };
    let text = text.trim_start_matches('\u{FEFF}');
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        Error::DtdDetected => {
            let at = text.find("<!DOCTYPE").unwrap_or(0);
            let line = text[..at].matches('\n').count() + 1;
            Unusable::Unsafe {
                what: Forbidden::Doctype,
                line: u32::try_from(line).unwrap_or(u32::MAX),
            }
        }
        Error::NodesLimitReached => Unusable::Unsafe {
            what: Forbidden::Size,
            line: 1,
        },
        _ => Unusable::Broken,
    })?;
    let root = document.root_element();
    if !root.has_tag_name((NAMESPACE, "svg")) {
        return Err(Unusable::Broken);
    }
    for node in document.descendants() {
        if let Some(what) = forbidden(node) {
            let line = document.text_pos_at(node.range().start).row;
            return Err(Unusable::Unsafe { what, line });
        }
    }
    Ok(())
}

fn forbidden(node: Node) -> Option<Forbidden> {
    match node.node_type() {
        // <?xml-stylesheet …?>
        NodeType::PI => return Some(Forbidden::Reference),
        NodeType::Element => {}
        _ => return None,
    }
    if node.ancestors().take(DEEPEST + 1).count() > DEEPEST {
        return Some(Forbidden::Size);
    }
    let by_name = match node.tag_name().name().to_ascii_lowercase().as_str() {
        "script" | "handler" => Some(Forbidden::Script),
        "foreignobject" | "iframe" | "embed" | "object" | "audio" | "video" | "canvas" | "html"
        | "body" => Some(Forbidden::Document),
        "animate" | "animatecolor" | "animatemotion" | "animatetransform" | "set" | "discard" => {
            Some(Forbidden::Animation)
        }
        "style" => in_style(
            &node
                .descendants()
                .filter_map(|n| n.text())
                .collect::<String>(),
        ),
        _ => None,
    };
    by_name.or_else(|| {
        node.attributes()
            .find_map(|attribute| in_attribute(attribute.name(), attribute.value()))
    })
}

fn in_attribute(name: &str, value: &str) -> Option<Forbidden> {
    let name = name.to_ascii_lowercase();
    if name.starts_with("on") {
        return Some(Forbidden::Handler);
    }
    if matches!(name.as_str(), "href" | "src" | "base") {
        let value: String = value.chars().filter(|c| !c.is_whitespace()).collect();
        let value = value.to_ascii_lowercase();
        let is_script = value.starts_with("javascript:") || value.starts_with("vbscript:");
        return if is_script {
            Some(Forbidden::Script)
        } else {
            (!is_own(&value)).then_some(Forbidden::Reference)
        };
    }
    in_style(value)
}

/// Whether an address lies in the file itself: a part of it, or a picture of points.
fn is_own(address: &str) -> bool {
    let data = [
        "data:image/png;base64,",
        "data:image/jpeg;base64,",
        "data:image/jpg;base64,",
    ];
    address.is_empty() || address.starts_with('#') || data.iter().any(|d| address.starts_with(d))
}

/// What a style may not say; the values of all other attributes are read the same way, as they may be styles.
fn in_style(style: &str) -> Option<Forbidden> {
    let has_mark = |c: char| matches!(c, '(' | '@' | ':');
    if !style.contains(has_mark) {
        return None;
    }
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let style = style.to_ascii_lowercase();
    if style.contains("@keyframes") || style.contains("animation") {
        return Some(Forbidden::Animation);
    }
    let calls = style
        .match_indices("url(")
        .map(|(at, call)| &style[at + call.len()..]);
    let mut targets = calls.map(|behind| behind.trim_start_matches(['"', '\'']));
    // An escape could hide any of these words.
    let is_outside = style.contains("@import")
        || style.contains("image-set(")
        || style.contains("expression(")
        || style.contains('\\')
        || targets.any(|target| !is_own(target));
    is_outside.then_some(Forbidden::Reference)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(inside: &str) -> Result<(), Unusable> {
        look(&format!(
            "<svg xmlns=\"{NAMESPACE}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n{inside}</svg>"
        ))
    }

    #[test]
    fn pictures_are_let_through() {
        for inside in [
            "",
            "<style>.a { fill: url(#g); font: 12px \"BIZ UDGothic\" }</style><g id='g' class='a'/>",
            "<use xlink:href='#g'/><rect fill='url(\"#g\")' style='filter: url( #f )'/>",
            "<image href='data:image/png;base64,iVBORw0K'/>",
            "<text>onclick=\"alert(1)\" &lt;script&gt; https://example.jp/ url(http://example.jp)</text>",
            "<metadata><rdf:li xmlns:rdf='urn:x' rdf:resource='http://example.jp/'/></metadata>",
        ] {
            assert_eq!(told(inside), Ok(()), "{inside}");
        }
    }

    #[test]
    fn what_is_more_than_a_picture_is_told_with_its_line() {
        for (inside, what) in [
            ("<script>alert(1)</script>", Forbidden::Script),
            (
                "<a xlink:href=' java\nscript:alert(1)'/>",
                Forbidden::Script,
            ),
            ("<g ONLOAD='alert(1)'/>", Forbidden::Handler),
            (
                "<image href='https://example.jp/a.png'/>",
                Forbidden::Reference,
            ),
            ("<use href='other.svg#a'/>", Forbidden::Reference),
            (
                "<image href='data:image/svg+xml;base64,AAAA'/>",
                Forbidden::Reference,
            ),
            ("<style>@import 'a.css';</style>", Forbidden::Reference),
            (
                "<style><![CDATA[@font-face { src: url( 'a.woff' ) }]]></style>",
                Forbidden::Reference,
            ),
            (
                "<rect style='fill: u\\72l(http://example.jp)'/>",
                Forbidden::Reference,
            ),
            (
                "<rect fill='URL(http://example.jp#a)'/>",
                Forbidden::Reference,
            ),
            ("<?xml-stylesheet href='a.css'?>", Forbidden::Reference),
            ("<foreignObject><p/></foreignObject>", Forbidden::Document),
            (
                "<h:iframe xmlns:h='http://www.w3.org/1999/xhtml'/>",
                Forbidden::Document,
            ),
            ("<animate attributeName='x'/>", Forbidden::Animation),
            ("<set attributeName='href' to='x'/>", Forbidden::Animation),
            ("<style>@keyframes a { }</style>", Forbidden::Animation),
        ] {
            let expected = Unusable::Unsafe { what, line: 2 };
            assert_eq!(told(inside), Err(expected), "{inside}");
        }
    }

    #[test]
    fn entities_crowds_and_depths_are_refused() {
        let size = |line| {
            Err(Unusable::Unsafe {
                what: Forbidden::Size,
                line,
            })
        };
        let bomb = format!(
            "<?xml version='1.0'?>\n<!DOCTYPE svg [<!ENTITY a 'b'>]>\n<svg xmlns='{NAMESPACE}'>&a;</svg>"
        );
        let doctype = Unusable::Unsafe {
            what: Forbidden::Doctype,
            line: 2,
        };
        assert_eq!(look(&bomb), Err(doctype));
        assert_eq!(told(&"<g/>".repeat(MOST_NODES as usize)), size(1));
        assert_eq!(
            told(&format!("{}{}", "<g>".repeat(150), "</g>".repeat(150))),
            size(2)
        );
        assert_eq!(told("<g>"), Err(Unusable::Broken));
        assert_eq!(look("<svg/>"), Err(Unusable::Broken));
    }
}
