//! Heads, feet and page numbers: words in the margins that come again page after page belong to no value, nor do notes
//! beside the boxes and tables of contents.

use std::collections::HashMap;

use crate::intake::cell::{Cell, Note, Place};

/// How high a margin is, in millimetres.
const MARGIN: u32 = 28;

/// On how many pages words come again that are a head or a foot.
const PAGES: usize = 3;

/// Notes of words in a margin that they are no part of the text; `heights` are those of the pages, in millimetres.
pub(super) fn mark(cells: &mut [Cell], heights: &[u32]) {
    let mut pages: HashMap<(String, bool), usize> = HashMap::new();
    for cell in cells.iter() {
        if let Some(key) = key(cell, heights) {
            *pages.entry(key).or_default() += 1;
        }
    }
    let mut seen: HashMap<(String, bool), usize> = HashMap::new();
    for cell in cells {
        if is_contents(&cell.text) {
            cell.grid = None;
            cell.notes = vec![Note::Drawing];
        }
        let Some(key) = key(cell, heights) else {
            continue;
        };
        let times = pages.get(&key).copied().unwrap_or_default();
        let before = seen.entry(key).or_default();
        *before += 1;
        // The heading of a chapter stays where it stands first.
        let heading = cell
            .text
            .starts_with(['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', 'Ⅵ', '（', '('])
            && *before == 1;
        if is_page_number(&cell.text) || (times >= PAGES && !heading) {
            cell.notes = vec![Note::Drawing];
        }
    }
}

/// What words in a margin have in common with those of other pages; none for what stands elsewhere.
fn key(cell: &Cell, heights: &[u32]) -> Option<(String, bool)> {
    let Place::Page {
        page, top, scale, ..
    } = cell.place
    else {
        return None;
    };
    let top = top / scale.max(1);
    let height = heights.get(page.checked_sub(1)?).copied()?;
    let below = top + MARGIN > height;
    if cell.grid.is_some() || !(below || top < MARGIN) {
        return None;
    }
    let mut text = String::new();
    for c in cell.text.chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_numeric() { '0' } else { c };
        if c != '0' || !text.ends_with('0') {
            text.push(c);
        }
    }
    Some((text, below))
}

/// Lines that end with the numbers of pages.
fn is_contents(text: &str) -> bool {
    let lines: Vec<&str> = text.lines().collect();
    let numbered = |line: &&&str| {
        let words =
            line.trim_end_matches(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c));
        words.len() < line.len() && words.ends_with(['\u{3000}', '.', '…', '・', '‥', '．'])
    };
    lines.len() > 4 && lines.iter().filter(numbered).count() * 10 >= lines.len() * 7
}

/// - 3 -, 3 / 36, 3頁
fn is_page_number(text: &str) -> bool {
    let sign = |c: char| c.is_whitespace() || "-–—－―/／・()（）頁ページ".contains(c);
    text.chars()
        .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
        && text.chars().count() <= 16
        && text.chars().all(|c| c.is_numeric() || sign(c))
}
