//! Any changes in a row: the file says what the same changes make of a list of items, and all comments are there.

use std::fmt::Write as _;

use fastrand::Rng;
use hyokasho::assessment::change::{Change, Unchangeable, change_of};
use hyokasho::assessment::field::Field;
use hyokasho::assessment::value::{Period, Value};
use hyokasho::assessment::{self, Assessment};
use hyokasho::form::{Item, ItemKind};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use hyokasho::yaml::edit::{apply, line_start};
use hyokasho::yaml::{Content, Document, Node, Style};
use rayon::prelude::*;

use super::model::Model;
use super::{add, examples, put_elsewhere, remove, set, texts, tick};

/// How many changes are made in a row; `HYOKASHO_CHANGES` asks for more than an everyday run does.
fn how_many() -> usize {
    let asked = std::env::var("HYOKASHO_CHANGES").ok();
    asked.and_then(|asked| asked.parse().ok()).unwrap_or(120)
}

/// Texts with what means something to YAML, to Markdown or to the people who mistype it.
const WORDS: [&str; 28] = [
    "一",
    "二つ目の文。",
    "なし",
    "12",
    "012",
    "令和8年4月1日",
    "no",
    "~",
    "- 一\n- 二",
    "　字下げ\n二行目\n\n四行目",
    "番号 #3",
    "# 印",
    "手数料: 300円",
    "手数料：300円",
    "\"引用\"",
    "it's",
    "a\\b",
    "{a}",
    "[ ○ ]",
    "| 番号 |\n|---|\n| 1 |",
    "行末:\n続き",
    "一\n  深い\n 浅い\n戻る",
    "*強調*",
    "&a",
    "!a",
    "%a\t@b `c`",
    "前\u{2028}後",
    "①　甲\n　　乙",
];

fn words(rng: &mut Rng) -> String {
    let mut words = String::new();
    for n in 0..1 + rng.usize(..3) * rng.usize(..2) {
        if n > 0 {
            words.push_str(if rng.bool() { "\n" } else { "、" });
        }
        words.push_str(WORDS[rng.usize(..WORDS.len())]);
    }
    words
}

/// Comments put into a file: above keys and entries, and beside their values.
fn commented(text: &str, rng: &mut Rng) -> String {
    let source = Source::new("a.yaml", text);
    let document = assessment::read(&source);
    let mut places = Vec::new();
    comment_places(text, &document.root, &mut places);
    places.retain(|_| rng.usize(..9) == 0);
    places.sort_unstable();
    let mut out = String::new();
    let mut at = 0;
    for (n, (place, is_above)) in places.into_iter().enumerate() {
        out.push_str(&text[at..place]);
        match is_above {
            true => {
                let line = &text[place..];
                let indent = line.len() - line.trim_start_matches(' ').len();
                let _ = writeln!(out, "{:indent$}# 注{n}。", "");
            }
            false => _ = write!(out, "  # 注{n}"),
        }
        at = place;
    }
    out + &text[at..]
}

fn comment_places(text: &str, node: &Node, places: &mut Vec<(usize, bool)>) {
    match &node.content {
        Content::Map(entries) => {
            for entry in entries {
                places.push((line_start(text, entry.key.span.start), true));
                if let Content::Scalar(scalar) = &entry.value.content
                    && scalar.style == Style::Plain
                {
                    places.push((scalar.span.end, false));
                }
                comment_places(text, &entry.value, places);
            }
        }
        Content::Seq(nodes) => {
            for node in nodes {
                places.push((line_start(text, node.span.start), true));
                comment_places(text, node, places);
            }
        }
        Content::Blank | Content::Scalar(_) => {}
    }
    places.dedup();
}

/// A change that an officer could make of a file as it is.
pub(crate) fn any_change(opened: &Assessment, rng: &mut Rng) -> (Change, ItemKind) {
    loop {
        let field = &opened.fields.raw[rng.usize(..opened.fields.len())];
        let item = opened.definition(field);
        if let Some(change) = a_change(opened, field, item, rng) {
            return (change, item.kind);
        }
    }
}

fn a_change(opened: &Assessment, field: &Field, item: &Item, rng: &mut Rng) -> Option<Change> {
    let id = field.id.as_str();
    let is_entry = id.ends_with(']');
    let has_items = !opened.form.children(Some(field.item)).is_empty();
    // A list that is one text, and is no list once that is gone.
    let is_plain = field.key.is_none() && !field.blank;
    let text = if rng.usize(..8) == 0 && !is_plain {
        String::new()
    } else {
        words(rng)
    };
    match item.kind {
        ItemKind::Map => None,
        _ if ["form", "edition"].contains(&id) => None,
        ItemKind::List if is_entry => None,
        ItemKind::List if has_items => {
            let entries = opened.entries(id);
            match rng.usize(..4) {
                0 if entries < if id == "files" { 3 } else { 30 } => {
                    let copy = (entries > 0 && rng.bool()).then(|| rng.usize(1..=entries));
                    Some(add(id, rng.usize(..=entries), copy))
                }
                1 if entries > 1 => Some(remove(id, rng.usize(1..=entries))),
                2 | 3 if entries > 1 => Some(put_elsewhere(
                    id,
                    rng.usize(1..=entries),
                    rng.usize(1..=entries),
                )),
                _ => None,
            }
        }
        ItemKind::List => {
            let mut all: Vec<String> = match &field.value {
                Value::Texts(texts) => texts.iter().map(|text| text.text.clone()).collect(),
                _ => Vec::new(),
            };
            for _ in 0..=rng.usize(..3) {
                match rng.usize(..3) {
                    0 if !all.is_empty() => _ = all.remove(rng.usize(..all.len())),
                    1 if !all.is_empty() => {
                        let n = rng.usize(..all.len());
                        all[n] = words(rng);
                    }
                    _ => all.insert(rng.usize(..=all.len()), words(rng)),
                }
            }
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            (!all.is_empty() || !is_plain).then(|| texts(id, &all))
        }
        ItemKind::Checks => {
            let option = &item.options[rng.usize(..item.options.len())];
            let on = rng.usize(..3) > 0;
            let detail = (option.slot && on && rng.bool()).then_some(text);
            Some(tick(id, &option.text, on, detail.as_deref()))
        }
        ItemKind::Choice | ItemKind::ChoiceText if !text.is_empty() => {
            Some(set(id, &item.options[rng.usize(..item.options.len())].text))
        }
        ItemKind::Check => Some(set(id, if text.is_empty() { "" } else { "○" })),
        ItemKind::Table => Some(rows_of(id, rng)),
        _ => Some(set(id, &text)),
    }
}

fn rows_of(id: &str, rng: &mut Rng) -> Change {
    let columns = &["番号", "内容", "手数料: 円", "備考"][..1 + rng.usize(..4)];
    let rows = (0..rng.usize(..5)).map(|n| {
        let cells = columns.iter().enumerate().map(|(column, key)| {
            let text = if column > 0 && rng.bool() {
                String::new()
            } else {
                format!("{n}{}", words(rng))
            };
            ((*key).to_owned(), text)
        });
        cells.collect()
    });
    Change::Rows {
        id: id.to_owned(),
        rows: rows.collect(),
    }
}

/// Whether a change may be refused: the other of two ways to write an item stands there.
fn may_be_refused(opened: &Assessment, id: &str, why: &Unchangeable) -> bool {
    let Unchangeable::InItsPlace(_) = why else {
        return false;
    };
    let above = id
        .rsplit_once('.')
        .and_then(|(above, _)| opened.item(above));
    let is_text = |field: &Field| matches!(field.value, Value::Period(Period::Text(_)));
    id.contains(".figure") || above.is_some_and(is_text)
}

/// The comments of a file that another does not have any more.
fn lost(before: &Document, after: &Document) -> usize {
    let words = |document: &Document| -> Vec<String> {
        document
            .comments
            .iter()
            .map(|c| c.text.trim_end().to_owned())
            .collect()
    };
    let mut there = words(after);
    let mut gone = 0;
    for comment in words(before) {
        match there.iter().position(|other| *other == comment) {
            Some(n) => _ = there.swap_remove(n),
            None => gone += 1,
        }
    }
    assert!(there.is_empty(), "new comments: {there:?}");
    gone
}

/// Changes in a row, each proved against the model.
fn run(name: &str, text: &str, seed: u64, count: usize) {
    let mut rng = Rng::with_seed(seed);
    let mut source = Source::new(name, commented(text, &mut rng));
    let mut document = assessment::read(&source);
    assert!(
        document.typos.is_empty() && document.problems.is_empty(),
        "{name}"
    );
    let (mut model, mut refused) = (None, 0);
    for n in 0..count {
        let opened = Assessment::open(&source, &document, Stage::Draft).expect("a form");
        let there = Model::of(&opened);
        let model = model.get_or_insert_with(|| there.clone());
        assert_eq!(*model, there, "{name} after {n} changes");
        let (change, kind) = any_change(&opened, &mut rng);
        let changed = match change_of(&opened, &change) {
            Ok(changed) => changed,
            Err(why) => {
                let may = may_be_refused(&opened, change.id(), &why);
                assert!(
                    may,
                    "{name}, {n}: {change:?} is refused: {why:?}\n{}",
                    source.text()
                );
                refused += 1;
                continue;
            }
        };
        assert_eq!(apply(source.text(), &changed.edits).text, changed.text);
        model.make(&change, kind);
        let new_source = Source::new(name, changed.text);
        let new = assessment::read(&new_source);
        let takes_out = match &change {
            Change::Set { .. } | Change::Add { .. } | Change::Move { .. } => false,
            Change::Tick { on, .. } => !on,
            Change::Texts { .. } | Change::Rows { .. } | Change::Remove { .. } => true,
        };
        let gone = lost(&document, &new);
        assert!(
            gone == 0 || takes_out,
            "{name}, {n}: {change:?} loses {gone} comments"
        );
        assert!(
            new.typos.is_empty() && new.problems.is_empty(),
            "{name}, {n}: {change:?}"
        );
        (source, document) = (new_source, new);
    }
    assert!(
        refused * 4 < count,
        "{name}: {refused} of {count} changes are refused"
    );
}

#[test]
fn any_changes_in_a_row_are_what_they_are_on_a_list_of_items() {
    let count = how_many();
    let mut runs: Vec<(String, String, u64)> = Vec::new();
    for (n, (name, text)) in examples().into_iter().enumerate() {
        let text = if n % 2 == 0 {
            text
        } else {
            text.replace('\n', "\r\n")
        };
        runs.push((name, text, n as u64));
    }
    runs.push((
        "empty".into(),
        "様式: 全項目評価書\n版: 平成30年5月\n".into(),
        100,
    ));
    runs.into_par_iter()
        .for_each(|(name, text, seed)| run(&name, &text, seed, count));
}
