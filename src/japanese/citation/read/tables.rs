//! Tables and their entries: 「別表第二の16の2の項及び115の2の項」.

use std::ops::Range;

use super::super::number::{self, Number};
use super::super::{Citation, Part, Place, Table, Unit};
use super::whose::JOINTS;
use super::{Draft, Reader};

impl Reader<'_> {
    /// 「の表」 and 「の表の25の項」 after an article.
    pub(super) fn table_of_article(&self, draft: &mut Draft) {
        let end = draft.end();
        let no_table = ["示", "現", "記", "面", "題"];
        let Some(rest) = self.after(end).strip_prefix("の表") else {
            return;
        };
        if no_table.iter().any(|w| rest.starts_with(w)) {
            return;
        }
        draft.place.table = Some(Table::OfArticle);
        draft
            .parts
            .push((Unit::Table, end..end + "の表".len(), true));
    }

    /// 別表
    pub(super) fn table(&mut self, word: Range<usize>) {
        let mut draft = Draft::default();
        let at = self.blanks(word.end);
        let rest = self.after(at);
        let marked = rest.starts_with('第');
        let digits = if marked {
            self.blanks(at + '第'.len_utf8())
        } else {
            at
        };
        let numbered = number::leading(self.after(digits)).filter(|(number, length)| {
            // 「別表14の項」 has an entry and no number.
            let (_, branches) = number::with_branches(self.after(digits + length), *number);
            marked
                || !self.is_entry_end(digits + length)
                    && !self.is_entry_end(digits + length + branches)
        });
        match numbered {
            Some((number, length)) => {
                let number = Number::plain(number);
                draft.add(Unit::Table, number, word.start..digits + length, marked);
            }
            None => {
                draft.place.table = Some(Table::Only);
                draft.parts.push((Unit::Table, word.clone(), true));
            }
        }
        let place = draft.place;
        let whose = self.whose(word.start);
        self.push(draft, word.start, whose);
        self.more_entries(place);
    }

    /// Whether 「の項」 or 「項」 is here; 「項目」 does not count.
    pub(super) fn is_entry_end(&self, at: usize) -> bool {
        let rest = self.after(at);
        let rest = rest.strip_prefix('の').unwrap_or(rest);
        rest.starts_with('項') && !rest.starts_with("項目")
    }

    /// Entries after a table: 「の16の2の項及び115の2の項」. The first goes to the citation of the table itself.
    pub(super) fn more_entries(&mut self, table: Place) {
        let mut at = self.end;
        let mut entries: Vec<(Number, Range<usize>, bool)> = Vec::new();
        loop {
            let first = entries.is_empty();
            let start = self.blanks(at);
            let rest = self.after(start);
            let by_particle = first && rest.starts_with('の');
            let joint = JOINTS.iter().find(|j| rest.starts_with(**j));
            let start = match joint {
                Some(joint) => self.blanks(start + joint.len()),
                None if by_particle => start + 'の'.len_utf8(),
                None if first && rest.starts_with('(') => start + '('.len_utf8(),
                None if first => start,
                None => break,
            };
            let digits = start
                + self
                    .after(start)
                    .strip_prefix('第')
                    .map_or(0, |_| '第'.len_utf8());
            let Some((number, length)) = number::leading(self.after(digits)) else {
                break;
            };
            let (number, branches) = number::with_branches(self.after(digits + length), number);
            let end = digits + length + branches;
            let is_entry = self.is_entry_end(end);
            let no_entry = ["条", "号", "年", "月", "情報", "事務"];
            if !is_entry && no_entry.iter().any(|w| self.after(end).starts_with(w)) {
                break;
            }
            if first && !is_entry && !by_particle {
                // 「別表第二、16の2及び17の項」 goes on; a number that stands alone is none of its entries.
                let ahead = self.after(end).split(['。', '\n']).next().unwrap_or("");
                let near: String = ahead.chars().take(30).collect();
                if !near.contains("の項") {
                    break;
                }
            }
            let unit = self
                .after(end)
                .find('項')
                .map_or(0, |n| n + '項'.len_utf8());
            let end = if is_entry { end + unit } else { end };
            entries.push((number, start..end, is_entry));
            at = end;
        }
        let last = entries.iter().rposition(|(_, _, is_entry)| *is_entry);
        let kept = last.map_or(usize::from(!entries.is_empty()), |n| n + 1);
        for (n, (number, range, _)) in entries.into_iter().take(kept).enumerate() {
            self.add_entry(table, n, number, range);
        }
    }

    pub(super) fn add_entry(
        &mut self,
        table: Place,
        n: usize,
        number: Number,
        narrow: Range<usize>,
    ) {
        let place = Place {
            entry: Some(number),
            ..table
        };
        let range = self.narrow.original(narrow.clone());
        let part = Part {
            unit: Unit::Entry,
            range: range.clone(),
            marked: true,
        };
        self.end = narrow.end;
        let Some(last) = self.found.citations.last_mut() else {
            return;
        };
        if n == 0 {
            last.place = place;
            last.range.end = range.end;
            last.parts.push(part);
            return;
        }
        let (whose, former) = (last.whose, last.former);
        let parts = vec![part];
        self.found.citations.push(Citation {
            whose,
            name: None,
            former,
            place,
            parts,
            range,
        });
    }
}
