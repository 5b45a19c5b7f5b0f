//! The conversation over standard input and output.
//!
//! The messages pass through a connection in memory, so that neither side waits for the other: an editor that writes before
//! it reads is never stuck. A message that is too large or no message costs an answer, not the conversation.

use std::io::{self, BufRead, Read, Write};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use lsp_server::{Connection, ErrorCode, Message};
use serde_json::json;

/// The largest message that is taken: a text of the largest size, escaped.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// The longest line of a header.
const LONGEST_LINE: u64 = 8 * 1024;

/// How many messages may wait before no more are read.
const MOST_WAITING: usize = 10_000;

/// A message as it came.
#[derive(Debug, PartialEq, Eq)]
enum Frame {
    Body(Vec<u8>),
    /// It was passed over.
    TooLarge,
}

/// What the server talks to, and what writes its answers until the last.
pub(super) fn connect() -> (Connection, JoinHandle<()>) {
    let (server, outside) = Connection::memory();
    let Connection { sender, receiver } = outside;
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        // What is no header has no end that could be found.
        while let Ok(Some(frame)) = read(&mut input) {
            match message(&frame) {
                Ok(message) => {
                    let is_exit =
                        matches!(&message, Message::Notification(n) if n.method == "exit");
                    if sender.send(message).is_err() || is_exit {
                        break;
                    }
                }
                Err(why) => refuse(why),
            }
            while sender.len() >= MOST_WAITING {
                thread::sleep(Duration::from_millis(5));
            }
        }
    });
    let writer = thread::spawn(move || {
        for message in receiver {
            if message.write(&mut io::stdout().lock()).is_err() {
                break;
            }
        }
    });
    (server, writer)
}

/// The next message; none at the end.
fn read(input: &mut impl BufRead) -> io::Result<Option<Frame>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        input
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut line)?;
        let Some(line) = line.strip_suffix(b"\n") else {
            return if line.is_empty() {
                Ok(None)
            } else {
                Err(io::ErrorKind::InvalidData.into())
            };
        };
        let line = String::from_utf8_lossy(line);
        let line = line.trim();
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.trim().eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let length = length.ok_or(io::ErrorKind::InvalidData)?;
    if length > MOST_BYTES {
        let passed = io::copy(&mut input.by_ref().take(length), &mut io::sink())?;
        return Ok((passed == length).then_some(Frame::TooLarge));
    }
    let mut body = Vec::new();
    input.by_ref().take(length).read_to_end(&mut body)?;
    Ok((body.len() as u64 == length).then_some(Frame::Body(body)))
}

fn message(frame: &Frame) -> Result<Message, &'static str> {
    match frame {
        Frame::Body(body) => serde_json::from_slice(body).map_err(|_| "no message of JSON-RPC"),
        Frame::TooLarge => Err("too large"),
    }
}

/// Says that something could not be read; whom it was from is not known.
fn refuse(why: &str) {
    let error = json!({ "code": ErrorCode::ParseError as i32, "message": why });
    let text = json!({ "jsonrpc": "2.0", "id": null, "error": error }).to_string();
    let mut out = io::stdout().lock();
    let _ = write!(out, "Content-Length: {}\r\n\r\n{text}", text.len());
    let _ = out.flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_one_after_the_other() {
        let text = "content-length: 2\r\nContent-Type: x\r\n\r\n{}Content-Length:3\n\n[1]";
        let mut input = text.as_bytes();
        let mut next = || read(&mut input).ok().flatten();
        assert_eq!(next(), Some(Frame::Body(b"{}".to_vec())));
        assert_eq!(next(), Some(Frame::Body(b"[1]".to_vec())));
        assert_eq!(next(), None);
    }

    #[test]
    fn what_is_no_message_takes_no_memory() {
        let claimed = format!("Content-Length: {}\r\n\r\n{{}}", u64::MAX);
        assert_eq!(read(&mut claimed.as_bytes()).ok(), Some(None));
        let cut = "Content-Length: 1000000\r\n\r\n{}";
        assert_eq!(read(&mut cut.as_bytes()).ok(), Some(None));
        let endless = "a".repeat(100_000);
        for text in [
            endless.as_str(),
            "a: b\r\n\r\n",
            "Content-Length: -1\r\n\r\n",
        ] {
            assert!(read(&mut text.as_bytes()).is_err(), "{}", &text[..4]);
        }
    }
}
