//! Defects of all kinds of family K, planted into the worked record and its assessment: each is found once, at the right
//! words, and nothing else is.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use hyokasho::assessment::{self, Assessment};
use hyokasho::compare::changelog::base::{Base, Former};
use hyokasho::config::settings::Settings;
use hyokasho::lint::companions::{Companion, Read};
use hyokasho::lint::engine::check_source;
use hyokasho::lint::rules::CheckInputs;
use hyokasho::source::Source;
use hyokasho::source::diagnostic::{Diagnostic, Stage};
use hyokasho::source::lang::Lang;
use jiff::civil::{Date, date};

/// The day of publication of the worked year.
const DAY: Date = date(2026, 5, 29);

#[derive(Clone, Copy, PartialEq)]
enum File {
    Record,
    Paper,
}
use File::{Paper, Record};

/// An edit: what is from some words up to others (or those words alone) gives way to new ones.
type Edit = (File, &'static str, &'static str, &'static str);

/// A defect: the rule that finds it, the words by which the finding shows it, and the edits that make it.
type Planted = (&'static str, &'static str, &'static [Edit]);

fn edited(text: &str, (_, from, to, new): &Edit) -> String {
    let start = text.find(from).unwrap_or_else(|| panic!("no {from}"));
    let end = match *to {
        "" => start + from.len(),
        to => {
            start
                + from.len()
                + text[start + from.len()..]
                    .find(to)
                    .unwrap_or_else(|| panic!("no {to}"))
        }
    };
    format!("{}{new}{}", &text[..start], &text[end..])
}

fn read(name: &str, text: &str) -> Arc<Read> {
    let source = Source::new(name, text);
    let document = assessment::read(&source);
    Arc::new(Read { source, document })
}

/// What is found in both, as a line each: the file, the code, the message, and all words that the finding shows.
fn found(record: &str, paper: &str, base: Option<&str>) -> Vec<String> {
    let (record, paper) = (
        read("aone-juminzei-tenken.yaml", record),
        read("aone-juminzei.yaml", paper),
    );
    let mut settings = Settings::default();
    settings.levels.pedantic = true;
    let settings = Arc::new(settings);
    let of = |own: &Arc<Read>, other: &Arc<Read>, base: Option<&str>| -> Vec<String> {
        let inputs = |assessment: &Assessment| CheckInputs {
            as_of: Some(DAY),
            settings: Arc::clone(&settings),
            companions: vec![Companion {
                read: Arc::clone(other),
                is_checked: true,
                former: None,
            }],
            base: base.map(|text| {
                let old = read("旧版", text);
                let old =
                    Assessment::open(&old.source, &old.document, Stage::Draft).expect("the form");
                Base::Former(Box::new(Former::of("旧版".into(), &old, assessment)))
            }),
            ..Default::default()
        };
        let found = check_source(&own.source, &inputs, Stage::Publish, Lang::Ja).diagnostics;
        found.iter().map(|d| line(&own.source, d)).collect()
    };
    let mut all = of(&record, &paper, None);
    all.extend(of(&paper, &record, base));
    all
}

fn line(source: &Source, d: &Diagnostic) -> String {
    let places = d.all_places().map(|label| source.slice(label.span));
    let others = d.elsewhere.iter().map(|place| place.message.as_str());
    let shown: Vec<&str> = places.chain(others).collect();
    format!(
        "{} {} {} 〔{}〕",
        source.name(),
        d.code,
        d.message,
        shown.join("｜")
    )
}

fn worked(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn prove(defects: &[Planted], base: Option<&str>) {
    let record = worked("assessments/aone-juminzei-tenken.yaml");
    let paper = worked("assessments/aone-juminzei.yaml");
    let known = found(&record, &paper, base);
    let mut wrong = Vec::new();
    for (code, words, edits) in defects {
        let of = |file: File, text: &str| {
            let own = edits.iter().filter(|edit| edit.0 == file);
            own.fold(text.to_owned(), |text, edit| edited(&text, edit))
        };
        let mut new = found(&of(Record, &record), &of(Paper, &paper), base);
        new.retain(|line| !known.contains(line));
        let is_right =
            |line: &String| line.contains(&format!(".yaml {code} ")) && line.contains(words);
        if new.len() != 1 || !new.iter().all(is_right) {
            wrong.push(format!("{code} {words}:\n    {}", new.join("\n    ")));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        defects.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_worked_record_is_right() {
    let record = worked("assessments/aone-juminzei-tenken.yaml");
    let paper = worked("assessments/aone-juminzei.yaml");
    let found = found(&record, &paper, None);
    let of_record: Vec<&String> = found.iter().filter(|line| line.contains(" K0")).collect();
    assert!(of_record.is_empty(), "{of_record:#?}");
}

#[test]
fn what_was_said_and_promised() {
    prove(SAID, None);
}

#[test]
fn what_was_corrected() {
    prove(CORRECTED, None);
}

#[test]
fn numbers_days_and_names() {
    prove(NUMBERS, None);
}

#[test]
fn titles_addresses_and_letters() {
    prove(ADDRESSES, None);
}

#[test]
fn what_changed_since_the_version_before() {
    prove(SINCE, Some(&worked("docs/review-year/aone-juminzei.yaml")));
}

const SAID: &[Planted] = &[
    (
        "K001",
        "今回の評価は",
        &[(
            Record,
            "        回答: |\n          両方です。",
            "        項目:",
            "",
        )],
    ),
    (
        "K001",
        "後日回答",
        &[(
            Record,
            "回答: |\n          あります。税務署への",
            "対応: 説明のみ",
            "回答: 後日回答\n        ",
        )],
    ),
    (
        "K001",
        "回答",
        &[(
            Record,
            "回答: |\n          会社に確かめた上で",
            "対応: 説明のみ",
            "回答:\n        ",
        )],
    ),
    (
        "K002",
        "残しておくことはできませんか",
        &[(
            Record,
            "残しておくべきである。\n",
            "    結論: 妥当",
            "残しておくことはできませんか。\n",
        )],
    ),
    (
        "K002",
        "2週間前に届きますか",
        &[(
            Record,
            "前には届くようにしてほしい。\n",
            "  - 番号: \"2\"",
            "前に届きますか。\n",
        )],
    ),
    (
        "K002",
        "いつ公表しますか",
        &[(
            Record,
            "本文: 評価書は大部であり",
            "    関与した委員",
            "本文: 評価書の概要は、いつ公表しますか。\n",
        )],
    ),
    (
        "K004",
        "令和8年5月20日",
        &[(Record, "期限: 令和8年9月30日", "", "期限: 令和8年5月20日")],
    ),
    (
        "K004",
        "令和8年3月31日",
        &[(Record, "期限: 令和9年3月31日", "", "期限: 令和8年3月31日")],
    ),
    (
        "K004",
        "令和8年4月30日",
        &[(Record, "期限: 令和9年8月31日", "", "期限: 令和8年4月30日")],
    ),
    (
        "K004",
        "修正する",
        &[(Record, "        期限: 令和8年9月30日\n", "", "")],
    ),
    (
        "K005",
        "修正します",
        &[(
            Record,
            "        対応: 修正する\n        期限: 令和8年9月30日\n",
            "",
            "",
        )],
    ),
    (
        "K010",
        "国は電子での提出を",
        &[(
            Record,
            "市民は、自分の資料をどの会社が入力しているかを知ることができますか。",
            "",
            "国は電子での提出を進めています。数年待てば紙は減るのに、なぜ今、委託するのですか。",
        )],
    ),
    (
        "K010",
        "副本に提供を止める印を",
        &[
            (
                Record,
                "切替えは土曜日の夜に行い、",
                "元に戻すためで、答えるためではありません。",
                "副本に提供を止める印を付けて登録していますので、自動では答えません。求めがあったときは、市民税課長が1件ずつ判断します。",
            ),
            (Record, "元に戻すためで、答えるためではありません。", "", ""),
        ],
    ),
    (
        "K011",
        "〕",
        &[(
            Record,
            "作業を別の会社に任せることは、どのような形",
            "\n",
            "作業を別の会社に任せることは、どのような形で",
        )],
    ),
    (
        "K011",
        "、",
        &[(
            Record,
            "市役所に着いた後、会場で",
            "\n",
            "市役所に着いた後、",
        )],
    ),
    (
        "K011",
        "し",
        &[(
            Record,
            "変更点のまとめ（資料2-4）をお送りしました。",
            "",
            "変更点のまとめ（資料2-4）をお送りしまし",
        )],
    ),
    (
        "P006",
        "金",
        &[(Record, "令和8年3月26日（木）", "", "令和8年3月26日（金）")],
    ),
];

const CORRECTED: &[Planted] = &[
    (
        "K003",
        "毎年度、部長が確かめる",
        &[(
            Record,
            "言い切って差し支えありません。",
            "        項目:",
            "次の一文を追記しました。「毎年度、部長が確かめる。」\n        対応: 修正した\n",
        )],
    ),
    (
        "K009",
        "個人市民税の賦課",
        &[(
            Record,
            "評価書名: 個人住民税の賦課",
            "",
            "評価書名: 個人市民税の賦課",
        )],
    ),
    (
        "K003",
        "誤りが0.2%を超えた",
        &[(Record, "「誤りが0.1%を", "", "「誤りが0.2%を")],
    ),
    (
        "K003",
        "当日限りの入館証",
        &[(
            Record,
            "当日限りの職員証を借りる。」と書き",
            "",
            "当日限りの入館証を借りる。」と書き",
        )],
    ),
    (
        "K003",
        "学習の機能を止めた",
        &[(
            Record,
            "「学習の機能を備えない製品",
            "",
            "「学習の機能を止めた製品",
        )],
    ),
    (
        "K003",
        "溶解の工場まで",
        &[(
            Record,
            "- Ⅱ６③消去方法\n        変更箇所:\n          - 別添３第9行\n",
            "",
            "- Ⅱ６①保管場所\n",
        )],
    ),
    (
        "K003",
        "電話では個人番号を聞かない",
        &[(
            Record,
            "言い切って差し支えありません。",
            "        項目:",
            "「電話では個人番号を聞かない。」と書き加えました。\n        対応: 修正した\n",
        )],
    ),
    (
        "K003",
        "課題が残されている",
        &[(Record, "「十分である」に", "", "「課題が残されている」に")],
    ),
    (
        "K015",
        "Ⅵ２⑤",
        &[(
            Paper,
            "アについて、画像を切り分けて",
            "  第三者点検:",
            "反映した事項なし\n",
        )],
    ),
    (
        "K015",
        "指摘はなかった",
        &[(
            Paper,
            "特定個人情報保護評価指針に定める実施手続等に適合し、内容も、次の2つ",
            "  個人情報保護委員会の承認",
            "適合しており、指摘はなかった。\n",
        )],
    ),
    (
        "K015",
        "妥当であるとの答申",
        &[(
            Paper,
            "特定個人情報保護評価指針に定める実施手続等に適合し、内容も、次の2つ",
            "  個人情報保護委員会の承認",
            "適合しており、内容も妥当であるとの答申を得た。\n",
        )],
    ),
];

const NUMBERS: &[Planted] = &[
    (
        "K006",
        "件数は8件",
        &[(Record, "件数: 9件", "", "件数: 8件")],
    ),
    (
        "K006",
        "意見は8件並んで",
        &[(
            Record,
            "      - 番号: \"9\"\n        者: 個人",
            "\n諮問:",
            "",
        )],
    ),
    (
        "K006",
        "10件としている",
        &[(
            Paper,
            "6人及び1団体から9件の意見",
            "",
            "6人及び1団体から10件の意見",
        )],
    ),
    (
        "K006",
        "意見の提出はなかった",
        &[(
            Paper,
            "6人及び1団体から9件の意見",
            "    評価書への反映",
            "意見の提出はなかった。\n",
        )],
    ),
    (
        "K007",
        "令和8年3月5日",
        &[(Record, "終了: 令和8年3月4日", "", "終了: 令和8年3月5日")],
    ),
    (
        "K007",
        "令和8年2月1日",
        &[(Paper, "開始: 令和8年2月2日", "", "開始: 令和8年2月1日")],
    ),
    (
        "K007",
        "令和8年4月15日",
        &[(
            Record,
            "実施日: 令和8年4月16日",
            "",
            "実施日: 令和8年4月15日",
        )],
    ),
    (
        "K007",
        "令和8年4月20日",
        &[(
            Record,
            "諮問日: 令和8年3月12日\n    文書番号: 青市民第413号",
            "",
            "諮問日: 令和8年4月20日\n    文書番号: 青市民第413号",
        )],
    ),
    (
        "K007",
        "令和8年3月10日",
        &[(
            Record,
            "青個審答申第8号\n    日付: 令和8年4月16日",
            "",
            "青個審答申第8号\n    日付: 令和8年3月10日",
        )],
    ),
    (
        "K007",
        "令和8年3月13日",
        &[(
            Record,
            "前文: 令和8年3月12日付け青市民第413号",
            "",
            "前文: 令和8年3月13日付け青市民第413号",
        )],
    ),
    (
        "K007",
        "令和8年4月1日",
        &[(
            Record,
            "検収後の消去の確認により、入力",
            "",
            "令和8年4月1日に導入した確認の手順により、入力",
        )],
    ),
    (
        "K008",
        "審議会",
        &[(
            Record,
            "点検実施機関: 青嶺市個人情報保護審査会",
            "",
            "点検実施機関: 青嶺市個人情報保護審議会",
        )],
    ),
    (
        "K008",
        "青嶺市情報公開審査会",
        &[(
            Record,
            "機関: 青嶺市個人情報保護審査会\n      職氏名",
            "",
            "機関: 青嶺市情報公開審査会\n      職氏名",
        )],
    ),
    (
        "K008",
        "審議会",
        &[(
            Record,
            "名称: 令和8年度第1回青嶺市個人情報保護審査会",
            "",
            "名称: 令和8年度第1回青嶺市個人情報保護審議会",
        )],
    ),
    (
        "K008",
        "Ⅵ３②",
        &[(
            Paper,
            "青嶺市個人情報保護審査会に諮問した。",
            "",
            "青嶺市個人情報審査会に諮問した。",
        )],
    ),
    (
        "K008",
        "評価専門部会",
        &[(
            Record,
            "  会長: 汐見　恒一郎\n  委員",
            "",
            "  部会: 評価専門部会\n  会長: 汐見　恒一郎\n  委員",
        )],
    ),
];

const ADDRESSES: &[Planted] = &[
    (
        "K009",
        "価）",
        &[(
            Record,
            "    次第:\n      - 個人住民税の賦課徴収に関する事務に係る特定個人情報保護評価書（全項目評価書）",
            "",
            "    次第:\n      - 個人住民税の賦課徴収に関する事務に係る特定個人情報保護評価書（全項目評価）",
        )],
    ),
    (
        "K009",
        "〔の〕",
        &[(
            Record,
            "件名: 給与支払報告書等データ入力業務の委託における個人情報の安全管理について（答申）",
            "",
            "件名: 給与支払報告書のデータ入力業務の委託における個人情報の安全管理について（答申）",
        )],
    ),
    (
        "K009",
        "市の考え",
        &[(
            Record,
            "題名: 意見公募手続で提出された意見と市の考え方",
            "",
            "題名: 意見公募手続に提出された意見と市の考え",
        )],
    ),
    (
        "K009",
        "価（",
        &[(
            Record,
            "件名: 個人住民税の賦課徴収に関する事務に係る特定個人情報保護評価書（全項目評価書）の第三者点検について\n\n評価書",
            "",
            "件名: 個人住民税の賦課徴収に関する事務に係る特定個人情報保護評価（全項目評価書）の第三者点検について\n\n評価書",
        )],
    ),
    (
        "K012",
        "Ⅲ７リスク１⑬",
        &[(Record, "- Ⅲ７リスク１⑩", "", "- Ⅲ７リスク１⑬")],
    ),
    (
        "K012",
        "Ⅱ５提供先7③",
        &[(
            Record,
            "- Ⅱ５提供先4③提供する情報",
            "",
            "- Ⅱ５提供先7③提供する情報",
        )],
    ),
    (
        "K012",
        "別添３第27行",
        &[(Record, "- 別添３第17行", "", "- 別添３第27行")],
    ),
    (
        "K012",
        "別添３第6行",
        &[(Record, "- 別添３第17行", "", "- 別添３第6行")],
    ),
    (
        "K012",
        "別添３の9行あたり",
        &[(Record, "- 別添３第9行", "", "- 別添３の9行あたり")],
    ),
    (
        "K012",
        "資料1-9",
        &[(Record, "資料: 資料1-1", "", "資料: 資料1-9")],
    ),
    (
        "K012",
        "〔3〕",
        &[(Record, "    諮問: \"2\"", "", "    諮問: \"3\"")],
    ),
    (
        "K012",
        "aone-juminze.yaml",
        &[(
            Record,
            "ファイル: aone-juminzei.yaml",
            "",
            "ファイル: aone-juminze.yaml",
        )],
    ),
    (
        "K014",
        "第1　結論",
        &[(
            Record,
            "自己評価を「十分である」に改めたことは適切である。",
            "",
            "自己評価を改めたことは、「第1　結論」のとおり適切である。",
        )],
    ),
    (
        "K014",
        "第2の3",
        &[(
            Record,
            "委託に伴うリスクのほか、",
            "",
            "第2の3により、委託に伴うリスクのほか、",
        )],
    ),
    (
        "K014",
        "青市民第421号",
        &[(Record, "付け青市民第412号", "", "付け青市民第421号")],
    ),
];

const SINCE: &[Planted] = &[
    // The row is taken out and the record names it no more.
    (
        "K013",
        "諮問1質疑21",
        &[
            (
                Paper,
                "  - 変更日: 令和8年5月29日\n    項目: Ⅲ４　リスクへの対策は十分か",
                "  - 変更日",
                "",
            ),
            (
                Record,
                "        変更箇所:\n          - 別添３第16行\n",
                "",
                "",
            ),
            (Record, "別添３第17行", "", "別添３第16行"),
        ],
    ),
    // Nothing is quoted, and nothing changed.
    (
        "K003",
        "変わっていない",
        &[(
            Record,
            "言い切って差し支えありません。",
            "        項目:",
            "書き加えました。\n        対応: 修正した\n",
        )],
    ),
];
