//! Words in Latin letters.

use std::ops::Range;

use crate::japanese::chars::half;
use crate::japanese::runs::{Run, RunKind};

/// Runs of letters, joined where a single hyphen is between them.
pub(super) fn letters(runs: &[Run]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut hyphen = None;
    for run in runs {
        match run.kind {
            RunKind::Letters => match found.last_mut() {
                Some(last) if hyphen == Some((last.end, run.start)) => last.end = run.end,
                _ => found.push(run.range()),
            },
            RunKind::Sign('-' | '‐' | '－' | '−') => hyphen = Some((run.start, run.end)),
            _ => {}
        }
    }
    found
}

/// The letters alone, in capitals of half width.
pub(super) fn key(word: &str) -> String {
    let letters = word.chars().map(half).filter(char::is_ascii_alphabetic);
    letters.map(|c| c.to_ascii_uppercase()).collect()
}

/// Whether a word is among words of English: one on each side, or two on one.
pub(super) fn in_english(text: &str, range: &Range<usize>) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let before = |head: &str| -> Option<usize> {
        let end = head.trim_end_matches(' ').len();
        let start = head[..end].trim_end_matches(is_letter).len();
        (end < head.len() && start < end).then_some(start)
    };
    let after = |tail: &str| -> Option<usize> {
        let start = tail.len() - tail.trim_start_matches(' ').len();
        let rest = tail[start..].trim_start_matches(is_letter).len();
        (start > 0 && rest < tail.len() - start).then_some(tail.len() - rest)
    };
    let (head, tail) = (&text[..range.start], &text[range.end..]);
    let (first, next) = (before(head), after(tail));
    let twice = |at: Option<usize>, more: &dyn Fn(usize) -> bool| at.is_some_and(more);
    first.is_some() && next.is_some()
        || twice(first, &|at| before(&head[..at]).is_some())
        || twice(next, &|at| after(&tail[at..]).is_some())
}

/// Whether a word is a part of an address of the net.
pub(super) fn in_address(text: &str, range: &Range<usize>) -> bool {
    let is_graphic = |b: &u8| b.is_ascii_graphic();
    let head = text.as_bytes()[..range.start]
        .iter()
        .rev()
        .take_while(|b| is_graphic(b))
        .count();
    let tail = text.as_bytes()[range.end..]
        .iter()
        .take_while(|b| is_graphic(b))
        .count();
    let chunk = &text[range.start - head..range.end + tail];
    ["://", "@", "www.", ".jp", ".com"]
        .iter()
        .any(|mark| chunk.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::runs::runs;

    #[test]
    fn words_in_letters() {
        let text = "LG-WANとＬＧＷＡＮ、e-mail: a@b.example、IDー";
        let found: Vec<String> = letters(&runs(text))
            .into_iter()
            .map(|r| key(&text[r]))
            .collect();
        assert_eq!(
            found,
            ["LGWAN", "LGWAN", "EMAIL", "A", "B", "EXAMPLE", "ID"]
        );
        let english = "（REGULATION OF THE EU）とWindows ServerのID、JIS Q";
        let of = |word: &str| {
            let at = english.find(word).expect("it is there");
            in_english(english, &(at..at + word.len()))
        };
        assert!(of("OF") && of("THE") && of("REGULATION") && of("EU"));
        assert!(!of("Windows") && !of("ID") && !of("JIS"));
        assert!(in_address(
            text,
            &(text.find("a@").unwrap()..text.find("@").unwrap())
        ));
    }
}
