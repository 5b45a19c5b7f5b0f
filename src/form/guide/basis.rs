//! The articles of law for which an item is asked: `schemas/law/items.yaml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::Guide;
use crate::assets::data;
use crate::form::ASSESSMENT;

/// Articles that one law or regulation has for items.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Articles {
    /// Which version was read.
    source: String,
    /// A where it was read itself.
    confidence: String,
    /// The articles by the id of the item.
    items: BTreeMap<String, String>,
}

static LAWS: LazyLock<BTreeMap<String, Articles>> =
    LazyLock::new(|| data::read("law/items").unwrap_or_default());

impl Guide<'_> {
    /// The article for which it is asked, and the version of the law that was read; what was not read is not named.
    pub fn basis(self) -> Option<(&'static str, &'static str)> {
        if self.form.kind != ASSESSMENT {
            return None;
        }
        let read = LAWS.values().filter(|articles| articles.confidence == "A");
        let mut found = read.filter_map(|articles| {
            let article = articles.items.get(&self.item().id)?;
            Some((article.as_str(), articles.source.as_str()))
        });
        found.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::embedded;

    #[test]
    fn every_article_belongs_to_one_item() {
        let laws: BTreeMap<String, Articles> = data::read("law/items").expect("the data");
        let form = embedded(ASSESSMENT, "平成30年5月").and_then(Result::ok);
        let form = form.expect("the form");
        let mut ids = Vec::new();
        for articles in laws.values() {
            assert!(
                !articles.source.is_empty() && ["A", "B", "C"].contains(&&*articles.confidence)
            );
            ids.extend(articles.items.keys());
        }
        let named = ids.len();
        for id in &ids {
            let item = form.find(id).unwrap_or_else(|| panic!("no item {id}"));
            assert!(form.guide(item).basis().is_some(), "{id}");
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), named, "an item has one basis");
    }
}
