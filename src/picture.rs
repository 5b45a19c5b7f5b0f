//! Pictures beside an assessment: which paths may be read, and what the bytes are.

use std::path::{Component, Path};

mod svg;

pub use svg::Forbidden;

/// The largest picture that is read, in bytes.
pub const MAX_BYTES: u64 = 20 * 1024 * 1024;

/// The most pixels of all pictures of an assessment together: unpacked they take four bytes each, and more while the PDF
/// is made.
pub const MAX_PIXELS: usize = 100_000_000;

/// A picture that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its type as the web names it.
    pub mime: &'static str,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Width by height; none, if it is drawn from lines.
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
    /// Its bytes are not what they begin like.
    Broken,
    /// An SVG that is more than a picture.
    Unsafe {
        /// What is in it.
        what: Forbidden,
        /// In which line, from 1.
        line: u32,
    },
}

/// A picture from a file's bytes, looked at without unpacking it.
///
/// # Errors
/// Says why it can't be shown.
pub fn read(bytes: Vec<u8>) -> Result<Picture, Unusable> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Unusable::TooLarge);
    }
    let mime = mime(&bytes).ok_or(Unusable::Type)?;
    let pixels = if mime == SVG {
        let text = std::str::from_utf8(&bytes).map_err(|_| Unusable::Type)?;
        svg::look(text)?;
        0
    } else {
        let size = imagesize::blob_size(&bytes).map_err(|_| Unusable::Broken)?;
        size.width.saturating_mul(size.height)
    };
    Ok(Picture {
        mime,
        bytes,
        pixels,
    })
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
    fn types_are_told_by_the_bytes() {
        assert_eq!(mime(b"\x89PNG\r\n\x1A\n.."), Some("image/png"));
        assert_eq!(
            mime("<?xml version=\"1.0\"?>\n<svg/>".as_bytes()),
            Some("image/svg+xml")
        );
        assert_eq!(mime(b"<!DOCTYPE svg><svg/>"), Some("image/svg+xml"));
        assert_eq!(mime(b"GIF89a"), None);
        assert_eq!(mime(b"<html><svg/></html>"), None);
    }

    /// The beginning of a PNG of a width and a height.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 6, 0, 0, 0]);
        bytes
    }

    #[test]
    fn pixels_are_counted_by_the_head_alone() {
        let within = |(width, height), mut left| {
            let picture = read(png(width, height))?.within(&mut left)?;
            Ok((picture.pixels, left))
        };
        let size = (9_000, 10_000);
        assert_eq!(within(size, MAX_PIXELS), Ok((90_000_000, 10_000_000)));
        assert_eq!(within(size, 10_000_000), Err(Unusable::TooManyPixels));
        let most = (u32::MAX, u32::MAX);
        assert_eq!(within(most, MAX_PIXELS), Err(Unusable::TooManyPixels));
        assert_eq!(read(png(1, 1)[..12].to_vec()), Err(Unusable::Broken));
        assert_eq!(read(b"\xFF\xD8\xFF\xE0".to_vec()), Err(Unusable::Broken));
    }
}
