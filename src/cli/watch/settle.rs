//! When what lies on the disk is worth a look.

use std::path::PathBuf;

use crate::workspace::{Stamp, Stamps};

/// For how many looks in a row nothing may change before a save is taken to be over.
const STILL: u32 = 1;

/// The same where a file is gone or empty: many programs save by taking the old one away first.
const PATIENCE: u32 = 10;

/// After how many looks a file is checked although it changes all the time.
const MOST: u32 = 50;

/// What was looked at, and what has changed since.
#[derive(Debug)]
pub(super) struct Settle {
    looked: Stamps,
    last: Stamps,
    /// For how many looks nothing changed.
    still: u32,
    /// For how many looks there has been something new.
    waited: u32,
}

impl Settle {
    /// Begins with what is checked at first.
    pub(super) fn on(looked: Stamps) -> Self {
        Settle {
            last: looked.clone(),
            looked,
            still: 0,
            waited: 0,
        }
    }

    /// Whether something is new, but not yet worth a look.
    pub(super) fn is_waiting(&self) -> bool {
        self.waited > 0
    }

    /// Takes what lies there now; gives the files that changed once that is worth a look. What is there again as it was
    /// is nothing new.
    pub(super) fn next(&mut self, now: Stamps) -> Option<Vec<PathBuf>> {
        if now == self.looked {
            *self = Settle::on(now);
            return None;
        }
        self.still = if self.last == now { self.still + 1 } else { 0 };
        self.waited += 1;
        self.last = now;
        let is_there = |stamp: &Stamp| !stamp.is_empty();
        let was_there = self.looked.iter().filter(|(_, stamp)| is_there(stamp));
        let mut lost = was_there.filter(|(path, _)| !self.last.get(*path).is_some_and(is_there));
        let enough = if lost.next().is_some() {
            PATIENCE
        } else {
            STILL
        };
        if self.still < enough && self.waited < MOST {
            return None;
        }
        let now = std::mem::take(&mut self.last);
        let paths = self.looked.keys().chain(now.keys());
        let mut changed: Vec<_> = paths
            .filter(|path| self.looked.get(*path) != now.get(*path))
            .cloned()
            .collect();
        changed.sort();
        changed.dedup();
        *self = Settle::on(now);
        Some(changed)
    }

    /// Goes on with other files; `before` is what lies now where was looked before. What happened there meanwhile is new.
    pub(super) fn go_on(&mut self, now: Stamps, before: &Stamps) {
        let looked = std::mem::take(&mut self.looked);
        let is_still_of_use = |path: &PathBuf| now.contains_key(path) || !before.contains_key(path);
        let mut next = now.clone();
        next.retain(|path, _| !before.contains_key(path));
        next.extend(looked.into_iter().filter(|(path, _)| is_still_of_use(path)));
        *self = Settle::on(next);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there<const N: usize>(files: [(&str, u64); N]) -> Stamps {
        let stamp = |(name, length)| (PathBuf::from(name), Stamp::made(length, 0));
        files.into_iter().map(stamp).collect()
    }

    /// How many looks it takes until one is worth it, and at what.
    fn due(settle: &mut Settle, looks: &[Stamps]) -> Option<(usize, Vec<String>)> {
        looks.iter().enumerate().find_map(|(n, now)| {
            let changed = settle.next(now.clone())?;
            let names = changed.iter().map(|path| path.display().to_string());
            Some((n, names.collect()))
        })
    }

    #[test]
    fn a_save_is_looked_at_once_it_is_over() {
        let mut settle = Settle::on(there([("a", 5)]));
        let same = vec![there([("a", 5)]); 20];
        assert_eq!(due(&mut settle, &same), None);
        assert!(!settle.is_waiting());
        // It grows while it is written.
        let looks = [6, 7, 8, 8, 8].map(|length| there([("a", length)]));
        assert_eq!(due(&mut settle, &looks), Some((3, vec!["a".into()])));
        assert_eq!(settle.next(there([("a", 8)])), None);
    }

    #[test]
    fn a_file_that_is_gone_or_empty_for_a_moment_is_waited_for() {
        for lost in [there([("b", 1)]), there([("a", 0), ("b", 1)])] {
            let old = there([("a", 5), ("b", 1)]);
            let mut settle = Settle::on(old.clone());
            // Saved as it was.
            let looks = [&lost, &lost, &lost, &old].map(Clone::clone);
            assert_eq!(due(&mut settle, &looks), None);
            // Saved with a change.
            let new = there([("a", 6), ("b", 1)]);
            let looks = [&lost, &lost, &lost, &new, &new].map(Clone::clone);
            assert_eq!(due(&mut settle, &looks), Some((4, vec!["a".into()])));
            // Lost for good.
            let looks = vec![lost.clone(); 20];
            assert_eq!(due(&mut settle, &looks), Some((10, vec!["a".into()])));
            assert_eq!(settle.next(lost), None);
            assert_eq!(
                due(&mut settle, &[new.clone(), new]),
                Some((1, vec!["a".into()]))
            );
        }
    }

    #[test]
    fn files_that_come_are_new_and_one_that_never_rests_is_looked_at_in_the_end() {
        let mut settle = Settle::on(there([("a", 5)]));
        let more = vec![there([("a", 5), ("b", 1)]); 2];
        assert_eq!(due(&mut settle, &more), Some((1, vec!["b".into()])));
        // The picture of b is looked at from now on; meanwhile b was saved, and c came.
        let before = there([("a", 5), ("b", 2), ("c", 3)]);
        let now = there([("a", 5), ("b", 2), ("b.png", 9), ("c", 3)]);
        settle.go_on(now.clone(), &before);
        let changed = vec!["b".into(), "c".into()];
        assert_eq!(
            due(&mut settle, &[now.clone(), now.clone()]),
            Some((1, changed))
        );
        // b and its picture are not looked at any more.
        settle.go_on(there([("a", 5)]), &now);
        let restless: Vec<Stamps> = (6..200).map(|n| there([("a", n)])).collect();
        assert_eq!(due(&mut settle, &restless), Some((49, vec!["a".into()])));
    }
}
