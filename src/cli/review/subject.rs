//! The assessments that a record is about: where they are, and what was before them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::assessment::Assessment;
use crate::assets::picture::Picture;
use crate::cli::base::{self, Version};
use crate::cli::pdf::{self, RenderSetup};
use crate::cli::{CheckOptions, check_inputs};
use crate::document::view;
use crate::lint::companions::Read;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;

/// An assessment that a record is about.
pub(in crate::cli) struct Subject {
    /// Where it is, as a user names it.
    pub path: PathBuf,
    /// The file, read.
    pub read: Arc<Read>,
}

/// The assessments of a record, in the order of their paths.
pub(in crate::cli) fn subjects(
    path: &Path,
    record: &Assessment,
    options: &CheckOptions,
) -> Vec<Subject> {
    let found = options.library.companions(path, record).into_iter();
    let subject = |read: Arc<Read>| {
        let path = Path::new(read.source.name());
        Subject {
            path: path.strip_prefix("./").unwrap_or(path).to_owned(),
            read,
        }
    };
    found.map(|companion| subject(companion.read)).collect()
}

impl Subject {
    /// Lays it over its form; none where it names an edition that we do not have.
    pub(in crate::cli) fn open(&self, stage: Stage) -> Option<Assessment<'_>> {
        Assessment::open(&self.read.source, &self.read.document, stage).ok()
    }

    /// The version before it: what `--base` names, else what the record calls 対象の版, where git has it.
    ///
    /// # Errors
    /// What `--base` names can't be read, in words.
    pub(in crate::cli) fn version(
        &self,
        record: &Assessment,
        asked: Option<&str>,
        lang: Lang,
    ) -> Result<Option<Version>, String> {
        if let Some(asked) = asked {
            return base::read(asked, &self.path, lang).map(Some);
        }
        let named = (1..=record.entries("assessments"))
            .filter_map(|n| record.text(&format!("assessments[{n}].version")))
            .map(str::trim)
            .filter(|name| !name.is_empty());
        let mut versions = named.filter_map(|name| base::since(name, &self.path, lang).ok());
        Ok(versions.find(|version| matches!(version, Version::Present { .. })))
    }

    /// On which page of its PDF each item begins, by its id.
    pub(super) fn pages(
        &self,
        assessment: &Assessment,
        render_setup: &RenderSetup,
        options: &CheckOptions,
    ) -> BTreeMap<String, usize> {
        let pictures = check_inputs(&self.path, assessment, options)
            .pictures
            .into_iter();
        let pictures = pictures.filter_map(|(path, picture)| Some((path, picture.ok()?)));
        let pictures: BTreeMap<String, Picture> = pictures.collect();
        pdf::pages(
            &view::build(assessment),
            assessment.date(),
            &pictures,
            render_setup,
        )
    }
}
