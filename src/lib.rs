//! hyokasho: 特定個人情報保護評価書（全項目評価書） as YAML — checked like a program, printed as the official form.
//!
//! ```text
//! assessment.yaml ─▶ source ─▶ yaml ─▶ form ─▶ assessment ─┬▶ lint ─▶ report
//!                    bytes,     tree     which   by item id  ├▶ compare (old, new) ─▶ report, 別添３
//!                    positions  + spans  item is which       └▶ document (html, pdf, index)
//! ```
//!
//! The modules are in the order in which a document flows through them; each uses only those before it.

pub mod japanese;
pub mod source;

pub mod assets;
pub mod yaml;

pub mod form;

pub mod assessment;

pub mod config;

pub mod intake;

pub mod compare;
pub mod lint;

pub mod report;

pub mod document;

pub mod workspace;

pub mod cli;
