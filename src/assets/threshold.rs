//! しきい値判断 as data (`schemas/law/threshold.yaml`): which results the number of people, that of handlers and serious incidents
//! can lead to.

use std::sync::LazyLock;

use serde::Deserialize;

/// The table.
#[derive(Debug, Deserialize, Default)]
pub(crate) struct Table {
    /// Where it was read.
    pub source: String,
    pub rows: Vec<Row>,
}

/// A band of people.
#[derive(Debug, Deserialize)]
pub(crate) struct Row {
    pub people: String,
    /// The options of しきい値判断結果 that are possible, counted from 1.
    pub possible: Vec<usize>,
    /// Why, in words.
    pub says: String,
    #[serde(default)]
    pub narrowed: Vec<Narrowed>,
}

/// What 判断の前提 makes of a row.
#[derive(Debug, Deserialize)]
pub(crate) struct Narrowed {
    pub handlers: Option<String>,
    pub incidents: Option<String>,
    pub possible: Vec<usize>,
    pub says: String,
}

pub(crate) static TABLE: LazyLock<Table> =
    LazyLock::new(|| super::data::read("law/threshold").unwrap_or_default());

impl Table {
    /// The row of a band of people.
    pub(crate) fn row(&self, people: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.people == people)
    }
}

impl Row {
    /// What the number of handlers and the incidents make of it, as far as they are known.
    pub(crate) fn narrowed(
        &self,
        handlers: Option<&str>,
        incidents: Option<&str>,
    ) -> Option<&Narrowed> {
        let is = |wanted: &Option<String>, fact: Option<&str>| {
            wanted.as_deref().is_none_or(|wanted| fact == Some(wanted))
        };
        let mut narrowed = self.narrowed.iter();
        narrowed.find(|n| is(&n.handlers, handlers) && is(&n.incidents, incidents))
    }
}
