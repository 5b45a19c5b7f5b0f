//! What `review` makes of a record: nothing of it is lost, no name is published, what stands in Ⅵ stays.

use std::path::Path;
use std::process::{Command, Output};

use hyokasho::form::{self, Form, ItemId, ItemKind};

use crate::outputs::{missing_from, squeezed, text_of_html};

fn review(arguments: &[&str], out: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command.arg("review").args(arguments);
    if let Some(out) = out {
        command.arg("-o").arg(out);
    }
    command.output().expect("hyokasho runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A record in which each item of the form is written with words of its own; and these words.
struct Whole {
    yaml: String,
    words: Vec<String>,
}

impl Whole {
    fn of(form: &Form) -> Self {
        let mut whole = Whole {
            yaml: "様式: 点検記録\n版: \"1\"\n".to_owned(),
            words: Vec::new(),
        };
        for &item in form.children(None) {
            if !["form", "edition"].contains(&form.items[item].id.as_str()) {
                whole.item(form, item, "", false);
            }
        }
        whole
    }

    fn word(&mut self, text: String) -> String {
        self.words.push(text.clone());
        text
    }

    /// Writes an item; `dash` begins an entry of a list.
    fn item(&mut self, form: &Form, item: ItemId, blanks: &str, dash: bool) {
        let definition = &form.items[item];
        let head = if dash {
            format!("{}- ", &blanks[..blanks.len() - 2])
        } else {
            blanks.to_owned()
        };
        self.yaml += &format!("{head}{}:", definition.key);
        let children = form.children(Some(item));
        let below = format!("{blanks}  ");
        let number = self.words.len() + 1;
        match definition.kind {
            ItemKind::List if definition.entry.is_some() => {
                self.yaml += "\n";
                let inside = format!("{blanks}    ");
                for (n, &child) in children.iter().enumerate() {
                    self.item(form, child, &inside, n == 0);
                }
            }
            ItemKind::List => {
                let word = self.word(format!("並び{number}番"));
                self.yaml += &format!("\n{below}- {word}\n");
            }
            ItemKind::Map | ItemKind::Period => {
                self.yaml += "\n";
                for &child in children {
                    self.item(form, child, &below, false);
                }
            }
            ItemKind::Date => {
                let (month, day) = (number / 28 % 12 + 1, number % 28 + 1);
                let word = self.word(format!("令和{}年{month}月{day}日", number / 336 + 3));
                self.yaml += &format!(" {word}\n");
            }
            ItemKind::Choice => {
                let word = self.word(definition.options[0].text.clone());
                self.yaml += &format!(" {word}\n");
            }
            ItemKind::ChoiceText => {
                let word = self.word(definition.options[0].text.clone());
                self.yaml += &format!("\n{below}選択: {word}\n");
                for &child in children {
                    self.item(form, child, &below, false);
                }
            }
            _ => {
                let word = self.word(format!("言葉{number}番"));
                self.yaml += &format!(" {word}\n");
            }
        }
    }
}

#[test]
fn every_leaf_of_a_record_is_in_its_paper() {
    let form = form::embedded("点検記録", "1")
        .expect("it is there")
        .expect("it is sound");
    let whole = Whole::of(form);
    assert!(whole.words.len() > 100);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("kiroku.yaml");
    std::fs::write(&file, &whole.yaml).expect("it is written");
    let arguments = [
        file.to_str().expect("a path"),
        "--paper",
        "記録",
        "--format",
        "html,docx",
    ];
    let output = review(&arguments, Some(folder.path()));
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{}",
        said(&output)
    );
    let page = folder.path().join("kiroku.記録.html");
    let page = std::fs::read_to_string(page).expect("the page");
    let missing = missing_from(&[squeezed(&text_of_html(&page))], &whole.words);
    assert!(missing.is_empty(), "{missing:#?}");
    #[cfg(feature = "pdf")]
    {
        let arguments = [
            file.to_str().expect("a path"),
            "--paper",
            "記録",
            "--format",
            "pdf",
        ];
        let output = review(&arguments, Some(folder.path()));
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{}",
            said(&output)
        );
        let pdf = folder.path().join("kiroku.記録.pdf");
        let text = Command::new("pdftotext")
            .args(["-raw"])
            .arg(&pdf)
            .arg("-")
            .output();
        let Ok(text) = text else {
            crate::outside::skip("no pdftotext");
            return;
        };
        let text = String::from_utf8_lossy(&text.stdout).into_owned();
        let pages: Vec<String> = text.split('\u{c}').map(squeezed).collect();
        let missing = missing_from(&pages, &whole.words);
        assert!(missing.is_empty(), "{missing:#?}");
    }
}

const RECORD: &str = "\
様式: 点検記録
版: \"1\"
件名: 試験の事務に係る特定個人情報保護評価について
評価書:
  - 番号: \"7\"
    ファイル: hyoka.yaml
機関:
  名称: 架空市審議会
  会長: 甲斐原礼二
  委員: [甲斐原礼二, 乙部澄江]
意見聴取:
  - 名称: 市民意見公募
    期間: {開始: 令和7年4月1日, 終了: 令和7年4月30日}
    件数: 1件
    意見:
      - 番号: \"1\"
        者: 個人某
        本文: 保管の期間を明らかにしてください。
        回答: 「保管の期間は5年とする。」と明記しました。
        対応: 修正した
        項目: [Ⅱ６②]
会議:
  - 名称: 第1回審議会
    開始日: 令和7年5月12日
    出席者: [甲斐原礼二, 乙部澄江]
    発言:
      - {発言者: 乙部澄江, 本文: 質問があります。}
諮問:
  - 番号: \"1\"
    件名: 試験の事務に係る特定個人情報保護評価について
    質疑:
      - {番号: \"1\", 者: 乙部澄江, 質問: 委託先はどこですか。}
第三者点検:
  - 実施日: 令和7年5月12日
    点検実施機関: 架空市審議会
    結果: 妥当である。
";

/// A folder with a record and the assessment that it names.
fn office(assessment: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("hyoka.yaml"), assessment).expect("it is written");
    let file = folder.path().join("kiroku.yaml");
    std::fs::write(&file, RECORD).expect("it is written");
    let name = file.to_str().expect("a path").to_owned();
    (folder, name)
}

/// Makes the papers of the worked record as pages of a folder; gives their names.
pub fn papers(folder: &Path) -> Vec<String> {
    let record =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("assessments/aone-juminzei-tenken.yaml");
    let record = record.to_str().expect("a path");
    let output = review(&[record, "--format", "html"], Some(folder));
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{}",
        said(&output)
    );
    let names = ["報告", "会議録", "質疑回答", "意見回答", "答申", "記録"];
    let names = names.map(|name| format!("aone-juminzei-tenken.{name}"));
    names.to_vec()
}

#[test]
fn papers_for_the_public_name_nobody() {
    let (folder, file) = office("様式: 全項目評価書\n表紙:\n  評価書番号: \"7\"\n");
    let out = folder.path().join("out");
    let output = review(&[&file, "--public", "--format", "html"], Some(&out));
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{}",
        said(&output)
    );
    let mut pages = 0;
    for entry in std::fs::read_dir(&out).expect("the folder") {
        let path = entry.expect("a file").path();
        let page = std::fs::read_to_string(&path).expect("a page");
        let names = ["甲斐原", "乙部", "個人某"];
        assert!(
            !names.iter().any(|name| page.contains(name)),
            "{}",
            path.display()
        );
        pages += 1;
    }
    assert!(pages >= 4, "{pages}");
    let output = review(&[&file, "--format", "html"], Some(&out));
    assert!(output.status.code().is_some_and(|code| code < 2));
    let minutes = std::fs::read_to_string(out.join("kiroku.会議録.html")).expect("the page");
    assert!(minutes.contains("乙部澄江"));
}

#[test]
fn what_is_open_is_listed() {
    let (_folder, file) = office("様式: 全項目評価書\n表紙:\n  評価書番号: \"7\"\n");
    let output = review(&["status", &file, "--as-of", "2025-06-01"], None);
    let said = said(&output);
    assert!(
        said.contains("未回答") && said.contains("諮問1質疑1"),
        "{said}"
    );
    assert!(said.contains("答えていないもの 1件"), "{said}");
}

#[test]
fn blank_items_are_filled_and_others_stay() {
    let assessment = "\
様式: 全項目評価書
表紙:
  評価書番号: \"7\"
評価実施手続:
  # 意見の聴取
  国民・住民等からの意見の聴取:
    方法: 広報紙による。   # 定例
    実施日・期間:
  第三者点検:
    実施日: # 決まりしだい
";
    let (folder, file) = office(assessment);
    let path = folder.path().join("hyoka.yaml");
    let output = review(&["fill", &file], None);
    assert!(said(&output).contains("Ⅵ２②"), "{}", said(&output));
    assert_eq!(
        std::fs::read_to_string(&path).expect("it is there"),
        assessment
    );
    let output = review(&["fill", &file, "--write"], None);
    assert!(output.status.success(), "{}", said(&output));
    let filled = std::fs::read_to_string(&path).expect("it is there");
    for line in assessment.lines().filter(|line| !line.contains("実施日")) {
        assert!(filled.contains(line), "{line}\n{filled}");
    }
    let wanted = [
        "      開始: 令和7年4月1日\n",
        "    実施日: 令和7年5月12日 # 決まりしだい\n",
        "    結果: 妥当である。\n",
    ];
    for text in wanted {
        assert!(filled.contains(text), "{text}\n{filled}");
    }
    let again = review(&["fill", &file, "--write"], None);
    assert!(again.status.success());
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), filled);
}

#[test]
fn other_commands_say_what_to_use() {
    let (folder, file) = office("様式: 全項目評価書\n表紙:\n  評価書番号: \"7\"\n");
    let out = folder.path().join("out");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
        said(&command.args(arguments).output().expect("hyokasho runs"))
    };
    let paths = folder.path().to_str().expect("a path");
    let built = run(&[
        "build",
        paths,
        "-o",
        out.to_str().expect("a path"),
        "--format",
        "html",
    ]);
    assert!(built.contains("hyokasho review"), "{built}");
    assert!(!out.join("kiroku.html").exists());
    for command in ["export", "changelog"] {
        let base: &[&str] = if command == "changelog" {
            &["--base", &file]
        } else {
            &[]
        };
        let said = run(&[&[command, &file], base].concat());
        assert!(said.contains("点検記録です"), "{said}");
    }
    let wrong = run(&[
        "review",
        folder.path().join("hyoka.yaml").to_str().expect("a path"),
    ]);
    assert!(wrong.contains("点検記録ではありません"), "{wrong}");
}

#[test]
fn values_are_text_and_papers_are_the_same_each_time() {
    let hostile = RECORD.replace(
        "市民意見公募",
        "<script>alert(1)</script> #panic() [印](javascript:alert(1)) $x$ &lt;",
    );
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("kiroku.yaml");
    std::fs::write(&file, hostile).expect("it is written");
    let file = file.to_str().expect("a path");
    let made = ["a", "b"].map(|name| {
        let out = folder.path().join(name);
        let output = review(&[file], Some(&out));
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{}",
            said(&output)
        );
        out
    });
    let mut names = 0;
    for entry in std::fs::read_dir(&made[0]).expect("the folder") {
        let name = entry.expect("a file").file_name();
        let bytes = made
            .each_ref()
            .map(|out| std::fs::read(out.join(&name)).expect("it is there"));
        assert!(bytes[0] == bytes[1], "{}", name.display());
        let page = String::from_utf8_lossy(&bytes[0]);
        assert!(
            !page.contains("<script>alert") && !page.contains("href=\"javascript"),
            "{page}"
        );
        names += 1;
    }
    assert!(names > 8, "{names}");
    let page = std::fs::read_to_string(made[0].join("kiroku.意見回答.html")).expect("the page");
    assert!(
        text_of_html(&page).contains("<script>alert(1)</script> #panic()"),
        "{page}"
    );
}
