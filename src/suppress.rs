//! Exceptions with reasons: a comment `# hyokasho: 許可 S006 理由` at an item keeps a rule from speaking there.
//!
//! A comment behind a key covers that item and all below it; a comment on a line of its own covers the item of the
//! next key. Without a reason it covers nothing; one that covers no finding is itself a finding.

use crate::assessment::Assessment;
use crate::diagnostic::{Diagnostic, Lang};
use crate::rules::u;
use crate::source::Span;

/// A finding that is excepted, with the officer's reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppressed {
    /// The finding.
    pub diagnostic: Diagnostic,
    /// Why it stands.
    pub reason: String,
}

/// An exception as written.
#[derive(Debug)]
pub(crate) struct Exception {
    /// The rule's code, as written.
    pub(crate) code: String,
    /// Why; may be empty, then it is none.
    pub(crate) reason: String,
    /// The comment.
    pub(crate) span: Span,
    /// The part of the file that it covers.
    covers: Span,
}

/// Takes the excepted findings out; exceptions without a reason or a use become findings.
pub fn apply(
    assessment: &Assessment,
    found: Vec<Diagnostic>,
    lang: Lang,
) -> (Vec<Diagnostic>, Vec<Suppressed>) {
    let exceptions = exceptions(assessment);
    if exceptions.is_empty() {
        return (found, Vec::new());
    }
    let mut used = vec![false; exceptions.len()];
    let (mut kept, mut suppressed) = (Vec::new(), Vec::new());
    for diagnostic in found {
        let at = diagnostic.primary.span.start;
        let fits = |e: &Exception| {
            e.code.eq_ignore_ascii_case(diagnostic.code)
                && e.covers.start <= at
                && at < e.covers.end.max(e.covers.start + 1)
        };
        match exceptions.iter().position(fits) {
            Some(place) => {
                used[place] = true;
                let reason = exceptions[place].reason.clone();
                if reason.is_empty() {
                    kept.push(diagnostic);
                } else {
                    suppressed.push(Suppressed { diagnostic, reason });
                }
            }
            None => kept.push(diagnostic),
        }
    }
    for (exception, used) in exceptions.iter().zip(used) {
        kept.extend(u::judge(assessment, exception, used, lang));
    }
    kept.sort_by_key(|d| (d.primary.span, d.code));
    (kept, suppressed)
}

/// The exceptions of a file, in its order.
fn exceptions(assessment: &Assessment) -> Vec<Exception> {
    let comments = assessment.document.comments.iter();
    comments
        .filter_map(|comment| {
            let text = comment.text.trim();
            let rest = text
                .strip_prefix("hyokasho:")
                .or_else(|| text.strip_prefix("hyokasho："))?
                .trim_start();
            let rest = rest
                .strip_prefix("許可")
                .or_else(|| rest.strip_prefix("allow"))
                .unwrap_or(rest)
                .trim_start();
            let end = rest
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(rest.len());
            let (code, reason) = rest.split_at(end);
            let reason = reason
                .trim_start_matches([':', '：', '、', ','])
                .trim()
                .to_owned();
            let covers = covered(assessment, comment.span);
            Some(Exception {
                code: code.to_owned(),
                reason,
                span: comment.span,
                covers,
            })
        })
        .collect()
}

/// What a comment covers: the outermost item whose key stands on its line, or on the next line with a key.
fn covered(assessment: &Assessment, comment: Span) -> Span {
    let source = assessment.source;
    let line = source.line_of(comment.start);
    let own_line = source.line(line).trim_start().starts_with('#');
    let line_of = |key: Span| source.line_of(key.start);
    let keyed = assessment
        .fields
        .iter()
        .filter_map(|f| Some((f.key?, f.span)));
    let wanted = if own_line {
        keyed
            .clone()
            .map(|(key, _)| line_of(key))
            .filter(|l| *l > line)
            .min()
    } else {
        Some(line)
    };
    let here = keyed.filter(|(key, _)| Some(line_of(*key)) == wanted);
    let whole = here.map(|(key, span)| Span::new(key.start, span.end.max(key.end)));
    whole
        .min_by_key(|span| (span.start, usize::MAX - span.end))
        .unwrap_or(Span::at(comment.start))
}
