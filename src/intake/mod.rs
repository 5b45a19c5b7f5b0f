//! What an office has (Excel, Word, PDF, a web page, text) made into an assessment.
//!
//! ```text
//! file ─▶ read ─▶ Book of cells ─▶ align ─▶ segments ─▶ values ─▶ draft ─▶ YAML
//!         one reader a format      labels of the form    by type   fields, doubts, what is left
//! ```
//!
//! Nothing is lost: every character of the source is in a value, is one of the form's own printed words, or stands in
//! 取込みの残り with its place.

pub mod alignment;
pub mod cell;
pub mod names;
