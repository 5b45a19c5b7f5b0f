//! To whom a text says that data are moved or given.

use std::ops::Range;

use super::NETWORK;
use crate::assets::lists::bodies::GIVEN_BY_HAND;
use crate::assets::lists::departments::UNNAMED_ENDS;
use crate::assets::lists::references::ELSEWHERE;
use crate::japanese::chars::{is_kanji, is_katakana};
use crate::japanese::sieve::Sieve;
use crate::japanese::signs::pieces;

/// What the names of offices end in.
const OFFICES: [char; 4] = ['課', '室', '係', '班'];

/// Whether a name is that of offices one by one, and not 「各課」 or 「別紙のとおり」.
pub(super) fn names_one(name: &str, departments: &[String]) -> bool {
    const OPEN: [&str; 3] = ["等", "関係", "各"];
    let has_office = name.contains(|c| OFFICES.contains(&c))
        || name.contains("センター")
        || name.contains("局")
        || departments.iter().any(|end| name.contains(end));
    has_office
        && !OPEN.iter().chain(ELSEWHERE).any(|word| name.contains(word))
        && !UNNAMED_ENDS.iter().any(|end| name.ends_with(end))
}

/// The offices to which a text says that data are moved.
pub(super) fn moved_to<'t>(
    text: &'t str,
    departments: &'t [String],
) -> impl Iterator<Item = Range<usize>> + 't {
    const MOVES: [&str; 3] = ["への移転", "へ移転", "に移転"];
    let places = MOVES.iter().flat_map(move |word| text.match_indices(word));
    let places = places.map(|(at, _)| at).chain(moved(text));
    places.flat_map(move |at| {
        let is_end = |c: char| {
            matches!(
                c,
                '、' | '。'
                    | '，'
                    | '・'
                    | '「'
                    | '」'
                    | '（'
                    | '）'
                    | '('
                    | ')'
                    | '【'
                    | '】'
                    | '＜'
                    | '＞'
                    | '：'
                    | ':'
                    | '；'
                    | 'は'
                    | 'が'
                    | 'を'
                    | 'に'
                    | 'で'
                    | 'へ'
                    | 'と'
                    | 'の'
                    | '　'
                    | ' '
                    | '\n'
            )
        };
        let start = text[..at].rfind(is_end).map_or(0, |end| {
            end + text[end..].chars().next().map_or(0, char::len_utf8)
        });
        let mut names = Vec::new();
        let mut from = start;
        for part in text[start..at].split("及び") {
            names.push(from..from + part.len());
            from += part.len() + "及び".len();
        }
        names.retain(|name| {
            let name = &text[name.clone()];
            let ends = name.ends_with(OFFICES) || departments.iter().any(|end| name.ends_with(end));
            ends && name.chars().count() > 2
        });
        names
    })
}

/// Where 「への」 stands that goes on to 「の移転」: 「資料課への貸出記録の移転」.
fn moved(text: &str) -> impl Iterator<Item = usize> + '_ {
    /// What is moved is named in a few words, in bytes.
    const LONGEST: usize = 36;
    text.match_indices("の移転").filter_map(|(end, _)| {
        let from = text.floor_char_boundary(end.saturating_sub(LONGEST));
        let at = from + text[from..end].rfind("への")?;
        let between = &text[at + "への".len()..end];
        (!between.contains(['、', '。', '\n', 'を', 'は', 'に'])).then_some(at)
    })
}

/// The bodies to which a text says that data are given.
pub(super) fn given_to(text: &str) -> Vec<Range<usize>> {
    const WAYS: [&str; 8] = [
        "紙で",
        "紙により",
        "書面で",
        "書面により",
        "専用線で",
        "専用線により",
        "電子記録媒体で",
        "郵送で",
    ];
    const GIVES: [&str; 7] = [
        "への提供",
        "への情報の提供",
        "に提供する",
        "へ提供する",
        "に提供し",
        "へ提供し",
        "に提供して",
    ];
    const NOT: [&str; 8] = [
        "ない",
        "せず",
        "禁じ",
        "禁止",
        "ません",
        "除",
        "統計",
        "集計",
    ];
    let is_of_name = |c: char| is_kanji(c) || is_katakana(c) || c == 'ー';
    let mut found = Vec::new();
    for piece in pieces(text, &['。']) {
        let sentence = &text[piece.clone()];
        let sieve = Sieve::of(sentence);
        if sieve.has(NETWORK) || sieve.has_one(&NOT) {
            continue;
        }
        // 「県税事務所に紙で提供する」
        let particles = sentence.match_indices(['に', 'へ']);
        let of_way = particles.filter_map(|(at, particle)| {
            let behind = &sentence[at + particle.len()..];
            let way = WAYS.iter().find(|way| behind.starts_with(**way))?;
            behind[way.len()..].starts_with("提供").then_some(at)
        });
        let plain = GIVES.iter().filter(|word| sieve.may_have(word));
        let plain = plain.flat_map(|word| sentence.match_indices(word));
        for at in plain.map(|(at, _)| at).chain(of_way) {
            let head = sentence[..at].trim_end_matches(is_of_name);
            let name = &sentence[head.len()..at];
            let is_body = GIVEN_BY_HAND
                .iter()
                .any(|end| name.ends_with(end) && name.len() > end.len());
            let is_many = head.ends_with(['他', 'の', '各']) || name.starts_with(['他', '各']);
            if is_body && !is_many {
                found.push(piece.start + head.len()..piece.start + at);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_to_which_data_are_given() {
        let names = |text: &str| -> Vec<String> {
            let found = given_to(text).into_iter();
            found.map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(
            names("・架空県図書館組合への提供では、名簿と照合する。"),
            ["架空県図書館組合"]
        );
        assert_eq!(
            names("・県税事務所に紙で提供する場合は、2人で確かめる。"),
            ["県税事務所"]
        );
        for text in [
            "他の市町村長への提供では、名簿と照合する。",
            "協力医療機関に提供する。",
            "利用者の数の統計を、架空大臣に提供する。",
            "架空市長に提供しない。",
            "提供先への提供は、記録する。",
            "広域連合への提供は行わない。",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn offices_that_data_are_moved_to() {
        let names = |text: &str| -> Vec<String> {
            let found = moved_to(text, &[]).map(|range| text[range].to_owned());
            found.filter(|name| names_one(name, &[])).collect()
        };
        assert_eq!(
            names("・こども未来部こども読書課への移転では、名簿と照合する。"),
            ["こども未来部こども読書課"]
        );
        assert_eq!(
            names("督促の記録を、学校図書課及び社会教育課に移転する。"),
            ["学校図書課", "社会教育課"]
        );
        assert_eq!(
            names("・学校図書課への貸出記録の移転では、名簿と照合する。"),
            ["学校図書課"]
        );
        for text in [
            "移転先の課に移転する。",
            "他課への移転を禁じる。",
            "所管課に移転する。",
            "書庫へ移転する。",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }
}
