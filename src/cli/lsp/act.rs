//! What can be done about findings: fix them, fix all that is certain, except them with a reason, add rows to 別添３.

mod title;

use gen_lsp_types::{CodeAction, CodeActionDisabled, CodeActionKind, Diagnostic as Shown, Range};
use serde_json::{Value, json};

use super::convert::edits_between;
use super::view::View;
use crate::cli::base::Version;
use crate::cli::changelog;
use crate::cli::check_text;
use crate::lint::fix;
use crate::lint::suppress::Commenting;
use crate::report::shown_fix;
use crate::source::diagnostic::{Diagnostic, Edit, Safety};
use crate::source::{Source, Span};

/// The kind of the action that fixes all that is certain.
pub(super) const FIX_ALL: &str = "source.fixAll.hyokasho";

/// The rule of changes that 別添３ has no row for.
const NO_ROW: &str = "C015";

/// What an action does whose edits are made when it is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Later {
    FixAll,
    Rows,
}

/// The actions for a part of a document, of the kinds that are asked for.
pub(super) fn actions(
    view: &View,
    range: Range,
    only: Option<&[CodeActionKind]>,
) -> Vec<CodeAction> {
    let asked = view.text.span(range);
    let meets = |span: Span| span.start <= asked.end && asked.start <= span.end;
    let mut actions = Vec::new();
    if wants(only, CodeActionKind::QuickFix.as_str()) {
        let found = view.findings.found.iter();
        let here: Vec<&Diagnostic> = found.filter(|d| meets(d.primary.span)).collect();
        let shown = view.shower();
        for finding in &here {
            actions.extend(fixing(view, finding, shown.finding(finding)));
        }
        let unrecorded = here.iter().filter(|d| d.code == NO_ROW);
        let unrecorded: Vec<Shown> = unrecorded.map(|d| shown.finding(d)).collect();
        if !unrecorded.is_empty() {
            actions.extend(rows(view, unrecorded));
        }
        let commenting = Commenting::of(view.snapshot.assessment);
        for finding in &here {
            actions.extend(excepting(
                view,
                &commenting,
                finding,
                shown.finding(finding),
            ));
        }
    }
    if wants(only, FIX_ALL) && view.findings.found.iter().any(is_certain) {
        // Its edits take many checks: where they can't be made later, it has to be asked for.
        let is_asked = only.is_some_and(|kinds| !kinds.is_empty());
        if view.client.resolves || is_asked {
            actions.extend(later(view, Later::FixAll, Vec::new()));
        }
    }
    actions
}

/// An action that was chosen, with its edits.
pub(super) fn resolved(view: &View, mut action: CodeAction) -> CodeAction {
    let Some(wanted) = action.data.as_ref().and_then(Later::of) else {
        return action;
    };
    match wanted.edits(view) {
        Ok(edits) => action.edit = Some(view.workspace_edit(&edits)),
        Err(reason) => action.disabled = Some(CodeActionDisabled { reason }),
    }
    action
}

/// The address of the document that an action is for.
pub(super) fn document_of(action: &CodeAction) -> Option<&str> {
    action.data.as_ref()?.get("uri")?.as_str()
}

/// Whether a kind is asked for: by itself, or with all of a kind above it.
fn wants(only: Option<&[CodeActionKind]>, kind: &str) -> bool {
    let is = |asked: &CodeActionKind| {
        let rest = kind.strip_prefix(asked.as_str());
        rest.is_some_and(|rest| {
            asked.as_str().is_empty() || rest.is_empty() || rest.starts_with('.')
        })
    };
    only.is_none_or(|kinds| kinds.is_empty() || kinds.iter().any(is))
}

fn is_certain(finding: &Diagnostic) -> bool {
    finding
        .fix
        .as_ref()
        .is_some_and(|fix| fix.safety == Safety::Safe)
}

/// The fix of a finding.
fn fixing(view: &View, finding: &Diagnostic, shown: Shown) -> Option<CodeAction> {
    let fix = shown_fix(finding)?;
    let source = view.snapshot.source;
    Some(CodeAction {
        title: title::fix(source, finding.code, fix, view.snapshot.lang),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![shown]),
        is_preferred: (fix.safety == Safety::Safe).then_some(true),
        edit: Some(view.workspace_edit(&fix.edits)),
        ..CodeAction::default()
    })
}

/// The comment that excepts a finding; its reason is still to be written.
fn excepting(
    view: &View,
    commenting: &Commenting,
    finding: &Diagnostic,
    shown: Shown,
) -> Option<CodeAction> {
    let edit = commenting.exception(finding)?;
    let source = view.snapshot.source;
    Some(CodeAction {
        title: title::except(finding.code, view.snapshot.lang),
        kind: Some(CodeActionKind::QuickFix),
        diagnostics: Some(vec![shown]),
        edit: Some(view.edit_with_cursor(&edit, source.newline())),
        ..CodeAction::default()
    })
}

/// The action that adds the rows that 別添３ lacks, where there is a version to compare with.
fn rows(view: &View, shown: Vec<Shown>) -> Option<CodeAction> {
    let version = view.folder.version(view.path)?;
    matches!(version.as_ref(), Ok(Version::Present { .. })).then_some(())?;
    later(view, Later::Rows, shown)
}

/// An action whose edits are made when it is chosen, or now where the editor knows only that.
fn later(view: &View, what: Later, shown: Vec<Shown>) -> Option<CodeAction> {
    let lang = view.snapshot.lang;
    let (title, kind) = match what {
        Later::FixAll => (title::fix_all(lang), CodeActionKind::from(FIX_ALL)),
        Later::Rows => (title::rows(lang), CodeActionKind::QuickFix),
    };
    let mut action = CodeAction {
        title,
        kind: Some(kind),
        diagnostics: (!shown.is_empty()).then_some(shown),
        ..CodeAction::default()
    };
    if view.client.resolves {
        action.data = Some(json!({ "do": what.name(), "uri": view.open.uri }));
        return Some(action);
    }
    match what.edits(view) {
        Ok(edits) if edits.is_empty() => return None,
        Ok(edits) => action.edit = Some(view.workspace_edit(&edits)),
        Err(reason) if view.client.disables => {
            action.disabled = Some(CodeActionDisabled { reason });
        }
        Err(_) => return None,
    }
    Some(action)
}

impl Later {
    fn name(self) -> &'static str {
        match self {
            Later::FixAll => "fixAll",
            Later::Rows => "rows",
        }
    }

    fn of(data: &Value) -> Option<Self> {
        let name = data.get("do")?.as_str()?;
        [Later::FixAll, Later::Rows]
            .into_iter()
            .find(|later| later.name() == name)
    }

    /// The edits that it makes.
    ///
    /// # Errors
    /// In words: why it can't be done.
    fn edits(self, view: &View) -> Result<Vec<Edit>, String> {
        let old = view.snapshot.source.text();
        let new = match self {
            Later::FixAll => fixed(view),
            Later::Rows => with_rows(view)?,
        };
        Ok(edits_between(old, &new))
    }
}

/// The text with all fixes made that are certain, as `check --fix` makes them.
fn fixed(view: &View) -> String {
    let (source, options) = (view.snapshot.source, &view.folder.options);
    let check = |text: &str| {
        let source = Source::new(source.name(), text);
        check_text(&source, view.path, options).diagnostics
    };
    fix::fix_text(source.text(), Safety::Safe, &check).text
}

/// The text with the rows that 別添３ lacks, as `changelog --write` writes them.
fn with_rows(view: &View) -> Result<String, String> {
    let snapshot = &view.snapshot;
    let Some(version) = view.folder.version(view.path) else {
        return Ok(snapshot.source.text().to_owned());
    };
    let version = version.as_ref().as_ref().map_err(Clone::clone)?;
    changelog::with_rows(
        view.path,
        snapshot.source,
        snapshot.document,
        version,
        snapshot.lang,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_asked_for_by_itself_or_with_all_above_it() {
        let asked = |kinds: &[&'static str]| {
            let kinds: Vec<CodeActionKind> = kinds.iter().map(|kind| (*kind).into()).collect();
            wants(Some(&kinds), FIX_ALL)
        };
        assert!(asked(&["source"]) && asked(&["source.fixAll"]) && asked(&["quickfix", FIX_ALL]));
        assert!(
            !asked(&["quickfix"]) && !asked(&["source.fix"]) && !asked(&["source.fixAll.eslint"])
        );
        assert!(wants(None, FIX_ALL) && asked(&[""]));
    }
}
