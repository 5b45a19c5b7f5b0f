//! What a program took out of a PDF: lines end where they were full, pieces stand in the order in which they were drawn.

use unicode_width::UnicodeWidthStr;

use crate::intake::cell::{Book, Cell, LineEnds, Order, Place};
use crate::japanese::numbering::numbered;

/// How wide the widest usual line is at least, in columns of half a full-width character.
const PAGE: usize = 56;

/// From which width on a line says something of the page; labels and numbers do not.
const LONG: usize = 40;

/// What stands before the items of a list, and between the words of a name.
const DOT: char = '・';

/// How much narrower than the widest a full line may be: a word that goes on the next line as a whole, or a sign that may
/// not begin it.
const SHORT: usize = 6;

/// How wide the cells of a narrow table are at least.
const NARROW: usize = 18;

/// How many columns a text takes; a circled number takes two, as in print.
fn width(text: &str) -> usize {
    text.trim().width_cjk()
}

/// Whether lines end where a page was full: of the longer ones many are about as wide as the widest, few are wider, and
/// they end in the middle of a sentence.
pub(super) fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let Some(page) = page(&lines) else {
        return false;
    };
    let tabs = lines
        .iter()
        .filter(|line| line.trim().contains('\t'))
        .count();
    let long = lines.iter().filter(|line| width(line) >= LONG);
    let (mut count, mut full, mut cut, mut wider) = (0, 0, 0, 0);
    for line in long {
        count += 1;
        if (page * 17 / 20..=page * 23 / 20).contains(&width(line)) {
            full += 1;
            cut += usize::from(!ends_sentence(line));
        }
        wider += usize::from(width(line) > page * 3 / 2);
    }
    tabs * 20 < lines.len() && full * 5 >= count && cut * 3 >= full && wider * 50 <= count
}

/// How wide the lines of a text are where they are full; none where it is too short or too narrow to know.
fn page(lines: &[&str]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .iter()
        .map(|line| width(line))
        .filter(|&width| width >= LONG)
        .collect();
    if widths.len() < 10 {
        return None;
    }
    widths.sort_unstable();
    Some(widths[widths.len() * 9 / 10]).filter(|&page| page >= PAGE)
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end()
        .ends_with(['。', '．', '」', '】', '＞', '>', '：', ':'])
}

/// Reads such a text: what stands between empty lines is a cell. A line that begins with one blank is what a converter
/// makes of a cell with an indent, as labels have it, and stands alone. Where there are hardly any empty lines, each
/// paragraph is a cell.
pub(super) fn read(text: &str) -> Book {
    let lines: Vec<&str> = text.split(['\n', '\u{c}']).collect();
    let full: Vec<&str> = lines
        .iter()
        .copied()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let page = page(&full).unwrap_or(PAGE);
    let dense = (lines.len() - full.len()) * 10 < lines.len();
    let mut cells = Vec::new();
    let mut begun = 0;
    for end in 1..=lines.len() {
        let (last, next) = (lines[end - 1], lines.get(end).copied());
        let alone = |line: &str| line.starts_with(' ') && !line.starts_with("  ");
        let is_full = width(last) + SHORT >= page;
        let goes_on = next.is_some_and(|next| {
            let apart = last.trim().is_empty() || next.trim().is_empty() || alone(next);
            let paragraph = !(alone(last) || dense) || (is_full && !begins_anew(next.trim_start()));
            !apart && paragraph
        });
        if !goes_on {
            let block = &lines[begun..end];
            if !block[0].trim().is_empty() {
                cells.push(Cell {
                    text: join_block(block, page),
                    place: Place::Line(begun + 1),
                    ..Cell::default()
                });
            }
            begun = end;
        }
    }
    Book {
        cells,
        order: Order::Drawn,
        // What was wrapped is joined here, where the width of the page is known.
        line_ends: LineEnds::Typed,
        ..Book::default()
    }
}

/// The lines of a block; a full one goes on in the next.
fn join_block(lines: &[&str], page: usize) -> String {
    let widest = lines
        .iter()
        .map(|line| width(line))
        .max()
        .unwrap_or_default();
    let even = |lines: &[&str]| {
        lines
            .iter()
            .all(|line| width(line) + 3 >= widest && !ends_sentence(line))
    };
    let narrow = lines.len() > 2 && widest >= NARROW && even(&lines[..lines.len() - 1]);
    let least = if narrow || widest * 5 >= page * 4 {
        widest.saturating_sub(SHORT)
    } else {
        page
    };
    join_lines(lines, |at| width(lines[at]) >= least)
}

/// Lines as paragraphs: behind a full line the text goes on, unless the next line begins with a sign of its own.
pub(in super::super) fn join_lines(lines: &[&str], is_full: impl Fn(usize) -> bool) -> String {
    let mut text = String::new();
    let dotted = |line: &&&str| line.trim_start().starts_with(DOT);
    let one_dot = lines.iter().filter(dotted).count() == 1;
    for (at, line) in lines.iter().enumerate() {
        let line = line.trim_end();
        let words = line.trim_start();
        // One dot alone parts the words of a name: 住民課・支所.
        let is_name = one_dot && words.starts_with(DOT) && text.ends_with(char::is_alphanumeric);
        let anew = begins_anew(words) && !is_name || text.ends_with('。') && counts(words);
        if at == 0 {
            text.push_str(line.trim_start_matches([' ', '\u{feff}']));
        } else if is_full(at - 1) && !anew {
            let (last, next) = (text.chars().next_back(), words.chars().next());
            let narrow = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
            if narrow(last) && narrow(next) && !(digit(last) && digit(next)) {
                text.push(' ');
            }
            text.push_str(words);
        } else {
            text.push('\n');
            text.push_str(line.trim_start_matches(' '));
        }
    }
    text
}

/// Whether a line begins with the sign of an item or of a heading.
pub(in super::super) fn begins_anew(words: &str) -> bool {
    words.starts_with([
        '・', '●', '○', '◯', '〇', '■', '□', '※', '＜', '<', '【', '［', '[', '◎', '◆', '◇',
    ]) || numbered(words).is_some()
        || is_lettered(words)
        || words.starts_with("（中略）")
}

/// ア　…, （ア）…
fn is_lettered(words: &str) -> bool {
    let mut signs = words.chars();
    let kana = |c: Option<char>| c.is_some_and(|c| ('ア'..='ン').contains(&c));
    match signs.next() {
        Some('（' | '(') => kana(signs.next()) && matches!(signs.next(), Some('）' | ')')),
        first => kana(first) && signs.next() == Some('\u{3000}'),
    }
}

/// Whether a line begins with a number and a blank: `2 …`, behind a sentence a further item.
fn counts(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < words.len() && rest.starts_with([' ', '\u{3000}'])
}
