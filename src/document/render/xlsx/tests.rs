use super::*;
use crate::source::Source;

fn made(text: &str, stage: Stage) -> Vec<u8> {
    let source = Source::new("a.yaml", text);
    let document = crate::assessment::read(&source);
    let assessment = Assessment::open(&source, &document, stage).expect("a form");
    let view = crate::document::view::build(&assessment);
    render(&view, &assessment, &BTreeMap::new()).expect("a workbook")
}

#[test]
fn an_empty_assessment_is_a_workbook_too() {
    assert!(made("様式: 全項目評価書\n", Stage::Draft).starts_with(b"PK"));
    assert!(made("{}\n", Stage::Publish).starts_with(b"PK"));
}

#[test]
fn a_word_longer_than_a_cell_is_refused_in_words() {
    let text = format!(
        "基本情報:\n  使用するシステム:\n  - 他のシステムとの接続:\n    - その他: {}\n",
        "あ".repeat(40_000)
    );
    let source = Source::new("a.yaml", text.as_str());
    let document = crate::assessment::read(&source);
    let assessment = Assessment::open(&source, &document, Stage::Draft).expect("a form");
    let view = crate::document::view::build(&assessment);
    let error = render(&view, &assessment, &BTreeMap::new()).expect_err("too long");
    assert!(error.message(Lang::Ja).contains("「Ⅰ」"), "{error:?}");
}
