//! A file without its comments: what an office notes for itself stays with it when the YAML goes out with a PDF.

use super::{Content, Document, Node, edit};
use crate::source::diagnostic::Edit;
use crate::source::{Source, Span};

/// The text of a file without its comments. A comment takes the blanks before it along, and its line where there is
/// nothing else on it. None where what is left would not be read as the same; `read` reads a text.
pub fn without_comments(
    source: &Source,
    document: &Document,
    read: &dyn Fn(&Source) -> Document,
) -> Option<String> {
    let text = source.text();
    let cut = |span: Span| {
        let line = source.line_span(source.line_of(span.start));
        let before = text.get(line.start..span.start).unwrap_or_default();
        let is_alone = before.trim().is_empty();
        let start = if is_alone {
            line.start
        } else {
            line.start + before.trim_end_matches([' ', '\t', '\u{3000}']).len()
        };
        // The line that follows begins where this one, with its break, has ended.
        let next = source.line_span(source.line_of(span.start) + 1).start;
        let end = if is_alone {
            next.max(span.end)
        } else {
            span.end
        };
        Edit {
            span: Span::new(start, end),
            text: String::new(),
        }
    };
    let edits: Vec<_> = document.comments.iter().map(|c| cut(c.span)).collect();
    let bare = edit::apply(text, &edits).text;
    let again = read(&Source::new(source.name(), bare.as_str()));
    let is_same = again.comments.is_empty() && same(&again.root, &document.root);
    is_same.then_some(bare)
}

/// Whether two trees say the same, wherever it is written.
fn same(one: &Node, other: &Node) -> bool {
    match (&one.content, &other.content) {
        (Content::Blank, Content::Blank) => true,
        (Content::Scalar(one), Content::Scalar(other)) => one.text == other.text,
        (Content::Map(one), Content::Map(other)) => {
            let pairs = one.iter().zip(other);
            one.len() == other.len()
                && pairs.fold(true, |all, (a, b)| {
                    all && a.key.text == b.key.text && same(&a.value, &b.value)
                })
        }
        (Content::Seq(one), Content::Seq(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same(a, b))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment;

    fn bare(text: &str) -> Option<String> {
        let source = Source::new("a.yaml", text);
        without_comments(&source, &assessment::read(&source), &assessment::read)
    }

    #[test]
    fn comments_go_and_all_else_stays() {
        for (text, expected) in [
            ("# 覚え\n様式: 全項目評価書\n", "様式: 全項目評価書\n"),
            ("版: x  # 後で見る\n表紙:\n", "版: x\n表紙:\n"),
            (
                "表紙: # a\n  # b\n  評価書番号: \"1 # 2\" # c\n",
                "表紙:\n  評価書番号: \"1 # 2\"\n",
            ),
            (
                "備考: | # 注\n  # 本文\n  あ # 本文\n# 終わり",
                "備考: |\n  # 本文\n  あ # 本文\n",
            ),
            (
                "備考: >\n  あ\n\n# 間\n公表日: い\n",
                "備考: >\n  あ\n\n公表日: い\n",
            ),
            (
                "版: x  # あ\r\n# い\r\n表紙: う\r\n",
                "版: x\r\n表紙: う\r\n",
            ),
            ("様式: 全項目評価書\n", "様式: 全項目評価書\n"),
            ("- [a, # 一\n   b] # 二\n", "- [a,\n   b]\n"),
        ] {
            assert_eq!(bare(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_worked_examples_say_the_same_without_comments() {
        for text in [
            include_str!("../../assessments/kakuu-yobosesshu.yaml"),
            include_str!("../../assessments/kakuu-jido-teate.yaml"),
        ] {
            let noted: String = text
                .lines()
                .map(|line| {
                    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
                    if line.trim_end().ends_with(':') {
                        format!("{indent}# 覚え\n{line} # 覚え\n")
                    } else {
                        format!("{line}\n")
                    }
                })
                .collect();
            assert_eq!(bare(&noted), bare(text));
        }
    }
}
