//! How alike two texts are, in time that grows with their length: shares of pairs of characters.

use std::hash::{DefaultHasher, Hash, Hasher};

/// What a text is made of: its pairs of neighbouring characters, each with how often it occurs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Profile {
    pairs: Vec<(u64, u32)>,
    total: u32,
}

impl Profile {
    /// The profile of a text; white space should be folded before.
    pub(super) fn of(text: &str) -> Self {
        let mut pairs: Vec<u64> = Vec::with_capacity(text.len() / 2);
        let mut before = '\u{2}';
        for c in text.chars().chain(['\u{3}']) {
            pairs.push((u64::from(u32::from(before)) << 32) | u64::from(u32::from(c)));
            before = c;
        }
        pairs.sort_unstable();
        let mut counted: Vec<(u64, u32)> = Vec::with_capacity(pairs.len());
        for pair in pairs {
            match counted.last_mut() {
                Some((last, count)) if *last == pair => *count += 1,
                _ => counted.push((pair, 1)),
            }
        }
        let total = counted.iter().map(|(_, count)| count).sum();
        Profile {
            pairs: counted,
            total,
        }
    }

    /// Whether the text is empty.
    pub(super) fn is_empty(&self) -> bool {
        self.total <= 1
    }

    /// From 0 (nothing shared) to 1 (the same pairs): Dice's coefficient.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        if self.is_empty() || other.is_empty() {
            return 0.0;
        }
        let (mut mine, mut theirs) = (self.pairs.iter().peekable(), other.pairs.iter().peekable());
        let mut shared = 0;
        while let (Some((a, m)), Some((b, n))) = (mine.peek(), theirs.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => {
                    mine.next();
                }
                std::cmp::Ordering::Greater => {
                    theirs.next();
                }
                std::cmp::Ordering::Equal => {
                    shared += m.min(n);
                    mine.next();
                    theirs.next();
                }
            }
        }
        f64::from(2 * shared) / f64::from(self.total + other.total)
    }

    /// A number that equal profiles share within one run.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Profile;

    #[test]
    fn likeness_goes_from_nothing_to_everything() {
        let of = Profile::of;
        assert_eq!(of("予診票").likeness(&of("予診票")), 1.0);
        assert_eq!(of("予診票").likeness(&of("機器")), 0.0);
        assert_eq!(of("").likeness(&of("")), 0.0);
        let some = of("健康増進課").likeness(&of("健康推進課"));
        assert!(some > 0.5 && some < 1.0, "{some}");
    }
}
