//! Pictures of points: a PNG or JPEG is whole, and of a PNG only the picture itself is kept.

use std::io::Cursor;

use super::{MAX_PIXELS, Picture, Unusable};

const SIGNATURE: usize = 8;

/// The parts of a PNG that say how it looks; all others are dropped: profiles and texts may be packed a thousandfold, and
/// reveal who drew the picture.
const KEPT: [&[u8; 4]; 9] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs",
];

/// A PNG or JPEG from its bytes.
///
/// # Errors
/// It is broken or cut, or has more pixels than all pictures together may have.
pub(super) fn read(bytes: Vec<u8>, mime: &'static str) -> Result<Picture, Unusable> {
    let (bytes, pixels) = match mime {
        "image/png" => png(&bytes)?,
        _ => {
            let pixels = jpeg(&bytes)?;
            (bytes, pixels)
        }
    };
    Ok(Picture {
        mime,
        bytes,
        pixels,
    })
}

/// The picture of a PNG alone, and its size in pixels of four bytes.
fn png(bytes: &[u8]) -> Result<(Vec<u8>, usize), Unusable> {
    let bytes = stripped(bytes).ok_or(Unusable::Broken)?;
    let broken = |_| Unusable::Broken;
    let mut reader = png::Decoder::new(Cursor::new(&bytes))
        .read_info()
        .map_err(broken)?;
    let info = reader.info();
    let per_pixel = info.color_type.samples() * usize::from(info.bit_depth as u8).max(8) / 8;
    let pixels = area(info.width as usize, info.height as usize);
    let pixels = pixels.saturating_mul(per_pixel.max(4)) / 4;
    if pixels > MAX_PIXELS {
        return Err(Unusable::TooManyPixels);
    }
    // Row by row: nothing but the checksums is wanted.
    while reader.next_row().map_err(broken)?.is_some() {}
    reader.finish().map_err(broken)?;
    drop(reader);
    Ok((bytes, pixels))
}

/// A PNG without what is not its picture, up to its end; none where a part is cut off.
fn stripped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = bytes.get(..SIGNATURE)?.to_vec();
    let mut rest = bytes.get(SIGNATURE..)?;
    loop {
        // Length, name, content, checksum.
        let length = u32::from_be_bytes(rest.get(..4)?.try_into().ok()?) as usize;
        let part = rest.get(..length.checked_add(12)?)?;
        let name = &part[4..8];
        if KEPT.iter().any(|kept| kept.as_slice() == name) {
            out.extend(part);
        }
        if name == b"IEND" {
            return Some(out);
        }
        rest = &rest[part.len()..];
    }
}

/// The size of a JPEG whose end is there.
fn jpeg(bytes: &[u8]) -> Result<usize, Unusable> {
    let size = imagesize::blob_size(bytes).map_err(|_| Unusable::Broken)?;
    // Cameras and mail programs leave blank bytes after the end.
    let end = bytes.iter().rposition(|b| *b != 0).unwrap_or(0);
    let scan = bytes.windows(2).any(|pair| pair == b"\xFF\xDA");
    if !scan || !bytes[..=end].ends_with(b"\xFF\xD9") {
        return Err(Unusable::Broken);
    }
    Ok(area(size.width, size.height))
}

fn area(width: usize, height: usize) -> usize {
    width.saturating_mul(height)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PNG of grey points, with further parts in front of its picture.
    fn made(side: u32, parts: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut plain = Vec::new();
        let mut encoder = png::Encoder::new(&mut plain, side, side);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().expect("a header");
        for (name, content) in parts {
            writer
                .write_chunk(png::chunk::ChunkType(**name), content)
                .expect("a part");
        }
        let points = vec![7; (side * side) as usize];
        writer.write_image_data(&points).expect("the points");
        drop(writer);
        plain
    }

    #[test]
    fn a_png_keeps_its_picture_and_nothing_else() {
        let plain = made(5, &[]);
        let tagged = made(5, &[(b"tEXt", b"Author\0someone"), (b"eXIf", b"MM\0*")]);
        let picture = read(tagged, "image/png").expect("a picture");
        assert_eq!((picture.pixels, &picture.bytes), (25, &plain));
        // What lies after the end is no picture, either.
        let longer = [plain.as_slice(), b"more"].concat();
        assert_eq!(read(longer, "image/png").expect("a picture").bytes, plain);
    }

    #[test]
    fn a_png_that_is_cut_or_altered_is_broken() {
        let whole = made(9, &[]);
        for end in [9, 20, 40, whole.len() - 13, whole.len() - 1] {
            let cut = read(whole[..end].to_vec(), "image/png");
            assert_eq!(cut, Err(Unusable::Broken), "{end} bytes");
        }
        for at in [17, 20, 24, 30, 44, whole.len() - 5] {
            let mut altered = whole.clone();
            altered[at] ^= 0x11;
            let altered = read(altered, "image/png");
            assert_eq!(altered, Err(Unusable::Broken), "byte {at}");
        }
    }

    #[test]
    fn a_jpeg_needs_its_end() {
        // The frame of a JPEG of 2 by 3, without points.
        let frame = b"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x03\0\x02\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x2A";
        let whole = [frame.as_slice(), b"\xFF\xD9\0\0"].concat();
        assert_eq!(read(whole, "image/jpeg").map(|p| p.pixels), Ok(6));
        assert_eq!(read(frame.to_vec(), "image/jpeg"), Err(Unusable::Broken));
    }
}
