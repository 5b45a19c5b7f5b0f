//! `--baseline` and `--write-baseline`: only findings that are new count.

use std::path::{Path, PathBuf};

use super::CheckOptions;
use crate::lint::baseline::{Applied, Baseline, Looked, Unfit};
use crate::lint::file_report::FileReport;
use crate::lint::rules;
use crate::source::lang::Lang;
use crate::source::outward;
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

impl Args {
    /// To read a baseline, if so.
    pub(super) fn reading(baseline: Option<PathBuf>) -> Self {
        Args {
            baseline,
            write_baseline: None,
        }
    }

    /// The baseline that is read.
    pub(super) fn read(&self) -> Option<&Path> {
        self.baseline.as_deref()
    }

    /// The baseline that is written.
    pub(super) fn written(&self) -> Option<&Path> {
        self.write_baseline.as_deref()
    }
}

/// What to do with known findings.
pub(super) enum BaselineMode {
    Nothing,
    /// Take out what the file knows.
    Use(PathBuf, Baseline),
    /// Write all that is found, and keep what was known of files that the run does not look at.
    Write(PathBuf, Baseline),
}

impl BaselineMode {
    /// Reads the baseline that is asked for, before anything else is done.
    ///
    /// # Errors
    /// In words: it is missing, or no baseline.
    pub(super) fn of(args: &Args, lang: Lang) -> Result<BaselineMode, String> {
        if let Some(path) = &args.write_baseline {
            let older = older(path, lang)?;
            return Ok(BaselineMode::Write(path.clone(), older));
        }
        let Some(path) = &args.baseline else {
            return Ok(BaselineMode::Nothing);
        };
        let bytes = workspace::read_named(path).map_err(|error| error.message(lang))?;
        let text = String::from_utf8_lossy(&bytes);
        let baseline = Baseline::parse(&text).map_err(|why| no_baseline(path, &why, lang))?;
        Ok(BaselineMode::Use(path.clone(), baseline))
    }

    /// Takes the known findings out of the reports; gives what is to be said of them, and why the baseline could not be
    /// written, if so.
    pub(super) fn apply(
        &self,
        reports: &mut [FileReport],
        options: &CheckOptions,
        compared: bool,
    ) -> (String, Option<DiskError>) {
        let file = match self {
            BaselineMode::Nothing => return (String::new(), None),
            BaselineMode::Use(file, _) | BaselineMode::Write(file, _) => file,
        };
        let folder = folder_of(file);
        let looked = Looked {
            path: &|report| {
                let path = workspace::absolute(Path::new(report.source.name()));
                workspace::relative(&path, &folder)
            },
            ran: &|code| {
                let (stage, against) = (options.stage, options.against(compared));
                let settings = &options.setup.settings;
                rules::find(code)
                    .is_none_or(|rule| rules::is_enabled(rule, stage, against, settings))
            },
            exists: &|path| folder.join(path).exists(),
            lang: options.lang,
        };
        let (baseline, written) = match self {
            BaselineMode::Nothing => return (String::new(), None),
            BaselineMode::Use(_, baseline) => (baseline.clone(), false),
            BaselineMode::Write(_, older) => {
                let found = Baseline::of(reports, &looked);
                (found.with_rest(older.clone(), reports, &looked), true)
            }
        };
        // What is not written down is still new.
        if written && let Err(error) = workspace::write(file, baseline.render().as_bytes()) {
            return (String::new(), Some(error));
        }
        let applied = baseline.apply(reports, &looked);
        let summary = if written {
            written_summary(file, &applied, baseline.len(), options.lang)
        } else {
            used_summary(file, &applied, options.lang)
        };
        (summary, None)
    }
}

/// The folder of a baseline, from which it names assessments.
fn folder_of(baseline: &Path) -> PathBuf {
    let folder = workspace::absolute(baseline).parent().map(Path::to_owned);
    folder.unwrap_or_default()
}

/// What is already where a baseline is to be written.
///
/// # Errors
/// In words: it can't be read, or is no baseline. Nothing else is written over.
fn older(path: &Path, lang: Lang) -> Result<Baseline, String> {
    // What is missing, or is no file, is reported when it is written.
    let text = match path.is_file() {
        true => workspace::read(path).map_err(|error| error.message(lang))?,
        false => Vec::new(),
    };
    match String::from_utf8_lossy(&text).trim() {
        "" => Ok(Baseline::default()),
        text => Baseline::parse(text).map_err(|why| no_baseline_to_write(path, &why, lang)),
    }
}

fn no_baseline(path: &Path, why: &Unfit, lang: Lang) -> String {
    let path = path.display();
    let is_mandatory = matches!(why, Unfit::Mandatory(_));
    let why = why.message(lang);
    match lang {
        Lang::Ja if is_mandatory => format!("{path}: {why}。"),
        Lang::En if is_mandatory => format!("{path}: {why}"),
        Lang::Ja => format!(
            "{path}: 据え置きの一覧として読めません（{why}）。--write-baseline で書き直してください。"
        ),
        Lang::En => format!("{path}: no baseline ({why}); write it anew by --write-baseline"),
    }
}

fn no_baseline_to_write(path: &Path, why: &Unfit, lang: Lang) -> String {
    let (path, why) = (path.display(), why.message(lang));
    match lang {
        Lang::Ja => format!(
            "{path}: 据え置きの一覧ではないファイルなので、書き換えません（{why}）。別の名前にするか、要らないファイルなら消してください。"
        ),
        Lang::En => format!(
            "{path}: no baseline ({why}), so it is not written over; choose another name, or remove the file"
        ),
    }
}

fn written_summary(file: &Path, applied: &Applied, count: usize, lang: Lang) -> String {
    let (file, found) = (file.display(), applied.known);
    let others = count.saturating_sub(found);
    let kept = match (lang, others) {
        (_, 0) => String::new(),
        (Lang::Ja, _) => format!("点検していないものの{others}か所は、そのまま残しました。"),
        (Lang::En, _) => format!(" {others} that were not looked at are kept."),
    };
    match lang {
        Lang::Ja => {
            format!("指摘のある{found}か所を、据え置きの一覧 {file} に書きました。{kept}\n")
        }
        Lang::En => {
            format!("{found} place(s) with findings written to the baseline {file}.{kept}\n")
        }
    }
}

fn used_summary(file: &Path, applied: &Applied, lang: Lang) -> String {
    let (file, known) = (file.display(), applied.known);
    let stale: usize = applied.stale.iter().map(|(_, count)| count).sum();
    let mut out = match (lang, known) {
        (_, 0) => String::new(),
        (Lang::Ja, _) => format!("据え置きの一覧 {file} にある指摘{known}か所は示していません。\n"),
        (Lang::En, _) => format!("{known} place(s) of the baseline {file} are not shown.\n"),
    };
    if stale > 0 {
        out.push_str(&match lang {
            Lang::Ja => format!(
                "据え置きの一覧のうち{stale}か所は、もう当たりません。`--write-baseline {file}` で書き直せます。\n"
            ),
            Lang::En => format!(
                "{stale} place(s) of the baseline are gone; `--write-baseline {file}` writes it anew.\n"
            ),
        });
    }
    for ((path, known), count) in &applied.stale {
        let times = if *count > 1 {
            format!(" ×{count}")
        } else {
            String::new()
        };
        let line = format!(
            "  {} {} {}",
            known.rule,
            outward::words(path),
            outward::words(&known.item)
        );
        out.push_str(&format!("{}{times}\n", line.trim_end()));
    }
    out
}
