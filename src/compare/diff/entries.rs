//! The entries of repeated groups: what matching sees of them, and how they are described as a whole.

use super::change::{Part, Place};
use super::formal::same_but_for_form;
use super::likeness::Profile;
use super::printed;
use super::rows::Row;
use crate::assessment::Assessment;
use crate::assessment::field::{Field, id_at};
use crate::form::{Item, ItemKind};
use crate::japanese::notation::norm_key;

/// The entries of a list.
pub(super) fn entries<'f, 'a>(
    assessment: &'f Assessment<'a>,
    list: &Item,
    at: &[usize],
) -> Vec<&'f Field<'a>> {
    let count = assessment.entries(&id_at(&list.id, at));
    let entry = |n| assessment.at(&list.id, &[at, &[n]].concat());
    (1..=count).filter_map(entry).collect()
}

/// The items that lie in an entry.
fn inside<'f, 'a>(assessment: &'f Assessment<'a>, entry: &Field) -> Vec<&'f Field<'a>> {
    let below = assessment.below(&entry.id);
    below.map(|(_, field)| field).collect()
}

/// An entry as matching sees it: its name, and all prose below it.
pub(super) fn row<'r>(
    assessment: &'r Assessment,
    entry: &'r Field,
    name: Option<&'r str>,
) -> Row<'r> {
    let is_name = move |f: &&Field| Some(assessment.definition(f).id.as_str()) == name;
    let is_prose = |f: &&Field| !f.blank && printed::is_prose(assessment.definition(f).kind);
    let text = |f: &Field| same_but_for_form(&printed::text(assessment, f));
    let inside = inside(assessment, entry).into_iter().filter(is_prose);
    let mut names = inside.clone().filter(is_name);
    // A running number names nothing: it changes when a row is put before it.
    let name = names.next_back().map(|f| norm_key(&text(f)));
    let name = name.filter(|name| !name.chars().all(char::is_numeric));
    let body = inside.filter(move |f| !is_name(f)).map(text);
    Row::new(name.unwrap_or_default(), || {
        Profile::of(&body.collect::<String>())
    })
}

/// Where an item is.
pub(super) fn place(assessment: &Assessment, field: &Field, text: String) -> Place {
    Place {
        id: field.id.clone(),
        at: field.at.clone(),
        address: assessment.address(field),
        name: assessment.name(field),
        entry: entry_name(assessment, field),
        text,
    }
}

/// The name of the innermost entry that an item is or lies in; what lies in a file has its name in the address already.
fn entry_name(assessment: &Assessment, field: &Field) -> String {
    let form = assessment.form;
    let mut at = Some(field);
    while let Some(here) = at {
        let item = assessment.definition(here);
        let is_entry = item.is_list() && here.at.len() == item.id.matches("[]").count();
        if is_entry && (item.id != "files[]" || here.id == field.id) {
            let named = form.children(Some(here.item)).first();
            let name = named.and_then(|child| assessment.at(&form.items[*child].id, &here.at));
            let text = name.map_or(String::new(), |f| printed::text(assessment, f));
            let name = text.lines().next().unwrap_or_default();
            // A number that is its place in the list is in its address already.
            let is_place = here
                .at
                .last()
                .is_some_and(|place| name == place.to_string());
            return if is_place {
                String::new()
            } else {
                name.to_owned()
            };
        }
        at = here.parent.and_then(|parent| assessment.fields.get(parent));
    }
    String::new()
}

/// Where an entry is in its list, by the words of the form: 委託事項2; where the form counts none, by the name of the
/// one before it.
pub(super) fn position(assessment: &Assessment, entries: &[&Field], place: usize) -> String {
    let Some(entry) = entries.get(place) else {
        return String::new();
    };
    let item = assessment.definition(entry);
    if let Some(words) = item.numbered_at(&entry.at) {
        return words;
    }
    let before = place.checked_sub(1).and_then(|place| entries.get(place));
    match before.map(|before| entry_name(assessment, before)) {
        None => "先頭".to_owned(),
        Some(name) if name.is_empty() => format!("{}の{}番目", item.label, place + 1),
        Some(name) => format!("「{name}」の次"),
    }
}

/// An entry with all that is written in it.
pub(super) fn whole_entry(assessment: &Assessment, entry: &Field) -> (Place, Vec<Part>) {
    let parts: Vec<Part> = inside(assessment, entry)
        .into_iter()
        .filter_map(|field| {
            let item = assessment.definition(field);
            // The ends of a period are part of the period.
            let of_period = field
                .parent
                .and_then(|p| assessment.fields.get(p))
                .is_some_and(|parent| assessment.definition(parent).kind == ItemKind::Period);
            let text = printed::text(assessment, field);
            (!text.is_empty() && !of_period).then(|| Part {
                item: field.id.clone(),
                label: item.label_at(&field.at),
                text,
                significant: item.significant,
            })
        })
        .collect();
    let line = |part: &Part| {
        let parting = if part.text.contains('\n') {
            '\n'
        } else {
            '　'
        };
        format!("{}{parting}{}", part.label, part.text)
    };
    let text = parts.iter().map(line).collect::<Vec<_>>().join("\n");
    (place(assessment, entry, text), parts)
}
