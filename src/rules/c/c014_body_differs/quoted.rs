//! How 変更後 quotes the assessment: options with their boxes and numbers, and what stands around a difference.

use std::ops::Range;

use crate::japanese::passage::Passage;

/// How many characters around a difference tell the place.
const AROUND: usize = 8;

/// A range with some characters on either side, not across a break.
pub(super) fn around(text: &str, range: Range<usize>) -> &str {
    let inside = |c: &(usize, char)| c.1 > ' ';
    let before = text[..range.start]
        .char_indices()
        .rev()
        .take_while(inside)
        .take(AROUND);
    let start = before.last().map_or(range.start, |(i, _)| i);
    let behind = text[range.end..]
        .char_indices()
        .take_while(inside)
        .take(AROUND);
    let end = behind
        .last()
        .map_or(range.end, |(i, c)| range.end + i + c.len_utf8());
    &text[start..end]
}

/// Whether words are an option: 「[ 10人未満 ]」, 「1) 行っている」, 「○紙」.
pub(super) fn is_option(words: &str, option: &str) -> bool {
    let folded = |text: &str| Passage::of(text).text;
    let bare = folded(words);
    let bare = bare.trim_matches(|c| "[]○「」。".contains(c));
    // 「提供を行っている(4)件」
    let bare = bare.trim_end_matches('件');
    let bare = bare.trim_end_matches(|c: char| c.is_ascii_digit() || "()".contains(c));
    let option = folded(option);
    let numbered = bare
        .split_once(')')
        .map(|(number, rest)| (number.len() == 1, rest));
    bare == option || numbered.is_some_and(|(is_number, rest)| is_number && rest == option)
}
