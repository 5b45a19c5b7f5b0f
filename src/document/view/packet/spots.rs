//! Where the items are that a record names.

use serde::Serialize;

use crate::assessment::Assessment;
use crate::document::view::marks::Anchors;
use crate::japanese::notation::fold;
use crate::lint::record::mended::Shelved;

/// An item that an entry names.
#[derive(Debug, Clone, Serialize)]
pub struct Spot {
    /// As written.
    pub words: String,
    /// Where it is in the full document.
    pub target: Option<String>,
}

/// The items that some addresses name.
pub(super) fn spots(
    named: &[String],
    shelf: &[Shelved],
    assessment: &Assessment,
    anchors: &Anchors,
) -> Vec<Spot> {
    let spot = |words: &String| {
        let fields = shelf.iter().flat_map(|paper| paper.named(words));
        let mut ids = fields.map(|id| assessment.fields[id].id.as_str());
        Spot {
            words: words.clone(),
            target: ids
                .find_map(|id| anchors.nearest(id))
                .map(ToOwned::to_owned),
        }
    };
    named.iter().map(spot).collect()
}

/// A row of 別添３ that an entry names.
pub(super) fn row(words: &str, anchors: &Anchors) -> Spot {
    let folded = fold(words);
    let number = folded
        .rsplit_once('第')
        .map_or("", |(_, rest)| rest)
        .trim_end_matches('行');
    let id = number
        .trim()
        .parse::<usize>()
        .map(|number| format!("changes[{number}]"));
    let target = id
        .ok()
        .filter(|id| anchors.nearest(id) == Some(id.as_str()));
    Spot {
        words: words.to_owned(),
        target,
    }
}
