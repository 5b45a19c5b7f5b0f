//! 変更後 of items that hold one short text: a department, a contractor, what is entrusted again. 変更後 is the whole of it.

use super::look::{Judged, Look};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::companies::WITHOUT;
use crate::compare::changelog::body::Body;
use crate::compare::changelog::cell::Line;
use crate::compare::changelog::marks::is_note;
use crate::compare::changelog::quote::outside_brackets;
use crate::japanese::notation::is_placeholder;
use crate::japanese::passage::Passage;
use crate::yaml::Scalar;

/// Items that hold one name each, or some names.
const NAMES: [&str; 5] = [
    ".department.name",
    ".department.head_title",
    ".basics.department",
    ".contractor",
    ".user.departments",
];

/// Items that hold one line of words.
const LINES: [&str; 1] = [".reentrustment_matters"];

/// What parts names in a list of them.
const JOINTS: [&str; 4] = ["及び", "並びに", "又は", "・"];

impl Look<'_, '_> {
    /// A row that names an entry by its number alone gives the entry's name: 「移転先1」.
    pub(super) fn of_entry(&self, line: &Line, field: FieldId) -> Judged {
        let id = format!("{}.name", self.cx.field(field).id);
        let is_party = ["recipients[", "transferees["]
            .iter()
            .any(|list| id.contains(list));
        let field = self.cx.assessment.item(&id).filter(|_| is_party);
        match field.map(|field| &field.value) {
            Some(Value::Text(said)) => self.of_words(line, said, true),
            _ => Judged::Text,
        }
    }

    /// An item that holds one name: 変更後 is the whole of it, however short.
    pub(super) fn of_name(&self, line: &Line, field: FieldId, said: &Scalar) -> Judged {
        let id = &self.cx.field(field).id;
        let is = |ends: &[&str]| ends.iter().any(|end| id.ends_with(end));
        let of_party = ["recipients[", "transferees["]
            .iter()
            .any(|list| id.contains(list) && id.ends_with("].name"));
        match is(&NAMES) || of_party {
            true => self.of_words(line, said, true),
            false if is(&LINES) => self.of_words(line, said, false),
            false => Judged::Text,
        }
    }

    fn of_words(&self, line: &Line, said: &Scalar, names: bool) -> Judged {
        let is_whole =
            matches!(line.segments.as_slice(), [all] if *all == (0..line.folded.text.len()));
        let after = line.folded.text.as_str();
        let body = Passage::of(&said.text).text;
        let is_one = is_whole
            && !said.text.trim().contains('\n')
            && (!is_note(after) || begin_alike(after, &body));
        let is_given = is_one && !is_placeholder(&said.text) && !is_placeholder(after);
        if !is_given || self.cx.histories().is_renewed(self.at) || self.is_moved() {
            return Judged::Text;
        }
        let fits = |words: &str| match names {
            true => has_names(words, &body),
            false => Some(bare(&body).contains(&bare(words))),
        };
        let is_before = || self.planned && fits(self.entry.before.text()) == Some(true);
        match fits(after) {
            Some(true) => Judged::Right,
            Some(false) if !self.labels.are_in(&body, after) && !is_before() => {
                self.other_name(line, said)
            }
            _ => Judged::Text,
        }
    }

    /// The name of another entry, the one that 変更前 still has, or another one.
    fn other_name(&self, line: &Line, said: &Scalar) -> Judged {
        let gap = self.of_sibling(line, &(0..line.folded.text.len()));
        Judged::Wrong(gap.unwrap_or_else(|| {
            let body = Body::at(self.cx.assessment, self.entry.places());
            let gap = self.choice(line, said.span, said.text.trim());
            self.or_unchanged(gap, &body)
        }))
    }
}

/// Whether two texts begin with the same words: what says what was done (「…を修正」) does not begin like what is there.
fn begin_alike(one: &str, other: &str) -> bool {
    const LEAST: usize = 6;
    let same = one.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    same.count() >= LEAST
}

/// Whether names that a row gives are those of the item, or some of them; nothing where the lists are too unlike.
fn has_names(said: &str, body: &str) -> Option<bool> {
    let (own, there) = (names(said), names(body));
    let is_one = |a: &str, b: &str| a.ends_with(b) || b.ends_with(a);
    let is_there = |name: &&String| there.iter().any(|other| is_one(name, other));
    let missing = own.iter().filter(|name| !is_there(name)).count();
    let is_part = || matches!(own.as_slice(), [one] if bare(body).contains(one.as_str()));
    match missing {
        0 => Some(true),
        _ if is_part() => Some(true),
        // A row may name what was added, or what was there already.
        _ if missing < own.len() && own.len() != there.len() => None,
        _ => Some(false),
    }
}

/// The names of a list, without what is in brackets after them.
fn names(words: &str) -> Vec<String> {
    let joined = JOINTS
        .iter()
        .fold(words.to_owned(), |words, joint| words.replace(joint, "、"));
    let parts = outside_brackets(&joined, "、,/;").into_iter();
    let parts = parts.map(|part| {
        let part = bare(part);
        part.split('(').next().unwrap_or(&part).to_owned()
    });
    parts.filter(|part| !part.is_empty()).collect()
}

/// Words without what makes no other name: what kind of company it is, blanks and signs.
fn bare(words: &str) -> String {
    let words = WITHOUT
        .iter()
        .chain(&["及び", "並びに"])
        .fold(words.to_owned(), |words, kind| words.replace(kind, ""));
    let is_sign = |c: char| c.is_whitespace() || "、,。・.ー-「」『』[]".contains(c);
    words.chars().filter(|c| !is_sign(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_their_kind() {
        for (said, body) in [
            ("架空計算株式会社", "株式会社架空計算"),
            ("(株)架空計算", "架空計算"),
            ("架空 計算", "架空計算"),
            ("介護課", "健康福祉部介護課"),
            ("健康福祉部介護課", "介護課"),
            ("別世印刷", "架空計算、別世印刷"),
            ("市民課及び税務課", "市民課、税務課(収納係)"),
        ] {
            assert_eq!(has_names(said, body), Some(true), "{said} {body}");
        }
        for (said, body) in [
            ("株式会社あけぼの印刷", "株式会社夕焼け印刷"),
            ("株式会社夕焼け印刷社", "株式会社夕焼け印刷"),
            ("市民部保険課", "福祉部保険課"),
            ("市民課、税務課、会計課", "市民課窓口係、税務課、会計課"),
            ("甲計算、乙計算", "丙計算"),
        ] {
            assert_eq!(has_names(said, body), Some(false), "{said} {body}");
        }
        assert_eq!(has_names("市民課、税務課、南支所", "市民課、税務課"), None);
    }
}
