//! The official form as PDF/A-3a and PDF/UA-1, set by the embedded Typst engine.
//!
//! A pure function: the view, the pictures, the fonts and the date come in, the same bytes come out.
//! The view reaches the templates as JSON, so no value is ever read as markup.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Tracepoint};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfStandard, PdfStandards};

use crate::view::{Block, Row, Value, View};

const MAIN: &str = "main.typ";

const TEMPLATES: [(&str, &str); 10] = [
    (MAIN, include_str!("../../templates/pdf/main.typ")),
    ("style.typ", include_str!("../../templates/pdf/style.typ")),
    ("text.typ", include_str!("../../templates/pdf/text.typ")),
    ("cells.typ", include_str!("../../templates/pdf/cells.typ")),
    ("form.typ", include_str!("../../templates/pdf/form.typ")),
    ("cover.typ", include_str!("../../templates/pdf/cover.typ")),
    (
        "contents.typ",
        include_str!("../../templates/pdf/contents.typ"),
    ),
    ("figure.typ", include_str!("../../templates/pdf/figure.typ")),
    (
        "records.typ",
        include_str!("../../templates/pdf/records.typ"),
    ),
    (
        "changes.typ",
        include_str!("../../templates/pdf/changes.typ"),
    ),
];

static EMBEDDED_FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let faces: [&'static [u8]; 2] = [
        include_bytes!("../../templates/fonts/BIZUDGothic-Regular.ttf"),
        include_bytes!("../../templates/fonts/BIZUDGothic-Bold.ttf"),
    ];
    Fonts::of(
        faces
            .into_iter()
            .flat_map(|data| Font::iter(Bytes::new(data)))
            .collect(),
    )
});

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Row headers (`pdf.header-cell`) are still behind this feature.
    LazyHash::new(
        Library::builder()
            .with_features([Feature::A11yExtras].into_iter().collect())
            .build(),
    )
});

/// The faces that a PDF may use: BIZ UDGothic, and those that an office adds for its own characters.
pub struct Fonts {
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
    /// Typst keeps the coverage as runs, too slow to ask for every character of a document.
    covered: HashSet<u32>,
}

impl Fonts {
    fn of(faces: Vec<Font>) -> Self {
        let covered = faces
            .iter()
            .flat_map(|face| face.info().coverage.iter())
            .collect();
        Self {
            book: LazyHash::new(FontBook::from_fonts(&faces)),
            faces,
            covered,
        }
    }

    /// The embedded faces.
    #[must_use]
    pub fn embedded() -> &'static Self {
        &EMBEDDED_FONTS
    }

    /// The embedded faces, then those of a font file (TTF, OTF, TTC); `None` if it is no font.
    #[must_use]
    pub fn with(&self, file: Vec<u8>) -> Option<Self> {
        let more: Vec<Font> = Font::iter(Bytes::new(file)).collect();
        (!more.is_empty()).then(|| Self::of([self.faces.clone(), more].concat()))
    }

    /// The characters of a text that cannot be printed with these faces, each once, in the order of the text.
    #[must_use]
    pub fn missing(&self, text: &str) -> Vec<char> {
        let mut missing = Vec::new();
        for character in text.chars() {
            if !self.prints(character) && !missing.contains(&character) {
                missing.push(character);
            }
        }
        missing
    }

    fn prints(&self, character: char) -> bool {
        match character {
            '\n' | '\t' => true,
            // PDF/A forbids these two even where a font has them: private characters (外字) and the byte order mark.
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. | '\u{FEFF}' => false,
            _ => is_default_ignorable(character) || self.covered.contains(&character.into()),
        }
    }
}

/// The characters of a text that BIZ UDGothic lacks, each once: PDF/A forbids to print them as empty boxes.
#[must_use]
pub fn missing_characters(text: &str) -> Vec<char> {
    EMBEDDED_FONTS.missing(text)
}

/// The assessment's YAML, attached to its PDF.
#[derive(Debug, Clone, Copy)]
pub struct Attachment<'a> {
    /// The name under which a reader finds it; folders are cut off.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What a PDF needs besides the view.
#[derive(Clone)]
pub struct PdfOptions<'a> {
    /// The date of the document; PDF/A asks for one, and the clock would make the bytes differ.
    pub date: Date,
    /// The pictures of 別添１ by their path as written.
    pub pictures: &'a BTreeMap<String, Vec<u8>>,
    /// The faces to print with.
    pub fonts: &'a Fonts,
    /// What to do about characters that no face has.
    pub missing: Missing,
    /// Templates that replace ours or stand beside them, by name (`cover.typ`).
    pub templates: &'a BTreeMap<String, String>,
}

/// What becomes of a character without a glyph; PDF/A allows no empty boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// [`PdfError::MissingCharacters`].
    Refuse,
    /// 〓 is printed in its place, as printers do with a sort they lack: good enough for a draft.
    Mark,
}

/// Why no PDF was made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// No font has these characters.
    #[error("PDFの書体にない文字があります: {}", list(.0))]
    MissingCharacters(Vec<char>),
    /// A picture of the figure was not given.
    #[error("図の画像「{0}」がありません")]
    MissingPicture(String),
    /// The view could not be handed to the templates.
    #[error("評価書をひな型に渡せません: {0}")]
    Data(#[from] serde_json::Error),
    /// A template does not compile, or the PDF breaks a standard.
    #[error("PDFを組版できません（{}）: {message}", place(.template, .line))]
    Template {
        /// The template's name, where the message has a place.
        template: Option<String>,
        /// The line in it, from 1.
        line: Option<usize>,
        /// What Typst says, in English, with its hints.
        message: String,
    },
}

fn list(characters: &[char]) -> String {
    let named = characters.iter().map(|&character| {
        let code = format!("U+{:04X}", u32::from(character));
        // Neither a control character nor a blank can be seen between quotation marks.
        if character.is_control() || character.is_whitespace() {
            code
        } else {
            format!("「{character}」（{code}）")
        }
    });
    named.collect::<Vec<_>>().join("、")
}

fn place(template: &Option<String>, line: &Option<usize>) -> String {
    match (template, line) {
        (Some(template), Some(line)) => format!("{template} {line}行目"),
        (Some(template), None) => template.clone(),
        _ => "位置不明".to_owned(),
    }
}

/// Sets an assessment as the official form.
///
/// # Errors
/// If a character has no glyph, a picture is missing or unreadable, or a replaced template is wrong.
pub fn render(view: &View, source: Attachment, options: &PdfOptions) -> Result<Vec<u8>, PdfError> {
    let world = FormWorld::new(view, source, options)?;
    let told = |diagnostics: &[SourceDiagnostic]| world.explain(diagnostics);
    let document: PagedDocument = typst::compile(&world).output.map_err(|all| told(&all))?;
    let standards =
        PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).map_err(|error| {
            PdfError::Template {
                template: None,
                line: None,
                message: error.message().to_string(),
            }
        })?;
    let settings = typst_pdf::PdfOptions {
        creator: Smart::Custom(Some(
            concat!("hyokasho ", env!("CARGO_PKG_VERSION")).to_owned(),
        )),
        standards,
        ..Default::default()
    };
    typst_pdf::pdf(&document, &settings).map_err(|all| told(&all))
}

/// What the templates are told besides the view.
#[derive(Serialize)]
struct Settings<'a> {
    title: &'a str,
    author: Vec<&'a str>,
    date: BTreeMap<&'static str, i16>,
    attachment: &'a str,
    /// Watermark and addresses in the margin.
    draft: bool,
    /// Path as written → path in the world.
    pictures: BTreeMap<&'a str, String>,
}

/// All that Typst can see: our templates and the files of one assessment, nothing of the disk.
struct FormWorld<'a> {
    fonts: &'a Fonts,
    main: FileId,
    files: BTreeMap<String, Bytes>,
    sources: BTreeMap<String, Source>,
}

impl<'a> FormWorld<'a> {
    fn new(
        view: &View,
        attachment: Attachment,
        options: &PdfOptions<'a>,
    ) -> Result<Self, PdfError> {
        let mut data = serde_json::to_value(view)?;
        let mut missing = Vec::new();
        mark_missing(&mut data, options.fonts, &mut missing);
        if options.missing == Missing::Refuse && !missing.is_empty() {
            return Err(PdfError::MissingCharacters(missing));
        }
        let mut files = BTreeMap::new();
        let mut pictures = BTreeMap::new();
        for path in figure_pictures(view) {
            let bytes = options
                .pictures
                .get(path)
                .ok_or_else(|| PdfError::MissingPicture(path.to_owned()))?;
            let inside = format!("/pictures/{}", pictures.len());
            files.insert(inside.clone(), Bytes::new(bytes.clone()));
            pictures.insert(path, inside);
        }
        let (title, agency) = (view.meta.title.as_str(), view.meta.agency.as_str());
        let date = options.date;
        let settings = Settings {
            title: if title.is_empty() {
                &view.form.title
            } else {
                title
            },
            author: if agency.is_empty() {
                vec![]
            } else {
                vec![agency]
            },
            date: [
                ("year", date.year()),
                ("month", date.month().into()),
                ("day", date.day().into()),
            ]
            .into(),
            attachment: attachment
                .name
                .rsplit(['/', '\\'])
                .next()
                .filter(|name| !name.is_empty())
                .unwrap_or("source.yaml"),
            draft: view.stage == "draft",
            pictures,
        };
        files.insert(
            "/settings.json".to_owned(),
            Bytes::new(serde_json::to_vec(&settings)?),
        );
        files.insert(
            "/view.json".to_owned(),
            Bytes::new(serde_json::to_vec(&data)?),
        );
        files.insert("/source".to_owned(), Bytes::new(attachment.bytes.to_vec()));
        let mut templates = BTreeMap::from(TEMPLATES);
        templates.extend(
            options
                .templates
                .iter()
                .map(|(name, text)| (name.as_str(), text.as_str())),
        );
        let mut sources = BTreeMap::new();
        for (name, text) in templates {
            sources.insert(
                format!("/{name}"),
                Source::new(file_id(name)?, text.to_owned()),
            );
        }
        Ok(Self {
            fonts: options.fonts,
            main: file_id(MAIN)?,
            files,
            sources,
        })
    }

    /// The first diagnostic in words; Typst's others follow from it.
    fn explain(&self, diagnostics: &[SourceDiagnostic]) -> PdfError {
        let Some(first) = diagnostics.first() else {
            return PdfError::Template {
                template: None,
                line: None,
                message: "理由は示されていません".to_owned(),
            };
        };
        // An error inside Typst itself is placed where one of our templates calls it.
        let calls = first
            .trace
            .iter()
            .filter(|call| !matches!(call.v, Tracepoint::Import(_)))
            .map(|call| call.span.into());
        let span: DiagSpan = std::iter::once(first.span)
            .chain(calls)
            .find(|span| !span.is_detached())
            .unwrap_or(first.span);
        let template = span
            .id()
            .and_then(|id| id.get().vpath().file_name().map(str::to_owned));
        let line = self.range(span).and_then(|range| {
            let source = self.source(span.id()?).ok()?;
            Some(source.lines().byte_to_line(range.start)? + 1)
        });
        let mut message = first.message.to_string();
        for hint in &first.hints {
            message = format!("{message}（{}）", hint.v);
        }
        PdfError::Template {
            template,
            line,
            message,
        }
    }
}

impl World for FormWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources
            .get(path_of(id))
            .cloned()
            .ok_or(FileError::NotFound(path_of(id).into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .get(path_of(id))
            .cloned()
            .ok_or(FileError::NotFound(path_of(id).into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn path_of(id: FileId) -> &'static str {
    match id.get().root() {
        VirtualRoot::Project => id.get().vpath().get_with_slash(),
        VirtualRoot::Package(_) => "",
    }
}

fn file_id(name: &str) -> Result<FileId, PdfError> {
    let path = VirtualPath::new(name).map_err(|error| PdfError::Template {
        template: Some(name.to_owned()),
        line: None,
        message: error.to_string(),
    })?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// Puts 〓 in place of every character without a glyph, and collects them.
fn mark_missing(data: &mut serde_json::Value, fonts: &Fonts, missing: &mut Vec<char>) {
    match data {
        serde_json::Value::String(text) => {
            for character in fonts.missing(text) {
                *text = text.replace(character, "〓");
                if !missing.contains(&character) {
                    missing.push(character);
                }
            }
        }
        serde_json::Value::Array(items) => items
            .iter_mut()
            .for_each(|item| mark_missing(item, fonts, missing)),
        serde_json::Value::Object(entries) => entries
            .values_mut()
            .for_each(|item| mark_missing(item, fonts, missing)),
        _ => {}
    }
}

/// The pictures that the view names, each once.
fn figure_pictures(view: &View) -> Vec<&str> {
    fn in_rows<'v>(rows: &'v [Row], found: &mut Vec<&'v str>) {
        for row in rows {
            if let Some(Value::Figure(figure)) = &row.value {
                found.extend(figure.images.iter().map(String::as_str));
            }
            in_rows(&row.rows, found);
        }
    }
    fn in_blocks<'v>(blocks: &'v [Block], found: &mut Vec<&'v str>) {
        for block in blocks {
            match block {
                Block::Section { blocks, .. } => in_blocks(blocks, found),
                Block::Row(row) => in_rows(std::slice::from_ref(row), found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    view.chapters
        .iter()
        .for_each(|chapter| in_blocks(&chapter.blocks, &mut found));
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::{Chapter, FormHead, Heading, Layout, Line, Meta, Rich, Span};

    const HOSTILE: &str = r#"#read("/etc/passwd") $x$ *a* <b> @ref // = \u{41}"#;

    fn view(text: &str) -> View {
        let heading = |anchor: &str, label: &str| Heading {
            anchor: anchor.into(),
            address: "Ⅰ１①".into(),
            label: label.into(),
            significant: true,
        };
        let line = Line {
            indent: 1,
            spans: vec![Span {
                text: text.into(),
                ..Span::default()
            }],
        };
        let value = Value::Text {
            blocks: vec![Rich::Paragraph { lines: vec![line] }],
        };
        let rows = vec![Row {
            heading: heading("basic.sub", "その必要性"),
            value: Some(Value::Blank),
            rows: vec![],
        }];
        View {
            form: FormHead {
                title: "特定個人情報保護評価書".into(),
                mark: "様式４".into(),
            },
            meta: Meta {
                number: "1".into(),
                title: String::new(),
                agency: String::new(),
                publication_date: String::new(),
            },
            stage: "draft".into(),
            legend: "※".into(),
            contents: vec![],
            chapters: vec![Chapter {
                layout: Layout::Table,
                heading: heading("basic", "Ⅰ　基本情報"),
                file: None,
                blocks: vec![Block::Section {
                    heading: heading("basic.office", "１．事務"),
                    level: 1,
                    blocks: vec![Block::Row(Row {
                        heading: heading("basic.office.name", "①名称"),
                        value: Some(value),
                        rows,
                    })],
                }],
            }],
        }
    }

    fn make(view: &View, templates: &[(&str, &str)]) -> Result<Vec<u8>, PdfError> {
        let templates = templates
            .iter()
            .map(|&(name, text)| (name.to_owned(), text.to_owned()))
            .collect();
        let options = PdfOptions {
            date: Date::constant(2021, 12, 17),
            pictures: &BTreeMap::new(),
            fonts: Fonts::embedded(),
            missing: Missing::Refuse,
            templates: &templates,
        };
        render(
            view,
            Attachment {
                name: "評価書/予防接種.yaml",
                bytes: b"x: 1",
            },
            &options,
        )
    }

    #[test]
    fn same_input_gives_the_same_conforming_bytes() {
        let first = make(&view(HOSTILE), &[]).unwrap();
        assert_eq!(first, make(&view(HOSTILE), &[]).unwrap());
        let text = String::from_utf8_lossy(&first);
        assert!(text.contains("<pdfaid:part>3") && text.contains("<pdfuaid:part>1"));
    }

    #[test]
    fn unprintable_characters_are_told_by_code_point() {
        assert_eq!(
            missing_characters("前髙𠮷か\u{3099}\u{e000}𠮷\u{7}\n"),
            ['𠮷', '\u{e000}', '\u{7}']
        );
        let error = make(&view("𠮷\u{7}"), &[]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "PDFの書体にない文字があります: 「𠮷」（U+20BB7）、U+0007"
        );
    }

    #[test]
    fn a_wrong_template_is_told_with_its_place() {
        let error = make(
            &view("x"),
            &[("cover.typ", "#let cover(form, blocks) = {\n  nonsense\n}")],
        )
        .unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("PDFを組版できません（cover.typ 2行目）: unknown variable"),
            "{error}"
        );
    }
}
