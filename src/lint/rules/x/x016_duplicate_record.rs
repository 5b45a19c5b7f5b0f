//! 別添２の一つの区分に、同じ項目が二度ある。
//! An item is listed twice in one group of the recorded items.
//!
//! ## 何を確認するか
//! 別添２の区分ごとに、「項目」に並べた項目名、「本文」に「、」「／」や改行で区切って並べた項目名、「表」の項目の列の名が重なっていないこと。
//! 字の幅や空白の違いは同じものとして数えます。違う区分、本文の違う見出しの下、表の違う分類にある同じ名前は数えません。
//!
//! ## なぜ
//! 記録項目の数が合わなくなり、どちらかが別の項目の書き誤りかもしれません。
//!
//! ## 直し方
//! 一方を消すか、何の項目かが分かるように名前を書き分けます。
//!
//! ## 例
//! ```yaml
//! - 区分: 利用者
//!   項目:
//!     - 氏名
//!     - 生年月日
//!     - 氏名          # 誤: 二度ある
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{numbers, text, the_first};
use crate::assessment::field::FieldId;
use crate::assessment::value::{Table, Value};
use crate::japanese::chars::is_kanji;
use crate::japanese::listing::parts;
use crate::japanese::notation::{fold, has_chars};
use crate::lint::rules::{Context, Levels, Place, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X016",
    name: "duplicate-record",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let list = format!("files[{n}].records");
        for group in numbers(cx, &list) {
            let group = format!("{list}[{group}]");
            if let Some(field) = cx.assessment.find(&format!("{group}.items")) {
                let items = names(cx, field);
                twice(cx, field, &items);
            }
            if let Some((field, said)) = text(cx, &format!("{group}.text")) {
                for items in listed(cx, said) {
                    twice(cx, field, &items);
                }
            }
            if let Some(field) = cx.assessment.find(&format!("{group}.table"))
                && let Value::Table(Table::Markdown(said)) = &cx.field(field).value
            {
                for items in of_table(cx, said) {
                    twice(cx, field, &items);
                }
            }
        }
    }
}

/// The items of a list.
fn names<'a>(cx: &Context<'a>, field: FieldId) -> Vec<(&'a str, Span)> {
    match &cx.field(field).value {
        Value::Texts(items) => items.iter().map(|i| (i.text.trim(), i.span)).collect(),
        _ => Vec::new(),
    }
}

/// What begins a line that names the items below it.
const HEADINGS: [char; 13] = [
    '＜', '<', '〈', '【', '《', '［', '■', '○', '●', '◆', '◇', '□', '◎',
];

/// The items of running text, group by group: a heading, a blank line and a line with a name of its own each begin one, and
/// a name may well come again in another.
fn listed<'a>(cx: &Context, said: &'a Scalar) -> Vec<Vec<(&'a str, Span)>> {
    let mut groups = vec![Vec::new()];
    let mut start = 0;
    for line in said.text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let words = line.trim();
        let begins =
            words.is_empty() || words.starts_with(HEADINGS) || words.ends_with(['：', ':']);
        if begins || words.contains('：') {
            groups.push(Vec::new());
        }
        // 「【利用者】氏名、住所」 has its name before its items.
        let named = words.rfind(['】', '：', '》']);
        let named = named.map(|end| line.len() - line.trim_start().len() + end + '】'.len_utf8());
        let from = named.unwrap_or(0);
        let is_heading =
            begins && named.is_none() || words.contains('。') || words.starts_with('※');
        if is_heading {
            continue;
        }
        let rest = &line[from..];
        let mut within = 0;
        for part in parts(rest) {
            let Some(found) = rest[within..].find(part) else {
                continue;
            };
            let part_at = at + from + within + found;
            within += found + part.len();
            let name = part.trim_start_matches(is_mark);
            let name_at = part_at + part.len() - name.len();
            let name = name.trim_end();
            let span = cx.words(said, name_at..name_at + name.len());
            if let Some(group) = groups.last_mut().filter(|_| !name.is_empty()) {
                group.push((name, span));
            }
        }
    }
    groups
}

/// What may be before an item of a list.
fn is_mark(c: char) -> bool {
    c.is_whitespace() || "・･○●-".contains(c) || ('①'..='⑳').contains(&c)
}

/// The items of a table, each with what is to the left of it in its row.
fn of_table<'a>(cx: &Context, said: &'a Scalar) -> Vec<Vec<(&'a str, Span)>> {
    let mut lines = rows(&said.text).into_iter();
    let Some(head) = lines.next() else {
        return Vec::new();
    };
    let is_number = |cell: &str| {
        matches!(
            fold(cell).as_str(),
            "#" | "no" | "no." | "番号" | "項番" | "連番" | ""
        )
    };
    let title = |range: &Range<usize>| said.text[range.clone()].trim();
    let named = head.iter().position(|cell| title(cell).contains("項目"));
    let first = head.iter().position(|cell| !is_number(title(cell)));
    let Some(column) = named.or(first) else {
        return Vec::new();
    };
    let mut groups: Vec<(String, Vec<(&str, Span)>)> = Vec::new();
    for row in lines {
        let Some(cell) = row.get(column) else {
            continue;
        };
        let name = title(cell);
        // The cells before it say of what it is; numbers do not.
        let of = row[..column].iter().map(title);
        let of: String = of.filter(|cell| cell.contains(is_kanji)).collect();
        if name.contains('-') && name.trim_matches(['-', ':', ' ']).is_empty()
            || !has_chars(name, 2)
        {
            continue;
        }
        let start = cell.start
            + (said.text[cell.clone()].len() - said.text[cell.clone()].trim_start().len());
        let item = (name, cx.words(said, start..start + name.len()));
        match groups.last_mut() {
            Some((known, items)) if *known == of || of.is_empty() => items.push(item),
            _ => groups.push((of, vec![item])),
        }
    }
    groups.into_iter().map(|(_, items)| items).collect()
}

/// The cells of the lines of a table.
fn rows(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bars: Vec<usize> = memchr::memchr_iter(b'|', line.as_bytes()).collect();
        let cells = bars
            .windows(2)
            .map(|pair| start + pair[0] + 1..start + pair[1]);
        found.extend((bars.len() > 1).then(|| cells.collect::<Vec<_>>()));
    }
    found
}

/// Reports the names that a group has twice; a part that was pasted again is one fault.
fn twice(cx: &mut Context, field: FieldId, items: &[(&str, Span)]) {
    let mut seen: FxHashMap<String, Span> = FxHashMap::default();
    let mut again: Vec<(&str, Span, Span)> = Vec::new();
    for (name, span) in items {
        let folded = fold(name);
        if folded.is_empty() {
            continue;
        }
        match seen.get(&folded) {
            Some(first) => again.push((name, *span, *first)),
            None => drop(seen.insert(folded, *span)),
        }
    }
    let Some((name, _, first)) = again.first().copied() else {
        return;
    };
    let lang = cx.lang;
    let names = again.iter().map(|(name, ..)| format!("「{name}」"));
    let words = match again.len() {
        1 => words(lang, name),
        _ => several(lang, &names.collect::<String>()),
    };
    let places: Vec<Place> = again.iter().map(|(_, span, _)| (field, *span)).collect();
    if let Some(finding) = cx.report_all(&RULE, &places, words) {
        finding.related(first, the_first(lang));
    }
}

fn words(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "別添２の同じ区分に「{name}」が二度ある",
        "「{name}」 is listed twice in one group of 別添２"
    ))
    .help(say!(
        lang,
        "一方を消すか、何の項目かが分かるように名前を書き分けてください。",
        "Delete one, or name the two apart."
    ))
}

fn several(lang: Lang, names: &str) -> Words {
    Words::new(say!(
        lang,
        "別添２の同じ区分に二度ある項目がある（{names}）",
        "items are listed twice in one group of 別添２ ({names})"
    ))
    .help(say!(
        lang,
        "同じものを二度写していないか確かめ、一方を消すか、何の項目かが分かるように名前を書き分けてください。",
        "Delete what was pasted twice, or name the two apart."
    ))
}
