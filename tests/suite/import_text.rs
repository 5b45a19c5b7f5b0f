//! Text, web pages and lists become cells; not a word is lost.

use hyokasho::intake::cell::{Book, Cell, Note, Order};
use hyokasho::intake::read::{Read, read};

fn book(name: &str, text: &str) -> Book {
    match read(name, text.as_bytes(), &[]) {
        Ok(Read::Book(book)) => book,
        other => panic!("{other:?}"),
    }
}

fn texts(book: &Book) -> Vec<&str> {
    book.cells.iter().map(|cell| cell.text.as_str()).collect()
}

/// Row, column, rows, columns and text of the cells of tables.
fn grid(book: &Book) -> Vec<(usize, usize, usize, usize, &str)> {
    let place = |cell: &'_ Cell| {
        let grid = cell.grid?;
        Some((grid.row, grid.column, grid.rows, grid.columns))
    };
    let cells = book
        .cells
        .iter()
        .filter_map(|cell| Some((place(cell)?, cell.text.as_str())));
    cells
        .map(|((row, column, rows, columns), text)| (row, column, rows, columns, text))
        .collect()
}

#[test]
fn a_page_has_merged_cells_ticks_and_lists() {
    let page = "<!DOCTYPE html><html><head><title>題</title><style>td > p {}</style></head><body>
        <h2>Ⅱ　ファイルの
        概要</h2>
        <table><tr><th rowspan=2>④記録される項目</th><td colspan=\"2\">[ 10項目以上 ]</td></tr>
        <tr><td>主な記録項目</td><td>[<input type=checkbox checked>] 個人番号<br>[<input type='checkbox'>] 氏名</td></tr>
        <tr><td>備考</td><td><ul><li>・<ruby>窓<rt>まど</rt>口</ruby>で扱う。</li><li>・<s>旧い</s>新しい</li></ul></table>
        <p>R&amp;D は &lt;別&gt; とする。</p></body></html>";
    let book = book("a.html", page);
    assert_eq!(
        grid(&book),
        [
            (0, 0, 2, 1, "④記録される項目"),
            (0, 1, 1, 2, "[ 10項目以上 ]"),
            (1, 1, 1, 1, "主な記録項目"),
            (1, 2, 1, 1, "[○] 個人番号\n[☐] 氏名"),
            (2, 0, 1, 1, "備考"),
            (2, 1, 1, 1, "・窓口で扱う。\n・新しい"),
        ]
    );
    assert_eq!(texts(&book)[0], "Ⅱ　ファイルの概要");
    assert_eq!(texts(&book)[7], "R&D は <別> とする。");
    assert_eq!(book.cells[6].notes, [Note::Struck("旧い".to_owned())]);
}

#[test]
fn lines_of_a_converter_have_tabs_tags_and_signs() {
    let text = "# 評価書\n\n評価書番号\t評価書名\n26\t架空の事務\n\n**(別添1) 事務の内容**\n- ①受け付ける。\n  - ・窓口で受け付ける。\n- 記録する。\n\
        <PMHを利用する事務>における<中間サーバーの措置>\n①方法\t<p>一つ目</p> <p>&lt;別の措置&gt;</p>\n\
        期間\t<table><tr><td>欄</td><td>5年</td></tr></table>\t欄\t5年\n内訳\t<table>\n<tr><td>甲</td>\n<td>乙</td></tr>\n</table>\n\
        | 項目 | 有無 |\n|---|---|\n| 住所 | ○ |\n";
    let book = book("a.txt", text);
    assert_eq!(
        texts(&book),
        [
            "評価書",
            "評価書番号",
            "評価書名",
            "26",
            "架空の事務",
            "(別添1) 事務の内容",
            "①受け付ける。",
            "・窓口で受け付ける。",
            "- 記録する。",
            "<PMHを利用する事務>における<中間サーバーの措置>",
            "①方法",
            "一つ目\n<別の措置>",
            "期間",
            "欄",
            "5年",
            "内訳",
            "甲",
            "乙",
            "項目",
            "有無",
            "住所",
            "○",
        ]
    );
    assert_eq!(book.cells[4].place.to_string(), "4行目");
    assert_eq!(book.cells[18].place.to_string(), "17行目");
}

#[test]
fn full_lines_go_on_and_others_end() {
    let sentence = "この事務では、申請を受け付けてから審査を行い、結果を通知した後、記録を五年の間保管することとしている。";
    let paragraph = |number: usize| format!("（{number}）{}", sentence.repeat(3));
    let wrapped = |number: usize| {
        let words: Vec<char> = paragraph(number).chars().collect();
        let lines: Vec<String> = words.chunks(40).map(|line| line.iter().collect()).collect();
        lines.join("\n")
    };
    let mut text = String::from(" ①事務の名称 架空の事務\n\n ②事務の内容\n");
    for number in [1, 3, 5, 7] {
        text.push_str(&format!("{}\n{}\n\n", wrapped(number), wrapped(number + 1)));
    }
    let book = book("a.txt", &text);
    assert_eq!(book.order, Order::Drawn);
    assert_eq!(texts(&book)[..2], ["①事務の名称 架空の事務", "②事務の内容"]);
    assert_eq!(
        texts(&book)[2],
        format!("{}\n{}", paragraph(1), paragraph(2))
    );
    assert_eq!(texts(&book).len(), 6);
    // Without empty lines, each paragraph is a cell.
    let dense: Vec<String> = (1..9).map(wrapped).collect();
    let dense = self::book("a.txt", &dense.join("\n"));
    assert_eq!(texts(&dense), (1..9).map(paragraph).collect::<Vec<_>>());
}

#[test]
fn lists_of_excel_in_its_old_encoding_are_read() {
    let (bytes, _, _) = encoding_rs::SHIFT_JIS
        .encode("評価書名,\"児童手当に関する事務\r\n全項目評価書\"\r\n公表日,令和8年4月20日\r\n");
    let Ok(Read::Book(book)) = read("a.csv", &bytes, &[]) else {
        panic!("not read");
    };
    assert_eq!(
        grid(&book),
        [
            (0, 0, 1, 1, "評価書名"),
            (0, 1, 1, 1, "児童手当に関する事務\n全項目評価書"),
            (1, 0, 1, 1, "公表日"),
            (1, 1, 1, 1, "令和8年4月20日"),
        ]
    );
}

#[test]
fn endless_tags_take_no_time() {
    for piece in [
        "<",
        "<!--",
        "<td",
        "<style>",
        "<table><td>",
        "<p>甲",
        "&#",
        "</span>",
        "<div>\n",
        "\"\",",
        "|",
    ] {
        let text = piece.repeat(100_000 / piece.len());
        for name in ["a.html", "a.txt", "a.csv"] {
            let begun = std::time::Instant::now();
            let _ = read(name, text.as_bytes(), &[]);
            assert!(
                begun.elapsed().as_secs() < 5,
                "{piece} as {name}: {:?}",
                begun.elapsed()
            );
        }
    }
}

#[test]
fn pages_of_office_programs_lose_their_machinery_alone() {
    let page = "<html xmlns:o='urn:x'><head><!--[if gte mso 9]><xml><o:x>1</o:x></xml><![endif]--><style>p {}</style></head>\
        <body><p class=MsoNormal><![if !supportLists]><span>①</span><![endif]>事務の<o:p></o:p>名称</p>\
        <table><col width=64><tr><td class=xl65 colspan=0>甲<td x:str='1'>乙\n  丙</table></body></html>";
    let book = book("a.htm", page);
    assert_eq!(texts(&book), ["①事務の名称", "甲", "乙丙"]);
    assert_eq!(grid(&book), [(0, 0, 1, 1, "甲"), (0, 1, 1, 1, "乙丙")]);
}
