//! The rows of 別添３ beside the version before, as people write them: what is right is called right, and one wrong
//! character is found once.

use hyokasho::assessment::{self, Assessment};
use hyokasho::compare::changelog::base::{Base, Former};
use hyokasho::lint::engine::check_source;
use hyokasho::lint::rules::Surroundings;
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
const GONE_AND_FIRM: Edits = &[
    (ENTRY, ""),
    ("件数: 3", "件数: 2"),
    ("架空発送株式会社", "架空郵送株式会社"),
];

/// Usual ways to write a row that is right, with a word of 変更前 or 変更後 and a wrong one to put for it.
const STYLES: &[(Edits, &[Row], (&str, &str))] = &[
    (
        YEARS,
        &[(
            "Ⅱ６①保管場所",
            "③申込書は、返却の翌年度から３年間、地下の書庫に置く。",
            "③申込書は、返却の翌年度から５年間、地下の書庫に置く。",
        )],
        ("５年間、地下", "６年間、地下"),
    ),
    (
        YEARS,
        &[("Ⅱ６①保管場所", "３年間", "５年間")],
        ("５年間", "６年間"),
    ),
    (
        YEARS,
        &[("Ⅱ６①保管場所", "「３年間」", "「５年間」")],
        ("「３年間", "「４年間"),
    ),
    (
        YEARS,
        &[("Ⅱ６①保管場所", "－", "３年間→５年間")],
        ("→５年間", "→６年間"),
    ),
    (
        YEARS,
        &[(
            "Ⅱ６①保管場所",
            "（右記のとおり）",
            "「３年間」を「５年間」に変更",
        )],
        ("「５年間", "「６年間"),
    ),
    (
        YEARS,
        &[(
            "Ⅱ６①保管場所",
            "…返却の翌年度から３年間、…",
            "…返却の翌年度から５年間、…",
        )],
        ("翌年度から５", "翌年中から５"),
    ),
    (
        YEARS,
        &[(
            "Ⅱ６①保管場所",
            "（前略）|③申込書は、（中略）３年間、地下の書庫に置く。",
            "（前略）|③申込書は、（中略）５年間、地下の書庫に置く。",
        )],
        ("５年間、地下", "５年間、地上"),
    ),
    (
        YEARS,
        &[(
            "Ⅱ６①保管場所",
            "・申込書は、返却の翌年度から3年間、地下の書庫に置く",
            "・申込書は、返却の翌年度から5年間、地下の書庫に置く",
        )],
        ("5年間、地下", "5年間、地上"),
    ),
    (
        YEARS,
        &[(
            "II６(1)保管場所",
            "保管場所：③申込書は、返却の翌年度から３年間",
            "保管場所：③申込書は、返却の翌年度から５年間",
        )],
        ("５年間", "６年間"),
    ),
    (
        YEARS,
        &[(
            "Ⅱ　特定個人情報ファイルの概要|６．特定個人情報の保管・消去|①保管場所",
            "３年間、地下",
            "５年間、地下",
        )],
        ("５年間、地下", "５年間、地上"),
    ),
    (
        YEARS,
        &[
            (
                "Ⅱ６①保管場所",
                "③申込書は、返却の|翌年度から３年間、※下欄に続く",
                "③申込書は、返却の|翌年度から５年間、※下欄に続く",
            ),
            (
                "Ⅱ６①保管場所",
                "※上欄の続き|地下の書庫に置く。",
                "※上欄の続き|地下の書庫に置く。",
            ),
        ],
        ("５年間、※", "６年間、※"),
    ),
    (
        YEARS,
        &[
            (
                "Ⅱ６①保管場所",
                "③申込書は、返却の翌年度から３年間、",
                "③申込書は、返却の翌年度から４年間、",
            ),
            (
                "Ⅱ６①保管場所",
                "③申込書は、返却の翌年度から４年間、",
                "③申込書は、返却の翌年度から５年間、",
            ),
        ],
        ("５年間", "６年間"),
    ),
    (
        OFFICE,
        &[(
            "Ⅱ６①保管場所、Ⅱ６③消去方法、Ⅲ２リスク４　リスクに対する措置の内容",
            "市政情報課",
            "情報公開課",
        )],
        ("情報公開課", "情報公聞課"),
    ),
    (
        OFFICE,
        &[(
            "Ⅱ６①、③、Ⅲ２リスク４　リスクに対する措置の内容",
            "市政情報課",
            "情報公開課",
        )],
        ("市政情報課", "市制情報課"),
    ),
    (
        OFFICE,
        &[("Ⅱ６①保管場所　ほか", "市政情報課", "情報公開課")],
        ("情報公開課", "情報公聞課"),
    ),
    (
        OFFICE,
        &[("全体", "市政情報課", "情報公開課")],
        ("市政情報課", "市制情報課"),
    ),
    (
        OFFICE,
        &[("全体", "市政情報課", "情報公開課")],
        ("情報公開課", "情報公聞課"),
    ),
    (
        OFFICE,
        &[(
            "Ⅱ６①保管場所|Ⅱ６③消去方法|Ⅲ２リスク４　リスクに対する措置の内容",
            "市政情報課が毎月末に／市政情報課が、毎年4月に／市政情報課が確かめる",
            "情報公開課が毎月末に／情報公開課が、毎年4月に／情報公開課が確かめる",
        )],
        ("情報公開課が、毎年4月", "情報公開課が、毎年5月"),
    ),
    (
        BOX,
        &[(
            "Ⅱ３②入手方法",
            "紙、庁内連携システム、その他（図書館の予約の受付の画面）",
            "紙、専用線、庁内連携システム、その他（図書館の予約の受付の画面）",
        )],
        ("専用線、", "専甲線、"),
    ),
    (
        BOX,
        &[(
            "Ⅱ３②入手方法",
            "■紙　□専用線　■庁内連携システム　■その他",
            "■紙　■専用線　■庁内連携システム　■その他",
        )],
        ("□専用線　■庁内", "■専用線　■庁内"),
    ),
    (
        BOX,
        &[("Ⅱ３②入手方法", "☑紙　☐専用線", "☑紙　☑専用線")],
        ("☑紙　☑専用線", "☑紙　☑電子メール"),
    ),
    (
        BOX,
        &[(
            "Ⅱ３②入手方法",
            "[○]紙　[　]専用線　[○]庁内連携システム",
            "[○]紙　[○]専用線　[○]庁内連携システム",
        )],
        ("[○]専用線", "[○]フラッシュメモリ"),
    ),
    (
        BOX,
        &[(
            "Ⅱ３②入手方法",
            "紙|庁内連携システム|その他",
            "紙|専用線|庁内連携システム|その他",
        )],
        ("専用線", "電子メール"),
    ),
    (
        BOX,
        &[("Ⅱ３②入手方法", "（新規追加）", "専用線")],
        ("専用線", "専甲線"),
    ),
    (
        FIRM,
        &[(
            "Ⅱ４委託事項3⑥委託先名",
            "架空発送株式会社",
            "架空郵送株式会社",
        )],
        ("架空郵送", "架空郵便"),
    ),
    (
        FIRM,
        &[(
            "Ⅱ４委託事項3⑥委託先名",
            "委託先名：架空発送株式会社",
            "委託先名：架空郵送株式会社",
        )],
        ("架空発送", "架空発走"),
    ),
    (
        GONE,
        &[
            ("Ⅱ４　委託の有無", "委託する（3）件", "委託する（2）件"),
            ("Ⅱ４委託事項2", "利用者カードの印刷", "削除"),
        ],
        ("利用者カードの印刷", "利用者カードの印字"),
    ),
    (
        GONE,
        &[("Ⅱ４委託事項2", "利用者カードの印刷", "削除（委託の終了）")],
        ("利用者カードの印刷", "利用者カートの印刷"),
    ),
    (
        GONE,
        &[(
            "Ⅱ４委託事項2",
            "委託事項2：利用者カードの印刷",
            "（左記を削除）",
        )],
        ("カードの印刷", "カードの印字"),
    ),
    (
        GONE,
        &[("Ⅱ４委託事項2", "利用者カードの印刷", "－")],
        ("利用者カードの印刷", "利用者カードの印字"),
    ),
    (
        GONE_AND_FIRM,
        &[
            ("Ⅱ４委託事項2", "利用者カードの印刷", "削除"),
            (
                "Ⅱ４委託事項3⑥委託先名",
                "架空発送株式会社",
                "架空郵送株式会社",
            ),
        ],
        ("架空郵送", "架空郵便"),
    ),
    (
        GONE_AND_FIRM,
        &[
            ("Ⅱ４委託事項2", "利用者カードの印刷", "削除"),
            (
                "Ⅱ４委託事項2⑥委託先名",
                "架空発送株式会社",
                "架空郵送株式会社",
            ),
        ],
        ("架空発送", "架空配送"),
    ),
];

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
    let beside = |assessment: &Assessment| Surroundings {
        base: Some(Base::Former(Box::new(Former::of(
            "旧版".into(),
            &before,
            assessment,
        )))),
        ..Default::default()
    };
    let found = check_source(&new, &beside, Stage::Draft, Lang::Ja).diagnostics;
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
fn rows_are_right_however_people_write_them() {
    let mut wrong = Vec::new();
    for (edits, rows, (word, other)) in STYLES {
        let right = new(edits) + &table(&dated(rows));
        let said = found(BODY, &right);
        if !said.is_empty() {
            wrong.push(format!("called wrong: {rows:?}: {said:?}"));
        }
        let start = right.find("変更箇所").unwrap_or(0);
        let (head, tail) = right.split_at(start);
        assert!(tail.contains(word), "{word}");
        let altered = head.to_owned() + &tail.replacen(word, other, 1);
        let said = found(BODY, &altered);
        if said.len() != 1 {
            wrong.push(format!("{word} for {other}: {rows:?}: {said:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
    // Another change of the item, told by no row of this revision.
    let untold = new(YEARS) + &table(&[planned]);
    let said = found(&old, &untold);
    assert!(said.len() == 1 && said[0].starts_with("C015"), "{said:?}");
    let own = (NOW, "Ⅱ６①保管場所", "３年間", "５年間");
    let told = new(YEARS) + &table(&[planned, own]);
    assert_eq!(found(&old, &told), Vec::<String>::new());
    // What was planned came true: the row helps to tell it.
    let come = new(&[("鍵の掛かる電算室", "総務部の電算室")]) + &table(&[planned]);
    assert_eq!(found(&old, &come), Vec::<String>::new());
    // A draft without a day.
    let draft = old.replace("  公表日: 令和7年4月1日\n", "  公表日:\n");
    let past = ("令和6年4月1日", "Ⅱ６①保管場所", "２年間", "３年間");
    let draft = draft + table(&[past]).trim_start_matches("変更箇所:\n");
    let told = new(YEARS) + &table(&[planned, past, own]);
    assert_eq!(found(&draft, &told), Vec::<String>::new());
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
    // The second row begins where the version before stood, not where the first one ended.
    let said = found(BODY, &(new(YEARS) + &rows(["４年間", "３年間"])));
    assert!(said.len() == 1 && said[0].starts_with("C017"), "{said:?}");
    // A planned row goes on from what stands now.
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
    let body = include_str!("../../assessments/kakuu-jido-teate.yaml");
    let head = body.split("変更箇所:").next().unwrap_or_default();
    for item in [
        "Ⅲ２リスク２　リスクに対する措置の内容（児童手当ファイル、監護状況確認ファイル）",
        "Ⅲ２リスク２　リスクに対する措置の内容（児童手当ファイル及び監護状況確認ファイル）",
        "Ⅲ２リスク２　リスクに対する措置の内容（児童手当ファイル）（監護状況確認ファイル）",
        "Ⅲ２リスク２　リスクに対する措置の内容（全ファイル）",
        "Ⅲ２リスク２　リスクに対する措置の内容（全ファイル共通）",
        "Ⅲ２リスク２　リスクに対する措置の内容（２ファイル共通）",
        "Ⅱ２⑤保有開始日、Ⅱ３⑨使用開始日（監護状況確認ファイル）",
        "Ⅱ４委託事項2（児童手当の届出等の入力業務）（児童手当ファイル）",
        "Ⅱ４委託事項2　児童手当の届出等の入力業務（児童手当ファイル）",
        "Ⅱ４委託事項2（全て）（児童手当ファイル）",
        "Ⅱ４　委託の有無、委託事項2（児童手当ファイル）",
    ] {
        let row = table(&[(NOW, item, "（右記を追加）", "年に一度、確かめる。")]);
        let source = Source::new("new", head.to_owned() + &row);
        let none = |_: &Assessment| Surroundings::default();
        let found = check_source(&source, &none, Stage::Draft, Lang::Ja).diagnostics;
        let doubtful = found
            .iter()
            .filter(|d| ["C001", "C002", "C003"].contains(&d.code));
        let said: Vec<&str> = doubtful.map(|d| d.message.as_str()).collect();
        assert!(said.is_empty(), "{item}: {said:?}");
    }
    // What is not there is still told.
    for item in [
        "Ⅲ２リスク２　リスクに対する措置の内容（児童手当ファイル、貸出ファイル）",
        "Ⅱ４委託事項2（封入業務）（児童手当ファイル）",
    ] {
        let row = table(&[(NOW, item, "（右記を追加）", "年に一度、確かめる。")]);
        let source = Source::new("new", head.to_owned() + &row);
        let none = |_: &Assessment| Surroundings::default();
        let found = check_source(&source, &none, Stage::Draft, Lang::Ja).diagnostics;
        let told = |d: &Diagnostic| ["C001", "C002", "C003"].contains(&d.code);
        assert!(found.iter().any(told), "{item}");
    }
}
