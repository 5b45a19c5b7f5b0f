//! A line of the text in its parts: blanks, dashes, key, value.

use crate::form::Form;

/// A line.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    /// Where it begins in the text.
    pub start: usize,
    /// Its words, without what ends it.
    pub text: &'t str,
    /// How many columns of blanks are before its first sign.
    pub indent: usize,
    /// The columns of its dashes.
    pub dashes: Vec<usize>,
    /// Where what comes after blanks and dashes begins, in bytes of the line.
    pub at: usize,
    /// The same in columns.
    pub column: usize,
    /// Its key, where it has one.
    pub key: Option<Key>,
}

/// The key of a line; places are bytes of the line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    /// Where its words end.
    pub end: usize,
    /// Where its colon ends.
    pub colon: usize,
    /// Where its value begins.
    pub value: usize,
}

impl<'t> Line<'t> {
    /// The line that holds a byte.
    pub fn at(form: &Form, text: &'t str, offset: usize) -> Self {
        let start = memchr::memrchr(b'\n', &text.as_bytes()[..offset]).map_or(0, |feed| feed + 1);
        let end =
            memchr::memchr(b'\n', &text.as_bytes()[offset..]).map_or(text.len(), |n| offset + n);
        Self::of(form, start, &text[start..end])
    }

    /// A line that begins at a byte.
    pub fn of(form: &Form, start: usize, text: &'t str) -> Self {
        let text = text.strip_suffix('\r').unwrap_or(text);
        let (mut at, indent) = blanks(text);
        let mut column = indent;
        let mut dashes = Vec::new();
        while let Some(rest) = text[at..].strip_prefix('-') {
            let (bytes, columns) = blanks(rest);
            if bytes == 0 && !rest.is_empty() {
                break;
            }
            dashes.push(column);
            // What a dash is for begins two columns after it, wherever nothing is written yet.
            let is_bare = rest.len() == bytes;
            at += 1 + bytes;
            column += 1 + if is_bare { 1 } else { columns };
        }
        let key = key(form, &text[at..]).map(|key| Key {
            end: at + key.end,
            colon: at + key.colon,
            value: at + key.value,
        });
        Line {
            start,
            text,
            indent,
            dashes,
            at,
            column,
            key,
        }
    }

    /// What comes after blanks and dashes.
    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Its key's words.
    pub fn key_words(&self) -> Option<&'t str> {
        self.key.map(|key| unquoted(&self.text[self.at..key.end]))
    }

    /// What comes after the colon; after the dashes where there is no key.
    pub fn value(&self) -> &'t str {
        &self.text[self.key.map_or(self.at, |key| key.value)..]
    }

    /// Whether nothing is on it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether its value is a block, whose text is below.
    pub fn opens_block(&self) -> bool {
        let value = self.value();
        let Some(head) = value.strip_prefix(['|', '>']) else {
            return false;
        };
        let rest = head.trim_start_matches(|c: char| c.is_ascii_digit() || c == '+' || c == '-');
        rest.trim().is_empty() || rest.starts_with(' ') && rest.trim_start().starts_with('#')
    }

    /// Whether nothing is written at its key, or after its last dash.
    pub fn is_open(&self) -> bool {
        let value = self.value();
        value.trim().is_empty() || value.starts_with('#')
    }

    /// Whether it is a dash without a key.
    pub fn is_entry_alone(&self) -> bool {
        self.key.is_none() && !self.dashes.is_empty()
    }

    /// Where its words end, in bytes: before a comment and the blanks at the end.
    pub fn end(&self) -> usize {
        let from = self.key.map_or(self.at, |key| key.value);
        let rest = &self.text[from..];
        let comment = match rest.chars().next() {
            Some('#') => Some(0),
            // A sign in quotes is a part of them.
            Some(quote @ ('"' | '\'')) => {
                let close = rest[1..].find(quote).map_or(rest.len(), |close| close + 2);
                rest[close..].find(" #").map(|at| close + at)
            }
            _ => rest.find(" #"),
        };
        from + rest[..comment.unwrap_or(rest.len())].trim_end().len()
    }
}

/// A line that is not looked at closely yet: most lines of a document are texts of no matter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw<'t> {
    /// Where it begins in the text.
    pub start: usize,
    /// Its words.
    pub text: &'t str,
    /// How many columns of blanks are before its first sign.
    pub indent: usize,
    /// Whether it begins with a dash.
    pub is_entry: bool,
}

impl<'t> Raw<'t> {
    fn of(text: &'t str, start: usize, end: usize) -> Self {
        let line = &text[start..end];
        let (bytes, indent) = blanks(line);
        let dash = line[bytes..].strip_prefix('-');
        let is_end = |rest: &str| rest.trim().is_empty() || blanks(rest).0 > 0;
        Raw {
            start,
            text: line,
            indent,
            is_entry: dash.is_some_and(is_end),
        }
    }

    /// The lines that end before a byte, at the beginning of a line, the nearest first.
    pub fn above(text: &'t str, start: usize) -> impl Iterator<Item = Raw<'t>> {
        let mut end = start;
        let all = std::iter::from_fn(move || {
            let feed = end.checked_sub(1)?;
            let before = memchr::memrchr(b'\n', &text.as_bytes()[..feed]);
            end = before.map_or(0, |feed| feed + 1);
            Some(Raw::of(text, end, feed))
        });
        all.filter(|line| !line.is_passed())
    }

    /// The lines after the one that holds a byte.
    pub fn below(text: &'t str, offset: usize) -> impl Iterator<Item = Raw<'t>> {
        let mut from = offset;
        let all = std::iter::from_fn(move || {
            from += memchr::memchr(b'\n', text.as_bytes().get(from..)?)? + 1;
            let end = memchr::memchr(b'\n', &text.as_bytes()[from..]);
            Some(Raw::of(text, from, end.map_or(text.len(), |n| from + n)))
        });
        all.filter(|line| !line.is_passed())
    }

    /// Whether it says nothing of where keys stand.
    fn is_passed(&self) -> bool {
        let words = self.text.trim_start();
        words.is_empty() || words.starts_with('#')
    }

    /// The same looked at closely.
    pub fn line(&self, form: &Form) -> Line<'t> {
        Line::of(form, self.start, self.text)
    }
}

/// Words without the quotes around them.
fn unquoted(words: &str) -> &str {
    let words = words.trim();
    let inner = ['"', '\''].into_iter().find_map(|quote| {
        let inner = words.strip_prefix(quote)?;
        inner.strip_suffix(quote)
    });
    inner.unwrap_or(words)
}

/// The blanks at the head of a text: how many bytes and columns.
fn blanks(text: &str) -> (usize, usize) {
    let (mut bytes, mut columns) = (0, 0);
    for c in text.chars() {
        columns += match c {
            ' ' | '\u{A0}' => 1,
            '\t' | '\u{3000}' => 2,
            _ => break,
        };
        bytes += c.len_utf8();
    }
    (bytes, columns)
}

/// The key at the head of a text, with any colon where the form knows it.
fn key(form: &Form, rest: &str) -> Option<Key> {
    let first = rest.chars().next()?;
    if "#[{|>&*!%@`,?".contains(first) {
        return None;
    }
    let from = match first {
        '"' | '\'' => rest[1..].find(first)? + 2,
        _ => 0,
    };
    let is_end = |after: &str| after.is_empty() || blanks(after).0 > 0;
    let mut colons = rest[from..]
        .char_indices()
        .filter(|(_, c)| ":：".contains(*c));
    let (at, colon) = colons.find_map(|(at, c)| {
        let at = from + at;
        let after = &rest[at + c.len_utf8()..];
        let ends = c == ':' && is_end(after);
        // Other colons are a slip only where the form has the key; a text may be full of them.
        let known = || at <= LONGEST && form.is_key(&rest[..at]);
        (at > 0 && (ends || known())).then_some((at, c))
    })?;
    let is_comment = rest[..at].contains(" #");
    let colon = at + colon.len_utf8();
    (!is_comment).then(|| Key {
        end: rest[..at].trim_end().len(),
        colon,
        value: colon + blanks(&rest[colon..]).0,
    })
}

/// More bytes than any key of a form has.
const LONGEST: usize = 240;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment;

    #[test]
    fn lines_are_parted_however_they_are_typed() {
        let form = assessment::newest_form().expect("the form can be read");
        let read = |text: &'static str| {
            let line = Line::at(form, text, 0);
            (
                line.indent,
                line.dashes.clone(),
                line.column,
                line.key_words(),
                line.value(),
            )
        };
        assert_eq!(read("  公表日: x"), (2, vec![], 2, Some("公表日"), "x"));
        assert_eq!(read("  公表日：x"), (2, vec![], 2, Some("公表日"), "x"));
        assert_eq!(read("  - 名称:"), (2, vec![2], 4, Some("名称"), ""));
        assert_eq!(read("  -"), (2, vec![2], 4, None, ""));
        assert_eq!(read("\"公表日\" : x"), (0, vec![], 0, Some("公表日"), "x"));
        assert_eq!(
            read("時刻は12:30である。"),
            (0, vec![], 0, None, "時刻は12:30である。")
        );
        assert_eq!(read("　公表日"), (2, vec![], 2, None, "公表日"));
        assert!(Line::at(form, "備考: |  # 注", 0).opens_block());
        assert!(!Line::at(form, "備考: |本文", 0).opens_block());
        assert_eq!(
            Line::at(form, "備考: 「a」  # 注", 0).end(),
            "備考: 「a」".len()
        );
    }
}
