//! Writing: a file is there whole or as it was, and what it is stays so. A link leads where it led, a device or a pipe
//! is written into, and rights, owner and further names of a file are kept.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

use super::{DiskError, folder_of};

/// A temporary file is `.hyokasho-`, six signs, and this.
const TEMPORARY: (&str, usize, &str) = (".hyokasho-", 6, ".tmp");

/// What stands for standard output, as in other programs.
pub const STANDARD_OUTPUT: &str = "-";

/// How many links lead to one another at most.
const MOST_LINKS: usize = 40;

/// Writes an output: to a temporary file in the same folder, which is then renamed.
///
/// # Errors
/// Where the folder can't be made or written to, or the file is set to be read alone; nothing is left behind.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), DiskError> {
    put(path, bytes, None)
}

/// Writes the new text of a file that was read before.
///
/// # Errors
/// As [`write`]; and where the bytes that are there now are no longer those that were read, as `as_read` says.
pub fn replace(
    path: &Path,
    bytes: &[u8],
    as_read: &dyn Fn(&[u8]) -> bool,
) -> Result<(), DiskError> {
    put(path, bytes, Some(as_read))
}

type AsRead<'a> = Option<&'a dyn Fn(&[u8]) -> bool>;

fn put(path: &Path, bytes: &[u8], as_read: AsRead) -> Result<(), DiskError> {
    let unwritable = |e| DiskError::Unwritable(path.to_owned(), e);
    let end = end_of_links(path).map_err(unwritable)?;
    if let Some(stream) = Stream::of(&end).map_err(unwritable)? {
        return stream.write(bytes).map_err(unwritable);
    }
    let folder = folder_of(&end);
    fs::create_dir_all(folder).map_err(|e| DiskError::Unwritable(folder.to_owned(), e))?;
    match put_file(&end, bytes, as_read) {
        Ok(true) => Ok(()),
        Ok(false) => Err(DiskError::Changed(path.to_owned())),
        Err(e) => Err(unwritable(e)),
    }
}

/// Where a path leads in the end, whether there is something or not. Links of folders stay as they are.
pub(super) fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    let mut end = path.to_owned();
    for _ in 0..MOST_LINKS {
        let is_link = fs::symlink_metadata(&end).is_ok_and(|found| found.is_symlink());
        if !is_link || is_descriptor(&end) {
            return Ok(end);
        }
        end = folder_of(&end).join(fs::read_link(&end)?);
    }
    Err(io::ErrorKind::InvalidInput.into())
}

/// Whether a path stands for what the program has open: what it leads to must not be taken away from others.
fn is_descriptor(path: &Path) -> bool {
    let of_process = || path.starts_with("/proc") && folder_of(path).ends_with("fd");
    path.starts_with("/dev/fd")
        || ["/dev/stdout", "/dev/stderr", "/dev/stdin"]
            .iter()
            .any(|known| path == Path::new(known))
        || of_process()
}

/// What is written into and never replaced.
enum Stream {
    Out,
    Err,
    /// A device, a pipe, an open file.
    Other(PathBuf),
}

impl Stream {
    /// None for a file, and for what is not there yet.
    fn of(path: &Path) -> io::Result<Option<Self>> {
        if path == Path::new(STANDARD_OUTPUT) || path == Path::new("/dev/stdout") {
            return Ok(Some(Stream::Out));
        }
        if path == Path::new("/dev/stderr") {
            return Ok(Some(Stream::Err));
        }
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            Ok(found) if found.is_file() && !is_descriptor(path) => Ok(None),
            Ok(_) => Ok(Some(Stream::Other(path.to_owned()))),
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e),
        }
    }

    fn write(&self, bytes: &[u8]) -> io::Result<()> {
        fn into(mut stream: impl io::Write, bytes: &[u8]) -> io::Result<()> {
            stream.write_all(bytes)?;
            stream.flush()
        }
        match self {
            // A reader that has gone away (`| head`) has what it wants.
            Stream::Out => match into(io::stdout().lock(), bytes) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
                written => written,
            },
            Stream::Err => into(io::stderr().lock(), bytes),
            Stream::Other(path) => into(OpenOptions::new().append(true).open(path)?, bytes),
        }
    }
}

/// Writes a file; false where it is no longer as it was read.
fn put_file(path: &Path, bytes: &[u8], as_read: AsRead) -> io::Result<bool> {
    let folder = folder_of(path);
    let before = match fs::metadata(path) {
        Ok(found) => Some(found),
        Err(e) if e.kind() == io::ErrorKind::NotFound => None,
        Err(e) => return Err(e),
    };
    if let Some(found) = &before {
        if found.permissions().readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        OpenOptions::new().write(true).open(path)?;
    }
    clean(folder);
    let mut file = temporary(folder, before.is_none())?;
    file.write_all(bytes)?;
    let can_replace = keep(file.as_file(), before.as_ref())?;
    file.as_file().sync_all()?;
    if let Some(as_read) = as_read
        && !as_read(&fs::read(path)?)
    {
        return Ok(false);
    }
    if can_replace {
        file.persist(path).map_err(|e| e.error)?;
    } else {
        overwrite(path, bytes)?;
    }
    // So that the name is there after a power cut, too; where the system can't do that, it does as it does.
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
    Ok(true)
}

/// Gives a new file the rights and the owner of the one before; whether it can take its place without loss.
#[cfg(unix)]
fn keep(file: &File, before: Option<&Metadata>) -> io::Result<bool> {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    let Some(before) = before else {
        return Ok(true);
    };
    let now = file.metadata()?;
    let owner = (before.uid(), before.gid());
    let is_owned =
        (now.uid(), now.gid()) == owner || fchown(file, Some(owner.0), Some(owner.1)).is_ok();
    file.set_permissions(before.permissions())?;
    Ok(is_owned && before.nlink() == 1)
}

#[cfg(not(unix))]
fn keep(_: &File, _: Option<&Metadata>) -> io::Result<bool> {
    Ok(true)
}

/// Writes into the file itself: one with several names, or of another owner, could only be replaced with a loss. That
/// there is room for it was tried before.
fn overwrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = fs::read(path)?;
    let write = |bytes: &[u8]| {
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.write_all(bytes)?;
        file.set_len(bytes.len() as u64)?;
        file.sync_all()
    };
    write(bytes).inspect_err(|_| {
        let _ = write(&old);
    })
}

/// A temporary file that no other run takes for a leftover: it is locked as long as it is in use.
///
/// It is private, as it may hold what a private file holds; what comes new has the rights that all new files get.
fn temporary(folder: &Path, is_new: bool) -> io::Result<NamedTempFile> {
    let (prefix, signs, suffix) = TEMPORARY;
    loop {
        let mut builder = tempfile::Builder::new();
        let builder = builder.prefix(prefix).rand_bytes(signs).suffix(suffix);
        if is_new && let Some(rights) = rights_of_new_files() {
            builder.permissions(rights);
        }
        let file = builder.tempfile_in(folder)?;
        let is_taken = matches!(file.as_file().try_lock(), Err(fs::TryLockError::WouldBlock));
        // Another run may have come between.
        if !is_taken && fs::symlink_metadata(file.path()).is_ok() {
            return Ok(file);
        }
    }
}

/// What the user's mask leaves of these rights is what a new file gets.
#[cfg(unix)]
fn rights_of_new_files() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt as _;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn rights_of_new_files() -> Option<fs::Permissions> {
    None
}

/// Removes what a run that was killed has left next to a file.
pub fn tidy(path: &Path) {
    if let Ok(end) = end_of_links(path) {
        clean(folder_of(&end));
    }
}

/// Removes what a run that was killed has left in a folder; once for each folder of a run.
fn clean(folder: &Path) {
    static CLEANED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut cleaned = CLEANED.lock().unwrap_or_else(PoisonError::into_inner);
    if !cleaned.insert(folder.to_owned()) {
        return;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| is_temporary(&entry.file_name())) {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && let Ok(file) = File::open(entry.path()) {
            // Whoever still writes holds the lock.
            if file.try_lock().is_ok() {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

fn is_temporary(name: &std::ffi::OsStr) -> bool {
    let (prefix, signs, suffix) = TEMPORARY;
    let middle = name
        .to_str()
        .and_then(|name| name.strip_prefix(prefix)?.strip_suffix(suffix));
    middle.is_some_and(|m| m.len() == signs && m.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut names: Vec<String> = entries
            .map(|e| e.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_nothing_else() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        for name in [
            ".hyokasho-aB3dE6.tmp",
            ".hyokasho-baseline.tmp",
            ".hyokasho-aB3dE6",
            "a.tmp",
        ] {
            fs::write(at(name), "x")?;
        }
        let held = File::create(at(".hyokasho-held00.tmp"))?;
        held.lock()?;
        assert!(write(&at("a.json"), b"{}").is_ok());
        let left = [
            ".hyokasho-aB3dE6",
            ".hyokasho-baseline.tmp",
            ".hyokasho-held00.tmp",
            "a.json",
            "a.tmp",
        ];
        assert_eq!(names(folder.path()), left);
        Ok(())
    }

    #[test]
    fn a_file_that_changed_meanwhile_is_left() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.yaml");
        fs::write(&path, "新しい")?;
        let replaced = replace(&path, b"x", &|now| now == b"old");
        assert!(matches!(replaced, Err(DiskError::Changed(_))));
        assert_eq!(fs::read_to_string(&path)?, "新しい");
        assert!(replace(&path, b"x", &|now| now == "新しい".as_bytes()).is_ok());
        assert_eq!(fs::read(&path)?, b"x");
        assert_eq!(names(folder.path()), ["a.yaml"]);
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_names_and_rights_are_kept() -> io::Result<()> {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::write(at("real"), "old")?;
        fs::set_permissions(at("real"), fs::Permissions::from_mode(0o640))?;
        symlink("real", at("one"))?;
        symlink("one", at("two"))?;
        fs::hard_link(at("real"), at("twin"))?;
        symlink("later", at("early"))?;
        let wrote = write(&at("two"), b"new, and longer").and_then(|()| write(&at("two"), b"new"));
        assert!(wrote.and_then(|()| write(&at("early"), b"made")).is_ok());
        for name in ["real", "one", "two", "twin"] {
            assert_eq!(fs::read(at(name))?, b"new");
        }
        assert_eq!(fs::read(at("later"))?, b"made");
        assert!(fs::symlink_metadata(at("two"))?.is_symlink());
        let facts = fs::metadata(at("twin"))?;
        assert_eq!((facts.nlink(), facts.mode() & 0o777), (2, 0o640));

        fs::set_permissions(at("real"), fs::Permissions::from_mode(0o444))?;
        assert!(write(&at("one"), b"x").is_err() && fs::read(at("real"))? == b"new");
        symlink("round", at("round"))?;
        assert!(write(&at("round"), b"x").is_err());
        Ok(())
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_no_file_is_written_into() -> io::Result<()> {
        use std::os::unix::fs::{FileTypeExt as _, symlink};
        let folder = tempfile::tempdir()?;
        let link = folder.path().join("sink");
        symlink("/dev/null", &link)?;
        assert!(write(&link, b"x").is_ok());
        assert!(fs::metadata(&link)?.file_type().is_char_device());
        assert!(write(Path::new("/dev/full"), b"x").is_err());
        assert!(write(folder.path(), b"x").is_err());
        Ok(())
    }
}
