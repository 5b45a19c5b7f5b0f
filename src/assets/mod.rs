//! What is embedded in the program or read beside an assessment: data of law and terms, what the typeface can print,
//! pictures.

pub mod data;
pub mod glyphs;
pub mod picture;
