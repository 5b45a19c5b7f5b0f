//! What 変更前 and 変更後 may say besides the words of an item: labels of the form, bullets, boxes, names in a row.

use rustc_hash::FxHashSet;

use super::compare::holds;
use crate::form::{Form, Item, ItemKind};

/// Signs that begin a line and are not its words.
const BULLETS: &str = "|・-○●◎■□◆◇▲△※*()[]<>【】「」、.。:";

/// The labels and options of the form in comparison form, without their numbers: what it prints next to an answer.
#[derive(Debug, Clone, Copy)]
pub struct Labels<'f>(&'f FxHashSet<String>);

impl<'f> Labels<'f> {
    /// Those of a form.
    pub fn of(form: &'f Form) -> Self {
        Labels(&form.words().labels)
    }

    /// Whether a bare text is a label or an option, or the heading of an entry: 「委託事項2」.
    pub fn contains(&self, bare: &str) -> bool {
        let heading = bare.trim_end_matches(|c: char| c.is_ascii_digit());
        self.0.contains(bare) || self.0.contains(heading)
    }

    /// Whether words are in the body; a label of the form before them, or their bullet, need not.
    pub fn are_in<'w>(&self, body: &str, words: &'w str) -> bool {
        if holds(body, words) {
            return true;
        }
        let bare = words
            .trim_start_matches(is_sign)
            .trim_end_matches(['。', ')', ']', '」', '>', '】']);
        if bare.is_empty() || holds(body, bare) || self.contains(bare) {
            return true;
        }
        // 「[○]紙[]電子メール」: boxes of the form, ticked and not.
        if ["[]", "[○]", "[○"].iter().any(|sign| words.contains(sign)) {
            return true;
        }
        // 「[委託する]（3）件」: the answer is between the brackets.
        let between = words
            .split_once('[')
            .and_then(|(_, rest)| rest.split_once(']'));
        if between.is_some_and(|(answer, _)| holds(body, answer)) {
            return true;
        }
        // 「委託先名：架空計算」, 「その他（架空計算）」, and both together.
        let value = |words: &str| holds(body, words.trim_end_matches([')', ']']));
        let after = |words: &'w str, sign: char| {
            let (label, value) = words.split_once(sign)?;
            self.contains(label).then_some(value)
        };
        let inner = after(bare, ':').unwrap_or(bare);
        inner.is_empty()
            || inner != bare && value(inner)
            || after(inner, '(').is_some_and(|detail| detail.is_empty() || value(detail))
    }
}

/// Signs before a line that are not its words.
pub fn is_sign(c: char) -> bool {
    BULLETS.contains(c) || c.is_ascii_digit()
}

/// Whether an item is a list of names, which may be in another order (別添２), or a table, whose cells a row of 別添３
/// names one after the other.
pub fn is_list_of_names(item: &Item) -> bool {
    item.id.starts_with("files[].records") || item.kind == ItemKind::Table
}

/// Whether names in a row all are in the body, each for itself: 「接種日／接種区分」.
pub fn has_all_names(body: &str, words: &str) -> bool {
    let mut depth = 0;
    let mut parts = words.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0 && "/、・".contains(c)
    });
    parts.all(|part| part.is_empty() || holds(body, part.trim_start_matches(is_sign)))
}
