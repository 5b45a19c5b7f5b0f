//! `# hyokasho: 許可 S006 理由`: the codes of rules, those with a finding near by first.

use super::super::found::{Completion, CompletionKind};
use super::line::Line;
use super::{Request, sorted};
use crate::lint::rules::{RULES, Rule, is_mandatory};
use crate::source::Span;
use crate::source::lang::Lang;
use crate::yaml::addressed;

/// What follows the program's name.
const ALLOW: &str = "許可";

/// Where the sign of the comment is in which a place of a line lies.
pub(super) fn sign(line: &Line, at: usize) -> Option<usize> {
    let before = &line.text[..at];
    if before.trim_start().starts_with('#') {
        return before.find('#');
    }
    let end = line.end();
    let sign = line.text[end..].find('#').map(|sign| end + sign);
    sign.filter(|sign| *sign < at)
}

impl Request<'_> {
    /// What can be written in a comment that begins with a sign.
    pub(super) fn in_comment(&self, sign: usize) -> Vec<Completion> {
        let words = &self.line().text[sign + 1..self.in_line()];
        let Some(rest) = addressed::rest(words) else {
            return self.address_of_comment(words);
        };
        let word = ["許可", "allow"]
            .iter()
            .find_map(|word| rest.strip_prefix(word));
        let Some(code) = word.map(str::trim_start) else {
            let span = self.before(rest);
            return vec![self.completion(&format!("{ALLOW} "), CompletionKind::Value, span)];
        };
        if code.contains(|c: char| !c.is_ascii_alphanumeric()) {
            return Vec::new();
        }
        let blank = if code.is_empty() && rest.ends_with(ALLOW) {
            " "
        } else {
            ""
        };
        self.codes(self.before(code), blank, true)
    }

    /// The program's name, at the beginning of a comment.
    fn address_of_comment(&self, words: &str) -> Vec<Completion> {
        let begun = words.trim_start();
        if !addressed::NAME.starts_with(begun) {
            return Vec::new();
        }
        let blank = if words.is_empty() { " " } else { "" };
        let mut found = self.completion(
            &format!("{}: {ALLOW} ", addressed::NAME),
            CompletionKind::Value,
            self.before(begun),
        );
        found.insert = format!("{blank}{}", found.insert);
        vec![found]
    }

    /// The words right before the place.
    fn before(&self, words: &str) -> Span {
        Span::new(self.offset - words.len(), self.offset)
    }

    /// The codes of all rules from whose findings there are exceptions.
    pub(super) fn codes(&self, span: Span, before: &str, goes_on: bool) -> Vec<Completion> {
        let source = self.snapshot.source;
        let line = source.line_of(self.offset);
        let is_near = |rule: &Rule| {
            let of_rule = self
                .snapshot
                .findings
                .iter()
                .filter(|d| d.code == rule.code);
            let mut lines = of_rule.map(|d| source.line_of(d.primary.span.start));
            lines.any(|found| found == line || found == line + 1)
        };
        let rules = RULES.iter().filter(|rule| !is_mandatory(rule.code));
        let found = rules.enumerate().map(|(n, rule)| {
            let doc = rule.doc();
            let mut found = self.completion(rule.code, CompletionKind::Rule, span);
            let after = if goes_on { " " } else { "" };
            found.insert = format!("{before}{}{after}", rule.code);
            found.detail = match self.snapshot.lang {
                Lang::Ja => doc.title,
                Lang::En => doc.english,
            };
            found.filter = format!("{} {}", rule.code, rule.name);
            found.sort = match is_near(rule) {
                true => format!("!{}", sorted(n)),
                false => sorted(n),
            };
            found
        });
        found.collect()
    }
}
