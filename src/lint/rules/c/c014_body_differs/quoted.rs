//! How 変更後 quotes the assessment: options with their boxes and numbers, and what is around a difference.

use std::ops::Range;

use crate::compare::changelog::quote::outside_brackets;
use crate::japanese::notation::before_bracket;
use crate::japanese::passage::Passage;

/// How many characters around a difference identify the place.
const AROUND: usize = 8;

/// What parts the options of one line.
const BETWEEN: &str = "、，,／/；; \t\n\u{3000}";

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

/// The options that words list, by their places, and those whose boxes are empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    pub chosen: Vec<usize>,
    pub empty: Vec<usize>,
    /// How many entries an option is said to have: 「提供を行っている（4）件」.
    pub counts: Vec<(usize, usize)>,
}

/// The options that words list: 「紙、専用線、その他（庁内の端末）」, 「☑紙 □専用線」, 「［○］紙」; none where anything else is
/// among them.
pub(super) fn options_listed(words: &str, options: &[&str]) -> Option<Listed> {
    let words = boxes(words);
    let mut listed = Listed {
        chosen: Vec::new(),
        empty: Vec::new(),
        counts: Vec::new(),
    };
    let parts = outside_brackets(&words, BETWEEN).into_iter();
    for part in parts.filter(|part| !part.is_empty()) {
        // A box that is empty names an option that is not chosen.
        let bare = part.trim_start_matches(['□', '☐']);
        let head = before_bracket(bare);
        let is = |option: &&&str| is_option(bare, option) || is_option(head, option);
        let option = options.iter().position(|option| is(&option))?;
        if bare.len() < part.len() {
            listed.empty.push(option);
            continue;
        }
        listed.chosen.push(option);
        listed.counts.extend(counted(bare).map(|n| (option, n)));
    }
    let any = !listed.chosen.is_empty() || !listed.empty.is_empty();
    any.then_some(listed)
}

/// Whether words list options, one of them misspelt: 「紙、占用線」.
pub(super) fn is_misspelt(words: &str, options: &[&str]) -> bool {
    let is_one = |words: &str| {
        let words = bare_letters(words);
        options
            .iter()
            .any(|option| differs_in_one_letter(&words, &bare_letters(option)))
    };
    // 「専用線」を選択
    let mut rest = words;
    while let Some((_, after)) = rest.split_once('「') {
        let (inner, after) = after.split_once('」').unwrap_or((after, ""));
        if is_one(inner) {
            return true;
        }
        rest = after;
    }
    if is_one(words) {
        return true;
    }
    let words = boxes(words);
    let parts = outside_brackets(&words, BETWEEN).into_iter();
    let parts = parts.map(|part| part.trim_start_matches(['□', '☐']));
    let is_known = |part: &&str| {
        let head = before_bracket(part);
        options
            .iter()
            .any(|option| is_option(part, option) || is_option(head, option))
    };
    let strange: Vec<&str> = parts
        .filter(|part| !part.is_empty() && !is_known(part))
        .collect();
    matches!(strange.as_slice(), [part] if is_one(part))
}

/// Words in comparison form without boxes, brackets and numbers around them.
fn bare_letters(words: &str) -> String {
    let folded = Passage::of(words).text;
    let around = |c: char| "[]○■☑✓・「」。()".contains(c) || c.is_ascii_digit();
    folded.trim_matches(around).to_owned()
}

/// Whether words of at least three letters differ in one of them.
fn differs_in_one_letter(one: &str, other: &str) -> bool {
    let long = one.chars().count() >= 3 && one.chars().count() == other.chars().count();
    let differing = || {
        one.chars()
            .zip(other.chars())
            .filter(|(a, b)| a != b)
            .count()
    };
    long && differing() == 1
}

/// Words with one sign for each way of writing a box: 「［　］」 is 「□」, 「[○]」 is 「☑」.
fn boxes(words: &str) -> String {
    const EMPTY: [&str; 4] = ["[ ]", "[\u{3000}]", "[]", "[  ]"];
    const TICKED: [&str; 5] = ["[○]", "[〇]", "[ ○ ]", "[◯]", "[✓]"];
    let words = words.replace('［', "[").replace('］', "]");
    let words = EMPTY
        .iter()
        .fold(words, |words, sign| words.replace(sign, "□"));
    TICKED
        .iter()
        .fold(words, |words, sign| words.replace(sign, "☑"))
}

/// The count after an option: 「委託する（2件）」, 「移転を行っている（　3　）件」.
pub(super) fn counted(words: &str) -> Option<usize> {
    let folded = Passage::of(words).text;
    let bare = folded.trim_end_matches(|c: char| "()件。".contains(c));
    let digits = bare.trim_start_matches(|c: char| !c.is_ascii_digit());
    let counts = folded.ends_with(['件', ')']) && folded.contains('件');
    digits.parse().ok().filter(|_| counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_in_one_line() {
        let options = ["紙", "専用線", "電子メール", "その他"];
        let listed = |words: &str| options_listed(words, &options).map(|listed| listed.chosen);
        assert_eq!(
            listed("紙、専用線、その他（端末、窓口）"),
            Some(vec![0, 1, 3])
        );
        assert_eq!(listed("☑紙　□専用線　☑その他（窓口）"), Some(vec![0, 3]));
        assert_eq!(listed("○紙／○電子メール"), Some(vec![0, 2]));
        assert_eq!(listed("紙、のろし"), None);
        assert_eq!(listed("［○］紙\n［　］専用線"), Some(vec![0]));
        let boxes = options_listed("■紙　[　]専用線", &options);
        assert_eq!(boxes.map(|listed| listed.empty), Some(vec![1]));
        let counts = options_listed("☑紙（4）件\n☑専用線（　２　）件", &options);
        assert_eq!(counts.map(|l| l.counts), Some(vec![(0, 4), (1, 2)]));
        assert!(is_misspelt("紙、占用線", &options) && is_misspelt("［○］紙　[ ]専門線", &options));
        assert!(!is_misspelt("紙、のろし", &options) && !is_misspelt("紙、専用線", &options));
        assert_eq!(counted("委託する（5件）"), Some(5));
        assert_eq!(counted("委託する"), None);
        assert!(is_option("委託する（2件）", "委託する"));
        assert!(is_option("委託する：２件", "委託する"));
        assert!(!is_option("委託しない", "委託する"));
    }
}
