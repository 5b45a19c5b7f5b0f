//! What a file is by its content; its name decides only between kinds of text.

use crate::intake::refusal::{Format, Refusal};

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    /// .xlsx, .xlsm
    Xlsx,
    /// .xlsb
    Xlsb,
    /// .xls
    Xls,
    /// .ods
    Ods,
    /// .docx, .docm
    Docx,
    /// .pdf
    Pdf,
    /// XML of Excel 2003
    XmlWorkbook,
    /// .html
    Html,
    /// .md
    Markdown,
    /// .csv, .tsv
    Csv,
    /// .txt, and whatever else is text
    Text,
}

/// How far the beginning of a text is looked at.
const HEAD: usize = 4096;

/// The kind of a file, by its name and bytes.
pub(super) fn of(name: &str, bytes: &[u8]) -> Result<FileKind, Refusal> {
    let extension = extension(name);
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return container(bytes, &extension);
    }
    if is_pdf(bytes) {
        return Ok(FileKind::Pdf);
    }
    if let Some(format) = foreign(bytes, &extension) {
        return Err(Refusal::Format(format));
    }
    text(bytes, &extension)
}

fn extension(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.')
        .map_or(String::new(), |(_, extension)| extension.to_lowercase())
}

/// Some programs write a few bytes before the head of a PDF.
fn is_pdf(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(1024)];
    memchr::memmem::find(head, b"%PDF-").is_some()
}

/// A zip with parts of an office format in it.
fn zip(bytes: &[u8]) -> Result<FileKind, Refusal> {
    let package = super::package::Package::open(bytes)?;
    if package.has("xl/workbook.bin") {
        return Ok(FileKind::Xlsb);
    }
    if package.has("word/document.xml") {
        return Ok(FileKind::Docx);
    }
    if package.has("xl/workbook.xml") {
        return Ok(FileKind::Xlsx);
    }
    if package.has("ppt/presentation.xml") {
        return Err(Refusal::Format(Format::Slides));
    }
    if package.has("Index/Document.iwa") {
        return Err(Refusal::Format(Format::Apple));
    }
    by_type(bytes, package.names())
}

/// What a zip's own words say of its kind.
fn by_type(bytes: &[u8], names: Vec<&str>) -> Result<FileKind, Refusal> {
    let mut package = super::package::Package::open(bytes)?;
    if let Some(mime) = package.bytes("mimetype")? {
        let mime = String::from_utf8_lossy(&mime);
        let document = mime
            .trim()
            .strip_prefix("application/vnd.oasis.opendocument.")
            .unwrap_or_default();
        return match document {
            "spreadsheet" | "spreadsheet-template" => Ok(FileKind::Ods),
            "text" | "text-template" => Err(Refusal::Format(Format::OpenText)),
            "presentation" => Err(Refusal::Format(Format::Slides)),
            _ => Err(Refusal::Format(Format::Unknown)),
        };
    }
    if let Some(types) = package.text("[Content_Types].xml")? {
        for (word, kind) in [
            ("spreadsheetml", FileKind::Xlsx),
            ("wordprocessingml", FileKind::Docx),
            ("ms-excel.sheet.macroenabled", FileKind::Xlsx),
            ("ms-word.document.macroenabled", FileKind::Docx),
        ] {
            if types.to_lowercase().contains(word) {
                return Ok(kind);
            }
        }
        return Err(Refusal::Format(Format::Unknown));
    }
    let office = |name: &&str| name.starts_with("xl/") || name.starts_with("word/");
    if names.iter().any(office) {
        return Err(super::xml::damaged());
    }
    Err(Refusal::Format(Format::Archive))
}

/// An OLE container, by the names of what is in it.
fn container(bytes: &[u8], extension: &str) -> Result<FileKind, Refusal> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    if has("EncryptedPackage") || has("EncryptionInfo") {
        return Err(Refusal::Password);
    }
    if has("JSRV_") {
        return Err(Refusal::Format(Format::Ichitaro));
    }
    if has("WordDocument") {
        return Err(Refusal::Format(Format::OldWord));
    }
    if has("PowerPoint Document") {
        return Err(Refusal::Format(Format::Slides));
    }
    if has("Workbook") || has("Book") {
        return Ok(FileKind::Xls);
    }
    // The list of what is in it stands at its end.
    match extension {
        "xls" | "xlsx" | "doc" | "docx" => Err(super::xml::damaged()),
        "jtd" | "jtt" => Err(Refusal::Format(Format::Ichitaro)),
        _ => Err(Refusal::Format(Format::Unknown)),
    }
}

/// Formats that are known by their first bytes, or, where these say nothing to us, by their names.
fn foreign(bytes: &[u8], extension: &str) -> Option<Format> {
    let heads: [(&[u8], Format); 14] = [
        (b"{\\rtf", Format::Rtf),
        (b"\x89PNG", Format::Picture),
        (b"\xFF\xD8\xFF", Format::Picture),
        (b"GIF8", Format::Picture),
        (b"II*\0", Format::Picture),
        (b"MM\0*", Format::Picture),
        (b"BM", Format::Picture),
        (b"7z\xBC\xAF", Format::Archive),
        (b"Rar!", Format::Archive),
        (b"\x1F\x8B", Format::Archive),
        (b"BZh", Format::Archive),
        (b"\xFD7zXZ", Format::Archive),
        (b"MIME-Version:", Format::WebArchive),
        (b"\x60\x0E\x82\x01", Format::DocuWorks),
    ];
    let known = heads.into_iter().find(|(head, format)| {
        // Two letters may begin a text, too.
        let binary = !matches!(*head, b"BM" | b"BZh") || bytes.contains(&0);
        bytes.starts_with(head) && binary && *format != Format::Unknown
    });
    if let Some((_, format)) = known {
        return Some(format);
    }
    if bytes.get(2..5) == Some(b"-lh") {
        return Some(Format::Archive);
    }
    let binary = bytes[..bytes.len().min(HEAD)].contains(&0) && !wide(bytes);
    match extension {
        "xdw" | "xbd" => Some(Format::DocuWorks),
        "jtd" | "jtt" if binary => Some(Format::Ichitaro),
        _ => None,
    }
}

/// Two bytes a character.
fn wide(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF")
}

/// Text: what begins like a web page is one, whatever its name.
fn text(bytes: &[u8], extension: &str) -> Result<FileKind, Refusal> {
    let head: Vec<u8> = bytes
        .iter()
        .take(HEAD)
        .filter(|b| **b != 0)
        .map(u8::to_ascii_lowercase)
        .collect();
    let has = |word: &[u8]| memchr::memmem::find(&head, word).is_some();
    let begin = head.iter().position(|b| *b == b'<');
    let marked = begin.is_some_and(|at| {
        head[..at]
            .iter()
            .all(|b| b.is_ascii_whitespace() || !b.is_ascii())
    });
    if marked && has(b"schemas-microsoft-com:office:spreadsheet") && !has(b"<html") {
        return Ok(FileKind::XmlWorkbook);
    }
    let page = [
        &b"<html"[..],
        b"<!doctype html",
        b"<table",
        b"<body",
        b"<head",
    ];
    if marked && page.iter().any(|word| has(word)) {
        return Ok(FileKind::Html);
    }
    if !readable(bytes) {
        let office = ["xlsx", "xlsm", "xlsb", "xls", "ods", "docx", "docm", "pdf"];
        return Err(if office.contains(&extension) {
            super::xml::damaged()
        } else {
            Refusal::Format(Format::Unknown)
        });
    }
    match extension {
        "html" | "htm" | "xhtml" => Ok(FileKind::Html),
        "md" | "markdown" => Ok(FileKind::Markdown),
        // Systems write lists under the names of workbooks.
        "csv" | "tsv" | "tab" | "xls" | "xlsx" | "xlsm" => Ok(FileKind::Csv),
        _ => Ok(FileKind::Text),
    }
}

/// Whether bytes may be a text.
fn readable(bytes: &[u8]) -> bool {
    wide(bytes) || !bytes[..bytes.len().min(HEAD)].contains(&0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides_before_the_name() {
        for (name, bytes, kind) in [
            ("a.xls", &b"<html><table>"[..], FileKind::Html),
            ("a.xls", b"\xEF\xBB\xBF\r\n<table border=1>", FileKind::Html),
            ("a.xlsx", b"1,2\n3,4\n", FileKind::Csv),
            ("a.txt", b"%PDF-1.7", FileKind::Pdf),
            ("a.MD", b"# a", FileKind::Markdown),
            ("a.md", b"# a\n<table>", FileKind::Markdown),
            ("a", b"text", FileKind::Text),
            (
                "a.xls",
                b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
                FileKind::XmlWorkbook,
            ),
        ] {
            assert_eq!(of(name, bytes), Ok(kind), "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let container = |name: &str| {
            let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            bytes
        };
        for (name, bytes, refusal) in [
            ("a.xlsx", Vec::new(), Refusal::Empty),
            ("a.xlsx", container("EncryptedPackage"), Refusal::Password),
            (
                "a.doc",
                container("WordDocument"),
                Refusal::Format(Format::OldWord),
            ),
            (
                "a.jtd",
                container("JSRV_SegmentInformation"),
                Refusal::Format(Format::Ichitaro),
            ),
            (
                "a.png",
                b"\x89PNG\r\n".to_vec(),
                Refusal::Format(Format::Picture),
            ),
            (
                "a.xlsx",
                b"PK\x03\x04cut".to_vec(),
                Refusal::Damaged(String::new()),
            ),
        ] {
            assert_eq!(of(name, &bytes), Err(refusal), "{name}");
        }
    }
}
