//! The only door to the disk.

pub mod git;
pub mod versions;

use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use jiff::civil::Date as Day;
use thiserror::Error;
use walkdir::WalkDir;

use crate::config::FILE_NAME;
use crate::diagnostic::Lang;
use crate::picture::{self, Picture, Unusable};
use crate::source::MAX_BYTES;

/// Why something on the disk can't be used.
#[derive(Debug, Error)]
pub enum DiskError {
    /// There is nothing of that name.
    #[error("{0}")]
    Missing(PathBuf),
    /// It is there but can't be read.
    #[error("{0}")]
    Unreadable(PathBuf, #[source] io::Error),
    /// A folder without any assessment.
    #[error("{0}")]
    NoAssessments(PathBuf),
    /// It can't be written.
    #[error("{0}")]
    Unwritable(PathBuf, #[source] io::Error),
}

impl DiskError {
    /// The message for people.
    pub fn message(&self, lang: Lang) -> String {
        let (ja, en, path, cause) = match self {
            DiskError::Missing(path) => ("ファイルがありません", "no such file", path, None),
            DiskError::Unreadable(path, e) => {
                ("ファイルを読めません", "can't be read", path, Some(e))
            }
            DiskError::NoAssessments(path) => (
                "フォルダーの中に評価書（「様式:」で始まる .yaml ファイル）がありません",
                "no assessment (a .yaml file that begins with 様式:) in this folder",
                path,
                None,
            ),
            DiskError::Unwritable(path, e) => ("書き込めません", "can't be written", path, Some(e)),
        };
        let path = path.display();
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
        _ => error.to_string(),
    }
}

/// The assessments that paths name: files as they are, folders walked in the order of names.
///
/// # Errors
/// Where a path is missing, or a folder can't be walked or holds no assessment.
pub fn assessments(paths: &[PathBuf]) -> Result<Vec<PathBuf>, DiskError> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let inside = walk(path)?;
            if inside.is_empty() {
                return Err(DiskError::NoAssessments(path.clone()));
            }
            found.extend(inside);
        } else if path.exists() {
            found.push(path.clone());
        } else {
            return Err(DiskError::Missing(path.clone()));
        }
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|path| seen.insert(path.clone()));
    Ok(found)
}

fn walk(folder: &Path) -> Result<Vec<PathBuf>, DiskError> {
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let walker = WalkDir::new(folder).sort_by_file_name().into_iter();
    let mut found = Vec::new();
    for entry in walker.filter_entry(|e| e.depth() == 0 || !hidden(e.file_name())) {
        let entry = entry.map_err(|e| {
            let path = e.path().unwrap_or(folder).to_owned();
            DiskError::Unreadable(
                path,
                e.into_io_error()
                    .unwrap_or_else(|| io::ErrorKind::Other.into()),
            )
        })?;
        let path = entry.path();
        if is_yaml(path) && entry.file_type().is_file() && is_assessment(path)? {
            found.push(path.to_owned());
        }
    }
    Ok(found)
}

/// A file, or the YAML files of a folder in the order of their names.
///
/// # Errors
/// Where there is nothing of that name, or the folder can't be read.
pub fn yaml_files(path: &Path) -> Result<Vec<PathBuf>, DiskError> {
    if !path.exists() {
        return Err(DiskError::Missing(path.to_owned()));
    }
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let unreadable = |e| DiskError::Unreadable(path.to_owned(), e);
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        if is_yaml(&file) && file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}

/// Whether a YAML file in a folder is an assessment: one of its first keys is 様式 or 版. What is no UTF-8 is
/// taken along, so that the check can say so.
fn is_assessment(path: &Path) -> Result<bool, DiskError> {
    let bytes = read(path)?;
    let Ok(text) = std::str::from_utf8(&bytes) else {
        return Ok(true);
    };
    let text = text.trim_start_matches('\u{FEFF}');
    let mut keys = text
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with(['#', ' ', '-']));
    Ok(keys
        .by_ref()
        .take(4)
        .any(|line| line.starts_with("様式") || line.starts_with("版")))
}

/// The bytes of a file; of a file that is too large, one byte more than is allowed.
///
/// # Errors
/// Where it can't be read.
pub fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    use io::Read as _;
    let unreadable = |e| DiskError::Unreadable(path.to_owned(), e);
    let file = fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    Ok(bytes)
}

/// The settings file that holds for a path: in its own folder, else in the nearest above it, not beyond the root of the
/// repository.
pub fn settings_above(path: &Path) -> Option<PathBuf> {
    let path = absolute(path);
    for folder in path.ancestors().filter(|folder| folder.is_dir()) {
        let file = folder.join(FILE_NAME);
        if file.is_file() {
            return Some(shown(&file));
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// The bytes of a file that the user names.
///
/// # Errors
/// Where there is none, or it can't be read.
pub fn read_named(path: &Path) -> Result<Vec<u8>, DiskError> {
    if path.exists() {
        read(path)
    } else {
        Err(DiskError::Missing(path.to_owned()))
    }
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
    let folder = assessment
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let bytes = beside(folder, written, picture::MAX_BYTES).map_err(|why| match why {
        Unreachable::Missing => Unusable::Missing,
        Unreachable::Outside => Unusable::Outside,
        Unreachable::Unreadable => Unusable::Unreadable,
    })?;
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
pub fn beside(folder: &Path, written: &str, limit: u64) -> Result<Vec<u8>, Unreachable> {
    use io::Read as _;
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

/// Writes a file whole or not at all: to a temporary file beside it, which then takes its name.
///
/// # Errors
/// Where the folder can't be made or written to; nothing is left behind.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    let unwritable = |e| DiskError::Unwritable(path.to_owned(), e);
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|e| DiskError::Unwritable(folder.to_owned(), e))?;
    let mut file = tempfile::Builder::new()
        .prefix(".hyokasho-")
        .tempfile_in(folder)
        .map_err(unwritable)?;
    file.write_all(bytes).map_err(unwritable)?;
    make_readable(path, &file).map_err(unwritable)?;
    file.persist(path)
        .map_err(|e| DiskError::Unwritable(path.to_owned(), e.error))?;
    Ok(())
}

/// A temporary file is private; what takes its place keeps the rights of the old file, or the usual ones.
#[cfg(unix)]
fn make_readable(path: &Path, file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let rights =
        fs::metadata(path).map_or_else(|_| fs::Permissions::from_mode(0o644), |m| m.permissions());
    file.as_file().set_permissions(rights)
}

#[cfg(not(unix))]
fn make_readable(_: &Path, _: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
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
