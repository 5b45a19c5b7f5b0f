//! The names of municipalities in running text, without a list of them: what is before 市, 区, 町 or 村 and is no other word.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::Body;
use crate::assets::lists::bodies::{
    EACH_HAS, NO_NAME_ALONE, NO_NAMES, OWN_THINGS, SAID_OF_OWN, WITH_WARDS,
};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::is_digit;

/// The kinds of municipalities.
const MUNICIPALITIES: [char; 4] = ['市', '区', '町', '村'];

/// Names of another municipality, or of a body of the own kind.
pub(super) struct Named {
    /// Where in the text.
    pub range: Range<usize>,
    /// What is said of it.
    pub said: Said,
}

/// What is said of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Said {
    /// What is said of the body that makes the assessment.
    OfOwn,
    /// What may be said of any.
    OfAny,
}

static FINDERS: LazyLock<Vec<(char, Finder<'static>)>> = LazyLock::new(|| {
    let kinds = ['都', '道', '府', '県'].into_iter().chain(MUNICIPALITIES);
    // `str::find` with a character stops at every letter that shares its last byte; memmem does not.
    let finder = |kind: char| Finder::new(kind.encode_utf8(&mut [0; 4]).as_bytes()).into_owned();
    kinds.map(|kind| (kind, finder(kind))).collect()
});

/// The names of other bodies in a text: of the own kind, and where that is one of a municipality, of any municipality.
pub(super) fn municipalities<'t>(
    text: &'t str,
    body: &'t Body,
    has_addresses: bool,
) -> impl Iterator<Item = Named> + 't {
    let is_municipality = MUNICIPALITIES.contains(&body.kind);
    let has_wards = WITH_WARDS.contains(&body.name.as_str());
    let is_looked_for = move |kind: char| {
        kind == body.kind
            || is_municipality && MUNICIPALITIES.contains(&kind) && !(kind == '区' && has_wards)
    };
    let finders = FINDERS.iter().filter(move |(kind, _)| is_looked_for(*kind));
    finders.flat_map(move |(kind, finder)| {
        let found = finder.find_iter(text.as_bytes());
        found.filter_map(move |at| named(text, body, *kind, at, has_addresses))
    })
}

fn named(text: &str, body: &Body, kind: char, at: usize, has_addresses: bool) -> Option<Named> {
    let end = at + kind.len_utf8();
    let start = start(text, at, has_addresses)?;
    let (stem, name) = (&text[start..at], &text[start..end]);
    let is_name = (1..=4).contains(&stem.chars().count()) && !is_other_word(stem);
    // 「宮城県架空市」 is the own one, too.
    let is_own = name.ends_with(&body.name) || body.name.ends_with(name);
    // 「構成市町」 and 「近隣町村」 are no names; 十日町市 is one.
    let is_row = kind != '市' && (stem.contains('市') || stem.ends_with('町'));
    if !is_name || is_own || is_row || stem.contains(['県', '府', '課', '及', '又']) {
        return None;
    }
    let said = said(&text[end..], kind, body, has_addresses)?;
    let beside = said == Said::OfAny && is_beside(&text[..start], &text[end..]);
    (!beside).then_some(Named {
        range: start..end,
        said,
    })
}

/// Whether what is before 市 makes another word with it than a name.
fn is_other_word(stem: &str) -> bool {
    NO_NAME_ALONE.contains(&stem) || NO_NAMES.iter().any(|word| stem.ends_with(word))
}

/// Where a name begins that ends at a place: after a prefecture, at the first of its letters of one script.
fn start(text: &str, at: usize, has_addresses: bool) -> Option<usize> {
    const PREFECTURE: [char; 4] = ['都', '道', '府', '県'];
    let before = &text[..at];
    let kanji = at - length(before.chars().rev(), is_kanji);
    // 「昭和30年架空市条例第12号」
    let is_of_year = before[..kanji].ends_with(is_digit) && before[kanji..].starts_with('年');
    let kanji = kanji + if is_of_year { '年'.len_utf8() } else { 0 };
    if kanji < at {
        let cut = before[kanji..].rfind(PREFECTURE);
        // 京都市 has no prefecture before it.
        let cut = cut.filter(|cut| (2 * '県'.len_utf8()..at - kanji).contains(cut));
        return Some(cut.map_or(kanji, |cut| kanji + cut + '県'.len_utf8()));
    }
    // さくら市 differs from 「…するため市は」 in an address alone.
    let kana = at - length(before.chars().rev(), |c| is_hiragana(c) || is_katakana(c));
    let head = &before[..kana];
    let stands_alone = head.ends_with(char::is_whitespace) || head.is_empty();
    (has_addresses && kana < at && stands_alone).then_some(kana)
}

/// How long the first letters are that are of a kind, as far as a name or a word goes.
fn length(letters: impl Iterator<Item = char>, is_of_kind: impl Fn(char) -> bool) -> usize {
    const LONGEST: usize = 16;
    let letters = letters.take(LONGEST).take_while(|c| is_of_kind(*c));
    letters.map(char::len_utf8).sum()
}

/// What is said of a name of a kind, by what follows it; nothing where it is a part of another word.
fn said(after: &str, kind: char, body: &Body, has_addresses: bool) -> Option<Said> {
    let begins = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    let is_of_own = kind == body.kind && begins(SAID_OF_OWN);
    if is_of_own || MUNICIPALITIES.contains(&kind) && begins(EACH_HAS) {
        return Some(Said::OfOwn);
    }
    let run = &after[..length(after.chars(), |c| is_kanji(c) || is_katakana(c))];
    // 「市町村」, 「市場」, 「区分」; in 「総務部市民課」 the word before is no name.
    const PARTS: [&str; 8] = ["町", "村", "区", "場", "街", "販", "分", "域"];
    const OF_ALL: [char; 8] = ['切', '画', '間', '別', '立', '民', '政', '税'];
    if begins(&PARTS) || run.starts_with(OF_ALL) {
        return None;
    }
    // A street and a house: 中央町5番地
    let rest = &after[run.len()..];
    let is_street = kind != '市' && rest.starts_with(is_digit);
    let is_whose = match run.is_empty() {
        true => !is_street && !rest.starts_with(|c: char| c.is_ascii_alphanumeric()),
        false => OWN_THINGS.iter().any(|thing| run.contains(thing)),
    };
    let is_address = has_addresses && kind == '市' && !run.is_empty();
    (is_whose || is_address).then_some(Said::OfAny)
}

/// Whether a name stands beside that of another body: 「架空市及び別世市」.
fn is_beside(before: &str, after: &str) -> bool {
    const JOINTS: [&str; 5] = ["、", "・", "及び", "並びに", "又は"];
    let ends_body = |text: &str| text.ends_with(['市', '区', '町', '村', '県']);
    let first = JOINTS.iter().find_map(|joint| before.strip_suffix(joint));
    let second = JOINTS.iter().find_map(|joint| after.strip_prefix(joint));
    let begins_body = |text: &str| text[..length(text.chars(), is_kanji)].contains(MUNICIPALITIES);
    first.is_some_and(ends_body) || second.is_some_and(begins_body)
}

/// Who declares it, where that is another body: 「別世市は、…」.
pub(super) fn subject(text: &str, body: &Body) -> Option<Range<usize>> {
    const LONGEST: usize = 10;
    let start = text.len() - text.trim_start().len();
    let (name, _) = text[start..].split_once('は')?;
    // 「別世市長は、…」 declares for 別世市.
    let name = ["知事", "長"]
        .iter()
        .find_map(|office| name.strip_suffix(office))
        .unwrap_or(name);
    let stem = name.strip_suffix(['市', '区', '町', '村', '県', '府', '都', '道'])?;
    let is_name = stem.chars().count() < LONGEST
        && !stem.is_empty()
        && stem.chars().all(char::is_alphanumeric)
        && !is_other_word(stem);
    let is_own = name.ends_with(&body.name) || body.name.ends_with(name);
    (is_name && !is_own).then_some(start..start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> Body {
        Body {
            name: "架空市".into(),
            kind: '市',
        }
    }

    #[test]
    fn who_declares() {
        let found = |text: &str| subject(text, &own()).map(|r| text[r].to_owned());
        assert_eq!(found("　別世市は、図書"), Some("別世市".to_owned()));
        assert_eq!(found("さくら町は、図書"), Some("さくら町".to_owned()));
        assert_eq!(found("架空県知事は、図書"), Some("架空県".to_owned()));
        for text in [
            "架空市は、",
            "架空市長は、",
            "教育長は、",
            "架空県架空市は、",
            "本市は、",
            "図書事務は、",
            "市は、",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    fn found(text: &str, said: Said) -> Vec<&str> {
        let body = own();
        let named = municipalities(text, &body, false).filter(|named| named.said == said);
        let ranges: Vec<_> = named.map(|named| named.range).collect();
        ranges.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn names_of_others_in_the_own_place() {
        let text = "別世市長は架空市職員、他市の職員、転出先市の職員、別世市医師会、架空県架空市条例、別世市個人情報保護条例";
        assert_eq!(found(text, Said::OfOwn), ["別世市", "別世市"]);
        let text =
            "彼方町個人情報保護審議会、市町村個人情報保護条例、関係町村情報公開条例、彼方町図書館";
        assert_eq!(found(text, Said::OfOwn), ["彼方町"]);
    }

    #[test]
    fn a_name_after_a_year_begins_after_it() {
        for text in ["昭和30年別世市条例第12号", "平成１５年別世市条例第１号"]
        {
            let all = [Said::OfOwn, Said::OfAny].map(|said| found(text, said));
            assert_eq!(all.concat(), ["別世市"], "{text}");
        }
        let own = "昭和30年架空市条例第12号";
        assert_eq!(found(own, Said::OfOwn), Vec::<&str>::new());
    }

    #[test]
    fn names_of_others_anywhere() {
        let text = "別世市が定め、別世市総務部が受け、彼方町の窓口で若木区が架空県別世市の";
        assert_eq!(
            found(text, Said::OfAny),
            ["別世市", "別世市", "別世市", "若木区", "彼方町"]
        );
        let text = "架空市及び別世市が、別世市医師会に、野村総合研究所、中央町5番地、接種区分、\
                    大都市、市町村、小学校区の、別世市立病院、転出元市区町村、農村の";
        assert_eq!(found(text, Said::OfAny), Vec::<&str>::new());
    }
}
