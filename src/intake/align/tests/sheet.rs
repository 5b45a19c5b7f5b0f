//! Sheets as offices fill them in: notes beside the form, labels of other forms, several entries in columns.

use super::*;
use crate::intake::certainty::SURE;

/// A sheet: empty cells are left out.
fn sheet(rows: &[&[&str]]) -> Book {
    let mut book = table(rows);
    for cell in &mut book.cells {
        let grid = cell.grid.expect("a place");
        cell.place = Place::Sheet {
            sheet: "S".to_owned(),
            cell: format!("{}/{}", grid.column, grid.row),
        };
    }
    book
}

/// Whether the place of an item's value is doubted.
fn is_doubted(book: &Book, id: &str) -> bool {
    let alignment = align(book, form());
    let mut segments = alignment.segments.iter();
    segments.any(|segment| {
        let of = segment
            .item
            .as_ref()
            .is_some_and(|(item, _)| form().items[*item].id == id);
        of && segment.role == Role::Value && segment.margin < SURE
    })
}

fn left(book: &Book) -> Vec<String> {
    let left = pieces(book)
        .into_iter()
        .filter(|piece| piece.0 == Role::Left);
    left.map(|(.., text)| text).collect()
}

const HEAD: [&[&str]; 3] = [
    &["Ⅰ　基本情報"],
    &["１．特定個人情報ファイルを取り扱う事務"],
    &["①事務の名称", "", "図書館の利用に関する事務"],
];

#[test]
fn notes_beside_the_form_are_no_values() {
    let department = "basic.department.name";
    let mut rows = HEAD.to_vec();
    rows.extend::<[&[&str]; 4]>([
        &[
            "②事務の内容",
            "",
            "図書を貸し出す。",
            "",
            "",
            "",
            "この文は前のまま？",
        ],
        &["７．評価実施機関における担当部署"],
        &["①部署", "", "図書課", "", "", "", "課長に確認中（山本）"],
        &["②所属長の役職名", "", "図書課長"],
    ]);
    let book = sheet(&rows);
    assert_eq!(left(&book), ["この文は前のまま？", "課長に確認中（山本）"]);
    assert_eq!(values(&book, department), ["図書課"]);
    assert!(!is_doubted(&book, department));
    // Right beside the value it may be a part of it.
    rows[5] = &["①部署", "", "図書課", "機構改革あり"];
    let book = sheet(&rows);
    assert_eq!(values(&book, department), ["図書課", "機構改革あり"]);
    assert!(is_doubted(&book, department));
}

#[test]
fn a_note_beside_the_heads_of_the_cover_is_no_value() {
    for blanks in [0, 3] {
        let mut heads = vec!["評価書番号", "評価書名"];
        heads.extend(std::iter::repeat_n("", blanks));
        heads.push("←番号は確認済");
        let book = sheet(&[
            &["特定個人情報保護評価書（全項目評価書）"],
            &heads,
            &["14", "図書館の利用に関する事務　全項目評価書"],
            &["Ⅰ　基本情報"],
        ]);
        assert_eq!(values(&book, "cover.number"), ["14"]);
        let title = values(&book, "cover.title");
        assert_eq!(title, ["図書館の利用に関する事務　全項目評価書"]);
        assert_eq!(left(&book), ["←番号は確認済"]);
    }
}

#[test]
fn a_table_of_a_value_is_no_note_and_two_versions_are_a_doubt() {
    let contact = "disclosure.inquiry.contact";
    let book = sheet(&[
        &["Ⅴ　開示請求、問合せ"],
        &["２．特定個人情報ファイルの取扱いに関する問合せ"],
        &["①連絡先", "", "所属", "", "図書課"],
        &["", "", "住所", "", "中央1-2"],
        &["", "", "電話", "", "0123-45-6789"],
        &["②対応方法", "", "記録する。"],
    ]);
    assert!(left(&book).is_empty(), "{:?}", left(&book));
    assert!(!is_doubted(&book, contact));
    let book = sheet(&[
        HEAD[0],
        HEAD[1],
        &["", "", "前回", "今回"],
        &["①事務の名称", "", "図書の事務", "図書館の事務"],
        &["②事務の内容", "", "貸し出す。", "貸し出し、返却を受ける。"],
        &["７．評価実施機関における担当部署"],
        &["①部署", "", "図書係", "図書課"],
        &["②所属長の役職名", "", "係長", "課長"],
    ]);
    for id in [
        "basic.office.name",
        "basic.office.content",
        "basic.department.name",
    ] {
        assert!(is_doubted(&book, id), "{id}");
    }
}

#[test]
fn words_in_the_column_of_the_labels_are_doubted() {
    let need = "basic.reasons.necessity";
    let rows = |stray: &[&'static str]| {
        let stray: Vec<&str> = stray.to_vec();
        sheet(&[
            HEAD[0],
            &["４．特定個人情報ファイルを取り扱う理由"],
            &["①事務実施上の必要性", "", "正確に特定するため。"],
            &stray,
            &["②実現が期待されるメリット", "", "添付が不要となる。"],
        ])
    };
    assert!(!is_doubted(&rows(&["", "", "二行目"]), need));
    assert!(is_doubted(&rows(&["※次回までに②を記入"]), need));
    let book = rows(&["③根拠となる規程", "", "文書規程"]);
    assert!(is_doubted(&book, need));
    assert_eq!(left(&book), ["③根拠となる規程", "文書規程"]);
}

#[test]
fn entries_in_columns_are_entries_of_their_own() {
    let book = sheet(&[
        &["Ⅱ　特定個人情報ファイルの概要"],
        &["４．特定個人情報ファイルの取扱いの委託"],
        &["", "委託事項1", "委託事項2"],
        &["①委託内容", "保守一式", "印刷一式"],
        &["⑥委託先名", "甲社", "乙社"],
    ]);
    let item = |n: usize, name: &str| format!("files[1].overview.entrustment.items[{n}].{name}");
    assert_eq!(values(&book, &item(1, "content")), ["保守一式"]);
    assert_eq!(values(&book, &item(2, "content")), ["印刷一式"]);
    assert_eq!(values(&book, &item(1, "contractor")), ["甲社"]);
    assert_eq!(values(&book, &item(2, "contractor")), ["乙社"]);
}

#[test]
fn a_label_with_its_number_is_no_doubt_because_of_the_next_list() {
    let book = sheet(&[
        &["Ⅱ　特定個人情報ファイルの概要"],
        &["５．特定個人情報の提供・移転（委託に伴うものを除く。）"],
        &["提供先2", "", "乙町"],
        &["⑥提供方法", "", "紙"],
        &["⑦時期・頻度", "", "毎日"],
        &["６．特定個人情報の保管・消去"],
        &["①保管場所", "", "サーバー室"],
    ]);
    assert!(!is_doubted(
        &book,
        "files[].overview.provision.recipients[].timing"
    ));
}

#[test]
fn words_where_a_heading_is_lost_are_doubted() {
    let method = "other_risks.training.method";
    let rows = |heading: &[&'static str]| {
        let mut texts = vec![
            "Ⅳ　その他のリスク対策",
            "２．従業者に対する教育・啓発",
            "従業者に対する教育・啓発",
            "[ 十分に行っている ]",
            "具体的な方法",
            "年に1回、研修を行う。",
        ];
        texts.extend(heading);
        texts.extend([
            "中間サーバーは、国が定める基準で守る。",
            "Ⅴ　開示請求、問合せ",
        ]);
        lines(&texts)
    };
    assert!(is_doubted(&rows(&[]), method));
    assert!(!is_doubted(&rows(&["３．その他のリスク対策"]), method));
}

#[test]
fn a_merged_cell_of_the_changes_holds_for_its_rows() {
    let rows: &[&[&str]] = &[
        &["（別添３）変更箇所"],
        &[
            "変更日",
            "項目",
            "変更前の記載",
            "変更後の記載",
            "提出時期",
            "提出時期に係る説明",
        ],
        &[
            "令和6年4月1日",
            "Ⅰ７①部署",
            "甲課",
            "乙課",
            "事後",
            "形式的な変更",
        ],
        &["", "Ⅰ７②所属長の役職名", "甲課長", "乙課長"],
        &[
            "令和7年4月1日",
            "Ⅱ３⑧使用方法",
            "確かめる。",
            "確かめる。",
            "事前",
            "重要な変更",
        ],
        &["", "", "送る。", "電子で送る。"],
    ];
    let mut book = sheet(rows);
    for cell in &mut book.cells {
        let grid = cell.grid.as_mut().expect("a place");
        let merged = match grid.row {
            2 => matches!(grid.column, 0 | 4 | 5),
            4 => matches!(grid.column, 0 | 1 | 4 | 5),
            _ => false,
        };
        grid.rows = if merged { 2 } else { 1 };
    }
    copy_down(&mut book, form());
    assert_eq!(values(&book, "changes[2].date"), ["令和6年4月1日"]);
    assert_eq!(values(&book, "changes[2].timing"), ["事後"]);
    assert_eq!(values(&book, "changes[2].item"), ["Ⅰ７②所属長の役職名"]);
    assert_eq!(values(&book, "changes[3].before"), ["確かめる。", "送る。"]);
    assert_eq!(
        values(&book, "changes[3].after"),
        ["確かめる。", "電子で送る。"]
    );
    assert!(values(&book, "changes[4].before").is_empty());
}
