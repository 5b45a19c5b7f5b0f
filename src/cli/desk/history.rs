//! What can be undone and redone: each step as the one stretch of text that it replaced.

/// The most steps that are kept.
const MOST: usize = 2_000;

/// A stretch of text that another took the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    /// Byte where it begins.
    at: usize,
    old: String,
    new: String,
    /// What was done in one go; two steps of one name are one.
    group: String,
    /// The item that it was about.
    item: String,
}

/// The steps of a session with one file.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

/// A text as it was before or after a step, and the item in question.
pub(super) struct Stepped {
    pub text: String,
    pub item: String,
}

impl History {
    /// Takes up that a text became another.
    pub(super) fn add(&mut self, before: &str, after: &str, group: &str, item: &str) {
        self.undone.clear();
        let joins = |last: &Step| !group.is_empty() && last.group == group;
        let first = match self.done.pop_if(|last| joins(last)) {
            Some(last) => last.undone(before),
            None => before.to_owned(),
        };
        if let Some(step) = Step::between(&first, after, group, item) {
            self.done.push(step);
        }
        if self.done.len() > MOST {
            self.done.remove(0);
        }
    }

    /// Forgets all: the text was changed by somebody else, so that the steps fit no longer.
    pub(super) fn clear(&mut self) {
        self.done.clear();
        self.undone.clear();
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The text before the last step; it counts as undone only with [`History::undo_done`].
    pub(super) fn undo(&self, text: &str) -> Option<Stepped> {
        let step = self.done.last()?;
        Some(Stepped {
            text: step.undone(text),
            item: step.item.clone(),
        })
    }

    /// The text after the step that was undone last; it counts only with [`History::redo_done`].
    pub(super) fn redo(&self, text: &str) -> Option<Stepped> {
        let step = self.undone.last()?;
        Some(Stepped {
            text: step.redone(text),
            item: step.item.clone(),
        })
    }

    pub(super) fn undo_done(&mut self) {
        self.undone.extend(self.done.pop());
    }

    pub(super) fn redo_done(&mut self) {
        self.done.extend(self.undone.pop());
    }
}

impl Step {
    /// None where nothing differs.
    fn between(before: &str, after: &str, group: &str, item: &str) -> Option<Self> {
        if before == after {
            return None;
        }
        let same = before
            .bytes()
            .zip(after.bytes())
            .take_while(|(a, b)| a == b);
        let mut head = same.count();
        while !before.is_char_boundary(head) || !after.is_char_boundary(head) {
            head -= 1;
        }
        let (old, new) = (&before[head..], &after[head..]);
        let same = old.bytes().rev().zip(new.bytes().rev());
        let mut tail = same.take_while(|(a, b)| a == b).count();
        while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
            tail -= 1;
        }
        Some(Step {
            at: head,
            old: old[..old.len() - tail].to_owned(),
            new: new[..new.len() - tail].to_owned(),
            group: group.to_owned(),
            item: item.to_owned(),
        })
    }

    fn undone(&self, after: &str) -> String {
        replaced(after, self.at, &self.new, &self.old)
    }

    fn redone(&self, before: &str) -> String {
        replaced(before, self.at, &self.old, &self.new)
    }
}

fn replaced(text: &str, at: usize, old: &str, new: &str) -> String {
    let (head, rest) = text.split_at(at);
    [head, new, &rest[old.len()..]].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_undone_and_redone() {
        let texts = ["一", "一二", "三二", "三", "", "四五", "四亖"];
        let mut history = History::default();
        for pair in texts.windows(2) {
            history.add(pair[0], pair[1], "", "x");
        }
        let mut text = texts[6].to_owned();
        for expected in texts[..6].iter().rev() {
            text = history.undo(&text).expect("a step").text;
            history.undo_done();
            assert_eq!(&text, expected);
        }
        assert!(!history.can_undo());
        for expected in &texts[1..] {
            text = history.redo(&text).expect("a step").text;
            history.redo_done();
            assert_eq!(&text, expected);
        }
        assert!(!history.can_redo());
    }

    #[test]
    fn what_is_done_in_one_go_is_one_step() {
        let mut history = History::default();
        history.add("", "あ", "box-1", "x");
        history.add("あ", "あい", "box-1", "x");
        history.add("あい", "あいう", "box-2", "x");
        assert_eq!(history.undo("あいう").expect("a step").text, "あい");
        history.undo_done();
        assert_eq!(history.undo("あい").expect("a step").text, "");
        // What is typed and taken back in one go leaves no step.
        let mut history = History::default();
        history.add("a", "ab", "g", "x");
        history.add("ab", "a", "g", "x");
        assert!(!history.can_undo());
    }
}
