//! Standard output and standard error.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::OnceLock;

use super::colour;
use crate::source::lang::Lang;
use crate::source::outward;
use crate::workspace::DiskError;

/// Why not all of the output could be written, if so.
static FAILURE: OnceLock<io::Error> = OnceLock::new();

/// Prints to standard output; nothing else prints. A reader that has gone away (`| head`) is no error; whatever else
/// goes wrong is kept for [`failure`].
pub(super) fn print(text: &str) {
    let text = if colour() {
        outward::coloured(text)
    } else {
        outward::text(text)
    };
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    if let Err(error) = written
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        let _ = FAILURE.set(error);
    }
}

/// Says something on standard error; if that fails, nobody can be told.
pub(super) fn eprint(text: &str) {
    let _ = io::stderr()
        .lock()
        .write_all(outward::text(text).as_bytes());
}

/// What is to be said where standard output could not be written: the exit status must not call that a success.
pub(super) fn failure(lang: Lang) -> Option<String> {
    let error = FAILURE.get()?;
    let error = error
        .raw_os_error()
        .map_or_else(|| error.kind().into(), io::Error::from_raw_os_error);
    let name = match lang {
        Lang::Ja => "標準出力",
        Lang::En => "standard output",
    };
    Some(DiskError::Unwritable(PathBuf::from(name), error).message(lang))
}
