//! 太字の「**」や表の「|」、「###」「<br>」のような記号が、そのまま印刷される。
//! Signs of bold, of a table or of other markup are printed as they were typed.
//!
//! ## 何を確認するか
//! 文の欄の太字（`**重要**`）に終わりの「**」があること、「|」で書いた表の2行目に、見出しと同じ列の数の区切りの行（`|---|---|`）があること。
//! 見出しの「###」、「`」で挟んだ語、HTML の「<br>」「&nbsp;」、表計算ソフトの「#REF!」「_x000D_」、文書作成ソフトの「^p」のように、評価書では働かない記号がないこと。
//! 注の印の「*1」「氏名**」、掛け算や累乗の「2*3」「2**3」、全角の「＊」、文の中の「|」は問いません。列の数がそろわない行は S022 が指摘します。
//!
//! ## なぜ
//! 記号のまま公表され、表は読めなくなります。
//!
//! ## 直し方
//! 働かない記号は消します。太字の終わりに「**」を加えます。太字にしないなら「**」を消すか、全角の「＊＊」にします。表は、見出しの行のすぐ下に区切りの行を書きます。
//!
//! ## 例
//! ```yaml
//! 備考: 重要な点は、**次のとおりである。     # 誤
//! 備考: 重要な点は、**次のとおり**である。   # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（太字、表）

use std::ops::Range;

use super::Places;
use crate::assessment::markdown::{self, Fault, Table};
use crate::assessment::value::Value;
use crate::lint::rules::{Context, Levels, OwnText, Rule, Words, grouped};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W019",
    name: "printed-sign",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    of_marks(cx);
    for words in cx.facts.words.iter().filter(|words| !words.repeats) {
        for mark in markdown::bold(words.str()).open {
            let span = words.span(cx.assessment, mark);
            cx.report(&RULE, words.field, span, open_bold(cx.lang));
        }
        // Tables that are items of their own are read by the rules of their shape.
        if !matches!(cx.field(words.field).value, Value::Table(_)) {
            let tables = markdown::tables(words.str());
            tables.iter().for_each(|table| of_table(cx, words, table));
        }
    }
}

/// Markup that means nothing in an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Mark {
    /// 「### 見出し」
    Heading,
    /// 「`語`」
    Code,
    /// 「<br>」
    Tag,
    /// 「&nbsp;」
    Entity,
    /// 「#REF!」, 「_x000D_」
    Sheet,
    /// 「^p」
    Document,
}

/// Tags that nobody types but for what they do.
const TAGS: [&str; 24] = [
    "br", "b", "i", "u", "p", "hr", "li", "ul", "ol", "td", "tr", "th", "div", "span", "font",
    "strong", "em", "table", "small", "sup", "sub", "center", "h1", "h2",
];

/// The markup of a text that is printed as it was typed, in its order.
fn marks(text: &str) -> Vec<(Mark, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = line.trim_end_matches('\n');
        let bare = line.trim_start();
        let signs = bare.len() - bare.trim_start_matches('#').len();
        // A single one is a comment that was taken for text.
        if (2..=6).contains(&signs) && bare[signs..].starts_with([' ', '\u{3000}']) {
            let from = at + line.len() - bare.len();
            found.push((Mark::Heading, from..from + signs));
        }
        for (mark, sign, length) in MARKUP {
            let ranges = ranges(line, *sign, *length);
            found.extend(ranges.map(|range| (*mark, at + range.start..at + range.end)));
        }
    }
    found
}

/// How long markup is at the head of a text that begins with its sign, where it is markup.
type Length = fn(&str) -> Option<usize>;

/// The markup that begins with a sign.
const MARKUP: &[(Mark, char, Length)] = &[
    (Mark::Code, '`', code),
    (Mark::Tag, '<', tag),
    (Mark::Entity, '&', entity),
    (Mark::Sheet, '#', error),
    (Mark::Sheet, '_', escape),
    (Mark::Document, '^', special),
];

/// The places in a line of markup that begins with a sign.
fn ranges(line: &str, sign: char, length: Length) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    line.match_indices(sign).filter_map(move |(at, _)| {
        // 「``」 begins one thing.
        if at < from || sign == '`' && line[..at].ends_with(sign) {
            return None;
        }
        from = at + length(&line[at..])?;
        Some(at..from)
    })
}

fn code(rest: &str) -> Option<usize> {
    let inside = rest.trim_start_matches('`');
    let after = inside[inside.find('`')?..].trim_start_matches('`');
    Some(rest.len() - after.len())
}

fn tag(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('<')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next()?;
    if !TAGS.contains(&name.to_ascii_lowercase().as_str()) {
        return None;
    }
    let after = &inside[name.len()..];
    let end = after.find(|c: char| !c.is_ascii() || c == '<' || c == '>')?;
    let is_tag = after[end..].starts_with('>') && (end == 0 || after.starts_with([' ', '/']));
    is_tag.then(|| rest.len() - after.len() + end + 1)
}

fn entity(rest: &str) -> Option<usize> {
    const NAMES: [&str; 7] = ["nbsp", "amp", "lt", "gt", "quot", "ensp", "emsp"];
    let inside = rest.strip_prefix('&')?;
    let digits = inside.strip_prefix('#').unwrap_or(inside);
    let end = digits.find(|c: char| !c.is_ascii_alphanumeric())?;
    let is_number = digits.len() < inside.len() && end > 0;
    let is_one = digits[end..].starts_with(';') && (is_number || NAMES.contains(&&inside[..end]));
    is_one.then(|| rest.len() - digits.len() + end + 1)
}

/// An error of a spreadsheet: 「#REF!」
fn error(rest: &str) -> Option<usize> {
    const ERRORS: [&str; 8] = [
        "#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!",
    ];
    let error = ERRORS.iter().find(|error| rest.starts_with(**error))?;
    Some(error.len())
}

/// A character as a workbook writes it: 「_x000D_」
fn escape(rest: &str) -> Option<usize> {
    let digits = rest.strip_prefix("_x")?.get(..5)?.strip_suffix('_')?;
    let is_code = digits.chars().all(|c| c.is_ascii_hexdigit());
    is_code.then_some("_x000D_".len())
}

/// What a word processor looks for as a special character: 「^p」
fn special(rest: &str) -> Option<usize> {
    const SIGNS: [&str; 4] = ["^p", "^l", "^t", "^m"];
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign))?;
    let is_word = rest[sign.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
    (!is_word).then_some(sign.len())
}

/// One finding for each kind of markup.
fn of_marks(cx: &mut Context) {
    let all = cx.facts.words.iter().filter(|words| !words.repeats);
    let found = all.flat_map(|words| {
        let marks = marks(words.str()).into_iter();
        marks.map(move |(mark, range)| (mark, (words, range)))
    });
    let groups = grouped(found.collect());
    for (mark, places) in groups {
        let spots: Places = places
            .iter()
            .map(|(words, range)| (words.field, words.span(cx.assessment, range.clone())))
            .collect();
        let Some((words, range)) = places.first() else {
            continue;
        };
        let typed = &words.str()[range.clone()];
        cx.report_all(&RULE, &spots, printed_mark(cx.lang, mark, typed));
    }
}

fn of_table(cx: &mut Context, words: &OwnText, table: &Table) {
    let (Some(head), Some(fault)) = (table.lines.first(), &table.fault) else {
        return;
    };
    let columns = markdown::cells(&words.str()[head.clone()]);
    let line = match fault {
        Fault::NoRule => head,
        Fault::Elsewhere(line) | Fault::RuleDiffers(line) => line,
    };
    let span = words.span(cx.assessment, line.clone());
    cx.report(&RULE, words.field, span, no_table(cx.lang, fault, columns));
}

fn open_bold(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "太字の「**」に終わりがなく、記号のまま印刷される",
        "Bold that begins here ends nowhere, so `**` is printed"
    ))
    .help(say!(
        lang,
        "太字の終わりに「**」を加えてください。太字にしないなら「**」を消します。",
        "Add `**` where bold ends, or delete it."
    ))
}

fn printed_mark(lang: Lang, mark: Mark, typed: &str) -> Words {
    let message = match mark {
        Mark::Heading => say!(
            lang,
            "見出しの記号「{typed}」が、そのまま印刷される",
            "`{typed}` makes no heading here and is printed"
        ),
        Mark::Code => say!(
            lang,
            "「{typed}」の記号が、そのまま印刷される",
            "The signs of `{typed}` are printed"
        ),
        Mark::Tag | Mark::Entity => say!(
            lang,
            "HTML の「{typed}」が、そのまま印刷される",
            "`{typed}` is no HTML here and is printed"
        ),
        Mark::Sheet => say!(
            lang,
            "表計算ソフトの「{typed}」が残っている",
            "`{typed}` of a spreadsheet is left"
        ),
        Mark::Document => say!(
            lang,
            "文書作成ソフトの「{typed}」が残っている",
            "`{typed}` of a word processor is left"
        ),
    };
    let help = match mark {
        Mark::Heading => say!(
            lang,
            "記号を消してください。見出しにするなら、＜　＞などでくくります。",
            "Delete the signs."
        ),
        Mark::Tag if typed.contains("br") => say!(
            lang,
            "消してください。改行は、「|」の下で行を分ければ印刷されます。",
            "Delete it; lines below 「|」 are printed as lines."
        ),
        Mark::Sheet => say!(
            lang,
            "元の表で、ここにあるはずの語を確かめて書き直してください。",
            "Look up in the sheet what should stand here."
        ),
        _ => say!(lang, "記号を消してください。", "Delete the signs."),
    };
    Words::new(message).help(help)
}

fn no_table(lang: Lang, fault: &Fault, columns: usize) -> Words {
    let rule = format!("|{}", "---|".repeat(columns));
    match fault {
        Fault::NoRule => Words::new(say!(
            lang,
            "表の見出しの下に区切りの行がなく、「|」のまま印刷される",
            "No line of dashes is below the head of the table, so its bars are printed"
        ))
        .help(say!(
            lang,
            "この行のすぐ下に「{rule}」の行を加えてください。",
            "Add the line `{rule}` below this one."
        )),
        Fault::Elsewhere(_) => Words::new(say!(
            lang,
            "表の区切りの行が見出しのすぐ下になく、「|」のまま印刷される行がある",
            "The line of dashes is not right below the head of the table"
        ))
        .help(say!(
            lang,
            "見出しの行を一つだけ書き、そのすぐ下に区切りの行を置いてください。",
            "Write one line as the head, and the line of dashes right below it."
        )),
        Fault::RuleDiffers(_) => Words::new(say!(
            lang,
            "表の区切りの行が見出しと合わず、「|」のまま印刷される",
            "The line of dashes does not fit the head of the table, so its bars are printed"
        ))
        .help(say!(
            lang,
            "見出しは{columns}列です。この行を「{rule}」に改めてください。",
            "The head has {columns} columns: write `{rule}`."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_that_means_nothing_here() {
        let typed = |text: &str| -> Vec<String> {
            let found = marks(text).into_iter();
            found.map(|(_, range)| text[range].to_owned()).collect()
        };
        assert_eq!(typed("### 入手の根拠\n本文"), ["###"]);
        assert_eq!(typed("記録を`消去`する。"), ["`消去`"]);
        assert_eq!(
            typed("届ける。<br>次に、<BR/>また<b>太</b>"),
            ["<br>", "<BR/>", "<b>", "</b>"]
        );
        assert_eq!(typed("``消去``、<<b>、&&lt;"), ["``消去``", "<b>", "&lt;"]);
        assert_eq!(typed("甲&nbsp;乙&#12288;丙"), ["&nbsp;", "&#12288;"]);
        for text in [
            "#3 の棚、＃ 番号、5<7、<書庫>、<本市における措置>、A&B; C",
            "[1](a)、[注]（次）、P&D、`",
            "1 < 2 > 0、<br",
            "&#; &nope; &#a b; &amp",
        ] {
            assert_eq!(typed(text), [""; 0], "{text}");
        }
    }
}
