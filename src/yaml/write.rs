//! Text as YAML writes it: plain where every YAML tool reads it back as it is, else a block or quotes.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

/// Longer texts are in a block, in columns.
const WIDE: usize = 80;

/// Signs that begin something else than a plain text, or look like it.
const SIGNS: &str = "-?:,[]{}#&*!|>'\"%@`~=.※：";

/// Words that other tools read as yes, no or nothing.
const RETYPED: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// What is after the colon of a key: ` text`, or ` |` with the lines below it, indented by `indent` blanks more
/// than the key's own `key_indent`. Lines end with `newline`; the last one has none.
pub fn value(text: &str, key_indent: usize, newline: &str) -> String {
    value_in(text, key_indent, 2, newline)
}

/// As [`value`], where the lines of a block are indented by another number of blanks more than the key.
pub fn value_in(text: &str, key_indent: usize, step: usize, newline: &str) -> String {
    if is_plain(text) {
        return format!(" {text}");
    }
    if text.is_ascii() && !text.contains('\n') || !fits_block(text) {
        return format!(" {}", quoted(text));
    }
    let first = text.split('\n').next().unwrap_or_default();
    // Blanks at its head would be taken for its indentation.
    let head = if first.starts_with([' ', '\t']) {
        format!(" |{step}")
    } else {
        " |".to_owned()
    };
    let blanks = " ".repeat(key_indent + step);
    let lines = text.split('\n').map(|line| match line {
        "" => newline.to_owned(),
        line => format!("{newline}{blanks}{line}"),
    });
    std::iter::once(head).chain(lines).collect()
}

/// `key: text`, or the key alone, as a line of its own.
pub fn line(out: &mut String, key: &str, text: Option<&str>, indent: usize) {
    let text = text.map_or_else(String::new, |text| value(text, indent, "\n"));
    let _ = writeln!(out, "{:indent$}{key}:{text}", "");
}

/// Lines of keys as one entry of a list: a dash before the first key; comments above it stand above the dash.
pub fn dashed(lines: &str, dash: usize) -> String {
    let mut out = String::with_capacity(lines.len() + 2);
    let mut is_head = true;
    for line in lines.split_inclusive('\n') {
        let inner = line.trim_start_matches(' ');
        if is_head && inner.starts_with('#') {
            let _ = write!(out, "{:dash$}{inner}", "");
        } else if is_head {
            let _ = write!(out, "{:dash$}- {inner}", "");
            is_head = false;
        } else {
            out.push_str(line);
        }
    }
    if is_head {
        let _ = writeln!(out, "{:dash$}-", "");
    }
    out
}

/// The rows of a table, each with a dash before its first cell.
pub fn rows(out: &mut String, rows: &[Vec<(String, String)>], dash: usize) {
    for row in rows {
        let mut lines = String::new();
        for (column, cell) in row {
            let cell = Some(cell.as_str()).filter(|cell| !cell.is_empty());
            line(&mut lines, &key(column), cell, dash + 2);
        }
        out.push_str(&dashed(&lines, dash));
    }
}

/// Words of others as a key: in quotes where they could be taken for something else.
pub fn key(words: &str) -> String {
    let written = value(words, 0, "\n");
    match written.strip_prefix(' ') {
        Some(plain) if !plain.starts_with('|') => plain.to_owned(),
        _ => serde_json::to_string(words).unwrap_or_default(),
    }
}

fn is_plain(text: &str) -> bool {
    let ends_plainly = !text.ends_with([':', '：', '\'', '"']) && text.trim() == text;
    let starts_plainly = !text.starts_with(|c| SIGNS.contains(c));
    let number = text.is_ascii() && text.starts_with(|c: char| c.is_ascii_digit() || c == '+');
    let retyped = number || RETYPED.contains(&text.to_ascii_lowercase().as_str());
    !text.is_empty()
        && starts_plainly
        && ends_plainly
        && !retyped
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains(['：', '\t', '[', ']', '{', '}'])
        && !text.chars().any(needs_escape)
        && text.width() <= WIDE
}

/// Characters that no block holds as they are: controls, and line breaks of other worlds.
fn needs_escape(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
        )
}

/// Whether a `|` block holds a text as it is.
pub fn fits_block(text: &str) -> bool {
    let unfit = |c: char| needs_escape(c) && c != '\n' && c != '\t';
    let blank = |line: Option<&str>| line.is_none_or(|line| line.trim().is_empty());
    !blank(text.split('\n').next()) && !blank(text.rsplit('\n').next()) && !text.contains(unfit)
}

/// A text in double quotes, on one line.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if needs_escape(c) && (c as u32) < 0x100 => {
                out.push_str(&format!("\\x{:02X}", c as u32))
            }
            c if needs_escape(c) => out.push_str(&format!("\\u{:04X}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::Source;
    use crate::yaml::{self, Content};

    fn read_back(text: &str, newline: &str) -> Option<String> {
        // Below a key without a value, and above one: what stands around a text must not change what it is.
        let written = [
            "表紙:".to_owned(),
            "  評価書番号:".to_owned(),
            format!("  特記事項:{}", value(text, 2, newline)),
            "  公表日:".to_owned(),
            "基本情報:".to_owned(),
            "  使用するシステム:".to_owned(),
            "    - システムの名称:".to_owned(),
            format!("      システムの機能:{}", value(text, 6, newline)),
            String::new(),
        ]
        .join(newline);
        let keys = [
            "評価書番号",
            "特記事項",
            "公表日",
            "使用するシステム",
            "システムの名称",
            "システムの機能",
        ];
        let document = yaml::read(&Source::new("a.yaml", written), &|key: &str| {
            keys.contains(&key)
        });
        let clean = document.typos.is_empty() && document.problems.is_empty();
        let [cover, basic] = document.root.entries() else {
            return None;
        };
        let first = cover.value.entries().get(1)?.value.scalar()?;
        let Content::Seq(systems) = &basic.value.entries().first()?.value.content else {
            return None;
        };
        let second = systems.first()?.entries().get(1)?.value.scalar()?;
        (clean && first.text == second.text).then(|| first.text.clone())
    }

    #[test]
    fn texts_come_back_as_they_were() {
        for text in [
            "事後",
            "（右記を追加）",
            "-",
            "－",
            "※印の項目",
            "番号 #3",
            "手数料額: 1件につき300円",
            "  字下げ",
            "　字下げ\n　二行目",
            "末尾の空白  ",
            "一行目  \n\n三行目",
            "012",
            "2025-04-21",
            "no",
            "\"引用\"",
            "'引用'",
            "*印",
            "| 番号 | 内容 |",
            "名称：値",
            "[ 10人未満 ]",
            "a\u{7}b",
            "前\u{2028}後",
            "- 一\n- 二",
            "C:\\temp",
            "\n一行目",
            "終わり\n\n",
            "対象:\n期間: 三日",
            "  - \n- ",
            "    - 一\n  - 二",
            "  特記事項: 三\n  公表日: 四",
            "　*\n-",
            "　一\n- 二\n三",
        ] {
            for newline in ["\n", "\r\n"] {
                assert_eq!(read_back(text, newline).as_deref(), Some(text), "{text:?}");
            }
        }
        assert_eq!(value("健康推進課", 4, "\n"), " 健康推進課");
        assert_eq!(value("一\n二", 4, "\n"), " |\n      一\n      二");
        assert_eq!(value("12", 4, "\n"), " \"12\"");
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "[ 　a-z\"'#:|>*&!%@`~\\-\\[\\]{},.0-9（）：※・一-亀\n]{1,30}") {
            prop_assert_eq!(read_back(&text, "\n"), Some(text));
        }
    }
}
