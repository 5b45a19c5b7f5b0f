mod marks;

use super::*;
use crate::assessment::newest_form;
use crate::intake::alignment::Role;
use crate::intake::cell::{Cell, Grid, Note, Order, Part, Pin, Place};
use crate::intake::conserve;

/// A source of cells whose items are known.
#[derive(Default)]
struct Source {
    book: Book,
    alignment: Alignment,
}

impl Source {
    fn cell(&mut self, text: &str) -> usize {
        let number = self.book.cells.len();
        self.book.cells.push(Cell {
            text: text.to_owned(),
            place: Place::Line(number + 1),
            ..Cell::default()
        });
        number
    }

    fn push(&mut self, text: &str, role: Role, item: Option<(&str, &[usize])>) -> usize {
        let cell = self.cell(text);
        let form = newest_form().expect("a form");
        let item = item.map(|(id, at)| (form.find(id).expect(id), at.to_vec()));
        self.alignment.segments.push(Segment {
            cell,
            range: 0..text.len(),
            role,
            item,
            part: Part::Whole,
            margin: 2.0,
        });
        cell
    }

    fn value(mut self, id: &str, at: &[usize], text: &str) -> Self {
        self.push(text, Role::Value, Some((id, at)));
        self
    }

    fn label(mut self, id: &str, text: &str) -> Self {
        self.push(text, Role::Label, Some((id, &[])));
        self
    }

    fn pinned(mut self, id: &str, part: Part, text: &str) -> Self {
        let cell = self.cell(text);
        let id = id.to_owned();
        self.book.cells[cell].pin = Some(Pin { id, part });
        self
    }

    fn draft(&self) -> Draft {
        draft(&self.book, newest_form().expect("a form"), &self.alignment)
    }
}

/// What a draft holds, as `id at: value` with the number of doubts.
fn shown(draft: &Draft) -> Vec<String> {
    let form = newest_form().expect("a form");
    let line = |((item, at), value): (&Key, &Drafted)| {
        let id = crate::assessment::field::id_at(&form.items[*item].id, at);
        let words = match &value.content {
            Content::Text(text) => text.replace('\n', "|"),
            Content::Checks(ticked) => {
                let box_of = |t: &Ticked| match &t.detail {
                    Some(detail) => format!("{}({detail})", t.option),
                    None => t.option.clone(),
                };
                ticked.iter().map(box_of).collect::<Vec<_>>().join("+")
            }
            Content::Rows(rows) => format!("{rows:?}"),
            Content::Nothing => "nothing".to_owned(),
        };
        let doubts = if value.doubts.is_empty() { "" } else { " ?" };
        format!("{id}: {words}{doubts}")
    };
    draft.values.iter().map(line).collect()
}

fn left(draft: &Draft) -> Vec<&str> {
    draft.rest.iter().map(|left| left.text.as_str()).collect()
}

/// The one value that a text gives for an item.
fn read(id: &str, text: &str) -> String {
    let at = vec![1; id.matches("[]").count()];
    let draft = Source::default().value(id, &at, text).draft();
    let values = shown(&draft).join("; ");
    let rest = left(&draft).join("|");
    if rest.is_empty() {
        values
    } else {
        format!("{values} / {rest}")
    }
}

const SUFFICIENT: &str = "files[].risks.intake.leak.sufficient";
const METHODS: &str = "files[].overview.intake.methods";

#[test]
fn a_choice_is_what_stands_in_the_brackets() {
    let list = "＜選択肢＞\n1) 特に力を入れている　　　2) 十分である\n3) 課題が残されている";
    let expected = "files[1].risks.intake.leak.sufficient: 十分である";
    for text in [
        format!("[　十分である　]　{list}"),
        format!("[ 十分である {list}"),
        format!("[\n十分である\n]\n{list}"),
        format!("{list}\n［十分である］"),
        "十分である <選択肢> 1) 特に力を入れている 2) 十分である 3) 課題が残されている".to_owned(),
        "2) 十分である".to_owned(),
        "十分である".to_owned(),
    ] {
        assert_eq!(read(SUFFICIENT, &text), expected, "{text}");
    }
    assert_eq!(read(SUFFICIENT, &format!("[　　]{list}")), "");
    let extra = read(SUFFICIENT, &format!("[十分である]{list} 令和7年に見直した"));
    assert_eq!(extra, format!("{expected} / 令和7年に見直した"));
    let unknown = read(
        SUFFICIENT,
        "[ おおむね十分 ] ＜選択肢＞ 1) 特に力を入れている 2) 十分である",
    );
    assert_eq!(
        unknown,
        "files[1].risks.intake.leak.sufficient: おおむね十分 ?"
    );
    let ticked = read(
        SUFFICIENT,
        "□特に力を入れている ■十分である □課題が残されている",
    );
    assert_eq!(ticked, expected);
}

#[test]
fn a_choice_may_have_a_number_beside_it() {
    let text = "[ 委託する ] ＜選択肢＞ 1) 委託する 2) 委託しない （　３　）件";
    let id = "files[].overview.entrustment.has";
    let expected =
        "files[1].overview.entrustment.has: 委託する; files[1].overview.entrustment.has.count: ３";
    assert_eq!(read(id, text), expected);
    let text = "[ 委託しない ] （　）件 ＜選択肢＞ 1) 委託する 2) 委託しない";
    assert_eq!(
        read(id, text),
        "files[1].overview.entrustment.has: 委託しない"
    );
}

#[test]
fn boxes_are_read_in_every_usual_writing() {
    let expected = "files[1].overview.intake.methods: 紙+専用線+その他(端末（庁内）)";
    for text in [
        "[○]紙　[　]電子メール　[〇]専用線　[　]フラッシュメモリ　[●]その他（ 端末（庁内） ）",
        "☑紙 ☐電子メール ☑専用線 ☐その他（　） ☑その他（端末（庁内））",
        "[ ○ ] 紙\n[ ] 電子メール\n[レ] 専用線\n[ 1 ] その他 ( 端末（庁内） )",
        "■紙\n□電子メール\n■専用線\n■その他　端末（庁内）",
    ] {
        let read = read(METHODS, text);
        assert_eq!(read, expected, "{text}");
    }
    let id = "files[].overview.basics.items.main.identification";
    let text = "[　]個人番号　[○]個人番号対応符号　[　]その他識別情報（内部番号）";
    assert_eq!(
        read(id, text),
        "files[1].overview.basics.items.main.identification: 個人番号対応符号"
    );
    let id = "files[].overview.provision.has";
    let text =
        "[○]提供を行っている　（　3　）　件　　[○]移転を行っている　（ 2 ）件\n[　]行っていない";
    let expected = "files[1].overview.provision.has: 提供を行っている(3)+移転を行っている(2)";
    assert_eq!(read(id, text), expected);
}

#[test]
fn an_empty_box_beside_empty_brackets_is_a_misread_tick() {
    let on = read(METHODS, "[ ] 紙 [ ☐ ] 専用線 [ ] 電子メール");
    assert_eq!(on, "files[1].overview.intake.methods: 専用線 ?");
    let off = read(METHODS, "☐紙 ☐専用線");
    assert_eq!(off, "files[1].overview.intake.methods: nothing ?");
    let clear = read(METHODS, "☐紙 ☑専用線");
    assert_eq!(clear, "files[1].overview.intake.methods: 専用線");
}

#[test]
fn what_is_written_beside_a_box_that_is_not_ticked_is_kept() {
    let text = "[○]紙 [　]その他（ 端末 ）";
    assert_eq!(
        read(METHODS, text),
        "files[1].overview.intake.methods: 紙 / 端末"
    );
}

#[test]
fn boxes_of_several_items_in_one_text_are_shared_out() {
    let text = "・識別情報 [ ] 個人番号 [○] その他識別情報(内部番号)\n・連絡先等情報 [○] 4情報(氏名、性別、生年月日、住所)\n\
                ・業務関係情報 [ ] 国税関係情報 [○] その他 ( 接種履歴 )";
    let main = "files[1].overview.basics.items.main";
    let expected = format!(
        "{main}.identification: その他識別情報（内部番号）; {main}.contact: 4情報（氏名、性別、生年月日、住所）; \
         {main}.business: その他(接種履歴)"
    );
    assert_eq!(read("files[].overview.basics.items.main", text), expected);
}

#[test]
fn dates_numbers_and_texts_stay_as_they_are_written() {
    assert_eq!(
        read("cover.publication_date", "令和８年３月\n２７日"),
        "cover.publication_date: 令和８年３月２７日"
    );
    assert_eq!(
        read("cover.publication_date", "46108"),
        "cover.publication_date: 令和8年3月27日 ?"
    );
    assert_eq!(
        read("cover.publication_date", "令和8年春"),
        "cover.publication_date: 令和8年春 ?"
    );
    assert_eq!(read("cover.number", " 012 "), "cover.number: 012");
    let text = "一行目　\n\n　字下げ";
    assert_eq!(
        read("cover.special_notes", text),
        "cover.special_notes: 一行目||　字下げ"
    );
    let period = "procedure.public_comment.period";
    let ends = read(period, "令和7年12月1日　から 令和8年1月9日　まで");
    assert_eq!(
        ends,
        "procedure.public_comment.period.start: 令和7年12月1日; procedure.public_comment.period.end: 令和8年1月9日"
    );
    let text = read(period, "令和7年12月1日から令和8年1月9日まで");
    assert_eq!(
        text,
        "procedure.public_comment.period: 令和7年12月1日から令和8年1月9日まで"
    );
    let check = "files[].risks.entrustment.none";
    assert_eq!(
        read(check, "[ ○ ]委託しない"),
        "files[1].risks.entrustment.none: ○"
    );
    assert_eq!(read(check, "[　]委託しない"), "");
}

#[test]
fn groups_of_records_and_lists_of_texts_have_entries() {
    let draft = Source::default()
        .value("files[].records[]", &[1], "＜甲＞\n氏名\n住所")
        .value("basic.file_names[]", &[], "・甲ファイル\n・乙ファイル")
        .draft();
    let expected = [
        "basic.file_names[1]: 甲ファイル",
        "basic.file_names[2]: 乙ファイル",
        "files[1].records[1].group: 甲",
        "files[1].records[1].items[1]: 氏名",
        "files[1].records[1].items[2]: 住所",
    ];
    assert_eq!(shown(&draft), expected);
}

#[test]
fn what_is_repeated_is_there_once_and_what_differs_is_kept() {
    let source = Source::default()
        .value("files[].name", &[1], "甲ファイル")
        .label("files[].overview.basics.kind", "①ファイルの種類")
        .value("files[].overview.basics.kind", &[1], "システム用ファイル")
        .value("files[].name", &[1], "甲 ファイル")
        .label("cover", "表紙")
        .value("files[].name", &[1], "乙ファイル");
    let draft = source.draft();
    let expected = [
        "files[1].name: 甲ファイル ?",
        "files[1].overview.basics.kind: システム用ファイル",
    ];
    assert_eq!(shown(&draft), expected);
    assert_eq!(left(&draft), ["乙ファイル"]);
}

#[test]
fn what_a_cell_says_against_itself_is_a_doubt() {
    let mut source = Source::default().value("cover.agency", &[], "架空市長");
    source.book.cells[0].notes = vec![Note::Struck("架空町長".to_owned())];
    let draft = source.draft();
    assert_eq!(shown(&draft), ["cover.agency: 架空市長 ?"]);
    source.book.cells[0].notes.clear();
    assert_eq!(shown(&source.draft()), ["cover.agency: 架空市長"]);
    source.alignment.segments[0].margin = 0.1;
    assert_eq!(shown(&source.draft()), ["cover.agency: 架空市長 ?"]);
    source.alignment.segments[0].margin = 2.0;
    source.book.order = Order::Drawn;
    assert_eq!(shown(&source.draft()), ["cover.agency: 架空市長 ?"]);
}

#[test]
fn words_of_the_form_at_the_ends_of_a_text_are_parted_from_it() {
    let shown_of = |text: &str| {
        let source = Source::default().value("cover.special_notes", &[], text);
        let draft = source.draft();
        assert_eq!(conserve::balance(&source.book, &draft), Default::default());
        shown(&draft)
    };
    let clean = ["cover.special_notes: 対象は本人である。 ?"];
    for text in [
        "対象は本人である。\n5）1,000万人以上",
        "対象は本人である。\n＜選択肢＞\n1) 1万人未満\n2)　1万人以上10万人未満",
        "4) 100万人以上1,000万人未満\n5)　1,000万人以上\n対象は本人である。",
        "＜選択肢＞ 1) 委託する\n対象は本人である。\n2) 委託しない",
    ] {
        assert_eq!(shown_of(text), clean, "{text}");
    }
    // Alone they are no text at all.
    assert!(shown_of("2）委託しない").is_empty());
    // What may be a text has a doubt.
    let ticked = "[ ○ ] 専用線\n対象は本人である。";
    assert_eq!(shown_of(ticked).len(), 1);
    assert!(shown_of(ticked)[0].ends_with('?'));
    assert!(shown_of("対象は本人である。\n②事務の内容")[0].ends_with('?'));
    // What only looks like it is the writer's.
    for text in [
        "1) 住民課\n2) 税務課",
        "1）1,000万人以上の者を対象とする。",
        "対象は次のとおり。\n3) 1,000万人以上",
        "専用線",
    ] {
        assert!(!shown_of(text)[0].ends_with('?'), "{text}");
    }
}

#[test]
fn a_row_of_changes_may_quote_the_form() {
    let text = "4) 100万人以上1,000万人未満";
    let source = Source::default().value("changes[].before", &[1], text);
    let expected = format!("changes[1].before: {text}");
    assert_eq!(shown(&source.draft()), [expected]);
}

#[test]
fn our_own_cells_are_taken_exactly() {
    let source = Source::default()
        .pinned("cover.special_notes", Part::Piece(1), "　字下げ ")
        .pinned("cover.special_notes", Part::Piece(2), "二行")
        .pinned("cover.special_notes", Part::Run(3), "目 ")
        .pinned("files[1].overview.intake.methods", Part::Tick(5), "○")
        .pinned("files[1].overview.intake.methods", Part::Tick(1), "")
        .pinned("files[1].overview.intake.methods", Part::Tick(8), "〇")
        .pinned("files[1].overview.intake.methods", Part::Slot(8), "端末")
        .pinned("files[1].overview.intake.methods", Part::Tick(9), "○")
        .pinned("files[1].overview.intake.methods", Part::Slot(9), "口頭")
        .pinned("annexes[1].table", Part::Cell(0, 1), "項目")
        .pinned("annexes[1].table", Part::Cell(1, 1), "甲")
        .pinned("flow_figure.figure[1]", Part::Whole, "図.png")
        .pinned("files[1].name", Part::Whole, "甲ファイル")
        .pinned("files[1].name", Part::Printed, "甲ファイル")
        .pinned("words", Part::Printed, "［")
        .pinned("changes[2].date", Part::Whole, "46108");
    let draft = source.draft();
    let expected = [
        "cover.special_notes: 　字下げ |二行目 ",
        "files[1].name: 甲ファイル",
        "files[1].overview.intake.methods: 専用線+その他(端末)+口頭",
        "flow_figure.figure: 図.png",
        "changes[2].date: 令和8年3月27日 ?",
        "annexes[1].table: [[(\"項目\", \"甲\")]]",
    ];
    assert_eq!(shown(&draft), expected);
    assert!(draft.rest.is_empty(), "{:?}", draft.rest);
}

#[test]
fn a_number_out_of_all_reason_makes_no_million_entries() {
    let source = Source::default()
        .pinned("changes[4000000000].date", Part::Whole, "令和8年3月1日")
        .pinned("changes[3].date", Part::Whole, "令和7年3月1日");
    let expected = [
        "changes[1].date: 令和7年3月1日",
        "changes[2].date: 令和8年3月1日",
    ];
    assert_eq!(shown(&source.draft()), expected);
}

#[test]
fn cells_of_a_row_make_one_line() {
    let id = "cover.title";
    let mut source = Source::default()
        .value(id, &[], "架空市")
        .value(id, &[], "評価書");
    for (column, cell) in source.book.cells.iter_mut().enumerate() {
        cell.grid = Some(Grid {
            table: 0,
            row: 0,
            column,
            rows: 1,
            columns: 1,
        });
    }
    assert_eq!(shown(&source.draft()), ["cover.title: 架空市　評価書"]);
}
