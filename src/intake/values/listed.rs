//! Values of lists: the names of several files, the groups of 別添２.

use super::Drafter;
use crate::form::ItemId;
use crate::intake::draft::{Content, Key, levels};
use crate::intake::ink::Piece;
use crate::intake::lists;
use crate::intake::words::{joined, text};

impl Drafter<'_> {
    pub(super) fn list(
        &mut self,
        id: ItemId,
        at: &[usize],
        pieces: &[Piece],
    ) -> Vec<(Key, Content)> {
        let words = joined(self.book, pieces);
        let names = lists::entries(&words);
        // The names of several files in one box.
        if self.form.items[id].same_as.is_some() && at == [1] && names.len() > 1 {
            return numbered(id, &[], names);
        }
        if at.len() == levels(self.form, id) && self.form.children(Some(id)).is_empty() {
            let words = text(&words).map(Content::Text);
            return words
                .map(|words| ((id, at.to_vec()), words))
                .into_iter()
                .collect();
        }
        if self.form.items[id].plain_list.is_some() {
            return self.records(id, at, &words);
        }
        if !self.form.children(Some(id)).is_empty() {
            self.left.extend(pieces.iter().cloned());
            return Vec::new();
        }
        numbered(id, at, names)
    }

    /// The groups of 別添２, after those that are there; or one group whose number is known.
    pub(super) fn records(
        &mut self,
        list: ItemId,
        at: &[usize],
        words: &str,
    ) -> Vec<(Key, Content)> {
        let form = self.form;
        let below = |key: &str| {
            let children = form.children(Some(list)).iter();
            let mut found = children.filter(|id| form.items[**id].id.ends_with(key));
            found.next().copied()
        };
        let level = levels(form, list);
        let known = at.get(level - 1).copied();
        let mut out = Vec::new();
        let mut groups = lists::groups(words);
        if known.is_some() && groups.len() > 1 {
            // The numbers after it belong to others.
            groups = vec![lists::Group {
                text: text(words),
                ..lists::Group::default()
            }];
        }
        for (number, group) in (known.unwrap_or(1)..).zip(groups) {
            let at: Vec<usize> = at[..level - 1].iter().copied().chain([number]).collect();
            let mut put = |key: &str, words: Option<String>| {
                if let (Some(id), Some(words)) = (below(key), words) {
                    out.push(((id, at.clone()), Content::Text(words)));
                }
            };
            put(".group", group.name);
            put(".text", group.text);
            put(".note", group.note);
            if let Some(items) = below(".items[]") {
                out.extend(numbered(items, &at, group.items));
            }
        }
        out
    }
}

/// The entries of a list of texts.
fn numbered(list: ItemId, at: &[usize], texts: Vec<String>) -> Vec<(Key, Content)> {
    let entry = |(n, text): (usize, String)| {
        let at = at.iter().copied().chain([n + 1]).collect();
        ((list, at), Content::Text(text))
    };
    texts.into_iter().enumerate().map(entry).collect()
}
