//! What a file says, without how it is written, and a change of that.

use std::borrow::Cow;

use crate::yaml::{Content, Node};

/// A value: what a node says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree<'a> {
    /// Nothing.
    Blank,
    /// A text.
    Text(Cow<'a, str>),
    /// Keys with their values.
    Map(Vec<(Cow<'a, str>, Tree<'a>)>),
    /// Entries of a list.
    Seq(Vec<Tree<'a>>),
}

/// A change of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Delta<'a> {
    /// It stays.
    Same,
    /// It is replaced.
    Is(Tree<'a>),
    /// It has these keys or entries now; nothing where there are none.
    Of(Vec<Slot<'a>>),
}

/// A key or an entry of a value that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot<'a> {
    /// The one that was there before, by its place, which keeps its order among those that stay.
    Old(usize, Delta<'a>),
    /// The one that was there before, in another place.
    Moved(usize),
    /// The same as one that is there.
    Copy(usize),
    /// A new one, in a map with its key.
    New(Option<Cow<'a, str>>, Tree<'a>),
}

impl<'a> Tree<'a> {
    /// A text, or nothing where it is blank.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        match text.trim().is_empty() {
            true => Tree::Blank,
            false => Tree::Text(text),
        }
    }

    /// What a node says.
    pub(super) fn of(node: &'a Node) -> Self {
        match &node.content {
            Content::Blank => Tree::Blank,
            Content::Scalar(scalar) => Tree::Text(scalar.text.as_str().into()),
            Content::Map(entries) => {
                let entries = entries.iter();
                let pairs = entries.map(|e| (e.key.text.as_str().into(), Tree::of(&e.value)));
                Tree::Map(pairs.collect())
            }
            Content::Seq(nodes) => Tree::Seq(nodes.iter().map(Tree::of).collect()),
        }
    }
}

impl<'a> Delta<'a> {
    /// What a node says after the change.
    pub(super) fn on(&self, node: &'a Node) -> Tree<'a> {
        match self {
            Delta::Same => Tree::of(node),
            Delta::Is(tree) => tree.clone(),
            Delta::Of(slots) if slots.is_empty() => Tree::Blank,
            Delta::Of(slots) => match &node.content {
                Content::Map(entries) => {
                    let pair = |slot: &Slot<'a>| match slot {
                        Slot::Old(n, delta) => {
                            let entry = entries.get(*n)?;
                            Some((entry.key.text.as_str().into(), delta.on(&entry.value)))
                        }
                        Slot::New(key, tree) => Some((key.clone()?, tree.clone())),
                        // No change moves a key, or writes one twice.
                        Slot::Moved(_) | Slot::Copy(_) => None,
                    };
                    Tree::Map(slots.iter().filter_map(pair).collect())
                }
                Content::Seq(nodes) => {
                    let entry = |slot: &Slot<'a>| match slot {
                        Slot::Old(n, delta) => Some(delta.on(nodes.get(*n)?)),
                        Slot::Moved(n) | Slot::Copy(n) => nodes.get(*n).map(Tree::of),
                        Slot::New(_, tree) => Some(tree.clone()),
                    };
                    Tree::Seq(slots.iter().filter_map(entry).collect())
                }
                Content::Blank | Content::Scalar(_) => Tree::of(node),
            },
        }
    }

    /// Whether nothing changes of what a node says.
    pub(super) fn is_same(&self, node: &Node) -> bool {
        match self {
            Delta::Same => true,
            Delta::Is(_) => false,
            Delta::Of(slots) => {
                let is_old = |slot: &Slot| match slot {
                    Slot::Old(n, delta) => {
                        child(node, *n).is_some_and(|child| delta.is_same(child))
                    }
                    Slot::Moved(_) | Slot::Copy(_) | Slot::New(..) => false,
                };
                slots.len() == count(node) && slots.iter().all(is_old)
            }
        }
    }
}

/// All keys or entries of a node as they are.
pub(super) fn old<'a>(node: &Node) -> Vec<Slot<'a>> {
    (0..count(node))
        .map(|n| Slot::Old(n, Delta::Same))
        .collect()
}

/// How many keys or entries a node has.
fn count(node: &Node) -> usize {
    match &node.content {
        Content::Map(entries) => entries.len(),
        Content::Seq(nodes) => nodes.len(),
        Content::Blank | Content::Scalar(_) => 0,
    }
}

/// The change of the value to which a way leads, as one of the whole.
pub(super) fn nested<'a>(root: &Node, way: &[usize], delta: Delta<'a>) -> Delta<'a> {
    let Some((first, rest)) = way.split_first() else {
        return delta;
    };
    let Some(below) = child(root, *first) else {
        return Delta::Same;
    };
    let mut slots = old(root);
    if let Some(slot) = slots.get_mut(*first) {
        *slot = Slot::Old(*first, nested(below, rest, delta));
    }
    Delta::Of(slots)
}

/// The value to which a way leads.
pub(super) fn at<'n>(root: &'n Node, way: &[usize]) -> Option<&'n Node> {
    way.iter().try_fold(root, |node, step| child(node, *step))
}

/// A value right below a node, by its place.
pub(super) fn child(node: &Node, n: usize) -> Option<&Node> {
    match &node.content {
        Content::Map(entries) => entries.get(n).map(|entry| &entry.value),
        Content::Seq(nodes) => nodes.get(n),
        Content::Blank | Content::Scalar(_) => None,
    }
}
