//! A page box by box, in the order of the form.

use std::collections::BTreeMap;

use super::control::control;
use super::findings::Placed;
use super::model::{Chapter, Control, FormBox, Part, Shell, State};
use super::places::{BESIDE, Place, is_elsewhere};
use super::{Desk, since};
use crate::assessment::asked::Asked;
use crate::assessment::field::{Field, FieldId};
use crate::assessment::value::Value;
use crate::form::condition::Condition;
use crate::form::{Item, ItemId, ItemKind, Print};
use crate::source::lang::Lang;

/// Lists that are read across: a row for each entry.
const TABLES: [&str; 2] = ["changes[]", "flow_figure.figure.flows[]"];

impl<'a> Desk<'_, 'a> {
    /// A page by its key.
    pub fn chapter(&self, key: &str) -> Option<Chapter> {
        let place = self.places.find(key)?;
        let mut chapter = Chapter {
            key: place.key.clone(),
            id: place.id.clone(),
            layout: place.layout,
            label: self.label(place),
            file: self.file(place),
            findings: Vec::new(),
            unread: self.unread(),
            since: self
                .seen
                .since
                .as_ref()
                .map_or(String::new(), |s| s.name.clone()),
            parts: self.parts(place),
        };
        let placed = Placed::of(self, &chapter);
        placed.put(&mut chapter);
        if let Some(version) = &self.seen.since {
            since::put(version.diff, &mut chapter);
        }
        Some(chapter)
    }

    fn label(&self, place: &Place) -> String {
        match place.item {
            Some(item) => self.seen.assessment.form.items[item].label.clone(),
            None => place.label.clone(),
        }
    }

    fn file(&self, place: &Place) -> String {
        let file = self.seen.assessment.file_of(&place.at);
        file.unwrap_or_default().to_owned()
    }

    /// That parts of the file can't be read, in a sentence.
    fn unread(&self) -> String {
        if !self.seen.assessment.is_broken() {
            return String::new();
        }
        "ファイルに読み取れない所があります。その部分に書かれたことは、この画面の欄に現れません。下の指摘の順に直してください。"
            .to_owned()
    }

    fn parts(&self, place: &Place) -> Vec<Part> {
        let form = self.seen.assessment.form;
        let Some(item) = place.item else {
            let roots = form.children(None).iter();
            let roots = roots.filter(|item| {
                self.places
                    .at(**item, &[])
                    .is_some_and(|n| self.places.all[n].key == BESIDE)
            });
            return roots
                .flat_map(|item| self.part(*item, &[], Nesting::Outermost))
                .collect();
        };
        let mut parts = self.printed_here(&form.items[item].id, &place.at);
        let field = self.seen.assessment.at(&form.items[item].id, &place.at);
        let is_group = form.items[item].kind == ItemKind::Map;
        parts.extend(match field {
            Some(_) if is_group => self.below(item, &place.at, Nesting::Outermost),
            Some(field) => self.of_field(field, item, Nesting::Outermost),
            None => Vec::new(),
        });
        parts
    }

    /// Items that a page shows although they are elsewhere in the form: 名称 as Ⅱ１.
    fn printed_here(&self, chapter: &str, at: &[usize]) -> Vec<Part> {
        let items = self.seen.assessment.form.items.iter_enumerated();
        let here = items.filter(|(_, item)| item.printed_in.iter().any(|c| c == chapter));
        let parts = here.filter_map(|(id, item)| {
            let field = self.seen.assessment.at(&item.id, at)?;
            let mut parts = self.of_field(field, id, Nesting::Outermost);
            let place = item.printed_in.iter().position(|c| c == chapter);
            let address = item.address.split('|').nth(place?)?;
            parts.first_mut()?.item.address = address.to_owned();
            Some(parts)
        });
        parts.flatten().collect()
    }

    /// What is below an item.
    fn below(&self, item: ItemId, at: &[usize], nesting: Nesting) -> Vec<Part> {
        let form = self.seen.assessment.form;
        let definition = &form.items[item];
        let notes = definition.notes.iter().enumerate();
        let notes = notes.map(|(n, text)| note(format!("{}:{n}", definition.id), text));
        let mut parts: Vec<Part> = notes.collect();
        for &child in form.children(Some(item)) {
            if is_elsewhere(form, child) && nesting != Nesting::ListOfFiles {
                continue;
            }
            if let Some(text) = &form.items[child].heading_before {
                parts.push(note(format!("{}:before", form.items[child].id), text));
            }
            parts.extend(self.part(child, at, nesting));
        }
        parts
    }

    fn part(&self, item: ItemId, at: &[usize], nesting: Nesting) -> Vec<Part> {
        let id = &self.seen.assessment.form.items[item].id;
        let field = self.seen.assessment.at(id, at);
        field.map_or(Vec::new(), |field| self.of_field(field, item, nesting))
    }

    /// A field with what is below it.
    fn of_field(&self, field: &Field<'a>, item: ItemId, nesting: Nesting) -> Vec<Part> {
        let form = self.seen.assessment.form;
        let definition = &form.items[item];
        let mut boxed = self.boxed(field);
        if nesting == Nesting::Cells {
            boxed.address = self.seen.assessment.address(field);
        }
        let is_group = matches!(boxed.control, Control::Group { .. });
        if is_group {
            return vec![self.group(field, item, boxed)];
        }
        let shell = match definition.print {
            _ if nesting == Nesting::Cells => Shell::Row,
            _ if definition.kind == ItemKind::Figure => Shell::Section,
            Print::Section | Print::Chapter => Shell::Section,
            Print::Subsection => Shell::Subsection,
            Print::Hidden if definition.kind == ItemKind::Map => Shell::Subsection,
            _ => Shell::Row,
        };
        let inner = match definition.kind {
            ItemKind::Figure => self.figure(field, item),
            _ => self.below(item, &field.at, Nesting::Inner),
        };
        vec![Part {
            shell,
            item: boxed,
            parts: inner,
        }]
    }

    /// 別添１: the drawing, then what it is drawn from.
    fn figure(&self, field: &Field<'a>, item: ItemId) -> Vec<Part> {
        let id = format!("{}:drawing", field.id);
        let drawing = FormBox {
            control: super::control::drawing(self.seen.assessment, field),
            ..FormBox::bare(id)
        };
        let mut parts = vec![Part {
            shell: Shell::Drawing,
            item: drawing,
            parts: Vec::new(),
        }];
        parts.extend(self.below(item, &field.at, Nesting::Inner));
        parts
    }

    /// A repeated group with its entries.
    fn group(&self, field: &Field<'a>, item: ItemId, boxed: FormBox) -> Part {
        let assessment = self.seen.assessment;
        let definition = &assessment.form.items[item];
        let is_table = TABLES.contains(&definition.id.as_str());
        let (shell, of_entry) = match is_table {
            true => (Shell::Table, Shell::TableRow),
            false => (Shell::Group, Shell::Entry),
        };
        let nesting = match is_table {
            true => Nesting::Cells,
            _ if definition.id == super::places::FILES => Nesting::ListOfFiles,
            _ => Nesting::Inner,
        };
        let count = assessment.entries(&field.id);
        let mut parts = Vec::new();
        for n in 1..=count {
            if let Some(text) = definition.bundles.get(&n) {
                parts.push(note(format!("{}:{n}", field.id), text));
            }
            let at = [field.at.as_slice(), &[n]].concat();
            let Some(entry) = assessment.at(&definition.id, &at) else {
                continue;
            };
            parts.push(Part {
                shell: of_entry,
                item: self.entry(entry, field, count),
                parts: match nesting {
                    Nesting::ListOfFiles => self.name_of_file(item, &at),
                    _ => self.below(item, &at, nesting),
                },
            });
        }
        Part {
            shell,
            item: boxed,
            parts,
        }
    }

    /// On the page of files an entry is its name; all else of it has pages of its own.
    fn name_of_file(&self, item: ItemId, at: &[usize]) -> Vec<Part> {
        let form = self.seen.assessment.form;
        let named = form.children(Some(item)).iter().copied();
        let mut named = named.filter(|child| form.items[*child].kind == ItemKind::Text);
        let Some(name) = named.next() else {
            return Vec::new();
        };
        let mut parts = self.part(name, at, Nesting::Cells);
        for part in &mut parts {
            part.item.label.clone_from(&form.items[name].key);
        }
        parts
    }

    /// The box of an entry of a list.
    fn entry(&self, entry: &Field<'a>, list: &Field<'a>, count: usize) -> FormBox {
        let assessment = self.seen.assessment;
        let definition = assessment.definition(entry);
        let n = entry.at.last().copied().unwrap_or(1);
        let numbered = definition.numbered_at(&entry.at);
        let label = numbered.unwrap_or_else(|| format!("{}{n}", definition.key));
        let pages = self.places.all.iter();
        let pages = pages.filter(|place| !place.at.is_empty() && place.at == entry.at);
        let pages = pages.filter(|_| definition.id == super::places::FILES);
        FormBox {
            label,
            name: self.name(entry),
            control: Control::Entry {
                list: list.id.clone(),
                n,
                of: count,
                pages: pages
                    .map(|place| (place.key.clone(), place.label.clone()))
                    .collect(),
            },
            missing: false,
            state: State::Optional,
            when: String::new(),
            help: "",
            ..self.boxed(entry)
        }
    }

    /// What an entry is called: its first text.
    fn name(&self, entry: &Field<'a>) -> String {
        let assessment = self.seen.assessment;
        let children = assessment.form.children(Some(entry.item)).iter();
        let mut texts =
            children.filter(|item| assessment.form.items[**item].kind == ItemKind::Text);
        let name = texts.next().map(|item| &assessment.form.items[*item]);
        let field = name.and_then(|item| assessment.at(&item.id, &entry.at));
        match field.map(|field| &field.value) {
            Some(Value::Text(text)) => first_line(&text.text),
            _ => String::new(),
        }
    }

    /// The box of a field, without what is below it and without what the check says.
    fn boxed(&self, field: &Field<'a>) -> FormBox {
        let assessment = self.seen.assessment;
        let definition = assessment.definition(field);
        let control = control(assessment, field);
        let asked = self.asked_of(field);
        let when = match definition.required {
            Condition::Always | Condition::Optional => String::new(),
            _ => assessment.form.guide(field.item).when_there(Lang::Ja),
        };
        let label = definition.row_label.as_ref();
        let label = label.filter(|_| matches!(definition.print, Print::Row));
        let label = label.cloned();
        let label = label.unwrap_or_else(|| definition.label_at(&field.at));
        // The head of the page says it already.
        let address = short(assessment.address(field), &label);
        let is_of_page =
            definition.print == Print::Chapter || Some(&address) == self.above(field).as_ref();
        let label = match definition.print {
            Print::Chapter => definition.key.clone(),
            _ => label,
        };
        FormBox {
            address: match is_of_page {
                true => String::new(),
                false => address,
            },
            significant: definition.marked && !label.contains('※'),
            label,
            state: state(asked),
            when,
            blank: field.blank,
            missing: asked == Asked::Demanded && is_missing(field, definition),
            help: &definition.help,
            instead: self.instead(definition, &control),
            item: &definition.id,
            key: &definition.key,
            control,
            ..FormBox::bare(field.id.clone())
        }
    }

    /// The address of the item above, which stands over it on the page.
    fn above(&self, field: &Field) -> Option<String> {
        let assessment = self.seen.assessment;
        let above = &assessment.fields[field.parent?];
        let address = assessment.address(above);
        Some(short(address, ""))
    }

    fn asked_of(&self, field: &Field) -> Asked {
        let place = self.seen.assessment.find(&field.id);
        place.map_or(Asked::Optional, |place: FieldId| self.asked[place])
    }

    /// What is printed where nothing is written.
    fn instead(&self, definition: &Item, control: &Control) -> String {
        if let Some(text) = &definition.default {
            return text.clone();
        }
        match (control, &definition.same_as) {
            (Control::Texts { values, .. }, Some(_)) if values.is_empty() => {
                "書かなければ、Ⅱ１の名称から印刷します。".to_owned()
            }
            _ => String::new(),
        }
    }
}

impl FormBox {
    /// A box of which nothing is known but its name.
    fn bare(id: String) -> Self {
        FormBox {
            id,
            item: "",
            key: "",
            address: String::new(),
            label: String::new(),
            significant: false,
            name: String::new(),
            control: Control::Heading,
            state: State::Optional,
            when: String::new(),
            blank: false,
            missing: false,
            help: "",
            instead: String::new(),
            findings: Vec::new(),
            also: Vec::new(),
            excepted: Vec::new(),
            before: Vec::new(),
        }
    }
}

impl Chapter {
    /// All boxes, each before those below it.
    pub(super) fn each(&mut self, f: &mut dyn FnMut(&mut FormBox)) {
        fn all(parts: &mut [Part], f: &mut dyn FnMut(&mut FormBox)) {
            for part in parts {
                f(&mut part.item);
                all(&mut part.parts, f);
            }
        }
        all(&mut self.parts, f);
    }

    /// The ids of all boxes.
    pub(super) fn ids(&self) -> BTreeMap<String, ()> {
        fn all(parts: &[Part], ids: &mut BTreeMap<String, ()>) {
            for part in parts {
                if part.shell != Shell::Note {
                    ids.insert(part.item.id.clone(), ());
                }
                all(&part.parts, ids);
            }
        }
        let mut ids = BTreeMap::new();
        all(&self.parts, &mut ids);
        ids
    }
}

/// Where a part is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nesting {
    /// Right on the page.
    Outermost,
    /// Below another box.
    Inner,
    /// As cells of a table.
    Cells,
    /// On the page of files.
    ListOfFiles,
}

fn note(id: String, text: &str) -> Part {
    Part {
        shell: Shell::Note,
        item: FormBox {
            label: text.to_owned(),
            ..FormBox::bare(format!("note:{id}"))
        },
        parts: Vec::new(),
    }
}

pub(super) fn state(asked: Asked) -> State {
    match asked {
        Asked::Demanded => State::Demanded,
        Asked::Optional => State::Optional,
        Asked::Open => State::Open,
        Asked::RuledOut => State::RuledOut,
    }
}

/// Whether nothing is written in a box that is to be written itself, whatever is below it.
pub(super) fn is_missing(field: &Field, definition: &Item) -> bool {
    match definition.kind {
        // Its items say so themselves, each for itself.
        ItemKind::Map => definition.at_least_one && field.blank,
        ItemKind::Figure => field.blank,
        _ => field.blank || matches!(field.value, Value::Blank | Value::Entries(0)),
    }
}

/// The address without the name of the file, and without the label after it, which stands beside it.
fn short(address: String, label: &str) -> String {
    let address = address.split('（').next().unwrap_or_default().to_owned();
    let bare = address
        .strip_suffix(label)
        .map(|rest| rest.trim_end().to_owned());
    bare.unwrap_or(address)
}

fn first_line(text: &str) -> String {
    const MOST: usize = 40;
    crate::source::outward::first_line(text.trim(), MOST)
}
