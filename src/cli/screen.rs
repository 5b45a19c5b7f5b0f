//! Standard output and standard error: what goes there, and whether in colours.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ValueEnum;

use crate::source::lang::{Lang, say};
use crate::source::outward;
use crate::workspace::{DiskError, STANDARD_OUTPUT};

/// When there are colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Colour {
    // For a person at a terminal. What is documented here, completions would show.
    #[default]
    Auto,
    Always,
    Never,
}

/// Whether there are colours; the arguments of a run decide it once.
static COLOUR: OnceLock<bool> = OnceLock::new();

/// Why not all of the output could be written, if so.
static FAILURE: OnceLock<io::Error> = OnceLock::new();

/// Whether the reader of standard output has gone away.
static GONE: AtomicBool = AtomicBool::new(false);

/// Takes what the arguments say of colours.
pub(super) fn choose(asked: Colour) {
    let _ = COLOUR.set(here(asked));
}

/// Whether there are colours.
pub(super) fn colour() -> bool {
    *COLOUR.get_or_init(|| here(Colour::Auto))
}

fn here(asked: Colour) -> bool {
    is_wanted(
        asked,
        &|name| std::env::var_os(name),
        io::stdout().is_terminal(),
    )
}

/// The arguments come first. Then NO_COLOR (no-color.org), then what asks for colours where there is no terminal, such as
/// the log of a build.
fn is_wanted(
    asked: Colour,
    variable: &dyn Fn(&str) -> Option<OsString>,
    is_terminal: bool,
) -> bool {
    let is_set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let is_off = |name: &str| variable(name).is_some_and(|value| value == "0" || value == "false");
    match asked {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if is_set("NO_COLOR") || is_off("FORCE_COLOR") => false,
        Colour::Auto if is_set("FORCE_COLOR") => true,
        Colour::Auto if is_set("CLICOLOR_FORCE") && !is_off("CLICOLOR_FORCE") => true,
        Colour::Auto if is_off("CLICOLOR") => false,
        Colour::Auto => is_terminal && variable("TERM").is_none_or(|term| term != "dumb"),
    }
}

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
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            GONE.store(true, Ordering::Relaxed);
        }
        Err(error) => _ = FAILURE.set(error),
        Ok(()) => {}
    }
}

/// Whether nobody reads standard output any more: what would go on for ever has no reason to.
pub(super) fn is_gone() -> bool {
    GONE.load(Ordering::Relaxed) || FAILURE.get().is_some()
}

/// Prints a change as a patch.
pub(super) fn print_patch(patch: &str) {
    if !colour() {
        return print(patch);
    }
    let mut in_hunk = false;
    let lines = patch.split_inclusive('\n').map(|line| {
        in_hunk |= line.starts_with("@@");
        let style = match line.as_bytes().first() {
            Some(b'+' | b'-') if !in_hunk => "1",
            Some(b'@') => "36",
            Some(b'+') => "32",
            Some(b'-') => "31",
            _ => return line.to_owned(),
        };
        let text = line.trim_end_matches(['\r', '\n']);
        format!("\u{1b}[{style}m{text}\u{1b}[0m{}", &line[text.len()..])
    });
    print(&lines.collect::<String>());
}

/// Says something on standard error; if that fails, there is nowhere left to report it.
pub(super) fn eprint(text: &str) {
    let _ = io::stderr()
        .lock()
        .write_all(outward::text(text).as_bytes());
}

/// What is no text is of no use on a screen, and may upset it.
///
/// # Errors
/// It would go there.
pub(super) fn no_binary(path: &Path, lang: Lang) -> Result<(), String> {
    if path != Path::new(STANDARD_OUTPUT) || !io::stdout().is_terminal() {
        return Ok(());
    }
    Err(say!(
        lang,
        "文字のファイルではないので、画面には出しません。-o で書き出すファイルを指定するか、`> ファイル` で受けてください。",
        "this is no text, so it is not written to the screen; name a file with -o, or redirect it by `> FILE`"
    ))
}

/// What is to be said where standard output could not be written: the exit status must not call that a success.
pub(super) fn failure(lang: Lang) -> Option<String> {
    let error = FAILURE.get()?;
    let error = error
        .raw_os_error()
        .map_or_else(|| error.kind().into(), io::Error::from_raw_os_error);
    Some(DiskError::Unwritable(PathBuf::from(STANDARD_OUTPUT), error).message(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted<const N: usize>(asked: Colour, variables: [(&str, &str); N], terminal: bool) -> bool {
        let variable = |name: &str| {
            let mut variables = variables.iter();
            let found = variables.find(|(known, _)| *known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        is_wanted(asked, &variable, terminal)
    }

    #[test]
    fn arguments_come_before_the_environment_and_that_before_the_terminal() {
        use Colour::{Always, Auto, Never};
        assert!(wanted(Auto, [], true) && !wanted(Auto, [], false));
        assert!(!wanted(Auto, [("TERM", "dumb")], true));
        for (name, value) in [("NO_COLOR", "1"), ("FORCE_COLOR", "0"), ("CLICOLOR", "0")] {
            assert!(!wanted(Auto, [(name, value)], true), "{name}");
            assert!(wanted(Always, [(name, value)], false), "{name}");
        }
        for name in ["FORCE_COLOR", "CLICOLOR_FORCE"] {
            assert!(wanted(Auto, [(name, "1")], false), "{name}");
            assert!(!wanted(Never, [(name, "1")], true), "{name}");
            assert!(!wanted(Auto, [(name, "")], false), "{name}");
            assert!(!wanted(Auto, [(name, "1"), ("NO_COLOR", "1")], true));
        }
        assert!(wanted(Auto, [("NO_COLOR", "")], true));
        assert!(!wanted(Auto, [("CLICOLOR_FORCE", "0")], false));
    }
}
