//! K: the record of a review, in itself and against the assessment that it is about.

pub mod k001_unanswered;
pub mod k002_asks_without_answer;
pub mod k003_not_mended;
pub mod k004_late_promise;
pub mod k005_promise_untold;
pub mod k006_opinion_count;
pub mod k007_review_dates;
pub mod k008_body_name;
pub mod k009_title_differs;
pub mod k010_said_twice;
pub mod k011_answer_cut_off;
pub mod k012_leads_nowhere;
pub mod k013_change_unrecorded;
pub mod k014_letter_heading;
pub mod k015_outcome_differs;
mod matters;
mod titles;

use super::{Context, FindingBuilder, Places, Rule, Words};
use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::form::{ASSESSMENT, RECORD};
use crate::lint::record::{Entry, Said};
use crate::source::Span;

/// Whether it is a record that is checked.
fn is_record(cx: &Context) -> bool {
    cx.assessment.form.kind == RECORD
}

/// A record and an assessment that it is about. What they say against each other is reported in one of them: in the
/// assessment where the run checks it, else in the record.
#[derive(Clone, Copy)]
struct Pair<'a> {
    record: &'a Assessment<'a>,
    paper: &'a Assessment<'a>,
    /// Whether it is the record that is checked.
    in_record: bool,
}

/// One side of a contradiction: a place, and what it says.
struct Side {
    field: FieldId,
    span: Span,
    says: String,
}

impl Side {
    fn of(field: FieldId, span: Span, says: String) -> Self {
        Side { field, span, says }
    }

    /// At a text.
    fn at(said: Said, of: &Assessment, says: String) -> Self {
        Side::of(said.field, said.place(of), says)
    }
}

/// The pairs whose contradictions are reported here.
fn pairs<'a>(cx: &Context<'a>) -> Vec<Pair<'a>> {
    let own = cx.assessment;
    if is_record(cx) {
        let papers = cx.companions(ASSESSMENT).filter(|paper| !paper.is_checked);
        let pair = |paper: &'a super::super::companions::Opened<'a>| Pair {
            record: own,
            paper: &paper.assessment,
            in_record: true,
        };
        return papers.map(pair).collect();
    }
    let pair = |record: &'a super::super::companions::Opened<'a>| Pair {
        record: &record.assessment,
        paper: own,
        in_record: false,
    };
    cx.companions(RECORD).map(pair).collect()
}

impl<'a> Pair<'a> {
    /// Reports a contradiction at the side that is checked, with the other one beside it.
    fn report<'c>(
        &self,
        cx: &'c mut Context<'a>,
        rule: &'static Rule,
        words: Words,
        (record, paper): (Side, Side),
    ) -> FindingBuilder<'c, 'a> {
        let (here, there, other) = match self.in_record {
            true => (record, paper, self.paper),
            false => (paper, record, self.record),
        };
        cx.report(rule, here.field, here.span, words.label(here.says))
            .elsewhere(other, there.field, there.span, there.says)
    }
}

/// How a message names an entry: 「諮問1質疑2（番号2）」; by its address alone where the numbers agree.
fn entry_name(record: &Assessment, entry: &Entry) -> String {
    let address = record.address(&record.fields[entry.field]);
    match entry.number.map(str::trim) {
        Some(number) if !number.is_empty() && number != last_number(&address) => {
            format!("{address}（番号{number}）")
        }
        _ => address,
    }
}

/// The number at the end of an address.
fn last_number(address: &str) -> &str {
    let before = address.trim_end_matches(|c: char| c.is_ascii_digit());
    &address[before.len()..]
}
