//! What a file may demand: looked at before anything is read, so that no small file takes all memory.

use std::io::Read as _;

use memchr::memmem;

use crate::intake::refusal::Refusal;

/// How many bytes the text, the fonts and the objects of a file may have unpacked; pictures are not unpacked.
const MOST_UNPACKED: u64 = 256 << 20;

/// How deep arrays and dictionaries may stand in each other.
const DEEPEST: usize = 256;

/// How far before a stream its dictionary is looked for.
const DICTIONARY: usize = 2048;

/// Looks at all packed parts of a file.
///
/// # Errors
/// Where they would take too much when unpacked, or lie too deep in each other.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    check_up_to(bytes, MOST_UNPACKED)
}

fn check_up_to(bytes: &[u8], mut left: u64) -> Result<(), Refusal> {
    let mut outside = 0;
    for at in memmem::find_iter(bytes, b"stream") {
        if at < outside || bytes[..at].ends_with(b"end") {
            continue;
        }
        if is_too_deep(&bytes[outside..at]) {
            return Err(Refusal::TooDeep);
        }
        let data = &bytes[at + b"stream".len()..];
        let end = memmem::find(data, b"endstream").unwrap_or(data.len());
        outside = at + b"stream".len() + end;
        let dictionary = &bytes[at.saturating_sub(DICTIONARY)..at];
        let from = memmem::rfind(dictionary, b"obj").unwrap_or(0);
        let dictionary = &dictionary[from..];
        if packed_twice(dictionary) {
            return Err(Refusal::Expands);
        }
        if memmem::find(dictionary, b"/Image").is_none() {
            unpack(data.trim_ascii_start(), &mut left)?;
        }
    }
    if is_too_deep(&bytes[outside..]) {
        return Err(Refusal::TooDeep);
    }
    Ok(())
}

/// Whether a stream is packed more than once: no program does that, but it makes a thousandfold of a thousandfold.
fn packed_twice(dictionary: &[u8]) -> bool {
    let count = |name: &[u8]| memmem::find_iter(dictionary, name).count();
    count(b"FlateDecode") + count(b"LZWDecode") + count(b"RunLengthDecode") + count(b"/Fl ") > 1
}

/// Unpacks a stream to count and look at it; what is not packed so, or encrypted, ends at once.
fn unpack(data: &[u8], left: &mut u64) -> Result<(), Refusal> {
    let packed = matches!(data, [first, second, ..] if first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0);
    if !packed {
        return Ok(());
    }
    let mut decoder = flate2::read::ZlibDecoder::new(data);
    let mut buffer = vec![0; 1 << 16];
    let mut depth = Depth::default();
    while let Ok(length @ 1..) = decoder.read(&mut buffer) {
        *left = left.checked_sub(length as u64).ok_or(Refusal::Expands)?;
        if depth.goes_too_deep(&buffer[..length]) {
            return Err(Refusal::TooDeep);
        }
    }
    Ok(())
}

/// Whether arrays and dictionaries stand too deep in each other.
pub(super) fn is_too_deep(bytes: &[u8]) -> bool {
    Depth::default().goes_too_deep(bytes)
}

/// Counts what opens and closes.
#[derive(Debug, Default)]
struct Depth {
    open: usize,
    /// How many round brackets are open: a string.
    string: usize,
    escaped: bool,
}

impl Depth {
    fn goes_too_deep(&mut self, bytes: &[u8]) -> bool {
        for &byte in bytes {
            if self.escaped {
                self.escaped = false;
                continue;
            }
            match byte {
                b'\\' => self.escaped = self.string > 0,
                b'(' => self.string += 1,
                b')' => self.string = self.string.saturating_sub(1),
                _ if self.string > 0 => {}
                // A dictionary has two of them; a string of digits has one, which closes at once.
                b'[' | b'<' => self.open += 1,
                b']' | b'>' => self.open = self.open.saturating_sub(1),
                _ => {}
            }
            if self.open > DEEPEST * 2 {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
        [
            format!("1 0 obj\n<<{dictionary}>>\nstream\n").as_bytes(),
            data,
            b"\nendstream\nendobj\n",
        ]
        .concat()
    }

    fn packed(length: usize) -> Vec<u8> {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![b' '; length]).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn what_unpacks_beyond_all_measure_is_refused() {
        let check_few = |bytes: &[u8]| check_up_to(bytes, 5 << 16);
        let one = stream("/Filter/FlateDecode", &packed(1 << 16));
        assert_eq!(check_few(&one.repeat(5)), Ok(()));
        assert_eq!(check_few(&one.repeat(6)), Err(Refusal::Expands));
        let picture = stream("/Subtype/Image/Filter/FlateDecode", &packed(1 << 16));
        assert_eq!(check_few(&picture.repeat(6)), Ok(()));
        let twice = stream("/Filter[/FlateDecode/FlateDecode]", b"");
        assert_eq!(check(&twice), Err(Refusal::Expands));
    }

    #[test]
    fn what_lies_too_deep_is_refused() {
        assert_eq!(check("[".repeat(5000).as_bytes()), Err(Refusal::TooDeep));
        assert_eq!(check(format!("({})", "[".repeat(5000)).as_bytes()), Ok(()));
        assert!(!is_too_deep("[<0041> (\\()]TJ ".repeat(5000).as_bytes()));
    }
}
