//! Japanese text: notation for comparison, words, dates, characters that do not show what they are.

pub mod date_scan;
pub mod dates;
pub mod hidden;
pub mod individual_number;
pub mod listing;
pub mod notation;
pub mod passage;
pub mod runs;
pub mod segment;
