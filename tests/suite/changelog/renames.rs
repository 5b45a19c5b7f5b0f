//! A name that is another in many items, covered by one row.

use super::*;

/// The example as it is published next, with words of its body put for others.
fn renamed(names: &[(&str, &str)]) -> String {
    let (body, table) = EXAMPLE.split_once("\n変更箇所:\n").expect("rows");
    let mut body = body.replacen("公表日: 令和8年3月27日", "公表日: 令和9年3月31日", 1);
    for (old, new) in names {
        assert!(body.contains(old), "{old}");
        body = body.replace(old, new);
    }
    format!("{body}\n変更箇所:\n{table}")
}

/// The text with the body of another.
fn with_body(text: &str, of: &str) -> String {
    let (body, _) = of.split_once("\n変更箇所:\n").expect("rows");
    let (_, table) = text.split_once("\n変更箇所:\n").expect("rows");
    format!("{body}\n変更箇所:\n{table}")
}

const OFFICE: (&str, &str) = ("市政情報課", "情報公開課");
const SYSTEM: (&str, &str) = ("健康管理システム", "健康情報システム");

/// The rows of this revision, as they are written.
fn rows(text: &str) -> Vec<&str> {
    let (_, table) = text.split_once("\n変更箇所:\n").expect("rows");
    let table = table.split("\n別紙:").next().unwrap_or(table);
    let rows = table
        .split("  - 変更日: ")
        .filter(|row| row.starts_with("令和9年3月31日"));
    rows.map(str::trim_end).collect()
}

/// What is found in 別添３ but that the procedure was not held again.
fn of_rows(text: &str) -> Vec<(&'static str, String, String)> {
    let found = of_changes(EXAMPLE, text).into_iter();
    found.filter(|(code, ..)| *code != "C018").collect()
}

#[test]
fn one_row_covers_a_renaming() {
    let new = renamed(&[OFFICE]);
    let (plan, text) = grouped(EXAMPLE, &new).expect("a row can be written");
    let [row] = plan.add.as_slice() else {
        panic!("{:#?}", plan.add);
    };
    assert_eq!((row.before.as_str(), row.after.as_str()), OFFICE);
    let items: Vec<&str> = row.item.lines().collect();
    let (_, single) = written(EXAMPLE, &new, None).expect("rows can be written");
    let each: Vec<&str> = single.iter().map(|row| row.item.as_str()).collect();
    assert_eq!(items, each);
    assert!(row.explanation.contains("組織改編に伴う形式的な変更"));
    assert_eq!(of_rows(&text), []);
    assert!(only_adds(&new, &text));
    // Nothing is left to be done, with or without.
    let (plan, again) = grouped(EXAMPLE, &text).expect("nothing is written");
    assert_eq!((plan.writes(), again == text), (false, true));
    let (again, added) = written(EXAMPLE, &text, None).expect("nothing is written");
    assert_eq!((again == text, added.len()), (true, 0));
    let (_, again) = rebuilt(EXAMPLE, &text, None).expect("nothing is written");
    assert_eq!(rows(&again), rows(&text));
}

#[test]
fn what_is_more_than_a_renaming_has_its_own_row() {
    let years = ("入退室の記録は3年間保存する", "入退室の記録は5年間保存する");
    let month = ("年1回、7月に、総務部", "年1回、9月に、総務部");
    let new = renamed(&[OFFICE, SYSTEM, years, month]);
    let (plan, text) = grouped(EXAMPLE, &new).expect("rows can be written");
    let cells = plan
        .add
        .iter()
        .map(|row| (row.before.as_str(), row.after.as_str()));
    let renamings: Vec<_> = cells
        .filter(|cells| [OFFICE, SYSTEM].contains(cells))
        .collect();
    assert_eq!((renamings.len(), plan.add.len()), (2, 4));
    assert_eq!(of_rows(&text), []);
    // An item in which both names changed is covered by both rows.
    let both = plan
        .add
        .iter()
        .filter(|row| row.item.lines().any(|item| item == "表紙　特記事項"));
    assert_eq!(both.count(), 2);
    let (_, again) = rebuilt(EXAMPLE, &text, None).expect("nothing is written");
    assert_eq!(rows(&again), rows(&text));
}

#[test]
fn a_wrong_character_in_the_row_is_one_finding() {
    let (_, text) = grouped(EXAMPLE, &renamed(&[OFFICE])).expect("a row can be written");
    let at = text.rfind("変更前: 市政情報課").expect("a row");
    for (old, new) in [
        ("変更前: 市政情報課", "変更前: 市制情報課"),
        ("変更後: 情報公開課", "変更後: 情報広開課"),
    ] {
        let wrong = text[..at].to_owned() + &text[at..].replacen(old, new, 1);
        let found = of_rows(&wrong);
        assert_eq!(found.len(), 1, "{found:#?}");
    }
    // An item that is not among them, and one that did not change.
    let without = text.replacen(
        "      Ⅳ２　具体的な方法\n      Ⅴ１①請求先\n",
        "      Ⅴ１①請求先\n",
        1,
    );
    let found = of_rows(&without);
    let codes: Vec<&str> = found.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, ["C015"], "{found:#?}");
    let more = text.replacen(
        "      Ⅴ１①請求先\n",
        "      Ⅴ１①請求先\n      Ⅴ１⑥個人情報ファイル簿への不記載等\n",
        1,
    );
    let found = of_rows(&more);
    let codes: Vec<&str> = found.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, ["C016"], "{found:#?}");
}

#[test]
fn the_row_takes_in_what_is_renamed_later() {
    let new = renamed(&[OFFICE]);
    let later = "・全ての取扱者は、年1回、7月に、総務部情報公開課が";
    let first = new.replacen(
        later,
        "・全ての取扱者は、年1回、7月に、総務部市政情報課が",
        1,
    );
    let (plan, text) = grouped(EXAMPLE, &first).expect("rows can be written");
    // As long as the old name is left, it may be another office.
    assert!(plan.add.len() > 1);
    let (_, text) = rebuilt_grouped(EXAMPLE, &with_body(&text, &new));
    let (_, fresh) = grouped(EXAMPLE, &new).expect("a row can be written");
    assert_eq!(rows(&text), rows(&fresh));
    // One item was forgotten in the row.
    let without = text.replacen(
        "      Ⅳ２　具体的な方法\n      Ⅴ１①請求先\n",
        "      Ⅴ１①請求先\n",
        1,
    );
    let (plan, again) = grouped(EXAMPLE, &without).expect("the row can be renewed");
    assert_eq!((plan.add.len(), plan.renew.len()), (0, 1));
    assert_eq!(rows(&again), rows(&text));
}

fn rebuilt_grouped(old: &str, new: &str) -> (Plan, String) {
    let groups = true;
    let done = carried_out(old, new, None, |revision| {
        Revision {
            groups,
            ..*revision
        }
        .rebuilt(true)
    });
    done.expect("rows can be made anew")
}

#[test]
fn items_of_several_files_are_distinguished() {
    let (body, table) = OTHER.split_once("\n変更箇所:\n").expect("rows");
    let body = body.replacen("公表日: 令和8年4月20日", "公表日: 令和9年3月31日", 1);
    let new = format!(
        "{}\n変更箇所:\n{table}",
        body.replace("こども給付課", "こども支援課")
    );
    let (plan, text) = grouped(OTHER, &new).expect("rows can be written");
    let row = plan
        .add
        .iter()
        .find(|row| row.after.ends_with("支援課"))
        .expect("a row");
    for file in ["（児童手当ファイル）", "（監護状況確認ファイル）"] {
        assert!(
            row.item.lines().any(|item| item.ends_with(file)),
            "{}",
            row.item
        );
    }
    let found = of_changes(OTHER, &text).into_iter();
    let found: Vec<_> = found.filter(|(code, ..)| *code != "C018").collect();
    assert_eq!(found, []);
}
