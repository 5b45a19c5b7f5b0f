//! What an office has (Excel, Word, PDF, a web page, text) made into an assessment.
//!
//! ```text
//! file ─▶ read ─▶ Book of cells ─▶ align ─▶ segments ─▶ values ─▶ draft ─▶ YAML
//!         one reader a format      labels of the form    by type   fields, doubts, what is left
//! ```
//!
//! Nothing is lost: every character of the source is in a value, is one of the form's own printed words, or stands in
//! 取込みの残り with its place.

pub mod align;
pub mod alignment;
mod boxes;
pub mod cell;
mod certainty;
mod choice;
pub mod conserve;
pub mod draft;
pub mod import;
mod ink;
mod lists;
pub mod names;
pub mod origin;
mod pinned;
pub mod read;
pub mod refusal;
pub mod report;
mod rest;
pub mod values;
mod words;
pub mod write;

pub use certainty::Why;
pub use import::{Imported, Options, import};
