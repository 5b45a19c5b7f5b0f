//! The assessment as a document: one model for all outputs, and the outputs.

pub mod render;
pub mod view;
