use proptest::prelude::*;

use super::*;

const LAWS: [(&str, usize); 5] = [
    (
        "行政手続における特定の個人を識別するための番号の利用等に関する法律",
        0,
    ),
    ("番号法", 0),
    ("予防接種法施行令", 1),
    ("予防接種法施行規則", 2),
    ("主務省令", 3),
];

fn words() -> CitationWords {
    CitationWords::new(LAWS, [("総務大臣", 0)])
}

/// What a text cites: 「0:第19条第8号」, 「?」 for what is not said, 「x」 for another law.
fn cited(text: &str) -> Vec<String> {
    let (found, _) = scan(&[Narrow::of(text)], &words());
    let said = |c: &Citation| match c.whose {
        Whose::Known(n) => format!("{n}:{}", c.place),
        Whose::Other => format!("x:{}", c.place),
        Whose::Unsaid => format!("?:{}", c.place),
    };
    found[0].citations.iter().map(said).collect()
}

#[test]
fn articles_are_read_in_every_width_and_numeral() {
    for text in [
        "番号法第19条第8号",
        "番号法１９条８号",
        "番号法　第１９条　第８号",
        "番号法第十九条第八号",
        "行政手続における特定の個人を識別するための番号の利用等に関する法律（平成25年法律第27号。以下「番号法」という。）第19条第8号",
        "「番号法」第19条第8号",
    ] {
        assert_eq!(cited(text), ["0:第19条第8号"], "{text}");
    }
    assert_eq!(
        cited("予防接種法施行規則第２条の７に基づく"),
        ["2:第2条の7"]
    );
    assert_eq!(
        cited("予防接種法施行令第6条の2第1項第3号"),
        ["1:第6条の2第1項第3号"]
    );
    assert_eq!(
        cited("番号法16条及び施行令12条、3条"),
        ["0:第16条", "x:第12条", "x:第3条"]
    );
    assert_eq!(cited("第９条（市区町村の責任）に則し"), ["?:第9条"]);
    assert_eq!(cited("次の3条件を満たす。四条の店。条例第5条"), ["x:第5条"]);
}

#[test]
fn lists_go_on_with_the_same_law() {
    assert_eq!(
        cited("番号法第9条第1項及び第19条第8号"),
        ["0:第9条第1項", "0:第19条第8号"]
    );
    assert_eq!(
        cited("番号法第19条第6号（委託）、第16号又は第20条"),
        ["0:第19条第6号", "0:第19条第16号", "0:第20条"]
    );
    assert_eq!(
        cited("予防接種法施行令第１条の３に定められた者及び同令第６条の２に定められた記録"),
        ["1:第1条の3", "1:第6条の2"]
    );
}

#[test]
fn tables_are_read_with_their_entries() {
    for text in [
        "番号法第19条第8号　別表第２の１６の２の項及び１１５の２の項",
        "番号法第19条第8号\n・別表第二　16の2、115の2の項",
        "番号法第19条第8号（別表第二の十六の二及び百十五の二の項）",
        "番号法第19条第8号　別表第二（16の2、115の2の項）",
    ] {
        assert_eq!(
            cited(text)[1..],
            ["0:別表第二の16の2の項", "0:別表第二の115の2の項"],
            "{text}"
        );
    }
    assert_eq!(
        cited("番号法別表14の項、126の項"),
        ["0:別表の14の項", "0:別表の126の項"]
    );
    assert_eq!(cited("番号法による。別表第二のとおり"), ["?:別表第二"]);
    assert_eq!(
        cited(
            "番号の利用等に関する法律（以下「番号法」という。）、番号法（平成25年法律第27号。以下「法」という。）第9条第1項（別表第1の10の項）"
        ),
        ["0:第9条第1項", "0:別表第一の10の項"]
    );
    assert_eq!(cited("番号法及び対策基準の別表第二"), ["x:別表第二"]);
    assert_eq!(cited("番号法第19条第8号の別表第二")[1..], ["0:別表第二"]);
    assert_eq!(cited("番号法別表第１の１０"), ["0:別表第一の10の項"]);
    assert_eq!(
        cited("番号法別表第二（第19条、第21条関係）"),
        ["0:別表第二", "?:第19条", "?:第21条"]
    );
    assert_eq!(cited("別表2の提供業務情報"), ["?:別表第二"]);
    assert_eq!(
        cited("番号法第19条第8号に基づく主務省令第2条の表の25の項及び27の項"),
        [
            "0:第19条第8号",
            "3:第2条の表の25の項",
            "3:第2条の表の27の項"
        ]
    );
}

#[test]
fn other_laws_are_not_taken_for_known_ones() {
    assert_eq!(cited("番号法施行令第12条"), ["x:第12条"]);
    assert_eq!(cited("生活保護法第29条"), ["x:第29条"]);
    assert_eq!(
        cited("番号法第9条第2項及び架空区個人番号の利用に関する条例第4条第1項　別表第二の27の項"),
        ["0:第9条第2項", "x:第4条第1項", "x:別表第二の27の項"]
    );
    let (found, _) = scan(&[Narrow::of("旧番号法第26条")], &words());
    assert!(found[0].citations[0].former);
}

#[test]
fn names_are_defined_anywhere_in_the_document() {
    let texts = [
        "利用法第19条第8号、特別法第3条",
        "行政手続における特定の個人を識別するための番号の利用等に関する法律（以下「利用法」という。）、蔵書の管理に関する条例（平成20年条例第5号。以下「特別法」という。）",
    ];
    let texts = texts.map(Narrow::of);
    let (found, aliases) = scan(&texts, &words());
    assert_eq!(found[0].citations[0].whose, Whose::Known(0));
    assert_eq!(found[0].citations[1].whose, Whose::Other);
    assert!(aliases.defines("利用法") && aliases.defines("特別法") && !aliases.defines("番号法"));
}

#[test]
fn every_part_has_its_place() {
    let text = "　番号法１９条第８号";
    let (found, _) = scan(&[Narrow::of(text)], &words());
    let citation = &found[0].citations[0];
    let parts: Vec<_> = citation
        .parts
        .iter()
        .map(|p| (&text[p.range.clone()], p.marked))
        .collect();
    assert_eq!(parts, [("１９条", false), ("第８号", true)]);
    assert_eq!(citation.name.clone().map(|r| &text[r]), Some("番号法"));
    assert_eq!(&text[citation.range.clone()], "１９条第８号");
}

#[test]
fn a_number_belongs_to_one_citation() {
    let (found, _) = scan(&[Narrow::of("番号法別表第一条例")], &words());
    assert_eq!(found[0].citations.len(), 1);
    let (found, _) = scan(&[Narrow::of("番号法別表第一条")], &words());
    assert_eq!(found[0].citations.len(), 1);
}

proptest! {
    #[test]
    fn what_is_written_is_read(article in 1u16..400, branch in 0u16..9, paragraph in 0u16..30, item in 0u16..30) {
        let number = |n: u16| (n > 0).then(|| number::Number::plain(n));
        let place = Place {
            article: number::Number::plain(article).branch(branch).filter(|_| branch > 0).or(number(article)),
            paragraph: number(paragraph),
            item: number(item),
            ..Place::default()
        };
        prop_assert_eq!(cited(&format!("番号法{place}による")), [format!("0:{place}")]);
    }

    #[test]
    fn any_text_is_read_and_its_places_hold(
        text in "(番号法|第|条|項|号|別表|の|の表|同法|（|）|、|及び|一|十|２|9|16|以下「|」という|法|条例| |\n|あ){0,30}"
    ) {
        let (found, _) = scan(&[Narrow::of(&text)], &words());
        for citation in &found[0].citations {
            prop_assert!(!citation.parts.is_empty() && citation.parts[0].range.start >= citation.range.start);
            for part in &citation.parts {
                prop_assert!(text.get(part.range.clone()).is_some_and(|t| !t.is_empty()));
            }
        }
        for pair in found[0].citations.windows(2) {
            prop_assert!(pair[0].range.end <= pair[1].range.start);
        }
    }
}
