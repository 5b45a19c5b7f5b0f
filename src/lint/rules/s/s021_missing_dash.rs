//! 一覧の「- 」が付いていない。
//! A list is written without its dashes.
//!
//! ## 何を確認するか
//! いくつも並べる項目（使用するシステム、入手元など）の一つ一つの前に「- 」（半角のハイフンと空白）があること。
//!
//! ## なぜ
//! 「- 」がないと、どこまでが一つなのか決まりません。二つ目のシステムの名称は、一つ目の書き直しとみなされます。
//!
//! ## 直し方
//! 一つずつの始まりに「- 」を付け、続く行を空白2つ分だけ字下げします。`hyokasho check --fix` で直せます。
//!
//! ## 例
//! ```yaml
//! 入手方法:   # 誤
//!   紙
//!   専用線
//! 入手方法:   # 正
//!   - 紙
//!   - 専用線
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（一覧）

use super::edits;
use crate::assessment::conform::Problem;
use crate::assessment::field::FieldId;
use crate::assessment::parts_of_list;
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};
use crate::source::{Source, Span};
use crate::yaml::typos::TypoKind;

/// The rule.
pub static RULE: Rule = Rule {
    code: "S021",
    name: "missing-dash",
    levels: Levels::always(Severity::Error),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        match problem {
            Problem::MissingDash {
                field,
                span,
                dashes,
            } => report_missing(cx, *field, *span, dashes),
            Problem::NumberedKeys { field, spans } => report_numbered(cx, *field, spans),
            _ => {}
        }
    }
}

fn report_missing(cx: &mut Context, field: FieldId, span: Span, dashes: &[Span]) {
    let source = cx.assessment.source;
    let run_together = dashes.first().is_some_and(|d| d.start > span.start);
    let name = cx.name(field);
    let words = match laid(source, span) {
        laid @ (Laid::AfterKey | Laid::AfterBar | Laid::InEntry) if dashes.is_empty() => {
            let key = &cx.assessment.definition(cx.field(field)).key;
            on_one_line(cx.lang, (&name, key), &parts(source.slice(span)), laid)
        }
        _ => missing_dash(cx.lang, &name, run_together),
    };
    let (first, edits) = match dashes.first() {
        Some(first) if moved(cx, *first) => (*first, None),
        Some(first) if run_together => (*first, edits::dashed_in_place(source, dashes)),
        Some(first) => (*first, edits::dashed(source, span, dashes)),
        None => {
            let parts = parts(source.slice(span));
            let first = first_word(source, span);
            let bar = bar(source, span).map(|span| Edit {
                span,
                text: String::new(),
            });
            let list = edits::as_list(source, span, &parts);
            (first, Some(bar.into_iter().chain(list).collect()))
        }
    };
    let others = dashes.iter().skip(1).copied();
    let places: Vec<Place> = std::iter::once(first)
        .chain(others)
        .map(|span| (field, span))
        .collect();
    let finding = cx.report_all(&RULE, &places, words);
    if let Some((finding, edits)) = finding.zip(edits) {
        finding.fix(Safety::Safe, edits);
    }
}

/// How several words stand that belong on lines of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Laid {
    /// On the line of their key.
    AfterKey,
    /// As one text, below the bar after their key.
    AfterBar,
    /// On a line that has its dash, or stands below the key.
    InEntry,
    /// Each on its line.
    Lines,
}

fn laid(source: &Source, span: Span) -> Laid {
    let (start, _) = edits::indent(source, span.start);
    let before = source.slice(Span::new(start, span.start)).trim();
    if bar(source, span).is_some() {
        return Laid::AfterBar;
    }
    let is_one_line = !source.slice(span).trim_end().contains('\n');
    if before.ends_with(':') {
        Laid::AfterKey
    } else if is_one_line && parts(source.slice(span)).len() > 1 {
        Laid::InEntry
    } else {
        Laid::Lines
    }
}

/// The bar after a key, with the blank before it, that makes one text of the lines below.
fn bar(source: &Source, text: Span) -> Option<Span> {
    let head = source.slice(Span::new(0, text.start)).trim_end();
    let before = head.trim_end_matches(['-', '+']).strip_suffix(['|', '>'])?;
    let key = before.trim_end_matches(' ');
    key.ends_with(':').then(|| Span::new(key.len(), head.len()))
}

/// Whether a line is indented like nothing around it: then it is not certain what hangs below it.
fn moved(cx: &Context, key: Span) -> bool {
    let source = cx.assessment.source;
    let line = source.line_of(key.start);
    let mut typos = cx.assessment.document.typos.iter();
    typos.any(|t| t.kind == TypoKind::BadIndent && source.line_of(t.span.start) == line)
}

/// The parts of a text that is a list: what a block or quotes put around it belongs to none.
fn parts(text: &str) -> Vec<&str> {
    let text = text.trim_matches(['"', '\'']);
    let inner = match text.strip_prefix(['|', '>']) {
        Some(block) => block.split_once('\n').map_or("", |(_, lines)| lines),
        None => text,
    };
    parts_of_list(inner)
}

/// The line of a text that wants a dash: its first, or the second where the first has one.
fn first_word(source: &Source, span: Span) -> Span {
    let text = source.slice(span);
    let (start, _) = edits::indent(source, span.start);
    let has_dash = source.slice(Span::new(start, span.start)).trim() == "-";
    let skipped = text.find('\n').filter(|_| has_dash).unwrap_or(0);
    let rest = text[skipped..].trim_start();
    let start = span.end - rest.len();
    let line = rest.lines().next().unwrap_or("").trim_end();
    Span::new(start, start + line.len())
}

/// `委託事項1:` `委託事項2:`
fn report_numbered(cx: &mut Context, field: FieldId, spans: &[Span]) {
    let Some(first) = spans.first() else { return };
    let key = &cx.assessment.definition(cx.field(field)).key;
    let written = cx.assessment.source.slice(*first);
    let words = numbered_keys(cx.lang, &cx.name(field), key, written);
    let places: Vec<Place> = spans.iter().map(|span| (field, *span)).collect();
    cx.report_all(&RULE, &places, words);
}

fn missing_dash(lang: Lang, name: &str, run_together: bool) -> Words {
    let message = if run_together {
        say!(
            lang,
            "{name} で、次のものの始まりに「- 」が付いていない",
            "{name}: an entry has no dash and runs into the one above"
        )
    } else {
        say!(
            lang,
            "{name} は一覧なのに、「- 」が付いていない",
            "{name} is a list, but there are no dashes"
        )
    };
    Words::new(message)
        .label(say!(
            lang,
            "この前に「- 」が要る",
            "a dash belongs before this"
        ))
        .help_in_yaml(say!(
            lang,
            "一つずつの始まりに「- 」（半角のハイフンと空白）を付けてください。",
            "Put a dash and a blank before each entry."
        ))
}

/// How many of the lines that are to be written are shown.
const SHOWN: usize = 6;

fn on_one_line(lang: Lang, (name, key): (&str, &str), parts: &[&str], laid: Laid) -> Words {
    let lines: String = parts
        .iter()
        .take(SHOWN)
        .map(|part| format!("\n  - {part}"))
        .collect();
    let more = if parts.len() > SHOWN { "\n  …" } else { "" };
    let message = match laid {
        Laid::AfterKey => say!(
            lang,
            "{name} は一覧なのに、「{key}:」の行に続けて書かれている",
            "{name} is a list, but it is written on the line of its key"
        ),
        Laid::AfterBar => say!(
            lang,
            "{name} は一覧なのに、「{key}: |」の下に一つの文として書かれている",
            "{name} is a list, but it is written as one text below 「{key}: |」"
        ),
        Laid::InEntry | Laid::Lines => say!(
            lang,
            "{name} で、いくつもの選択肢が1行に書かれている",
            "{name}: several options are written on one line"
        ),
    };
    let advice = match laid {
        Laid::AfterKey => say!(
            lang,
            "「{key}:」の次の行から、次のように1行に1つずつ「- 」を付けて書いてください。",
            "Write them from the line after 「{key}:」 on, each on a line with its dash:"
        ),
        Laid::AfterBar => say!(
            lang,
            "「{key}:」の後の「|」を消し、次のように1行に1つずつ「- 」を付けて書いてください。",
            "Delete the bar after 「{key}:」, and write each on a line with its dash:"
        ),
        Laid::InEntry | Laid::Lines => say!(
            lang,
            "次のように1行に1つずつ「- 」を付けて書いてください。",
            "Write each on a line of its own with its dash:"
        ),
    };
    let end = say!(
        lang,
        "`hyokasho check --fix` で直せます。",
        "`hyokasho check --fix` does it."
    );
    Words::new(message).help_in_yaml(format!("{advice}{lines}{more}\n{end}"))
}

fn numbered_keys(lang: Lang, name: &str, key: &str, written: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} が、「- 」の一覧ではなく「{written}」のような番号の見出しで書かれている",
        "{name} is written with numbered keys such as 「{written}」 instead of a list"
    ))
    .help_in_yaml(say!(
        lang,
        "「{key}:」の下に、一つずつ「- 」を付けて並べてください。番号は並びから付きます。",
        "Write them below 「{key}:」, each with a dash; the numbers come from their order."
    ))
}
