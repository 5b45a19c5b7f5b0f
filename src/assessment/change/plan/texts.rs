//! The texts of a list of texts.

use super::pairs::{Pair, pairs};
use super::{Plan, Planned, Target};
use crate::assessment::change::tree::{Delta, Slot, Tree};
use crate::assessment::change::{Unchangeable, meant};
use crate::form::ItemKind;
use crate::yaml::{Content, Node};

impl<'a> Plan<'_, 'a> {
    pub(super) fn texts(&self, target: Target, texts: &'a [String]) -> Planned<'a> {
        let kind = self.definition(target).kind;
        let is_of_texts = match kind {
            ItemKind::List => self.form.children(Some(target.item)).is_empty(),
            kind => kind == ItemKind::Figure,
        };
        if !is_of_texts || target.id.ends_with(']') {
            return Err(Unchangeable::OtherKind);
        }
        let texts: Vec<_> = texts.iter().map(|text| meant(text)).collect();
        let texts: Vec<&str> = texts
            .iter()
            .map(|text| &**text)
            .filter(|t| !t.is_empty())
            .collect();
        let tree = |text: &str| Tree::Text(text.to_owned().into());
        let all = || match texts.as_slice() {
            [] => Tree::Blank,
            [one] if kind == ItemKind::Figure => tree(one),
            texts => Tree::Seq(texts.iter().map(|text| tree(text)).collect()),
        };
        let Some(spot) = self.spot(target.id) else {
            return match all() {
                Tree::Blank => Ok(Delta::Same),
                tree => self.below(self.above(target)?, vec![(target.item, tree)]),
            };
        };
        let delta = match &spot.node.content {
            Content::Seq(nodes) if !nodes.is_empty() => in_list(nodes, &texts)?,
            Content::Scalar(scalar) if !spot.node.is_blank() => match texts.as_slice() {
                [one] if *one == scalar.text => Delta::Same,
                [one] => Delta::Is(tree(one)),
                _ => Delta::Is(all()),
            },
            Content::Map(_) if kind == ItemKind::Figure && !spot.node.is_blank() => {
                return Err(Unchangeable::InItsPlace(spot.node.span));
            }
            Content::Map(entries) if !entries.is_empty() => {
                return Err(Unchangeable::Shape(spot.node.span));
            }
            _ => match all() {
                Tree::Blank => Delta::Same,
                tree => Delta::Is(tree),
            },
        };
        Ok(self.with(&spot, delta))
    }
}

/// The texts of a list that is there: entries without a word go, once anything changes.
fn in_list<'a>(nodes: &'a [Node], texts: &[&str]) -> Planned<'a> {
    let mut old: Vec<(usize, &str)> = Vec::new();
    for (n, node) in nodes.iter().enumerate() {
        match &node.content {
            Content::Scalar(scalar) if !node.is_blank() => old.push((n, &scalar.text)),
            Content::Map(_) | Content::Seq(_) => return Err(Unchangeable::Shape(node.span)),
            _ => {}
        }
    }
    let words: Vec<&str> = old.iter().map(|(_, text)| *text).collect();
    if words == texts {
        return Ok(Delta::Same);
    }
    let slot = |pair: Pair| {
        let text = texts[pair.new];
        let tree = || Tree::Text(text.to_owned().into());
        match pair.old.and_then(|n| old.get(n)) {
            Some((n, same)) if *same == text => Slot::Old(*n, Delta::Same),
            Some((n, _)) => Slot::Old(*n, Delta::Is(tree())),
            None => Slot::New(None, tree()),
        }
    };
    Ok(Delta::Of(
        pairs(&words, texts).into_iter().map(slot).collect(),
    ))
}
