//! Versions of an assessment compared: what changed, and what 別添３ says of it.

pub mod changelog;
pub mod diff;
pub mod history;
