//! An office with a standard, fonts and templates of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::diff::EXAMPLE;

/// A folder with an assessment and settings.
struct Office {
    folder: TempDir,
}

/// How a run ended.
struct Run {
    code: Option<i32>,
    said: String,
}

impl Office {
    fn with(settings: &str, files: &[(&str, &[u8])]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let office = Office { folder };
        office.write("a.yaml", EXAMPLE.as_bytes());
        office.write("hyokasho.toml", settings.as_bytes());
        files
            .iter()
            .for_each(|(name, text)| office.write(name, text));
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    fn page(&self, name: &str) -> String {
        String::from_utf8(self.read(name)).expect("a page")
    }

    fn run(&self, args: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_hyokasho"))
            .args(args)
            .current_dir(self.folder.path())
            .output()
            .expect("hyokasho runs");
        let said = [output.stdout, output.stderr].concat();
        Run {
            code: output.status.code(),
            said: String::from_utf8_lossy(&said).into_owned(),
        }
    }

    fn build(&self, format: &str) -> Run {
        self.run(&["build", "a.yaml", "--format", format])
    }

    /// Builds nothing, and says why.
    fn refused(&self) -> String {
        let run = self.build("html");
        assert_eq!(run.code, Some(2), "{}", run.said);
        assert!(!self.path("out").exists());
        run.said
    }
}

const TEMPLATES: &str = "templates = \"office\"\n";

#[test]
fn a_style_of_an_office_is_the_style_of_every_page() {
    let style = ".office { color: rebeccapurple }\n";
    let office = Office::with(TEMPLATES, &[("office/html/style.css", style.as_bytes())]);
    office.run(&["build", "a.yaml", "--format", "html", "--with-findings"]);
    for page in ["out/a.html", "out/a.findings.html", "out/index.html"] {
        let page = office.page(page);
        assert!(page.contains(style) && !page.contains(".drawing rect"));
    }
    office.write("b.yaml", EXAMPLE.replace("予診票", "予診用紙").as_bytes());
    office.run(&["diff", "a.yaml", "b.yaml", "--format", "html"]);
    assert!(office.page("out/b.redline.html").contains(style));
}

#[test]
fn a_template_that_does_not_fit_the_data_leaves_no_page() {
    let page =
        "{% extends \"base.html\" %}\n{% block body %}\n{{ veiw.meta.title }}{% endblock body %}";
    let office = Office::with(TEMPLATES, &[("office/html/page.html", page.as_bytes())]);
    let run = office.build("html");
    assert_eq!(run.code, Some(2));
    assert!(
        run.said.contains("html/page.html の3行目") && run.said.contains("view（評価書の内容）"),
        "{}",
        run.said
    );
    assert!(!office.path("out/a.html").exists());
}

#[test]
fn a_template_that_is_no_template_stops_the_build() {
    let office = Office::with(TEMPLATES, &[("office/html/page.html", b"{% if")]);
    let said = office.refused();
    assert!(
        said.contains("hyokasho.toml:1:13: ") && said.contains("html/page.html の1行目"),
        "{said}"
    );
    let office = Office::with(TEMPLATES, &[("office/html/page.html", b"\x83\x74")]);
    assert!(office.refused().contains("UTF-8"));
    let office = Office::with(TEMPLATES, &[("office/html/.swp", b"")]);
    assert!(office.refused().contains("ひな形がありません"));
    let office = Office::with(
        TEMPLATES,
        &[("office/html/style.css", &vec![b' '; 1_048_577])],
    );
    assert!(office.refused().contains("1 MB"));
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    let link = |to: &Path, from: PathBuf| std::os::unix::fs::symlink(to, from).expect("a link");
    let office = Office::with(
        TEMPLATES,
        &[("office/html/page.html", b"x"), ("secret.css", b"x")],
    );
    link(
        &office.path("secret.css"),
        office.path("office/html/style.css"),
    );
    assert!(
        office
            .refused()
            .contains("「html/style.css」は、ひな形のフォルダーの外")
    );

    let outside = tempfile::tempdir().expect("a folder");
    fs::create_dir(outside.path().join("html")).expect("a folder");
    let office = Office::with(TEMPLATES, &[]);
    link(outside.path(), office.path("office"));
    assert!(
        office
            .refused()
            .contains("「office」は設定ファイルのあるフォルダーの外")
    );

    let office = Office::with("fonts = [\"f.ttf\"]", &[]);
    link(Path::new("/etc/hostname"), office.path("f.ttf"));
    assert!(
        office
            .refused()
            .contains("「f.ttf」は設定ファイルのあるフォルダーの外")
    );
}

#[test]
fn the_redline_of_a_draft_says_so() {
    let office = Office::with("stage = \"draft\"", &[]);
    office.write("b.yaml", EXAMPLE.replace("予診票", "予診用紙").as_bytes());
    let badge = "<strong class=\"badge\">素案</strong>";
    let page = |args: &[&str]| {
        office.run(&[&["diff", "a.yaml", "b.yaml", "--format", "html"], args].concat());
        office.page("out/b.redline.html")
    };
    assert!(page(&[]).contains(badge));
    assert!(!page(&["--stage", "publish"]).contains(badge));
    assert!(!page(&["--no-config"]).contains(badge));
    office.run(&["build", "b.yaml", "--base", "a.yaml", "--format", "html"]);
    assert!(office.page("out/b.redline.html").contains(badge));
}

#[cfg(feature = "pdf")]
mod pdf {
    use super::*;
    use crate::outputs::pdf::is_sound;

    const FONT: &[u8] = include_bytes!("../fonts/kakuu-gaiji.ttf");

    fn output_of(program: &str, args: &[&str], file: &Path) -> String {
        let output = Command::new(program).args(args).arg(file).output();
        let output = output.unwrap_or_else(|e| panic!("{program} is needed for this test: {e}"));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    fn text(file: &Path) -> String {
        let output = Command::new("pdftotext").arg(file).arg("-").output();
        let output = output.expect("pdftotext runs");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// What other programs find in the whole worked example: version, level, attached files.
    #[test]
    fn each_standard_holds_for_a_whole_draft() {
        for (name, version, attached) in [
            ("a-3a", "1.7", 1),
            ("a-3b", "1.7", 1),
            ("a-2a", "1.7", 0),
            ("a-2b", "1.7", 0),
            ("a-1a", "1.4", 0),
            ("a-1b", "1.4", 0),
            ("1.7", "1.7", 1),
        ] {
            let office = Office::with(&format!("pdf-standard = \"{name}\""), &[]);
            let run = office.build("pdf");
            assert_eq!(run.code, Some(0), "{name}: {}", run.said);
            let without = format!("PDF の規格 {name}");
            assert_eq!(
                run.said.contains(&without),
                attached == 0,
                "{name}: {}",
                run.said
            );
            let file = office.path("out/a.pdf");
            is_sound(&file);
            let info = output_of("pdfinfo", &[], &file);
            assert!(
                info.contains(&format!("PDF version:     {version}")),
                "{name}: {info}"
            );
            let list = output_of("pdfdetach", &["-list"], &file);
            assert!(
                list.starts_with(&format!("{attached} embedded")),
                "{name}: {list}"
            );
            assert!(text(&file).contains("架空市"), "{name}");
            let meta = output_of("pdfinfo", &["-meta"], &file);
            let part = name.strip_prefix("a-").map(|level| level.split_at(1).0);
            let says = part.map(|part| format!("<pdfaid:part>{part}</pdfaid:part>"));
            assert_eq!(says.is_some(), meta.contains("pdfaid:part"), "{name}");
            assert!(
                says.is_none_or(|says| meta.contains(&says)),
                "{name}: {meta}"
            );
            let first = office.read("out/a.pdf");
            office.build("pdf");
            assert!(first == office.read("out/a.pdf"), "{name} differs");
        }
    }

    #[test]
    fn comments_go_out_with_a_pdf_only_where_that_is_asked_for() {
        for (settings, kept) in [("", false), ("keep-comments = true", true)] {
            let office = Office::with(settings, &[]);
            let run = office.run(&["build", "a.yaml", "--format", "pdf", "--stage", "publish"]);
            assert_eq!(run.code, Some(0), "{}", run.said);
            assert_eq!(run.said.contains("件を除きました"), !kept, "{}", run.said);
            let file = office.path("out/a.pdf");
            let taken = office.path("taken.yaml");
            let taken_to = taken.to_string_lossy().into_owned();
            output_of("pdfdetach", &["-save", "1", "-o", &taken_to], &file);
            let yaml = office.page("taken.yaml");
            assert_eq!(yaml.contains("覚え書き"), kept);
            assert!(yaml.contains("評価書名: 予防接種に関する事務"));
        }
    }

    #[test]
    fn the_command_line_counts_more_than_the_settings() {
        let office = Office::with("pdf-standard = \"a-1b\"", &[]);
        office.write("b.yaml", EXAMPLE.replace("予診票", "予診用紙").as_bytes());
        let diff = ["diff", "a.yaml", "b.yaml", "--format", "pdf"];
        let file = office.path("out/b.redline.pdf");
        office.run(&diff);
        assert!(output_of("pdfinfo", &[], &file).contains("1.4"));
        office.run(&[&diff[..], &["--pdf-standard", "a-3a"]].concat());
        assert!(output_of("pdfinfo", &["-meta"], &file).contains("<pdfaid:part>3<"));
    }

    #[test]
    fn a_font_prints_what_ours_lacks_and_nothing_else() {
        let office = Office::with(
            "stage = \"publish\"\nfonts = [\"f.ttf\"]",
            &[("f.ttf", FONT)],
        );
        let unusual = EXAMPLE.replace("架空市", "𠮷☑市");
        office.write("a.yaml", unusual.as_bytes());
        office.build("pdf");
        let file = office.path("out/a.pdf");
        is_sound(&file);
        let text = text(&file);
        assert!(text.contains("𠮷☑市") && !text.contains('〓'));
        let fonts = output_of("pdffonts", &[], &file);
        assert!(
            fonts.contains("KakuuGaiji") && fonts.contains("BIZUDGothic"),
            "{fonts}"
        );
        assert!(fonts.contains("NotoSansSymbols"), "{fonts}");
        let first = office.read("out/a.pdf");
        office.build("pdf");
        assert!(first == office.read("out/a.pdf"));

        let run = office.run(&[
            "build",
            "a.yaml",
            "--format",
            "pdf",
            "--no-config",
            "--stage",
            "publish",
        ]);
        assert_eq!(run.code, Some(1));
        assert!(run.said.contains("U+20BB7"), "{}", run.said);
    }

    #[test]
    fn a_cover_of_an_office_with_its_picture() {
        let cover = "#let cover(form, blocks) = [架空市の表紙 #image(\"logo.svg\", alt: \"市章\")]";
        let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>";
        let files: [(&str, &[u8]); 2] = [
            ("office/pdf/cover.typ", cover.as_bytes()),
            ("office/pdf/logo.svg", logo.as_bytes()),
        ];
        let office = Office::with(TEMPLATES, &files);
        let run = office.build("pdf");
        assert_eq!(run.code, Some(0), "{}", run.said);
        is_sound(&office.path("out/a.pdf"));
        assert!(text(&office.path("out/a.pdf")).contains("架空市の表紙"));

        office.write(
            "office/pdf/cover.typ",
            b"#let cover(form, blocks) = {\n  image(\"logo.svg\")\n  form.titel\n}",
        );
        let run = office.build("pdf");
        assert_eq!(run.code, Some(2));
        let place = ["cover.typ 3行目", "/view.json（評価書の内容）"];
        assert!(
            place.iter().all(|words| run.said.contains(words)),
            "{}",
            run.said
        );
    }

    #[test]
    fn the_pages_of_a_draft_redline_have_the_watermark() {
        let office = Office::with("", &[]);
        office.write("b.yaml", EXAMPLE.replace("予診票", "予診用紙").as_bytes());
        let redline = |stage: &str| {
            office.run(&[
                "diff", "a.yaml", "b.yaml", "--format", "pdf", "--stage", stage,
            ]);
            let file = office.path("out/b.redline.pdf");
            is_sound(&file);
            let output = Command::new("pdftotext")
                .args(["-raw"])
                .arg(&file)
                .arg("-")
                .output();
            let text =
                String::from_utf8_lossy(&output.expect("pdftotext runs").stdout).into_owned();
            // The watermark is slanted: each character is a line of its own.
            text.matches("素\n案").count()
        };
        assert_eq!(redline("publish"), 0);
        assert!(redline("draft") > 1);
    }
}
