//! The keys, options, addresses, names and codes that are offered.

use std::collections::BTreeSet;

use hyokasho::assessment::newest_form;
use hyokasho::form::{Form, ItemId, ItemKind};

use super::{
    ADDRESS, EXAMPLE, KEY, NAME, OF_FILES, OPTION, RULE, URI, completions, editor_with, labels,
    over, place, read,
};

/// A document with the keys down to an item, its entries begun, and a line below it in the right column.
pub fn down_to(form: &Form, item: Option<ItemId>, newline: &str) -> (String, usize) {
    let mut text = format!("様式: {}{newline}版: 平成30年5月{newline}", form.kind);
    let mut above: Vec<ItemId> = std::iter::successors(item, |item| form.parent(*item)).collect();
    above.reverse();
    let mut column = 0;
    let mut is_behind_dash = false;
    for item in above {
        let definition = &form.items[item];
        let blanks = " ".repeat(if is_behind_dash { 0 } else { column });
        text.push_str(&format!("{blanks}{}:{newline}", definition.key));
        column += 2;
        is_behind_dash = definition.is_list();
        if is_behind_dash {
            text.push_str(&" ".repeat(column));
            text.push_str("- ");
            column += 2;
        }
    }
    if !is_behind_dash {
        text.push_str(&" ".repeat(column));
    }
    (text, column)
}

/// The keys of the items below one, in the order of the form, 選択 and 内容 first.
fn expected(form: &Form, item: Option<ItemId>) -> Vec<String> {
    let own = item.and_then(|item| match form.items[item].kind {
        ItemKind::ChoiceText => Some("選択"),
        ItemKind::TextText => Some("内容"),
        _ => None,
    });
    let below = form.children(item).iter();
    let keys = below.map(|child| form.items[*child].key.clone());
    own.map(str::to_owned).into_iter().chain(keys).collect()
}

#[test]
fn below_each_group_the_missing_keys_are_offered_in_the_order_of_the_form() {
    let form = newest_form().expect("the form can be read");
    let mut editor = editor_with("様式: 全項目評価書\n");
    let groups = form.items.iter_enumerated().map(|(id, _)| Some(id));
    let mut seen = 0;
    for group in groups.chain([None]) {
        if form.children(group).is_empty() {
            continue;
        }
        seen += 1;
        let all = expected(form, group);
        let (head, column) = down_to(form, group, "\n");
        // Nothing written yet; then the second of the keys.
        for written in [None, all.get(1)] {
            let mut text = head.clone();
            if let Some(key) = written {
                text.push_str(&format!("{key}:\n{}", " ".repeat(column)));
            }
            let end = text.len();
            // What follows is of another group.
            let text = text + "\nその他のリスク対策:\n";
            let old = editor.text(URI).len();
            editor.change(URI, 0, old, &text);
            let items = completions(&mut editor, end);
            let offered: Vec<&str> = labels(&items, KEY)
                .into_iter()
                .filter(|label| !label.contains(": ") && !label.starts_with("- "))
                .collect();
            let known = ["様式", "版", "その他のリスク対策"];
            let missing: Vec<&String> = all
                .iter()
                .filter(|key| Some(*key) != written)
                .filter(|key| group.is_some() || !known.contains(&key.as_str()))
                .collect();
            assert_eq!(offered, missing, "{text}");
        }
    }
    assert!(seen > 60, "{seen} groups");
}

#[test]
fn half_typed_keys_find_their_group_in_any_state() {
    let text = EXAMPLE;
    let at = place(text, &["対象人数: 30万人以上"]);
    for (typed, wanted) in [("対象", true), ("対", true), ("13", true), ("", true)] {
        let mut broken = text.to_owned();
        broken.replace_range(at..at + "対象人数: 30万人以上".len(), typed);
        let mut editor = editor_with(&broken);
        let items = completions(&mut editor, at + typed.len());
        assert_eq!(labels(&items, KEY).contains(&"対象人数"), wanted, "{typed}");
        let item = items.iter().find(|item| item["label"] == "対象人数");
        let filter = item.expect("it is there")["filterText"].as_str();
        assert_eq!(filter, Some("対象人数 I13 1-3"));
        assert_eq!(labels(&items, KEY).len(), 1, "only this one is missing");
    }
}

#[test]
fn a_column_that_is_wrong_is_put_right() {
    let text =
        "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  評価書番号: \"1\"\n公\n  評価書名: a\n";
    let mut editor = editor_with(text);
    let at = place(text, &["公\n"]) + "公".len();
    let items = completions(&mut editor, at);
    let item = items.iter().find(|item| item["label"] == "公表日");
    let edit = &item.expect("it is there")["textEdit"];
    assert_eq!(edit["newText"], "  公表日: ");
    assert_eq!(edit["range"]["start"]["character"], 0);
}

#[test]
fn a_full_width_colon_is_put_right_with_the_value() {
    for (written, label) in [
        ("様式：", "全項目評価書"),
        ("様式:　", "全項目評価書"),
        ("様式：全", "全項目評価書"),
    ] {
        let mut editor = editor_with(&format!("# 註\n{written}"));
        let end = editor.text(URI).len();
        let items = completions(&mut editor, end);
        assert_eq!(items[0]["label"], label, "{written}");
        let edit = &items[0]["textEdit"];
        assert_eq!(edit["newText"], format!(": {label}"), "{written}");
        assert_eq!(edit["range"]["start"]["character"], 2, "{written}");
        let filter = items[0]["filterText"].as_str().expect("a text");
        assert!(
            filter.starts_with(&written["様式".len()..]),
            "{written}: {filter}"
        );
    }
}

#[test]
fn an_empty_document_begins_with_its_form() {
    for text in ["", "\n", "# 覚え書き\n"] {
        let mut editor = editor_with(text);
        let items = completions(&mut editor, text.len());
        let first = items.first().expect("something is offered");
        assert_eq!(first["label"], "様式");
        let record = items.iter().find(|item| item["label"] == "様式: 点検記録");
        let written = &record.expect("the record is offered")["textEdit"]["newText"];
        assert_eq!(written, "様式: 点検記録\n版: \"1\"");
    }
    let mut editor = editor_with("name: test\non: push\njobs:\n  a\n");
    let items = editor.at("textDocument/completion", URI, 10);
    assert_eq!(items["items"].as_array().map_or(0, Vec::len), 0, "{items}");
}

#[test]
fn options_are_those_that_are_not_ticked() {
    let text = EXAMPLE;
    let at = place(text, &["対象人数: ", "30万人以上"]);
    let mut editor = editor_with(text);
    let items = completions(&mut editor, at);
    assert!(
        labels(&items, OPTION).contains(&"1万人以上10万人未満"),
        "{items:?}"
    );
    // The first system is connected with three already.
    let at = place(text, &["その他: 申請管理システム"]);
    let end = at + "その他: 申請管理システム".len();
    editor.change(URI, end, end, "\n        - ");
    let items = completions(&mut editor, end + "\n        - ".len());
    let offered = labels(&items, OPTION);
    assert!(offered.contains(&"税務システム"), "{offered:?}");
    for ticked in ["庁内連携システム", "宛名システム等", "その他"] {
        assert!(!offered.contains(&ticked), "{ticked}");
    }
    // Within brackets, and right behind a colon.
    for (line, label, written) in [
        ("        入手方法: [紙, ", "専用線", "専用線"),
        ("        入手方法: [紙, 専", "専用線", "専用線"),
        ("        入手方法:", "紙", " 紙"),
        ("        入手方法: \"", "紙", "紙"),
    ] {
        let head = "様式: 全項目評価書\n特定個人情報ファイル:\n  - 概要:\n      特定個人情報の入手・使用:\n";
        let text = format!("{head}{line}");
        let old = editor.text(URI).len();
        editor.change(URI, 0, old, &text);
        let items = completions(&mut editor, text.len());
        let item = items.iter().find(|item| item["label"] == label);
        let item = item.unwrap_or_else(|| panic!("{line}: {items:?}"));
        assert_eq!(item["textEdit"]["newText"], written, "{line}");
    }
}

#[test]
fn addresses_are_offered_where_items_are_named() {
    let head = "変更箇所:\n  - 変更日: 令和8年4月1日\n    項目: ";
    let text = format!("{OF_FILES}\n{}", "検査の例外:\n  - 規則: S\n    項目: \n");
    let mut editor = editor_with(&text);
    let at = text.len() - 1;
    let of_exception = completions(&mut editor, at);
    let (source, document) = read(&text);
    let assessment = over(&source, &document);
    let offered: BTreeSet<&str> = of_exception
        .iter()
        .filter(|item| item["kind"] == ADDRESS)
        .map(|item| item["textEdit"]["newText"].as_str().expect("a text"))
        .collect();
    // Each item of the chapters by its address, with the file where there are several.
    for field in assessment.printed() {
        let item = assessment.definition(field);
        if item.id.starts_with("basic.office") || item.id.starts_with("files[].overview.intake") {
            let address = assessment.address(field);
            assert!(offered.contains(address.as_str()), "{address}");
        }
    }
    let mut editor = editor_with(&format!("{EXAMPLE_HEAD}{head}"));
    let items = completions(&mut editor, EXAMPLE_HEAD.len() + head.len());
    let item = items.iter().find(|item| item["label"] == "Ⅰ１③　対象人数");
    let item = item.unwrap_or_else(|| panic!("{items:?}"));
    assert_eq!(item["filterText"], "Ⅰ１③ 対象人数 I13 1-3");
    // In running text behind a numeral.
    let text = format!("{EXAMPLE_HEAD}その他のリスク対策:\n  その他のリスク対策: |\n    Ⅰ１");
    let mut editor = editor_with(&text);
    let items = completions(&mut editor, text.len());
    assert!(
        labels(&items, ADDRESS).contains(&"Ⅰ１③　対象人数"),
        "{items:?}"
    );
    assert!(labels(&items, KEY).is_empty());
}

const EXAMPLE_HEAD: &str = "様式: 全項目評価書
版: 平成30年5月
基本情報:
  特定個人情報ファイルを取り扱う事務:
    事務の名称: 貸出の事務
    対象人数: 30万人以上
";

#[test]
fn codes_of_rules_are_offered_for_exceptions() {
    let text = format!("{EXAMPLE_HEAD}  # hyokasho: 許可 \n");
    let mut editor = editor_with(&text);
    let at = text.len() - 1;
    let items = completions(&mut editor, at);
    let codes = labels(&items, RULE);
    assert!(
        codes.contains(&"S004") && !codes.contains(&"I001"),
        "{codes:?}"
    );
    let s004 = items.iter().find(|item| item["label"] == "S004");
    let title = s004.expect("it is there")["detail"].as_str().unwrap_or("");
    assert!(!title.is_empty());
    let text = format!("{EXAMPLE_HEAD}検査の例外:\n  - 規則: ");
    let mut editor = editor_with(&text);
    let items = completions(&mut editor, text.len());
    assert!(labels(&items, RULE).contains(&"S006"), "{items:?}");
}

#[test]
fn names_that_the_document_knows_are_offered_where_they_are_expected() {
    let text = EXAMPLE;
    let at = place(text, &["その他: 申請管理システム", "申請"]);
    let mut editor = editor_with(text);
    let items = completions(&mut editor, at);
    assert!(
        labels(&items, NAME).contains(&"団体内統合宛名システム"),
        "{items:?}"
    );
    let at = place(text, &["特定個人情報ファイル名:", "予防接種ファイル"]);
    let items = completions(&mut editor, at);
    assert!(
        labels(&items, NAME).contains(&"予防接種ファイル"),
        "{items:?}"
    );
}

#[test]
fn columns_are_counted_as_the_editor_counts_them() {
    use crate::lsp::client::ALL_UNITS;
    let text = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  # 𠮷野家\n  評価書名: 𠮷か\u{309b}  # 𠮷\n  公";
    for units in ALL_UNITS {
        let mut editor = super::editor(units);
        editor.open(URI, text);
        let items = completions(&mut editor, text.len());
        let item = items.iter().find(|item| item["label"] == "公表日");
        let edit = item.unwrap_or_else(|| panic!("{items:?}"))["textEdit"].clone();
        let changed = crate::lsp::client::applied(text, &[edit], units);
        assert!(changed.ends_with("\n  公表日: "), "{changed}");
    }
}
