use proptest::prelude::*;

use super::*;

// All numbers here are invented; 123456789018 has a valid check digit.

fn count(text: &str) -> usize {
    find(text).len()
}

#[test]
fn numbers_are_found_however_they_are_written() {
    for text in [
        "123456789018",
        "個人番号：１２３４５６７８９０１８。",
        "1234 5678 9018",
        "1234　5678　9018",
        "１２３４－５６７８－９０１８",
        "1234‐5678‐9018",
        "1234・5678・9018",
        "1234.5678.9018",
        "1234-\n  5678-9018",
        "1234\n5678\n9018",
        "12345678\n    9018",
        "123456\n789018",
        "1 2 3 4 5 6 7 8 9 0 1 8",
        "令和7年 123456789018",
        "1234\u{200B}5678\u{200B}9018",
        "1234\u{AD}56789018",
        "1\u{FE0F}2\u{FE0F}3\u{FE0F}4\u{FE0F}5\u{FE0F}6\u{FE0F}7\u{FE0F}8\u{FE0F}9\u{FE0F}0\u{FE0F}1\u{FE0F}8",
        "**1234** **5678** **9018**",
        "1234   5678   9018",
        "12345678-9018",
        "1234 56789018",
        "123 456 789 018",
        "1234_5678_9018",
        "1234/5678/9018",
        "No123456789018",
        "個人番号A123456789018",
    ] {
        assert_eq!(count(text), 1, "{text}");
    }
}

#[test]
fn other_numbers_are_none() {
    for text in [
        "123456789017",
        "1234567890180",
        "1-2345-6789-0123",
        "1 1234 5678 9018",
        "000000000000",
        "2019・2020・2021",
        "090-1234-5678",
        "電話 0123-4567-8903",
        "12345678、9018",
        "AB123456789018",
        "https://kakuu.example/123456789018",
        "1234-5678 9018",
        "- 1234\n- 5678\n- 9018",
        "12 3456789018",
        "1234    5678    9018",
        "123,456,789,018円",
        "文書No-A123456789018",
    ] {
        assert_eq!(count(text), 0, "{text}");
    }
}

/// A date with a time whose last digit is a valid check digit.
const STAMP: &str = "202603270802";

#[test]
fn a_date_with_a_time_that_is_called_so_is_no_number() {
    for text in [
        format!("ログは、{STAMP}の時点のものを保管する。"),
        format!("取得日時：{STAMP}"),
        format!("バックアップ {STAMP}.zip"),
        format!("{STAMP}現在の件数"),
    ] {
        assert_eq!(count(&text), 0, "{text}");
    }
    for text in [
        STAMP.to_owned(),
        format!("申請者は{STAMP}である。"),
        format!("個人番号 {STAMP}を取得日時とともに記録する。"),
        format!("処理日時と番号：{STAMP}"),
        format!("作成日時　本人 {STAMP}"),
        "ログは、2026 0327 0802の時点".to_owned(),
        // An invented number that is no date.
        "ログは、123456789018の時点".to_owned(),
    ] {
        assert_eq!(count(&text), 1, "{text}");
    }
}

#[test]
fn a_number_that_is_called_otherwise() {
    let called = |text: &str| {
        let place = find(text).remove(0);
        is_called_otherwise(text, &place)
    };
    assert!(called("文書番号123456789018") && called("受付番号：「1234-5678-9018」"));
    assert!(!called("個人番号123456789018") && !called("123456789018（受付番号）"));
    assert!(!called("受付番号と個人番号、受付番号123456789018"));
}

#[test]
fn a_list_that_counts_is_no_number() {
    let text: Vec<String> = (1000..1400).map(|n| n.to_string()).collect();
    assert_eq!(count(&text.join("\n")), 0);
    assert_eq!(count(&text.join("・")), 0);
}

proptest! {
    #[test]
    fn one_last_digit_of_ten_is_valid(body in proptest::collection::vec(0u32..10, 11)) {
        prop_assume!(body.iter().any(|d| *d != body[0]));
        let valid = (0..10).filter(|check| {
            let mut digits = body.clone();
            digits.push(*check);
            is_valid(&digits)
        });
        prop_assert_eq!(valid.count(), 1);
    }

    #[test]
    fn places_are_whole_characters_and_masking_keeps_the_length(text in "[0-9０-９ 　\n・aあ-]{0,60}") {
        for place in find(&text) {
            prop_assert!(text.get(place).is_some());
        }
        let masked = mask(&text);
        prop_assert_eq!(masked.len(), text.len());
    }
}
