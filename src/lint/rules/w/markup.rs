//! Markup of other programs in a text: it means nothing here and is printed as it was typed.

use std::ops::Range;

use memchr::memchr3;

/// Markup that means nothing in an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Mark {
    /// 「### 見出し」
    Heading,
    /// 「`語`」
    Code,
    /// 「<br>」
    Tag,
    /// 「&nbsp;」
    Entity,
    /// 「#REF!」, 「_x000D_」
    Sheet,
    /// 「^p」
    Document,
}

/// Tags that nobody types but for what they do.
const TAGS: [&str; 24] = [
    "br", "b", "i", "u", "p", "hr", "li", "ul", "ol", "td", "tr", "th", "div", "span", "font",
    "strong", "em", "table", "small", "sup", "sub", "center", "h1", "h2",
];

/// The markup of a text that is printed as it was typed, in its order.
pub(super) fn marks(text: &str) -> Vec<(Mark, Range<usize>)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    // Most texts have no sign of markup.
    if memchr3(b'#', b'_', b'^', bytes).is_none() && memchr3(b'`', b'<', b'&', bytes).is_none() {
        return found;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = line.trim_end_matches('\n');
        let bare = line.trim_start();
        let signs = bare.len() - bare.trim_start_matches('#').len();
        // A single one is a comment that was taken for text.
        if (2..=6).contains(&signs) && bare[signs..].starts_with([' ', '\u{3000}']) {
            let from = at + line.len() - bare.len();
            found.push((Mark::Heading, from..from + signs));
        }
        for (mark, sign, length) in MARKUP {
            let ranges = ranges(line, *sign, *length);
            found.extend(ranges.map(|range| (*mark, at + range.start..at + range.end)));
        }
    }
    found
}

/// How long markup is at the head of a text that begins with its sign, where it is markup.
type Length = fn(&str) -> Option<usize>;

/// The markup that begins with a sign.
const MARKUP: &[(Mark, char, Length)] = &[
    (Mark::Code, '`', code),
    (Mark::Tag, '<', tag),
    (Mark::Entity, '&', entity),
    (Mark::Sheet, '#', error),
    (Mark::Sheet, '_', escape),
    (Mark::Document, '^', special),
];

/// The places in a line of markup that begins with a sign.
fn ranges(line: &str, sign: char, length: Length) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    line.match_indices(sign).filter_map(move |(at, _)| {
        // 「``」 begins one thing.
        if at < from || sign == '`' && line[..at].ends_with(sign) {
            return None;
        }
        from = at + length(&line[at..])?;
        Some(at..from)
    })
}

fn code(rest: &str) -> Option<usize> {
    let inside = rest.trim_start_matches('`');
    let after = inside[inside.find('`')?..].trim_start_matches('`');
    Some(rest.len() - after.len())
}

fn tag(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('<')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    if !TAGS.contains(&name.to_ascii_lowercase().as_str()) {
        return None;
    }
    let after = &inside[name.len()..];
    let end = after.find(|c: char| !c.is_ascii() || c == '<' || c == '>')?;
    let is_tag = after[end..].starts_with('>') && (end == 0 || after.starts_with([' ', '/']));
    is_tag.then(|| rest.len() - after.len() + end + 1)
}

fn entity(rest: &str) -> Option<usize> {
    const NAMES: [&str; 7] = ["nbsp", "amp", "lt", "gt", "quot", "ensp", "emsp"];
    let inside = rest.strip_prefix('&')?;
    let digits = inside.strip_prefix('#').unwrap_or(inside);
    let end = digits.find(|c: char| !c.is_ascii_alphanumeric())?;
    let is_number = digits.len() < inside.len() && end > 0;
    let is_one = digits[end..].starts_with(';') && (is_number || NAMES.contains(&&inside[..end]));
    is_one.then(|| rest.len() - digits.len() + end + 1)
}

/// An error of a spreadsheet: 「#REF!」
fn error(rest: &str) -> Option<usize> {
    const ERRORS: [&str; 8] = [
        "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!",
    ];
    let error = ERRORS.iter().find(|error| rest.starts_with(**error))?;
    Some(error.len())
}

/// A character as a workbook writes it: 「_x000D_」
fn escape(rest: &str) -> Option<usize> {
    let digits = rest.strip_prefix("_x")?.get(..5)?.strip_suffix('_')?;
    let is_code = digits.chars().all(|c| c.is_ascii_hexdigit());
    is_code.then_some("_x000D_".len())
}

/// What a word processor looks for as a special character: 「^p」
fn special(rest: &str) -> Option<usize> {
    const SIGNS: [&str; 4] = ["^p", "^l", "^t", "^m"];
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
    let is_word = rest[sign.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (!is_word).then_some(sign.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_that_means_nothing_here() {
        let typed = |text: &str| -> Vec<String> {
            let found = marks(text).into_iter();
            found.map(|(_, range)| text[range].to_owned()).collect()
        };
        assert_eq!(typed("### 入手の根拠\n本文"), ["###"]);
        assert_eq!(typed("記録を`消去`する。"), ["`消去`"]);
        assert_eq!(
            typed("届ける。<br>次に、<BR/>また<b>太</b>"),
            ["<br>", "<BR/>", "<b>", "</b>"]
        );
        assert_eq!(typed("``消去``、<<b>、&&lt;"), ["``消去``", "<b>", "&lt;"]);
        assert_eq!(typed("甲&nbsp;乙&#12288;丙"), ["&nbsp;", "&#12288;"]);
        for text in [
            "#3 の棚、＃ 番号、5<7、<書庫>、<本市における措置>、A&B; C",
            "[1](a)、[注]（次）、P&D、`",
            "1 < 2 > 0、<br",
            "&#; &nope; &#a b; &amp",
        ] {
            assert_eq!(typed(text), [""; 0], "{text}");
        }
    }
}
