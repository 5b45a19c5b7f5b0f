//! Reading the value of a single item: texts, choices, boxes, dates, tables.

use std::collections::BTreeMap;

use super::field::FieldId;
use super::options::{self, Meaning};
use super::problem::{Doubt, NotADate, Problem, Shape};
use super::value::{Checked, Table, Value};
use crate::form::{Form, Item, ItemId, ItemKind};
use crate::japanese::dates::{self, Reading};
use crate::japanese::notation::{fold, is_none_mark, norm_key, number};
use crate::source::Span;
use crate::yaml::{Content, Entry, Node, Scalar};

/// Reads a value that is not blank.
pub(super) fn leaf<'a>(
    form: &Form,
    (id, field): (ItemId, FieldId),
    node: &'a Node,
    problems: &mut Vec<Problem>,
) -> Value<'a> {
    let mut reader = Reader {
        item: &form.items[id],
        id,
        field,
        problems,
    };
    match reader.item.kind {
        ItemKind::Checks => reader.checks(node),
        ItemKind::Table => reader.table(node),
        _ => match &node.content {
            Content::Scalar(text) => reader.scalar(text),
            _ => {
                reader.problems.push(Problem::WrongShape {
                    field,
                    expected: Shape::Text,
                    span: node.span,
                });
                Value::Blank
            }
        },
    }
}

struct Reader<'r> {
    item: &'r Item,
    id: ItemId,
    field: FieldId,
    problems: &'r mut Vec<Problem>,
}

impl Reader<'_> {
    fn scalar<'a>(&mut self, text: &'a Scalar) -> Value<'a> {
        match self.item.kind {
            ItemKind::Choice | ItemKind::ChoiceText => Value::Choice {
                text,
                option: self.option(text),
            },
            ItemKind::Check => self.check(text),
            ItemKind::Count => Value::Count(text, number(&text.text)),
            ItemKind::Date => self.date(text),
            _ => Value::Text(text),
        }
    }

    fn date<'a>(&mut self, text: &'a Scalar) -> Value<'a> {
        let reading = dates::read(&text.text);
        let why = match reading {
            Reading::Date(date) => {
                (date.month_only && self.item.to_the_day).then_some(NotADate::NoDay)
            }
            Reading::Impossible => Some(NotADate::NoSuchDay),
            // The rules for dates in any text report it.
            Reading::Disagrees => None,
            Reading::Other if is_none_mark(&text.text) => None,
            Reading::Other => Some(match dates::period(&text.text) {
                // 「令和8年3月吉日」
                Some((date, _)) if date.month_only && self.item.to_the_day => NotADate::NoDay,
                Some(_) => NotADate::Partly,
                None => NotADate::Other,
            }),
        };
        self.problems.extend(why.map(|why| Problem::NotADate {
            field: self.field,
            span: text.span,
            why,
        }));
        Value::Date(text, reading)
    }

    fn check<'a>(&mut self, text: &'a Scalar) -> Value<'a> {
        if fold(&text.text) == "○" {
            return Value::Check(text);
        }
        self.problems.push(Problem::BadMark {
            field: self.field,
            text: text.text.clone(),
        });
        Value::Blank
    }

    /// The option that a text means; what is no option as it is written becomes a problem. What is certain is read on as
    /// it is meant.
    fn option(&mut self, text: &Scalar) -> Option<usize> {
        match options::look_up(self.item, &text.text) {
            Meaning::Option(option) => Some(option),
            Meaning::None(nearest, doubt) => {
                let is_certain = matches!(doubt, Doubt::Certain | Doubt::Band | Doubt::Count(_));
                self.problems.push(Problem::UnknownOption {
                    field: self.field,
                    span: text.span,
                    text: text.text.clone(),
                    nearest,
                    doubt,
                });
                nearest.filter(|_| is_certain)
            }
        }
    }

    fn checks<'a>(&mut self, node: &'a Node) -> Value<'a> {
        let mut checks = Vec::new();
        match &node.content {
            Content::Scalar(text) => self.single_or_several(text, &mut checks),
            Content::Map(_) => self.without_dashes(node, &mut checks),
            Content::Seq(nodes) => nodes
                .iter()
                .for_each(|node| self.one_box(node, &mut checks)),
            Content::Blank => {}
        }
        self.together(&checks);
        if checks.is_empty() {
            Value::Blank
        } else {
            Value::Checks(checks)
        }
    }

    /// `その他: …` below the key without its `- `, or something else altogether.
    fn without_dashes<'a>(&mut self, node: &'a Node, checks: &mut Vec<Checked<'a>>) {
        let is_option = |text: &Scalar| options::find(self.item, &text.text).is_some();
        let (field, span) = (self.field, node.span);
        if node.entries().iter().any(|e| is_option(&e.key)) {
            let dashes = node.entries().iter().map(|e| e.key.span).collect();
            self.problems.push(Problem::MissingDash {
                field,
                span,
                dashes,
            });
            self.boxes_of_map(node, checks);
        } else {
            self.wrong_shape(Shape::List, span);
        }
    }

    /// One option in the place of a list; several of them are options whose `- ` was forgotten.
    fn single_or_several<'a>(&mut self, text: &'a Scalar, checks: &mut Vec<Checked<'a>>) {
        if options::find(self.item, &text.text).is_none() && self.names_several(&text.text) {
            self.problems.push(Problem::MissingDash {
                field: self.field,
                span: text.span,
                dashes: Vec::new(),
            });
        } else {
            let option = self.option(text);
            self.ticked(text, option, None, checks);
        }
    }

    /// Whether a text is options one after the other, or one with a list sign that YAML does not know.
    fn names_several(&self, text: &str) -> bool {
        let parts = parts_of_list(text);
        let all = parts
            .iter()
            .all(|part| options::find(self.item, part).is_some());
        all && (parts.len() > 1 || parts.len() == 1 && text.starts_with(LIST_SIGNS))
    }

    fn one_box<'a>(&mut self, node: &'a Node, checks: &mut Vec<Checked<'a>>) {
        match &node.content {
            Content::Scalar(text) if !node.is_blank() => {
                // A mark before an option is no dash that was forgotten: the entry has one.
                let meaning = options::look_up(self.item, &text.text);
                if matches!(meaning, Meaning::None(_, Doubt::Certain)) {
                    let option = self.option(text);
                    self.ticked(text, option, None, checks);
                } else {
                    self.single_or_several(text, checks);
                }
            }
            Content::Map(_) => self.boxes_of_map(node, checks),
            Content::Seq(_) => {
                self.wrong_shape(Shape::Text, node.span);
            }
            _ => {}
        }
    }

    fn boxes_of_map<'a>(&mut self, node: &'a Node, checks: &mut Vec<Checked<'a>>) {
        for entry in node.entries() {
            let option = self.option(&entry.key);
            let listed = option.and_then(|o| Some((o, self.listed(o, &entry.value)?)));
            match &entry.value.content {
                Content::Seq(_) if let Some((option, words)) = listed => {
                    self.problems.push(Problem::ListedDetail {
                        field: self.field,
                        span: entry.value.span,
                        option,
                        words,
                    });
                    checks.push(Checked {
                        text: &entry.key,
                        option: Some(option),
                        detail: None,
                    });
                }
                Content::Map(_) | Content::Seq(_) => {
                    self.wrong_shape(Shape::Text, entry.value.span);
                }
                _ => {
                    let detail = entry.value.scalar().filter(|_| !entry.value.is_blank());
                    self.ticked(&entry.key, option, detail, checks);
                }
            }
        }
    }

    /// The texts of a list in the place of the one text that an option has room for.
    fn listed(&self, option: usize, node: &Node) -> Option<Vec<String>> {
        let Content::Seq(nodes) = &node.content else {
            return None;
        };
        let slot = self.item.options.get(option)?.slot;
        let texts = nodes
            .iter()
            .map(|n| n.scalar().map(|text| text.text.clone()));
        texts.collect::<Option<Vec<_>>>().filter(|_| slot)
    }

    fn ticked<'a>(
        &mut self,
        text: &'a Scalar,
        option: Option<usize>,
        detail: Option<&'a Scalar>,
        checks: &mut Vec<Checked<'a>>,
    ) {
        if let Some((place, choice)) =
            option.and_then(|o| self.item.options.get(o).map(|choice| (o, choice)))
        {
            let field = self.field;
            if let Some(first) = checks.iter().find(|c: &&Checked| c.option == Some(place)) {
                self.problems.push(Problem::OptionTwice {
                    field,
                    first: first.text.span,
                    second: text.span,
                });
            }
            match detail {
                Some(detail) if !choice.slot => {
                    self.problems.push(Problem::DetailNotAsked {
                        field,
                        span: detail.span,
                        option: place,
                    });
                }
                None if choice.slot
                    && !self.item.counts_of.contains_key(&choice.text)
                    && options::find(self.item, &text.text).is_some() =>
                {
                    self.problems.push(Problem::DetailMissing {
                        field,
                        span: text.span,
                        option: place,
                    });
                }
                _ => {}
            }
        }
        checks.push(Checked {
            text,
            option,
            detail,
        });
    }

    /// Options that exclude all others.
    fn together(&mut self, checks: &[Checked]) {
        let excludes = |c: &&Checked| {
            c.option
                .and_then(|o| self.item.options.get(o))
                .is_some_and(|o| self.item.exclusive.contains(&o.text))
        };
        let Some(alone) = checks.iter().find(excludes) else {
            return;
        };
        let others: Vec<Span> = checks
            .iter()
            .filter(|c| c.option != alone.option)
            .map(|c| c.text.span)
            .collect();
        if !others.is_empty() {
            self.problems.push(Problem::Exclusive {
                field: self.field,
                span: alone.text.span,
                others,
            });
        }
    }

    fn wrong_shape(&mut self, expected: Shape, span: Span) {
        self.problems.push(Problem::WrongShape {
            field: self.field,
            expected,
            span,
        });
    }

    fn table<'a>(&mut self, node: &'a Node) -> Value<'a> {
        let nodes = match &node.content {
            Content::Scalar(text) => {
                if !is_markdown_table(&text.text) && !is_none_mark(&text.text) {
                    self.wrong_shape(Shape::Rows, text.span);
                }
                return Value::Table(Table::Markdown(text));
            }
            Content::Seq(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut rows: Vec<Vec<(&'a Scalar, &'a Node)>> = Vec::new();
        let mut columns: Vec<(Vec<String>, Span)> = Vec::new();
        for node in nodes.iter().filter(|n| !n.is_blank()) {
            let Content::Map(entries) = &node.content else {
                self.wrong_shape(Shape::Rows, node.span);
                continue;
            };
            columns.push((self.columns(entries), node.span));
            rows.push(entries.iter().map(|e| (&e.key, &e.value)).collect());
        }
        let usual = usual(columns.iter().map(|(columns, _)| columns));
        let uneven = columns.iter().filter(|(columns, _)| Some(columns) != usual);
        let field = self.field;
        self.problems
            .extend(uneven.map(|(_, span)| Problem::UnevenRow { field, span: *span }));
        if rows.is_empty() {
            Value::Blank
        } else {
            Value::Table(Table::Rows(rows))
        }
    }

    /// The columns of a row, sorted; a column that occurs twice and a cell that is no text become problems.
    fn columns(&mut self, row: &[Entry]) -> Vec<String> {
        let mut columns: Vec<(String, Span)> = Vec::new();
        for Entry { key, value } in row {
            let name = norm_key(&key.text);
            if let Some((_, first)) = columns.iter().find(|(known, _)| *known == name) {
                self.problems.push(Problem::DuplicateKey {
                    item: self.id,
                    first: *first,
                    second: key.span,
                });
            }
            if matches!(value.content, Content::Map(_) | Content::Seq(_)) {
                self.wrong_shape(Shape::Text, value.span);
            }
            columns.push((name, key.span));
        }
        let mut names: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// What most of several things are; of two that are as common, the one that comes first.
pub fn usual<T: Ord>(all: impl Iterator<Item = T> + Clone) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for one in all.clone() {
        *counts.entry(one).or_default() += 1;
    }
    let most = counts.values().max().copied()?;
    let mut all = all;
    all.find(|one| counts.get(one) == Some(&most))
}

/// Whether a text holds a Markdown table: a row, and below it the line of dashes.
fn is_markdown_table(text: &str) -> bool {
    let is_rule = |line: &str| {
        line.contains('-') && line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
    };
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines
        .windows(2)
        .any(|pair| pair[0].contains('|') && is_rule(pair[1]))
}

/// Signs that people put before the entries of a list and that YAML takes for text.
const LIST_SIGNS: [char; 6] = ['・', '－', 'ー', '‐', '●', '○'];

/// Whether a text is a list with a sign of its own before each entry: 「・住民票 ・課税台帳」. A name may begin with 「○○」.
pub(super) fn is_marked_list(text: &str) -> bool {
    let parts = marked_parts(text);
    let is_whole = |part: &&str| !part.contains(char::is_whitespace);
    parts.len() > 1 || text.starts_with('・') && parts.first().is_some_and(is_whole)
}

/// The entries of a text of which each has the same sign before it; nothing where there is no sign.
fn marked_parts(text: &str) -> Vec<&str> {
    let text = text.trim();
    let Some(sign) = text.chars().next().filter(|c| LIST_SIGNS.contains(c)) else {
        return Vec::new();
    };
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(sign) {
        let (before, after) = (&text[start..at], &text[at + sign.len_utf8()..]);
        if after.starts_with(sign) {
            return Vec::new();
        }
        if before.ends_with(char::is_whitespace) {
            parts.push(before);
            start = at;
        }
    }
    parts.push(&text[start..]);
    let parts = parts.into_iter();
    let parts = parts.map(|part| part.trim_start_matches(sign).trim());
    parts.filter(|part| !part.is_empty()).collect()
}

/// The parts of a text that is where a list belongs: by the signs before them, by lines and blanks, else by 、.
/// Options hold 、 and ・ themselves, never a blank.
pub fn parts_of_list(text: &str) -> Vec<&str> {
    let marked = marked_parts(text);
    if marked.len() > 1 {
        return marked;
    }
    let by_blank: Vec<&str> = text.split_whitespace().collect();
    let parts = if by_blank.len() > 1 {
        by_blank
    } else {
        text.split(['、', '，', ',']).collect()
    };
    parts
        .into_iter()
        .map(|part| part.trim().trim_start_matches(LIST_SIGNS))
        .filter(|part| !part.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_before_entries_part_a_text() {
        assert_eq!(
            parts_of_list("・住民 基本台帳\n      ・課税台帳"),
            ["住民 基本台帳", "課税台帳"]
        );
        assert_eq!(parts_of_list("・紙 ・専用線"), ["紙", "専用線"]);
        assert_eq!(parts_of_list("紙、専用線"), ["紙", "専用線"]);
        for (text, is_list) in [
            ("・住民票ファイル", true),
            ("・住民票ファイル ・課税ファイル", true),
            ("●一 ●二", true),
            ("・住民票の ファイル", false),
            ("○○ファイル", false),
            ("○○ファイル ○○台帳", false),
            ("住民票・課税ファイル", false),
            ("", false),
        ] {
            assert_eq!(is_marked_list(text), is_list, "{text}");
        }
    }
}
