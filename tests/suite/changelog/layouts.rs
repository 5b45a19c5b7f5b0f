//! Rows put into tables however they are laid out, and random edits of the examples.

use proptest::prelude::*;

use super::super::diff::rearranged;
use super::*;

const BODY: &str = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  評価書名: 予防接種に関する事務　全項目評価書\n  公表日: 令和7年4月1日\n基本情報:\n  評価実施機関における担当部署:\n    部署: 健康推進課\n    所属長の役職名: 課長\n";

/// The body in its new version, with a table.
fn new(table: &str) -> String {
    let body = BODY.replace("令和7年4月1日", "令和8年4月1日");
    body.replace("健康推進課", "保健予防課") + table
}

const ROW: &str = "  - 変更日: 令和8年4月1日\n    項目: Ⅰ７①部署\n    変更前: 健康推進課\n    変更後: 保健予防課\n    提出時期: 事後\n    説明: その他の項目の変更であり、事前の提出・変更が義務付けられない\n";

#[test]
fn rows_are_put_in_however_the_table_is_written() {
    let old_row = "  - 変更日: 令和7年4月1日\n    項目: Ⅰ１①\n    変更前: 甲\n    変更後: 乙\n    提出時期: 事後\n    説明: 文言の修正であり、重要な変更に当たらない\n";
    let later = old_row.replace("令和7年4月1日", "令和9年4月1日");
    let rest = "\n# 毎年見直す。\n判断の前提:\n  取扱者数: 500人以上\n";
    let cases = [
        ("", format!("変更箇所:\n{ROW}")),
        ("変更箇所:\n", format!("変更箇所:\n{ROW}")),
        (
            "変更箇所: # まだ無い\n",
            format!("変更箇所: # まだ無い\n{ROW}"),
        ),
        ("変更箇所: []\n", format!("変更箇所:\n{ROW}")),
        (
            "変更箇所: []  # まだ無い\n",
            format!("変更箇所:  # まだ無い\n{ROW}"),
        ),
        ("変更箇所: \"\"\n", format!("変更箇所:\n{ROW}")),
        ("変更箇所:", format!("変更箇所:\n{}", ROW.trim_end())),
        (
            &format!("変更箇所:\n{rest}"),
            format!("変更箇所:\n{ROW}{rest}"),
        ),
        (
            &format!("変更箇所:\n{old_row}"),
            format!("変更箇所:\n{old_row}{ROW}"),
        ),
        (
            &format!("変更箇所:\n{}", old_row.trim_end()),
            format!("変更箇所:\n{old_row}{}", ROW.trim_end()),
        ),
        (
            &format!("変更箇所:\n{old_row}  # 終わり\n{rest}"),
            format!("変更箇所:\n{old_row}{ROW}  # 終わり\n{rest}"),
        ),
        // What is planned stays last; where the newest is first, the new one does.
        (
            &format!("変更箇所:\n{old_row}  # 予定\n{later}"),
            format!("変更箇所:\n{old_row}{ROW}  # 予定\n{later}"),
        ),
        (
            &format!("変更箇所:\n{later}{old_row}"),
            format!("変更箇所:\n{later}{ROW}{old_row}"),
        ),
        // Other columns.
        (
            &format!(
                "変更箇所:\n{}",
                old_row.replace("\n    ", "\n  ").replace("  - ", "- ")
            ),
            format!(
                "変更箇所:\n{}{}",
                old_row.replace("\n    ", "\n  ").replace("  - ", "- "),
                ROW.replace("\n    ", "\n  ").replace("  - ", "- ")
            ),
        ),
        (
            &format!(
                "変更箇所:\n{}",
                old_row.replace("\n    ", "\n      ").replace("- ", "-   ")
            ),
            format!(
                "変更箇所:\n{}{}",
                old_row.replace("\n    ", "\n      ").replace("- ", "-   "),
                ROW.replace("\n    ", "\n      ").replace("- ", "-   ")
            ),
        ),
    ];
    for (table, wanted) in cases {
        for breaks in ["\n", "\r\n"] {
            let with = |text: &str| text.replace('\n', breaks);
            let (text, _) = written(BODY, &with(&new(table)), None)
                .unwrap_or_else(|why| panic!("{table}: {why:?}"));
            assert_eq!(text, with(&new(&wanted)), "{table}");
        }
    }
    // Of a value with lines of its own, the last one ends the row.
    let block = "変更箇所:\n  - 変更日: 令和7年4月1日\n    項目: Ⅰ１①\n    変更前: 甲\n    変更後: 乙\n    説明: |\n      文言の修正\n\n\n別紙:\n";
    let (text, _) = written(BODY, &new(block), None).expect("a row");
    assert_eq!(
        text,
        new(&block.replace("の修正\n", &format!("の修正\n{ROW}")))
    );
}

#[test]
fn what_can_not_be_put_in_is_left_alone() {
    for (table, why) in [
        ("変更箇所: あり\n", Refused::NoList),
        ("変更箇所:\n  変更日: 令和7年4月1日\n", Refused::NoList),
        (
            "変更箇所: [{変更日: 令和7年4月1日, 項目: Ⅰ１①}]\n",
            Refused::Flow,
        ),
    ] {
        assert_eq!(written(BODY, &new(table), None).err(), Some(why), "{table}");
    }
}

#[test]
fn what_is_covered_already_is_not_written_again() {
    let own = "変更箇所:\n  - 変更日: 令和8年4月1日\n    項目: 担当部署の①部署\n    変更前: 健康推進課\n    変更後: 保健予防課\n    提出時期: 事後\n    説明: 組織改編に伴う形式的な変更\n";
    let by_label = own.replace(
        "担当部署の①部署",
        "Ⅰ７．評価実施機関における担当部署　①部署",
    );
    let (text, rows) = written(BODY, &new(&by_label), None).expect("nothing to write");
    assert_eq!((rows.len(), text), (0, new(&by_label)));
    let stale = by_label.replace("変更後: 保健予防課", "変更後: 健康増進課");
    let (text, rows) = written(BODY, &new(&stale), None).expect("a row is fixed");
    assert_eq!((rows.len(), text), (0, new(&by_label)));
    // A row of the revision before is no row of this one.
    let former = by_label.replace("令和8年4月1日", "令和7年4月1日");
    let old = BODY.to_owned() + &former;
    let (_, rows) = written(&old, &new(&former), None).expect("a row");
    assert_eq!(rows.len(), 1);
}

#[test]
fn a_change_to_come_is_submitted_before_it() {
    let day = jiff::civil::date(2026, 10, 1);
    let (text, rows) = written(BODY, &new(""), Some(day)).expect("a row");
    assert_eq!(
        (rows[0].date.as_str(), rows[0].timing),
        ("令和8年10月1日", "事前")
    );
    let found = findings(BODY, &text, Stage::Draft);
    let of_changes: Vec<_> = found
        .iter()
        .filter(|d| d.code.starts_with('C'))
        .map(|d| &d.message)
        .collect();
    assert!(of_changes.is_empty(), "{of_changes:?}");
}

/// Lines of an example that are words of a text, a choice or an entry of a list, outside 別添３ and Ⅵ.
fn editable(text: &str) -> Vec<usize> {
    let end = text.find("\n評価実施手続:").expect("Ⅵ");
    let start = text.find("\n基本情報:").expect("Ⅰ");
    let before = text[..start].lines().count() + 2;
    let lines = text[start + 1..end].lines().skip(2).enumerate();
    let in_block = lines.filter(|(_, line)| {
        let bare = line.trim_start();
        bare.ends_with('。') && !bare.starts_with(['#', '|']) && !bare.contains(": ")
    });
    in_block.map(|(n, _)| before + n).collect()
}

/// Choices, of which one is put for the other.
const CHOICES: [(&str, &str); 2] = [
    (
        "リスクへの対策は十分か: 十分である",
        "リスクへの対策は十分か: 課題が残されている",
    ),
    (
        "リスクへの対策は十分か: 特に力を入れている",
        "リスクへの対策は十分か: 十分である",
    ),
];

#[derive(Debug, Clone)]
enum Edit {
    Words(&'static str),
    Drop,
    Double(&'static str),
}

fn edits() -> impl Strategy<Value = Vec<(prop::sample::Index, Edit)>> {
    let words = prop::sample::select(vec![
        "毎月3回、",
        "課長が認めた場合に限り",
        "※別表: 2 #3の",
        "（中の）",
    ]);
    let line = prop::sample::select(vec![
        "・記録は、課長が毎月15日に点検する。",
        "※手数料額: 1件につき300円とする。",
        "  字下げした文である。",
        "- 端末は、施錠できる部屋に7台置く。",
    ]);
    let edit = prop_oneof![
        words.prop_map(Edit::Words),
        Just(Edit::Drop),
        line.prop_map(Edit::Double)
    ];
    prop::collection::vec((any::<prop::sample::Index>(), edit), 1..7)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn random_edits_are_covered_once(
        other in any::<bool>(),
        edits in edits(),
        ratings in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
    ) {
        let old = if other { OTHER } else { EXAMPLE };
        let mut lines: Vec<String> = old.lines().map(str::to_owned).collect();
        let places = editable(old);
        let mut done = std::collections::BTreeMap::new();
        for (index, edit) in edits {
            done.insert(places[index.index(places.len())], edit);
        }
        let rated: Vec<usize> = (0..lines.len()).filter(|n| lines[*n].contains("リスクへの対策は十分か: ")).collect();
        for index in ratings {
            let line = &mut lines[rated[index.index(rated.len())]];
            if let Some((old, new)) = CHOICES.iter().find(|(old, _)| line.contains(old)) {
                *line = line.replace(old, new);
            }
        }
        for (place, edit) in done.into_iter().rev() {
            let blanks: String = lines[place].chars().take_while(|c| *c == ' ').collect();
            match edit {
                Edit::Words(words) => {
                    let middle = lines[place].char_indices().nth(blanks.len() + 4).map_or(blanks.len(), |(i, _)| i);
                    lines[place].insert_str(middle, words);
                }
                Edit::Drop => lines[place] = format!("{blanks}・"),
                Edit::Double(line) => lines.insert(place + 1, format!("{blanks}{line}")),
            }
        }
        let new = lines.join("\n") + "\n";
        let new = new.replacen("公表日: 令和8年", "公表日: 令和9年", 1);
        let (text, _) = written(old, &new, None).expect("rows can be written");
        prop_assert!(only_adds(&new, &text));
        let found = of_changes(old, &text);
        let of_base: Vec<_> = found.iter().filter(|(code, ..)| ["C014", "C015", "C016", "C017"].contains(code)).collect();
        prop_assert!(of_base.is_empty(), "{of_base:#?}");
        let (again, rows) = written(old, &text, None).expect("nothing is written");
        prop_assert_eq!((again == text, rows.len()), (true, 0));
    }

    #[test]
    fn rows_that_came_went_and_moved_are_covered_once(
        order in Just(vec![0_usize, 1, 2, 3]).prop_shuffle(),
        length in 1_usize..=4,
    ) {
        let shorter = rearranged(&order[..length]);
        let later = |text: &str| text.replacen("公表日: 令和8年", "公表日: 令和9年", 1);
        for (old, new) in [(EXAMPLE, shorter.as_str()), (&shorter, EXAMPLE)] {
            let new = later(new);
            let (text, _) = written(old, &new, None).expect("rows can be written");
            prop_assert!(only_adds(&new, &text));
            let found = of_changes(old, &text);
            let of_base: Vec<_> = found.iter().filter(|(code, ..)| *code != "C018").collect();
            prop_assert!(of_base.is_empty(), "{of_base:#?}");
            let (again, rows) = written(old, &text, None).expect("nothing is written");
            prop_assert_eq!((again == text, rows.len()), (true, 0));
        }
    }
}
