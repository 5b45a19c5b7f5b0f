//! `hyokasho fmt`: assessments in the order and layout of their form.

mod findings;
mod said;

use std::cell::LazyCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::screen::{eprint, print, print_patch};
use super::settings::Setup;
use super::{
    CheckOptions, Outcome, StageArg, check_text, fixed, import, is_standard_input, settings, unseen,
};
use crate::assessment::arrange::{Arranged, Spelling, Unarranged, arrange_spelt};
use crate::lint::{rules, same};
use crate::source::Source;
use crate::source::diagnostic::{Diagnostic, Stage};
use crate::source::lang::Lang;
use crate::workspace::{self, DiskError, STANDARD_OUTPUT};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 評価書のファイル、又は評価書を入れたフォルダー（- は標準入力から標準出力へ）。省くと hyokasho.toml の paths
    #[arg(value_name = "PATH")]
    pub arranged: Vec<PathBuf>,
    /// 書き込まずに、整っていないファイルを示す（あれば終了状態1）
    #[arg(long = "check")]
    pub only_look: bool,
    /// 書き込まずに、変更の差分を表示する
    #[arg(long = "diff")]
    pub show_patch: bool,
    #[command(flatten)]
    pub settings: settings::FileArgs,
}

/// A file with its text in order.
struct File<'p> {
    path: &'p Path,
    source: Source,
    text: String,
}

impl File<'_> {
    fn is_changed(&self) -> bool {
        self.text != self.source.text()
    }
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let setup = settings::find(&args.settings, &args.arranged, lang)?;
    let options = with_every_rule(setup, lang);
    let found = &options.setup.found;
    let results: Vec<Result<File, String>> = found
        .files
        .par_iter()
        .map(|path| in_order(path, &options))
        .collect();
    let (mut files, mut errors) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(file) => files.push(file),
            Err(error) => errors.push(error),
        }
    }
    errors.extend(found.errors.iter().map(|error| error.message(lang)));
    let is_filter = found.files.iter().any(|path| is_standard_input(path));
    let changed: Vec<&File> = files.iter().filter(|file| file.is_changed()).collect();
    let is_denied = args.only_look && !changed.is_empty();
    let mut summary = String::new();
    if args.show_patch {
        let patches = changed
            .iter()
            .map(|file| fixed::patch(&file.source, &file.text));
        patches.for_each(|patch| print_patch(&patch));
    } else if args.only_look {
        let names = changed.iter().map(|file| file.source.name());
        summary = said::looked(
            &names.collect::<Vec<_>>(),
            files.len(),
            errors.is_empty(),
            lang,
        );
    } else {
        let (mut written, mut done) = (Vec::new(), 0);
        for file in &files {
            match write(file, &options) {
                Ok(()) => {
                    done += 1;
                    written.extend(file.is_changed().then_some(file.source.name()));
                }
                Err(error) => errors.push(error.message(lang)),
            }
        }
        if !files.iter().all(|file| is_standard_input(file.path)) {
            summary = said::written(&written, done, errors.is_empty(), lang);
        }
    }
    summary += &unseen::message(&options.setup, lang);
    // What standard output gets is a patch, or a file.
    if args.show_patch || is_filter && !args.only_look {
        eprint(&summary);
    } else {
        print(&summary);
    }
    Outcome::of(&errors, is_denied)
}

/// A file with its text in order, which the check finds the same in as before.
///
/// # Errors
/// In words: why it is left as it is.
fn in_order<'p>(path: &'p Path, options: &CheckOptions) -> Result<File<'p>, String> {
    let lang = options.lang;
    let bytes = workspace::read_any(path).map_err(|error| error.message(lang))?;
    if import::is_foreign(path, &bytes) {
        return Err(DiskError::NotYaml(path.to_owned()).message(lang));
    }
    let name = workspace::shown_input(path, lang);
    let source = Source::from_bytes(name.as_str(), &bytes)
        .map_err(|why| said::unreadable(&name, &rules::unreadable(why, lang).message, lang))?;
    let text = text_in_order(&source, path, options)?;
    Ok(File { path, source, text })
}

/// Every rule has its say, as of a file that is published: none may say anything else afterwards.
pub(super) fn with_every_rule(mut setup: Setup, lang: Lang) -> CheckOptions {
    Arc::make_mut(&mut setup.settings).levels.pedantic = true;
    CheckOptions::of(setup, Some(StageArg(Stage::Publish)), None, lang)
}

/// A text in order, which the check finds the same in as before.
///
/// # Errors
/// In words: why it is left as it is.
pub(super) fn text_in_order(
    source: &Source,
    path: &Path,
    options: &CheckOptions,
) -> Result<String, String> {
    let (name, lang) = (source.name(), options.lang);
    let before = LazyCell::new(|| check_text(source, path, options));
    let left = |why| why_left(why, source, &|| &before.diagnostics, lang);
    // Where it is accepted, with a reason, how keys are spelt, they stay as they are.
    let mut refusal = String::new();
    for spelling in [Spelling::OfForm, Spelling::AsWritten] {
        let Arranged { text, respelt } = arrange_spelt(source, spelling).map_err(&left)?;
        if text == source.text() {
            return Ok(text);
        }
        let new = Source::new(name, text.as_str());
        let after = check_text(&new, path, options);
        match same::otherwise((source, &before), (&new, &after), &respelt) {
            None => return Ok(text),
            Some(other) => {
                let line = findings::line_of(&other, source, &new);
                refusal = said::otherwise(name, &other, line, lang);
            }
        }
    }
    Err(refusal)
}

/// Why a file is left as it is, in words; `found` is what the check finds in it, if that has to be known.
fn why_left<'f>(
    why: Unarranged,
    source: &Source,
    found: &dyn Fn() -> &'f [Diagnostic],
    lang: Lang,
) -> String {
    let name = source.name();
    match why {
        Unarranged::NoAssessment => said::no_assessment(name, lang),
        Unarranged::NoForm(span) => said::no_form(name, source.line_of(span.start), lang),
        Unarranged::Unclean(span) => {
            let found = findings::found_at(found(), span);
            said::unclean(name, source.line_of(span.start), found.as_deref(), lang)
        }
        Unarranged::Unproved => said::unproved(name, lang),
    }
}

/// Writes a file that is to change, and what came from standard input in any case.
fn write(file: &File, options: &CheckOptions) -> Result<(), DiskError> {
    if is_standard_input(file.path) {
        let bytes = file.source.encode(&file.text);
        return workspace::write(Path::new(STANDARD_OUTPUT), &bytes);
    }
    workspace::tidy(file.path);
    if file.is_changed() {
        fixed::rewrite(file.path, &file.source, &file.text, options)?;
    }
    Ok(())
}
