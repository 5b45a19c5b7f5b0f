//! The difference of two versions, for people and for machines.

mod content;
pub mod human;
pub mod json;

use crate::assessment::Assessment;
use crate::diff::Diff;

/// One of the two versions.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// The path of the file, in the repository where it is from there.
    pub file: String,
    /// The revision as named, and its commit; none for a file on the disk.
    pub revision: Option<(String, String)>,
    /// 公表日 as written; may be empty.
    pub publication_date: String,
    /// 評価書名 as written.
    pub title: String,
    /// Places that lie in no item of the form and were not compared.
    pub outside: usize,
}

impl Side {
    /// A version with what the assessment says of itself.
    pub fn new(file: String, revision: Option<(String, String)>, assessment: &Assessment) -> Self {
        let text = |id: &str| assessment.text(id).unwrap_or("").trim().to_owned();
        Side {
            file,
            revision,
            publication_date: text("cover.publication_date"),
            title: text("cover.title"),
            outside: assessment.outside_the_form(),
        }
    }
}

/// Two versions and what differs.
#[derive(Debug, Clone)]
pub struct Comparison<'d> {
    /// The old version.
    pub old: Side,
    /// The new version.
    pub new: Side,
    /// What differs.
    pub diff: &'d Diff,
}
