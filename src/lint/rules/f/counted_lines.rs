//! Lists in the lines below a text that says how many items it has.

use std::ops::Range;

use super::heads::{Shape, head};

/// The kana that count items, in their order.
const KANA: &str = "アイウエオカキクケコサシスセソタチツテト";

/// A list that was counted.
pub(super) struct List {
    pub(super) items: usize,
    /// The mark of the last one.
    pub(super) last: Range<usize>,
}

/// Whether words after the last number say that there are more.
pub(super) fn is_open(words: &str) -> bool {
    let item = words.split(['。', '\n', '、']).next().unwrap_or(words);
    let item = item.trim_end_matches(['）', ')']);
    ["等", "など", "ほか", "その他", "…"]
        .iter()
        .any(|more| item.ends_with(more))
        || words.contains('略')
}

/// What is at the head of a line of a list, with the number that it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Number(Shape),
    /// ア
    Kana,
    /// ・
    Sign(char),
}

/// The list in the lines below a line.
pub(super) fn below(text: &str, end: usize) -> Option<List> {
    let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
    let parent = mark(&text[start..end]).map(|(mark, ..)| (mark, indent(&text[start..end])));
    let mut own: Option<(Mark, usize)> = None;
    let mut list: Option<List> = None;
    let mut at = end + 1;
    for line in text.get(at..)?.split_inclusive('\n') {
        let here = at;
        at += line.len();
        let line = line.trim_end();
        let Some((mark, value, range)) = mark(line) else {
            // A first line that is no item promises no list; later ones go on with theirs.
            match own {
                None if !line.is_empty() => return None,
                Some((Mark::Sign(_), _)) => break,
                _ => continue,
            }
        };
        let place = (mark, indent(line));
        if parent == Some(place) {
            break;
        }
        match own {
            None => own = Some(place),
            Some((Mark::Sign(_), _)) if own != Some(place) => return None,
            Some((known, _)) if known != mark => continue,
            Some(_) => {}
        }
        let items = list.as_ref().map_or(0, |list| list.items) + 1;
        let is_sign = matches!(mark, Mark::Sign(_));
        // Below a list of marks, or within it, a whole sentence may be about anything.
        if is_sign && (parent.is_some() || line.contains('。')) {
            return None;
        }
        if !is_sign && value != items {
            break;
        }
        list = Some(List {
            items,
            last: here + range.start..here + range.end,
        });
    }
    list.filter(|list| !is_open(text[list.last.end..].split('\n').next().unwrap_or_default()))
}

/// The mark at the head of a line, its number, and its place.
fn mark(line: &str) -> Option<(Mark, usize, Range<usize>)> {
    let start = line.len() - line.trim_start().len();
    let body = &line[start..];
    if let Some((shape, value, length)) = head(body.trim_end()) {
        return Some((Mark::Number(shape), value, start..start + length));
    }
    let first = body.chars().next()?;
    let range = start..start + first.len_utf8();
    if "・･○●-－".contains(first) {
        return Some((Mark::Sign(first), 0, range));
    }
    let value = KANA.chars().position(|kana| kana == first)? + 1;
    let is_mark =
        body[first.len_utf8()..].starts_with(|c: char| c.is_whitespace() || "．.）)".contains(c));
    is_mark.then_some((Mark::Kana, value, range))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}
