//! 別添３ against the assessment: what is found in a row, and what is not.

use hyokasho::lint::engine::check_text;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Severity, Stage};
use hyokasho::source::lang::Lang;

/// A small assessment published on 令和7年4月21日.
const BODY: &str = "\
様式: 全項目評価書
表紙:
  公表日: 令和7年4月21日
特定個人情報ファイル:
  - 名称: 貸出ファイル
    概要:
      特定個人情報の入手・使用:
        入手方法:
          - 紙
        使用の主体:
          使用者数: 10人未満
      特定個人情報ファイルの取扱いの委託:
        委託の有無:
          選択: 委託する
          件数: 2
        委託事項:
          - 名称: 蔵書システムの保守
            委託内容: 蔵書システムの障害の調査
          - 名称: 利用者カードの印刷
            委託内容: 利用者カードの印刷と封入
      特定個人情報の保管・消去:
        保管場所: |
          ＜電算室における措置＞
          ①貸出しの記録は、鍵の掛かる電算室のサーバーに置き、係長が毎月末に件数を確かめる。
          ②サーバーとの通信は、庁内の回線に限り、ＴＬＳ１．３で暗号化する。
          （書庫）
          申込書は、返却の翌年度から５年間、地下の書庫に置く。
    リスク対策:
      特定個人情報の入手:
        入手の際に漏えい・紛失するリスク:
          リスクに対する措置の内容: 窓口で受け取った申込書は、その日のうちに鍵の掛かる棚に移す。
変更箇所:
";

/// A row: day, item, before, after. `|` parts the lines of a cell.
type Row = (&'static str, &'static str, &'static str, &'static str);

const NEWEST: &str = "令和7年4月21日";

/// The findings of a family-C rule: its code, how much it matters, and the words underlined.
fn findings(code: &str, rows: &[Row]) -> Vec<String> {
    let cell = |words: &str| format!("|\n      {}", words.replace('|', "\n      "));
    let row = |(date, item, before, after): &Row| {
        let (item, before, after) = (cell(item), cell(before), cell(after));
        format!(
            "  - 変更日: {date}\n    項目: {item}\n    変更前: {before}\n    変更後: {after}\n    提出時期: 事前\n"
        )
    };
    let rows: String = rows.iter().map(row).collect();
    let source = Source::new("a.yaml", format!("{BODY}{rows}"));
    let found = check_text(&source, Stage::Review, Lang::Ja);
    let of_code = found.iter().filter(|d| d.code == code);
    let mark = |severity| match severity {
        Severity::Error => 'E',
        Severity::Warning => 'W',
        Severity::Info => 'I',
    };
    let said = of_code.map(|d| {
        let words = source.slice(d.primary.span);
        format!("{} {words} {}", mark(d.severity), d.primary.message)
    });
    said.collect()
}

/// What is found in one row about the body of the newest revision.
fn body(item: &'static str, after: &'static str) -> Vec<String> {
    findings("C014", &[(NEWEST, item, "（右記を追加）", after)])
}

#[test]
fn what_is_in_the_body_is_right_however_it_is_quoted() {
    for after in [
        "申込書は、返却の翌年度から5年間、地下の書庫に置く。",
        "申込書は、返却の翌年度|から５年間、地下の書庫|に置く。",
        "・サーバーとの通信は、庁内の回線に限り、TLS1.3で暗号化する。",
        "＜電算室における措置＞|（中略）|申込書は、返却の翌年度から５年間、地下の書庫に置く。|（以下略）",
        "①保管場所|①貸出しの記録は、鍵の掛かる電算室のサーバーに置き、（中略）件数を確かめる。",
        "①保管場所：申込書は、返却の翌年度から５年間、地下の書庫に置く。",
        "（左記を削除）",
        "－",
        "保管場所の記載を追記",
        "別紙のとおり",
    ] {
        assert_eq!(body("Ⅱ６①保管場所", after), Vec::<String>::new(), "{after}");
    }
}

#[test]
fn what_differs_is_shown_character_by_character() {
    let tls = "②サーバーとの通信は、庁内の回線に限り、ＴＬＳ１．４で暗号化する。";
    assert_eq!(body("Ⅱ６①保管場所", tls), ["E ４ 本文は「3」"]);
    let shorter = "申込書は、返却の翌年度から５年間、書庫に置く。";
    assert_eq!(
        body("Ⅱ６①", shorter),
        ["E 、 本文では、ここに「地下の」がある"]
    );
    let longer = "申込書は、返却の翌年度から５年間、庁舎の地下の書庫に置く。";
    assert_eq!(body("Ⅱ６①", longer), ["E 庁舎の 本文に無い"]);
    let notation = "申込書は返却の翌年度から５年間、地下の書庫に置く。";
    assert_eq!(
        body("Ⅱ６①", notation),
        ["I は 本文では、ここに「、」がある"]
    );
    let nowhere = "本の目録は、毎月作り直す。";
    assert_eq!(body("Ⅱ６①", nowhere), ["W 本の目録は、毎月作り直す。 "]);
    let elsewhere = "窓口で受け取った申込書は、その日のうちに鍵の掛かる棚に移す。";
    assert_eq!(body("Ⅱ６①", elsewhere), [format!("W {elsewhere} ")]);
}

#[test]
fn choices_are_compared_by_what_they_mean() {
    assert_eq!(body("Ⅱ３⑦　使用者数", "[10人未満]"), Vec::<String>::new());
    assert_eq!(body("Ⅱ３⑦　使用者数", "1) 10人未満"), Vec::<String>::new());
    assert_eq!(
        body("Ⅱ３⑦　使用者数", "10人以上50人未満"),
        ["E 10人以上50人未満 本文は「10人未満」"]
    );
    assert_eq!(body("Ⅱ３②入手方法", "[○]紙"), Vec::<String>::new());
    assert_eq!(
        body("Ⅱ４　委託の有無", "[ 委託する ]（ 2 ）件"),
        Vec::<String>::new()
    );
    assert_eq!(
        body("Ⅱ３②入手方法", "電子メール"),
        ["E 電子メール 本文は「紙」"]
    );
}

#[test]
fn only_the_latest_of_an_item_is_compared() {
    let old: Row = (
        "令和6年4月1日",
        "Ⅱ６①",
        "（右記を追加）",
        "申込書は、返却の翌年度から３年間、地下の書庫に置く。",
    );
    let found = ["W ３ 本文は「5」"];
    let other: Row = (NEWEST, "Ⅱ３②入手方法", "電子メール", "紙");
    assert_eq!(findings("C014", &[old, other]), found);
    // The cover and Ⅵ are written anew every time.
    let dates: [Row; 2] = [("令和6年4月1日", "公表日", "－", "令和6年4月1日"), other];
    assert_eq!(findings("C014", &dates), Vec::<String>::new());
    assert_eq!(
        findings("C014", &[(NEWEST, "公表日", "－", "令和6年4月1日")]).len(),
        1
    );
    // A later row of the item that only adds to it overwrites nothing.
    let added: Row = (NEWEST, "Ⅱ６①", "－", "＜電算室における措置＞");
    assert_eq!(findings("C014", &[old, added]), found);
    // One that quotes the line, in whole or in part, of the item or of one above it, or one with what the assessment says
    // now.
    let rows: [Row; 3] = [
        (
            NEWEST,
            "Ⅱ６①",
            "返却の翌年度から３年間、",
            "返却の翌年度から５年間、",
        ),
        (
            NEWEST,
            "Ⅱ６",
            old.3,
            "申込書は、返却の翌年度から５年間、地下の書庫に置く。",
        ),
        (NEWEST, "Ⅱ６①", "別紙のとおり", "別紙のとおり"),
    ];
    for later in rows {
        assert_eq!(
            findings("C014", &[old, later]),
            Vec::<String>::new(),
            "{}",
            later.1
        );
    }
    let now = "申込書は、返却の翌年度から５年間、地下の書庫に置く。";
    // It is in none of the items that the later row names.
    let elsewhere: Row = (NEWEST, "Ⅰ１②、③", "－", now);
    assert_eq!(findings("C014", &[old, elsewhere]), [format!("W {now} ")]);
}

#[test]
fn plans_may_still_be_to_come() {
    let before = "申込書は、返却の翌年度から５年間、地下の書庫に置く。";
    let after = "申込書は、返却の翌年度から５年間、地上の書庫に置く。";
    assert_eq!(
        findings("C014", &[("令和8年2月1日", "Ⅱ６①", before, after)]),
        Vec::<String>::new()
    );
    assert_eq!(
        findings("C014", &[(NEWEST, "Ⅱ６①", before, after)]),
        ["E 上 本文に無い"]
    );
}

#[test]
fn rows_that_continue_one_another_are_one() {
    let rows: [Row; 2] = [
        (
            NEWEST,
            "Ⅱ６①",
            "申込書は、|※下欄に続く",
            "申込書は、返却の翌年度から５年間、|※下欄に続く",
        ),
        (
            NEWEST,
            "Ⅱ６①",
            "※上欄の続き|書庫に置く。",
            "※上欄の続き|地下の書庫に置く。",
        ),
    ];
    assert_eq!(findings("C014", &rows), Vec::<String>::new());
    assert_eq!(findings("C004", &rows), Vec::<String>::new());
    let same: [Row; 2] = [
        (
            NEWEST,
            "Ⅱ６①",
            "申込書は、|※下欄に続く",
            "申込書は、返却の翌年度から５年間、|※下欄に続く",
        ),
        (
            NEWEST,
            "Ⅱ６①",
            "※上欄の続き|返却の翌年度から５年間、地下の書庫に置く。",
            "※上欄の続き|地下の書庫に置く。",
        ),
    ];
    assert_eq!(findings("C004", &same).len(), 1);
}

#[test]
fn a_number_that_is_left_out_is_offered_where_only_one_entry_fits() {
    let row: Row = (
        NEWEST,
        "Ⅱ４①委託内容",
        "（右記を追加）",
        "利用者カードの印刷",
    );
    assert_eq!(findings("C003", &[row]).len(), 1);
    assert_eq!(findings("C014", &[row]), Vec::<String>::new());
    let gone: Row = (NEWEST, "Ⅱ４委託事項3①委託内容", "－", "目録の印刷");
    assert_eq!(findings("C001", &[gone]).len(), 1);
}
