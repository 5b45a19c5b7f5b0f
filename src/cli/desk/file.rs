//! One open assessment. Its text is what stands on the disk: each change is written before it counts.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::history::History;
use super::lock::Wished;
use super::said;
use crate::assessment::{self, Assessment, newest_form};
use crate::cli::base::Version;
use crate::cli::lsp::ServerOptions;
use crate::cli::lsp::folder::{Folder, Folders};
use crate::cli::{Loaded, fixed};
use crate::compare::diff::{self, Diff};
use crate::document::render::desk::Page;
use crate::document::view::desk::{Chapter, Contents, Desk, Seen, Since};
use crate::lint::companions::Read;
use crate::lint::engine::Checked;
use crate::source::Source;
use crate::workspace::{self, DiskError, Stamps, stamps};

/// How many versions are kept to tell which items changed since a page was made.
const PAST: usize = 16;

/// An open file.
pub(super) struct OpenFile {
    /// Where it is.
    pub path: PathBuf,
    /// The text and its tree.
    pub read: Arc<Read>,
    /// Counts the texts.
    pub version: u64,
    /// What can be undone.
    pub history: History,
    /// What is asked for.
    pub options: ServerOptions,
    /// What the last answer to a page showed of each chapter.
    pub shown: BTreeMap<String, (u64, Chapter)>,
    /// Whether it changed under us in a way that a page should say.
    pub notice: String,
    past: VecDeque<(u64, Arc<Read>)>,
    folders: Folders,
    folder: Option<Rc<Folder>>,
    checked: Option<Rc<Found>>,
    stamps: Stamps,
    lock: Wished,
}

/// What a check found.
pub(super) struct Found {
    pub checked: Checked,
    pub failure: Option<String>,
}

/// A file at one moment, ready to be shown.
pub(super) struct View<'v> {
    pub assessment: &'v Assessment<'v>,
    pub desk: &'v Desk<'v, 'v>,
    pub folder: &'v Folder,
}

impl OpenFile {
    /// Reads a file.
    ///
    /// # Errors
    /// In words: it can't be read.
    pub fn open(path: PathBuf, options: ServerOptions) -> Result<Self, String> {
        let lang = options.lang;
        let stamps = stamps([path.as_path()]);
        let read = read(&path, &options)?;
        let lock = Wished::of(&path);
        let notice = match lock {
            Wished::Taken => said::other_desk(lang),
            Wished::Held { .. } | Wished::Unknown => String::new(),
        };
        Ok(OpenFile {
            path,
            read: Arc::new(read),
            version: 1,
            history: History::default(),
            options,
            shown: BTreeMap::new(),
            notice,
            past: VecDeque::new(),
            folders: Folders::default(),
            folder: None,
            checked: None,
            stamps,
            lock,
        })
    }

    /// What holds in its folder now.
    pub fn folder(&mut self) -> Rc<Folder> {
        let folder = self.folders.of(&self.path, &self.options);
        if self
            .folder
            .as_ref()
            .is_none_or(|known| !Rc::ptr_eq(known, &folder))
        {
            self.folder = Some(Rc::clone(&folder));
            self.checked = None;
        }
        folder
    }

    /// Takes up what others made of the file since; whether its text is another now.
    ///
    /// # Errors
    /// In words: it can't be read any more.
    pub fn sync(&mut self) -> Result<bool, String> {
        let stamps = stamps([self.path.as_path()]);
        if stamps == self.stamps {
            return Ok(false);
        }
        // A save of another program may be under way.
        if stamps.values().any(workspace::Stamp::is_empty) {
            return Ok(false);
        }
        let read = read(&self.path, &self.options)?;
        self.stamps = stamps;
        if read.source.text() == self.read.source.text() {
            return Ok(false);
        }
        self.history.clear();
        self.take(read);
        Ok(true)
    }

    /// Looks at it with other options from now on.
    pub fn look_with(&mut self, options: ServerOptions) {
        self.options = options;
        self.folders.forget();
        self.folder = None;
        self.checked = None;
        self.shown.clear();
    }

    /// Asks for the lock again, where another desk had it.
    pub fn wish_again(&mut self) {
        if matches!(self.lock, Wished::Taken) {
            self.lock = Wished::of(&self.path);
            if !matches!(self.lock, Wished::Taken) {
                self.notice.clear();
            }
        }
    }

    /// Writes a text in the place of the one that is there.
    ///
    /// # Errors
    /// In words; the file is as it was.
    pub fn save(&mut self, text: &str) -> Result<(), String> {
        let lang = self.options.lang;
        let folder = self.folder();
        let source = &self.read.source;
        let written = fixed::rewrite(&self.path, source, text, &folder.options);
        match written {
            Ok(()) => {}
            Err(DiskError::Changed(_)) => return Err(said::changed_meanwhile(lang)),
            Err(why) => return Err(why.message(lang)),
        }
        let source = Source::from_bytes(source.name(), &source.encode(text));
        let source = source.map_err(|_| said::unreadable(lang))?;
        let document = assessment::read(&source);
        self.take(Read { source, document });
        self.stamps = stamps([self.path.as_path()]);
        Ok(())
    }

    fn take(&mut self, read: Read) {
        let before = std::mem::replace(&mut self.read, Arc::new(read));
        self.past.push_back((self.version, before));
        if self.past.len() > PAST {
            self.past.pop_front();
        }
        self.version += 1;
        self.checked = None;
    }

    /// The text as it was in a version that a page shows.
    pub fn at(&self, version: u64) -> Option<Arc<Read>> {
        if version == self.version {
            return Some(Arc::clone(&self.read));
        }
        let mut past = self.past.iter();
        let found = past.find(|(number, _)| *number == version);
        found.map(|(_, read)| Arc::clone(read))
    }

    /// What the check finds in it.
    pub fn found(&mut self) -> Rc<Found> {
        let folder = self.folder();
        if let Some(known) = &self.checked {
            return Rc::clone(known);
        }
        let (checked, _, failure) =
            folder.check(&self.read.source, &self.read.document, &self.path);
        let found = Rc::new(Found { checked, failure });
        self.checked = Some(Rc::clone(&found));
        found
    }

    /// Looks at it as a page does.
    ///
    /// # Errors
    /// In words: it is no assessment of a form that we have.
    pub fn look<T>(&mut self, look: impl FnOnce(View) -> T) -> Result<T, String> {
        let lang = self.options.lang;
        let folder = self.folder();
        let found = self.found();
        let read = Arc::clone(&self.read);
        let stage = folder.options.stage;
        let assessment = match Assessment::open(&read.source, &read.document, stage) {
            Ok(assessment) => assessment,
            Err(_) => {
                let form = newest_form().map_err(ToString::to_string)?;
                Assessment::over(form, &read.source, &read.document, stage)
            }
        };
        let version = folder.version(&self.path);
        let version = version.as_deref().and_then(|version| version.as_ref().ok());
        let older = version.and_then(Version::open);
        let diff: Option<Diff> = older
            .as_ref()
            .map(|older| diff::compare(older, &assessment));
        let since = diff.as_ref().map(|diff| Since {
            name: self
                .options
                .base
                .clone()
                .map_or_else(String::new, |base| said::since(&base, lang)),
            diff,
        });
        let desk = Desk::of(Seen {
            assessment: &assessment,
            findings: &found.checked.diagnostics,
            excepted: &found.checked.suppressed,
            since,
        });
        Ok(look(View {
            assessment: &assessment,
            desk: &desk,
            folder: &folder,
        }))
    }

    /// What a page has to know of the server.
    pub fn page(&mut self, token: &str, base: &str) -> Page {
        let folder = self.folder();
        let failure = self.found().failure.clone();
        let notices = [Some(self.notice.clone()), failure];
        let notices = notices
            .into_iter()
            .flatten()
            .filter(|notice| !notice.is_empty());
        Page {
            token: token.to_owned(),
            base: base.to_owned(),
            file: workspace::shown(&self.path).display().to_string(),
            version: self.version,
            undo: self.history.can_undo(),
            redo: self.history.can_redo(),
            stage: folder.options.stage,
            notice: notices.collect::<Vec<_>>().join("\n"),
            read_only: false,
            pdf: cfg!(feature = "pdf"),
        }
    }

    /// A chapter with the contents of the file; the first one where there is none of that key.
    ///
    /// # Errors
    /// As [`OpenFile::look`].
    pub fn chapter(&mut self, key: &str) -> Result<(Contents, Chapter), String> {
        let none = said::no_chapter(self.options.lang);
        let version = self.version;
        let found = self.look(|view| {
            let contents = view.desk.contents();
            let first = contents.entries.first().map(|entry| entry.key.clone());
            let chapter = view.desk.chapter(key);
            let chapter = chapter.or_else(|| view.desk.chapter(&first?));
            chapter.map(|chapter| (contents, chapter))
        })?;
        let (contents, chapter) = found.ok_or(none)?;
        self.shown
            .insert(chapter.key.clone(), (version, chapter.clone()));
        // Pages of long ago are sent whole again.
        if self.shown.len() > PAST {
            self.shown.retain(|_, (shown, _)| *shown + 1 >= version);
        }
        Ok((contents, chapter))
    }
}

/// Reads the file as YAML.
fn read(path: &Path, options: &ServerOptions) -> Result<Read, String> {
    let lang = options.lang;
    let loaded = Loaded::read(path, lang).map_err(|error| error.message(lang))?;
    let source = loaded.source.map_err(|_| said::unreadable(lang))?;
    let document = assessment::read(&source);
    Ok(Read { source, document })
}
