//! When an assessment has to be looked through or made again: facts of `schemas/law/procedure.yaml`, counted from the
//! dates that the assessment writes.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date as Day;
use serde::{Deserialize, Serialize};

use crate::assessment::Assessment;
use crate::japanese::dates;

/// The time limits of the law on assessments that are published.
#[derive(Debug, Default, Deserialize)]
pub struct Deadlines {
    /// The assessment is made again before these months since its publication are over.
    pub reevaluation_months: Months,
    /// What is written is looked through within these months.
    pub review_months: Months,
}

/// A time limit, with its source.
#[derive(Debug, Default, Deserialize)]
pub struct Months {
    /// How many months; 0 = there is none.
    pub value: i64,
    /// How many months before its end it is announced.
    #[serde(default)]
    pub ahead: i64,
    /// The article it rests on.
    pub source: String,
    /// How sure that is: A read, B indirectly, C not verified.
    pub confidence: String,
}

/// The data.
pub static DEADLINES: LazyLock<Deadlines> =
    LazyLock::new(|| crate::assets::data::read("law/procedure").unwrap_or_default());

impl Months {
    /// The day on which it ends, counted from a day.
    pub fn after(&self, day: Day) -> Option<Day> {
        self.months_later(day, self.value)
    }

    /// The day from which it is announced.
    pub fn notice(&self, day: Day) -> Option<Day> {
        self.months_later(day, self.value - self.ahead)
    }

    fn months_later(&self, day: Day, months: i64) -> Option<Day> {
        let known = self.value > 0;
        known.then(|| day.checked_add(months.months()).ok())?
    }
}

/// A deadline of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day on which it ends.
    pub day: Day,
    /// The day from which it is announced.
    pub notice: Day,
}

/// How near a deadline is, as of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not yet worth a word.
    Later,
    /// Its notice has begun.
    Soon,
    /// It is over.
    Over,
}

impl Due {
    fn of(months: &Months, from: Day) -> Option<Self> {
        Some(Due {
            day: months.after(from)?,
            notice: months.notice(from)?,
        })
    }

    /// How near it is.
    pub fn state(&self, now: Day) -> State {
        match now {
            now if now > self.day => State::Over,
            now if now >= self.notice => State::Soon,
            _ => State::Later,
        }
    }

    /// Days from a day to its end; negative when it is over.
    pub fn days_left(&self, now: Day) -> i32 {
        // The distance of two civil days is always known.
        now.until(self.day).map_or(0, |span| span.get_days())
    }
}

/// The next yearly review: a year after the last 見直し日 or publication, whichever is later.
pub fn review(assessment: &Assessment) -> Option<Due> {
    let last = |id| Some(date(assessment, id)?.ends().1);
    let from = last("premises.review_date").max(last("cover.publication_date"))?;
    Due::of(&DEADLINES.review_months, from)
}

/// The end of the five years since the publication.
pub fn reevaluation(assessment: &Assessment) -> Option<Due> {
    let published = date(assessment, "cover.publication_date")?;
    Due::of(&DEADLINES.reevaluation_months, published.ends().0)
}

fn date(assessment: &Assessment, id: &str) -> Option<dates::Date> {
    dates::date(assessment.text(id)?)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::assessment;
    use crate::source::Source;
    use crate::source::diagnostic::Stage;

    fn dues(text: &str) -> (Option<Day>, Option<Day>) {
        let source = Source::new("a.yaml", text);
        let document = assessment::read(&source);
        let assessment = Assessment::open(&source, &document, Stage::Draft).unwrap();
        (
            review(&assessment).map(|d| d.day),
            reevaluation(&assessment).map(|d| d.day),
        )
    }

    #[test]
    fn the_data_can_be_read() {
        for months in [&DEADLINES.reevaluation_months, &DEADLINES.review_months] {
            assert!(0 < months.ahead && months.ahead < months.value);
        }
        assert!(!DEADLINES.review_months.source.is_empty());
    }

    #[test]
    fn they_are_counted_from_the_publication_and_the_last_review() {
        let published = "様式: 全項目評価書\n表紙:\n  公表日: 令和3年2月28日\n";
        let both = |a, b| (Some(a), Some(b));
        assert_eq!(dues(published), both(date(2022, 2, 28), date(2026, 2, 28)));
        let reviewed = format!("{published}判断の前提:\n  見直し日: 令和5年4月\n");
        assert_eq!(dues(&reviewed), both(date(2024, 4, 30), date(2026, 2, 28)));
        assert_eq!(dues("様式: 全項目評価書\n"), (None, None));
    }

    #[test]
    fn the_last_day_is_not_over() {
        let due = Due {
            day: date(2026, 2, 28),
            notice: date(2025, 8, 28),
        };
        assert_eq!(due.state(date(2025, 8, 27)), State::Later);
        assert_eq!(due.state(date(2025, 8, 28)), State::Soon);
        assert_eq!(due.state(date(2026, 2, 28)), State::Soon);
        assert_eq!(due.state(date(2026, 3, 1)), State::Over);
        assert_eq!(due.days_left(date(2026, 3, 30)), -30);
        assert_eq!(due.days_left(date(2026, 1, 29)), 30);
    }
}
