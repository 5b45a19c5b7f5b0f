//! `hyokasho check`: all findings at once.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::ValueEnum;
use jiff::civil::Date as Day;

use super::baseline::{self, BaselineMode};
use super::fixed::FixedFile;
use super::{
    CheckOptions, Looked, Outcome, SeverityArg, StageArg, check_all, eprint, fixed,
    is_standard_input, look, print, settings,
};
use crate::cli::screen::print_patch;
use crate::japanese::dates;
use crate::lint::file_report::{FileReport, Summary};
use crate::report::human::{self, Look};
use crate::report::{github, json, junit, sarif};
use crate::source::diagnostic::{Safety, Severity};
use crate::source::lang::Lang;
use crate::workspace::{self, Claims, DiskError, STANDARD_OUTPUT};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 評価書のファイル、又は評価書を入れたフォルダー。省くと hyokasho.toml の paths
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// どの段階として点検するか（下書き、点検、公表。draft、review、publish でもよい）。省くと hyokasho.toml の stage、なければ下書き
    #[arg(long, value_enum, value_name = "STAGE")]
    pub stage: Option<StageArg>,
    #[command(flatten)]
    pub settings: settings::Args,
    /// 出力の形（画面用 human、機械用 json、sarif、github、junit）
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// この重さ以上の指摘があれば終了状態を1にする（エラー、注意、参考。error、warning、info でもよい）
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    pub deny: SeverityArg,
    /// 直し方が確かな指摘を直して書き込む（--fix=unsafe は、見直しが要る直しも含む）
    #[arg(long, value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "safe", value_name = "KIND")]
    pub fix: Option<FixArg>,
    /// 直しを書き込まずに、変更の差分として表示する
    #[arg(long)]
    pub diff: bool,
    /// いつの法令と期限で点検するか（例 2026-04-01、令和8年4月1日）。省くと公表日、公表日がなければ今日
    #[arg(long, value_parser = day, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// この版と比べて、変わった項目が別添３に書かれているかも点検する: git の版、REV:パス、又は旧版のファイル
    #[arg(long, value_name = "REV|FILE")]
    pub base: Option<String>,
    /// 画面のほかにファイルにも出力する（例 sarif=result.sarif。ファイルを - とすると標準出力）。何度でも指定できる
    #[arg(short = 'o', long = "output", value_name = "FORMAT=FILE")]
    pub outputs: Vec<Output>,
    #[command(flatten)]
    pub baseline: baseline::Args,
}

/// A day in any usual writing.
pub(super) fn day(text: &str) -> Result<Day, String> {
    dates::date(text)
        .map(|date| date.day)
        .ok_or_else(|| "such as 2026-04-01, 令和8年4月1日".into())
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    #[default]
    Human,
    Json,
    Sarif,
    Github,
    Junit,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FixArg {
    Safe,
    Unsafe,
}

impl From<FixArg> for Safety {
    fn from(fix: FixArg) -> Safety {
        match fix {
            FixArg::Safe => Safety::Safe,
            FixArg::Unsafe => Safety::Unsafe,
        }
    }
}

/// An output besides the one on the screen: `sarif=FILE`.
#[derive(Clone)]
pub(super) struct Output {
    /// None for `-` alone: that of the screen.
    format: Option<Format>,
    file: PathBuf,
}

impl Output {
    /// Whether it takes the place of what is on the screen.
    fn is_standard(&self) -> bool {
        self.file == Path::new(STANDARD_OUTPUT)
    }
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known =
            || "such as human=FILE, json=FILE, sarif=FILE, github=FILE, junit=FILE".to_owned();
        if text == STANDARD_OUTPUT {
            return Ok(Output {
                format: None,
                file: PathBuf::from(text),
            });
        }
        let (format, file) = text.split_once('=').ok_or_else(known)?;
        let format = Format::from_str(format, true).map_err(|_| known())?;
        if file.is_empty() {
            return Err(known());
        }
        Ok(Output {
            format: Some(format),
            file: PathBuf::from(file),
        })
    }
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let setup = settings::setup(&args.settings, &args.paths, lang)?;
    let options = CheckOptions::of(setup, args.stage, args.as_of, lang);
    let known = BaselineMode::of(&args.baseline, lang)?;
    allowed(args, &options)?;
    check(args, &options, &known)
}

/// Whether what is to be written may be: no output takes the place of what the run reads.
fn allowed(args: &Args, options: &CheckOptions) -> Result<(), String> {
    let files = &options.setup.found.files;
    if args.fix.is_some() && !args.diff && files.iter().any(|path| is_standard_input(path)) {
        return Err(match options.lang {
            Lang::Ja => {
                "標準入力は書き換えられないので、--fix は使えません。--diff で直しを表示できます。"
                    .into()
            }
            Lang::En => {
                "standard input can't be rewritten, so --fix is of no use; --diff shows the fixes"
                    .into()
            }
        });
    }
    let standard = args.outputs.iter().filter(|output| output.is_standard());
    if standard.count() > 1 {
        let twice = DiskError::TwoOutputs(PathBuf::from(STANDARD_OUTPUT));
        return Err(twice.message(options.lang));
    }
    let base = args.base.iter().map(PathBuf::from);
    let read = args.baseline.read().map(PathBuf::from);
    let inputs = files.iter().chain(&options.setup.inputs).cloned();
    let mut claims = Claims::on(inputs.chain(base).chain(read));
    let outputs = args.outputs.iter().map(|output| output.file.as_path());
    for path in outputs.chain(args.baseline.written()) {
        claims
            .output(path)
            .map_err(|error| error.message(options.lang))?;
    }
    Ok(())
}

fn check(args: &Args, options: &CheckOptions, known: &BaselineMode) -> Result<Outcome, String> {
    let lang = options.lang;
    let base = args.base.as_deref();
    let mut looked = check_all(options, base);
    let (mut summary, mut unwritten) = (None, Vec::new());
    if let Some(kind) = args.fix.or(args.diff.then_some(FixArg::Safe)) {
        let foreign = looked.paths.iter().zip(&looked.reports);
        let foreign = foreign.filter(|(_, report)| report.source.origin().is_some());
        unwritten.extend(foreign.map(|(path, _)| DiskError::NotYaml(path.clone())));
        let mut files = fixed::fix_all(&looked, kind.into(), options);
        let changed = files.iter().any(FixedFile::changed);
        if args.diff {
            let changed = files.iter().filter(|m| m.changed());
            changed.for_each(|m| print_patch(&m.diff()));
        } else {
            // Also where there is nothing to fix any more.
            looked.paths.iter().for_each(|path| workspace::tidy(path));
            // What could not be written was not fixed.
            files.retain(|m| {
                let failed = m.changed().then(|| m.write(options).err()).flatten();
                let is_written = failed.is_none();
                unwritten.extend(failed);
                is_written
            });
        }
        summary = Some(fixed::summary(&files, lang));
        if changed && !args.diff {
            looked = check_all(options, base);
        }
    }
    let (baseline_note, failed) = known.apply(&mut looked.reports, options, base.is_some());
    unwritten.extend(failed);
    let unseen = looked.unseen(options);
    let Looked {
        reports, errors, ..
    } = looked;
    let level = args.deny.into();
    let plain = Look {
        colour: false,
        ..look(lang)
    };
    // What is asked for on standard output stands alone there.
    let is_taken = args.outputs.iter().any(Output::is_standard);
    // Where nothing was looked at, there is nothing to report but that. What `--diff` prints is a patch.
    if !args.diff && !reports.is_empty() {
        let of_screen = |look| rendered(args.format, &reports, level, look);
        match args.outputs.iter().find(|output| output.is_standard()) {
            None => print(&of_screen(look(lang))),
            Some(Output {
                format: Some(_), ..
            }) => eprint(&of_screen(plain)),
            Some(Output { format: None, .. }) => {}
        }
    }
    if args.format == Format::Human && !args.diff && !is_taken {
        print(&baseline_note);
        print(&unseen);
        print(&summary.unwrap_or_else(|| next_command(&reports, lang)));
    } else {
        eprint(&baseline_note);
        eprint(&unseen);
        eprint(&summary.filter(|_| !args.diff).unwrap_or_default());
    }
    if args.format == Format::Github {
        let summary = workspace::job_summary(&github::summary(&reports, lang));
        unwritten.extend(summary.err());
    }
    for output in &args.outputs {
        let format = output.format.unwrap_or(args.format);
        let text = rendered(format, &reports, level, plain);
        unwritten.extend(workspace::write(&output.file, text.as_bytes()).err());
    }
    let mut errors = errors;
    errors.extend(unwritten.iter().map(|error| error.message(lang)));
    Outcome::of(&errors, Summary::of(&reports).at_least(level) > 0)
}

fn rendered(format: Format, reports: &[FileReport], denied: Severity, look: Look) -> String {
    let lang = look.lang;
    match format {
        Format::Human => human::render(reports, look),
        Format::Json => json::render(reports),
        Format::Sarif => sarif::render(reports, lang),
        Format::Github => github::render(reports, lang),
        Format::Junit => junit::render_denying(reports, denied, lang),
    }
}

/// The one next command, where there is something that can be fixed at once.
fn next_command(reports: &[FileReport], lang: Lang) -> String {
    let safe = |r: &FileReport| {
        r.diagnostics
            .iter()
            .filter(|d| d.fix.as_ref().is_some_and(|f| f.safety == Safety::Safe))
            .count()
    };
    match (reports.iter().map(safe).sum::<usize>(), lang) {
        (0, _) => String::new(),
        (n, Lang::Ja) => format!("うち{n}件は `hyokasho check --fix` で直せます。\n"),
        (n, Lang::En) => format!("{n} of them can be fixed by `hyokasho check --fix`.\n"),
    }
}
