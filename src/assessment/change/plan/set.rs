//! The text of an item.

use super::{Plan, Planned, Spot, Target};
use crate::assessment::change::tree::{Delta, Slot, Tree};
use crate::assessment::change::{Unchangeable, meant};
use crate::form::ItemKind;
use crate::source::Span;
use crate::yaml::{Content, Node};

impl<'a> Plan<'_, 'a> {
    pub(super) fn set(&self, target: Target, text: &'a str) -> Planned<'a> {
        let tree = Tree::text(meant(text));
        match self.definition(target).kind {
            ItemKind::List | ItemKind::Map | ItemKind::Checks => Err(Unchangeable::OtherKind),
            ItemKind::ChoiceText | ItemKind::TextText => self.set_own(target, tree),
            kind => self.set_leaf(target, kind, tree),
        }
    }

    fn set_leaf(&self, target: Target, kind: ItemKind, tree: Tree<'a>) -> Planned<'a> {
        let Some(spot) = self.spot(target.id) else {
            return self.set_missing(target, tree);
        };
        let node = spot.node;
        if says(node, &tree) {
            return Ok(Delta::Same);
        }
        match (&node.content, kind) {
            (Content::Blank | Content::Scalar(_), _) => {}
            (Content::Map(_), ItemKind::Period) if tree == Tree::Blank => {
                return Ok(self.with(&spot, cleared(node)));
            }
            (Content::Map(_), ItemKind::Period) => {}
            (Content::Map(_) | Content::Seq(_), ItemKind::Table) => {}
            (Content::Seq(_), ItemKind::Figure) => {}
            (Content::Map(_), ItemKind::Figure) if !node.is_blank() => {
                return Err(Unchangeable::InItsPlace(node.span));
            }
            _ if node.is_blank() => {}
            _ => return Err(Unchangeable::Shape(node.span)),
        }
        Ok(self.with(&spot, Delta::Is(tree)))
    }

    fn set_missing(&self, target: Target, tree: Tree<'a>) -> Planned<'a> {
        match tree {
            Tree::Blank => Ok(Delta::Same),
            tree => self.below(self.above(target)?, vec![(target.item, tree)]),
        }
    }

    /// The text of an item that has others below it: after 選択 or 内容, or in the place of all.
    fn set_own(&self, target: Target, tree: Tree<'a>) -> Planned<'a> {
        let own = |tree| vec![(target.item, tree)];
        let Some(spot) = self.spot(target.id) else {
            return match tree {
                Tree::Blank => Ok(Delta::Same),
                tree => {
                    let whole = self.grown(Some(target.item), own(tree));
                    self.below(self.above(target)?, own(whole))
                }
            };
        };
        match &spot.node.content {
            Content::Map(_) => {
                let (_, field) = self.field(target.id).ok_or(Unchangeable::NoSuchItem)?;
                if let Some(text) = field.value.text()
                    && let Some(spot) = spot_of_text(&spot, text.span)
                {
                    return match says(spot.node, &tree) {
                        true => Ok(Delta::Same),
                        false => Ok(self.with(&spot, Delta::Is(tree))),
                    };
                }
                if let Some(wrong) = self.own_value(target, spot.node)
                    && !wrong.is_blank()
                {
                    return Err(Unchangeable::Shape(wrong.span));
                }
                match tree {
                    Tree::Blank => Ok(Delta::Same),
                    tree => self.below_at(&spot, Some(target.item), own(tree)),
                }
            }
            Content::Seq(_) if !spot.node.is_blank() => Err(Unchangeable::Shape(spot.node.span)),
            _ if says(spot.node, &tree) => Ok(Delta::Same),
            Content::Scalar(_) if !spot.node.is_blank() => Ok(self.with(&spot, Delta::Is(tree))),
            _ => self.below_at(&spot, Some(target.item), own(tree)),
        }
    }

    /// What stands after 選択 or 内容.
    fn own_value(&self, target: Target, node: &'a Node) -> Option<&'a Node> {
        let mut entries = node.entries().iter();
        let own = entries.find(|e| self.form.is_own_text(Some(target.item), &e.key.text))?;
        Some(&own.value)
    }
}

/// Whether a node says something already, or nothing where nothing is to stand.
fn says(node: &Node, tree: &Tree) -> bool {
    match tree {
        Tree::Blank => node.is_blank(),
        tree => Tree::of(node) == *tree,
    }
}

/// The keys of a map without their texts.
fn cleared<'a>(node: &Node) -> Delta<'a> {
    let slots = node.entries().iter().enumerate().map(|(n, entry)| {
        let delta = match entry.value.is_blank() {
            true => Delta::Same,
            false => Delta::Is(Tree::Blank),
        };
        Slot::Old(n, delta)
    });
    Delta::Of(slots.collect())
}

/// Where a text stands in a map, or below a heading in it.
fn spot_of_text<'a>(spot: &Spot<'a>, text: Span) -> Option<Spot<'a>> {
    let entries = spot.node.entries().iter().enumerate();
    let mut found = entries.filter_map(|(n, entry)| {
        let here = spot.clone().below(n)?;
        match &entry.value.content {
            Content::Scalar(scalar) if scalar.span == text => Some(here),
            Content::Map(_) => spot_of_text(&here, text),
            _ => None,
        }
    });
    found.next()
}
