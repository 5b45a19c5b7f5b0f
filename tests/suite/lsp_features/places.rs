//! Where things are: outline, folding, definition and references, hover, hints.

use std::collections::BTreeSet;
use std::path::Path;

use hyokasho::assessment::Assessment;
use hyokasho::assessment::field::FieldId;
use hyokasho::cli::lsp::ServerOptions;
use hyokasho::compare::changelog::Log;
use hyokasho::source::diagnostic::Stage;
use serde_json::{Value, json};

use super::{EXAMPLE, OF_FILES, URI, editor_with, over, place, read};
use crate::lsp::client::{ALL_UNITS, Editor, Units, about, uri};

/// The lines, from 0, to which an answer leads.
fn lines(answer: &Value) -> BTreeSet<u64> {
    let targets = answer.as_array().cloned().unwrap_or_default();
    let line = |target: &Value| target["range"]["start"]["line"].as_u64().expect("a line");
    targets.iter().map(line).collect()
}

/// The line, from 0, on which an item stands: that of its key; of an entry that of its dash.
fn line_of(assessment: &Assessment, field: FieldId) -> u64 {
    let own = &assessment.fields[field];
    let at = own.key.map_or(own.span.start, |key| key.start);
    assessment.source.line_of(at) as u64 - 1
}

/// The line of the nearest item around one that is written.
fn written_line(assessment: &Assessment, field: FieldId) -> u64 {
    let mut around = std::iter::successors(Some(field), |f| assessment.fields[*f].parent);
    let written = around.find(|field| {
        let own = &assessment.fields[*field];
        own.key.is_some() || !own.span.range().is_empty()
    });
    line_of(assessment, written.expect("something is written"))
}

#[test]
fn rows_of_the_worked_examples_lead_to_the_items_that_the_check_resolves() {
    let mut seen = 0;
    for text in [
        EXAMPLE,
        OF_FILES,
        include_str!("../../../assessments/aone-juminzei.yaml"),
        include_str!("../../../assessments/shiomibara-jumin.yaml"),
        include_str!("../../../assessments/hawatari-kaigohoken.yaml"),
    ] {
        let mut editor = editor_with(text);
        let (source, document) = read(text);
        let assessment = over(&source, &document);
        for entry in &Log::read(&assessment).entries {
            let Some(item) = entry.item else { continue };
            for reference in &entry.references {
                let span = item.text.place(&source, reference.words.clone());
                let answer = editor.at("textDocument/definition", URI, span.end);
                let places = reference.places.iter();
                let expected: BTreeSet<u64> = places
                    .map(|field| written_line(&assessment, *field))
                    .collect();
                let words = &item.text.text[reference.words.clone()];
                assert_eq!(lines(&answer), expected, "{words}");
                seen += 1;
            }
        }
    }
    assert!(seen > 60, "{seen} references");
}

#[test]
fn a_row_for_each_item_leads_to_it_and_back() {
    let (source, document) = read(OF_FILES);
    let assessment = over(&source, &document);
    let fields = assessment.printed().iter_enumerated();
    let written = fields.filter(|(_, field)| {
        let id = &assessment.definition(field).id;
        let is_body = ["basic", "files[]", "other_risks", "disclosure", "procedure"]
            .iter()
            .any(|part| id.starts_with(part));
        is_body && field.key.is_some() && !id.contains(".records") && !id.ends_with("count")
    });
    let written: Vec<FieldId> = written.map(|(id, _)| id).collect();
    let head = OF_FILES.split("\n変更箇所:").next().expect("a head");
    let mut text = format!("{}\n変更箇所:\n", head.trim_end());
    let mut rows = Vec::new();
    for id in &written {
        let name = assessment.name(&assessment.fields[*id]);
        let row = format!("  - 変更日: 令和8年4月1日\n    項目: {name}\n");
        rows.push((*id, text.len() + row.len() - 1));
        text.push_str(&row);
    }
    assert!(rows.len() > 170, "{} rows", rows.len());
    let (source, document) = read(&text);
    let assessment = over(&source, &document);
    let logs = Log::read(&assessment);
    let mut editor = editor_with(&text);
    let mut exact = 0;
    for ((id, at), entry) in rows.iter().zip(&logs.entries) {
        let answer = lines(&editor.at("textDocument/definition", URI, *at));
        let places = entry.references.iter().flat_map(|r| &r.places);
        let resolved: BTreeSet<u64> = places.map(|f| written_line(&assessment, *f)).collect();
        assert_eq!(answer, resolved, "{}", assessment.fields[*id].id);
        exact += usize::from(answer.contains(&line_of(&assessment, *id)));
    }
    assert!(exact * 100 > rows.len() * 97, "{exact} of {}", rows.len());
    // From an item to its row.
    for (id, at) in rows.iter().step_by(17) {
        let field = &assessment.fields[*id];
        let key = field.key.expect("it has a key");
        let position = editor.units.position(&text, key.start);
        let params = json!({
            "textDocument": { "uri": URI },
            "position": position,
            "context": { "includeDeclaration": false },
        });
        let answer = editor.request("textDocument/references", params);
        let found = lines(&answer.expect("an answer"));
        let row = source.line_of(*at) as u64 - 1;
        let leads = lines(&editor.at("textDocument/definition", URI, *at));
        if leads == BTreeSet::from([line_of(&assessment, *id)]) {
            assert!(found.contains(&row), "{}: {found:?}", field.id);
        }
    }
}

#[test]
fn running_text_and_exceptions_lead_to_items() {
    let exception =
        "\n検査の例外:\n  - 規則: S006\n    項目: Ⅱ３①（児童手当ファイル）\n    理由: x\n";
    let text = format!("{}{exception}", OF_FILES.trim_end());
    let mut editor = editor_with(&text);
    let (source, _) = read(&text);
    let line = |words: &[&str]| source.line_of(place(&text, words)) as u64 - 1;
    for (from, to) in [
        (
            vec!["Ⅱ２③（児童手当ファイル）に掲げる者の全て"],
            vec!["名称: 児童手当ファイル", "対象となる本人の範囲:"],
        ),
        (
            vec!["Ⅲ３リスク４（監護状況確認ファイル）"],
            vec![
                "名称: 監護状況確認ファイル",
                "リスク対策:",
                "特定個人情報ファイルが不正に複製されるリスク:",
            ],
        ),
        (
            vec!["検査の例外:", "Ⅱ３①"],
            vec!["名称: 児童手当ファイル", "入手元:"],
        ),
    ] {
        let at = place(&text, &from) + "Ⅱ".len();
        let answer = editor.at("textDocument/definition", URI, at);
        assert_eq!(lines(&answer), BTreeSet::from([line(&to)]), "{from:?}");
    }
    // The quotation of a label: in its own section first.
    let text = "様式: 全項目評価書
版: 平成30年5月
特定個人情報ファイル:
  - 名称: 貸出ファイル
    概要:
      特定個人情報ファイルの取扱いの委託:
        委託事項:
          - 名称: 督促状の印刷
            委託先名の確認方法: 「⑥委託先名」の項に記載する。
            委託先名: 印刷社
          - 名称: 本の点検
            委託先名の確認方法: 「⑥委託先名」の項と、委託事項1の項に記載する。Ⅱ１、Ⅱ４①、⑥も見る。
            委託先名: 点検社
";
    let mut editor = editor_with(text);
    for (from, to) in [
        (vec!["督促状", "「⑥"], vec!["委託先名: 印刷社"]),
        (vec!["本の点検", "「⑥"], vec!["委託先名: 点検社"]),
        (vec!["委託事項1の項"], vec!["名称: 督促状の印刷"]),
        (vec!["Ⅱ４①、", "、"], vec!["委託先名: 点検社"]),
        (vec!["Ⅱ１、"], vec!["名称: 貸出ファイル"]),
    ] {
        let at = place(text, &from) + "「".len();
        let answer = editor.at("textDocument/definition", URI, at);
        let line = text[..place(text, &to)].matches('\n').count() as u64;
        assert_eq!(lines(&answer), BTreeSet::from([line]), "{from:?}");
    }
}

#[test]
fn the_record_of_a_review_leads_to_the_assessment_and_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments");
    let [record, paper] =
        ["aone-juminzei-tenken.yaml", "aone-juminzei.yaml"].map(|name| folder.join(name));
    let [record_text, paper_text] =
        [&record, &paper].map(|path| std::fs::read_to_string(path).expect("a text"));
    let [record, paper] = [&record, &paper].map(|path| uri(path));
    let options = ServerOptions {
        stage: Some(Stage::Draft),
        no_config: true,
        ..ServerOptions::default()
    };
    let mut editor = Editor::new(Units::Utf16, options);
    editor.open(&record, &record_text);
    let at = place(&record_text, &["- Ⅱ６③消去方法"]) + "- Ⅱ".len();
    let answer = editor.at("textDocument/definition", &record, at);
    let target = answer.as_array().and_then(|all| all.first()).cloned();
    let target = target.unwrap_or_else(|| panic!("it leads somewhere: {answer}"));
    let goal = place(&paper_text, &["保管期間:", "消去方法:"]);
    let line = paper_text[..goal].matches('\n').count();
    assert!(
        target["uri"]
            .as_str()
            .is_some_and(|to| to.ends_with("aone-juminzei.yaml"))
    );
    assert_eq!(target["range"]["start"]["line"], line);
    // 別添３第9行
    let at = place(&record_text, &["別添３第9行"]) + "別".len();
    let answer = editor.at("textDocument/definition", &record, at);
    assert_eq!(lines(&answer).len(), 1, "{answer}");
    // Back.
    editor.open(&paper, &paper_text);
    let position = editor.units.position(&paper_text, goal);
    let params = json!({
        "textDocument": { "uri": paper },
        "position": position,
        "context": { "includeDeclaration": true },
    });
    let answer = editor
        .request("textDocument/references", params)
        .expect("an answer");
    let of_record = answer.as_array().expect("a list").iter().filter(|target| {
        let to = target["uri"].as_str().unwrap_or("");
        to.ends_with("aone-juminzei-tenken.yaml")
    });
    assert!(of_record.count() >= 2, "{answer}");
}

#[test]
fn the_outline_has_files_systems_and_contracts_by_name_and_rows_by_day() {
    let mut editor = editor_with(EXAMPLE);
    let outline = editor
        .request("textDocument/documentSymbol", about(URI))
        .expect("an answer");
    let mut all = Vec::new();
    flatten(&outline, &mut all);
    let names: Vec<&str> = all
        .iter()
        .map(|symbol| symbol["name"].as_str().unwrap_or(""))
        .collect();
    for name in [
        "Ⅰ　基本情報",
        "③対象人数",
        "システム1　健康管理システム",
        "委託事項3　予診票等データ入力業務",
    ] {
        assert!(names.contains(&name), "{name}: {names:?}");
    }
    let people = all
        .iter()
        .find(|symbol| symbol["name"] == "③対象人数")
        .expect("it is there");
    assert_eq!(people["detail"], "Ⅰ１③　30万人以上");
    let days = all.iter().filter(|symbol| {
        let detail = symbol["detail"].as_str().unwrap_or("");
        detail.ends_with('行') && symbol["name"].as_str().unwrap_or("").contains('年')
    });
    assert!(days.count() > 0, "{names:?}");
    // What is selected lies in what it is of, and parts lie in one another.
    fn whole(symbols: &Value) {
        for symbol in symbols.as_array().into_iter().flatten() {
            let within = |inner: &Value, outer: &Value| {
                let at = |range: &Value, side: &str| {
                    let number = |key: &str| range[side][key].as_u64().expect("a number");
                    (number("line"), number("character"))
                };
                at(outer, "start") <= at(inner, "start") && at(inner, "end") <= at(outer, "end")
            };
            assert!(
                within(&symbol["selectionRange"], &symbol["range"]),
                "{symbol}"
            );
            for child in symbol["children"].as_array().into_iter().flatten() {
                assert!(within(&child["range"], &symbol["range"]), "{symbol}");
            }
            whole(&symbol["children"]);
        }
    }
    whole(&outline);
}

fn flatten(symbols: &Value, all: &mut Vec<Value>) {
    for symbol in symbols.as_array().into_iter().flatten() {
        all.push(symbol.clone());
        flatten(&symbol["children"], all);
    }
}

#[test]
fn groups_entries_texts_and_days_can_be_folded() {
    let text = "# 一\n# 二\n様式: 全項目評価書\n基本情報:\n  特定個人情報ファイルを取り扱う事務:\n    事務の内容: |\n      一\n      二\n変更箇所:\n  - 変更日: 令和7年4月1日\n    項目: Ⅰ１\n  - 変更日: 令和7年4月1日\n    項目: Ⅰ２\n  - 変更日: 令和8年4月1日\n    項目: Ⅰ３\n\n";
    let mut editor = editor_with(text);
    let folds = editor
        .request("textDocument/foldingRange", about(URI))
        .expect("an answer");
    let folds: BTreeSet<(u64, u64)> = folds
        .as_array()
        .expect("a list")
        .iter()
        .map(|fold| {
            let number = |key: &str| fold[key].as_u64().expect("a number");
            (number("startLine"), number("endLine"))
        })
        .collect();
    let expected = [
        (0, 1),
        (3, 7),
        (4, 7),
        (5, 7),
        (8, 14),
        (9, 12),
        (11, 12),
        (13, 14),
    ];
    assert_eq!(folds, BTreeSet::from(expected));
}

#[test]
fn keys_options_references_and_findings_are_explained() {
    let mut editor = editor_with(EXAMPLE);
    let mut said = |words: &[&str]| {
        let at = place(EXAMPLE, words) + 1;
        let mut at = at;
        while !EXAMPLE.is_char_boundary(at) {
            at += 1;
        }
        let answer = editor.at("textDocument/hover", URI, at);
        answer["contents"]["value"]
            .as_str()
            .unwrap_or("")
            .to_owned()
    };
    let key = said(&["対象人数: 30万人以上"]);
    for words in [
        "Ⅰ１③",
        "対象人数",
        "選択肢",
        "1万人以上10万人未満",
        "書くとき",
    ] {
        assert!(key.contains(words), "{words}: {key}");
    }
    assert_eq!(said(&["30万人以上"]), key);
    let row = said(&["変更箇所:", "Ⅰ７①部署"]);
    assert!(row.contains("部署") && row.contains("健康福祉部"), "{row}");
    // A finding on a key: the text of its rule, then what belongs there.
    let text = "様式: 全項目評価書\n版: 平成30年5月\n基本情報:\n  使用するシステム:\n    - システムの名称: a\n      他のシステムとの接続:\n        - その他:\n";
    let mut editor = editor_with(text);
    editor.pull(URI);
    let at = place(text, &["- その他"]) + "- そ".len();
    let answer = editor.at("textDocument/hover", URI, at);
    let said = answer["contents"]["value"].as_str().unwrap_or("");
    assert!(said.contains("S006") && said.contains("直し方"), "{said}");
}

#[test]
fn what_is_said_is_english_for_an_english_editor() {
    let options = ServerOptions {
        no_config: true,
        lang: hyokasho::source::lang::Lang::En,
        ..ServerOptions::default()
    };
    let mut editor = Editor::new(Units::Utf8, options);
    editor.open(URI, EXAMPLE);
    let at = place(EXAMPLE, &["対象人数: 30万人以上"]);
    let answer = editor.at("textDocument/hover", URI, at);
    let said = answer["contents"]["value"].as_str().unwrap_or("");
    assert!(
        said.contains("- When: ") && said.contains("- Options: "),
        "{said}"
    );
}

#[test]
fn addresses_and_weekdays_are_shown_within_the_lines() {
    for units in ALL_UNITS {
        let text = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  公表日: 令和8年3月27日\n  特記事項: |\n    令和8年3月27日（金）に決め、𠮷令和8年4月1日に始める。\n基本情報:\n  特定個人情報ファイルを取り扱う事務:\n    対象人数: 30万人以上\n";
        let mut editor = super::editor(units);
        editor.open(URI, text);
        let end = units.position(text, text.len());
        let params = json!({
            "textDocument": { "uri": URI },
            "range": { "start": { "line": 0, "character": 0 }, "end": end },
        });
        let hints = editor
            .request("textDocument/inlayHint", params)
            .expect("an answer");
        let shown: Vec<(String, usize)> = hints
            .as_array()
            .expect("a list")
            .iter()
            .map(|hint| {
                let label = hint["label"].as_str().expect("a text").to_owned();
                (label, units.offset(text, &hint["position"]))
            })
            .collect();
        let behind = |words: &[&str], last: &str| place(text, words) + last.len();
        for (label, at) in [
            (
                "（金）",
                behind(&["公表日: 令和8年3月27日"], "公表日: 令和8年3月27日"),
            ),
            ("（水）", behind(&["令和8年4月1日"], "令和8年4月1日")),
            ("Ⅰ", behind(&["基本情報"], "基本情報")),
            (
                "Ⅰ１",
                behind(
                    &["特定個人情報ファイルを取り扱う事務"],
                    "特定個人情報ファイルを取り扱う事務",
                ),
            ),
            ("Ⅰ１③", behind(&["対象人数"], "対象人数")),
        ] {
            assert!(
                shown.contains(&(label.to_owned(), at)),
                "{label}: {shown:?}"
            );
        }
        assert_eq!(shown.len(), 5, "{shown:?}");
    }
}
