//! Conjunctions of the second level, 若しくは and 並びに, in sentences without those of the first.

use std::ops::Range;

use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;

/// Conjunctions of the second level, with those of the first that they need.
const LEVELS: [([&str; 2], [&str; 2]); 2] = [
    (["若しくは", "もしくは"], ["又は", "または"]),
    (["並びに", "ならびに"], ["及び", "および"]),
];

/// The conjunction of the first level that belongs in the place of one of the second, as official texts write it.
pub(super) fn first_level(second: &str) -> Option<&'static str> {
    let mut levels = LEVELS.iter();
    let (_, firsts) = levels.find(|(seconds, _)| seconds.contains(&second))?;
    firsts.first().copied()
}

/// The conjunctions of the second level in sentences without those of the first.
pub(super) fn alone(text: &Sieve) -> Vec<Range<usize>> {
    if !LEVELS.iter().any(|(second, _)| text.has_one(second)) {
        return Vec::new();
    }
    let text = text.text();
    let mut found = Vec::new();
    for piece in pieces(text, &['。']) {
        let sentence = &text[piece.clone()];
        for (second, first) in LEVELS {
            if first.iter().any(|word| sentence.contains(word)) {
                continue;
            }
            for word in second {
                let places = sentence.match_indices(word);
                found.extend(places.map(|(at, _)| piece.start + at..piece.start + at + word.len()));
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conjunctions_alone() {
        let found = |text: &str| alone(&Sieve::of(text)).len();
        assert_eq!(found("窓口若しくは電話で受ける。氏名並びに住所"), 2);
        assert_eq!(
            found("窓口若しくは電話又は郵送で受ける。氏名及び住所並びに電話"),
            0
        );
    }
}
