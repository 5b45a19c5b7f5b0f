//! Requests about one document: what the features find, in the words of the protocol.

mod complete;

use std::path::Path;

use gen_lsp_types::{
    CodeAction, CodeActionParams, CompletionList, CompletionParams, Contents, DefinitionParams,
    DocumentFormattingParams, DocumentSymbol, DocumentSymbolParams, FoldingRange, FoldingRangeKind,
    FoldingRangeParams, Hover, HoverParams, InlayHint, InlayHintParams, Label, Location,
    MarkupContent, MarkupKind, Position, PrepareRenameParams, PrepareRenamePlaceholder, Range,
    ReferenceParams, RenameParams, SymbolInformation, SymbolKind as ShownKind, TextEdit, Tooltip,
    WorkspaceEdit,
};
use serde_json::Value;

use super::convert::{self, edits_between};
use super::found::{Fold, FoldKind, Hint, Symbol, SymbolKind, Target};
use super::refusal::Refusal;
use super::view::View;
use super::{act, fold, go, hover, inlay, outline, rename, uri};
use crate::source::outward;

/// What can be written at a place.
pub(super) fn completion(view: &View, params: CompletionParams) -> Result<CompletionList, Refusal> {
    let at = offset(view, params.text_document_position_params.position);
    Ok(complete::list(view, at))
}

/// What is said of the words under the pointer.
pub(super) fn hover(view: &View, params: HoverParams) -> Result<Option<Hover>, Refusal> {
    let at = offset(view, params.text_document_position_params.position);
    let shown = hover::hover(&view.snapshot, at).map(|hover| Hover {
        contents: Contents::MarkupContent(markdown(&hover.markdown)),
        range: Some(view.text.range(hover.span)),
    });
    Ok(shown)
}

/// The outline: parts within parts, or a list where the editor knows only that.
pub(super) fn symbols(view: &View, _: DocumentSymbolParams) -> Result<Value, Refusal> {
    let symbols = outline::outline(&view.snapshot);
    let value = if view.client.nests {
        let symbols: Vec<_> = symbols.iter().map(|symbol| nested(view, symbol)).collect();
        serde_json::to_value(symbols)
    } else {
        let mut flat = Vec::new();
        symbols
            .iter()
            .for_each(|symbol| flatten(view, symbol, None, &mut flat));
        serde_json::to_value(flat)
    };
    value.map_err(|error| Refusal::internal(&error))
}

/// What can be folded.
pub(super) fn folds(view: &View, _: FoldingRangeParams) -> Result<Vec<FoldingRange>, Refusal> {
    let shown = |fold: &Fold| {
        let range = view.text.range(fold.span);
        // A span that ends at the beginning of a line ends with the line before.
        let is_before = range.end.character == 0 && range.end.line > range.start.line;
        FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line - u32::from(is_before),
            kind: match fold.kind {
                FoldKind::Part => None,
                FoldKind::Comment => Some(FoldingRangeKind::Comment),
            },
            ..FoldingRange::default()
        }
    };
    let folds = fold::fold(&view.snapshot);
    let shown = folds.iter().map(shown);
    Ok(shown
        .filter(|fold| fold.end_line > fold.start_line)
        .collect())
}

/// Where what is named stands.
pub(super) fn definition(view: &View, params: DefinitionParams) -> Result<Vec<Location>, Refusal> {
    let at = offset(view, params.text_document_position_params.position);
    let targets = go::definition(&view.snapshot, at);
    Ok(targets
        .iter()
        .map(|target| location(view, target))
        .collect())
}

/// Where it is named.
pub(super) fn references(view: &View, params: ReferenceParams) -> Result<Vec<Location>, Refusal> {
    let at = offset(view, params.text_document_position_params.position);
    let targets = go::references(&view.snapshot, at, params.context.include_declaration);
    Ok(targets
        .iter()
        .map(|target| location(view, target))
        .collect())
}

/// Whether what is at a place can be renamed.
pub(super) fn prepare_rename(
    view: &View,
    params: PrepareRenameParams,
) -> Result<Option<PrepareRenamePlaceholder>, Refusal> {
    let at = offset(view, params.text_document_position_params.position);
    let found = rename::prepare(&view.snapshot, at);
    Ok(found.map(|(span, placeholder)| PrepareRenamePlaceholder {
        range: view.text.range(span),
        placeholder,
    }))
}

/// The edits that rename it.
pub(super) fn renaming(view: &View, params: RenameParams) -> Result<WorkspaceEdit, Refusal> {
    let at = offset(view, params.text_document_position_params.position);
    let edits = rename::rename(&view.snapshot, at, &params.new_name).map_err(Refusal::failed)?;
    Ok(view.workspace_edit(&edits))
}

/// Words within the lines.
pub(super) fn hints(view: &View, params: InlayHintParams) -> Result<Vec<InlayHint>, Refusal> {
    let hints = inlay::inlay(&view.snapshot, view.text.span(params.range));
    let shown = |hint: &Hint| InlayHint {
        position: view.text.position(hint.at),
        label: Label::String(outward::words(&hint.text)),
        kind: None,
        text_edits: None,
        tooltip: (!hint.tooltip.is_empty()).then(|| Tooltip::String(outward::text(&hint.tooltip))),
        padding_left: (!hint.is_before).then_some(true),
        padding_right: hint.is_before.then_some(true),
        data: None,
    };
    Ok(hints.iter().map(shown).collect())
}

/// What can be done about findings.
pub(super) fn actions(view: &View, params: CodeActionParams) -> Result<Vec<CodeAction>, Refusal> {
    Ok(act::actions(
        view,
        params.range,
        params.context.only.as_deref(),
    ))
}

/// The document as `fmt` writes it; nothing of one in another language than YAML.
pub(super) fn formatting(
    view: &View,
    _: DocumentFormattingParams,
) -> Result<Option<Vec<TextEdit>>, Refusal> {
    if !view.open.is_yaml() {
        return Ok(None);
    }
    let source = view.snapshot.source;
    let text = view
        .folder
        .in_order(source, view.path)
        .map_err(Refusal::failed)?;
    let edits = edits_between(source.text(), &text);
    Ok(Some(
        edits.iter().map(|edit| view.text.edit(edit)).collect(),
    ))
}

fn offset(view: &View, position: Position) -> usize {
    view.text.offset(position)
}

fn markdown(text: &str) -> MarkupContent {
    MarkupContent {
        kind: MarkupKind::Markdown,
        value: outward::text(text),
    }
}

/// A place of this document, or of another.
fn location(view: &View, target: &Target) -> Location {
    let Some(read) = &target.read else {
        return Location {
            uri: view.open.uri.clone(),
            range: view.text.range(target.span),
        };
    };
    let position = |at| convert::position(&read.source, at, view.client.encoding);
    Location {
        uri: uri::of_path(Path::new(read.source.name())),
        range: Range {
            start: position(target.span.start),
            end: position(target.span.end),
        },
    }
}

fn kind(symbol: &Symbol) -> ShownKind {
    match symbol.kind {
        SymbolKind::Chapter => ShownKind::Namespace,
        SymbolKind::Item => ShownKind::Property,
        SymbolKind::Entry => ShownKind::Object,
        SymbolKind::Row => ShownKind::Event,
    }
}

#[expect(deprecated, reason = "all fields of the type are named")]
fn nested(view: &View, symbol: &Symbol) -> DocumentSymbol {
    let children: Vec<_> = symbol
        .children
        .iter()
        .map(|child| nested(view, child))
        .collect();
    DocumentSymbol {
        name: name(symbol),
        detail: Some(outward::words(&symbol.detail)).filter(|detail| !detail.is_empty()),
        kind: kind(symbol),
        tags: None,
        deprecated: None,
        range: view.text.range(symbol.span),
        selection_range: view.text.range(symbol.name_span),
        children: (!children.is_empty()).then_some(children),
    }
}

#[expect(deprecated, reason = "all fields of the type are named")]
fn flatten(
    view: &View,
    symbol: &Symbol,
    inside: Option<String>,
    flat: &mut Vec<SymbolInformation>,
) {
    let name = name(symbol);
    flat.push(SymbolInformation {
        location: Location {
            uri: view.open.uri.clone(),
            range: view.text.range(symbol.name_span),
        },
        deprecated: None,
        base_symbol_information: gen_lsp_types::BaseSymbolInformation {
            name: name.clone(),
            kind: kind(symbol),
            tags: None,
            container_name: inside,
        },
    });
    for child in &symbol.children {
        flatten(view, child, Some(name.clone()), flat);
    }
}

/// Editors refuse a part without a name.
fn name(symbol: &Symbol) -> String {
    match outward::words(&symbol.name) {
        empty if empty.trim().is_empty() => "…".to_owned(),
        name => name,
    }
}
