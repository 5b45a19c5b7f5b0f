mod sheet;

use proptest::prelude::*;

use super::*;
use crate::form::embedded;
use crate::intake::cell::{Cell, Grid, Order, Pin, Place};

fn form() -> &'static Form {
    let form = embedded("全項目評価書", "平成30年5月");
    form.and_then(Result::ok).expect("the embedded form")
}

/// A text: a cell a line.
fn lines(texts: &[&str]) -> Book {
    let cells = texts.iter().enumerate().map(|(n, text)| Cell {
        text: (*text).to_owned(),
        place: Place::Line(n + 1),
        ..Cell::default()
    });
    Book {
        cells: cells.collect(),
        ..Book::default()
    }
}

/// A table: empty cells are left out.
fn table(rows: &[&[&str]]) -> Book {
    let mut book = Book::default();
    for (row, texts) in rows.iter().enumerate() {
        let filled = texts
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.is_empty());
        book.cells.extend(filled.map(|(column, text)| Cell {
            text: (*text).to_owned(),
            grid: Some(Grid::single(0, row, column)),
            ..Cell::default()
        }));
    }
    book
}

/// What became of each piece: role, item and words.
fn pieces(book: &Book) -> Vec<(Role, String, String)> {
    let alignment = align(book, form());
    whole(book, &alignment);
    let pieces = alignment.segments.into_iter().map(|segment| {
        let id = segment.item.map_or(String::new(), |(item, at)| {
            at.iter().fold(form().items[item].id.clone(), |id, n| {
                id.replacen("[]", &format!("[{n}]"), 1)
            })
        });
        let text = book.cells[segment.cell].text[segment.range].to_owned();
        (segment.role, id, text)
    });
    pieces.filter(|(role, ..)| *role != Role::Blank).collect()
}

/// Every byte is in one segment.
fn whole(book: &Book, alignment: &Alignment) {
    let mut segments = alignment.segments.iter().peekable();
    for (place, cell) in book.cells.iter().enumerate() {
        let mut at = 0;
        while let Some(segment) = segments.next_if(|segment| segment.cell == place) {
            assert_eq!(segment.range.start, at, "{:?}", cell.text);
            assert!(cell.text.get(segment.range.clone()).is_some());
            at = segment.range.end;
        }
        assert_eq!(at, cell.text.len(), "{:?}", cell.text);
    }
    assert_eq!(segments.next(), None);
}

/// The values of an item, one after the other.
fn values(book: &Book, id: &str) -> Vec<String> {
    let of_item = |piece: &(Role, String, String)| piece.0 == Role::Value && piece.1 == id;
    let values = pieces(book).into_iter().filter(of_item);
    values.map(|(.., text)| text).collect()
}

#[test]
fn values_stand_under_labels_side_by_side() {
    let book = table(&[
        &["特定個人情報保護評価書（全項目評価書）"],
        &["評価書番号", "評価書名"],
        &["7", "図書館の利用に関する事務　全項目評価書"],
        &["個人のプライバシー等の権利利益の保護の宣言"],
        &["青葉町は、宣言する。"],
    ]);
    assert_eq!(values(&book, "cover.number"), ["7"]);
    assert_eq!(
        values(&book, "cover.title"),
        ["図書館の利用に関する事務　全項目評価書"]
    );
    assert_eq!(values(&book, "cover.declaration"), ["青葉町は、宣言する。"]);
}

#[test]
fn words_before_the_form_and_its_contents_are_no_values() {
    let book = lines(&[
        "会議の資料　全項目評価の結果について",
        "特定個人情報保護評価書（全項目評価書）",
        "評価書番号",
        "7",
        "項目一覧",
        "Ⅰ　基本情報",
        "（別添１）事務の内容",
        "Ⅱ　特定個人情報ファイルの概要",
        "Ⅲ　特定個人情報ファイルの取扱いプロセスにおけるリスク対策",
        "Ⅰ　基本情報",
        "①事務の名称",
        "図書館の利用に関する事務",
    ]);
    let pieces = pieces(&book);
    assert_eq!(pieces[0].0, Role::Left);
    assert!(pieces[4..9].iter().all(|piece| piece.0 == Role::Printed));
    assert_eq!(pieces[9].1, "basic");
    assert_eq!(pieces[11].1, "basic.office.name");
}

#[test]
fn a_printed_number_counts_more_than_counting() {
    let book = lines(&[
        "２．特定個人情報ファイルを取り扱う事務において使用するシステム",
        "システム1",
        "①システムの名称",
        "貸出システム",
        "システム2～5",
        // システム2 was on a page that is lost.
        "システム3",
        "①システムの名称",
        "中間サーバー",
    ]);
    assert_eq!(values(&book, "basic.systems[1].name"), ["貸出システム"]);
    assert_eq!(values(&book, "basic.systems[3].name"), ["中間サーバー"]);
}

#[test]
fn an_upright_heading_holds_the_choice_whose_label_comes_after() {
    let mut rows: Vec<&[&str]> = vec![
        &["委託事項1", "帳票の印刷"],
        &["⑥委託先名", "若葉印刷株式会社"],
    ];
    rows.push(&[
        "再\n委\n託",
        "[ 再委託しない ] ＜選択肢＞ 1) 再委託する 2) 再委託しない",
    ]);
    rows.push(&["⑦再委託の有無　※"]);
    rows.push(&["⑧再委託の許諾方法"]);
    let book = table(&rows);
    let id = "files[1].overview.entrustment.items[1].reentrustment";
    assert_eq!(values(&book, id), [rows[2][1]]);
}

#[test]
fn a_text_behind_the_options_belongs_to_the_label_that_follows_it() {
    let book = lines(&[
        "リスク１：　特定個人情報の漏えい・滅失・毀損リスク",
        "⑤物理的対策",
        "[ 十分に行っている ] ＜選択肢＞ 1) 特に力を入れて行っている 2) 十分に行っている 3) 十分に行っていない ・書庫に鍵をかける。",
        "具体的な対策の内容",
        "⑥技術的対策",
        "[ 十分に行っている ]",
    ]);
    let id = "files[1].risks.storage.leak.physical.content";
    assert_eq!(values(&book, id), ["・書庫に鍵をかける。"]);
}

#[test]
fn labels_in_one_cell_and_in_brackets_are_found() {
    let book = lines(&[
        "④記録される項目",
        "主な記録項目　※",
        "・識別情報 [○] 個人番号 [ ] 個人番号対応符号\n・連絡先等情報 [○] 4情報（氏名、性別、生年月日、住所）",
        "１．特定個人情報の開示・訂正・利用停止請求",
        "③手数料等",
        "[ 有料 ] ＜選択肢＞ 1) 有料 2) 無料 （手数料額、納付方法： 写し1枚につき10円）",
    ]);
    let contact = "files[1].overview.basics.items.main.contact";
    assert_eq!(
        values(&book, contact),
        ["[○] 4情報（氏名、性別、生年月日、住所）"]
    );
    assert_eq!(
        values(&book, "disclosure.request.fee.amount"),
        ["写し1枚につき10円"]
    );
}

#[test]
fn a_box_before_its_words_is_their_value() {
    let book = table(&[
        &["Ⅲ　特定個人情報ファイルの取扱いプロセスにおけるリスク対策"],
        &[
            "４．特定個人情報ファイルの取扱いの委託",
            "[",
            "○",
            "]",
            "委託しない",
        ],
        &[
            "５．特定個人情報の提供・移転（委託や情報提供ネットワークシステムを通じた提供を除く。） [ ] 提供・移転しない",
        ],
    ]);
    assert_eq!(
        values(&book, "files[1].risks.entrustment.none"),
        ["[", "○", "]"]
    );
    assert_eq!(values(&book, "files[1].risks.provision.none"), ["[ ]"]);
}

#[test]
fn a_line_of_a_text_is_no_label() {
    let text = "窓口で受け付ける。\n・特定個人情報の使用の記録\n事務の内容\nを台帳に残す。";
    let book = lines(&[
        "①事務の名称",
        "図書館の事務",
        "②事務の内容　※",
        text,
        "③対象人数",
        "[ 1,000人未満 ]",
    ]);
    assert_eq!(values(&book, "basic.office.content"), [text]);
}

#[test]
fn chapters_of_several_files_are_counted() {
    let chapters = |name: &'static str, kind: &'static str| {
        [
            "Ⅱ　特定個人情報ファイルの概要",
            "１．特定個人情報ファイル名",
            name,
            "２．基本情報",
            "①ファイルの種類",
            kind,
            "（別添２）特定個人情報ファイル記録項目",
            "＜番号＞",
            "利用者番号",
            "Ⅲ　特定個人情報ファイルの取扱いプロセスにおけるリスク対策",
            "１．特定個人情報ファイル名",
            name,
            "リスク１：　目的外の入手が行われるリスク",
            "その他の措置の内容",
            "－",
        ]
    };
    let both = [
        chapters("利用者ファイル", "[ システム用ファイル ]"),
        chapters(
            "督促ファイル",
            "[ その他の電子ファイル（表計算ファイル等） ]",
        ),
    ];
    let book = lines(&both.concat());
    assert_eq!(values(&book, "files[2].overview.basics.kind"), [both[1][5]]);
    assert_eq!(values(&book, "files[2].records[1].group"), ["＜番号＞"]);
    assert_eq!(
        values(&book, "files[2].risks.intake.off_purpose.other_measures"),
        ["－"]
    );
    assert_eq!(
        values(&book, "files[1].name"),
        ["利用者ファイル", "利用者ファイル"]
    );
}

#[test]
fn rows_of_changes_are_read_by_their_heads_or_their_looks() {
    let row = [
        "令和7年4月1日",
        "Ⅰ７①部署",
        "図書課",
        "文化課",
        "事後",
        "軽微な変更",
    ];
    let heads = [
        "変更日",
        "項目",
        "変更前の記載",
        "変更後の記載",
        "提出時期",
        "提出時期に係る説明",
    ];
    let turned = [1, 0, 2, 3, 4, 5];
    let (head, first) = (turned.map(|n| heads[n]), turned.map(|n| row[n]));
    for book in [
        table(&[&heads, &row]),
        table(&[&head, &first]),
        table(&[&row]),
    ] {
        assert_eq!(values(&book, "changes[1].item"), ["Ⅰ７①部署"]);
        assert_eq!(values(&book, "changes[1].after"), ["文化課"]);
    }
}

#[test]
fn an_office_has_a_table_of_its_own_in_its_records() {
    let book = table(&[
        &["（別添２）特定個人情報ファイル記録項目"],
        &["番号", "項目", "貸出", "督促"],
        &["1", "氏名", "○", "○"],
        &["2", "住所", "－", "○"],
    ]);
    let alignment = align(&book, form());
    let parts: Vec<Part> = alignment.segments[1..].iter().map(|s| s.part).collect();
    assert_eq!(parts[0], Part::Cell(0, 1));
    assert_eq!(parts[11], Part::Cell(2, 4));
    assert_eq!(values(&book, "files[1].records[1].table").len(), 12);
}

#[test]
fn recorded_items_side_by_side_are_entries() {
    let book = table(&[
        &["（別添２）特定個人情報ファイル記録項目"],
        &["＜番号＞"],
        &["利用者番号", "カードの番号"],
        &["旧番号"],
        &["＜貸出し＞"],
        &["貸出日、返却日、書名"],
        &["督促", "督促の日\n督促の方法\n回数"],
    ]);
    let items = |n: usize| values(&book, &format!("files[1].records[1].items[{n}]"));
    assert_eq!(
        (items(1), items(2)),
        (
            vec!["利用者番号".to_owned()],
            vec!["カードの番号".to_owned()]
        )
    );
    assert_eq!(values(&book, "files[1].records[2].group"), ["＜貸出し＞"]);
    assert_eq!(
        values(&book, "files[1].records[2]"),
        ["貸出日、返却日、書名"]
    );
}

#[test]
fn what_our_export_names_is_sure_and_what_stands_beside_it_is_not_its_value() {
    let mut book = table(&[
        &["①事務の名称", "図書館の事務", "？"],
        &["②事務の内容", "貸出しを行う。"],
    ]);
    book.cells[1].pin = Some(Pin {
        id: "basic.office.name".to_owned(),
        part: Part::Whole,
    });
    let pieces = pieces(&book);
    assert_eq!(
        pieces[1],
        (
            Role::Value,
            "basic.office.name".to_owned(),
            "図書館の事務".to_owned()
        )
    );
    assert_eq!(pieces[2].0, Role::Left);
    assert_eq!(pieces[4].1, "basic.office.content");
}

#[test]
fn on_a_page_drawn_in_another_order_the_heading_may_come_late() {
    let mut book = lines(&[
        "システム2",
        "①システムの名称 中間サーバー",
        "②システムの機能",
        "照会を行う。",
        "①システムの名称 貸出システム",
        "②システムの機能",
        "貸出しを記録する。",
        "システム1",
        "３．特定個人情報ファイル名",
    ]);
    book.order = Order::Drawn;
    assert_eq!(values(&book, "basic.systems[1].name"), ["貸出システム"]);
    assert_eq!(values(&book, "basic.systems[2].name"), ["中間サーバー"]);
}

#[test]
fn two_assessments_in_one_book_are_two() {
    let one = [
        "特定個人情報保護評価書（全項目評価書）",
        "評価書番号",
        "7",
        "評価書名",
        "図書館の事務",
        "Ⅰ　基本情報",
        "Ⅱ　特定個人情報ファイルの概要",
        "Ⅲ　特定個人情報ファイルの取扱いプロセスにおけるリスク対策",
        "Ⅳ　その他のリスク対策",
    ];
    let book = lines(&[one, one].concat());
    assert_eq!(covers(&book, form()), [0, one.len()]);
    assert_eq!(edition(&book), Some(("全項目評価書", "平成30年5月")));
    assert_eq!(edition(&lines(&["議事録", "出席者"])), None);
}

/// Words of the form and of offices, and what is neither.
fn words() -> impl Strategy<Value = String> {
    let labels: Vec<String> = form().items.iter().map(|item| item.label.clone()).collect();
    let others = "[ 　\n\t［］（）※①１．：ⅠⅡ○☐a-z選択肢システム委託事項0-9別添紙一-二]{0,24}";
    prop_oneof![
        4 => prop::sample::select(labels),
        2 => others.prop_map(|text| text),
        1 => Just("[ 十分である ] ＜選択肢＞ 1) 特に力を入れている 2) 十分である".to_owned()),
        1 => Just("令和7年4月1日".to_owned()),
        1 => Just("事後".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn whatever_a_book_holds_every_byte_is_in_one_segment(
        texts in prop::collection::vec(words(), 0..60),
        places in prop::collection::vec((0_usize..3, 0_usize..8, 0_usize..5), 60),
        drawn in any::<bool>(),
    ) {
        let cells = texts.iter().zip(&places).map(|(text, (table, row, column))| Cell {
            text: text.clone(),
            grid: (*table > 0).then_some(Grid {
                table: *table,
                row: *row,
                column: *column,
                rows: 1,
                columns: 1,
            }),
            ..Cell::default()
        });
        let book = Book {
            cells: cells.collect(),
            order: if drawn { Order::Drawn } else { Order::Read },
            ..Book::default()
        };
        whole(&book, &align(&book, form()));
    }
}
