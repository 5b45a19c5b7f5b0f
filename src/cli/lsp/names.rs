//! The names that a document declares for systems, files, contracts and recipients, and where it uses them.

use std::ops::Range;

use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::editor::{BEFORE_NAMES, BEHIND_NAMES};
use crate::japanese::chars::{is_kanji, is_katakana, is_letter};
use crate::japanese::finder::Finder;
use crate::japanese::notation::is_digit;
use crate::yaml::Scalar;

/// Of what something is the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    /// 使用するシステム
    System,
    /// 特定個人情報ファイル
    File,
    /// 委託事項
    Contract,
    /// 提供先
    Recipient,
    /// 移転先
    Transferee,
}

/// The items in which names are declared.
pub(super) const DECLARED_IN: [(&str, NameKind); 5] = [
    ("basic.systems[].name", NameKind::System),
    ("files[].name", NameKind::File),
    (
        "files[].overview.entrustment.items[].name",
        NameKind::Contract,
    ),
    (
        "files[].overview.provision.recipients[].name",
        NameKind::Recipient,
    ),
    (
        "files[].overview.provision.transferees[].name",
        NameKind::Transferee,
    ),
];

/// A name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Name<'a> {
    /// Its words.
    pub words: &'a str,
    /// Of what.
    pub kind: NameKind,
    /// The item in which it is declared.
    pub field: FieldId,
}

/// All names that a document gives, in its order.
pub(super) fn declared<'a>(assessment: &Assessment<'a>) -> Vec<Name<'a>> {
    let kind = |id: &str| DECLARED_IN.iter().find(|(declared, _)| *declared == id);
    let items = assessment.form.items.iter();
    let kinds: Vec<Option<NameKind>> = items.map(|item| Some(kind(&item.id)?.1)).collect();
    let fields = assessment.fields.iter_enumerated();
    let named = fields.filter_map(|(id, field)| {
        let kind = kinds[usize::from(field.item)]?;
        match field.value {
            Value::Text(text) if !text.text.trim().is_empty() => Some(Name {
                words: text.text.trim(),
                kind,
                field: id,
            }),
            _ => None,
        }
    });
    named.collect()
}

/// What finds names in texts: of names that lie in one another the longest.
pub(super) struct Names<'n, 'a> {
    declared: &'n [Name<'a>],
    finder: Finder,
}

impl<'n, 'a> Names<'n, 'a> {
    pub fn of(declared: &'n [Name<'a>]) -> Self {
        let all = declared.iter().map(|name| name.words.to_owned());
        Names {
            declared,
            finder: Finder::of(all.collect()),
        }
    }

    /// The names in a text as words of their own, with their places.
    pub fn within(&self, text: &str) -> Vec<(Name<'a>, Range<usize>)> {
        let hits = self.finder.longest(text).into_iter();
        let own = hits.filter(|hit| is_word(text, &hit.range));
        own.map(|hit| (self.declared[hit.word], hit.range))
            .collect()
    }

    /// Where a name is used in a text: as a word of its own, and as a part of a longer word that may be another name.
    pub fn uses(&self, words: &str, text: &str) -> Vec<(Range<usize>, bool)> {
        let hits = self.finder.longest(text).into_iter();
        let of_name = hits.filter(|hit| self.declared[hit.word].words == words);
        of_name
            .map(|hit| (hit.range.clone(), is_word(text, &hit.range)))
            .collect()
    }
}

/// Whether a name is not a part of a longer one: 「新健康管理システム」, 「宛名システムズ」, 「個人情報ファイル簿」. What says which
/// one it is may be before it (当該), and what is of it behind it (端末).
fn is_word(text: &str, range: &Range<usize>) -> bool {
    let (before, name, after) = (
        &text[..range.start],
        &text[range.clone()],
        &text[range.end..],
    );
    begins_word(before, name) && ends_word(name, after)
}

fn begins_word(before: &str, name: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), name.chars().next()) else {
        return true;
    };
    let is_apart = !is_of_word(last) || !is_of_word(first);
    is_apart || BEFORE_NAMES.iter().any(|word| before.ends_with(word))
}

fn ends_word(name: &str, after: &str) -> bool {
    let (Some(last), Some(next)) = (name.chars().next_back(), after.chars().next()) else {
        return true;
    };
    if !is_of_word(last) || !is_of_word(next) {
        return true;
    }
    // A single kanji makes another word of it (簿), two or more say what is of it (端末).
    let is_long = is_kanji(next) && !is_kanji(last) && after.chars().nth(1).is_some_and(is_kanji);
    is_long || BEHIND_NAMES.iter().any(|word| after.starts_with(word))
}

/// Whether a character goes on with a name that is written without blanks.
fn is_of_word(c: char) -> bool {
    is_kanji(c) || is_katakana(c) || is_letter(c) || is_digit(c)
}

/// The texts of an item that may use names.
pub(super) fn texts_with_names<'a>(value: &Value<'a>) -> Vec<&'a Scalar> {
    match value {
        Value::Date(..) | Value::Count(..) | Value::Check(_) | Value::Choice { .. } => Vec::new(),
        // The words of an option are the form's.
        Value::Checks(checks) => {
            let own = checks.iter().flat_map(|check| {
                let text = Some(check.text).filter(|_| check.option.is_none());
                [text, check.detail]
            });
            own.flatten().collect()
        }
        value => value.texts(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_word;

    #[test]
    fn a_name_is_no_part_of_a_longer_one() {
        let whole = |text: &str, name: &str| {
            let at = text.find(name).expect("the name is in the text");
            is_word(text, &(at..at + name.len()))
        };
        for text in [
            "健康管理システム",
            "（1）健康管理システムに登録する。",
            "①健康管理システムへ",
            "当該健康管理システムの端末",
            "及び健康管理システム端末",
            "健康管理システム及び",
            "健康管理システム等の",
            "健康管理システムサーバーの",
        ] {
            assert!(whole(text, "健康管理システム"), "{text}");
        }
        for text in [
            "新健康管理システム",
            "住民健康管理システム",
            "健康管理システムズ",
            "健康管理システムA",
            "健康管理システム２",
        ] {
            assert!(!whole(text, "健康管理システム"), "{text}");
        }
        assert!(!whole("予防接種ファイル簿", "予防接種ファイル"));
        assert!(!whole("国税庁長官", "国税庁"));
        assert!(!whole("国税庁システム", "国税庁"));
    }
}
