//! What changed inside a paragraph, word by word.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::japanese::chars::is_hiragana;
use crate::japanese::segment::words;

/// What became of a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// It is in both versions.
    Kept,
    /// It is in the old version alone.
    Removed,
    /// It is in the new version alone.
    Added,
}

/// A run of words of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// What became of it.
    pub tag: Tag,
    /// The words.
    pub text: String,
}

/// A run of words that is kept (both sides equal) or changed.
struct Piece {
    kept: bool,
    old: String,
    new: String,
}

impl Piece {
    fn size(&self) -> usize {
        self.old.chars().count().max(self.new.chars().count())
    }
}

/// The words of an edited paragraph.
pub(super) fn edited(old: &str, new: &str) -> Vec<Segment> {
    let (old, new) = pieces_of(old, new);
    let mut pieces: Vec<Piece> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let piece = Piece {
            kept: matches!(op, DiffOp::Equal { .. }),
            old: old[op.old_range()].concat(),
            new: new[op.new_range()].concat(),
        };
        push(&mut pieces, piece);
    }
    without_islands(pieces)
        .into_iter()
        .flat_map(|piece| {
            let (tag, second) = if piece.kept {
                (Tag::Kept, String::new())
            } else {
                (Tag::Removed, piece.new)
            };
            [
                Segment {
                    tag,
                    text: piece.old,
                },
                Segment {
                    tag: Tag::Added,
                    text: second,
                },
            ]
        })
        .filter(|s| !s.text.is_empty())
        .collect()
}

/// The time of a comparison can grow with the square of the number of its pieces.
const MANY: usize = 4_000;

/// Words; sentences where a paragraph has very many words.
fn pieces_of<'t>(old: &'t str, new: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let (old_words, new_words) = (words(old), words(new));
    if old_words.len() + new_words.len() <= MANY {
        return (old_words, new_words);
    }
    let sentences = |text: &'t str| text.split_inclusive(['。', '、']).collect::<Vec<_>>();
    let (old_sentences, new_sentences) = (sentences(old), sentences(new));
    if old_sentences.len() + new_sentences.len() <= MANY {
        (old_sentences, new_sentences)
    } else {
        (vec![old], vec![new])
    }
}

/// Joins what is of one kind.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match pieces.last_mut() {
        Some(last) if last.kept == piece.kept => {
            last.old.push_str(&piece.old);
            last.new.push_str(&piece.new);
        }
        _ => pieces.push(piece),
    }
}

/// A few kept words between two changes become part of the change, so that it can be read.
fn without_islands(mut pieces: Vec<Piece>) -> Vec<Piece> {
    loop {
        let islands: Vec<bool> = (0..pieces.len())
            .map(|i| {
                let between = i > 0 && i + 1 < pieces.len() && pieces[i].kept;
                between && is_island(&pieces[i], &pieces[i - 1], &pieces[i + 1])
            })
            .collect();
        if !islands.contains(&true) {
            return pieces;
        }
        let mut joined: Vec<Piece> = Vec::new();
        for (mut piece, island) in pieces.into_iter().zip(islands) {
            piece.kept &= !island;
            push(&mut joined, piece);
        }
        pieces = joined;
    }
}

fn is_island(kept: &Piece, before: &Piece, after: &Piece) -> bool {
    let text = kept.old.as_str();
    // The end of a sentence parts what was changed before it from what was changed after it.
    if text.ends_with(['。', '\u{3000}']) {
        return false;
    }
    let length = text.chars().count();
    let says_nothing = text.chars().all(|c| is_hiragana(c) || !c.is_alphanumeric());
    let around = before.size().min(after.size());
    length == 1 || says_nothing && length == 2 || length * 2 <= around && length <= 8
}
