//! The pages of the assessment's PDF on which the items stand that a record names.

use std::collections::BTreeMap;

use crate::assessment::Assessment;
use crate::assessment::field;
use crate::cli::CheckOptions;
use crate::cli::pdf::RenderSetup;
use crate::cli::review::subject::Subject;
use crate::document::view::papers;
use crate::lint::record::mended;

/// Pages by the addresses that a record writes.
#[derive(Default)]
pub(super) struct Pages(BTreeMap<String, usize>);

impl Pages {
    /// Sets the assessments of a record, where it names items of them.
    pub(super) fn of(
        record: &Assessment,
        subjects: &[Subject],
        render_setup: &RenderSetup,
        options: &CheckOptions,
    ) -> Self {
        let entries = papers::all_entries(record);
        let mut named: Vec<&String> = entries.iter().flat_map(|entry| &entry.items).collect();
        named.sort();
        named.dedup();
        let mut found = BTreeMap::new();
        // Two assessments have the same addresses: a page would not say which of them is meant.
        let [only] = subjects else {
            return Pages(found);
        };
        if named.is_empty() || !cfg!(feature = "pdf") {
            return Pages(found);
        }
        let Some(assessment) = only.open(options.stage) else {
            return Pages(found);
        };
        let pages = only.pages(&assessment, render_setup, options);
        let papers = [&assessment];
        let shelf = mended::shelf(&papers);
        for address in named {
            let fields = shelf.iter().flat_map(|shelved| shelved.named(address));
            let ids = fields.map(|id| assessment.fields[id].id.as_str());
            // An item without a place of its own is on the page of the one around it.
            let page = |id: &str| {
                let outwards: Vec<&str> = field::outer(id).collect();
                outwards
                    .into_iter()
                    .rev()
                    .find_map(|id| pages.get(id).copied())
            };
            if let Some(page) = ids.filter_map(page).min() {
                found.insert(address.clone(), page);
            }
        }
        Pages(found)
    }

    pub(super) fn page_of(&self, address: &str) -> Option<usize> {
        self.0.get(address).copied()
    }
}
