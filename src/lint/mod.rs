//! One text through all rules: findings, exceptions, baselines, fixes.

pub mod baseline;
pub mod beside;
pub mod companions;
pub mod engine;
pub mod entry_names;
pub mod exception;
pub mod file_report;
pub mod fix;
pub mod known;
pub mod moved;
pub mod record;
pub mod rules;
pub mod same;
pub mod suppress;
