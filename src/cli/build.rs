//! `hyokasho build`: checks, then writes the page and the PDF of each assessment and an index over all.

mod format;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use format::{Format, formats};
use jiff::civil::Date as Day;
use rayon::prelude::*;

use super::base::{self, Version, names_a_file};
use super::compared::{Base, with_base};
use super::export::Office;
use super::held::Held;
use super::names::output_names;
use super::pdf::RenderSetup;
use super::{
    CheckOptions, Loaded, Looked, Outcome, SeverityArg, StageArg, findings_page, is_standard_input,
    look, pdf, print, review, settings,
};
use crate::assessment::{Assessment, NoForm};
use crate::assets::picture::Picture;
use crate::config::settings::Standard;
use crate::document::render::index::{self, IndexEntry};
use crate::document::render::{html, redline};
use crate::document::view::overview::Entry;
use crate::document::view::redline::Redline;
use crate::document::view::{self, View};
use crate::lint::file_report::{FileReport, Summary};
use crate::lint::rules::CheckInputs;
use crate::report::human;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::Lang;
use crate::workspace::{self, Claims, DiskError};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 評価書のファイル、又は評価書を入れたフォルダー。省くと hyokasho.toml の paths
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// 出力先のフォルダー
    #[arg(short = 'o', long = "out", default_value = "out", value_name = "DIR")]
    pub out: PathBuf,
    /// 作るもの（html、pdf、xlsx、docx。html,pdf のように並べる）。省くと html と pdf
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT")]
    pub format: Vec<Format>,
    /// PDF が守る規格（a-3a、a-3u、a-3b、a-2a、a-2u、a-2b、a-1a、a-1b、ua-1、1.7）。省くと hyokasho.toml の pdf-standard、なければ a-3a（PDF/A-3a と PDF/UA-1）
    #[arg(long, value_enum, value_name = "NAME")]
    pub pdf_standard: Option<Standard>,
    /// どの段階として点検し印刷するか（下書き、点検、公表。draft、review、publish でもよい）。省くと hyokasho.toml の stage、なければ下書き
    #[arg(long, value_enum, value_name = "STAGE")]
    pub stage: Option<StageArg>,
    #[command(flatten)]
    pub settings: settings::Args,
    /// この重さ以上の指摘があれば終了状態を1にする（エラー、注意、参考。error、warning、info でもよい）
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    pub deny: SeverityArg,
    /// いつの法令と期限で点検するか。省くと公表日
    #[arg(long, value_parser = super::check::day, value_name = "DATE")]
    pub as_of: Option<Day>,
    /// 比べる旧版（git の版、REV:パス、又はファイル）。変わった項目に印を付け、変更点をまとめたもの（名.redline.html、名.redline.pdf）も書き出す
    #[arg(long = "base", value_name = "REV|FILE")]
    pub built_since: Option<String>,
    /// 指摘を項目の横に入れた担当者用のページ（名.findings.html と一覧 index.findings.html。公表しないもの）も書き出す
    #[arg(long)]
    pub with_findings: bool,
    /// 公表の段階で指摘が残っていても、「素案」の印を付けて書き出す
    #[arg(long)]
    pub force_draft: bool,
}

impl Args {
    /// What is asked for where a file is built with the settings that it is worked on with.
    pub(super) fn of_file(path: &Path, out: &Path, stage: Stage, file: settings::FileArgs) -> Self {
        Args {
            paths: vec![path.to_owned()],
            out: out.to_owned(),
            format: Vec::new(),
            pdf_standard: None,
            stage: Some(StageArg(stage)),
            settings: settings::Args::of(file),
            deny: SeverityArg::default(),
            as_of: None,
            built_since: None,
            with_findings: false,
            force_draft: false,
        }
    }
}

/// What is to be made of each assessment.
struct Job<'j> {
    formats: Vec<Format>,
    /// The version to compare with.
    base: Option<&'j str>,
    render_setup: &'j RenderSetup,
    /// The folder for the output.
    out: &'j Path,
    with_findings: bool,
    /// From which severity on a finding holds back what is to be published.
    deny: Severity,
    force_draft: bool,
}

impl Job<'_> {
    /// The endings of all that may be written of an assessment.
    fn endings(&self) -> impl Iterator<Item = String> {
        let formats = self.formats.iter();
        let documents = formats.clone().map(|format| format.ending().to_owned());
        let pages = formats.filter(|format| self.base.is_some() && format.office().is_none());
        let redlines = pages.map(|format| format!("redline.{}", format.ending()));
        let findings = self.with_findings.then(|| "findings.html".to_owned());
        documents.chain(redlines).chain(findings)
    }
}

/// What became of one assessment.
struct Built {
    report: FileReport,
    entry: IndexEntry,
    /// What was written.
    written: Vec<PathBuf>,
    /// Why nothing was written that could be published, if so.
    held: Option<Held>,
    /// Comments of the YAML that a PDF does not, or does, carry.
    comments: usize,
    /// The path that the file had in the repository of the base.
    met: Option<String>,
    /// Outputs that could not be made or written, in words.
    failures: Vec<String>,
}

impl Built {
    fn of(report: FileReport, entry: Entry) -> Self {
        Built {
            report,
            entry: IndexEntry::of(entry),
            written: Vec::new(),
            held: None,
            comments: 0,
            met: None,
            failures: Vec::new(),
        }
    }

    /// Writes an output, or says why there is none; gives its name.
    fn take(
        &mut self,
        path: &Path,
        name: String,
        made: Result<Vec<u8>, String>,
        job: &Job,
    ) -> Option<String> {
        let lang = job.render_setup.lang;
        job.render_setup.finished();
        let file = job.out.join(&name);
        match super::save(&file, made, path, lang) {
            Ok(()) => {
                self.written.push(file);
                Some(name)
            }
            Err(why) => {
                self.failures.push(why);
                None
            }
        }
    }

    /// The same with the officer's own copy of the page.
    fn with_findings(mut self, path: &Path, name: &str, job: &Job, options: &CheckOptions) -> Self {
        if job.with_findings
            && let Some(page) = findings_page::page(path, &self.report, job.render_setup, options)
        {
            let page = page.map(String::into_bytes);
            let name = format!("{name}.findings.html");
            self.entry.findings = self.take(path, name, page, job);
        }
        self
    }
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let mut setup = settings::setup(&args.settings, &args.paths, lang)?;
    let records = review::set_aside(&mut setup);
    let passed_by = review::passed_by(&records, "review", lang);
    if setup.found.files.is_empty() && !records.is_empty() {
        return Err(passed_by.trim_end().to_owned());
    }
    let options = CheckOptions::of(setup, args.stage, args.as_of, lang);
    build(args, &options, &passed_by)
}

fn build(args: &Args, options: &CheckOptions, passed_by: &str) -> Result<Outcome, String> {
    let lang = options.lang;
    super::takes_folder(&args.out, lang)?;
    let render_setup = RenderSetup::of(&options.setup, args.pdf_standard, lang)?;
    let job = job(args, &render_setup)?;
    let paths = &options.setup.found.files;
    if paths.iter().any(|path| is_standard_input(path)) {
        return Err(no_name(lang));
    }
    let one_file = job.base.filter(|base| names_a_file(base));
    if let Some(base) = one_file.filter(|_| paths.len() > 1) {
        return Err(super::one_for_many(base, lang));
    }
    let names = output_names(paths);
    allowed(&names, &job, options).map_err(|error| error.message(lang))?;
    let named: Vec<_> = paths.iter().zip(&names).collect();
    let results: Vec<Result<Built, String>> = named
        .par_iter()
        .map(|(path, name)| {
            Ok(build_one(path, name, &job, options)?.with_findings(path, name, &job, options))
        })
        .collect();

    let (mut looked, mut entries, mut written) = (Looked::default(), Vec::new(), Vec::new());
    let (mut met, mut notes, mut failures) = (BTreeSet::new(), String::new(), Vec::new());
    let (mut comments, mut is_held) = (0, false);
    for ((path, name), result) in named.into_iter().zip(results) {
        let built = match result {
            Ok(built) => built,
            Err(error) => {
                looked.fail(path, error);
                continue;
            }
        };
        if let Some(held) = built.held {
            is_held = true;
            notes.push_str(&held.message(path, lang));
            notes.push_str(&left_over(name, &built, &job));
        }
        comments += built.comments;
        met.extend(built.met);
        looked.paths.push(path.clone());
        looked.reports.push(built.report);
        entries.push(built.entry);
        written.extend(built.written);
        failures.extend(built.failures);
    }
    looked.conclude(options, job.base, &met);
    // An index of nothing would replace the one of what was published before.
    let is_public = entries.iter().any(IndexEntry::is_written);
    let indexes = [
        (INDEX, false, is_public),
        (
            FINDINGS_INDEX,
            true,
            job.with_findings && !entries.is_empty(),
        ),
    ];
    for (name, for_desk, _) in indexes.into_iter().filter(|(.., wanted)| *wanted) {
        let path = args.out.join(name);
        let page = index::render(&entries, for_desk, render_setup.templates.html());
        let page = page.map_err(|error| error.message(lang));
        let saved = page.and_then(|page| {
            workspace::write(&path, page.as_bytes()).map_err(|error| error.message(lang))
        });
        match saved {
            Ok(()) => written.push(path),
            Err(why) => failures.push(why),
        }
    }

    if !looked.reports.is_empty() {
        print(&human::render(&looked.reports, look(lang)));
    }
    print(&notes);
    if !written.is_empty() {
        print(&super::written(&written, lang));
    }
    if job.formats.contains(&Format::Pdf) {
        print(&render_setup.without_source());
        print(&render_setup.with_comments(comments));
    }
    print(&looked.unseen(options));
    print(passed_by);
    looked.errors.extend(failures);
    let denied = Summary::of(&looked.reports).at_least(job.deny) > 0;
    Outcome::of(&looked.errors, denied || is_held)
}

/// The index that is published with the pages, and the one for the officer's own desk.
const INDEX: &str = "index.html";
const FINDINGS_INDEX: &str = "index.findings.html";

/// Whether all that may be written may be: nothing takes the place of what the run reads.
fn allowed(names: &[String], job: &Job, options: &CheckOptions) -> Result<(), DiskError> {
    let base = job.base.map(PathBuf::from);
    let read = options
        .setup
        .found
        .files
        .iter()
        .chain(&options.setup.inputs);
    let mut claims = Claims::on(read.chain(&base));
    let of_files = names
        .iter()
        .flat_map(|name| job.endings().map(move |e| format!("{name}.{e}")));
    let findings = job.with_findings.then(|| FINDINGS_INDEX.to_owned());
    for name in of_files.chain([INDEX.to_owned()]).chain(findings) {
        claims.output(&job.out.join(name))?;
    }
    Ok(())
}

fn no_name(lang: Lang) -> String {
    match lang {
        Lang::Ja => "標準入力からは書き出せません。ファイルを指定してください。".into(),
        Lang::En => "nothing can be built from standard input; name a file".into(),
    }
}

/// What an earlier run wrote of an assessment of which this one writes nothing: it is not what was checked now.
fn left_over(name: &str, built: &Built, job: &Job) -> String {
    let endings = job
        .endings()
        .map(|ending| job.out.join(format!("{name}.{ending}")));
    let old = endings.filter(|file| !built.written.contains(file) && file.exists());
    let line = |file: PathBuf| match job.render_setup.lang {
        Lang::Ja => format!(
            "  {} は、前に書き出したものがそのまま残っています。\n",
            file.display()
        ),
        Lang::En => format!("  {} is still there from an earlier run.\n", file.display()),
    };
    old.map(line).collect()
}

fn job<'j>(args: &'j Args, render_setup: &'j RenderSetup) -> Result<Job<'j>, String> {
    Ok(Job {
        formats: formats(&args.format, render_setup.lang)?,
        render_setup,
        base: args.built_since.as_deref(),
        out: &args.out,
        with_findings: args.with_findings,
        deny: args.deny.into(),
        force_draft: args.force_draft,
    })
}

fn build_one(path: &Path, name: &str, job: &Job, options: &CheckOptions) -> Result<Built, String> {
    let loaded = Loaded::read(path, options.lang).map_err(|error| error.message(options.lang))?;
    let version = job
        .base
        .map(|base| base::read(base, path, options.lang))
        .transpose()?;
    let nothing = |report: FileReport, held| Built {
        held: Some(held),
        ..Built::of(report.clone(), Entry::unread(name, &report))
    };
    let Ok(source) = &loaded.source else {
        return Ok(nothing(loaded.report(options, None), Held::NoForm));
    };
    let document = crate::assessment::read(source);
    let assessment = match Assessment::open(source, &document, options.stage) {
        Ok(assessment) => assessment,
        Err(NoForm::Unknown(_) | NoForm::Bad(_)) => {
            return Ok(nothing(loaded.report(options, None), Held::NoForm));
        }
    };
    let older = version.as_ref().and_then(Version::open);
    let base = version.as_ref();
    let base = base.and_then(|version| version.as_base(older.as_ref(), &assessment));
    let inputs = CheckInputs {
        base,
        ..super::check_inputs(path, &assessment, options)
    };
    let report = super::report_of(&assessment, &inputs, options.lang);
    let denied = options.stage == Stage::Publish && Summary::of([&report]).at_least(job.deny) > 0;
    let is_held = denied && !job.force_draft;
    let held = Held::of(&report, !document.unread.is_empty(), is_held);
    let mut built = Built {
        held,
        met: version
            .as_ref()
            .and_then(|version| version.path().map(str::to_owned)),
        ..Built::of(report, Entry::default())
    };
    built.entry.overview = Entry::of(&assessment, &built.report, None);
    if held.is_some() {
        return Ok(built);
    }
    let mut view = view::build(&assessment);
    if denied {
        // It was asked for by force, and has to show it.
        view.stage = Stage::Draft.id().to_owned();
    }
    built.entry.is_draft = view.stage != Stage::Publish.id();
    let base = version.as_ref();
    let base = base.map(|version| with_base(version, older.as_ref(), path, &assessment));
    let mut redline = marked(&mut view, base, name, job);
    let pictures: BTreeMap<String, Picture> = inputs
        .pictures
        .into_iter()
        .filter_map(|(path, picture)| Some((path, picture.ok()?)))
        .collect();
    if job.formats.contains(&Format::Html) {
        let page = html::render(&view, &pictures, job.render_setup.templates.html());
        let page = page.map_err(|e| e.message(options.lang));
        let page = page.map(String::into_bytes);
        built.entry.html = built.take(path, format!("{name}.html"), page, job);
    }
    if job.formats.contains(&Format::Pdf) {
        let form = pdf::form(&view, &assessment, &pictures, &loaded, job.render_setup);
        let (form, pages) = match form {
            Ok((form, pages)) => (Ok(form), pages),
            Err(why) => (Err(why), BTreeMap::new()),
        };
        built.entry.pdf = built.take(path, format!("{name}.pdf"), form, job);
        if let (Some(redline), Some(file)) = (&mut redline, &built.entry.pdf) {
            redline.turn_to(file, &pages);
        }
        if built.entry.pdf.is_some() {
            built.comments = document.comments.len();
        }
    }
    for office in job.formats.iter().filter_map(|format| format.office()) {
        let made = office.bytes(&view, &assessment, &pictures, options.lang);
        let name = built.take(path, format!("{name}.{}", office.ending()), made, job);
        match office {
            Office::Xlsx => built.entry.xlsx = name,
            Office::Docx => built.entry.docx = name,
        }
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
            redline.stage.clone_from(&view.stage);
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
        let page = redline::html(redline, job.render_setup.templates.html());
        let page = page.map_err(|e| e.message(job.render_setup.lang));
        let page = page.map(String::into_bytes);
        changes.html = built.take(path, format!("{name}.redline.html"), page, job);
    }
    if job.formats.contains(&Format::Pdf) {
        let pages = pdf::redline(redline, date, job.render_setup);
        changes.pdf = built.take(path, format!("{name}.redline.pdf"), pages, job);
    }
    changes
}
