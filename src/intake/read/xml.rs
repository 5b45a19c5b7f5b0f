//! XML as a stream of tags and texts: a sheet may have a million formatted rows, of which no tree is built. Neither a
//! document type nor an entity of its own is taken.

mod vet;

use std::borrow::Cow;
use std::io::BufRead;

use crate::intake::refusal::Refusal;

pub(super) use vet::vet;

/// How deep elements may lie in each other.
pub(super) const MAX_DEPTH: usize = 256;

/// The longest tag or text: pictures in documents stand in attributes.
const MAX_TOKEN: usize = 16 * 1024 * 1024;

/// Reads XML piece by piece.
pub(super) struct Pull<R> {
    reader: R,
    token: Vec<u8>,
    /// Whether the tag read last ends itself.
    ends: bool,
    begun: bool,
    depth: usize,
}

/// A piece of XML.
#[derive(Debug)]
pub(super) enum Event<'a> {
    /// A tag that opens an element; one that ends itself is followed by [`Event::End`], too.
    Start(Tag<'a>),
    /// The end of an element, by its local name.
    End(&'a str),
    /// Characters.
    Text(Cow<'a, str>),
}

/// A tag that opens an element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a> {
    /// Its name without the prefix.
    pub name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    fn of(token: &'a str) -> Self {
        let token = token.strip_suffix('/').unwrap_or(token);
        let end = token
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(token.len());
        let (name, attributes) = token.split_at(end);
        Tag {
            name: local(name),
            attributes,
        }
    }

    /// Its attributes: names with their prefixes, and raw values.
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            let (name, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let (value, after) = after.get(1..)?.split_once(quote)?;
            rest = after;
            Some((name.trim(), value))
        })
    }

    /// The value of an attribute, by its local name.
    pub fn attribute(self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes()
            .find(|(known, _)| local(known) == name)
            .map(|(_, value)| unescape(value))
    }

    /// A number in an attribute.
    pub fn number<T: std::str::FromStr>(self, name: &str) -> Option<T> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an attribute is set to true.
    pub fn is(self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| truth(&value))
    }
}

/// Whether an attribute's value means yes.
pub(super) fn truth(value: &str) -> bool {
    !matches!(value.trim(), "0" | "false" | "off" | "none" | "noStrike")
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

impl<R: BufRead> Pull<R> {
    /// Reads XML from its beginning.
    pub fn new(reader: R) -> Self {
        Pull {
            reader,
            token: Vec::new(),
            ends: false,
            begun: false,
            depth: 0,
        }
    }

    /// The next piece; none at the end.
    pub fn next(&mut self) -> Result<Option<Event<'_>>, Refusal> {
        if self.ends {
            self.ends = false;
            self.depth -= 1;
            let name = Tag::of(text(&self.token)?).name;
            return Ok(Some(Event::End(name)));
        }
        loop {
            let Some(first) = self.peek()? else {
                return if self.depth == 0 {
                    Ok(None)
                } else {
                    Err(damaged())
                };
            };
            self.token.clear();
            if first != b'<' {
                self.until(b'<', false)?;
                if !self.begun {
                    // A byte order mark, or what is no XML at all: the end of the elements will show.
                    continue;
                }
                return Ok(Some(Event::Text(unescape(text(&self.token)?))));
            }
            self.reader.consume(1);
            self.tag()?;
            match self.token.first() {
                Some(b'?') => {}
                Some(b'!') if self.token.starts_with(b"![CDATA[") => {
                    let inner = self.token.get(8..self.token.len().saturating_sub(2));
                    let inner = text(inner.unwrap_or_default())?;
                    return Ok(Some(Event::Text(Cow::Borrowed(inner))));
                }
                Some(b'!') if self.token.starts_with(b"!--") => {}
                Some(b'!') => return Err(Refusal::Dtd),
                Some(b'/') => {
                    self.depth = self.depth.checked_sub(1).ok_or_else(damaged)?;
                    let name = text(self.token.get(1..).unwrap_or_default())?;
                    return Ok(Some(Event::End(local(name.trim_end()))));
                }
                _ => {
                    self.begun = true;
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(Refusal::TooDeep);
                    }
                    self.ends = self.token.last() == Some(&b'/');
                    return Ok(Some(Event::Start(Tag::of(text(&self.token)?))));
                }
            }
        }
    }

    /// Passes over the rest of the element whose tag was read last.
    pub fn skip(&mut self) -> Result<(), Refusal> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn peek(&mut self) -> Result<Option<u8>, Refusal> {
        let bytes = self.reader.fill_buf().map_err(broken)?;
        Ok(bytes.first().copied())
    }

    /// Reads on to a sign, which is left, or taken and dropped; the end of the file ends a text, but no tag.
    fn until(&mut self, sign: u8, take: bool) -> Result<(), Refusal> {
        loop {
            let bytes = self.reader.fill_buf().map_err(broken)?;
            if bytes.is_empty() {
                return if take { Err(damaged()) } else { Ok(()) };
            }
            let found = memchr::memchr(sign, bytes);
            let end = found.unwrap_or(bytes.len());
            self.token.extend_from_slice(&bytes[..end]);
            self.reader
                .consume(end + usize::from(take && found.is_some()));
            if self.token.len() > MAX_TOKEN {
                return Err(Refusal::Expands);
            }
            if found.is_some() {
                return Ok(());
            }
        }
    }

    /// Reads a tag without its brackets: quoted values, comments and raw text may hold a closing one.
    fn tag(&mut self) -> Result<(), Refusal> {
        let mut seen = 0;
        let mut quote = None;
        loop {
            self.until(b'>', true)?;
            let token = &self.token;
            let whole = if token.starts_with(b"!--") {
                token.len() >= 5 && token.ends_with(b"--")
            } else if token.starts_with(b"![CDATA[") {
                token.ends_with(b"]]")
            } else if token.starts_with(b"?") {
                token.len() > 1 && token.ends_with(b"?")
            } else {
                for byte in &token[seen..] {
                    match quote {
                        None if matches!(byte, b'"' | b'\'') => quote = Some(*byte),
                        Some(open) if open == *byte => quote = None,
                        _ => {}
                    }
                }
                quote.is_none() || token.starts_with(b"!")
            };
            if whole {
                return Ok(());
            }
            seen = token.len();
            self.token.push(b'>');
            if self.token.len() > MAX_TOKEN {
                return Err(Refusal::Expands);
            }
        }
    }
}

/// The part can't be read: it is cut off, or no XML.
pub(super) fn damaged() -> Refusal {
    Refusal::Damaged(String::new())
}

/// Why reading stopped: a limit of ours, or the file.
fn broken(error: std::io::Error) -> Refusal {
    if error.kind() == std::io::ErrorKind::FileTooLarge {
        Refusal::Expands
    } else {
        damaged()
    }
}

fn text(bytes: &[u8]) -> Result<&str, Refusal> {
    std::str::from_utf8(bytes).map_err(|_| damaged())
}

/// Characters for their references; what is none of the five names, nor a number, stays as it is written.
fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let head = &rest.as_bytes()[1..rest.len().min(12)];
        let name = memchr::memchr(b';', head).map(|end| &rest[1..=end]);
        match name.and_then(|name| Some((reference(name)?, name.len() + 2))) {
            Some((c, length)) => {
                out.push(c);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn reference(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Refusal> {
        let mut pull = Pull::new(text.as_bytes());
        let mut out = String::new();
        while let Some(event) = pull.next()? {
            match event {
                Event::Start(tag) => {
                    out.push_str(&format!("<{}", tag.name));
                    for (name, value) in tag.attributes() {
                        out.push_str(&format!(" {name}={}", unescape(value)));
                    }
                    out.push('>');
                }
                Event::End(name) => out.push_str(&format!("</{name}>")),
                Event::Text(text) => out.push_str(&text),
            }
        }
        Ok(out)
    }

    #[test]
    fn xml_is_read_in_pieces() {
        assert_eq!(
            read(
                "\u{FEFF}<?xml version=\"1.0\"?><!-- > --><x:a b='1>2' c:d=\"&amp;&#x3042;\"><e/>あ&lt;&nbsp;<![CDATA[<&]]></x:a>\n"
            ),
            Ok("<a b=1>2 c:d=&あ><e></e>あ<&nbsp;<&</a>\n".to_owned())
        );
    }

    #[test]
    fn what_is_cut_off_or_declares_a_type_is_refused() {
        for text in ["<a><b></b>", "<a b='", "<a>あ"] {
            assert_eq!(read(text), Err(damaged()), "{text}");
        }
        assert_eq!(
            read("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
            Err(Refusal::Dtd)
        );
        assert_eq!(read(&"<a>".repeat(300)), Err(Refusal::TooDeep));
    }
}
