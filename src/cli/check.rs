//! `hyokasho check`: all findings at once.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Outcome, SeverityArg, StageArg, check_all, look, print};
use crate::diagnostic::{Lang, Safety};
use crate::report::human;
use crate::report::{FileReport, Summary, json};
use crate::workspace::{self, DiskError};
use crate::yaml::edit;

#[derive(clap::Args)]
pub(super) struct Args {
    /// 評価書のファイル、又は評価書を入れたフォルダー
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// どの段階として点検するか（下書き draft、点検 review、公表 publish）
    #[arg(long, value_enum, default_value_t, value_name = "STAGE")]
    pub stage: StageArg,
    /// 出力の形（画面用 human、機械用 json）
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// この重さ以上の指摘があれば終了状態を1にする（error、warning、info）
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    pub deny: SeverityArg,
    /// 直し方が確かな指摘を直して書き込む（--fix=unsafe は、見直しが要る直しも含む）
    #[arg(long, value_enum, num_args = 0..=1, require_equals = true, default_missing_value = "safe", value_name = "KIND")]
    pub fix: Option<FixArg>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    #[default]
    Human,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FixArg {
    Safe,
    Unsafe,
}

pub(super) fn run(args: &Args, lang: Lang) -> Outcome {
    let stage = args.stage.into();
    let checked =
        check_all(&args.paths, stage, lang).and_then(|(reports, errors)| match args.fix {
            Some(kind) if mend(&reports, kind)? => check_all(&args.paths, stage, lang),
            _ => Ok((reports, errors)),
        });
    let (reports, errors) = match checked {
        Ok(checked) => checked,
        Err(error) => return Outcome::Failed(error.message(lang)),
    };
    print(&match args.format {
        Format::Json => json::render(&reports),
        Format::Human => human::render(&reports, look(lang)) + &next_command(&reports, lang),
    });
    if !errors.is_empty() {
        return Outcome::Failed(
            errors
                .iter()
                .map(|e| e.message(lang))
                .collect::<Vec<_>>()
                .join("\nhyokasho: "),
        );
    }
    if Summary::of(&reports).at_least(args.deny.into()) > 0 {
        Outcome::Findings
    } else {
        Outcome::Clean
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

/// Applies fixes and writes the files that changed; tells whether any did.
fn mend(reports: &[FileReport], kind: FixArg) -> Result<bool, DiskError> {
    let mut changed = false;
    for report in reports {
        let wanted = |safety: Safety| safety == Safety::Safe || kind == FixArg::Unsafe;
        let fixes = report
            .diagnostics
            .iter()
            .filter_map(|d| d.fix.as_ref())
            .filter(|f| wanted(f.safety));
        let edits: Vec<_> = fixes.flat_map(|f| f.edits.iter().cloned()).collect();
        if edits.is_empty() {
            continue;
        }
        let path = PathBuf::from(report.source.name());
        let mended = edit::apply(report.source.text(), &edits).text;
        workspace::write(&path, &report.source.encode(&mended))?;
        changed = true;
    }
    Ok(changed)
}
