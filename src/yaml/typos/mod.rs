//! What is mistyped in Japanese YAML, found line by line before parsing, each with an edit that fixes it.
//!
//! Text pasted from the form's spreadsheet brings full-width colons and blanks, marks that YAML reads as signs
//! of its own, and lines without their indentation. The parser would stop at the first of them with
//! words that mean nothing to an officer, or read something else in silence.

mod block;
mod flow;
mod key;
mod misindented;
mod page;
mod place;
mod scan;
mod unplaced;
mod value;
mod versions;

use super::Feature;
use crate::source::diagnostic::Edit;
use crate::source::{Span, with_line_feeds};

/// Something mistyped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typo {
    /// What it is.
    pub kind: TypoKind,
    /// The characters at fault.
    pub span: Span,
    /// What fixes it; also applied to the copy that is parsed.
    pub edits: Vec<Edit>,
    /// Whether the edits can be applied without a look.
    pub certain: bool,
}

/// Kinds of mistyping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypoKind {
    /// A full-width or no-break blank where YAML wants blanks: indentation, after `-` or `:`.
    WideBlank,
    /// A tab in the indentation.
    Tab,
    /// `：` between a key and its value.
    WideColon,
    /// A known key without any colon after it.
    NoColon,
    /// An option below others of a list, without its dash.
    NoDash,
    /// `版:平成30年5月`
    NoBlankAfterColon,
    /// `-紙`
    NoBlankAfterDash,
    /// Text after ` #` in a plain value is read as a comment.
    CommentInText,
    /// A value that begins with a sign of YAML.
    LeadingSign(char),
    /// A sign of YAML before a known key.
    SignBeforeKey(char),
    /// A value on the line of a key that has keys below it.
    ValueAboveKeys,
    /// `: ` inside a plain value.
    ColonInText,
    /// A lone `-` as a value.
    LoneDash,
    /// `1,000` inside `{ }` or `[ ]`.
    CommaInFlow,
    /// A quote that is opened and not closed.
    UnclosedQuote(char),
    /// A quote at the end of a text that does not begin with one.
    LoneQuote(char),
    /// Text after a closing quote.
    TextAfterQuote,
    /// A text in quotes over several lines that are not indented, as a spreadsheet gives a cell.
    QuotedLines,
    /// A value in `{ }` without any key.
    BareBraces,
    /// `[` or `{` that is not closed.
    UnclosedBracket(char),
    /// Text on the line of `|`.
    TextAfterBar,
    /// `｜` where `|` is meant.
    WideBar,
    /// `＃` before a comment.
    WideHash,
    /// `・` in the place of the dash of an entry, or before a key.
    ListMark(char),
    /// The first line of a block, indented more than the lines below it.
    DeepFirstLine,
    /// Lines of a block that are indented less than its first line, or blank ones at its head that are longer.
    UnevenBlock,
    /// A line at the end of a block without its indentation.
    OutdentedLine,
    /// A line that is neither a key nor an entry nor part of a text.
    StrayLine,
    /// Two versions between marks of a conflict; the first is read.
    Conflict,
    /// A key or entry indented like nothing around it.
    BadIndent,
    /// A feature of YAML that is refused and that the copy can do without.
    Refused(Feature),
    /// A character that can't be seen, where YAML reads it as something else or not at all; a carriage return alone,
    /// which ends a line.
    Hidden,
}

/// The words of the form by which a line is understood.
pub trait FormWords: Sync {
    /// Whether a text is a key of the form.
    fn is_key(&self, text: &str) -> bool;

    /// Whether a text is an option of the form.
    fn is_option(&self, text: &str) -> bool;

    /// Whether a key may be below another, none being the outermost level: then whether in the entries of a list.
    fn below(&self, above: Option<&str>, key: &str) -> Option<bool> {
        let _ = (above, key);
        None
    }

    /// Whether a key, below another, has a list of texts or of options.
    fn lists_texts(&self, above: Option<&str>, key: &str) -> bool {
        let _ = (above, key);
        false
    }
}

/// Keys alone.
impl<F: Fn(&str) -> bool + Sync> FormWords for F {
    fn is_key(&self, text: &str) -> bool {
        self(text)
    }

    fn is_option(&self, _: &str) -> bool {
        false
    }
}

/// Finds all typos of a text, in its order.
pub fn find(text: &str, words: &dyn FormWords) -> Vec<Typo> {
    let lines = with_line_feeds(text);
    let scanner = scan::Scanner::new(&lines, words);
    let newline = scanner.page.newline;
    let mut typos = scanner.run();
    let mut fixed: Vec<Span> = typos
        .iter()
        .flat_map(|t| t.edits.iter().map(|e| e.span))
        .collect();
    fixed.sort_unstable();
    let is_fixed = |at: usize| {
        let before = fixed.partition_point(|span| span.start <= at);
        fixed[..before].last().is_some_and(|span| at < span.end)
    };
    let hidden = refused(text).filter(|(at, c)| {
        let breaks = *c == '\r' && text[at + 1..].starts_with('\n');
        !breaks && !is_fixed(*at)
    });
    typos.extend(hidden.map(|(at, c)| {
        let span = Span::new(at, at + c.len_utf8());
        Typo {
            kind: TypoKind::Hidden,
            span,
            edits: vec![Edit {
                span,
                text: if c == '\r' { newline } else { "" }.into(),
            }],
            // What office software writes for a line break inside a cell.
            certain: !matches!(c, '\u{B}' | '\u{C}'),
        }
    }));
    typos.sort_by_key(|typo| typo.span);
    without_other_end(&mut typos);
    typos
}

/// The other end of a quote that nothing closed in time is no fault of its own.
fn without_other_end(typos: &mut Vec<Typo>) {
    let mut open = None;
    typos.retain(|typo| match typo.kind {
        TypoKind::UnclosedQuote(quote) => {
            open = Some(quote);
            true
        }
        TypoKind::LoneQuote(quote) => open.take_if(|open| *open == quote).is_none(),
        _ => true,
    });
}

/// Characters that YAML allows nowhere: control characters, byte order marks inside the text, lone carriage returns.
pub(super) fn is_refused(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
    )
}

/// All of them in a text. It is searched by bytes, most of them by the processor's wide registers: each of its
/// characters would be looked at otherwise, and hardly any text has one.
fn refused(text: &str) -> impl Iterator<Item = (usize, char)> {
    let is_control = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n');
    let chunks = text.as_bytes().chunks(4096).enumerate();
    let chunks = chunks.filter(move |(_, c)| c.iter().fold(false, |any, b| any | is_control(b)));
    let controls = chunks.flat_map(move |(n, chunk)| {
        let at = chunk.iter().enumerate().filter(move |(_, b)| is_control(b));
        at.map(move |(i, _)| n * 4096 + i)
    });
    // The others begin with these bytes; after EF, which begins all full-width signs, the second byte decides.
    let others = memchr::memchr3_iter(0x7F, 0xC2, 0xEF, text.as_bytes());
    let others = others.filter(|at| {
        let bytes = &text.as_bytes()[*at..];
        bytes[0] != 0xEF || matches!(bytes.get(1), Some(0xBB | 0xBF))
    });
    let found = controls.chain(others);
    let found = found.filter_map(|at| Some((at, text.get(at..)?.chars().next()?)));
    found.filter(|(_, c)| is_refused(*c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::edit;

    fn kinds(text: &str) -> Vec<TypoKind> {
        let keys = [
            "版",
            "様式",
            "表紙",
            "評価書名",
            "公表日",
            "備考",
            "内容",
            "入手方法",
            "使用者数",
            "その他",
        ];
        find(text, &|key: &str| keys.contains(&key.trim()))
            .into_iter()
            .map(|t| t.kind)
            .collect()
    }

    fn fixed(text: &str) -> String {
        let keys = [
            "版",
            "様式",
            "表紙",
            "評価書名",
            "公表日",
            "備考",
            "内容",
            "入手方法",
            "使用者数",
            "その他",
        ];
        let typos = find(text, &|key: &str| keys.contains(&key.trim()));
        let edits: Vec<_> = typos.into_iter().flat_map(|t| t.edits).collect();
        edit::apply(text, &edits).text
    }

    #[test]
    fn characters_that_yaml_refuses_are_found_wherever_they_are() {
        let far = "あ".repeat(3000);
        let text = format!("\u{7}{far}\u{FEFF}\t\n\r\n（\u{7F}￥\u{85}\u{9F}{far}\u{1B}\u{FFFF}ﻀ");
        let all = text.char_indices().filter(|(_, c)| is_refused(*c));
        let all: Vec<_> = all.collect();
        let mut found: Vec<_> = refused(&text).collect();
        found.sort_unstable();
        assert_eq!((found.len(), &found), (7, &all));
    }

    #[test]
    fn clean_text_has_no_traps() {
        let text = "様式: 全項目評価書  # 印\n表紙:\n  評価書名: |\n    ：全角：\n\n      - 字下げ: ok\n    ①#\n  公表日: \"2025-04-21\"\n入手方法:\n- 紙\n- その他: {備考: a, 内容: 'b'}\n- - x\n# c\n備考: [紙, 専用線]\n";
        assert_eq!(kinds(text), []);
    }

    #[test]
    fn wide_colons_and_blanks() {
        assert_eq!(kinds("版：平成30年5月\n"), [TypoKind::WideColon]);
        assert_eq!(fixed("版：　平成30年5月\n"), "版: 平成30年5月\n");
        assert_eq!(kinds("版:平成30年5月\n"), [TypoKind::NoBlankAfterColon]);
        assert_eq!(fixed("版:　平成30年5月\n"), "版: 平成30年5月\n");
        assert_eq!(fixed("表紙:\n　公表日: x\n"), "表紙:\n  公表日: x\n");
        assert_eq!(fixed("表紙:\n\t公表日: x\n"), "表紙:\n  公表日: x\n");
        assert_eq!(
            fixed("入手方法:\n  -　紙\n  -紙\n"),
            "入手方法:\n  - 紙\n  - 紙\n"
        );
    }

    #[test]
    fn values_that_yaml_would_misread() {
        assert_eq!(fixed("備考: -\n"), "備考: \"-\"\n");
        assert_eq!(fixed("備考: *注\n"), "備考: |\n  *注\n");
        assert_eq!(fixed("備考: 額: 300円\n"), "備考: |\n  額: 300円\n");
        assert_eq!(fixed("備考: |本文\n"), "備考: |\n  本文\n");
        assert_eq!(kinds("備考: 番号 #3\n"), [TypoKind::CommentInText]);
        assert_eq!(
            kinds("備考: \"12\n公表日: x\n"),
            [TypoKind::UnclosedQuote('"')]
        );
        assert_eq!(
            kinds("入手方法: [紙, 専用線\n公表日: x\n"),
            [TypoKind::UnclosedBracket('[')]
        );
        assert_eq!(
            fixed("a: {使用者数: 1,000人以上, 備考: x}\n"),
            "a: {使用者数: \"1,000人以上\", 備考: x}\n"
        );
        assert_eq!(kinds("備考: [ ○ ] 紙\n"), [TypoKind::LeadingSign('[')]);
        assert_eq!(kinds("備考: \"12\"号\n"), [TypoKind::TextAfterQuote]);
    }

    #[test]
    fn lines_that_lost_their_place() {
        assert_eq!(
            fixed("備考: |\n  a\n①b\n公表日: x\n"),
            "備考: |\n  a\n  ①b\n公表日: x\n"
        );
        assert_eq!(
            fixed("表紙:\n  内容: |\n      a\n      b\n     c\n"),
            "表紙:\n  内容: |\n      a\n      b\n      c\n"
        );
        assert_eq!(
            fixed("表紙:\n  版: a\n   公表日: x\n"),
            "表紙:\n  版: a\n  公表日: x\n"
        );
        assert_eq!(
            fixed("表紙:\n  版: a\n 公表日: x\n"),
            "表紙:\n  版: a\n  公表日: x\n"
        );
        assert_eq!(
            kinds("版: a\nこの行は見出しではない。\n"),
            [TypoKind::StrayLine]
        );
        assert_eq!(fixed("備考: |\n　a\n　b\n"), "備考: |\n  a\n  b\n");
    }

    #[test]
    fn forgotten_and_superfluous_signs() {
        assert_eq!(fixed("版 平成\n公表日: x\n"), "版: 平成\n公表日: x\n");
        assert_eq!(fixed("表紙\n  公表日: x\n"), "表紙:\n  公表日: x\n");
        assert_eq!(fixed("公表目：x\n版: y\n"), "公表目: x\n版: y\n");
        assert_eq!(fixed("版：: x\n"), "版: x\n");
        assert_eq!(fixed("表紙:\n  ]公表日: x\n"), "表紙:\n  公表日: x\n");
        assert_eq!(
            fixed("表紙: x\n  版: a\n  公表日: x\n"),
            "表紙: \n  版: a\n  公表日: x\n"
        );
        assert_eq!(
            fixed("入手方法:\n  - 紙\n  専用線\n"),
            "入手方法:\n  - 紙\n  - 専用線\n"
        );
        assert_eq!(
            fixed("版: \"x\"　\n備考: |　\n  a\n"),
            "版: \"x\"\n備考: |\n  a\n"
        );
        assert_eq!(fixed("表紙:　\n  版: x\n"), "表紙:\n  版: x\n");
        assert_eq!(fixed("版: a\u{7}b\u{FEFF}\n"), "版: ab\n");
    }

    #[test]
    fn signs_of_another_width() {
        assert_eq!(
            fixed("備考: ｜\n  a\n  b\n版: x\n"),
            "備考: |\n  a\n  b\n版: x\n"
        );
        assert_eq!(kinds("備考: ｜\n版: x\n"), []);
        assert_eq!(
            fixed("版: x\n＃覚え\n備考: y\n"),
            "版: x\n# 覚え\n備考: y\n"
        );
        assert_eq!(
            fixed("表紙:\n  ＃ 覚え\n  備考: y\n"),
            "表紙:\n  # 覚え\n  備考: y\n"
        );
        assert_eq!(
            fixed("表紙:\n  ・ 版: x\n  ・備考: y\n"),
            "表紙:\n  版: x\n  備考: y\n"
        );
        assert_eq!(
            fixed("表紙:\n  - 版: x\n  ・備考: y\n"),
            "表紙:\n  - 版: x\n  - 備考: y\n"
        );
    }

    #[test]
    fn cells_of_a_spreadsheet_are_texts_of_several_lines() {
        assert_eq!(
            fixed("備考: \"a。\n　b、\"\"c\"\"\n\nd。\"\n版: x\n"),
            "備考: |\n  a。\n  　b、\"c\"\n\n  d。\n版: x\n"
        );
        assert_eq!(
            kinds("備考: \"a\nb\n版: x\"\n"),
            [TypoKind::UnclosedQuote('"'), TypoKind::StrayLine]
        );
    }

    #[test]
    fn what_is_above_all_keys_is_no_assessment() {
        for line in [
            "  以下に示す。",
            "以下に示す。",
            "\"a\"",
            "[]",
            "[x](a)b",
            "  - a",
            "- a",
        ] {
            assert_eq!(
                kinds(&format!("{line}\n版: x\n備考: y\n")),
                [TypoKind::StrayLine],
                "{line}"
            );
        }
    }

    #[test]
    fn notes_among_entries_are_no_entries() {
        let list = "入手方法:\n  - 版: x\n  ※ 予定\n  - 版: y\n";
        assert_eq!(kinds(list), [TypoKind::StrayLine]);
    }

    #[test]
    fn lone_carriage_returns_end_lines() {
        assert_eq!(
            fixed("版: x\n# 覚え\r備考: y\r\n"),
            "版: x\n# 覚え\r\n備考: y\r\n"
        );
        assert_eq!(
            fixed("表紙:\n  版: x\r  備考: y\n"),
            "表紙:\n  版: x\n  備考: y\n"
        );
    }

    #[test]
    fn comments_and_features_are_left_to_the_parser() {
        assert_eq!(kinds("表紙:  # 覚え書き\n  版: x\n"), []);
        assert_eq!(kinds("表紙: # 覚え書き\n  版: x\n"), []);
        for opens in [":", ":  # 覚え書き", ": # a: b", ": |  # 覚え書き"] {
            let below = "      版: x\n      備考: y\n";
            assert_eq!(
                kinds(&format!("表紙:\n  備考:\n    備考{opens}\n{below}")),
                []
            );
            assert_eq!(
                kinds(&format!("表紙:\n  備考{opens}\n{below}  版: x\n")),
                []
            );
            assert_eq!(kinds(&format!("備考{opens}\n{below}")), []);
            assert_eq!(
                kinds(&format!("- 備考{opens}\n{below}  版: x\n- 備考: x\n")),
                []
            );
        }
        assert_eq!(kinds("表紙:\n  -  # 一\n    版: x\n    備考: y\n"), []);
        assert_eq!(kinds("表紙: &a\n  版: x\n備考: *a\n"), []);
        assert_eq!(kinds("備考: *a\n"), [TypoKind::LeadingSign('*')]);
        assert_eq!(kinds("版: !!str 012\n"), []);
        assert_eq!(kinds("備考: !重要\n"), [TypoKind::LeadingSign('!')]);
        assert_eq!(
            kinds("版: x\n---\n備考: y\n"),
            [TypoKind::Refused(Feature::SecondDocument)]
        );
    }

    #[test]
    fn texts_that_go_on_are_fixed_as_a_whole() {
        assert_eq!(
            fixed("備考: *a\n     b\n版: x\n"),
            "備考: |\n  *a\n  b\n版: x\n"
        );
        assert_eq!(fixed("備考: a\n  注: b\n"), "備考: |\n  a\n  注: b\n");
        assert_eq!(fixed("備考: |a\n   b\n"), "備考: |\n  a\n  b\n");
        assert_eq!(fixed("備考: |5年\n"), "備考: |\n  5年\n");
        assert_eq!(
            fixed("備考: | a | b |\n  |-|-|\n"),
            "備考: |\n  | a | b |\n  |-|-|\n"
        );
        assert_eq!(
            fixed("備考: \"a\n  b\n版: x\n"),
            "備考: \"a\n  b\"\n版: x\n"
        );
        assert_eq!(
            fixed("備考: [a, {b: c\n版: x\n"),
            "備考: [a, {b: c}]\n版: x\n"
        );
        assert_eq!(fixed("備考: a: b\r\n"), "備考: |\r\n  a: b\r\n");
        assert_eq!(fixed("備考: a: b  # c\n"), "備考: |  # c\n  a: b\n");
    }

    #[test]
    fn the_line_at_fault_is_moved_and_not_its_neighbours() {
        assert_eq!(
            fixed("表紙:\n   版: a\n  公表日: x\n  備考: y\n"),
            "表紙:\n  版: a\n  公表日: x\n  備考: y\n"
        );
        assert_eq!(
            fixed("表紙:\n 内容:\n    備考: a\n  版: x\n  公表日: y\n"),
            "表紙:\n  内容:\n    備考: a\n  版: x\n  公表日: y\n"
        );
        assert_eq!(
            fixed("入手方法:\n   - 紙\n  - 専用線\n"),
            "入手方法:\n  - 紙\n  - 専用線\n"
        );
        assert_eq!(
            fixed("備考: |\n    a\n  b\n  c\n"),
            "備考: |\n  a\n  b\n  c\n"
        );
        assert_eq!(fixed("備考: |\n　a\n    b\n"), "備考: |\n    a\n    b\n");
        assert_eq!(
            fixed("備考: |\n  a\n\t\n　\n  b\n"),
            "備考: |\n  a\n\n\n  b\n"
        );
        assert_eq!(fixed("備考:\n・a\n・b\n"), "備考: |\n  ・a\n  ・b\n");
    }
}
