//! Editors as they are: the extension for VS Code with the server in it, and Neovim. Skipped, saying so, where they are
//! missing; `.ci/run` makes the one and installs the other.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use zip::ZipArchive;

use crate::outside::{named, skip};

const PROGRAM: &str = env!("CARGO_BIN_EXE_hyokasho");

/// Faults with letters of all widths before them on the line.
const FAULTS: [&str; 12] = [
    "B002", "C009", "F001", "L004", "P003", "R001", "S001", "S006", "W006", "W011", "X010", "Y004",
];

fn bad(rule: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/rules").join(rule).join("bad.yaml")
}

/// A finding as rule, line and bytes before it on the line, both from 0.
type Place = (String, usize, usize);

/// What `check` finds in a file.
fn checked(folder: &Path, name: &str) -> Vec<Place> {
    let mut command = Command::new(PROGRAM);
    let args = ["check", name, "--no-config", "--stage", "review"];
    let command = command.args(args).args(["--format", "json"]);
    let output = command.current_dir(folder).output().expect("hyokasho runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = fs::read_to_string(folder.join(name)).expect("a file");
    let place = |finding: &Value| {
        let start = &finding["span"]["start"];
        let offset = start["offset"].as_u64().expect("an offset") as usize;
        let line = start["line"].as_u64().expect("a line") as usize - 1;
        let begins = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let code = finding["code"].as_str().expect("a code");
        (code.to_owned(), line, offset - begins)
    };
    let findings = report["diagnostics"].as_array().expect("a list");
    let mut places: Vec<Place> = findings.iter().map(place).collect();
    places.sort();
    places
}

#[test]
fn neovim_shows_what_check_finds() {
    if Command::new("nvim").arg("--version").output().is_err() {
        return skip("there is no Neovim");
    }
    let desk = tempfile::tempdir().expect("a folder");
    let names = FAULTS.map(|rule| format!("{rule} の例.yaml"));
    for (rule, name) in FAULTS.iter().zip(&names) {
        fs::copy(bad(rule), desk.path().join(name)).expect("a file");
    }
    let out = desk.path().join("out");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors/nvim.lua");
    let mut command = Command::new("nvim");
    let args = ["--headless", "-u", "NONE", "-i", "NONE", "-n", "-S"];
    let command = command.args(args).arg(script).current_dir(desk.path());
    let command = command
        .env("HYOKASHO_PROGRAM", PROGRAM)
        .env("HYOKASHO_FILES", names.join("\n"))
        .env("HYOKASHO_OUT", &out)
        .env("HOME", desk.path())
        .env("LANG", "C.UTF-8");
    let output = command.stdin(Stdio::null()).output().expect("nvim runs");
    let said = String::from_utf8_lossy(&output.stderr);
    let shown = fs::read_to_string(&out).unwrap_or_else(|_| panic!("{said}"));
    let shown: Vec<Value> = shown
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    for name in &names {
        let of_file = shown.iter().filter(|shown| shown["file"] == name.as_str());
        let number = |value: &Value| value.as_u64().expect("a number") as usize;
        let place = |shown: &Value| {
            let code = shown["code"].as_str().expect("a code").to_owned();
            (code, number(&shown["line"]), number(&shown["column"]))
        };
        let mut places: Vec<Place> = of_file.map(place).collect();
        places.sort();
        assert_eq!(places, checked(desk.path(), name), "{name} {said}");
    }
}

/// A client that knows just enough to see findings.
struct Client {
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Client {
    fn send(&mut self, message: Value) {
        let text = message.to_string();
        let head = format!("Content-Length: {}\r\n\r\n", text.len());
        let sent = self.to.write_all((head + &text).as_bytes());
        sent.and_then(|()| self.to.flush()).expect("it listens");
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.from.read_line(&mut line).expect("a line");
            match line.trim().split_once(": ") {
                Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                    length = value.parse().expect("a length");
                }
                Some(_) => {}
                None => break,
            }
        }
        let mut text = vec![0; length];
        self.from.read_exact(&mut text).expect("a message");
        serde_json::from_slice(&text).expect("JSON")
    }

    /// The next message that is the one; requests of the server are answered with nothing.
    fn wait(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.receive();
            if is_it(&message) {
                return message;
            }
            if message.get("id").is_some() && message.get("method").is_some() {
                self.send(json!({ "jsonrpc": "2.0", "id": message["id"], "result": null }));
            }
        }
    }
}

#[test]
fn the_extension_holds_what_it_needs_and_its_server_answers() {
    let Some(path) = named("HYOKASHO_VSIX") else {
        return;
    };
    let file = fs::File::open(&path).expect("HYOKASHO_VSIX can be read");
    let mut archive = ZipArchive::new(file).expect("a .vsix");
    let names = archive.file_names().map(|name| name.expect("a name"));
    let mut names: Vec<String> = names.map(|name| name.into_owned()).collect();
    names.sort();
    let wanted = [
        "[Content_Types].xml",
        "extension.vsixmanifest",
        "extension/LICENSE.txt",
        "extension/dist/extension.js",
        "extension/package.json",
        "extension/package.nls.ja.json",
        "extension/package.nls.json",
        "extension/readme.md",
        "extension/server/hyokasho",
    ];
    assert_eq!(names, wanted);
    let mut text = |name: &str| {
        let mut text = String::new();
        let mut entry = archive.by_name(name).expect("an entry");
        entry.read_to_string(&mut text).expect("text");
        text
    };
    let [package, english, japanese] = [
        "extension/package.json",
        "extension/package.nls.json",
        "extension/package.nls.ja.json",
    ]
    .map(|name| {
        let text = text(name);
        serde_json::from_str::<Value>(&text).expect("JSON")
    });
    for words in [&english, &japanese] {
        for (name, _) in words.as_object().expect("words") {
            assert!(package.to_string().contains(&format!("%{name}%")), "{name}");
            assert!(japanese.get(name).is_some() && english.get(name).is_some());
        }
    }

    let desk = tempfile::tempdir().expect("a folder");
    let server = desk.path().join("hyokasho");
    let mut entry = archive.by_name("extension/server/hyokasho").expect("there");
    #[cfg(unix)]
    assert_ne!(
        entry.unix_mode().expect("rights") & 0o100,
        0,
        "it can be run"
    );
    let mut program = fs::File::create(&server).expect("a file");
    std::io::copy(&mut entry, &mut program).expect("copied");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let rights = fs::Permissions::from_mode(0o755);
        program.set_permissions(rights).expect("rights");
    }
    drop(program);
    fs::copy(bad("S006"), desk.path().join("例.yaml")).expect("a file");

    let mut command = Command::new(&server);
    let command = command.args(["lsp", "--no-config", "--stage", "review"]);
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = piped.spawn().expect("the server runs");
    let mut client = Client {
        to: child.stdin.take().expect("an input"),
        from: BufReader::new(child.stdout.take().expect("an output")),
    };
    let root = format!("file://{}", desk.path().display());
    let begin = json!({ "processId": null, "rootUri": root, "capabilities": {} });
    client.send(json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": begin }));
    let answer = client.wait(|message| message["id"] == 1);
    assert!(answer["result"]["capabilities"].is_object(), "{answer}");
    client.send(json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }));
    let text = fs::read_to_string(bad("S006")).expect("a file");
    let uri = format!("{root}/%E4%BE%8B.yaml");
    let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
    let params = json!({ "textDocument": document });
    client.send(json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": params }));
    let shown = client.wait(|m| m["method"] == "textDocument/publishDiagnostics");
    let shown = shown["params"]["diagnostics"].as_array().expect("a list");
    let mut codes: Vec<&str> = shown.iter().filter_map(|d| d["code"].as_str()).collect();
    codes.sort_unstable();
    let found = checked(desk.path(), "例.yaml");
    let found: Vec<&str> = found.iter().map(|(code, ..)| code.as_str()).collect();
    assert_eq!(codes, found);
    client.send(json!({ "jsonrpc": "2.0", "id": 2, "method": "shutdown" }));
    client.wait(|message| message["id"] == 2);
    client.send(json!({ "jsonrpc": "2.0", "method": "exit" }));
    assert_eq!(child.wait().expect("ends").code(), Some(0));
}
