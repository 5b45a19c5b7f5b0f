//! Tells a second desk that a first one has a file. Locks go with the process that holds them, however it ends.

use std::fs::{self, File, OpenOptions};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// What became of the wish for a lock.
pub(super) enum Wished {
    /// It is ours as long as this lives.
    Held {
        /// What holds it.
        _lock: File,
    },
    /// Another desk has it.
    Taken,
    /// The system has none to give; nothing is known of other desks.
    Unknown,
}

impl Wished {
    /// Asks for the lock of a file.
    pub(super) fn of(path: &Path) -> Self {
        let Some(file) = open(path) else {
            return Wished::Unknown;
        };
        match file.try_lock() {
            Ok(()) => Wished::Held { _lock: file },
            Err(fs::TryLockError::WouldBlock) => Wished::Taken,
            Err(fs::TryLockError::Error(_)) => Wished::Unknown,
        }
    }
}

/// The file beside which nothing is written: its name alone is what counts. It is never cut short nor written to.
fn open(path: &Path) -> Option<File> {
    let folder = std::env::temp_dir().join("hyokasho-desk");
    fs::create_dir_all(&folder).ok()?;
    let place: PathBuf = folder.join(name_of(path));
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    options.open(place).ok()
}

/// A name that the same file has by all its paths.
fn name_of(path: &Path) -> String {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
    let digits = digest.iter().take(16).map(|byte| format!("{byte:02x}"));
    format!("{}.lock", digits.collect::<String>())
}
