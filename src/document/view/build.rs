//! An assessment and its form into the [`View`].

use super::ratings::{self, RatingGroup};
use super::rich;
use super::table;
use super::{
    Block, ChangeRow, Chapter, ContentsEntry, FormHead, Heading, Layout, Meta, RecordGroup, Row,
    View,
};
use crate::assessment::Assessment;
use crate::assessment::field::{Field, id_at};
use crate::assessment::value::{Table, Value};
use crate::compare::diff::Diff;
use crate::form::{self, Item, ItemId, ItemKind, Print};

/// The view of an assessment.
pub fn build(assessment: &Assessment) -> View {
    let builder = Builder { assessment };
    let chapters: Vec<(Chapter, Option<String>)> = assessment
        .form
        .chapters
        .iter()
        .flat_map(|chapter| builder.chapter(chapter))
        .collect();
    let contents = chapters
        .iter()
        .filter_map(|(chapter, label)| {
            Some(ContentsEntry {
                anchor: chapter.heading.anchor.clone(),
                label: label.clone()?,
            })
        })
        .collect();
    let form = assessment.form;
    let mut view = View {
        form: FormHead {
            title: form.title.clone(),
            mark: form.mark.clone(),
            contents_title: form.contents_title.clone(),
        },
        meta: Meta::of(assessment),
        stage: assessment.stage.id().to_owned(),
        legend: form.legend.clone(),
        contents,
        chapters: chapters.into_iter().map(|(chapter, _)| chapter).collect(),
        marks: super::marks::Marks::default(),
        ratings: Vec::new(),
    };
    view.collect_ratings();
    view
}

/// The self-ratings of an assessment, with those of an earlier version beside them.
pub(super) fn ratings_since(old: &Assessment, new: &Assessment, diff: &Diff) -> Vec<RatingGroup> {
    let builder = Builder { assessment: new };
    let chapters = new.form.chapters.iter();
    let rated = chapters.filter(|chapter| chapter.item == "files[].risks");
    let chapters = rated.flat_map(|chapter| builder.chapter(chapter));
    let chapters: Vec<Chapter> = chapters.map(|(chapter, _)| chapter).collect();
    let mut groups = ratings::of(&chapters);
    groups
        .iter_mut()
        .for_each(|group| group.set_before(old, diff));
    groups
}

impl Meta {
    /// What the cover of an assessment says.
    pub fn of(assessment: &Assessment) -> Self {
        let text = |id: &str| assessment.text(id).unwrap_or("").trim().to_owned();
        Meta {
            number: text("cover.number"),
            title: text("cover.title"),
            agency: text("cover.agency"),
            publication_date: text("cover.publication_date"),
            threshold: text("procedure.baseline.threshold"),
        }
    }
}

/// The work in progress.
pub(super) struct Builder<'v, 'a> {
    pub(super) assessment: &'v Assessment<'a>,
}

impl<'v, 'a> Builder<'v, 'a> {
    /// A chapter of the form, once for each file where it belongs to files; left out where it is a list
    /// without entries (別紙).
    fn chapter(&self, chapter: &form::Chapter) -> Vec<(Chapter, Option<String>)> {
        let Some(item) = self.assessment.form.find(&chapter.item) else {
            return Vec::new();
        };
        let definition = &self.assessment.form.items[item];
        let places: Vec<Vec<usize>> = if definition.id.starts_with("files[]") {
            (1..=self.assessment.entries("files"))
                .map(|n| vec![n])
                .collect()
        } else {
            vec![Vec::new()]
        };
        let is_optional = matches!(chapter.layout, form::Layout::Annex | form::Layout::Record);
        places
            .into_iter()
            .filter_map(|at| {
                let field = self.assessment.at(&definition.id, &at)?;
                if is_optional && field.blank {
                    return None;
                }
                let file = self.assessment.file_of(&at).map(ToOwned::to_owned);
                let label = chapter.contents.as_ref().map(|label| match &file {
                    Some(file) => format!("{label}（{file}）"),
                    None => label.clone(),
                });
                let mut blocks = self.printed_here(&definition.id, &at);
                blocks.extend(self.body(chapter.layout, field, item));
                let chapter = Chapter {
                    layout: chapter.layout,
                    heading: self.heading(field),
                    file,
                    blocks,
                };
                Some((chapter, label))
            })
            .collect()
    }

    /// Items that a chapter prints although they are elsewhere: 名称 as Ⅱ１ and Ⅲ１.
    fn printed_here(&self, chapter: &str, at: &[usize]) -> Vec<Block> {
        let form = self.assessment.form;
        let here = form
            .items
            .iter()
            .filter(|item| item.printed_in.iter().any(|c| c == chapter));
        let fields = here.filter_map(|item| Some((self.assessment.at(&item.id, at)?, item)));
        fields
            .map(|(field, item)| {
                let place = item
                    .printed_in
                    .iter()
                    .position(|c| c == chapter)
                    .unwrap_or(0);
                let address = item
                    .address
                    .split('|')
                    .nth(place)
                    .unwrap_or(&item.address)
                    .to_owned();
                let anchor = if place == 0 {
                    field.id.clone()
                } else {
                    id_at(&format!("{chapter}.name"), at)
                };
                let heading = Heading {
                    anchor,
                    address,
                    ..self.heading(field)
                };
                self.bar(heading, item, vec![self.unlabelled(field)])
            })
            .collect()
    }

    fn body(&self, layout: Layout, field: &Field<'a>, item: ItemId) -> Vec<Block> {
        match layout {
            Layout::Records => vec![Block::Records {
                groups: self.records(field),
            }],
            Layout::Changes => vec![self.changes(field, item)],
            _ if field.value_is_list() => self.entries(field, item),
            Layout::Record if self.assessment.form.children(Some(item)).is_empty() => {
                vec![self.unlabelled(field)]
            }
            _ => self.below(item, &field.at),
        }
    }

    /// The printed items below one.
    fn below(&self, item: ItemId, at: &[usize]) -> Vec<Block> {
        let form = self.assessment.form;
        let mut blocks: Vec<Block> = form.items[item]
            .notes
            .iter()
            .map(|text| Block::Note { text: text.clone() })
            .collect();
        for &child in form.children(Some(item)) {
            let definition = &form.items[child];
            let Some(field) = self.assessment.at(&definition.id, at) else {
                continue;
            };
            if let Some(text) = &definition.heading_before {
                blocks.push(Block::Note { text: text.clone() });
            }
            match definition.print {
                Print::Hidden | Print::Chapter => {}
                Print::Entries => blocks.extend(self.entries(field, child)),
                Print::Section | Print::Subsection => {
                    let inner = self.section(field, child);
                    blocks.push(self.bar(self.heading(field), definition, inner));
                }
                Print::Row => blocks.push(Block::Row(self.row(field, child))),
            }
        }
        blocks
    }

    /// What is under a bar: its items, its entries, or the one cell of its own.
    fn section(&self, field: &Field<'a>, item: ItemId) -> Vec<Block> {
        let definition = &self.assessment.form.items[item];
        match definition.kind {
            ItemKind::Map => self.below(item, &field.at),
            ItemKind::List if definition.entry.is_some() => self.entries(field, item),
            _ => {
                let label = definition.row_label.clone().unwrap_or_default();
                let heading = Heading {
                    anchor: String::new(),
                    address: String::new(),
                    label,
                    significant: false,
                };
                vec![Block::Row(Row {
                    heading,
                    ..self.row(field, item)
                })]
            }
        }
    }

    fn unlabelled(&self, field: &Field<'a>) -> Block {
        let heading = Heading {
            anchor: String::new(),
            address: String::new(),
            label: String::new(),
            significant: false,
        };
        Block::Row(Row {
            heading,
            value: Some(self.value(field)),
            rows: Vec::new(),
        })
    }

    fn bar(&self, heading: Heading, item: &Item, blocks: Vec<Block>) -> Block {
        let level = if item.print == Print::Subsection {
            2
        } else {
            1
        };
        Block::Section {
            heading,
            level,
            blocks,
        }
    }

    /// Numbered entries under bars of their own, with the form's headings between them.
    fn entries(&self, field: &Field<'a>, item: ItemId) -> Vec<Block> {
        let definition = &self.assessment.form.items[item];
        let mut blocks = Vec::new();
        for n in 1..=self.assessment.entries(&field.id) {
            if let Some(text) = definition.bundles.get(&n) {
                blocks.push(Block::Note { text: text.clone() });
            }
            let at = [field.at.as_slice(), &[n]].concat();
            let Some(entry) = self.assessment.at(&definition.id, &at) else {
                continue;
            };
            let label = definition
                .entry
                .as_deref()
                .unwrap_or("{n}")
                .replace("{n}", &n.to_string());
            let heading = Heading {
                label,
                ..self.heading(entry)
            };
            blocks.push(Block::Section {
                heading,
                level: 2,
                blocks: self.below(item, &at),
            });
        }
        blocks
    }

    fn heading(&self, field: &Field<'a>) -> Heading {
        let definition = self.assessment.definition(field);
        let label = definition.label_at(&field.at);
        Heading {
            anchor: field.id.clone(),
            address: self.assessment.address(field),
            significant: definition.marked && !label.contains('※'),
            label,
        }
    }

    fn row(&self, field: &Field<'a>, item: ItemId) -> Row {
        let form = self.assessment.form;
        let rows = form.children(Some(item)).iter().filter_map(|&child| {
            let definition = &form.items[child];
            let shown = definition.print != Print::Hidden;
            let field = self
                .assessment
                .at(&definition.id, &field.at)
                .filter(|_| shown)?;
            Some(self.row(field, child))
        });
        let groups = form.items[item].kind == ItemKind::Map;
        let value = (!groups).then(|| self.value(field));
        let rows = if form.items[item].kind == ItemKind::Figure {
            Vec::new()
        } else {
            rows.collect()
        };
        Row {
            heading: self.heading(field),
            value,
            rows,
        }
    }

    fn records(&self, field: &Field<'a>) -> Vec<RecordGroup> {
        (1..=self.assessment.entries(&field.id))
            .filter_map(|n| {
                let entry = self.assessment.item(&format!("{}[{n}]", field.id))?;
                let part = |id: &str| {
                    self.assessment
                        .item(&format!("{}.{id}", entry.id))
                        .map(|f| &f.value)
                };
                let text = |id: &str| match part(id) {
                    Some(Value::Text(text)) => rich::read(&text.text),
                    _ => Vec::new(),
                };
                let label = self
                    .assessment
                    .text(&format!("{}.group", entry.id))
                    .unwrap_or("")
                    .trim()
                    .to_owned();
                let items = match part("items") {
                    Some(Value::Texts(texts)) => {
                        texts.iter().map(|t| t.text.trim().to_owned()).collect()
                    }
                    _ => Vec::new(),
                };
                let (mut body, mut table) = (text("text"), None);
                match part("table") {
                    Some(Value::Table(Table::Rows(rows))) => table = Some(table::of_rows(rows)),
                    Some(Value::Table(Table::Markdown(text))) => {
                        body.extend(rich::read(&text.text))
                    }
                    _ => {}
                }
                let heading = Heading {
                    label,
                    ..self.heading(entry)
                };
                Some(RecordGroup {
                    heading,
                    items,
                    text: body,
                    table,
                    note: text("note"),
                })
            })
            .collect()
    }

    fn changes(&self, field: &Field<'a>, item: ItemId) -> Block {
        let form = self.assessment.form;
        // 理由 is for checking and not printed; the form data name it optional without any label of the form.
        let columns: Vec<&Item> = form
            .children(Some(item))
            .iter()
            .map(|c| &form.items[*c])
            .collect();
        let printed = |c: &&&Item| c.id != format!("{}.reason", form.items[item].id);
        let columns: Vec<&Item> = columns.iter().filter(printed).copied().collect();
        let rows = (1..=self.assessment.entries(&field.id))
            .filter_map(|n| {
                let entry = self.assessment.item(&format!("{}[{n}]", field.id))?;
                let cells = columns
                    .iter()
                    .map(|column| {
                        match self.assessment.at(&column.id, &entry.at).map(|f| &f.value) {
                            Some(
                                Value::Text(text)
                                | Value::Date(text, _)
                                | Value::Choice { text, .. },
                            ) => rich::read(&text.text),
                            _ => Vec::new(),
                        }
                    })
                    .collect();
                let heading = Heading {
                    label: format!("第{n}行"),
                    ..self.heading(entry)
                };
                Some(ChangeRow { heading, cells })
            })
            .collect();
        Block::Changes {
            columns: columns.iter().map(|c| c.label.clone()).collect(),
            rows,
        }
    }
}

impl Field<'_> {
    fn value_is_list(&self) -> bool {
        matches!(self.value, Value::Entries(_))
    }
}
