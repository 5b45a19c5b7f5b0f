//! 表の行の列が、ほかの行とそろっていない。
//! The columns of a table's rows differ.
//!
//! ## 何を確認するか
//! 表のすべての行に、ほかの行と同じ列があること。「|」で書いた表では、区切りの数も確かめます。文の欄の中に「|」で書いた表も見ます。
//!
//! ## なぜ
//! 列がずれた表は、値が別の列の下に印刷されます。文の中の「|」が区切りと読まれることもあります。
//!
//! ## 直し方
//! 足りない列を書き足すか、余分な区切りを消します。空の欄も「|  |」と区切りだけは書きます。文の中の「|」は「｜」にします。
//!
//! ## 例
//! ```yaml
//! 別紙:
//!   - 題名: 分館の一覧
//!     表: |
//!       | 番号 | 名称 |
//!       |---|---|
//!       | 1 | 東分館 | 余分 |   # 誤: 列が一つ多い
//!       | 1 | 東分館 |          # 正
//! ```
//!
//! ## 根拠
//! 評価書ファイルの書き方（表）

use crate::assessment::conform::Problem;
use crate::assessment::field::FieldId;
use crate::assessment::markdown::{self, cells};
use crate::assessment::usual;
use crate::assessment::value::{Table, Value};
use crate::lint::rules::{Context, Levels, Rule, Words, grouped};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S022",
    name: "uneven-table-row",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

fn check(cx: &mut Context) {
    let problems = cx.assessment.problems.iter();
    let uneven = problems.filter_map(|problem| match problem {
        Problem::UnevenRow { field, span } => Some((*field, *span)),
        _ => None,
    });
    let mut found: Vec<(FieldId, Vec<Span>)> = grouped(uneven.collect());
    for (id, field) in cx.assessment.fields.iter_enumerated() {
        if let Value::Table(Table::Markdown(text)) = &field.value {
            let rows = uneven_lines(cx, text.span);
            if !rows.is_empty() {
                found.push((id, rows));
            }
        }
    }
    for words in cx.facts.words.iter().filter(|words| !words.repeats) {
        let is_table = matches!(cx.field(words.field).value, Value::Table(_));
        let tables = markdown::tables(words.str()).into_iter();
        let rows = tables.filter(|_| !is_table).flat_map(|table| table.uneven);
        let rows: Vec<Span> = rows.map(|row| words.span(cx.assessment, row)).collect();
        if !rows.is_empty() {
            found.push((words.field, rows));
        }
    }
    for (field, rows) in found {
        report(cx, field, &rows);
    }
}

fn report(cx: &mut Context, field: FieldId, rows: &[Span]) {
    let places = rows.iter().map(|row| (field, first_line(cx, *row)));
    let places: Vec<_> = places.collect();
    let words = words(cx.lang, &cx.name(field));
    cx.report_all(&RULE, &places, words);
}

fn first_line(cx: &Context, span: Span) -> Span {
    let line = cx
        .assessment
        .source
        .line_span(cx.assessment.source.line_of(span.start));
    Span::new(span.start, span.end.min(line.end))
}

/// The lines of a Markdown table that have another number of cells than most.
fn uneven_lines(cx: &Context, table: Span) -> Vec<Span> {
    let source = cx.assessment.source;
    let mut tables: Vec<Vec<(usize, Span)>> = vec![Vec::new()];
    for number in source.line_of(table.start)..=source.line_of(table.end) {
        let line = source.line_span(number);
        let text = source.slice(line);
        let trimmed = text.trim();
        if !trimmed.starts_with('|') || line.start < table.start && trimmed == "|" {
            // Another table may follow after other lines.
            tables.push(Vec::new());
            continue;
        }
        let start = line.start + text.len() - text.trim_start().len();
        let row = (cells(trimmed), Span::new(start, start + trimmed.len()));
        if let Some(rows) = tables.last_mut() {
            rows.push(row);
        }
    }
    let uneven = |rows: &Vec<(usize, Span)>| {
        let usual = usual(rows.iter().map(|(cells, _)| *cells));
        let rows = rows.iter().filter(|(cells, _)| Some(*cells) != usual);
        rows.map(|(_, span)| *span).collect::<Vec<_>>()
    };
    tables.iter().flat_map(uneven).collect()
}

fn words(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} に、列がほかの行とそろっていない行がある",
        "A row of {name} has other columns than the rest"
    ))
    .label(say!(lang, "列がそろっていない", "other columns"))
    .help(say!(
        lang,
        "足りない列を書き足すか、余分な区切りを消してください。空の欄も区切りは書きます。",
        "Add what is missing or delete what is too much; a blank cell keeps its place."
    ))
}
