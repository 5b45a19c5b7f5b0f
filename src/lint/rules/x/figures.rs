//! Numbers with their units in running text, and what each of them is about.

use crate::lint::rules::Place;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Context;
use super::echoes::own_texts;
use crate::assessment::field::outer;
use crate::assets::lists::counts::{AFTER_UNITS, FIGURE_UNITS};
use crate::compare::diff::{Change, Content};
use crate::japanese::chars::{is_kanji, is_katakana, is_letter};
use crate::japanese::notation::{fold, has_chars, is_digit, may_hold_digit, number};
use crate::japanese::signs::pieces;

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) range: Range<usize>,
    value: usize,
    unit: &'static str,
}

/// A number that another took the place of in a sentence.
pub(super) struct Replaced<'c> {
    pub(super) change: &'c Change,
    /// The sentence of today.
    pub(super) sentence: String,
    /// The words for the number, as they were and as they are.
    pub(super) old: String,
    pub(super) new: String,
    figure: Figure,
    about: About,
}

/// The numbers of a sentence.
fn figures(sentence: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = sentence[at..].find(is_digit).map(|next| at + next) {
        let digits = sentence[start..].len() - sentence[start..].trim_start_matches(is_digit).len();
        at = start + digits;
        let (head, rest) = (&sentence[..start], &sentence[at..]);
        let unit = FIGURE_UNITS.iter().find(|unit| rest.starts_with(**unit));
        let Some((unit, value)) = unit.zip(number(&sentence[start..at])) else {
            continue;
        };
        // Dates, and numbers of what is numbered.
        let is_date = [
            "令和", "平成", "昭和", "大正", "第", ".", "．", "-", "－", "年", "月",
        ]
        .iter()
        .any(|before| head.ends_with(before));
        if !is_date && value < 1000 {
            found.push(Figure {
                range: start..at + unit.len(),
                value,
                unit,
            });
        }
    }
    found
}

/// A sentence with its numbers left open.
fn mask(sentence: &str, figures: &[Figure]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for figure in figures {
        out.push_str(&sentence[at..figure.range.start]);
        out.push('#');
        out.push_str(figure.unit);
        at = figure.range.end;
    }
    out.push_str(&sentence[at..]);
    fold(&out)
}

/// The words of a sentence around one of its numbers.
struct About {
    words: Vec<String>,
    /// What is done so often or so long: the first word after the number.
    act: Option<String>,
    /// The last words before it: 操作 and 記録 of 「操作の記録を7年間保存する」, which no other log has both.
    subject: Vec<String>,
}

impl About {
    fn of(sentence: &str, figure: &Figure) -> About {
        let own = |text: &str| -> Vec<String> { words(text).map(str::to_owned).collect() };
        let before = own(&sentence[..figure.range.start]);
        let rest = &sentence[figure.range.end..];
        let rest = AFTER_UNITS
            .iter()
            .find_map(|join| rest.strip_prefix(join))
            .unwrap_or(rest);
        let after = own(rest);
        About {
            act: after.first().cloned(),
            subject: before.iter().rev().take(2).cloned().collect(),
            words: before.into_iter().chain(after).collect(),
        }
    }

    /// Whether another sentence is about the same.
    fn fits(&self, sentence: &str, is_rare: impl Fn(&str) -> bool) -> bool {
        let has = |word: &String| sentence.contains(word.as_str());
        let is_alike = self.act.as_ref().is_some_and(has)
            && !self.subject.is_empty()
            && self.subject.iter().all(has);
        if !is_alike {
            return false;
        }
        let mut shared: FxHashSet<&str> = self.words.iter().map(String::as_str).collect();
        let all = shared.len();
        shared.retain(|word| sentence.contains(word));
        let other = words(sentence).collect::<FxHashSet<_>>().len();
        let enough = 2 * shared.len() > all.min(other) && shared.len() > 1;
        enough && shared.into_iter().any(is_rare)
    }
}

/// The words of a text that mean something: runs of kanji, katakana or letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_of_word = |c: char| is_kanji(c) || is_katakana(c) || is_letter(c) || c == 'ー';
    let words = text.split(move |c: char| !is_of_word(c));
    words.filter(|word| has_chars(word, 2))
}

/// The numbers that others took the place of, where the sentence is the same but for its numbers.
pub(super) fn replaced<'c>(changes: impl Iterator<Item = &'c Change>) -> Vec<Replaced<'c>> {
    let mut found = Vec::new();
    for change in changes {
        let Content::Text { paragraphs } = &change.content else {
            continue;
        };
        for paragraph in paragraphs
            .paragraphs
            .iter()
            .filter(|p| !p.is_kept() && !p.formal)
        {
            let (old, new) = (paragraph.old_text(), paragraph.new_text());
            let known = sentences(&new).map(|sentence| {
                let figures = figures(sentence);
                (mask(sentence, &figures), (sentence, figures))
            });
            let known: FxHashMap<String, (&str, Vec<Figure>)> = known.collect();
            for sentence in sentences(&old) {
                let before = figures(sentence);
                let Some((now, after)) = known.get(&mask(sentence, &before)) else {
                    continue;
                };
                for (figure, other) in before.iter().zip(after) {
                    if figure.value != other.value {
                        found.push(Replaced {
                            change,
                            sentence: (*now).to_owned(),
                            old: sentence[figure.range.clone()].to_owned(),
                            new: now[other.range.clone()].to_owned(),
                            about: About::of(sentence, figure),
                            figure: figure.clone(),
                        });
                    }
                }
            }
        }
    }
    found
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    pieces(text, &['。']).map(|piece| text[piece].trim())
}

/// The places where the number that was replaced still stands in a sentence about the same, for each of them.
pub(super) fn left(cx: &Context, replaced: &[Replaced]) -> Vec<Vec<Place>> {
    let mut of_figure: FxHashMap<(usize, &str), Vec<usize>> = FxHashMap::default();
    for (n, replaced) in replaced.iter().enumerate() {
        let figure = (replaced.figure.value, replaced.figure.unit);
        of_figure.entry(figure).or_default().push(n);
    }
    // What the change itself says is no echo of it.
    let own: FxHashSet<&str> = replaced.iter().map(|r| r.sentence.as_str()).collect();
    let is_rare = |word: &str| {
        own_texts(cx)
            .filter(|(_, text)| text.str().contains(word))
            .count()
            <= RARE
    };
    let mut left: Vec<Vec<Place>> = vec![Vec::new(); replaced.len()];
    for (id, text) in own_texts(cx).filter(|(_, text)| may_hold_digit(text.str().as_bytes())) {
        for piece in pieces(text.str(), &['。']) {
            let sentence = &text.str()[piece.clone()];
            if own.contains(sentence.trim()) {
                continue;
            }
            for figure in figures(sentence) {
                let Some(alike) = of_figure.get(&(figure.value, figure.unit)) else {
                    continue;
                };
                let one = alike.iter().find(|n| {
                    let replaced = &replaced[**n];
                    !is_of_other_file(replaced.change.id(), id)
                        && replaced.about.fits(sentence, is_rare)
                });
                if let Some(n) = one {
                    let range = piece.start + figure.range.start..piece.start + figure.range.end;
                    left[*n].push(text.place(cx, range));
                }
            }
        }
    }
    left
}

/// Whether two items are of different files, which may say the same with other numbers.
fn is_of_other_file(one: &str, other: &str) -> bool {
    fn file(id: &str) -> Option<&str> {
        outer(id).find(|id| id.starts_with("files[") && id.ends_with(']'))
    }
    file(one)
        .zip(file(other))
        .is_some_and(|(one, other)| one != other)
}

/// A word in more texts than this says little of what a sentence is about.
const RARE: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    fn about(sentence: &str) -> About {
        About::of(sentence, &figures(sentence)[0])
    }

    #[test]
    fn numbers_have_units_and_are_no_dates() {
        let figures = |text: &str| -> Vec<(usize, &str)> {
            figures(text).iter().map(|f| (f.value, f.unit)).collect()
        };
        assert_eq!(
            figures("記録を３年間保存し、2人で月に1回確かめる。"),
            [(3, "年"), (2, "人"), (1, "回")]
        );
        assert_eq!(figures("令和5年4月1日から、第3条により、5.2ページ"), []);
    }

    #[test]
    fn sentences_about_the_same() {
        let rare = |_: &str| true;
        let log = about("入退室の記録を3年間保存する。");
        assert!(log.fits("入退室の記録は、電子錠により3年間保存する。", rare));
        assert!(!log.fits(
            "契約の記録は、3年間保存する書庫に置く予定表を定める。",
            rare
        ));
        assert!(!log.fits("入退室の記録を3人で確認する。", rare));
        assert!(!log.fits("提供の記録は、電子錠により3年間保存する。", rare));
        assert!(!log.fits("入退室の記録は、電子錠により3年間保存する。", |_| false));
    }
}
