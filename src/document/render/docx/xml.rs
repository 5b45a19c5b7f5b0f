//! Text as the XML of a document holds it.

use std::borrow::Cow;

/// A text with its signs escaped. What XML does not allow gets a sign that is seen: ␇ for U+0007.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"') && shown(c) == c;
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(shown(c)),
        }
    }
    Cow::Owned(out)
}

/// A character, or what stands for it where XML can't hold it. A carriage return would be read as a line feed.
fn shown(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        c => c,
    }
}

/// What the text of a run stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// `w:t`
    Kept,
    /// `w:delText`
    Deleted,
}

/// A run: line ends and tabs are elements. `properties` is the inside of `w:rPr`.
pub(super) fn run(text: &str, properties: &str, words: Words) -> String {
    let element = match words {
        Words::Kept => "w:t",
        Words::Deleted => "w:delText",
    };
    let mut out = String::from("<w:r>");
    if !properties.is_empty() {
        out.extend(["<w:rPr>", properties, "</w:rPr>"]);
    }
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(['\n', '\t']).unwrap_or(rest.len());
        let (words, sign) = rest.split_at(end);
        if !words.is_empty() {
            let open = format!("<{element} xml:space=\"preserve\">");
            out.extend([open.as_str(), &escaped(words), "</", element, ">"]);
        }
        match sign.as_bytes().first() {
            Some(b'\n') => out.push_str("<w:br/>"),
            Some(_) => out.push_str("<w:tab/>"),
            None => break,
        }
        rest = &sign[1..];
    }
    out.push_str("</w:r>");
    out
}

/// A paragraph of a style.
pub(super) fn paragraph(style: &str, content: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{content}</w:p>")
}

/// A cell of a table, `columns` of its grid wide. The content ends with a paragraph.
pub(super) fn cell(width: usize, columns: usize, shade: Shade, content: &str) -> String {
    let span = match columns {
        1 => String::new(),
        n => format!("<w:gridSpan w:val=\"{n}\"/>"),
    };
    let shade = match shade {
        Shade::None => "",
        Shade::Label => "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF3F7\"/>",
    };
    format!(
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{shade}</w:tcPr>{content}</w:tc>"
    )
}

/// What is behind a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shade {
    /// Paper.
    None,
    /// The light fill of labels.
    Label,
}

/// A table of columns of fixed widths; rows may go on over the end of a page.
pub(super) fn table(widths: &[usize], rows: &str) -> String {
    let all: usize = widths.iter().sum();
    let columns: String = widths
        .iter()
        .map(|width| format!("<w:gridCol w:w=\"{width}\"/>"))
        .collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{all}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )
}

/// A row of heads, repeated on each page.
pub(super) fn head_row(cells: &str) -> String {
    format!("<w:tr><w:trPr><w:tblHeader/></w:trPr>{cells}</w:tr>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_can_be_held() {
        assert_eq!(escaped("a&b<c>\"d\""), "a&amp;b&lt;c&gt;&quot;d&quot;");
        assert_eq!(escaped("\u{7}\r\u{ffff}𠮷"), "␇␍\u{fffd}𠮷");
        assert_eq!(
            run("一\n\t二 ", "", Words::Kept),
            "<w:r><w:t xml:space=\"preserve\">一</w:t><w:br/><w:tab/>\
             <w:t xml:space=\"preserve\">二 </w:t></w:r>"
        );
        assert_eq!(run("", "", Words::Kept), "<w:r></w:r>");
        assert_eq!(
            run("旧", "<w:b/>", Words::Deleted),
            "<w:r><w:rPr><w:b/></w:rPr><w:delText xml:space=\"preserve\">旧</w:delText></w:r>"
        );
    }
}
