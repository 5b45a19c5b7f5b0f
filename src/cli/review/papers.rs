//! The papers of each record: checked, made, written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum as _;
use rayon::prelude::*;

use super::kind::{self, Format, PaperArg};
use super::pages::Pages;
use super::subject::{Subject, subjects};
use super::{Args, look_at, packet, said, status};
use crate::assessment::{self, Assessment};
use crate::cli::base::{self, names_a_file};
use crate::cli::companions;
use crate::cli::held::Held;
use crate::cli::names::output_names;
use crate::cli::pdf::{self, RenderSetup};
use crate::cli::{CheckOptions, Loaded, Looked, Outcome, takes_folder};
use crate::cli::{check_inputs, look, print, report_of, save, written};
use crate::document::render::{docx, paper};
use crate::document::view::papers::{self, Paper, PaperKind, Wanted};
use crate::lint::file_report::{FileReport, Summary};
use crate::lint::rules::CheckInputs;
use crate::report::human;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::Lang;
use crate::workspace::Claims;

/// What is to be made of each record.
struct Job<'j> {
    args: &'j Args,
    formats: Vec<Format>,
    render_setup: &'j RenderSetup,
    options: &'j CheckOptions,
}

/// What became of one record.
#[derive(Default)]
struct Made {
    report: Option<FileReport>,
    written: Vec<PathBuf>,
    notes: String,
    /// Comments of the YAML that PDFs hold, or do not.
    comments: usize,
    is_held: bool,
    failures: Vec<String>,
}

impl Made {
    /// Writes a file, or notes why there is none.
    fn take(&mut self, file: PathBuf, bytes: Result<Vec<u8>, String>, (path, lang): (&Path, Lang)) {
        match save(&file, bytes, path, lang) {
            Ok(()) => self.written.push(file),
            Err(why) => self.failures.push(why),
        }
    }
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    takes_folder(&args.out, lang)?;
    let options = look_at(&args.settings, &args.records, args.stage, args.as_of, lang)?;
    let render_setup = RenderSetup::of(&options.setup, args.pdf_standard, lang)?;
    let job = Job {
        args,
        formats: kind::formats(&args.paper_format, lang)?,
        render_setup: &render_setup,
        options: &options,
    };
    let records = &options.setup.found.files;
    let names = output_names(records);
    job.allowed(&names)?;
    let named: Vec<_> = records.iter().zip(&names).collect();
    let made: Vec<Result<Made, String>> = named
        .par_iter()
        .map(|(path, name)| job.make(path, name))
        .collect();

    let (mut looked, mut written, mut notes) = (Looked::default(), Vec::new(), String::new());
    let (mut failures, mut comments, mut is_held) = (Vec::new(), 0, false);
    for ((path, _), made) in named.into_iter().zip(made) {
        match made {
            Ok(made) => {
                looked.paths.push(path.clone());
                looked.reports.extend(made.report);
                written.extend(made.written);
                notes += &made.notes;
                failures.extend(made.failures);
                comments += made.comments;
                is_held |= made.is_held;
            }
            Err(error) => looked.fail(path, error),
        }
    }
    looked.conclude(&options, None, &BTreeSet::new());
    if !looked.reports.is_empty() {
        print(&human::render(&looked.reports, look(lang)));
    }
    if !written.is_empty() {
        print(&self::written(&written, lang));
    }
    if job.formats.contains(&Format::Pdf) && !args.public {
        print(&render_setup.without_source());
        print(&render_setup.with_comments(comments));
    }
    print(&notes);
    looked.errors.extend(failures);
    let denied = Summary::of(&looked.reports).at_least(Severity::Error) > 0;
    Outcome::of(&looked.errors, denied || is_held)
}

impl Job<'_> {
    fn file(&self, name: &str, paper: PaperArg, format: Format) -> PathBuf {
        let name = format!("{name}.{}.{}", paper.name(), format.ending());
        self.args.out.join(name)
    }

    /// Whether all that may be written may be: nothing takes the place of what the run reads.
    fn allowed(&self, names: &[String]) -> Result<(), String> {
        let base = self.args.reviewed_since.as_deref().map(PathBuf::from);
        let setup = &self.options.setup;
        let read = setup.found.files.iter().chain(&setup.inputs).chain(&base);
        let mut claims = Claims::on(read);
        let papers = PaperArg::value_variants().iter();
        let outputs =
            papers.flat_map(|paper| self.formats.iter().map(move |format| (*paper, *format)));
        let outputs: Vec<(PaperArg, Format)> = outputs.collect();
        for (name, (paper, format)) in names
            .iter()
            .flat_map(|name| outputs.iter().map(move |o| (name, *o)))
        {
            let claimed = claims.output(&self.file(name, paper, format));
            claimed.map_err(|error| error.message(self.options.lang))?;
        }
        Ok(())
    }

    /// What the checker says of a record. Where a revision is named, its assessments are held against theirs there.
    fn report(&self, path: &Path, record: &Assessment) -> Result<FileReport, String> {
        let (options, lang) = (self.options, self.options.lang);
        let inputs = check_inputs(path, record, options);
        let base = self
            .args
            .reviewed_since
            .as_deref()
            .filter(|base| !names_a_file(base));
        let base = base.map(|base| base::read(base, path, lang)).transpose()?;
        let inputs = CheckInputs {
            companions: companions::with_former(inputs.companions, base.as_ref(), lang),
            ..inputs
        };
        Ok(report_of(record, &inputs, lang))
    }

    fn make(&self, path: &Path, name: &str) -> Result<Made, String> {
        let (options, lang) = (self.options, self.options.lang);
        let loaded = Loaded::read(path, lang).map_err(|error| error.message(lang))?;
        let held = |report: FileReport, held: Held| Made {
            report: Some(report),
            notes: held.message(path, lang),
            is_held: true,
            ..Made::default()
        };
        let Ok(source) = &loaded.source else {
            return Ok(held(loaded.report(options, None), Held::NoForm));
        };
        let document = assessment::read(source);
        let Ok(record) = Assessment::open(source, &document, options.stage) else {
            return Ok(held(loaded.report(options, None), Held::NoForm));
        };
        let report = self.report(path, &record)?;
        let is_public = options.stage == Stage::Publish;
        let denied = is_public && Summary::of([&report]).at_least(Severity::Error) > 0;
        let is_held = denied && !self.args.force_draft;
        if let Some(why) = Held::of(&report, !document.unread.is_empty(), is_held) {
            return Ok(held(report, why));
        }
        let kinds = kind::wanted(&self.args.paper, &record);
        let subjects = subjects(path, &record, options);
        let names_items = kinds
            .iter()
            .any(|kind| matches!(kind, PaperKind::Questions | PaperKind::Opinions));
        let pages = match names_items {
            true => Pages::of(&record, &subjects, self.render_setup, options),
            false => Pages::default(),
        };
        let wanted = Wanted {
            is_public: self.args.public,
            page_of: &|address| pages.page_of(address),
        };
        let mut made = Made {
            report: Some(report),
            ..Made::default()
        };
        for kind in kinds {
            let mut paper = papers::build(kind, &record, &wanted);
            if denied {
                // It was asked for by force, and has to show it.
                paper.stage = Stage::Draft.id().to_owned();
            }
            self.write(&paper, (path, name, kind), (&record, &loaded), &mut made);
        }
        self.packets(
            (path, name),
            (&record, &loaded),
            &subjects,
            denied,
            &mut made,
        );
        let is_pdf = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "pdf");
        if made.written.iter().any(is_pdf) && !self.args.public {
            made.comments = document.comments.len();
        }
        if made.written.is_empty() && made.failures.is_empty() {
            made.notes += &said::nothing(path, lang);
        }
        if self.args.public {
            made.notes += &said::left_out(path, &papers::names_left(&record), lang);
        }
        let (open, promised) = status::counts(&record, &subjects, options);
        if open + promised > 0 || !subjects.is_empty() {
            made.notes += &said::next(path, open, promised, lang);
        }
        Ok(made)
    }

    /// Writes 委員資料 for each assessment, or says why there is none.
    fn packets(
        &self,
        (path, name): (&Path, &str),
        (record, loaded): (&Assessment, &Loaded),
        subjects: &[Subject],
        is_draft: bool,
        made: &mut Made,
    ) {
        let lang = self.options.lang;
        let (is_wanted, is_named) = kind::packet_wanted(&self.args.paper);
        let has_pdf = self.formats.contains(&Format::Pdf);
        match (is_named, has_pdf, subjects) {
            _ if !is_wanted => return,
            (true, false, _) => return made.failures.push(said::only_pdf(path, lang)),
            (true, true, []) => return made.failures.push(said::no_subject(path, lang)),
            (false, false, _) => return,
            _ => {}
        }
        let wanted = packet::Wanted {
            base: self.args.reviewed_since.as_deref(),
            is_public: self.args.public,
            is_draft,
            render_setup: self.render_setup,
            options: self.options,
        };
        for (end, bytes) in packet::packets(record, loaded, subjects, &wanted) {
            self.render_setup.finished();
            made.take(
                self.args.out.join(format!("{name}.{end}")),
                bytes,
                (path, lang),
            );
        }
    }

    /// Writes a paper in each format, or says why there is none.
    fn write(
        &self,
        paper: &Paper,
        (path, name, kind): (&Path, &str, PaperKind),
        (record, loaded): (&Assessment, &Loaded),
        made: &mut Made,
    ) {
        let (lang, date) = (self.options.lang, papers::date(record));
        for format in &self.formats {
            let bytes = match format {
                Format::Html => paper::html(paper, self.render_setup.templates.html())
                    .map(String::into_bytes)
                    .map_err(|error| error.message(lang)),
                Format::Pdf => {
                    let source = (!self.args.public).then_some((record, loaded));
                    pdf::paper(paper, source, date, self.render_setup)
                }
                Format::Docx => docx::paper(paper, date).map_err(|error| error.to_string()),
            };
            self.render_setup.finished();
            let file = self.file(name, PaperArg::Paper(kind), *format);
            made.take(file, bytes, (path, lang));
        }
    }
}
