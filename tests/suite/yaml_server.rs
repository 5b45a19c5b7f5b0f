//! The schemas for editors in the language server that most editors use for YAML: nothing is reported of the worked
//! examples, mistakes are, keys and options are offered in the order of the form. `HYOKASHO_YLS` names the program
//! (`npm install yaml-language-server`, then `node_modules/.bin/yaml-language-server`); without it the test is skipped.

use std::collections::HashMap;
use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

use crate::outside::named;

/// How long the server may think.
const PATIENCE: Duration = Duration::from_secs(60);

struct Server {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Message>,
    reported: HashMap<String, Vec<Value>>,
    asked: i32,
}

impl Server {
    fn start(program: &str) -> Self {
        let mut command = Command::new(program);
        let command = command
            .arg("--stdio")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command
            .stderr(Stdio::null())
            .spawn()
            .expect("the server starts");
        let input = child.stdin.take().expect("its input");
        let output = child.stdout.take().expect("its output");
        let (send, messages) = channel();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Ok(Some(message)) = Message::read(&mut output) {
                if send.send(message).is_err() {
                    return;
                }
            }
        });
        let mut server = Server {
            child,
            input,
            messages,
            reported: HashMap::new(),
            asked: 0,
        };
        let markdown = json!(["markdown"]);
        let capabilities = json!({
            "textDocument": {
                "hover": { "contentFormat": markdown },
                "completion": { "completionItem": { "documentationFormat": markdown } },
            },
            "workspace": { "configuration": true },
        });
        server.ask(
            "initialize",
            json!({ "processId": null, "rootUri": null, "capabilities": capabilities }),
        );
        server.tell("initialized", json!({}));
        server
    }

    fn write(&mut self, message: impl Into<Message>) {
        message.into().write(&mut self.input).expect("it listens");
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.write(Notification::new(method.into(), params));
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.write(Request::new(id.clone(), method.into(), params));
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Some(Message::Response(response)) = self.next()
                && response.id == id
            {
                return serde_json::to_value(response).expect("JSON")["result"].take();
            }
        }
        panic!("no answer to {method}");
    }

    /// The next message, after what the server asks for is given and what it reports is kept.
    fn next(&mut self) -> Option<Message> {
        let message = self
            .messages
            .recv_timeout(Duration::from_millis(200))
            .ok()?;
        match &message {
            Message::Request(request) => {
                let result = match request.method.as_str() {
                    "workspace/configuration" => settings(&request.params),
                    _ => Value::Null,
                };
                self.write(Response::new_ok(request.id.clone(), result));
            }
            Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                let uri = told.params["uri"].as_str().expect("a document").to_owned();
                let found = told.params["diagnostics"].as_array().expect("a list");
                self.reported.insert(uri, found.clone());
            }
            _ => {}
        }
        Some(message)
    }

    /// What it reports of a document, each as its line and words.
    fn open(&mut self, uri: &str, text: &str) -> Vec<(u64, String)> {
        let document = json!({ "uri": uri, "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        let until = Instant::now() + PATIENCE;
        while !self.reported.contains_key(uri) {
            assert!(Instant::now() < until, "nothing is said of {uri}");
            self.next();
        }
        let found = self.reported[uri].iter();
        let told = |found: &Value| {
            let line = found["range"]["start"]["line"].as_u64().expect("a line");
            (
                line + 1,
                found["message"].as_str().expect("words").to_owned(),
            )
        };
        found.map(told).collect()
    }

    fn offered(&mut self, uri: &str, line: u64, character: u64) -> Vec<String> {
        let place = json!({ "line": line - 1, "character": character });
        let asked = json!({ "textDocument": { "uri": uri }, "position": place });
        let found = self.ask("textDocument/completion", asked);
        let items = found["items"]
            .as_array()
            .or(found.as_array())
            .expect("a list");
        let labels = items
            .iter()
            .map(|item| item["label"].as_str().expect("a label"));
        labels.map(ToOwned::to_owned).collect()
    }

    fn hover(&mut self, uri: &str, line: u64, character: u64) -> String {
        let place = json!({ "line": line - 1, "character": character });
        let asked = json!({ "textDocument": { "uri": uri }, "position": place });
        self.ask("textDocument/hover", asked)["contents"]["value"].to_string()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn settings(params: &Value) -> Value {
    let items = params["items"].as_array().expect("a list").iter();
    let yaml = json!({ "validate": true, "completion": true, "hover": true, "schemas": {} });
    let of = |item: &Value| match item["section"].as_str() {
        Some("yaml") => yaml.clone(),
        _ => Value::Null,
    };
    items.map(of).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A text with the comment that names its schema.
fn with_schema(kind: &str, text: &str) -> String {
    let name = match kind {
        "record" => "tenken-kiroku-1",
        _ => "zenkoumoku-h30-05",
    };
    let schema = root().join(format!("schemas/editor/{name}.schema.json"));
    format!(
        "# yaml-language-server: $schema=file://{}\n{text}",
        schema.display()
    )
}

fn examples() -> Vec<PathBuf> {
    let folders = ["assessments", "docs/review-year"].map(|folder| root().join(folder));
    let read = |folder: &PathBuf| fs::read_dir(folder).expect("a folder");
    let files = folders
        .iter()
        .flat_map(read)
        .map(|entry| entry.expect("a file").path());
    let mut files: Vec<PathBuf> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    files.sort();
    files
}

const MISTAKES: &str = "\
様式: 全項目評価書
版: 平成30年5月
表紙:
  公表日: いつか
  知らない見出し: x
基本情報:
  特定個人情報ファイルを取り扱う事務:
    ③対象人数: 30万人
  使用するシステム:
    - システムの名称: 甲
      他のシステムとの接続:
        - 庁内連携システム
        - 知らない選択肢
特定個人情報ファイル:
  - 名称: 甲ファイル
    概要:
      特定個人情報ファイルの取扱いの委託:
        委託の有無: 委託するかも
    リスク対策:
      特定個人情報ファイルの取扱いの委託:
        委託しない: はい
";

const BLANKS: &str = "\
様式: 全項目評価書
版: 平成30年5月
基本情報:
  特定個人情報ファイルを取り扱う事務:
    対象人数: 
    
  使用するシステム:
    - システムの名称: 甲
      他のシステムとの接続:
        - 
";

#[test]
fn the_schemas_serve_in_the_server_for_yaml() {
    let Some(program) = named("HYOKASHO_YLS") else {
        return;
    };
    let mut server = Server::start(&program.to_string_lossy());
    for path in examples() {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let kind = if name.contains("tenken") {
            "record"
        } else {
            "assessment"
        };
        let folder = path.parent().and_then(Path::file_name).expect("a folder");
        let uri = format!("file:///desk/{}/{name}", folder.to_string_lossy());
        let text = fs::read_to_string(&path).expect("an example");
        assert_eq!(server.open(&uri, &with_schema(kind, &text)), [], "{name}");
    }
    let uri = "file:///desk/mistakes.yaml";
    let found = server.open(uri, &with_schema("assessment", MISTAKES));
    let mut lines: Vec<u64> = found.iter().map(|(line, _)| *line).collect();
    lines.sort_unstable();
    assert_eq!(lines, [5, 6, 9, 14, 19, 22], "{found:?}");
    let words: String = found.into_iter().map(|(_, words)| words).collect();
    for said in [
        "令和7年4月21日",
        "知らない見出し",
        "30万人以上",
        "庁内連携システム",
        "委託しない",
    ] {
        assert!(words.contains(said), "{said}: {words}");
    }
    let uri = "file:///desk/blanks.yaml";
    assert_eq!(server.open(uri, &with_schema("assessment", BLANKS)), []);
    assert_eq!(server.offered(uri, 7, 4), ["事務の名称", "事務の内容"]);
    let bands = server.offered(uri, 6, 10);
    assert_eq!(bands[..2], ["1,000人未満", "1,000人以上1万人未満"]);
    let connections = server.offered(uri, 11, 10);
    assert_eq!(
        connections[..2],
        ["情報提供ネットワークシステム", "庁内連携システム"]
    );
    let hover = server.hover(uri, 6, 6);
    assert!(
        hover.contains("Ⅰ１③") && hover.contains("いつ書くか"),
        "{hover}"
    );
}
