//! Lines of a text in a cell: how many there are, and where a text that is too long for one cell is parted.
//!
//! Readers differ by a few hundredths in how wide they draw a character, and none says what it did. So a cell is
//! reckoned a little narrower, and a line a little higher, than it is.

use std::ops::Range;

use unicode_width::UnicodeWidthChar as _;

/// The height of the type in pixels: 9 points.
const TYPE: u32 = 12;

/// The height of a line in pixels: a third more than the faces of Japanese Windows take.
const LINE: u32 = 16;

/// The most lines that one cell is given: a row has at most 409.5 points, and a high one leaves its page half empty.
pub(super) const MOST: usize = 24;

/// The most characters of one line: marks without a width must not fill a cell beyond its limit.
const LONGEST: usize = 600;

/// Characters that no line begins with.
const CLOSING: &str = "、。，．・）)」』】〉》］｝〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョヶ々〜～！？!?：；,.:;]}％…‥";

/// Characters that no line ends with.
const OPENING: &str = "（(「『【〈《［｛〔[{";

/// A line as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its bytes, without the line end.
    pub range: Range<usize>,
    /// Whether the writer ended it.
    pub ends: bool,
}

/// A part of a text for a cell of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes, without the line end after it.
    pub range: Range<usize>,
    /// Whether the part before it ends in the middle of a line.
    pub goes_on: bool,
}

/// How many half-width characters stand side by side in a cell of that many pixels.
pub(super) fn capacity(pixels: u32) -> usize {
    let inside = u64::from(pixels.saturating_sub(8)) * 96 * 2;
    usize::try_from(inside / u64::from(100 * TYPE)).map_or(2, |n| n.max(2))
}

/// The height of a row of that many lines, in pixels.
pub(super) fn height(lines: usize) -> u32 {
    let lines = u32::try_from(lines.max(1)).unwrap_or(u32::MAX / 64);
    lines * LINE + 6
}

/// The width of a text without line ends, in half-width characters.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(of_char).sum()
}

fn of_char(c: char) -> usize {
    match c {
        '\t' => 8,
        // A control character is drawn by some readers, as nothing by others.
        _ if c.is_control() => 1,
        _ => c.width_cjk().unwrap_or(1),
    }
}

/// The lines of a text, as wide as a cell takes them.
pub(super) fn lines(text: &str, capacity: usize) -> Vec<Line> {
    let mut found = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let end = start + paragraph.len();
        broken(text, start..end, capacity, &mut found);
        start = end + 1;
    }
    found
}

/// One line of the writer's in as many as it takes.
fn broken(text: &str, range: Range<usize>, capacity: usize, found: &mut Vec<Line>) {
    let mut begins = range.start;
    let (mut filled, mut count) = (0, 0);
    let mut cut = |begins: &mut usize, at: usize| {
        found.push(Line {
            range: *begins..at,
            ends: false,
        });
        *begins = at;
    };
    for unit in units(&text[range.clone()]) {
        let unit = range.start + unit.start..range.start + unit.end;
        let (wide, long) = (width(&text[unit.clone()]), unit.len());
        if filled > 0 && (filled + wide > capacity || count + long > LONGEST) {
            cut(&mut begins, unit.start);
            (filled, count) = (0, 0);
        }
        if wide <= capacity && long <= LONGEST {
            (filled, count) = (filled + wide, count + long);
            continue;
        }
        // A word that is wider than the cell is broken anywhere.
        for (at, c) in text[unit.clone()].char_indices() {
            if count > 0 && (filled + of_char(c) > capacity || count >= LONGEST) {
                cut(&mut begins, unit.start + at);
                (filled, count) = (0, 0);
            }
            (filled, count) = (filled + of_char(c), count + 1);
        }
    }
    found.push(Line {
        range: begins..range.end,
        ends: true,
    });
}

/// The pieces of a line between which it may be broken.
fn units(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, mut last) = chars.next()?;
        let mut end = start + last.len_utf8();
        while let Some((at, next)) = chars.peek().copied() {
            let in_word = last.is_ascii_graphic() && next.is_ascii_graphic();
            let is_mark = of_char(next) == 0;
            if !in_word && !is_mark && !CLOSING.contains(next) && !OPENING.contains(last) {
                break;
            }
            (end, last) = (at + next.len_utf8(), next);
            chars.next();
        }
        Some(start..end)
    })
}

/// A text in parts that fit into cells one below the other, parted between paragraphs where that is not too early.
pub(super) fn parts(text: &str, capacity: usize) -> Vec<(Part, usize)> {
    let lines = lines(text, capacity);
    let mut parts = Vec::new();
    let (mut at, mut goes_on) = (0, false);
    while at < lines.len() {
        let end = end_of_part(text, &lines, at);
        let last = &lines[end - 1];
        let range = lines[at].range.start..last.range.end;
        parts.push((Part { range, goes_on }, end - at));
        (at, goes_on) = (end, !last.ends);
    }
    parts
}

/// Where the part ends that begins with a line: after a paragraph, else after a sentence, else where the cell is full.
fn end_of_part(text: &str, lines: &[Line], at: usize) -> usize {
    if lines.len() - at <= MOST {
        return lines.len();
    }
    let full = at + MOST;
    let is_blank = |line: &Line| line.range.is_empty();
    // A blank line at an end of a part would be taken for none by whoever edits it.
    let after_paragraph = |n: &usize| {
        lines[n - 1].ends && !is_blank(&lines[n - 1]) && lines.get(*n).is_some_and(|l| !is_blank(l))
    };
    let after_sentence =
        |n: &usize| !lines[n - 1].ends && text[lines[n - 1].range.clone()].ends_with('。');
    let some = |good: &dyn Fn(&usize) -> bool| (at + MOST / 2..=full).rev().find(good);
    some(&after_paragraph)
        .or_else(|| some(&after_sentence))
        .or_else(|| some(&|n| !lines[n - 1].ends))
        .unwrap_or(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, capacity: usize) -> Vec<&str> {
        let lines = lines(text, capacity);
        lines.iter().map(|l| &text[l.range.clone()]).collect()
    }

    #[test]
    fn a_line_breaks_where_readers_break_it() {
        assert_eq!(drawn("あいうえお", 4), ["あい", "うえ", "お"]);
        assert_eq!(drawn("あい。うえ", 4), ["あ", "い。", "うえ"]);
        assert_eq!(drawn("ああ「い」う", 6), ["ああ", "「い」", "う"]);
        assert_eq!(drawn("あabcい", 4), ["あ", "abc", "い"]);
        assert_eq!(drawn("abcdef", 4), ["abcd", "ef"]);
        assert_eq!(drawn("", 4), [""]);
        assert_eq!(drawn("あ\n\nい", 4), ["あ", "", "い"]);
        assert_eq!(drawn(&"\u{200B}".repeat(2000), 4).len(), 4);
    }

    #[test]
    fn the_parts_of_a_text_are_the_text() {
        let long = "一つ目の文です。".repeat(400);
        let mixed = "○ 短い行です。\n\nabc def\n".repeat(60);
        for text in ["", "短い", &long, &mixed, &"\n".repeat(90), "末尾\n"] {
            for capacity in [2, 7, 40, 85] {
                let mut whole = String::new();
                for (n, (part, lines)) in parts(text, capacity).iter().enumerate() {
                    assert!((1..=MOST).contains(lines));
                    if n > 0 && !part.goes_on {
                        whole.push('\n');
                    }
                    whole.push_str(&text[part.range.clone()]);
                }
                assert_eq!(whole, text);
            }
        }
    }

    #[test]
    fn a_long_text_is_parted_between_paragraphs() {
        let text = format!("{}\n", "段落の文です。".repeat(20)).repeat(12);
        let parts = parts(text.trim_end(), 60);
        assert!(parts.len() > 1 && parts.iter().all(|(part, _)| !part.goes_on));
    }
}
