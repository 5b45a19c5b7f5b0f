//! Names in running text that took the place of others.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::assets::lists::companies;
use crate::assets::lists::renamed::{NO_OFFICES, OFFICES, SYSTEMS};
use crate::compare::diff::{Change, Content, Tag, TextDiff};
use crate::japanese::chars::{is_kanji, is_katakana, is_letter};
use crate::japanese::notation::has_chars;

/// Fewer characters may be a part of any word.
const SHORTEST: usize = 4;

/// Names of departments, systems and companies that took the place of others in the running text of at least two items,
/// always the same one.
pub(super) fn replaced<'c>(
    changes: impl Iterator<Item = &'c Change>,
) -> Vec<(String, String, &'c Change)> {
    let mut found: FxHashMap<String, (FxHashSet<String>, Vec<&Change>)> = FxHashMap::default();
    for change in changes {
        let Content::Text { paragraphs } = &change.content else {
            continue;
        };
        for (old, new) in names(paragraphs) {
            let (names, places) = found.entry(old).or_default();
            names.insert(new);
            if places.last().is_none_or(|last| last.id() != change.id()) {
                places.push(change);
            }
        }
    }
    let certain = found.into_iter().filter_map(|(old, (names, places))| {
        let [change, _, ..] = places.as_slice() else {
            return None;
        };
        let mut names = names.into_iter();
        names
            .next()
            .filter(|_| names.next().is_none())
            .map(|new| (old, new, *change))
    });
    let mut certain: Vec<_> = certain.collect();
    certain.sort_by(|a, b| a.0.cmp(&b.0));
    certain
}

/// The names that took the place of others in a text.
fn names(text: &TextDiff) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for paragraph in &text.paragraphs {
        let segments = &paragraph.segments;
        for (n, pair) in segments.windows(2).enumerate() {
            let [old, new] = pair else { continue };
            if (old.tag, new.tag) != (Tag::Removed, Tag::Added) {
                continue;
            }
            let kept = |n: Option<usize>| {
                let segment = n
                    .and_then(|n| segments.get(n))
                    .filter(|s| s.tag == Tag::Kept);
                segment.map_or("", |segment| segment.text.as_str())
            };
            let (before, after) = (kept(n.checked_sub(1)), kept(Some(n + 2)));
            let before = &before[before.trim_end_matches(is_of_name).len()..];
            let after = &after[..after.len() - after.trim_start_matches(is_of_name).len()];
            let whole = |own: &str| format!("{before}{own}{after}");
            let (old, new) = (whole(&old.text), whole(&new.text));
            if is_name(&old) && is_name(&new) && !new.contains(&old) {
                found.push((old, new));
            }
        }
    }
    found
}

fn is_of_name(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || is_letter(c) || c == 'ー'
}

fn is_name(text: &str) -> bool {
    let ends = |words: &[&str]| words.iter().any(|word| text.ends_with(word));
    let is_company = companies::FORMS.iter().any(|form| text.contains(form));
    let is_named = is_company || ends(SYSTEMS) || ends(OFFICES) && !ends(NO_OFFICES);
    is_named && has_chars(text, SHORTEST) && text.chars().all(is_of_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_took_the_place_of_others() {
        let pairs = |old: &str, new: &str| names(&TextDiff::new(old, new));
        let one = |old: &str, new: &str| vec![(old.to_owned(), new.to_owned())];
        assert_eq!(
            pairs("教育部図書課の職員が行う。", "教育部文化課の職員が行う。"),
            one("教育部図書課", "教育部文化課")
        );
        assert_eq!(pairs("記録を消去する。", "記録を削除する。"), []);
        assert_eq!(pairs("担当課が行う。", "所管課が行う。"), []);
    }
}
