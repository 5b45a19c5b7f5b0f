//! `hyokasho new`: answers by lines, by a file and by a pipe become a draft that lacks nothing but what is blank.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs `new` in a folder, with lines on standard input.
fn new(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
        .arg("new")
        .args(arguments)
        .current_dir(folder)
        .env_remove("HYOKASHO_LANG")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("hyokasho starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // It may end before it has read all.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("hyokasho ends")
}

fn check(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
        .arg("check")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("hyokasho runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// The codes of all findings of a file.
fn codes(folder: &Path, file: &str) -> Vec<String> {
    let json = check(folder, &[file, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("a report");
    let mut codes: Vec<String> = Vec::new();
    let mut walk = vec![&report];
    while let Some(value) = walk.pop() {
        match value {
            serde_json::Value::Object(fields) => {
                codes.extend(
                    fields
                        .get("code")
                        .and_then(|c| c.as_str())
                        .map(str::to_owned),
                );
                walk.extend(fields.values());
            }
            serde_json::Value::Array(values) => walk.extend(values),
            _ => {}
        }
    }
    codes.sort();
    codes.dedup();
    codes
}

/// The lines that answer the questions: the threshold, then the rest with a contract and a recipient.
fn lines(threshold: &[&str], given_on: &str) -> String {
    let rest = [
        "12",
        "こども給付課",
        "こども給付課長",
        "児童手当システム",
        "中間サーバー",
        "",
        "1",
        "児童手当ファイル",
        "昭和62年4月1日",
        "はい",
        "児童手当システムの運用保守業務",
        "株式会社架空システムズ",
        given_on,
        "",
        "都道府県知事",
        "",
        "生活福祉課",
        "",
        "",
    ];
    let all = threshold.iter().chain(&rest);
    all.map(|line| format!("{line}\n")).collect()
}

const FULL: [&str; 5] = ["架空市長", "児童手当の支給に関する事務", "40万人", "2", "2"];

/// The same answers as a file.
fn answers(given_on: &str) -> String {
    format!(
        "評価実施機関名: 架空市長\n事務の名称: 児童手当の支給に関する事務\n対象人数: 30万人以上\n取扱者数: 500人未満\n\
         重大事故の有無: 発生なし\n評価書番号: \"12\"\n部署: こども給付課\n所属長の役職名: こども給付課長\n\
         使用するシステム: [児童手当システム, 中間サーバー]\n情報連携: 照会と提供\n特定個人情報ファイル:\n  \
         - 名称: 児童手当ファイル\n    保有開始日: S62.4.1\n    委託:\n      - 名称: 児童手当システムの運用保守業務\n        \
         委託先名: 株式会社架空システムズ\n        再委託: {given_on}\n    提供先: 都道府県知事\n    移転先: [生活福祉課]\n"
    )
}

#[test]
fn lines_a_file_and_a_pipe_give_the_same_draft_with_nothing_wrong_but_blanks() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("answers.yaml"), answers("いいえ")).expect("answers");
    let by_lines = new(at, &["a.yaml"], &lines(&FULL, "いいえ"));
    assert!(by_lines.status.success(), "{}", said(&by_lines));
    let by_file = new(at, &["b.yaml", "--answers", "answers.yaml"], "");
    assert!(by_file.status.success(), "{}", said(&by_file));
    let by_pipe = new(at, &["c", "--answers", "-"], &answers("しない"));
    assert!(by_pipe.status.success(), "{}", said(&by_pipe));
    let to_stream = new(at, &["-", "--answers", "answers.yaml"], "");
    let draft = fs::read_to_string(at.join("a.yaml")).expect("a draft");
    for other in ["b.yaml", "c.yaml"] {
        assert_eq!(fs::read_to_string(at.join(other)).expect("a draft"), draft);
    }
    assert_eq!(String::from_utf8_lossy(&to_stream.stdout), draft);
    assert_eq!(codes(at, "a.yaml"), ["S004"]);
    assert!(said(&by_lines).contains("hyokasho check a.yaml"));
    for written in [
        "評価書名: 児童手当の支給に関する事務　全項目評価書",
        "対象人数: 30万人以上",
        "しきい値判断結果: 基礎項目評価及び全項目評価の実施が義務付けられる",
        "保有開始日: 昭和62年4月1日",
        "- 提供を行っている: \"1\"",
        "別表の81の項",
        "NISC政府機関統一基準群: 政府機関ではない",
        "取扱者数: 500人未満",
    ] {
        assert!(draft.contains(written), "{written}");
    }
    // At every guidance the items are the same.
    let without_comments = |text: &str| -> String {
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with('#'));
        lines.map(|line| format!("{line}\n")).collect()
    };
    for guide in ["none", "full"] {
        let file = format!("{guide}.yaml");
        new(
            at,
            &[&file, "--answers", "answers.yaml", "--guide", guide],
            "",
        );
        let other = fs::read_to_string(at.join(&file)).expect("a draft");
        assert_eq!(without_comments(&other), without_comments(&draft));
        assert_eq!(codes(at, &file), ["S004"]);
    }
}

#[test]
fn every_tier_is_reached() {
    for (people, handlers, incidents, told) in [
        (
            "30万人以上",
            "500人未満",
            "発生なし",
            "基礎項目評価書と全項目評価書が要ります",
        ),
        (
            "10万人以上30万人未満",
            "500人以上",
            "発生なし",
            "基礎項目評価書と全項目評価書が要ります",
        ),
        (
            "10万人以上30万人未満",
            "500人未満",
            "発生あり",
            "基礎項目評価書と全項目評価書が要ります",
        ),
        (
            "10万人以上30万人未満",
            "500人未満",
            "発生なし",
            "基礎項目評価書と重点項目評価書が要ります",
        ),
        (
            "1万人以上10万人未満",
            "500人以上",
            "発生なし",
            "基礎項目評価書と重点項目評価書が要ります",
        ),
        (
            "1万人以上10万人未満",
            "500人未満",
            "発生なし",
            "基礎項目評価書が要ります",
        ),
        (
            "1,000人以上1万人未満",
            "500人未満",
            "発生なし",
            "基礎項目評価書が要ります",
        ),
        ("1,000人未満", "500人以上", "発生あり", "義務はありません"),
    ] {
        let folder = folder();
        let facts = [
            "架空市長",
            "児童手当の支給に関する事務",
            people,
            handlers,
            incidents,
        ];
        let mut threshold = facts.to_vec();
        if !told.contains("全項目評価書が要ります") {
            threshold.push("はい");
        }
        let output = new(folder.path(), &["a.yaml"], &lines(&threshold, "はい"));
        let words = said(&output);
        assert!(
            output.status.success() && words.contains(told),
            "{people}: {words}"
        );
        assert!(words.contains("特定個人情報保護評価指針 第5の2"), "{words}");
        assert_eq!(codes(folder.path(), "a.yaml"), ["S004"], "{people}");
        // Somebody who does not want what is not due gets nothing.
        if threshold.len() > facts.len() {
            threshold.pop();
            threshold.push("いいえ");
            let output = new(folder.path(), &["b.yaml"], &lines(&threshold, "はい"));
            assert!(output.status.success() && !folder.path().join("b.yaml").exists());
        }
    }
}

#[test]
fn only_what_the_conditions_ask_for_is_there() {
    let folder = folder();
    let at = folder.path();
    let draft = |name: &str, answers: String| -> String {
        let output = new(at, &[name, "--answers", "-"], &answers);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(codes(at, name), ["S004"], "{name}");
        fs::read_to_string(at.join(name)).expect("a draft")
    };
    let given_on = draft("on.yaml", answers("はい"));
    assert!(given_on.contains("再委託の許諾方法:") && given_on.contains("再委託事項:"));
    let kept = draft("kept.yaml", answers("いいえ"));
    assert!(!kept.contains("再委託の許諾方法:") && !kept.contains("再委託事項:"));
    assert!(kept.contains("選択: 再委託していない"));
    let alone = answers("いいえ");
    let alone = alone
        .split("    委託:")
        .next()
        .expect("the head")
        .to_owned();
    let alone = alone + "    委託: なし\n    提供先: なし\n    移転先: なし\n";
    let alone = draft("alone.yaml", alone.replace("照会と提供", "行わない"));
    for absent in [
        "委託事項:",
        "提供先:",
        "移転先:",
        "情報保護管理体制の確認:",
        "安全が保たれない方法",
    ] {
        assert!(!alone.contains(absent), "{absent}");
    }
    for ticked in [
        "委託しない: ○",
        "提供・移転しない: ○",
        "接続しない（入手）: ○",
        "接続しない（提供）: ○",
    ] {
        assert!(alone.contains(ticked), "{ticked}");
    }
    assert!(!alone.contains("個人情報保護委員会の承認:") && alone.contains("第三者点検:"));
    let of_state = answers("いいえ").replace("架空市長", "架空大臣");
    let of_state = draft("state.yaml", of_state);
    assert!(of_state.contains("個人情報保護委員会の承認:") && !of_state.contains("第三者点検:"));
}

#[test]
fn an_answer_that_can_not_be_taken_is_asked_for_again() {
    let folder = folder();
    let mut threshold = vec!["", "架空市", "？", "架空市長", "戻る", "架空市長"];
    threshold.extend([
        "児童手当の支給に関する事務",
        "たくさん",
        "9",
        "４０万人",
        "500人未満",
        "2",
    ]);
    let output = new(
        folder.path(),
        &["a.yaml"],
        &lines(&threshold, "たぶん\nいいえ"),
    );
    let words = said(&output);
    assert!(output.status.success(), "{words}");
    for told in [
        "この問いには答えが要ります",
        "団体の名ではなく、執行機関の名を書きます",
        "「○○市長」のように",
        "1から5までの番号か、選択肢の言葉",
        "「はい」か「いいえ」",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    // 戻る asks the question before again.
    assert_eq!(words.matches("問1　").count(), 2, "{words}");
}

#[test]
fn input_that_ends_writes_nothing() {
    let folder = folder();
    let all = lines(&FULL, "いいえ");
    let whole = all.lines().count();
    for count in [0, 1, 7, whole - 1] {
        let part: String = all.lines().take(count).map(|l| format!("{l}\n")).collect();
        let output = new(folder.path(), &["a.yaml"], &part);
        assert_eq!(output.status.code(), Some(2));
        let told = format!("問{}「", count + 1);
        assert!(said(&output).contains(&told), "{}", said(&output));
        assert!(!folder.path().join("a.yaml").exists());
    }
}

#[test]
fn a_file_that_is_there_is_left() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("a.yaml"), "old").expect("a file");
    for file in ["a.yaml", "a"] {
        let output = new(at, &[file], &lines(&FULL, "いいえ"));
        assert_eq!(output.status.code(), Some(2));
        assert!(said(&output).contains("同じ名のファイルがある"));
    }
    assert_eq!(fs::read(at.join("a.yaml")).expect("the file"), b"old");
    // A folder gets a file with the name that is proposed.
    fs::create_dir(at.join("r8")).expect("a folder");
    new(at, &["r8", "--answers", "-"], &answers("いいえ"));
    assert!(at.join("r8/12-児童手当の支給に関する事務.yaml").exists());
    // Where a file can't be made, what was answered is not lost.
    let input = lines(&FULL, "いいえ") + "a.yaml/b.yaml\nb.yaml\n";
    let output = new(at, &[], &input);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("書き込めません") && at.join("b.yaml").exists());
    // Without a name one is proposed that is free.
    let input = lines(&FULL, "いいえ") + "a.yaml\n\n";
    let output = new(at, &[], &input);
    assert!(output.status.success(), "{}", said(&output));
    assert!(at.join("12-児童手当の支給に関する事務.yaml").exists());
    let output = new(at, &["--answers", "-"], &answers("いいえ"));
    assert!(said(&output).contains("12-児童手当の支給に関する事務-2.yaml"));
}

#[test]
fn answers_that_are_missing_or_wrong_are_named_at_once() {
    let folder = folder();
    let output = new(
        folder.path(),
        &["a.yaml", "--answers", "-"],
        "機関: 架空市\n取扱者数: 多い\n",
    );
    let words = said(&output);
    assert_eq!(output.status.code(), Some(2));
    for told in [
        "<stdin>:1:",
        "<stdin>:2:",
        "\n  事務\n",
        "対象人数",
        "重大事故",
        "情報連携",
        "ファイル 1 名称",
        "ファイル 1 委託",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let output = new(
        folder.path(),
        &["a.yaml", "--answers", "-"],
        "組織: 架空市長\n事務の名前: 事務\n",
    );
    let words = said(&output);
    assert!(
        words.contains("「組織」") && words.contains("「事務の名称」ではありませんか"),
        "{words}"
    );
    assert!(!folder.path().join("a.yaml").exists());
}

#[test]
fn the_template_of_answers_is_a_file_of_answers() {
    let folder = folder();
    let template = new(folder.path(), &["--answers-template"], "");
    let template = String::from_utf8_lossy(&template.stdout).into_owned();
    let output = new(folder.path(), &["a.yaml", "--answers", "-"], &template);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(codes(folder.path(), "a.yaml"), ["S004"]);
}

#[test]
fn an_older_assessment_lends_its_texts() {
    let folder = folder();
    let at = folder.path();
    let old = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assessments/kakuu-jido-teate.yaml"
    );
    let answers = answers("いいえ")
        .replace("架空市長", "仮想町長")
        .replace("児童手当の支給に関する事務", "児童手当支給事務");
    let output = new(at, &["a.yaml", "--answers", "-", "--like", old], &answers);
    let words = said(&output);
    assert!(output.status.success(), "{words}");
    let draft = fs::read_to_string(at.join("a.yaml")).expect("a draft");
    let marks = draft
        .matches("# 取込: 要確認（kakuu-jido-teate.yaml ")
        .count();
    assert!(marks > 60, "{marks}");
    let unmarked: Vec<&str> = draft
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .collect();
    assert!(
        !unmarked.iter().any(|line| line.contains("架空市")),
        "{draft}"
    );
    assert!(!draft.contains("変更箇所:") && !draft.contains("実施日: 令和"));
    assert!(draft.contains("しきい値判断結果: 基礎項目評価及び全項目評価の実施が義務付けられる"));
    assert!(codes(at, "a.yaml").contains(&"S025".to_owned()));
    assert!(words.contains("前の評価書から写した所が"), "{words}");
    let none = new(
        at,
        &["b.yaml", "--answers", "-", "--like", "no.yaml"],
        &answers,
    );
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn other_forms_are_not_made() {
    let folder = folder();
    let output = new(folder.path(), &["a.yaml", "--form", "重点項目評価書"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("全項目評価書"));
}

#[test]
fn a_record_is_begun_beside_its_assessment() {
    let folder = folder();
    let at = folder.path();
    fs::create_dir(at.join("r8")).expect("a folder");
    new(at, &["r8/a.yaml", "--answers", "-"], &answers("いいえ"));
    let input = "no.yaml\nr8/a.yaml\n架空市個人情報保護審議会\n\n";
    let output = new(at, &["--form", "点検記録"], input);
    let words = said(&output);
    assert!(
        output.status.success() && words.contains("ファイルがありません"),
        "{words}"
    );
    let record = fs::read_to_string(at.join("r8/a-点検記録.yaml")).expect("a record");
    for written in [
        "様式: 点検記録",
        "件名: 児童手当の支給に関する事務に係る特定個人情報保護評価について",
        "ファイル: a.yaml",
        "名称: 架空市個人情報保護審議会",
        "# 諮問:",
    ] {
        assert!(record.contains(written), "{written}: {record}");
    }
    assert_eq!(codes(at, "r8/a-点検記録.yaml"), [""; 0]);
    let answers = "評価書のファイル: r8/a.yaml\n点検する機関: 架空市個人情報保護審議会\n";
    let output = new(
        at,
        &["r8/b.yaml", "--form", "点検記録", "--answers", "-"],
        answers,
    );
    assert!(output.status.success(), "{}", said(&output));
    let other = fs::read_to_string(at.join("r8/b.yaml")).expect("a record");
    assert_eq!(other, record);
}

#[test]
fn names_with_signs_of_yaml_stay_names() {
    let folder = folder();
    let at = folder.path();
    let answers = r#"機関: 架空市長
事務: "児童手当: の #1 に関する事務"
対象人数: 40万
取扱者数: 30人
重大事故: なし
情報連携: 行わない
システム: ["- 箇条 # ?", "'引用'", "[角] {波}", "* & ! %", "null", "012", "| 棒", "a\u202Eb"]
ファイル:
  - 名称: "ファイル: 其の一 #2"
    委託:
      - {名称: "保守: 一 # x", 委託先名: "株式会社: \"A\"", 再委託: はい}
    提供先: ["a: b # c"]
    移転先: ["※"]
"#;
    let output = new(at, &["a.yaml", "--answers", "-"], answers);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(codes(at, "a.yaml"), ["S004"]);
    let draft = fs::read_to_string(at.join("a.yaml")).expect("a draft");
    // What is offered in comments is YAML, too, once the sign of the comment is deleted.
    let figure = draft.split("    # 登場者:").nth(1).expect("the figure");
    let end = figure.find("\n  #").expect("its end");
    let opened = draft.replace(
        &format!("    # 登場者:{}", &figure[..end]),
        &format!("    登場者:{}", figure[..end].replace("    # ", "    ")),
    );
    fs::write(at.join("b.yaml"), opened.replace("○○", "本人")).expect("a file");
    let codes = codes(at, "b.yaml");
    assert!(
        !codes
            .iter()
            .any(|code| code.starts_with(['Y', 'S']) && code != "S004"),
        "{codes:?}"
    );
}

#[test]
fn the_next_year_begins_with_what_the_last_one_says() {
    let folder = folder();
    let at = folder.path();
    for old in ["kakuu-jido-teate", "kakuu-yobosesshu"] {
        let path = format!("{}/assessments/{old}.yaml", env!("CARGO_MANIFEST_DIR"));
        let input = format!("\n\n5\n2\n2\n{}", "\n".repeat(200));
        let file = format!("{old}.yaml");
        let output = new(at, &[&file, "--like", &path], &input);
        assert!(output.status.success(), "{}", said(&output));
        assert_eq!(codes(at, &file), ["S004", "S025"], "{old}");
    }
}
