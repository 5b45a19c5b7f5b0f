//! Two versions of a file as the command line names them: a file, `REV:path`, or a bare `REV` for the same file at that
//! revision. A path that exists wins over a revision of that name.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::git::{GitError, Repository, Version};
use super::recognise::{Look, look};
use super::{DiskError, STANDARD_INPUT, as_spelt, is_yaml, read_any};
use crate::source::lang::Lang;

/// One version of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versioned {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The path: on the disk, or in the repository at its revision.
    pub path: String,
    /// The revision it is from; none for a file on the disk.
    pub revision: Option<Revision>,
}

impl Versioned {
    /// `REV:path`, or the path.
    pub fn name(&self) -> String {
        match &self.revision {
            Some(revision) => format!("{}:{}", revision.named, self.path),
            None => self.path.clone(),
        }
    }

    fn of_file(path: &Path) -> Result<Self, VersionError> {
        Ok(Versioned {
            bytes: read_any(path)?,
            path: path.display().to_string(),
            revision: None,
        })
    }

    fn of_git(named: &str, version: Version) -> Self {
        Versioned {
            bytes: version.bytes,
            path: version.path,
            revision: Some(Revision {
                named: named.to_owned(),
                commit: version.commit,
            }),
        }
    }
}

/// A revision of a repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// As written on the command line.
    pub named: String,
    /// The commit, in full.
    pub commit: String,
}

/// Why a version can't be had.
#[derive(Debug, Error)]
pub enum VersionError {
    /// A file can't be read.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// A revision can't be read.
    #[error(transparent)]
    Git(#[from] GitError),
    /// Both sides are revisions, and no file is named.
    #[error("{0} {1}")]
    NoPath(String, String),
}

impl VersionError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (VersionError::Disk(error), _) => error.message(lang),
            (VersionError::Git(error), _) => error.message(lang),
            (VersionError::NoPath(old, new), Lang::Ja) => format!(
                "どのファイルを比べるかが分かりません。`{old}:パス {new}` のように、どちらかにファイルを指定してください"
            ),
            (VersionError::NoPath(old, new), Lang::En) => {
                format!("no file is named; name one on either side, such as `{old}:PATH {new}`")
            }
        }
    }
}

/// One side of a comparison as written.
enum Side<'t> {
    File(PathBuf),
    At { revision: &'t str, path: &'t str },
    Revision(&'t str),
}

impl<'t> Side<'t> {
    fn of(text: &'t str) -> Result<Self, VersionError> {
        let path = as_spelt(Path::new(text));
        if path.exists() {
            return Ok(Side::File(path));
        }
        if path == Path::new(STANDARD_INPUT) {
            return Err(DiskError::Missing(path).into());
        }
        if let Some((revision, path)) = text.split_once(':')
            && !revision.is_empty()
            && !path.is_empty()
        {
            return Ok(Side::At { revision, path });
        }
        if is_yaml(&path) {
            return Err(DiskError::Missing(path).into());
        }
        Ok(Side::Revision(text))
    }
}

/// The two versions that the command line names.
///
/// # Errors
/// Says which of them can't be had, and what to do.
pub fn pair(old: &str, new: &str) -> Result<(Versioned, Versioned), VersionError> {
    match (Side::of(old)?, Side::of(new)?) {
        (Side::Revision(old), Side::Revision(new)) => {
            // A misspelt name is reported before a missing path.
            let here = Repository::of(Path::new("."))?;
            here.commit(old)?;
            here.commit(new)?;
            Err(VersionError::NoPath(old.to_owned(), new.to_owned()))
        }
        (Side::Revision(revision), other) => {
            let new = read_side(&other)?;
            Ok((same(revision, &new)?, new))
        }
        (other, Side::Revision(revision)) => {
            let old = read_side(&other)?;
            let new = same(revision, &old)?;
            Ok((old, new))
        }
        (old, new) => Ok((read_side(&old)?, read_side(&new)?)),
    }
}

/// What a file is to be compared with: another file, `REV:path`, or the file itself at a revision.
///
/// # Errors
/// Says why it can't be had.
pub fn base(base: &str, file: &Path) -> Result<Versioned, VersionError> {
    match Side::of(base)? {
        Side::Revision(revision) => same_as_file(revision, file),
        side => read_side(&side),
    }
}

/// A file as it was at a revision.
///
/// # Errors
/// Says why it can't be had.
pub fn at(revision: &str, file: &Path) -> Result<Versioned, VersionError> {
    same_as_file(revision, &as_spelt(file))
}

/// The assessments below a folder that a revision has and that are gone; `met` are paths in the repository of which it is
/// known what became of them.
///
/// # Errors
/// The revision can't be read.
pub fn gone_since(
    revision: &str,
    folder: &Path,
    met: &BTreeSet<String>,
) -> Result<Vec<PathBuf>, GitError> {
    let repository = Repository::of(folder)?;
    let is_seen =
        |path: &str| is_yaml(Path::new(path)) && !path.split('/').any(|p| p.starts_with('.'));
    let mut gone = Vec::new();
    for (inside, whole) in repository.files(revision)? {
        let path = folder.join(&inside);
        let is_gone = !met.contains(&whole) && path.symlink_metadata().is_err();
        if is_gone && is_seen(&inside) {
            let is_assessment = repository
                .at(revision, &whole)?
                .is_some_and(|version| look(&version.bytes) == Look::Assessment);
            gone.extend(is_assessment.then_some(path));
        }
    }
    Ok(gone)
}

fn read_side(side: &Side) -> Result<Versioned, VersionError> {
    match side {
        Side::File(path) => Versioned::of_file(path),
        Side::At { revision, path } => {
            let version = Repository::of(Path::new("."))?.read(revision, path)?;
            Ok(Versioned::of_git(revision, version))
        }
        Side::Revision(revision) => Err(GitError::BadName((*revision).to_owned()).into()),
    }
}

/// The same file at a revision.
fn same(revision: &str, other: &Versioned) -> Result<Versioned, VersionError> {
    let Some(at) = &other.revision else {
        return same_as_file(revision, Path::new(&other.path));
    };
    let here = Repository::of(Path::new("."))?;
    let version = here.read_same(revision, &other.path, Some(&at.commit))?;
    Ok(Versioned::of_git(revision, version))
}

fn same_as_file(revision: &str, file: &Path) -> Result<Versioned, VersionError> {
    let repository = Repository::of(file.parent().unwrap_or(Path::new(".")))?;
    let name = file.file_name().map(|name| name.to_string_lossy());
    let path = name.and_then(|name| repository.inside(&name));
    let path = path.ok_or_else(|| DiskError::Missing(file.to_owned()))?;
    let version = repository.read_same(revision, &path, None)?;
    Ok(Versioned::of_git(revision, version))
}
