//! Keys that are indented into the text above them and read as lines of it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::head;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};
use crate::yaml::Style;

/// A missing item whose key is in the text of a sister.
pub(super) struct Swallowed {
    /// The item in whose text it is.
    holder: FieldId,
    /// The key.
    key: Span,
}

/// The beginnings of the lines of texts that may be keys.
pub(super) struct Lines<'a> {
    /// By the item above the text, and the words up to the colon, folded: in the order of the file.
    lines: FxHashMap<(Option<FieldId>, String), Vec<Line<'a>>>,
}

struct Line<'a> {
    holder: FieldId,
    key: Span,
    /// As written.
    words: &'a str,
}

impl<'a> Lines<'a> {
    /// Looks through the texts of the sisters of missing items.
    pub(super) fn beside(cx: &Context<'a>, missing: impl Iterator<Item = FieldId>) -> Self {
        let missing = missing.map(|field| cx.field(field));
        let missing = missing.filter(|field| field.key.is_none());
        let parents: FxHashSet<Option<FieldId>> = missing.map(|field| field.parent).collect();
        let source = cx.assessment.source;
        let mut found: FxHashMap<_, Vec<Line>> = FxHashMap::default();
        let fields = cx.assessment.fields.iter_enumerated();
        let beside = fields.filter(|(_, f)| parents.contains(&f.parent));
        let blocks = beside.filter(|(_, f)| match &f.value {
            Value::Text(text) => text.style == Style::Literal,
            _ => false,
        });
        for (holder, field) in blocks {
            let lines = source.line_of(field.span.start) + 1..=source.line_of(field.span.end);
            for line in lines.map(|line| source.line_span(line)) {
                let text = source.slice(line).trim_start();
                let Some(colon) = text.find([':', '：']) else {
                    continue;
                };
                let start = line.end - text.len();
                let key = Span::new(start, start + colon);
                let words = &text[..colon];
                let known = found.entry((field.parent, fold(words))).or_default();
                known.push(Line { holder, key, words });
            }
        }
        Lines { lines: found }
    }

    /// The key of a missing item at the beginning of one of those lines.
    pub(super) fn find(&self, cx: &Context, field: FieldId) -> Option<Swallowed> {
        let missing = cx.field(field);
        if missing.key.is_some() {
            return None;
        }
        let form = cx.assessment.form;
        let above = form.parent(missing.item);
        let key = fold(&form.items[missing.item].key);
        let mut lines = self.lines.get(&(missing.parent, key))?.iter();
        // A line that names the item with a number or in other words may be a part of the text.
        let line = lines.find(|line| form.child(above, line.words) == Some(missing.item))?;
        Some(Swallowed {
            holder: line.holder,
            key: line.key,
        })
    }
}

/// Reports it at its key.
pub(super) fn report(cx: &mut Context, rule: &'static Rule, field: FieldId, found: &Swallowed) {
    let lang = cx.lang;
    let holder = &cx.assessment.definition(cx.field(found.holder)).key;
    let words = words(lang, &cx.name(field), holder);
    let above = head(cx, found.holder);
    let severity = Levels::GROWING
        .of(cx.assessment.stage)
        .max(Severity::Warning);
    let edit = outdented(cx, found);
    let finding = cx
        .report(rule, field, found.key, words)
        .severity(severity)
        .related(above, in_this_text(lang));
    if let Some(edit) = edit {
        finding.fix(Safety::Unsafe, vec![edit]);
    }
}

/// The line with the indentation of the key above, where it is the last of the text: below it, the text might go on.
fn outdented(cx: &Context, found: &Swallowed) -> Option<Edit> {
    let source = cx.assessment.source;
    let field = cx.field(found.holder);
    let line = source.line_of(found.key.start);
    let column = source.position(field.key?.start).column;
    let start = source.line_span(line).start;
    (line == source.line_of(field.span.end)).then(|| Edit {
        span: Span::new(start, found.key.start),
        text: " ".repeat(column.saturating_sub(1)),
    })
}

fn words(lang: Lang, name: &str, holder: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} の行が、上の「{holder}」の文の中に読まれている",
        "The line of {name} is read as part of the text of 「{holder}」"
    ))
    .label(say!(lang, "文の一部になっている", "a part of the text"))
    .help(say!(
        lang,
        "見出しなら、行の先頭の空白を減らし、「{holder}:」と同じ位置から書き始めてください。",
        "If it is a key, begin it in the same column as 「{holder}:」."
    ))
}

/// Said at the key of that text.
fn in_this_text(lang: Lang) -> String {
    say!(lang, "この文の中", "in this text")
}
