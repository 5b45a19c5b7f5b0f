//! An SVG is a document; what is in one that is more than a picture.

use roxmltree::{Document, Error, Node, NodeType, ParsingOptions};

use super::drawn::{Unclear, drawn};
use super::{MAX_PIXELS, Unusable};

/// The most parts of an SVG, and the deepest nesting that renderers can be trusted with.
const MOST_NODES: u32 = 100_000;
const DEEPEST: usize = 100;

/// The most parts and characters that are drawn, each counted as often as it is.
const MOST_DRAWN: usize = 200_000;

/// The longest text that is set as one, in characters: renderers compare all of its characters with each other.
const LONGEST_TEXT: usize = 5_000;

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
    /// Blur, shadow and other effects, which renderers work out point by point.
    Filter,
    /// Too many parts, or nested too deeply.
    Size,
    /// Parts that repeat each other too often, or without end.
    Repetition,
    /// A text that is too long.
    Text,
}

/// Looks through an SVG. How many pixels the pictures in it take.
///
/// # Errors
/// Says what it may not hold, and where.
pub(super) fn look(text: &str) -> Result<usize, Unusable> {
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
    let refused = |node: Node, what| Unusable::Unsafe {
        what,
        line: document.text_pos_at(node.range().start).row,
    };
    for node in document.descendants() {
        if let Some(what) = forbidden(node) {
            return Err(refused(node, what));
        }
    }
    if !has_size(root) {
        return Err(Unusable::NoSize);
    }
    let drawn = drawn(&document).map_err(|why| match why {
        Unclear::Endless(node) => refused(node, Forbidden::Repetition),
        Unclear::Picture(why) => why,
    })?;
    if drawn.parts > MOST_DRAWN {
        return Err(refused(root, Forbidden::Repetition));
    }
    if drawn.pixels > MAX_PIXELS {
        return Err(Unusable::TooManyPixels);
    }
    Ok(drawn.pixels)
}

/// Whether the size that a picture says can be: numbers above zero.
fn has_size(root: Node) -> bool {
    let is_size = |number: &str| {
        let number: Option<f64> = number.parse().ok();
        number.is_some_and(|n| n.is_finite() && n > 0.0)
    };
    let of_box = root.attribute("viewBox").is_none_or(|numbers| {
        let numbers: Vec<&str> = numbers
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|number| !number.is_empty())
            .collect();
        numbers.len() == 4 && numbers[2..].iter().all(|number| is_size(number))
    });
    let side = |name: &str| {
        root.attribute(name).is_none_or(|side| {
            let unit = |c: char| c.is_ascii_alphabetic() || c == '%';
            let side = side.trim();
            side == "auto" || is_size(side.trim_end_matches(unit))
        })
    };
    of_box && side("width") && side("height")
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
        "filter" => Some(Forbidden::Filter),
        "text" if characters(node) > LONGEST_TEXT => Some(Forbidden::Text),
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

/// How many characters a text has, with all its parts.
fn characters(node: Node) -> usize {
    let texts = node.descendants().filter(Node::is_text);
    let texts = texts.filter_map(|text| text.text());
    texts.map(|text| text.chars().count()).sum()
}

fn in_attribute(name: &str, value: &str) -> Option<Forbidden> {
    let name = name.to_ascii_lowercase();
    if name.starts_with("on") {
        return Some(Forbidden::Handler);
    }
    if name == "filter" && !value.trim().eq_ignore_ascii_case("none") {
        return Some(Forbidden::Filter);
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
    let mut targets = calls.map(|after| after.trim_start_matches(['"', '\'']));
    // An escape could hide any of these words.
    let is_outside = style.contains("@import")
        || style.contains("image-set(")
        || style.contains("expression(")
        || style.contains('\\')
        || targets.any(|target| !is_own(target));
    if is_outside {
        return Some(Forbidden::Reference);
    }
    let effects = style.match_indices("filter:");
    let mut effects = effects.map(|(at, word)| &style[at + word.len()..]);
    let is_effect = effects.any(|effect| !effect.starts_with("none"));
    is_effect.then_some(Forbidden::Filter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result_of(inside: &str) -> Result<usize, Unusable> {
        look(&format!(
            "<svg xmlns=\"{NAMESPACE}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n{inside}</svg>"
        ))
    }

    #[test]
    fn pictures_are_let_through() {
        for inside in [
            "",
            "<style>.a { fill: url(#g); font: 12px \"BIZ UDGothic\" }</style><linearGradient id='g'/><g class='a'/>",
            "<use xlink:href='#g'/><rect fill='url(\"#g\")' style='filter: none'/>",
            "<text>onclick=\"alert(1)\" &lt;script&gt; https://example.jp/ url(http://example.jp)</text>",
            "<metadata><rdf:li xmlns:rdf='urn:x' rdf:resource='http://example.jp/'/></metadata>",
        ] {
            assert_eq!(result_of(inside), Ok(0), "{inside}");
        }
    }

    #[test]
    fn what_is_more_than_a_picture_is_refused_with_its_line() {
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
            (
                "<filter id='f'><feTurbulence numOctaves='9'/></filter>",
                Forbidden::Filter,
            ),
            ("<rect filter='blur(9px)'/>", Forbidden::Filter),
            (
                "<rect style='filter : drop-shadow(1px 1px)'/>",
                Forbidden::Filter,
            ),
            ("<style>.a { FILTER: blur(9px) }</style>", Forbidden::Filter),
        ] {
            let expected = Unusable::Unsafe { what, line: 2 };
            assert_eq!(result_of(inside), Err(expected), "{inside}");
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
        assert_eq!(result_of(&"<g/>".repeat(MOST_NODES as usize)), size(1));
        assert_eq!(
            result_of(&format!("{}{}", "<g>".repeat(150), "</g>".repeat(150))),
            size(2)
        );
        assert_eq!(result_of("<g>"), Err(Unusable::Broken));
        assert_eq!(look("<svg/>"), Err(Unusable::Broken));
    }

    /// Parts of which each draws the next one twice.
    fn doubling(levels: usize, refer: &dyn Fn(usize) -> String) -> String {
        let parts = (0..levels).map(refer);
        format!("{}<g id='p{levels}'/>", parts.collect::<String>())
    }

    #[test]
    fn parts_are_counted_as_often_as_they_are_drawn() {
        let uses = |n: usize| {
            let next = n + 1;
            format!("<g id='p{n}'><use href='#p{next}'/><use href='#p{next}'/></g>")
        };
        let called = |name: &'static str| {
            move |n: usize| {
                let next = n + 1;
                let part = format!("<rect {name}='url(#p{next})'/>");
                format!("<{name} id='p{n}'>{part}{part}</{name}>")
            }
        };
        let styled = |n: usize| {
            let next = n + 1;
            format!(
                "<style>.c{n} {{ mask: url(#p{next}) }}</style>\
                 <mask id='p{n}'><g class='c{n}'/><g class='c{n}'/></mask>"
            )
        };
        let kinds: [&dyn Fn(usize) -> String; 5] = [
            &uses,
            &called("mask"),
            &called("clip-path"),
            &called("fill"),
            &styled,
        ];
        let too_often = |line| {
            Err(Unusable::Unsafe {
                what: Forbidden::Repetition,
                line,
            })
        };
        for (n, kind) in kinds.iter().enumerate() {
            assert_eq!(result_of(&doubling(8, kind)), Ok(0), "kind {n}");
            assert_eq!(result_of(&doubling(24, kind)), too_often(1), "kind {n}");
        }
        assert_eq!(result_of("<g id='a'>\n<use href='#a'/></g>"), too_often(2));
        // A mark is at each corner of a line.
        let marked = |corners: usize| {
            let line = "9 9 ".repeat(corners);
            let mark = "<path/>".repeat(100);
            result_of(&format!(
                "<marker id='m'>{mark}</marker><polyline marker-mid='url(#m)' points='{line}'/>"
            ))
        };
        assert_eq!((marked(100), marked(2000)), (Ok(0), too_often(1)));
    }

    #[test]
    fn pictures_inside_count_by_their_pixels() {
        // A PNG of one point.
        const POINT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";
        let image = format!("<image id='i' href='data:image/png;base64,{POINT}'/>");
        let twice = format!("{image}<use href='#i'/>");
        assert_eq!((result_of(&image), result_of(&twice)), (Ok(1), Ok(2)));
        for broken in [&POINT[..40], "", "iVBORw0K"] {
            let image = format!("<image href='data:image/png;base64,{broken}'/>");
            assert_eq!(result_of(&image), Err(Unusable::Broken), "{broken}");
        }
    }

    #[test]
    fn long_texts_and_sizes_that_can_not_be_are_refused() {
        let text = format!(
            "<text><tspan>{}</tspan></text>",
            "あ".repeat(LONGEST_TEXT + 1)
        );
        let line = 2;
        let what = Forbidden::Text;
        assert_eq!(result_of(&text), Err(Unusable::Unsafe { what, line }));
        let sized = |size: &str| look(&format!("<svg xmlns='{NAMESPACE}' {size}/>"));
        for size in [
            "width='0' height='10'",
            "viewBox='0 0 10 0'",
            "viewBox='0 0 10'",
            "viewBox='0 0 a b'",
            "width='-5mm'",
            "width='NaN'",
        ] {
            assert_eq!(sized(size), Err(Unusable::NoSize), "{size}");
        }
        for size in ["", "width='10mm' height='100%'", "viewBox='0,0 1e2 .5'"] {
            assert_eq!(sized(size), Ok(0), "{size}");
        }
    }
}
