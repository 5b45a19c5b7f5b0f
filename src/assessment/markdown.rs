//! What of Markdown a text means: where bold begins and ends, and which lines are tables. Japanese writes bold next to
//! brackets and full stops, which Markdown's own rules for English take for no bold at all; and what is nearly a table
//! is printed as the signs that were typed.

use std::ops::Range;

/// The signs of bold in a text, by their bytes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Bold {
    /// Bold with the `**` on either side.
    pub pairs: Vec<Range<usize>>,
    /// Each `**` that begins bold which ends nowhere, and so is printed.
    pub open: Vec<Range<usize>>,
}

/// A `**`.
#[derive(Debug, Clone, Copy)]
struct Sign {
    at: usize,
    /// Words follow at once.
    opens: bool,
    /// Words come right before it.
    closes: bool,
}

/// Where a text is bold: between two `**` of a line that have words on their inner sides, or of a paragraph.
pub fn bold(text: &str) -> Bold {
    let mut bold = Bold::default();
    if !text.contains("**") {
        return bold;
    }
    // Signs of the lines above that wait for their end further down.
    let mut waiting: Vec<Sign> = Vec::new();
    let mut footnotes = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if ends_paragraph(line) {
            bold.open.extend(waiting.drain(..).map(sign));
        }
        let mut open: Vec<Sign> = Vec::new();
        for found in signs(line, at) {
            match open.pop() {
                Some(first) if found.closes => bold.pairs.push(first.at..found.at + 2),
                before => {
                    open.extend(before);
                    if found.closes
                        && let Some(first) = waiting.pop()
                    {
                        bold.pairs.push(first.at..found.at + 2);
                    } else if found.opens {
                        open.push(found);
                    } else {
                        // 「氏名**」 refers to a note that begins with the same sign.
                        footnotes |= found.closes;
                    }
                }
            }
        }
        waiting.extend(open);
        at += line.len();
    }
    bold.open.extend(waiting.into_iter().map(sign));
    if footnotes {
        let at_line = |mark: &Range<usize>| {
            text[..mark.start]
                .rsplit('\n')
                .next()
                .is_none_or(|l| l.trim().is_empty())
        };
        bold.open.retain(|mark| !at_line(mark));
    }
    bold.pairs.sort_by_key(|pair| pair.start);
    bold.open.sort_by_key(|mark| mark.start);
    bold
}

fn sign(sign: Sign) -> Range<usize> {
    sign.at..sign.at + 2
}

/// Whether no paragraph goes on across the beginning of a line.
fn ends_paragraph(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with(['|', '-', '+', '・']) || line.starts_with("* ")
}

/// Each `**` of a line that may be a sign of bold: no power (2**3), no row of stars, no `\**`.
fn signs(line: &str, start: usize) -> impl Iterator<Item = Sign> + '_ {
    let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let mut from = 0;
    std::iter::from_fn(move || {
        let first = from + line[from..].find('*')?;
        let rest = &line[first..];
        let stars = rest.len() - rest.trim_start_matches('*').len();
        from = first + stars;
        let (before, after) = (
            line[..first].chars().next_back(),
            line[from..].chars().next(),
        );
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let is_sign =
            matches!(stars, 2 | 3) && before != Some('\\') && !(ascii(before) && ascii(after));
        let (opens, closes) = (is_word(after), is_word(before));
        // Of three, the inner two: ***強調***
        let inner = if stars == 3 && !closes {
            first + 1
        } else {
            first
        };
        Some(is_sign.then_some(Sign {
            at: start + inner,
            opens,
            closes,
        }))
    })
    .flatten()
}

/// Where a table ends that the Markdown reader found: it takes the line after it for one more row, but hardly anybody types a
/// row without a bar.
pub fn table_end(text: &str, range: Range<usize>) -> usize {
    let mut at = range.start;
    for line in text[range.clone()].split_inclusive('\n') {
        if !line.contains('|') && !line.trim().is_empty() {
            return at;
        }
        at += line.len();
    }
    range.end
}

/// Lines that are meant to be a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// Its lines, without blanks around them.
    pub lines: Vec<Range<usize>>,
    /// Why it is none, where it is printed as it was typed.
    pub fault: Option<Fault>,
    /// The lines with more cells than the head, or fewer, where it is a table.
    pub uneven: Vec<Range<usize>>,
}

/// Why lines are no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No line of dashes parts the head from the rows.
    NoRule,
    /// The line of dashes is not the second line.
    Elsewhere(Range<usize>),
    /// The line of dashes has another number of cells than the head, or words.
    RuleDiffers(Range<usize>),
}

/// What is written as tables in a text: two lines or more that begin with a bar.
pub fn tables(text: &str) -> Vec<Table> {
    if !text.contains('|') {
        return Vec::new();
    }
    let mut groups: Vec<Vec<Range<usize>>> = vec![Vec::new()];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if words.starts_with('|') && words.len() > 1 {
            let start = at + line.len() - line.trim_start().len();
            if let Some(group) = groups.last_mut() {
                group.push(start..start + words.len());
            }
        } else {
            groups.push(Vec::new());
        }
        at += line.len();
    }
    let groups = groups.into_iter().filter(|lines| lines.len() > 1);
    groups.filter_map(|lines| table(text, lines)).collect()
}

fn table(text: &str, lines: Vec<Range<usize>>) -> Option<Table> {
    let cells = |line: &Range<usize>| cells(&text[line.clone()]);
    let head = cells(lines.first()?);
    let like_rule = |line: &Range<usize>| text[line.clone()].split('|').any(is_dashes);
    let rule = lines.iter().position(like_rule);
    let is_rule = |line: &Range<usize>| {
        let inner = text[line.clone()].trim_matches('|');
        inner.split('|').all(is_dashes) && cells(line) == head
    };
    let fault = match rule {
        // Bars that only begin lines are no table.
        None if head < 2 || lines.iter().any(|line| cells(line) != head) => return None,
        None => Some(Fault::NoRule),
        Some(1) if is_rule(&lines[1]) => None,
        Some(1) => Some(Fault::RuleDiffers(lines[1].clone())),
        Some(n) => Some(Fault::Elsewhere(lines[n].clone())),
    };
    let uneven = match fault {
        None => lines
            .iter()
            .filter(|line| cells(line) != head)
            .cloned()
            .collect(),
        Some(_) => Vec::new(),
    };
    Some(Table {
        lines,
        fault,
        uneven,
    })
}

/// Whether a cell parts the head from the rows: `---`, `:--`.
fn is_dashes(cell: &str) -> bool {
    let cell = cell.trim();
    let bare = cell.strip_prefix(':').unwrap_or(cell);
    let bare = bare.strip_suffix(':').unwrap_or(bare);
    !bare.is_empty() && bare.chars().all(|c| c == '-')
}

/// How many cells a line of a table has.
pub fn cells(line: &str) -> usize {
    let inner = line.strip_prefix('|').unwrap_or(line);
    let inner = inner
        .strip_suffix('|')
        .filter(|rest| !rest.ends_with('\\'))
        .unwrap_or(inner);
    let mut escaped = false;
    let bars = inner.chars().filter(|c| {
        let bar = *c == '|' && !escaped;
        escaped = *c == '\\' && !escaped;
        bar
    });
    bars.count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bold_beside_japanese_signs_is_bold() {
        let shown = |text: &str| {
            let found = bold(text);
            let words = |range: &Range<usize>| text[range.clone()].to_owned();
            let pairs: Vec<String> = found.pairs.iter().map(words).collect();
            (pairs, found.open.len())
        };
        let all = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
        for (text, pairs, open) in [
            ("**「個人番号」**は、", &["**「個人番号」**"][..], 0),
            (
                "これは**重要（必須）。**次の**記録**も",
                &["**重要（必須）。**", "**記録**"],
                0,
            ),
            ("**甲と **乙** は", &["**乙**"], 1),
            ("甲**乙\n丙**丁", &["**乙\n丙**"], 0),
            ("甲**乙\n\n丙**丁", &[], 2),
            ("***強調***と**太字**", &["**強調**", "**太字**"], 0),
            ("2**3と4 ** 5、****、＊＊注＊＊、\\**甲", &[], 0),
            ("氏名**\n**続柄を含む。", &[], 0),
            ("氏名*1、*2 住所", &[], 0),
        ] {
            assert_eq!(shown(text), (all(pairs), open), "{text}");
        }
        assert_eq!(shown("なし"), (all(&[]), 0));
    }

    #[test]
    fn tables_and_what_is_nearly_one() {
        let of = |text: &str| {
            let mut tables = tables(text).into_iter();
            tables.next().map(|table| (table.fault, table.uneven.len()))
        };
        assert_eq!(of("| a | b |\n|---|:-:|\n| c | d |\n"), Some((None, 0)));
        assert_eq!(
            of("| a | b |\n|---|---|\n| c | d | e |\n| f |"),
            Some((None, 2))
        );
        assert_eq!(
            of("| a | b |\n|---|---|---|\n"),
            Some((Some(Fault::RuleDiffers(10..23)), 0))
        );
        assert_eq!(of("| a | b |\n| c | d |"), Some((Some(Fault::NoRule), 0)));
        assert_eq!(
            of("|---|---|\n| c | d |"),
            Some((Some(Fault::Elsewhere(0..9)), 0))
        );
        assert_eq!(of("|\n|\nv"), None);
        assert_eq!(of("a | b\n縦棒 | だけ"), None);
    }
}
