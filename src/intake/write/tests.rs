use super::*;
use crate::assessment;
use crate::assessment::Assessment;
use crate::intake::cell::Place;
use crate::intake::certainty::Why;
use crate::intake::draft::Left;
use crate::source::Source;
use crate::source::diagnostic::Stage;

fn put(draft: &mut Draft, form: &Form, id: &str, at: &[usize], content: Content) {
    let item = form.find(id).expect(id);
    let drafted = Drafted {
        content,
        doubts: Vec::new(),
        place: Place::default(),
    };
    draft.values.insert((item, at.to_vec()), drafted);
}

#[test]
fn what_is_written_reads_back_as_it_was_meant() {
    let form = assessment::newest_form().expect("a form");
    let mut draft = Draft::default();
    let text = |words: &str| Content::Text(words.to_owned());
    put(&mut draft, form, "cover.number", &[], text("012"));
    put(
        &mut draft,
        form,
        "basic.systems[].name",
        &[2],
        text("- 甲: 乙"),
    );
    put(&mut draft, form, "basic.file_names[]", &[1], text("[一]"));
    let boxes = Content::Checks(vec![
        Ticked {
            option: "庁内連携システム".to_owned(),
            detail: None,
            is_own: false,
        },
        Ticked {
            option: "その他".to_owned(),
            detail: Some("甲\n乙".to_owned()),
            is_own: false,
        },
    ]);
    put(&mut draft, form, "basic.systems[].connections", &[2], boxes);
    let column = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let rows = vec![vec![column("項目", "甲"), column("備考: 一", "")]];
    put(
        &mut draft,
        form,
        "annexes[].table",
        &[1],
        Content::Rows(rows),
    );
    put(
        &mut draft,
        form,
        "files[].overview.entrustment.has",
        &[1],
        text("委託する"),
    );
    draft.rest = vec![Left {
        place: "シート!A1".to_owned(),
        text: "余りの語\n二行目".to_owned(),
        is_note: false,
    }];
    if let Some(first) = draft.values.values_mut().next() {
        first.doubts = vec![Why::Place];
    }
    let written = yaml(&draft, form);
    let source = Source::new("a.yaml", written.as_str());
    let document = assessment::read(&source);
    assert!(
        document.typos.is_empty() && document.problems.is_empty(),
        "{written}"
    );
    let opened = Assessment::open(&source, &document, Stage::Draft).expect("a form");
    assert_eq!(opened.outside_the_form(), 0, "{written}");
    assert_eq!(opened.text("cover.number"), Some("012"));
    assert_eq!(opened.text("basic.systems[2].name"), Some("- 甲: 乙"));
    assert_eq!(opened.entries("basic.systems"), 2);
    assert_eq!(
        opened.text("files[1].overview.entrustment.has"),
        Some("委託する")
    );
    assert_eq!(opened.text("leftovers[1].text"), Some("余りの語\n二行目"));
    assert!(
        written.contains("# 取込: 要確認（1行目）どの項目"),
        "{written}"
    );
    assert!(written.contains("        - その他: |\n            甲\n            乙\n"));
    assert!(
        written.contains("      - 項目: 甲\n        \"備考: 一\":\n"),
        "{written}"
    );
}
