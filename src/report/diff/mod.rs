//! The difference of two versions, for people and for machines.

mod content;
pub mod history;
pub mod human;
pub mod json;

pub use crate::compare::diff::{Comparison, Side};
