//! `hyokasho status`: all assessments with their deadlines and findings, one line each.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date as Day;
use rayon::prelude::*;

use super::{
    CheckOptions, Loaded, Outcome, StageArg, check_inputs, eprint, look, print, review, settings,
    unseen,
};
use crate::assessment::{self, Assessment};
use crate::document::render::status::{self, Status};
use crate::document::view::overview::Entry;
use crate::source::lang::Lang;
use crate::workspace::{self, DiskError};

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
    /// 出力の形（画面用 human、機械用 json）
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// いつの日の状況か（例 2026-04-01、令和8年4月1日）。省くと今日
    #[arg(long = "as-of", value_parser = super::check::day, value_name = "DATE")]
    pub status_of: Option<Day>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    #[default]
    Human,
    Json,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let mut setup = settings::setup(&args.settings, &args.paths, lang)?;
    let records = review::set_aside(&mut setup);
    let now = args.status_of.unwrap_or_else(workspace::today);
    let options = CheckOptions {
        today: now,
        ..CheckOptions::of(setup, args.stage, args.status_of, lang)
    };
    let files = &options.setup.found.files;
    let lines: Vec<_> = files
        .par_iter()
        .map(|path| entry(path, &options, now))
        .collect();
    let missed = options.setup.found.errors.iter();
    let mut errors: Vec<String> = missed.map(|error| error.message(lang)).collect();
    let mut entries = Vec::new();
    for (path, line) in files.iter().zip(lines) {
        match line {
            Ok(entry) => entries.push((path.display().to_string(), entry)),
            Err(error) => errors.push(error.message(lang)),
        }
    }
    let passed_by = review::passed_by(&records, "review status", lang);
    let unseen = unseen::message(&options.setup, lang) + &passed_by;
    let status = Status {
        now,
        stage: options.stage,
        entries,
    };
    if !status.entries.is_empty() {
        print(&match args.format {
            Format::Human => status::human(&status, lang, look(lang).width),
            Format::Json => status::json(&status),
        });
    }
    match args.format {
        Format::Human => print(&unseen),
        Format::Json => eprint(&unseen),
    }
    Outcome::of(&errors, false)
}

/// The line of a file; one without a form to lay it over is named by the file.
pub(super) fn entry(path: &Path, options: &CheckOptions, now: Day) -> Result<Entry, DiskError> {
    let loaded = Loaded::read(path, options.lang)?;
    let name = workspace::shown(path).display().to_string();
    let Ok(source) = &loaded.source else {
        return Ok(Entry::unread(&name, &loaded.report(options, None)));
    };
    let document = assessment::read(source);
    let Ok(assessment) = Assessment::open(source, &document, options.stage) else {
        return Ok(Entry::unread(&name, &loaded.report(options, None)));
    };
    let report = super::report_of(
        &assessment,
        &check_inputs(path, &assessment, options),
        options.lang,
    );
    Ok(Entry::of(&assessment, &report, Some(now)))
}
