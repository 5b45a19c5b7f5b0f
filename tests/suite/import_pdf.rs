//! PDF files of others become cells: boxes of ruling lines, lines that go on, letters by old encodings.

use hyokasho::intake::cell::{Book, Note, Remark};
use hyokasho::intake::read::{Read, read};
use hyokasho::intake::refusal::Refusal;

/// A file of some pages; each is what it draws. It has no table of its objects, as files that were cut off.
pub(crate) fn pdf(pages: &[String], rotate: usize) -> Vec<u8> {
    let kids: String = (0..pages.len())
        .map(|page| format!("{} 0 R ", 10 + 2 * page))
        .collect();
    let mut out = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[{kids}]/MediaBox[0 0 600 800]/Rotate {rotate}/Resources<</Font<</H 3 0 R/V 4 0 R/X 6 0 R>>\
         /XObject<</P 7 0 R/S 8 0 R>>>>>>endobj\n\
         3 0 obj<</Type/Font/Subtype/Type0/Encoding/90ms-RKSJ-H/DescendantFonts[5 0 R]>>endobj\n\
         4 0 obj<</Type/Font/Subtype/Type0/Encoding/90ms-RKSJ-V/DescendantFonts[5 0 R]>>endobj\n\
         5 0 obj<</Type/Font/Subtype/CIDFontType0/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>endobj\n\
         6 0 obj<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[5 0 R]>>endobj\n\
         7 0 obj<</Subtype/Image/Length 1>>stream\nx\nendstream endobj\n\
         8 0 obj<</Subtype/Form/Resources<</XObject<</S 8 0 R>>>>/Length 100>>stream\n{}\nendstream endobj\n",
        "/S Do ".repeat(16),
    );
    for (index, page) in pages.iter().enumerate() {
        let number = 10 + 2 * index;
        let length = page.len();
        out.push_str(&format!(
            "{number} 0 obj<</Type/Page/Parent 2 0 R/Contents {} 0 R>>endobj\n{} 0 obj<</Length {length}>>stream\n{page}\nendstream endobj\n",
            number + 1,
            number + 1,
        ));
    }
    out.push_str("trailer<</Root 1 0 R>>\n");
    out.into_bytes()
}

/// Words at a place, from the lower left corner; `font` is H or V.
fn words(font: &str, x: usize, y: usize, text: &str) -> String {
    let (bytes, _, lost) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!lost);
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("BT /{font} 10 Tf {x} {y} Td <{hex}> Tj ET\n")
}

pub(crate) fn right(x: usize, y: usize, text: &str) -> String {
    words("H", x, y, text)
}

/// Left, bottom, width, height.
pub(crate) fn frame(x: usize, y: usize, width: usize, height: usize) -> String {
    format!("{x} {y} {width} {height} re S\n")
}

/// An area without edges: left, bottom, width, height.
pub(crate) fn fill(x: usize, y: usize, width: usize, height: usize) -> String {
    format!("0.9 g {x} {y} {width} {height} re f 0 g\n")
}

fn form() -> String {
    [
        right(250, 760, "Ⅰ　基本情報"),
        frame(50, 700, 120, 20),
        frame(170, 700, 330, 20),
        right(55, 706, "①事務の名称"),
        right(175, 706, "架空の事務"),
        frame(50, 640, 120, 60),
        frame(170, 640, 330, 60),
        right(55, 666, "②事務の内容"),
        right(
            175,
            686,
            "申請を受け付けて審査を行い、その結果を申請者に知らせて、記録を",
        ),
        right(175, 672, "保管する。"),
        right(175, 658, "二つ目の段落。"),
        // The border on the right of this row is missing.
        "50 590 m 500 590 l S 50 590 m 50 640 l S 170 590 m 170 640 l S\n".to_owned(),
        right(55, 612, "③対象人数"),
        right(175, 612, "["),
        right(190, 612, "30万人以上"),
        right(300, 612, "]"),
        right(320, 626, "＜選択肢＞"),
        right(320, 612, "1) 30万人未満"),
        right(320, 598, "2) 30万人以上"),
        frame(50, 500, 20, 90),
        frame(70, 500, 430, 90),
        words("V", 60, 580, "再委託"),
        right(80, 570, "再委託しない"),
        right(290, 30, "- 3 -"),
        "q 0.7 0.7 -0.7 0.7 200 300 cm\n".to_owned(),
        right(0, 0, "素案"),
        "Q\n".to_owned(),
    ]
    .concat()
}

fn book(bytes: &[u8]) -> Book {
    match read("a.pdf", bytes, &[]) {
        Ok(Read::Book(book)) => book,
        other => panic!("{other:?}"),
    }
}

fn texts(book: &Book) -> Vec<&str> {
    book.cells.iter().map(|cell| cell.text.as_str()).collect()
}

#[test]
fn boxes_are_cells_and_full_lines_go_on() {
    let book = book(&pdf(&[form()], 0));
    assert_eq!(
        texts(&book),
        [
            "Ⅰ　基本情報",
            "①事務の名称",
            "架空の事務",
            "②事務の内容",
            "申請を受け付けて審査を行い、その結果を申請者に知らせて、記録を保管する。\n二つ目の段落。",
            "③対象人数",
            "[ 30万人以上 ]\n＜選択肢＞\n1) 30万人未満\n2) 30万人以上",
            "再委託",
            "再委託しない",
            "- 3 -",
            "素案",
        ]
    );
    let place = |at: usize| {
        book.cells[at]
            .grid
            .map(|grid| (grid.row, grid.column, grid.rows, grid.columns))
    };
    assert_eq!(place(0), None);
    assert_eq!(place(1), Some((0, 0, 1, 2)));
    assert_eq!(place(2), Some((0, 2, 1, 1)));
    assert_eq!(place(8), Some((3, 1, 1, 2)));
    assert_eq!(book.cells[0].notes, [Note::Guessed]);
    assert_eq!(book.cells[9].notes, [Note::Drawing]);
    assert_eq!(book.cells[10].notes, [Note::Drawing]);
    assert_eq!(book.cells[1].place.to_string(), "1頁 左から18mm 上から28mm");
}

#[test]
fn a_page_that_lies_on_its_side_reads_the_same() {
    let turned = format!("q 0 1 -1 0 600 0 cm\n0.75 0 0 0.75 0 0 cm\n{}Q\n", form());
    assert_eq!(
        texts(&book(&pdf(&[turned], 90))),
        texts(&book(&pdf(&[form()], 0)))
    );
}

#[test]
fn a_tick_at_half_the_height_of_its_row_keeps_its_words() {
    let page = [
        frame(170, 400, 330, 100),
        right(175, 480, "["),
        right(200, 480, "]"),
        right(215, 480, "庁内連携システム"),
        right(215, 456, "その他"),
        right(260, 456, "（"),
        right(272, 456, "税務システム、住民記録システム、給付管理"),
        right(475, 456, "）"),
        right(272, 444, "システム"),
        right(175, 450, "["),
        right(187, 450, "○"),
        right(200, 450, "]"),
    ];
    let ticks =
        "[ ] 庁内連携システム\n[ ○ ] その他 （ 税務システム、住民記録システム、給付管理システム ）";
    assert_eq!(texts(&book(&pdf(&[page.concat()], 0))), [ticks]);
}

#[test]
fn a_row_that_goes_on_on_the_next_page_is_one_row() {
    let page = |rows: [[&str; 3]; 2]| {
        let mut out = String::new();
        for (row, texts) in rows.into_iter().enumerate() {
            for ((x, width), text) in [(50, 100), (150, 100), (250, 250)].into_iter().zip(texts) {
                let y = 700 - 20 * row;
                out.push_str(&frame(x, y, width, 20));
                if !text.is_empty() {
                    out.push_str(&right(x + 5, y + 6, text));
                }
            }
        }
        out
    };
    let heads = ["変更日", "項目", "変更後の記載"];
    let first = page([heads, ["令和8年4月1日", "Ⅰ１①", "この欄の記載は次の頁に"]]);
    let second = page([heads, ["", "", "続いている。"]]);
    let book = book(&pdf(&[first, second], 0));
    assert_eq!(texts(&book)[5], "この欄の記載は次の頁に続いている。");
    assert_eq!(texts(&book)[6..], heads);
}

/// A page of 600 points that is seen between two heights.
fn seen(bottom: usize, top: usize, drawn: &[String]) -> String {
    let height = top - bottom;
    format!("q 0 {bottom} 600 {height} re W n\n{}Q\n", drawn.concat())
}

#[test]
fn a_cell_that_a_page_cuts_in_two_is_one_cell() {
    // A workbook in print draws it on both pages, each time with all its lines.
    let first = [
        frame(50, 200, 100, 20),
        frame(150, 200, 350, 20),
        right(55, 206, "①事務の名称"),
        right(155, 206, "架空の事務"),
        "50 100 m 50 200 l S 150 100 m 150 200 l S 500 100 m 500 200 l S\n".to_owned(),
        right(55, 186, "②事務の内容"),
        right(155, 120, "一行目。"),
        right(155, 104, "二行目は"),
        right(155, 88, "三行目。"),
        right(300, 88, "甲。"),
    ];
    let second = [
        "50 700 m 50 640 l S 150 700 m 150 640 l S 500 700 m 500 640 l S\n".to_owned(),
        frame(50, 620, 100, 20),
        frame(150, 620, 350, 20),
        right(55, 786, "②事務の内容"),
        right(155, 720, "一行目。"),
        right(155, 704, "二行目は"),
        right(155, 688, "三行目。"),
        right(155, 750, "乙。"),
        right(55, 626, "③対象人数"),
        right(155, 626, "10人"),
    ];
    let book = book(&pdf(&[seen(100, 800, &first), seen(0, 700, &second)], 0));
    let found = texts(&book);
    let cut = "一行目。\n二行目は\n三行目。";
    assert_eq!(
        found[..4],
        ["①事務の名称", "架空の事務", "②事務の内容", cut]
    );
    assert_eq!(found[found.len() - 2..], ["③対象人数", "10人"]);
    // What is seen on neither page is there all the same.
    assert!(
        found.contains(&"甲。") && found.contains(&"乙。"),
        "{found:?}"
    );
}

#[test]
fn a_line_that_the_end_of_a_page_cuts_through_stays_in_its_box() {
    let first = [
        frame(50, 200, 100, 20),
        frame(150, 200, 350, 20),
        right(55, 206, "①事務の名称"),
        right(155, 206, "架空の事務"),
        "50 100 m 50 200 l S 150 100 m 150 200 l S 500 100 m 500 200 l S\n".to_owned(),
        right(55, 186, "②事務の内容"),
        // The middle of the one is above the edge, that of the other a little below it.
        right(155, 97, "["),
        right(170, 96, "審査"),
        right(200, 97, "]"),
    ];
    // The number of the page stands at the same height, below the edge.
    let first = seen(100, 800, &first) + &right(400, 95, "1 / 2");
    let second = [
        "50 700 m 50 640 l S 150 700 m 150 640 l S 500 700 m 500 640 l S\n".to_owned(),
        frame(50, 620, 100, 20),
        frame(150, 620, 350, 20),
        right(155, 697, "["),
        right(170, 696, "審査"),
        right(200, 697, "]"),
        right(155, 670, "決定"),
        right(55, 626, "③対象人数"),
        right(155, 626, "10人"),
    ];
    let second = seen(0, 700, &second) + &right(400, 30, "2 / 2");
    let book = book(&pdf(&[first, second], 0));
    assert_eq!(
        texts(&book),
        [
            "①事務の名称",
            "架空の事務",
            "②事務の内容",
            "[ 審査 ]\n決定",
            "1 / 2",
            "③対象人数",
            "10人",
            "2 / 2",
        ]
    );
}

#[test]
fn words_for_which_a_box_has_no_room_are_its_own() {
    let page = [
        frame(50, 180, 100, 20),
        frame(50, 160, 100, 20),
        "q 50 180 100 20 re W n\n".to_owned(),
        right(55, 190, "甲の記載は"),
        right(55, 176, "まだ続く。"),
        "Q\n".to_owned(),
        right(55, 166, "乙の記載"),
    ];
    let book = book(&pdf(&[page.concat()], 0));
    assert_eq!(texts(&book), ["甲の記載は\nまだ続く。", "乙の記載"]);
}

/// Rows of three boxes, and what a page shows of them from one distance from the left to another.
fn shown(from: usize, to: usize, rows: &[[&str; 3]]) -> String {
    const EDGES: [usize; 4] = [0, 200, 480, 900];
    let mut out = format!("q 50 0 {} 800 re W n\n", to - from);
    out += &format!("1 0 0 1 {} 0 cm\n", 50.0 - from as f64);
    let end = to.min(EDGES[3]);
    for (row, texts) in rows.iter().enumerate() {
        let y = 700 - 20 * row;
        for y in [y, y + 20] {
            out += &format!("{from} {y} m {end} {y} l S\n");
        }
        for x in EDGES.into_iter().filter(|x| (from..=to).contains(x)) {
            out += &format!("{x} {y} m {x} {} l S\n", y + 20);
        }
        for (x, text) in EDGES.into_iter().zip(texts) {
            out += &right(x + 5, y + 6, text);
        }
    }
    out + "Q\n"
}

#[test]
fn a_sheet_that_is_wider_than_its_paper_is_one_again() {
    let (name, office) = ("架空の事務の名称を長く書いたもの", "総務部のとある課");
    let long = "申請を受け付けて審査を行い、その結果を申請者に知らせて、記録を保管";
    let less = "申請者に知らせて、その記録を五年の間、保管";
    let sheets = [
        [["①事務の名称", name, long], ["②対象人数", "10人", office]],
        [["③部署", less, office], ["④役職", "課長", name]],
        // No words stand at the edge of the paper.
        [["⑤場所", "本庁", "棟"], ["⑥その他", "なし", "可"]],
    ];
    let part = |(from, to)| sheets.iter().map(move |rows| shown(from, to, rows));
    let halves = [(0, 500), (500, 950)];
    let down_then_over: Vec<String> = halves.into_iter().flat_map(part).collect();
    let over_then_down = sheets
        .iter()
        .flat_map(|rows| halves.map(|(from, to)| shown(from, to, rows)));
    let over_then_down: Vec<String> = over_then_down.collect();
    let thirds = [(0, 340), (340, 620), (620, 950)];
    let thirds: Vec<String> = thirds.into_iter().flat_map(part).collect();
    let expected: Vec<&str> = sheets.iter().flatten().flatten().copied().collect();
    for (pages, place) in [
        (down_then_over, "3頁 左から187mm 上から35mm"),
        (over_then_down, "5頁 左から187mm 上から35mm"),
        (thirds, "6頁 左から67mm 上から35mm"),
    ] {
        let mut book = book(&pdf(&pages, 0));
        assert_eq!(texts(&book), expected);
        // The place is that on the paper.
        let last = book.cells.pop().expect("a cell");
        assert_eq!(last.place.to_string(), place);
    }
}

#[test]
fn what_begins_an_item_of_a_list_begins_a_line() {
    let lines = [
        "ア　審査の結果は係長が確かめ、課長が決裁した後に知らせる。",
        "イ　記録は五年の間、鍵の掛かる書庫に保管し、その後に消す。",
        "2 紙の記録は溶解する。",
    ];
    let names = ["こども給付", "・支所"];
    let page = [
        frame(50, 640, 300, 60),
        right(55, 688, lines[0]),
        right(55, 674, lines[1]),
        right(55, 660, lines[2]),
        frame(350, 640, 60, 60),
        right(355, 688, names[0]),
        right(355, 674, names[1]),
    ];
    let book = book(&pdf(&[page.concat()], 0));
    assert_eq!(texts(&book), [lines.join("\n"), names.concat()]);
}

#[test]
fn what_can_not_be_read_is_refused_in_words() {
    let refused = |bytes: &[u8]| read("a.pdf", bytes, &[]).unwrap_err();
    let picture = "q /P Do Q".to_owned();
    assert_eq!(
        refused(&pdf(&[picture.clone(), picture.clone()], 0)),
        Refusal::Scanned
    );
    assert_eq!(refused(&pdf(&["".to_owned()], 0)), Refusal::NoText);
    let unknown = "BT /X 10 Tf 50 700 Td <0102030405060708> Tj ET".to_owned();
    assert_eq!(refused(&pdf(&[unknown], 0)), Refusal::NoCharacters);
    assert_eq!(refused(&pdf(&["/S Do".to_owned()], 0)), Refusal::Expands);
    assert_eq!(refused(&pdf(&["[".repeat(100_000)], 0)), Refusal::TooDeep);
    assert_eq!(
        refused(b"%PDF-1.7\n1 0 obj<</Type/Cata"),
        Refusal::Damaged(String::new())
    );
    let mixed = book(&pdf(&[picture, form()], 0));
    assert_eq!(mixed.remarks, [Remark::PagesWithoutText(vec![1])]);
}

#[test]
fn a_file_that_is_cut_off_or_damaged_never_stops_the_program() {
    let whole = pdf(&[form(), form()], 0);
    for end in (0..whole.len()).step_by(211) {
        let _ = read("a.pdf", &whole[..end], &[]);
    }
    for at in (0..whole.len()).step_by(97) {
        let mut damaged = whole.clone();
        damaged[at] = damaged[at].wrapping_add(1);
        let _ = read("a.pdf", &damaged, &[]);
    }
}
