//! A draft as YAML, in the form's order: every item of the form has its key, so that what is missing can be written there.

use std::fmt::Write as _;

use super::draft::{Content, Draft, Drafted, Extent, Ticked};
use crate::form::condition::Condition;
use crate::form::{Form, Item, ItemId, ItemKind, Layout, Print};
use crate::source::lang::Lang;
use crate::yaml::write::{dashed, key, line, rows, value};

/// What a comment begins with that says what to look at.
pub use crate::assessment::DOUBT;

/// 取込みの残り, in the form's data.
pub(super) const REST: &str = "leftovers[]";

/// The text of a file with all that a draft holds.
pub fn yaml(draft: &Draft, form: &Form) -> String {
    let mut writer = Writer {
        draft,
        form,
        extent: Extent::of(draft, form),
        out: String::new(),
    };
    writer.group(None, &[], 0);
    writer.out
}

struct Writer<'d> {
    draft: &'d Draft,
    form: &'d Form,
    extent: Extent,
    out: String,
}

impl Writer<'_> {
    fn found(&self, id: ItemId, at: &[usize]) -> Option<&Drafted> {
        self.draft.values.get(&(id, at.to_vec()))
    }

    fn text(&self, id: ItemId, at: &[usize]) -> Option<&str> {
        match &self.found(id, at)?.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items below one. An outermost one of several lines stands apart.
    fn group(&mut self, parent: Option<ItemId>, at: &[usize], indent: usize) {
        let mut was_long = false;
        for &child in self.form.children(parent) {
            if !self.is_written(child, at) {
                continue;
            }
            let begun = self.out.len();
            self.item(child, at, indent);
            if parent.is_none() {
                let is_long = is_long(&self.out[begun..]);
                if begun > 0 && (is_long || was_long) {
                    self.out.insert(begun, '\n');
                }
                was_long = is_long;
            }
        }
    }

    /// Whether the key of an item is written although nothing is known of it.
    fn is_written(&self, id: ItemId, at: &[usize]) -> bool {
        let item = &self.form.items[id];
        if self.extent.is_begun(id, at) || item.id == REST && !self.draft.rest.is_empty() {
            return true;
        }
        match item.print {
            _ if item.same_as.is_some() => false,
            Print::Hidden => self.is_head(id, item),
            Print::Chapter if item.is_list() => item.required == Condition::Always,
            _ => self.form.is_printed(id),
        }
    }

    /// What stands hidden in the form but in every file: 様式, 版, the files, the columns of 別添３.
    fn is_head(&self, id: ItemId, item: &Item) -> bool {
        if self.form.parent(id).is_none() {
            return item.required == Condition::Always;
        }
        let mut chapters = self.form.chapters.iter();
        let changes = chapters.find(|chapter| chapter.layout == Layout::Changes);
        let is_column = item.id.rsplit_once('.').map(|(parent, _)| parent)
            == changes.map(|chapter| chapter.item.as_str());
        is_column && (item.kind == ItemKind::Text || item.required != Condition::Optional)
    }

    fn item(&mut self, id: ItemId, at: &[usize], indent: usize) {
        self.comments(id, at, indent);
        let form = self.form;
        let item = &form.items[id];
        match item.kind {
            _ if item.id == "form" || item.id == "edition" => {
                let known = if item.id == "form" {
                    &form.kind
                } else {
                    &form.edition
                };
                let known = self.text(id, at).unwrap_or(known).to_owned();
                self.line(&item.key, Some(&known), indent);
            }
            ItemKind::Map => {
                self.line(&item.key, None, indent);
                self.group(Some(id), at, indent + 2);
            }
            ItemKind::List => self.list(id, at, indent),
            ItemKind::ChoiceText | ItemKind::TextText => self.with_texts_below(id, at, indent),
            ItemKind::Checks => self.checks(id, at, indent),
            ItemKind::Table => self.table(id, at, indent),
            ItemKind::Figure => self.figure(id, at, indent),
            ItemKind::Period if self.text(id, at).is_none() => {
                self.line(&item.key, None, indent);
                self.group(Some(id), at, indent + 2);
            }
            _ => self.scalar(id, at, &item.key, indent),
        }
    }

    fn scalar(&mut self, id: ItemId, at: &[usize], key: &str, indent: usize) {
        let text = self.text(id, at).map(str::to_owned);
        self.line(key, text.as_deref(), indent);
    }

    /// `key: text`, or the key alone.
    fn line(&mut self, key: &str, text: Option<&str>, indent: usize) {
        line(&mut self.out, key, text, indent);
    }

    fn with_texts_below(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let form = self.form;
        let item = &form.items[id];
        self.line(&item.key, None, indent);
        if let Some(own) = item.kind.own_key() {
            self.scalar(id, at, own, indent + 2);
        }
        self.group(Some(id), at, indent + 2);
    }

    fn checks(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let item = &self.form.items[id];
        let ticked = match self.found(id, at).map(|found| &found.content) {
            Some(Content::Checks(ticked)) => ticked.clone(),
            _ => return self.scalar(id, at, &item.key, indent),
        };
        self.line(&item.key, None, indent);
        for Ticked { option, detail, .. } in ticked {
            let dash = indent + 2;
            match detail {
                Some(detail) => {
                    let detail = value(&detail, dash + 2, "\n");
                    let _ = writeln!(self.out, "{:dash$}- {}:{detail}", "", key(&option));
                }
                None => _ = writeln!(self.out, "{:dash$}-{}", "", value(&option, dash, "\n")),
            }
        }
    }

    fn table(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let item = &self.form.items[id];
        let cells = match self.found(id, at).map(|found| &found.content) {
            Some(Content::Rows(cells)) => cells.clone(),
            _ => return self.scalar(id, at, &item.key, indent),
        };
        self.line(&item.key, None, indent);
        rows(&mut self.out, &cells, indent + 2);
    }

    /// 図: its pictures, or who appears in it.
    fn figure(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let item = &self.form.items[id];
        let pictures = self.draft.values.range((id, Vec::new())..);
        let pictures = pictures.take_while(|((item, _), _)| *item == id);
        let pictures = pictures.filter_map(|(_, found)| match &found.content {
            Content::Text(path) => Some(path.clone()),
            _ => None,
        });
        match pictures.collect::<Vec<_>>().as_slice() {
            [] => {
                self.line(&item.key, None, indent);
                self.group(Some(id), at, indent + 2);
            }
            [one] => self.line(&item.key, Some(one), indent),
            several => {
                self.line(&item.key, None, indent);
                for path in several {
                    let dash = indent + 2;
                    let _ = writeln!(self.out, "{:dash$}-{}", "", value(path, dash, "\n"));
                }
            }
        }
    }

    fn list(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let form = self.form;
        let item = &form.items[id];
        self.line(&item.key, None, indent);
        let is_of_texts = form.children(Some(id)).is_empty();
        let dash = indent + 2;
        let count = self.extent.entries(id, at);
        for number in 1..=count {
            let at = [at, &[number]].concat();
            if is_of_texts {
                self.comments(id, &at, dash);
                let text = self.text(id, &at).map(|text| value(text, dash, "\n"));
                let text = text.unwrap_or_default();
                let _ = writeln!(self.out, "{:dash$}-{text}", "");
            } else {
                let begun = self.out.len();
                self.group(Some(id), &at, dash + 2);
                let entry = self.out.split_off(begun);
                self.out.push_str(&dashed(&entry, dash));
            }
        }
        if item.id == REST {
            self.rest(id, dash);
        }
    }

    /// The pieces that have no place, after those that an earlier import left.
    fn rest(&mut self, id: ItemId, dash: usize) {
        let form = self.form;
        let [place, text] = form.children(Some(id)) else {
            return;
        };
        for left in &self.draft.rest {
            let mut lines = String::new();
            line(
                &mut lines,
                &form.items[*place].key,
                Some(&left.place),
                dash + 2,
            );
            line(
                &mut lines,
                &form.items[*text].key,
                Some(&left.text),
                dash + 2,
            );
            self.out.push_str(&dashed(&lines, dash));
        }
    }

    /// What is not certain about an item, above its key.
    fn comments(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let Some(found) = self.found(id, at).filter(|found| !found.doubts.is_empty()) else {
            return;
        };
        let _ = writeln!(self.out, "{:indent$}{}", "", comment(found));
    }
}

/// The comment above a value that has doubts.
pub(super) fn comment(found: &Drafted) -> String {
    let words = found.doubts.iter().map(|why| why.words(Lang::Ja));
    let words = words.collect::<Vec<_>>().join("、");
    let comment = format!("{DOUBT}（{}）{words}", found.place);
    comment.replace(|c: char| c.is_control(), " ")
}

/// Whether an item has lines below that of its key.
fn is_long(lines: &str) -> bool {
    let own = lines.lines().filter(|line| !line.starts_with('#'));
    own.count() > 1
}

#[cfg(test)]
mod tests;
