//! Lists where the form has none: of the words after an option, and of keys.

use super::{edits, first_line};
use crate::assessment::field::FieldId;
use crate::form::ItemKind;
use crate::lint::rules::{Context, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety};
use crate::source::lang::{Lang, say};
use crate::yaml::{Content, Node};

/// `その他:` with a list below it.
pub(super) fn detail(
    cx: &mut Context,
    rule: &'static Rule,
    field: FieldId,
    span: Span,
    option: usize,
    texts: &[String],
) {
    let definition = cx.assessment.definition(cx.field(field));
    let option = definition.options.get(option).map_or("", |o| &o.text);
    let joined = texts.join("、");
    let words = words(cx.lang, &cx.name(field), option, &joined);
    let source = cx.assessment.source;
    let key = source.slice(Span::new(0, span.start));
    // The dash of the first entry is before it, unless the list is one in brackets.
    let key = key.trim_end_matches(['-', ' ', '\n', '\r']);
    let plain = |word: &String| {
        let needs_quotes = word.contains([':', '#', '\n', '"', '\'', ',']);
        !needs_quotes && !word.starts_with(|c: char| c.is_ascii_punctuation())
    };
    let list = Span::new(key.len(), span.end);
    let joins = key.ends_with(':') && texts.iter().all(plain);
    let can_fix = joins && !edits::in_flow(source, span);
    let edit = Edit {
        span: list,
        text: format!(" {joined}"),
    };
    // A list that is indented begins at its first dash, which an exception for its first entry does not cover.
    let bare = source.slice(span).trim_start_matches("- ");
    let span = Span::new(span.end - bare.len(), span.end);
    let finding = cx.report(rule, field, first_line(bare, span), words);
    if can_fix {
        finding.fix(Safety::Safe, vec![edit]);
    }
}

/// A list whose entries begin with the keys that belong there, as the keys: each with the options that are below it.
/// None where an entry begins otherwise.
pub(super) fn as_keys(cx: &Context, field: FieldId, span: Span) -> Option<Vec<Edit>> {
    let (form, source) = (cx.assessment.form, cx.assessment.source);
    let item = cx.field(field).item;
    let Content::Seq(entries) = &node_at(&cx.assessment.document.root, span)?.content else {
        return None;
    };
    let mut all = Vec::new();
    for entry in entries {
        let start = entry.span.start;
        let dash = Span::new(start.checked_sub(2)?, start);
        let (line, blanks) = edits::indent(source, start);
        let begins = line + blanks.len() == dash.start && source.slice(dash) == "- ";
        all.push(Edit {
            span: dash,
            text: "  ".into(),
        });
        let mut lines = source.slice(entry.span).lines();
        let first = lines.next()?.trim_end();
        let key = match &entry.content {
            Content::Map(keys)
                if keys
                    .iter()
                    .all(|e| form.child(Some(item), &e.key.text).is_some()) =>
            {
                keys.first().map(|e| e.key.text.as_str())
            }
            Content::Scalar(_) => Some(first),
            _ => None,
        };
        let child = form.child(Some(item), key?).filter(|_| begins)?;
        if matches!(entry.content, Content::Map(_)) {
            continue;
        }
        all.push(Edit {
            span: Span::at(start + first.len()),
            text: ":".into(),
        });
        let below = source.line_of(start) + 1..=source.line_of(entry.span.end);
        for line in below.map(|line| source.line_span(line)) {
            let words = source.slice(line).trim();
            let is_option = form.items[child].option(words).is_some();
            let text = source.slice(line);
            let lead = text.len() - text.trim_start().len();
            all.push(Edit {
                span: Span::new(line.start, line.start + lead),
                text: format!("{blanks}    - "),
            });
            if form.items[child].kind != ItemKind::Checks || !is_option {
                return None;
            }
        }
    }
    Some(all)
}

/// The node that is just at a place.
fn node_at(node: &Node, span: Span) -> Option<&Node> {
    if node.span == span {
        return Some(node);
    }
    let holds = |node: &&Node| node.span.start <= span.start && span.end <= node.span.end;
    let below = match &node.content {
        Content::Map(entries) => entries.iter().map(|e| &e.value).find(holds),
        Content::Seq(nodes) => nodes.iter().find(holds),
        _ => None,
    };
    node_at(below?, span)
}

fn words(lang: Lang, name: &str, option: &str, joined: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} の「{option}」の内容が、一覧になっている",
        "「{option}」 of {name} is followed by a list"
    ))
    .help(say!(
        lang,
        "内容は、「- {option}: {joined}」のように、「{option}:」の後に続けて書いてください。",
        "Write it after the option: 「- {option}: {joined}」."
    ))
}
