//! The rows of 別添３ beside the version before, as people write them: what is right is called right, and one wrong
//! character is found once.

mod styles;
mod ways;

use hyokasho::assessment::{self, Assessment};
use hyokasho::compare::changelog::base::{Base, Former};
use hyokasho::lint::engine::check_source;
use hyokasho::lint::rules::CheckInputs;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Stage};
use hyokasho::source::lang::Lang;

/// The version before.
const BODY: &str = "\
様式: 全項目評価書
版: 平成30年5月
表紙:
  公表日: 令和7年4月1日
特定個人情報ファイル:
  - 名称: 貸出ファイル
    概要:
      基本情報:
        保有開始日: 平成27年10月1日
      特定個人情報の入手・使用:
        入手方法:
          - 紙
          - 庁内連携システム
          - その他: 図書館の予約の受付の画面
      特定個人情報ファイルの取扱いの委託:
        委託の有無:
          選択: 委託する
          件数: 3
        委託事項:
          - 名称: 蔵書システムの保守
            委託内容: 蔵書システムの障害を調べ、直す。
            委託先名: 株式会社架空システム
          - 名称: 利用者カードの印刷
            委託内容: 利用者カードを印刷し、封入する。
            委託先名: 架空印刷株式会社
          - 名称: 督促状の発送
            委託内容: 督促状を封入し、発送する。
            委託先名: 架空発送株式会社
      特定個人情報の保管・消去:
        保管場所: |
          ＜電算室における措置＞
          ①貸出しの記録は、鍵の掛かる電算室のサーバーに置き、市政情報課が毎月末に件数を確かめる。
          ②サーバーとの通信は、庁内の回線に限り、暗号化する。
          ③申込書は、返却の翌年度から３年間、地下の書庫に置く。
        消去方法: 市政情報課が、毎年4月に消去する。
    記録項目:
      - 区分: 識別情報
        項目:
          - 利用者番号
          - 利用者カード番号
      - 区分: 貸出情報
        項目:
          - 資料番号
    リスク対策:
      特定個人情報の入手:
        入手の際に漏えい・紛失するリスク:
          リスクに対する措置の内容: 窓口で受け取った申込書は、その日のうちに鍵の掛かる棚に移し、市政情報課が確かめる。
";

/// Words of the body put for others.
type Edits = &'static [(&'static str, &'static str)];

/// A row: item, before, after. `|` parts the lines of a cell.
type Row = (&'static str, &'static str, &'static str);

const YEARS: Edits = &[("３年間", "５年間")];
const OFFICE: Edits = &[("市政情報課", "情報公開課")];
const BOX: Edits = &[("          - 紙\n", "          - 紙\n          - 専用線\n")];
const FIRM: Edits = &[("架空発送株式会社", "架空郵送株式会社")];
const ENTRY: &str = "          - 名称: 利用者カードの印刷\n            委託内容: 利用者カードを印刷し、封入する。\n            委託先名: 架空印刷株式会社\n";
const GONE: Edits = &[(ENTRY, ""), ("件数: 3", "件数: 2")];

fn new(edits: Edits) -> String {
    let body = BODY.replace("令和7年4月1日", "令和8年4月1日");
    edits.iter().fold(body, |body, (old, new)| {
        assert!(body.contains(old), "{old}");
        body.replace(old, new)
    })
}

fn table(rows: &[(&str, &str, &str, &str)]) -> String {
    let cell = |words: &str| format!("|\n      {}", words.replace('|', "\n      "));
    let row = |(date, item, before, after): &(&str, &str, &str, &str)| {
        let (item, before, after) = (cell(item), cell(before), cell(after));
        format!("  - 変更日: {date}\n    項目: {item}\n    変更前: {before}\n    変更後: {after}\n")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("変更箇所:\n{rows}")
}

/// What is found in family C, but for the order of rows.
fn found(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (Source::new("old", old), Source::new("new", new));
    let document = assessment::read(&old);
    let before = Assessment::open(&old, &document, Stage::Draft).expect("a known form");
    let beside = |assessment: &Assessment| CheckInputs {
        base: Some(Base::Former(Box::new(Former::of(
            "旧版".into(),
            &before,
            assessment,
        )))),
        ..Default::default()
    };
    said(&check_source(&new, &beside, Stage::Draft, Lang::Ja).diagnostics)
}

/// The same without the version before.
fn found_alone(new: &str) -> Vec<String> {
    let none = |_: &Assessment| CheckInputs::default();
    said(&check_source(&Source::new("new", new), &none, Stage::Draft, Lang::Ja).diagnostics)
}

fn said(found: &[Diagnostic]) -> Vec<String> {
    let of_family =
        |d: &&Diagnostic| d.code.starts_with('C') && !["C002", "C010"].contains(&d.code);
    let said = |d: &Diagnostic| format!("{} {} {}", d.code, d.message, d.primary.message);
    found.iter().filter(of_family).map(said).collect()
}

/// The day of the new version.
const NOW: &str = "令和8年4月1日";

fn dated(rows: &[Row]) -> Vec<(&'static str, &'static str, &'static str, &'static str)> {
    rows.iter()
        .map(|(item, before, after)| (NOW, *item, *before, *after))
        .collect()
}

#[test]
fn rows_of_the_version_before_are_not_judged_and_excuse_nothing() {
    let planned = (
        "令和8年10月1日",
        "Ⅱ６①保管場所",
        "鍵の掛かる電算室",
        "総務部の電算室",
    );
    let old = BODY.to_owned() + &table(&[planned]);
    // Another change of the item, covered by no row of this revision.
    let uncovered = new(YEARS) + &table(&[planned]);
    let said = found(&old, &uncovered);
    assert!(said.len() == 1 && said[0].starts_with("C015"), "{said:?}");
    let own = (NOW, "Ⅱ６①保管場所", "３年間", "５年間");
    let covered = new(YEARS) + &table(&[planned, own]);
    assert_eq!(found(&old, &covered), Vec::<String>::new());
    // What was planned came true: the row helps to cover it.
    let come = new(&[("鍵の掛かる電算室", "総務部の電算室")]) + &table(&[planned]);
    assert_eq!(found(&old, &come), Vec::<String>::new());
    // A draft without a day.
    let draft = old.replace("  公表日: 令和7年4月1日\n", "  公表日:\n");
    let past = ("令和6年4月1日", "Ⅱ６①保管場所", "２年間", "３年間");
    let draft = draft + table(&[past]).trim_start_matches("変更箇所:\n");
    let covered = new(YEARS) + &table(&[planned, past, own]);
    assert_eq!(found(&draft, &covered), Vec::<String>::new());
}

#[test]
fn one_mismatch_is_one_finding() {
    let row = |item, before, after| table(&[(NOW, item, before, after)]);
    let (before, after) = (
        "③申込書は、返却の翌年度から３年間、地下の書庫に置く。",
        "③申込書は、返却の翌年度から５年間、地下の書庫に置く。",
    );
    for (name, text, code) in [
        (
            "another address",
            new(YEARS) + &row("Ⅱ６③消去方法", before, after),
            "C016",
        ),
        (
            "another entry",
            new(FIRM)
                + &row(
                    "Ⅱ４委託事項1⑥委託先名",
                    "架空発送株式会社",
                    "架空郵送株式会社",
                ),
            "C016",
        ),
        (
            "put back",
            new(&[]) + &row("Ⅱ６①保管場所", before, after),
            "C016",
        ),
        (
            "sides exchanged",
            new(YEARS) + &row("Ⅱ６①保管場所", after, before),
            "C014",
        ),
        ("no row", new(YEARS), "C015"),
        (
            "one of two items did not change",
            new(YEARS) + &row("Ⅱ６①、③", "３年間", "５年間"),
            "C016",
        ),
        (
            "a sentence that ends like a note",
            new(YEARS)
                + &row(
                    "Ⅱ６①保管場所",
                    "申込書は、返却の翌年度から３年間、地中の書庫に置く。",
                    after,
                ),
            "C017",
        ),
        (
            "another paragraph changed, too",
            new(&[("３年間", "５年間"), ("庁内の回線", "専用の回線")])
                + &row("Ⅱ６①保管場所", before, after),
            "C015",
        ),
    ] {
        let said = found(BODY, &text);
        assert!(
            said.len() == 1 && said[0].starts_with(code),
            "{name}: {said:?}"
        );
    }
    let said = found(
        BODY,
        &(new(FIRM)
            + &row(
                "Ⅱ４委託事項1⑥委託先名",
                "架空発送株式会社",
                "架空郵送株式会社",
            )),
    );
    assert!(said[0].contains("Ⅱ４委託事項3⑥"), "{said:?}");
}

#[test]
fn rows_of_one_item_are_one_story() {
    let rows = |years: [&'static str; 2]| {
        table(&[
            ("令和7年10月1日", "Ⅱ６①保管場所", "３年間", years[0]),
            (NOW, "Ⅱ６①保管場所", years[1], "５年間"),
        ])
    };
    assert_eq!(
        found(BODY, &(new(YEARS) + &rows(["４年間", "４年間"]))),
        Vec::<String>::new()
    );
    // The second row begins where the version before was, not where the first one ended.
    let said = found(BODY, &(new(YEARS) + &rows(["４年間", "３年間"])));
    assert!(said.len() == 1 && said[0].starts_with("C017"), "{said:?}");
    // A planned row goes on from what is now.
    let plan = |before| {
        table(&[
            (NOW, "Ⅱ６①保管場所", "３年間", "５年間"),
            (
                "令和9年4月1日",
                "Ⅱ６①保管場所",
                before,
                "申込書は、返却の翌年度から７年間、地下の書庫に置く。",
            ),
        ])
    };
    let right = plan("申込書は、返却の翌年度から５年間、地下の書庫に置く。");
    assert_eq!(found(BODY, &(new(YEARS) + &right)), Vec::<String>::new());
    let said = found(
        BODY,
        &(new(YEARS) + &plan("申込書は、返却の翌年度から６年間、地下の書庫に置く。")),
    );
    assert!(said.len() == 1 && said[0].starts_with("C017"), "{said:?}");
}

/// References as people write them, where several files are there: none of them is doubtful.
#[test]
fn items_are_named_as_people_write_them() {
    let body = include_str!("../../../assessments/kakuu-jido-teate.yaml");
    let head = body.split("変更箇所:").next().unwrap_or_default();
    for item in [
        "Ⅲ２リスク２　リスクに対する措置の内容（児童手当ファイル、監護状況確認ファイル）",
        "Ⅲ２リスク２　リスクに対する措置の内容（児童手当ファイル及び監護状況確認ファイル）",
        "Ⅲ２リスク２　リスクに対する措置の内容（児童手当ファイル）（監護状況確認ファイル）",
        "Ⅲ２リスク２　リスクに対する措置の内容（全ファイル）",
        "Ⅲ２リスク２　リスクに対する措置の内容（全ファイル共通）",
        "Ⅲ２リスク２　リスクに対する措置の内容（２ファイル共通）",
        "Ⅲ２リスク２　リスクに対する措置の内容（両ファイル）",
        "Ⅱ　２．基本情報　⑥事務担当部署（両ファイル共通）",
        "Ⅱ２⑤保有開始日、Ⅱ３⑨使用開始日（監護状況確認ファイル）",
        "Ⅱ４委託事項2（児童手当の届出等の入力業務）（児童手当ファイル）",
        "Ⅱ４委託事項2　児童手当の届出等の入力業務（児童手当ファイル）",
        "Ⅱ４委託事項2（全て）（児童手当ファイル）",
        "Ⅱ４　委託の有無、委託事項2（児童手当ファイル）",
    ] {
        let row = table(&[(NOW, item, "（右記を追加）", "年に一度、確かめる。")]);
        let source = Source::new("new", head.to_owned() + &row);
        let none = |_: &Assessment| CheckInputs::default();
        let found = check_source(&source, &none, Stage::Draft, Lang::Ja).diagnostics;
        let doubtful = found
            .iter()
            .filter(|d| ["C001", "C002", "C003"].contains(&d.code));
        let said: Vec<&str> = doubtful.map(|d| d.message.as_str()).collect();
        assert!(said.is_empty(), "{item}: {said:?}");
    }
    // What is not there is still reported.
    for item in [
        "Ⅲ２リスク２　リスクに対する措置の内容（児童手当ファイル、貸出ファイル）",
        "Ⅱ４委託事項2（封入業務）（児童手当ファイル）",
    ] {
        let row = table(&[(NOW, item, "（右記を追加）", "年に一度、確かめる。")]);
        let source = Source::new("new", head.to_owned() + &row);
        let none = |_: &Assessment| CheckInputs::default();
        let found = check_source(&source, &none, Stage::Draft, Lang::Ja).diagnostics;
        let is_reported = |d: &Diagnostic| ["C001", "C002", "C003"].contains(&d.code);
        assert!(found.iter().any(is_reported), "{item}");
    }
}
