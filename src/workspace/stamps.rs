//! What shows that a file has changed without reading it. Shared drives of offices send no events, so this is asked for
//! again and again; it is cheap where there is nothing new.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::walk::is_yaml;

/// What is known of a file without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    /// Another file may have taken its place, with the same length and time.
    number: u64,
}

/// The files that are there, by their paths.
pub type Stamps = BTreeMap<PathBuf, Stamp>;

impl Stamp {
    /// Whether the file has no bytes, as for a moment when it is saved.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    fn of(found: &fs::Metadata) -> Self {
        Stamp {
            length: found.len(),
            modified: found.modified().ok(),
            number: number(found),
        }
    }

    /// For tests: a file of a length that was saved once.
    #[cfg(test)]
    pub(crate) fn made(length: u64, number: u64) -> Self {
        Stamp {
            length,
            modified: None,
            number,
        }
    }
}

#[cfg(unix)]
fn number(found: &fs::Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt as _;
    found.ino()
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}

/// The stamps of files, and of the YAML files in folders as [`super::assessments`] walks them.
pub fn stamps<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Stamps {
    let mut stamps = Stamps::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => of_folder(path, &mut stamps),
            Ok(found) => _ = stamps.insert(path.to_owned(), Stamp::of(&found)),
            Err(_) => {}
        }
    }
    stamps
}

fn of_folder(folder: &Path, stamps: &mut Stamps) {
    let is_hidden = |entry: &DirEntry| entry.file_name().to_string_lossy().starts_with('.');
    let enters = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry);
    let entries = WalkDir::new(folder).into_iter().filter_entry(enters);
    for entry in entries.flatten() {
        if entry.file_type().is_file()
            && is_yaml(entry.path())
            && let Ok(found) = entry.metadata()
        {
            stamps.insert(entry.into_path(), Stamp::of(&found));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_save_a_rename_and_a_new_file_change_the_stamps() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.yaml"), "1")?;
        fs::write(at("a.png"), "1")?;
        fs::create_dir(at(".git"))?;
        fs::write(at(".git/b.yaml"), "1")?;
        let look = || stamps([folder.path()]);
        let first = look();
        assert_eq!(Vec::from_iter(first.keys()), [&at("a.yaml")]);
        assert_eq!(first, look());
        fs::write(at("a.yaml"), "12")?;
        let second = look();
        assert_ne!(first, second);
        #[cfg(unix)]
        {
            let time = fs::metadata(at("a.yaml"))?.modified()?;
            fs::write(at("new"), "34")?;
            fs::File::options()
                .write(true)
                .open(at("new"))?
                .set_modified(time)?;
            fs::rename(at("new"), at("a.yaml"))?;
            assert_ne!(second, look());
        }
        fs::remove_file(at("a.yaml"))?;
        assert!(look().is_empty() && stamps([at("none").as_path()]).is_empty());
        Ok(())
    }
}
