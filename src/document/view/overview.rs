//! The overview of several assessments, as `status` and the index of `build` show it: one line for each.

use jiff::civil::Date as Day;
use serde::{Serialize, Serializer};

use super::Meta;
use crate::assessment::Assessment;
use crate::assessment::deadlines::{self, Due, State};
use crate::japanese::dates;
use crate::lint::file_report::{FileReport, Summary};
use crate::source::outward;

/// The line of an assessment. Texts are as written and may be empty.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Entry {
    /// 評価書番号
    pub number: String,
    /// 評価書名
    pub title: String,
    /// 評価実施機関名
    pub agency: String,
    /// しきい値判断結果, as the form words it
    pub threshold: String,
    /// しきい値判断結果 in a few words: 全項目評価の義務
    pub tier: &'static str,
    /// 公表日, as written
    pub publication_date: String,
    /// 公表日 as a day (the first, where only a month is written).
    #[serde(serialize_with = "maybe_iso")]
    pub published: Option<Day>,
    /// The next yearly review.
    pub review: Option<Deadline>,
    /// The end of five years since the publication.
    pub reevaluation: Option<Deadline>,
    /// How many errors the check found.
    pub errors: usize,
    /// How many warnings the check found.
    pub warnings: usize,
    /// How many remarks the check found.
    pub infos: usize,
}

/// A deadline as it is shown.
#[derive(Debug, Clone, Serialize)]
pub struct Deadline {
    /// The day.
    #[serde(serialize_with = "iso")]
    pub day: Day,
    /// 令和9年3月27日
    pub written: String,
    /// How near it is, as of a day; absent where none is known, as in a page that must be the same tomorrow.
    pub now: Option<Nearness>,
}

/// How near a deadline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Nearness {
    /// In a word.
    pub state: State,
    /// Days until it ends; negative when it is over.
    pub days: i32,
}

impl Entry {
    /// The line of an assessment with its findings, as of a day.
    pub fn of(assessment: &Assessment, report: &FileReport, now: Option<Day>) -> Self {
        let meta = Meta::of(assessment);
        let published = dates::date(&meta.publication_date).map(|date| date.ends().0);
        let deadline = |due: Due| Deadline::of(due, now);
        Entry {
            tier: tier(&meta.threshold),
            published,
            review: deadlines::review(assessment).map(deadline),
            reevaluation: deadlines::reevaluation(assessment).map(deadline),
            number: one_line(&meta.number),
            title: one_line(&meta.title),
            agency: one_line(&meta.agency),
            threshold: outward::words(&meta.threshold),
            publication_date: one_line(&meta.publication_date),
            ..Entry::default()
        }
        .with_findings(report)
    }

    /// The line of a file that can't be read as an assessment, named by the file.
    pub fn unread(name: &str, report: &FileReport) -> Self {
        Entry {
            title: outward::words(name),
            ..Entry::default()
        }
        .with_findings(report)
    }

    fn with_findings(self, report: &FileReport) -> Self {
        let Summary {
            errors,
            warnings,
            infos,
            ..
        } = Summary::of([report]);
        Entry {
            errors,
            warnings,
            infos,
            ..self
        }
    }

    /// Its deadlines, the next review first.
    pub fn deadlines(&self) -> impl Iterator<Item = &Deadline> {
        self.review.iter().chain(&self.reevaluation)
    }
}

/// A text as it stands in a line of a table.
fn one_line(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    outward::words(lines.join("　").trim())
}

impl Deadline {
    fn of(due: Due, now: Option<Day>) -> Self {
        let near = |now| Nearness {
            state: due.state(now),
            days: due.days_left(now),
        };
        Deadline {
            day: due.day,
            written: dates::written(due.day),
            now: now.map(near),
        }
    }
}

fn iso<S: Serializer>(day: &Day, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(day)
}

fn maybe_iso<S: Serializer>(day: &Option<Day>, to: S) -> Result<S::Ok, S::Error> {
    match day {
        Some(day) => iso(day, to),
        None => to.serialize_none(),
    }
}

/// What しきい値判断結果 says, in a few words. The form's options name the demanded assessment first.
fn tier(threshold: &str) -> &'static str {
    let demanded = threshold.split('（').next().unwrap_or_default();
    match demanded {
        "" => "",
        text if text.contains("義務付けられない") => "義務なし（任意の全項目評価）",
        text if text.contains("全項目評価") => "全項目評価の義務",
        text if text.contains("重点項目評価") => "重点項目評価の義務（任意の全項目評価）",
        text if text.contains("基礎項目評価") => "基礎項目評価の義務（任意の全項目評価）",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_option_of_the_form_has_its_words() {
        let form = crate::assessment::newest_form().unwrap();
        let item = form.find("procedure.baseline.threshold").unwrap();
        let options = &form.items[item].options;
        let mut tiers: Vec<&str> = options.iter().map(|o| tier(&o.text)).collect();
        assert!(!tiers.contains(&""));
        tiers.dedup();
        assert_eq!(tiers.len(), options.len());
        assert_eq!(tier(""), "");
    }
}
