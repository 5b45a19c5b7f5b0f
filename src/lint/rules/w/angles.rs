//! ＜…＞ and 《…》 around headings. In running text they are signs of comparison, so that only lines that one of them begins
//! or ends are looked at.

use std::ops::Range;

/// What is wrong with brackets.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Opened in one width and closed in the other: the half-width one.
    Width(Range<usize>),
    /// Opened and never closed.
    Open(Range<usize>),
    /// Closed and never opened.
    Closed(Range<usize>),
    /// 「 in 「.
    Nested(Range<usize>),
}

/// What opens and closes a heading, of full and of half width.
const PAIRS: [(char, char); 4] = [('＜', '＞'), ('<', '>'), ('《', '》'), ('〈', '〉')];

/// What is wrong with the brackets of the headings of a text.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut at = 0;
    // A heading may be written in two lines.
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let was_open = std::mem::take(&mut is_open);
        let opening = pair(line.chars().next(), |pair| pair.0);
        let closing = pair(line.chars().next_back(), |pair| pair.1);
        let end = start + line.len();
        match (opening, closing) {
            (Some(o), Some(c)) if o != c && is_width(o, c) => {
                let half = if o == 1 {
                    start..start + 1
                } else {
                    end - 1..end
                };
                found.push(Fault::Width(half));
            }
            (Some(o), None) if !line.contains(|sign| is_closing(sign, o)) => {
                let rest = text[at..].trim_start().lines().next().unwrap_or("");
                is_open = rest.contains(|sign| is_closing(sign, o));
                if !is_open && is_heading(line) {
                    found.push(Fault::Open(start..start + PAIRS[o].0.len_utf8()));
                }
            }
            (None, Some(c))
                if !was_open && !line.contains(|sign| is_opening(sign, c)) && is_heading(line) =>
            {
                found.push(Fault::Closed(end - PAIRS[c].1.len_utf8()..end));
            }
            _ => {}
        }
    }
    found
}

/// The number of the pair to which a sign belongs.
fn pair(sign: Option<char>, of: impl Fn((char, char)) -> char) -> Option<usize> {
    let sign = sign?;
    PAIRS.iter().position(|pair| of(*pair) == sign)
}

/// Whether two pairs are ＜ ＞ and < >.
fn is_width(a: usize, b: usize) -> bool {
    a < 2 && b < 2
}

fn is_closing(sign: char, pair: usize) -> bool {
    PAIRS
        .iter()
        .enumerate()
        .any(|(n, (_, close))| *close == sign && (n == pair || is_width(n, pair)))
}

fn is_opening(sign: char, pair: usize) -> bool {
    PAIRS
        .iter()
        .enumerate()
        .any(|(n, (open, _))| *open == sign && (n == pair || is_width(n, pair)))
}

/// Whether a line is a heading: it holds no sentence and no number that is compared.
fn is_heading(line: &str) -> bool {
    let words = line.trim_matches(|c| PAIRS.iter().any(|pair| c == pair.0 || c == pair.1));
    !words.contains(['。', '→', '=', '＝'])
        && !words.starts_with(|c: char| c.is_numeric() || c.is_ascii())
        && (2..=60).contains(&words.chars().count())
}

#[cfg(test)]
mod tests {
    use super::{Fault, faults};

    #[test]
    fn brackets_around_headings() {
        let found = |text: &str| faults(text);
        assert_eq!(found("＜閲覧室の運用>\n本文"), [Fault::Width(21..22)]);
        assert_eq!(found("<書庫＞"), [Fault::Width(0..1)]);
        assert_eq!(found("＜書庫\n本文。"), [Fault::Open(0..3)]);
        assert_eq!(found("本文。\n書庫＞\n"), [Fault::Closed(16..19)]);
        assert_eq!(found("《書庫\n本文。"), [Fault::Open(0..3)]);
        for text in [
            "＜書庫＞\n<書庫>\n《書庫》",
            "＜書庫における\n措置＞",
            "＜書庫＞と＜窓口＞",
            "容量 < 5\n<5の値",
            "甲→乙>",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
