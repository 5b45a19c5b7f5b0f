//! The known name that is nearest to one that was mistyped.

use super::notation::fold;

/// How alike a word must be to the name that is offered for it.
const NEAR: f64 = 0.5;

/// The bytes of the longest text that may be meant for a known name.
const LONGEST_NAME: usize = 100;

/// The known name that is nearest to a word in any width and case; none where no name is near.
///
/// ```
/// use hyokasho::japanese::nearest::nearest;
/// assert_eq!(nearest("ｃｈｅｋｃ", ["build", "check"]), Some("check"));
/// assert_eq!(nearest("下書", ["下書き", "公表"]), Some("下書き"));
/// assert_eq!(nearest("北海道", ["build", "check"]), None);
/// ```
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    if word.len() > LONGEST_NAME {
        return None;
    }
    let word = compared(word);
    let alike = |known: &str| strsim::normalized_damerau_levenshtein(&word, &compared(known));
    let known = known.into_iter().map(|known| (alike(known), known));
    let near = known.filter(|(score, _)| *score >= NEAR);
    let near = near.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    near.map(|(_, near)| near)
}

fn compared(text: &str) -> String {
    fold(text).to_lowercase()
}
