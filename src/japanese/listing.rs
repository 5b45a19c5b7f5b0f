//! Items that a text lists: 接種日／接種区分／ロット番号.

/// The items of a text: parted by 「/」 and line breaks, by 「、」 where there is neither, never inside brackets.
pub fn parts(text: &str) -> Vec<&str> {
    let strong = cut(text, |c| matches!(c, '/' | '／' | '\n'));
    let found: Vec<&str> = strong
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .collect();
    match found.as_slice() {
        [only] => cut(only, |c| c == '、'),
        _ => found,
    }
}

fn cut(text: &str, at: impl Fn(char) -> bool) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (offset, c) in text.char_indices() {
        match c {
            '（' | '(' | '「' | '［' | '[' => depth += 1,
            '）' | ')' | '」' | '］' | ']' => depth = depth.saturating_sub(1),
            // A line ends all brackets that were left open.
            '\n' if at('\n') => {
                depth = 0;
                found.push(&text[start..offset]);
                start = offset + 1;
            }
            c if depth == 0 && at(c) => {
                found.push(&text[start..offset]);
                start = offset + c.len_utf8();
            }
            _ => {}
        }
    }
    found.push(&text[start..]);
    found
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn items_are_parted_outside_brackets() {
        assert_eq!(parts("氏名/住所\n続柄"), ["氏名", "住所", "続柄"]);
        assert_eq!(parts("氏名、住所"), ["氏名", "住所"]);
        assert_eq!(
            parts("4情報（氏名、住所）、続柄"),
            ["4情報（氏名、住所）", "続柄"]
        );
    }
}
