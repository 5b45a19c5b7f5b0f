//! Which items of an assessment already differ from the version that the council had.

use std::collections::BTreeSet;

use crate::assessment::Assessment;
use crate::assessment::field::is_within;
use crate::cli::CheckOptions;
use crate::cli::base::Version;
use crate::cli::review::subject::Subject;
use crate::compare::diff;
use crate::document::view::papers;
use crate::lint::record::mended;

/// The addresses, as the record writes them, of items that differ.
#[derive(Default)]
pub(super) struct Moved(BTreeSet<String>);

impl Moved {
    /// Compares each assessment with the version that `--base` names, or that the record calls 対象の版.
    ///
    /// # Errors
    /// What `--base` names can't be read, in words.
    pub(super) fn since(
        record: &Assessment,
        subjects: &[Subject],
        base: Option<&str>,
        options: &CheckOptions,
    ) -> Result<Self, String> {
        let entries = papers::all_entries(record);
        let named: BTreeSet<&String> = entries.iter().flat_map(|entry| &entry.items).collect();
        let mut moved = BTreeSet::new();
        for subject in subjects.iter().filter(|_| !named.is_empty()) {
            let version = subject.version(record, base, options.lang)?;
            let older = version.as_ref().and_then(Version::open);
            let (Some(old), Some(new)) = (older, subject.open(options.stage)) else {
                continue;
            };
            let changes = diff::compare(&old, &new).changes;
            let changed = changes.iter().filter_map(|change| change.new.as_ref());
            let changed: Vec<&str> = changed.map(|place| place.id.as_str()).collect();
            let papers = [&new];
            let shelf = mended::shelf(&papers);
            let differs = |address: &&&String| {
                let mut fields = shelf.iter().flat_map(|shelved| shelved.named(address));
                fields.any(|id| {
                    let id = new.fields[id].id.as_str();
                    changed
                        .iter()
                        .any(|other| is_within(other, id) || is_within(id, other))
                })
            };
            moved.extend(
                named
                    .iter()
                    .filter(differs)
                    .map(|address| (*address).clone()),
            );
        }
        Ok(Moved(moved))
    }

    pub(super) fn has(&self, address: &String) -> bool {
        self.0.contains(address)
    }
}
