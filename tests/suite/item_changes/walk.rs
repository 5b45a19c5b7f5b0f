//! Every item of every form can be changed in every way that its kind has: in an empty file, and in the worked examples.

use hyokasho::assessment::change::{Change, Unchangeable};
use hyokasho::assessment::value::Value;
use hyokasho::assessment::{self, Assessment};
use hyokasho::form::{Form, Item, ItemKind, editions};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use rayon::prelude::*;

use super::{add, examples, made, put_elsewhere, remove, rows, set, texts, tick};

const LINES: &str = "　一行目: 「試し」 # 印\n- 二行目\n\n四行目";

/// The item in the first entry of each list that it is in.
fn in_first(item: &Item) -> String {
    let id = item.id.strip_suffix("[]").unwrap_or(&item.id);
    id.replace("[]", "[1]")
}

/// The changes of an item, each of which is made after the one before it.
fn changes(form: &Form, item: &Item) -> Vec<Change> {
    let id = in_first(item);
    let below = form.children(form.find(&item.id)).len();
    let option = |n: usize| item.options[n % item.options.len()].text.as_str();
    match item.kind {
        ItemKind::Map => Vec::new(),
        ItemKind::List if below > 0 => vec![
            add(&id, 0, None),
            add(&id, 1, Some(1)),
            put_elsewhere(&id, 1, 2),
            remove(&id, 1),
            add(&id, 0, None),
        ],
        ItemKind::List => vec![
            texts(&id, &["一", "二: 三", LINES]),
            texts(&id, &["零", "一", LINES]),
            texts(&id, &["五"]),
            texts(&id, &[]),
            texts(&id, &["六", "七"]),
        ],
        ItemKind::Checks => {
            let all = item.options.iter().rev();
            let on = all.map(|option| tick(&id, &option.text, true, option.slot.then_some(LINES)));
            let off = item
                .options
                .iter()
                .map(|option| tick(&id, &option.text, false, None));
            on.chain(off)
                .chain([tick(&id, option(0), true, None)])
                .collect()
        }
        ItemKind::Table => vec![
            rows(
                &id,
                &[
                    &[("番号", "1"), ("内容", LINES)],
                    &[("番号", "2"), ("内容", "")],
                ],
            ),
            rows(
                &id,
                &[&[("番号", "2"), ("日", "")], &[("番号", "3"), ("日", "四")]],
            ),
            set(&id, "| 番号 |\n|---|\n| 1 |"),
            set(&id, ""),
            rows(&id, &[&[("番号", "1")]]),
        ],
        ItemKind::Check => vec![set(&id, "○"), set(&id, ""), set(&id, "○")],
        ItemKind::Choice | ItemKind::ChoiceText => {
            let mut changes: Vec<Change> = item
                .options
                .iter()
                .map(|option| set(&id, &option.text))
                .collect();
            changes.extend([set(&id, ""), set(&id, option(0))]);
            changes
        }
        ItemKind::Count => vec![set(&id, "3"), set(&id, ""), set(&id, "12")],
        ItemKind::Date | ItemKind::Period => {
            vec![
                set(&id, "令和8年4月1日"),
                set(&id, ""),
                set(&id, "令和8年5月"),
            ]
        }
        ItemKind::Figure => vec![
            set(&id, "図.png"),
            texts(&id, &["図.png", "図2.png"]),
            set(&id, ""),
            set(&id, "図.png"),
        ],
        ItemKind::Text | ItemKind::TextText => vec![
            set(&id, "一"),
            set(&id, LINES),
            set(&id, "二"),
            set(&id, "  "),
            set(&id, LINES),
        ],
    }
}

/// Whether a change may be refused: of what can be written in one of two ways, the other one stands there.
fn may_be_refused(id: &str, why: &Unchangeable) -> bool {
    let is_either = id.contains(".figure") || id.contains(".period");
    is_either && matches!(why, Unchangeable::InItsPlace(_))
}

fn value_is(text: &str, change: &Change) {
    let source = Source::new("a.yaml", text);
    let document = assessment::read(&source);
    let opened = Assessment::open(&source, &document, Stage::Draft).expect("a form");
    let Change::Set { id, text: wanted } = change else {
        return;
    };
    let Some(field) = opened.item(id) else {
        assert!(wanted.trim().is_empty(), "{change:?}\n{text}");
        return;
    };
    let texts = field.value.texts();
    let texts: Vec<&str> = texts.iter().map(|text| text.text.as_str()).collect();
    let wanted = wanted.trim_end();
    match wanted.is_empty() {
        true => assert!(
            texts.is_empty() && !matches!(field.value, Value::Check(_)),
            "{change:?}"
        ),
        false => assert_eq!(texts, [wanted], "{change:?}\n{text}"),
    }
}

/// Makes all changes of some items, each item in the same file.
fn walk(name: &str, text: &str, items: impl Fn(usize) -> bool + Sync) {
    let source = Source::new(name, text);
    let document = assessment::read(&source);
    let opened = Assessment::open(&source, &document, Stage::Draft).expect("a form");
    let form = opened.form;
    let own: Vec<usize> = (0..form.items.len()).filter(|n| items(*n)).collect();
    own.into_par_iter().for_each(|n| {
        let item = &form.items.raw[n];
        // Without them it would be a file of another form.
        if ["form", "edition"].contains(&item.id.as_str()) {
            return;
        }
        let mut now = text.to_owned();
        for change in changes(form, item) {
            match made(&now, &change) {
                Ok(text) => now = text,
                Err(why) if may_be_refused(change.id(), &why) => return,
                Err(why) => panic!("{name}: {change:?} is refused: {why:?} in\n{now}"),
            }
            value_is(&now, &change);
        }
    });
}

#[test]
fn every_item_of_an_empty_file() {
    for (kind, edition) in editions() {
        for newline in ["\n", "\r\n"] {
            let text = format!("様式: {kind}{newline}版: {edition}{newline}");
            walk(kind, &text, |_| true);
        }
    }
}

#[test]
fn every_item_of_the_worked_examples() {
    // Some items in each example: all of them in one or another.
    let examples = examples();
    let (records, assessments): (Vec<_>, Vec<_>) = examples
        .iter()
        .partition(|(name, _)| name.contains("tenken"));
    for same in [records, assessments] {
        for (n, (name, text)) in same.iter().enumerate() {
            walk(name, text, |item| item % same.len() == n);
        }
    }
}
