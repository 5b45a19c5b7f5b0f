//! Text: lines with tabs and tags, Markdown, and what a program took out of a PDF.

mod lines;
mod wrapped;

use super::html;
use crate::intake::cell::Book;
use crate::intake::refusal::{Format, Refusal};
use crate::source::{MAX_BYTES, Source, Unreadable};

#[cfg(feature = "read-pdf")]
pub(super) use wrapped::begins_anew;
#[cfg(feature = "read-pdf")]
pub(super) use wrapped::join_lines;

/// Reads a text of any kind.
pub fn read(text: &str) -> Book {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if html::is_page(&text) {
        html::read(&text)
    } else if wrapped::is_wrapped(&text) {
        wrapped::read(&text)
    } else {
        lines::read(&text)
    }
}

/// Reads what is called a page. What does not begin with a tag is a text with some tags in it.
pub fn page(text: &str) -> Book {
    if text
        .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
        .starts_with('<')
    {
        html::read(text)
    } else {
        read(text)
    }
}

/// The text of bytes in any encoding that is in use in Japan.
///
/// # Errors
/// Where they are no text, or too many.
pub fn decode(bytes: &[u8]) -> Result<String, Refusal> {
    let encoding = match Source::from_bytes("", bytes) {
        Ok(source) => return Ok(source.text().to_owned()),
        Err(Unreadable::Empty) => return Err(Refusal::Empty),
        Err(Unreadable::TooLarge) => return Err(Refusal::TooLarge(MAX_BYTES >> 20)),
        Err(Unreadable::Binary) => return Err(Refusal::Format(Format::Unknown)),
        Err(Unreadable::ShiftJis) => encoding_rs::SHIFT_JIS,
        Err(Unreadable::EucJp) => encoding_rs::EUC_JP,
        Err(Unreadable::Iso2022Jp) => encoding_rs::ISO_2022_JP,
        Err(Unreadable::Utf16) => utf16(bytes),
    };
    let (text, _, broken) = encoding.decode(bytes);
    // A letter that can't be read stays visible as �; a text full of them is none.
    let lost = || text.chars().filter(|&c| c == '\u{fffd}').count();
    if broken && lost() * 100 > text.chars().count() {
        return Err(Refusal::Format(Format::Unknown));
    }
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    Ok(text.into_owned())
}

/// Which of the two a text in UTF-16 is: the high bytes of line ends, blanks and digits are 0.
fn utf16(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding;
    }
    let zeros = |odd: usize| {
        bytes
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    if zeros(1) >= zeros(0) {
        encoding_rs::UTF_16LE
    } else {
        encoding_rs::UTF_16BE
    }
}
