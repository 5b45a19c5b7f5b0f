//! Japanese text: notation for comparison, words, dates, citations of law, characters that do not show what they are.

pub mod alphabet;
pub mod bands;
pub mod chars;
pub mod citation;
pub mod date_scan;
pub mod dates;
pub mod elsewhere;
pub mod eras;
pub mod finder;
pub mod hidden;
pub mod individual_number;
mod letters;
pub mod listing;
pub mod narrow;
pub mod nearest;
pub mod notation;
pub mod numbering;
pub mod passage;
pub mod runs;
pub mod segment;
pub mod sieve;
pub mod signs;
