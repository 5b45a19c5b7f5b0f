//! How 変更後 quotes the assessment: options with their boxes and numbers, and what is around a difference.

use std::ops::Range;

use crate::japanese::notation::before_bracket;
use crate::japanese::passage::Passage;

/// How many characters around a difference identify the place.
const AROUND: usize = 8;

/// What parts the options of one line.
pub(super) const BETWEEN: &str = "、，,／/；; \t\n\u{3000}";

/// A range with some characters on either side, not across a break.
pub(super) fn around(text: &str, range: Range<usize>) -> &str {
    let inside = |c: &(usize, char)| c.1 > ' ';
    let before = text[..range.start]
        .char_indices()
        .rev()
        .take_while(inside)
        .take(AROUND);
    let start = before.last().map_or(range.start, |(i, _)| i);
    let after = text[range.end..]
        .char_indices()
        .take_while(inside)
        .take(AROUND);
    let end = after
        .last()
        .map_or(range.end, |(i, c)| range.end + i + c.len_utf8());
    &text[start..end]
}

/// Whether words are an option: 「[ 10人未満 ]」, 「1) 行っている」, 「○紙」, 「委託する（2件）」.
pub(super) fn is_option(words: &str, option: &str) -> bool {
    let folded = |text: &str| Passage::of(text).text;
    let bare = folded(words);
    let bare = bare.trim_matches(|c| "[]○■☑✓・「」。".contains(c));
    // 「提供を行っている(4)件」
    let counted = bare.trim_end_matches(|c: char| c.is_ascii_digit() || "()[]件:".contains(c));
    let option = folded(option);
    let is_it = |bare: &str| {
        let numbered = bare
            .split_once(')')
            .map(|(number, rest)| (number.len() == 1, rest));
        bare == option || numbered.is_some_and(|(is_number, rest)| is_number && rest == option)
    };
    is_it(bare) || is_it(counted)
}

/// Whether words are an option; not as a whole, all of it but what is in brackets: 「その他（庁内の端末）」, 「電子記録媒体」.
pub(super) fn as_option(words: &str, option: &str, whole: bool) -> bool {
    let head = before_bracket(words);
    let is_head = || is_option(head, option) || head == words && head == before_bracket(option);
    if whole {
        is_option(words, option)
    } else {
        is_head()
    }
}

/// An option of a list without its bullet or its box, and whether the box is empty: 「・紙」, 「□専用線」, 「［　］専用線」.
pub(super) fn unboxed(part: &str) -> (bool, &str) {
    let bare = part
        .trim()
        .trim_start_matches(['・', '○', '●', '■', '☑', '✓', '-', '－']);
    if let Some(rest) = bare.strip_prefix(['□', '☐']) {
        return (true, rest.trim());
    }
    let inner = bare
        .strip_prefix(['[', '［'])
        .and_then(|rest| rest.split_once([']', '］']));
    let is_box = |inner: &str| inner.trim().chars().all(|c| "○〇◯●✓レ■☑".contains(c));
    match inner {
        Some((inner, rest)) if is_box(inner) && !rest.is_empty() => {
            (inner.trim().is_empty(), rest.trim())
        }
        _ => (false, bare),
    }
}

/// Whether words in comparison form are an option but for a letter or, where they are long, two next to each other.
pub(super) fn is_nearly(words: &str, option: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (words.chars().collect(), option.chars().collect());
    let (longer, shorter) = (one.len().max(other.len()), one.len().min(other.len()));
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let ends = one.iter().rev().zip(other.iter().rev());
    let tail = ends.take_while(|(a, b)| a == b).count().min(shorter - head);
    let wrong = longer - head - tail;
    match longer {
        0..3 => false,
        3..6 => one.len() == other.len() && wrong == 1,
        _ => (1..=2).contains(&wrong) && longer - shorter < 2,
    }
}

/// Whether words quote an option with a wrong letter: 「占用線」を選択.
pub(super) fn is_misspelt(words: &str, options: &[&str]) -> bool {
    let is_one = |words: &str| {
        let words = bare_letters(words);
        let mut options = options.iter();
        options.any(|option| is_nearly(&words, &bare_letters(option)))
    };
    let mut rest = words;
    while let Some((_, after)) = rest.split_once('「') {
        let (inner, after) = after.split_once('」').unwrap_or((after, ""));
        if is_one(inner) {
            return true;
        }
        rest = after;
    }
    is_one(words)
}

/// Words in comparison form without boxes, brackets and numbers around them.
fn bare_letters(words: &str) -> String {
    let folded = Passage::of(words).text;
    let around = |c: char| "[]○■☑✓・「」。()".contains(c) || c.is_ascii_digit();
    folded.trim_matches(around).to_owned()
}

/// The count after an option: 「委託する（2件）」, 「移転を行っている（　3　）件」.
pub(super) fn counted(words: &str) -> Option<usize> {
    let folded = Passage::of(words).text;
    let bare = folded.trim_end_matches(|c: char| "()件。".contains(c));
    let digits = bare.trim_start_matches(|c: char| !c.is_ascii_digit());
    let counts = folded.ends_with(['件', ')']) && folded.contains('件');
    digits.parse().ok().filter(|_| counts)
}

/// The number of things, where words are nothing but it: 「4件」, 「件数　4件」.
pub(super) fn lone_count(words: &str) -> Option<usize> {
    let folded = Passage::of(words).text;
    let bare = folded.strip_prefix("件数").unwrap_or(&folded);
    let bare = bare.trim_matches(|c| "()[]件:。".contains(c));
    bare.parse().ok().filter(|_| bare.len() <= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_known_as_rows_write_them() {
        for (words, option) in [
            ("その他（端末、窓口）", "その他"),
            ("電子記録媒体", "電子記録媒体（フラッシュメモリを除く。）"),
            ("委託する（2件）", "委託する"),
        ] {
            assert!(as_option(words, option, false), "{words}");
        }
        assert!(is_option("委託する：２件", "委託する") && !is_option("委託しない", "委託する"));
        for (part, parted) in [
            ("・紙", (false, "紙")),
            ("□専用線", (true, "専用線")),
            ("［○］紙", (false, "紙")),
            ("[　]専用線", (true, "専用線")),
        ] {
            assert_eq!(unboxed(part), parted);
        }
    }

    #[test]
    fn an_option_may_be_misspelt() {
        let options = ["紙", "専用線", "庁内連携システム", "その他"];
        assert!(is_nearly("占用線", "専用線") && is_nearly("庁内連係システム", "庁内連携システム"));
        assert!(!is_nearly("紙", "髪") && !is_nearly("専用線", "専用線"));
        assert!(
            is_misspelt("「専門線」を選択", &options) && !is_misspelt("「のろし」を選択", &options)
        );
    }

    #[test]
    fn counts_are_read() {
        assert_eq!(counted("委託する（5件）"), Some(5));
        assert_eq!(counted("委託する"), None);
        for (words, count) in [
            ("4件", Some(4)),
            ("（　４　）件", Some(4)),
            ("件数：12", Some(12)),
        ] {
            assert_eq!(lone_count(words), count, "{words}");
        }
        assert_eq!(lone_count("4条"), None);
    }
}
