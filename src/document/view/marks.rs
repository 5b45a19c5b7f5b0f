//! Where a document shows that it changed since an older version: 「改」 next to the item, with a link to the redline.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::redline::{Logged, Redline};
use super::{Block, Row, View};

/// What a document says of an older version.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Marks {
    /// What is compared and what the mark means; empty where nothing is compared.
    pub note: String,
    /// The page that shows the changes, where it is written next to this one; else empty.
    pub page: String,
    /// The marks by the anchor of the item that they are at.
    pub items: BTreeMap<String, Mark>,
}

/// A mark.
#[derive(Debug, Clone, Serialize)]
pub struct Mark {
    /// The anchor on the page of changes.
    pub target: String,
    /// What is said there: 変更3、変更4
    pub words: String,
}

impl View {
    /// Says that the document is new: `base` does not have it.
    pub fn mark_as_new(&mut self, base: &str) {
        self.marks.note = format!("この評価書は、版「{base}」にはない新しい評価書です。");
    }

    /// Marks what a redline shows, and gives the redline the place at which each of its changes is in this document.
    pub fn mark(&mut self, redline: &mut Redline) {
        let anchors = self.anchors();
        self.ratings.clone_from(&redline.ratings);
        let old = &redline.versions[0];
        let old = match &old.revision {
            Some(revision) => format!("{}の版（{revision}）", old.published),
            None => format!("{}の版", old.published),
        };
        self.marks.note = if redline.summary.all == 0 {
            format!("{old}から変更はありません。")
        } else {
            format!("「改」は、{old}から変更のあった項目の印です。")
        };
        let items = redline.parts.iter_mut().flat_map(|part| &mut part.items);
        for item in items {
            if let Some(anchor) = anchors.nearest(&item.id) {
                item.target = Some(anchor.to_owned());
                let target = format!("change-{}", item.number);
                self.marks
                    .add(anchor, target, &format!("変更{}", item.number));
            }
            item.logged.iter_mut().for_each(Logged::find);
        }
        for replaced in &mut redline.replacements {
            replaced.logged.iter_mut().for_each(Logged::find);
            for spot in &mut replaced.places {
                if let Some(anchor) = anchors.nearest(&spot.id) {
                    spot.target = Some(anchor.to_owned());
                    let target = format!("change-{}", replaced.number);
                    self.marks
                        .add(anchor, target, &format!("変更{}", replaced.number));
                }
            }
        }
        for follow in &redline.follows {
            if let Some(anchor) = anchors.nearest(&follow.id) {
                self.marks.add(anchor, "follows".into(), "件数・番号など");
            }
        }
    }

    /// The anchors of the document.
    pub fn anchors(&self) -> Anchors {
        let mut anchors = BTreeSet::new();
        for chapter in &self.chapters {
            anchors.insert(chapter.heading.anchor.clone());
            in_blocks(&chapter.blocks, &mut anchors);
        }
        Anchors(anchors)
    }
}

/// The items of a document that have a place of their own in it.
#[derive(Debug)]
pub struct Anchors(BTreeSet<String>);

impl Anchors {
    /// The innermost item around an id that has an anchor.
    pub fn nearest<'i>(&self, mut id: &'i str) -> Option<&'i str> {
        while !id.is_empty() && !self.0.contains(id) {
            id = id.rfind(['.', '[']).map_or("", |end| &id[..end]);
        }
        (!id.is_empty()).then_some(id)
    }
}

impl Logged {
    /// Each row of 別添３ has an anchor.
    fn find(&mut self) {
        self.target = Some(format!("changes[{}]", self.row));
    }
}

impl Marks {
    fn add(&mut self, anchor: &str, target: String, words: &str) {
        match self.items.get_mut(anchor) {
            Some(mark) if mark.words.split('、').any(|known| known == words) => {}
            Some(mark) => mark.words = format!("{}、{words}", mark.words),
            None => {
                let words = words.to_owned();
                let mark = Mark { target, words };
                self.items.insert(anchor.to_owned(), mark);
            }
        }
    }
}

fn in_blocks(blocks: &[Block], anchors: &mut BTreeSet<String>) {
    for block in blocks {
        match block {
            Block::Section {
                heading, blocks, ..
            } => {
                anchors.insert(heading.anchor.clone());
                in_blocks(blocks, anchors);
            }
            Block::Row(row) => in_row(row, anchors),
            Block::Records { groups } => {
                anchors.extend(groups.iter().map(|group| group.heading.anchor.clone()));
            }
            Block::Changes { rows, .. } => {
                anchors.extend(rows.iter().map(|row| row.heading.anchor.clone()));
            }
            Block::Note { .. } => {}
        }
    }
}

fn in_row(row: &Row, anchors: &mut BTreeSet<String>) {
    anchors.insert(row.heading.anchor.clone());
    row.rows.iter().for_each(|row| in_row(row, anchors));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_at_the_innermost_item_that_is_printed() {
        let anchors = ["basic", "basic.systems[2]", "basic.office.content"];
        let anchors = Anchors(anchors.map(ToOwned::to_owned).into());
        for (id, found) in [
            ("basic.office.content", Some("basic.office.content")),
            ("basic.systems[2].name", Some("basic.systems[2]")),
            ("basic.systems[3]", Some("basic")),
            ("edition", None),
        ] {
            assert_eq!(anchors.nearest(id), found, "{id}");
        }
    }
}
