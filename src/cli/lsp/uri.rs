//! The addresses by which editors name files, and the paths that they mean.

use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

use crate::workspace;

/// The path of a file; none of what lies elsewhere than on a disk.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/')?),
        None => ("", rest),
    };
    let path = decoded(path);
    if !path.starts_with('/') || path.contains('\0') {
        return None;
    }
    let is_here = host.is_empty() || host.eq_ignore_ascii_case("localhost");
    if !is_here {
        return cfg!(windows).then(|| PathBuf::from(format!("//{}{path}", decoded(host))));
    }
    let path = match drive(&path) {
        Some(drive) if cfg!(windows) => drive,
        _ => &path,
    };
    Some(workspace::absolute(Path::new(path)))
}

/// A path that begins with a drive, without the slash before it.
fn drive(path: &str) -> Option<&str> {
    let path = path.strip_prefix('/')?;
    let mut signs = path.bytes();
    let is_drive = signs.next().is_some_and(|sign| sign.is_ascii_alphabetic());
    (is_drive && signs.next() == Some(b':')).then_some(path)
}

/// The address of a path.
pub(super) fn of_path(path: &Path) -> Uri {
    let path = workspace::absolute(path);
    let path = path.to_string_lossy().replace('\\', "/");
    let (host, path) = match path.strip_prefix("//") {
        Some(shared) => shared.split_once('/').unwrap_or((shared, "")),
        None => ("", path.strip_prefix('/').unwrap_or(&path)),
    };
    Uri(format!("file://{host}/{}", encoded(path)))
}

/// The same address in one writing: editors differ in what they escape.
pub(super) fn key(uri: &str) -> String {
    match path_of(uri) {
        Some(path) => path.to_string_lossy().into_owned(),
        None => decoded(uri),
    }
}

/// A text with its escapes resolved; what is no escape, or makes no text, stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let digit = |at: usize| tail.get(at).and_then(|sign| char::from(*sign).to_digit(16));
        match (first, digit(0), digit(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or_default());
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths_lead_to_each_other() {
        let path = Path::new("/案 件/評価書#1%.yaml");
        let uri = of_path(path);
        assert_eq!(
            uri.0,
            "file:///%E6%A1%88%20%E4%BB%B6/%E8%A9%95%E4%BE%A1%E6%9B%B8%231%25.yaml"
        );
        assert_eq!(path_of(&uri.0).as_deref(), Some(path));
        assert_eq!(
            path_of("file:///案%20件/評価書%231%25.yaml").as_deref(),
            Some(path)
        );
        assert_eq!(key("file://localhost/a%2Fb"), key("file:///a/b"));
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        for uri in [
            "untitled:a",
            "",
            "file:",
            "file://",
            "file://h",
            "git:/a",
            "file:a",
            "file:///%00",
        ] {
            assert_eq!(path_of(uri), None, "{uri}");
        }
        assert_eq!(key("untitled:%E3%81%82"), "untitled:あ");
        // No text: it stays as it is written.
        assert_eq!(key("untitled:%FF%"), "untitled:%FF%");
    }

    #[cfg(windows)]
    #[test]
    fn drives_are_known_however_they_are_written() {
        for uri in ["file:///c%3A/a.yaml", "file:///c:/a.yaml"] {
            assert_eq!(path_of(uri).as_deref(), Some(Path::new("c:/a.yaml")));
        }
        assert_eq!(of_path(Path::new(r"C:\a.yaml")).0, "file:///C%3A/a.yaml");
        assert_eq!(of_path(Path::new(r"\\host\a b\c")).0, "file://host/a%20b/c");
    }
}
