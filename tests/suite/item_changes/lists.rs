//! Lists of texts, and rows.

use hyokasho::assessment::change::Unchangeable;

use super::{all, made, rows, set, texts};

#[test]
fn a_list_of_texts_changes_where_it_differs() {
    let id = "basic.file_names";
    let cases = [
        (
            texts(id, &["a", "c"]),
            ":\n    - a\n    - b  # 二\n    # 三\n    - c\n",
            ":\n    - a\n    # 三\n    - c\n",
        ),
        (
            texts(id, &["a", "x", "c", "d"]),
            ":\n    - a\n    - b  # 二\n    - c\n",
            ":\n    - a\n    - x  # 二\n    - c\n    - d\n",
        ),
        (texts(id, &["a"]), ":\n", ":\n    - a\n"),
        (texts(id, &["a", "", " "]), ": b\n", ": a\n"),
        (
            texts(id, &["b", "c\nd"]),
            ": b\n",
            ":\n    - b\n    - |\n      c\n      d\n",
        ),
        (
            texts(id, &[]),
            ":\n    # 注\n    - a\n\n    - b\n",
            ":\n    # 注\n",
        ),
        (texts(id, &["a", "b"]), ": [a]\n", ": [a, b]\n"),
        (texts(id, &["x"]), ": [a, b]\n", ": [x]\n"),
        (texts(id, &[]), ": [a, b]\n", ":\n"),
        (
            texts(id, &["a"]),
            ":\n    - a\n    -\n",
            ":\n    - a\n    -\n",
        ),
        (texts(id, &["b"]), ":\n    - a\n    -\n", ":\n    - b\n"),
    ];
    for (change, old, new) in cases {
        let [old, new] =
            [old, new].map(|rest| format!("基本情報:\n  特定個人情報ファイル名{rest}"));
        all(&change, &[(&old, &new)]);
    }
}

#[test]
fn rows_of_a_table_change_where_they_differ() {
    let id = "annexes[1].table";
    let one: &[(&str, &str)] = &[("番号", "一"), ("内容", "二")];
    let two: &[(&str, &str)] = &[("番号", "三"), ("内容", "四\n五")];
    let old = "別紙:\n  - 題名: a\n    表:";
    let written = "\n      - 番号: 一  # 注\n        内容: 二\n";
    let cases = [
        (
            rows(id, &[one]),
            "\n".to_owned(),
            written.replace("  # 注", ""),
        ),
        (
            rows(id, &[one, two]),
            written.to_owned(),
            format!("{written}      - 番号: 三\n        内容: |\n          四\n          五\n"),
        ),
        (
            rows(id, &[&[("番号", "一"), ("内容", "")]]),
            written.to_owned(),
            written.replace(" 二", ""),
        ),
        (
            rows(id, &[&[("番号", "一")]]),
            written.to_owned(),
            written.replace("        内容: 二\n", ""),
        ),
        (
            rows(id, &[&[("内容", "二")]]),
            written.to_owned(),
            "\n      - 内容: 二\n".to_owned(),
        ),
        (
            rows(id, &[&[("番号", "一"), ("日付", "九"), ("内容", "二")]]),
            written.to_owned(),
            written.replace("        内", "        日付: 九\n        内"),
        ),
        (
            rows(id, &[&[("番号", ""), ("内容", "")]]),
            written.to_owned(),
            "\n".to_owned(),
        ),
        (
            rows(id, &[one]),
            " |\n      |番号|\n      |---|\n      |一|\n".to_owned(),
            written.replace("  # 注", ""),
        ),
        (
            set(id, "|番号|\n|---|"),
            written.replace("  # 注", ""),
            " |\n      |番号|\n      |---|\n".to_owned(),
        ),
        // None of the columns stays.
        (
            rows(id, &[&[("日", "二")]]),
            written.to_owned(),
            "\n      # 注\n      - 日: 二\n".to_owned(),
        ),
        (set(id, ""), written.to_owned(), "\n".to_owned()),
    ];
    for (change, before, after) in cases {
        all(
            &change,
            &[(&format!("{old}{before}"), &format!("{old}{after}"))],
        );
    }
    let twice = rows(id, &[&[("a", "1"), ("a", "2")]]);
    assert_eq!(made(old, &twice), Err(Unchangeable::Columns));
}

#[test]
fn rows_of_a_list_are_given_by_its_keys() {
    let id = "changes";
    let old = "変更箇所:\n  # 最初の注\n  - 変更日: 一\n    項目: 二  # 注\n    説明: 三\n";
    let one: &[(&str, &str)] = &[("変更日", "一"), ("項目", "二")];
    let other: &[(&str, &str)] = &[("変更日", "一"), ("項目", "四")];
    let new: &[(&str, &str)] = &[("変更日", "五"), ("項目", "六")];
    let cases = [
        (rows(id, &[one]), old.to_owned()),
        (
            rows(id, &[other, new]),
            format!("{}  - 変更日: 五\n    項目: 六\n", old.replace('二', "四")),
        ),
        (rows(id, &[]), "変更箇所:\n  # 最初の注\n".to_owned()),
        (
            rows(id, &[&[("変更後", "七"), ("変更日", "一")]]),
            old.replace("    説明", "    変更後: 七\n    説明"),
        ),
    ];
    for (change, after) in cases {
        all(&change, &[(old, &after)]);
    }
    all(
        &rows(id, &[new]),
        &[("変更箇所:\n", "変更箇所:\n  - 変更日: 五\n    項目: 六\n")],
    );
    assert_eq!(
        made(old, &rows(id, &[&[("列", "a")]])),
        Err(Unchangeable::Columns)
    );
}
