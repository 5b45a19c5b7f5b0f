//! `hyokasho check`: all findings at once.

use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;
use jiff::civil::Date as Day;
use rayon::prelude::*;
use similar::TextDiff;

use super::baseline::{self, Task};
use super::{
    Outcome, Run, SeverityArg, StageArg, check_all, eprint, look, print, settings, surroundings,
};
use crate::assessment::Assessment;
use crate::check::check_source;
use crate::diagnostic::{Lang, Safety, Severity};
use crate::fix;
use crate::japanese::dates;
use crate::report::human::{self, Look};
use crate::report::{FileReport, Summary, github, json, junit, sarif};
use crate::source::Source;
use crate::workspace::{self, DiskError};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 評価書のファイル、又は評価書を入れたフォルダー。省くと hyokasho.toml の paths
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// どの段階として点検するか（下書き draft、点検 review、公表 publish）。省くと hyokasho.toml の stage、なければ下書き
    #[arg(long, value_enum, value_name = "STAGE")]
    pub stage: Option<StageArg>,
    #[command(flatten)]
    pub settings: settings::Args,
    /// 出力の形（画面用 human、機械用 json、sarif、github、junit）
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// この重さ以上の指摘があれば終了状態を1にする（error、warning、info）
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
    /// 画面のほかにファイルにも出力する（例 sarif=result.sarif）。何度でも指定できる
    #[arg(long = "output", value_name = "FORMAT=FILE")]
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

/// An output beside the one on the screen: `sarif=FILE`.
#[derive(Clone)]
pub(super) struct Output {
    format: Format,
    file: PathBuf,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known =
            || "such as human=FILE, json=FILE, sarif=FILE, github=FILE, junit=FILE".to_owned();
        let (format, file) = text.split_once('=').ok_or_else(known)?;
        let format = Format::from_str(format, true).map_err(|_| known())?;
        if file.is_empty() {
            return Err(known());
        }
        Ok(Output {
            format,
            file: PathBuf::from(file),
        })
    }
}

pub(super) fn run(args: &Args, lang: Lang) -> Outcome {
    let setup = match settings::setup(&args.settings, &args.paths, lang) {
        Ok(setup) => setup,
        Err(message) => return Outcome::Failed(message),
    };
    let run = Run {
        stage: setup.stage(args.stage),
        as_of: args.as_of,
        today: Some(workspace::today()),
        lang,
        setup,
    };
    let known = match Task::of(&args.baseline, lang) {
        Ok(known) => known,
        Err(message) => return Outcome::Failed(message),
    };
    match check(args, &run, &known) {
        Ok(outcome) => outcome,
        Err(error) => Outcome::Failed(error.message(lang)),
    }
}

fn check(args: &Args, run: &Run, known: &Task) -> Result<Outcome, DiskError> {
    let lang = run.lang;
    let base = args.base.as_deref();
    let (mut reports, mut errors) = check_all(run, base)?;
    let mut left = None;
    if let Some(kind) = args.fix.or(args.diff.then_some(FixArg::Safe)) {
        let (mended, left_out) = mend(&reports, kind, run);
        left = Some(left_out);
        if args.diff {
            mended.iter().for_each(|m| print(&m.diff()));
        } else if !mended.is_empty() {
            for m in &mended {
                workspace::write(&m.path, &m.source.encode(&m.text))?;
            }
            (reports, errors) = check_all(run, base)?;
        }
    }
    let settled = known.settle(&mut reports, run, base.is_some())?;
    // What `--diff` prints is a patch; nothing else may stand in it.
    if !args.diff {
        print(&rendered(
            args.format,
            &reports,
            args.deny.into(),
            look(lang),
        ));
    }
    if args.format == Format::Human && !args.diff {
        print(&settled);
        print(&match left {
            Some(left) => left_out(left, lang),
            None => next_command(&reports, lang),
        });
    } else {
        eprint(&settled);
    }
    if args.format == Format::Github {
        workspace::job_summary(&github::summary(&reports, lang))?;
    }
    for output in &args.outputs {
        let plain = Look {
            colour: false,
            ..look(lang)
        };
        let text = rendered(output.format, &reports, args.deny.into(), plain);
        workspace::write(&output.file, text.as_bytes())?;
    }
    if !errors.is_empty() {
        return Ok(Outcome::Failed(errors.join("\nhyokasho: ")));
    }
    let denied = Summary::of(&reports).at_least(args.deny.into()) > 0;
    Ok(if denied {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
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

/// The one next command, where there is something that can be mended at once.
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
        (n, Lang::En) => format!("{n} of them can be mended by `hyokasho check --fix`.\n"),
    }
}

/// A file with its fixes applied.
struct Mended<'r> {
    path: PathBuf,
    source: &'r Source,
    text: String,
}

impl Mended<'_> {
    /// The change as a patch.
    fn diff(&self) -> String {
        let diff = TextDiff::from_lines(self.source.text(), &self.text);
        let (old, new) = (
            format!("a/{}", self.source.name()),
            format!("b/{}", self.source.name()),
        );
        diff.unified_diff().header(&old, &new).to_string()
    }
}

/// The files that fixes change, with their new text, and how many fixes were left out.
fn mend<'r>(reports: &'r [FileReport], kind: FixArg, run: &Run) -> (Vec<Mended<'r>>, usize) {
    let fixable = |r: &&FileReport| !r.is_settings && r.diagnostics.iter().any(|d| d.fix.is_some());
    let results: Vec<_> = reports
        .par_iter()
        .filter(fixable)
        .map(|report| {
            let source = &report.source;
            let path = PathBuf::from(source.name());
            let beside = |assessment: &Assessment| surroundings(&path, assessment, run);
            let check = |text: &str| {
                let source = Source::new(source.name(), text);
                check_source(&source, &beside, run.stage, run.lang).diagnostics
            };
            let fix::Mended { text, left } = fix::mend(source.text(), kind.into(), &check);
            let changed = text != source.text();
            let mended = changed.then_some(Mended { path, source, text });
            (mended, left)
        })
        .collect();
    let left = results.iter().map(|(_, left)| left).sum();
    (results.into_iter().filter_map(|(m, _)| m).collect(), left)
}

/// What is said of fixes that were left out.
fn left_out(left: usize, lang: Lang) -> String {
    match (left, lang) {
        (0, _) => String::new(),
        (n, Lang::Ja) => format!(
            "{n}件は、直すとほかのエラーになるか、字下げなどの読み方が確かでないため、直しませんでした。\n"
        ),
        (n, Lang::En) => {
            format!(
                "{n} were not mended: another error would come of it, or it is not certain how to read the lines.\n"
            )
        }
    }
}
