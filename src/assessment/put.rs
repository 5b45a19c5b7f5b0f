//! Values put into items that are blank; no other byte is touched, and what comes out is read again before it is trusted.

use crate::assessment::{self, Assessment};
use crate::source::diagnostic::{Edit, Stage};
use crate::source::{Source, Span};
use crate::yaml::{Content, Entry, Node, edit, write};

/// What is put into an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// A text.
    Text(String),
    /// Items below it, by their keys.
    Map(Vec<(String, Put)>),
}

impl Put {
    /// What is after the colon of its key: ` text`, or the lines below the key, which is in a column.
    pub fn rendered(&self, column: usize, newline: &str) -> String {
        match self {
            Put::Text(text) => write::value(text, column, newline),
            Put::Map(entries) => {
                let blanks = " ".repeat(column + 2);
                let lines = entries.iter().map(|(key, put)| {
                    format!(
                        "{newline}{blanks}{key}:{}",
                        put.rendered(column + 2, newline)
                    )
                });
                lines.collect()
            }
        }
    }
}

/// The text of a file with a value in an item that is blank; none where something stands there, or where the file is laid
/// out in a way in which nothing can be put in safely.
pub fn put(source: &Source, id: &str, value: &Put) -> Option<String> {
    let document = assessment::read(source);
    let opened = Assessment::open(source, &document, Stage::Draft).ok()?;
    if opened.is_broken() || opened.is_begun(id) {
        return None;
    }
    let text = source.text();
    let edit = edit(&opened, id, value)?;
    let new = edit::apply(text, std::slice::from_ref(&edit)).text;
    checked(&opened, &new, id, value).then_some(new)
}

fn edit(assessment: &Assessment, id: &str, value: &Put) -> Option<Edit> {
    let text = assessment.source.text();
    let newline = assessment.source.newline();
    if let Some(entry) = entry_of(assessment, id) {
        return after_colon(text, entry, value, newline);
    }
    let item = assessment.form.find(id)?;
    let definition = &assessment.form.items[item];
    let Some((parent, _)) = id.rsplit_once('.') else {
        return below(
            assessment,
            id,
            &assessment.document.root,
            0,
            (&definition.key, value),
            newline,
        );
    };
    match entry_of(assessment, parent) {
        Some(entry) if !entry.value.entries().is_empty() => {
            let column = column(text, entry.value.entries().first()?.key.span.start);
            below(
                assessment,
                id,
                &entry.value,
                column,
                (&definition.key, value),
                newline,
            )
        }
        // The item above is not begun, or not there: it comes with the one below it.
        _ => {
            let with = Put::Map(vec![(definition.key.clone(), value.clone())]);
            edit(assessment, parent, &with)
        }
    }
}

/// The entry of an item with its key, where the file has it.
fn entry_of<'a>(assessment: &Assessment<'a>, id: &str) -> Option<&'a Entry> {
    let key = assessment.item(id)?.key?;
    let mut open: Vec<&'a Node> = vec![&assessment.document.root];
    while let Some(node) = open.pop() {
        for entry in node.entries() {
            if entry.key.span == key {
                return Some(entry);
            }
            open.push(&entry.value);
        }
    }
    None
}

/// The value after the colon of a key that has none; a comment on the line stays on it.
fn after_colon(text: &str, entry: &Entry, value: &Put, newline: &str) -> Option<Edit> {
    if !matches!(entry.value.content, Content::Blank) {
        return None;
    }
    let start = entry.key.span.end;
    let line = text.get(start..)?;
    let line = line[..line.find('\n').unwrap_or(line.len())].trim_end_matches('\r');
    let rest = line.strip_prefix(':')?;
    if !(rest.trim().is_empty() || rest.starts_with(' ') && rest.trim_start().starts_with('#')) {
        return None;
    }
    let rendered = value.rendered(column(text, entry.key.span.start), newline);
    let (head, below) = match rendered.find(newline) {
        Some(end) => rendered.split_at(end),
        None => (rendered.as_str(), ""),
    };
    let rest = rest.trim_end();
    Some(Edit {
        span: Span::new(start, start + line.len()),
        text: format!(":{head}{rest}{below}"),
    })
}

/// A new key in a map: after the items that the form has before it.
fn below(
    assessment: &Assessment,
    id: &str,
    map: &Node,
    column: usize,
    (key, value): (&str, &Put),
    newline: &str,
) -> Option<Edit> {
    let text = assessment.source.text();
    if text.get(map.span.start..)?.starts_with(['{', '[']) {
        return None;
    }
    let form = assessment.form;
    let own = form.find(id)?;
    let entries = map.entries();
    let parent = form.items[own]
        .id
        .rsplit_once('.')
        .and_then(|(parent, _)| form.find(parent));
    let place = |entry: &Entry| form.child(parent, &entry.key.text);
    let before = entries
        .iter()
        .rfind(|entry| place(entry).is_some_and(|item| item < own));
    let at = match before {
        Some(entry) => edit::next_line(
            text,
            edit::end_of(text, &entry.value).max(entry.key.span.end),
        ),
        None => edit::line_start(text, entries.first()?.key.span.start),
    };
    let blanks = " ".repeat(column);
    let lines = format!("{blanks}{key}:{}{newline}", value.rendered(column, newline));
    Some(edit::insert_lines(text, at, &lines, newline))
}

fn column(text: &str, at: usize) -> usize {
    at - edit::line_start(text, at)
}

/// Whether a new text says what the old one says, and the value.
fn checked(old: &Assessment, text: &str, id: &str, value: &Put) -> bool {
    let source = Source::new(old.source.name(), text);
    let document = assessment::read(&source);
    if !document.is_as_clean_as(old.document) {
        return false;
    }
    let Ok(new) = Assessment::open(&source, &document, Stage::Draft) else {
        return false;
    };
    let mut before = Vec::new();
    texts(&old.document.root, &mut Vec::new(), &mut before);
    let mut after = Vec::new();
    texts(&new.document.root, &mut Vec::new(), &mut after);
    let mut wanted = Vec::new();
    leaves(value, &mut wanted);
    // All that was there is there in its order; what came is the value and nothing else.
    let mut old_texts = before.iter().peekable();
    let came = after.iter().filter(|text| {
        let stays = old_texts.peek() == Some(text);
        if stays {
            old_texts.next();
        }
        !stays
    });
    let came: Vec<&str> = came.map(|(_, text)| text.as_str()).collect();
    let has_all = old_texts.next().is_none();
    let stands = new.is_begun(id);
    has_all
        && stands
        && came
            .iter()
            .map(|t| t.trim_end())
            .eq(wanted.iter().map(|t| t.trim_end()))
}

/// All texts of a tree with their paths.
fn texts<'n>(node: &'n Node, path: &mut Vec<&'n str>, out: &mut Vec<(String, String)>) {
    match &node.content {
        Content::Scalar(scalar) => out.push((path.join("/"), scalar.text.clone())),
        Content::Map(entries) => {
            for entry in entries {
                path.push(&entry.key.text);
                texts(&entry.value, path, out);
                path.pop();
            }
        }
        Content::Seq(nodes) => nodes.iter().for_each(|node| texts(node, path, out)),
        Content::Blank => {}
    }
}

fn leaves<'p>(value: &'p Put, out: &mut Vec<&'p str>) {
    match value {
        Put::Text(text) => out.push(text),
        Put::Map(entries) => entries.iter().for_each(|(_, value)| leaves(value, out)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn into(text: &str, id: &str, value: &str) -> Option<String> {
        put(
            &Source::new("a.yaml", text),
            id,
            &Put::Text(value.to_owned()),
        )
    }

    #[test]
    fn a_value_takes_a_blank_place_and_nothing_else() {
        let head = "様式: 全項目評価書\n版: 平成30年5月\n";
        let at = "procedure.third_party.result";
        let cases = [
            // A key without a value, with a comment on its line.
            (
                "評価実施手続:\n  第三者点検:\n    実施日: 令和8年2月13日\n    結果:   # 答申の後\n",
                "評価実施手続:\n  第三者点検:\n    実施日: 令和8年2月13日\n    結果: |   # 答申の後\n      一\n      二\n",
            ),
            // No key: after what the form has before it.
            (
                "評価実施手続:\n  第三者点検:\n    実施日: 令和8年2月13日\n  個人情報保護委員会の承認:\n    提出日:\n",
                "評価実施手続:\n  第三者点検:\n    実施日: 令和8年2月13日\n    結果: |\n      一\n      二\n  個人情報保護委員会の承認:\n    提出日:\n",
            ),
            // Nothing of the chapter.
            (
                "表紙:\n  評価書番号: \"1\"",
                "表紙:\n  評価書番号: \"1\"\n評価実施手続:\n  第三者点検:\n    結果: |\n      一\n      二",
            ),
        ];
        for (old, new) in cases {
            let put = into(&format!("{head}{old}"), at, "一\n二");
            assert_eq!(put.as_deref(), Some(format!("{head}{new}").as_str()));
        }
        let stands = format!("{head}評価実施手続:\n  第三者点検:\n    結果: 済\n");
        assert_eq!(into(&stands, at, "一"), None);
    }
}
