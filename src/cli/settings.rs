//! Which `hyokasho.toml` a run uses, and what it makes of the arguments.
//!
//! One file serves a run: the nearest one, from the folder of each PATH (or the current one) upwards, not beyond the
//! root of the repository. PATHs that lead to two files are an error rather than a surprise.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fonts::unreachable;
use super::{StageArg, mistakes, terms};
use crate::assets::glyphs::Font;
use crate::config::settings::Settings;
use crate::config::settings_file;
use crate::config::vocabulary::Vocabulary;
use crate::lint::rules;
use crate::source::diagnostic::Stage;
use crate::source::lang::Lang;
use crate::source::{Source, Unreadable};
use crate::workspace::{self, Found, Unreachable};

#[derive(clap::Args)]
#[group(skip)]
pub(super) struct Args {
    #[command(flatten)]
    pub file: FileArgs,
    /// 求めたときだけ働く規則でも点検する
    #[arg(long)]
    pedantic: bool,
}

impl Args {
    /// Those of a settings file, without further rules.
    pub(super) fn of(file: FileArgs) -> Self {
        Args {
            file,
            pedantic: false,
        }
    }
}

/// Which settings file.
#[derive(clap::Args)]
#[group(skip)]
pub(super) struct FileArgs {
    /// 設定ファイル（hyokasho.toml）を指定する。省くと、評価書のあるフォルダーから上へ探す
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    config: Option<PathBuf>,
    /// 設定ファイル（hyokasho.toml）と組織の語（terms）を使わない
    #[arg(long)]
    no_config: bool,
}

impl FileArgs {
    /// What an editor asks for.
    pub(super) fn of(config: Option<PathBuf>, no_config: bool) -> Self {
        FileArgs { config, no_config }
    }

    /// The settings file, and whether none is used.
    pub(super) fn parts(&self) -> (Option<PathBuf>, bool) {
        (self.config.clone(), self.no_config)
    }
}

/// The settings of a run and what it looks at.
#[derive(Default)]
pub(super) struct Setup {
    pub paths: Vec<PathBuf>,
    /// What the paths name.
    pub found: Found,
    /// What the run reads besides, and must not write over.
    pub inputs: Vec<PathBuf>,
    /// Whether the user has said which settings to use.
    pub is_chosen: bool,
    pub settings: Arc<Settings>,
    /// Our words with those of the user, where there are any.
    pub vocabulary: Option<Arc<Vocabulary>>,
    /// The fonts that the settings add to ours.
    pub fonts: Arc<[Font]>,
    /// The settings file, where there is one.
    pub file: Option<SettingsFile>,
}

/// A settings file.
pub(super) struct SettingsFile {
    pub source: Source,
    /// Its folder, absolute.
    pub folder: PathBuf,
    /// Whether the run looks at all that it names in `paths`.
    pub whole: bool,
}

/// Finds and reads the settings.
///
/// # Errors
/// In words: there is no such file, two files apply, or all that is wrong in it.
pub(super) fn setup(args: &Args, paths: &[PathBuf], lang: Lang) -> Result<Setup, String> {
    let mut setup = find(&args.file, paths, lang)?;
    Arc::make_mut(&mut setup.settings).levels.pedantic |= args.pedantic;
    Ok(setup)
}

/// The same for a command that is not asked for further rules.
///
/// # Errors
/// As [`setup`].
pub(super) fn find(args: &FileArgs, paths: &[PathBuf], lang: Lang) -> Result<Setup, String> {
    let mut setup = open(args, paths, lang)?;
    if setup.paths.is_empty() {
        return Err(match lang {
            Lang::Ja => "評価書のファイルかフォルダー（PATH）を指定してください。hyokasho.toml の paths に書いておくこともできます。".into(),
            Lang::En => "name assessments or folders (PATH), or write them as `paths` in hyokasho.toml".into(),
        });
    }
    setup.found = workspace::assessments(&setup.paths);
    with_words(&mut setup, args, lang)?;
    Ok(setup)
}

/// The settings of a document, which need not be stored yet.
///
/// # Errors
/// In words: there is no such file, or all that is wrong in it.
pub(super) fn of_document(args: &FileArgs, path: &Path, lang: Lang) -> Result<Setup, String> {
    let mut setup = open(args, &[path.to_owned()], lang)?;
    setup.found.files = vec![path.to_owned()];
    with_words(&mut setup, args, lang)?;
    Ok(setup)
}

/// Adds the words of the user.
fn with_words(setup: &mut Setup, args: &FileArgs, lang: Lang) -> Result<(), String> {
    if !args.no_config {
        let home = setup
            .file
            .as_ref()
            .map(|file| workspace::shown(&file.folder));
        let places = match (&setup.settings.terms, &home) {
            (Some(named), Some(home)) => {
                let file = setup.file.as_ref();
                let outside = named
                    .iter()
                    .find_map(|path| terms_outside(file?, path, lang));
                if let Some(message) = outside {
                    return Err(message);
                }
                named.iter().map(|path| inside(home, path)).collect()
            }
            _ => Vec::from_iter(terms::folder(home.as_deref(), &setup.found.files, lang)?),
        };
        let files = terms::files(&places, lang)?;
        setup.vocabulary = terms::vocabulary(&files, lang)?;
        setup.inputs.extend(files);
    }
    Ok(())
}

/// The same for a command that needs no path to look at.
///
/// # Errors
/// In words: there is no such file, two files apply, or all that is wrong in it.
pub(super) fn open(args: &FileArgs, paths: &[PathBuf], lang: Lang) -> Result<Setup, String> {
    let paths: Vec<PathBuf> = paths.iter().map(|path| workspace::as_spelt(path)).collect();
    let mut setup = Setup {
        paths: paths.clone(),
        found: Found::default(),
        inputs: Vec::new(),
        is_chosen: args.config.is_some() || args.no_config,
        settings: Arc::default(),
        vocabulary: None,
        fonts: Arc::default(),
        file: None,
    };
    if let Some(path) = file_of(args, &paths, lang)? {
        let bytes = match args.config {
            Some(_) => workspace::read_named(&path),
            None => workspace::read(&path),
        };
        let source = read(&path, &bytes.map_err(|error| error.message(lang))?, lang)?;
        let settings = settings_file::parse(&source, &rules::named(), lang)
            .map_err(|mistakes| mistakes::render(&source, &mistakes))?;
        let folder = workspace::absolute(&path).parent().map(Path::to_owned);
        let folder = folder.unwrap_or_default();
        let fonts = super::fonts::load(&settings.output.fonts, &folder, lang);
        setup.fonts = fonts
            .map_err(|mistakes| mistakes::render(&source, &mistakes))?
            .into();
        let fonts = settings
            .output
            .fonts
            .iter()
            .map(|font| folder.join(&font.path));
        let templates = settings.output.templates.as_ref();
        let templates = templates.map(|named| template_files(&folder.join(&named.path)));
        let templates = templates.unwrap_or_default();
        setup.inputs.extend(fonts.chain([path]).chain(templates));
        if paths.is_empty() {
            setup.paths = settings.paths.iter().map(|p| inside(&folder, p)).collect();
        }
        setup.file = Some(SettingsFile {
            source,
            folder,
            whole: paths.is_empty(),
        });
        setup.settings = Arc::new(settings);
    }
    Ok(setup)
}

/// What is to be said of words that lie outside of the folder of the settings: what is wrong in them is quoted, and nobody
/// who may change the settings may read more by that.
fn terms_outside(file: &SettingsFile, path: &Path, lang: Lang) -> Option<String> {
    let written = path.to_string_lossy();
    let why = workspace::inside(&file.folder, &written).err()?;
    matches!(why, Unreachable::Outside).then(|| {
        let name = file.source.name();
        format!("{name}: {}", unreachable(&written, why, lang))
    })
}

/// A path of the settings as it is shown.
fn inside(folder: &Path, path: &Path) -> PathBuf {
    workspace::shown(&workspace::absolute(&folder.join(path)))
}

fn file_of(args: &FileArgs, paths: &[PathBuf], lang: Lang) -> Result<Option<PathBuf>, String> {
    if args.no_config {
        return Ok(None);
    }
    if args.config.is_some() {
        return Ok(args.config.clone());
    }
    let here = [PathBuf::from(".")];
    let starts = if paths.is_empty() { &here } else { paths };
    let found = starts
        .iter()
        .map(|path| (path, workspace::settings_above(path)));
    let mut found = found.filter_map(|(path, file)| Some((path, file?)));
    let Some((path, file)) = found.next() else {
        return Ok(None);
    };
    let Some((other, second)) = found.find(|(_, other)| *other != file) else {
        return Ok(Some(file));
    };
    let [path, other] = [path, other].map(|p| p.display());
    let [first, second] = [&file, &second].map(|p| p.display());
    Err(match lang {
        Lang::Ja => format!(
            "{path} には {first}、{other} には {second} と、別々の設定が当たります。分けて実行するか、--config で一つを指定してください。"
        ),
        Lang::En => format!(
            "{path} has the settings {first}, but {other} has {second}; run them apart, or choose one by --config"
        ),
    })
}

fn read(path: &Path, bytes: &[u8], lang: Lang) -> Result<Source, String> {
    let name = path.display().to_string();
    match Source::from_bytes(name.as_str(), bytes) {
        Ok(source) => Ok(source),
        Err(Unreadable::Empty) => Ok(Source::new(name, "")),
        Err(_) => Err(match lang {
            Lang::Ja => {
                format!("{name}: 設定ファイルを文字として読めません。UTF-8 で保存してください。")
            }
            Lang::En => format!("{name}: no text in UTF-8"),
        }),
    }
}

impl Setup {
    /// The stage that the command line asks for, else the settings, else 下書き.
    pub(super) fn stage(&self, asked: Option<StageArg>) -> Stage {
        asked
            .map(Stage::from)
            .or(self.settings.stage)
            .unwrap_or_default()
    }
}

impl SettingsFile {
    /// An assessment's path from the folder of the settings, with `/` between folders.
    pub(super) fn path_of(&self, assessment: &Path) -> String {
        workspace::relative(&workspace::absolute(assessment), &self.folder)
    }
}

/// The files in a folder of templates.
fn template_files(folder: &Path) -> Vec<PathBuf> {
    let parts = ["html", "pdf"].map(|part| folder.join(part));
    let files = parts.iter().flat_map(|part| {
        let names = workspace::entries(part).unwrap_or_default();
        names.into_iter().map(move |(name, _)| part.join(name))
    });
    files.collect()
}
