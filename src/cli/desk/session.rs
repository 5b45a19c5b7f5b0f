//! What the desk knows while it is open: the folder, what the user asks for, the files that pages show.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::file::OpenFile;
use super::routes::Answer;
use super::said;
use crate::cli::lsp::ServerOptions;
use crate::source::lang::Lang;
use crate::workspace;

/// A folder with the files of it that are open.
pub(super) struct Session {
    /// The folder; nothing outside of it is opened.
    pub root: PathBuf,
    /// What the user asks for.
    pub options: ServerOptions,
    /// The word of our pages.
    pub token: String,
    open: BTreeMap<String, OpenFile>,
}

impl Session {
    pub fn of(root: PathBuf, options: ServerOptions) -> Self {
        Session {
            root,
            options,
            token: String::new(),
            open: BTreeMap::new(),
        }
    }

    /// Closes all files; what is saved stays.
    pub fn forget(&mut self) {
        self.open.clear();
    }

    pub fn lang(&self) -> Lang {
        self.options.lang
    }

    /// The files of the folder by their keys: the paths below it.
    pub fn files(&self) -> BTreeMap<String, PathBuf> {
        let found = workspace::assessments(std::slice::from_ref(&self.root));
        let files = found.files.into_iter();
        let keyed = files.map(|path| (self.key_of(&path), path));
        keyed.collect()
    }

    /// The key of a file below the folder.
    pub fn key_of(&self, path: &Path) -> String {
        key_below(&self.root, path)
    }

    /// An open file with what others made of it since.
    ///
    /// # Errors
    /// The answer that says why there is none.
    pub fn open(&mut self, key: &str) -> Result<&mut OpenFile, Answer> {
        let lang = self.lang();
        if !self.open.contains_key(key) {
            // Only what the walk finds is opened: no other path leads anywhere.
            let path = self.files().remove(key);
            let path = path.ok_or_else(|| Answer::refused(404, &said::no_file(lang)))?;
            let file = OpenFile::open(path, self.options.clone());
            let file = file.map_err(|why| Answer::refused(422, &why))?;
            self.open.insert(key.to_owned(), file);
        }
        let Some(file) = self.open.get_mut(key) else {
            return Err(Answer::refused(404, &said::no_file(lang)));
        };
        file.wish_again();
        file.sync().map_err(|why| Answer::refused(422, &why))?;
        Ok(file)
    }
}

/// The key of a file below a folder.
pub(super) fn key_below(root: &Path, path: &Path) -> String {
    workspace::relative(&workspace::absolute(path), root)
}

/// The address of a file's pages.
pub(super) fn base_of(key: &str) -> String {
    format!("/a/{}", encoded(key))
}

/// What stands in an address as it is: letters, digits, and the signs that are never anything else.
const PLAIN: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// A text as one part of an address.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, &PLAIN).to_string()
}
