//! The parts of a document put together. The same input gives the same bytes: no clock, no order of a hash.

use std::io::{self, Cursor, Write};

use jiff::civil::Date;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::{Words, escaped, paragraph, run};
use crate::source::outward;

/// The inner width of a page of A4, upright and across, in twentieths of a point.
pub(super) const UPRIGHT: usize = SIDES.1 - 2 * MARGIN;
pub(super) const ACROSS: usize = SIDES.0 - 2 * MARGIN;

/// The sides of A4.
const SIDES: (usize, usize) = (16_838, 11_906);

/// 20 mm
const MARGIN: usize = 1_134;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The names of XML that parts use.
const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
    xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" mc:Ignorable=\"w14 w15\"";

const STYLES: &str = include_str!("../../../../templates/docx/styles.xml");

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// Portrait.
    Upright,
    /// Landscape, for 別添３.
    Across,
}

/// The properties of a section.
pub(super) fn section(page: Page) -> String {
    let (long, short) = SIDES;
    let (width, height, orient) = match page {
        Page::Upright => (short, long, ""),
        Page::Across => (long, short, " w:orient=\"landscape\""),
    };
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/>\
         <w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
         <w:pgSz w:w=\"{width}\" w:h=\"{height}\"{orient}/>\
         <w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" \
         w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
    )
}

/// What a document is made of.
pub(super) struct Package<'p> {
    /// Its title, for its properties.
    pub(super) title: &'p str,
    /// Who made it.
    pub(super) author: &'p str,
    /// The date of its properties.
    pub(super) date: Date,
    /// 素案, above each page; may be empty.
    pub(super) mark: &'p str,
    /// The inside of `w:body`, without its last section.
    pub(super) body: &'p str,
    /// The comments, where there are some.
    pub(super) comments: &'p str,
    /// Whether what is changed from now on is tracked.
    pub(super) tracks: bool,
}

impl Package<'_> {
    /// The bytes of the file.
    pub(super) fn pack(&self) -> io::Result<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        for (name, content) in self.parts() {
            zip.start_file(name, options)?;
            zip.write_all(HEAD.as_bytes())?;
            zip.write_all(content.as_bytes())?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn parts(&self) -> Vec<(&'static str, String)> {
        let document = format!(
            "<w:document {SPACES}><w:body>{}{}</w:body></w:document>",
            self.body,
            section(Page::Upright)
        );
        let styles = STYLES.split_once("?>\n").map_or(STYLES, |(_, rest)| rest);
        let mut parts = vec![
            ("[Content_Types].xml", self.content_types()),
            ("_rels/.rels", relations(&PACKAGE_RELATIONS)),
            ("docProps/core.xml", self.properties()),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", self.relations()),
            ("word/styles.xml", styles.to_owned()),
            ("word/settings.xml", self.settings()),
            ("word/header1.xml", self.header()),
            ("word/footer1.xml", footer()),
        ];
        if !self.comments.is_empty() {
            let comments = format!("<w:comments {SPACES}>{}</w:comments>", self.comments);
            parts.push(("word/comments.xml", comments));
        }
        parts
    }

    fn content_types(&self) -> String {
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
        let part = |name: &str, kind: &str| {
            format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{word}.{kind}+xml\"/>")
        };
        let mut parts: String = [
            ("document", "document.main"),
            ("styles", "styles"),
            ("settings", "settings"),
            ("header1", "header"),
            ("footer1", "footer"),
        ]
        .into_iter()
        .map(|(name, kind)| part(name, kind))
        .collect();
        if !self.comments.is_empty() {
            parts += &part("comments", "comments");
        }
        format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" \
             ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Override PartName=\"/docProps/core.xml\" \
             ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>{parts}</Types>"
        )
    }

    fn relations(&self) -> String {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let kinds = ["styles", "settings", "header", "footer", "comments"];
        let files = ["styles", "settings", "header1", "footer1", "comments"];
        let there = if self.comments.is_empty() { 4 } else { 5 };
        let all: Vec<(String, String)> = kinds
            .iter()
            .zip(files)
            .take(there)
            .map(|(kind, file)| (format!("{office}/{kind}"), format!("{file}.xml")))
            .collect();
        let all: Vec<(&str, &str)> = all.iter().map(|(k, f)| (k.as_str(), f.as_str())).collect();
        relations(&all)
    }

    fn properties(&self) -> String {
        let date = self.date;
        let time = |element: &str| {
            format!(
                "<dcterms:{element} xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:{element}>"
            )
        };
        let (title, author) = (outward::words(self.title), outward::words(self.author));
        format!(
            "<cp:coreProperties \
             xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>\
             <dc:creator>{}</dc:creator><dc:language>ja-JP</dc:language>{}{}</cp:coreProperties>",
            escaped(&title),
            escaped(&author),
            time("created"),
            time("modified"),
        )
    }

    fn settings(&self) -> String {
        let tracks = if self.tracks {
            "<w:trackRevisions/>"
        } else {
            ""
        };
        format!(
            "<w:settings {SPACES}>{tracks}<w:defaultTabStop w:val=\"840\"/>\
             <w:characterSpacingControl w:val=\"compressPunctuation\"/>\
             <w:compat><w:compatSetting w:name=\"compatibilityMode\" \
             w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
             <w:themeFontLang w:val=\"en-US\" w:eastAsia=\"ja-JP\"/></w:settings>"
        )
    }

    fn header(&self) -> String {
        let mark = match self.mark {
            "" => String::new(),
            mark => run(mark, "", Words::Kept),
        };
        format!("<w:hdr {SPACES}>{}</w:hdr>", paragraph("Header", &mark))
    }
}

/// The number of the page, and of all pages.
fn footer() -> String {
    let field = |name: &str| {
        let shown = run("1", "", Words::Kept);
        format!("<w:fldSimple w:instr=\" {name} \">{shown}</w:fldSimple>")
    };
    let parting = run("／", "", Words::Kept);
    let number = format!("{}{parting}{}", field("PAGE"), field("NUMPAGES"));
    format!("<w:ftr {SPACES}>{}</w:ftr>", paragraph("Footer", &number))
}

const PACKAGE_RELATIONS: [(&str, &str); 2] = [
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
        "word/document.xml",
    ),
    (
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
    ),
];

/// Relations by their kinds and targets: rId1, rId2 …
fn relations(all: &[(&str, &str)]) -> String {
    let numbered = (1..).zip(all).map(|(n, (kind, target))| {
        format!("<Relationship Id=\"rId{n}\" Type=\"{kind}\" Target=\"{target}\"/>")
    });
    let all: String = numbered.collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}\
         </Relationships>"
    )
}
