//! Titles of papers, compared character by character.

use std::ops::Range;

use crate::japanese::passage::Passage;

/// A title in comparison form with the way back: without its number, （答申） and 「について」.
pub(super) struct Title {
    passage: Passage,
    /// What of the comparison form is compared.
    range: Range<usize>,
}

/// What may follow a title without being part of it.
const ENDINGS: [&str; 8] = [
    "(答申)",
    "(諮問)",
    "(報告)",
    "(通知)",
    "(案)",
    "(依頼)",
    "(回答)",
    "について",
];

impl Title {
    pub(super) fn of(text: &str) -> Self {
        let passage = Passage::of(text);
        let whole = &passage.text;
        let start = without_number(whole);
        let mut end = whole.len();
        while let Some(shorter) = ENDINGS
            .iter()
            .find_map(|ending| whole[start..end].strip_suffix(ending))
        {
            end = start + shorter.len();
        }
        let range = if start < end {
            start..end
        } else {
            0..whole.len()
        };
        Title { passage, range }
    }

    /// What is compared.
    pub(super) fn words(&self) -> &str {
        &self.passage.text[self.range.clone()]
    }

    /// How alike two titles are, from 0 to 1.
    pub(super) fn likeness(&self, other: &Title) -> f64 {
        strsim::normalized_damerau_levenshtein(self.words(), other.words())
    }

    /// Where it differs from another one, in the original; a character that is missing is shown by those around it.
    pub(super) fn differences(&self, other: &Title) -> Vec<Range<usize>> {
        let own: Vec<(usize, char)> = self.words().char_indices().collect();
        let theirs: Vec<char> = other.words().chars().collect();
        let mut found: Vec<Range<usize>> = Vec::new();
        for run in runs(&own.iter().map(|(_, c)| *c).collect::<Vec<_>>(), &theirs) {
            match found.last_mut() {
                // What is one character apart is one difference.
                Some(last) if run.start <= last.end + 1 => last.end = run.end,
                _ => found.push(run),
            }
        }
        let at = |n: usize| own.get(n).map_or(self.words().len(), |(at, _)| *at);
        let original = |run: Range<usize>| {
            let run = match run.is_empty() {
                true => run.start.saturating_sub(1)..(run.end + 1).min(own.len()),
                false => run,
            };
            let (start, end) = (
                self.range.start + at(run.start),
                self.range.start + at(run.end),
            );
            self.passage.original(start..end)
        };
        found.into_iter().map(original).collect()
    }
}

/// Where the number before a title ends: 「(1)」, 「1.」, 「第3号」, 「諮問第3号」.
fn without_number(title: &str) -> usize {
    let bare = title
        .strip_prefix("諮問")
        .or_else(|| title.strip_prefix("議案"))
        .unwrap_or(title);
    let lead = title.len() - bare.len();
    let rest = bare.trim_start_matches(['第', '(', '○']);
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    if digits.len() == rest.len() {
        return 0;
    }
    let after = ["号", ")", ".", "、", ":"]
        .iter()
        .find_map(|sign| digits.strip_prefix(sign));
    after.map_or(0, |after| lead + bare.len() - after.len())
}

/// The runs of characters in which the first text differs from the second: empty where only that one has some.
fn runs(own: &[char], theirs: &[char]) -> Vec<Range<usize>> {
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, own, theirs);
    let differing = ops
        .into_iter()
        .filter(|op| op.tag() != similar::DiffTag::Equal);
    differing.map(|op| op.old_range()).collect()
}

#[cfg(test)]
mod tests {
    use super::Title;

    #[test]
    fn what_is_not_part_of_a_title() {
        for title in [
            "（１）図書の貸出しについて",
            "諮問第３号　図書の貸出しについて（答申）",
            "図書の 貸出し",
            "1. 図書の貸出しについて",
        ] {
            assert_eq!(Title::of(title).words(), "図書の貸出し");
        }
    }

    #[test]
    fn differing_characters_are_shown() {
        let shown = |own: &str, other: &str| {
            let differences = Title::of(own).differences(&Title::of(other));
            differences
                .into_iter()
                .map(|range| own[range].to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            shown("図書の貸出システム利用", "図書の貸出システムの利用"),
            ["ム利"]
        );
        assert_eq!(shown("図書の返却事業実施", "図書の貸出事業実施"), ["返却"]);
    }
}
