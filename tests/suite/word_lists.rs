//! Japanese words are data: rules, what they share and what compares versions hold no lists of them. That each list of
//! `schemas/terms/lists` is there, is not empty and is used, the compiler proves.

use super::imports::modules;

/// The most words that a list in the code may have.
const MOST: usize = 8;

/// What is longer is a sentence.
const LONGEST: usize = 16;

/// The strings of a text of Rust that stand in one list: between them is nothing but what parts the entries of arrays,
/// tuples, structs, patterns and arms.
fn lists(code: &str) -> Vec<Vec<&str>> {
    let mut found: Vec<Vec<&str>> = Vec::new();
    let mut between = String::from(";");
    let mut rest = code;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        between.push_str(&rest[..at]);
        let (sign, after) = rest[at..].split_at(1);
        rest = match sign {
            "/" if after.starts_with('/') => after.find('\n').map_or("", |end| &after[end..]),
            "\"" => {
                let end = closing(after, '"');
                let parts = between.replace("=>", "").contains(['=', ';', '!', '.']);
                match found.last_mut() {
                    Some(list) if !parts => list.push(&after[..end]),
                    _ => found.push(vec![&after[..end]]),
                }
                between.clear();
                &after[end + 1..]
            }
            // A lifetime has no closing quote.
            "'" if after.starts_with('\\') || after.chars().nth(1) == Some('\'') => {
                &after[closing(after, '\'') + 1..]
            }
            _ => after,
        };
    }
    found
}

/// Where a literal ends.
fn closing(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().find(|(at, c)| {
        let ends = *c == quote && !escaped && (quote == '"' || *at > 0);
        escaped = *c == '\\' && !escaped;
        ends
    });
    end.map_or(text.len() - 1, |(at, _)| at)
}

/// Whether a string is a Japanese word and no message.
fn is_word(text: &str) -> bool {
    let is_japanese = |c| matches!(c, '\u{3041}'..='\u{30FA}' | '\u{3400}'..='\u{9FFF}');
    text.contains(is_japanese) && text.chars().count() <= LONGEST && !text.contains(' ')
}

/// The lists of a text that have too many Japanese words.
fn too_long(code: &str) -> Vec<String> {
    let words = lists(code).into_iter().map(|list| {
        let words = list.into_iter().filter(|text| is_word(text));
        words.collect::<Vec<_>>()
    });
    let long = words.filter(|words| words.len() > MOST);
    long.map(|words| words.join("、")).collect()
}

#[test]
fn the_code_holds_no_lists_of_words() {
    let rooms = ["assessment", "compare", "config", "lint"];
    let modules = modules();
    let of_rooms = modules
        .iter()
        .filter(|(name, _)| rooms.iter().any(|room| name.starts_with(room)));
    let long = of_rooms.flat_map(|(name, code)| {
        let long = too_long(code).into_iter();
        long.map(move |words| format!("{name}: {words}"))
    });
    let long: Vec<String> = long.collect();
    assert!(
        long.is_empty(),
        "put these into schemas/terms/lists:\n{}",
        long.join("\n")
    );
}

#[test]
fn a_list_of_words_is_seen_in_every_form() {
    let words = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"];
    let quoted = words.map(|word| format!("\"{word}\""));
    for (before, joint) in [
        ("const LIST: [&str; 9] = [", ", "),
        ("for word in [", ", // 'tis one\n"),
        ("let pairs = [(", "), ("),
        ("let is_one = matches!(text, ", " | "),
        ("Some(match c { '甲' => ", ", '\\'' => "),
        ("let kinds = [Kind { word: ", " }, Kind { word: "),
        ("say!(cx, \"文\"); let more = [", ", "),
    ] {
        let code = format!("{before}{}", quoted.join(joint));
        assert_eq!(too_long(&code), [words.join("、")], "{code}");
        let code = format!("{before}{}", quoted[1..].join(joint));
        assert_eq!(too_long(&code), [""; 0], "{code}");
    }
    for code in [
        // Other texts than words, and words of several lists.
        format!("let all = [{}]", ["\"ab\""; 9].join(", ")),
        format!("let all = [{}]", ["\"一つの 文\""; 9].join(", ")),
        format!("f({});", quoted.join("); f(")),
        format!("text.contains({})", quoted.join(") || text.contains(")),
        format!("let all = [{}]", ["'甲'"; 9].join(", ")),
    ] {
        assert_eq!(too_long(&code), [""; 0], "{code}");
    }
}
