//! Rows that don.t fit what they name: under another item, with their sides exchanged, cut off. Each is one finding.

use super::*;

/// The example with some words put for others, its 別添３ written, and a row of it edited.
fn with_row(edit: (&str, &str), row: (&str, &str)) -> Vec<(&'static str, String)> {
    let day = ("公表日: 令和8年3月27日", "公表日: 令和9年3月31日");
    let mut new = EXAMPLE.to_owned();
    for (old, words) in [edit, day] {
        assert!(new.contains(old), "{old}");
        new = new.replacen(old, words, 1);
    }
    let (text, rows) = written(EXAMPLE, &new, None).expect("rows can be written");
    assert_eq!(rows.len(), 1, "{rows:#?}");
    let at = text.rfind("変更日: 令和9年3月31日").expect("a row");
    assert!(text[at..].contains(row.0), "{}", &text[at..]);
    let text = text[..at].to_owned() + &text[at..].replacen(row.0, row.1, 1);
    let found = of_changes(EXAMPLE, &text).into_iter();
    // The procedure was not held again.
    let found = found.filter(|(code, ..)| *code != "C018");
    found.map(|(code, words, _)| (code, words)).collect()
}

const WIDTH: (&str, &str) = (
    "        （1）番号管理　個人番号と団体",
    "        （１）番号管理　個人番号と団体",
);

#[test]
fn a_row_under_another_item_is_one_finding() {
    let other = "項目: Ⅰ７②所属長の役職名";
    for (edit, item) in [
        // Words that were deleted.
        (
            (
                "        （2）宛名検索　氏名、住所、生年月日等から団体内統合宛名番号を検索する。\n",
                "",
            ),
            "項目: Ⅰ２システム2②システムの機能",
        ),
        // In form alone.
        (WIDTH, "項目: Ⅰ２システム2②システムの機能"),
        // A short name.
        (
            (
                "      - 協力医療機関\n",
                "      - 協力医療機関\n      - 保健所\n",
            ),
            "項目: 別添１　図　登場者",
        ),
        // A whole entry.
        (
            (
                "      - 区分: 連絡先及び送付先の情報\n",
                "      - 区分: 予約の情報\n        項目:\n          - 予約番号\n          - 予約日時\n      - 区分: 連絡先及び送付先の情報\n",
            ),
            "項目: 別添２＜予約の情報＞",
        ),
    ] {
        let found = with_row(edit, (item, other));
        let item = other.strip_prefix("項目: ").expect("an item");
        assert_eq!(found, [("C016", item.to_owned())], "{}", edit.1);
    }
    // Another entry of the list.
    let found = with_row(WIDTH, ("項目: Ⅰ２システム2②", "項目: Ⅰ２システム3②"));
    assert_eq!(found.len(), 1, "{found:#?}");
}

#[test]
fn sides_that_are_exchanged_are_found_where_only_the_form_changed() {
    let row = (
        "    変更前: |\n      （1）番号管理　個人番号と団体内統合宛名番号を結び付け、各業務で用いる宛名番号との対応を管理する。\n      （中略）\n    変更後: |\n      （１）",
        "    変更前: |\n      （１）番号管理　個人番号と団体内統合宛名番号を結び付け、各業務で用いる宛名番号との対応を管理する。\n      （中略）\n    変更後: |\n      （1）",
    );
    let found = with_row(WIDTH, row);
    let codes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, ["C014"], "{found:#?}");
}

#[test]
fn what_is_cut_off_is_found_where_the_rest_did_not_change() {
    let edit = (
        "稼働場所をガバメントクラウドへ移す。本評価書は",
        "稼働場所を国のガバメントクラウドへ移す。本評価書は",
    );
    let row = (
        "稼働場所を国のガバメントクラウドへ移す。本評価書は、移行後の取扱いを記載したものである。\n      （中略）\n",
        "稼働場所を国のガバメントクラウドへ移す。本評\n",
    );
    let found = with_row(edit, row);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].0, "C006");
    // In the middle of what changed.
    let edit = (
        "年1回、再委託先の作業場所を訪問して確認する。",
        "年2回、再委託先の作業場所を訪問して確認する。",
    );
    let row = (
        "年2回、再委託先の作業場所を訪問して確認する。\n",
        "年2回、再\n",
    );
    let found = with_row(edit, row);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].0, "C006");
    let edit = (
        "予防接種では、過去の接種の種類、回数及び間隔を",
        "予防接種では、過去の接種の種類、回数および間隔を",
    );
    let row = (
        "回数および間隔を誤りなく把握し、対象者を取り違えないことが求められる。\n      （中略）",
        "回数および間隔を誤りなく",
    );
    let found = with_row(edit, row);
    assert_eq!(found, [("C006", "誤りなく".to_owned())]);
}

#[test]
fn a_whole_entry_is_covered_to_its_end() {
    let at = "          - 名称: 予診票等印刷・封入封緘業務\n";
    let new = format!(
        "          - 名称: 申請書の保管業務\n            委託内容: 倉庫における申請書の保管\n            委託先名: 架空倉庫株式会社\n{at}"
    );
    let row = ("⑥委託先名：架空倉庫株式会社", "⑥委託先名：架空倉");
    let found = with_row((at, &new), row);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].0, "C006");
}

#[test]
fn a_number_of_the_version_before_is_another_entry_s_now() {
    let entry =
        "          - 名称: 申請書の保管業務\n            委託内容: 倉庫における申請書の保管\n";
    let first = "          - 名称: 健康管理システム運用保守業務\n";
    let mut new = EXAMPLE.to_owned();
    for (old, words) in [
        ("公表日: 令和8年3月27日", "公表日: 令和9年3月31日"),
        (first, &format!("{entry}{first}")),
        (
            "委託先名: 株式会社架空情報開発",
            "委託先名: 株式会社架空電算",
        ),
        (
            "委託先名: 架空印刷株式会社",
            "委託先名: 架空プリント株式会社",
        ),
    ] {
        assert!(new.contains(old), "{old}");
        new = new.replacen(old, words, 1);
    }
    let (text, _) = written(EXAMPLE, &new, None).expect("rows can be written");
    assert_eq!(codes(&text), [""; 0]);
    // The one by the number that it had, the other by that which it has.
    let one = text.replacen("項目: Ⅱ４委託事項2⑥", "項目: Ⅱ４委託事項1⑥", 1);
    assert_eq!(codes(&one), ["C016"]);
    // Both by the numbers that they had: a way to write it.
    let both = one.replacen("項目: Ⅱ４委託事項5⑥", "項目: Ⅱ４委託事項4⑥", 1);
    assert_ne!(one, both);
    assert_eq!(codes(&both), [""; 0]);
}

/// The codes of what is found in 別添３; the procedure was not held again.
fn codes(text: &str) -> Vec<&'static str> {
    let found = of_changes(EXAMPLE, text).into_iter();
    found
        .map(|(code, ..)| code)
        .filter(|code| *code != "C018")
        .collect()
}

/// The example with names put after others in 別添２.
fn named(names: &[(&str, &str)]) -> String {
    let mut text = EXAMPLE.replacen("公表日: 令和8年3月27日", "公表日: 令和9年3月31日", 1);
    for (old, new) in names {
        let item = format!("          - {old}\n");
        assert!(text.contains(&item), "{old}");
        text = text.replacen(&item, &format!("{item}          - {new}\n"), 1);
    }
    text
}

#[test]
fn a_name_in_two_groups_of_records_is_covered_for_each() {
    let new = named(&[("旧健康管理番号", "更新日"), ("代理人住所", "更新日")]);
    let (text, rows) = written(EXAMPLE, &new, None).expect("rows can be written");
    let items: Vec<&str> = rows.iter().map(|row| row.item.as_str()).collect();
    let wanted = [
        "別添２　項目＜識別情報＞",
        "別添２　項目＜連絡先及び送付先の情報＞",
    ];
    assert_eq!(items, wanted);
    // The row of the one group does not cover the other.
    let first = named(&[("旧健康管理番号", "更新日")]);
    let (first, _) = written(EXAMPLE, &first, None).expect("rows can be written");
    let rows_at = |text: &str| text.find("変更箇所:\n").expect("rows");
    let both = new[..rows_at(&new)].to_owned() + &first[rows_at(&first)..];
    let found = of_changes(EXAMPLE, &both);
    let codes: Vec<&str> = found.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes, ["C015"], "{found:#?}");
    let (again, added) = written(EXAMPLE, &both, None).expect("rows can be written");
    assert_eq!((again == text, added.len()), (true, 1), "{again}");
}

#[test]
fn boxes_of_the_entry_that_has_the_number_now_are_found() {
    // An entry is gone, and of two others the boxes change: the number of the one was that of the other.
    let start = EXAMPLE
        .find("    - システムの名称: 健康管理システム\n")
        .expect("a system");
    let end = EXAMPLE
        .find("    - システムの名称: 団体内統合宛名システム\n")
        .expect("a system");
    let mut new = EXAMPLE[..start].to_owned() + &EXAMPLE[end..];
    for (old, words) in [
        ("公表日: 令和8年3月27日", "公表日: 令和9年3月31日"),
        (
            "        - 住民基本台帳ネットワークシステム\n        - 宛名システム等\n",
            "        - 住民基本台帳ネットワークシステム\n",
        ),
        (
            "        - 税務システム\n        - その他: 健康管理システム\n",
            "        - 税務システム\n",
        ),
    ] {
        assert!(new.contains(old), "{old}");
        new = new.replacen(old, words, 1);
    }
    let (text, rows) = written(EXAMPLE, &new, None).expect("rows can be written");
    assert_eq!(rows.len(), 3, "{rows:#?}");
    let found = of_changes(EXAMPLE, &text);
    assert_eq!(found, []);
}
