//! All text that leaves the program passes here: on a terminal, in a report, on a page. What an assessment, a name of
//! a file or a revision holds steers nothing there, and no individual number can be read.

use std::borrow::Cow;
use std::io;

use memchr::memchr2;
use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter, Serializer};

use crate::japanese::hidden::{steers, usual};
use crate::japanese::{individual_number, segment};

/// What stands for a character that would steer.
const STAND_IN: char = '␣';

/// Lines of text for a terminal, a log or a file. Line feeds, also after a carriage return, and tabs stay.
pub fn text(text: &str) -> String {
    shown(text, &[]).into_owned()
}

/// The same with the colours that we set: sequences that set how letters look and do nothing else.
pub fn coloured(text: &str) -> String {
    let masked = individual_number::mask(text);
    let mut parts = masked.split('\u{1b}');
    let mut out = replaced(parts.next().unwrap_or_default(), &[]).into_owned();
    for part in parts {
        let is_style = part.strip_prefix('[').is_some_and(|style| {
            let end = style.find(|c: char| !c.is_ascii_digit() && c != ';');
            end.is_some_and(|end| style[end..].starts_with('m'))
        });
        out.push(if is_style { '\u{1b}' } else { STAND_IN });
        out.push_str(&replaced(part, &[]));
    }
    out
}

/// Words within a line: a name, a value that is quoted.
pub fn words(text: &str) -> String {
    shown(text, &['\n', '\r', '\t']).into_owned()
}

/// The text of a finding: it may have several lines, but nothing else that moves.
pub fn message(text: &str) -> Cow<'_, str> {
    shown(text, &['\r', '\t'])
}

/// The beginning of a text, cut to a number of characters, as it may be quoted; 「…」 where it goes on. No word is cut, and numbers
/// are masked before: the twelfth digit follows from eleven.
pub fn beginning(text: &str, most: usize) -> String {
    let masked = individual_number::mask(text);
    if masked.chars().nth(most).is_some() {
        format!("{}…", segment::head(&masked, most))
    } else {
        masked.into_owned()
    }
}

/// The same of the first line, as a message quotes it.
pub fn first_line(text: &str, most: usize) -> String {
    let head = beginning(text.trim(), most);
    match head.split_once('\n') {
        Some((line, _)) => line.trim().to_owned() + "…",
        None => head,
    }
}

/// A page: what browsers would drop, or obey without showing it. Numbers are not looked for: a page that is to be
/// published says what the assessment says.
pub fn page(html: &str) -> Cow<'_, str> {
    replaced(html, &[])
}

/// A text without what steers, some characters among it, and without individual numbers.
fn shown<'t>(text: &'t str, also: &[char]) -> Cow<'t, str> {
    match individual_number::mask(text) {
        Cow::Borrowed(text) => replaced(text, also),
        Cow::Owned(masked) => Cow::Owned(replaced(&masked, also).into_owned()),
    }
}

fn replaced<'t>(text: &'t str, also: &[char]) -> Cow<'t, str> {
    let bytes = text.as_bytes();
    let stays = |at: usize, c: char| match c {
        '\n' | '\t' => !also.contains(&c),
        '\r' => !also.contains(&c) && bytes.get(at + 1) == Some(&b'\n'),
        c => !steers(c),
    };
    let mut at = usual(text, 0);
    while let Some(c) = text[at..].chars().next().filter(|c| stays(at, *c)) {
        at += c.len_utf8();
        at += usual(text, at);
    }
    if at == text.len() {
        return Cow::Borrowed(text);
    }
    let shown = |(at, c): (usize, char)| if stays(at, c) { c } else { STAND_IN };
    Cow::Owned(text.char_indices().map(shown).collect())
}

/// A value as JSON on several lines, with a final line break. Every text in it keeps its characters, those that steer as
/// escapes, but for the digits of individual numbers.
pub fn json(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    let formatter = Guarded {
        pretty: PrettyFormatter::new(),
        text: String::new(),
    };
    // Strings and numbers alone: there is nothing that could fail to serialise.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut out, formatter));
    out.push(b'\n');
    String::from_utf8(out).unwrap_or_default()
}

/// Writes JSON as [`PrettyFormatter`] does, and each text whole.
struct Guarded {
    pretty: PrettyFormatter<'static>,
    /// The text that is being written.
    text: String,
}

impl Formatter for Guarded {
    fn begin_string<W: ?Sized + io::Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.text.clear();
        Ok(())
    }

    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        _: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        self.text.push_str(fragment);
        Ok(())
    }

    fn write_char_escape<W: ?Sized + io::Write>(
        &mut self,
        _: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        self.text.push(match escape {
            CharEscape::Quote => '"',
            CharEscape::ReverseSolidus => '\\',
            CharEscape::Solidus => '/',
            CharEscape::Backspace => '\u{8}',
            CharEscape::FormFeed => '\u{c}',
            CharEscape::LineFeed => '\n',
            CharEscape::CarriageReturn => '\r',
            CharEscape::Tab => '\t',
            CharEscape::AsciiControl(byte) => char::from(byte),
        });
        Ok(())
    }

    fn end_string<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let text = individual_number::mask(&self.text);
        // Nearly every text.
        if usual(&text, 0) == text.len() && memchr2(b'"', b'\\', text.as_bytes()).is_none() {
            writer.write_all(b"\"")?;
            writer.write_all(text.as_bytes())?;
            return writer.write_all(b"\"");
        }
        let mut out = String::with_capacity(text.len() + 2);
        out.push('"');
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                c if steers(c) => {
                    for unit in c.encode_utf16(&mut [0; 2]) {
                        out.push_str(&format!("\\u{unit:04x}"));
                    }
                }
                c => out.push(c),
            }
        }
        out.push('"');
        writer.write_all(out.as_bytes())
    }

    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_array(writer)
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.pretty.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object(writer)
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.pretty.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.pretty.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_gets_out() {
        // An invented number.
        let value = "甲\u{1b}[31m\u{7}\u{85}\u{9b}\u{202e}\u{2028}\u{61c}\r乙\r\n\t1234 5678 9018";
        let out = text(value);
        assert_eq!(out, "甲␣[31m␣␣␣␣␣␣␣乙\r\n\t**** **** ****");
        assert_eq!(words("a\n\tb"), "a␣␣b");
        assert_eq!(
            coloured("\u{1b}[1;31ma\u{1b}[0m\u{1b}]0;b\u{7}\u{1b}[2J"),
            "\u{1b}[1;31ma\u{1b}[0m␣]0;b␣␣[2J"
        );
        assert_eq!(page("<p>a\u{0}\u{85}</p>\n"), "<p>a␣␣</p>\n");
        assert!(matches!(page("<p>青い　空\u{200b}</p>"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_keeps_what_steers_as_escapes() {
        let value = serde_json::json!({"a": ["\"\\\u{1b}\u{202e}\u{e0041}\n", "1234\n5678\n9018"], "b": 1, "c": []});
        let out = json(&value);
        let steering = |c: char| steers(c) && c != '\n';
        assert!(!out.contains(steering), "{out}");
        let read: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(read["a"][0], value["a"][0]);
        assert_eq!(read["a"][1], "****\n****\n****");
        let plain = serde_json::json!({"a": ["甲", 1.5, true, null], "b": {}});
        assert_eq!(
            json(&plain),
            serde_json::to_string_pretty(&plain).unwrap() + "\n"
        );
    }
}
