//! What a check is asked for, the same for all commands.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date as Day;
use rayon::prelude::*;

use super::companions::Library;
use super::settings::Setup;
use super::{Loaded, StageArg, is_standard_input};
use crate::assessment::{self, Assessment};
use crate::lint::beside::{Beside, FileFacts};
use crate::lint::rules::Against;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use crate::workspace;

/// What a check is asked for.
pub(super) struct CheckOptions {
    pub stage: Stage,
    pub as_of: Option<Day>,
    /// Of what is judged; a page that is to be published must be the same tomorrow.
    pub today: Day,
    pub lang: Lang,
    pub setup: Setup,
    /// What the files of the run say that they can be held against.
    pub beside: Arc<Beside>,
    /// Where the documents that belong to a file are found.
    pub library: Library,
}

impl CheckOptions {
    /// What a command asks for that judges what its paths name, today.
    pub fn of(setup: Setup, stage: Option<StageArg>, as_of: Option<Day>, lang: Lang) -> Self {
        let stage = setup.stage(stage);
        CheckOptions {
            stage,
            beside: beside(&setup, stage, lang),
            as_of,
            library: Library::of(&setup.found.files),
            today: workspace::today(),
            lang,
            setup,
        }
    }

    /// What an editor asks for, of each document of a folder by itself.
    pub fn of_folder(setup: Setup, stage: Option<Stage>, folder: &Path, lang: Lang) -> Self {
        CheckOptions {
            stage: stage.or(setup.settings.stage).unwrap_or_default(),
            beside: Arc::default(),
            as_of: None,
            library: Library::in_folder(folder),
            today: workspace::today(),
            lang,
            setup,
        }
    }

    /// What each file of the run is held against.
    pub fn against(&self, base: bool) -> Against {
        Against {
            base,
            beside: self.beside.is_several(),
        }
    }
}

/// What the files of a run say that they can be held against; nothing where there is one. A file that can't be read is
/// reported when it is checked. Each is read again then: the trees of many files together would not fit into memory.
fn beside(setup: &Setup, stage: Stage, lang: Lang) -> Arc<Beside> {
    let files = &setup.found.files;
    if files.len() < 2 {
        return Arc::default();
    }
    let facts_of = |path: &PathBuf| {
        let loaded = (!is_standard_input(path)).then(|| Loaded::read(path, lang).ok())??;
        let source = loaded.source.ok()?;
        let document = assessment::read(&source);
        let opened = Assessment::open(&source, &document, stage).ok();
        opened.map(|assessment| FileFacts::of(&assessment))
    };
    Arc::new(Beside::of(files.par_iter().filter_map(facts_of).collect()))
}
