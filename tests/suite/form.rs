//! The form's data are complete, and a form is data: another one needs no Rust.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hyokasho::assessment::conform::{Conformed, Problem, conform};
use hyokasho::assessment::field::FieldId;
use hyokasho::assessment::value::Value;
use hyokasho::form::{Form, ItemKind, embedded, load};
use hyokasho::japanese::notation::fold;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use hyokasho::yaml;

fn form() -> &'static Form {
    embedded("全項目評価書", "平成30年5月")
        .expect("the edition is there")
        .expect("its data can be read")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The word of a type in the form's data.
fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Text => "text",
        ItemKind::Choice => "choice",
        ItemKind::ChoiceText => "choice+text",
        ItemKind::TextText => "text+text",
        ItemKind::Checks => "checks",
        ItemKind::Check => "check",
        ItemKind::Count => "count",
        ItemKind::Date => "date",
        ItemKind::Period => "period",
        ItemKind::List => "list",
        ItemKind::Table => "table",
        ItemKind::Figure => "figure",
        ItemKind::Map => "map",
    }
}

#[test]
fn every_item_of_the_form_is_there_in_order() {
    let listed = text("tests/form/ids.txt");
    let listed: Vec<&str> = listed.lines().filter(|l| !l.starts_with('#')).collect();
    let items = form().items.iter().take(form().printed);
    let known: Vec<String> = items
        .map(|i| [&i.id, &i.key, &i.label, &i.address, kind(i.kind)].join("\t"))
        .collect();
    assert_eq!(listed.len(), 321);
    for (listed, known) in listed.iter().zip(&known) {
        assert_eq!(listed, known);
    }
    assert_eq!(listed.len(), known.len());
}

#[test]
fn every_heading_of_the_form_is_there() {
    // A table of the headings that a blank official form prints.
    let Some(path) = crate::outside::named("HYOKASHO_HEADINGS") else {
        return;
    };
    let headings = fs::read_to_string(path).expect("the table can be read");
    let form = form();
    let mut printed = vec![form.title.clone(), form.contents_title.clone()];
    for item in &form.items {
        printed.push(item.label.clone());
        printed.extend(item.entry.as_ref().map(|e| e.replace("{n}", "1")));
        printed.extend(item.bundles.values().cloned());
        printed.extend(item.heading_before.clone());
        printed.extend(item.row_label.clone());
        printed.extend(item.notes.iter().cloned());
    }
    let printed: Vec<String> = printed.iter().map(|words| fold(words)).collect();
    for line in headings.lines().skip(1) {
        let label = line.split('\t').next().unwrap_or("");
        // 「(Ⅱ・Ⅲ)」 says where, it is not printed.
        let label = fold(label.trim_end_matches("(Ⅱ・Ⅲ)"));
        assert!(printed.iter().any(|p| p.contains(&label)), "{line}");
    }
}

#[test]
fn every_item_has_its_own_help() {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for item in &form().items {
        let length = item.help.chars().count();
        assert!((15..=160).contains(&length), "{}: {length}", item.id);
        assert!(item.help.ends_with('。'), "{}: {}", item.id, item.help);
        let other = known.insert(&item.help, &item.id);
        assert_eq!(other, None, "{}: the same help", item.id);
    }
}

/// What is in a small assessment of the made-up form.
const MADE_UP: &str = "
届出:
  届出者: 架空市長
  大臣の確認: 済み
仕事:
  - 題: 受付
    紙を使うか: 使う
    場所:
      - 支所
      - その他（車庫）
    手順: [受け取る, 渡す]
    期間: {始め: 令和7年4月1日, 終わり: 令和7年4月5日}
  - 名: 保管
    紙を使うか:
      選択: 使わない
      紙の種類: 上質紙
    場所: 本庁
  - 紙の種類: x
";

fn shown(form: &Form, conformed: &Conformed) -> Vec<String> {
    let id = |field: FieldId| conformed.fields[field].id.as_str();
    conformed
        .problems
        .iter()
        .map(|problem| match problem {
            Problem::Missing { field, .. } => format!("missing {}", id(*field)),
            Problem::NotAsked { field, agency, .. } => {
                format!("not asked {} {agency}", id(*field))
            }
            Problem::OtherKey { item, .. } => format!("other key {}", form.items[*item].id),
            Problem::UnknownOption { field, text, .. } => format!("option {} {text}", id(*field)),
            Problem::TooMany { field, most } => format!("too many {} {most}", id(*field)),
            Problem::UnknownKey { key, meant, .. } => {
                let meant = meant.map(|item| form.items[item].id.as_str());
                format!("unknown {key} {meant:?}")
            }
            other => format!("{other:?}"),
        })
        .collect()
}

#[test]
fn another_form_needs_no_rust() {
    let form = load(&text("tests/form/made-up.yaml")).expect("the made-up form can be read");
    let document = yaml::read(&Source::new("made-up", MADE_UP), &|key: &str| {
        form.is_key(key)
    });
    let conformed = conform(&form, &document, Stage::Publish);
    assert_eq!(
        shown(&form, &conformed),
        [
            "other key works[].title",
            "option works[1].places その他（車庫）",
            "unknown 紙の種類 Some(\"works[].paper.kind\")",
            "too many works 2",
            "missing head.day",
            "not asked head.minister true",
            "missing works[1].paper.kind",
            "missing works[1].branch",
            "missing works[1].hurry",
            "not asked works[2].paper.kind false",
            "missing works[3].title",
            "missing works[3].places",
        ]
    );
    let field = |id: &str| conformed.fields.iter().find(|f| f.id == id);
    let steps = field("works[1].steps").map(|f| &f.value);
    assert!(matches!(steps, Some(Value::Texts(texts)) if texts.len() == 2));
    let paper = field("works[1].paper").map(|f| &f.value);
    assert!(matches!(
        paper,
        Some(Value::Choice {
            option: Some(0),
            ..
        })
    ));
}

#[test]
fn a_form_with_a_mistake_is_refused() {
    let good = text("tests/form/made-up.yaml");
    for (old, new) in [
        ("works[].paper == 使う", "works[].paper == 使用する"),
        ("works[].places has 支所", "works[].place has 支所"),
        ("days(works[].term) < 10", "days(works[].term) > 10"),
        ("  - id: works[].hurry", "  - id: works[].paper"),
        ("  item: head.body", "  item: head.bodies"),
        ("    most: 2", "    mots: 2"),
    ] {
        let bad = good.replacen(old, new, 1);
        assert_ne!(good, bad, "{old}");
        assert!(load(&bad).is_err(), "{new}");
    }
}
