//! What 変更後 says and the assessment does not.

use crate::assessment::field::FieldId;
use crate::compare::changelog::EntryId;
use crate::japanese::notation::has_chars;
use crate::source::Span;
use crate::source::diagnostic::Severity;

/// A line of 変更後 that is not what the assessment says.
pub(super) struct Gap {
    /// The entry's place in the log.
    pub entry: EntryId,
    /// The item of the row.
    pub field: FieldId,
    /// The words in question.
    pub span: Span,
    /// Where the assessment says otherwise.
    pub other: Option<Span>,
    /// How a message names the item that the row speaks of.
    pub item: String,
    /// What is wrong.
    pub kind: GapKind,
    /// Whether it belongs to the newest revision.
    pub newest: bool,
}

pub(super) enum GapKind {
    /// Nearly all of it is there: the first words that differ.
    Differs { own: String, other: String },
    /// Another option is chosen, another day written.
    Choice { other: String },
    /// Nothing of it is there.
    Missing,
    /// It is in another item.
    Elsewhere { name: String },
    /// 変更前 says what is now, and 変更後 what was before.
    Exchanged,
    /// What 変更前 says is still there, and what 変更後 says is not.
    Unchanged,
}

impl Gap {
    /// The words that differ, for finding the same difference elsewhere.
    pub fn words(&self) -> Option<(&str, &str)> {
        match &self.kind {
            GapKind::Differs { own, other } => Some((own, other)),
            _ => None,
        }
    }

    pub fn severity(&self) -> Severity {
        match &self.kind {
            GapKind::Differs { own, other }
                if bare(own) == bare(other) || are_list_marks(own, other) =>
            {
                Severity::Info
            }
            GapKind::Differs { .. } | GapKind::Choice { .. } | GapKind::Unchanged
                if self.newest =>
            {
                Severity::Error
            }
            _ => Severity::Warning,
        }
    }
}

/// Whether two words are marks of an item of a list, or parts of them: 「イ」 and 「(2)」, 「②」 and 「ア．」. Numbers alone may count
/// anything.
fn are_list_marks(own: &str, other: &str) -> bool {
    /// A mark is short.
    const LONGEST: usize = 3;
    let is_sign = |c: char| {
        "()（）．.・○●◎ 　アイウエオカキクケコサシスセソ".contains(c) || ('①'..='⑳').contains(&c)
    };
    let is_mark = |words: &str| {
        let words = words.trim();
        !has_chars(words, LONGEST + 1) && words.chars().all(|c| is_sign(c) || c.is_ascii_digit())
    };
    let any_sign = own.contains(is_sign) || other.contains(is_sign);
    is_mark(own) && is_mark(other) && any_sign
}

/// Words without the signs in which notations differ.
fn bare(words: &str) -> String {
    words
        .chars()
        .filter(|c| !"、。・.ー-()「」".contains(*c))
        .collect()
}
