//! Groups and lists in which keys stand that are all blank: each key that is asked for is missing, not the group.

use rustc_hash::{FxHashMap, FxHashSet};

use super::State;
use crate::assessment::conform::Walk;
use crate::assessment::field::{FieldId, below};
use crate::assessment::problem::Problem;
use crate::form::ItemKind;

/// Blank items whose keys stand in them.
#[derive(Debug, Default)]
pub(super) struct Begun(FxHashSet<FieldId>);

impl Begun {
    /// Whether keys stand in a blank item.
    pub(super) fn holds(&self, id: FieldId) -> bool {
        self.0.contains(&id)
    }

    /// Takes up an item that is missing, or a blank entry of such a list; its state, by which what is in it is looked at.
    pub(super) fn note(&mut self, walk: &Walk, id: FieldId, state: State) -> State {
        let kind = walk.form.items[walk.fields[id].item].kind;
        // Of these, nothing is asked for by itself.
        let is_one = matches!(kind, ItemKind::Period | ItemKind::Figure);
        if !walk.fields[id].blank || is_one || !has_keys(walk, id) {
            return state;
        }
        self.0.insert(id);
        State::Open
    }

    /// Leaves out that a group is missing in which something is missing by itself, and that its entries are blank.
    pub(super) fn settle(&self, walk: &mut Walk, problems: &mut Vec<Problem>) {
        let mut incomplete: FxHashSet<FieldId> = FxHashSet::default();
        for problem in problems.iter() {
            if let Problem::Missing { field, .. } | Problem::NoneOf { field } = problem {
                let mut above = walk.fields[*field].parent;
                while let Some(id) = above.filter(|id| incomplete.insert(*id)) {
                    above = walk.fields[id].parent;
                }
            }
        }
        let has_own = |id: FieldId| {
            let kind = walk.form.items[walk.fields[id].item].kind;
            kind.own_key().is_some()
        };
        let is_incomplete =
            |id: FieldId| self.holds(id) && incomplete.contains(&id) && !has_own(id);
        let mut asked_for: FxHashMap<FieldId, Vec<FieldId>> = FxHashMap::default();
        problems.retain_mut(|problem| match problem {
            Problem::Missing { field, because, .. } if is_incomplete(*field) => {
                asked_for.insert(*field, std::mem::take(because));
                false
            }
            _ => true,
        });
        // What asks for a group asks for what is in it.
        for problem in problems.iter_mut() {
            if let Problem::Missing { field, because, .. } = problem {
                let mut above = walk.fields[*field].parent;
                while let Some(id) = above {
                    because.extend(asked_for.get(&id).into_iter().flatten());
                    above = walk.fields[id].parent;
                }
            }
        }
        let entries: Vec<bool> = walk
            .problems
            .iter()
            .map(|problem| match problem {
                Problem::BlankEntry { field, .. } => !is_incomplete(*field),
                _ => true,
            })
            .collect();
        let mut kept = entries.into_iter();
        walk.problems.retain(|_| kept.next().unwrap_or(true));
    }
}

/// Whether a key stands in an item, or in an entry of it.
fn has_keys(walk: &Walk, id: FieldId) -> bool {
    below(&walk.fields, id).any(|(_, field)| field.key.is_some())
}
