//! The version that an assessment is compared with: `--base`.

use std::path::Path;

use crate::assessment::{self, Assessment};
use crate::compare::changelog::base::{Base, Former};
use crate::source::Source;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use crate::workspace::git::GitError;
use crate::workspace::versions::{self, VersionError, Versioned};
use crate::yaml::Document;

/// A version before, read.
pub(super) enum Version {
    /// The file is new since then.
    Absent(String),
    /// It was there.
    Present {
        name: String,
        version: Versioned,
        source: Box<Source>,
        document: Box<Document>,
    },
}

/// Whether `--base` names one file, and not a revision that all files have.
pub(super) fn names_a_file(base: &str) -> bool {
    Path::new(base).exists() || base.contains(':')
}

/// The version of a file that `--base` names; none where the file is new since then. A file that was renamed since is
/// followed.
///
/// # Errors
/// Says why it can't be had.
pub(super) fn older(base: &str, path: &Path, lang: Lang) -> Result<Option<Versioned>, String> {
    match versions::base(base, path) {
        Ok(version) => Ok(Some(version)),
        Err(VersionError::Git(GitError::NoFile { shallow: false, .. })) if !names_a_file(base) => {
            Ok(None)
        }
        Err(error) => Err(error.message(lang)),
    }
}

/// The version of a file that `--base` names, read.
///
/// # Errors
/// Says why it can't be had, or can't be read to its end.
pub(super) fn read(base: &str, path: &Path, lang: Lang) -> Result<Version, String> {
    opened(base, older(base, path, lang)?, lang)
}

/// The version of a file at a revision of git, read; a file of the name of the revision is not meant.
///
/// # Errors
/// Says why it can't be had, or can't be read to its end.
pub(super) fn since(revision: &str, path: &Path, lang: Lang) -> Result<Version, String> {
    let version = match versions::at(revision, path) {
        Ok(version) => Some(version),
        Err(VersionError::Git(GitError::NoFile { shallow: false, .. })) => None,
        Err(error) => return Err(error.message(lang)),
    };
    opened(revision, version, lang)
}

fn opened(name: &str, version: Option<Versioned>, lang: Lang) -> Result<Version, String> {
    let Some(version) = version else {
        return Ok(Version::Absent(name.to_owned()));
    };
    let unread = || unread(&version, lang);
    let bytes = super::import::of_version(&version, lang)?;
    let source = Source::from_bytes(version.name(), &bytes).map_err(|_| unread())?;
    let document = assessment::read(&source);
    if !assessment::is_readable(&document) {
        return Err(unread());
    }
    Ok(Version::Present {
        name: name.to_owned(),
        version,
        source: Box::new(source),
        document: Box::new(document),
    })
}

/// That a version can't be compared, and where to fix it.
pub(super) fn unread(version: &Versioned, lang: Lang) -> String {
    let name = version.name();
    let what = match (&version.revision, lang) {
        (None, Lang::Ja) => format!("`hyokasho check {name}` で直す所を確かめてください"),
        (None, Lang::En) => format!("`hyokasho check {name}` says where to fix it"),
        (Some(_), Lang::Ja) => format!(
            "`git show {name} > old.yaml` で取り出し、`hyokasho check old.yaml` で直す所を確かめてください"
        ),
        (Some(_), Lang::En) => format!(
            "extract it with `git show {name} > old.yaml`; `hyokasho check old.yaml` says where to fix it"
        ),
    };
    match lang {
        Lang::Ja => format!("評価書として最後まで読めないので、比べられません: {name}。{what}"),
        Lang::En => format!(
            "{name} can't be read to its end as an assessment, so nothing is compared; {what}"
        ),
    }
}

impl Version {
    /// The revision of git that it is of; none where `--base` names a file.
    pub(super) fn revision(&self) -> Option<&str> {
        let (Version::Absent(name) | Version::Present { name, .. }) = self;
        (!names_a_file(name)).then_some(name.as_str())
    }

    /// The path that the file had in the repository.
    pub(super) fn path(&self) -> Option<&str> {
        match self {
            Version::Present { version, .. } if version.revision.is_some() => Some(&version.path),
            _ => None,
        }
    }

    /// Lays it over its form; none where the file is new since then.
    pub(super) fn open(&self) -> Option<Assessment<'_>> {
        match self {
            Version::Absent(_) => None,
            // It was proved when it was read.
            Version::Present {
                source, document, ..
            } => Assessment::open(source, document, Stage::Draft).ok(),
        }
    }

    /// What it has to do with an assessment, once it is open; nothing where that can't be read to its end, so that what is
    /// missing may have been written.
    pub(super) fn as_base(&self, old: Option<&Assessment>, new: &Assessment) -> Option<Base> {
        match self {
            _ if new.is_broken() => None,
            Version::Absent(name) => Some(Base::None { name: name.clone() }),
            Version::Present { name, .. } => {
                Some(Base::Former(Box::new(Former::of(name.clone(), old?, new))))
            }
        }
    }
}
