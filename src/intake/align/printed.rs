//! Words that the form prints by itself: its contents, its notes, lists of options, numbers and heads of pages.

mod options;

use rustc_hash::{FxHashMap, FxHashSet};

pub(super) use self::options::is_options;
use super::labels::Labels;
use super::words::name_in_brackets;
use crate::form::Form;
use crate::intake::cell::{Book, Cell, Note, Place};
use crate::japanese::notation::{fold, number};

/// From this many lines on, chapters one after the other are the contents, whatever stands above them.
const CONTENTS: usize = 5;

/// A head stands on this many pages at least.
const PAGES: usize = 3;

/// Which cells of a book hold nothing but printed words.
pub(super) fn cells(book: &Book, form: &Form, labels: &Labels) -> Vec<bool> {
    let words = words(form);
    let mut printed: Vec<bool> = book
        .cells
        .iter()
        .map(|cell| {
            is_stamp(cell) || is_words(&cell.text, &words) || is_options(&cell.text, labels)
        })
        .collect();
    options::answers(book, labels, &mut printed);
    contents(book, form, &mut printed);
    margins(book, labels, &mut printed);
    printed
}

fn words(form: &Form) -> FxHashSet<String> {
    let own = [&form.legend, &form.mark, &form.contents_title].into_iter();
    let signs = ["※"].map(str::to_owned);
    let items = form.items.iter().take(form.printed);
    let items = items.flat_map(|item| item.notes.iter().chain(item.bundles.values()));
    own.chain(items)
        .map(|text| fold(text))
        .chain(signs)
        .collect()
}

/// 素案 at the head of a page, or across it.
fn is_stamp(cell: &Cell) -> bool {
    const STAMPS: [&str; 5] = ["素案", "案", "点検中", "原案", "見本"];
    let bare = |text: &str| fold(text).trim_matches(['(', ')', '【', '】']).to_owned();
    cell.notes.contains(&Note::Drawing)
        && cell.text.len() < 30
        && STAMPS.contains(&bare(&cell.text).as_str())
}

/// Whether each line of a text is printed by the form.
fn is_words(text: &str, words: &FxHashSet<String>) -> bool {
    let known = |text: &str| words.contains(&fold(text));
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .peekable();
    lines.peek().is_some() && (lines.all(known) || known(text))
}

/// 項目一覧: the chapters one after the other.
fn contents(book: &Book, form: &Form, printed: &mut [bool]) {
    let chapters = form.chapters.iter().filter_map(|c| c.contents.as_deref());
    let chapters: FxHashSet<String> = chapters.map(line).collect();
    let title = fold(&form.contents_title);
    let mut run: Vec<usize> = Vec::new();
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let mut least = CONTENTS;
    let mut close = |run: &mut Vec<usize>, seen: &mut FxHashSet<String>, least: &mut usize| {
        if seen.len() >= *least {
            run.iter().for_each(|cell| printed[*cell] = true);
        }
        run.clear();
        seen.clear();
        *least = CONTENTS;
    };
    for (place, cell) in book.cells.iter().enumerate() {
        if fold(&cell.text) == title {
            close(&mut run, &mut seen, &mut least);
            least = 2;
            continue;
        }
        // A page number beside a line.
        if !seen.is_empty() && number(&cell.text).is_some() {
            run.push(place);
            continue;
        }
        let lines = cell.text.lines().map(str::trim).filter(|l| !l.is_empty());
        // Several files have their names behind their chapters.
        let of_contents = |text: &str| {
            let named = name_in_brackets(text).map(|(label, _)| line(label));
            let is_chapter = |label: &String| *label == title || chapters.contains(label);
            let named = named.filter(is_chapter).map(|label| label + text);
            named.or_else(|| Some(line(text)).filter(is_chapter))
        };
        let lines: Option<Vec<String>> = lines.take(4 * chapters.len()).map(of_contents).collect();
        let lines = lines.unwrap_or_default();
        let begins_again = lines.iter().any(|line| seen.contains(line));
        let all = !lines.is_empty();
        if !all || begins_again {
            close(&mut run, &mut seen, &mut least);
        }
        if all && !(begins_again && lines.len() == 1) {
            if lines.contains(&title) {
                least = 2;
            }
            run.push(place);
            seen.extend(lines);
        }
    }
    close(&mut run, &mut seen, &mut least);
}

/// A line of the contents without its leader and its page.
fn line(text: &str) -> String {
    let end = |c: char| c.is_whitespace() || c.is_numeric() || ".．・…‥-－─p".contains(c);
    let text = fold(text.trim_end_matches(end));
    // 「Ⅰ」 and 「I」 are one.
    text.replace("III", "Ⅲ")
        .replace("II", "Ⅱ")
        .replace("IV", "Ⅳ")
        .replace("VI", "Ⅵ")
        .replace('V', "Ⅴ")
        .replace('I', "Ⅰ")
}

/// Page numbers, and heads that stand at the edge of several pages.
fn margins(book: &Book, labels: &Labels, printed: &mut [bool]) {
    let mut edges: FxHashMap<usize, (u32, u32)> = FxHashMap::default();
    for cell in &book.cells {
        if let Place::Page { page, top, .. } = cell.place {
            let edge = edges.entry(page).or_insert((top, top));
            *edge = (edge.0.min(top), edge.1.max(top));
        }
    }
    // What stands in a table of several rows is no head.
    let mut rows: FxHashMap<usize, usize> = FxHashMap::default();
    for grid in book.cells.iter().filter_map(|cell| cell.grid) {
        let most = rows.entry(grid.table).or_default();
        *most = (*most).max(grid.row + grid.rows);
    }
    let in_table = |cell: &Cell| cell.grid.is_some_and(|grid| rows[&grid.table] > 1);
    let mut heads: FxHashMap<String, Vec<Head>> = FxHashMap::default();
    for (place, cell) in book.cells.iter().enumerate() {
        if is_page_number(&cell.text) {
            printed[place] = true;
            continue;
        }
        let Place::Page {
            page, top, scale, ..
        } = cell.place
        else {
            continue;
        };
        if cell.pin.is_some() || cell.text.len() > 240 || in_table(cell) {
            continue;
        }
        let (first, last) = edges.get(&page).copied().unwrap_or((top, top));
        let edge = top <= first + 2 || top + 2 >= last;
        for key in keys(&cell.text, page) {
            let head = Head {
                page,
                top: top / scale.max(1),
                edge,
                place,
            };
            heads.entry(key).or_default().push(head);
        }
    }
    for (_, places) in heads {
        let edges = || places.iter().filter(|head| head.edge);
        let mut pages: Vec<usize> = edges().map(|head| head.page).collect();
        pages.dedup();
        let is_label = |head: &Head| !labels.exact(&book.cells[head.place].text).is_empty();
        if pages.len() < PAGES || places.iter().any(is_label) {
            continue;
        }
        // A page that has something beyond its margin has its head at the same height.
        let mut tops: Vec<u32> = edges().map(|head| head.top).collect();
        tops.sort_unstable();
        let usual = tops[tops.len() / 2];
        for head in places
            .iter()
            .filter(|head| head.edge || head.top.abs_diff(usual) <= 2)
        {
            printed[head.place] = true;
        }
    }
    counted(&book.cells, printed);
}

/// A text that may be the head or the foot of a page.
struct Head {
    page: usize,
    /// Its height on the paper.
    top: u32,
    /// Whether nothing stands beyond it.
    edge: bool,
    place: usize,
}

/// What the heads of several pages have in common: their words; a bare number differs from that of its page always by the
/// same; `12 / 54` has the same end.
fn keys(text: &str, page: usize) -> Vec<String> {
    let folded = fold(text);
    let of = folded
        .split_once('/')
        .filter(|(a, b)| is_count(a) && is_count(b));
    let words = format!("={}", of.map_or(folded.as_str(), |(_, pages)| pages));
    let counted = number(text).map(|n| format!("{}", n as i64 - page as i64));
    counted.into_iter().chain([words]).collect()
}

/// `- 12 -`, `12/54`, `12ページ`
fn is_page_number(text: &str) -> bool {
    if text.len() > 24 || !text.contains(char::is_numeric) {
        return false;
    }
    let folded = fold(text);
    let is_dash = |c: char| matches!(c, '-' | '−' | '–' | '—' | '―' | 'ー' | '─');
    let inner = folded.trim_start_matches(is_dash);
    let inner = inner
        .strip_suffix(is_dash)
        .filter(|_| inner.len() < folded.len());
    let is_number = |text: &str| text.len() <= 4 && number(text).is_some();
    let of = folded.trim_end_matches("ページ").trim_end_matches('頁');
    let named = of.len() < folded.len();
    let page = folded
        .strip_prefix("Page")
        .or_else(|| folded.strip_prefix("P."));
    inner.is_some_and(is_number)
        || named && is_number(of)
        || page.is_some_and(is_number)
        || of.split_once('/').is_some_and(|(a, b)| {
            is_number(a) && is_number(b) && number(a) <= number(b) && !b.starts_with('0')
        }) && named
}

/// Whether a text is a number of pages.
fn is_count(text: &str) -> bool {
    !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Bare numbers that count up one by one through a text without pages.
fn counted(cells: &[Cell], printed: &mut [bool]) {
    const LEAST: usize = 5;
    let lone = |(place, cell): (usize, &Cell)| {
        let is_lone = cell.grid.is_none() && cell.pin.is_none() && cell.text.len() <= 12;
        let n = number(&cell.text).filter(|_| is_lone)?;
        Some((place, n))
    };
    let numbers: Vec<(usize, usize)> = cells.iter().enumerate().filter_map(lone).collect();
    for run in numbers.chunk_by(|a, b| a.1 + 1 == b.1 && b.0 > a.0 + 3) {
        if run.len() >= LEAST {
            run.iter().for_each(|(place, _)| printed[*place] = true);
        }
    }
}
