//! The built pages in a browser: `tests/accessibility/probe.js` looks at their structure and their scripts, and axe-core at
//! WCAG 2.2 AA, on a wide window, in the dark and on a phone.
//!
//! Needs Chromium, and axe-core's `axe.min.js` at the path that `HYOKASHO_AXE` names (`npm pack axe-core`); `.ci/run` fetches
//! both. Skipped, saying so, where they are missing.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::outside::{named, skip};

const PROBE: &str = include_str!("../accessibility/probe.js");

/// Holds a page as wide as a phone; Chromium's own window can't be as narrow.
const PHONE: &str = "<!DOCTYPE html><html lang=\"ja\"><body><iframe src=\"page.html\" width=\"390\" height=\"844\"></iframe>\
    <script>TELL\nonmessage = (event) => tell(event.data);</script></body></html>";

#[derive(Clone, Copy, Debug)]
enum Screen {
    Wide,
    Dark,
    Phone,
}

struct Browser {
    program: PathBuf,
    axe: String,
}

impl Browser {
    /// The browser, where all is there that the test needs.
    fn find() -> Option<Self> {
        let axe = named("HYOKASHO_AXE")?;
        // Where it is asked for, it has to be there.
        let axe = std::fs::read_to_string(&axe).expect("HYOKASHO_AXE can be read");
        let program = std::env::var_os("CHROMIUM").map_or("chromium".into(), PathBuf::from);
        if Command::new(&program).arg("--version").output().is_err() {
            skip("there is no Chromium");
            return None;
        }
        Some(Browser { program, axe })
    }

    /// What is wrong with a page. A browser that skips time may draw no frame, without which nothing follows the reader:
    /// that is looked at again.
    fn faults(&self, page: &str, screen: Screen) -> Vec<String> {
        let is_undrawn = |found: &[String]| found.iter().all(|f| f.contains("do not follow"));
        let mut found = self.look(page, screen);
        for _ in 0..3 {
            if found.is_empty() || !is_undrawn(&found) {
                break;
            }
            found = self.look(page, screen);
        }
        found
    }

    fn look(&self, page: &str, screen: Screen) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder");
        // The page's own policy stays in force; only the probe is let in.
        let page = page.replacen("script-src ", "script-src 'nonce-probe' ", 1);
        let added =
            [self.axe.as_str(), PROBE].map(|s| format!("<script nonce=\"probe\">{s}</script>"));
        let page = page.replace("</body>", &format!("{}</body>", added.concat()));
        let tell = PROBE.find("function tell").map_or("", |at| &PROBE[at..]);
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("a file");
        };
        write("page.html", &page);
        write("phone.html", &PHONE.replace("TELL", tell));
        let (name, look) = match screen {
            Screen::Wide => ("page.html", "--window-size=1280,900"),
            Screen::Dark => ("page.html", "--blink-settings=preferredColorScheme=0"),
            Screen::Phone => ("phone.html", "--window-size=500,900"),
        };
        let mut command = Command::new(&self.program);
        command
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
            ])
            .args([
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ])
            .args(["--virtual-time-budget=60000", "--dump-dom", look])
            .arg(format!(
                "--user-data-dir={}",
                folder.path().join("user").display()
            ))
            .arg(format!("file://{}", folder.path().join(name).display()));
        let output = command.output().expect("Chromium runs");
        let dumped = String::from_utf8_lossy(&output.stdout);
        let listed = dumped
            .rsplit_once("<pre id=\"probe\">")
            .and_then(|(_, rest)| rest.split_once("</pre>"));
        let (listed, _) = listed.unwrap_or_else(|| {
            panic!(
                "the probe said nothing: {}",
                String::from_utf8_lossy(&output.stderr)
            )
        });
        serde_json::from_str(listed).expect("a list of faults")
    }
}

fn build(paths: &[&Path], out: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    command.arg("build").args(paths).args([
        "--format",
        "html",
        "--stage",
        "publish",
        "--with-findings",
        "-o",
    ]);
    let output = command.arg(out).output().expect("hyokasho runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().is_some_and(|code| code < 2), "{said}");
}

#[test]
fn pages_are_accessible() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let _alone = crate::outside::browser();
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let out = tempfile::tempdir().expect("a folder");
    // The draft of the tests has findings to show.
    let paths = [
        "assessments/kakuu-jido-teate.yaml",
        "assessments/kakuu-yobosesshu.yaml",
        "tests/cli/build.in/assessments/kashidashi.yaml",
    ]
    .map(|path| root.join(path));
    build(&paths.each_ref().map(PathBuf::as_path), out.path());
    let pages = [
        "index",
        "kakuu-jido-teate",
        "kakuu-yobosesshu",
        "kashidashi.findings",
    ];
    let papers = crate::review::papers(out.path());
    let screens = [Screen::Wide, Screen::Dark, Screen::Phone];
    let mut faults = Vec::new();
    for name in pages.into_iter().chain(papers.iter().map(String::as_str)) {
        let page =
            std::fs::read_to_string(out.path().join(format!("{name}.html"))).expect("the page");
        for screen in screens {
            let found = browser.faults(&page, screen);
            faults.extend(
                found
                    .into_iter()
                    .map(|fault| format!("{name} {screen:?}: {fault}")),
            );
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// What the probe can't see it would not miss.
#[test]
fn faults_are_seen() {
    let Some(browser) = Browser::find() else {
        return;
    };
    let out = tempfile::tempdir().expect("a folder");
    let example =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assessments/kakuu-jido-teate.yaml");
    build(&[&example], out.path());
    let page = std::fs::read_to_string(out.path().join("index.html")).expect("the index");
    let spoiled = page
        .replace("<h1>", "<h4>")
        .replace("</h1>", "</h4>")
        .replace("--ink: #f2f2f2", "--ink: #2a2a2e")
        .replace("--quiet: #595959", "--quiet: #bbbbbb")
        .replace("].setAttribute(", "].nothing(");
    for screen in [Screen::Wide, Screen::Dark, Screen::Phone] {
        let faults = browser.faults(&spoiled, screen).join("\n");
        for fault in ["heading skips a level", "color-contrast", "does not sort"] {
            assert!(faults.contains(fault), "{screen:?} {fault}: {faults}");
        }
    }
}
