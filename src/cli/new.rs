//! `hyokasho new`: a few questions become the draft of an assessment.

mod agreed;
mod ask;
mod given;
mod questions;
mod register;
mod said;
mod saved;
mod shown;
mod understand;
mod words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use self::ask::{Asker, Stop};
use self::given::{Given, TEMPLATE};
use self::saved::Place;
pub(super) use self::saved::{free, named};
use super::{Loaded, Outcome, forms, is_standard_input, print};
use crate::assessment::start::taken::Older;
use crate::assessment::start::{Answers, Guidance};
use crate::assessment::{self, Assessment, newest_form, newest_of};
use crate::form::{ASSESSMENT, Form, RECORD};
use crate::japanese::notation::norm_key;
use crate::lint::{engine, rules};
use crate::source::Source;
use crate::source::diagnostic::{Diagnostic, Stage};
use crate::source::lang::{Lang, say};
use crate::workspace::{self, DiskError};

#[derive(clap::Args)]
pub(super) struct Args {
    /// 作るファイル。省くと、評価書番号と事務の名から付けた名を尋ねる。あるファイルには書かない
    #[arg(value_name = "FILE")]
    pub new_file: Option<PathBuf>,
    /// 作る書類の様式
    #[arg(long = "form", value_name = "FORM", value_parser = forms::FormName, default_value = ASSESSMENT)]
    pub new_form: String,
    /// 問いの答えを書いたファイル（YAML）。- は標準入力
    #[arg(long = "answers", value_name = "FILE")]
    pub answers: Option<PathBuf>,
    /// 答えのファイルのひな形を表示する
    #[arg(long = "answers-template", exclusive = true)]
    pub answers_template: bool,
    /// 前の年度又はほかの団体の評価書。その文を写し、確かめる所に印を付ける
    #[arg(long = "like", value_name = "OLD")]
    pub like: Option<PathBuf>,
    /// 空欄に付ける説明（なし、短く、くわしく。none、short、full でもよい）
    #[arg(long = "guide", value_enum, default_value_t, value_name = "LEVEL")]
    pub guide: GuideArg,
}

#[derive(Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum GuideArg {
    #[value(alias = "なし")]
    None,
    #[default]
    #[value(alias = "短く")]
    Short,
    #[value(alias = "くわしく")]
    Full,
}

impl From<GuideArg> for Guidance {
    fn from(guide: GuideArg) -> Guidance {
        match guide {
            GuideArg::None => Guidance::None,
            GuideArg::Short => Guidance::Short,
            GuideArg::Full => Guidance::Full,
        }
    }
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    if args.answers_template {
        print(TEMPLATE);
        return Ok(Outcome::Clean);
    }
    let is_of = |kind: &str| norm_key(&args.new_form) == norm_key(kind);
    if !is_of(ASSESSMENT) && !is_of(RECORD) {
        let form = &args.new_form;
        return Err(said::other_form(form, forms::near(form), lang));
    }
    let place = Place::of(args.new_file.as_deref(), lang)?;
    if is_of(RECORD) {
        let form = newest_of(RECORD).map_err(ToString::to_string)?;
        return register::run(args, form, &place, lang);
    }
    let form = newest_form().map_err(ToString::to_string)?;
    let given = given_of(args, false, lang)?;
    match &args.like {
        None => make(args, form, &place, given, None, lang),
        Some(like) => with_older(like, lang, |older| {
            make(args, form, &place, given, Some(older), lang)
        })?,
    }
}

/// Reads an older assessment and passes it on.
fn with_older<T>(path: &Path, lang: Lang, f: impl FnOnce(&Older) -> T) -> Result<T, String> {
    let source = source(path, no_assessment, lang)?;
    let document = assessment::read(&source);
    let opened = Assessment::open(&source, &document, Stage::Draft);
    let opened = opened
        .ok()
        .filter(|assessment| assessment.form.kind == ASSESSMENT && !assessment.fields.is_empty());
    let assessment = opened.ok_or_else(|| no_assessment(path, lang))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let older = Older {
        assessment: &assessment,
        name: &name,
        left: &BTreeSet::new(),
    };
    Ok(f(&older))
}

/// The answers to 情報連携.
pub(super) fn linkages() -> Vec<String> {
    words::linkages()
}

/// Begins an assessment in a folder with answers as a file of them has them, taking over the texts of an older one where
/// that is named.
///
/// # Errors
/// In words: what is missing or wrong in the answers, that none has to be made, or that it can't be written.
pub(super) fn of_answers(
    text: &str,
    folder: &Path,
    older: Option<&Path>,
    lang: Lang,
) -> Result<PathBuf, String> {
    let form = newest_form().map_err(ToString::to_string)?;
    let given = Given::of("", text.as_bytes(), false, lang)?;
    let make = |older: Option<&Older>| {
        let mut asker = Asker::new(Some(given), false, true, lang);
        let before = older.map(Older::answers);
        let asked = |asker: &mut Asker| questions::all(asker, form, before.as_ref());
        let answers = asker.run(&asked).map_err(|stop| match stop {
            Stop::Done(words) | Stop::Failed(words) => words,
            Stop::Back => String::new(),
        })?;
        let name = saved::named(&[&answers.number, &answers.office]);
        let path = free(folder, &name);
        let text = agreed::document(form, &answers, older, Guidance::None, lang);
        let written = workspace::write(&path, text.as_bytes());
        written.map_err(|error| error.message(lang)).map(|()| path)
    };
    match older {
        None => make(None),
        Some(path) => with_older(path, lang, |older| make(Some(older)))?,
    }
}

fn given_of(args: &Args, is_of_record: bool, lang: Lang) -> Result<Option<Given>, String> {
    let path = args.answers.as_deref();
    path.map(|path| Given::read(path, is_of_record, lang))
        .transpose()
}

/// Whether standard input has lines that answer questions, not a file of answers.
fn takes_input(args: &Args) -> bool {
    !args.answers.as_deref().is_some_and(is_standard_input)
}

/// An assessment, as YAML whatever it is; `unfit` says that it is none.
fn source(path: &Path, unfit: fn(&Path, Lang) -> String, lang: Lang) -> Result<Source, String> {
    let path = workspace::as_spelt(path);
    if !is_standard_input(&path) && !path.exists() {
        return Err(DiskError::Missing(path).message(lang));
    }
    let loaded = Loaded::read(&path, lang).map_err(|error| error.message(lang))?;
    loaded.source.map_err(|_| unfit(&path, lang))
}

fn no_assessment(path: &Path, lang: Lang) -> String {
    let path = path.display();
    say!(
        lang,
        "全項目評価書として読めないので、写せません: {path}",
        "no 全項目評価書, so nothing can be taken over: {path}"
    )
}

/// Asks, writes, and says what is to be done next.
fn make(
    args: &Args,
    form: &'static Form,
    place: &Place,
    given: Option<Given>,
    older: Option<&Older>,
    lang: Lang,
) -> Result<Outcome, String> {
    let is_given = given.is_some();
    let mut asker = Asker::new(given, takes_input(args), place.is_stream(), lang);
    if !is_given {
        asker.show(&said::welcome(lang));
    }
    let before = older.map(Older::answers);
    let asked = |asker: &mut Asker| -> Result<(Answers, PathBuf), Stop> {
        let answers = questions::all(asker, form, before.as_ref())?;
        let name = saved::named(&[&answers.number, &answers.office]);
        let path = place.path(asker, &name, is_given)?;
        Ok((answers, path))
    };
    let (answers, path) = match asker.run(&asked) {
        Ok(answered) => answered,
        Err(Stop::Done(words)) => {
            asker.show(&words);
            return Ok(Outcome::Clean);
        }
        Err(Stop::Failed(why)) => return Err(why),
        Err(Stop::Back) => return Ok(Outcome::Clean),
    };
    let text = agreed::document(form, &answers, older, args.guide.into(), lang);
    let path = place.write(&mut asker, path, &text, is_given)?;
    let name = path.display().to_string();
    let counts = counts(&name, text, lang);
    let closing = said::closing(&name, &counts, lang);
    asker.show(&closing);
    Ok(Outcome::Clean)
}

/// What a check of the draft finds.
fn counts(name: &str, text: String, lang: Lang) -> said::Counts {
    let source = Source::new(name, text);
    let found = engine::check_text(&source, Stage::Draft, lang);
    let places = |is_one: fn(&Diagnostic) -> bool| {
        let own = found.iter().filter(|found| is_one(found));
        own.map(|found| found.all_places().count()).sum::<usize>()
    };
    let others = found.iter();
    let others = others.filter(|found| !is_blank(found) && !is_doubt(found));
    said::Counts {
        blanks: places(is_blank),
        doubts: places(is_doubt),
        others: others.count(),
    }
}

/// Whether something is found because it is still to be written.
fn is_blank(found: &Diagnostic) -> bool {
    let rules = [&rules::s::s004_missing::RULE, &rules::s::s015_none_of::RULE];
    rules.iter().any(|rule| rule.code == found.code)
}

/// Whether something is found because it was taken over.
fn is_doubt(found: &Diagnostic) -> bool {
    found.code == rules::s::s025_left_by_import::RULE.code
}
