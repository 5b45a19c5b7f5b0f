//! How the codes of a Japanese font are written: by a table of the file, or as a public encoding.

use std::rc::Rc;

use encoding_rs::{EUC_JP, SHIFT_JIS};
use hayro_cmap::CMap;

/// How codes are written.
#[derive(Debug)]
pub(super) enum Codes {
    /// By a table: their numbers.
    Table(Rc<CMap>),
    /// 90ms-RKSJ-H and the like.
    ShiftJis,
    /// EUC-H
    Euc,
    /// H: two bytes of JIS X 0208
    Jis,
    /// UniJIS-UTF16-H, UniJIS-UCS2-H
    Utf16,
    /// Not Japanese.
    Unknown,
}

/// A code that was read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) code: u32,
    pub(super) length: usize,
    /// The number of its character, where a table gives it.
    pub(super) number: Option<u32>,
    /// What it means, where its encoding says so.
    pub(super) text: Option<String>,
}

impl Codes {
    /// The encoding with a name, and whether it is written from top to bottom.
    pub(super) fn named(name: &str) -> (Self, bool) {
        let vertical = name == "V" || name.ends_with("-V");
        let codes = match name {
            "Identity-H" => Codes::Table(Rc::new(CMap::identity_h())),
            "Identity-V" => Codes::Table(Rc::new(CMap::identity_v())),
            "EUC-H" | "EUC-V" => Codes::Euc,
            "H" | "V" | "Add-H" | "Add-V" | "Ext-H" | "Ext-V" | "78-H" | "78-V" => Codes::Jis,
            _ if name.contains("RKSJ") => Codes::ShiftJis,
            _ if name.contains("UCS2") || name.contains("UTF16") => Codes::Utf16,
            _ => Codes::Unknown,
        };
        (codes, vertical)
    }

    /// The code at the beginning of some bytes, of which there is at least one.
    pub(super) fn read(&self, bytes: &[u8]) -> Found {
        let first = bytes[0];
        let length = match self {
            Codes::Table(table) => return by_table(table, bytes),
            Codes::ShiftJis if matches!(first, 0x81..=0x9f | 0xe0..=0xfc) => 2,
            Codes::Euc if first == 0x8f => 3,
            Codes::Euc if first >= 0x80 => 2,
            Codes::ShiftJis | Codes::Euc => 1,
            Codes::Utf16 if matches!(first, 0xd8..=0xdb) => 4,
            Codes::Jis | Codes::Utf16 | Codes::Unknown => 2,
        };
        let bytes = &bytes[..length.min(bytes.len())];
        Found {
            code: code(bytes),
            length: bytes.len(),
            number: None,
            text: self.text(bytes),
        }
    }

    fn text(&self, bytes: &[u8]) -> Option<String> {
        let raised: Vec<u8>;
        let (encoding, bytes) = match self {
            Codes::ShiftJis => (SHIFT_JIS, bytes),
            Codes::Euc => (EUC_JP, bytes),
            Codes::Jis => {
                raised = bytes.iter().map(|byte| byte | 0x80).collect();
                (EUC_JP, raised.as_slice())
            }
            Codes::Utf16 => (encoding_rs::UTF_16BE, bytes),
            Codes::Table(_) | Codes::Unknown => return None,
        };
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
        (!text.chars().all(char::is_control)).then(|| text.into_owned())
    }
}

fn code(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .fold(0, |code, byte| (code << 8) | u32::from(*byte))
}

fn by_table(table: &CMap, bytes: &[u8]) -> Found {
    let found = (1u8..=4).zip(1..=bytes.len()).find_map(|(size, length)| {
        let code = code(&bytes[..length]);
        let number = table.lookup_cid_code(code, size)?;
        Some(Found {
            code,
            length,
            number: Some(number),
            text: None,
        })
    });
    // What is no code at all is passed over byte by byte.
    found.unwrap_or(Found {
        code: u32::from(bytes[0]),
        length: 1,
        number: None,
        text: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str, mut bytes: &[u8]) -> String {
        let (codes, _) = Codes::named(name);
        let mut out = String::new();
        while !bytes.is_empty() {
            let found = codes.read(bytes);
            out.push_str(&found.text.unwrap_or_else(|| "?".to_owned()));
            bytes = &bytes[found.length..];
        }
        out
    }

    #[test]
    fn public_encodings_are_read_without_tables() {
        assert_eq!(text("90ms-RKSJ-H", b"\x95\x5d\x89\xbfA\xb1"), "評価Aｱ");
        assert_eq!(text("EUC-V", b"\xc9\xbe\xb2\xc1A"), "評価A");
        assert_eq!(text("H", b"\x49\x3e\x32\x41"), "評価");
        assert_eq!(
            text("UniJIS-UTF16-H", &[0x8a, 0x55, 0xd8, 0x42, 0xdf, 0xb7]),
            "評𠮷"
        );
        assert_eq!(text("UniJIS-UCS2-HW-V", &[0x4f, 0xa1, 0]), "価?");
        assert_eq!(text("Identity-H", &[0, 5, 7]), "??");
        assert!(Codes::named("90ms-RKSJ-V").1 && Codes::named("V").1 && !Codes::named("H").1);
    }
}
