//! The pages of a file: the chapters of the form, those of a list once for each of its files.

use typed_index_collections::TiVec;

use crate::assessment::Assessment;
use crate::assessment::field::{id_at, outer};
use crate::form::{Chapter, Form, ItemId, Layout, Print};

/// The list whose entries have chapters of their own.
pub(super) const FILES: &str = "files[]";

/// The page of what the form does not print.
pub(super) const BESIDE: &str = "beside";

/// A page.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Its name in an address: `files-1-overview`.
    pub(super) key: String,
    /// Its item with the numbers of entries; of the last page, its key.
    pub(super) id: String,
    /// The item; none of the page of what is never printed.
    pub(super) item: Option<ItemId>,
    /// The numbers of the entries in which it lies.
    pub(super) at: Vec<usize>,
    /// Its line in the contents.
    pub(super) label: String,
    /// How it is laid out.
    pub(super) layout: Layout,
}

/// All pages.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) all: Vec<Place>,
    /// The page on which an item stands, by its own item; the entry of the list is still to be found.
    pages: TiVec<ItemId, Option<ItemId>>,
}

impl Places {
    /// Those of a file.
    pub(super) fn of(assessment: &Assessment) -> Self {
        let form = assessment.form;
        let files = assessment.entries("files");
        let mut all = Vec::new();
        let mut has_files = false;
        for chapter in &form.chapters {
            let Some(item) = form.find(&chapter.item) else {
                continue;
            };
            if !chapter.item.starts_with(FILES) {
                all.push(place(form, chapter, item, &[], None));
                continue;
            }
            if !has_files {
                all.extend(list_of_files(form));
                has_files = true;
            }
            for n in 1..=files {
                let file = assessment.text(&format!("files[{n}].name"));
                let file = file.filter(|_| files > 1).map(str::trim);
                all.push(place(form, chapter, item, &[n], file));
            }
        }
        if form.items.len() > form.printed {
            all.push(Place {
                key: BESIDE.to_owned(),
                id: BESIDE.to_owned(),
                item: None,
                at: Vec::new(),
                label: "様式にない欄（印刷しません）".to_owned(),
                layout: Layout::Record,
            });
        }
        Places {
            all,
            pages: pages(form),
        }
    }

    /// A page by its key.
    pub(super) fn find(&self, key: &str) -> Option<&Place> {
        self.all.iter().find(|place| place.key == key)
    }

    /// The place among all of the page of an item at the entries of a field.
    pub(super) fn at(&self, item: ItemId, at: &[usize]) -> Option<usize> {
        let page = self.pages[item];
        let holds = |place: &Place| place.item == page && at.starts_with(&place.at);
        self.all.iter().position(holds)
    }

    /// The key of the page of an item by its id with the numbers of entries.
    pub(super) fn holding(&self, assessment: &Assessment, id: &str) -> Option<&str> {
        let mut outwards: Vec<&str> = outer(id).collect();
        outwards.reverse();
        let field = outwards.into_iter().find_map(|id| assessment.item(id))?;
        let place = self.at(field.item, &field.at)?;
        Some(&self.all[place].key)
    }
}

fn place(form: &Form, chapter: &Chapter, item: ItemId, at: &[usize], file: Option<&str>) -> Place {
    let id = id_at(&form.items[item].id, at);
    let label = chapter.contents.as_ref();
    let label = label.unwrap_or(&form.items[item].label);
    let number = at.first().map_or(String::new(), ToString::to_string);
    let label = match file {
        Some("") => format!("{label}（{}{number}）", "ファイル"),
        Some(file) => format!("{label}（{file}）"),
        None => label.clone(),
    };
    Place {
        key: key(&id),
        id,
        item: Some(item),
        at: at.to_vec(),
        label,
        layout: chapter.layout,
    }
}

/// `files[1].overview` as a part of an address.
fn key(id: &str) -> String {
    let kept = id.chars().filter(|c| *c != ']');
    kept.map(|c| if matches!(c, '[' | '.') { '-' } else { c })
        .collect()
}

/// The page on which files are added and removed.
fn list_of_files(form: &Form) -> Option<Place> {
    let item = form.find(FILES)?;
    Some(Place {
        key: "files".to_owned(),
        id: "files".to_owned(),
        item: Some(item),
        at: Vec::new(),
        label: form.items[item].label.clone(),
        layout: Layout::Record,
    })
}

/// Of each item the one whose page it stands on; none for what is not printed.
fn pages(form: &Form) -> TiVec<ItemId, Option<ItemId>> {
    let chapters = form.chapters.iter();
    let chapters: Vec<ItemId> = chapters.filter_map(|c| form.find(&c.item)).collect();
    let page = |item: ItemId| {
        let mut outwards = std::iter::successors(Some(item), |item| form.parent(*item));
        outwards.find_map(|item| {
            let definition = &form.items[item];
            let printed_in = definition.printed_in.first();
            let is_page = chapters.contains(&item) || definition.id == FILES;
            let own = is_page.then_some(item);
            own.or_else(|| form.find(printed_in?))
        })
    };
    form.items.keys().map(page).collect()
}

/// Whether an item has a page of its own, or names the form.
pub(super) fn is_elsewhere(form: &Form, item: ItemId) -> bool {
    let definition = &form.items[item];
    definition.print == Print::Chapter || !definition.printed_in.is_empty()
}
