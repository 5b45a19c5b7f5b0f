//! 別添３ when the text changes again before it is published, and what no row can say as it is.

use super::*;

/// A small assessment with one 特記事項 and what else is given.
fn small(note: &str, rest: &str) -> String {
    format!("様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  特記事項: {note}\n{rest}")
}

fn day() -> Option<Day> {
    Some(jiff::civil::date(2026, 6, 1))
}

/// The rows of 別添３ that a text has.
fn rows(text: &str) -> usize {
    text.matches("変更日:").count()
}

/// Writes twice: the second run changes nothing, and nothing of 別添３ is wrong.
fn stable_table(old: &str, new: &str) -> String {
    let (text, _) = written(old, new, day()).expect("rows can be written");
    let (again, added) = written(old, &text, day()).expect("nothing is written");
    assert_eq!((again.as_str(), added.len()), (text.as_str(), 0), "{new}");
    let wrong = of_changes(old, &text);
    let wrong: Vec<_> = wrong
        .iter()
        .filter(|(code, ..)| ["C001", "C014", "C015", "C016", "C017"].contains(code))
        .collect();
    assert!(wrong.is_empty(), "{text}\n{wrong:#?}");
    text
}

#[test]
fn a_row_follows_the_text() {
    let old = small("接種証明書を交付する。", "");
    let first = stable_table(&old, &small("接種証明書を郵送する。", ""));
    assert_eq!(rows(&first), 1);
    // What the officer has decided stays.
    let decided = first.replace("提出時期: 事後", "提出時期: 事前");
    let decided = decided.replace(
        "その他の項目の変更であり、事前の提出・変更が義務付けられない",
        "決裁による",
    );
    assert_ne!(decided, first);
    let second = decided.replacen("郵送する。", "手渡す。", 1);
    let second = stable_table(&old, &second);
    assert_eq!((rows(&second), second.contains("郵送")), (1, false));
    assert!(second.contains("変更後: 接種証明書を手渡す。"));
    assert!(second.contains("提出時期: 事前") && second.contains("説明: 決裁による"));
    // A row that somebody has worded keeps its words but for what changed.
    let worded = first.replace("変更前: 接種証明書を交付", "変更前: 証明書を交付");
    let worded = worded.replace(
        "変更後: 接種証明書を郵送する。",
        "変更後: 証明書を郵送する。",
    );
    let worded = stable_table(
        &old,
        &worded.replacen("を郵送する。", "を速達で郵送する。", 1),
    );
    assert!(
        worded.contains("変更後: 証明書を速達で郵送する。"),
        "{worded}"
    );
    assert_eq!(rows(&worded), 1);
}

#[test]
fn a_row_goes_with_its_change() {
    let old = small("接種証明書を交付する。", "");
    let first = stable_table(&old, &small("接種証明書を郵送する。", ""));
    let back = first.replacen("郵送する。", "交付する。", 1);
    let (undone, _) = written(&old, &back, day()).expect("the row is taken out");
    assert_eq!(rows(&undone), 0, "{undone}");
    // Not where somebody has decided something, or noted something beside it.
    let decided = back.replace("説明: その他", "説明: 決裁により、その他");
    let noted = back.replace("    変更前:", "    # 課長に確かめる\n    変更前:");
    for kept in [decided, noted] {
        let (text, _) = written(&old, &kept, day()).expect("nothing is written");
        assert_eq!(text, kept);
    }
}

/// An assessment with entries of several lists, in the order in which they are named.
fn lists(recipients: &[&str], groups: &[&str]) -> String {
    let entry = |name: &&str| {
        format!("          - 名称: {name}\n            提供方法:\n              - 紙\n")
    };
    let group =
        |name: &&str| format!("      - 区分: {name}\n        項目:\n          - {name}の番号\n");
    let recipients: String = recipients.iter().map(entry).collect();
    let groups: String = groups.iter().map(group).collect();
    let rest = format!(
        "特定個人情報ファイル:\n  - 名称: 受給者ファイル\n    概要:\n      特定個人情報の提供・移転:\n        提供先:\n{recipients}    記録項目:\n{groups}"
    );
    small("交付する。", &rest)
}

#[test]
fn rows_of_entries_go_and_follow() {
    let three = ["税務署長", "都道府県知事", "市町村長"];
    let groups = ["宛名情報", "口座情報", "所得情報"];
    let old = lists(&three, &groups);
    let news = [
        lists(&["市町村長", "税務署長", "都道府県知事"], &groups),
        lists(&three[..2], &groups),
        lists(
            &["税務署長", "都道府県知事", "年金機構", "市町村長"],
            &groups,
        ),
        lists(
            &["年金機構", "税務署長", "市町村長", "都道府県知事"],
            &groups,
        ),
        lists(&three, &["口座情報", "所得情報", "宛名情報"]),
        lists(&three, &["宛名情報", "所得情報"]),
        lists(&three, &["宛名情報", "世帯情報", "口座情報", "所得情報"]),
    ];
    for new in &news {
        let first = stable_table(&old, new);
        let (_, table) = first.split_once("変更箇所:\n").expect("rows");
        for other in news.iter().chain([&old]) {
            let again = stable_table(&old, &format!("{other}変更箇所:\n{table}"));
            let fresh = stable_table(&old, other);
            assert_eq!(rows(&again), rows(&fresh), "{new}\n{again}");
        }
    }
}

#[test]
fn a_row_takes_the_new_name_of_its_file() {
    let file =
        |name: &str, remark: &str| format!("  - 名称: {name}\n    概要:\n      備考: {remark}\n");
    let files = |list: &[String]| {
        small(
            "交付する。",
            &format!("特定個人情報ファイル:\n{}", list.concat()),
        )
    };
    let other = file("宛名ファイル", "紙でも保管する。");
    let old = files(&[file("受給者ファイル", "台帳で保管する。"), other.clone()]);
    let edited = file("受給者ファイル", "電子で保管する。");
    let first = stable_table(&old, &files(&[edited.clone(), other.clone()]));
    assert!(first.contains("（受給者ファイル）"), "{first}");
    let (_, table) = first.split_once("変更箇所:\n").expect("rows");
    let renamed = edited.replace("受給者ファイル", "医療費受給者ファイル");
    let new = files(&[renamed, other]) + "変更箇所:\n" + table;
    let again = stable_table(&old, &new);
    let (_, table) = again.split_once("変更箇所:\n").expect("rows");
    assert!(table.contains("（医療費受給者ファイル）"), "{table}");
    assert!(!table.contains("（受給者ファイル）"), "{table}");
}

#[test]
fn words_that_look_like_marks_are_known_again() {
    let old = small("接種証明書を交付する。", "");
    for note in [
        "通知は、（中略）とする。",
        "（中略）",
        "（以下省略）",
        "（左記を削除）",
        "証明書は廃止し、（左記を削除）",
        "様式は別紙のとおり（以下省略）。",
        "…",
        "同左",
        "記録を削除",
        "※下欄に続く",
        "証明書の様式は次ページに続く",
        "追加",
    ] {
        stable_table(&old, &small(note, ""));
        stable_table(&small(note, ""), &old);
        stable_table(&small(note, ""), &small("（右記を追加）とする。", ""));
    }
}

#[test]
fn files_that_go_are_known_again() {
    let files = |names: &[&str]| {
        let file = |name: &&str| format!("  - 名称: {name}\n    概要:\n      備考: 廃止する。\n");
        let list: String = names.iter().map(file).collect();
        small("交付する。", &format!("特定個人情報ファイル:\n{list}"))
    };
    let all = ["受給者ファイル", "監護状況確認ファイル", "宛名ファイル"];
    stable_table(&files(&all), &files(&all[..2]));
    stable_table(&files(&all), &files(&all[1..]));
    stable_table(&files(&all), &files(&[all[2], all[0]]));
    stable_table(&files(&all[..1]), &files(&all));
}

#[test]
fn a_number_that_was_taken_out_does_not_come_back() {
    // Invented numbers.
    let old = small("番号は 1234 5678 9018 とし、交付する。", "");
    let text = stable_table(&old, &small("番号を知らせ、交付する。", ""));
    assert!(
        !text.contains("9018") && text.contains("**** **** ****"),
        "{text}"
    );
    let with_number = small("番号は123456789018とし、郵送する。", "");
    let (text, added) = written(&small("郵送する。", ""), &with_number, day()).expect("no row");
    assert_eq!((text, added.len()), (with_number, 0));
}

#[test]
fn a_row_that_a_change_needs_is_not_taken_for_one_that_was_withdrawn() {
    let rows = [
        "接種日",
        "接種区分",
        "接種回数",
        "ロット番号",
        "接種医療機関名",
    ];
    let rows = rows.map(|name| format!("          | {name} | 台帳に記録する{name} |\n"));
    let table = |rows: &[String]| {
        let rows = rows.concat();
        format!(
            "      - 区分: 接種記録\n        表: |\n          | 項目 | 内容 |\n          |---|---|\n{rows}"
        )
    };
    let of = |tables: [String; 2]| {
        let tables = tables.concat();
        let rest =
            format!("特定個人情報ファイル:\n  - 名称: 受給者ファイル\n    記録項目:\n{tables}");
        small("交付する。", &rest)
    };
    // Two tables of one name; a line in each of them is no row of a table.
    let line = ["          番号法による記録。\n".to_owned()];
    let old = of([table(&rows), table(&rows)]);
    let new = of([
        table(&[&rows[..2], &line, &rows[2..]].concat()),
        table(&[&rows[..3], &line, &rows[4..]].concat()),
    ]);
    let (text, added) = written(&old, &new, day()).expect("rows can be written");
    assert_eq!(added.len(), 2, "{text}");
    let (again, _) = written(&old, &text, day()).expect("nothing is written");
    assert_eq!(again, text);
}
