//! Pictures beside an assessment: which paths may be read, and what the bytes are.

use std::path::{Component, Path};

/// The largest picture that is read, in bytes.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;

/// A picture that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its type as the web names it.
    pub mime: &'static str,
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

/// Why a picture can't be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// There is no such file.
    Missing,
    /// The path leads out of the assessment's folder; such files are never read.
    Outside,
    /// It is neither PNG nor JPEG nor SVG.
    Type,
    /// Larger than [`MAX_BYTES`].
    TooLarge,
    /// It is there but can't be read.
    Unreadable,
}

/// Whether a path stays in the folder of the assessment.
pub fn stays_inside(path: &str) -> bool {
    let drive = path.contains(':') || path.contains('\\');
    !path.is_empty()
        && !drive
        && Path::new(path)
            .components()
            .all(|c| matches!(c, Component::Normal(_) | Component::CurDir))
}

/// The type of a picture by its first bytes.
pub fn mime(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Some("image/png");
    }
    if bytes.starts_with(b"\xFF\xD8\xFF") {
        return Some("image/jpeg");
    }
    let head = std::str::from_utf8(bytes)
        .ok()?
        .trim_start_matches('\u{FEFF}')
        .trim_start();
    let tag = head.starts_with("<svg") || head.starts_with("<?xml") || head.starts_with("<!--");
    (tag && head.contains("<svg")).then_some("image/svg+xml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_beside_the_assessment() {
        assert!(stays_inside("図.png") && stays_inside("./images/図1.svg"));
        for path in [
            "../図.png",
            "/etc/passwd",
            "a/../../b.png",
            "C:\\a.png",
            "https://example.jp/a.png",
            "",
        ] {
            assert!(!stays_inside(path), "{path}");
        }
    }

    #[test]
    fn types_are_told_by_the_bytes() {
        assert_eq!(mime(b"\x89PNG\r\n\x1A\n.."), Some("image/png"));
        assert_eq!(
            mime("<?xml version=\"1.0\"?>\n<svg/>".as_bytes()),
            Some("image/svg+xml")
        );
        assert_eq!(mime(b"GIF89a"), None);
        assert_eq!(mime(b"<html><svg/></html>"), None);
    }
}
