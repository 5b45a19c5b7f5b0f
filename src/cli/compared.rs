//! An assessment beside an older version, for the commands that tell what changed.

use std::path::Path;

use super::base::{older, unread};
use crate::assessment::{self, Assessment, NoForm};
use crate::diagnostic::{Lang, Stage};
use crate::diff::{self, Comparison, Side};
use crate::source::Source;
use crate::view::redline::{self, Redline};
use crate::workspace::versions::Versioned;

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
    let Some(old) = older(base, path, lang)? else {
        return Ok(Base::New);
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
