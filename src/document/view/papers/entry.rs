//! Questions, opinions and requests with their answers.

use crate::assessment::Assessment;
use crate::assessment::field::Field;
use crate::assessment::value::Value;
use crate::lint::record;

/// A question, an opinion or a request.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id: `consultations[1].questions[3]`.
    pub id: String,
    /// Its address: 諮問1質疑3.
    pub address: String,
    /// Whether it is owed an answer and has none.
    pub is_open: bool,
    /// 番号
    pub number: String,
    /// 者
    pub person: String,
    /// 日付
    pub date: String,
    /// 資料
    pub document: String,
    /// What is asked or said.
    pub text: String,
    /// 回答
    pub answer: String,
    /// 再回答
    pub further: Vec<Further>,
    /// 対応
    pub action: String,
    /// 説明 of 対応
    pub detail: String,
    /// 期限
    pub due: String,
    /// 項目: addresses in the assessment, as written.
    pub items: Vec<String>,
    /// 変更箇所: rows of 別添３, as written.
    pub rows: Vec<String>,
}

/// A further answer.
#[derive(Debug, Clone)]
pub struct Further {
    /// Its id.
    pub id: String,
    /// Its day, as written.
    pub date: String,
    /// The answer.
    pub text: String,
}

impl Entry {
    /// What it is called where its number is known: 番号 as written, else its place in the list.
    pub fn called(&self) -> String {
        if self.number.is_empty() {
            let place = self
                .id
                .rsplit_once('[')
                .map_or("", |(_, place)| place.trim_end_matches(']'));
            place.to_owned()
        } else {
            self.number.clone()
        }
    }
}

/// All entries of a record in the order of the form.
pub fn all_entries(record: &Assessment) -> Vec<Entry> {
    let all = record::entries(record).into_iter();
    all.map(|entry| printed(record, entry)).collect()
}

/// The entries of a list, by its id.
pub(super) fn of_list(record: &Assessment, list: &str) -> Vec<Entry> {
    let all = record::entries_of(record, list).into_iter();
    all.map(|entry| printed(record, entry)).collect()
}

/// An entry as it is printed.
fn printed(record: &Assessment, entry: record::Entry) -> Entry {
    let (id, is_open) = (entry.id.clone(), entry.is_open());
    let text = |id: String| record.text(&id).unwrap_or_default().trim().to_owned();
    let texts = |id: String| match record.item(&id).map(|field| &field.value) {
        Some(Value::Texts(texts)) => texts.iter().map(|t| t.text.trim().to_owned()).collect(),
        Some(Value::Text(text)) => vec![text.text.trim().to_owned()],
        _ => Vec::new(),
    };
    let address = |id: &str| {
        let address = |field: &Field| record.address(field);
        record.item(id).map_or(String::new(), address)
    };
    let of = |name: &str| text(format!("{id}.{name}"));
    let further = 1..=record.entries(&format!("{id}.further"));
    let further = further.map(|m| {
        let id = format!("{id}.further[{m}]");
        Further {
            date: text(format!("{id}.date")),
            text: text(format!("{id}.text")),
            id,
        }
    });
    Entry {
        address: address(&id),
        is_open,
        number: of("number"),
        person: of("person"),
        date: of("date"),
        document: of("document"),
        text: of("text"),
        answer: of("answer"),
        further: further.filter(|further| !further.text.is_empty()).collect(),
        action: of("action"),
        detail: of("action.detail"),
        due: of("due"),
        items: texts(format!("{id}.items")),
        rows: texts(format!("{id}.rows")),
        id,
    }
}
