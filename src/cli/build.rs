//! `hyokasho build`: checks, then writes the page and the PDF of each assessment and an index over all.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use jiff::civil::Date as Day;
use rayon::prelude::*;

use super::{Loaded, Outcome, Run, SeverityArg, StageArg, desk, look, print, settings};
use crate::assessment::{Assessment, NoForm};
use crate::diagnostic::Lang;
use crate::picture::Picture;
use crate::render::html;
use crate::render::index::{self, IndexEntry};
use crate::report::{FileReport, Summary, human};
use crate::view::overview::Entry;
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
    /// 指摘を項目の横に入れた担当者用のページ（名.findings.html。公表しないもの）も書き出す
    #[arg(long)]
    pub with_findings: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Html,
    Pdf,
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
    /// The same with the officer's own copy of the page, where anything was written.
    fn with_findings(mut self, path: &Path, name: &str, run: &Run) -> Self {
        if self.files.is_empty() {
            return self;
        }
        match desk::page(path, &self.report, run) {
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
    let formats = match formats(&args.format, lang) {
        Ok(formats) => formats,
        Err(message) => return Ok(Outcome::Failed(message)),
    };
    let paths = workspace::assessments(&run.setup.paths)?;
    let named: Vec<_> = paths.iter().zip(output_names(&paths)).collect();
    let built: Vec<Result<Built, DiskError>> = named
        .par_iter()
        .map(|(path, name)| {
            let built = one(path, name, &formats, run)?;
            Ok(if args.with_findings {
                built.with_findings(path, name, run)
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
    match index::render(&entries) {
        Ok(page) => {
            let path = args.out.join("index.html");
            workspace::write(&path, page.as_bytes())?;
            written.push(path);
        }
        Err(error) => failures.push(error.to_string()),
    }

    let reports: Vec<FileReport> = built.into_iter().map(|b| b.report).collect();
    print(&human::render(&reports, look(lang)));
    let heading = match lang {
        Lang::Ja => "書き出したもの:",
        Lang::En => "Written:",
    };
    print(&format!("{heading}\n"));
    written
        .iter()
        .for_each(|path| print(&format!("  {}\n", path.display())));
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

/// What to make: what is asked for, else all that this program can.
fn formats(asked: &[Format], lang: Lang) -> Result<Vec<Format>, String> {
    let able = cfg!(feature = "pdf");
    match asked {
        [] if able => Ok(vec![Format::Html, Format::Pdf]),
        [] => Ok(vec![Format::Html]),
        asked if able || !asked.contains(&Format::Pdf) => Ok(asked.to_vec()),
        _ => Err(match lang {
            Lang::Ja => "このプログラムは PDF の機能なしで作られています。--format html を指定してください。".into(),
            Lang::En => "this program was built without PDF; use --format html".into(),
        }),
    }
}

fn one(path: &Path, name: &str, formats: &[Format], run: &Run) -> Result<Built, DiskError> {
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
    let view = view::build(&assessment);
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
    for format in formats {
        let (extension, bytes) = match format {
            Format::Html => (
                "html",
                html::render(&view, &pictures)
                    .map(String::into_bytes)
                    .map_err(|e| e.to_string()),
            ),
            Format::Pdf => ("pdf", pdf(&view, &assessment, &pictures, &loaded)),
        };
        let file = format!("{name}.{extension}");
        match bytes {
            Ok(bytes) => {
                match format {
                    Format::Html => built.entry.html = Some(file.clone()),
                    Format::Pdf => built.entry.pdf = Some(file.clone()),
                }
                built.files.push((file, bytes));
            }
            Err(why) => built.failures.push(format!("{}: {why}", path.display())),
        }
    }
    Ok(built)
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

#[cfg(feature = "pdf")]
fn pdf(
    view: &View,
    assessment: &Assessment,
    pictures: &BTreeMap<String, Picture>,
    loaded: &Loaded,
) -> Result<Vec<u8>, String> {
    use crate::render::pdf::{Attachment, Fonts, Missing, PdfOptions, render};
    let source = Attachment {
        name: &loaded.name,
        bytes: &loaded.bytes,
    };
    let missing = if assessment.stage == crate::diagnostic::Stage::Publish {
        Missing::Refuse
    } else {
        Missing::Mark
    };
    let pictures = pictures
        .iter()
        .map(|(path, picture)| (path.clone(), picture.bytes.clone()))
        .collect();
    let options = PdfOptions {
        date: assessment.date(),
        pictures: &pictures,
        fonts: Fonts::embedded(),
        missing,
        templates: &BTreeMap::new(),
    };
    render(view, source, &options).map_err(|e| e.to_string())
}

#[cfg(not(feature = "pdf"))]
fn pdf(
    _: &View,
    _: &Assessment,
    _: &BTreeMap<String, Picture>,
    _: &Loaded,
) -> Result<Vec<u8>, String> {
    Err(String::new())
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
            // `a.findings` is what the copy of `a` with findings is called.
            let first = usize::from(key.ends_with(".findings"));
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
        let paths = ["a.findings.yaml", "a.yaml"].map(PathBuf::from);
        assert_eq!(output_names(&paths), ["a.findings-2", "a"]);
    }
}
