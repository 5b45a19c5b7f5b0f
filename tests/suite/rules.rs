//! Every folder `tests/rules/<CODE>/`: `bad.yaml` yields that code alone, `good.yaml` nothing, `bad.snap` is what a
//! person reads. A first line `# stage: publish` sets the stage; `# file: …` takes a whole assessment instead, in which
//! lines `# change: old => new` replace words. `# as-of: 2030-04-01` is the day as of which to judge, `# today:` the clock's. A `base.yaml` in the
//! folder is the version that its files are compared with, `# beside: …` names a file of the folder that belongs to it: the
//! record of an assessment, or the assessment of a record.
//! A new rule is a new folder; `HYOKASHO_RULES=K` looks at those of one family alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hyokasho::assessment::{self, Assessment};
use hyokasho::compare::changelog::base::{Base, Former};
use hyokasho::config::settings::Settings;
use hyokasho::lint::beside::{Beside, FileFacts};
use hyokasho::lint::companions::{Companion, Read};
use hyokasho::lint::engine::{Checked, check_source, check_text};
use hyokasho::lint::file_report::FileReport;
use hyokasho::lint::rules::{CheckInputs, PEDANTIC, RULES};
use hyokasho::report::human::{self, Look};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Safety, Severity, Stage};
use hyokasho::source::lang::Lang;
use hyokasho::workspace;
use hyokasho::yaml::edit;

/// Rules of bytes that are no text: they have tests of their own.
const OF_BYTES: [&str; 1] = ["Y001"];

fn folders() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let mut folders: Vec<_> = fs::read_dir(&root)
        .expect("tests/rules can be read")
        .map(|entry| entry.expect("its entries too").path())
        .filter(|path| path.is_dir())
        .map(|path| {
            let code = path.file_name().expect("a name").to_string_lossy();
            (code.into_owned(), path)
        })
        .collect();
    folders.sort();
    folders
}

/// The files of a folder whose names begin with a word, `bad.yaml` and `bad-draft.yaml`.
fn files(folder: &Path, word: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("its entries too").path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .filter(|path| stem(path).starts_with(word))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{}: no {word}.yaml", folder.display());
    files
}

fn stem(path: &Path) -> String {
    let stem = path.file_stem().expect("a name");
    stem.to_string_lossy().into_owned()
}

fn read(path: &Path) -> (Source, Stage) {
    let name = path.file_name().expect("a name").to_string_lossy();
    let text = |path: &Path| {
        fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    let own = text(path);
    let said = |word: &str| heads(&own).find_map(|l| l.strip_prefix(word));
    let stage = match said("# stage: ") {
        None | Some("draft") => Stage::Draft,
        Some("review") => Stage::Review,
        Some("publish") => Stage::Publish,
        Some(other) => panic!("{}: no stage: {other}", path.display()),
    };
    // Only a whole assessment has nothing missing: it is not written twice.
    let text = match said("# file: ") {
        Some(file) => {
            let whole = text(&Path::new(env!("CARGO_MANIFEST_DIR")).join(file));
            let changes = heads(&own).filter_map(|l| l.strip_prefix("# change: "));
            changes.fold(whole, |whole, change| {
                let (old, new) = change.split_once(" => ").expect("old => new");
                assert!(whole.contains(old), "{}: no {old}", path.display());
                whole.replacen(old, new, 1)
            })
        }
        None => own.clone(),
    };
    (Source::new(name, text), stage)
}

/// The comments at the head of a fixture.
fn heads(text: &str) -> impl Iterator<Item = &str> {
    text.lines().take_while(|l| l.starts_with("# "))
}

fn day(path: &Path, word: &str) -> Option<jiff::civil::Date> {
    let own = fs::read_to_string(path).ok()?;
    let said = heads(&own).find_map(|l| l.strip_prefix(word));
    said.map(|day| day.parse().expect("a day"))
}

/// Every file of every folder whose name begins with a word, with the folder's code.
pub(crate) fn each(word: &str, f: impl Fn(&str, &Path, &Source, Stage)) {
    // For who works at one rule, or at one family.
    let only = std::env::var("HYOKASHO_RULES").unwrap_or_default();
    let wanted = folders()
        .into_iter()
        .filter(|(code, _)| code.starts_with(&only));
    for (code, folder) in wanted {
        for path in files(&folder, word) {
            let (source, stage) = read(&path);
            f(&code, &path, &source, stage);
        }
    }
}

/// All findings of a fixture, with the pictures that lie beside it.
fn check(path: &Path, source: &Source, stage: Stage, lang: Lang) -> Vec<Diagnostic> {
    checked(path, source, stage, lang, Settings::default()).diagnostics
}

/// The same with settings, and with what is excepted.
pub(crate) fn checked(
    path: &Path,
    source: &Source,
    stage: Stage,
    lang: Lang,
    mut settings: Settings,
) -> Checked {
    // A rule that waits to be asked for is asked for in its own folder.
    let code = path.parent().and_then(Path::file_name);
    settings.levels.pedantic = PEDANTIC.iter().any(|c| code == Some((*c).as_ref()));
    let settings = Arc::new(settings);
    let beside = |assessment: &Assessment| {
        let named = assessment.pictures().into_iter().map(|p| p.text.trim());
        let pictures = named.map(|named| (named.to_owned(), workspace::picture(path, named)));
        CheckInputs {
            pictures: pictures.collect(),
            as_of: day(path, "# as-of: "),
            today: day(path, "# today: "),
            settings: Arc::clone(&settings),
            base: base(path, assessment),
            beside: facts_of(path, assessment),
            companions: companions(path),
            ..Default::default()
        }
    };
    check_source(source, &beside, stage, lang)
}

/// What the fixture and another assessment of the run say, where the folder has one.
fn facts_of(path: &Path, own: &Assessment) -> Arc<Beside> {
    let path = path.with_file_name("another.yaml");
    let Some((source, _)) = path.exists().then(|| read(&path)) else {
        return Arc::default();
    };
    let document = assessment::read(&source);
    let other = Assessment::open(&source, &document, Stage::Draft).expect("a known form");
    Arc::new(Beside::of(vec![FileFacts::of(&other), FileFacts::of(own)]))
}

/// The documents that belong to the fixture.
fn companions(path: &Path) -> Vec<Companion> {
    let own = fs::read_to_string(path).expect("the fixture");
    let named = heads(&own).filter_map(|line| line.strip_prefix("# beside: "));
    let companion = |named: &str| {
        let (source, _) = read(&path.with_file_name(named));
        let document = assessment::read(&source);
        Companion {
            read: Arc::new(Read { source, document }),
            is_checked: false,
            former: None,
        }
    };
    named.map(companion).collect()
}

/// The version before, where the folder has one.
fn base(path: &Path, new: &Assessment) -> Option<Base> {
    let path = path.with_file_name("base.yaml");
    let (source, _) = path.exists().then(|| read(&path))?;
    let document = assessment::read(&source);
    let old = Assessment::open(&source, &document, Stage::Draft).expect("a known form");
    let former = Former::of("旧版".into(), &old, new);
    Some(Base::Former(Box::new(former)))
}

/// What the findings are, for the message of a test that fails.
fn listed(diagnostics: &[Diagnostic]) -> String {
    diagnostics
        .iter()
        .map(|d| format!("\n  {} {:?}: {}", d.code, d.severity, d.message))
        .collect()
}

#[test]
fn bad_files_yield_their_code_alone() {
    each("bad", |code, path, source, stage| {
        let found = check(path, source, stage, Lang::Ja);
        assert!(
            found.iter().any(|d| d.code == code),
            "{code}: not found among{}",
            listed(&found)
        );
        let others: Vec<Diagnostic> = found
            .into_iter()
            .filter(|d| d.code != code && d.severity >= Severity::Warning)
            .collect();
        assert!(others.is_empty(), "{code}: also{}", listed(&others));
    });
}

#[test]
fn good_files_yield_nothing() {
    each("good", |code, path, source, stage| {
        let mut found = check(path, source, stage, Lang::Ja);
        found.retain(|d| d.code == code || d.severity >= Severity::Warning);
        assert!(found.is_empty(), "{code}:{}", listed(&found));
    });
}

#[test]
fn people_read_this() {
    each("bad", |code, path, source, stage| {
        let mut diagnostics = check(path, source, stage, Lang::Ja);
        diagnostics.retain(|d| d.code == code);
        let look = Look {
            lang: Lang::Ja,
            colour: false,
            width: 100,
        };
        let report = FileReport::of(source.clone(), diagnostics);
        insta::with_settings!({
            snapshot_path => path.parent().expect("a folder"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(stem(path), human::render(&[report], look));
        });
    });
}

#[test]
fn safe_fixes_work_and_keep_comments() {
    each("bad", |code, path, source, stage| {
        let found = check(path, source, stage, Lang::Ja);
        let of_rule = found.iter().filter(|d| d.code == code);
        let (fixed, left): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            of_rule.partition(|d| d.fix.as_ref().is_some_and(|f| f.safety == Safety::Safe));
        if fixed.is_empty() {
            return;
        }
        let fixes = fixed.iter().filter_map(|d| d.fix.as_ref());
        let edits: Vec<_> = fixes.flat_map(|f| f.edits.iter().cloned()).collect();
        let text = edit::apply(source.text(), &edits).text;
        let again = check_text(&Source::new("bad.yaml", text.as_str()), stage, Lang::Ja);
        let still = again.iter().filter(|d| d.code == code).count();
        assert_eq!(still, left.len(), "{code}:{}\n{text}", listed(&again));
        let new: Vec<Diagnostic> = again
            .into_iter()
            .filter(|d| d.severity == Severity::Error && d.code != code)
            .collect();
        assert!(
            new.is_empty(),
            "{code}: the fix makes{}\n{text}",
            listed(&new)
        );
        for comment in comments(source.text()) {
            assert!(text.contains(comment), "{code}: lost {comment}");
        }
    });
}

/// The comments of a text, from their `#` on.
fn comments(text: &str) -> impl Iterator<Item = &str> {
    text.split(['\n', '\r']).filter_map(|line| {
        let own = line.trim_start().starts_with('#').then(|| line.trim());
        own.or_else(|| line.find("  # ").map(|at| line[at..].trim()))
    })
}

#[test]
fn every_rule_has_a_folder_and_every_folder_a_rule() {
    let folders: Vec<String> = folders().into_iter().map(|(code, _)| code).collect();
    for rule in RULES.iter().filter(|r| !OF_BYTES.contains(&r.code)) {
        assert!(
            folders.iter().any(|f| f == rule.code),
            "no folder tests/rules/{}",
            rule.code
        );
    }
    for folder in folders {
        assert!(
            RULES.iter().any(|rule| rule.code == folder),
            "no rule of tests/rules/{folder}"
        );
    }
}

#[test]
fn messages_are_for_officials() {
    let schema_words = [
        "キー",
        "スカラ",
        "マップ",
        "null",
        "シーケンス",
        "マッピング",
    ];
    each("bad", |code, path, source, stage| {
        for d in check(path, source, stage, Lang::Ja) {
            let labels = d.related.iter().map(|l| &l.message);
            for text in labels.chain([&d.message, &d.help, &d.primary.message]) {
                let word = schema_words.iter().find(|word| text.contains(**word));
                assert_eq!(word, None, "{code}: {text}");
            }
            assert!(!d.message.ends_with('。'), "{code}: {}", d.message);
            assert!(
                d.help.is_empty() || d.help.ends_with('。'),
                "{code}: {}",
                d.help
            );
        }
    });
}

#[test]
fn english_is_there_for_every_message() {
    // Names of items and quoted words stay Japanese; a sentence has English words around them.
    let has_words = |text: &str| {
        let outside = text
            .split('「')
            .map(|part| part.rsplit('」').next().unwrap_or(part));
        outside
            .flat_map(str::split_whitespace)
            .any(|word| word.len() > 1 && word.bytes().all(|b| b.is_ascii_alphabetic()))
    };
    each("bad", |code, path, source, stage| {
        let found = check(path, source, stage, Lang::En);
        for d in found.iter().filter(|d| d.code == code) {
            assert!(has_words(&d.message), "{code}: {}", d.message);
        }
    });
}
