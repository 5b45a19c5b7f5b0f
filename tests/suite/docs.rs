//! `docs/rules/` is made from the heads of the rules' files. `UPDATE_DOCS=1 cargo test --release docs` makes it anew.

use std::collections::BTreeMap;
use std::path::PathBuf;

use hyokasho::config::settings_file;
use hyokasho::config::terms;
use hyokasho::lint::rules::{self, PEDANTIC, RULES, Rule};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use hyokasho::source::lang::Lang;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

fn page(rule: &Rule) -> String {
    let doc = rule.doc();
    let stage = match rule.levels.first() {
        Stage::Draft => "下書き（draft）から",
        Stage::Review => "点検（review）から",
        Stage::Publish => "公表（publish）のとき",
    };
    let severity = rule.levels.highest().label(Lang::Ja);
    let asked = if PEDANTIC.contains(&rule.code) {
        "／`--pedantic` か設定で求めたときだけ"
    } else {
        ""
    };
    format!(
        "# {} {}\n\n{}\n\n*{}*\n\n重さ: {severity}（段階により変わるものがあります）／段階: {stage}{asked}\n\n{}\n",
        rule.code,
        rule.name,
        doc.title,
        doc.english,
        doc.body.trim_end()
    )
}

fn index() -> String {
    let rows = RULES.iter().map(|rule| {
        let doc = rule.doc();
        format!(
            "| [{0}]({0}.md) | {1} | {2} |\n",
            rule.code, rule.name, doc.title
        )
    });
    let head = "# 規則の一覧\n\n`hyokasho explain 番号` でも読めます。例の「# 誤」と「# 正」の行は、どちらか一方を書きます。「# …」は、様式では離れたところにある項目の境です。\n\n| 番号 | 名前 | 指摘 |\n|---|---|---|\n";
    std::iter::once(head.to_owned()).chain(rows).collect()
}

#[test]
fn the_pages_of_the_rules_are_fresh() {
    let mut wanted: BTreeMap<String, String> = RULES
        .iter()
        .map(|rule| (format!("{}.md", rule.code), page(rule)))
        .collect();
    wanted.insert("README.md".into(), index());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(folder()).expect("the folder");
        for (name, text) in &wanted {
            std::fs::write(folder().join(name), text).expect("a page");
        }
    }
    let there: Vec<String> = std::fs::read_dir(folder())
        .expect("docs/rules")
        .map(|e| {
            e.expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    for name in &there {
        assert!(
            wanted.contains_key(name),
            "docs/rules/{name} belongs to no rule"
        );
    }
    for (name, text) in wanted {
        let page = std::fs::read_to_string(folder().join(&name)).unwrap_or_default();
        assert!(
            page == text,
            "docs/rules/{name} is not fresh: UPDATE_DOCS=1 cargo test --release docs"
        );
    }
}

#[test]
fn the_settings_in_the_documents_are_settings() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    for name in [
        "docs/config.md",
        "docs/templates.md",
        "docs/ci.md",
        "docs/usage.md",
        "README.ja.md",
    ] {
        let text = std::fs::read_to_string(root.join(name)).expect(name);
        let blocks: Vec<&str> = text
            .split("```toml\n")
            .skip(1)
            .filter_map(|rest| rest.split("```").next())
            .collect();
        assert!(!blocks.is_empty(), "{name}");
        for block in blocks {
            let read = settings_file::parse(&Source::new(name, block), &rules::named(), Lang::Ja);
            assert!(read.is_ok(), "{name}: {read:?}");
        }
    }
}

#[test]
fn the_words_in_the_document_are_words() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/terms.md");
    let text = std::fs::read_to_string(path).expect("the page");
    let blocks: Vec<&str> = text
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert_eq!(blocks.len(), 2);
    for block in blocks {
        let read = terms::parse(
            &Source::new("terms.yaml", block),
            rules::misreadings,
            Lang::Ja,
        );
        assert!(read.is_ok_and(|file| file.size() > 0), "{block}");
    }
}
