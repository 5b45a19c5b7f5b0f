//! What a text that is no label says about the item to which it belongs.

use rustc_hash::FxHashMap;

use super::labels::Labels;
use super::state::{State, Takes};

/// More characters than this are prose.
const PROSE: usize = 40;

/// What a text looks like.
#[derive(Debug, Default)]
pub(super) struct Hint {
    /// The states with most of the options that it names.
    options: Vec<usize>,
    /// Whether it has boxes, brackets or a list of options.
    boxes: bool,
    prose: bool,
    date: bool,
}

impl Hint {
    pub(super) fn of<'t>(texts: impl Iterator<Item = &'t str>, labels: &Labels) -> Self {
        let mut hint = Hint::default();
        let mut found: FxHashMap<usize, usize> = FxHashMap::default();
        for text in texts {
            hint.boxes |= text.contains(['[', '［', '☐', '☑']) || text.contains("選択肢");
            hint.date |= is_date(text);
            let parts = text.split(|c: char| "[]［］()（）\n\t<>＜＞".contains(c));
            let mut rest = 0;
            for part in parts {
                let part = part.trim_matches(|c: char| c.is_whitespace() || "☐☑○〇◯●■".contains(c));
                // 「… 2」: the number of the next option.
                let bare = part.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
                let states = match bare.len() <= 3 * PROSE {
                    true => labels.option(bare),
                    false => &[],
                };
                if states.is_empty() {
                    rest += bare.chars().take(2 * PROSE).count();
                }
                for state in states {
                    *found.entry(*state).or_default() += 1;
                }
            }
            hint.prose |= rest > PROSE;
        }
        let most = found.values().copied().max().unwrap_or_default();
        hint.options = found
            .into_iter()
            .filter(|(_, n)| *n == most)
            .map(|(s, _)| s)
            .collect();
        hint.options.sort_unstable();
        hint
    }

    /// What it adds to each state.
    pub(super) fn add(&self, scores: &mut [f32], states: &[State]) {
        for (score, state) in scores.iter_mut().zip(states) {
            if state.item.is_some() {
                *score += self.fits(state.takes);
            }
        }
        for state in &self.options {
            scores[*state] += 1.2;
        }
    }

    fn fits(&self, takes: Takes) -> f32 {
        let options = self.boxes || !self.options.is_empty();
        match takes {
            Takes::Nothing => -0.2,
            Takes::Text if options && !self.prose => -0.4,
            Takes::Text => 0.0,
            Takes::Choice | Takes::Boxes if options => -0.3,
            Takes::Choice | Takes::Boxes if self.prose => -0.6,
            Takes::Choice | Takes::Boxes => -0.3,
            Takes::Single if self.boxes && !self.prose => 0.0,
            Takes::Single => -0.6,
            Takes::Date if self.date => 0.4,
            Takes::Date if options || self.prose => -0.6,
            Takes::Date => -0.1,
        }
    }
}

/// Whether a short text holds a month or a day.
fn is_date(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 90 && text.contains('年') && text.contains('月')
}
