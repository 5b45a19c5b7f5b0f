//! From whom something comes: 「から」, 「等より」, 「及び児童館を通じて」 after a name.

use crate::assets::lists::intake;
use crate::japanese::chars::{is_kanji, is_katakana};

/// What follows a name and says that something comes from it.
pub(super) struct Whence {
    /// How far the words go that belong to the name: 「等から」; nothing where other names come first.
    pub length: usize,
    /// How far the words go with the other names that come first.
    pub row: usize,
    /// Whether it is 「から」, which says so in a list without a verb, too.
    pub is_plain: bool,
}

/// Names in a row, at most.
const ROW: usize = 6;

/// What says after a name that something comes from it: right after it, or after others in a row with it.
pub(super) fn whence(after: &str) -> Option<Whence> {
    let mut rest = after;
    for n in 0..ROW {
        rest = without_open(rest);
        if let Some(way) = intake::WAYS.iter().find(|way| rest.starts_with(**way)) {
            let length = after.len() - rest.len() + way.len();
            return Some(Whence {
                length: if n == 0 { length } else { 0 },
                row: length,
                is_plain: *way == "から",
            });
        }
        let link = intake::LINKS.iter().find(|link| rest.starts_with(**link))?;
        let name = &rest[link.len()..];
        let run = name.len() - name.trim_start_matches(is_of_name).len();
        // 「学校課及び」: a link may begin with a character of names.
        let links = intake::LINKS.iter().filter_map(|link| name.find(link));
        let end = links.filter(|at| *at < run).min().unwrap_or(run);
        if end == 0 {
            return None;
        }
        rest = &name[end..];
    }
    None
}

/// A text without 「等」 and a bracket at its beginning.
fn without_open(text: &str) -> &str {
    let open = ["等", "など"]
        .iter()
        .find_map(|word| text.strip_prefix(word));
    let text = open.unwrap_or(text);
    let inside = text.strip_prefix(['（', '(']);
    let rest = inside.and_then(|inside| inside.split_once(['）', ')']));
    rest.filter(|(inside, _)| !inside.contains('\n'))
        .map_or(text, |(_, rest)| rest)
}

/// Whether another source comes between this one and the verb: 「住民から届けられた異動を市民課から」.
pub(super) fn has_other(after: &str) -> bool {
    let mut ways = intake::WAYS.iter().flat_map(|way| after.match_indices(way));
    ways.any(|(at, _)| after[..at].ends_with(|c| is_kanji(c) || is_katakana(c)))
}

fn is_of_name(c: char) -> bool {
    is_kanji(c)
        || is_katakana(c)
        || c.is_ascii_alphanumeric()
        || matches!(c, 'ー' | '々' | 'の' | 'こ' | 'ど' | 'も')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_followed_by_ways() {
        let words = |after: &str| whence(after).map(|w| after[..w.length].to_owned());
        for (after, expected) in [
            ("からの届出", "から"),
            ("等から入手", "等から"),
            ("（親を含む。）から", "（親を含む。）から"),
            ("及び児童館より受け取る", ""),
            ("、税務署、年金事務所等を通じて", ""),
            ("より受領", "より"),
        ] {
            assert_eq!(words(after).as_deref(), Some(expected), "{after}");
        }
        for after in [
            "確認書類から",
            "に提供する",
            "の同意を得て",
            "及び住所を市民課から",
        ] {
            assert!(words(after).is_none(), "{after}");
        }
        assert!(has_other("届けられた異動を市民課から入手"));
        assert!(!has_other("翌日までに入手"));
    }
}
