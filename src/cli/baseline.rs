//! `--baseline` and `--write-baseline`: only findings that are new count.

use std::path::{Path, PathBuf};

use super::Run;
use crate::baseline::{Applied, Baseline};
use crate::diagnostic::Lang;
use crate::report::FileReport;
use crate::rules;
use crate::workspace::{self, DiskError};

#[derive(clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// 据え置きの一覧（--write-baseline で書いたもの）にある指摘を、数だけ示す
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// いまある指摘を、据え置きの一覧としてファイルに書く
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
}

/// What to do with known findings.
pub(super) enum Task {
    Nothing,
    /// Take out what the file knows.
    Use(PathBuf, Baseline),
    /// Write all that is found.
    Write(PathBuf),
}

impl Task {
    /// Reads the baseline that is asked for, before anything else is done.
    ///
    /// # Errors
    /// In words: it is missing, or no baseline.
    pub(super) fn of(args: &Args, lang: Lang) -> Result<Task, String> {
        if let Some(path) = &args.write_baseline {
            return Ok(Task::Write(path.clone()));
        }
        let Some(path) = &args.baseline else {
            return Ok(Task::Nothing);
        };
        let bytes = workspace::read_named(path).map_err(|error| error.message(lang))?;
        let text = String::from_utf8_lossy(&bytes);
        let baseline = Baseline::parse(&text).map_err(|why| no_baseline(path, &why, lang))?;
        Ok(Task::Use(path.clone(), baseline))
    }

    /// Takes the known findings out of the reports; gives what is to be said of them.
    ///
    /// # Errors
    /// Where the baseline can't be written.
    pub(super) fn settle(
        &self,
        reports: &mut [FileReport],
        run: &Run,
    ) -> Result<String, DiskError> {
        let (file, baseline, written) = match self {
            Task::Nothing => return Ok(String::new()),
            Task::Use(file, baseline) => (file, baseline.clone(), false),
            Task::Write(file) => (file, Baseline::of(reports, &path_from(file)), true),
        };
        if written {
            workspace::write(file, baseline.render().as_bytes())?;
        }
        let ran = |code: &str| {
            rules::find(code).is_none_or(|rule| rules::runs(rule, run.stage, &run.setup.settings))
        };
        let applied = baseline.apply(reports, &path_from(file), &ran);
        Ok(if written {
            told_written(file, baseline.len(), run.lang)
        } else {
            told_used(file, &applied, run.lang)
        })
    }
}

/// How assessments are named: by their path from the folder of the baseline.
fn path_from(baseline: &Path) -> impl Fn(&FileReport) -> String {
    let folder = workspace::absolute(baseline).parent().map(Path::to_owned);
    let folder = folder.unwrap_or_default();
    move |report| {
        let path = workspace::absolute(Path::new(report.source.name()));
        workspace::relative(&path, &folder)
    }
}

fn no_baseline(path: &Path, why: &str, lang: Lang) -> String {
    let path = path.display();
    let firm = rules::is_firm(why);
    match lang {
        Lang::Ja if firm => format!("{path}: {why} の指摘は据え置けません。"),
        Lang::En if firm => format!("{path}: {why} can't be in a baseline"),
        Lang::Ja => format!(
            "{path}: 据え置きの一覧として読めません（{why}）。--write-baseline で書き直してください。"
        ),
        Lang::En => format!("{path}: no baseline ({why}); write it anew by --write-baseline"),
    }
}

fn told_written(file: &Path, count: usize, lang: Lang) -> String {
    let file = file.display();
    match lang {
        Lang::Ja => format!("{count}件の指摘を、据え置きの一覧 {file} に書きました。\n"),
        Lang::En => format!("{count} finding(s) written to the baseline {file}.\n"),
    }
}

fn told_used(file: &Path, applied: &Applied, lang: Lang) -> String {
    let (file, known) = (file.display(), applied.known);
    let stale: usize = applied.stale.iter().map(|(_, count)| count).sum();
    let mut out = match (lang, known) {
        (_, 0) => String::new(),
        (Lang::Ja, _) => format!("据え置きの一覧 {file} にある指摘{known}件は示していません。\n"),
        (Lang::En, _) => format!("{known} finding(s) of the baseline {file} are not shown.\n"),
    };
    if stale > 0 {
        out.push_str(&match lang {
            Lang::Ja => format!(
                "据え置きの一覧のうち{stale}件は、もう当たりません。`--write-baseline {file}` で書き直せます。\n"
            ),
            Lang::En => format!(
                "{stale} finding(s) of the baseline are gone; `--write-baseline {file}` writes it anew.\n"
            ),
        });
    }
    for (known, count) in &applied.stale {
        let times = if *count > 1 {
            format!(" ×{count}")
        } else {
            String::new()
        };
        let line = format!("  {} {} {}", known.rule, known.file, known.item);
        out.push_str(&format!("{}{times}\n", line.trim_end()));
    }
    out
}
