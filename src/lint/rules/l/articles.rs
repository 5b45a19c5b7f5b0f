//! The articles of laws with their headings in two versions: `schemas/law/articles.tsv`. A law is read when it is cited.

use jiff::civil::Date as Day;

use crate::assets::data::table;
use crate::japanese::notation::fold;

/// The articles of a law.
#[derive(Debug)]
pub(super) struct Articles {
    /// Its id in `schemas/law/names.yaml`.
    pub law: &'static str,
    /// The day of the newer version.
    newer: Option<Day>,
    pub all: Vec<Article>,
    pub subjects: Vec<Subject>,
}

/// An article in both versions.
#[derive(Debug)]
pub(super) struct Article {
    pub number: &'static str,
    older: Version,
    newer: Version,
}

/// What a version of a law has at a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    /// No article, or the word that there is none any more.
    Gone,
    /// An article with its heading; one that goes on under that of the article before has an empty one.
    Headed(&'static str),
}

/// What an article is about in other words than its heading, and which articles are cited in its place by mistake.
#[derive(Debug)]
pub(super) struct Subject {
    pub article: &'static str,
    pub words: Vec<&'static str>,
    pub mistaken: Vec<&'static str>,
}

impl Articles {
    /// Those of a law by its id; none for a law whose articles are not known.
    pub fn of(law: &str) -> Option<Self> {
        let mut lines = table(&format!("articles/{law}"))?.lines();
        let mut head = lines.next()?.split('\t').skip(1);
        let mut articles = Articles {
            law: head.next()?,
            newer: head.nth(1)?.parse().ok(),
            all: Vec::new(),
            subjects: Vec::new(),
        };
        for line in lines {
            articles.add(line);
        }
        Some(articles)
    }

    fn add(&mut self, line: &'static str) {
        let mut cells = line.split('\t');
        let (Some(first), Some(second)) = (cells.next(), cells.next()) else {
            return;
        };
        let (third, fourth) = (cells.next(), cells.next());
        if first == "about" {
            let list = |cell: Option<&'static str>| cell.into_iter().flat_map(|c| c.split('、'));
            self.subjects.push(Subject {
                article: second,
                words: list(third).collect(),
                mistaken: list(fourth).collect(),
            });
            return;
        }
        let version = |cell: &'static str| match cell {
            "―" | "×" => Version::Gone,
            heading => Version::Headed(heading),
        };
        self.all.push(Article {
            number: first,
            older: version(second),
            newer: version(third.unwrap_or(second)),
        });
    }

    pub fn get(&self, number: &str) -> Option<&Article> {
        self.all.iter().find(|article| article.number == number)
    }

    /// Whether the newer version holds on a day. Between the two versions nobody knows which.
    fn is_newer(&self, day: Day) -> bool {
        self.newer.is_some_and(|newer| newer <= day)
    }

    /// Whether an article was one and is none any more on a day.
    pub fn is_gone(&self, article: &Article, day: Day) -> bool {
        article.newer == Version::Gone && (article.older == Version::Gone || self.is_newer(day))
    }

    /// The headings that an article may have on a day; none for one without.
    pub fn headings(&self, article: &Article, day: Day) -> Vec<&'static str> {
        let versions: &[Version] = match self.is_newer(day) {
            true => &[article.newer],
            false => &[article.older, article.newer],
        };
        let headings = versions.iter().filter_map(|version| match version {
            Version::Headed(heading) if !heading.is_empty() => Some(*heading),
            _ => None,
        });
        let mut headings: Vec<_> = headings.collect();
        headings.dedup();
        headings
    }

    /// The heading that an article had before a day, where it has another now.
    pub fn former_heading(&self, article: &Article, day: Day) -> Option<&'static str> {
        match (article.older, article.newer) {
            (Version::Headed(older), Version::Headed(newer))
                if self.is_newer(day) && older != newer && !older.is_empty() =>
            {
                Some(older)
            }
            (Version::Headed(older), Version::Gone) if !older.is_empty() => Some(older),
            _ => None,
        }
    }
}

/// A heading in one width, with the small kana that old laws write large.
pub(super) fn plain(heading: &str) -> String {
    fold(heading)
        .replace('っ', "つ")
        .replace('ゃ', "や")
        .replace('ゅ', "ゆ")
        .replace('ょ', "よ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn all_laws_can_be_read() {
        let known = super::super::data::data().names.laws.iter();
        let read: Vec<Articles> = known.filter_map(|law| Articles::of(&law.id)).collect();
        assert!(read.len() > 40);
        for law in &read {
            assert!(law.newer.is_some(), "{}", law.law);
            assert!(!law.all.is_empty(), "{}", law.law);
        }
        let all: usize = read.iter().map(|law| law.all.len()).sum();
        assert!(all > 4500);
        let source = crate::assets::data::source("articles");
        assert!(source.contains("e-Gov"));
    }

    #[test]
    fn versions_hold_on_their_days() {
        let law = Articles::of("tokuso").expect("the articles of 特措法");
        let article = law.get("46").expect("第46条");
        assert!(!law.is_gone(article, date(2021, 4, 1)));
        assert!(law.is_gone(article, date(2026, 4, 1)));
        let law = Articles::of("bango").expect("the articles of 番号法");
        let article = law.get("22").expect("第22条");
        assert_eq!(
            law.headings(article, date(2026, 4, 1)),
            ["利用特定個人情報の提供"]
        );
        assert_eq!(law.headings(article, date(2021, 4, 1)).len(), 2);
        let former = law.former_heading(article, date(2026, 4, 1));
        assert_eq!(former, Some("特定個人情報の提供"));
    }
}
