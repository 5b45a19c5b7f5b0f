//! `hyokasho build`: checks, then writes the page and the PDF of each assessment and an index over all.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date as Day;
use rayon::prelude::*;

use super::base::names_a_file;
use super::compared::{Base, with_base};
use super::pdf::Press;
use super::{Loaded, Outcome, Run, SeverityArg, StageArg, desk, look, pdf, print, settings};
use crate::assessment::{Assessment, NoForm};
use crate::diagnostic::Lang;
use crate::picture::Picture;
use crate::render::index::{self, IndexEntry};
use crate::render::{html, redline};
use crate::report::{FileReport, Summary, human};
use crate::settings::Standard;
use crate::view::overview::Entry;
use crate::view::redline::Redline;
use crate::view::{self, View};
use crate::workspace::{self, DiskError};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 評価書のファイル、又は評価書を入れたフォルダー。省くと hyokasho.toml の paths
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// 出力先のフォルダー
    #[arg(short = 'o', long = "out", default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    /// 作るもの（html、pdf、html,pdf）。省くと両方
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT")]
    pub format: Vec<Format>,
    /// PDF が守る規格（a-3a、a-3u、a-3b、a-2a、a-2u、a-2b、a-1a、a-1b、ua-1、1.7）。省くと hyokasho.toml の pdf-standard、なければ a-3a（PDF/A-3a と PDF/UA-1）
    #[arg(long, value_enum, value_name = "NAME")]
    pub pdf_standard: Option<Standard>,
    /// どの段階として点検し印刷するか（下書き draft、点検 review、公表 publish）。省くと hyokasho.toml の stage、なければ下書き
    #[arg(long, value_enum, value_name = "STAGE")]
    pub stage: Option<StageArg>,
    #[command(flatten)]
    pub settings: settings::Args,
    /// この重さ以上の指摘があれば終了状態を1にする（error、warning、info）
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    pub deny: SeverityArg,
    /// いつの法令と期限で点検するか。省くと公表日
    #[arg(long, value_parser = super::check::day, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// 比べる旧版（git の版、REV:パス、又はファイル）。変わった項目に印を付け、変更点をまとめたもの（名.redline.html、名.redline.pdf）も書き出す
    #[arg(long = "base", value_name = "REV|FILE")]
    pub built_since: Option<String>,
    /// 指摘を項目の横に入れた担当者用のページ（名.findings.html。公表しないもの）も書き出す
    #[arg(long)]
    pub with_findings: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Html,
    Pdf,
}

/// What is to be made of each assessment.
struct Job<'j> {
    formats: Vec<Format>,
    /// The version to compare with.
    base: Option<&'j str>,
    press: &'j Press,
}

/// What became of one assessment.
struct Built {
    report: FileReport,
    entry: IndexEntry,
    /// Names in the output folder, with their bytes.
    files: Vec<(String, Vec<u8>)>,
    /// Outputs that could not be made, in words.
    failures: Vec<String>,
}

impl Built {
    /// Takes up an output, or says why there is none; gives its name.
    fn take(&mut self, path: &Path, name: String, made: Result<Vec<u8>, String>) -> Option<String> {
        match made {
            Ok(bytes) => {
                self.files.push((name.clone(), bytes));
                Some(name)
            }
            Err(why) => {
                self.failures.push(format!("{}: {why}", path.display()));
                None
            }
        }
    }

    /// The same with the officer's own copy of the page, where anything was written.
    fn with_findings(mut self, path: &Path, name: &str, job: &Job, run: &Run) -> Self {
        if self.files.is_empty() {
            return self;
        }
        match desk::page(path, &self.report, job.press, run) {
            Some(Ok(page)) => {
                let file = format!("{name}.findings.html");
                self.entry.findings = Some(file.clone());
                self.files.push((file, page.into_bytes()));
            }
            Some(Err(why)) => self.failures.push(format!("{}: {why}", path.display())),
            None => {}
        }
        self
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
        today: None,
        lang,
        setup,
    };
    match build(args, &run) {
        Ok(outcome) => outcome,
        Err(error) => Outcome::Failed(error.message(lang)),
    }
}

fn build(args: &Args, run: &Run) -> Result<Outcome, DiskError> {
    let lang = run.lang;
    let press = match Press::of(&run.setup, args.pdf_standard, lang) {
        Ok(press) => press,
        Err(message) => return Ok(Outcome::Failed(message)),
    };
    let job = match job(args, &press) {
        Ok(job) => job,
        Err(message) => return Ok(Outcome::Failed(message)),
    };
    let paths = workspace::assessments(&run.setup.paths)?;
    let one_file = job.base.filter(|base| names_a_file(base));
    if let Some(base) = one_file.filter(|_| paths.len() > 1) {
        return Ok(Outcome::Failed(super::one_for_many(base, lang)));
    }
    let named: Vec<_> = paths.iter().zip(output_names(&paths)).collect();
    let built: Vec<Result<Built, DiskError>> = named
        .par_iter()
        .map(|(path, name)| {
            let built = one(path, name, &job, run)?;
            Ok(if args.with_findings {
                built.with_findings(path, name, &job, run)
            } else {
                built
            })
        })
        .collect();
    let built = built.into_iter().collect::<Result<Vec<_>, _>>()?;

    let mut written = Vec::new();
    for (name, bytes) in built.iter().flat_map(|b| &b.files) {
        let path = args.out.join(name);
        workspace::write(&path, bytes)?;
        written.push(path);
    }
    let entries: Vec<_> = built.iter().map(|b| b.entry.clone()).collect();
    let mut failures: Vec<String> = built.iter().flat_map(|b| b.failures.clone()).collect();
    match index::render(&entries, press.templates.html()) {
        Ok(page) => {
            let path = args.out.join("index.html");
            workspace::write(&path, page.as_bytes())?;
            written.push(path);
        }
        Err(error) => failures.push(error.message(lang)),
    }

    let reports: Vec<FileReport> = built.into_iter().map(|b| b.report).collect();
    print(&human::render(&reports, look(lang)));
    print(&super::written(&written, lang));
    if job.formats.contains(&Format::Pdf) {
        print(&press.without_source());
    }
    if !failures.is_empty() {
        return Ok(Outcome::Failed(failures.join("\nhyokasho: ")));
    }
    let denied = Summary::of(&reports).at_least(args.deny.into()) > 0;
    Ok(if denied {
        Outcome::Findings
    } else {
        Outcome::Clean
    })
}

fn job<'j>(args: &'j Args, press: &'j Press) -> Result<Job<'j>, String> {
    Ok(Job {
        formats: formats(&args.format, press.lang)?,
        press,
        base: args.built_since.as_deref(),
    })
}

/// What to make: what is asked for, else all that this program can.
fn formats(asked: &[Format], lang: Lang) -> Result<Vec<Format>, String> {
    let able = cfg!(feature = "pdf");
    match asked {
        [] if able => Ok(vec![Format::Html, Format::Pdf]),
        [] => Ok(vec![Format::Html]),
        asked => {
            if asked.contains(&Format::Pdf) {
                pdf::is_there(lang)?;
            }
            Ok(asked.to_vec())
        }
    }
}

fn one(path: &Path, name: &str, job: &Job, run: &Run) -> Result<Built, DiskError> {
    let loaded = Loaded::read(path)?;
    let Ok(source) = &loaded.source else {
        return Ok(nothing(loaded.into_report(run), name));
    };
    let document = crate::assessment::read(source);
    let assessment = match Assessment::open(source, &document, run.stage) {
        Ok(assessment) => assessment,
        Err(NoForm::Unknown(_) | NoForm::Bad(_)) => {
            return Ok(nothing(loaded.into_report(run), name));
        }
    };
    let surroundings = super::surroundings(path, &assessment, run);
    let report = super::report_of(&assessment, &surroundings, run.lang);
    if !document.unread.is_empty() {
        // A page with parts missing could be taken for the whole.
        let why = match run.lang {
            Lang::Ja => format!(
                "{}: 読めない所があるので、書き出していません。",
                path.display()
            ),
            Lang::En => format!(
                "{}: parts can't be read, so nothing was written",
                path.display()
            ),
        };
        let failures = vec![why];
        return Ok(Built {
            failures,
            ..nothing(report, name)
        });
    }
    let mut view = view::build(&assessment);
    let base = job
        .base
        .map(|base| with_base(base, path, &assessment, run.lang));
    let redline = match base.transpose() {
        Ok(base) => marked(&mut view, base, name, job),
        Err(why) => {
            let failures = vec![format!("{}: {why}", path.display())];
            return Ok(Built {
                failures,
                ..nothing(report, name)
            });
        }
    };
    let pictures: BTreeMap<String, Picture> = surroundings
        .pictures
        .into_iter()
        .filter_map(|(path, picture)| Some((path, picture.ok()?)))
        .collect();
    let mut built = Built {
        entry: IndexEntry::of(Entry::of(&assessment, &report, None)),
        report,
        files: Vec::new(),
        failures: Vec::new(),
    };
    if job.formats.contains(&Format::Html) {
        let page = html::render(&view, &pictures, job.press.templates.html());
        let page = page.map_err(|e| e.message(run.lang));
        let page = page.map(String::into_bytes);
        built.entry.html = built.take(path, format!("{name}.html"), page);
    }
    if job.formats.contains(&Format::Pdf) {
        let form = pdf::form(&view, &assessment, &pictures, &loaded, job.press);
        built.entry.pdf = built.take(path, format!("{name}.pdf"), form);
    }
    built.entry.changes = match &redline {
        Some(redline) => Some(changes(
            &mut built,
            path,
            name,
            job,
            redline,
            assessment.date(),
        )),
        None => job.base.map(|_| index::Changes {
            is_new: true,
            ..Default::default()
        }),
    };
    Ok(built)
}

/// Marks a document with what changed since the base; none where the base does not have it.
fn marked(view: &mut View, base: Option<Base>, name: &str, job: &Job) -> Option<Redline> {
    match base? {
        Base::New => {
            view.mark_as_new(job.base.unwrap_or_default());
            None
        }
        Base::Changed(mut redline) => {
            view.mark(&mut redline);
            if job.formats.contains(&Format::Html) {
                view.marks.page = format!("{name}.redline.html");
                redline.document = format!("{name}.html");
            }
            Some(*redline)
        }
    }
}

/// The pages that show what changed.
fn changes(
    built: &mut Built,
    path: &Path,
    name: &str,
    job: &Job,
    redline: &Redline,
    date: Day,
) -> index::Changes {
    let mut changes = index::Changes {
        number: redline.summary.all,
        ..Default::default()
    };
    if job.formats.contains(&Format::Html) {
        let page = redline::html(redline, job.press.templates.html());
        let page = page.map_err(|e| e.message(job.press.lang));
        let page = page.map(String::into_bytes);
        changes.html = built.take(path, format!("{name}.redline.html"), page);
    }
    if job.formats.contains(&Format::Pdf) {
        let pages = pdf::redline(redline, date, job.press);
        changes.pdf = built.take(path, format!("{name}.redline.pdf"), pages);
    }
    changes
}

/// A file of which nothing can be printed, still a line of the index.
fn nothing(report: FileReport, name: &str) -> Built {
    let entry = IndexEntry::of(Entry::unread(name, &report));
    Built {
        report,
        entry,
        files: Vec::new(),
        failures: Vec::new(),
    }
}

/// The names of outputs without their endings: the file's own, numbered where two files share it.
fn output_names(paths: &[PathBuf]) -> Vec<String> {
    let mut taken: HashMap<String, usize> = HashMap::from([("index".into(), 1)]);
    paths
        .iter()
        .map(|path| {
            let stem = path
                .file_stem()
                .map_or_else(String::new, |s| s.to_string_lossy().into_owned());
            let key = stem.to_lowercase();
            // `a.redline` is what the changes of `a` are called, `a.findings` its copy with findings.
            let first = usize::from(key.ends_with(".redline") || key.ends_with(".findings"));
            let count = taken.entry(key).or_insert(first);
            *count += 1;
            if *count == 1 {
                stem
            } else {
                format!("{stem}-{count}")
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_never_share_a_name() {
        let paths = ["a/x.yaml", "b/x.yaml", "b/X.yml", "index.yaml"].map(PathBuf::from);
        assert_eq!(output_names(&paths), ["x", "x-2", "X-3", "index-2"]);
        let paths = ["a.redline.yaml", "a.yaml"].map(PathBuf::from);
        assert_eq!(output_names(&paths), ["a.redline-2", "a"]);
        let paths = ["a.findings.yaml", "a.yaml"].map(PathBuf::from);
        assert_eq!(output_names(&paths), ["a.findings-2", "a"]);
    }
}
