use proptest::prelude::*;

use super::*;
use crate::japanese::eras::day;

fn shown(text: &str) -> Vec<String> {
    let one = |m: Mention| {
        let when = match m.when {
            When::Day(d) => d.to_string(),
            When::Month(d) => d.strftime("%Y-%m").to_string(),
            When::Year(d) => d.strftime("%Y").to_string(),
            When::FiscalYear(d) => d.strftime("FY%Y").to_string(),
            When::Impossible => "impossible".into(),
            When::Disagrees(one, other) => format!("{} or {}", one.year(), other.year()),
        };
        let weekday = m.weekday.map_or(' ', |(_, w)| weekday_letter(w));
        format!("{}={when}{weekday}", &text[m.range])
            .trim()
            .to_owned()
    };
    scan(text).into_iter().map(one).collect()
}

#[test]
fn usual_writings_in_running_text() {
    for (text, expected) in [
        (
            "契約は令和7年4月21日（月）に結ぶ。",
            "令和7年4月21日=2025-04-21月",
        ),
        (
            "令和７年４月２１日(月曜日)",
            "令和７年４月２１日=2025-04-21月",
        ),
        (
            "令和 7 年 4 月 21 日まで",
            "令和 7 年 4 月 21 日=2025-04-21",
        ),
        ("（R7.4.21現在）", "R7.4.21=2025-04-21"),
        ("Ｒ７．４．２１", "Ｒ７．４．２１=2025-04-21"),
        ("2025/4/21 月曜", "2025/4/21=2025-04-21月"),
        ("2025年4月21日月曜日", "2025年4月21日=2025-04-21月"),
        (
            "令和7年（2025年）4月21日",
            "令和7年（2025年）4月21日=2025-04-21",
        ),
        ("令和元年5月に", "令和元年5月=2019-05"),
        ("平成31年度から", "平成31年度=FY2019"),
        ("平成25年法律第27号", "平成25年=2013"),
        ("令和7年2月30日", "令和7年2月30日=impossible"),
        ("令和0年", "令和0年=impossible"),
        ("令和7年4月1日間", "令和7年4月=2025-04"),
        ("令和七年四月二十一日", "令和七年四月二十一日=2025-04-21"),
        (
            "平成二十七年十月五日から",
            "平成二十七年十月五日=2015-10-05",
        ),
        ("二〇二六年四月に", "二〇二六年四月=2026-04"),
        ("令和七年四月三十一日", "令和七年四月三十一日=impossible"),
        ("㋿8年4月1日", "㋿8年4月1日=2026-04-01"),
        ("R7.13.1に開始", "R7.13.1=impossible"),
        ("H27.2.30", "H27.2.30=impossible"),
        ("2025/13/01", "2025/13/01=impossible"),
        ("2025-02-30", "2025-02-30=impossible"),
        ("毎年2月30日", "2月30日=impossible"),
        ("令和7（2025）年4月1日", "令和7（2025）年4月1日=2025-04-01"),
        ("令和7年（2025年）に", "令和7年（2025年）=2025"),
        ("令和7年度（2025年度）", "令和7年度（2025年度）=FY2025"),
        ("平成31年（令和元年）", "平成31年（令和元年）=2019"),
    ] {
        assert_eq!(shown(text), [expected], "{text}");
    }
}

#[test]
fn the_last_quarter_of_a_fiscal_year_has_another_number() {
    assert_eq!(
        shown("令和6年度（2025年）"),
        ["令和6年度=FY2024", "2025年=2025"]
    );
}

#[test]
fn two_calendars_may_disagree() {
    for (text, expected) in [
        ("令和7年（2024年）4月1日", "2025 or 2024"),
        ("2025年（令和6年）4月1日", "2025 or 2024"),
        ("令和7年（西暦2024）", "2025 or 2024"),
        ("令和7（2024）年", "2025 or 2024"),
        ("令和7年度（2024年度）", "2025 or 2024"),
        ("R7年（2026年）4月", "2025 or 2026"),
        ("令和7年4月1日（2024年4月1日）", "2025 or 2024"),
        ("2025年4月1日（令和6年4月1日）", "2025 or 2024"),
        ("令和七年（二〇二四年）", "2025 or 2024"),
    ] {
        let found = shown(text);
        assert_eq!(found.len(), 1, "{text}");
        assert!(found[0].ends_with(expected), "{text}: {}", found[0]);
    }
}

#[test]
fn what_is_no_date() {
    for text in [
        "",
        "12月",
        "4月21日",
        "7年",
        "TLS1.3",
        "バージョン R7.4",
        "VR7.4.21",
        "0120-2025-4-21",
        "2025-04-1234",
        "192.168.10.2",
        "2025.4.21.1",
        "1000人以上",
        "様式7年",
        "12月31日",
        "毎年2月29日、4月30日",
        "R7-13-1号室",
        "2025.13.1版",
        "令和○年○月○日",
        "一部、十分、二十の項",
    ] {
        assert_eq!(shown(text), [""; 0], "{text}");
    }
}

#[test]
fn later_dates_may_be_shortened() {
    assert_eq!(
        shown("令和7年1月1日（水）から31日（金）まで"),
        ["令和7年1月1日=2025-01-01水", "31日=2025-01-31金"]
    );
    assert_eq!(
        shown("令和3年9月22日～同年10月21日の30日間"),
        ["令和3年9月22日=2021-09-22", "同年10月21日=2021-10-21"]
    );
    assert_eq!(
        shown("令和3年9月3日、同月31日"),
        ["令和3年9月3日=2021-09-03"]
    );
    assert_eq!(
        shown("令和3年9月3日から30日間"),
        ["令和3年9月3日=2021-09-03"]
    );
}

#[test]
fn eras_have_ends() {
    let misses = |text: &str| scan(text).first().map(Mention::misses_era);
    for text in [
        "平成32年",
        "平成31年5月1日",
        "平成31年5月",
        "平成32年度",
        "令和元年4月30日",
        "昭和64年1月8日",
    ] {
        assert_eq!(misses(text), Some(true), "{text}");
    }
    for text in [
        "平成31年",
        "平成31年度",
        "平成31年4月30日",
        "令和元年5月1日",
        "令和元年度",
        "2020年",
        "昭和64年1月7日",
    ] {
        assert_eq!(misses(text), Some(false), "{text}");
    }
}

proptest! {
    #[test]
    fn places_are_in_the_text_and_in_order(
        text in "([ 　令和平成元年度月日曜火(（)）同から～、R７7.0-3/-]|[0-9]{1,4}|令和[0-9]{1,2}年[0-9]{1,2}月[0-9]{1,2}日|\\PC){0,24}"
    ) {
        let mut end = 0;
        for mention in scan(&text) {
            prop_assert!(mention.range.start >= end && mention.range.start < mention.range.end);
            prop_assert!(text.get(mention.range.clone()).is_some());
            end = mention.range.end;
            if let Some((place, _)) = mention.weekday {
                prop_assert!(place.start >= end && text.get(place.clone()).is_some());
                end = place.end;
            }
            if let Some((first, last)) = mention.when.days() {
                prop_assert!(first <= last);
            }
        }
    }

    #[test]
    fn a_day_is_read_whatever_is_around(
        year in 1i16..=30, month in 1i16..=12, number in 1i16..=28, before in "[ぁ-ん。]{0,5}", after in "[ぁ-ん。]{0,5}"
    ) {
        let text = format!("{before}令和{year}年{month}月{number}日{after}");
        let found = scan(&text);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(Some(found[0].when), day(2018 + year, month, number).map(When::Day));
    }
}
