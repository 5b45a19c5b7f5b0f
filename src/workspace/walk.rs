//! Which assessments paths name. A folder's walk accounts for every YAML file in it: it is taken, or reported.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;
use walkdir::{DirEntry, WalkDir};

use super::claims::identity;
use super::recognise::{Look, look};
use super::{DiskError, folder_of, read};
use crate::config::terms;

/// The PATH that stands for standard input.
pub const STANDARD_INPUT: &str = "-";

/// What paths name.
#[derive(Debug, Default)]
pub struct Found {
    /// The assessments: files as they are named, folders in the order of names, each file once.
    pub files: Vec<PathBuf>,
    /// YAML files and folders that were not looked at, in the order in which they were met.
    pub passed: Vec<Passed>,
    /// What is missing, can't be read, or holds no assessment.
    pub errors: Vec<DiskError>,
}

/// Something in a folder that the walk passed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// What.
    pub path: PathBuf,
    /// Why.
    pub why: Why,
}

/// Why the walk passed something by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A YAML file that is no assessment.
    Other,
    /// A link: what it leads to may lie anywhere.
    Link,
    /// An assessment whose name begins with a dot.
    Hidden,
    /// Named like a file, but a pipe or a device.
    NoFile,
}

/// The assessments that paths name.
pub fn assessments(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        let path = as_spelt(path);
        if path == Path::new(STANDARD_INPUT) {
            found.files.push(path);
        } else if path.is_dir() {
            let before = found.files.len() + found.errors.len();
            walk(&path, &mut found);
            if found.files.len() + found.errors.len() == before {
                found.errors.push(DiskError::NoAssessments(path));
            }
        } else if path.exists() {
            found.files.push(path);
        } else {
            found.errors.push(DiskError::Missing(path));
        }
    }
    let name = |path: &PathBuf| identity(path).unwrap_or_else(|| path.display().to_string());
    let mut seen = HashSet::new();
    found.files.retain(|path| seen.insert(name(path)));
    found
}

fn walk(folder: &Path, found: &mut Found) {
    let root = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let is_hidden = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    // By the folder that they lie in: what else lies there says whether an empty file is meant to be an assessment.
    let mut empty: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    let (first, passed) = (found.files.len(), found.passed.len());
    let walker = WalkDir::new(folder).sort_by_file_name().into_iter();
    let enters = |e: &DirEntry| e.depth() == 0 || !(e.file_type().is_dir() && is_hidden(e));
    for entry in walker.filter_entry(enters) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let path = e.path().unwrap_or(folder).to_owned();
                let why = e
                    .into_io_error()
                    .unwrap_or_else(|| io::ErrorKind::Other.into());
                found.errors.push(DiskError::Unreadable(path, why));
                continue;
            }
        };
        let (path, kind) = (entry.path().to_owned(), entry.file_type());
        let mut pass = |why| {
            found.passed.push(Passed {
                path: path.clone(),
                why,
            })
        };
        if entry.depth() > 0 && kind.is_symlink() {
            // What lies in the folder is met without the link, too.
            let target = path.canonicalize();
            let is_met = target
                .as_ref()
                .is_ok_and(|target| target.starts_with(&root));
            if !is_met && !is_hidden(&entry) && (is_yaml(&path) || path.is_dir()) {
                pass(Why::Link);
            }
        } else if is_yaml(&path) && kind.is_file() {
            let bytes = match read(&path) {
                Ok(bytes) => bytes,
                Err(error) => {
                    found.errors.push(error);
                    continue;
                }
            };
            match look(&bytes) {
                // Some systems keep their own notes of a file under its name with a dot.
                _ if is_hidden(&entry) && str::from_utf8(&bytes).is_err() => {}
                Look::Assessment if is_hidden(&entry) => pass(Why::Hidden),
                _ if is_hidden(&entry) => {}
                Look::Assessment => found.files.push(path),
                Look::Empty => empty
                    .entry(folder_of(&path).to_owned())
                    .or_default()
                    .push(path),
                Look::Other if is_of_terms(&path) => {}
                Look::Other => pass(Why::Other),
            }
        } else if is_yaml(&path) && !kind.is_dir() && !is_hidden(&entry) {
            pass(Why::NoFile);
        }
    }
    for (folder, files) in empty {
        let is_here = |path: &Path| folder_of(path) == folder;
        let has_other = found.passed[passed..]
            .iter()
            .any(|p| p.why == Why::Other && is_here(&p.path));
        let has_assessment = found.files[first..].iter().any(|path| is_here(path));
        if has_assessment || !has_other {
            found.files.extend(files);
        } else {
            let pass = |path| Passed {
                path,
                why: Why::Other,
            };
            found.passed.extend(files.into_iter().map(pass));
        }
    }
    found.files[first..].sort();
}

/// Whether a file lies in a folder of the office's words, which is read as such.
fn is_of_terms(path: &Path) -> bool {
    folder_of(path).ends_with(terms::FOLDER)
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

/// Whether a file is named as YAML.
pub fn is_yaml(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}

/// A path as it is spelt on the disk, where only が is written か゛ there, or the other way round: the two look the same,
/// and one system writes names in this form, the other in that.
pub fn as_spelt(path: &Path) -> PathBuf {
    if path.symlink_metadata().is_ok() {
        return path.to_owned();
    }
    let mut spelt = PathBuf::new();
    for part in path.components() {
        let next = spelt.join(part);
        let part = part.as_os_str();
        if next.symlink_metadata().is_err()
            && let Some(same) = same_look(folder_of(&next), part)
        {
            spelt.push(same);
        } else {
            spelt = next;
        }
    }
    if spelt.symlink_metadata().is_ok() {
        spelt
    } else {
        path.to_owned()
    }
}

fn same_look(folder: &Path, name: &std::ffi::OsStr) -> Option<std::ffi::OsString> {
    let wanted: String = name.to_str()?.nfc().collect();
    let names = fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|entry| entry.file_name());
    let same = |name: &std::ffi::OsString| {
        name.to_str()
            .is_some_and(|name| name.nfc().eq(wanted.chars()))
    };
    names.filter(same).min()
}
