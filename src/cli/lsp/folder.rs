//! What holds for the documents of a folder: settings, words, what lies beside them, the version they are compared with.
//! Found once, and again when one of the files changes.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use jiff::civil::Date as Day;

use super::options::ServerOptions;
use crate::assessment::Assessment;
use crate::cli::base::{self, Version};
use crate::cli::options::CheckOptions;
use crate::cli::settings::{self, FileArgs};
use crate::cli::{fmt, inputs_against};
use crate::lint::companions::Companion;
use crate::lint::engine;
use crate::source::Source;
use crate::source::lang::{Lang, say};
use crate::workspace::{self, Stamps, stamps};
use crate::yaml::Document;

/// The name of a document that never was stored, in a folder.
const UNTITLED: &str = "untitled.yaml";

/// A folder.
pub(in crate::cli) struct Folder {
    /// What a check is asked for.
    pub options: CheckOptions,
    /// Why the settings can't be used; then none are in use.
    pub failure: Option<String>,
    /// What the user asks for.
    asked: ServerOptions,
    /// The versions that documents are compared with.
    versions: RefCell<BTreeMap<PathBuf, Rc<Result<Version, String>>>>,
    /// The files that it was made from.
    inputs: Vec<PathBuf>,
    signs: Signs,
}

/// What shows whether it is still right.
#[derive(PartialEq)]
struct Signs {
    day: Day,
    settings: Option<PathBuf>,
    files: Stamps,
}

/// All folders in which documents are open.
#[derive(Default)]
pub(in crate::cli) struct Folders(BTreeMap<PathBuf, Rc<Folder>>);

impl Folders {
    /// That of a document.
    pub fn of(&mut self, path: &Path, options: &ServerOptions) -> Rc<Folder> {
        let place = workspace::folder_of(path);
        if let Some(known) = self.0.get(place)
            && known.is_fresh(place)
        {
            return Rc::clone(known);
        }
        let folder = Rc::new(Folder::of(path, options));
        self.0.insert(place.to_owned(), Rc::clone(&folder));
        folder
    }

    /// Keeps those of some folders alone.
    pub fn keep(&mut self, is_open: impl Fn(&Path) -> bool) {
        self.0.retain(|folder, _| is_open(folder));
    }

    /// Forgets what was found: something changed.
    pub fn forget(&mut self) {
        self.0.clear();
    }
}

/// The path of a document in a folder, also of one that never was stored.
pub(super) fn place_of(path: Option<&PathBuf>, root: Option<&PathBuf>) -> PathBuf {
    match (path, root) {
        (Some(path), _) => path.clone(),
        (None, Some(root)) => root.join(UNTITLED),
        (None, None) => workspace::absolute(Path::new(UNTITLED)),
    }
}

impl Folder {
    fn of(path: &Path, options: &ServerOptions) -> Self {
        let folder = workspace::folder_of(path);
        let lang = options.lang;
        let args = FileArgs::of(options.config.clone(), options.no_config);
        let setup = settings::of_document(&args, path, lang);
        let failure = setup.as_ref().err().cloned();
        let setup = setup.or_else(|_| settings::of_document(&FileArgs::of(None, true), path, lang));
        let setup = setup.unwrap_or_default();
        // Also those that can't be used: they may be mended.
        let inputs = setup.inputs.iter().cloned();
        let inputs = inputs.chain(options.config.clone());
        let inputs: Vec<PathBuf> = inputs.chain(workspace::settings_above(folder)).collect();
        Folder {
            signs: Signs::of(folder, &inputs),
            inputs,
            options: CheckOptions::of_folder(setup, options.stage, folder, lang),
            failure,
            asked: options.clone(),
            versions: RefCell::default(),
        }
    }

    /// All that a check finds in a document, the documents that belong to it, and why it could not be checked as it should.
    pub fn check(
        &self,
        source: &Source,
        document: &Document,
        path: &Path,
    ) -> (engine::Checked, Vec<Companion>, Option<String>) {
        let options = &self.options;
        let version = self.version(path);
        let (version, unread) = match version.as_deref() {
            Some(Ok(version)) => (Some(version), None),
            Some(Err(why)) => (None, Some(uncompared(why, options.lang))),
            None => (None, None),
        };
        let older = version.and_then(Version::open);
        let companions = RefCell::new(Vec::new());
        let inputs = |assessment: &Assessment| {
            let inputs = inputs_against(path, assessment, options, version, older.as_ref());
            companions.replace(inputs.companions.clone());
            inputs
        };
        let checked = engine::check_read(source, document, &inputs, options.stage, options.lang);
        let failure = self.failure.as_ref().map(|why| unset(why, options.lang));
        (checked, companions.into_inner(), failure.or(unread))
    }

    fn is_fresh(&self, folder: &Path) -> bool {
        self.signs == Signs::of(folder, &self.inputs)
    }

    /// A text in the order of its form, as `fmt` writes it.
    ///
    /// # Errors
    /// In words: why it is left as it is.
    pub fn in_order(&self, source: &Source, path: &Path) -> Result<String, String> {
        let args = FileArgs::of(self.asked.config.clone(), self.asked.no_config);
        let setup = settings::of_document(&args, path, self.asked.lang)?;
        let options = fmt::with_every_rule(setup, self.asked.lang);
        fmt::text_in_order(source, path, &options)
    }

    /// The version that a document is compared with; none where none is named.
    pub fn version(&self, path: &Path) -> Option<Rc<Result<Version, String>>> {
        let named = self.asked.base.as_ref()?;
        let mut versions = self.versions.borrow_mut();
        let version = versions.entry(path.to_owned()).or_insert_with(|| {
            let lang = self.options.lang;
            Rc::new(base::read(named, path, lang))
        });
        Some(Rc::clone(version))
    }
}

/// That the settings can't be used.
fn unset(why: &str, lang: Lang) -> String {
    say!(
        lang,
        "点検の設定を使えないので、設定なしで点検しました。{why}",
        "Checked without settings, because they can't be used: {why}"
    )
}

/// That the version before can't be used.
fn uncompared(why: &str, lang: Lang) -> String {
    say!(
        lang,
        "前の版と比べずに点検しました。{why}",
        "Checked without the version before: {why}"
    )
}

impl Signs {
    fn of(folder: &Path, inputs: &[PathBuf]) -> Self {
        Signs {
            day: workspace::today(),
            settings: workspace::settings_above(folder),
            files: stamps(inputs.iter().map(PathBuf::as_path)),
        }
    }
}
