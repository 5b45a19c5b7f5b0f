//! Why `build` writes nothing of an assessment.

use std::path::Path;

use super::NUMBER;
use crate::lint::file_report::FileReport;
use crate::source::diagnostic::{Diagnostic, Severity};
use crate::source::lang::Lang;
use crate::workspace;

/// Why nothing is written that could be taken for a paper to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// An individual number could be read in it.
    Number,
    /// Parts of the file are not read, so that the page could be taken for the whole.
    Unread,
    /// It is no assessment that can be printed.
    NoForm,
    /// It has findings that no paper to be published may have.
    Findings,
}

impl Held {
    /// `denied` says whether it has findings that hold back what is to be published.
    pub(super) fn of(report: &FileReport, unread: bool, denied: bool) -> Option<Self> {
        let is_number = |d: &Diagnostic| d.code == NUMBER && d.severity == Severity::Error;
        let number = report.diagnostics.iter().any(is_number);
        match () {
            () if number => Some(Held::Number),
            () if unread => Some(Held::Unread),
            () if denied => Some(Held::Findings),
            () => None,
        }
    }

    pub(super) fn message(self, path: &Path, lang: Lang) -> String {
        let path = workspace::shown_input(path, lang);
        let why = match (self, lang) {
            (Held::Number, Lang::Ja) => {
                "個人番号とみられる番号があるので、どの段階でも書き出しません"
            }
            (Held::Number, Lang::En) => "it contains what looks like an individual number",
            (Held::Unread, Lang::Ja) => "読めない所があるので、書き出していません",
            (Held::Unread, Lang::En) => "parts can't be read",
            (Held::NoForm, Lang::Ja) => "評価書として読めないので、書き出していません",
            (Held::NoForm, Lang::En) => "it can't be read as an assessment",
            (Held::Findings, Lang::Ja) => {
                "指摘が残っているので、公表用には書き出していません（--force-draft で「素案」の印を付けて書き出せます）"
            }
            (Held::Findings, Lang::En) => {
                "there are findings, so nothing can be published (--force-draft writes it marked 素案)"
            }
        };
        match lang {
            Lang::Ja => format!("{path}: {why}。\n"),
            Lang::En => format!("{path}: not written, as {why}.\n"),
        }
    }
}
