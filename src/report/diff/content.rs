//! The inside of a change on the terminal: words, boxes, rows.

use super::human::{ADDED, REMOVED, Report};
use crate::compare::diff::{
    Change, ChangeKind, Content, Paragraph, Part, RowChange, Tag, TextDiff,
};
use crate::japanese::segment::{head, tail};
use crate::source::lang::Lang;

/// Items of an entry that are shown; a whole file has hundreds.
const PARTS: usize = 30;

/// Kept words before and after a change that are shown, in characters.
const AROUND: usize = 24;

impl Report {
    /// What differs inside an item.
    pub(super) fn content(&mut self, change: &Change) {
        let texts = (
            change.old.as_ref().map_or("", |p| p.text.as_str()),
            change.new.as_ref().map_or("", |p| p.text.as_str()),
        );
        match &change.content {
            Content::Text { paragraphs } => self.text("  ", paragraphs),
            Content::Choice => {
                let blank = self.say("（空欄）", "(blank)");
                let shown = |text: &str| {
                    if text.is_empty() {
                        blank.to_owned()
                    } else {
                        text.to_owned()
                    }
                };
                let line = format!(
                    "  {} → {}",
                    self.removed(&shown(texts.0)),
                    self.added(&shown(texts.1))
                );
                self.line(&line);
            }
            Content::Checks {
                added,
                removed,
                details,
            } => {
                self.listed(added, removed);
                for detail in details {
                    self.line(&format!("  {}", detail.option));
                    self.text("    ", &detail.paragraphs);
                }
            }
            Content::Items { added, removed } => {
                self.listed(added, removed);
                if added.is_empty() && removed.is_empty() {
                    self.only_form();
                }
            }
            Content::Table {
                added_columns,
                removed_columns,
                rows,
            } => {
                self.listed(added_columns, removed_columns);
                rows.iter().for_each(|row| self.row(row));
                if added_columns.is_empty() && removed_columns.is_empty() && rows.is_empty() {
                    self.only_form();
                }
            }
            Content::Entry { parts } => self.entry(change.kind, parts),
            Content::Order { old, new } => {
                let line = match self.look.lang {
                    Lang::Ja => {
                        format!("  {old} から {new} へ。中身が変わった項目は、別に示します。")
                    }
                    Lang::En => {
                        format!("  from {old} to {new}; items that changed inside are shown apart.")
                    }
                };
                self.line(&line);
            }
        }
    }

    fn only_form(&mut self) {
        let words = self.say(
            "  並び順又は書き方だけの違い",
            "  only the order or the writing differs",
        );
        self.line(words);
    }

    fn removed(&self, text: &str) -> String {
        if self.look.colour {
            self.styled(REMOVED, text)
        } else {
            format!("[-{text}-]")
        }
    }

    fn added(&self, text: &str) -> String {
        if self.look.colour {
            self.styled(ADDED, text)
        } else {
            format!("{{+{text}+}}")
        }
    }

    fn listed(&mut self, added: &[String], removed: &[String]) {
        for text in removed {
            let line = format!("  {}", self.removed(text));
            self.line(&line);
        }
        for text in added {
            let line = format!("  {}", self.added(text));
            self.line(&line);
        }
    }

    /// The paragraphs that changed; what is left out between them is said.
    fn text(&mut self, indent: &str, text: &TextDiff) {
        let left_out = format!("{indent}{}", self.say("（中略）", "(…)"));
        let mut skipped = false;
        for paragraph in &text.paragraphs {
            if paragraph.is_kept() {
                if !std::mem::replace(&mut skipped, true) {
                    self.line(&left_out);
                }
                continue;
            }
            skipped = false;
            let line = format!("{indent}{}", self.paragraph(paragraph));
            self.line(&line);
        }
    }

    fn paragraph(&self, paragraph: &Paragraph) -> String {
        let last = paragraph.segments.len().saturating_sub(1);
        let mut out = String::new();
        for (n, segment) in paragraph.segments.iter().enumerate() {
            match segment.tag {
                Tag::Kept => out.push_str(&shortened(&segment.text, n == 0, n == last)),
                Tag::Removed => out.push_str(&self.removed(&segment.text)),
                Tag::Added => out.push_str(&self.added(&segment.text)),
            }
        }
        if let (true, Some(old), Some(new)) = (paragraph.moved, paragraph.old, paragraph.new) {
            out = match self.look.lang {
                Lang::Ja => format!("（{old}段落目から{new}段落目へ移動）{out}"),
                Lang::En => format!("(paragraph {old} moved to {new}) {out}"),
            };
        }
        if paragraph.segments.is_empty() {
            // An empty line came or went.
            let blank = self.say("（空行）", "(empty line)");
            out = if paragraph.old.is_some() {
                self.removed(blank)
            } else {
                self.added(blank)
            };
        }
        out
    }

    fn row(&mut self, row: &RowChange) {
        let number = |n: Option<usize>| n.map_or(String::new(), |n| n.to_string());
        let (old, new) = (number(row.old), number(row.new));
        let head = match (row.kind, self.look.lang) {
            (ChangeKind::Added, Lang::Ja) => format!("  {new}行目を追加"),
            (ChangeKind::Removed, Lang::Ja) => format!("  {old}行目を削除"),
            (ChangeKind::Moved, Lang::Ja) => {
                format!("  {old}行目を{new}行目へ移動（{}）", row.name)
            }
            (_, Lang::Ja) => format!("  {new}行目（{}）", row.name),
            (ChangeKind::Added, Lang::En) => format!("  row {new} added"),
            (ChangeKind::Removed, Lang::En) => format!("  row {old} removed"),
            (ChangeKind::Moved, Lang::En) => format!("  row {old} moved to {new} ({})", row.name),
            (_, Lang::En) => format!("  row {new} ({})", row.name),
        };
        self.line(&head);
        for cell in &row.cells {
            for paragraph in cell.paragraphs.paragraphs.iter().filter(|p| !p.is_kept()) {
                let line = format!("    {}：{}", cell.column, self.paragraph(paragraph));
                self.line(&line);
            }
        }
    }

    fn entry(&mut self, kind: ChangeKind, parts: &[Part]) {
        for part in parts.iter().take(PARTS) {
            for (n, text) in part.text.lines().enumerate() {
                let text = if kind == ChangeKind::Removed {
                    self.removed(text)
                } else {
                    self.added(text)
                };
                let line = if n == 0 {
                    format!("  {}　{text}", part.label)
                } else {
                    format!("    {text}")
                };
                self.line(&line);
            }
        }
        let more = parts.len().saturating_sub(PARTS);
        if more > 0 {
            let line = match self.look.lang {
                Lang::Ja => format!("  ほか{more}項目"),
                Lang::En => format!("  and {more} more items"),
            };
            self.line(&line);
        }
    }
}

/// Kept words between changes, the middle of long ones left out.
fn shortened(text: &str, first: bool, last: bool) -> String {
    let length = text.chars().count();
    let (before, after) = match (first, last) {
        (true, true) => return text.to_owned(),
        (true, false) => (0, AROUND),
        (false, true) => (AROUND, 0),
        (false, false) => (AROUND, AROUND),
    };
    if length <= before + after + AROUND / 2 {
        return text.to_owned();
    }
    format!("{}…{}", head(text, before), tail(text, after))
}
