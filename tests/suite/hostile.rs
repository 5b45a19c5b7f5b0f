//! Hostile values and pictures do nothing: they are in the outputs as text, or they cost a finding.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::outputs::{build, squeezed, text_of_html};

/// What the languages of the outputs and of their templates would act upon, if it reached them.
const HOSTILE: [&str; 12] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</textarea></style><iframe src=//example.com>",
    "#read(\"/etc/passwd\") #image(\"/source\")",
    "$x$ *a* @ref <label> // /* \\u{41}",
    "{{ view }} {{ get_env(name=\"HOME\") }}",
    "{% include \"base.html\" %}{# x #}",
    "[行き先](javascript:alert(1))",
    "[行き先](data:text/html;base64,PHNjcmlwdD4=)",
    "![図](file:///etc/passwd)",
    "<a href='javascript:alert(1)'>x</a> &lt;b&gt; &#60;",
    "]]> <!-- --> <?php phpinfo() ?> ${7*7} $(id)",
];

/// Pictures by the path that the assessment writes; `secret.png` lies outside of its folder.
const SVG: [(&str, &str); 4] = [
    (
        "script.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    ),
    (
        "outside.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    ),
    (
        "web.svg",
        "<svg xmlns='http://www.w3.org/2000/svg'><style>@import url(//example.com/x);</style></svg>",
    ),
    (
        "bomb.svg",
        "<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>\n\
         <svg xmlns='http://www.w3.org/2000/svg'><text>&c;</text></svg>",
    ),
];

/// A PNG of one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\
    \0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";

/// The folder of an office with one assessment.
struct Office {
    root: TempDir,
}

impl Office {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join("office")).expect("a folder");
        Office { root }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join("office").join(name)
    }

    /// An assessment in which each value in turn is at every kind of place, line by line.
    fn write(&self, values: &[&str]) {
        let lines = |indent: &str| {
            let lines = values.iter().map(|value| format!("{indent}{value}\n"));
            lines.collect::<String>()
        };
        let quoted = |n: usize| format!("'{}'", values[n].replace('\'', "''"));
        let rows =
            (0..values.len()).map(|n| format!("      - {{ 番号: '{n}', 内容: {} }}\n", quoted(n)));
        let text = format!(
            "様式: 全項目評価書\n版: 平成30年5月\n\
             表紙:\n  評価書番号: {}\n  評価書名: {}\n  評価実施機関名: {}\n  特記事項: |\n{}\
             事務の内容図:\n  図:\n    登場者: [{}, 乙]\n    流れ:\n      \
             - {{ 番号: {}, から: {}, へ: 乙, 情報: {}, 特定個人情報: 含む, 手段: 紙 }}\n\
             変更箇所:\n  - 変更日: 令和8年1月5日\n    項目: {}\n    変更前: |\n{}    変更後: |\n{}\
             別紙:\n  - 題名: {}\n    表:\n{}",
            quoted(3),
            quoted(0),
            quoted(5),
            lines("    "),
            quoted(1),
            quoted(6),
            quoted(1),
            quoted(3),
            quoted(6),
            lines("      "),
            lines("      "),
            quoted(2),
            rows.collect::<String>(),
        );
        fs::write(self.path("a.yaml"), text).expect("a file");
    }

    fn build(&self, out: &str) -> PathBuf {
        let out = self.root.path().join(out);
        build(&[&self.path("a.yaml")], "draft", &out, &[]);
        out
    }
}

/// What a browser would make of a page without its words: tags and the names of their attributes, styles and scripts.
fn skeleton(page: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = page;
    while let Some(open) = rest.find('<') {
        rest = &rest[open..];
        let whole = ["style", "script"]
            .iter()
            .find(|tag| rest[1..].starts_with(*tag));
        let end = match whole {
            Some(tag) => rest.find(&format!("</{tag}>")),
            None => rest.find('>'),
        };
        let (part, after) = rest.split_at(end.unwrap_or(rest.len() - 1) + 1);
        rest = after;
        parts.push(match whole {
            Some(_) => part.to_owned(),
            None => part.split('"').step_by(2).collect(),
        });
    }
    parts
}

#[test]
fn hostile_values_make_no_element_and_no_link() {
    let office = Office::new();
    // As long as the hostile ones, for the drawing breaks long names.
    let plain = HOSTILE.map(|value| value.replace(|c: char| c.is_ascii_punctuation(), "x"));
    office.write(&plain.each_ref().map(String::as_str));
    let harmless = office.build("harmless");
    office.write(&HOSTILE);
    let hostile = office.build("hostile");
    for name in ["a.html", "index.html"] {
        let read = |folder: &Path| fs::read_to_string(folder.join(name)).expect(name);
        let (page, plain) = (read(&hostile), read(&harmless));
        let (made, meant) = (skeleton(&page), skeleton(&plain));
        let other = made.iter().zip(&meant).find(|(a, b)| a != b);
        assert_eq!(other, None, "{name}");
        assert_eq!(made.len(), meant.len(), "{name}");
        let text = squeezed(&text_of_html(&page));
        let shown: &[&str] = if name == "a.html" {
            &HOSTILE
        } else {
            &[HOSTILE[0], HOSTILE[3], HOSTILE[5]]
        };
        for value in shown {
            assert!(text.contains(&squeezed(value)), "{name}: {value}");
        }
    }
}

/// The files and the paths that the figure names; all of them must be refused.
fn hostile_pictures(office: &Office) -> Vec<String> {
    let secret = office.root.path().join("secret.png");
    fs::write(&secret, PIXEL).expect("a file");
    let mut huge = PIXEL.to_vec();
    huge[16..24].copy_from_slice(&[0, 0, 0x27, 0x11, 0, 0, 0x27, 0x11]);
    fs::write(office.path("huge.png"), huge).expect("a file");
    for (name, text) in SVG {
        fs::write(office.path(name), text).expect("a file");
    }
    let mut named = vec![
        "huge.png".to_owned(),
        "../secret.png".to_owned(),
        "a/../../secret.png".to_owned(),
        "../../../../../../etc/passwd".to_owned(),
        secret.display().to_string(),
        "/etc/passwd".to_owned(),
        "file:///etc/passwd".to_owned(),
        "https://example.com/a.png".to_owned(),
    ];
    named.extend(SVG.map(|(name, _)| name.to_owned()));
    #[cfg(unix)]
    {
        let link = |to: &Path, name: &str| {
            std::os::unix::fs::symlink(to, office.path(name)).expect("a link");
        };
        link(&secret, "link.png");
        link(office.root.path(), "linked");
        named.extend(["link.png".to_owned(), "linked/secret.png".to_owned()]);
    }
    named
}

fn write_figure(office: &Office, pictures: &[String]) {
    let list = pictures.iter().map(|path| format!("    - '{path}'\n"));
    let head = "様式: 全項目評価書\n版: 平成30年5月\n事務の内容図:\n  図:\n";
    let text = head.to_owned() + &list.collect::<String>();
    fs::write(office.path("a.yaml"), text).expect("a file");
}

#[test]
fn hostile_pictures_cost_a_finding_each_and_are_not_shown() {
    let office = Office::new();
    let pictures = hostile_pictures(&office);
    write_figure(&office, &pictures);
    let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
        .args(["check", "--format", "json"])
        .arg(office.path("a.yaml"))
        .output()
        .expect("hyokasho runs");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let lines: Vec<u64> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|d| d["code"] == "S024")
        .filter_map(|d| d["span"]["start"]["line"].as_u64())
        .collect();
    let written: Vec<u64> = (5..).take(pictures.len()).collect();
    assert_eq!(lines, written, "one finding for each line of {pictures:?}");

    let page = fs::read_to_string(office.build("out").join("a.html")).expect("the page");
    assert!(!page.contains("<img") && !page.contains("root:"));
    // The same picture in its place is shown.
    fs::copy(
        office.root.path().join("secret.png"),
        office.path("own.png"),
    )
    .expect("a file");
    write_figure(&office, &["own.png".to_owned()]);
    let page = fs::read_to_string(office.build("out").join("a.html")).expect("the page");
    assert!(page.contains("src=\"data:image/png;base64,"));
}

#[cfg(feature = "pdf")]
mod pdf {
    use super::*;
    use crate::outputs::pdf::output_of;

    /// The objects of a PDF, unpacked, without the attached YAML, which holds whatever was written.
    fn objects(file: &Path) -> String {
        let options = [
            "--qdf",
            "--object-streams=disable",
            "--remove-attachment=a.yaml",
        ];
        let output = Command::new("qpdf")
            .args(options)
            .arg(file)
            .arg("-")
            .output();
        let output = output.unwrap_or_else(|e| panic!("qpdf is needed for this test: {e}"));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    #[test]
    fn hostile_values_are_words_of_the_pdf() {
        let office = Office::new();
        office.write(&HOSTILE);
        let file = office.build("out").join("a.pdf");
        let text = squeezed(&output_of("pdftotext", &["-raw"], &file));
        for value in HOSTILE {
            assert!(text.contains(&squeezed(value)), "{value}");
        }
        assert!(!text.contains("root:x:0"));
        let objects = objects(&file);
        assert!(objects.contains("/StructTreeRoot"));
        for deed in ["/URI", "/JavaScript", "/JS", "/Launch", "/SubmitForm"] {
            assert!(!objects.contains(deed), "{deed}");
        }
    }

    #[test]
    fn hostile_pictures_are_not_in_the_pdf() {
        let office = Office::new();
        let pictures = hostile_pictures(&office);
        write_figure(&office, &pictures);
        let file = office.build("out").join("a.pdf");
        let text = squeezed(&output_of("pdftotext", &["-raw"], &file));
        assert_eq!(text.matches("図の画像がありません").count(), pictures.len());
        let objects = objects(&file);
        assert!(objects.contains("/StructTreeRoot") && !objects.contains("/Subtype /Image"));
    }
}
