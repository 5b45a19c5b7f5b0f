//! What is known of the items of the form for people. docs/items.md, docs/items-tenken.md, `schemas/editor/` and
//! `schemas/guide/rules.tsv` are made from it: `UPDATE_DOCS=1 cargo test --no-default-features --test suite guide` makes
//! them anew (twice where `rules.tsv` changes, which the program holds).

mod seen;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use hyokasho::assessment::{self, example};
use hyokasho::form::guide::Guide;
use hyokasho::form::schema::schema;
use hyokasho::form::{self, ASSESSMENT, Form, Print, RECORD};
use hyokasho::report::item::ItemPage;
use hyokasho::source::Source;
use hyokasho::source::lang::Lang;
use hyokasho::source::outward;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn forms() -> Vec<&'static Form> {
    let editions = form::editions().into_iter();
    let form = |(kind, edition)| form::embedded(kind, edition)?.ok();
    editions.filter_map(form).collect()
}

/// Compares a file that is made with what it should be, or makes it.
fn is_fresh(path: &str, wanted: &str) {
    let file = root().join(path);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect(path);
        fs::write(&file, wanted).expect(path);
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        there == wanted,
        "{path} is not fresh: UPDATE_DOCS=1 cargo test --no-default-features --test suite guide"
    );
}

#[test]
fn the_guide_to_the_items_is_fresh() {
    for form in forms() {
        let path = match form.kind.as_str() {
            ASSESSMENT => "docs/items.md",
            RECORD => "docs/items-tenken.md",
            other => panic!("no page for {other}"),
        };
        is_fresh(path, &page(form));
    }
}

/// The name by which a page leads to an item.
fn anchor(guide: Guide) -> String {
    guide.item().id.replace("[]", "").replace('.', "-")
}

/// Whether an item begins a part of the page.
fn begins(guide: Guide) -> bool {
    let is_outermost = guide.above().is_none() && guide.below().next().is_some();
    is_outermost || guide.item().print == Print::Chapter
}

fn page(form: &'static Form) -> String {
    let option = match form.kind.as_str() {
        ASSESSMENT => "",
        kind => &format!(" --form {kind}"),
    };
    let mut out = format!(
        "# {}（{}）の項目\n\n\
        様式の順に、すべての項目（{}）について、何を、いつ、どのように書くかをまとめたものです。様式のデータから作っています。\
        画面では `hyokasho explain 番地{option}`（例: `hyokasho explain {}{option}`）で一つずつ読めます。番地のほか、見出し、id でも引けます。\n\n\
        ※は「重要な変更」に当たり得る項目です。太字の「例」は、架空の機関の記載例です。\n\n",
        form.kind,
        form.edition,
        form.items.len(),
        match form.kind.as_str() {
            ASSESSMENT => "Ⅱ３①",
            _ => "件名",
        },
    );
    let parts = form.guides().filter(|guide| begins(*guide));
    for guide in parts {
        let page = ItemPage::of(form, guide.id(), Lang::Ja);
        _ = writeln!(out, "- [{}](#{})", page.heading, anchor(guide));
    }
    for guide in form.guides() {
        let page = ItemPage::of(form, guide.id(), Lang::Ja);
        let level = if begins(guide) { "##" } else { "###" };
        let anchor = anchor(guide);
        _ = write!(
            out,
            "\n<a id=\"{anchor}\"></a>\n\n{level} {}\n\n",
            page.heading
        );
        _ = writeln!(out, "{}", page.markdown("rules").trim_end());
    }
    out
}

#[test]
fn the_schemas_for_editors_are_fresh() {
    let folder = root().join("schemas/forms");
    let mut made = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("schemas/forms") {
        let path = entry.expect("a file").path();
        let stem = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("a form");
        let form = form::load(&text).expect("a form");
        let name = format!("{stem}.schema.json");
        is_fresh(&format!("schemas/editor/{name}"), &schema(&form));
        made.insert(name);
    }
    for entry in fs::read_dir(root().join("schemas/editor")).expect("schemas/editor") {
        let name = entry
            .expect("a file")
            .file_name()
            .to_string_lossy()
            .into_owned();
        assert!(
            made.contains(&name),
            "schemas/editor/{name} belongs to no form"
        );
    }
}

/// The outermost keys of a JSON object in their order.
fn keys(json: &str, of: &str) -> Vec<String> {
    let start = json.find(&format!("\n  \"{of}\": {{")).expect(of);
    let end = json[start..].find("\n  }").expect("its end") + start;
    let lines = json[start..end].lines();
    let keys = lines.filter_map(|line| line.strip_prefix("    \"")?.split_once("\": "));
    keys.map(|(key, _)| key.to_owned()).collect()
}

#[test]
fn a_schema_knows_every_item_once_in_the_order_of_the_form() {
    for form in forms() {
        let text = schema(form);
        serde_json::from_str::<serde_json::Value>(&text).expect("JSON");
        let ids = form.items.iter().map(|item| item.id.replace("[]", ""));
        assert_eq!(keys(&text, "definitions"), ids.collect::<Vec<_>>());
        let outermost = form
            .children(None)
            .iter()
            .map(|item| form.items[*item].key.clone());
        assert_eq!(keys(&text, "properties"), outermost.collect::<Vec<_>>());
    }
}

/// Every item has an example, and every example is a whole of YAML that means this item.
#[test]
fn every_item_has_an_example() {
    for form in forms() {
        for guide in form.guides() {
            let id = &guide.item().id;
            let yaml =
                example::of(form, guide.id()).unwrap_or_else(|| panic!("no example of {id}"));
            assert!(yaml.starts_with(guide.key()), "{id}: {yaml}");
            assert!(yaml.lines().count() <= 8, "{id}: {yaml}");
            let source = Source::new("example.yaml", yaml);
            let document = assessment::read(&source);
            assert!(
                document.problems.is_empty(),
                "{id}: {:?}",
                document.problems
            );
            let key = document
                .root
                .entries()
                .first()
                .map(|entry| entry.key.text.clone());
            assert_eq!(key.as_deref(), Some(guide.key()), "{id}");
        }
    }
}

/// The page of an item holds nothing that steers a terminal, and every option in its own words.
#[test]
fn the_page_of_an_item_is_whole() {
    for form in forms() {
        for guide in form.guides() {
            for lang in [Lang::Ja, Lang::En] {
                let page = ItemPage::of(form, guide.id(), lang);
                let text = page.text();
                assert_eq!(text, outward::text(&text));
                for choice in guide.choices() {
                    assert!(text.contains(&choice.text), "{}", guide.item().id);
                }
                assert!(text.contains(guide.help()) && text.contains(guide.label()));
                assert!(page.markdown("rules").contains(guide.key()));
            }
        }
    }
}
