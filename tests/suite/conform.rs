//! How assessments are laid over the form: every accepted writing means the same.

use hyokasho::assessment::conform::{Conformed, Problem, conform};
use hyokasho::assessment::field::FieldId;
use hyokasho::assessment::value::{Period, Table, Value};
use hyokasho::form::{Form, ItemId, embedded};
use hyokasho::source::Source;
use hyokasho::source::diagnostic::Stage;
use hyokasho::yaml;

pub(crate) fn form() -> &'static Form {
    embedded("全項目評価書", "平成30年5月")
        .expect("the edition is there")
        .expect("its data can be read")
}

fn with<T>(text: &str, stage: Stage, f: impl FnOnce(&Conformed) -> T) -> T {
    let document = yaml::read(&Source::new("a.yaml", text), &|key: &str| {
        form().is_key(key)
    });
    f(&conform(form(), &document, stage))
}

/// What is written, item by item, in words.
fn values(text: &str) -> Vec<String> {
    with(text, Stage::Draft, |conformed| {
        let written = conformed.fields.iter().filter(|f| !f.blank);
        written
            .map(|f| format!("{} = {}", f.id, value(&f.value)))
            .collect()
    })
}

fn value(value: &Value) -> String {
    match value {
        Value::Blank => "?".into(),
        Value::Text(t) | Value::Date(t, _) | Value::Check(t) => t.text.clone(),
        Value::Choice { option, .. } => format!("option {option:?}"),
        Value::Checks(checks) => {
            let boxes = checks.iter().map(|c| match c.detail {
                Some(detail) => format!("{:?}: {}", c.option, detail.text),
                None => format!("{:?}", c.option),
            });
            boxes.collect::<Vec<_>>().join(" ")
        }
        Value::Count(_, n) => format!("{n:?}"),
        Value::Period(period) => format!("{:?}", period.days()),
        Value::Texts(texts) => texts
            .iter()
            .map(|t| t.text.as_str())
            .collect::<Vec<_>>()
            .join("|"),
        Value::Entries(n) => format!("{n} entries"),
        Value::Table(Table::Markdown(t)) => t.text.clone(),
        Value::Table(Table::Rows(rows)) => format!("{} rows", rows.len()),
        Value::Pictures(paths) => paths
            .iter()
            .map(|t| t.text.as_str())
            .collect::<Vec<_>>()
            .join("|"),
        Value::Group => "…".into(),
    }
}

/// The problems but for blanks and other spellings, by name and item.
pub(crate) fn problems(text: &str) -> Vec<String> {
    with(text, Stage::Publish, |conformed| {
        let id = |field: FieldId| conformed.fields[field].id.clone();
        let shown = conformed.problems.iter().filter_map(|problem| {
            Some(match problem {
                Problem::Missing { .. } | Problem::NoneOf { .. } | Problem::OtherKey { .. } => {
                    return None;
                }
                Problem::UnknownKey {
                    key,
                    meant,
                    nearest,
                    ..
                } => {
                    let key_of = |item: &Option<ItemId>| {
                        item.map(|item| form().items[item].id.as_str())
                            .unwrap_or("-")
                    };
                    format!(
                        "unknown {key} near {} meant {}",
                        key_of(nearest),
                        key_of(meant)
                    )
                }
                Problem::NotAsked { field, .. } => format!("not asked {}", id(*field)),
                Problem::UnknownOption { field, text, .. } => {
                    format!("option {} {text}", id(*field))
                }
                Problem::MissingDash { field, dashes, .. } => {
                    format!("dash {} {}", id(*field), dashes.len())
                }
                Problem::NumberedKeys { field, spans } => {
                    format!("numbered {} {}", id(*field), spans.len())
                }
                Problem::WrongShape {
                    field, expected, ..
                } => format!("shape {} {expected:?}", id(*field)),
                Problem::Count {
                    field,
                    written,
                    actual,
                    ..
                } => format!("count {} {written:?} {actual}", id(*field)),
                Problem::TooDeep { field, keys } => format!("deep {} {}", id(*field), keys.len()),
                Problem::BadMark { field, text } => format!("mark {} {text}", id(*field)),
                Problem::BlankEntry { field, number, .. } => {
                    format!("blank {} {number}", id(*field))
                }
                Problem::DuplicateKey { item, .. } => format!("twice {}", form().items[*item].id),
                Problem::NotADate { field, why, .. } => format!("date {} {why:?}", id(*field)),
                other => format!("{other:?}"),
            })
        });
        shown.collect()
    })
}

pub(crate) fn missing(text: &str, stage: Stage) -> Vec<String> {
    with(text, stage, |conformed| {
        let missing = conformed.problems.iter().filter_map(|p| match p {
            Problem::Missing { field, .. } => Some(conformed.fields[*field].id.clone()),
            Problem::NoneOf { field } => Some(format!("one of {}", conformed.fields[*field].id)),
            _ => None,
        });
        missing.collect()
    })
}

#[track_caller]
fn same(short: &str, long: &str) {
    let (a, b) = (values(short), values(long));
    assert!(!a.is_empty());
    assert_eq!(a, b);
    assert_eq!(problems(short), Vec::<String>::new());
}

/// The lines of one item under the keys above it: `概要 > 基本情報` of the first file.
pub(crate) fn under(way: &str, text: &str) -> String {
    let mut out = String::new();
    let mut indent = String::new();
    for key in way.split(" > ") {
        if key == "特定個人情報ファイル" && out.is_empty() {
            out.push_str("特定個人情報ファイル:\n  - 名称: 貸出ファイル\n");
            indent.push_str("    ");
        } else {
            out.push_str(&format!("{indent}{key}:\n"));
            indent.push_str("  ");
        }
    }
    for line in text.lines() {
        out.push_str(&format!("{indent}{line}\n"));
    }
    out
}

const INTAKE: &str = "特定個人情報ファイル > 概要 > 特定個人情報の入手・使用";
pub(crate) const ENTRUSTMENT: &str =
    "特定個人情報ファイル > 概要 > 特定個人情報ファイルの取扱いの委託";
pub(crate) const PROVISION: &str = "特定個人情報ファイル > 概要 > 特定個人情報の提供・移転";
pub(crate) const RISKS: &str = "特定個人情報ファイル > リスク対策";

#[test]
fn short_forms_mean_the_long_ones() {
    let way = "特定個人情報ファイル > リスク対策 > 特定個人情報の使用 > 権限のない者によって不正に使用されるリスク";
    same(
        &under(way, "ユーザ認証の管理: 行っている"),
        &under(way, "ユーザ認証の管理:\n  選択: 行っている"),
    );
    same(
        &under(INTAKE, "使用方法: 台帳に登録する。"),
        &under(INTAKE, "使用方法:\n  内容: 台帳に登録する。"),
    );
    same(
        &under(INTAKE, "入手方法: 紙"),
        &under(INTAKE, "入手方法:\n  - 紙"),
    );
    same(
        &under(
            INTAKE,
            "入手元:\n  - 本人又は本人の代理人:\n  - その他: 隣の市",
        ),
        &under(
            INTAKE,
            "入手元:\n  - 本人又は本人の代理人\n  - その他（　）: 隣の市",
        ),
    );
    same(
        &under("特定個人情報ファイル", "記録項目: 個人番号／氏名"),
        &under(
            "特定個人情報ファイル",
            "記録項目:\n  - 本文: 個人番号／氏名",
        ),
    );
    same(
        &under("特定個人情報ファイル", "記録項目:\n  - 個人番号\n  - 氏名"),
        &under(
            "特定個人情報ファイル",
            "記録項目:\n  - 項目:\n      - 個人番号\n      - 氏名",
        ),
    );
    same(
        "基本情報:\n  特定個人情報ファイル名: 貸出ファイル\n特定個人情報ファイル:\n  - 名称: 貸出ファイル\n",
        "基本情報:\n  特定個人情報ファイル名: [貸出ファイル]\n特定個人情報ファイル:\n  - 名称: 貸出ファイル\n",
    );
}

#[test]
fn headings_and_aliases_are_understood() {
    let items = "委託の有無: 委託する\n委託事項:\n  - 委託事項: 蔵書の点検\n    再委託:\n      再委託の有無: 再委託する\n      ⑧再委託の許諾方法: 書面";
    let plain = "委託の有無: 委託する\n委託事項:\n  - 名称: 蔵書の点検\n    再委託の有無: 再委託する\n    再委託の許諾方法: 書面";
    same(&under(ENTRUSTMENT, items), &under(ENTRUSTMENT, plain));
    let training = "その他のリスク対策";
    let long = under(
        training,
        "従業者に対する教育・啓発:\n  選択: 十分に行っている\n  具体的な方法: 研修",
    );
    same(
        &under(
            training,
            "２．従業者に対する教育・啓発:\n  従業者に対する教育・啓発: 十分に行っている\n  具体的な方法: 研修",
        ),
        &long,
    );
    same(
        &under(
            training,
            "2. 従業者に対する教育・啓発:\n  従業者に対する教育・啓発:\n    選択: 十分に行っている\n    具体的な方法: 研修",
        ),
        &long,
    );
    let risk = |key: &str| {
        let text = format!("特定個人情報の入手:\n  {key}:\n    リスクに対する措置の内容: 窓口");
        under(RISKS, &text)
    };
    let long = risk("不適切な方法で入手が行われるリスク");
    same(&risk("リスク2"), &long);
    same(&risk("リスク２"), &long);
    same(
        &risk("リスク２：　不適切な方法で入手が行われるリスク"),
        &long,
    );
    for name in ["提供先", "提供先名", "名称", "提供先1"] {
        let text =
            format!("提供・移転の有無:\n  - 提供を行っている\n提供先:\n  - {name}: 県立図書館");
        let long = "提供・移転の有無:\n  - 提供を行っている\n提供先:\n  - 名称: 県立図書館";
        same(&under(PROVISION, &text), &under(PROVISION, long));
    }
}

#[test]
fn numbers_and_dashes_of_lists_are_understood() {
    let long = under(
        ENTRUSTMENT,
        "委託の有無: 委託する\n委託事項:\n  - 名称: a\n  - 名称: b",
    );
    let numbered = under(
        ENTRUSTMENT,
        "委託の有無: 委託する\n委託事項1:\n  名称: a\n委託事項2:\n  名称: b",
    );
    let inside = under(
        ENTRUSTMENT,
        "委託の有無: 委託する\n委託事項:\n  委託事項1:\n    名称: a\n  委託事項2:\n    名称: b",
    );
    let dashes = under(
        ENTRUSTMENT,
        "委託の有無: 委託する\n委託事項:\n  名称: a\n  名称: b",
    );
    let id = "files[1].overview.entrustment.items";
    for (text, problem) in [
        (numbered, format!("numbered {id} 2")),
        (inside, format!("numbered {id} 2")),
        (dashes, format!("dash {id} 2")),
    ] {
        assert_eq!(values(&text), values(&long));
        assert_eq!(problems(&text), [problem]);
    }
    for text in [
        "入手方法:\n  紙\n  専用線",
        "入手方法: 紙、専用線",
        "入手方法: |\n  紙\n  専用線",
        "入手方法: ・紙",
    ] {
        let id = "files[1].overview.intake.methods";
        assert_eq!(problems(&under(INTAKE, text)), [format!("dash {id} 0")]);
    }
}

#[test]
fn counts_include_placeholders_and_may_be_left_out() {
    let text = |count: &str| {
        let text = format!(
            "委託の有無:\n  選択: 委託する\n  件数: {count}\n委託事項:\n  - 名称: a\n  -\n  - 名称: b"
        );
        under(ENTRUSTMENT, &text)
    };
    let blank = "blank files[1].overview.entrustment.items[2] 2";
    assert_eq!(problems(&text("3")), [blank]);
    assert_eq!(problems(&text("３")), [blank]);
    assert_eq!(problems(&text("")), [blank]);
    let count = "count files[1].overview.entrustment.has.count Some(2) 3";
    assert_eq!(problems(&text("2")), [blank, count]);
    let none = under(ENTRUSTMENT, "委託の有無:\n  選択: 委託しない\n  件数: －");
    assert_eq!(problems(&none), Vec::<String>::new());
    // A list that is missing as a whole is reported once.
    let all = under(ENTRUSTMENT, "委託の有無:\n  選択: 委託する\n  件数: 3");
    assert_eq!(problems(&all), Vec::<String>::new());
    assert!(
        missing(&all, Stage::Publish).contains(&"files[1].overview.entrustment.items".to_owned())
    );
    let boxes = under(
        PROVISION,
        "提供・移転の有無:\n  - 提供を行っている: 2\n提供先:\n  - 名称: a",
    );
    assert_eq!(
        problems(&boxes),
        ["count files[1].overview.provision.has Some(2) 1"]
    );
}

#[test]
fn periods_are_words_or_two_dates() {
    let way = "評価実施手続 > 国民・住民等からの意見の聴取";
    let shortened = |period: &str| {
        let text = under(way, period);
        assert_eq!(problems(&text), Vec::<String>::new(), "{period}");
        let missing = missing(&text, Stage::Publish);
        missing.contains(&"procedure.public_comment.shortening_reason".to_owned())
    };
    assert!(!shortened(
        "実施日・期間: 令和３年９月２２日から１０月２１日までの３０日間"
    ));
    assert!(shortened("実施日・期間: 令和3年9月22日～10月20日"));
    assert!(shortened(
        "実施日・期間: {開始: 令和3年9月22日, 終了: 令和3年10月20日}"
    ));
    assert!(shortened("実施日・期間: 令和3年9月22日"));
    assert!(!shortened(
        "実施日・期間: {開始: 令和3年9月22日, 終了: 令和3年10月21日}"
    ));
    assert!(!shortened("実施日・期間: －"));
    let bad = under(way, "実施日・期間: 追って定める");
    assert_eq!(
        problems(&bad),
        ["date procedure.public_comment.period Other"]
    );
    let half = under(way, "実施日・期間:\n  終了: 令和3年10月21日");
    assert!(
        missing(&half, Stage::Publish)
            .contains(&"procedure.public_comment.period.start".to_owned())
    );
    let ends = with(&half, Stage::Draft, |c| {
        c.fields
            .iter()
            .any(|f| matches!(f.value, Value::Period(Period::Ends(None, Some(_)))))
    });
    assert!(ends);
}

#[test]
fn tables_and_figures_have_two_forms() {
    let markdown =
        "別紙:\n  - 題名: a\n    表: |\n      | 番号 | 内容 |\n      |---|---|\n      | 1 | x |\n";
    let rows = "別紙:\n  - 題名: a\n    表:\n      - {番号: 1, 内容: x}\n      - 内容: |\n          y\n          z\n        番号: 2\n";
    assert_eq!(problems(markdown), Vec::<String>::new());
    assert_eq!(problems(rows), Vec::<String>::new());
    assert!(values(rows).contains(&"annexes[1].table = 2 rows".to_owned()));
    let none = "別紙:\n  - 題名: a\n    表: 番号と内容\n";
    assert_eq!(problems(none), ["shape annexes[1].table Rows"]);
    let twice = "別紙:\n  - 題名: a\n    表:\n      - 番号: 1\n        番号: 2\n";
    assert_eq!(problems(twice), ["twice annexes[].table"]);

    let picture = "事務の内容図:\n  図: a.png\n";
    assert!(values(picture).contains(&"flow_figure.figure = a.png".to_owned()));
    let both = "事務の内容図:\n  図:\n    - a.png\n    - 登場者: [a, b]\n";
    assert_eq!(problems(both), ["shape flow_figure.figure Text"]);
    let missing = |text: &str| {
        let mut missing = missing(text, Stage::Draft);
        missing.retain(|id| id.starts_with("flow_figure"));
        missing
    };
    assert_eq!(
        missing("事務の内容図:\n  図:\n  備考: a\n"),
        ["flow_figure.figure"]
    );
    let half = "事務の内容図:\n  図:\n    登場者: [a, b]\n";
    assert_eq!(missing(half), ["flow_figure.figure.flows"]);
    let whole =
        "事務の内容図:\n  図:\n    登場者: [a, b]\n    流れ:\n      - {番号: ①, から: a, へ: b}\n";
    assert_eq!(missing(whole), Vec::<String>::new());
}
