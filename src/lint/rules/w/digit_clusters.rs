//! Numbers that belong together: the parts of a date, of an address, of a range.

use std::ops::Range;

use super::OwnText;
use super::digit_habit::{Habit, Widths, numbers};
use crate::japanese::runs::Run;

/// What joins numbers to one expression.
const JOINS: &str = "年月日時分秒条項号第の丁目番地回点種期次人件万千百億元/／・~～〜－-−‐:：、,，";

/// The numbers of a text that belong together and are not written by the habit of the document.
pub(super) fn mixed(words: &OwnText, habit: Habit) -> Vec<Range<usize>> {
    let digits: Vec<Run> = numbers(words).collect();
    let mut clusters = clusters(words.str(), &digits);
    if clusters.is_empty() {
        return clusters;
    }
    // A text that was taken over whole keeps its own habit.
    let own = Widths::of(std::iter::once(words)).habit();
    if [habit, own].contains(&Habit::OneWide) {
        clusters.retain(|range| !Habit::OneWide.keeps(&words.text.text[range.clone()]));
    }
    clusters
}

/// Numbers that belong together and are not of one width.
fn clusters(text: &str, digits: &[Run]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let joined = |a: &Run, b: &Run| {
        let gap = &text[a.end..b.start];
        let is_list = gap.ends_with(['、', ',', '，']);
        let length = gap.chars().count();
        // 「1、2」 may be a list of its own; 「1回目、2回目」 is one.
        (1..=3).contains(&length)
            && gap.chars().all(|c| JOINS.contains(c))
            && (!is_list || length > 1)
    };
    for cluster in digits.chunk_by(joined) {
        let (Some(first), Some(last)) = (cluster.first(), cluster.last()) else {
            continue;
        };
        let range = first.start..last.end;
        let words = &text[range.clone()];
        let has_half = words.contains(|c: char| c.is_ascii_digit());
        let has_full = words.contains(|c: char| ('０'..='９').contains(&c));
        if has_half && has_full {
            found.push(range);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::runs::{RunKind, runs};

    #[test]
    fn numbers_that_belong_together() {
        let text = "1回目/２回目/3回目。令和３年9月に、第９条第2項。１0冊。（１）第9条、３丁目7番";
        let digits: Vec<Run> = runs(text)
            .into_iter()
            .filter(|r| r.kind == RunKind::Digits)
            .collect();
        let found: Vec<&str> = clusters(text, &digits)
            .into_iter()
            .map(|r| &text[r])
            .collect();
        assert_eq!(
            found,
            ["1回目/２回目/3", "３年9", "９条第2", "１0", "9条、３丁目7"]
        );
    }
}
