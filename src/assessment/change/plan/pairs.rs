//! Which entry of a list a new list goes on with: the same ones stay, those between them take the place of each other.

use std::hash::Hash;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// An entry of a new list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// The entry before whose place it takes.
    pub(super) old: Option<usize>,
    /// Its place.
    pub(super) new: usize,
}

/// The entries of a new list with those whose places they take.
pub(super) fn pairs<T: Hash + Ord>(old: &[T], new: &[T]) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(new.len());
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        let (old, new) = match op {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => (old_index..old_index + len, new_index..new_index + len),
            DiffOp::Insert {
                old_index,
                new_index,
                new_len,
            } => (old_index..old_index, new_index..new_index + new_len),
            DiffOp::Replace {
                old_index,
                old_len,
                new_index,
                new_len,
            } => (
                old_index..old_index + old_len,
                new_index..new_index + new_len,
            ),
            DiffOp::Delete { .. } => continue,
        };
        let old = old.map(Some).chain(std::iter::repeat(None));
        pairs.extend(new.zip(old).map(|(new, old)| Pair { old, new }));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn what_is_the_same_stays_and_what_differs_takes_its_place() {
        let olds = |old: &str, new: &str| -> Vec<Option<usize>> {
            let [old, new] = [old, new].map(|text| text.chars().collect::<Vec<_>>());
            pairs(&old, &new).iter().map(|pair| pair.old).collect()
        };
        assert_eq!(olds("abc", "ac"), [Some(0), Some(2)]);
        assert_eq!(olds("abc", "axc"), [Some(0), Some(1), Some(2)]);
        assert_eq!(olds("ac", "abc"), [Some(0), None, Some(1)]);
        assert_eq!(olds("", "a"), [None]);
    }
}
