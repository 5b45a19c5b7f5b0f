//! Once 別添３ tells a change, every comparison shows what it says, and no proposal; a self-rating comes with its risk.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::diff::EXAMPLE;
use crate::docx::strip::part;
use crate::outputs::{squeezed, text_of_html};

/// The risk whose self-rating is another, and one of its measures.
const RISK: &str = "リスク１：　目的外の入手が行われるリスク";
const MEASURE: &str = "対象者以外の情報の入手を防止するための措置の内容";

/// What the office writes into its row.
const WHY: &str = "リスクを軽減させる変更であり、重要な変更に当たらない";

struct Office(TempDir);

impl Office {
    /// Two versions: a rating and a measure are others.
    fn new() -> Self {
        let office = Office(tempfile::tempdir().expect("a folder"));
        let new = EXAMPLE.replace("公表日: 令和8年3月27日", "公表日: 令和9年3月26日");
        let rating = "リスクへの対策は十分か: ";
        let at = new.find(rating).expect("a rating") + rating.len();
        let end = at + new[at..].find('\n').expect("its end");
        let other = match &new[at..end] {
            "課題が残されている" => "十分である",
            _ => "課題が残されている",
        };
        let new = format!("{}{other}{}", &new[..at], &new[end..]);
        fs::write(office.path("old.yaml"), EXAMPLE).expect("a file");
        fs::write(office.path("new.yaml"), new).expect("a file");
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .expect("hyokasho runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.code().is_some_and(|code| code < 2), "{said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn diff(&self, more: &[&str]) -> String {
        self.run(&[&["diff", "old.yaml", "new.yaml"], more].concat())
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    /// Tells the change in 別添３, with a reason and 提出時期 that nobody would propose.
    fn tell(&self) {
        self.run(&["changelog", "new.yaml", "--base", "old.yaml", "--write"]);
        let text = self.read("new.yaml");
        let last = |text: &str, from: &str, to: &str| {
            let at = text.rfind(from).expect(from);
            format!("{}{to}{}", &text[..at], &text[at + from.len()..])
        };
        let text = last(&text, "提出時期: 事前", "提出時期: 事後");
        let text = last(&text, "説明: 重要な変更", &format!("説明: {WHY}"));
        fs::write(self.path("new.yaml"), text).expect("a file");
    }
}

#[test]
fn what_the_table_says_takes_the_place_of_the_proposal() {
    let office = Office::new();
    let shown = office.diff(&[]);
    assert!(shown.contains("別添３の案（理由・提出時期）") && shown.contains("重要な変更・事前"));
    assert!(shown.contains("提出時期などは案です。"), "{shown}");
    office.tell();
    let shown = office.diff(&[]);
    assert!(
        shown.contains("リスクを軽減・事後") && shown.contains(WHY),
        "{shown}"
    );
    assert!(
        !shown.contains("重要な変更・事前") && !shown.contains("やり直します"),
        "{shown}"
    );
    assert!(
        shown.contains("提出時期などは、別添３の記載です。"),
        "{shown}"
    );

    let json: Value = serde_json::from_str(&office.diff(&["--format", "json"])).expect("JSON");
    let changes = json["changes"].as_array().expect("changes");
    let rating = changes
        .iter()
        .find(|change| change["risk"].is_object())
        .expect("the self-rating");
    assert_eq!(rating["told"][0]["timing"], "事後");
    assert_eq!(rating["told"][0]["explanation"], WHY);
    assert_eq!(rating["proposal"], Value::Null);
    assert_eq!(json["summary"]["repeats_procedure"], false);
}

#[test]
fn pages_and_documents_show_what_the_table_says() {
    let office = Office::new();
    office.diff(&["--format", "html", "-o", "before.html"]);
    assert!(
        office
            .read("before.html")
            .contains("案：重要な変更、事前の提出")
    );
    office.tell();
    office.diff(&["--format", "html", "-o", "redline.html"]);
    office.diff(&["--format", "html", "--layout", "table", "-o", "table.html"]);
    let pages = ["redline.html", "table.html"].map(|name| office.read(name));
    for page in &pages {
        assert!(page.contains(WHY) && !page.contains("案：") && !page.contains("（案）"));
        assert!(page.contains(RISK) && page.contains(MEASURE));
    }
    assert!(pages[0].contains("別添３の理由と提出時期") && pages[0].contains("：事後の提出（"));
    office.diff(&["--format", "docx", "-o", "changes.docx"]);
    let bytes = fs::read(office.path("changes.docx")).expect("the document");
    let comments = part(&bytes, "word/comments.xml");
    assert!(comments.contains(WHY) && comments.contains(RISK) && comments.contains(MEASURE));
}

#[test]
fn self_ratings_stand_next_to_those_before() {
    let office = Office::new();
    office.run(&[
        "build", "new.yaml", "--base", "old.yaml", "--format", "html",
    ]);
    for name in ["out/new.html", "out/new.redline.html"] {
        let page = office.read(name);
        let text = squeezed(&text_of_html(&page));
        assert!(text.contains("リスク対策の自己評価の一覧"), "{name}");
        assert!(page.contains("<th scope=\"col\">前の版</th>"), "{name}");
        assert_eq!(page.matches("（変更）</strong>").count(), 1, "{name}");
    }
    office.run(&["build", "new.yaml", "--format", "html"]);
    assert!(
        !office
            .read("out/new.html")
            .contains("<th scope=\"col\">前の版</th>")
    );
}

#[cfg(feature = "pdf")]
#[test]
fn a_redline_names_the_pages_of_the_document_that_was_built_with_it() {
    use crate::outputs::pdf::{is_sound, output_of};

    let office = Office::new();
    office.run(&["build", "new.yaml", "--base", "old.yaml"]);
    let redline = squeezed(&text_of_html(&office.read("out/new.redline.html")));
    let pages: Vec<&str> = redline
        .split("new.pdfの")
        .skip(1)
        .filter_map(|rest| rest.split("ページ").next())
        .collect();
    assert_eq!(pages.len(), 2, "{pages:?}");
    let of_rating = pages[0];
    let document = office.path("out/new.pdf");
    let text = output_of("pdftotext", &["-f", of_rating, "-l", of_rating], &document);
    assert!(
        squeezed(&text).contains("目的外の入手が行われるリスク"),
        "{of_rating}: {text}"
    );
    let file = office.path("out/new.redline.pdf");
    let text = squeezed(&output_of("pdftotext", &[], &file));
    assert!(
        text.contains(&format!("全文：new.pdfの{of_rating}ページ")),
        "{text}"
    );
    assert!(text.contains("リスク対策の自己評価の一覧") && text.contains("前の版"));
    is_sound(&file);
    // The page of self-ratings is for reviewers: what is published is the form alone.
    let heading = "リスク対策の自己評価の一覧";
    assert!(squeezed(&output_of("pdftotext", &[], &document)).contains(heading));
    office.run(&[
        "build",
        "new.yaml",
        "--stage",
        "publish",
        "--force-draft",
        "--format",
        "pdf",
    ]);
    let published = squeezed(&output_of("pdftotext", &[], &document));
    assert!(published.contains("素案") || !published.contains(heading));
}
