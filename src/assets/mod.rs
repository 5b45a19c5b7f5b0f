//! What is embedded in the program or read from the folder of an assessment: data of law and terms, what the typeface can print,
//! pictures.

pub mod data;
pub mod glyphs;
pub(crate) mod offices;
pub mod picture;
pub(crate) mod rows;
pub(crate) mod threshold;

/// Words that rules look for, by subject: `schemas/terms/lists/*.yaml`, embedded as constants. A list that no rule uses is an
/// error as much as one that is missing.
#[deny(dead_code)]
pub(crate) mod lists {
    /// An option of the form, with the words by which texts speak of it.
    pub(crate) type OptionWords = (&'static str, &'static [&'static str]);

    include!(concat!(env!("OUT_DIR"), "/lists.rs"));
}
