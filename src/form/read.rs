//! Reading the value of a single item: texts, choices, boxes, dates, tables.

use super::conform::{Problem, Shape};
use super::value::{Checked, Table, Value};
use super::{Item, Kind};
use crate::japanese::dates::{self, Reading};
use crate::japanese::notation::{fold, is_none_mark, norm_key, norm_option, number, option_number};
use crate::source::Span;
use crate::yaml::{Content, Node, Scalar, Style};

/// Reads a value that is not blank.
pub(super) fn leaf<'a>(
    item: &Item,
    field: usize,
    node: &'a Node,
    problems: &mut Vec<Problem>,
) -> Value<'a> {
    let mut reader = Reader {
        item,
        field,
        problems,
    };
    match item.kind {
        Kind::Checks => reader.checks(node),
        Kind::Table => reader.table(node),
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
    field: usize,
    problems: &'r mut Vec<Problem>,
}

impl Reader<'_> {
    fn scalar<'a>(&mut self, text: &'a Scalar) -> Value<'a> {
        match self.item.kind {
            Kind::Choice | Kind::ChoiceText => Value::Choice {
                text,
                option: self.option(text),
            },
            Kind::Check => self.check(text),
            Kind::Count => Value::Count(text, number(&text.text)),
            Kind::Date => self.date(text),
            _ => Value::Text(text),
        }
    }

    fn date<'a>(&mut self, text: &'a Scalar) -> Value<'a> {
        let reading = dates::read(&text.text);
        if !matches!(reading, Reading::Date(_)) && !is_none_mark(&text.text) {
            let impossible = reading == Reading::Impossible;
            self.problems.push(Problem::NotADate {
                field: self.field,
                span: text.span,
                impossible,
            });
        }
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

    /// The option that a text means; what is no option becomes a problem.
    fn option(&mut self, text: &Scalar) -> Option<usize> {
        let found = self.find(&text.text);
        if found.is_none() {
            let by_number = number(&text.text).or(option_number(&text.text).map(|(n, _)| n));
            let by_number = by_number
                .filter(|n| (1..=self.item.options.len()).contains(n))
                .map(|n| n - 1);
            let nearest = by_number.or_else(|| self.nearest(&text.text));
            self.problems.push(Problem::UnknownOption {
                field: self.field,
                span: text.span,
                text: text.text.clone(),
                nearest,
                certain: number(&text.text).is_some() && by_number.is_some(),
            });
        }
        found
    }

    fn find(&self, text: &str) -> Option<usize> {
        let exact = self.item.option(text);
        exact.or_else(|| {
            let norm = norm_option(text);
            self.item
                .options
                .iter()
                .position(|o| norm_option(&o.text) == norm)
        })
    }

    fn nearest(&self, text: &str) -> Option<usize> {
        let text = norm_option(text);
        let score = |option: &str| {
            let option = norm_option(option);
            let distance = strsim::normalized_damerau_levenshtein(&text, &option);
            let part = !text.is_empty() && (option.contains(&text) || text.contains(&option));
            if part { distance.max(0.6) } else { distance }
        };
        let scored = self.item.options.iter().map(|o| score(&o.text)).enumerate();
        scored
            .filter(|(_, s)| *s >= 0.4)
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(i, _)| i)
    }

    fn checks<'a>(&mut self, node: &'a Node) -> Value<'a> {
        let mut checks = Vec::new();
        match &node.content {
            Content::Scalar(text) => self.single_or_lines(text, &mut checks),
            Content::Map(_) => {
                let dashes = node
                    .entries()
                    .iter()
                    .map(|e| Span::at(e.key.span.start))
                    .collect();
                self.problems.push(Problem::MissingDash {
                    field: self.field,
                    span: node.span,
                    dashes,
                });
                self.boxes_of_map(node, &mut checks);
            }
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

    /// One option in the place of a list; several lines are options whose `- ` was forgotten.
    fn single_or_lines<'a>(&mut self, text: &'a Scalar, checks: &mut Vec<Checked<'a>>) {
        let several = text.style == Style::Plain
            && self.find(&text.text).is_none()
            && self.names_several(&text.text);
        if several {
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

    /// Whether blanks part a text into options; list signs of the form's own are passed over.
    fn names_several(&self, text: &str) -> bool {
        let words = text
            .split_whitespace()
            .map(|w| w.trim_start_matches(['・', '－', 'ー', '-', '○']));
        let mut words = words.filter(|w| !w.is_empty()).peekable();
        let mut count = 0;
        words.peek().is_some()
            && words.all(|w| {
                count += 1;
                self.find(w).is_some()
            })
            && count > 1
            || text.starts_with(['・', '－', 'ー'])
                && self
                    .find(text.trim_start_matches(['・', '－', 'ー', ' ']))
                    .is_some()
    }

    fn one_box<'a>(&mut self, node: &'a Node, checks: &mut Vec<Checked<'a>>) {
        match &node.content {
            Content::Scalar(text) if !node.is_blank() => {
                let option = self.option(text);
                self.ticked(text, option, None, checks);
            }
            Content::Map(_) => self.boxes_of_map(node, checks),
            Content::Seq(_) => {
                self.problems.push(Problem::WrongShape {
                    field: self.field,
                    expected: Shape::Text,
                    span: node.span,
                });
            }
            _ => {}
        }
    }

    fn boxes_of_map<'a>(&mut self, node: &'a Node, checks: &mut Vec<Checked<'a>>) {
        for entry in node.entries() {
            let option = self.option(&entry.key);
            match &entry.value.content {
                Content::Map(_) | Content::Seq(_) => {
                    let span = entry.value.span;
                    self.problems.push(Problem::WrongShape {
                        field: self.field,
                        expected: Shape::Text,
                        span,
                    });
                }
                _ => {
                    let detail = entry.value.scalar().filter(|_| !entry.value.is_blank());
                    self.ticked(&entry.key, option, detail, checks);
                }
            }
        }
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
            if checks.iter().any(|c: &Checked| c.option == Some(place)) {
                self.problems.push(Problem::OptionTwice {
                    field,
                    span: text.span,
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
                None if choice.slot && !self.item.counts_of.contains_key(&choice.text) => {
                    self.problems.push(Problem::DetailMissing {
                        field,
                        span: text.span,
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

    fn table<'a>(&mut self, node: &'a Node) -> Value<'a> {
        let nodes = match &node.content {
            Content::Scalar(text) => return Value::Table(Table::Markdown(text)),
            Content::Seq(nodes) => nodes.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let mut rows: Vec<Vec<(&'a Scalar, &'a Node)>> = Vec::new();
        let columns = |row: &[(&Scalar, &Node)]| {
            row.iter()
                .map(|(k, _)| norm_key(&k.text))
                .collect::<Vec<_>>()
        };
        for node in nodes.iter().filter(|n| !n.is_blank()) {
            let Content::Map(entries) = &node.content else {
                self.problems.push(Problem::WrongShape {
                    field: self.field,
                    expected: Shape::Rows,
                    span: node.span,
                });
                continue;
            };
            let row: Vec<_> = entries.iter().map(|e| (&e.key, &e.value)).collect();
            let (mut first, mut here) = (
                rows.first().map_or_else(|| columns(&row), |r| columns(r)),
                columns(&row),
            );
            first.sort();
            here.sort();
            if first != here {
                self.problems.push(Problem::UnevenRow {
                    field: self.field,
                    span: node.span,
                });
            }
            for (_, cell) in &row {
                if matches!(cell.content, Content::Map(_) | Content::Seq(_)) {
                    self.problems.push(Problem::WrongShape {
                        field: self.field,
                        expected: Shape::Text,
                        span: cell.span,
                    });
                }
            }
            rows.push(row);
        }
        if rows.is_empty() {
            Value::Blank
        } else {
            Value::Table(Table::Rows(rows))
        }
    }
}
