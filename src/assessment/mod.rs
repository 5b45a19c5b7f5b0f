//! The read-only view of an assessment that rules and renderers see: items by id, with text, place and address.

pub mod arrange;
pub mod asked;
pub mod change;
pub mod conform;
mod dashes;
pub mod deadlines;
pub mod example;
mod facts;
pub mod field;
pub mod figure;
mod keys;
pub mod markdown;
mod options;
pub mod problem;
pub mod put;
mod read;
mod requirements;
pub mod resolve;
pub mod start;
pub mod value;

pub use read::{parts_of_list, usual};

use std::cmp::Reverse;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use typed_index_collections::{TiSlice, TiVec};

use crate::assessment::conform::{Problem, conform};
use crate::assessment::field::{Field, FieldId, id_at};
use crate::assessment::value::Value;
use crate::form::address::address;
use crate::form::{self, ASSESSMENT, BadForm, Form, Item};
use crate::japanese::dates;
use crate::japanese::notation::fold;
use crate::source::diagnostic::Stage;
use crate::source::{Source, Span};
use crate::yaml::typos::{FormWords, Typo, TypoKind};
use crate::yaml::{self, Content, Document, Scalar, SyntaxProblem};

/// What a comment begins with above words that were taken over and that nobody has looked at.
pub const DOUBT: &str = "# 取込: 要確認";

/// An assessment laid over its form.
#[derive(Debug)]
pub struct Assessment<'a> {
    /// The text.
    pub source: &'a Source,
    /// The tree and the comments.
    pub document: &'a Document,
    /// The edition of the form.
    pub form: &'static Form,
    /// All items in the form's order.
    pub fields: TiVec<FieldId, Field<'a>>,
    /// What departs from the form.
    pub problems: Vec<Problem>,
    /// How far it has come.
    pub stage: Stage,
    index: FxHashMap<String, FieldId>,
    files: Vec<String>,
    areas: OnceLock<Vec<Area>>,
    children: OnceLock<TiVec<FieldId, Vec<FieldId>>>,
}

/// Where an item is in the file, its key included.
#[derive(Debug)]
struct Area {
    start: usize,
    end: usize,
    /// The item.
    field: FieldId,
    /// The area before it that goes on after its end: the one around it.
    around: Option<usize>,
}

/// The areas of all items in the order of the file, an item after the one that it is in.
fn areas(fields: &TiSlice<FieldId, Field>) -> Vec<Area> {
    let area = |(id, field): (FieldId, &Field)| Area {
        // From the key on: what is mistyped between a key and its value belongs to the item, too.
        start: field
            .key
            .map_or(field.span.start, |key| key.start.min(field.span.start)),
        end: field.span.end,
        field: id,
        around: None,
    };
    let mut areas: Vec<Area> = fields.iter_enumerated().map(area).collect();
    areas.sort_unstable_by_key(|area| (area.start, Reverse(area.end), area.field));
    let mut open: Vec<usize> = Vec::new();
    for n in 0..areas.len() {
        let end = areas[n].end;
        while open.pop_if(|last| areas[*last].end <= end).is_some() {}
        areas[n].around = open.last().copied();
        open.push(n);
    }
    areas
}

/// Why there is no form for a file.
#[derive(Debug)]
pub enum NoForm<'a> {
    /// 様式 or 版 names none that we know.
    Unknown(&'a Scalar),
    /// The form's data are broken; the tests read them all.
    Bad(&'static BadForm),
}

/// The edition of the form that is taken where a file names none: that of an assessment.
///
/// # Errors
/// Where the embedded data are broken.
pub fn newest_form() -> Result<&'static Form, &'static BadForm> {
    newest_of(ASSESSMENT)
}

/// The newest edition of a kind of form.
///
/// # Errors
/// Where the embedded data are broken.
pub fn newest_of(kind: &str) -> Result<&'static Form, &'static BadForm> {
    let editions = form::editions();
    let newest = editions.iter().rfind(|(known, _)| *known == kind);
    let form = newest.and_then(|(kind, edition)| form::embedded(kind, edition));
    form.unwrap_or_else(|| {
        static NONE: OnceLock<BadForm> = OnceLock::new();
        Err(NONE.get_or_init(|| BadForm::Unreadable("様式のデータがありません".into())))
    })
}

/// Reads the tree of a file.
pub fn read(source: &Source) -> Document {
    let kind = kind_named(source.text());
    yaml::read(source, &Newest(kind.unwrap_or(ASSESSMENT)))
}

/// In how many of the first lines of a file its kind is looked for whatever its key is.
const FIRST_LINES: usize = 12;

/// The kind of form that the first lines of a text name, whatever is mistyped around its name, else the kind that stands at
/// 様式 further down; none where none that we have is named.
pub fn kind_named(text: &str) -> Option<&'static str> {
    let lines = || {
        text.lines()
            .filter(|line| !line.trim_start().starts_with('#'))
    };
    let is_form = |line: &&str| line.trim_start_matches(['"', '\'']).starts_with("様式");
    let mut first = lines().take(FIRST_LINES).filter_map(kind_after_colon);
    let mut later = lines()
        .skip(FIRST_LINES)
        .filter(is_form)
        .filter_map(kind_after_colon);
    first.next().or_else(|| later.next())
}

/// The kind of form that stands after the colon of a line.
fn kind_after_colon(line: &str) -> Option<&'static str> {
    let (_, value) = line.split_once([':', '：'])?;
    let value = fold(value.split('#').next().unwrap_or_default());
    let value = value.trim_matches(|c: char| c.is_whitespace() || "\"',}".contains(c));
    let known = form::editions().into_iter().map(|(kind, _)| kind);
    known.into_iter().find(|kind| fold(kind) == value)
}

/// The words of the newest edition of a kind; it is read in parallel with the parser, not before it.
struct Newest(&'static str);

impl Newest {
    fn form(&self) -> Option<&'static Form> {
        newest_of(self.0).ok()
    }
}

impl FormWords for Newest {
    fn is_key(&self, text: &str) -> bool {
        self.form().is_some_and(|form| form.is_key(text))
    }

    fn is_option(&self, text: &str) -> bool {
        self.form().is_some_and(|form| form.is_option(text))
    }

    fn below(&self, above: Option<&str>, key: &str) -> Option<bool> {
        self.form()?.below(above, key)
    }

    fn lists_texts(&self, above: Option<&str>, key: &str) -> bool {
        self.form().is_some_and(|form| form.lists_texts(above, key))
    }
}

impl<'a> Assessment<'a> {
    /// Lays a file over the edition of the form that it names.
    ///
    /// # Errors
    /// Where it names an edition that we do not have.
    pub fn open(
        source: &'a Source,
        document: &'a Document,
        stage: Stage,
    ) -> Result<Self, NoForm<'a>> {
        Ok(Self::over(form_of(document)?, source, document, stage))
    }

    /// Lays a file over an edition of the form, whatever it names itself.
    pub fn over(
        form: &'static Form,
        source: &'a Source,
        document: &'a Document,
        stage: Stage,
    ) -> Self {
        let conformed = conform(form, document, stage);
        let mut assessment = Assessment {
            source,
            document,
            form,
            fields: conformed.fields,
            problems: conformed.problems,
            stage,
            index: conformed.index,
            files: Vec::new(),
            areas: OnceLock::new(),
            children: OnceLock::new(),
        };
        assessment.files = (1..=assessment.entries("files"))
            .map(|n| {
                assessment
                    .text(&format!("files[{n}].name"))
                    .unwrap_or("")
                    .trim()
                    .to_owned()
            })
            .collect();
        assessment
    }

    /// A field by its id with entry numbers.
    pub fn find(&self, id: &str) -> Option<FieldId> {
        self.index.get(id).copied()
    }

    /// An item by its id with entry numbers: `files[1].name`.
    pub fn item(&self, id: &str) -> Option<&Field<'a>> {
        self.find(id).map(|place| &self.fields[place])
    }

    /// An item by its id in the form data, at the entries of another.
    pub fn at(&self, pattern: &str, at: &[usize]) -> Option<&Field<'a>> {
        self.item(&id_at(pattern, at))
    }

    /// What the form says of an item.
    pub fn definition(&self, field: &Field) -> &'static Item {
        &self.form.items[field.item]
    }

    /// The fields that the form prints. Those after them in [`Assessment::fields`] are for the check alone.
    pub fn printed(&self) -> &TiSlice<FieldId, Field<'a>> {
        let end = self
            .fields
            .partition_point(|f| self.form.is_printed(f.item));
        &self.fields[..end]
    }

    /// The text of an item of a single text.
    pub fn text(&self, id: &str) -> Option<&'a str> {
        match self.item(id)?.value {
            Value::Text(text) | Value::Date(text, _) | Value::Choice { text, .. } => {
                Some(&text.text)
            }
            _ => None,
        }
    }

    /// Whether anything is written in an item or below it. Of two places that are compared, one that is not begun says
    /// nothing about the other: it is missing, and reported as such.
    pub fn is_begun(&self, id: &str) -> bool {
        self.item(id).is_some_and(|field| !field.blank)
    }

    /// How many entries a list has.
    pub fn entries(&self, id: &str) -> usize {
        match self.item(id).map(|f| &f.value) {
            Some(Value::Entries(n)) => *n,
            _ => 0,
        }
    }

    /// The name of the file that an item belongs to, where there are several.
    pub fn file_of(&self, at: &[usize]) -> Option<&str> {
        let name = self.files.get(at.first()?.checked_sub(1)?)?;
        (self.files.len() > 1 && !name.is_empty()).then_some(name.as_str())
    }

    /// The address of an item: Ⅱ３①, with the file's name where there are several.
    pub fn address(&self, field: &Field) -> String {
        address(self.definition(field), &field.at, self.file_of(&field.at))
    }

    /// How an item is named: 「Ⅱ３①　入手元」; an entry of a list by its address alone.
    pub fn name(&self, field: &Field) -> String {
        let definition = self.definition(field);
        let address = self.address(field);
        let levels = definition.id.matches("[]").count();
        let is_entry = definition.is_list() && field.at.len() == levels;
        let called = definition.called_at(&field.at);
        let mut words = [&definition.key, &definition.label, &called].into_iter();
        if is_entry || words.any(|words| address.contains(words.as_str())) {
            address
        } else {
            format!("{address} {called}")
        }
    }

    /// The innermost item in which a byte of the text lies, its key included.
    pub fn field_at(&self, offset: usize) -> Option<FieldId> {
        let areas = self.areas.get_or_init(|| areas(&self.fields));
        let begun = areas.partition_point(|area| area.start <= offset);
        let around = |area: &&Area| area.around.and_then(|n| areas.get(n));
        let last = begun.checked_sub(1).and_then(|n| areas.get(n));
        let mut outwards = std::iter::successors(last, around);
        let holder = outwards.find(|area| offset < area.end);
        holder.map(|area| area.field)
    }

    /// The items and entries right below one, in the form's order.
    pub fn children(&self, field: FieldId) -> &[FieldId] {
        let children = self.children.get_or_init(|| {
            let mut children: TiVec<FieldId, _> = vec![Vec::new(); self.fields.len()].into();
            for (id, field) in self.fields.iter_enumerated() {
                if let Some(parent) = field.parent {
                    children[parent].push(id);
                }
            }
            children
        });
        &children[field]
    }

    /// The items and entries below one at any depth, by its id.
    pub fn below<'s>(
        &'s self,
        id: &str,
    ) -> impl Iterator<Item = (FieldId, &'s Field<'a>)> + use<'s, 'a> {
        let place = self.find(id).into_iter();
        place.flat_map(|place| field::below(&self.fields, place))
    }

    /// Whether parts of the file can't be read, or only by guessing where they belong: then what is missing there may
    /// have been written.
    pub fn is_broken(&self) -> bool {
        is_broken(self.document) || self.problems.contains(&Problem::NoAssessment)
    }

    /// How many places of the file lie in no item of the form, so that their content is not seen as an item's.
    pub fn outside_the_form(&self) -> usize {
        let is_outside = |p: &&Problem| {
            matches!(
                p,
                Problem::UnknownKey { .. }
                    | Problem::TooDeep { .. }
                    | Problem::DuplicateKey { .. }
                    | Problem::WrongShape { .. }
            )
        };
        self.problems.iter().filter(is_outside).count()
    }

    /// The date of the document: 公表日, else the latest 変更日, else 基礎項目評価の実施日; it never is the clock's.
    pub fn date(&self) -> jiff::civil::Date {
        let day = |id: &str| self.text(id).and_then(dates::date).map(|d| d.day);
        let changes = || {
            (1..=self.entries("changes"))
                .filter_map(|n| day(&format!("changes[{n}].date")))
                .max()
        };
        day("cover.publication_date")
            .or_else(changes)
            .or_else(|| day("procedure.baseline.date"))
            .unwrap_or(jiff::civil::date(2018, 5, 1))
    }

    /// The pictures that the figure names, as written.
    pub fn pictures(&self) -> Vec<&'a Scalar> {
        let figures = self.fields.iter().filter_map(|f| match &f.value {
            Value::Pictures(paths) => Some(paths.iter().copied()),
            _ => None,
        });
        figures.flatten().collect()
    }

    /// The place of the outermost key of the file, for findings about the whole.
    pub fn head(&self) -> Span {
        self.document
            .root
            .entries()
            .first()
            .map_or(Span::at(0), |e| e.key.span)
    }
}

/// Whether a file can be read to its end as an assessment of an edition that we have.
pub fn is_readable(document: &Document) -> bool {
    let is_map = matches!(document.root.content, Content::Map(_));
    is_map && !is_broken(document) && form_of(document).is_ok()
}

/// Whether parts of a file can't be read, or only by guessing where they belong.
fn is_broken(document: &Document) -> bool {
    let stopped = |p: &SyntaxProblem| !matches!(p, SyntaxProblem::Continued { .. });
    let guessed = |typo: &Typo| {
        matches!(
            typo.kind,
            TypoKind::StrayLine
                | TypoKind::BadIndent
                | TypoKind::UnclosedQuote(_)
                | TypoKind::UnclosedBracket(_)
        )
    };
    !document.unread.is_empty()
        || document.problems.iter().any(stopped)
        || document.typos.iter().any(guessed)
}

fn form_of(document: &Document) -> Result<&'static Form, NoForm<'_>> {
    let newest = newest_form().map_err(NoForm::Bad)?;
    let said = |id: &str| {
        let item = newest.find(id)?;
        let entries = match &document.root.content {
            Content::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        let entry = entries
            .iter()
            .find(|e| newest.child(None, &e.key.text) == Some(item))?;
        entry.value.scalar().filter(|s| !s.text.trim().is_empty())
    };
    let (kind, edition) = (said("form"), said("edition"));
    let text = |scalar: Option<&Scalar>, default: &str| {
        scalar.map_or(default.to_owned(), |s| s.text.clone())
    };
    let named = text(kind, &newest.kind);
    let newest_edition = newest_of(&named).map_or("", |form| form.edition.as_str());
    match form::embedded(&named, &text(edition, newest_edition)) {
        Some(form) => form.map_err(NoForm::Bad),
        None => {
            let kinds = form::editions();
            let known = kind.is_none_or(|k| kinds.iter().any(|(name, _)| *name == k.text));
            Err(NoForm::Unknown(
                if known { edition.or(kind) } else { kind }.unwrap_or(&EMPTY),
            ))
        }
    }
}

static EMPTY: Scalar = Scalar {
    text: String::new(),
    span: Span { start: 0, end: 0 },
    style: crate::yaml::Style::Plain,
    written: crate::yaml::Kept::new(),
    folded: crate::yaml::Kept::new(),
    beginnings: crate::yaml::Kept::new(),
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_innermost_item_is_found_wherever_it_is() {
        let source = Source::new("a", include_str!("../../assessments/kakuu-yobosesshu.yaml"));
        let document = read(&source);
        let assessment = Assessment::open(&source, &document, Stage::Draft).expect("a form");
        let all = areas(&assessment.fields);
        for offset in (0..source.text().len()).step_by(89) {
            let around = all.iter().filter(|a| a.start <= offset && offset < a.end);
            let innermost = around.min_by_key(|a| (a.end - a.start, Reverse(a.field)));
            assert_eq!(assessment.field_at(offset), innermost.map(|a| a.field));
        }
    }
}
