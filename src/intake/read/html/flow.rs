//! Words of a page: where they run on, line ends are blanks.

use unicode_width::UnicodeWidthChar;

/// Adds words in which line ends and tabs are blanks; a line end between two wide characters is nothing at all.
pub(super) fn push_flowing(text: &mut String, words: &str) {
    let mut blank = false;
    let mut line_end = false;
    for c in words.chars() {
        match c {
            '\n' | '\r' | '\t' => (blank, line_end) = (true, true),
            ' ' => blank = true,
            _ => {
                if blank && needs_blank(text, line_end && is_wide(c)) {
                    text.push(' ');
                }
                text.push(c);
                (blank, line_end) = (false, false);
            }
        }
    }
    if blank && needs_blank(text, line_end) {
        text.push(' ');
    }
}

/// Whether a blank behind a text is one; `line_end`: where it is a line end before a wide character.
fn needs_blank(text: &str, line_end: bool) -> bool {
    let last = text.chars().next_back();
    last.is_some_and(|last| !(matches!(last, ' ' | '\n') || line_end && is_wide(last)))
}

fn is_wide(c: char) -> bool {
    c.width_cjk() == Some(2)
}

/// A text without blanks at the ends of its lines and without empty lines at its ends.
pub(super) fn tidy(text: &str) -> String {
    let blank = |c: char| c.is_ascii_whitespace() || c == '\u{feff}';
    let lines: Vec<&str> = text
        .split('\n')
        .map(|line| line.trim_start_matches(blank).trim_end())
        .collect();
    let full = |line: &&str| !line.trim().is_empty();
    let Some(first) = lines.iter().position(full) else {
        return String::new();
    };
    let last = lines.iter().rposition(full).unwrap_or(first);
    lines[first..=last].join("\n")
}
