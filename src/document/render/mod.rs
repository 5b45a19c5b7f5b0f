//! Outputs from the [`crate::document::view::View`]: the web page, the index over several assessments, the PDF,
//! documents for Word, workbooks for Excel.

pub mod desk;
pub mod docx;
pub mod html;
pub mod index;
pub mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod redline;
pub mod status;
pub mod templates;
pub mod xlsx;
