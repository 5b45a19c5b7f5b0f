//! Parts in the order of the form, each with its comments.

use super::comments::is_of_item;
use super::parts::{FILE, Line, PartId, Parts, Value};

/// Puts the parts of every group in order.
pub(super) fn order(parts: &mut Parts) {
    for id in (0..parts.all.len()).map(PartId::from) {
        let mut children = parts.all[id].children.clone();
        let Some(was) = children.first().copied() else {
            continue;
        };
        children.sort_by_key(|child| parts.all[*child].rank);
        let first = children[0];
        parts.all[id].children = children;
        if was != first {
            leave_head(parts, id, was, first);
        }
        comment_of_entry(parts, id, first);
    }
}

/// What stands at the head of a group, apart from its first part by a blank line, stays there when another part comes
/// first. At the head of a file, it need not stand apart, unless the other has a comment, too: then each is its own.
fn leave_head(parts: &mut Parts, group: PartId, was: PartId, first: PartId) {
    let is_comment = |line: &Line| matches!(line, Line::Comment(_));
    let above = &parts.all[was].above;
    let of_item = |line: &Line| matches!(line, Line::Comment(text) if is_of_item(text));
    let end = above.iter().position(of_item).unwrap_or(above.len());
    let apart = above[..end].iter().rposition(|line| *line == Line::Blank);
    let apart = apart.filter(|at| above[..*at].iter().any(is_comment));
    let is_alone = !parts.all[first].above.iter().any(is_comment);
    let head = match apart {
        Some(at) => at + 1,
        None if group == FILE && end == above.len() && is_alone => end,
        None => return,
    };
    let rest = parts.all[was].above.split_off(head);
    let mut head = std::mem::replace(&mut parts.all[was].above, rest);
    let own = &mut parts.all[first].above;
    let blank = own.iter().take_while(|line| **line == Line::Blank).count();
    head.extend(own.drain(..).skip(blank));
    *own = head;
}

/// The comment beside `- {a: b}` goes beside the first key below the dash.
fn comment_of_entry(parts: &mut Parts, entry: PartId, first: PartId) {
    let part = &mut parts.all[entry];
    if part.key.is_some() || !matches!(part.value, Value::Flow(_)) {
        return;
    }
    let Some(comment) = part.beside.take() else {
        return;
    };
    let slot = &mut parts.all[first].beside;
    match slot {
        None => *slot = Some(comment),
        Some(_) => parts.all[entry].above.push(Line::Comment(comment)),
    }
}
