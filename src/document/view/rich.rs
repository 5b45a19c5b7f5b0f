//! Text of a value: lists, tables, **bold** and links are read; everything else is text, to the letter.
//!
//! The Markdown reader only says where lists, tables and links are, [`markdown`] where bold is; the words are always taken from the
//! source, so that nothing an officer typed is lost: not `<…>`, not `&amp;`, not a backslash, not a line break.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::{Line, ListItem, PrintedTable, Rich, Span};
use crate::assessment::markdown;

/// Lists deeper than this are printed as the text they are.
const MAX_DEPTH: usize = 6;

/// Reads a text.
pub fn read(text: &str) -> Vec<Rich> {
    if !may_hold_markup(text) {
        return plain(text);
    }
    let found = Found::scan(text);
    found.blocks(&found.blocks, 0..text.len(), 0)
}

/// A text without any markup, line by line.
pub fn plain(text: &str) -> Vec<Rich> {
    let lines: Vec<Line> = text.lines().map(|line| Found::NONE.line(line, 0)).collect();
    if lines.is_empty() {
        Vec::new()
    } else {
        vec![Rich::Paragraph { lines }]
    }
}

/// A text as the lines of a table cell.
pub fn lines(text: &str) -> Vec<Line> {
    text.lines()
        .map(|line| Found::scan(line).line(line, 0))
        .collect()
}

/// Whether it is worth parsing; most texts of an assessment hold no sign of Markdown.
fn may_hold_markup(text: &str) -> bool {
    text.contains("**")
        || text.contains("](")
        || text.lines().any(|line| {
            let line = line.trim_start_matches(' ');
            let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.starts_with(['-', '*', '+', '|'])
                || number.len() < line.len() && number.starts_with(['.', ')'])
                || line.contains('|')
        })
}

/// A list, an item of one, or a table, by its place in the text.
#[derive(Debug)]
struct Block {
    kind: BlockKind,
    range: Range<usize>,
    inner: Vec<Block>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BlockKind {
    List,
    Item,
    Table,
}

/// Bold or a link: the words and the signs around them.
#[derive(Debug)]
struct Style {
    outer: Range<usize>,
    inner: Range<usize>,
    /// The address of a link; none = bold.
    link: Option<String>,
}

#[derive(Debug)]
struct Found<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// In the order of their beginnings.
    styles: Vec<Style>,
    /// Where each style and all before it end.
    ends: Vec<usize>,
}

impl Found<'_> {
    const NONE: Found<'static> = Found {
        text: "",
        blocks: Vec::new(),
        styles: Vec::new(),
        ends: Vec::new(),
    };
}

impl<'t> Found<'t> {
    fn scan(text: &'t str) -> Self {
        let mut found = Found {
            text,
            blocks: Vec::new(),
            styles: Vec::new(),
            ends: Vec::new(),
        };
        let mut open: Vec<Block> = Vec::new();
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            let kind = match &event {
                Event::Start(Tag::List(_)) => BlockKind::List,
                Event::Start(Tag::Item) => BlockKind::Item,
                Event::Start(Tag::Table(_)) => BlockKind::Table,
                Event::Start(Tag::Link {
                    link_type: LinkType::Inline,
                    dest_url,
                    ..
                }) => {
                    found.link(range, dest_url);
                    continue;
                }
                Event::End(pulldown_cmark::TagEnd::List(_) | pulldown_cmark::TagEnd::Item)
                | Event::End(pulldown_cmark::TagEnd::Table) => {
                    if let Some(block) = open.pop() {
                        open.last_mut()
                            .map_or(&mut found.blocks, |b| &mut b.inner)
                            .push(block);
                    }
                    continue;
                }
                _ => continue,
            };
            open.push(Block {
                kind,
                range: match kind {
                    BlockKind::Table => range.start..markdown::table_end(text, range),
                    _ => range,
                },
                inner: Vec::new(),
            });
        }
        found.bold();
        found.styles.sort_by_key(|style| style.outer.start);
        let ends = found.styles.iter().scan(0, |last, style| {
            *last = style.outer.end.max(*last);
            Some(*last)
        });
        found.ends = ends.collect();
        found
    }

    /// The styles of a part of the text.
    fn styles_of(&self, range: Range<usize>) -> impl Iterator<Item = &Style> {
        let first = self.ends.partition_point(|end| *end <= range.start);
        let begun = self.styles.partition_point(|s| s.outer.start < range.end);
        let near = self.styles.get(first..begun).unwrap_or_default().iter();
        near.filter(move |s| s.outer.end > range.start)
    }

    fn bold(&mut self) {
        for outer in markdown::bold(self.text).pairs {
            let inner = outer.start + 2..outer.end - 2;
            self.styles.push(Style {
                outer,
                inner,
                link: None,
            });
        }
    }

    fn link(&mut self, outer: Range<usize>, address: &str) {
        let safe = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| address.starts_with(scheme));
        if let Some(close) = self.text[outer.clone()].rfind("](").filter(|_| safe) {
            let inner = outer.start + 1..outer.start + close;
            self.styles.push(Style {
                outer,
                inner,
                link: Some(address.to_owned()),
            });
        }
    }

    /// The content of a range: text between lists and tables, and those.
    fn blocks(&self, blocks: &[Block], range: Range<usize>, depth: usize) -> Vec<Rich> {
        let mut out = Vec::new();
        let mut at = range.start;
        let inside = blocks.iter().filter(|b| b.range.start < range.end);
        for block in inside.filter(|b| depth < MAX_DEPTH || b.kind == BlockKind::Table) {
            // A list or table begins with its line: what is before it on the line is indentation.
            self.paragraph(at..block.range.start, depth, &mut out);
            at = block.range.end.clamp(at, range.end);
            match block.kind {
                BlockKind::Table => out.push(Rich::Table(self.table(block.range.start..at))),
                _ => self.list(block, at, depth, &mut out),
            }
        }
        self.paragraph(at..range.end, depth, &mut out);
        out
    }

    /// A list. A line without indentation after an entry is Markdown's idea of its continuation, but nobody's
    /// who typed it: there the list pauses.
    fn list(&self, list: &Block, end: usize, depth: usize, out: &mut Vec<Rich>) {
        let mut items = Vec::new();
        for item in list.inner.iter().filter(|item| item.range.start < end) {
            let item_end = item.range.end.min(end);
            let pause = if depth == 0 {
                self.unindented(item.range.start..item_end)
            } else {
                item_end
            };
            items.push(self.item(item, pause, depth + 1));
            if pause < item_end {
                out.push(Rich::List {
                    items: std::mem::take(&mut items),
                });
                self.paragraph(pause..item_end, depth, out);
            }
        }
        if !items.is_empty() {
            out.push(Rich::List { items });
        }
    }

    /// Where the first line after the first begins that is not indented, or the end.
    fn unindented(&self, range: Range<usize>) -> usize {
        let mut at = range.start;
        for (n, line) in self.text[range.clone()].split_inclusive('\n').enumerate() {
            let bare = line.starts_with(|c: char| !c.is_ascii_whitespace());
            if n > 0 && bare && !line.starts_with(['-', '*', '+', '|']) {
                return at;
            }
            at += line.len();
        }
        range.end
    }

    fn item(&self, item: &Block, end: usize, depth: usize) -> ListItem {
        let text = &self.text[item.range.start..end];
        let signs = |c: char| c.is_ascii_digit() || ".)-*+".contains(c);
        let sign = text.len() - text.trim_start_matches(signs).len();
        let sign = sign.min(text.find(char::is_whitespace).unwrap_or(sign));
        let marker = match &text[..sign] {
            "-" | "*" | "+" => "・".to_owned(),
            number => number.to_owned(),
        };
        let blocks = self.blocks(&item.inner, item.range.start + sign..end, depth);
        ListItem { marker, blocks }
    }

    /// Lines of text; blank lines at the ends of a stretch are its borders, not its content.
    fn paragraph(&self, range: Range<usize>, depth: usize, out: &mut Vec<Rich>) {
        let text = &self.text[range.clone()];
        let body = text.trim_end();
        let lead = body.len() - body.trim_start_matches(['\n', '\r']).len();
        let body = &body[lead..];
        if body.trim().is_empty() {
            return;
        }
        let mut at = range.start + lead;
        let mut lines = Vec::new();
        for line in body.split_inclusive('\n') {
            let kept = line.trim_end_matches(['\n', '\r']);
            // Inside a list, blanks before a line only say that it belongs to the entry.
            let blanks = if depth > 0 {
                kept.len() - kept.trim_start_matches(' ').len()
            } else {
                0
            };
            lines.push(self.line(&kept[blanks..], at + blanks));
            at += line.len();
        }
        out.push(Rich::Paragraph { lines });
    }

    /// A line that begins at `at`, as runs of equal style.
    fn line(&self, line: &str, at: usize) -> Line {
        let body = line.trim_start_matches([' ', '\u{3000}']);
        let lead = &line[..line.len() - body.len()];
        let wide = lead.chars().filter(|c| *c == '\u{3000}').count();
        let indent = wide + (lead.chars().count() - wide) / 2;
        Line {
            indent,
            spans: self.spans(body.trim_end(), at + lead.len()),
        }
    }

    fn spans(&self, text: &str, at: usize) -> Vec<Span> {
        let end = at + text.len();
        let here: Vec<&Style> = self.styles_of(at..end).collect();
        if here.is_empty() {
            let span = Span {
                text: text.to_owned(),
                strong: false,
                link: None,
            };
            return if text.is_empty() {
                Vec::new()
            } else {
                vec![span]
            };
        }
        let mut cuts: Vec<usize> = vec![at, end];
        cuts.extend(
            here.iter()
                .flat_map(|s| [s.outer.start, s.inner.start, s.inner.end, s.outer.end]),
        );
        cuts.retain(|cut| (at..=end).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let mut spans = Vec::new();
        for pair in cuts.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let over = self.styles_of(from..to);
            let over = over.filter(|s| s.outer.start <= from && to <= s.outer.end);
            let over: Vec<&Style> = over.collect();
            let link = over.iter().find_map(|s| s.link.clone());
            if let Some(sign) = over
                .iter()
                .find(|s| to <= s.inner.start || from >= s.inner.end)
            {
                // On paper a link shows its address; the signs around bold are dropped.
                if let Some(address) = sign.link.as_ref().filter(|_| from >= sign.inner.end) {
                    let text = format!("（{address}）");
                    spans.push(Span {
                        text,
                        strong: false,
                        // The words link already; twice would be read out twice.
                        link: None,
                    });
                }
                continue;
            }
            let strong = over.iter().any(|s| s.link.is_none());
            spans.push(Span {
                text: text[from - at..to - at].to_owned(),
                strong,
                link,
            });
        }
        spans
    }

    /// A pipe table. Cells are cut here and not by the Markdown reader, which drops those beyond the head's.
    fn table(&self, range: Range<usize>) -> PrintedTable {
        let mut rows: Vec<Vec<Vec<Line>>> = Vec::new();
        let mut at = range.start;
        for (n, line) in self.text[range].split_inclusive('\n').enumerate() {
            if n != 1 && !line.trim().is_empty() {
                rows.push(self.cells(line, at));
            }
            at += line.len();
        }
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        rows.iter_mut()
            .for_each(|row| row.resize_with(width, Vec::new));
        let columns = if rows.is_empty() {
            Vec::new()
        } else {
            rows.remove(0)
        };
        PrintedTable { columns, rows }
    }

    fn cells(&self, line: &str, at: usize) -> Vec<Vec<Line>> {
        let mut cuts = vec![0];
        let mut escaped = false;
        for (i, c) in line.char_indices() {
            if c == '|' && !escaped {
                cuts.push(i + 1);
            }
            escaped = c == '\\' && !escaped;
        }
        cuts.push(line.len() + 1);
        let mut cells: Vec<Vec<Line>> = Vec::new();
        for (i, pair) in cuts.windows(2).enumerate() {
            let cell = &line[pair[0]..(pair[1] - 1).min(line.len())];
            let outside = i == 0 || i + 2 == cuts.len();
            if outside && cell.trim().is_empty() {
                continue;
            }
            let lead = cell.len() - cell.trim_start().len();
            let mut spans = self.spans(cell.trim(), at + pair[0] + lead);
            spans
                .iter_mut()
                .for_each(|span| span.text = span.text.replace("\\|", "|"));
            cells.push(if spans.is_empty() {
                Vec::new()
            } else {
                vec![Line { indent: 0, spans }]
            });
        }
        cells
    }
}

#[cfg(test)]
mod tests;
