use proptest::prelude::*;

use super::*;

#[test]
fn answers_that_are_still_to_come() {
    for text in [
        "入札により決定するため未定",
        "（契約締結後に記載）",
        "委託先決定後に記載する予定です。",
        "公募により選定するため、未定である。",
        "確定次第追記",
        "未定（令和8年度に入札）",
    ] {
        assert!(is_deferred(text), "{text}");
    }
    for text in [
        "契約後に委託先が提出する名簿に記載された者",
        "決定後、速やかに通知する。",
        "開催の日は未定であるが、毎年行う。",
        "未定（令和9年9月に入札により決める。）",
    ] {
        assert!(!is_deferred(text), "{text}");
    }
}

#[test]
fn every_character_folds_alone_as_it_does_by_the_rules_of_unicode() {
    for c in '\u{0}'..='\u{FFFF}' {
        if fold_alone(c).is_some() {
            assert_eq!(fold(&c.to_string()), fold_whole(&c.to_string()), "{c:?}");
        }
    }
}

proptest! {
    #[test]
    fn folding_is_that_of_unicode(text in "[ 　a-zＡ-ｚ０-９ぁ-ゖァ-ヾ\u{3099}〇～①-⑩➀Ⅱ㈱ｶﾞ漢字一-亀※→\u{200B}]{0,40}") {
        prop_assert_eq!(fold(&text), fold_whole(&text));
    }
}

#[test]
fn keys_are_equal_whatever_their_number_and_width() {
    for text in [
        "①入手元　※",
        "➀入手元",
        "1.入手元",
        "１）入手元",
        " 入手元 ",
        "❶ 入手元※（…）",
    ] {
        assert_eq!(norm_key(text), "入手元", "{text}");
    }
    assert_eq!(
        norm_key("II 特定個人情報ファイルの概要"),
        norm_key("Ⅱ　特定個人情報ファイルの概要")
    );
    assert_eq!(norm_key("（別添１）事務の内容"), "事務の内容");
    assert_eq!(norm_key("リスク１：　不適切な方法"), "不適切な方法");
    assert_eq!(norm_key("リスク対策"), "リスク対策");
    assert_eq!(norm_key("NISC政府機関"), norm_key("ＮＩＳＣ政府機関"));
}

#[test]
fn options_keep_their_own_digits() {
    assert_eq!(norm_option("4情報（氏名）"), norm_option("４情報(氏名)"));
    assert_eq!(norm_option("2) 十分である"), "十分である");
    assert_eq!(norm_option("1年"), "1年");
    assert_eq!(option_number("２）十分"), Some((2, "十分")));
    assert_eq!(option_number("10人未満"), None);
}

#[test]
fn none_marks_are_no_long_vowels() {
    assert!(is_none_mark("－") && is_none_mark("なし。") && is_none_mark(" - "));
    assert!(!is_none_mark("サーバー") && !is_none_mark("なしの実"));
    for text in [
        "（なし）",
        "【該当なし】。",
        "――",
        "該当無し",
        "無",
        "「－」",
        "Ｎ／Ａ",
    ] {
        assert!(is_none_mark(text), "{text}");
    }
}

#[test]
fn placeholders_hold_a_place_and_say_nothing() {
    for text in [
        "未定",
        "（未定）",
        "未定。",
        "同上",
        "【同上】",
        "○○",
        "〇〇",
        "●●",
        "△△",
        "××",
        "ＸＸＸ",
        "……",
        "？",
        "○",
        "令和○年○月○日",
        "令和　年　月　日",
        "令和8年○月○日",
        "○年○月",
        "調整中",
        "ＴＢＤ",
    ] {
        assert!(is_placeholder(text), "{text}");
    }
    for text in [
        "",
        "令和8年3月27日",
        "令和8年3月",
        "令和元年5月",
        "○○課",
        "未定のため後日公表する",
        "図1",
        "税",
        "なし",
        "2026.4.1",
    ] {
        assert!(!is_placeholder(text), "{text}");
    }
}
