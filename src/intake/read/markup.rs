//! Tags in a text. Only names of HTML are tags: offices write ＜…＞ with half-width brackets, too, and their words must
//! not be lost (`<中間サーバーにおける措置>`, `<PMHを利用する事務>`).

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// A piece of a text with tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Words, entities and all.
    Text(&'t str),
    /// A tag that opens or stands alone, with what is written behind its name.
    Open(&'static str, &'t str),
    /// A tag that closes.
    Close(&'static str),
    /// A comment, a declaration, a script or a style sheet.
    Other(&'t str),
}

/// The names that are tags, in lower case, each between blanks.
const NAMES: &str = " a abbr address article aside b big blockquote body br button caption center code col colgroup dd del \
    details dfn div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header \
    hr html i img input ins kbd label legend li link main mark meta nav nobr ol option p pre q rb rp \
    rt ruby s script section select small span strike strong style sub summary sup table tbody td \
    textarea tfoot th thead title tr u ul wbr ";

/// How far a tag may reach, in bytes: what is longer is no tag.
const LONGEST: usize = 8192;

/// Takes a text apart.
#[derive(Debug, Clone)]
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// Behind it no comment ends; so that it is looked for once.
    last_comment_end: usize,
    /// A script or a style sheet was not closed; so that it is looked for once.
    unclosed: bool,
}

impl<'t> Tokens<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Tokens {
            text,
            at: 0,
            last_comment_end: memmem::rfind(text.as_bytes(), b"-->").unwrap_or(0),
            unclosed: false,
        }
    }

    /// Where the next token begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn tag(&mut self, at: usize) -> Option<(Token<'t>, usize)> {
        let rest = &self.text[at..];
        if let Some(body) = rest.strip_prefix("<!--") {
            let end =
                (at < self.last_comment_end).then(|| memmem::find(body.as_bytes(), b"-->"))??;
            let length = "<!--".len() + end + "-->".len();
            return Some((Token::Other(&rest[..length]), length));
        }
        if declaration(rest) {
            let length = memchr(b'>', &rest.as_bytes()[..rest.len().min(LONGEST)])? + 1;
            return Some((Token::Other(&rest[..length]), length));
        }
        let closes = rest.as_bytes().get(1) == Some(&b'/');
        let from = 1 + usize::from(closes);
        let body = rest.get(from..)?;
        let name = &body[..body
            .find(|c: char| !c.is_ascii_alphanumeric() && c != ':')
            .unwrap_or(body.len())];
        let known = known(name)?;
        let behind = &body[name.len()..];
        if !behind.starts_with(['>', '/', ' ', '\t', '\n', '\r']) {
            return None;
        }
        let end = end_of_tag(behind)?;
        let length = from + name.len() + end + 1;
        if closes {
            return Some((Token::Close(known), length));
        }
        if matches!(known, "script" | "style") {
            if self.unclosed {
                return None;
            }
            let whole = raw_content(rest, known);
            self.unclosed = whole.is_none();
            return whole.map(|whole| (Token::Other(&rest[..whole]), whole));
        }
        Some((Token::Open(known, &behind[..end]), length))
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        let start = self.at;
        let mut look = start;
        loop {
            let Some(found) = memchr(b'<', &self.text.as_bytes()[look..]) else {
                self.at = self.text.len();
                return (start < self.at).then(|| Token::Text(&self.text[start..]));
            };
            let tag = look + found;
            match self.tag(tag) {
                Some(_) if tag > start => {
                    self.at = tag;
                    return Some(Token::Text(&self.text[start..tag]));
                }
                Some((token, length)) => {
                    self.at = tag + length;
                    return Some(token);
                }
                None => look = tag + 1,
            }
        }
    }
}

fn declaration(rest: &str) -> bool {
    let begins = |word: &str| {
        rest.as_bytes()
            .get(..word.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
    };
    // Office programs write `<![if !supportLists]>` and `<?xml:namespace …>`.
    begins("<!doctype") || begins("<?xml") || begins("<![")
}

fn known(name: &str) -> Option<&'static str> {
    // Elements of office programs: `<o:p>`, `<v:shape>`.
    if name
        .split_once(':')
        .is_some_and(|(prefix, name)| !prefix.is_empty() && !name.is_empty())
    {
        return Some("o:p");
    }
    if name.is_empty() || name.len() > 10 {
        return None;
    }
    let at = NAMES.find(&format!(" {} ", name.to_ascii_lowercase()))? + 1;
    Some(&NAMES[at..at + name.len()])
}

/// Where the `>` of a tag is, counted from behind its name; none where this is no tag.
fn end_of_tag(behind: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in behind.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (Some(open), byte) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (None, _) => {}
        }
    }
    None
}

/// How long a script or a style sheet is, from its opening tag to its closing one.
fn raw_content(rest: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = memmem::find(&rest.as_bytes()[from..], b"</") {
        let at = from + found + "</".len();
        if rest
            .as_bytes()
            .get(at..at + name.len())
            .is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
        {
            return Some(at + name.len() + memchr(b'>', &rest.as_bytes()[at + name.len()..])? + 1);
        }
        from = at;
    }
    None
}

/// The value of an attribute; empty where it has none.
pub(super) fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'))
            .unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        let key = &rest[..end];
        rest = rest[end..].trim_start();
        let value;
        (value, rest) = match rest.strip_prefix('=') {
            Some(behind) => value_and_rest(behind.trim_start()),
            None => ("", rest),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        if rest.is_empty() {
            return None;
        }
    }
}

fn value_and_rest(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(body) = text.strip_prefix(quote) {
            return body.split_once(quote).unwrap_or((body, ""));
        }
    }
    text.split_at(
        text.find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(text.len()),
    )
}

/// A text with its entities resolved. What is none stays as it is.
pub(super) fn resolve(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let body = &rest[at + 1..];
        // Only the next bytes are looked at, or a text of `&` alone would take for ever.
        let entity = memchr(b';', &body.as_bytes()[..body.len().min(11)])
            .and_then(|end| Some((character(&body[..end])?, end)));
        match entity {
            Some((character, end)) => {
                out.push(character);
                rest = &body[end + 1..];
            }
            None => {
                out.push('&');
                rest = body;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| !c.is_control());
    }
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" | "ensp" | "emsp" | "thinsp" => ' ',
        "yen" => '¥',
        "middot" => '·',
        "bull" => '•',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "times" => '×',
        "copy" => '©',
        "sect" => '§',
        "rarr" => '→',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_html_are_tags() {
        let kept = [
            "<中間サーバーの措置>",
            "<PMHを使う事務>",
            "<PMH 連携>",
            "a < b",
            "<",
            "<td",
            "</>",
            "<http://a.example/>",
            "<mailto:a@b.example>",
            "<!-- 開いたまま",
        ];
        for text in kept {
            assert_eq!(
                Tokens::of(text).collect::<Vec<_>>(),
                [Token::Text(text)],
                "{text}"
            );
        }
        let tokens: Vec<_> =
            Tokens::of("<TD colspan='2>1'>甲<br/></td><!-- x --><style>p < q</style>乙").collect();
        assert_eq!(
            tokens,
            [
                Token::Open("td", " colspan='2>1'"),
                Token::Text("甲"),
                Token::Open("br", "/"),
                Token::Close("td"),
                Token::Other("<!-- x -->"),
                Token::Other("<style>p < q</style>"),
                Token::Text("乙"),
            ]
        );
    }

    #[test]
    fn attributes_and_entities_are_read() {
        let attributes = " checked type=\"checkbox\" colspan=3 value='a b' /";
        assert_eq!(attribute(attributes, "checked"), Some(""));
        assert_eq!(attribute(attributes, "TYPE"), Some("checkbox"));
        assert_eq!(attribute(attributes, "colspan"), Some("3"));
        assert_eq!(attribute(attributes, "value"), Some("a b"));
        assert_eq!(attribute(attributes, "rowspan"), None);
        assert_eq!(
            resolve("&lt;選択肢&gt; R&D &#12354;&#x3044;&foo; &"),
            "<選択肢> R&D あい&foo; &"
        );
    }
}
