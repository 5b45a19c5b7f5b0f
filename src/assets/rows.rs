//! The rows of 別表第二 and of 第2条の表: who answers for an entry, and with what (`schemas/law/rows.tsv`).

use std::sync::LazyLock;

use super::data::table;
use super::offices::{Body, ENTRIES};

/// Of an entry, what somebody provides.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Row {
    pub entry: &'static str,
    /// 情報提供者
    pub answers: &'static str,
    /// 利用特定個人情報
    pub info: &'static str,
}

/// Those of 別表第二 as it was on 2020-04-01.
static OLDER: LazyLock<Vec<Row>> = LazyLock::new(|| read("rows/別表第二"));

/// Those of 第2条の表 as it was in February 2026.
static NEWER: LazyLock<Vec<Row>> = LazyLock::new(|| read("rows/第2条の表"));

/// The rows of a table. An entry that is empty is that of the row before.
fn read(part: &str) -> Vec<Row> {
    let mut entry = "";
    let lines = table(part).unwrap_or_default().lines().skip(1);
    let rows = lines.filter_map(|line| {
        let mut cells = line.split('\t');
        let own = cells.next().filter(|own| !own.is_empty());
        entry = own.unwrap_or(entry);
        let mut rest = cells.skip(1);
        Some(Row {
            entry,
            answers: rest.next()?,
            info: rest.next()?,
        })
    });
    rows.collect()
}

/// The rows of 第2条の表.
pub(crate) fn newer() -> &'static [Row] {
    &NEWER
}

/// All that an entry of 第2条の表 has been known to hold: its rows, and those of the entry of 別表第二 that it was. Rows
/// change, so what neither has is in none of the versions between, as far as is known.
pub(crate) fn of_entry(entry: &str) -> Vec<&'static Row> {
    let was = ENTRIES.linkage.iter().find(|e| e.entry == entry);
    let was = was.and_then(|e| e.was.as_deref());
    let older = OLDER.iter().filter(|row| Some(row.entry) == was);
    let newer = NEWER.iter().filter(|row| row.entry == entry);
    newer.chain(older).collect()
}

impl Row {
    /// Whether a body of a kind may be the one who answers: great cities do work of prefectures, and both insure and pay.
    pub(crate) fn may_be_answered_by(&self, body: Body) -> bool {
        const OF_ALL: [&str; 3] = ["こととされている者", "医療保険者", "教育委員会"];
        let names: &[&str] = match body {
            Body::Municipal => &["市町村", "市長", "町村長", "知事", "都道府県"],
            Body::Prefectural => &["知事", "都道府県"],
            Body::Union => &["広域連合"],
        };
        let mut words = names.iter().chain(&OF_ALL);
        words.any(|word| self.answers.contains(word))
    }

    /// Whether it is about whatever any law gives: whose it is, is open.
    pub(crate) fn is_of_any_law(&self) -> bool {
        self.answers.contains("こととされている者")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_can_be_read() {
        assert!(OLDER.len() > 290 && NEWER.len() > 450);
        let all = OLDER.iter().chain(NEWER.iter());
        for row in all {
            assert!(!row.entry.is_empty() && !row.answers.is_empty() && !row.info.is_empty());
        }
        let known = |number: &str| ENTRIES.linkage.iter().any(|e| e.entry == number);
        let mut plain = NEWER.iter().filter(|row| !row.entry.contains('の'));
        assert!(plain.all(|row| known(row.entry)));
        assert!(crate::assets::data::source("rows").contains("第2条の表"));
    }

    #[test]
    fn rows_of_both_tables_belong_to_an_entry() {
        // It was 1 in 別表第二, where insurers answered, too.
        let first = of_entry("1");
        assert!(first.iter().any(|row| row.answers.contains("医療保険者")));
        assert!(first.iter().any(|row| row.answers == "法務大臣"));
        let military = of_entry("12");
        assert!(
            !military
                .iter()
                .any(|row| row.may_be_answered_by(Body::Municipal))
        );
    }
}
