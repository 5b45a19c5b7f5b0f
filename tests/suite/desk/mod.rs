//! The desk as a browser and as an attacker meet it: requests to a running program, and what becomes of the file.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::diff::EXAMPLE;

mod edits;
mod files;
mod hostile;

/// The item that most tests change.
const TITLE: &str = "cover.title";

/// A desk that is open until it is dropped.
struct Desk {
    child: Child,
    folder: TempDir,
    port: u16,
    token: String,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a request is answered.
struct Answered {
    status: u16,
    head: String,
    body: String,
}

impl Desk {
    fn open() -> Self {
        Desk::on(EXAMPLE)
    }

    /// A desk on a text.
    fn on(text: &str) -> Self {
        let folder = TempDir::new().expect("a folder");
        fs::write(folder.path().join("a.yaml"), text).expect("a file");
        let (child, port, token) = start(folder.path());
        Desk {
            child,
            folder,
            port,
            token,
        }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port)).expect("a connection")
    }

    /// Sends a request as it is.
    fn raw(&self, request: &str) -> Answered {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|n| n.parse().ok());
        Answered {
            status: status.unwrap_or(0),
            head: head.to_ascii_lowercase(),
            body: body.to_owned(),
        }
    }

    fn cookie(&self) -> String {
        format!("hyokasho-{}={}", self.port, self.token)
    }

    fn get(&self, path: &str) -> Answered {
        let (port, cookie) = (self.port, self.cookie());
        self.raw(&format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        ))
    }

    fn post(&self, deed: &str, body: &Value) -> Answered {
        self.raw(&self.request(deed, body))
    }

    /// A request as a page of ours sends it.
    fn request(&self, deed: &str, body: &Value) -> String {
        let (port, cookie, token) = (self.port, self.cookie(), &self.token);
        let body = body.to_string();
        format!(
            "POST /api/a/a.yaml/{deed} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n\
             Cookie: {cookie}\r\nx-hyokasho: {token}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        )
    }

    /// Writes a text into an item, from the version that a page has.
    fn set(&self, version: u64, id: &str, text: &str) -> Answered {
        let change = json!({"kind": "set", "id": id, "text": text});
        let body =
            json!({"version": version, "chapter": "cover", "group": "", "changes": [change]});
        self.post("change", &body)
    }

    fn text(&self) -> String {
        fs::read_to_string(self.folder.path().join("a.yaml")).expect("the file")
    }
}

/// Starts the program; gives its port and its token.
fn start(folder: &Path) -> (Child, u16, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hyokasho"));
    let command = command.args(["desk", "--no-open"]).arg(folder);
    let piped = command.stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = piped.spawn().expect("hyokasho runs");
    let mut lines = BufReader::new(child.stdout.take().expect("an output")).lines();
    let address = lines.find_map(|line| {
        let line = line.ok()?;
        let (port, token) = line.split_once("127.0.0.1:")?.1.split_once("/?token=")?;
        Some((port.parse().ok()?, token.trim().to_owned()))
    });
    let (port, token) = address.expect("an address");
    (child, port, token)
}

impl Answered {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    fn version(&self) -> u64 {
        self.json()["version"].as_u64().unwrap_or_default()
    }
}
