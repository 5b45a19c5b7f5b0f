//! What became of the entries of the tables of 番号法 when they were rearranged on 2024-05-27: 別表第一 is 別表, 別表第二 is
//! 第2条の表 of the order.

use super::entries::{ENTRIES, Entry, Gone};
use crate::japanese::citation::Table;
use crate::japanese::citation::number::Number;

/// An entry, and its number on the other side of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Renumbered {
    /// The law whose work it is.
    pub law: &'static str,
    /// Its number there; none where there is no such entry.
    pub now: Option<&'static str>,
}

/// What an entry of a table is in another one; none where that is not known.
pub(super) fn renumbered((from, to): (Table, Table), number: &str) -> Option<Renumbered> {
    let (first, second) = (numbered(1), numbered(2));
    let usage = (&ENTRIES.usage, &ENTRIES.gone_usage);
    let linkage = (&ENTRIES.linkage, &ENTRIES.gone_linkage);
    match (from, to) {
        (from, Table::Only) if from == first => forward(usage, number),
        (from, Table::OfArticle) if from == second => forward(linkage, number),
        (Table::Only, to) if to == first => back(usage.0, number),
        (Table::OfArticle, to) if to == second => back(linkage.0, number),
        _ => None,
    }
}

fn numbered(number: u16) -> Table {
    Table::Numbered(Number::plain(number))
}

fn forward(
    (entries, gone): (&'static Vec<Entry>, &'static Vec<Gone>),
    number: &str,
) -> Option<Renumbered> {
    let of = |entry: &'static Entry| Renumbered {
        law: &entry.law,
        now: Some(&entry.entry),
    };
    let kept = entries.iter().find(|e| e.was.as_deref() == Some(number));
    let of_gone = |gone: &'static Gone| Renumbered {
        law: &gone.law,
        now: None,
    };
    let lost = || gone.iter().find(|gone| gone.was == number).map(of_gone);
    kept.map(of).or_else(lost)
}

fn back(entries: &'static [Entry], number: &str) -> Option<Renumbered> {
    let entry = entries.iter().find(|entry| entry.entry == number)?;
    entry.was.as_deref().map(|was| Renumbered {
        law: &entry.law,
        now: Some(was),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_found_in_the_other_table() {
        let number = |from, to, number: &str| renumbered((from, to), number).map(|e| e.now);
        assert_eq!(number(numbered(1), Table::Only, "16"), Some(Some("24")));
        assert_eq!(number(numbered(1), Table::Only, "13"), Some(None));
        assert_eq!(number(numbered(1), Table::Only, "999"), None);
        assert_eq!(
            number(numbered(2), Table::OfArticle, "16の2"),
            Some(Some("25"))
        );
        assert_eq!(
            number(Table::OfArticle, numbered(2), "48"),
            Some(Some("27"))
        );
        assert_eq!(number(numbered(2), Table::Only, "27"), None);
    }
}
