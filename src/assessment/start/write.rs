//! What is known of a new assessment as YAML, in the form's order, with what the form says of the rest in comments.

use std::fmt::Write as _;

use super::Guidance;
use super::known::{Content, Known};
use super::said::{Spot, entry, said, skeleton};
use crate::form::condition::Condition;
use crate::form::{Choice, Form, ItemId, ItemKind, Print, RECORD};
use crate::yaml::write::{dashed, key, line, rows, value};

/// How the file is written, for somebody who has never seen one.
const HEAD: [&str; 6] = [
    "# hyokasho new で作った下書きです。「#」の後は説明で、印刷されません。書き終えた所の説明は消してかまいません。",
    "# ・「見出し:」の後に、半角の空白を一つ空けて書きます。「:」は半角です。空欄のままでも、あとから書けます。",
    "# ・「見出し: |」は文を書く所です。次の行から、見出しより半角の空白二つ分下げて、何行でも書けます。",
    "# ・「# - 」の行が並ぶ所は、当てはまる行の「# 」だけを消します（行の頭をそろえたままにします）。○○は書き換えます。",
    "# ・同じ種類のものを増やすときは、「- 」で始まる行から次の「- 」の前までを写して、その下に貼ります。",
    "# ・空欄の数と直す所は `hyokasho check このファイル` で、項目の説明は `hyokasho explain Ⅱ３①` のように打つと分かります。",
];

/// The text of a new file.
pub(super) fn yaml(form: &Form, known: &Known, guidance: Guidance) -> String {
    let mut writer = Writer {
        form,
        known,
        guidance,
        out: String::new(),
    };
    if guidance != Guidance::None {
        writer.out = HEAD.join("\n") + "\n";
    }
    writer.group(None, &[], 0);
    writer.out
}

struct Writer<'k> {
    form: &'k Form,
    known: &'k Known<'k>,
    guidance: Guidance,
    out: String,
}

impl Writer<'_> {
    fn content(&self, id: ItemId, at: &[usize]) -> Option<&Content> {
        self.known.get(id, at).map(|value| &value.content)
    }

    fn text(&self, id: ItemId, at: &[usize]) -> Option<&str> {
        match self.content(id, at)? {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items below one.
    fn group(&mut self, parent: Option<ItemId>, at: &[usize], indent: usize) {
        for &child in self.form.children(parent) {
            let item = &self.form.items[child];
            if !self.known.is_written(child, at) {
                // A record grows by parts that nothing asks for yet.
                let is_part = item.is_list() && item.print == Print::Chapter;
                if parent.is_none() && is_part && self.form.kind == RECORD {
                    self.part(child);
                }
                if self.known.may_be_ticked(child, at) {
                    self.comments(child, at, indent);
                    self.example(&[format!("{}: ○", item.key)], indent);
                }
                continue;
            }
            if parent.is_none() && !matches!(item.kind, ItemKind::Choice) {
                self.out.push('\n');
            }
            self.comments(child, at, indent);
            self.item(child, at, indent);
        }
    }

    /// A part of a record that is yet to come, in a comment.
    fn part(&mut self, id: ItemId) {
        let spot = Spot {
            id,
            at: &[],
            required: Some(false),
        };
        let mut lines = said(self.form, &spot, self.guidance);
        lines.extend(skeleton(self.form, id));
        if self.guidance != Guidance::None {
            self.out.push('\n');
        }
        self.example(&lines, 0);
    }

    fn item(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let form = self.form;
        let item = &form.items[id];
        match item.kind {
            ItemKind::Map => {
                line(&mut self.out, &item.key, None, indent);
                self.group(Some(id), at, indent + 2);
            }
            ItemKind::List => self.list(id, at, indent),
            ItemKind::ChoiceText | ItemKind::TextText => {
                line(&mut self.out, &item.key, None, indent);
                let own = item.kind.own_key().unwrap_or(&item.key);
                self.scalar(id, at, own, indent + 2);
                self.group(Some(id), at, indent + 2);
            }
            ItemKind::Period => {
                line(&mut self.out, &item.key, None, indent);
                for &end in form.children(Some(id)) {
                    line(&mut self.out, &form.items[end].key, None, indent + 2);
                }
            }
            ItemKind::Checks => self.checks(id, at, indent),
            ItemKind::Table => self.table(id, at, indent),
            ItemKind::Figure => self.figure(id, at, indent),
            _ => self.scalar(id, at, &item.key, indent),
        }
    }

    /// A text, or the room for one.
    fn scalar(&mut self, id: ItemId, at: &[usize], key: &str, indent: usize) {
        let item = &self.form.items[id];
        let is_text = matches!(item.kind, ItemKind::Text | ItemKind::TextText);
        match self.text(id, at).map(str::to_owned) {
            Some(text) => line(&mut self.out, key, Some(&text), indent),
            None if is_text && item.block => _ = writeln!(self.out, "{:indent$}{key}: |", ""),
            None => line(&mut self.out, key, None, indent),
        }
    }

    fn checks(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let form = self.form;
        let item = &form.items[id];
        line(&mut self.out, &item.key, None, indent);
        let dash = indent + 2;
        let Some(Content::Checks(ticked)) = self.content(id, at).cloned() else {
            if self.guidance != Guidance::None {
                for Choice { text, slot } in &item.options {
                    let slot = if *slot { ": ○○" } else { "" };
                    let _ = writeln!(self.out, "{:dash$}# - {text}{slot}", "");
                }
            }
            return;
        };
        for (option, detail) in ticked {
            let written = match detail {
                Some(detail) => format!("{}:{}", key(&option), value(&detail, dash + 2, "\n")),
                None => value(&option, dash, "\n").trim_start().to_owned(),
            };
            let _ = writeln!(self.out, "{:dash$}- {written}", "");
        }
    }

    fn table(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let Some(Content::Rows(cells)) = self.content(id, at).cloned() else {
            let key = &self.form.items[id].key;
            return self.scalar(id, at, key, indent);
        };
        line(&mut self.out, &self.form.items[id].key, None, indent);
        rows(&mut self.out, &cells, indent + 2);
    }

    fn list(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let form = self.form;
        let item = &form.items[id];
        line(&mut self.out, &item.key, None, indent);
        let is_of_texts = form.children(Some(id)).is_empty();
        let (dash, known) = (indent + 2, self.known.entries(id, at));
        // What may be listed as plain texts is shown in a comment: an entry without a word would be one.
        if known == 0 && item.plain_list.is_some() {
            return self.example(&entry(form, id), dash);
        }
        for number in 1..=known.max(usize::from(item.required == Condition::Always)) {
            let at = [at, &[number]].concat();
            if is_of_texts {
                let text = self.text(id, &at).map(|text| value(text, dash, "\n"));
                let _ = writeln!(self.out, "{:dash$}-{}", "", text.unwrap_or_default());
            } else {
                let begun = self.out.len();
                self.group(Some(id), &at, dash + 2);
                let entry = self.out.split_off(begun);
                self.out.push_str(&dashed(&entry, dash));
            }
        }
    }

    /// 図: what was taken over, or in a comment who may appear in it and how a flow is written.
    fn figure(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let form = self.form;
        line(&mut self.out, &form.items[id].key, None, indent);
        if self.known.is_begun(id, at) {
            return self.group(Some(id), at, indent + 2);
        }
        let mut lines = Vec::new();
        for &child in form.children(Some(id)) {
            let item = &form.items[child];
            if !item.is_list() {
                continue;
            }
            lines.push(format!("{}:", item.key));
            if form.children(Some(child)).is_empty() {
                let names = self.actors();
                lines.extend(names.iter().map(|name| format!("  - {}", key(name))));
            } else {
                lines.extend(entry(form, child).iter().map(|line| format!("  {line}")));
            }
        }
        self.example(&lines, indent + 2);
    }

    /// Who may appear in the figure.
    fn actors(&self) -> Vec<String> {
        let mut names = vec!["本人".to_owned()];
        for id in [
            "basic.department.name",
            "basic.systems[].name",
            "files[].overview.entrustment.items[].contractor",
            "files[].overview.provision.recipients[].name",
            "files[].overview.provision.transferees[].name",
        ] {
            for name in self.known.texts(id) {
                if !name.contains('\n') && !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
        names
    }

    /// Lines that become YAML once their 「# 」 is deleted.
    fn example(&mut self, lines: &[String], indent: usize) {
        if self.guidance != Guidance::None {
            for line in lines {
                let _ = writeln!(self.out, "{:indent$}# {line}", "");
            }
        }
    }

    /// What is said of an item above its key.
    fn comments(&mut self, id: ItemId, at: &[usize], indent: usize) {
        let known = self.known.get(id, at);
        if let Some(doubt) = known.and_then(|value| value.doubt.as_ref()) {
            let _ = writeln!(self.out, "{:indent$}{doubt}", "");
        }
        let is_given = known.is_some() || self.form.items[id].same_as.is_some();
        if self.guidance == Guidance::None || is_given {
            return;
        }
        let spot = Spot {
            id,
            at,
            required: self.known.required(id, at),
        };
        let mut lines = said(self.form, &spot, self.guidance);
        let hints = self.known.hints(id, at).iter();
        lines.extend(hints.map(|hint| format!("　{hint}")));
        for line in lines {
            let line = line.replace(|c: char| c.is_control(), " ");
            let _ = writeln!(self.out, "{:indent$}# {line}", "");
        }
    }
}
