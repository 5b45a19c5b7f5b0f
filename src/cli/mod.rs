//! The commands; one file for each.

mod base;
mod baseline;
mod budget;
mod build;
mod changelog;
mod check;
mod companions;
mod compared;
mod completions;
mod desk;
mod diff;
mod explain;
mod export;
mod findings_page;
mod fixed;
mod fmt;
mod fonts;
mod forms;
mod held;
mod help;
mod import;
mod log;
pub mod lsp;
mod man;
mod mistakes;
mod mistyped;
mod names;
mod new;
mod options;
mod pdf;
mod review;
mod schema;
mod screen;
mod settings;
mod status;
mod templates;
mod terms;
mod unseen;
mod watch;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::builder::PossibleValue;
use clap::{Parser, Subcommand, ValueEnum};
use options::CheckOptions;
use rayon::prelude::*;
use screen::{colour, eprint, print};

use crate::assessment::{Assessment, newest_form};
use crate::assets::picture;
use crate::config::settings::{Exception, Pattern};
use crate::lint::engine::{self, check_assessment};
use crate::lint::exception::{Origin, Unused};
use crate::lint::file_report::FileReport;
use crate::lint::rules::{self, CheckInputs};
use crate::report::human::Look;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::{Lang, say};
use crate::source::{Source, Unreadable};
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
    /// 色を付けるか（auto は画面に出すときだけ、always、never）。環境変数 NO_COLOR、FORCE_COLOR でも指定できます
    #[arg(
        long = "color",
        alias = "colour",
        global = true,
        value_enum,
        default_value_t,
        value_name = "WHEN"
    )]
    colour: screen::Colour,
}

#[derive(Subcommand)]
enum Command {
    /// 評価書の下書きを作る。いくつかの問いに答えると、書く項目だけが様式の順に並ぶ
    New(new::Args),
    /// 評価書を点検し、指摘をすべて表示する
    Check(check::Args),
    /// 評価書の項目を様式の順に並べ、書き方をそろえる（記載の内容は変えない）
    Fmt(fmt::Args),
    /// 評価書を点検し、様式どおりの PDF と HTML を書き出す
    Build(build::Args),
    /// 評価書を、書き続けられる Excel 又は Word のファイルにする
    Export(export::Args),
    /// Excel、Word、PDF、HTML などの評価書を取り込み、YAML のファイルにする
    Import(import::Args),
    /// 二つの版の違いを、項目ごとに表示する
    Diff(diff::Args),
    /// 前の版から変わったのに別添３（変更箇所）に無い行を、表示する又は書き加える
    Changelog(changelog::Args),
    /// 評価書又は一つの項目が、どの版でどう変わったかを、別添３の行とともに表示する
    Log(log::Args),
    /// 点検記録（審議会の点検、意見聴取、答申の記録）から、報告、会議録、回答、答申などの書類を作る
    Review(review::Args),
    /// 評価書の一覧（公表日、見直しと再実施の期限、指摘の数）を表示する
    Status(status::Args),
    /// 様式の項目（何を、いつ、どう書くか）又は規則（何を、なぜ、どう直すか）を説明する
    Explain(explain::Args),
    /// 様式を JSON Schema（エディターが YAML の入力を助けるための定義）にする
    Schema(schema::Args),
    /// 保存するたびに評価書を点検し、新しい指摘と解消した指摘を表示する（終わるには Ctrl+C）
    Watch(watch::Args),
    /// 評価書を、ブラウザーの画面で様式どおりに書く（この端末の中だけで動く。終わるには Ctrl+C）
    Desk(desk::Args),
    /// エディターの中で点検、補完、説明、修正をするサーバー（言語サーバー）を動かす
    Lsp(lsp::Args),
    /// コマンドと指定をシェルで補完できるようにする
    Completions(completions::Args),
    /// コマンドの説明を、man で読める頁にする
    Man(man::Args),
}

#[derive(Clone, Copy, ValueEnum)]
enum LangArg {
    Ja,
    En,
}

/// A stage on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct StageArg(Stage);

impl ValueEnum for StageArg {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [StageArg; 3] = [
            StageArg(Stage::Draft),
            StageArg(Stage::Review),
            StageArg(Stage::Publish),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let StageArg(stage) = self;
        Some(PossibleValue::new(stage.id()).aliases(stage.words().iter().copied()))
    }
}

impl From<StageArg> for Stage {
    fn from(StageArg(stage): StageArg) -> Stage {
        stage
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum SeverityArg {
    #[default]
    #[value(alias = "エラー")]
    Error,
    #[value(alias = "注意")]
    Warning,
    #[value(alias = "参考")]
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

/// The rule of individual numbers.
const NUMBER: &str = "I001";

/// How a command ended that did what it could; what it could not do is an error in the words of the user.
enum Outcome {
    /// Exit status 0.
    Clean,
    /// Exit status 1.
    Findings,
}

/// Runs the program.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    cap_threads();
    // Nearly every command needs the form: it is read in parallel with the arguments and the files.
    rayon::spawn(|| _ = newest_form());
    let mut args: Vec<OsString> = args.into_iter().collect();
    if is_dropped(&args) {
        args.insert(1, OsString::from("desk"));
    }
    let lang = help::language(&args);
    let cli = match help::parse(&args, lang) {
        Ok(cli) => cli,
        Err(code) => return code,
    };
    screen::choose(cli.colour);
    let outcome = match cli.command {
        Command::New(args) => new::run(&args, lang),
        Command::Check(args) => check::run(&args, lang),
        Command::Fmt(args) => fmt::run(&args, lang),
        Command::Build(args) => build::run(&args, lang),
        Command::Export(args) => export::run(&args, lang),
        Command::Import(args) => import::run(&args, lang),
        Command::Diff(args) => diff::run(&args, lang),
        Command::Changelog(args) => changelog::run(&args, lang),
        Command::Log(args) => log::run(&args, lang),
        Command::Review(args) => review::run(&args, lang),
        Command::Status(args) => status::run(&args, lang),
        Command::Explain(args) => explain::run(&args, lang),
        Command::Schema(args) => schema::run(&args, lang),
        Command::Watch(args) => watch::run(&args, lang),
        Command::Desk(args) => desk::run(&args, lang),
        Command::Lsp(args) => lsp::run(&args, lang),
        Command::Completions(args) => completions::run(&args, lang),
        Command::Man(args) => man::run(&args, lang),
    };
    exit(outcome, lang)
}

/// Whether the program was started in a window with a file or folder alone, as when that is dropped on it: the desk opens
/// it. Commands come before files of their name.
fn is_dropped(args: &[OsString]) -> bool {
    let [_, named] = args else {
        return false;
    };
    let is_command = named
        .to_str()
        .is_some_and(|name| name.starts_with('-') || help::is_command(name));
    !is_command && std::io::stdout().is_terminal() && Path::new(named).exists()
}

/// Says what is left to be said, and gives the exit status.
fn exit(outcome: Result<Outcome, String>, lang: Lang) -> ExitCode {
    let unwritten = screen::failure(lang);
    let is_unwritten = unwritten.is_some();
    let failed = outcome.as_ref().err();
    for message in failed.into_iter().chain(&unwritten) {
        eprint(&format!("hyokasho: {message}\n"));
    }
    match outcome {
        _ if is_unwritten => ExitCode::from(2),
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(_) => ExitCode::from(2),
    }
}

impl Outcome {
    /// Whether something is denied.
    ///
    /// # Errors
    /// All that failed.
    fn of(errors: &[String], denied: bool) -> Result<Self, String> {
        match (errors, denied) {
            ([], true) => Ok(Outcome::Findings),
            ([], false) => Ok(Outcome::Clean),
            (errors, _) => Err(errors.join("\nhyokasho: ")),
        }
    }
}

/// As many threads as are asked for, up to what a machine can use: a million of them take longer to start than any work.
fn cap_threads() {
    const MOST_THREADS: usize = 256;
    let asked = std::env::var("RAYON_NUM_THREADS").ok();
    let asked = asked.and_then(|text| text.trim().parse::<usize>().ok());
    if asked.is_some_and(|asked| asked > MOST_THREADS) {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(MOST_THREADS);
        let _ = pool.build_global();
    }
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

/// Writes what was made of a file, or says in words why there is none.
fn save(out: &Path, made: Result<Vec<u8>, String>, of: &Path, lang: Lang) -> Result<(), String> {
    let bytes = made.map_err(|why| format!("{}: {why}", of.display()))?;
    workspace::write(out, &bytes).map_err(|error| error.message(lang))
}

/// A command that writes several files needs a folder for them.
///
/// # Errors
/// Standard output was named.
fn takes_folder(out: &Path, lang: Lang) -> Result<(), String> {
    if out != Path::new(workspace::STANDARD_OUTPUT) {
        return Ok(());
    }
    Err(say!(
        lang,
        "いくつものファイルを書き出すので、-o にはフォルダーを指定してください。",
        "this writes several files, so -o wants a folder"
    ))
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

/// What a run looked at.
#[derive(Default)]
struct Looked {
    /// The files of the reports, in their order.
    paths: Vec<PathBuf>,
    /// What was found in them, and then what is to be said of the settings.
    reports: Vec<FileReport>,
    /// What could not be looked at.
    errors: Vec<String>,
    /// What is gone since the base.
    gone: String,
}

/// Reads and checks the assessments that paths name, several at a time, in the order of their names.
/// Files that can't be read, or compared with `base`, are reported with the others.
fn check_all(options: &CheckOptions, base: Option<&str>) -> Looked {
    let files = &options.setup.found.files;
    if let Some(base) = base.filter(|base| files.len() > 1 && base::names_a_file(base)) {
        return Looked {
            errors: vec![one_for_many(base, options.lang)],
            ..Looked::default()
        };
    }
    let check = |path: &PathBuf| {
        let loaded = Loaded::read(path, options.lang).map_err(|e| e.message(options.lang))?;
        let Some(base) = base else {
            return Ok((loaded.report(options, None), None));
        };
        let version = base::read(base, path, options.lang)?;
        let met = version.path().map(str::to_owned);
        Ok((loaded.report(options, Some(&version)), met))
    };
    // Runs inside the pool: each part submitted from outside wakes a worker.
    let results: Vec<Result<(FileReport, Option<String>), String>> =
        rayon::scope(|_| files.par_iter().map(check).collect());
    let mut met = BTreeSet::new();
    let mut looked = Looked::default();
    for (path, result) in files.iter().zip(results) {
        match result {
            Ok((report, was)) => {
                looked.paths.push(path.clone());
                looked.reports.push(report);
                met.extend(was);
            }
            Err(error) => looked.fail(path, error),
        }
    }
    looked.conclude(options, base, &met);
    looked
}

impl Looked {
    /// Takes up a file that could not be looked at: every report says what the status of the run says.
    fn fail(&mut self, path: &Path, error: String) {
        let name = path.display().to_string();
        self.paths.push(path.to_owned());
        self.reports.push(FileReport::failed(&name, error.clone()));
        self.errors.push(error);
    }

    /// Adds what can be said once all files are looked at.
    fn conclude(&mut self, options: &CheckOptions, base: Option<&str>, met: &BTreeSet<String>) {
        for missed in &options.setup.found.errors {
            self.fail(missed.path(), missed.message(options.lang));
        }
        let is_whole = self.errors.is_empty();
        self.reports.extend(of_settings(
            options,
            base.is_some(),
            &self.paths,
            &self.reports,
            is_whole,
        ));
        match unseen::gone(&options.setup, base, met, options.lang) {
            Ok(gone) => self.gone = gone,
            // Where no file could be compared, that has been said.
            Err(error) if is_whole => self.errors.push(error),
            Err(_) => {}
        }
    }

    /// What was not looked at, in words.
    fn unseen(&self, options: &CheckOptions) -> String {
        unseen::message(&options.setup, options.lang) + &self.gone
    }
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
/// exception for files that the run did not look at, or could not read, may still be of use there.
fn of_settings(
    options: &CheckOptions,
    compared: bool,
    paths: &[PathBuf],
    reports: &[FileReport],
    is_whole: bool,
) -> Option<FileReport> {
    let file = options.setup.file.as_ref()?;
    let suppressed = reports.iter().flat_map(|r| &r.suppressed);
    let used = suppressed.filter_map(|s| match s.origin {
        Origin::Settings(n) => Some(n),
        Origin::Comment | Origin::Block => None,
    });
    let checked: Vec<(String, bool)> = paths
        .iter()
        .zip(reports)
        .map(|(path, report)| (file.path_of(path), report.is_whole))
        .collect();
    let unused = |e: &Exception| {
        let named = e.file.as_ref().map(Pattern::as_str);
        let is_all =
            is_whole && file.whole || checked.iter().any(|(path, _)| named == Some(path.as_str()));
        let mut covered = checked.iter().filter(|(path, _)| e.covers(path)).peekable();
        if !is_all || checked.iter().all(|(_, is_read)| !is_read) {
            None
        } else if covered.peek().is_none() {
            Some(Unused::NoFile)
        } else {
            covered
                .all(|(_, is_read)| *is_read)
                .then_some(Unused::NoFinding)
        }
    };
    let settings = &options.setup.settings;
    let diagnostics = rules::u::unused_settings(
        settings,
        (options.stage, options.against(compared)),
        &used.collect(),
        &unused,
        options.lang,
    );
    (!diagnostics.is_empty()).then(|| FileReport::of_settings(file.source.clone(), diagnostics))
}

fn is_standard_input(path: &Path) -> bool {
    path == Path::new(workspace::STANDARD_INPUT)
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
    fn read(path: &Path, lang: Lang) -> Result<Self, DiskError> {
        let bytes = workspace::read_any(path)?;
        // What is no YAML is read as `import` reads it.
        let read = import::as_yaml(path, &bytes, lang)?;
        let (bytes, origin) = match read {
            Some(read) => (read.yaml.into_bytes(), Some(read.origin)),
            None => (bytes, None),
        };
        let name = workspace::shown_input(path, lang);
        let source = Source::from_bytes(name.as_str(), &bytes);
        let source = match origin {
            Some(origin) => source.map(|source| source.made_from(origin)),
            None => source,
        };
        Ok(Loaded {
            path: path.to_owned(),
            name,
            #[cfg(feature = "pdf")]
            bytes,
            source,
        })
    }

    /// All findings of the file, compared with a version if there is one.
    fn report(self, options: &CheckOptions, base: Option<&base::Version>) -> FileReport {
        let source = match self.source {
            Ok(source) => source,
            Err(why) => {
                let unreadable = rules::unreadable(why, options.lang);
                return FileReport::of(Source::new(self.name, ""), vec![unreadable]);
            }
        };
        let older = base.and_then(base::Version::open);
        let inputs_of = |assessment: &Assessment| {
            inputs_against(&self.path, assessment, options, base, older.as_ref())
        };
        let checked = engine::check_source(&source, &inputs_of, options.stage, options.lang);
        FileReport::checked(source, checked)
    }
}

/// All findings of an assessment that is open.
fn report_of(assessment: &Assessment, inputs: &CheckInputs, lang: Lang) -> FileReport {
    let checked = check_assessment(assessment, inputs, lang);
    FileReport::checked(assessment.source.clone(), checked)
}

/// What the check finds in a text of a file, which need not be the one on the disk.
fn check_text(source: &Source, path: &Path, options: &CheckOptions) -> engine::Checked {
    let inputs_of = |assessment: &Assessment| check_inputs(path, assessment, options);
    engine::check_source(source, &inputs_of, options.stage, options.lang)
}

/// The other inputs of a check that compares with a version, if there is one; `older` is what it says.
fn inputs_against(
    path: &Path,
    assessment: &Assessment,
    options: &CheckOptions,
    base: Option<&base::Version>,
    older: Option<&Assessment>,
) -> CheckInputs {
    let inputs = check_inputs(path, assessment, options);
    CheckInputs {
        base: base.and_then(|version| version.as_base(older, assessment)),
        companions: companions::with_former(inputs.companions, base, options.lang),
        ..inputs
    }
}

/// The other inputs of a check.
fn check_inputs(path: &Path, assessment: &Assessment, options: &CheckOptions) -> CheckInputs {
    let named = assessment.pictures().into_iter().map(|p| p.text.trim());
    let mut left = picture::MAX_PIXELS;
    let pictures = named.map(|named| {
        let picture = workspace::picture(path, named);
        let picture = picture.and_then(|picture| picture.within(&mut left));
        (named.to_owned(), picture)
    });
    CheckInputs {
        pictures: pictures.collect(),
        as_of: options.as_of,
        today: Some(options.today),
        settings: Arc::clone(&options.setup.settings),
        fonts: Arc::clone(&options.setup.fonts),
        base: None,
        vocabulary: options.setup.vocabulary.clone(),
        beside: Arc::clone(&options.beside),
        companions: options.library.companions(path, assessment),
        path: options
            .setup
            .file
            .as_ref()
            .map_or(String::new(), |file| file.path_of(path)),
    }
}
