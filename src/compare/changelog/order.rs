//! The order of the rows of 別添３ within a date: as the form prints the items they name.

use crate::assessment::field::is_within;
use crate::assessment::resolve::Resolution;
use crate::form::{Form, ItemId};

/// Where an item is printed: chapter, the file it belongs to, then list, entry and item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    chapter: usize,
    /// The number of the file; none where the item belongs to none, or the reference does not say.
    pub file: Option<usize>,
    /// The first item of the list, the number of the entry, the item.
    within: (ItemId, usize, ItemId),
    /// Whether the reference leaves out the number of the entry.
    open: bool,
}

impl Place {
    /// Whether both say where they are in a list, or neither does.
    pub fn is_comparable(&self, other: &Place) -> bool {
        self.open == other.open
    }
}

/// The place in print of the item that a reference means.
pub fn place(form: &Form, found: &Resolution) -> Option<Place> {
    let id = form.items[found.item].id.as_str();
    let chapter = form.chapters.iter().position(|c| is_within(id, &c.item))?;
    let of_file = id.starts_with("files[]");
    let file = found.at.first().copied().flatten().filter(|_| of_file);
    // Entries of one list come one after another, with all that is in them; before and after them the item decides.
    let levels = usize::from(of_file);
    let list = id.match_indices("[]").map(|(end, _)| end).nth(levels);
    let number = found.at.get(levels).copied().flatten();
    let first = |outer: &str| form.items.position(|i| i.id.starts_with(outer));
    let before = match list {
        Some(end) => first(&id[..end])?,
        None => found.item,
    };
    Some(Place {
        chapter,
        file,
        within: (before, number.unwrap_or_default(), found.item),
        open: list.is_some() && number.is_none(),
    })
}
