//! Heads and feet of pages, whose codes (`&P`, `&"font"`) are left out.

/// The words of a head or foot; none where it only counts pages.
pub(super) fn words(code: &str) -> Option<String> {
    let mut out = String::new();
    let mut counted = false;
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '&' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('&') => out.push('&'),
            Some('"') => while chars.next().is_some_and(|c| c != '"') {},
            Some('K') => {
                for _ in 0..6 {
                    chars.next_if(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-'));
                }
            }
            Some('P' | 'N') => counted = true,
            Some('L' | 'C' | 'R') => out.push('\n'),
            Some(c) if c.is_ascii_digit() => while chars.next_if(char::is_ascii_digit).is_some() {},
            _ => {}
        }
    }
    let words: Vec<&str> = out
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    let words = words.join("\n");
    // What stands around a number of pages.
    let around = |c: char| counted && (c.is_whitespace() || "/-－‐（）()".contains(c));
    let words = words.trim_matches(around).to_owned();
    (!counts(&words)).then_some(words)
}

/// Whether words only count pages.
pub(super) fn counts(words: &str) -> bool {
    let mut bare = words.to_lowercase();
    for counting in ["ページ", "頁", "page", "of"] {
        bare = bare.replace(counting, "");
    }
    !bare.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn codes_are_no_words() {
        for (code, expected) in [
            ("&C&P / &N ページ", None),
            ("&L&\"ＭＳ 明朝,標準\"&9○○市&R&D", Some("○○市")),
            ("&C&KFF0000A&&B", Some("A&B")),
            ("&C- &P -", None),
            ("&C○○市 &P / &N", Some("○○市")),
        ] {
            assert_eq!(words(code).as_deref(), expected, "{code}");
        }
    }
}
