//! hyokasho: 特定個人情報保護評価書（全項目評価書） as YAML — checked like a program, printed as the official form.
//!
//! ```text
//! assessment.yaml ─▶ source ─▶ yaml ─▶ form ─▶ assessment ─┬▶ rules ─▶ diagnostic ─▶ report
//!                    bytes,     tree     which   by item id  ├▶ diff (old, new) ─▶ report (human, json)
//!                    positions  + spans  item is which       └▶ view ─▶ render (html, pdf, index)
//! ```
//!
//! The modules stand in the order in which a document flows through them; each uses only what stands above it.

pub mod diagnostic;
pub mod picture;
pub mod source;

pub mod japanese;

pub mod outward;

pub mod data;
pub mod glyphs;
pub mod markdown;
pub mod settings;
pub mod vocabulary;
pub mod yaml;

pub mod form;

pub mod assessment;
pub mod deadlines;

pub mod figure;

pub mod diff;

pub mod changelog;
pub mod history;

pub mod rules;

pub mod suppress;

pub mod check;
pub mod config;
pub mod terms;

pub mod fix;

pub mod report;

pub mod baseline;
pub mod known;
pub mod view;

pub mod render;
pub mod workspace;

pub mod cli;
