//! Parts of a label's words.

/// A label and what stands in brackets at its end.
pub(super) fn name_in_brackets(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end().trim_end_matches('※').trim_end();
    let inner = text.strip_suffix(['）', ')'])?;
    let mut depth = 0;
    for (at, c) in inner.char_indices().rev() {
        match c {
            '）' | ')' => depth += 1,
            '（' | '(' if depth == 0 => return Some((&text[..at], &inner[at + c.len_utf8()..])),
            '（' | '(' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The number after the word of an entry: 3, No.3, (3).
pub(super) fn count(text: &str) -> Option<usize> {
    let text = text.strip_prefix("No.").unwrap_or(text);
    let text = text.trim_matches(['(', ')', ':', '.']);
    let is_number = !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|n| is_number && *n > 0)
}

/// A label without （…） and 【…】.
pub(super) fn without_notes(label: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in label.chars() {
        match c {
            '（' | '(' | '【' => depth += 1,
            '）' | ')' | '】' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(c),
            _ => {}
        }
    }
    kept
}
