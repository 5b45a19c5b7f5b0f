//! The closed world in which Typst sets one assessment: our templates, its data, nothing of disk, clock or net.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Tracepoint};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World, WorldExt};

use super::{Attachment, Fonts, Missing, PdfError, PdfOptions};
use crate::document::render::html;
use crate::document::view::packet::Packet;
use crate::document::view::papers::Paper;
use crate::document::view::redline::{Redline, Sheet};
use crate::document::view::{Block, Figure, Meta, PrintedValue, Row, View};

/// The templates that begin a document.
const FORM: &str = "main.typ";
const REDLINE: &str = "redline.typ";
const SHEET: &str = "sheet.typ";
const PACKET: &str = "packet.typ";
const PAPER: &str = "paper.typ";

/// Where the drawn figure is in the world.
const DRAWING: &str = "/pictures/drawing.svg";

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Row headers (`pdf.header-cell`) are still behind this feature.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// What the templates get besides the view.
#[derive(Serialize)]
struct Settings<'a> {
    title: String,
    author: Option<String>,
    date: BTreeMap<&'static str, i16>,
    /// The name of the source, where it is attached.
    attachment: Option<&'a str>,
    /// Watermark and, in the form, addresses in the margin.
    draft: bool,
    /// Whether nothing may be seen through anything else.
    opaque: bool,
    /// The families after the typeface, in the order in which they are tried.
    families: Vec<&'a str>,
    /// Path as written → path in the world.
    pictures: BTreeMap<&'a str, String>,
    /// Anchors of the items that have the mark of a change.
    marks: BTreeMap<&'a str, &'a str>,
    /// The drawn figure in the world.
    drawing: Option<&'static str>,
    /// How many levels of headings are above the assessment: one in a packet.
    depth: usize,
    /// What is attached besides the source: the record of a packet.
    record: Option<&'a str>,
}

impl<'a> Settings<'a> {
    /// What every document gets.
    fn of(meta: &Meta, stage: &str, form: &str, options: &PdfOptions<'a>) -> Self {
        // Control characters would spoil the XML of the metadata.
        let plain = |text: &str| text.replace(char::is_control, "");
        let (title, agency) = (plain(&meta.title), plain(&meta.agency));
        let date = options.date;
        Settings {
            title: if title.is_empty() {
                form.to_owned()
            } else {
                title
            },
            author: Some(agency).filter(|name| !name.is_empty()),
            date: [
                ("year", date.year()),
                ("month", date.month().into()),
                ("day", date.day().into()),
            ]
            .into(),
            attachment: None,
            draft: stage == "draft",
            opaque: !options.standard.takes_transparency(),
            families: options.fonts.families(),
            pictures: BTreeMap::new(),
            marks: BTreeMap::new(),
            drawing: None,
            depth: 0,
            record: None,
        }
    }
}

/// All that Typst can see: the templates and the files of one assessment, nothing of the disk.
pub(super) struct FormWorld<'a> {
    fonts: &'a Fonts,
    main: FileId,
    /// Whether an office wrote some of the templates.
    changed: bool,
    files: BTreeMap<String, Bytes>,
    sources: BTreeMap<String, Source>,
}

impl<'a> FormWorld<'a> {
    /// The world of an assessment.
    pub(super) fn of_form(
        view: &View,
        attachment: Attachment,
        options: &PdfOptions<'a>,
    ) -> Result<Self, PdfError> {
        Self::around(FORM, view, (attachment, None), BTreeMap::new(), options)
    }

    /// The world of a committee's packet: all that the assessment has, what changed, and the packet itself. The record goes
    /// with it where it is given.
    pub(super) fn of_packet(
        packet: &Packet,
        (view, redline): (&View, Option<&Redline>),
        (source, record): (Attachment, Option<Attachment>),
        options: &PdfOptions<'a>,
    ) -> Result<Self, PdfError> {
        let mut files = BTreeMap::new();
        let data = printable(serde_json::to_value(packet)?, options)?;
        files.insert("/packet.json".to_owned(), json(&data)?);
        let data = printable(serde_json::to_value(redline)?, options)?;
        files.insert("/redline.json".to_owned(), json(&data)?);
        Self::around(PACKET, view, (source, record), files, options)
    }

    /// The world of a document that holds an assessment.
    fn around(
        main: &str,
        view: &View,
        (attachment, record): (Attachment, Option<Attachment>),
        mut files: BTreeMap<String, Bytes>,
        options: &PdfOptions<'a>,
    ) -> Result<Self, PdfError> {
        let data = printable(serde_json::to_value(view)?, options)?;
        let mut pictures = BTreeMap::new();
        for path in figure_pictures(view) {
            let Some(bytes) = options.pictures.get(path) else {
                if options.missing == Missing::Refuse {
                    return Err(PdfError::MissingPicture(path.to_owned()));
                }
                continue;
            };
            let inside = format!("/pictures/{}", pictures.len());
            files.insert(inside.clone(), Bytes::new(bytes.clone()));
            pictures.insert(path, inside);
        }
        let drawing = drawn(view, options)?;
        if let Some(svg) = drawing.clone() {
            files.insert(DRAWING.to_owned(), Bytes::new(svg.into_bytes()));
        }
        let attached = options.standard.takes_attachments();
        let record = record.filter(|_| attached);
        let marks = view.marks.items.iter();
        let is_part = main == PACKET;
        let of_form = Settings::of(&view.meta, &view.stage, &view.form.title, options);
        let settings = Settings {
            title: if is_part {
                format!("委員資料　{}", of_form.title)
            } else {
                of_form.title.clone()
            },
            depth: usize::from(is_part),
            attachment: attached.then(|| file_name(attachment, "source.yaml")),
            record: record.map(|record| file_name(record, "record.yaml")),
            pictures,
            drawing: drawing.map(|_| DRAWING),
            marks: marks
                .map(|(anchor, mark)| (anchor.as_str(), mark.words.as_str()))
                .collect(),
            ..of_form
        };
        files.insert("/settings.json".into(), json(&settings)?);
        files.insert("/view.json".into(), json(&data)?);
        files.insert("/source".into(), Bytes::new(attachment.bytes.to_vec()));
        if let Some(record) = record {
            files.insert("/record".into(), Bytes::new(record.bytes.to_vec()));
        }
        Self::new(main, files, options)
    }

    /// The world of a redline.
    pub(super) fn of_redline(
        redline: &Redline,
        options: &PdfOptions<'a>,
    ) -> Result<Self, PdfError> {
        let settings = Settings::of(&redline.meta, &redline.stage, &redline.form, options);
        let data = serde_json::to_value(redline)?;
        Self::of_other(
            (REDLINE, "/redline.json"),
            data,
            "前の版からの変更点",
            settings,
            options,
        )
    }

    /// The world of 新旧対照表.
    pub(super) fn of_sheet(sheet: &Sheet, options: &PdfOptions<'a>) -> Result<Self, PdfError> {
        let settings = Settings::of(&sheet.meta, &sheet.stage, &sheet.form, options);
        let data = serde_json::to_value(sheet)?;
        Self::of_other(
            (SHEET, "/sheet.json"),
            data,
            "新旧対照表",
            settings,
            options,
        )
    }

    /// The world of a paper.
    pub(super) fn of_paper(
        paper: &Paper,
        source: Option<Attachment>,
        options: &PdfOptions<'a>,
    ) -> Result<Self, PdfError> {
        let source = source.filter(|_| options.standard.takes_attachments());
        let data = printable(serde_json::to_value(paper)?, options)?;
        let name = source.map(|source| source.name.rsplit(['/', '\\']).next().unwrap_or_default());
        let settings = Settings {
            attachment: name.map(|name| if name.is_empty() { "source.yaml" } else { name }),
            ..Settings::of(&paper.meta, &paper.stage, &paper.kind, options)
        };
        let mut files = BTreeMap::from([
            ("/settings.json".to_owned(), json(&settings)?),
            ("/paper.json".to_owned(), json(&data)?),
        ]);
        if let Some(source) = source {
            files.insert("/source".into(), Bytes::new(source.bytes.to_vec()));
        }
        Self::new(PAPER, files, options)
    }

    /// The world of a document other than the form.
    fn of_other(
        (main, file): (&str, &str),
        data: serde_json::Value,
        title: &str,
        settings: Settings<'_>,
        options: &PdfOptions<'a>,
    ) -> Result<Self, PdfError> {
        let data = printable(data, options)?;
        let settings = Settings {
            title: format!("{title}　{}", settings.title),
            ..settings
        };
        let files = BTreeMap::from([
            ("/settings.json".to_owned(), json(&settings)?),
            (file.to_owned(), json(&data)?),
        ]);
        Self::new(main, files, options)
    }

    fn new(
        main: &str,
        mut files: BTreeMap<String, Bytes>,
        options: &PdfOptions<'a>,
    ) -> Result<Self, PdfError> {
        let pictures = options.templates.own().pictures.iter();
        files.extend(pictures.map(|(name, bytes)| (format!("/{name}"), Bytes::new(bytes.clone()))));
        let mut sources = BTreeMap::new();
        for (name, text) in options.templates.pdf() {
            sources.insert(
                format!("/{name}"),
                Source::new(file_id(name)?, text.to_owned()),
            );
        }
        Ok(Self {
            fonts: options.fonts,
            main: file_id(main)?,
            changed: !options.templates.own().pdf.is_empty(),
            files,
            sources,
        })
    }

    /// The first diagnostic in words; Typst's others follow from it.
    pub(super) fn explain(&self, diagnostics: &[SourceDiagnostic]) -> PdfError {
        let Some(first) = diagnostics.first() else {
            return typesetting("", "理由は示されていません");
        };
        // An error inside Typst itself is placed where one of our templates calls it.
        let calls = first
            .trace
            .iter()
            .filter(|call| !matches!(call.v, Tracepoint::Import(_)))
            .map(|call| call.span.into());
        let place = std::iter::once(first.span)
            .chain(calls)
            .find_map(|span| self.place(span));
        let mut message = first.message.to_string();
        for hint in &first.hints {
            message = format!("{message}（{}）", hint.v);
        }
        if self.changed {
            let data = match self.main.get().vpath().file_name() {
                Some(REDLINE) => "/redline.json（変更点）",
                Some(SHEET) => "/sheet.json（新旧対照表）",
                Some(PACKET) => {
                    "/packet.json（委員資料）、/redline.json（変更点）、/view.json（評価書の内容）"
                }
                Some(PAPER) => "/paper.json（点検記録から作る書類）",
                _ => "/view.json（評価書の内容）",
            };
            message = format!(
                "{message}。ひな形で読めるデータ: {data}、/settings.json（題名、段階など）"
            );
        }
        typesetting(place.as_deref().unwrap_or("位置不明"), &message)
    }

    fn place(&self, span: DiagSpan) -> Option<String> {
        let source = self.source(span.id()?).ok()?;
        let line = source.lines().byte_to_line(self.range(span)?.start)? + 1;
        Some(format!(
            "{} {line}行目",
            span.id()?.get().vpath().file_name()?
        ))
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

/// The name of an attachment without its folders.
fn file_name<'n>(attachment: Attachment<'n>, otherwise: &'n str) -> &'n str {
    let name = attachment.name.rsplit(['/', '\\']).next();
    name.filter(|name| !name.is_empty()).unwrap_or(otherwise)
}

fn path_of(id: FileId) -> &'static str {
    match id.get().root() {
        VirtualRoot::Project => id.get().vpath().get_with_slash(),
        VirtualRoot::Package(_) => "",
    }
}

fn file_id(name: &str) -> Result<FileId, PdfError> {
    let path = VirtualPath::new(name).map_err(|error| typesetting(name, &error.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn typesetting(place: &str, message: &str) -> PdfError {
    PdfError::Typesetting {
        place: place.to_owned(),
        message: message.to_owned(),
    }
}

fn json(data: &impl Serialize) -> Result<Bytes, PdfError> {
    Ok(Bytes::new(serde_json::to_vec(data)?))
}

/// The data with nothing in it that the faces can't print.
fn printable(
    mut data: serde_json::Value,
    options: &PdfOptions,
) -> Result<serde_json::Value, PdfError> {
    let mut missing = Vec::new();
    mark_missing(&mut data, options.fonts, &mut missing);
    if options.missing == Missing::Refuse && !missing.is_empty() {
        return Err(PdfError::MissingCharacters(missing));
    }
    Ok(data)
}

/// Puts 〓 in place of every character without a glyph, and collects them.
///
/// Carriage returns and byte order marks are dropped: nobody sees them, and PDF/A forbids the latter.
fn mark_missing(data: &mut serde_json::Value, fonts: &Fonts, missing: &mut Vec<char>) {
    match data {
        serde_json::Value::String(text) => {
            text.retain(|character| !matches!(character, '\r' | '\u{FEFF}'));
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

/// The drawn figure as a file.
fn drawn(view: &View, options: &PdfOptions) -> Result<Option<String>, PdfError> {
    let Some(drawing) = figures(view).into_iter().find_map(|f| f.drawing.as_ref()) else {
        return Ok(None);
    };
    let svg = html::drawing(drawing, options.templates.html())?;
    // What no face has was reported with the view.
    let mut svg = serde_json::Value::String(svg);
    mark_missing(&mut svg, options.fonts, &mut Vec::new());
    Ok(svg.as_str().map(ToOwned::to_owned))
}

/// The pictures that the view names, each once.
fn figure_pictures(view: &View) -> Vec<&str> {
    let images = figures(view).into_iter().flat_map(|f| &f.images);
    let mut found: Vec<&str> = images.map(String::as_str).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn figures(view: &View) -> Vec<&Figure> {
    fn in_rows<'v>(rows: &'v [Row], found: &mut Vec<&'v Figure>) {
        for row in rows {
            if let Some(PrintedValue::Figure(figure)) = &row.value {
                found.push(figure);
            }
            in_rows(&row.rows, found);
        }
    }
    fn in_blocks<'v>(blocks: &'v [Block], found: &mut Vec<&'v Figure>) {
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
    found
}
