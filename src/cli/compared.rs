//! An assessment and an older version, for the commands that show what changed.

use std::path::Path;

use super::base::{Version, unread};
use crate::assessment::{self, Assessment, NoForm};
use crate::compare::changelog::logged;
use crate::compare::diff::{Comparison, Side};
use crate::document::view::redline::{self, Redline};
use crate::source::Source;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use crate::workspace::versions::Versioned;

/// Opens a version and passes it on.
///
/// # Errors
/// It is no assessment that can be read to its end.
pub(super) fn opened<T>(
    version: &Versioned,
    lang: Lang,
    f: impl FnOnce(&Assessment) -> T,
) -> Result<T, String> {
    let unread = || unread(version, lang);
    let bytes = super::import::of_version(version, lang)?;
    let source = Source::from_bytes(version.name(), &bytes).map_err(|_| unread())?;
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

/// Compares an assessment with the version that `--base` names, and that is open.
pub(super) fn with_base(
    version: &Version,
    old: Option<&Assessment>,
    path: &Path,
    new: &Assessment,
) -> Base {
    let redline = old.and_then(|old| {
        let build = |comparison: &Comparison| redline::build(comparison, old, new);
        compared_with(version, old, path, new, build)
    });
    match redline {
        Some(redline) => Base::Changed(Box::new(redline)),
        None => Base::New,
    }
}

/// Passes on what differs between an assessment and a version that is open; none where the version does not have it.
pub(super) fn compared_with<T>(
    version: &Version,
    old: &Assessment,
    path: &Path,
    new: &Assessment,
    f: impl FnOnce(&Comparison) -> T,
) -> Option<T> {
    let Version::Present { version, .. } = version else {
        return None;
    };
    let diff = logged::compare(old, new);
    Some(f(&Comparison {
        old: side(version, old),
        new: Side::new(path.display().to_string(), None, new),
        diff: &diff,
    }))
}
