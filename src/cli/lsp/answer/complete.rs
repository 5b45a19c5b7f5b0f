//! What can be written at a place, in the words of the protocol.

use gen_lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionList, Documentation,
    InsertTextFormat, InsertTextMode, TextEdit,
};

use super::markdown;
use crate::cli::lsp::complete;
use crate::cli::lsp::found::{Completion, CompletionKind};
use crate::cli::lsp::view::View;
use crate::source::{Span, outward};

/// What can be written at a place.
pub(super) fn list(view: &View, at: usize) -> CompletionList {
    let found = complete::complete(&view.snapshot, at);
    CompletionList {
        is_incomplete: false,
        items: found.into_iter().map(|found| item(view, found)).collect(),
        ..CompletionList::default()
    }
}

fn item(view: &View, found: Completion) -> CompletionItem {
    let is_snippet = found.is_snippet && view.client.snippets;
    let new_text = match (found.is_snippet, is_snippet) {
        (true, true) => unindented(view, &found),
        (true, false) => plain(&found.insert),
        (false, _) => found.insert,
    };
    CompletionItem {
        kind: Some(match found.kind {
            CompletionKind::Key => CompletionItemKind::Property,
            CompletionKind::Choice => CompletionItemKind::EnumMember,
            CompletionKind::Address => CompletionItemKind::Reference,
            CompletionKind::Rule => CompletionItemKind::Constant,
            CompletionKind::Name => CompletionItemKind::Text,
            CompletionKind::Value => CompletionItemKind::Value,
        }),
        label: outward::words(&found.label),
        detail: filled(outward::words(&found.detail)),
        documentation: filled(found.documentation)
            .map(|text| Documentation::MarkupContent(markdown(&text))),
        sort_text: filled(found.sort),
        filter_text: filled(found.filter),
        insert_text_format: Some(match is_snippet {
            true => InsertTextFormat::Snippet,
            false => InsertTextFormat::PlainText,
        }),
        insert_text_mode: view.client.indents.then_some(match is_snippet {
            true => InsertTextMode::AdjustIndentation,
            false => InsertTextMode::AsIs,
        }),
        text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit {
            range: view.text.range(found.span),
            new_text,
        })),
        ..CompletionItem::default()
    }
}

fn filled(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// A snippet without the blanks that the editor puts before its lines.
fn unindented(view: &View, found: &Completion) -> String {
    let source = view.snapshot.source;
    let line = source.line_span(source.line_of(found.span.start)).start;
    let before = source.slice(Span::new(line, found.span.start));
    let blanks = before.len() - before.trim_start_matches(' ').len();
    let mut lines = found.insert.split_inclusive('\n');
    let first = lines.next().unwrap_or_default().to_owned();
    lines.fold(first, |out, line| {
        let own = line.len() - line.trim_start_matches(' ').len();
        out + &line[own.min(blanks)..]
    })
}

/// A snippet without its places for the cursor.
fn plain(snippet: &str) -> String {
    let mut out = String::with_capacity(snippet.len());
    let mut rest = snippet.chars();
    while let Some(sign) = rest.next() {
        match sign {
            '\\' => out.extend(rest.next()),
            '$' => {
                let digits = rest.as_str();
                let end = digits.find(|c: char| !c.is_ascii_digit());
                rest = digits[end.unwrap_or(digits.len())..].chars();
            }
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn a_snippet_can_be_written_without_places_for_the_cursor() {
        assert_eq!(plain("名称: $0\n  a: \\$1\\}$12x"), "名称: \n  a: $1}x");
        assert_eq!(plain("\\"), "");
    }
}
