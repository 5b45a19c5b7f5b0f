//! `hyokasho new --form 点検記録`: the record of a review, beside an assessment.

use std::path::{Component, Path, PathBuf};

use super::ask::{Asker, Stop};
use super::given::Step::Key;
use super::saved::Place;
use super::shown::Question;
use super::{Args, given_of, said, saved, takes_input, understand, words};
use crate::assessment::start::record::{self, RecordAnswers};
use crate::assessment::{self, Assessment};
use crate::cli::Outcome;
use crate::form::{ASSESSMENT, Form};
use crate::source::diagnostic::Stage;
use crate::source::lang::{Lang, say};
use crate::workspace;

pub(super) fn run(args: &Args, form: &Form, place: &Place, lang: Lang) -> Result<Outcome, String> {
    let given = given_of(args, true, lang)?;
    let is_given = given.is_some();
    let mut asker = Asker::new(given, takes_input(args), place.is_stream(), lang);
    let asked = |asker: &mut Asker| -> Result<(RecordAnswers, PathBuf), Stop> {
        let (mut answers, reviewed) = questions(asker)?;
        let path = match place {
            Place::Folder(folder) if folder.as_os_str().is_empty() => {
                // Beside the assessment.
                let folder = reviewed.parent().unwrap_or(Path::new(""));
                let beside = Place::Folder(folder.to_owned());
                beside.path(asker, &name_beside(&reviewed), is_given)?
            }
            place => place.path(asker, &name_beside(&reviewed), is_given)?,
        };
        answers.file = seen_from(&path, &reviewed);
        Ok((answers, path))
    };
    let (answers, path) = match asker.run(&asked) {
        Ok(answered) => answered,
        Err(Stop::Failed(why)) => return Err(why),
        Err(Stop::Done(_) | Stop::Back) => return Ok(Outcome::Clean),
    };
    let text = record::document(form, &answers, args.guide.into());
    let path = place.write(&mut asker, path, &text, is_given)?;
    asker.show(&said::closing_of_record(&path.display().to_string(), lang));
    Ok(Outcome::Clean)
}

/// What is known by the assessment and two questions; and the file of the assessment.
fn questions(asker: &mut Asker) -> Result<(RecordAnswers, PathBuf), Stop> {
    let lang = asker.lang;
    let question = |(asked, hint): (String, String), default: Option<String>| Question {
        asked,
        help: hint.clone(),
        hint,
        options: Vec::new(),
        default,
        entry: None,
    };
    let file = question(words::reviewed(lang), None);
    let file = asker.ask(&[Key("評価書のファイル")], &file, &|text| {
        facts(Path::new(text), lang).map(|_| text.to_owned())
    })?;
    let body = question(words::reviewer(lang), Some(String::new()));
    let body = asker.ask(&[Key("点検する機関")], &body, &|text| {
        understand::name_or_open(text, lang)
    })?;
    let path = PathBuf::from(file);
    // Where an answer is missing, that is said instead of what the empty path leads to.
    let answers = facts(&path, lang).unwrap_or_default();
    Ok((RecordAnswers { body, ..answers }, path))
}

/// What an assessment says of itself.
fn facts(path: &Path, lang: Lang) -> Result<RecordAnswers, String> {
    let source = super::source(path, no_assessment, lang)?;
    let document = assessment::read(&source);
    let opened = Assessment::open(&source, &document, Stage::Draft).ok();
    let opened = opened.filter(|assessment| assessment.form.kind == ASSESSMENT);
    let assessment = opened.ok_or_else(|| no_assessment(path, lang))?;
    let text = |id: &str| {
        let text = assessment.text(id).unwrap_or_default();
        text.trim().to_owned()
    };
    Ok(RecordAnswers {
        number: text("cover.number"),
        title: text("cover.title"),
        office: text("basic.office.name"),
        ..RecordAnswers::default()
    })
}

fn no_assessment(path: &Path, lang: Lang) -> String {
    let path = path.display();
    say!(
        lang,
        "全項目評価書として読めません: {path}",
        "no 全項目評価書: {path}"
    )
}

/// 「児童手当-点検記録」 for 児童手当.yaml.
fn name_beside(reviewed: &Path) -> String {
    let stem = reviewed.file_stem().unwrap_or_default().to_string_lossy();
    saved::named(&[&stem, "点検記録"])
}

/// The assessment as seen from the folder of the record.
fn seen_from(record: &Path, reviewed: &Path) -> String {
    let plain = |path: &Path| -> PathBuf {
        let parts = path.components().filter(|part| *part != Component::CurDir);
        parts.collect()
    };
    let (record, reviewed) = (plain(record), plain(reviewed));
    let folder = record.parent().unwrap_or(Path::new(""));
    let goes_up = folder.components().any(|part| part == Component::ParentDir);
    let seen = match reviewed.strip_prefix(folder) {
        Ok(below) => below.to_owned(),
        // Up to the folder that both are named from.
        Err(_) if folder.is_relative() && reviewed.is_relative() && !goes_up => {
            let up = folder.components().map(|_| "..");
            up.collect::<PathBuf>().join(reviewed)
        }
        Err(_) => workspace::absolute(&reviewed),
    };
    seen.display().to_string().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assessment_is_named_from_the_folder_of_its_record() {
        for (record, reviewed, seen) in [
            ("r.yaml", "a.yaml", "a.yaml"),
            ("r8/r.yaml", "r8/a.yaml", "a.yaml"),
            ("r.yaml", "r8/a.yaml", "r8/a.yaml"),
            ("kiroku/r8/r.yaml", "a.yaml", "../../a.yaml"),
            ("-", "r8/a.yaml", "r8/a.yaml"),
            ("./r.yaml", "a.yaml", "a.yaml"),
            ("r.yaml", "./a.yaml", "a.yaml"),
        ] {
            assert_eq!(seen_from(Path::new(record), Path::new(reviewed)), seen);
        }
    }
}
