//! Where the words of a text stand in the file that it was made from. A workbook is checked as the YAML that an import would
//! make of it, but its officer knows the workbook alone: what is found is reported by its sheets and cells.

use std::collections::BTreeMap;

use super::lang::{Lang, say};

/// The places of items in a workbook, a document or a PDF.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    pieces: BTreeMap<String, Vec<Piece>>,
    count: usize,
}

/// A piece of the file that belongs to an item.
#[derive(Debug, Clone)]
struct Piece {
    place: String,
    /// Its words without blanks, by which the right one of several is found.
    words: String,
    is_label: bool,
    /// Its number in the order of the file.
    number: usize,
}

impl Origin {
    /// Adds a piece of an item, in the order of the file: its value, or its label.
    pub fn add(&mut self, item: String, place: String, words: &str, is_label: bool) {
        let piece = Piece {
            place,
            words: without_blanks(words),
            is_label,
            number: self.count,
        };
        self.count += 1;
        self.pieces.entry(item).or_default().push(piece);
    }

    /// Whether a piece of the value of an item stands at a place.
    pub fn has(&self, item: &str, place: &str) -> bool {
        let pieces = self.pieces.get(item).into_iter().flatten();
        let mut values = pieces.filter(|piece| !piece.is_label);
        values.any(|piece| piece.place == place)
    }

    /// Forgets the values of an item.
    pub fn forget(&mut self, item: &str) {
        if let Some(pieces) = self.pieces.get_mut(item) {
            pieces.retain(|piece| piece.is_label);
        }
    }

    /// Where some words of an item stand: in the piece that holds them, else where its value begins; where nothing is written,
    /// at its label; of an entry, where its first item stands. Empty where it is not known.
    pub fn place(&self, item: &str, words: &str, lang: Lang) -> String {
        let words = without_blanks(words);
        let own = self.pieces.get(item).filter(|pieces| !pieces.is_empty());
        let all: Vec<&Piece> = match own {
            _ if item.is_empty() => Vec::new(),
            Some(own) => own.iter().collect(),
            None => self.below(item).into_iter().collect(),
        };
        let mut values = all.iter().filter(|piece| !piece.is_label);
        let first = values.clone().next();
        let holder = values.find(|piece| !words.is_empty() && piece.words.contains(&words));
        match (holder.or(first), all.first()) {
            (Some(value), _) => value.place.clone(),
            (None, Some(label)) => {
                let place = &label.place;
                say!(lang, "{place}（見出し）", "{place} (label)")
            }
            (None, None) => String::new(),
        }
    }

    /// The first piece of the items below one.
    fn below(&self, item: &str) -> Option<&Piece> {
        let inside = |sign: &str| {
            let head = format!("{item}{sign}");
            let items = self.pieces.range(head.clone()..);
            let items = items.take_while(move |(id, _)| id.starts_with(&head));
            items.flat_map(|(_, pieces)| pieces)
        };
        let all = inside(".").chain(inside("["));
        all.min_by_key(|piece| piece.number)
    }
}

fn without_blanks(words: &str) -> String {
    words.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_the_piece_that_holds_them() {
        let mut origin = Origin::default();
        let mut add = |item: &str, place: &str, words: &str, is_label| {
            origin.add(item.to_owned(), place.to_owned(), words, is_label);
        };
        add("basic.work", "Ⅰ!A3", "事務の内容", true);
        add("basic.work", "Ⅰ!B3", "受け付ける。", false);
        add("basic.work", "Ⅰ!B4", "サーバに\n保存する。", false);
        add("files[2].name", "Ⅱ!A9", "名称", true);
        let place = |item, words| origin.place(item, words, Lang::Ja);
        assert_eq!(place("basic.work", "サーバに保存"), "Ⅰ!B4");
        assert_eq!(place("basic.work", "別の語"), "Ⅰ!B3");
        assert_eq!(place("files[2]", ""), "Ⅱ!A9（見出し）");
        assert_eq!(place("files[1]", ""), "");
        assert_eq!(place("", ""), "");
    }
}
