//! How a text writes its digits: all of one width, or by the habit of many offices one digit wide and more digits narrow
//! (令和８年12月１日).

use std::ops::Range;

use super::OwnText;
use crate::japanese::notation::{is_digit, narrow, wide};
use crate::japanese::runs::{Run, RunKind};

/// How digits are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// All of full width.
    Wide,
    /// All of half width.
    Narrow,
    /// One digit of full width, two and more of half width.
    OneWide,
}

/// How many numbers are of which width: `[one digit, more digits][narrow, wide]`.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Widths([[usize; 2]; 2]);

/// How many of the numbers must keep a habit for it to be one, in tenths.
const KEPT: usize = 8;

impl Widths {
    /// The widths of the numbers of some texts but for dates that stand alone, which are data.
    pub(super) fn of<'w>(texts: impl Iterator<Item = &'w OwnText<'w>>) -> Self {
        let mut widths = Widths::default();
        for words in texts.filter(|words| !words.quotes && !words.is_date) {
            for run in numbers(words).filter(|run| is_counted(words.str(), *run)) {
                widths.add(&words.text.text[run.range()]);
            }
        }
        widths
    }

    fn add(&mut self, number: &str) {
        let is_wide = !number.is_ascii();
        let is_long = number.chars().nth(1).is_some();
        self.0[usize::from(is_long)][usize::from(is_wide)] += 1;
    }

    /// The habit of the texts; what is more frequent where they keep none.
    pub(super) fn habit(&self) -> Habit {
        let [[one_narrow, one_wide], [more_narrow, more_wide]] = self.0;
        let keeps = |kept: usize, broken: usize| kept > 1 && kept * (10 - KEPT) >= broken * KEPT;
        if keeps(one_wide, one_narrow) && keeps(more_narrow, more_wide) {
            return Habit::OneWide;
        }
        match one_wide + more_wide > one_narrow + more_narrow {
            true => Habit::Wide,
            false => Habit::Narrow,
        }
    }
}

impl Habit {
    /// A number as the habit writes it.
    pub(super) fn written(self, number: &str) -> String {
        let is_long = number.chars().nth(1).is_some();
        match self {
            Habit::Wide => wide(number),
            Habit::OneWide if !is_long => wide(number),
            Habit::Narrow | Habit::OneWide => narrow(number),
        }
    }

    /// Whether a text is held to the habit: a cell or a date that stands alone may have digits of half width, as data has;
    /// a text with a number of one digit in full width may not.
    pub(super) fn binds(self, words: &OwnText) -> bool {
        let is_wide = |run: Run| {
            let number = &words.text.text[run.range()];
            !number.is_ascii() && number.chars().nth(1).is_none()
        };
        self != Habit::OneWide || numbers(words).any(is_wide)
    }

    /// Every number of some words as the habit writes it.
    pub(super) fn rewritten(self, words: &str) -> String {
        let mut out = String::with_capacity(words.len());
        let mut rest = words;
        while let Some(at) = rest.find(is_digit) {
            let (head, tail) = rest.split_at(at);
            let length = tail.find(|c| !is_digit(c)).unwrap_or(tail.len());
            out.push_str(head);
            out.push_str(&self.written(&tail[..length]));
            rest = &tail[length..];
        }
        out + rest
    }

    /// Whether every number of some words is written by the habit.
    pub(super) fn keeps(self, words: &str) -> bool {
        self.rewritten(words) == words
    }
}

/// The numbers of a text that are no numbers of items of the form: Ⅱ３.
pub(super) fn numbers<'w>(words: &'w OwnText) -> impl Iterator<Item = Run> + 'w {
    let is_address = |run: &Run| words.str()[..run.start].ends_with(|c| ('Ⅰ'..='Ⅿ').contains(&c));
    let digits = words
        .runs
        .iter()
        .copied()
        .filter(|r| r.kind == RunKind::Digits);
    digits.filter(move |run| !is_address(run))
}

/// Whether a number is a date, an article or a count and not the number of a list or of an item of the form.
pub(super) fn is_counted(text: &str, run: Run) -> bool {
    let Range { start, end } = run.range();
    let before = text[..start].chars().next_back();
    let rest = &text[end..];
    // 「１から３まで」 points at headings, whose numbers have a width of their own.
    let of_unit = rest.starts_with(|c| "年月日条項号時分回人件丁番級歳%％".contains(c))
        || ["か月", "か所", "か年", "か国"]
            .iter()
            .any(|unit| rest.starts_with(unit));
    // 「R3年」 is for W024.
    let of_era = rest.starts_with('年')
        && before.is_some_and(|c| "MTSHRＭＴＳＨＲ".contains(c.to_ascii_uppercase()));
    let of_address = of_era
        || before.is_some_and(|c| ('Ⅰ'..='Ⅿ').contains(&c) || "添紙式料表図ク先項".contains(c));
    of_unit && !of_address
}

#[cfg(test)]
mod tests {
    use super::*;

    fn habit(numbers: &[&str]) -> Habit {
        let mut widths = Widths::default();
        numbers.iter().for_each(|number| widths.add(number));
        widths.habit()
    }

    #[test]
    fn what_a_document_keeps_to() {
        assert_eq!(
            habit(&["８", "３", "27", "10", "１", "2026"]),
            Habit::OneWide
        );
        assert_eq!(habit(&["8", "3", "27", "１０", "1"]), Habit::Narrow);
        assert_eq!(habit(&["８", "３", "２７", "10"]), Habit::Wide);
        assert_eq!(habit(&["８", "3"]), Habit::Narrow);
    }

    #[test]
    fn numbers_that_count_something() {
        let counted = |text: &str| -> Vec<String> {
            let runs = crate::japanese::runs::runs(text).into_iter();
            let runs = runs.filter(|run| run.kind == RunKind::Digits && is_counted(text, *run));
            runs.map(|run| text[run.range()].to_owned()).collect()
        };
        assert_eq!(
            counted("※　１から３までの申請書は、令和8年５月に、12か月分を２か所で受け付ける。"),
            ["8", "５", "12", "２"]
        );
    }

    #[test]
    fn numbers_by_the_habit() {
        assert_eq!(
            Habit::OneWide.rewritten("令和8年１２月３1日"),
            "令和８年12月31日"
        );
        assert_eq!(Habit::Wide.rewritten("3丁目10番"), "３丁目１０番");
        assert!(Habit::OneWide.keeps("第９条の10第１項"));
        assert!(!Habit::Narrow.keeps("第９条"));
    }
}
