//! Where the new file goes.

use std::path::{Path, PathBuf};

use super::ask::{Asker, Stop};
use super::shown::Question;
use super::{said, words};
use crate::source::lang::Lang;
use crate::workspace;

/// The longest name without its ending, in characters: three bytes each have room in every file system.
const LONGEST: usize = 60;

/// Whether there is something of that name.
fn is_taken(path: &Path) -> bool {
    path != Path::new(workspace::STANDARD_OUTPUT) && path.symlink_metadata().is_ok()
}

/// Whether nothing would be written over; if so, what is to be said.
fn still_free(path: &Path, lang: Lang) -> Result<(), String> {
    match is_taken(path) {
        true => Err(said::is_there(&path.display().to_string(), lang)),
        false => Ok(()),
    }
}

/// A name without an ending gets that of an assessment.
fn with_ending(path: &Path) -> PathBuf {
    let is_stream = path == Path::new(workspace::STANDARD_OUTPUT);
    if is_stream || workspace::is_yaml(path) {
        path.to_owned()
    } else {
        let mut name = path.as_os_str().to_owned();
        name.push(".yaml");
        PathBuf::from(name)
    }
}

/// Where the file goes by the arguments.
pub(super) enum Place {
    /// There.
    File(PathBuf),
    /// In this folder, under a name that is made of the answers.
    Folder(PathBuf),
}

impl Place {
    /// # Errors
    /// There is a file of that name already.
    pub(super) fn of(named: Option<&Path>, lang: Lang) -> Result<Self, String> {
        match named {
            None => Ok(Place::Folder(PathBuf::new())),
            Some(folder) if folder.is_dir() => Ok(Place::Folder(folder.to_owned())),
            Some(file) => {
                let file = with_ending(file);
                still_free(&file, lang).map(|()| Place::File(file))
            }
        }
    }

    /// Whether the document goes to standard output.
    pub(super) fn is_stream(&self) -> bool {
        matches!(self, Place::File(file) if file == Path::new(workspace::STANDARD_OUTPUT))
    }

    /// The path: that of the arguments, or one that is asked for; without questions the name alone.
    pub(super) fn path(
        &self,
        asker: &mut Asker,
        name: &str,
        is_given: bool,
    ) -> Result<PathBuf, Stop> {
        match self {
            Place::File(file) => Ok(file.clone()),
            Place::Folder(folder) if is_given => Ok(free(folder, name)),
            Place::Folder(folder) => ask(asker, free(folder, name)),
        }
    }

    /// Writes a document, under another name that is asked for where this one can't be written.
    ///
    /// # Errors
    /// In words, where nothing can be asked.
    pub(super) fn write(
        &self,
        asker: &mut Asker,
        mut path: PathBuf,
        text: &str,
        is_given: bool,
    ) -> Result<PathBuf, String> {
        let lang = asker.lang;
        loop {
            // What came to be there while the questions were asked stays, too.
            let written = still_free(&path, lang).and_then(|()| {
                workspace::write(&path, text.as_bytes()).map_err(|error| error.message(lang))
            });
            match written {
                Ok(()) => return Ok(path),
                Err(why) if is_given || self.is_stream() => return Err(why),
                Err(why) => asker.show(&format!("\n{why}\n")),
            }
            asker.forget();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            path = match ask(asker, free(Path::new(""), &name)) {
                Ok(path) => path,
                Err(Stop::Failed(why)) => return Err(why),
                Err(Stop::Back | Stop::Done(_)) => path,
            };
        }
    }
}

fn ask(asker: &mut Asker, free: PathBuf) -> Result<PathBuf, Stop> {
    let lang = asker.lang;
    let (asked, hint) = words::saved_as(lang);
    let question = Question {
        asked,
        help: hint.clone(),
        hint,
        options: Vec::new(),
        default: Some(free.display().to_string()),
        entry: None,
    };
    let read = |text: &str| {
        let path = with_ending(Path::new(text));
        still_free(&path, lang).map(|()| path.display().to_string())
    };
    let named = asker.ask(&[], &question, &read)?;
    Ok(PathBuf::from(named))
}

/// 「12-児童手当の支給に関する事務」, without what no system takes in a name.
pub(in crate::cli) fn named(words: &[&str]) -> String {
    let words = words.iter().copied().filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-");
    let is_bad = |c: char| c.is_control() || c.is_whitespace() || "\\/:*?\"<>|".contains(c);
    let name: String = name
        .chars()
        .map(|c| if is_bad(c) { '_' } else { c })
        .take(LONGEST)
        .collect();
    let name = name.trim_matches(['.', '-', '_']);
    match name.is_empty() {
        true => "hyokasho".to_owned(),
        false => name.to_owned(),
    }
}

/// The first path of a name that nothing has: `a.yaml`, `a-2.yaml`.
pub(in crate::cli) fn free(folder: &Path, name: &str) -> PathBuf {
    let first = folder.join(format!("{name}.yaml"));
    let more = (2..1000).map(|n| folder.join(format!("{name}-{n}.yaml")));
    let mut all = std::iter::once(first.clone()).chain(more);
    all.find(|path| !is_taken(path)).unwrap_or(first)
}
