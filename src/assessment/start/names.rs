//! The names of an older assessment and those of now.

use super::Answers;
use super::known::Content;
use crate::japanese::chars::{is_kanji, is_katakana};

/// Names and what takes their place, the longest first.
pub(super) struct Names(Vec<(String, String)>);

impl Names {
    pub(super) fn of(before: &Answers, answers: &Answers) -> Self {
        let mut names = Names(Vec::new());
        match (place(&before.agency), place(&answers.agency)) {
            // 「架空市」 and with it 「架空市長」
            (Some(old), Some(new)) => names.add(old, new),
            _ => names.add(&before.agency, &answers.agency),
        }
        names.add(&before.office, &answers.office);
        if let (Some(old), Some(new)) = (work(&before.office), work(&answers.office)) {
            names.add(&format!("{old}事務"), &format!("{new}事務"));
        }
        names
    }

    pub(super) fn add(&mut self, old: &str, new: &str) {
        if !old.is_empty() && !new.is_empty() && old != new {
            self.0.push((old.to_owned(), new.to_owned()));
            self.0.sort_by_key(|(old, _)| std::cmp::Reverse(old.len()));
        }
    }

    /// For each of some names the place of the same name among others, counted from 1.
    pub(super) fn places(&self, old: &[String], new: &[String]) -> Vec<Option<usize>> {
        let same = |old: &String| {
            let (renamed, _) = self.renamed(old);
            let mut names = new.iter();
            let place = names.position(|new| new == old || *new == renamed)?;
            Some(place + 1)
        };
        old.iter().map(same).collect()
    }

    /// A text with the names of now, where the older ones stand as names; and which.
    fn renamed(&self, text: &str) -> (String, Vec<(String, String)>) {
        let mut out = String::with_capacity(text.len());
        let mut used: Vec<(String, String)> = Vec::new();
        let (mut at, mut before) = (0, None);
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let fits = |(old, _): &&(String, String)| {
                let after = rest.strip_prefix(old.as_str());
                after.is_some_and(|after| is_name(old, before, after.chars().next()))
            };
            match self.0.iter().find(fits) {
                Some((old, new)) => {
                    out.push_str(new);
                    at += old.len();
                    before = old.chars().next_back();
                    if !used.iter().any(|(known, _)| known == old) {
                        used.push((old.clone(), new.clone()));
                    }
                }
                None => {
                    out.push(c);
                    at += c.len_utf8();
                    before = Some(c);
                }
            }
        }
        (out, used)
    }

    pub(super) fn put_into(&self, content: Content) -> (Content, Vec<(String, String)>) {
        let mut used = Vec::new();
        let mut renamed = |text: String| {
            let (text, names) = self.renamed(&text);
            used.extend(names);
            text
        };
        let content = match content {
            Content::Text(text) => Content::Text(renamed(text)),
            Content::Checks(ticked) => {
                let ticked = ticked.into_iter();
                let ticked = ticked.map(|(option, detail)| (option, detail.map(&mut renamed)));
                Content::Checks(ticked.collect())
            }
            Content::Rows(rows) => {
                let mut row = |row: Vec<(String, String)>| -> Vec<(String, String)> {
                    let cells = row.into_iter();
                    cells
                        .map(|(column, cell)| (column, renamed(cell)))
                        .collect()
                };
                Content::Rows(rows.into_iter().map(&mut row).collect())
            }
        };
        used.dedup();
        (content, used)
    }
}

/// Whether what stands between two characters is a name and no part of another: 「架空市」 is none in 「北架空市」 or in
/// 「中央区域」.
fn is_name(name: &str, before: Option<char>, after: Option<char>) -> bool {
    let is_of_prefecture = |c: char| "都道府県".contains(c);
    let joins = |c: char| {
        let first = name.chars().next();
        let is_of_kanji = first.is_some_and(is_kanji);
        let is_of_katakana = first.is_some_and(is_katakana);
        is_of_kanji && is_kanji(c) && !is_of_prefecture(c) || is_of_katakana && is_katakana(c)
    };
    let is_area = name.ends_with(['市', '区', '町', '村']);
    let goes_on = |c: char| is_area && "域分間画街".contains(c);
    !before.is_some_and(joins) && !after.is_some_and(goes_on)
}

/// 「架空市」 of 「架空市長」, 「架空県」 of 「架空県知事」.
fn place(agency: &str) -> Option<&str> {
    let place = agency
        .strip_suffix("知事")
        .or_else(|| agency.strip_suffix('長'))?;
    place
        .ends_with(['市', '区', '町', '村', '都', '道', '府', '県'])
        .then_some(place)
}

/// 「予防接種」 of 「予防接種に関する事務」.
fn work(office: &str) -> Option<&str> {
    let work = office
        .strip_suffix("に関する事務")
        .or_else(|| office.strip_suffix("事務"))?;
    (work.chars().count() > 1).then_some(work)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_replaced_where_they_stand_as_names() {
        let of = |agency: &str, office: &str| Answers {
            agency: agency.to_owned(),
            office: office.to_owned(),
            ..Answers::default()
        };
        let before = of("架空市長", "予防接種に関する事務");
        let names = Names::of(&before, &of("仮想町長", "児童手当の支給に関する事務"));
        for (text, expected) in [
            ("架空市長は、架空市の", "仮想町長は、仮想町の"),
            ("北架空市と某県架空市", "北架空市と某県仮想町"),
            ("架空市街地", "架空市街地"),
            ("予防接種に関する事務", "児童手当の支給に関する事務"),
            (
                "予防接種法による予防接種事務",
                "予防接種法による児童手当の支給事務",
            ),
        ] {
            assert_eq!(names.renamed(text).0, expected);
        }
        assert_eq!(names.renamed("架空市、架空市").1.len(), 1);
    }
}
