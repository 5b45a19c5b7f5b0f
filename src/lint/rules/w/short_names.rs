//! Short names that a document defines: 「国民健康保険団体連合会（以下「国保連合会」という。）」.

use std::ops::Range;

use super::OwnText;
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::has_chars;
use crate::japanese::sieve::Sieve;

/// A short name where it is defined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Definition {
    /// The name between its quotes.
    pub name: Range<usize>,
    /// Where its brackets open: what is before them is the full name.
    pub open: usize,
}

/// The short names that a text defines, in its order.
pub(super) fn definitions(text: &Sieve) -> Vec<Definition> {
    let below = text.places("以下");
    below
        .filter_map(|(at, _)| definition(text.text(), at))
        .collect()
}

/// The longest way from the bracket to 以下: 「（平成25年法律第27号。以下「番号法」という。）」.
const WITHIN: usize = 60;

/// The definition at 以下.
fn definition(text: &str, at: usize) -> Option<Definition> {
    let before = text[..at].chars().rev().take(WITHIN);
    let mut back = at;
    let mut open = None;
    for c in before.take_while(|c| !matches!(c, '\n' | '）' | ')')) {
        back -= c.len_utf8();
        if matches!(c, '（' | '(') {
            open = Some(back);
            break;
        }
    }
    // 「以下」 begins a part of what is in the brackets.
    let is_part = text[..at].ends_with(['（', '(', '。', '、', '，', ' ', '　']);
    let open = open.filter(|_| is_part)?;
    let from = at + "以下".len();
    let rest = text[from..].split(['\n', '）', ')']).next()?;
    let start = rest.find(['「', '『'])?;
    let quote = start + '「'.len_utf8();
    let end = quote + rest[quote..].find(['」', '』'])?;
    let says = &rest[end + '」'.len_utf8()..];
    // 「以下この項において「…」」 holds for a part only.
    let is_definition =
        !has_chars(&rest[..start], 5) && (says.starts_with('と') || says.is_empty());
    let is_name = has_chars(&rest[quote..end], 2);
    (is_definition && is_name).then_some(Definition {
        name: from + quote..from + end,
        open,
    })
}

/// Where a text uses a short name: not as the tail of a longer name, and not in 「」.
pub(super) fn uses<'t>(
    words: &'t OwnText<'_>,
    name: &'t str,
) -> impl Iterator<Item = Range<usize>> + 't {
    let text = words.str();
    let found = words.sieve().places(name).map(|(at, _)| at);
    let own = found.filter(move |at| is_own(text, *at, name));
    own.filter(|at| !words.is_quoted(*at))
        .map(move |at| at..at + name.len())
}

/// What may stand before a name without making another one of it.
const BEFORE: &str = "各同該本全両及又並若旧現等前後";

/// Whether a name at a place is a word of its own: 「機構」, but not that of 「日本年金機構」.
pub(super) fn is_own(text: &str, at: usize, name: &str) -> bool {
    let is_word = |c: char| {
        is_kanji(c) || is_katakana(c) || c == 'ー' || c.is_alphanumeric() && !is_hiragana(c)
    };
    let before = text[..at].chars().next_back();
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let goes_on = latin(name.chars().next_back()) && latin(text[at + name.len()..].chars().next());
    !goes_on && before.is_none_or(|c| !is_word(c) || BEFORE.contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_defined() {
        let found = |text: &str| -> Vec<String> {
            let found = definitions(&Sieve::of(text)).into_iter();
            found
                .map(|d| format!("{}|{}", &text[..d.open], &text[d.name]))
                .collect()
        };
        assert_eq!(
            found("図書館間貸借制度（以下「貸借制度」という。）により"),
            ["図書館間貸借制度|貸借制度"]
        );
        assert_eq!(
            found("図書館法（昭和25年法律第118号。以下「法」という。）"),
            [""; 0]
        );
        assert_eq!(
            found("図書館法（昭和25年法律第118号。以下「図書法」という。）"),
            ["図書館法|図書法"]
        );
        assert_eq!(found("貸借（以下、単に「貸借」という。）"), ["貸借|貸借"]);
        assert_eq!(found("（以下同じ。）"), [""; 0]);
        assert_eq!(found("貸借（以下この項において「丙」という。）"), [""; 0]);
        assert_eq!(found("以下「表」のとおり"), [""; 0]);
    }

    #[test]
    fn names_that_end_longer_ones() {
        let own = |text: &str, name: &str| is_own(text, text.find(name).unwrap_or(0), name);
        assert!(own("により、機構に送る", "機構"));
        assert!(own("当該機構に送る", "機構"));
        assert!(!own("日本年金機構に送る", "機構"));
        assert!(!own("SCSに送る", "CS"));
    }
}
