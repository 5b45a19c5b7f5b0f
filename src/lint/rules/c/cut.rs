//! Cells of 別添３ whose end is missing: within a word, a bracket or a sentence, or a row that goes on nowhere.

use memchr::memmem;

use super::{MANY, Place};
use crate::assessment::field::FieldId;
use crate::compare::changelog::body::Body;
use crate::compare::changelog::cell::Cell;
use crate::compare::changelog::coverage::{Missing, Verdict};
use crate::compare::changelog::marks::MarkKind;
use crate::compare::changelog::{EntryId, LogEntry};
use crate::japanese::notation::has_chars;
use crate::japanese::passage::Passage;
use crate::lint::rules::Context;
use crate::source::Span;

/// Shorter words are quoted on purpose.
const LONG: usize = 30;

/// So do words that end where those of 変更前 end, unless they are longer than this. With a version before, C015 reports what is
/// missing.
const FAIRLY_LONG: usize = 15;

/// How many characters of the rest are shown, and the fewest that count.
const REST: usize = 8;

/// At most this many characters before a cut are quoted from both sides.
const KEPT: usize = 4;

/// The last words before a cut, the words with which the assessment goes on, and where these are.
pub(super) type Cut = (Place, String, Span);

/// A mark of continuation on the first or last row of an entry, which no row goes on with: ※下欄に続く.
pub(super) fn read_on(cx: &Context, entry: &LogEntry) -> Option<Place> {
    let is_of = |field: FieldId, row: Option<&usize>| {
        let id = row.map(|row| format!("changes[{row}]."));
        id.is_some_and(|id| cx.field(field).id.starts_with(&id))
    };
    let ends = [
        (MarkKind::Below, entry.rows.last()),
        (MarkKind::Above, entry.rows.first()),
    ];
    let cells = [&entry.before, &entry.after];
    ends.into_iter().find_map(|(kind, row)| {
        cells.iter().find_map(|cell| {
            let (line, mark) = cell.continuation(kind)?;
            let field = line.words.field;
            is_of(field, row).then(|| (field, line.span(cx.assessment.source, mark)))
        })
    })
}

/// 項目 that ends with an open bracket.
pub(super) fn open_item(cx: &Context, entry: &LogEntry) -> Option<Place> {
    let item = entry.item?;
    let text = &item.text.text;
    let end = text.trim_end().len();
    let start = text[..end].rfind('\n').map_or(0, |i| i + 1);
    let line = &text[start..end];
    let open = unclosed(line)?;
    Some((item.field, cx.words(item.text, start + open..end)))
}

/// A cell whose last line ends with an open bracket.
pub(super) fn open_cell(cx: &Context, cell: &Cell) -> Option<Place> {
    let line = cell
        .lines
        .last()
        .filter(|line| line.kind == MarkKind::Text)?;
    let words = &line.folded.text;
    if !has_chars(words, LONG) {
        return None;
    }
    let open = unclosed(words)?;
    // A bracket that this line closes without opening it belongs to another one: the signs are mixed up, not cut off.
    let others: String = cell.content().map(|l| l.folded.text.as_str()).collect();
    let balance = |c: char| others.matches(c).count();
    let sign = words[open..].chars().next()?;
    let closing = PAIRS.iter().find(|(o, _)| *o == sign)?.1;
    if balance(sign) <= balance(closing) {
        return None;
    }
    Some((
        line.words.field,
        line.span(cx.assessment.source, open..words.len()),
    ))
}

/// Brackets that are read as such, in either width.
const PAIRS: [(char, char); 7] = [
    ('（', '）'),
    ('(', ')'),
    ('「', '」'),
    ('＜', '＞'),
    ('<', '>'),
    ('【', '】'),
    ('『', '』'),
];

/// The place of the last bracket that nothing closes; brackets of the other width close, too.
fn unclosed(line: &str) -> Option<usize> {
    let twin = |c: char| match c {
        '）' => ')',
        '＞' => '>',
        '（' => '(',
        '＜' => '<',
        c => c,
    };
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in line.char_indices() {
        if let Some((_, close)) = PAIRS.iter().find(|(o, _)| *o == c) {
            open.push((at, twin(*close)));
        } else if let Some(last) = open.iter().rposition(|(_, close)| *close == twin(c)) {
            open.truncate(last);
        }
    }
    open.first().map(|(at, _)| *at)
}

/// The last words of 変更後 where the assessment has the same words and goes on within the word.
pub(super) fn cut_word(cx: &Context, entry: &LogEntry) -> Option<Cut> {
    let line = entry
        .after
        .lines
        .last()
        .filter(|line| line.kind == MarkKind::Text)?;
    let range = line.segments.last()?.clone();
    let words = &line.folded.text[range.clone()];
    let tail = words
        .char_indices()
        .rev()
        .nth(1)
        .map(|(at, _)| &words[at..])?;
    let on_purpose = || {
        entry
            .before
            .segments()
            .any(|(_, before, _)| before.ends_with(tail))
    };
    let is_long = has_chars(words, LONG)
        || cx.coverage().is_none() && has_chars(words, FAIRLY_LONG) && !on_purpose();
    let is_sentence = is_long && words.contains(['、', 'を']);
    let last = words.chars().next_back()?;
    if !is_sentence || class(last).is_none() {
        return None;
    }
    let places = Some(entry.places()).filter(|places| places.len() <= MANY)?;
    let body = Body::at(cx.assessment, places);
    let at = only(&body.text, words)?;
    let after = &body.text[at + words.len()..];
    let next = after.chars().next()?;
    if class(next) != class(last) {
        return None;
    }
    let rest: String = after.chars().take_while(|c| *c > ' ').take(REST).collect();
    // A sentence that goes on for no more than a word may be quoted on purpose.
    if !has_chars(&rest, REST) {
        return None;
    }
    let from = at + words.len();
    let (_, there) = body.span(cx.assessment.source, from..from + rest.len())?;
    // A line that ends here is no word that is cut.
    let source = cx.assessment.source;
    let (_, own) = body.span(source, at..from)?;
    let between = Span::new(own.end, there.start);
    if source.slice(between).contains('\n') {
        return None;
    }
    let (end, _) = words.char_indices().rev().nth(REST)?;
    let span = line.span(cx.assessment.source, range.start + end..range.end);
    Some(((line.words.field, span), rest, there))
}

/// The last words of 変更後 where the assessment goes on with words of 変更前: what did not change is quoted on one side
/// alone, as if it were gone.
pub(super) fn cut_sentence(cx: &Context, at: EntryId, entry: &LogEntry) -> Option<Cut> {
    // What is missing of a change itself is reported by C015, and what is wrong in a row by C014.
    if let Some((_, coverage)) = cx.coverage() {
        let is_right = matches!(coverage.verdicts[at], Verdict::Right | Verdict::Unjudged);
        let missing = coverage.change[at].map(|change| coverage.missing(change));
        if !is_right || missing.is_some_and(|missing| missing != Missing::Nothing) {
            return None;
        }
    }
    let line = entry.after.lines.last()?;
    let range = line
        .segments
        .last()
        .filter(|_| line.kind == MarkKind::Text)?;
    let words = &line.folded.text[range.clone()];
    if range.end < line.folded.text.len() {
        return None;
    }
    let places = Some(entry.places()).filter(|places| places.len() <= MANY)?;
    let body = Body::at(cx.assessment, places);
    let left_off = left_off(entry, words, &body.text);
    let (from, rest) = left_off
        .or_else(|| within(entry, words, &body.text))
        .or_else(|| {
            let (value, rest) = cut_value(cx, entry, words)?;
            // The same words may be in other items of the entry.
            let mut all = body.text.match_indices(&rest).map(|(from, _)| from);
            let from = all.find(|from| body.text[..*from].ends_with(value))?;
            Some((from, rest))
        })?;
    let rest: String = rest.chars().take(REST).collect();
    let (_, there) = body.span(cx.assessment.source, from..from + rest.len())?;
    let end = words.char_indices().rev().nth(KEPT - 1);
    let span = range.start + end.map_or(0, |(end, _)| end)..range.end;
    let span = line.span(cx.assessment.source, span);
    Some(((line.words.field, span), rest, there))
}

/// Where a body has some words, if only there.
fn only(body: &str, words: &str) -> Option<usize> {
    let mut places = memmem::find_iter(body.as_bytes(), words);
    let first = places.next()?;
    places.next().is_none().then_some(first)
}

/// Where the body goes on after the last words of 変更後 as a line of 変更前 does, and with what.
fn left_off(entry: &LogEntry, words: &str, body: &str) -> Option<(usize, String)> {
    let from = only(body, words)? + words.len();
    let after = &body[from..];
    let (end, c) = after.char_indices().nth(REST - 1)?;
    let rest = &after[..end + c.len_utf8()];
    if entry.after.text().contains(rest) {
        return None;
    }
    let mut lines = entry.before.segments();
    let goes_on = lines.any(|(_, before, _)| {
        let mut heads = before.match_indices(rest).map(|(at, _)| &before[..at]);
        heads.any(|head| is_same_but_for_a_part(head, words))
    });
    goes_on.then(|| (from, rest.to_owned()))
}

/// Where 変更後 is no more than the beginning of a line of 変更前, and the body goes on as that line does.
fn within(entry: &LogEntry, words: &str, body: &str) -> Option<(usize, String)> {
    if !has_chars(words, REST) {
        return None;
    }
    let from = only(body, words)? + words.len();
    let rest: String = body[from..]
        .chars()
        .take_while(|c| *c > ' ')
        .take(REST)
        .collect();
    let mut lines = entry.before.segments();
    let goes_on = lines.any(|(_, before, _)| {
        let after = before.strip_prefix(words).unwrap_or_default();
        let same = after.chars().zip(rest.chars()).take_while(|(a, b)| a == b);
        same.count() >= after.chars().count().clamp(1, KEPT)
    });
    goes_on.then_some((from, rest))
}

/// Whether two texts end alike, or have most of their beginnings and ends in common.
fn is_same_but_for_a_part(one: &str, other: &str) -> bool {
    let (a, b) = (one.chars().count(), other.chars().count());
    let same =
        |pairs: &mut dyn Iterator<Item = (char, char)>| pairs.take_while(|(a, b)| a == b).count();
    let start = same(&mut one.chars().zip(other.chars()));
    let end = same(&mut one.chars().rev().zip(other.chars().rev()));
    end >= KEPT || (start + end) * 5 >= a.max(b) * 3
}

/// The value after the label of an item at the end of 変更後, where the item says more, and what more it says: of an entry
/// that came, all is covered.
fn cut_value<'w>(cx: &Context, entry: &LogEntry, words: &'w str) -> Option<(&'w str, String)> {
    let [place] = entry.places() else { return None };
    let mut inner = cx.assessment.below(&cx.field(*place).id);
    inner.find_map(|(_, field)| {
        let label = &cx.assessment.definition(field).label;
        let value = words.strip_prefix(Passage::of(label).text.as_str())?;
        let value = value.strip_prefix(':')?;
        let whole = Passage::of(cx.assessment.text(&field.id)?).text;
        let rest = whole.strip_prefix(value)?;
        (!value.is_empty() && !rest.is_empty()).then(|| (value, rest.to_owned()))
    })
}

/// Characters that make words with their like; none for kana and signs, between which words begin and end.
fn class(c: char) -> Option<u8> {
    match c {
        '一'..='鿿' | '々' => Some(0),
        'ァ'..='ヺ' | 'ー' => Some(1),
        c if c.is_ascii_alphabetic() => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::unclosed;

    #[test]
    fn brackets_of_either_width_close() {
        assert_eq!(unclosed("＜貸出しの事務にお"), Some(0));
        assert_eq!(unclosed("（VRS)を用いる（毎年）"), None);
        assert_eq!(unclosed("「鍵（電子）」の管理"), None);
    }
}
