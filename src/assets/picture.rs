//! Pictures in the folder of an assessment: which paths may be read, and what the bytes are.

use std::path::{Component, Path};

mod drawn;
mod points;
mod svg;

pub use svg::Forbidden;

/// The largest picture that is read, in bytes.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;

/// The most pixels of all pictures of an assessment together, of four bytes each: they take more while the PDF is made.
pub const MAX_PIXELS: usize = 100_000_000;

/// A picture that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its type as the web names it.
    pub mime: &'static str,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// What it takes unpacked, in pixels of four bytes; of an SVG, the pictures in it, as often as it draws them.
    pub pixels: usize,
}

impl Picture {
    /// Takes its pixels from what is left for the pictures of an assessment.
    ///
    /// # Errors
    /// If there is not enough left.
    pub fn within(self, left: &mut usize) -> Result<Self, Unusable> {
        *left = left
            .checked_sub(self.pixels)
            .ok_or(Unusable::TooManyPixels)?;
        Ok(self)
    }
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
    /// With the pictures before it, more than [`MAX_PIXELS`].
    TooManyPixels,
    /// It is there but can't be read.
    Unreadable,
    /// Its bytes are not what they begin like, or not all of them are there.
    Broken,
    /// An SVG that says a size that can't be: none, or not a number.
    NoSize,
    /// An SVG that is more than a picture.
    Unsafe {
        /// What is in it.
        what: Forbidden,
        /// In which line, from 1.
        line: u32,
    },
}

/// A picture from a file's bytes. What renderers would trust is proved: a PNG is whole and right by its checksums, and
/// holds nothing but the picture afterwards; an SVG draws no more than a figure needs.
///
/// # Errors
/// Says why it can't be shown.
pub fn read(bytes: Vec<u8>) -> Result<Picture, Unusable> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Unusable::TooLarge);
    }
    let mime = mime(&bytes).ok_or(Unusable::Type)?;
    if mime == SVG {
        let text = std::str::from_utf8(&bytes).map_err(|_| Unusable::Type)?;
        let pixels = svg::look(text)?;
        return Ok(Picture {
            mime,
            bytes,
            pixels,
        });
    }
    points::read(bytes, mime)
}

const SVG: &str = "image/svg+xml";

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
    let begins = ["<svg", "<?xml", "<!--", "<!DOCTYPE svg"];
    let tag = begins.iter().any(|b| head.starts_with(b));
    (tag && head.contains("<svg")).then_some(SVG)
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
    fn the_bytes_decide_the_type() {
        assert_eq!(mime(b"\x89PNG\r\n\x1A\n.."), Some("image/png"));
        assert_eq!(
            mime("<?xml version=\"1.0\"?>\n<svg/>".as_bytes()),
            Some("image/svg+xml")
        );
        assert_eq!(mime(b"<!DOCTYPE svg><svg/>"), Some("image/svg+xml"));
        assert_eq!(mime(b"GIF89a"), None);
        assert_eq!(mime(b"<html><svg/></html>"), None);
    }

    #[test]
    fn pictures_share_what_may_be_unpacked() {
        let picture = Picture {
            mime: "image/png",
            bytes: Vec::new(),
            pixels: 90_000_000,
        };
        let mut left = MAX_PIXELS;
        assert!(picture.clone().within(&mut left).is_ok());
        assert_eq!(left, 10_000_000);
        assert_eq!(picture.within(&mut left), Err(Unusable::TooManyPixels));
    }

    #[test]
    fn a_head_alone_is_no_picture() {
        for head in [&b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR"[..], b"\xFF\xD8\xFF\xE0"] {
            assert_eq!(read(head.to_vec()), Err(Unusable::Broken));
        }
    }
}
