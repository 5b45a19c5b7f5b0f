//! `hyokasho log`: which revision changed an assessment, or one of its items, from what to what, and the rows of 別添３
//! that cover it.

use std::path::{Path, PathBuf};

use super::status::Format;
use super::{Outcome, look, print};
use crate::assessment::{self, Assessment};
use crate::compare::diff::Side;
use crate::compare::history::{History, Version, Wanted};
use crate::report::diff::history;
use crate::source::Source;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use crate::workspace::git::{Commit, GitError, Repository};
use crate::workspace::{self, DiskError};
use crate::yaml::Document;

#[derive(clap::Args)]
pub(super) struct Args {
    /// 評価書のファイル
    #[arg(value_name = "FILE", display_order = 1)]
    pub file: PathBuf,
    /// 項目: 番地（Ⅱ６①保管場所）又は項目の id。省くとすべての項目
    #[arg(value_name = "ITEM", display_order = 2)]
    pub log_item: Option<String>,
    /// どの git の版より後を調べるか。省くと最初の版から
    #[arg(long = "since", value_name = "REV")]
    pub log_since: Option<String>,
    /// 表示する版の数（新しいものから）
    #[arg(short = 'n', long = "max", value_name = "N")]
    pub most: Option<usize>,
    /// 出力の形（画面用 human、機械用 json）
    #[arg(long = "format", value_enum, default_value_t, value_name = "FORMAT")]
    pub log_format: Format,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, String> {
    print(&render(args, lang)?);
    Ok(Outcome::Clean)
}

/// A version, read.
struct Read {
    version: Version,
    source: Source,
    document: Document,
}

impl Read {
    /// The version again where it can't be read to its end.
    fn of(mut version: Version, name: String, bytes: &[u8]) -> Result<Self, Box<Version>> {
        // What is no YAML is read as `import` reads it; what can't be is reported with the others.
        let yaml = super::import::as_yaml(Path::new(&version.side.file), bytes, Lang::default());
        let yaml = yaml.ok().flatten().map(|read| read.yaml);
        let bytes = yaml.as_deref().map_or(bytes, str::as_bytes);
        let Ok(source) = Source::from_bytes(name, bytes) else {
            return Err(Box::new(version));
        };
        let document = assessment::read(&source);
        let opened = Assessment::open(&source, &document, Stage::Draft).ok();
        let Some(opened) = opened.filter(|assessment| !assessment.is_broken()) else {
            return Err(Box::new(version));
        };
        let Side { file, revision, .. } = version.side;
        version.side = Side::new(file, revision, &opened);
        drop(opened);
        Ok(Read {
            version,
            source,
            document,
        })
    }

    fn open(&self) -> Option<Assessment<'_>> {
        Assessment::open(&self.source, &self.document, Stage::Draft).ok()
    }
}

fn render(args: &Args, lang: Lang) -> Result<String, String> {
    let path = &workspace::as_spelt(&args.file);
    let bytes = workspace::read_named(path).map_err(|e| e.message(lang))?;
    let git = |error: GitError| error.message(lang);
    let repository = Repository::of(path.parent().unwrap_or(Path::new("."))).map_err(git)?;
    let name = path.file_name().map(|name| name.to_string_lossy());
    let inside = name.and_then(|name| repository.inside(&name));
    let inside = inside.ok_or_else(|| DiskError::Missing(path.clone()).message(lang))?;
    let mut commits = repository
        .history(&inside, args.log_since.as_deref())
        .map_err(git)?;
    // What is compared with the first version after it.
    if let Some(since) = &args.log_since {
        match repository.read_same(since, &inside, None) {
            Ok(version) => commits.push(Commit {
                id: version.commit,
                path: version.path,
                date: String::new(),
                subject: String::new(),
            }),
            Err(GitError::NoFile { shallow: false, .. }) => {}
            Err(error) => return Err(git(error)),
        }
    }
    let mut history = History::default();
    let here = Version {
        side: Side {
            file: path.display().to_string(),
            ..Side::default()
        },
        ..Version::default()
    };
    let newest = Read::of(here, path.display().to_string(), &bytes);
    let mut newer = newest.map_err(|_| unread(path, lang))?;
    let mut wanted = match &args.log_item {
        None => Wanted::all(),
        Some(item) => {
            let opened = newer.open().ok_or_else(|| unread(path, lang))?;
            let found = Wanted::of(&opened, item).ok_or_else(|| no_item(item, lang))?;
            history.item = found.1;
            found.0
        }
    };
    let most = args.most.unwrap_or(usize::MAX);
    for commit in &commits {
        if wanted.is_nothing() || history.steps.len() >= most {
            history.more = history.steps.len() >= most;
            break;
        }
        let Some(file) = repository.at(&commit.id, &commit.path).map_err(git)? else {
            continue;
        };
        let version = Version {
            side: Side {
                file: commit.path.clone(),
                revision: Some((commit.id.clone(), commit.id.clone())),
                ..Side::default()
            },
            date: commit.date.clone(),
            subject: commit.subject.clone(),
        };
        let name = format!("{}:{}", commit.id, commit.path);
        let older = match Read::of(version, name, &file.bytes) {
            Ok(older) => older,
            Err(version) => {
                history.unread.push(*version);
                continue;
            }
        };
        let same = older.source.text() == newer.source.text();
        if !same && let (Some(old), Some(new)) = (older.open(), newer.open()) {
            let (before, version) = (older.version.clone(), newer.version.clone());
            wanted = history.add((before, &old), (version, &new), &wanted);
        }
        newer = older;
    }
    history.oldest = (!wanted.is_nothing()).then(|| newer.version.clone());
    history.more |= args.log_since.is_some();
    Ok(match args.log_format {
        Format::Human => history::render(&history, look(lang)),
        Format::Json => history::json(&history),
    })
}

fn unread(path: &Path, lang: Lang) -> String {
    let name = path.display();
    match lang {
        Lang::Ja => format!(
            "評価書として最後まで読めないので、比べられません: {name}。`hyokasho check {name}` で直す所を確かめてください。"
        ),
        Lang::En => format!(
            "{name} can't be read to its end as an assessment; `hyokasho check {name}` says where to fix it"
        ),
    }
}

fn no_item(item: &str, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "「{item}」に当たる項目が見つかりません。「Ⅱ６①保管場所」のように、様式の番地で指定してください。"
        ),
        Lang::En => {
            format!("no item is called {item}; name it by its address, such as Ⅱ６①保管場所")
        }
    }
}
