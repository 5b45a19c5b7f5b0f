//! R: the substance of the risk sections, as far as words show. Most of it is for the reader to weigh.

pub mod r001_only_vague;
pub mod r002_absolute_claim;
pub mod r003_no_frequency;
pub mod r004_other_contracts;
pub mod r005_same_rating;
pub mod r006_colour_only;
