//! What is found once of a scalar and kept with it.

use std::sync::OnceLock;

/// What may be asked of a scalar thousands of times, or by many rules, found when first asked for. Two scalars are alike
/// whatever was asked of them.
#[derive(Debug)]
pub struct Kept<T>(OnceLock<Box<T>>);

impl<T> Kept<T> {
    /// Nothing was asked for.
    pub const fn new() -> Self {
        Kept(OnceLock::new())
    }

    /// What was found, or is found now.
    pub fn get_or_find(&self, find: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(|| Box::new(find()))
    }
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept::new()
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        Kept::new()
    }
}

impl<T> PartialEq for Kept<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<T> Eq for Kept<T> {}
