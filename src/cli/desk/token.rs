//! The word that only our own pages know.

use std::fmt::Write as _;

/// Bytes of chance in it.
const BYTES: usize = 24;

/// A token of one process; worthless in the next.
#[derive(Clone)]
pub(super) struct Token(String);

impl Token {
    /// A new one.
    ///
    /// # Errors
    /// The system has no chance to give.
    pub(super) fn new() -> std::io::Result<Self> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
        let mut text = String::with_capacity(BYTES * 2);
        for byte in bytes {
            let _ = write!(text, "{byte:02x}");
        }
        Ok(Token(text))
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Whether a word is this token; takes as long for a wrong one as for the right one.
    pub(super) fn is(&self, word: &[u8]) -> bool {
        let own = self.0.as_bytes();
        let differing = own.iter().zip(word).fold(0, |all, (a, b)| all | (a ^ b));
        own.len() == word.len() && differing == 0
    }
}
