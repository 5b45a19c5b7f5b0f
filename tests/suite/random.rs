//! Random texts: reading never panics, places always lie in the text, and what was written is what is read.

use hyokasho::assessment;
use hyokasho::lint::engine::check_text;
use hyokasho::source::diagnostic::Stage;
use hyokasho::source::lang::Lang;
use hyokasho::source::{Source, Span};
use hyokasho::yaml::{self, Content, Document, Node};
use proptest::prelude::*;

use crate::breakages::{BASE, spans_are_valid};
use crate::fixes::assert_fixed;

/// Characters that mean something to YAML or are mistyped for such, with a few that mean nothing.
const SIGNS: &str =
    " \t\n\u{3000}\u{A0}:：-－・#\"'[]{}|>*&!%@`,?~<.=あア漢①１1a\u{200B}\u{FEFF}\u{3099}\r\u{B}\\";

fn sign() -> impl Strategy<Value = char> {
    prop::sample::select(SIGNS.chars().collect::<Vec<_>>())
}

/// Words that lead into the form, so that random text gets past the outermost level.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => sign().prop_map(String::from),
        1 => prop::sample::select(vec![
            "表紙", "公表日: ", "備考", "- ", "\n  ", "\n    ", ": |\n", "基本情報:\n", "<<: *a", "&a ", "---\n",
            "入手元", "使用するシステム:\n  - ", "その他：",
        ])
        .prop_map(String::from),
    ]
}

fn messy_text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

/// Everything that is reported of a text lies in it.
fn check_all(text: &str) {
    let source = Source::new("x.yaml", text);
    let document = assessment::read(&source);
    each_span(&document, &mut |span| {
        assert!(
            source.text().get(span.range()).is_some(),
            "{span:?} in {text:?}"
        );
    });
    for stage in [Stage::Draft, Stage::Publish] {
        for diagnostic in check_text(&source, stage, Lang::Ja) {
            spans_are_valid(text, &source, &diagnostic);
        }
    }
}

fn each_span(document: &Document, f: &mut dyn FnMut(Span)) {
    fn node(n: &Node, f: &mut dyn FnMut(Span)) {
        f(n.span);
        match &n.content {
            Content::Blank => {}
            Content::Scalar(scalar) => f(scalar.span),
            Content::Map(entries) => entries.iter().for_each(|e| {
                f(e.key.span);
                node(&e.value, f);
            }),
            Content::Seq(nodes) => nodes.iter().for_each(|n| node(n, f)),
        }
    }
    node(&document.root, f);
    document.comments.iter().for_each(|c| f(c.span));
    document.unread.iter().for_each(|u| f(*u));
    for typo in &document.typos {
        f(typo.span);
        typo.edits.iter().for_each(|e| f(e.span));
    }
}

/// A change of one character somewhere in a text.
#[derive(Debug, Clone)]
enum Slip {
    Insert(usize, char),
    Delete(usize),
    Replace(usize, char),
}

fn slip() -> impl Strategy<Value = Slip> {
    let place = 0..BASE.chars().count();
    prop_oneof![
        (place.clone(), sign()).prop_map(|(at, c)| Slip::Insert(at, c)),
        place.clone().prop_map(Slip::Delete),
        (place, sign()).prop_map(|(at, c)| Slip::Replace(at, c)),
    ]
}

fn slipped(text: &str, slip: &Slip) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    match *slip {
        Slip::Insert(at, c) => chars.insert(at.min(chars.len()), c),
        Slip::Delete(at) if at < chars.len() => drop(chars.remove(at)),
        Slip::Replace(at, c) if at < chars.len() => chars[at] = c,
        _ => {}
    }
    chars.into_iter().collect()
}

/// A small tree without anything that has to be quoted.
#[derive(Debug, Clone)]
enum Tree {
    Text(String),
    Lines(Vec<String>),
    Map(Vec<(String, Tree)>),
    List(Vec<Tree>),
}

fn word() -> impl Strategy<Value = String> {
    "[あ-ん漢字ア-ン（）①0-9a-z・。、：　]{0,12}"
        .prop_map(|w: String| format!("文{}末", w.replace("：", "点")))
}

/// Keys that no sentence looks like: a line of a block without its indentation is recognised by its signs.
fn key() -> impl Strategy<Value = String> {
    "[あ-ん漢字ア-ン・0-9a-z]{0,8}".prop_map(|w| format!("見出し{w}"))
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = prop_oneof![
        word().prop_map(Tree::Text),
        prop::collection::vec(word(), 1..4).prop_map(Tree::Lines),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec((key(), inner.clone()), 1..4).prop_map(Tree::Map),
            prop::collection::vec(inner, 1..4).prop_map(Tree::List),
        ]
    })
}

fn write(tree: &Tree, indent: usize, out: &mut String) {
    let blanks = " ".repeat(indent);
    match tree {
        Tree::Text(text) => *out += &format!(" {text}\n"),
        Tree::Lines(lines) => {
            *out += " |\n";
            lines
                .iter()
                .for_each(|line| *out += &format!("{blanks}{line}\n"));
        }
        Tree::Map(entries) => {
            *out += "\n";
            for (n, (key, value)) in entries.iter().enumerate() {
                *out += &format!("{blanks}{n}{key}:");
                write(value, indent + 2, out);
            }
        }
        Tree::List(entries) => {
            *out += "\n";
            for entry in entries {
                *out += &format!("{blanks}-");
                write(entry, indent + 2, out);
            }
        }
    }
}

fn texts(tree: &Tree, out: &mut Vec<String>) {
    match tree {
        Tree::Text(text) => out.push(text.clone()),
        Tree::Lines(lines) => out.push(lines.join("\n")),
        Tree::Map(entries) => entries.iter().for_each(|(_, t)| texts(t, out)),
        Tree::List(entries) => entries.iter().for_each(|t| texts(t, out)),
    }
}

fn texts_read(node: &Node, out: &mut Vec<String>) {
    match &node.content {
        Content::Blank => {}
        Content::Scalar(scalar) => out.push(scalar.text.clone()),
        Content::Map(entries) => entries.iter().for_each(|e| texts_read(&e.value, out)),
        Content::Seq(nodes) => nodes.iter().for_each(|n| texts_read(n, out)),
    }
}

/// Few cases, so that all tests together stay quick; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let cases = if asked {
        ProptestConfig::default().cases
    } else {
        200
    };
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        check_all(&text);
    }

    #[test]
    fn messy_text_can_be_read(text in messy_text()) {
        check_all(&text);
    }

    #[test]
    fn one_slip_leaves_all_places_in_the_text(slip in slip()) {
        check_all(&slipped(BASE, &slip));
    }

    #[test]
    fn three_slips_leave_all_places_in_the_text(slips in prop::collection::vec(slip(), 3)) {
        let text = slips.iter().fold(BASE.to_owned(), |text, slip| slipped(&text, slip));
        check_all(&text);
    }

    #[test]
    fn slips_are_fixed_to_the_end(slips in prop::collection::vec(slip(), 1..3)) {
        let text = slips.iter().fold(BASE.to_owned(), |text, slip| slipped(&text, slip));
        assert_fixed(&text, &text, Stage::Draft);
    }

    #[test]
    fn what_was_written_is_what_is_read(entries in prop::collection::vec((key(), tree()), 1..4)) {
        let tree = Tree::Map(entries);
        let mut text = String::new();
        write(&tree, 0, &mut text);
        let source = Source::new("x.yaml", text.trim_start_matches('\n'));
        let document = yaml::read(&source, &|_: &str| false);
        prop_assert!(document.typos.is_empty(), "{:?}\n{}", document.typos, text);
        prop_assert!(document.problems.is_empty(), "{:?}\n{}", document.problems, text);
        let (mut written, mut read) = (Vec::new(), Vec::new());
        texts(&tree, &mut written);
        texts_read(&document.root, &mut read);
        prop_assert_eq!(written, read, "{}", text);
    }
}
