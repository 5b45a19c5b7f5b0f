//! The walk over both versions: every item of the form meets itself, every entry its successor.

use super::change::{self, Change, ChangeKind, Content, Part, Place};
use super::chapters::chapter;
use super::entries::{entries, place, position, row, whole_entry};
use super::rows::{self, Row};
use super::values::{self, Side};
use crate::assessment::Assessment;
use crate::assessment::field::Field;
use crate::form::{self, Form, Item, ItemId};

/// The entry numbers of an item in the old and in the new version.
type At<'n> = (&'n [usize], &'n [usize]);

/// The work in progress.
pub(super) struct Walk<'d, 'o, 'n> {
    old: &'d Assessment<'o>,
    new: &'d Assessment<'n>,
    changes: Vec<Change>,
    renumbered: Vec<(String, String)>,
}

impl<'d, 'o, 'n> Walk<'d, 'o, 'n> {
    /// All changes, in the order of the form's items, and the ids of the entries that have other numbers now.
    pub(super) fn run(
        old: &'d Assessment<'o>,
        new: &'d Assessment<'n>,
    ) -> (Vec<Change>, Vec<(String, String)>) {
        let mut walk = Walk {
            old,
            new,
            changes: Vec::new(),
            renumbered: Vec::new(),
        };
        walk.below(new.form, None, (&[], &[]));
        if old.form.edition != new.form.edition {
            walk.below(old.form, None, (&[], &[]));
        }
        (walk.changes, walk.renumbered)
    }

    /// All items below one. Of the old form only those that the new one does not have are still to be seen.
    fn below(&mut self, form: &'static Form, parent: Option<ItemId>, at: At) {
        let left_over = form.edition != self.new.form.edition;
        let printed = form.children(parent).iter();
        for &child in printed.filter(|child| form.is_printed(**child)) {
            let item = &form.items[child];
            let seen = left_over && self.new.form.find(&item.id).is_some();
            if seen {
                // Entries were matched before; what lies in them can't be found again by its numbers.
                if !item.is_list() {
                    self.below(form, Some(child), at);
                }
            } else if !change::is_change_table(form, item) {
                self.item(form, child, at);
            }
        }
    }

    fn item(&mut self, form: &'static Form, item: ItemId, at: At) {
        let definition = &form.items[item];
        let old = self.old.at(&definition.id, at.0);
        let new = self.new.at(&definition.id, at.1);
        let has_items_below = !form.children(Some(item)).is_empty();
        match definition.kind {
            form::ItemKind::List if has_items_below => self.list(form, item, at),
            form::ItemKind::Map => self.below(form, Some(item), at),
            form::ItemKind::Period => self.leaf(definition, old, new),
            _ => {
                self.leaf(definition, old, new);
                self.below(form, Some(item), at);
            }
        }
    }

    /// An item with a value of its own.
    fn leaf(&mut self, item: &'static Item, old: Option<&Field<'o>>, new: Option<&Field<'n>>) {
        let (old, new) = (Side::new(self.old, old), Side::new(self.new, new));
        if old.text == new.text || values::same_choice(item, &old, &new) {
            return;
        }
        let (content, formal) = values::content(item, &old, &new);
        let kind = match (old.text.is_empty(), new.text.is_empty()) {
            (true, _) => ChangeKind::Added,
            (_, true) => ChangeKind::Removed,
            _ if is_name(item) && !formal => ChangeKind::Renamed,
            _ => ChangeKind::Edited,
        };
        let follows = values::follows(item, &content, &old, &new);
        let (old, new) = (placed(old), placed(new));
        self.add(Changed {
            item,
            kind,
            old,
            new,
            content,
            formal,
            significant: item.significant,
            follows,
        });
    }

    /// A repeated group: its entries matched by what they are, then compared.
    fn list(&mut self, form: &'static Form, item: ItemId, at: At) {
        let definition = &form.items[item];
        let old = entries(self.old, definition, at.0);
        let new = entries(self.new, definition, at.1);
        let name = form
            .children(Some(item))
            .first()
            .map(|child| form.items[*child].id.as_str());
        let rows_of_old: Vec<Row> = old.iter().map(|e| row(self.old, e, name)).collect();
        let rows_of_new: Vec<Row> = new.iter().map(|e| row(self.new, e, name)).collect();
        let of_new = rows::pair(&rows_of_old, &rows_of_new);
        let moved = rows::moved(&of_new);
        let mut taken = vec![false; old.len()];
        of_new.iter().flatten().for_each(|i| taken[*i] = true);
        let mut next_old = 0;
        for (j, partner) in of_new.iter().enumerate() {
            // What is gone is reported where it was.
            if let Some(i) = partner.filter(|_| !moved[j]) {
                (next_old..i)
                    .filter(|i| !taken[*i])
                    .for_each(|i| self.gone(definition, old[i]));
                next_old = i + 1;
            }
            match *partner {
                None => self.come(definition, new[j]),
                Some(i) => {
                    if moved[j] {
                        self.moved(definition, (&old, i), (&new, j));
                    }
                    if old[i].id != new[j].id {
                        let ids = (old[i].id.clone(), new[j].id.clone());
                        self.renumbered.push(ids);
                    }
                    self.below(form, Some(item), (&old[i].at, &new[j].at));
                }
            }
        }
        (next_old..old.len())
            .filter(|i| !taken[*i])
            .for_each(|i| self.gone(definition, old[i]));
    }

    fn come(&mut self, item: &'static Item, entry: &Field) {
        let (place, parts) = whole_entry(self.new, entry);
        self.entry(item, ChangeKind::Added, (None, Some(place)), parts);
    }

    fn gone(&mut self, item: &'static Item, entry: &Field) {
        let (place, parts) = whole_entry(self.old, entry);
        self.entry(item, ChangeKind::Removed, (Some(place), None), parts);
    }

    fn entry(
        &mut self,
        item: &'static Item,
        kind: ChangeKind,
        (old, new): (Option<Place>, Option<Place>),
        parts: Vec<Part>,
    ) {
        // A placeholder that came or went changes numbers, and nothing else.
        let formal = parts.is_empty();
        self.add(Changed {
            item,
            kind,
            old,
            new,
            formal,
            significant: item.significant || parts.iter().any(|part| part.significant),
            content: Content::Entry { parts },
            follows: false,
        });
    }

    /// An entry that moved: the entries of both lists, and its place among them.
    fn moved(
        &mut self,
        item: &'static Item,
        (olds, i): (&[&Field], usize),
        (news, j): (&[&Field], usize),
    ) {
        let content = Content::Order {
            old: position(self.old, olds, i),
            new: position(self.new, news, j),
        };
        let (old, _) = whole_entry(self.old, olds[i]);
        let (new, parts) = whole_entry(self.new, news[j]);
        self.add(Changed {
            item,
            kind: ChangeKind::Moved,
            old: Some(old),
            new: Some(new),
            content,
            formal: true,
            significant: item.significant || parts.iter().any(|part| part.significant),
            follows: false,
        });
    }

    fn add(&mut self, changed: Changed) {
        let Changed {
            item,
            kind,
            old,
            new,
            content,
            formal,
            significant,
            follows,
        } = changed;
        let scope = change::scope(item);
        // A record of a review has no 別添３ that would record it.
        let is_logged = self.new.form.find("changes[]").is_some();
        let proposal = change::propose(item, scope, significant, formal);
        self.changes.push(Change {
            item,
            kind,
            old,
            new,
            content,
            chapter: chapter(self.new.form, item),
            scope,
            formal,
            significant,
            follows,
            replacements: Vec::new(),
            proposal: proposal.filter(|_| is_logged),
            logged: Vec::new(),
            risk: None,
        });
    }
}

/// A change before it is judged.
struct Changed {
    item: &'static Item,
    kind: ChangeKind,
    old: Option<Place>,
    new: Option<Place>,
    content: Content,
    formal: bool,
    significant: bool,
    follows: bool,
}

/// Whether an item is the name of a row: then a change of it renames the row.
fn is_name(item: &Item) -> bool {
    let last = item.id.rsplit_once("[].").map_or("", |(_, last)| last);
    ["name", "group", "title"].contains(&last)
}

fn placed(side: Side) -> Option<Place> {
    let field = side.field?;
    Some(place(side.assessment, field, side.text))
}
