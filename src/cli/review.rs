//! `hyokasho review`: the papers of a review, made of its record; what is still open in it; what it gives to Ⅵ.

mod fill;
mod kind;
mod packet;
mod pages;
mod papers;
mod said;
mod status;
mod subject;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use jiff::civil::Date as Day;

use self::kind::{Format, PaperArg};
use super::settings::{self, Setup};
use super::{CheckOptions, Outcome, StageArg, is_standard_input};
use crate::assessment::{Assessment, kind_named};
use crate::config::settings::Standard;
use crate::form::RECORD;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use crate::workspace;

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// 点検記録のファイル、又は点検記録を入れたフォルダー。省くと hyokasho.toml の paths
    #[arg(value_name = "FILE")]
    records: Vec<PathBuf>,
    /// 出力先のフォルダー
    #[arg(short = 'o', long = "out", default_value = "out", value_name = "DIR")]
    out: PathBuf,
    /// 作る書類（報告、会議録、質疑回答、意見回答、答申、記録、委員資料。並べられる。委員資料は PDF だけ）。省くと、記録に書いてあるもののすべて
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KIND")]
    paper: Vec<PaperArg>,
    /// 作るもの（html、pdf、docx。html,pdf のように並べる）。省くとすべて
    #[arg(
        long = "format",
        value_enum,
        value_delimiter = ',',
        value_name = "FORMAT"
    )]
    paper_format: Vec<Format>,
    /// 公表用に、人の氏名（者、委員、出席者など）、検査の例外、元の YAML を入れない
    #[arg(long)]
    public: bool,
    /// 評価書の、比べる旧版（git の版、REV:パス、又はファイル）。省くと記録の「対象の版」
    #[arg(long = "base", value_name = "REV|FILE")]
    reviewed_since: Option<String>,
    /// PDF が守る規格（build の説明にある名）。省くと hyokasho.toml の pdf-standard、なければ a-3a
    #[arg(long, value_enum, value_name = "NAME")]
    pdf_standard: Option<Standard>,
    /// どの段階として点検し印刷するか（下書き、点検、公表。draft、review、publish でもよい）。省くと hyokasho.toml の stage、なければ下書き
    #[arg(long, value_enum, value_name = "STAGE")]
    stage: Option<StageArg>,
    /// いつの法令と期限で点検するか。省くと公表日
    #[arg(long, value_parser = super::check::day, value_name = "DATE")]
    as_of: Option<Day>,
    /// 公表の段階で指摘が残っていても、「素案」の印を付けて書き出す
    #[arg(long)]
    force_draft: bool,
    #[command(flatten)]
    settings: settings::Args,
}

impl Args {
    /// What is asked for where all papers of a record are made with the settings that it is worked on with.
    fn of_file(path: &Path, out: &Path, stage: Stage, file: settings::FileArgs) -> Self {
        Args {
            action: None,
            records: vec![path.to_owned()],
            out: out.to_owned(),
            paper: Vec::new(),
            paper_format: Vec::new(),
            public: false,
            reviewed_since: None,
            pdf_standard: None,
            stage: Some(StageArg(stage)),
            as_of: None,
            force_draft: false,
            settings: settings::Args::of(file),
        }
    }
}

#[derive(Subcommand)]
enum Action {
    /// 答えていない質疑と意見、修正や検討の約束を、期限と答える部署とともに表示する
    Status(status::Args),
    /// 評価書のⅥ（評価実施手続）で空いている欄の案を、点検記録から作る
    Fill(fill::Args),
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    match &args.action {
        Some(Action::Status(args)) => status::run(args, lang),
        Some(Action::Fill(args)) => fill::run(args, lang),
        None => papers::run(args, lang),
    }
}

/// Makes all papers of a record, with the settings that it is worked on with.
///
/// # Errors
/// In words: what is in the way.
pub(super) fn papers_of(
    path: &Path,
    out: &Path,
    stage: Stage,
    file: settings::FileArgs,
    lang: Lang,
) -> Result<Outcome, String> {
    papers::run(&Args::of_file(path, out, stage, file), lang)
}

/// What a run looks at: the records that the paths name. Assessments in the same folders are none of its business.
fn look_at(
    args: &settings::Args,
    paths: &[PathBuf],
    stage: Option<StageArg>,
    as_of: Option<Day>,
    lang: Lang,
) -> Result<CheckOptions, String> {
    let mut setup = settings::setup(args, paths, lang)?;
    let named: Vec<PathBuf> = setup
        .paths
        .iter()
        .filter(|path| !path.is_dir())
        .cloned()
        .collect();
    if named.iter().any(|path| is_standard_input(path)) {
        return Err(said::no_name(lang));
    }
    let (records, others): (Vec<PathBuf>, Vec<PathBuf>) = setup
        .found
        .files
        .drain(..)
        .partition(|path| is_record(path));
    let wrong = |path: &&PathBuf| named.contains(path);
    if let Some(path) = others.iter().find(wrong) {
        return Err(said::no_record(path, lang));
    }
    if records.is_empty() && setup.found.errors.is_empty() {
        return Err(said::no_records(&setup.paths, lang));
    }
    setup.found.files = records;
    // What the settings say of assessments is not looked at.
    if let Some(file) = &mut setup.file {
        file.whole = false;
    }
    Ok(CheckOptions::of(setup, stage, as_of, lang))
}

/// Whether a file says in its first lines that it is the record of a review.
pub(super) fn is_record(path: &Path) -> bool {
    let head = workspace::head(path).unwrap_or_default();
    kind_named(&String::from_utf8_lossy(&head)) == Some(RECORD)
}

/// Takes the records out of what a command looks at that makes or lists assessments; gives them.
pub(super) fn set_aside(setup: &mut Setup) -> Vec<PathBuf> {
    let (records, files) = setup
        .found
        .files
        .drain(..)
        .partition(|path| is_record(path));
    setup.found.files = files;
    records
}

/// What a command says of records that it set aside.
pub(super) fn passed_by(records: &[PathBuf], command: &str, lang: Lang) -> String {
    let line = |path: &PathBuf| match lang {
        Lang::Ja => format!(
            "点検記録なので、ここでは扱いません: {0}（`hyokasho {command} {0}` を使ってください）\n",
            path.display()
        ),
        Lang::En => format!(
            "A record of a review, not taken here: {0} (use `hyokasho {command} {0}`)\n",
            path.display()
        ),
    };
    records.iter().map(line).collect()
}

/// What a command says that can't do anything with a record; none for an assessment.
pub(super) fn refused(path: &Path, assessment: &Assessment, lang: Lang) -> Option<String> {
    let path = path.display();
    (assessment.form.kind == RECORD).then(|| match lang {
        Lang::Ja => format!(
            "{path} は点検記録です。書類（HTML、PDF、Word）は `hyokasho review {path}` で、点検は `hyokasho check {path}` で行います。"
        ),
        Lang::En => format!(
            "{path} is the record of a review: `hyokasho review {path}` makes its papers, `hyokasho check {path}` checks it"
        ),
    })
}
