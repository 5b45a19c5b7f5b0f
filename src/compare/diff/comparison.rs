//! Two versions as people name them, with what differs.

use super::Diff;
use crate::assessment::Assessment;

/// One of the two versions.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// The path of the file, in the repository where it is from there.
    pub file: String,
    /// The revision as named, and its commit; none for a file on the disk.
    pub revision: Option<(String, String)>,
    /// 公表日 as written, may be empty; none where the form has no such item.
    pub publication_date: Option<String>,
    /// 評価書名 as written.
    pub title: String,
    /// Places that lie in no item of the form and were not compared.
    pub outside: usize,
}

impl Side {
    /// A version with what the assessment says of itself.
    pub fn new(file: String, revision: Option<(String, String)>, assessment: &Assessment) -> Self {
        const DATE: &str = "cover.publication_date";
        let form = assessment.form;
        let text = |id: &str| assessment.text(id).unwrap_or("").trim().to_owned();
        Side {
            file,
            revision,
            publication_date: form.find(DATE).is_some().then(|| text(DATE)),
            title: text("cover.title"),
            outside: assessment.outside_the_form(),
        }
    }

    /// The revision as people know it, `HEAD~1（1a2b3c4d5e）`; the beginning of the commit where that is the name.
    pub fn revision_name(&self) -> Option<String> {
        let (named, commit) = self.revision.as_ref()?;
        let short = commit.get(..10).unwrap_or(commit);
        Some(if commit.starts_with(named.as_str()) {
            short.to_owned()
        } else {
            format!("{named}（{short}）")
        })
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

impl<'d> Comparison<'d> {
    /// The changes to be shown one by one, in the order of reading: what the assessment says, Ⅵ, what names the version.
    /// Those that only follow from others are left out.
    pub fn own_changes(&self) -> Vec<&'d super::Change> {
        let changes = self.diff.changes.iter();
        let mut own: Vec<&super::Change> = changes.filter(|c| !c.follows).collect();
        own.sort_by_key(|change| change.scope);
        own
    }
}
