//! The boxes of an item.

use super::{Plan, Planned, Spot, Target};
use crate::assessment::change::tree::{Delta, Slot, Tree};
use crate::assessment::change::{Unchangeable, meant};
use crate::assessment::options;
use crate::assessment::value::Value;
use crate::form::{Item, ItemKind};
use crate::source::Span;
use crate::yaml::{Content, Node, Scalar};

/// A box that is ticked in a file.
struct Ticked<'a> {
    /// The entry of the list.
    entry: usize,
    /// Its place among several keys of that entry.
    key: Option<usize>,
    words: &'a Scalar,
    option: Option<usize>,
}

/// What a box is to be.
struct Wanted<'c> {
    words: &'c str,
    option: Option<usize>,
    detail: Option<&'c str>,
}

impl<'a> Plan<'_, 'a> {
    pub(super) fn tick(
        &self,
        target: Target,
        option: &'a str,
        on: bool,
        detail: Option<&'a str>,
    ) -> Planned<'a> {
        let item = self.definition(target);
        if item.kind != ItemKind::Checks {
            return Err(Unchangeable::OtherKind);
        }
        let wanted = Wanted {
            words: option,
            option: options::find(item, option),
            detail: detail.filter(|_| on),
        };
        let has_slot = wanted
            .option
            .is_some_and(|option| item.options[option].slot);
        if wanted
            .detail
            .is_some_and(|detail| !detail.trim().is_empty())
            && !has_slot
        {
            return Err(match wanted.option {
                Some(_) => Unchangeable::NoSlot,
                None => Unchangeable::NoSuchOption,
            });
        }
        let Some(spot) = self.spot(target.id) else {
            return match on {
                true => {
                    let boxes = Tree::Seq(vec![wanted.tree(item)?]);
                    self.below(self.above(target)?, vec![(target.item, boxes)])
                }
                false => Ok(Delta::Same),
            };
        };
        let delta = match &spot.node.content {
            Content::Seq(nodes) => self.tick_in_list(target, nodes, &wanted, on)?,
            Content::Map(entries) if !entries.is_empty() => {
                return Err(Unchangeable::NoDashes(spot.node.span));
            }
            Content::Scalar(text) if !spot.node.is_blank() => {
                self.tick_beside(target, (&spot, text), &wanted, on)?
            }
            _ if on => Delta::Is(Tree::Seq(vec![wanted.tree(item)?])),
            _ => Delta::Same,
        };
        Ok(self.with(&spot, delta))
    }

    /// A box where one is ticked without a list.
    fn tick_beside(
        &self,
        target: Target,
        (spot, text): (&Spot<'a>, &'a Scalar),
        wanted: &Wanted<'a>,
        on: bool,
    ) -> Planned<'a> {
        let item = self.definition(target);
        let there = Ticked {
            entry: 0,
            key: None,
            words: text,
            option: self
                .option_of(target, text.span)
                .ok_or(Unchangeable::Shape(spot.node.span))?,
        };
        let words = text.text.as_str();
        match (there.is(wanted), on) {
            (true, false) => Ok(Delta::Is(Tree::Blank)),
            (true, true) => Ok(match wanted.detail.map(meant).filter(|d| !d.is_empty()) {
                Some(detail) => {
                    let pair = (words.into(), Tree::text(detail));
                    Delta::Is(Tree::Seq(vec![Tree::Map(vec![pair])]))
                }
                None => Delta::Same,
            }),
            (false, false) => Ok(Delta::Same),
            (false, true) => {
                let mut both = vec![Tree::Text(words.into())];
                let at = usize::from(there.option < wanted.option);
                both.insert(at, wanted.tree(item)?);
                Ok(Delta::Is(Tree::Seq(both)))
            }
        }
    }

    fn tick_in_list(
        &self,
        target: Target,
        nodes: &'a [Node],
        wanted: &Wanted<'a>,
        on: bool,
    ) -> Planned<'a> {
        let item = self.definition(target);
        let ticked = self.ticked(target, nodes);
        let own: Vec<&Ticked> = ticked.iter().filter(|there| there.is(wanted)).collect();
        let mut slots: Vec<Slot> = (0..nodes.len())
            .map(|n| Slot::Old(n, Delta::Same))
            .collect();
        match (own.first(), on) {
            (None, false) => {}
            (None, true) => {
                let tree = wanted.tree(item)?;
                let before = ticked
                    .iter()
                    .filter(|t| t.option.is_some() && t.option < wanted.option);
                let at = before.map(|there| there.entry + 1).max().unwrap_or(0);
                slots.insert(at, Slot::New(None, tree));
            }
            (Some(first), true) => {
                if let (Some(detail), Some(node)) = (wanted.detail, nodes.get(first.entry)) {
                    let delta = detailed(first, node, Tree::text(meant(detail)))?;
                    slots[first.entry] = Slot::Old(first.entry, delta);
                }
            }
            (Some(_), false) => {
                let left = |entry: usize, node: &'a Node| {
                    let gone = |key: usize| {
                        own.iter()
                            .any(|t| t.entry == entry && t.key.is_none_or(|own| own == key))
                    };
                    match &node.content {
                        Content::Map(keys) => {
                            let left = (0..keys.len()).filter(|key| !gone(*key));
                            let left: Vec<Slot> =
                                left.map(|key| Slot::Old(key, Delta::Same)).collect();
                            (!left.is_empty()).then_some(Slot::Old(entry, Delta::Of(left)))
                        }
                        _ => (!gone(0)).then_some(Slot::Old(entry, Delta::Same)),
                    }
                };
                let left = nodes
                    .iter()
                    .enumerate()
                    .filter_map(|(n, node)| left(n, node));
                return Ok(whole(left.collect(), nodes));
            }
        }
        Ok(Delta::Of(slots))
    }

    /// The boxes that are ticked in a list.
    fn ticked(&self, target: Target, nodes: &'a [Node]) -> Vec<Ticked<'a>> {
        let mut all = Vec::new();
        let mut add = |entry: usize, key: Option<usize>, words: &'a Scalar| {
            let option = self.option_of(target, words.span).flatten();
            all.push(Ticked {
                entry,
                key,
                words,
                option,
            });
        };
        for (entry, node) in nodes.iter().enumerate() {
            match &node.content {
                Content::Scalar(words) if !node.is_blank() => add(entry, None, words),
                Content::Map(keys) => {
                    let keys = keys.iter().enumerate();
                    keys.for_each(|(n, key)| add(entry, Some(n), &key.key));
                }
                _ => {}
            }
        }
        all
    }

    /// The option that ticked words mean, as far as they mean one; none where they are no box.
    fn option_of(&self, target: Target, words: Span) -> Option<Option<usize>> {
        let (_, field) = self.field(target.id)?;
        match &field.value {
            Value::Checks(checks) => {
                let own = checks.iter().find(|check| check.text.span == words)?;
                Some(own.option)
            }
            _ => None,
        }
    }
}

impl Ticked<'_> {
    fn is(&self, wanted: &Wanted) -> bool {
        match wanted.option {
            Some(_) => self.option == wanted.option,
            None => self.words.text.trim() == wanted.words.trim(),
        }
    }
}

impl<'a> Wanted<'a> {
    /// The box as an entry of a list.
    fn tree(&self, item: &'a Item) -> Result<Tree<'a>, Unchangeable> {
        let option = self.option.ok_or(Unchangeable::NoSuchOption)?;
        let words = item.options[option].text.as_str();
        let detail = self.detail.map(meant).filter(|detail| !detail.is_empty());
        Ok(match detail {
            Some(detail) => Tree::Map(vec![(words.into(), Tree::text(detail))]),
            None => Tree::Text(words.into()),
        })
    }
}

/// The detail of a box that is ticked.
fn detailed<'a>(there: &Ticked, node: &'a Node, detail: Tree<'a>) -> Planned<'a> {
    let words = match &node.content {
        Content::Map(keys) => {
            let n = there.key.unwrap_or(0);
            let value = keys.get(n).map(|key| &key.value);
            let value = value.ok_or(Unchangeable::Layout(node.span))?;
            if matches!(value.content, Content::Map(_) | Content::Seq(_)) {
                return Err(Unchangeable::Shape(value.span));
            }
            let is_same = match &detail {
                Tree::Blank => value.is_blank(),
                detail => Tree::of(value) == *detail,
            };
            let own = if is_same {
                Delta::Same
            } else {
                Delta::Is(detail)
            };
            let mut slots: Vec<Slot> = (0..keys.len()).map(|n| Slot::Old(n, Delta::Same)).collect();
            slots[n] = Slot::Old(n, own);
            return Ok(Delta::Of(slots));
        }
        Content::Scalar(words) => words,
        _ => return Err(Unchangeable::Layout(node.span)),
    };
    Ok(match detail {
        Tree::Blank => Delta::Same,
        detail => Delta::Is(Tree::Map(vec![(words.text.as_str().into(), detail)])),
    })
}

/// What is left of a list; nothing where only entries without a word are.
fn whole<'a>(left: Vec<Slot<'a>>, nodes: &[Node]) -> Delta<'a> {
    let is_word = |slot: &Slot| match slot {
        Slot::Old(n, _) => !matches!(nodes[*n].content, Content::Blank),
        _ => true,
    };
    match left.iter().any(is_word) {
        true => Delta::Of(left),
        false => Delta::Of(Vec::new()),
    }
}
