//! The only module that touches the disk.

mod claims;
pub mod git;
mod recognise;
mod stamps;
pub mod versions;
mod walk;
mod write;

pub use claims::{Claims, folded};
pub use recognise::{holds_assessment, is_assessment};
pub use stamps::{Stamp, Stamps, stamps};
pub use walk::{Found, Passed, STANDARD_INPUT, Why, as_spelt, assessments, is_yaml, yaml_files};
pub use write::{STANDARD_OUTPUT, replace, tidy, write};

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Component, Path, PathBuf};

use jiff::civil::Date as Day;
use thiserror::Error;

use crate::assets::picture::{self, Picture, Unusable};
use crate::config::settings_file::FILE_NAME;
use crate::intake::import::is_packed;
use crate::intake::read::MAX_BYTES as MAX_PACKED;
use crate::intake::refusal::Refusal;
use crate::source::MAX_BYTES;
use crate::source::lang::{Lang, say};

/// Why something on the disk can't be used.
#[derive(Debug, Error)]
pub enum DiskError {
    /// There is nothing of that name.
    #[error("{0}")]
    Missing(PathBuf),
    /// It is there but can't be read.
    #[error("{0}")]
    Unreadable(PathBuf, #[source] io::Error),
    /// It is a pipe, a socket or a device.
    #[error("{0}")]
    NoFile(PathBuf),
    /// A folder without any assessment.
    #[error("{0}")]
    NoAssessments(PathBuf),
    /// It can't be written.
    #[error("{0}")]
    Unwritable(PathBuf, #[source] io::Error),
    /// It is no longer as it was read, so it was not written.
    #[error("{0}")]
    Changed(PathBuf),
    /// An output would take the place of what the run reads.
    #[error("{0}")]
    IsInput(PathBuf),
    /// Two outputs would have one name.
    #[error("{0}")]
    TwoOutputs(PathBuf),
    /// It is no YAML, and can't be imported.
    #[error("{0}")]
    NotImported(PathBuf, Refusal),
    /// It is no YAML, so no fixes can be written into it.
    #[error("{0}")]
    NotYaml(PathBuf),
    /// It lies outside the folder of the settings that name it, so it is not rewritten.
    #[error("{0}")]
    Outside(PathBuf),
}

impl DiskError {
    /// What it is about.
    pub fn path(&self) -> &Path {
        match self {
            DiskError::Missing(path)
            | DiskError::Unreadable(path, _)
            | DiskError::NoFile(path)
            | DiskError::NoAssessments(path)
            | DiskError::Unwritable(path, _)
            | DiskError::Changed(path)
            | DiskError::IsInput(path)
            | DiskError::TwoOutputs(path)
            | DiskError::NotImported(path, _)
            | DiskError::NotYaml(path)
            | DiskError::Outside(path) => path,
        }
    }

    /// What it is about, as it is named to people.
    fn shown(&self, path: &Path, lang: Lang) -> String {
        match (self, lang) {
            (DiskError::Unwritable(..), Lang::Ja) if path == Path::new(STANDARD_OUTPUT) => {
                "標準出力".to_owned()
            }
            (DiskError::Unwritable(..), Lang::En) if path == Path::new(STANDARD_OUTPUT) => {
                "standard output".to_owned()
            }
            _ => shown_input(path, lang),
        }
    }

    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        if let DiskError::Missing(path) = self
            && path == Path::new(STANDARD_INPUT)
        {
            return say!(
                lang,
                "ここでは標準入力を使えません。ファイルを指定してください",
                "standard input can't be used here; name a file"
            );
        }
        let (ja, en, path, cause) = match self {
            DiskError::Missing(path) => ("ファイルがありません", "no such file", path, None),
            DiskError::Unreadable(path, e) => {
                ("ファイルを読めません", "can't be read", path, Some(e))
            }
            DiskError::NoFile(path) => (
                "ふつうのファイルでない（パイプや装置など）ので、読めません。パイプの中身を読ませるには、- （標準入力）を指定してください",
                "no regular file (a pipe or a device), so it is not read; name - to read from a pipe (standard input)",
                path,
                None,
            ),
            DiskError::NoAssessments(path) => (
                "フォルダーの中に評価書（「様式:」で始まる .yaml ファイル）がありません",
                "no assessment (a .yaml file that begins with 様式:) in this folder",
                path,
                None,
            ),
            DiskError::Unwritable(path, e) => ("書き込めません", "can't be written", path, Some(e)),
            DiskError::Changed(path) => (
                "点検している間にほかで保存されたので、書き込みませんでした。もう一度実行してください",
                "saved by another program meanwhile, so nothing was written; run it again",
                path,
                None,
            ),
            DiskError::IsInput(path) => (
                "読み込むファイルと同じなので、出力先にできません",
                "is read by this run, so nothing can be written to it",
                path,
                None,
            ),
            DiskError::TwoOutputs(path) => (
                "二つの出力先が同じファイルです",
                "two outputs would have one name",
                path,
                None,
            ),
            DiskError::NotImported(path, refusal) => {
                return refusal.message(&shown_input(path, lang), lang);
            }
            DiskError::NotYaml(path) => (
                "YAML のファイルではないので、書き換えられません。元のファイルを直すか、`hyokasho import` で YAML にしてください",
                "no YAML, so it can't be rewritten; correct the file itself, or make it YAML by `hyokasho import`",
                path,
                None,
            ),
            DiskError::Outside(path) => (
                "設定ファイルのフォルダーの外にあるので、書き換えません。直すときは PATH で指定してください",
                "lies outside the folder of the settings, so it is not rewritten; name it as PATH to fix it",
                path,
                None,
            ),
        };
        let path = self.shown(path, lang);
        match lang {
            Lang::Ja => format!(
                "{ja}: {path}{}",
                cause.map_or(String::new(), |e| format!("（{}）", reason(e)))
            ),
            Lang::En => format!(
                "{en}: {path}{}",
                cause.map_or(String::new(), |e| format!(" ({e})"))
            ),
        }
    }
}

/// A file that is read, as it is named to people.
pub fn shown_input(path: &Path, lang: Lang) -> String {
    match lang {
        _ if path != Path::new(STANDARD_INPUT) => path.display().to_string(),
        Lang::Ja => "標準入力".to_owned(),
        Lang::En => "standard input".to_owned(),
    }
}

/// Why the system refused, in Japanese where it is one of the usual causes.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "アクセス権がありません".into(),
        io::ErrorKind::NotFound => "見つかりません".into(),
        io::ErrorKind::StorageFull => "空き容量がありません".into(),
        io::ErrorKind::ReadOnlyFilesystem => "書き込み禁止の場所です".into(),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "同じ名のファイルがあります".into()
        }
        io::ErrorKind::IsADirectory => "フォルダーです".into(),
        io::ErrorKind::InvalidInput => "ファイルとして使えません".into(),
        io::ErrorKind::FileTooLarge => "ファイルの大きさの上限を超えます".into(),
        io::ErrorKind::QuotaExceeded => "割り当てられた容量を超えます".into(),
        io::ErrorKind::ResourceBusy => "ほかで使われています".into(),
        io::ErrorKind::InvalidFilename => "ファイルの名前として使えません".into(),
        _ => match error.raw_os_error() {
            Some(number) => format!("システムのエラー番号 {number}"),
            None => "システムのエラー".into(),
        },
    }
}

/// The bytes of a file, or of standard input; of what is too large, one byte more than is allowed.
///
/// # Errors
/// Where it can't be read.
pub fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    opened(path, |input| {
        let mut bytes = Vec::new();
        input.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    })
}

/// The bytes of a file that may be a workbook, a document or a PDF, which are larger than a text for their pictures.
///
/// # Errors
/// Where it can't be read.
pub fn read_any(path: &Path) -> Result<Vec<u8>, DiskError> {
    opened(path, |input| {
        let mut bytes = Vec::new();
        input.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > MAX_BYTES && is_packed(&bytes) {
            let more = (MAX_PACKED as u64 + 1).saturating_sub(bytes.len() as u64);
            input.take(more).read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    })
}

/// The beginning of a file, enough for what its first lines say; nothing of what is no file.
pub fn head(path: &Path) -> Option<Vec<u8>> {
    const LONGEST: u64 = 4096;
    path.metadata().ok().filter(fs::Metadata::is_file)?;
    let read = opened(path, |input| {
        let mut bytes = Vec::new();
        input.take(LONGEST).read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    read.ok()
}

/// What is read of a file, or of standard input. Nothing else is opened: a pipe that nobody writes into would be waited
/// for, and a device may never end.
fn opened(
    path: &Path,
    read: impl FnOnce(&mut dyn io::Read) -> io::Result<Vec<u8>>,
) -> Result<Vec<u8>, DiskError> {
    let unreadable = |error| DiskError::Unreadable(path.to_owned(), error);
    if path == Path::new(STANDARD_INPUT) {
        return read(&mut io::stdin().lock()).map_err(unreadable);
    }
    let found = fs::metadata(path).map_err(unreadable)?;
    // Of a folder, the system says what it is.
    if !found.is_file() && !found.is_dir() {
        return Err(DiskError::NoFile(path.to_owned()));
    }
    let bytes = fs::File::open(path).and_then(|mut file| read(&mut file));
    bytes.map_err(unreadable)
}

/// The settings file that holds for a path: in its own folder, else in the nearest above it, not beyond the root of the
/// repository. Something else of that name is reported when it is read.
pub fn settings_above(path: &Path) -> Option<PathBuf> {
    let mut places = settings_places(path).into_iter();
    places.find(|file| file.symlink_metadata().is_ok())
}

/// Where the settings file for a path is looked for, the nearest place first.
pub fn settings_places(path: &Path) -> Vec<PathBuf> {
    let path = absolute(path);
    let mut places = Vec::new();
    for folder in path.ancestors().filter(|folder| folder.is_dir()) {
        places.push(shown(&folder.join(FILE_NAME)));
        if folder.join(".git").exists() {
            break;
        }
    }
    places
}

/// The bytes of a file that the user names.
///
/// # Errors
/// Where there is none, or it can't be read.
pub fn read_named(path: &Path) -> Result<Vec<u8>, DiskError> {
    let spelt = as_spelt(path);
    if spelt.exists() {
        read(&spelt)
    } else {
        Err(DiskError::Missing(path.to_owned()))
    }
}

/// The folder that holds a path.
pub fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// A path from the root, without `.` and `..`; links stay as they are named.
pub fn absolute(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut out = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

/// Whether a file lies in a folder, all links followed.
pub fn lies_in(path: &Path, folder: &Path) -> bool {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| absolute(path));
    whole(path).starts_with(whole(folder))
}

/// A path from the root as it is shown: from the current folder, where it lies in it.
pub fn shown(path: &Path) -> PathBuf {
    let here = absolute(Path::new("."));
    match path.strip_prefix(&here) {
        Ok(inside) if inside.as_os_str().is_empty() => PathBuf::from("."),
        Ok(inside) => inside.to_owned(),
        Err(_) => path.to_owned(),
    }
}

/// A path from a folder, with `/` between folders; one that lies elsewhere stays as it is. Both are absolute.
pub fn relative(path: &Path, folder: &Path) -> String {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    inside.to_string_lossy().replace('\\', "/")
}

/// The picture that an assessment names. Only files in its own folder or below are read.
///
/// # Errors
/// Says why it can't be shown.
pub fn picture(assessment: &Path, written: &str) -> Result<Picture, Unusable> {
    let bytes =
        read_beside(folder_of(assessment), written, picture::MAX_BYTES).map_err(
            |why| match why {
                Unreachable::Missing => Unusable::Missing,
                Unreachable::Outside => Unusable::Outside,
                Unreachable::Unreadable => Unusable::Unreadable,
            },
        )?;
    picture::read(bytes)
}

/// Why a file can't be had that is named from a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreachable {
    /// There is nothing of that name.
    Missing,
    /// The path leads out of the folder.
    Outside,
    /// It is there but can't be read.
    Unreadable,
}

impl From<io::Error> for Unreachable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Unreachable::Missing,
            _ => Unreachable::Unreadable,
        }
    }
}

/// The place of what is named from a folder and lies in it, without links.
///
/// # Errors
/// It is not there, or elsewhere.
pub fn inside(folder: &Path, written: &str) -> Result<PathBuf, Unreachable> {
    if !picture::stays_inside(written) {
        return Err(Unreachable::Outside);
    }
    // A link may lead out although the path does not.
    let folder = folder.canonicalize()?;
    let path = folder.join(written).canonicalize()?;
    if path.starts_with(&folder) {
        Ok(path)
    } else {
        Err(Unreachable::Outside)
    }
}

/// The bytes of a file that is named from a folder and lies in it; of one with more than `limit` bytes, one more.
///
/// # Errors
/// It can't be had.
pub fn read_beside(folder: &Path, written: &str, limit: u64) -> Result<Vec<u8>, Unreachable> {
    let path = inside(folder, written)?;
    if !path.is_file() {
        return Err(Unreachable::Unreadable);
    }
    let mut bytes = Vec::new();
    let file = fs::File::open(&path)?;
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What lies in a folder, in the order of the names, and whether it is a folder; hidden entries are left out.
///
/// # Errors
/// It can't be read.
pub fn entries(folder: &Path) -> Result<Vec<(String, bool)>, Unreachable> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            found.push((name, entry.path().is_dir()));
        }
    }
    found.sort();
    Ok(found)
}

/// Today in Japan: deadlines of the law are counted there.
pub fn today() -> Day {
    jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(9)))
        .date()
}

/// The time of day in Japan, for what a person watches: 14:03:22.
pub fn clock() -> String {
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(9)));
    let (hour, minute, second) = (now.hour(), now.minute(), now.second());
    format!("{hour:02}:{minute:02}:{second:02}")
}

/// Adds to the job summary of GitHub Actions, where the program runs there.
///
/// # Errors
/// Where the file that GitHub names can't be written.
pub fn job_summary(text: &str) -> Result<(), DiskError> {
    let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|p| !p.is_empty()) else {
        return Ok(());
    };
    let path = PathBuf::from(path);
    let file = fs::OpenOptions::new().append(true).create(true).open(&path);
    file.and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|e| DiskError::Unwritable(path, e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_named_from_a_folder() {
        let folder = absolute(Path::new("/a/b/../c/."));
        assert_eq!(folder, Path::new("/a/c"));
        assert_eq!(relative(Path::new("/a/c/d/e.yaml"), &folder), "d/e.yaml");
        assert_eq!(relative(Path::new("/b/e.yaml"), &folder), "/b/e.yaml");
        assert_eq!(shown(&absolute(Path::new("."))), Path::new("."));
        assert_eq!(shown(&absolute(Path::new("x/../y"))), Path::new("y"));
    }

    #[test]
    fn settings_are_looked_for_upwards_to_the_root_of_the_repository() -> io::Result<()> {
        let top = tempfile::tempdir()?;
        let inner = top.path().join("repository/assessments");
        fs::create_dir_all(&inner)?;
        let outer = top.path().join(FILE_NAME);
        fs::write(&outer, "")?;
        assert_eq!(settings_above(&inner.join("a.yaml")), Some(outer));
        fs::create_dir(top.path().join("repository/.git"))?;
        assert_eq!(settings_above(&inner), None);
        let own = inner.join(FILE_NAME);
        fs::write(&own, "")?;
        assert_eq!(settings_above(&inner), Some(own));
        Ok(())
    }
}
