//! Japanese text: notation for comparison, dates.

pub mod dates;
pub mod notation;
