//! Labels that differ from a text by a few characters: misread or mistyped.

use super::hit::{Hit, Name};
use super::numbers::{Number, agreement};

/// Shorter labels are recognised by their exact words only.
const SHORTEST: usize = 5;

/// The names of a form, in an order that does not depend on how they were put in.
#[derive(Debug, Default)]
pub(super) struct Similar {
    names: Vec<(Vec<char>, u64, Vec<Name>)>,
}

impl Similar {
    pub(super) fn add(&mut self, name: &str, places: &[Name]) {
        let letters: Vec<char> = name.chars().collect();
        if letters.len() >= SHORTEST {
            let signs = signs(&letters);
            self.names.push((letters, signs, places.to_vec()));
        }
    }

    pub(super) fn sort(&mut self) {
        self.names.sort_by(|a, b| a.0.cmp(&b.0));
    }

    pub(super) fn find(&self, text: &str, number: Option<Number>) -> Vec<Hit> {
        let letters: Vec<char> = text.chars().collect();
        if letters.len() < SHORTEST {
            return Vec::new();
        }
        let own = signs(&letters);
        let mut hits: Vec<Hit> = Vec::new();
        for (name, known, places) in &self.names {
            // Most names are ruled out by their length or their letters.
            let most = 4.max(name.len() / 3);
            let missing = (known & !own).count_ones() as usize;
            if name.len().abs_diff(letters.len()) > most || 3 * missing > name.len() {
                continue;
            }
            let ratio = ratio(&letters, name);
            for place in places {
                let agreed = agreement(number, place.number);
                let least = if agreed > 0.5 { 0.75 } else { 0.86 };
                if ratio < least {
                    continue;
                }
                let score = 0.6 * place.grade * ratio + agreed;
                match hits.iter_mut().find(|hit| hit.state == place.state) {
                    Some(hit) => hit.score = hit.score.max(score),
                    None => hits.push(Hit {
                        state: place.state,
                        score,
                        entry: None,
                    }),
                }
            }
        }
        hits
    }
}

/// Which letters occur, roughly: one bit for several letters.
fn signs(letters: &[char]) -> u64 {
    let bit = |c: &char| (u32::from(*c).wrapping_mul(0x9E37_79B9)) >> 26;
    letters.iter().fold(0, |signs, c| signs | 1 << bit(c))
}

/// How much of two texts is the same, in the same order: from 0 to 1.
fn ratio(a: &[char], b: &[char]) -> f32 {
    let mut row = vec![0_u16; b.len() + 1];
    for x in a {
        let mut corner = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = match x == y {
                true => corner + 1,
                false => above.max(row[at]),
            };
            corner = above;
        }
    }
    let same = f32::from(row.last().copied().unwrap_or_default());
    2.0 * same / (a.len() + b.len()).max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_as_similar_as_what_they_share() {
        let letters = |text: &str| text.chars().collect::<Vec<_>>();
        let ratio = |a, b| ratio(&letters(a), &letters(b));
        assert!((ratio("入手元の名", "入手先の名") - 0.8).abs() < 1e-6);
        assert!((ratio("", "入手") - 0.0).abs() < 1e-6);
        assert!((ratio("入手", "入手") - 1.0).abs() < 1e-6);
    }
}
