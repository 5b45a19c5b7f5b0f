//! Pictures: SVG, PNG and JPEG that are broken, huge or more than a picture are refused, never unpacked and never a panic.

use hyokasho::assets::picture;

use crate::Trial;
use crate::mutate::mutated;
use crate::seeds::pick;

/// A PNG of one pixel.
const PNG: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
    \0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";

/// Pictures as officers have them.
const SVG: [&str; 3] = [
    "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 100\">\n<defs>\n\
     <linearGradient id=\"g\"><stop offset=\"0\"/></linearGradient>\n<marker id=\"m\"><path d=\"M0 0L9 5\"/></marker>\n</defs>\n\
     <g fill=\"url(#g)\">\n<rect width=\"80\" height=\"40\"/>\n<text x=\"5\" y=\"20\">健康推進課</text>\n</g>\n</svg>\n",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"90\" height=\"90\">\n\
     <symbol id=\"s\"><circle r=\"4\"/></symbol>\n<use xlink:href=\"#s\" x=\"10\"/>\n<use href=\"#s\" x=\"30\"/>\n</svg>\n",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10mm\" height=\"10mm\">\n<style>.a { fill: #333 }</style>\n\
     <clipPath id=\"c\"><rect width=\"9\" height=\"9\"/></clipPath>\n<path class=\"a\" clip-path=\"url(#c)\" d=\"M0 0h9v9z\"/>\n</svg>\n",
];

/// What makes a picture more than one.
const PARTS: [&str; 14] = [
    "<script>alert(1)</script>\n",
    "<image href=\"file:///etc/passwd\" width=\"9\" height=\"9\"/>\n",
    "<image href=\"data:image/png;base64,iVBORw0KGgo=\" width=\"9\" height=\"9\"/>\n",
    "<filter id=\"f\"><feTurbulence numOctaves=\"100000\"/></filter>\n",
    "<rect filter=\"url(#f)\" width=\"9\" height=\"9\"/>\n",
    "<g id=\"a\"><use href=\"#a\"/><use href=\"#a\"/></g>\n",
    "<mask id=\"k\"><rect mask=\"url(#k)\" width=\"9\" height=\"9\"/></mask>\n",
    "<pattern id=\"p\"><rect fill=\"url(#p)\" width=\"1\" height=\"1\"/></pattern>\n",
    "<style>@import url(//example.com/x);</style>\n",
    "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">a</p></foreignObject>\n",
    "<a href=\"javascript:alert(1)\"><text>x</text></a>\n",
    "<animate attributeName=\"x\"/>\n",
    "<rect onload=\"alert(1)\" width=\"9\" height=\"9\"/>\n",
    "<!DOCTYPE svg [<!ENTITY a \"ha\">]>\n",
];

pub fn run(trial: &mut Trial) {
    let input = if trial.rng.u8(..4) == 0 {
        let mut bytes = PNG.to_owned();
        for _ in 0..=trial.rng.usize(..6) {
            let at = trial.rng.usize(..bytes.len());
            bytes[at] = trial.rng.u8(..);
        }
        bytes.truncate(1 + trial.rng.usize(..bytes.len()));
        bytes
    } else {
        let mut lines: Vec<&str> = pick(&mut trial.rng, &SVG).split_inclusive('\n').collect();
        for _ in 0..trial.rng.usize(..4) {
            let at = trial.rng.usize(..lines.len());
            let part = *pick(&mut trial.rng, &PARTS);
            lines.insert(at, part);
        }
        let text = lines.concat();
        if trial.rng.bool() {
            mutated(&text, &mut trial.rng, trial.seeds)
        } else {
            text.into_bytes()
        }
    };
    let read = || picture::read(input.clone());
    let Some(Ok(picture)) = trial.guarded("picture", &input, read) else {
        return;
    };
    let text = String::from_utf8_lossy(&picture.bytes).to_ascii_lowercase();
    // By another reader than the one under trial.
    let forbidden = [
        "<script",
        "<foreignobject",
        "javascript:",
        "onload=",
        "<filter",
        "@import",
        "<!entity",
        "file:",
    ];
    let is_drawn = picture.mime == "image/svg+xml";
    if let Some(word) = forbidden
        .iter()
        .find(|word| is_drawn && text.contains(**word))
    {
        // In a comment or a text they do nothing.
        let harmless = roxmltree::Document::parse(&String::from_utf8_lossy(&picture.bytes))
            .is_ok_and(|xml| !stands_in_markup(&xml, word));
        if !harmless {
            trial.fault(format!("a picture with {word} is taken"), &text, &input);
        }
    }
}

/// Whether a word is in the name of an element, in an attribute or in a style.
fn stands_in_markup(xml: &roxmltree::Document, word: &str) -> bool {
    let word = word.trim_matches(['<', '=']);
    xml.descendants()
        .filter(|node| node.is_element())
        .any(|node| {
            let name = node.tag_name().name().to_ascii_lowercase();
            // An attribute of another name leads nowhere.
            let leads = |name: &str| matches!(name, "href" | "src" | "base" | "style" | "filter");
            let mut attributes = node.attributes();
            let of_attribute = attributes.any(|a| {
                a.name().eq_ignore_ascii_case(word)
                    || leads(&a.name().to_ascii_lowercase())
                        && a.value().trim().to_ascii_lowercase().starts_with(word)
            });
            // A style leads somewhere by `url()` and `@import` alone.
            let leads = |text: &str| {
                let text = text.to_ascii_lowercase();
                let mut addresses = text.split("url(").skip(1);
                text.contains("@import")
                    || addresses
                        .any(|rest| rest.trim_start_matches([' ', '"', '\'']).starts_with(word))
            };
            let of_style = name == "style" && node.text().is_some_and(leads);
            name == word || of_attribute || of_style
        })
}
