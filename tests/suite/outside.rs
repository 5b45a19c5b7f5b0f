//! What some tests need and the repository does not hold: a path that an environment variable names. What is skipped for
//! want of it is said here alone.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A published assessment as YAML, which is nobody's to copy.
pub(crate) const CORPUS: &str = "HYOKASHO_CORPUS";

/// The path that a variable names; without it the test is skipped.
pub(crate) fn named(variable: &str) -> Option<PathBuf> {
    let path = std::env::var_os(variable).map(PathBuf::from);
    if path.is_none() {
        skip(&format!("{variable} names no file"));
    }
    path
}

/// Says that a test is skipped, and why.
pub(crate) fn skip(why: &str) {
    println!("SKIPPED: {why}");
}

/// Lets one test after the other use the browser: what a page does in time is not to depend on its neighbours.
pub(crate) fn browser() -> MutexGuard<'static, ()> {
    static BROWSER: Mutex<()> = Mutex::new(());
    BROWSER.lock().unwrap_or_else(PoisonError::into_inner)
}
