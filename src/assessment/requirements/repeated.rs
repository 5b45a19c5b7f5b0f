//! Numbers and names that repeat others: how many entries a list has, and what the files are called.

use super::explained::Explained;
use crate::assessment::conform::Walk;
use crate::assessment::field::FieldId;
use crate::assessment::problem::{Doubt, Problem};
use crate::assessment::value::{Checked, Value};
use crate::japanese::notation::{fold, is_digit, is_none_mark, norm_key, number};
use crate::source::Span;
use crate::source::diagnostic::Stage;

impl Walk<'_, '_> {
    /// Written numbers of entries against the entries.
    pub(super) fn counted(&self, id: FieldId, explained: &Explained, problems: &mut Vec<Problem>) {
        let field = &self.fields[id];
        let definition = &self.form.items[field.item];
        match (&field.value, &definition.counts) {
            (Value::Count(text, _), Some(list)) => {
                problems.extend(self.count(id, (&text.text, text.span), list, explained));
            }
            (Value::Checks(checks), _) => {
                for Checked { option, detail, .. } in checks {
                    let option = option.and_then(|o| definition.options.get(o));
                    let list = option.and_then(|o| definition.counts_of.get(&o.text));
                    if let (Some(detail), Some(list)) = (detail, list) {
                        let count = self.count(id, (&detail.text, detail.span), list, explained);
                        problems.extend(count);
                    }
                }
            }
            _ => {}
        }
    }

    /// Numbers after an option where the printed form has them: 委託する（2）件.
    pub(super) fn counted_in_words(&self, explained: &Explained, problems: &mut Vec<Problem>) {
        for problem in &self.problems {
            let Problem::UnknownOption {
                field,
                span,
                text,
                nearest: Some(option),
                doubt,
            } = problem
            else {
                continue;
            };
            let item = self.fields[*field].item;
            let definition = &self.form.items[item];
            let in_box = definition.counts_of.get(&definition.options[*option].text);
            let at = &self.fields[*field].at;
            let counted = match doubt {
                Doubt::Count(_) => self
                    .form
                    .count_of(item)
                    .and_then(|(count, list)| Some((self.resolve(&count.id, at)?, list))),
                Doubt::Detail(_) => in_box.map(|list| (*field, list.as_str())),
                _ => None,
            };
            // Only text that is in the file as it is read has its digits at known places.
            let digits = text
                .rfind(is_digit)
                .filter(|_| text.len() == span.range().len());
            let (Some((field, list)), Some(last)) = (counted, digits) else {
                continue;
            };
            let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
            let start = text[..end].trim_end_matches(is_digit).len();
            let place = Span::new(span.start + start, span.start + end);
            problems.extend(self.count(field, (&text[start..end], place), list, explained));
        }
    }

    fn count(
        &self,
        id: FieldId,
        (text, span): (&str, Span),
        list: &str,
        explained: &Explained,
    ) -> Option<Problem> {
        let counted = self.resolve(list, &self.fields[id].at)?;
        let Value::Entries(actual) = self.fields[counted].value else {
            return None;
        };
        let written = number(text);
        let none = actual == 0 && is_none_mark(text);
        let misread = explained.misread.contains(&counted);
        // A list that is missing as a whole is one problem, of the list.
        let missing = actual == 0 && written.is_some_and(|n| n > 0) && self.is_asked(counted);
        (written != Some(actual) && !none && !misread && !missing).then_some(Problem::Count {
            field: id,
            span,
            written,
            actual,
            list: counted,
        })
    }

    fn is_asked(&self, id: FieldId) -> bool {
        let field = &self.fields[id];
        let required = &self.form.items[field.item].required;
        required.holds(&self.facts(&field.at, Stage::Draft)) == Some(true)
    }

    pub(super) fn same_as(&self, id: FieldId, problems: &mut Vec<Problem>) {
        let field = &self.fields[id];
        let Some(other) = &self.form.items[field.item].same_as else {
            return;
        };
        let Value::Texts(texts) = &field.value else {
            return;
        };
        let others = self
            .fields
            .iter()
            .filter(|f| self.form.items[f.item].id == *other);
        let names: Vec<Option<&str>> = others
            .map(|f| match f.value {
                Value::Text(text) => Some(text.text.trim()),
                _ => None,
            })
            .collect();
        // A name that is missing is reported where it is missing.
        let Some(names) = names.into_iter().collect::<Option<Vec<&str>>>() else {
            return;
        };
        let same = |written: Vec<&str>| {
            let folded = |text: &&str| norm_key(without_bracketed_number(text));
            written.iter().map(folded).eq(names.iter().map(folded))
        };
        let whole: Vec<&str> = texts.iter().map(|t| t.text.trim()).collect();
        // One text may name them all.
        let parts = texts
            .iter()
            .flat_map(|t| t.text.split(['\n', '、']))
            .filter(|t| !fold(t).is_empty());
        if !same(whole) && !same(parts.collect()) {
            problems.push(Problem::Differs {
                field: id,
                expected: names.into_iter().map(str::to_owned).collect(),
            });
        }
    }
}

/// （1）予防接種ファイル
fn without_bracketed_number(text: &str) -> &str {
    let inner = text.trim().strip_prefix(['（', '(']);
    inner
        .and_then(|t| t.split_once(['）', ')']))
        .filter(|(digits, _)| number(digits).is_some())
        .map_or(text, |(_, rest)| rest)
}
