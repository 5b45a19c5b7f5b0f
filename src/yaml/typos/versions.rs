//! Two versions in one file: marks of a conflict that another program left, and a second document after `---`.

use rustc_hash::FxHashSet;

use super::page::{Line, ascii_colon};
use super::scan::Scanner;
use super::{Typo, TypoKind};
use crate::source::Span;
use crate::source::diagnostic::Edit;

/// How many lines the versions of a conflict may have.
const LONG: usize = 3000;

impl Scanner<'_> {
    /// Two versions between marks of a conflict, of which the first is read.
    pub(super) fn conflict(&mut self, line: &Line) -> bool {
        if !line.text.starts_with("<<<<<<< ") {
            return false;
        }
        let below = || self.page.lines_after(line.start).take(LONG);
        let middle = below().find(|l| l.rest() == "=======" || l.text.starts_with("||||||| "));
        let last = below().find(|l| l.text.starts_with(">>>>>>> "));
        let (Some(middle), Some(last)) = (middle, last) else {
            return false;
        };
        if middle.start > last.start {
            return false;
        }
        let end = (last.feed + 1).min(self.page.text.len());
        let second = Span::new(middle.start, end);
        let removed = [Span::new(line.start, line.feed + 1), second];
        let edits = removed.map(|span| Edit {
            span,
            text: String::new(),
        });
        self.typos.push(Typo {
            kind: TypoKind::Conflict,
            span: Span::new(line.start, line.end()),
            edits: edits.into(),
            certain: false,
        });
        self.left_out = Some(second);
        true
    }

    /// Whether the outermost keys after a line are those before it once more: another document begins there.
    pub(super) fn begins_again(&self, line: &Line) -> bool {
        let text = self.page.text;
        let outer = |part: &'_ str| -> FxHashSet<String> {
            let keys = part.lines().filter(|l| !l.starts_with([' ', '#', '-']));
            keys.filter_map(|l| Some(l[..ascii_colon(l)?].to_owned()))
                .collect()
        };
        let before = outer(&text[..line.start]);
        outer(&text[line.feed..])
            .iter()
            .any(|key| before.contains(key))
    }
}
