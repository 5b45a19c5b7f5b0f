//! What `fmt` makes of a file: the order and layout of the form, and nothing else.

mod shuffle;

use std::fs;
use std::path::{Path, PathBuf};

use fastrand::Rng;
use hyokasho::assessment::arrange::{Unarranged, arrange};
use hyokasho::assessment::{self, Assessment};
use hyokasho::form::Form;
use hyokasho::lint::engine::{Checked, check_source};
use hyokasho::lint::rules::CheckInputs;
use hyokasho::lint::same;
use hyokasho::source::diagnostic::Stage;
use hyokasho::source::lang::Lang;
use hyokasho::source::{Source, Span};
use proptest::prelude::*;
use rayon::prelude::*;
use shuffle::{Body, Node, Shuffler, nodes};

fn arranged(text: &str) -> Result<String, Unarranged> {
    arrange(&Source::new("a.yaml", text)).map(|arranged| arranged.text)
}

/// All YAML files below a folder.
fn yaml_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            yaml_below(&path, found);
        } else if path.extension().is_some_and(|end| end == "yaml") {
            found.push(path);
        }
    }
}

fn below(folder: &str) -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    yaml_below(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
        &mut paths,
    );
    let texts = paths.into_iter().filter_map(|path| {
        let text = fs::read_to_string(&path).ok()?;
        Some((path, text))
    });
    texts.collect()
}

/// The worked examples, the record of a review among them.
fn examples() -> Vec<(PathBuf, String)> {
    below("assessments")
}

fn form_of(text: &str) -> &'static Form {
    let source = Source::new("a.yaml", text);
    let document = assessment::read(&source);
    let opened = Assessment::open(&source, &document, Stage::Draft);
    opened.expect("a form that we have").form
}

fn shuffled(nodes: Vec<Node>, form: &'static Form, rng: &mut Rng) -> String {
    let shuffler = Shuffler {
        rng,
        form,
        out: String::new(),
        tight: true,
    };
    shuffler.file(nodes)
}

/// The first lines in which a text is not what it should be, and the file that it was made of.
fn difference(made: &str, expected: &str, of: &str) -> Option<String> {
    let mut pairs = made.lines().zip(expected.lines()).enumerate();
    let end = made.lines().count().min(expected.lines().count());
    let at = pairs.find(|(_, (made, expected))| made != expected);
    let at = at.map_or(end, |(line, _)| line);
    let part = |text: &str| {
        let lines = text.lines().skip(at.saturating_sub(4)).take(12);
        lines.map(|line| format!("{line}\n")).collect::<String>()
    };
    let words = || format!("is\n{}not\n{}of\n{of}", part(made), part(expected));
    (made != expected).then(words)
}

/// What the check finds in a text.
fn checked(text: &str) -> Checked {
    let source = Source::new("a.yaml", text);
    let inputs = |_: &Assessment| CheckInputs::default();
    check_source(&source, &inputs, Stage::Publish, Lang::Ja)
}

/// The rule that finds something else in a text once it is in order.
fn otherwise(text: &str, respelt: &[Span], new: &str) -> Option<&'static str> {
    let sources = [text, new].map(|text| Source::new("a.yaml", text));
    let found = [text, new].map(checked);
    let other = same::otherwise((&sources[0], &found[0]), (&sources[1], &found[1]), respelt);
    other.map(|other| other.code)
}

/// Comments put at random places of a file in the form of `fmt`.
fn annotate(nodes: &mut [Node], rng: &mut Rng, count: &mut usize) {
    let note = |rng: &mut Rng, count: &mut usize, of_item: bool| {
        *count += 1;
        match rng.u8(..4) {
            0 if of_item => format!("# hyokasho: 許可 W001 覚え{count}"),
            1 if of_item => format!("# 取込: 要確認（{count}行目）数"),
            2 => format!("# 公表日: 令和{count}年4月1日"),
            _ => format!("# 覚え{count}"),
        }
    };
    for node in nodes {
        let is_covered = node.key.is_some() || matches!(node.body, Body::Text(_));
        if rng.u8(..) < 12 {
            let lines = rng.usize(1..3);
            let notes = (0..lines).map(|_| note(rng, count, is_covered));
            let notes: Vec<String> = notes.collect();
            node.above.extend(notes);
        }
        if rng.u8(..) < 8 && (is_covered || rng.bool()) {
            node.beside = Some(note(rng, count, is_covered));
        }
        if let Body::Group(children) = &mut node.body {
            if rng.u8(..) < 12 {
                node.tail.push(note(rng, count, false));
            }
            annotate(children, rng, count);
        }
    }
}

/// A change of a sign or a line somewhere.
fn slip(text: &mut String, rng: &mut Rng) {
    const SIGNS: &[&str] = &[
        " ", "  ", "\n", "\n\n", "# 注\n", "  # 注", ":", "：", "-", "- ", "|", ">", "\"", "'",
        "[", "]", "{", "}", ",", "\n#\n", "|+", "|2", "\t", "　", "?", "&a", "\\", "...\n",
        "---\n", "備考: ", "選択: ",
    ];
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let at = places[rng.usize(..places.len())];
    let line = text[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let sign = SIGNS[rng.usize(..SIGNS.len())];
    match rng.u8(..5) {
        0 => text.insert_str(at, sign),
        1 => text.insert_str(line, sign),
        2 => _ = text.remove(at),
        3 => {
            let end = text[at..].find('\n').map_or(text.len(), |feed| at + feed);
            text.insert_str(end, sign);
        }
        _ => {
            let end = text[line..]
                .find('\n')
                .map_or(text.len(), |feed| line + feed + 1);
            let lines = text[line..end].to_owned();
            text.insert_str(line, &lines);
        }
    }
}

#[test]
fn the_worked_examples_are_in_order() {
    for (path, text) in examples() {
        let arranged = arranged(&text);
        assert_eq!(arranged.as_deref(), Ok(text.as_str()), "{}", path.display());
    }
}

#[test]
fn whatever_is_put_in_order_stays_so_and_says_the_same() {
    let folders = ["tests", "assessments", "docs", "schemas"];
    let files: Vec<_> = folders.into_iter().flat_map(below).collect();
    let in_order = files.par_iter().filter_map(|(path, text)| {
        let once = arrange(&Source::new("a.yaml", text.as_str())).ok()?;
        let name = path.display();
        assert_eq!(arranged(&once.text).as_ref(), Ok(&once.text), "{name}");
        assert_eq!(otherwise(text, &once.respelt, &once.text), None, "{name}");
        Some(())
    });
    let count = in_order.count();
    assert!(count > 500, "{count}");
}

/// A text with an exception for each of its findings, above the line or on it.
fn excepted(text: &str, rng: &mut Rng) -> String {
    let source = Source::new("a.yaml", text);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for found in checked(text).diagnostics.iter().rev() {
        let line = source.line_of(found.primary.span.start) - 1;
        let reason = format!("# hyokasho: 許可 {} 理由がある", found.code);
        let indent = lines[line].len() - lines[line].trim_start().len();
        match rng.bool() {
            true => lines.insert(line, format!("{}{reason}", " ".repeat(indent))),
            false => lines[line] += &format!("  {reason}"),
        }
    }
    lines.join("\n")
}

#[test]
fn exceptions_hold_the_same_findings_in_order_as_before() {
    let files = below("tests/rules");
    let held = files.par_iter().filter_map(|(path, text)| {
        let text = excepted(text, &mut Rng::with_seed(7));
        let once = arrange(&Source::new("a.yaml", text.as_str())).ok()?;
        let held = checked(&text).suppressed.len();
        let code = otherwise(&text, &once.respelt, &once.text);
        Some((held, code.map(|code| format!("{} {code}", path.display()))))
    });
    let (held, other): (Vec<usize>, Vec<Option<String>>) = held.unzip();
    let held: usize = held.iter().sum();
    let other: Vec<String> = other.into_iter().flatten().collect();
    // Of these the command leaves the file, or the spelling of its keys, as it is: an exception from how a key is spelt, one
    // above `- {a: b}`, which begins at its first key once it has no brace, one beside the first text of a list that
    // is not indented.
    assert!(held > 500 && other.len() < 25, "{held} {other:#?}");
}

/// An exception covers the first entry of a list wherever the list is indented to.
#[test]
fn an_exception_above_the_first_entry_of_a_list_goes_with_it() {
    let text = "様式: 全項目評価書\n基本情報:\n  使用するシステム:\n    - システムの名称: 甲\n      \
                他のシステムとの接続:\n        - その他:\n          # hyokasho: 許可 S003 理由がある\n          \
                - 乙\n          - 丙\n";
    let once = arrange(&Source::new("a.yaml", text)).expect("an order");
    assert_eq!(otherwise(text, &once.respelt, &once.text), None);
    assert_eq!(checked(&once.text).suppressed.len(), 1);
}

#[test]
fn what_would_be_found_otherwise_is_named_with_its_place() {
    let text = |answer: &str| {
        format!(
            "様式: 全項目評価書\n版: 平成30年5月\n特定個人情報ファイル:\n  - 名称: 甲\n    リスク対策:\n      \
             特定個人情報の入手:\n        不適切な方法で入手が行われるリスク:\n          \
             リスクへの対策は十分か: {answer}\n"
        )
    };
    let texts = [text("十分である"), text("まずまず")];
    let sources = texts
        .each_ref()
        .map(|text| Source::new("a.yaml", text.as_str()));
    let found = texts.each_ref().map(|text| checked(text));
    let named = |a: usize, b: usize| {
        let (old, new) = ((&sources[a], &found[a]), (&sources[b], &found[b]));
        let other = same::otherwise(old, new, &[]).expect("something else");
        let source = if other.is_new {
            &sources[b]
        } else {
            &sources[a]
        };
        let line = source.line_of(other.span.start);
        (other.code, other.is_new, line, other.headline)
    };
    let (code, is_new, line, headline) = named(0, 1);
    assert_eq!((code, is_new, line), ("S005", true, 8));
    assert!(headline.contains("まずまず"), "{headline}");
    let (code, is_new, line, _) = named(1, 0);
    assert_eq!((code, is_new, line), ("S005", false, 8));
}

/// Few cases, so that all tests together stay quick; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let is_asked = std::env::var_os("PROPTEST_CASES").is_some();
    ProptestConfig {
        cases: if is_asked { asked.cases } else { 24 },
        failure_persistence: None,
        // A smaller seed makes no smaller file.
        max_shrink_iters: 0,
        ..asked
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_shuffled_example_comes_back(seed in any::<u64>()) {
        let mut rng = Rng::with_seed(seed);
        let examples = examples();
        let (_, text) = &examples[rng.usize(..examples.len())];
        let variant = shuffled(nodes(text), form_of(text), &mut rng);
        let (newline, mark) = (["\n", "\r\n"][rng.usize(..2)], ["", "\u{FEFF}"][rng.usize(..2)]);
        let of_file = |text: &str| format!("{mark}{}", text.replace('\n', newline));
        let source = Source::from_bytes("a.yaml", of_file(&variant).as_bytes()).expect("a text");
        let arranged = arrange(&source);
        let arranged = arranged.map(|arranged| source.encode(&arranged.text));
        let arranged = arranged.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        prop_assert!(arranged.is_ok(), "{:?}\n{}", arranged, variant);
        let arranged = arranged.unwrap_or_default();
        prop_assert_eq!(difference(&arranged, &of_file(text), &variant), None);
    }

    #[test]
    fn slips_bring_nothing_but_a_refusal(seed in any::<u64>()) {
        let mut rng = Rng::with_seed(seed);
        let examples = examples();
        let (_, text) = &examples[rng.usize(..examples.len())];
        let mut variant = shuffled(nodes(text), form_of(text), &mut rng);
        for _ in 0..rng.usize(1..6) {
            slip(&mut variant, &mut rng);
        }
        if let Ok(once) = arranged(&variant) {
            let again = arranged(&once);
            prop_assert!(again.is_ok(), "{:?}\n{}", again, once);
            prop_assert_eq!(difference(&again.unwrap_or_default(), &once, &variant), None);
        }
    }

    #[test]
    fn comments_come_back_with_what_they_stood_at(seed in any::<u64>()) {
        let mut rng = Rng::with_seed(seed);
        let examples = examples();
        let (_, text) = &examples[rng.usize(..examples.len())];
        let (form, mut tree) = (form_of(text), nodes(text));
        annotate(&mut tree, &mut rng, &mut 0);
        // What stands above the first key is about the file: nothing of one item can be told apart there.
        tree[0].above.retain(|line| !line.contains("hyokasho:") && !line.contains("取込"));
        let first = shuffled(tree, form, &mut rng);
        let expected = arranged(&first);
        prop_assert!(expected.is_ok(), "{:?}\n{}", expected, first);
        let expected = expected.unwrap_or_default();
        for again in [expected.clone(), shuffled(nodes(&expected), form, &mut rng)] {
            let made = arranged(&again);
            prop_assert!(made.is_ok(), "{:?}\n{}", made, again);
            prop_assert_eq!(difference(&made.unwrap_or_default(), &expected, &again), None);
        }
    }
}
