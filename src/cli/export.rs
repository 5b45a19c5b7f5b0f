//! `hyokasho export`: an assessment as a workbook or a document that an office goes on writing in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::held::Held;
use super::{CheckOptions, Loaded, Outcome, StageArg, check_inputs, is_standard_input};
use super::{print, report_of, review, screen, settings, written};
use crate::assessment::{self, Assessment};
use crate::assets::picture::Picture;
use crate::document::render::{docx, xlsx};
use crate::document::view::{self, View};
use crate::lint::file_report::Summary;
use crate::source::diagnostic::{Severity, Stage};
use crate::source::lang::Lang;
use crate::workspace::{self, Claims};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 評価書
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// 作るもの（Excel の xlsx、Word の docx）
    #[arg(long = "format", value_enum, default_value_t, value_name = "FORMAT")]
    pub office_format: Office,
    /// 書き出すファイル。省くと「out/名.xlsx」のように書き出す
    #[arg(short = 'o', long = "out", value_name = "FILE")]
    pub office_file: Option<PathBuf>,
    /// どの段階のものか（下書き、点検、公表。draft、review、publish でもよい）。公表では、様式に刷らない項目を入れない。省くと hyokasho.toml の stage、なければ下書き
    #[arg(long = "stage", value_enum, value_name = "STAGE")]
    pub exported_at: Option<StageArg>,
    /// 公表の段階で指摘が残っていても、「素案」の印を付けて書き出す
    #[arg(long)]
    pub force_draft: bool,
    #[command(flatten)]
    pub settings: settings::FileArgs,
}

/// What an office's own programs open.
#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Office {
    #[default]
    Xlsx,
    Docx,
}

impl Office {
    /// The ending of its files.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Office::Xlsx => "xlsx",
            Office::Docx => "docx",
        }
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// It could not be made, in words.
    pub(super) fn bytes(
        self,
        view: &View,
        assessment: &Assessment,
        pictures: &BTreeMap<String, Picture>,
        lang: Lang,
    ) -> Result<Vec<u8>, String> {
        match self {
            Office::Xlsx => {
                xlsx::render(view, assessment, pictures).map_err(|error| error.message(lang))
            }
            Office::Docx => docx::whole(view, assessment).map_err(|error| error.to_string()),
        }
    }
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    let setup = settings::open(&args.settings, std::slice::from_ref(&args.file), lang)?;
    let options = CheckOptions::of(setup, args.exported_at, None, lang);
    let file = workspace::as_spelt(&args.file);
    let out = out_file(args, &file, lang)?;
    screen::no_binary(&out, lang)?;
    let read = options.setup.inputs.iter().chain([&file]);
    let claimed = Claims::on(read).output(&out);
    claimed.map_err(|error| error.message(lang))?;
    match made(args, &file, &options)? {
        Made::Held(held) => {
            print(&held.message(&file, lang));
            Ok(Outcome::Findings)
        }
        Made::Bytes(bytes, note) => {
            workspace::write(&out, &bytes).map_err(|error| error.message(lang))?;
            // What goes to standard output is the file and nothing else.
            if out != Path::new("-") {
                print(&note);
                print(&written(&[out], lang));
            }
            Ok(Outcome::Clean)
        }
    }
}

/// Where to write.
fn out_file(args: &Args, file: &Path, lang: Lang) -> Result<PathBuf, String> {
    if let Some(out) = &args.office_file {
        return Ok(out.clone());
    }
    if is_standard_input(file) {
        return Err(match lang {
            Lang::Ja => "標準入力から作るときは、-o で書き出すファイルを指定してください。",
            Lang::En => {
                "name the file to write with -o when the assessment comes from standard input"
            }
        }
        .to_owned());
    }
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    let ending = args.office_format.ending();
    Ok(Path::new("out").join(format!("{name}.{ending}")))
}

/// What became of it.
enum Made {
    /// Nothing, for this reason.
    Held(Held),
    /// A file, and what is to be said of it.
    Bytes(Vec<u8>, String),
}

fn made(args: &Args, file: &Path, options: &CheckOptions) -> Result<Made, String> {
    let lang = options.lang;
    let loaded = Loaded::read(file, lang).map_err(|error| error.message(lang))?;
    let Ok(source) = &loaded.source else {
        return Ok(Made::Held(Held::NoForm));
    };
    let document = assessment::read(source);
    let Ok(assessment) = Assessment::open(source, &document, options.stage) else {
        return Ok(Made::Held(Held::NoForm));
    };
    if let Some(refused) = review::refused(file, &assessment, lang) {
        return Err(refused);
    }
    let inputs = check_inputs(file, &assessment, options);
    let report = report_of(&assessment, &inputs, lang);
    let is_public = options.stage == Stage::Publish;
    let denied = is_public && Summary::of([&report]).at_least(Severity::Error) > 0;
    let is_held = denied && !args.force_draft;
    if let Some(held) = Held::of(&report, !document.unread.is_empty(), is_held) {
        return Ok(Made::Held(held));
    }
    let mut view = view::build(&assessment);
    if denied {
        view.stage = Stage::Draft.id().to_owned();
    }
    let pictures = inputs.pictures.into_iter();
    let pictures = pictures.filter_map(|(path, picture)| Some((path, picture.ok()?)));
    let bytes = args
        .office_format
        .bytes(&view, &assessment, &pictures.collect(), lang);
    let bytes = bytes.map_err(|why| format!("{}: {why}", file.display()))?;
    let outside = outside(assessment.outside_the_form(), file, lang);
    Ok(Made::Bytes(bytes, outside))
}

/// What is to be said of places of the file that no item of the form holds: they are not in what was made.
fn outside(count: usize, file: &Path, lang: Lang) -> String {
    let file = file.display();
    match (count, lang) {
        (0, _) => String::new(),
        (count, Lang::Ja) => format!(
            "様式の項目として読めない所が{count}か所あり、書き出したものには入っていません。hyokasho check {file} で確かめてください。\n"
        ),
        (count, Lang::En) => format!(
            "{count} place(s) of the file are no item of the form and were left out; see hyokasho check {file}.\n"
        ),
    }
}
