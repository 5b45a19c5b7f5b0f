//! The files that inputs are made from: the worked examples, the fixtures of all rules, and their parts.

use std::fs;
use std::path::Path;

use fastrand::Rng;

const HEAD: &str = "様式: 全項目評価書\n版: 平成30年5月\n";

/// What inputs are made from.
pub struct Seeds {
    /// Whole assessments.
    pub examples: Vec<String>,
    /// Short files, most with something wrong.
    pub fixtures: Vec<String>,
    /// The outermost sections of the examples.
    sections: Vec<String>,
    /// Lines, keys and values of all of them.
    pub lines: Vec<String>,
    pub keys: Vec<String>,
    pub values: Vec<String>,
    /// `hyokasho.toml` and files of words.
    pub settings: Vec<String>,
}

impl Seeds {
    /// Reads the repository's files.
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let examples = texts(&root.join("assessments"), "yaml");
        let mut fixtures = texts(&root.join("tests/rules"), "yaml");
        fixtures.retain(|text| !text.contains("# file: "));
        fixtures.extend(texts(&root.join("tests/breakages"), "yaml"));
        let mut settings = texts(&root.join("tests/cli"), "toml");
        settings.extend(texts(&root.join("tests/cli/terms.in"), "yaml"));
        let mut seeds = Seeds {
            sections: examples.iter().flat_map(|text| sections(text)).collect(),
            examples,
            fixtures,
            lines: Vec::new(),
            keys: Vec::new(),
            values: Vec::new(),
            settings,
        };
        let all: Vec<String> = [&seeds.examples[..], &seeds.fixtures].concat();
        for line in all.iter().flat_map(|text| text.lines()) {
            seeds.lines.push(line.to_owned());
            let said = line.trim().trim_start_matches("- ");
            match said.split_once(": ") {
                Some((key, value)) => {
                    seeds.keys.push(key.to_owned());
                    seeds.values.push(value.to_owned());
                }
                None => seeds.values.push(said.to_owned()),
            }
        }
        assert!(
            !seeds.settings.is_empty() && !seeds.fixtures.is_empty(),
            "the repository's own files"
        );
        seeds
    }

    /// A text to be changed: mostly a short one, so that many can be tried.
    pub fn text(&self, rng: &mut Rng) -> String {
        match rng.u8(..100) {
            0..=59 => pick(rng, &self.fixtures).clone(),
            60..=97 => {
                let parts = 1 + rng.usize(..2);
                let mut text = HEAD.to_owned();
                for _ in 0..parts {
                    let section = pick(rng, &self.sections);
                    let lines = 1 + rng.usize(..60);
                    text.extend(section.split_inclusive('\n').take(lines));
                }
                text
            }
            _ => pick(rng, &self.examples).clone(),
        }
    }

    /// An assessment that reads well: mostly some parts of an example, now and then all of it.
    pub fn sound(&self, rng: &mut Rng) -> String {
        let example = pick(rng, &self.examples);
        if rng.u8(..100) == 0 {
            return example.clone();
        }
        let mut text = HEAD.to_owned();
        for section in sections(example) {
            let is_log = section.starts_with("変更箇所");
            if section.starts_with(['様', '版']) || !is_log && rng.u8(..3) > 0 {
                continue;
            }
            // Of a list of files the parts of each file, of 別添３ the rows.
            let depth = if section.starts_with("特定個人情報ファイル") {
                4
            } else {
                2
            };
            for part in parts(&section, depth) {
                let is_head = part.starts_with("  - 名称") || !part.starts_with("  ");
                if is_head || rng.u8(..4) == 0 {
                    text.push_str(part);
                }
            }
        }
        text
    }
}

/// One of some.
pub fn pick<'t, T>(rng: &mut Rng, from: &'t [T]) -> &'t T {
    &from[rng.usize(..from.len())]
}

/// The parts of a text that begin without indentation.
fn sections(text: &str) -> Vec<String> {
    let mut sections: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        let outer = !line.starts_with([' ', '#', '-', '\n']);
        match sections.last_mut().filter(|_| !outer) {
            Some(section) => section.push_str(line),
            None => sections.push(line.to_owned()),
        }
    }
    sections
}

/// The parts of a section that begin at an indentation or before it.
fn parts(section: &str, depth: usize) -> Vec<&str> {
    let begins = |line: &str| line.len() - line.trim_start_matches(' ').len() <= depth;
    let mut starts = Vec::new();
    let mut at = 0;
    for line in section.split_inclusive('\n') {
        if begins(line) && !line.trim().is_empty() {
            starts.push(at);
        }
        at += line.len();
    }
    starts.push(at);
    starts
        .windows(2)
        .map(|pair| &section[pair[0]..pair[1]])
        .collect()
}

/// The texts of all files of an ending in a folder and below, in the order of their names.
fn texts(folder: &Path, ending: &str) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = files.into_iter().filter_map(Result::ok);
    let files = files.filter(|file| file.path().extension().is_some_and(|e| e == ending));
    files
        .filter_map(|file| fs::read_to_string(file.path()).ok())
        .collect()
}
