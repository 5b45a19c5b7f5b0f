//! What is wrong with an article that is cited, by the headings of its law: there is none, or what the text says of it is said
//! of another.

use jiff::civil::Date as Day;

use super::articles::{Article, Articles, plain};
use super::heading_words::{
    after_joint, bare, ends_with_word, is_specific, phrase, starts_with_word,
};
use super::{Legal, tail};
use crate::japanese::citation::Citation;
use crate::japanese::narrow::Narrow;

/// No heading has more characters.
const LONGEST: usize = 60;

/// What is wrong with a citation. `own` is the heading of the article that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Wrong {
    /// The law has no such article.
    Missing,
    /// It had one with this heading, perhaps none.
    Gone(&'static str),
    /// The heading is that of another article.
    Heading {
        written: String,
        is_of: &'static str,
        own: String,
    },
    /// The heading is the one that it had before.
    FormerHeading { written: String, own: String },
    /// What the text makes it the ground of is what another article is about; perhaps the words alone are alike.
    Subject {
        written: String,
        is_of: &'static str,
        own: String,
        is_sure: bool,
    },
}

/// What is wrong with a citation of an article on a day.
pub(super) fn wrong(
    legal: &Legal,
    citation: &Citation,
    articles: &Articles,
    day: Day,
) -> Option<Wrong> {
    let number = citation.place.article?.to_string();
    let Some(own) = articles.get(&number) else {
        return Some(Wrong::Missing);
    };
    if articles.is_gone(own, day) {
        let former = articles.former_heading(own, day);
        return Some(Wrong::Gone(former.unwrap_or_default()));
    }
    let cited = Cited { articles, own, day };
    match in_brackets(legal, citation) {
        Some(written) => cited.by_heading(written),
        None => cited
            .by_subject(legal, citation)
            .or_else(|| cited.by_words(legal, citation)),
    }
}

/// An article that is cited, among those of its law.
struct Cited<'l> {
    articles: &'l Articles,
    own: &'l Article,
    day: Day,
}

impl Cited<'_> {
    fn headings(&self, article: &Article) -> Vec<&'static str> {
        self.articles.headings(article, self.day)
    }

    /// Its heading, as it is shown; none for an article that goes on under the heading before.
    fn shown(&self) -> Option<String> {
        let own = self.headings(self.own);
        (!own.is_empty()).then(|| own.join("」又は「"))
    }

    fn by_heading(&self, written: String) -> Option<Wrong> {
        let own = self.shown()?;
        let words = plain(&written);
        let is_of = |article: &&Article| {
            let mut headings = self.headings(article).into_iter();
            headings.any(|heading| plain(heading) == words)
        };
        if is_of(&self.own) {
            return None;
        }
        if let Some(other) = self.articles.all.iter().find(is_of) {
            let is_of = other.number;
            return Some(Wrong::Heading {
                written,
                is_of,
                own,
            });
        }
        let former = self.articles.former_heading(self.own, self.day);
        former
            .filter(|former| plain(former) == words)
            .map(|_| Wrong::FormerHeading { written, own })
    }

    /// What the text says right after it is what another article is about: 「第137条の規定による資料の提供」.
    fn by_subject(&self, legal: &Legal, citation: &Citation) -> Option<Wrong> {
        let own = self.shown()?;
        let after = legal.after(citation.range.end);
        let sentence = after.split(['。', '\n']).next().unwrap_or(&after);
        let mut subjects = self.articles.subjects.iter();
        let known = subjects.find_map(|subject| {
            let is_mistaken = subject.mistaken.contains(&self.own.number);
            let mut words = subject.words.iter().filter(|_| is_mistaken);
            let word = words.find(|word| sentence.contains(**word))?;
            Some(((*word).to_owned(), subject.article))
        });
        let (written, is_of) = match known {
            Some(known) => known,
            None => self.by_ground(sentence)?,
        };
        Some(Wrong::Subject {
            written,
            is_of,
            own,
            is_sure: true,
        })
    }

    /// What it is made the ground of, and the number of the article that this is the heading of.
    fn by_ground(&self, sentence: &str) -> Option<(String, &'static str)> {
        let rest = after_joint(sentence).filter(|rest| !is_title(rest))?;
        let first = rest.chars().next();
        let words = phrase(rest);
        let mut written = words.clone();
        let is_of = self.only_one_headed(|heading| {
            if heading.chars().next() != first {
                return false;
            }
            let is_head = is_specific(heading) && starts_with_word(rest, heading);
            if is_head {
                written = Some(heading.to_owned());
            }
            is_head || words.as_ref().is_some_and(|words| bare(heading) == *words)
        })?;
        Some((written?, is_of))
    }

    /// The words beside it are the heading of another article: 「転入届（住民基本台帳法第23条）」, 「第23条の転入届」.
    fn by_words(&self, legal: &Legal, citation: &Citation) -> Option<Wrong> {
        let own = self.shown()?;
        let start = citation.name.as_ref().unwrap_or(&citation.range).start;
        let before = legal.text.text[..start].strip_suffix(['（', '(']);
        let before = before.map(|text| Narrow::of(tail(text, LONGEST)).text);
        let after = legal.after(citation.range.end);
        let after = after.strip_prefix('の');
        let mut written = String::new();
        let is_of = self.only_one_headed(|heading| {
            let is_beside = is_specific(heading)
                && (before
                    .as_deref()
                    .is_some_and(|text| ends_with_word(text, heading))
                    || after.is_some_and(|text| starts_with_word(text, heading)));
            if is_beside {
                heading.clone_into(&mut written);
            }
            is_beside
        })?;
        Some(Wrong::Subject {
            written,
            is_of,
            own,
            is_sure: false,
        })
    }

    /// The number of the only article with a heading of some kind that has nothing to do with its own. A heading that
    /// several articles share identifies none.
    fn only_one_headed(&self, mut is_it: impl FnMut(&'static str) -> bool) -> Option<&'static str> {
        let mut found: Option<(&'static str, &'static str)> = None;
        for article in &self.articles.all {
            for heading in self.headings(article) {
                if !is_it(heading) {
                    continue;
                }
                if found.is_some_and(|(number, _)| number != article.number) {
                    return None;
                }
                found = Some((article.number, heading));
            }
        }
        let (number, heading) = found?;
        let heading = bare(heading);
        let is_own = self
            .headings(self.own)
            .into_iter()
            .map(bare)
            .any(|own| own.contains(heading.as_str()) || heading.contains(own.as_str()));
        (!is_own).then_some(number)
    }
}

/// Whether words are the title of an order: 「第19条第9号に基づく利用特定個人情報の提供に関する規則」.
fn is_title(words: &str) -> bool {
    const KINDS: [&str; 5] = ["規則", "命令", "省令", "政令", "条例"];
    let kind = words.split_once("に関する").map(|(_, kind)| kind);
    kind.is_some_and(|kind| KINDS.iter().any(|word| kind.starts_with(word)))
}

/// What is in brackets right after a citation.
fn in_brackets(legal: &Legal, citation: &Citation) -> Option<String> {
    let after: String = legal.text.text[citation.range.end..]
        .chars()
        .take(LONGEST)
        .collect();
    let inside = after.strip_prefix(['（', '('])?;
    let end = inside.find(['）', ')'])?;
    Some(inside[..end].to_owned())
}
