//! What a record of a review says, entry by entry: what was asked, what was answered, what was promised and what was done.
//!
//! The record writes no states: that a question is open or a promise past its day is derived here, the same for the rules
//! of family K, for the papers and for `review status`.

pub mod asks;
pub mod claims;
pub mod mended;

use jiff::civil::Date as Day;

use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::assessment::value::{Period, Value};
use crate::assets::lists::review::NO_ANSWERS;
use crate::japanese::date_scan::scan;
use crate::japanese::dates;
use crate::japanese::notation::{fold, is_hollow, is_none_mark};
use crate::source::Span;
use crate::yaml::Scalar;

/// A text with the item that it is written in.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The item.
    pub field: FieldId,
    /// The text.
    pub text: &'a Scalar,
}

/// In which list an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// An opinion of residents: 意見聴取
    Comment,
    /// A question of the council: 諮問　質疑
    Question,
    /// An opinion of the council: 諮問　意見
    Opinion,
    /// An opinion of 第三者点検
    Review,
    /// A condition of an opinion letter: 答申　附帯意見
    Remark,
    /// 要望
    Request,
}

/// 対応
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// 修正した
    Corrected,
    /// 修正する
    ToCorrect,
    /// 今後検討
    ToConsider,
    /// 説明のみ
    Explained,
    /// 別に行う
    Elsewhere,
    /// 対応しない
    Declined,
}

/// The order of the options of 対応 in the form.
const ACTIONS: [Action; 6] = [
    Action::Corrected,
    Action::ToCorrect,
    Action::ToConsider,
    Action::Explained,
    Action::Elsewhere,
    Action::Declined,
];

/// Something that was said, with what became of it.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Its id with entry numbers: `consultations[1].questions[2]`.
    pub id: String,
    /// The entry itself.
    pub field: FieldId,
    /// In which list it stands.
    pub kind: EntryKind,
    /// 番号, as written.
    pub number: Option<&'a str>,
    /// 質問 or 本文
    pub text: Option<Said<'a>>,
    /// 回答 and 再回答, as far as they say something.
    pub answers: Vec<Said<'a>>,
    /// Whether there is a 再回答.
    pub is_answered_again: bool,
    /// 対応
    pub action: Option<(Action, Said<'a>)>,
    /// 期限: the last day that it may mean.
    pub due: Option<(Day, Said<'a>)>,
    /// Whether 期限 is written and names no day.
    pub has_no_day: bool,
    /// 資料
    pub document: Option<Said<'a>>,
    /// 項目
    pub items: Vec<Said<'a>>,
    /// 変更箇所
    pub rows: Vec<Said<'a>>,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// A question without an answer.
    Unanswered,
    /// Something is still to be done, perhaps by a day.
    Promised(Option<Day>),
    /// It should have been done by now.
    Past(Option<Day>),
    /// 修正した, and whether the assessment says what the answer quotes. Where it quotes nothing, nothing speaks against it.
    Done {
        /// Whether all words that the answer quotes are there.
        proved: bool,
    },
    /// Nothing is left to be done.
    Answered,
}

/// The lists of entries, the outer list and the one in its entries.
const LISTS: [(&str, &str, EntryKind); 6] = [
    ("comments", ".opinions", EntryKind::Comment),
    ("consultations", ".questions", EntryKind::Question),
    ("consultations", ".opinions", EntryKind::Opinion),
    ("reviews", ".opinions", EntryKind::Review),
    ("reports", ".remarks", EntryKind::Remark),
    ("requests", "", EntryKind::Request),
];

/// All entries of a record, list by list.
pub fn entries<'a>(record: &Assessment<'a>) -> Vec<Entry<'a>> {
    let lists = LISTS.into_iter().flat_map(|(outer, inner, kind)| {
        let ids: Vec<String> = match inner {
            "" => vec![outer.to_owned()],
            _ => (1..=record.entries(outer))
                .map(|n| format!("{outer}[{n}]{inner}"))
                .collect(),
        };
        ids.into_iter().map(move |list| (list, kind))
    });
    lists
        .flat_map(|(list, kind)| read_list(record, &list, kind))
        .collect()
}

/// The entries of one list, by its id: `consultations[1].questions`.
pub fn entries_of<'a>(record: &Assessment<'a>, list: &str) -> Vec<Entry<'a>> {
    let is_of = |(outer, inner, _): &&(&str, &str, EntryKind)| {
        list.starts_with(outer) && list.trim_start_matches(outer).ends_with(inner)
    };
    let known = LISTS.iter().find(is_of);
    known.map_or(Vec::new(), |(.., kind)| read_list(record, list, *kind))
}

fn read_list<'a>(record: &Assessment<'a>, list: &str, kind: EntryKind) -> Vec<Entry<'a>> {
    (1..=record.entries(list))
        .filter_map(|n| Entry::read(record, format!("{list}[{n}]"), kind))
        .collect()
}

/// The text of an item; none where nothing is written.
pub fn said<'a>(record: &Assessment<'a>, id: &str) -> Option<Said<'a>> {
    let field = record.find(id)?;
    let text = match record.fields[field].value {
        Value::Text(text) | Value::Date(text, _) | Value::Choice { text, .. } => text,
        Value::Period(Period::Text(text)) => text,
        _ => return None,
    };
    (!text.text.trim().is_empty()).then_some(Said { field, text })
}

/// The texts of an item that is a list of texts.
pub fn listed<'a>(record: &Assessment<'a>, id: &str) -> Vec<Said<'a>> {
    let Some(field) = record.find(id) else {
        return Vec::new();
    };
    match &record.fields[field].value {
        Value::Texts(texts) => {
            let written = texts.iter().filter(|text| !text.text.trim().is_empty());
            written.map(|text| Said { field, text }).collect()
        }
        Value::Text(text) if !text.text.trim().is_empty() => vec![Said { field, text }],
        _ => Vec::new(),
    }
}

/// The day of an item, and whether only its month is written.
pub fn day(record: &Assessment, id: &str) -> Option<dates::Date> {
    dates::date(&said(record, id)?.text.text)
}

/// Whether a text says something, and does not only keep the place of an answer.
fn is_answer(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.trim_matches(['(', ')', '。']);
    !is_hollow(text, true) && !is_none_mark(text) && !NO_ANSWERS.contains(&bare)
}

/// The last day that a text may mean: 「令和4年8月」, 「令和8年度末」, 「令和4年12月中」.
pub fn last(text: &str) -> Option<Day> {
    let scanned = || {
        let mention = scan(text).into_iter().next()?;
        let rest = text[mention.range.end..]
            .trim_matches(['末', '中', 'ま', 'で', 'に', 'ご', 'ろ', '内']);
        let days = mention.when.days().filter(|_| rest.trim().is_empty())?;
        Some(days.1)
    };
    let date = dates::date(text).map(|date| date.ends().1);
    date.or_else(scanned)
}

impl<'a> Said<'a> {
    /// The text itself.
    pub fn str(self) -> &'a str {
        &self.text.text
    }

    /// Where it is: of a long text its first line.
    pub fn place(self, record: &Assessment) -> Span {
        let text = self.str();
        let end = text.find('\n').unwrap_or(text.len());
        self.text.place(record.source, 0..end)
    }
}

impl<'a> Entry<'a> {
    fn read(record: &Assessment<'a>, id: String, kind: EntryKind) -> Option<Self> {
        let field = record.find(&id)?;
        let at = |name: &str| said(record, &format!("{id}{name}"));
        let further = 1..=record.entries(&format!("{id}.further"));
        let further = further.filter_map(|n| at(&format!(".further[{n}].text")));
        let answers = at(".answer").into_iter().chain(further);
        let answers = answers.filter(|answer| is_answer(answer.str()));
        let action = record.find(&format!("{id}.action")).and_then(|field| {
            let Value::Choice { text, option } = record.fields[field].value else {
                return None;
            };
            Some((*ACTIONS.get(option?)?, Said { field, text }))
        });
        let written = at(".due");
        let due = written.and_then(|said| Some((last(said.str())?, said)));
        Some(Entry {
            field,
            kind,
            number: record.text(&format!("{id}.number")),
            text: at(".text"),
            answers: answers.collect(),
            is_answered_again: record.is_begun(&format!("{id}.further")),
            action,
            has_no_day: due.is_none() && written.is_some(),
            due,
            document: at(".document"),
            items: listed(record, &format!("{id}.items")),
            rows: listed(record, &format!("{id}.rows")),
            id,
        })
    }

    /// Whether there is an answer that says something.
    pub fn is_answered(&self) -> bool {
        !self.answers.is_empty()
    }

    /// Whether it is owed an answer and has none: an opinion of the council is owed one where it asks.
    pub fn is_open(&self) -> bool {
        let asks = || {
            self.text
                .is_some_and(|text| asks::question(text.str()).is_some())
        };
        !self.is_answered() && (self.kind != EntryKind::Opinion || asks())
    }

    /// Whether something is still to be done: 修正する, or what has a day by which it is done.
    pub fn is_promise(&self) -> bool {
        match self.action {
            Some((Action::ToCorrect, _)) => true,
            // What was done elsewhere is reported by answering again.
            Some((Action::ToConsider | Action::Elsewhere, _)) => {
                self.due.is_some() && !self.is_answered_again
            }
            _ => false,
        }
    }

    /// Whether it is a promise that should have been kept by a day. One without a day of its own is due when the
    /// assessment is published.
    pub fn is_past(&self, day: Option<Day>, published: Option<Day>) -> bool {
        let until = self.due.map(|(due, _)| due);
        match (until, day) {
            (Some(until), Some(day)) => self.is_promise() && until < day,
            (None, Some(day)) => {
                self.is_promise()
                    && !self.has_no_day
                    && published.is_some_and(|published| published <= day)
            }
            (_, None) => false,
        }
    }

    /// What became of it by a day, held against the assessments that it is about; `published` is what [`published`] says.
    pub fn state(
        &self,
        day: Option<Day>,
        published: Option<Day>,
        shelf: &mut [mended::Shelved],
    ) -> State {
        let due = self.due.map(|(due, _)| due);
        if self.is_promise() {
            return match self.is_past(day, published) {
                true => State::Past(due.or(published)),
                false => State::Promised(due),
            };
        }
        match self.action {
            Some((Action::Corrected, _)) => State::Done {
                proved: mended::unproved(self, shelf).is_empty(),
            },
            _ if self.kind == EntryKind::Question && !self.is_answered() => State::Unanswered,
            _ => State::Answered,
        }
    }
}

/// From when on a promise without a day of its own is late: the publication of the assessment; where none is known, a while
/// after the last day that the record names.
pub fn published(record: &Assessment, papers: &[&Assessment]) -> Option<Day> {
    const A_WHILE: i64 = 30;
    let days = papers
        .iter()
        .filter_map(|paper| day(paper, "cover.publication_date"));
    let first = days.map(|date| date.ends().1).min();
    let later = || {
        last_day(record)?
            .checked_add(jiff::Span::new().days(A_WHILE))
            .ok()
    };
    if papers.is_empty() { later() } else { first }
}

/// The last day of the meetings, letters and the schedule of a record.
fn last_day(record: &Assessment) -> Option<Day> {
    const DAYS: [(&str, &str); 7] = [
        ("meetings", "start"),
        ("meetings", "end"),
        ("meetings", "decided"),
        ("reviews", "date"),
        ("reports", "date"),
        ("schedule", "date"),
        ("consultations", "date"),
    ];
    let of_list = |(list, item): (&str, &str)| {
        let days = 1..=record.entries(list);
        let days = days.filter_map(|n| day(record, &format!("{list}[{n}].{item}")));
        days.map(|date| date.ends().1).max()
    };
    DAYS.into_iter().filter_map(of_list).max()
}
