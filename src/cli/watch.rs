//! `hyokasho watch`: checks again on each save, and says what came and what went.

mod settle;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use jiff::civil::Date as Day;
use rayon::prelude::*;

use self::settle::Settle;
use super::baseline::{self, BaselineMode};
use super::{CheckOptions, Looked, Outcome, StageArg, check_all, eprint, is_standard_input};
use super::{look, print, screen, settings};
use crate::assessment::{self, Assessment};
use crate::config::terms;
use crate::lint::file_report::{FileReport, Summary};
use crate::lint::moved::{LastKnown, News};
use crate::report::human;
use crate::source::diagnostic::Stage;
use crate::source::lang::{Lang, say};
use crate::workspace::{self, folder_of};

/// How long a look for something new is away from the next, and where there is something.
const PAUSE: Duration = Duration::from_millis(300);
const SHORT_PAUSE: Duration = Duration::from_millis(100);

/// How many names are listed.
const NAMED: usize = 3;

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
    /// いつの法令と期限で点検するか（例 2026-04-01、令和8年4月1日）。省くと公表日、公表日がなければ今日
    #[arg(long, value_parser = super::check::day, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// この版と比べて、変わった項目が別添３に書かれているかも点検する: git の版、REV:パス、又は旧版のファイル
    #[arg(long, value_name = "REV|FILE")]
    pub base: Option<String>,
    /// 据え置きの一覧（check --write-baseline で書いたもの）にある指摘を示さない
    #[arg(long = "baseline", value_name = "FILE")]
    pub watched_baseline: Option<PathBuf>,
}

/// One check.
struct Round {
    options: CheckOptions,
    looked: Looked,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    if args.paths.iter().any(|path| is_standard_input(path)) {
        return Err(say!(
            lang,
            "標準入力は見守れません。ファイルかフォルダーを指定してください。",
            "standard input can't be watched; name files or folders"
        ));
    }
    // What is saved during the first check is new after it.
    let named = settings::setup(&args.settings, &args.paths, lang)?.paths;
    let mut paths: Vec<PathBuf> = named.iter().map(as_shown).collect();
    let mut settle = Settle::on(stamps(&paths));
    let round = check(args, lang)?;
    if round.looked.reports.iter().all(|r| r.failure.is_some()) {
        return Err(round.looked.errors.join("\nhyokasho: "));
    }
    let mut unseen = round.looked.unseen(&round.options);
    let mut errors = round.looked.errors.clone();
    print(&human::render(&round.looked.reports, look(lang)));
    print(&unseen);
    errors.iter().for_each(|error| complain(error));
    print(&say!(
        lang,
        "保存するたびに点検します（終わるには Ctrl+C）。\n",
        "Checking on each save (Ctrl+C to stop).\n"
    ));
    let mut known = LastKnown::default();
    let next = watched(args, &round);
    settle.go_on(stamps(&next), &stamps(&paths));
    paths = next;
    known.take(round.looked.reports, lang);
    let mut took = Duration::ZERO;
    while !screen::is_gone() {
        let pause = if settle.is_waiting() {
            SHORT_PAUSE
        } else {
            PAUSE
        };
        // On a slow drive, most of the time is still left to others.
        thread::sleep(pause.max(3 * took));
        let begun = Instant::now();
        let now = stamps(&paths);
        took = begun.elapsed();
        let Some(changed) = settle.next(now) else {
            continue;
        };
        let round = match check(args, lang) {
            Ok(round) => round,
            Err(error) => {
                // Such as a mistake in the settings; what they name is still watched.
                print(&format!("{}\n", heading(&changed, lang)));
                complain(&error);
                continue;
            }
        };
        let next = watched(args, &round);
        settle.go_on(stamps(&next), &stamps(&paths));
        paths = next;
        let new = |error: &&String| !errors.contains(error);
        round
            .looked
            .errors
            .iter()
            .filter(new)
            .for_each(|e| complain(e));
        errors.clone_from(&round.looked.errors);
        let now_unseen = round.looked.unseen(&round.options);
        if now_unseen != unseen {
            print(&now_unseen);
            unseen = now_unseen;
        }
        let summary = Summary::of(&round.looked.reports);
        let news = known.take(round.looked.reports, lang);
        print(&human::findings(&news.came, look(lang)));
        print(&went(&news, lang));
        print(&closing(&changed, &news, summary, lang));
    }
    Ok(Outcome::Clean)
}

fn complain(error: &str) {
    eprint(&format!("hyokasho: {error}\n"));
}

fn stamps(paths: &[PathBuf]) -> workspace::Stamps {
    workspace::stamps(paths.iter().map(PathBuf::as_path))
}

/// A check as `check` makes it, with the settings of now.
fn check(args: &Args, lang: Lang) -> Result<Round, String> {
    let setup = settings::setup(&args.settings, &args.paths, lang)?;
    let options = CheckOptions::of(setup, args.stage, args.as_of, lang);
    let baseline = baseline::Args::reading(args.watched_baseline.clone());
    let baseline = BaselineMode::of(&baseline, lang)?;
    let base = args.base.as_deref();
    let mut looked = check_all(&options, base);
    baseline.apply(&mut looked.reports, &options, base.is_some());
    Ok(Round { options, looked })
}

/// What a check depends on: the files and folders that are named, the settings and words, documents that may belong to a
/// file, its pictures, the version to compare with.
fn watched(args: &Args, round: &Round) -> Vec<PathBuf> {
    let setup = &round.options.setup;
    let mut watched: BTreeSet<PathBuf> = setup.paths.iter().cloned().collect();
    let words = setup.inputs.iter().map(|path| folder_of(path));
    let words = words.filter(|folder| folder.ends_with(terms::FOLDER));
    watched.extend(words.map(Path::to_owned));
    watched.extend(setup.inputs.iter().cloned());
    if !setup.is_chosen {
        // One may come that is nearer.
        let settings = setup.paths.iter();
        watched.extend(settings.flat_map(|path| workspace::settings_places(path)));
    }
    let files = round.looked.paths.iter().zip(&round.looked.reports);
    let folders: BTreeSet<&Path> = files.clone().map(|(path, _)| folder_of(path)).collect();
    let beside = folders.into_iter();
    let beside = beside.filter_map(|folder| workspace::yaml_files(folder).ok());
    watched.extend(beside.flatten());
    let files: Vec<_> = files.collect();
    let pictures = files
        .par_iter()
        .flat_map_iter(|(path, report)| pictures(path, report));
    watched.par_extend(pictures);
    watched.extend(args.base.iter().map(PathBuf::from));
    watched.extend(args.watched_baseline.clone());
    // One name for each.
    let watched: BTreeSet<PathBuf> = watched.iter().map(as_shown).collect();
    watched.into_iter().collect()
}

fn as_shown(path: impl AsRef<Path>) -> PathBuf {
    workspace::shown(&workspace::absolute(path.as_ref()))
}

/// The pictures that an assessment names.
fn pictures(path: &Path, report: &FileReport) -> Vec<PathBuf> {
    let document = assessment::read(&report.source);
    let Ok(opened) = Assessment::open(&report.source, &document, Stage::Draft) else {
        return Vec::new();
    };
    let named = opened.pictures().into_iter();
    let named = named.map(|picture| folder_of(path).join(picture.text.trim()));
    named.collect()
}

/// What went, a line each.
fn went(news: &News, lang: Lang) -> String {
    let mut out = String::new();
    for report in &news.went {
        let name = report.source.name();
        for finding in &report.diagnostics {
            let (code, message) = (finding.code, &finding.message);
            out.push_str(&say!(
                lang,
                "  解消  {name}  {code}  {message}\n",
                "  gone  {name}  {code}  {message}\n"
            ));
        }
    }
    for name in &news.gone {
        out.push_str(&say!(
            lang,
            "  なくなったファイル  {name}\n",
            "  no longer there  {name}\n"
        ));
    }
    out
}

/// When, and which files changed.
fn heading(changed: &[PathBuf], lang: Lang) -> String {
    // A file may be watched by itself and in its folder.
    let changed: BTreeSet<PathBuf> = changed.iter().map(as_shown).collect();
    let names = changed.iter().take(NAMED);
    let names: Vec<String> = names.map(|path| path.display().to_string()).collect();
    let names = names.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    });
    let more = match (changed.len().saturating_sub(NAMED), lang) {
        (0, _) => String::new(),
        (n, Lang::Ja) => format!("、ほか{n}件"),
        (n, Lang::En) => format!(" and {n} more"),
    };
    format!("{}  {names}{more}", workspace::clock())
}

/// The one line that ends each check.
fn closing(changed: &[PathBuf], news: &News, summary: Summary, lang: Lang) -> String {
    let count = |reports: &[FileReport]| -> usize {
        let findings = reports.iter().flat_map(|report| &report.diagnostics);
        findings.map(|finding| finding.all_places().count()).sum()
    };
    let (came, went) = (count(&news.came), count(&news.went));
    let heading = heading(changed, lang);
    let all = human::closing(summary, lang);
    say!(
        lang,
        "{heading}  新しい指摘 {came}か所、解消 {went}か所。{all}\n",
        "{heading}  {came} new place(s), {went} gone. {all}\n"
    )
}
