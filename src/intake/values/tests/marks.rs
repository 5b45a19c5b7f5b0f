//! Choices and boxes as offices write them.

use super::{METHODS, Source, left, read, shown};
use crate::intake::cell::Grid;

const PEOPLE: &str = "basic.office.people_count";
const CONTACT: &str = "files[].overview.basics.items.main.contact";
const IDENTIFICATION: &str = "files[].overview.basics.items.main.identification";

/// Cells of one item: text, row, column.
fn cells(id: &str, at: &[usize], cells: &[(&str, usize, usize)]) -> String {
    let mut source = Source::default();
    for (text, row, column) in cells {
        source = source.value(id, at, text);
        if let Some(cell) = source.book.cells.last_mut() {
            cell.grid = Some(Grid::single(0, *row, *column));
        }
    }
    let draft = source.draft();
    [shown(&draft).join("; "), left(&draft).join("|")].join(" / ")
}

#[test]
fn a_mark_before_an_option_of_the_list_is_the_answer() {
    let expected = "basic.office.people_count: 1,000人以上1万人未満";
    for text in [
        "1) 1,000人未満　○2) 1,000人以上1万人未満　3) 1万人以上10万人未満",
        "1) 1,000人未満\n②) 1,000人以上1万人未満\n3) 1万人以上10万人未満",
        "1) 1,000人未満 ② 1,000人以上1万人未満 3) 1万人以上10万人未満",
        "1) 1,000人未満 2) ●1,000人以上1万人未満 3) 1万人以上10万人未満",
        "□1) 1,000人未満 ■2) 1,000人以上1万人未満 □3) 1万人以上10万人未満",
        "＜選択肢＞ 1) 1,000人未満 ○2) 1,000人以上1万人未満 3) 1万人以上10万人未満",
        "2）1,000人以上1万人未満",
        "② 1,000人以上1万人未満",
        "(2) 1,000人以上1万人未満",
        "[ 2) 1,000人以上1万人未満 ] ＜選択肢＞ 1) 1,000人未満 2) 1,000人以上1万人未満",
        "1000人以上1万人未満",
        "1,000人以上1万人未満。",
        "[　] ＜選択肢＞ 1) 1,000人未満\n[ 1,000人以上1万人未満 ]",
    ] {
        assert_eq!(read(PEOPLE, text), expected, "{text}");
    }
    let all =
        "①1,000人未満 ②1,000人以上1万人未満 ③1万人以上10万人未満 ④10万人以上30万人未満 ⑤30万人以上";
    assert_eq!(read(PEOPLE, all), "");
    let two = read(PEOPLE, "○1) 1,000人未満 ○2) 1,000人以上1万人未満");
    assert_eq!(two, "basic.office.people_count: nothing ?");
    let two = read(PEOPLE, "[ 1,000人未満 ]\n[ 1,000人以上1万人未満 ]");
    let first = "basic.office.people_count: 1,000人未満 ? / 1,000人以上1万人未満";
    assert_eq!(two, first);
}

#[test]
fn a_mark_in_a_cell_of_its_own_belongs_to_its_row() {
    let expected = "basic.office.people_count: 1,000人以上1万人未満 / ";
    let (a, b, c) = (
        "1) 1,000人未満",
        "2) 1,000人以上1万人未満",
        "3) 1万人以上10万人未満",
    );
    let before = [(a, 0, 2), ("○", 1, 1), (b, 1, 2), (c, 2, 2)];
    assert_eq!(cells(PEOPLE, &[], &before), expected);
    let after = [(a, 0, 1), (b, 1, 1), ("○", 1, 2), (c, 2, 1)];
    assert_eq!(cells(PEOPLE, &[], &after), expected);
    let after = [
        ("紙", 0, 1),
        ("専用線", 1, 1),
        ("○", 1, 2),
        ("電子メール", 2, 1),
    ];
    let read = cells(METHODS, &[1], &after);
    assert_eq!(read, "files[1].overview.intake.methods: 専用線 / ");
}

#[test]
fn an_option_with_the_words_of_a_sentence_behind_it_is_none_of_the_list() {
    let id = "files[].risks.entrustment.handling_log";
    let text = "[ 記録を残している ] ＜選択肢＞ 1) 記録を残している 2) 記録を残していない\n\
                作業記録を残している。記録を残している場合は、毎月確かめる。";
    let read = read(id, text);
    let (value, rest) = read.split_once(" / ").expect("a rest");
    assert_eq!(
        value,
        "files[1].risks.entrustment.handling_log: 記録を残している"
    );
    assert_eq!(
        rest,
        "作業記録を残している。記録を残している場合は、毎月確かめる。"
    );
}

#[test]
fn a_count_in_brackets_is_a_number_and_no_further_word() {
    let id = "files[].overview.entrustment.has";
    let expected =
        "files[1].overview.entrustment.has: 委託する; files[1].overview.entrustment.has.count: ３";
    for text in ["委託する（３件）", "委託する　３件", "[委託する]（３）件"]
    {
        assert_eq!(read(id, text), expected, "{text}");
    }
    let id = "files[].overview.provision.has";
    let expected = "files[1].overview.provision.has: 提供を行っている(２)+移転を行っている(1)";
    for text in [
        "○提供を行っている（２件）\n○移転を行っている（1件）\n行っていない",
        "[○]提供を行っている（２）件 [○]移転を行っている 1件 [ ]行っていない",
    ] {
        assert_eq!(read(id, text), expected, "{text}");
    }
}

#[test]
fn an_option_is_not_found_inside_other_words() {
    let flash = "files[1].overview.intake.methods: 電子記録媒体（フラッシュメモリを除く。）";
    for text in [
        "[○]電子記録媒体（フラッシュメモリを除く）　[　]フラッシュメモリ",
        "電子記録媒体（フラッシュメモリを除く）",
        "[○]電子記録媒体 [ ]フラッシュメモリ",
        "■電子記録媒体\n（フラッシュメモリを除く）\n□フラッシュメモリ",
    ] {
        assert_eq!(read(METHODS, text), flash, "{text}");
    }
    let other = read(METHODS, "[○]電子記録媒体（USBを除く） [ ]紙");
    assert_eq!(other, format!("{flash} ? / USBを除く"));
    let none = read(METHODS, "フラッシュメモリは使わない");
    let blank = "files[1].overview.intake.methods: nothing ?";
    assert_eq!(none, format!("{blank} / フラッシュメモリは使わない"));
    let longer = read(METHODS, "[○]紙媒体 [ ]専用線");
    assert_eq!(longer, "files[1].overview.intake.methods: 紙 ? / 媒体");
}

#[test]
fn all_boxes_of_an_item_may_be_ticked() {
    let all = "files[1].overview.basics.items.main.contact: \
               4情報（氏名、性別、生年月日、住所）+連絡先（電話番号等）+その他住民票関係情報";
    let rows = [
        ("○", 0, 1),
        ("4情報（氏名、性別、生年月日、住所）", 0, 2),
        ("○", 1, 1),
        ("連絡先（電話番号等）", 1, 2),
        ("○", 2, 1),
        ("その他住民票関係情報", 2, 2),
    ];
    assert_eq!(cells(CONTACT, &[1], &rows), format!("{all} / "));
    let black = "■4情報（氏名、性別、生年月日、住所） ■連絡先（電話番号等） ■その他住民票関係情報";
    assert_eq!(read(CONTACT, black), format!("{all} ?"));
    let checked = "☑4情報 ☑連絡先 ☑その他住民票関係情報";
    assert_eq!(read(CONTACT, checked), all);
    let text = "個人番号、個人番号対応符号、その他識別情報（内部番号）";
    let read = read(IDENTIFICATION, text);
    assert!(
        read.ends_with("個人番号+個人番号対応符号+その他識別情報（内部番号） ?"),
        "{read}"
    );
}

#[test]
fn options_without_any_mark_are_the_answer_unless_they_are_all() {
    let id = "files[1].overview.intake.methods";
    let some = read(METHODS, "紙、専用線、庁内連携システム");
    assert_eq!(some, format!("{id}: 紙+専用線+庁内連携システム ?"));
    assert_eq!(read(METHODS, "専用線"), format!("{id}: 専用線"));
    let both = read(METHODS, "[○]紙 [ ]紙 [ ]専用線");
    assert_eq!(both, format!("{id}: 紙 ?"));
}
