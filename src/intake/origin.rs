//! Where the items of an import stand in its file, for those who check the file itself.

use super::alignment::Role;
use super::draft::Extent;
use super::import::Imported;
use super::write::REST;
use crate::assessment::field::id_at;
use crate::source::origin::Origin;

/// The places of the items of an assessment that was read; none where its YAML was attached to the file.
pub fn origin(imported: &Imported) -> Origin {
    let mut origin = Origin::default();
    let Some(drafted) = imported.drafted() else {
        return origin;
    };
    let form = imported.form;
    for segment in &drafted.alignment.segments {
        let is_label = match segment.role {
            Role::Label => true,
            Role::Value => false,
            Role::Printed | Role::Blank | Role::Left => continue,
        };
        let cell = drafted.book.cells.get(segment.cell);
        if let (Some(cell), Some((item, at))) = (cell, &segment.item) {
            let words = cell.text.get(segment.range.clone()).unwrap_or_default();
            let id = id_at(&form.items[*item].id, at);
            origin.add(id, cell.place.to_string(), words, is_label);
        }
    }
    let draft = &drafted.draft;
    for ((item, at), value) in &draft.values {
        let (id, place) = (id_at(&form.items[*item].id, at), value.place.to_string());
        // The numbers of entries may have changed since their pieces were found.
        if !origin.has(&id, &place) {
            origin.forget(&id);
            origin.add(id, place, "", false);
        }
    }
    if let Some(rest) = form.find(REST) {
        let before = Extent::of(draft, form).entries(rest, &[]);
        for (n, left) in draft.rest.iter().enumerate() {
            let number = before + n + 1;
            for &column in form.children(Some(rest)) {
                let id = id_at(&form.items[column].id, &[number]);
                origin.add(id, left.place.clone(), &left.text, false);
            }
        }
    }
    origin
}
