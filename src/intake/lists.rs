//! Lists as papers show them: entries by line, by ／, by 、; the groups of 別添２ under their headings.

/// A group of 別添２.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// Its heading.
    pub(super) name: Option<String>,
    /// Its entries.
    pub(super) items: Vec<String>,
    /// Its text, where it is no list.
    pub(super) text: Option<String>,
    /// What is said below it: ※ …
    pub(super) note: Option<String>,
}

/// How long an entry of a list is at most, in characters: what is longer is a text.
const LONGEST_ENTRY: usize = 60;

/// How long an entry is at most where 、 parts it from the next.
const LONGEST_WORD: usize = 25;

/// Brackets around a heading.
const BRACKETS: [(char, char); 6] = [
    ('<', '>'),
    ('＜', '＞'),
    ('〈', '〉'),
    ('《', '》'),
    ('【', '】'),
    ('［', '］'),
];

/// Signs before a heading.
const HEADING_SIGNS: [char; 7] = ['〇', '○', '◯', '●', '■', '◆', '◎'];

/// Signs before an entry.
const BULLETS: [char; 5] = ['・', '･', '•', '-', '－'];

/// The groups of a text of 別添２.
pub(super) fn groups(text: &str) -> Vec<Group> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .collect();
    let signs = signs_of_headings(&lines);
    let mut parts: Vec<(Option<&str>, Vec<&str>)> = Vec::new();
    for line in lines {
        match heading(line, &signs) {
            Some(name) => parts.push((Some(name), Vec::new())),
            None => match parts.last_mut() {
                Some((_, lines)) => lines.push(line),
                None => parts.push((None, vec![line])),
            },
        }
    }
    let groups = parts.into_iter().map(|(name, lines)| Group {
        name: name.map(str::to_owned),
        ..group(&lines)
    });
    groups.collect()
}

/// The entries of a list of texts: by line, without the signs before them.
pub(super) fn entries(text: &str) -> Vec<String> {
    let lines = text.lines().map(bare).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// A group whose heading is known.
fn group(lines: &[&str]) -> Group {
    let (notes, lines): (Vec<&str>, Vec<&str>) =
        lines.iter().partition(|line| line.starts_with('※'));
    let joined = |lines: &[&str]| (!lines.is_empty()).then(|| lines.join("\n"));
    let is_text = |line: &&str| line.contains('。') || line.chars().count() > LONGEST_ENTRY;
    let parts: Vec<Vec<&str>> = lines.iter().map(|line| parts(line)).collect();
    let parted = parts.iter().any(|parts| parts.len() > 1);
    let has_text = lines
        .iter()
        .zip(&parts)
        .any(|(line, p)| p.len() == 1 && is_text(line));
    if has_text || lines.len() == 1 && !parted && lines[0].chars().count() > LONGEST_WORD {
        return Group {
            text: joined(&lines),
            note: joined(&notes),
            ..Group::default()
        };
    }
    let items = parts.into_iter().flatten().map(bare);
    Group {
        items: items
            .filter(|item| !item.is_empty())
            .map(str::to_owned)
            .collect(),
        note: joined(&notes),
        ..Group::default()
    }
}

/// The entries of one line.
fn parts(line: &str) -> Vec<&str> {
    if line.contains('。') {
        return vec![line];
    }
    let by_slash = split(line, &['/', '／']);
    if by_slash.len() > 2 {
        return by_slash;
    }
    let by_comma = split(line, &['、', '，']);
    let short = |part: &&str| part.chars().count() <= LONGEST_WORD;
    if by_comma.len() > 2 && by_comma.iter().all(short) {
        return by_comma;
    }
    vec![line]
}

/// The parts of a line between signs that stand in no brackets.
fn split<'l>(line: &'l str, signs: &[char]) -> Vec<&'l str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in line.char_indices() {
        match c {
            '(' | '（' | '「' | '【' => depth += 1,
            ')' | '）' | '」' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 && signs.contains(&c) => {
                parts.push(line[start..at].trim());
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(line[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// The heading that a line is, without its brackets.
fn heading<'l>(line: &'l str, signs: &[char]) -> Option<&'l str> {
    if line.chars().count() > LONGEST_ENTRY {
        return None;
    }
    let signed = || Some(line.strip_prefix(signs)?.trim());
    in_brackets(line)
        .or_else(signed)
        .filter(|name| !name.is_empty())
}

/// What is between the brackets that are around all of a line.
pub(super) fn in_brackets(line: &str) -> Option<&str> {
    let inner = BRACKETS.iter().find_map(|(open, close)| {
        let inner = line.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains(*close)).then(|| inner.trim())
    });
    inner.filter(|inner| !inner.is_empty())
}

/// The signs that stand before headings: not those that stand before every second line or more, which are signs of entries.
fn signs_of_headings(lines: &[&str]) -> Vec<char> {
    let begin = |sign: &char| lines.iter().filter(|line| line.starts_with(*sign)).count();
    let pairs = |sign: &char| {
        let mut pairs = lines.windows(2);
        pairs.any(|pair| pair.iter().all(|line| line.starts_with(*sign)))
    };
    let all = HEADING_SIGNS.iter().copied();
    all.filter(|sign| begin(sign) * 2 <= lines.len() && !pairs(sign))
        .collect()
}

/// A line without the sign of an entry.
fn bare(line: &str) -> &str {
    line.trim().trim_start_matches(BULLETS).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_have_headings_entries_texts_and_notes() {
        let text = "<貸出システム>\n1. 利用者番号\n2. 氏名\n\n＜照会＞\n- 個人番号\n- 照会区分（実施/未実施）\n※　必要な場合のみ\n\
                    【宛名】\n氏名／住所／生年月日\n【備考】\nこの情報は、毎日取り込む。\n【連絡先】\n電話番号、住所（市外を含む、県外を除く）、氏名";
        let groups = groups(text);
        let names: Vec<&str> = groups.iter().filter_map(|g| g.name.as_deref()).collect();
        assert_eq!(names, ["貸出システム", "照会", "宛名", "備考", "連絡先"]);
        assert_eq!(groups[0].items, ["1. 利用者番号", "2. 氏名"]);
        assert_eq!(groups[1].items, ["個人番号", "照会区分（実施/未実施）"]);
        assert_eq!(groups[1].note.as_deref(), Some("※　必要な場合のみ"));
        assert_eq!(groups[2].items, ["氏名", "住所", "生年月日"]);
        assert_eq!(
            groups[3].text.as_deref(),
            Some("この情報は、毎日取り込む。")
        );
        let last = ["電話番号", "住所（市外を含む、県外を除く）", "氏名"];
        assert_eq!(groups[4].items, last);
    }

    #[test]
    fn a_sign_before_every_line_is_no_heading() {
        let all = groups("○氏名\n○住所\n○電話番号");
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].items.len(), 3);
        let some = groups("〇住民情報\n氏名\n住所\n〇税情報\n税額\n区分");
        assert_eq!(some.len(), 2);
        assert_eq!(some[1].name.as_deref(), Some("税情報"));
        assert_eq!(
            entries("・甲ファイル\n・乙ファイル"),
            ["甲ファイル", "乙ファイル"]
        );
    }
}
