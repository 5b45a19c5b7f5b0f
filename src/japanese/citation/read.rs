//! Reads the citations of one text around the words found in it.

mod tables;
mod whose;

use std::ops::Range;

use super::number::{self, Number, is_kanji_digit};
use super::{Citation, Found, Hit, Mention, Part, Place, Table, Unit, Whose, Word};
use crate::japanese::narrow::Narrow;
pub(super) use whose::JOINTS;
use whose::Owner;

/// What says that a law is meant as it was.
const FORMER: [&str; 6] = ["旧", "改正前の", "改正前", "廃止前の", "旧「", "改正前の「"];

/// A text being read.
pub(super) struct Reader<'t> {
    narrow: &'t Narrow,
    text: &'t str,
    found: Found,
    /// Where the last citation ends in the narrow text.
    end: usize,
}

/// A citation being read: its place, its parts in the narrow text, and its end.
#[derive(Default)]
struct Draft {
    place: Place,
    parts: Vec<(Unit, Range<usize>, bool)>,
}

impl Draft {
    fn add(&mut self, unit: Unit, number: Number, range: Range<usize>, marked: bool) {
        let place = &mut self.place;
        match unit {
            Unit::Article => place.article = Some(number),
            Unit::Paragraph => place.paragraph = Some(number),
            Unit::Item => place.item = Some(number),
            Unit::Table => place.table = Some(Table::Numbered(number)),
            Unit::Entry => place.entry = Some(number),
        }
        self.parts.push((unit, range, marked));
    }

    fn end(&self) -> usize {
        self.parts.last().map_or(0, |(_, range, _)| range.end)
    }
}

/// Chinese characters after which the name of a law may begin.
const BEFORE_NAMES: [&str; 13] = [
    "旧", "新", "改正", "現行", "同", "当該", "条", "項", "号", "等", "前", "後", "根拠",
];

impl<'t> Reader<'t> {
    pub(super) fn new(narrow: &'t Narrow) -> Self {
        Reader {
            narrow,
            text: &narrow.text,
            found: Found::default(),
            end: 0,
        }
    }

    pub(super) fn read(mut self, hits: Vec<Hit>) -> Found {
        for Hit { range, word } in hits {
            self.found.ends.push(range.end);
            // What a citation has taken in is read.
            if range.start < self.end {
                continue;
            }
            match word {
                Word::Law(law) => self.mention(range, law),
                Word::Kind if self.is_name(&range) => self.mention(range, None),
                Word::Same => self.same(range),
                Word::Article => self.article(range),
                Word::Table => self.table(range),
                Word::Term(n) if n != usize::MAX => {
                    self.found.terms.push((n, self.narrow.original(range)));
                }
                Word::Kind | Word::Term(_) => {}
            }
        }
        self.found
    }

    fn after(&self, at: usize) -> &'t str {
        &self.text[at..]
    }

    fn blanks(&self, at: usize) -> usize {
        let rest = self.after(at);
        at + rest.len() - rest.trim_start_matches(' ').len()
    }

    /// Whether 「…法」, 「…に関する法律」 or 「…条例」 is the end of a name.
    fn is_name(&self, range: &Range<usize>) -> bool {
        let before = self.text[..range.start].chars().next_back();
        before.is_some_and(|c| {
            !c.is_whitespace() && !matches!(c, '年' | '日' | '、' | '。' | '(' | '「')
        })
    }

    fn mention(&mut self, range: Range<usize>, law: Option<usize>) {
        // 「番号法施行令」 and 「番号法施行条例」 are other laws than 番号法; a short name inside a word is none.
        let goes_on = ["施行令", "施行規則", "施行条例", "施行細則"];
        let longer = goes_on
            .iter()
            .find(|w| self.after(range.end).starts_with(**w));
        let before = self.text[..range.start].chars().next_back();
        let is_short = self.text[range.clone()].chars().count() <= 2;
        if is_short && before.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)) {
            return;
        }
        // 健康保険法 at the end of 国民健康保険法 is another law.
        let continues = before
            .is_some_and(|c| matches!(c, '\u{4E00}'..='\u{9FFF}' | 'ァ'..='ヺ' | 'ー'))
            && !BEFORE_NAMES
                .iter()
                .any(|word| self.text[..range.start].ends_with(word));
        let law = law.filter(|_| !continues);
        let end = range.end + longer.map_or(0, |w| w.len());
        let head = &self.text[..range.start];
        let former = FORMER.iter().any(|w| head.ends_with(w));
        let law = law.filter(|_| longer.is_none());
        self.push_mention(range.start..end, law, former);
    }

    fn push_mention(&mut self, narrow: Range<usize>, law: Option<usize>, former: bool) {
        self.found.mentions.push(Mention {
            range: self.narrow.original(narrow.clone()),
            law,
            former,
            narrow,
        });
    }

    /// 「同法」 is the law last named whose name ends so.
    fn same(&mut self, range: Range<usize>) {
        let kind = self.text[range.clone()].trim_start_matches('同');
        let is_kind = |m: &&Mention| {
            let name = &self.text[m.narrow.clone()];
            name.ends_with(kind) || kind == "法" && name.ends_with("法律")
        };
        let last = self.found.mentions.iter().rev().find(is_kind);
        let (law, former) = last.map_or((None, false), |m| (m.law, m.former));
        self.push_mention(range, law, former);
    }

    /// 「第19条」 around its 条.
    fn article(&mut self, unit: Range<usize>) {
        let no_unit = ["件", "例", "文", "約", "項"];
        if no_unit.iter().any(|w| self.after(unit.end).starts_with(w)) {
            return;
        }
        let Some((number, start, marked)) = self.number_before(unit.start) else {
            return;
        };
        // The number belongs to the citation before: 「別表第一条」.
        if start < self.end {
            return;
        }
        let whose = self.whose(start);
        // 「16条」 by itself may count anything.
        if !marked && whose.0 == Whose::Unsaid {
            return;
        }
        let (number, length) = number::with_branches(self.after(unit.end), number);
        let mut end = unit.end + length;
        let mut draft = Draft::default();
        // 「第9条の1項」 is no 第9条の1.
        let (number, end_of_number) = match self.unit_after(end) {
            Some(_) if length > 0 => (plain(number), unit.end),
            _ => (number, end),
        };
        end = end_of_number;
        draft.add(Unit::Article, number, start..end, marked);
        self.paragraphs(&mut draft);
        self.table_of_article(&mut draft);
        let article = draft.place;
        self.push(draft, start, whose);
        self.more_items(article);
        if article.table.is_some() {
            self.more_entries(article);
        }
    }

    /// Whether 項 or 号 is here.
    fn unit_after(&self, at: usize) -> Option<Unit> {
        match self.after(at).chars().next() {
            Some('項') => Some(Unit::Paragraph),
            Some('号') => Some(Unit::Item),
            _ => None,
        }
    }

    /// A number that ends here, where it begins with its 第, and whether it has one.
    fn number_before(&self, end: usize) -> Option<(u16, usize, bool)> {
        let head = self.text[..end].trim_end_matches(' ');
        let bare = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = if bare.len() < head.len() {
            bare
        } else {
            head.trim_end_matches(is_kanji_digit)
        };
        let (number, length) = number::leading(&head[digits.len()..])?;
        if digits.len() + length != head.len() {
            return None;
        }
        let before = digits.trim_end_matches(' ');
        match before.strip_suffix('第') {
            Some(rest) => Some((number, rest.len(), true)),
            // 「四条」 may be the name of a town.
            None if bare.len() == head.len() => None,
            None => Some((number, digits.len(), false)),
        }
    }

    /// A number with its 第 and its unit at the head of what follows: 「第1項」, 「8号の2」.
    fn counted(&self, at: usize) -> Option<(Unit, Number, Range<usize>, bool)> {
        let start = self.blanks(at);
        let rest = self.after(start);
        let rest = rest.strip_prefix('の').unwrap_or(rest);
        let bare = rest.strip_prefix('第').unwrap_or(rest);
        let marked = bare.len() < rest.len();
        let from = self.text.len() - rest.len();
        let digits = self.blanks(self.text.len() - bare.len());
        let (number, length) = number::leading(self.after(digits))?;
        let unit_at = self.blanks(digits + length);
        let unit = self.unit_after(unit_at)?;
        let end = unit_at + '項'.len_utf8();
        let (number, length) = number::with_branches(self.after(end), number);
        Some((unit, number, from..end + length, marked))
    }

    /// 「第1項第3号」 after an article.
    fn paragraphs(&self, draft: &mut Draft) {
        while let Some((unit, number, range, marked)) = self.counted(draft.end()) {
            let taken = match unit {
                Unit::Paragraph => draft.place.paragraph.is_some() || draft.place.item.is_some(),
                _ => draft.place.item.is_some(),
            };
            if taken {
                return;
            }
            draft.add(unit, number, range, marked);
        }
    }

    /// 「第7号又は第8号」, 「第1項、第3項」: what goes on within the article.
    fn more_items(&mut self, article: Place) {
        let mut before = article;
        while let Some(start) = self.after_joint(self.end) {
            let Some((unit, number, range, marked)) = self.counted(start) else {
                return;
            };
            let place = match unit {
                Unit::Item => Place {
                    item: None,
                    ..before
                },
                _ => Place {
                    paragraph: None,
                    item: None,
                    ..before
                },
            };
            let mut draft = Draft {
                place,
                parts: Vec::new(),
            };
            // 「第9条及び1項」 says nothing.
            if !marked || unit == Unit::Item && before.item.is_none() && before.paragraph.is_none()
            {
                return;
            }
            draft.add(unit, number, range.clone(), marked);
            self.paragraphs(&mut draft);
            before = draft.place;
            let whose = self.whose_before();
            self.push(draft, range.start, whose);
        }
    }

    fn push(&mut self, draft: Draft, start: usize, whose: Owner) {
        let end = draft.end();
        let (whose, name, former) = whose;
        let parts = draft.parts.into_iter().map(|(unit, range, marked)| Part {
            unit,
            range: self.narrow.original(range),
            marked,
        });
        self.found.citations.push(Citation {
            whose,
            name,
            former,
            place: draft.place,
            parts: parts.collect(),
            range: self.narrow.original(start..end),
        });
        self.end = end;
    }
}

/// A number without its branches.
fn plain(number: Number) -> Number {
    let words = number.to_string();
    let first = words.split('の').next().and_then(|w| w.parse().ok());
    first.map_or(number, Number::plain)
}
