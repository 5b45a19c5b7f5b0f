//! `hyokasho diff`: what changed between two versions, item by item.

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::compared::{opened, side};
use super::{Outcome, look, pdf, print};
use crate::assessment::Assessment;
use crate::diagnostic::Lang;
use crate::diff::{self, Comparison};
use crate::render::redline;
use crate::report::diff::{human, json};
use crate::view;
use crate::workspace::{self, versions};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 旧版: ファイル、REV:パス、又は REV だけ（もう一方と同じファイルの、その版）
    #[arg(value_name = "OLD", display_order = 1)]
    pub old: String,
    /// 新版: 同じ書き方
    #[arg(value_name = "NEW", display_order = 2)]
    pub new: String,
    /// 出力の形（画面用 human、機械用 json、読みもの html・pdf）
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// 書き出すファイル。省くと human と json は画面に、html と pdf は「out/新版の名.redline.html」のように書き出す
    #[arg(short = 'o', long = "out", value_name = "FILE")]
    pub out_file: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    #[default]
    Human,
    Json,
    Html,
    Pdf,
}

pub(super) fn run(args: &Args, lang: Lang) -> Outcome {
    match compare(args, lang) {
        Ok(text) => {
            print(&text);
            Outcome::Clean
        }
        Err(message) => Outcome::Failed(message),
    }
}

/// Compares; gives what is to be said on standard output.
fn compare(args: &Args, lang: Lang) -> Result<String, String> {
    if args.format == Format::Pdf {
        pdf::is_there(lang)?;
    }
    let (old, new) = versions::pair(&args.old, &args.new).map_err(|e| e.message(lang))?;
    let bytes = opened(&old, lang, |before| {
        opened(&new, lang, |after| {
            let diff = diff::compare(before, after);
            let comparison = Comparison {
                old: side(&old, before),
                new: side(&new, after),
                diff: &diff,
            };
            rendered(args, &comparison, after, lang)
        })
    })???;
    let Some(path) = out_file(args, &new.path) else {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    };
    workspace::write(&path, &bytes).map_err(|e| e.message(lang))?;
    Ok(super::written(&[path], lang))
}

fn rendered(
    args: &Args,
    comparison: &Comparison,
    new: &Assessment,
    lang: Lang,
) -> Result<Vec<u8>, String> {
    let redline = || view::redline::build(comparison, new);
    match args.format {
        Format::Human => {
            let mut look = look(lang);
            look.colour &= args.out_file.is_none();
            Ok(human::render(comparison, look).into_bytes())
        }
        Format::Json => Ok(json::render(comparison).into_bytes()),
        Format::Html => redline::html(&redline())
            .map(String::into_bytes)
            .map_err(|e| e.to_string()),
        Format::Pdf => pdf::redline(&redline(), new.date()),
    }
}

/// Where to write; none for the screen.
fn out_file(args: &Args, new: &str) -> Option<PathBuf> {
    let ending = match args.format {
        Format::Human | Format::Json => None,
        Format::Html => Some("html"),
        Format::Pdf => Some("pdf"),
    };
    let by_itself = ending.map(|ending| {
        let stem = Path::new(new).file_stem().unwrap_or_default();
        Path::new("out").join(format!("{}.redline.{ending}", stem.to_string_lossy()))
    });
    args.out_file.clone().or(by_itself)
}
