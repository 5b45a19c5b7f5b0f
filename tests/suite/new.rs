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
        "平成28年4月1日",
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

/// What is found where something is blank, and of the boxes of a group none is ticked.
const BLANKS: [&str; 2] = ["S004", "S015"];

const FULL: [&str; 5] = ["架空市長", "児童手当の支給に関する事務", "40万人", "2", "2"];

/// The same answers as a file.
fn answers(given_on: &str) -> String {
    format!(
        "評価実施機関名: 架空市長\n事務の名称: 児童手当の支給に関する事務\n対象人数: 30万人以上\n取扱者数: 500人未満\n\
         重大事故の有無: 発生なし\n評価書番号: \"12\"\n部署: こども給付課\n所属長の役職名: こども給付課長\n\
         使用するシステム: [児童手当システム, 中間サーバー]\n情報連携: 照会と提供\n特定個人情報ファイル:\n  \
         - 名称: 児童手当ファイル\n    保有開始日: H28.4.1\n    委託:\n      - 名称: 児童手当システムの運用保守業務\n        \
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
    assert_eq!(codes(at, "a.yaml"), BLANKS);
    assert!(said(&by_lines).contains("hyokasho check a.yaml"));
    for written in [
        "評価書名: 児童手当の支給に関する事務　全項目評価書",
        "対象人数: 30万人以上",
        "しきい値判断結果: 基礎項目評価及び全項目評価の実施が義務付けられる",
        "保有開始日: 平成28年4月1日",
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
        assert_eq!(codes(at, &file), BLANKS);
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
        assert_eq!(codes(folder.path(), "a.yaml"), BLANKS, "{people}");
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
        assert_eq!(codes(at, name), BLANKS, "{name}");
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
fn silly_answers_are_asked_for_again_in_plain_words() {
    let folder = folder();
    let mut threshold = vec!["…", "○○市長", "架空市長"];
    threshold.extend(["12", "未定", "児童手当の支給に関する事務"]);
    // Below 300,000 people the assessment is voluntary.
    threshold.extend(["-5", "10億人", "0人", "3.5万人", "500人未満", "2", "はい"]);
    let input = lines(&threshold, "いいえ");
    let day = "平成28年4月1日";
    let input = input.replacen(day, &format!("令和7年13月\n3000-01-01\n{day}"), 1);
    let output = new(folder.path(), &["a.yaml"], &input);
    let words = said(&output);
    assert!(output.status.success(), "{words}");
    for told in [
        "記号だけでは名になりません",
        "「○○」などの印を、実際の名に替えて",
        "番号ではなく、名を",
        "「未定」は名になりません",
        "人数に負の数はありません",
        "「10億人」は、日本の人口より多い",
        "0人では評価の対象になりません",
        "「令和7年13月」は暦にありません",
        "「3000-01-01」は、遠すぎる日付です",
    ] {
        assert!(words.contains(told), "{told}: {words}");
    }
    let draft = fs::read_to_string(folder.path().join("a.yaml")).expect("a draft");
    assert!(draft.contains("対象人数: 1万人以上10万人未満"), "{draft}");
    assert_eq!(codes(folder.path(), "a.yaml"), BLANKS);
}

#[test]
fn what_was_taken_back_is_offered_again() {
    let folder = folder();
    let all = lines(&FULL, "いいえ");
    let (first, rest) = all.split_at(all.find("\n40万人").expect("the third answer") + 1);
    // Two questions back, the first of them answered anew, the other as before.
    let input = format!("{first}戻る\nもどる\n仮想市長\n\n{rest}");
    let output = new(folder.path(), &["a.yaml"], &input);
    let words = said(&output);
    assert!(output.status.success(), "{words}");
    for (told, times) in [
        ("Enter を押すと「架空市長」になります", 1),
        ("Enter を押すと「児童手当の支給に関する事務」になります", 2),
    ] {
        assert_eq!(words.matches(told).count(), times, "{told}: {words}");
    }
    let draft = fs::read_to_string(folder.path().join("a.yaml")).expect("a draft");
    assert!(draft.contains("評価実施機関名: 仮想市長"), "{draft}");
    assert!(draft.contains("事務の名称: 児童手当の支給に関する事務"));
    // Of another question nothing is offered: a list that was left is asked for from its beginning.
    let input = format!("{all}戻る\n戻る\n\n\n\n");
    let output = new(folder.path(), &[], &input);
    let words = said(&output);
    assert!(output.status.success(), "{words}");
    assert!(words.contains("下書きを作りました"), "{words}");
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
        "標準入力:1:",
        "標準入力:2:",
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
    assert_eq!(codes(folder.path(), "a.yaml"), BLANKS);
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
    assert!(said(&output).contains("個人情報保護委員会の様式で作って"));
    for (form, near) in [
        ("全項目", "全項目評価書"),
        ("zenkoumoku", "全項目評価書"),
        ("点検", "点検記録"),
    ] {
        let output = new(folder.path(), &["a.yaml", "--form", form], "");
        assert_eq!(output.status.code(), Some(2));
        let told = format!("「{near}」ではありませんか");
        assert!(said(&output).contains(&told), "{}", said(&output));
    }
}

/// How many places the check names as blank.
fn blanks(folder: &Path, file: &str) -> usize {
    let json = check(folder, &[file, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("a report");
    let found = report["diagnostics"].as_array().expect("findings");
    let places = |found: &serde_json::Value| {
        let related = found["related"].as_array().expect("places");
        let places = related.iter().filter(|label| label["role"] == "place");
        1 + places.count()
    };
    found.iter().map(places).sum()
}

#[test]
fn every_key_that_is_to_be_filled_in_is_counted() {
    let folder = folder();
    let at = folder.path();
    let without_systems = answers("いいえ").replace(
        "使用するシステム: [児童手当システム, 中間サーバー]",
        "使用するシステム: なし",
    );
    for (name, answers) in [("a.yaml", answers("いいえ")), ("b.yaml", without_systems)] {
        let output = new(at, &[name, "--answers", "-"], &answers);
        let words = said(&output);
        // An entry that was only begun is blank, not too many.
        assert_eq!(codes(at, name), BLANKS, "{words}");
        let blanks = blanks(at, name);
        assert!(blanks > 80, "{blanks}");
        let told = format!("これから書く所（空欄）: {blanks} か所");
        assert!(words.contains(&told), "{told}: {words}");
    }
    let review = check(at, &["b.yaml", "--stage", "review"]);
    let review = review.replace("\n            ", "");
    for told in [
        "Ⅰ２ 使用するシステム の見出しが、どれも空欄になっている（2か所）",
        "Ⅲ２ 特定個人情報の入手 の見出しが、どれも空欄になっている（11か所）",
    ] {
        assert!(review.contains(told), "{told}: {review}");
    }
    // Nobody is told to write keys that stand there.
    assert!(
        !review.contains("「目的外の入手が行われるリスク:」"),
        "{review}"
    );
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
システム: ["- 箇条 # ?", "'引用'", "[角] {波}", "* & ! % 甲", "null", "012 号", "| 棒", "a\u202Eb"]
ファイル:
  - 名称: "ファイル: 其の一 #2"
    委託:
      - {名称: "保守: 一 # x", 委託先名: "株式会社: \"A\"", 再委託: はい}
    提供先: ["a: b # c"]
    移転先: ["※1 課"]
"#;
    let output = new(at, &["a.yaml", "--answers", "-"], answers);
    assert!(output.status.success(), "{}", said(&output));
    assert_eq!(codes(at, "a.yaml"), BLANKS);
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
            .any(|code| code.starts_with(['Y', 'S']) && !BLANKS.contains(&code.as_str())),
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

#[test]
fn what_goes_against_the_answers_is_not_taken_over() {
    let folder = folder();
    let at = folder.path();
    let old = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assessments/kakuu-yobosesshu.yaml"
    );
    let answers = |linkage: &str, recipients: &str| {
        format!(
            "機関: 架空市長\n事務: 予防接種に関する事務\n対象人数: 40万人\n取扱者数: 500人未満\n重大事故: 発生なし\n\
             システム: [健康管理システム, 団体内統合宛名システム, 中間サーバー, 申請管理システム]\n\
             情報連携: {linkage}\nファイル:\n  - 名称: 予防接種ファイル\n    委託: なし\n    \
             提供先: {recipients}\n    移転先: なし\n"
        )
    };
    let recipient = "[市町村長（予防接種法による予防接種の実施に関する事務）]";
    // One recipient of three: the list of all that are answered is not that of now.
    let output = new(
        at,
        &["a.yaml", "--answers", "-", "--like", old],
        &answers("照会と提供", recipient),
    );
    assert!(output.status.success(), "{}", said(&output));
    let found = codes(at, "a.yaml");
    assert!(!found.contains(&"L016".to_owned()), "{found:?}");
    let draft = fs::read_to_string(at.join("a.yaml")).expect("a draft");
    assert!(!draft.contains("情報提供の根拠　25の項、26の項"), "{draft}");
    // Where it was left out, that is said.
    let told =
        "前の評価書（kakuu-yobosesshu.yaml Ⅰ６②）の記載は、今回の答えと合わないので写していません";
    assert!(draft.contains(told), "{draft}");
    // Nothing is asked of others: that something comes in this way is not taken over.
    let output = new(
        at,
        &["b.yaml", "--answers", "-", "--like", old],
        &answers("提供だけ", recipient),
    );
    assert!(output.status.success(), "{}", said(&output));
    let found = codes(at, "b.yaml");
    let against = ["X001", "X002", "L016"].map(str::to_owned);
    assert!(
        found.iter().all(|code| !against.contains(code)),
        "{found:?}"
    );
    // What the older one has wrong in itself stays, for a person to see.
    assert!(found.contains(&"S025".to_owned()), "{found:?}");
}
