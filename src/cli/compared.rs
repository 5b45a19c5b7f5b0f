//! An assessment beside an older version, for the commands that tell what changed.

use std::path::Path;

use super::base::names_a_file;
use crate::assessment::{self, Assessment, NoForm};
use crate::diagnostic::{Lang, Stage};
use crate::diff::{self, Comparison, Side};
use crate::source::Source;
use crate::view::redline::{self, Redline};
use crate::workspace::git::GitError;
use crate::workspace::versions::{self, VersionError, Versioned};

/// Opens a version and hands it on.
///
/// # Errors
/// It is no assessment that can be read to its end.
pub(super) fn opened<T>(
    version: &Versioned,
    lang: Lang,
    f: impl FnOnce(&Assessment) -> T,
) -> Result<T, String> {
    let unread = || unread(version, lang);
    let source = Source::from_bytes(version.name(), &version.bytes).map_err(|_| unread())?;
    let tree = assessment::read(&source);
    let opened: Result<Assessment, NoForm> = Assessment::open(&source, &tree, Stage::Draft);
    let opened = opened.ok().filter(|assessment| !assessment.is_broken());
    opened.as_ref().map(f).ok_or_else(unread)
}

fn unread(version: &Versioned, lang: Lang) -> String {
    let name = version.name();
    let what = match (&version.revision, lang) {
        (None, Lang::Ja) => format!("`hyokasho check {name}` で直す所を確かめてください"),
        (None, Lang::En) => format!("`hyokasho check {name}` says where to mend it"),
        (Some(_), Lang::Ja) => format!(
            "`git show {name} > old.yaml` で取り出し、`hyokasho check old.yaml` で直す所を確かめてください"
        ),
        (Some(_), Lang::En) => format!(
            "take it out by `git show {name} > old.yaml`; `hyokasho check old.yaml` says where to mend it"
        ),
    };
    match lang {
        Lang::Ja => format!("評価書として最後まで読めないので、比べられません: {name}。{what}"),
        Lang::En => format!(
            "{name} can't be read to its end as an assessment, so nothing is compared; {what}"
        ),
    }
}

/// A version as people name it.
pub(super) fn side(version: &Versioned, assessment: &Assessment) -> Side {
    let revision = version.revision.clone();
    let revision = revision.map(|r| (r.named, r.commit));
    Side::new(version.path.clone(), revision, assessment)
}

/// What `--base` says of an assessment.
pub(super) enum Base {
    /// The base does not have it.
    New,
    /// What changed since.
    Changed(Box<Redline>),
}

/// Compares an assessment with what it was at `base`: a revision, `REV:path` or a file.
///
/// # Errors
/// The older version can't be had or read, in words.
pub(super) fn with_base(
    base: &str,
    path: &Path,
    new: &Assessment,
    lang: Lang,
) -> Result<Base, String> {
    let old = match versions::base(base, path) {
        Ok(old) => old,
        Err(VersionError::Git(GitError::NoFile { shallow: false, .. })) if !names_a_file(base) => {
            return Ok(Base::New);
        }
        Err(error) => return Err(error.message(lang)),
    };
    let redline = opened(&old, lang, |before| {
        let diff = diff::compare(before, new);
        let comparison = Comparison {
            old: side(&old, before),
            new: Side::new(path.display().to_string(), None, new),
            diff: &diff,
        };
        redline::build(&comparison, new)
    })?;
    Ok(Base::Changed(Box::new(redline)))
}
