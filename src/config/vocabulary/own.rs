//! The user's words with ours: theirs come first, and what they decide we do not say otherwise.

use rustc_hash::FxHashSet;

use super::{TermFile, Vocabulary, embedded};

impl Vocabulary {
    /// Our words with those of the user. Of a word whose writing the user decides, our pairs are left out; of a slip or a
    /// phrase that the user lists, too, ours.
    pub fn with(own: Vec<TermFile>) -> Self {
        let mut own = own;
        own.iter_mut()
            .flat_map(|file| &mut file.notation)
            .for_each(|word| word.decided = true);
        let ours = without(embedded(), &own);
        Vocabulary::of(own.into_iter().chain(ours))
    }
}

/// Our files without what the user says otherwise.
fn without<const N: usize>(ours: [TermFile; N], own: &[TermFile]) -> [TermFile; N] {
    let notation = own.iter().flat_map(|file| &file.notation);
    let notation: FxHashSet<String> = notation.flat_map(|word| word.words()).collect();
    let wrong = own.iter().flat_map(|file| &file.slips);
    let wrong: FxHashSet<&String> = wrong.flat_map(|slip| &slip.wrong).collect();
    let phrases = own.iter().flat_map(|file| &file.phrases);
    let phrases: FxHashSet<&String> = phrases.flat_map(|phrase| &phrase.words).collect();
    ours.map(|mut file| {
        file.notation
            .retain(|word| !word.words().any(|form| notation.contains(&form)));
        for slip in &mut file.slips {
            slip.wrong.retain(|word| !wrong.contains(word));
        }
        for phrase in &mut file.phrases {
            phrase.words.retain(|word| !phrases.contains(word));
        }
        file
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::vocabulary::{Meaning, VOCABULARY};

    fn vocabulary(text: &str) -> Vocabulary {
        Vocabulary::with(vec![serde_json::from_str(text).expect("a file")])
    }

    #[test]
    fn a_pair_of_the_user_takes_the_place_of_ours() {
        let own = vocabulary(r#"{"notation": [{"forms": ["または", "又は"]}]}"#);
        assert_eq!(own.notation.len(), VOCABULARY.notation.len());
        assert!(own.decides("又は") && !own.decides("及び"));
        let pair = own.find("又は").into_iter().map(|hit| hit.meaning).next();
        assert_eq!(pair, Some(Meaning::Notation(0, 1, 0)));
    }

    #[test]
    fn allowed_words_and_names_are_no_slips() {
        let slips = |own: &Vocabulary, text: &str| {
            let is_slip =
                |hit: &crate::config::vocabulary::Hit| matches!(hit.meaning, Meaning::Slip(_));
            own.find(text).into_iter().filter(is_slip).count()
        };
        let text = "徐外した者を名薄システムと名薄に";
        assert_eq!(slips(&VOCABULARY, text), 3);
        let own = vocabulary(r#"{"allowed": ["徐外"], "names": ["名薄システム"]}"#);
        assert_eq!(slips(&own, text), 1);
    }
}
