//! Keys that are not written yet, in the order of the form, and entries of lists.

use super::super::found::{Completion, CompletionKind};
use super::super::item::{ascii, described};
use super::place::Level;
use super::values::plain;
use super::{Request, sorted};
use crate::form::guide::Guide;
use crate::form::{Form, ItemId, ItemKind, editions, embedded};
use crate::japanese::notation::norm_option;
use crate::source::Span;
use crate::source::lang::say;

/// What is put into the text for a key.
pub(super) struct Written {
    /// Its lines.
    pub text: String,
    /// Where the writer goes on, in bytes of them; none where that is at the end.
    pub cursor: Option<usize>,
    /// What it replaces.
    pub span: Span,
}

impl Request<'_> {
    /// The keys of the items below one, without those that are written.
    pub(super) fn keys(
        &self,
        parent: Option<ItemId>,
        written: &[&str],
        write: impl Fn(Guide) -> Written,
    ) -> Vec<Completion> {
        let items: Vec<ItemId> = written
            .iter()
            .filter_map(|key| self.form.child(parent, key))
            .collect();
        let missing = self.form.children(parent).iter();
        let missing = missing.filter(|item| !items.contains(item));
        let written_none = parent.is_none() && written.is_empty();
        let mut found = Vec::new();
        found.extend(self.own_key(parent, written, &write));
        for item in missing {
            let guide = self.form.guide(*item);
            let mut written = write(guide);
            // An item with one option is written with it.
            if let ([only], ItemKind::Choice) = (guide.choices(), guide.item().kind)
                && written.text.ends_with(": ")
            {
                written.text.push_str(&quoted_number(&only.text));
                written.cursor = None;
            }
            let completion = self.key(guide, written);
            if written_none && guide.item().id == "form" {
                found.extend(self.heads(&completion));
            }
            found.push(completion);
        }
        found
    }

    fn key(&self, guide: Guide, written: Written) -> Completion {
        let address = guide.address();
        let mark = if guide.is_significant() { " ※" } else { "" };
        let mut completion = self.written(guide.key(), written);
        completion.detail = format!("{address}{mark}");
        completion.documentation = described(guide, &address, self.snapshot.lang);
        completion.filter = format!("{} {}", guide.key(), ascii(&address));
        completion.sort = sorted(usize::from(guide.id()));
        completion
    }

    /// A key with what is put into the text for it, in the line breaks of the document.
    fn written(&self, label: &str, written: Written) -> Completion {
        let mut completion = self.completion(label, CompletionKind::Key, written.span);
        let newline = self.snapshot.source.newline();
        let lines = |text: &str| text.replace('\n', newline);
        let inside = written.cursor.filter(|cursor| *cursor < written.text.len());
        completion.insert = match inside {
            Some(cursor) => {
                let (before, after) = written.text.split_at(cursor);
                completion.is_snippet = true;
                format!("{}$0{}", escaped(&lines(before)), escaped(&lines(after)))
            }
            None => lines(&written.text),
        };
        completion
    }

    /// 選択 or 内容, where an item has texts below its own value.
    fn own_key(
        &self,
        parent: Option<ItemId>,
        written: &[&str],
        write: &impl Fn(Guide) -> Written,
    ) -> Option<Completion> {
        let parent = parent?;
        let own = self.form.items[parent].kind.own_key()?;
        let is_own = |key: &&str| self.form.is_own_text(Some(parent), key);
        if written.iter().any(is_own) {
            return None;
        }
        let guide = self.form.guide(parent);
        // Where a key is replaced by another, its value stays.
        let Written { text, span, .. } = write(guide);
        let is_blank = |c: &char| matches!(c, ' ' | '\n');
        let blanks: String = text.chars().take_while(is_blank).collect();
        let text = match text.contains(':') {
            true => format!("{blanks}{own}: "),
            false => own.to_owned(),
        };
        let (cursor, mut completion) = (None, self.key(guide, write(guide)));
        let own_key = self.written(own, Written { text, cursor, span });
        completion.label = own_key.label;
        completion.insert = own_key.insert;
        completion.is_snippet = false;
        completion.filter = format!("{own} {}", completion.filter);
        Some(completion)
    }

    /// At the top of a document: the first two keys of each kind of form at once.
    fn heads(&self, key: &Completion) -> Vec<Completion> {
        if !key.insert.contains(':') || key.is_snippet {
            return Vec::new();
        }
        let lang = self.snapshot.lang;
        let own = self.form.kind.as_str();
        let others = editions().into_iter().filter(|(kind, _)| *kind != own);
        let mut others: Vec<&Form> = others
            .filter_map(|(kind, edition)| embedded(kind, edition)?.ok())
            .collect();
        others.insert(0, self.form);
        let heads = others.into_iter().map(|form| {
            let first = form.children(None).iter().take(2);
            let lines: Vec<String> = first
                .map(|item| {
                    let guide = form.guide(*item);
                    let only = guide
                        .choices()
                        .first()
                        .map_or("", |only| only.text.as_str());
                    format!("{}: {}", guide.key(), quoted_number(only))
                })
                .collect();
            let mut head = key.clone();
            head.label = format!("{}: {}", key.label, form.kind);
            head.insert = lines.join(self.snapshot.source.newline());
            head.detail = say!(lang, "{}の初め", "the head of {}", form.kind);
            head.documentation = head.insert.clone();
            head
        });
        heads.collect()
    }

    /// On the line of the key of a group: its keys, on a line of their own below.
    pub(super) fn below_key(&self, item: ItemId, end: usize) -> Vec<Completion> {
        let line = self.line();
        let colon = line.key.map_or(end, |key| key.colon);
        let is_empty = line.text[colon.min(end)..end].trim().is_empty();
        // What is below it already has its own place.
        if !is_empty || self.place.has_below() {
            return Vec::new();
        }
        let span = self.span(colon.min(end), end);
        let column = line.column + 2;
        let below = format!("\n{}", " ".repeat(column));
        if self.form.items[item].is_list() {
            let level = Level {
                column,
                parent: Some(item),
                is_list: true,
            };
            return self.entries(level, span, &below);
        }
        self.keys(Some(item), &[], |guide| {
            let insert = guide.insert(column);
            Written {
                text: format!("{below}{}", insert.text),
                cursor: Some(below.len() + insert.cursor),
                span,
            }
        })
    }

    /// What can be written behind a dash that is written with it.
    pub(super) fn entries(&self, level: Level, span: Span, before: &str) -> Vec<Completion> {
        let Some(list) = level.parent else {
            return Vec::new();
        };
        let item = &self.form.items[list];
        if item.kind == ItemKind::Checks {
            let ticked = self.place.entries(level.column);
            return self.options_of(list, &ticked, span, &format!("{before}- "));
        }
        let Some(first) = self.form.children(Some(list)).first() else {
            let mut values = self.values_of(list, span);
            for value in &mut values {
                value.insert = format!("{before}- {}", plain(&value.insert));
            }
            return values;
        };
        let guide = self.form.guide(*first);
        let insert = guide.insert(level.column + 2);
        let mut entry = self.key(
            guide,
            Written {
                text: format!("{before}- {}", insert.text),
                cursor: Some(before.len() + 2 + insert.cursor),
                span,
            },
        );
        let called = item.entry.as_deref().unwrap_or(&item.key);
        entry.label = format!("- {}", guide.key());
        entry.detail = say!(
            self.snapshot.lang,
            "{}を足す",
            "one more entry of {}",
            called.replace("{n}", "")
        );
        vec![entry]
    }

    /// The options of an item that are not ticked yet.
    pub(super) fn options_of(
        &self,
        item: ItemId,
        ticked: &[&str],
        span: Span,
        before: &str,
    ) -> Vec<Completion> {
        let definition = &self.form.items[item];
        let ticked: Vec<String> = ticked.iter().map(|option| norm_option(option)).collect();
        let options = definition.options.iter().enumerate();
        let free = options.filter(|(_, option)| !ticked.contains(&norm_option(&option.text)));
        let written = |(n, option): (usize, &crate::form::Choice)| {
            let mut found = self.completion(&option.text, CompletionKind::Choice, span);
            let slot = match option.slot && definition.kind == ItemKind::Checks {
                true => ": ",
                false => "",
            };
            found.insert = format!("{before}{}{slot}", quoted_number(&option.text));
            if option.slot {
                found.detail = "（　　　）".to_owned();
            }
            found.filter = format!("{} {}", option.text, n + 1);
            found.sort = sorted(n);
            found
        };
        free.map(written).collect()
    }
}

/// A number that stands for itself, in the quotes that keep other tools from reading it as one.
fn quoted_number(words: &str) -> String {
    match !words.is_empty() && words.bytes().all(|b| b.is_ascii_digit()) {
        true => format!("\"{words}\""),
        false => words.to_owned(),
    }
}

/// Words as they are within a snippet.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        if matches!(c, '$' | '}' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
