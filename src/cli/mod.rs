//! The commands; one file for each.

mod base;
mod baseline;
mod build;
mod changelog;
mod check;
mod compared;
mod desk;
mod diff;
mod explain;
mod fonts;
mod help;
mod pdf;
mod settings;
mod status;
mod templates;
mod terms;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date as Day;
use rayon::prelude::*;
use settings::Setup;

use crate::assessment::{Assessment, newest_form};
use crate::check::{check_assessment, check_source};
use crate::diagnostic::{Lang, Severity, Stage};
use crate::outward;
use crate::picture;
use crate::report::FileReport;
use crate::report::human::Look;
use crate::rules::{self, Surroundings};
use crate::settings::Exception;
use crate::source::{Source, Unreadable};
use crate::suppress::{self, Origin};
use crate::workspace::{self, DiskError};

/// 特定個人情報保護評価書（全項目評価書）を点検し、様式どおりの PDF と HTML にする
#[derive(Parser)]
#[command(name = "hyokasho", version, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// 表示の言語（ja 又は en）。環境変数 HYOKASHO_LANG でも指定できます
    #[arg(long, global = true, value_name = "LANG")]
    lang: Option<LangArg>,
}

#[derive(Subcommand)]
enum Command {
    /// 評価書を点検し、指摘をすべて表示する
    Check(check::Args),
    /// 評価書を点検し、様式どおりの PDF と HTML を書き出す
    Build(build::Args),
    /// 二つの版の違いを、項目ごとに表示する
    Diff(diff::Args),
    /// 前の版から変わったのに別添３（変更箇所）に無い行を、表示する又は書き加える
    Changelog(changelog::Args),
    /// 評価書の一覧（公表日、見直しと再実施の期限、指摘の数）を表示する
    Status(status::Args),
    /// 規則の説明（何を、なぜ、どう直すか）を表示する
    Explain(explain::Args),
}

#[derive(Clone, Copy, ValueEnum)]
enum LangArg {
    Ja,
    En,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StageArg {
    Draft,
    Review,
    Publish,
}

impl From<StageArg> for Stage {
    fn from(stage: StageArg) -> Stage {
        match stage {
            StageArg::Draft => Stage::Draft,
            StageArg::Review => Stage::Review,
            StageArg::Publish => Stage::Publish,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum SeverityArg {
    #[default]
    Error,
    Warning,
    Info,
}

impl From<SeverityArg> for Severity {
    fn from(severity: SeverityArg) -> Severity {
        match severity {
            SeverityArg::Error => Severity::Error,
            SeverityArg::Warning => Severity::Warning,
            SeverityArg::Info => Severity::Info,
        }
    }
}

/// What a check is asked for.
struct Run {
    stage: Stage,
    as_of: Option<Day>,
    /// Only where the clock may matter: a built page must be the same tomorrow.
    today: Option<Day>,
    lang: Lang,
    setup: Setup,
}

/// How a command ended.
enum Outcome {
    /// 0
    Clean,
    /// 1
    Findings,
    /// 2, with what is to be said
    Failed(String),
}

/// Runs the program.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    // Nearly every command needs the form: it is read beside the arguments and the files.
    rayon::spawn(|| _ = newest_form());
    let args: Vec<OsString> = args.into_iter().collect();
    let lang = help::language(&args);
    let cli = match help::parse(&args, lang) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    let outcome = match cli.command {
        Command::Check(args) => check::run(&args, lang),
        Command::Build(args) => build::run(&args, lang),
        Command::Diff(args) => diff::run(&args, lang),
        Command::Changelog(args) => changelog::run(&args, lang),
        Command::Status(args) => status::run(&args, lang),
        Command::Explain(args) => explain::run(&args, lang),
    };
    match outcome {
        Outcome::Clean => ExitCode::SUCCESS,
        Outcome::Findings => ExitCode::from(1),
        Outcome::Failed(message) => {
            eprint(&format!("hyokasho: {message}\n"));
            ExitCode::from(2)
        }
    }
}

/// Colours only for a person at a terminal.
fn colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

fn look(lang: Lang) -> Look {
    let colour = colour();
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let width = columns.unwrap_or(100).clamp(40, 160);
    Look {
        lang,
        colour,
        width,
    }
}

/// Prints to standard output; a reader that has gone away (`| head`) is no error. Nothing else prints.
fn print(text: &str) {
    use std::io::Write as _;
    let text = if colour() {
        outward::coloured(text)
    } else {
        outward::text(text)
    };
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Prints to standard error.
fn eprint(text: &str) {
    use std::io::Write as _;
    let _ = std::io::stderr()
        .lock()
        .write_all(outward::text(text).as_bytes());
}

/// What is said of files that were written.
fn written(paths: &[PathBuf], lang: Lang) -> String {
    let heading = match lang {
        Lang::Ja => "書き出したもの:",
        Lang::En => "Written:",
    };
    let lines = paths.iter().map(|path| format!("  {}\n", path.display()));
    format!("{heading}\n{}", lines.collect::<String>())
}

/// Reads and checks the assessments that paths name, several at a time, in the order of their names.
/// Files that can't be read, or compared with `base`, are told beside the others.
fn check_all(run: &Run, base: Option<&str>) -> Result<(Vec<FileReport>, Vec<String>), DiskError> {
    let files = workspace::assessments(&run.setup.paths)?;
    if let Some(base) = base.filter(|base| files.len() > 1 && base::names_a_file(base)) {
        return Ok((Vec::new(), vec![one_for_many(base, run.lang)]));
    }
    let check = |path: &PathBuf| {
        let loaded = Loaded::read(path).map_err(|e| e.message(run.lang))?;
        let version = base.map(|base| base::read(base, path, run.lang));
        Ok(loaded.compared(run, version.transpose()?.as_ref()))
    };
    // As a whole on the threads of the pool: each part that this thread hands over costs the time of waking one.
    let results: Vec<Result<FileReport, String>> =
        rayon::scope(|_| files.par_iter().map(check).collect());
    let (mut reports, mut errors) = (Vec::new(), Vec::new());
    for (path, result) in files.iter().zip(results) {
        match result {
            Ok(report) => reports.push(report),
            Err(error) => {
                // Every report says what the status of the run says.
                reports.push(FileReport::failed(
                    &path.display().to_string(),
                    error.clone(),
                ));
                errors.push(error);
            }
        }
    }
    reports.extend(of_settings(run, base.is_some(), &files, &reports));
    Ok((reports, errors))
}

fn one_for_many(base: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "--base にファイル（{base}）を指定するときは、点検するファイルを一つにしてください。git の版なら、どのファイルにも使えます"
        ),
        Lang::En => format!(
            "--base names a file ({base}), so one assessment can be checked; a git revision serves them all"
        ),
    }
}

/// What is to be said of the settings file once all assessments are checked: exceptions that cover nothing. An
/// exception for files that the run did not look at may still be of use there.
fn of_settings(
    run: &Run,
    compared: bool,
    files: &[PathBuf],
    reports: &[FileReport],
) -> Option<FileReport> {
    let file = run.setup.file.as_ref()?;
    let suppressed = reports.iter().flat_map(|r| &r.suppressed);
    let used = suppressed.filter_map(|s| match s.origin {
        Origin::Settings(n) => Some(n),
        Origin::Comment | Origin::Block => None,
    });
    let checked = |e: &Exception| {
        let named = e.file.as_ref().map(glob::Pattern::as_str);
        files.iter().any(|path| named == Some(&file.path_of(path)))
    };
    // What was not read may hold what is excepted.
    let whole = reports.iter().filter(|report| report.is_whole);
    let whole: BTreeSet<&str> = whole.map(|report| report.source.name()).collect();
    let is_whole = |path: &PathBuf| whole.contains(path.display().to_string().as_str());
    let read = |e: &Exception| {
        let mut of_it = files.iter().filter(|path| e.covers(&file.path_of(path)));
        !whole.is_empty() && of_it.all(is_whole)
    };
    let can_be_told = |e: &Exception| (file.whole || checked(e)) && read(e);
    let settings = &run.setup.settings;
    let diagnostics = suppress::unused_settings(
        settings,
        (run.stage, compared),
        &used.collect(),
        &can_be_told,
        run.lang,
    );
    (!diagnostics.is_empty()).then(|| FileReport::of_settings(file.source.clone(), diagnostics))
}

/// A file's bytes, and its text where it is one.
struct Loaded {
    path: PathBuf,
    name: String,
    /// For the copy that a PDF carries.
    #[cfg(feature = "pdf")]
    bytes: Vec<u8>,
    source: Result<Source, Unreadable>,
}

impl Loaded {
    fn read(path: &Path) -> Result<Self, DiskError> {
        let bytes = workspace::read(path)?;
        let name = path.display().to_string();
        let source = Source::from_bytes(name.as_str(), &bytes);
        Ok(Loaded {
            path: path.to_owned(),
            name,
            #[cfg(feature = "pdf")]
            bytes,
            source,
        })
    }

    /// All findings of the file.
    fn into_report(self, run: &Run) -> FileReport {
        self.compared(run, None)
    }

    /// All findings of the file, beside the version that it is compared with.
    fn compared(self, run: &Run, base: Option<&base::Version>) -> FileReport {
        match self.source {
            Ok(source) => {
                let beside = |assessment: &Assessment| Surroundings {
                    base: base.and_then(|version| version.beside(assessment)),
                    ..surroundings(&self.path, assessment, run)
                };
                let checked = check_source(&source, &beside, run.stage, run.lang);
                FileReport::checked(source, checked)
            }
            Err(why) => FileReport::of(
                Source::new(self.name, ""),
                vec![rules::unreadable(why, run.lang)],
            ),
        }
    }
}

/// All findings of an assessment that is open.
fn report_of(assessment: &Assessment, surroundings: &Surroundings, lang: Lang) -> FileReport {
    let checked = check_assessment(assessment, surroundings, lang);
    FileReport::checked(assessment.source.clone(), checked)
}

/// What lies beside an assessment.
fn surroundings(path: &Path, assessment: &Assessment, run: &Run) -> Surroundings {
    let named = assessment.pictures().into_iter().map(|p| p.text.trim());
    let mut left = picture::MAX_PIXELS;
    let pictures = named.map(|named| {
        let picture = workspace::picture(path, named);
        let picture = picture.and_then(|picture| picture.within(&mut left));
        (named.to_owned(), picture)
    });
    Surroundings {
        pictures: pictures.collect(),
        as_of: run.as_of,
        today: run.today,
        settings: Arc::clone(&run.setup.settings),
        fonts: Arc::clone(&run.setup.fonts),
        base: None,
        vocabulary: run.setup.vocabulary.clone(),
        path: run
            .setup
            .file
            .as_ref()
            .map_or(String::new(), |file| file.path_of(path)),
    }
}
