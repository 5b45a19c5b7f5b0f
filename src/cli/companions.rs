//! Which documents belong to a file: the record of a review names its assessments by path or by 評価書番号.
//!
//! Looked for among the files of the run and the YAML files in their folders. Of those, only the first lines are read
//! until one is asked for; each document is parsed once in a run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::base;
use crate::assessment::{self, Assessment, kind_named};
use crate::form::RECORD;
use crate::japanese::notation::fold;
use crate::lint::companions::{Companion, Read};
use crate::source::Source;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use crate::workspace::{self, folder_of};

/// The documents that a run can see.
#[derive(Debug, Default)]
pub(super) struct Library {
    /// By their absolute paths.
    shelved: BTreeMap<PathBuf, Shelved>,
}

/// A document that may belong to another.
#[derive(Debug)]
struct Shelved {
    /// As the user names it.
    path: PathBuf,
    /// What its first lines say of its form.
    kind: Option<&'static str>,
    /// What they say of 評価書番号, in comparison form.
    number: Option<String>,
    /// Whether the run checks it.
    is_checked: bool,
    read: OnceLock<Option<Arc<Read>>>,
    /// The assessments of a record.
    named: OnceLock<Vec<Named>>,
}

/// An assessment as a record names it.
#[derive(Debug)]
struct Named {
    number: Option<String>,
    /// Absolute.
    file: Option<PathBuf>,
}

impl Library {
    /// What lies beside the files of a run.
    pub(super) fn of(files: &[PathBuf]) -> Self {
        let mut shelved = BTreeMap::new();
        // What comes from standard input is taken to lie in the current folder.
        let folders: std::collections::BTreeSet<&Path> =
            files.iter().map(|path| folder_of(path)).collect();
        let files = files.iter().filter(|path| !super::is_standard_input(path));
        let beside = folders
            .into_iter()
            .filter_map(|folder| workspace::yaml_files(folder).ok());
        let beside: Vec<PathBuf> = beside.flatten().collect();
        let checked = files.map(|path| (path, true));
        for (path, is_checked) in checked.chain(beside.iter().map(|path| (path, false))) {
            let entry = shelved.entry(workspace::absolute(path));
            entry.or_insert_with(|| Shelved::of(path, is_checked));
        }
        Library { shelved }
    }

    /// What lies in a folder, of which none is checked with another.
    pub(super) fn in_folder(folder: &Path) -> Self {
        let files = workspace::yaml_files(folder).unwrap_or_default();
        let shelved = files.iter().map(|path| {
            let shelved = Shelved::of(path, false);
            (workspace::absolute(path), shelved)
        });
        Library {
            shelved: shelved.collect(),
        }
    }

    /// The documents that belong to one: the assessments of a record; the records of an assessment.
    pub(super) fn companions(&self, path: &Path, assessment: &Assessment) -> Vec<Companion> {
        let own = workspace::absolute(path);
        if assessment.form.kind == RECORD {
            let named = named_in(assessment, folder_of(&own));
            let all = self.shelved.iter();
            let all = all.filter(|(at, shelved)| **at != own && shelved.kind != Some(RECORD));
            let is_named = |at: &Path, shelved: &Shelved| {
                named
                    .iter()
                    .any(|named| named.is(at, shelved.number.as_deref()))
            };
            let all = all.filter(|(at, shelved)| is_named(at, shelved));
            let mut found: Vec<Companion> =
                all.filter_map(|(_, shelved)| shelved.companion()).collect();
            let elsewhere = named.iter().filter_map(|named| named.file.as_deref());
            let elsewhere = elsewhere.filter(|file| !self.shelved.contains_key(*file));
            // What a record names is read only where it may be an assessment.
            let elsewhere = elsewhere.filter(|file| workspace::is_yaml(file) && file.is_file());
            let read = |file: &Path| Shelved::of(&workspace::shown(file), false).companion();
            found.extend(elsewhere.filter_map(read));
            return found;
        }
        let number = assessment.text("cover.number").map(norm_number);
        let records = self
            .shelved
            .iter()
            .filter(|(_, shelved)| shelved.kind == Some(RECORD));
        let records = records.filter(|(at, record)| {
            let named = record.named(at);
            named.iter().any(|named| named.is(&own, number.as_deref()))
        });
        records
            .filter_map(|(_, record)| record.companion())
            .collect()
    }
}

/// Documents with their versions at the revision that the run compares with, as far as they were there.
pub(super) fn with_former(
    mut companions: Vec<Companion>,
    base: Option<&base::Version>,
    lang: Lang,
) -> Vec<Companion> {
    let Some(revision) = base.and_then(base::Version::revision) else {
        return companions;
    };
    for companion in &mut companions {
        let path = Path::new(companion.read.source.name());
        // What can't be had says nothing; that of the file under check is reported.
        if let Ok(base::Version::Present {
            source, document, ..
        }) = base::read(revision, path, lang)
        {
            let read = Read {
                source: *source,
                document: *document,
            };
            companion.former = Some((revision.to_owned(), Arc::new(read)));
        }
    }
    companions
}

impl Named {
    /// Whether it is the file at a path with a number: by its path where it names one, else by its number.
    fn is(&self, at: &Path, number: Option<&str>) -> bool {
        match &self.file {
            Some(file) => file == at,
            None => self.number.is_some() && self.number.as_deref() == number,
        }
    }
}

/// 評価書番号 in comparison form: 「012」 and 「12」 are one number.
fn norm_number(text: &str) -> String {
    fold(text).trim_start_matches('0').to_owned()
}

impl Shelved {
    fn of(path: &Path, is_checked: bool) -> Self {
        let head = workspace::head(path).unwrap_or_default();
        let head = String::from_utf8_lossy(&head);
        let numbers = head.lines().filter_map(|line| {
            let (key, value) = line.split_once([':', '：'])?;
            let value = value.trim().trim_matches(['"', '\'']);
            (key.trim() == "評価書番号" && !value.is_empty()).then(|| norm_number(value))
        });
        Shelved {
            path: path.to_owned(),
            kind: kind_named(&head),
            number: { numbers }.next(),
            is_checked,
            read: OnceLock::new(),
            named: OnceLock::new(),
        }
    }

    fn read(&self) -> Option<&Arc<Read>> {
        let read = || {
            let bytes = workspace::read_any(&self.path).ok()?;
            let source = Source::from_bytes(self.path.display().to_string(), &bytes).ok()?;
            let document = assessment::read(&source);
            Some(Arc::new(Read { source, document }))
        };
        self.read.get_or_init(read).as_ref()
    }

    fn companion(&self) -> Option<Companion> {
        Some(Companion {
            read: Arc::clone(self.read()?),
            is_checked: self.is_checked,
            former: None,
        })
    }

    /// The assessments that a record at a path names.
    fn named(&self, at: &Path) -> &[Named] {
        self.named.get_or_init(|| {
            let Some(read) = self.read() else {
                return Vec::new();
            };
            let opened = Assessment::open(&read.source, &read.document, Stage::Draft);
            opened.map_or(Vec::new(), |record| named_in(&record, folder_of(at)))
        })
    }
}

/// The assessments that a record in a folder names.
fn named_in(record: &Assessment, folder: &Path) -> Vec<Named> {
    let entries = 1..=record.entries("assessments");
    let text = |id: String| {
        let text = record.text(&id).map(str::trim);
        text.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let named = |n: usize| Named {
        number: text(format!("assessments[{n}].number")).map(|number| norm_number(&number)),
        file: text(format!("assessments[{n}].file"))
            .map(|file| workspace::absolute(&folder.join(file))),
    };
    entries.map(named).collect()
}
