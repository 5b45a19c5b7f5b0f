//! On which page each item of a document stands.

use std::collections::BTreeMap;

use typst::introspection::Introspector as _;
use typst_layout::PagedDocument;

/// The page of each anchor of a document, as its foot counts them.
pub(super) fn of_document(document: &PagedDocument) -> BTreeMap<String, usize> {
    let introspector = document.introspector();
    let labelled = introspector.query_labelled().into_iter();
    let pages = labelled.filter_map(|content| {
        let (label, location) = (content.label()?, content.location()?);
        let page = introspector.page(location)?;
        Some((label.resolve().to_string(), page.get()))
    });
    // An item that goes on over several pages begins on the first of them.
    let mut first = BTreeMap::new();
    for (anchor, page) in pages {
        first
            .entry(anchor)
            .and_modify(|known: &mut usize| *known = page.min(*known))
            .or_insert(page);
    }
    first
}
