//! Whether two hands changed one item: the one at the page, and another program since the page was made.

use crate::assessment::Assessment;
use crate::assessment::change::Change;
use crate::document::view::desk::text_of;
use crate::lint::companions::Read;
use crate::source::diagnostic::Stage;

/// An item that two hands changed.
pub(super) struct Conflict {
    pub item: String,
    /// What stands there now.
    pub theirs: String,
}

/// The first item of some changes that differs between the text that the page was made of and the present one.
pub(super) fn find(page: &Read, now: &Read, changes: &[Change]) -> Option<Conflict> {
    if page.source.text() == now.source.text() {
        return None;
    }
    let opened = |read| opened(read);
    let (Some(before), Some(after)) = (opened(page), opened(now)) else {
        let item = changes.first()?.id().to_owned();
        return Some(Conflict {
            item,
            theirs: String::new(),
        });
    };
    let differs = |change: &&Change| {
        let id = change.id();
        text_of(&before, id) != text_of(&after, id) || is_renumbered(&before, &after, id)
    };
    let change = changes.iter().find(differs)?;
    Some(Conflict {
        item: change.id().to_owned(),
        theirs: text_of(&after, change.id()).unwrap_or_default(),
    })
}

fn opened(read: &Read) -> Option<Assessment<'_>> {
    Assessment::open(&read.source, &read.document, Stage::Draft).ok()
}

/// Whether an entry around an item has another number now: its list has more or fewer entries, or others.
fn is_renumbered(before: &Assessment, after: &Assessment, id: &str) -> bool {
    let lists = id.match_indices('[').map(|(at, _)| &id[..at]);
    let mut lists = lists.filter(|list| before.entries(list) != after.entries(list));
    lists.next().is_some()
}
