//! The eras of the Japanese calendar.

use jiff::civil::Date as Day;

/// An era with its first day and, where it is over, its last.
#[derive(Debug, PartialEq, Eq)]
pub struct Era {
    /// 令和
    pub name: &'static str,
    /// R
    pub letter: char,
    /// ㋿
    pub sign: char,
    first: (i16, i8, i8),
    last: Option<(i16, i8, i8)>,
}

impl Era {
    /// Its first day.
    pub fn first(&self) -> Day {
        let (year, month, day) = self.first;
        jiff::civil::date(year, month, day)
    }

    /// Its last day, where it is over.
    pub fn last(&self) -> Option<Day> {
        self.last
            .map(|(year, month, day)| jiff::civil::date(year, month, day))
    }

    /// The year of our calendar for a year of the era.
    pub fn year(&self, number: i16) -> i16 {
        self.first.0 + number - 1
    }

    /// The era of a day.
    pub fn of(day: Day) -> Option<&'static Era> {
        ERAS.iter().find(|era| era.first() <= day)
    }
}

const fn era(
    name: &'static str,
    letter: char,
    sign: char,
    first: (i16, i8, i8),
    last: Option<(i16, i8, i8)>,
) -> Era {
    Era {
        name,
        letter,
        sign,
        first,
        last,
    }
}

/// The eras since 明治 (昭和54年政令第429号、平成31年政令第143号 and the practice before).
pub(super) static ERAS: [Era; 5] = [
    era("令和", 'R', '㋿', (2019, 5, 1), None),
    era("平成", 'H', '㍻', (1989, 1, 8), Some((2019, 4, 30))),
    era("昭和", 'S', '㍼', (1926, 12, 25), Some((1989, 1, 7))),
    era("大正", 'T', '㍽', (1912, 7, 30), Some((1926, 12, 25))),
    era("明治", 'M', '㍾', (1868, 1, 25), Some((1912, 7, 30))),
];

/// A day of our calendar; none where there is no such day.
pub(super) fn day(year: i16, month: i16, day: i16) -> Option<Day> {
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
