//! I: what must not be published.

pub mod i001_individual_number;
pub mod i002_personal_detail;
mod persons;
