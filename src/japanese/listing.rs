//! Items that a text lists: 接種日／接種区分／ロット番号.

/// From how many items on a line of several is itself a list.
const LIST: usize = 3;

/// The items of a text: parted by 「/」 and line breaks; where there is no 「/」, a line that is a list is parted by bullets
/// after blanks, 「；」, 「、」 or 「，」, whichever of them comes first here. Never inside brackets.
pub fn parts(text: &str) -> Vec<&str> {
    let is_filled = |part: &&str| !part.trim().is_empty();
    let slashed = cut(text, |_, c| matches!(c, '/' | '／')).len() > 1;
    let lines = cut(text, |_, c| matches!(c, '/' | '／' | '\n'));
    let lines: Vec<&str> = lines.into_iter().filter(is_filled).collect();
    let least = match lines.as_slice() {
        [_] => 2,
        _ => LIST,
    };
    if slashed {
        return lines;
    }
    let listed = lines.into_iter().flat_map(|line| {
        let items = of_line(line);
        match items.len() < least {
            true => vec![line],
            false => items,
        }
    });
    listed.collect()
}

/// The items of a line by the first of the marks that parts it.
fn of_line(line: &str) -> Vec<&str> {
    let before = |at: usize| line[..at].chars().next_back();
    let after = |at: usize, c: char| line[at + c.len_utf8()..].chars().next();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let marks: [&dyn Fn(usize, char) -> bool; 4] = [
        &|at, c| matches!(c, '・' | '･') && before(at).is_none_or(char::is_whitespace),
        &|_, c| matches!(c, '；' | ';'),
        &|_, c| c == '、',
        // 「1,000円」 is one.
        &|at, c| c == '，' || c == ',' && !(is_digit(before(at)) && is_digit(after(at, c))),
    ];
    let is_filled = |part: &&str| !part.trim().is_empty();
    let cuts = marks.into_iter().map(|is_mark| {
        let parts = cut(line, is_mark).into_iter().filter(is_filled);
        parts.collect::<Vec<&str>>()
    });
    let mut cuts = cuts.filter(|parts| parts.len() > 1);
    cuts.next().unwrap_or_else(|| vec![line])
}

fn cut(text: &str, is_mark: impl Fn(usize, char) -> bool) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (offset, c) in text.char_indices() {
        match c {
            '（' | '(' | '「' | '［' | '[' => depth += 1,
            '）' | ')' | '」' | '］' | ']' => depth = depth.saturating_sub(1),
            // A line ends all brackets that were left open.
            '\n' if is_mark(offset, c) => {
                depth = 0;
                found.push(&text[start..offset]);
                start = offset + 1;
            }
            c if depth == 0 && is_mark(offset, c) => {
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

    #[test]
    fn items_are_parted_by_the_marks_of_offices() {
        assert_eq!(parts("氏名，住所，額（1,000円単位）").len(), 3);
        assert_eq!(parts("氏名；住所；続柄"), ["氏名", "住所", "続柄"]);
        assert_eq!(parts("・氏名 ・住所　・続柄"), ["氏名 ", "住所　", "続柄"]);
        assert_eq!(parts("【基本】氏名、住所、続柄\n転入、転出の別").len(), 4);
        assert_eq!(parts("転入、転出の別/続柄").len(), 2);
        assert_eq!(parts("開始日・終了日"), ["開始日・終了日"]);
    }
}
