//! Whose article is cited: by the name right before it, by the list that it goes on, or by what was named last.

use std::ops::Range;

use super::super::Whose;
use super::super::words::ends_like_law;
use super::Reader;

/// What joins the citations of a list.
pub(in crate::japanese::citation) const JOINTS: [&str; 14] = [
    "及び",
    "並びに",
    "又は",
    "若しくは",
    "および",
    "または",
    "と",
    "から",
    "まで",
    "~",
    "、",
    ",",
    "・",
    "，",
];

/// How much may be in brackets between a name and its article, or between two citations of a list.
const LONGEST_NOTE: usize = 240;

/// Whose, where the name is, and whether the law is meant as it was.
pub(super) type Owner = (Whose, Option<Range<usize>>, bool);

impl Reader<'_> {
    pub(super) fn whose_before(&self) -> Owner {
        let last = self.found.citations.last();
        last.map_or((Whose::Unsaid, None, false), |c| (c.whose, None, c.former))
    }

    /// After a note in brackets and what joins a list, where a list goes on.
    pub(super) fn after_joint(&self, end: usize) -> Option<usize> {
        let at = self.after_note(self.blanks(end));
        let rest = self.after(self.blanks(at));
        let joint = JOINTS.iter().find(|j| rest.starts_with(**j))?;
        Some(self.text.len() - rest.len() + joint.len())
    }

    /// After a note in brackets that begins here.
    pub(super) fn after_note(&self, at: usize) -> usize {
        let rest = self.after(at);
        let close = rest.starts_with('(').then(|| rest.find(')')).flatten();
        close
            .filter(|n| *n <= LONGEST_NOTE)
            .map_or(at, |n| at + n + 1)
    }

    /// Whether a citation that begins here goes on the list of the last one.
    pub(super) fn goes_on(&self, start: usize) -> bool {
        if self.found.citations.is_empty() {
            return false;
        }
        let joint = self.after_joint(self.end);
        joint.is_some_and(|at| at <= start && self.text[at..start].trim().is_empty())
    }

    /// Whose article begins here: with where its name is, and whether it is meant as it was.
    pub(super) fn whose(&self, start: usize) -> Owner {
        for end in self.ends_of_names(start) {
            let named = self
                .found
                .mentions
                .iter()
                .rev()
                .find(|m| m.narrow.end <= end);
            if let Some(m) = named.filter(|m| m.narrow.end == end) {
                let whose = m.law.map_or(Whose::Other, Whose::Known);
                return (whose, Some(m.range.clone()), m.former);
            }
            if ends_like_law(&self.text[..end]) {
                return (Whose::Other, None, false);
            }
        }
        if self.goes_on(start) {
            return self.whose_before();
        }
        if self.after(start).starts_with("別表") {
            return self.whose_last(start);
        }
        (Whose::Unsaid, None, false)
    }

    /// Where a name may end that belongs to what begins here: right before it, or before 「の」, quotes and a note.
    pub(super) fn ends_of_names(&self, start: usize) -> impl Iterator<Item = usize> {
        let mut ends = Vec::with_capacity(3);
        let head = self.text[..start].trim_end_matches([' ', '」', '】']);
        ends.push(head.len());
        ends.extend(head.strip_suffix('の').map(str::len));
        if head.ends_with(')') {
            let open = matching_bracket(head);
            let name = open.map(|at| head[..at].trim_end_matches([' ', '」', '】']).len());
            ends.extend(name);
        }
        ends.into_iter()
    }

    /// The law last named in the sentence: the owner of a table without a name before it. 「対策基準の別表」 is that of something
    /// else.
    fn whose_last(&self, start: usize) -> Owner {
        let head = self.text[..start].trim_end_matches(' ');
        if let Some(owner) = head.strip_suffix('の')
            && owner.len() != self.end
        {
            return (Whose::Other, None, false);
        }
        let mut mentions = self.found.mentions.iter().rev();
        let last = mentions.find(|m| m.narrow.end <= start);
        let last = last.filter(|m| {
            let between = &self.text[m.narrow.end..start];
            // 「。）」 ends a note and no sentence.
            !between
                .split('。')
                .skip(1)
                .any(|rest| !rest.starts_with(')'))
        });
        last.map_or((Whose::Unsaid, None, false), |m| {
            (m.law.map_or(Whose::Other, Whose::Known), None, m.former)
        })
    }
}

/// The bracket that the last one closes.
fn matching_bracket(head: &str) -> Option<usize> {
    let mut open = 0;
    for (n, (at, c)) in head.char_indices().rev().enumerate() {
        match c {
            ')' => open += 1,
            '(' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some(at);
        }
        if n > LONGEST_NOTE {
            return None;
        }
    }
    None
}
