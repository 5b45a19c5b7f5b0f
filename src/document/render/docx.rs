//! Documents for Word, written part by part: the whole assessment, to be edited and read back, and what changed between
//! two versions as tracked changes.

mod closing;
mod controls;
mod package;
mod paper;
mod redline;
mod tables;
mod values;
mod whole;
mod xml;

pub use paper::paper;
pub use redline::redline;
pub use whole::whole;
