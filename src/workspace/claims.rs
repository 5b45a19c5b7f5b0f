//! What a run reads and what it is going to write: no output takes the place of an input, or of another output.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use super::write::{STANDARD_OUTPUT, end_of_links};
use super::{DiskError, absolute, folder_of};

/// The files of a run, known by what they are and not by how they are named.
#[derive(Debug, Default)]
pub struct Claims {
    known: BTreeMap<String, Claim>,
}

#[derive(Debug)]
enum Claim {
    Input,
    Output,
}

impl Claims {
    /// The claims of a run that reads some files.
    pub fn on(inputs: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        let names = inputs
            .into_iter()
            .filter_map(|path| identity(path.as_ref()));
        Claims {
            known: names.map(|name| (name, Claim::Input)).collect(),
        }
    }

    /// Claims a place for an output. Devices and pipes take all that comes.
    ///
    /// # Errors
    /// The run reads that file, or writes something else to it.
    pub fn output(&mut self, path: &Path) -> Result<(), DiskError> {
        let Some(name) = identity(path) else {
            return Ok(());
        };
        match self.known.insert(name, Claim::Output) {
            None => Ok(()),
            Some(Claim::Input) => Err(DiskError::IsInput(path.to_owned())),
            Some(Claim::Output) => Err(DiskError::TwoOutputs(path.to_owned())),
        }
    }
}

/// What two names of one file share; none for what is no file. Names that some system takes for one are one.
pub(super) fn identity(path: &Path) -> Option<String> {
    if path == Path::new(STANDARD_OUTPUT) {
        return None;
    }
    let end = end_of_links(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&end) {
        Ok(found) if found.is_file() => Some(of_file(&end, &found)),
        Ok(_) => None,
        Err(_) => {
            let folder = folder_of(&end);
            let folder = folder.canonicalize().unwrap_or_else(|_| absolute(folder));
            let name = folder.join(end.file_name()?);
            Some(folded(&name.to_string_lossy()))
        }
    }
}

#[cfg(unix)]
fn of_file(_: &Path, found: &fs::Metadata) -> String {
    use std::os::unix::fs::MetadataExt as _;
    format!("{}:{}", found.dev(), found.ino())
}

#[cfg(not(unix))]
fn of_file(path: &Path, _: &fs::Metadata) -> String {
    let whole = path.canonicalize().unwrap_or_else(|_| absolute(path));
    folded(&whole.to_string_lossy())
}

/// A name as systems compare it that ignore case and treat か゛ and が alike.
pub fn folded(name: &str) -> String {
    let small: String = name.nfc().collect::<String>().to_lowercase();
    small.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_output_takes_no_place_that_is_taken() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a.yaml"), "")?;
        fs::hard_link(at("a.yaml"), at("twin"))?;
        let mut claims = Claims::on([at("a.yaml")]);
        for input in ["a.yaml", "./a.yaml", "twin"] {
            let refused = claims.output(&at(input));
            assert!(matches!(refused, Err(DiskError::IsInput(_))), "{input}");
            claims = Claims::on([at("a.yaml")]);
        }
        assert!(claims.output(&at("が.html")).is_ok());
        for same in ["が.html", "か\u{3099}.HTML"] {
            let refused = claims.output(&at(same));
            assert!(matches!(refused, Err(DiskError::TwoOutputs(_))), "{same}");
        }
        assert!(claims.output(&at("new/b.html")).is_ok());
        let sink = Path::new("/dev/null");
        assert!(claims.output(sink).is_ok() && (!cfg!(unix) || claims.output(sink).is_ok()));
        Ok(())
    }
}
