//! `hyokasho import`: a workbook, a document, a PDF or a page becomes an assessment.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde_json::json;

use super::{Outcome, eprint, is_standard_input, print};
use crate::intake::import::{self, Options};
use crate::intake::origin::origin;
use crate::intake::refusal::Refusal;
use crate::intake::report::Report;
use crate::source::lang::{Lang, say};
use crate::source::origin::Origin;
use crate::workspace::versions::Versioned;
use crate::workspace::{self, Claims, DiskError};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 取り込むファイル: Excel（xlsx、xlsm、xls、ods）、Word（docx）、PDF、HTML、文書（md、txt）、csv
    #[arg(value_name = "FILE")]
    pub import_file: PathBuf,
    /// 書き出すファイル。省くと、取り込むファイルの隣に「同じ名.yaml」として書き、同じ名のファイルがあれば書かない
    #[arg(short = 'o', long = "out", value_name = "OUT")]
    pub import_out: Option<PathBuf>,
    /// 評価書の様式（例 全項目評価書）。省くと、ファイルに合うもの
    #[arg(long = "form", value_name = "FORM", value_parser = super::forms::FormName)]
    pub import_form: Option<String>,
    /// 様式の版（例 平成30年5月）。省くと、ファイルに合うもの
    #[arg(long = "edition", value_name = "EDITION")]
    pub import_edition: Option<String>,
    /// 読むシートの名。何度でも指定できる。省くと、すべてのシート
    #[arg(long = "sheet", value_name = "NAME")]
    pub import_sheets: Vec<String>,
    /// 終わりの報告の形（画面用 human、機械用 json）
    #[arg(long = "report", value_enum, default_value_t, value_name = "FORMAT")]
    pub import_report: ReportFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ReportFormat {
    #[default]
    Human,
    Json,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let source = workspace::as_spelt(&args.import_file);
    if !is_standard_input(&source) && !source.exists() {
        return Err(DiskError::Missing(source).message(lang));
    }
    let bytes = workspace::read_any(&source).map_err(|e| e.message(lang))?;
    let name = workspace::shown_input(&source, lang);
    if workspace::holds_assessment(&bytes) && !is_foreign(&source, &bytes) {
        let name = source.display();
        return Err(say!(
            lang,
            "これは評価書の YAML なので、取り込む必要はありません。`hyokasho check {name}` で点検できます",
            "this is an assessment in YAML already; `hyokasho check {name}` checks it"
        ));
    }
    let options = Options {
        sheets: args.import_sheets.clone(),
        form: args.import_form.clone(),
        edition: args.import_edition.clone(),
    };
    let imported = import::import(&name, &bytes, &options);
    let imported = imported.map_err(|refusal| refusal.message(&name, lang))?;
    let outputs = outputs(args, &source, imported.len(), lang)?;
    let mut claims = Claims::on([source.clone()]);
    for path in &outputs {
        claims.output(path).map_err(|e| e.message(lang))?;
    }
    for (one, path) in imported.iter().zip(&outputs) {
        let written = workspace::write(path, one.yaml.as_bytes());
        written.map_err(|e| e.message(lang))?;
    }
    let outputs: Vec<String> = outputs
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let reports = imported
        .iter()
        .zip(&outputs)
        .map(|(imported, output)| Report {
            source: &name,
            imported,
            output,
        });
    let reports: Vec<Report> = reports.collect();
    let words = rendered(&reports, args.import_report, lang);
    // What was written to standard output stands alone there.
    if outputs
        .iter()
        .any(|output| output == workspace::STANDARD_OUTPUT)
    {
        eprint(&words);
    } else {
        print(&words);
    }
    let is_sure = reports.len() == 1 && reports.iter().all(Report::is_sure);
    Ok(if is_sure {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

fn rendered(reports: &[Report], format: ReportFormat, lang: Lang) -> String {
    if format == ReportFormat::Json {
        let all: Vec<_> = reports.iter().map(|report| report.json(lang)).collect();
        return format!("{:#}\n", json!({ "assessments": all }));
    }
    let mut words = String::new();
    if let several @ 2.. = reports.len() {
        words = say!(
            lang,
            "評価書が{several}つ入っていたので、{several}つのファイルに分けました。\n",
            "{several} assessments stand in it; each has a file of its own.\n"
        );
    }
    reports
        .iter()
        .for_each(|report| words.push_str(&report.human(lang)));
    words
}

/// Where the results go: OUT, OUT-2 …; by itself beside the source, where nothing of that name is yet.
fn outputs(args: &Args, source: &Path, count: usize, lang: Lang) -> Result<Vec<PathBuf>, String> {
    let by_itself = || {
        if is_standard_input(source) {
            PathBuf::from(workspace::STANDARD_OUTPUT)
        } else {
            source.with_extension("yaml")
        }
    };
    let first = args.import_out.clone().unwrap_or_else(by_itself);
    let is_stream = first == Path::new(workspace::STANDARD_OUTPUT);
    if is_stream && count > 1 {
        return Err(Refusal::Several(count).message(&workspace::shown_input(source, lang), lang));
    }
    let numbered = |number: usize| {
        if number == 1 {
            return first.clone();
        }
        let stem = first.file_stem().unwrap_or_default().to_string_lossy();
        let ending = first
            .extension()
            .map(|e| format!(".{}", e.to_string_lossy()));
        first.with_file_name(format!("{stem}-{number}{}", ending.unwrap_or_default()))
    };
    let outputs: Vec<PathBuf> = (1..=count).map(numbered).collect();
    // Only what was named by hand is written over.
    let named = usize::from(args.import_out.is_some() || is_stream);
    let taken = outputs
        .iter()
        .skip(named)
        .find(|path| path.symlink_metadata().is_ok());
    match taken.map(|path| path.display()) {
        None => Ok(outputs),
        Some(path) => Err(say!(
            lang,
            "同じ名のファイルがあるので、書き込みません（-o で書き出すファイルを指定できます）: {path}",
            "a file of that name is there already, so nothing is written; -o names another: {path}"
        )),
    }
}

/// Whether a file is no YAML but one to be imported: by its first bytes, and for texts by its ending.
pub(super) fn is_foreign(path: &Path, bytes: &[u8]) -> bool {
    if import::is_packed(bytes) {
        return true;
    }
    let ending = path
        .extension()
        .map(|e| e.to_string_lossy().to_ascii_lowercase());
    let of_texts = [
        "html", "htm", "xhtml", "md", "markdown", "txt", "csv", "tsv",
    ];
    let of_books = ["xlsx", "xlsm", "xls", "ods", "docx", "pdf"];
    let Some(ending) = ending else {
        return false;
    };
    let is = |known: &&str| *known == ending;
    of_books.iter().any(is) || of_texts.iter().any(is) && !workspace::holds_assessment(bytes)
}

/// The YAML of a file that is to be imported; none for a file that is no such one.
///
/// # Errors
/// It can't be read, or several assessments stand in it.
pub(super) fn as_yaml(path: &Path, bytes: &[u8], lang: Lang) -> Result<Option<Read>, DiskError> {
    if !is_foreign(path, bytes) {
        return Ok(None);
    }
    let imported = import::import_one(
        &workspace::shown_input(path, lang),
        bytes,
        &Options::default(),
    );
    let imported = imported.map_err(|refusal| DiskError::NotImported(path.to_owned(), refusal))?;
    Ok(Some(Read {
        origin: origin(&imported),
        yaml: imported.yaml,
    }))
}

/// What a file that is no YAML holds.
pub(super) struct Read {
    /// The assessment.
    pub(super) yaml: String,
    /// Where its items stand in the file.
    pub(super) origin: Origin,
}

/// The bytes of a version, as YAML where they are none.
///
/// # Errors
/// As [`as_yaml`].
pub(super) fn of_version(version: &Versioned, lang: Lang) -> Result<Cow<'_, [u8]>, String> {
    let read =
        as_yaml(Path::new(&version.path), &version.bytes, lang).map_err(|e| e.message(lang))?;
    Ok(match read {
        Some(read) => Cow::Owned(read.yaml.into_bytes()),
        None => Cow::Borrowed(&version.bytes),
    })
}
