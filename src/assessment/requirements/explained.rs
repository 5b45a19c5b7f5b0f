//! Why an item is blank, where a problem that was found before says it already.

use rustc_hash::FxHashSet;

use crate::assessment::conform::Walk;
use crate::assessment::field::FieldId;
use crate::assessment::problem::Problem;
use crate::form::ItemId;
use crate::source::Span;

/// What the problems found so far explain by themselves.
pub(super) struct Explained {
    /// Fields whose value could not be read.
    pub(super) misread: FxHashSet<FieldId>,
    /// Items that a mistyped key was meant for, with the field they are in.
    pub(super) meant: FxHashSet<(Option<FieldId>, ItemId)>,
    /// Items that a misplaced key was meant for, with the numbers of the entries it lies in.
    pub(super) misplaced: Vec<(ItemId, Vec<usize>)>,
    /// Whether a part of the file could not be read.
    pub(super) unread: bool,
    /// Fields in whose values an unread part begins, with all that hold them.
    pub(super) cut: FxHashSet<FieldId>,
}

impl Walk<'_, '_> {
    /// What the problems found so far and the parts that could not be read explain.
    pub(super) fn explained(&self, unread: &[Span]) -> Explained {
        let mut explained = Explained {
            misread: FxHashSet::default(),
            meant: FxHashSet::default(),
            misplaced: Vec::new(),
            unread: !unread.is_empty(),
            cut: self.cut(unread),
        };
        for problem in &self.problems {
            match problem {
                Problem::WrongShape { field, .. } | Problem::BadMark { field, .. } => {
                    explained.misread.insert(*field);
                }
                Problem::TooDeep { field, keys } => {
                    explained.misread.insert(*field);
                    let above = self.fields[*field].parent;
                    explained
                        .meant
                        .extend(keys.iter().map(|(item, _)| (above, *item)));
                }
                Problem::UnknownKey {
                    within,
                    nearest,
                    meant,
                    swallowed,
                    key,
                    ..
                } => {
                    for item in swallowed {
                        let shared = self.shared(*within, *item);
                        explained.misplaced.push((*item, shared));
                    }
                    if let Some(nearest) = nearest {
                        explained.meant.insert((*within, *nearest));
                    }
                    if let Some(within) = within.filter(|w| self.is_option(*w, key)) {
                        explained.misread.insert(within);
                    }
                    let mut item = *meant;
                    while let Some(here) = item {
                        explained.misplaced.push((here, self.shared(*within, here)));
                        item = self.form.parent(here);
                    }
                }
                _ => {}
            }
        }
        explained
    }

    /// The fields in whose values an unread part begins, and all that hold them.
    fn cut(&self, unread: &[Span]) -> FxHashSet<FieldId> {
        let mut cut = FxHashSet::default();
        if unread.is_empty() {
            return cut;
        }
        let fields = self.fields.iter_enumerated();
        let mut keys: Vec<(usize, FieldId)> = fields
            .filter_map(|(id, f)| f.key.map(|key| (key.end, id)))
            .collect();
        keys.sort_unstable();
        for part in unread {
            let before = keys.partition_point(|(end, _)| *end <= part.start);
            let mut next = before.checked_sub(1).map(|last| keys[last].1);
            while let Some(id) = next.filter(|id| cut.insert(*id)) {
                next = self.fields[id].parent;
            }
        }
        cut
    }

    /// The numbers of the entries that a field shares with an item elsewhere in the form.
    fn shared(&self, field: Option<FieldId>, item: ItemId) -> Vec<usize> {
        let Some(field) = field.map(|f| &self.fields[f]) else {
            return Vec::new();
        };
        let ids = [field.item, item].map(|i| self.form.items[i].id.split('.'));
        let [here, there] = ids;
        let same = here.zip(there).take_while(|(a, b)| a == b);
        let levels = same.filter(|(a, _)| a.ends_with("[]")).count();
        field.at.iter().take(levels).copied().collect()
    }

    /// Whether a key is an option of the item it is in: `行っている: …` where 選択 belongs.
    fn is_option(&self, within: FieldId, key: &str) -> bool {
        let item = &self.form.items[self.fields[within].item];
        crate::assessment::options::find(item, key).is_some()
    }

    /// Whether something else already says why an item is blank.
    pub(super) fn is_explained(&self, id: FieldId, explained: &Explained) -> bool {
        let field = &self.fields[id];
        let shape = |p: &Problem| matches!(p, Problem::MissingDash { field, .. } if *field == id);
        // A key in the first file was not meant for the second.
        let here = |(item, shared): &(ItemId, Vec<usize>)| {
            *item == field.item && field.at.starts_with(shared)
        };
        explained.misread.contains(&id)
            || explained.meant.contains(&(field.parent, field.item))
            || explained.misplaced.iter().any(here)
            || explained.cut.contains(&id)
            || field.key.is_none() && field.parent.is_some_and(|p| explained.cut.contains(&p))
            || self.problems.iter().any(shape)
    }
}
