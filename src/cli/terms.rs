//! The user's words of a run: which files hold them, read once for all assessments.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::mistakes;
use crate::config::terms::{self, FOLDER, MOST_WORDS};
use crate::config::vocabulary::{TermFile, Vocabulary};
use crate::lint::rules;
use crate::source::lang::Lang;
use crate::source::{MAX_BYTES, Source, Unreadable};
use crate::workspace;

/// The folder of words next to the settings, else next to the assessments; none where there is none.
///
/// # Errors
/// In words: two of the assessments have a folder of their own.
pub(super) fn folder(
    settings: Option<&Path>,
    files: &[PathBuf],
    lang: Lang,
) -> Result<Option<PathBuf>, String> {
    let terms_of = |folder: &Path| Some(folder.join(FOLDER)).filter(|terms| terms.is_dir());
    if let Some(terms) = settings.and_then(terms_of) {
        return Ok(Some(terms));
    }
    let found: BTreeSet<PathBuf> = files.iter().filter_map(|p| terms_of(&home(p))).collect();
    let mut found = found.into_iter();
    match (found.next(), found.next()) {
        (first, None) => Ok(first),
        (first, Some(second)) => {
            let [first, second] = [first.unwrap_or_default(), second];
            let [first, second] = [first.display(), second.display()];
            Err(match lang {
                Lang::Ja => format!(
                    "組織の語のフォルダーが二つあります（{first}、{second}）。分けて実行するか、hyokasho.toml の terms に書いてください。"
                ),
                Lang::En => format!(
                    "two folders of terms apply, {first} and {second}; run them apart, or name them as `terms` in hyokasho.toml"
                ),
            })
        }
    }
}

/// The folder of an assessment.
fn home(path: &Path) -> PathBuf {
    let path = workspace::absolute(path);
    workspace::shown(path.parent().unwrap_or(&path))
}

/// The files of words in some places, which are files or folders.
///
/// # Errors
/// In words: one is missing or can't be read.
pub(super) fn files(places: &[PathBuf], lang: Lang) -> Result<Vec<PathBuf>, String> {
    let mut files = Vec::new();
    for place in places {
        files.extend(workspace::yaml_files(place).map_err(|e| e.message(lang))?);
    }
    Ok(files)
}

/// Our words with those of files; none where there is no file.
///
/// # Errors
/// In words: one can't be read, all that is wrong in them, or there are too many words.
pub(super) fn vocabulary(files: &[PathBuf], lang: Lang) -> Result<Option<Arc<Vocabulary>>, String> {
    let (mut read, mut errors, mut size) = (Vec::new(), Vec::new(), 0);
    for path in files {
        match file(path, lang) {
            Ok(file) => {
                size += file.size();
                read.push(file);
            }
            Err(error) => errors.push(error),
        }
        if size > MOST_WORDS {
            errors.push(too_many(path, lang));
            break;
        }
    }
    if !errors.is_empty() {
        return Err(errors.join("\nhyokasho: "));
    }
    Ok((!read.is_empty()).then(|| Arc::new(Vocabulary::with(read))))
}

fn file(path: &Path, lang: Lang) -> Result<TermFile, String> {
    let bytes = workspace::read_named(path).map_err(|error| error.message(lang))?;
    let name = path.display().to_string();
    match Source::from_bytes(name.as_str(), &bytes) {
        Ok(source) => terms::parse(&source, rules::misreadings, lang)
            .map_err(|mistakes| mistakes::render(&source, &mistakes)),
        Err(Unreadable::Empty) => Ok(TermFile::default()),
        Err(Unreadable::TooLarge) => Err(too_large(&name, lang)),
        Err(why) => {
            let stop = match lang {
                Lang::Ja => "。",
                Lang::En => ". ",
            };
            let finding = rules::unreadable(why, lang);
            Err(format!("{name}: {}{stop}{}", finding.message, finding.help))
        }
    }
}

fn too_large(name: &str, lang: Lang) -> String {
    let most = MAX_BYTES / 1024 / 1024;
    match lang {
        Lang::Ja => format!("{name}: ファイルが{most} MB を超えています。"),
        Lang::En => format!("{name}: larger than {most} MB"),
    }
}

fn too_many(path: &Path, lang: Lang) -> String {
    let path = path.display();
    match lang {
        Lang::Ja => {
            format!(
                "{path}: 組織の語が、語尾も数えて{MOST_WORDS}語を超えました。減らしてください。"
            )
        }
        Lang::En => format!("{path}: more than {MOST_WORDS} words, counted with their endings"),
    }
}
