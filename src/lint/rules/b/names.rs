//! The names by which an assessment calls its work: of the assessment, of the work (Ⅰ１①), in the declaration.

use std::ops::Range;

use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::japanese::notation::{fold, has_chars};
use crate::lint::rules::Context;
use crate::yaml::Scalar;

/// A name with its place.
pub(super) struct Name<'a> {
    /// The item.
    pub field: FieldId,
    text: &'a Scalar,
    /// Where in its text.
    pub range: Range<usize>,
}

impl<'a> Name<'a> {
    /// As written.
    pub fn words(&self) -> &'a str {
        &self.text.text[self.range.clone()]
    }

    /// For comparison.
    pub fn folded(&self) -> String {
        fold(self.words())
    }

    /// Where it is in the file.
    pub fn span(&self, cx: &Context) -> crate::source::Span {
        cx.words(self.text, self.range.clone())
    }
}

/// From how many characters on a name is compared, and up to how many.
const SHORTEST: usize = 4;
const LONGEST: usize = 60;

/// The three names: of the assessment, of the work, in the declaration.
pub(super) fn names<'a>(cx: &Context<'a>) -> [Option<Name<'a>>; 3] {
    let named = |id: &str, range: fn(&str) -> Option<Range<usize>>| {
        let field = cx.assessment.find(id)?;
        let Value::Text(text) = cx.field(field).value else {
            return None;
        };
        let range = range(&text.text)?;
        let name = &text.text[range.clone()];
        let is_name =
            has_chars(name, SHORTEST) && !has_chars(name, LONGEST) && !name.contains('\n');
        is_name.then_some(Name { field, text, range })
    };
    [
        named("cover.title", of_title),
        named("basic.office.name", |text| {
            Some(trimmed(text, 0..text.len()))
        }),
        named("cover.declaration", of_declaration),
    ]
}

/// 「予防接種に関する事務　全項目評価書（素案）」: what is before 全項目評価書.
fn of_title(text: &str) -> Option<Range<usize>> {
    const ENDS: [&str; 4] = [
        "全項目評価書",
        "特定個人情報保護評価書",
        "重点項目評価書",
        "【",
    ];
    let end = ENDS.iter().filter_map(|end| text.find(end)).min();
    let name = trimmed(text, 0..end.unwrap_or(text.len()));
    let words = text[name.clone()].trim_end_matches(['（', '(']);
    let open = words
        .rfind(['（', '('])
        .filter(|_| words.ends_with(['）', ')']));
    let end = open.unwrap_or(words.len());
    Some(trimmed(text, name.start..name.start + end))
}

/// 「…市は、予防接種に関する事務における特定個人情報ファイルの…」: what is between who declares it and where.
fn of_declaration(text: &str) -> Option<Range<usize>> {
    const AFTER: [&str; 6] = [
        "における",
        "において",
        "に係る特定",
        "に当た",
        "にあた",
        "で",
    ];
    const WORKS: [&str; 2] = ["事務", "業務"];
    let sentence = &text[..text.find('。').unwrap_or(text.len())];
    let who = sentence.find('は')? + 'は'.len_utf8();
    let start =
        who + sentence[who..].len() - sentence[who..].trim_start_matches(['、', '，']).len();
    let is_end = |end: &usize| {
        AFTER
            .iter()
            .any(|after| sentence[*end..].starts_with(after))
    };
    let ends = WORKS.iter().flat_map(|work| {
        let works = sentence[start..].match_indices(work);
        works.map(|(at, work)| start + at + work.len())
    });
    let name = trimmed(text, start..ends.filter(is_end).min()?);
    let words = &text[name.clone()];
    (!words.contains(['、', '，', 'は', '\n'])).then_some(name)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

/// Whether two names have hardly a letter in common and do not begin alike.
pub(super) fn are_others(one: &[char], other: &[char]) -> bool {
    // 「国民健康保険」 and 「国民年金」 are both of all people.
    let prefix = ['国', '民'];
    let bare = |name: &'_ [char]| {
        name.strip_prefix(&prefix)
            .map_or(name.to_vec(), <[char]>::to_vec)
    };
    let is_both = one.starts_with(&prefix) && other.starts_with(&prefix);
    let (one, other) = match is_both {
        true => (bare(one), bare(other)),
        false => (one.to_vec(), other.to_vec()),
    };
    let (one, other) = (one.as_slice(), other.as_slice());
    let shorter = one.len().min(other.len());
    let begins_alike = one.iter().zip(other).take(2).all(|(a, b)| a == b);
    !begins_alike && common(one, other) * 2 <= shorter
}

/// How many letters two names have in common, in their order.
fn common(one: &[char], other: &[char]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for a in one {
        let mut corner = 0;
        for (n, b) in other.iter().enumerate() {
            let above = row[n + 1];
            row[n + 1] = if a == b {
                corner + 1
            } else {
                above.max(row[n])
            };
            corner = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_in_a_title() {
        let of = |text: &str| of_title(text).map(|range| text[range].to_owned());
        for text in [
            "図書の貸出しに関する事務　全項目評価書",
            "図書の貸出しに関する事務　全項目評価書（素案）",
            "図書の貸出しに関する事務（全項目評価書）",
            "図書の貸出しに関する事務【令和8年3月 終了】",
            " 図書の貸出しに関する事務",
        ] {
            assert_eq!(
                of(text).as_deref(),
                Some("図書の貸出しに関する事務"),
                "{text}"
            );
        }
    }

    #[test]
    fn the_name_in_a_declaration() {
        let of = |text: &str| of_declaration(text).map(|range| text[range].to_owned());
        for text in [
            "架空市は、図書に関する事務における特定個人情報ファイルの取扱い",
            "架空市長は図書に関する事務で個人番号を取り扱うに当たり",
            "架空市は、図書に関する事務において、特定個人情報",
        ] {
            assert_eq!(of(text).as_deref(), Some("図書に関する事務"), "{text}");
        }
        assert_eq!(of("架空市は、措置を講じる。"), None);
        assert_eq!(of("架空市は、個人番号の利用における"), None);
    }
}
