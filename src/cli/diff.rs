//! `hyokasho diff`: what changed between two versions, item by item.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::compared::{opened, side};
use super::pdf::RenderSetup;
use super::{Outcome, StageArg, look, pdf, print, screen, settings};
use crate::assessment::Assessment;
use crate::compare::changelog::logged;
use crate::compare::diff::Comparison;
use crate::config::settings::Standard;
use crate::document::render::{docx, redline};
use crate::document::view;
use crate::document::view::redline::tracked::Tracked;
use crate::document::view::redline::{Redline, Sheet};
use crate::report::diff::{human, json};
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use crate::workspace::{self, Claims, STANDARD_OUTPUT, versions};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 旧版: ファイル、REV:パス、又は REV だけ（もう一方と同じファイルの、その版）
    #[arg(value_name = "OLD", display_order = 1)]
    pub old: String,
    /// 新版: 同じ書き方
    #[arg(value_name = "NEW", display_order = 2)]
    pub new: String,
    /// 出力の形（画面用 human、機械用 json、読みもの html・pdf、Word の変更履歴 docx）
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// html と pdf の組み方（変更点のまとめ redline、新旧対照表 table）
    #[arg(long, value_enum, value_name = "LAYOUT")]
    pub layout: Option<Layout>,
    /// 書き出すファイル。省くと human と json は画面に、ほかは「out/新版の名.redline.html」（新旧対照表は「.table.html」）のように書き出す
    #[arg(short = 'o', long = "out", value_name = "FILE")]
    pub out_file: Option<PathBuf>,
    /// 新版の段階（下書き、点検、公表。draft、review、publish でもよい）。draft なら html、pdf、docx に「素案」と入れる。省くと hyokasho.toml の stage、なければ公表
    #[arg(long = "stage", value_enum, value_name = "STAGE")]
    pub diffed_at: Option<StageArg>,
    /// PDF が守る規格（build の説明にある名）。省くと hyokasho.toml の pdf-standard、なければ a-3a
    #[arg(long, value_enum, value_name = "NAME")]
    pub pdf_standard: Option<Standard>,
    #[command(flatten)]
    pub settings: settings::FileArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    #[default]
    Human,
    Json,
    Html,
    Pdf,
    Docx,
}

/// What is printed as a page or a PDF.
#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Layout {
    #[default]
    Redline,
    Table,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    print(&compare(args, lang)?);
    Ok(Outcome::Clean)
}

/// Compares; gives what is to be said on standard output.
fn compare(args: &Args, lang: Lang) -> Result<String, String> {
    let one_layout = !matches!(args.format, Format::Html | Format::Pdf);
    if one_layout && args.layout.is_some() {
        return Err(match lang {
            Lang::Ja => "--layout は、--format html か --format pdf とともに指定してください。",
            Lang::En => "--layout needs --format html or --format pdf",
        }
        .to_owned());
    }
    if args.format == Format::Pdf {
        pdf::is_there(lang)?;
    }
    if matches!(args.format, Format::Pdf | Format::Docx) {
        args.out_file
            .as_deref()
            .map_or(Ok(()), |file| screen::no_binary(file, lang))?;
    }
    let (old, new) = versions::pair(&args.old, &args.new).map_err(|e| e.message(lang))?;
    let print = print_of(args, &new.path, lang)?;
    let bytes = opened(&old, lang, |before| {
        opened(&new, lang, |after| {
            let diff = logged::compare(before, after).masked();
            let comparison = Comparison {
                old: side(&old, before),
                new: side(&new, after),
                diff: &diff,
            };
            rendered(args, &comparison, (before, after), print.as_ref(), lang)
        })
    })???;
    let Some(path) = out_file(args, &new.path) else {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    };
    let read = [&old, &new].map(|version| &version.path);
    let allowed = Claims::on(read).output(&path);
    let written = allowed.and_then(|()| workspace::write(&path, &bytes));
    written.map_err(|e| e.message(lang))?;
    // What goes to standard output is the file and nothing else.
    if path == Path::new(STANDARD_OUTPUT) {
        return Ok(String::new());
    }
    Ok(super::written(&[path], lang))
}

/// How pages and PDFs are made, and at which stage the new version is.
struct Print {
    render_setup: RenderSetup,
    stage: Stage,
}

/// None for the formats that no settings change.
fn print_of(args: &Args, new: &str, lang: Lang) -> Result<Option<Print>, String> {
    if matches!(args.format, Format::Human | Format::Json) {
        return Ok(None);
    }
    let setup = settings::open(&args.settings, &[PathBuf::from(new)], lang)?;
    let asked = args.diffed_at.map(Stage::from);
    Ok(Some(Print {
        render_setup: RenderSetup::of(&setup, args.pdf_standard, lang)?,
        // Published versions are compared as often as drafts, and nothing may call those 素案.
        stage: asked.or(setup.settings.stage).unwrap_or(Stage::Publish),
    }))
}

fn rendered(
    args: &Args,
    comparison: &Comparison,
    (old, new): (&Assessment, &Assessment),
    print: Option<&Print>,
    lang: Lang,
) -> Result<Vec<u8>, String> {
    let Some(Print {
        render_setup,
        stage,
    }) = print
    else {
        return Ok(if args.format == Format::Json {
            json::render(comparison).into_bytes()
        } else {
            let mut look = look(lang);
            look.colour &= args.out_file.is_none();
            human::render(comparison, look).into_bytes()
        });
    };
    let redline = Redline {
        stage: stage.id().to_owned(),
        ..view::redline::build(comparison, old, new)
    };
    if args.format == Format::Docx {
        let tracked = Tracked::of(comparison, new, redline);
        return docx::redline(&tracked).map_err(|e| e.to_string());
    }
    let templates = render_setup.templates.html();
    let page = if args.layout == Some(Layout::Table) {
        let sheet = Sheet::of(&redline, &comparison.diff.chapters);
        if args.format == Format::Pdf {
            return pdf::sheet(&sheet, new.date(), render_setup);
        }
        redline::sheet(&sheet, templates)
    } else {
        if args.format == Format::Pdf {
            return pdf::redline(&redline, new.date(), render_setup);
        }
        redline::html(&redline, templates)
    };
    page.map(String::into_bytes).map_err(|e| e.message(lang))
}

/// Where to write; none for the screen.
fn out_file(args: &Args, new: &str) -> Option<PathBuf> {
    let ending = match args.format {
        Format::Human | Format::Json => None,
        Format::Html => Some("html"),
        Format::Pdf => Some("pdf"),
        Format::Docx => Some("docx"),
    };
    let by_itself = ending.map(|ending| {
        let stem = Path::new(new).file_stem().unwrap_or_default();
        let kind = match args.layout {
            Some(Layout::Table) => "table",
            _ => "redline",
        };
        Path::new("out").join(format!("{}.{kind}.{ending}", stem.to_string_lossy()))
    });
    args.out_file.clone().or(by_itself)
}
