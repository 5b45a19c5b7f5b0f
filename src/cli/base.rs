//! The version that an assessment is compared with: `--base`.

use std::path::Path;

use crate::assessment::{self, Assessment};
use crate::changelog::base::{Base, Former};
use crate::diagnostic::{Lang, Stage};
use crate::source::Source;
use crate::workspace::git::GitError;
use crate::workspace::versions::{self, VersionError};
use crate::yaml::Document;

/// A version before, read.
pub(super) enum Version {
    /// The file is new since then.
    None(String),
    /// It was there.
    There {
        name: String,
        source: Source,
        document: Box<Document>,
    },
}

/// Whether `--base` names one file, and not a revision that all files have.
pub(super) fn names_a_file(base: &str) -> bool {
    Path::new(base).exists() || base.contains(':')
}

/// The version of a file that `--base` names. A file that was renamed since is followed.
///
/// # Errors
/// Says why it can't be had, or can't be read to its end.
pub(super) fn read(base: &str, path: &Path, lang: Lang) -> Result<Version, String> {
    let version = match versions::base(base, path) {
        Err(VersionError::Git(GitError::NoFile { shallow: false, .. })) if !names_a_file(base) => {
            return Ok(Version::None(base.to_owned()));
        }
        version => version.map_err(|e| e.message(lang))?,
    };
    let unread = || unread(&version.name(), lang);
    let source = Source::from_bytes(version.name(), &version.bytes).map_err(|_| unread())?;
    let document = assessment::read(&source);
    let opened = Assessment::open(&source, &document, Stage::Draft).ok();
    if opened.is_none_or(|assessment| assessment.is_broken()) {
        return Err(unread());
    }
    Ok(Version::There {
        name: base.to_owned(),
        source,
        document: Box::new(document),
    })
}

fn unread(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "--base の版が評価書として最後まで読めないので、比べられません: {name}。取り出して `hyokasho check` で直す所を確かめてください"
        ),
        Lang::En => format!(
            "the version of --base can't be read to its end as an assessment, so nothing is compared: {name}; `hyokasho check` on a copy says where to mend it"
        ),
    }
}

impl Version {
    /// What it has to do with an assessment; nothing where that can't be read to its end, so that what is missing may
    /// have been written.
    pub(super) fn beside(&self, new: &Assessment) -> Option<Base> {
        match self {
            _ if new.is_broken() => None,
            Version::None(name) => Some(Base::None { name: name.clone() }),
            Version::There {
                name,
                source,
                document,
            } => {
                let old = Assessment::open(source, document, Stage::Draft).ok()?;
                let former = Former::of(name.clone(), &old, new);
                Some(Base::Former(Box::new(former)))
            }
        }
    }
}
