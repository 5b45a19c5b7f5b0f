//! What came and what went between two checks: findings are known again place by place when lines move
//! ([`crate::lint::known`]).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::lint::file_report::FileReport;
use crate::lint::known;
use crate::source::lang::Lang;

/// The findings of a report that are not in others of the same file: of a finding with many places, those that are new.
pub fn only_in(report: &FileReport, others: &[&FileReport], lang: Lang) -> FileReport {
    let places_of = |report: &FileReport| {
        let places = known::places(report).into_iter();
        places.take(report.diagnostics.len())
    };
    let mut left: FxHashMap<_, usize> = FxHashMap::default();
    for other in others {
        for known in places_of(other).flatten() {
            *left.entry(known).or_default() += 1;
        }
    }
    let mut take = |known| {
        let count = left.get_mut(&known).filter(|count| **count > 0);
        count.map(|count| *count -= 1).is_some()
    };
    let mut only = FileReport {
        diagnostics: Vec::new(),
        ..report.clone()
    };
    for (finding, places) in report.diagnostics.iter().zip(places_of(report)) {
        let kinds: Vec<bool> = places.into_iter().map(&mut take).collect();
        let parts = finding.clone().parted(&kinds, lang).into_iter();
        let new = parts.filter(|(is_known, _)| !is_known);
        only.diagnostics.extend(new.map(|(_, part)| part));
    }
    only
}

/// What was last known of some files.
#[derive(Debug, Default)]
pub struct LastKnown {
    files: BTreeMap<String, Last>,
}

/// What was last known of a file. Where parts of it can't be read, what was found in them before is neither there nor gone.
#[derive(Debug, Default)]
struct Last {
    /// What the last check found.
    found: Option<FileReport>,
    /// What an earlier one found that could read all, as far as the last one did not look at it.
    unseen: Option<FileReport>,
}

/// What is new since the last check.
#[derive(Debug, Default)]
pub struct News {
    /// Findings that came.
    pub came: Vec<FileReport>,
    /// Findings that went.
    pub went: Vec<FileReport>,
    /// Files that are not there any more.
    pub gone: Vec<String>,
}

impl LastKnown {
    /// Takes up what a check found; says what is new.
    pub fn take(&mut self, reports: Vec<FileReport>, lang: Lang) -> News {
        let mut news = News::default();
        let mut files = std::mem::take(&mut self.files);
        for report in reports {
            let name = report.source.name().to_owned();
            let last = files.remove(&name).unwrap_or_default();
            let before: Vec<&FileReport> = last.found.iter().chain(&last.unseen).collect();
            news.came.push(only_in(&report, &before, lang));
            let is_whole = report.is_whole || report.is_settings;
            let went = if is_whole {
                &before[..]
            } else {
                // Of what was found while the rest could not be read, either.
                let was_broken = last.found.as_ref().is_some_and(|found| !found.is_whole);
                &before[..usize::from(was_broken)]
            };
            for before in went {
                news.went.push(only_in(before, &[&report], lang));
            }
            let whole = match last.found {
                Some(found) if found.is_whole => Some(found),
                _ => last.unseen,
            };
            let unseen = whole.filter(|_| !is_whole);
            let unseen = unseen.map(|whole| only_in(&whole, &[&report], lang));
            let found = Some(report);
            self.files.insert(name, Last { found, unseen });
        }
        for (name, last) in files {
            match last.found {
                // Nothing is to be said of the settings any more.
                Some(found) if found.is_settings => news.went.push(found),
                _ => news.gone.push(name),
            }
        }
        let is_said = |report: &FileReport| !report.diagnostics.is_empty();
        news.came.retain(is_said);
        news.went.retain(is_said);
        news
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::engine::check_source;
    use crate::lint::rules::CheckInputs;
    use crate::source::Source;
    use crate::source::diagnostic::Stage;

    const LANG: Lang = Lang::Ja;

    fn report(text: &str) -> FileReport {
        let source = Source::new("a.yaml", text);
        let inputs = |_: &crate::assessment::Assessment| CheckInputs::default();
        let checked = check_source(&source, &inputs, Stage::Review, LANG);
        FileReport::checked(source, checked)
    }

    fn said(reports: &[FileReport]) -> Vec<String> {
        let all = reports.iter().flat_map(|report| &report.diagnostics);
        all.map(|d| format!("{} {}", d.code, d.message)).collect()
    }

    const START: &str = "様式: 全項目評価書\n版: 平成30年5月\n表紙:\n  評価書番号: \"1\"\n";

    #[test]
    fn what_moves_is_known_and_what_comes_and_goes_is_said() {
        let mut known = LastKnown::default();
        let first = report(START);
        let count = first.diagnostics.len();
        let news = known.take(vec![first], LANG);
        assert!(news.came.len() == 1 && news.went.is_empty() && count > 0);
        // Lines above push all down.
        let moved = format!("# 注記\n# もう一つ\n{START}");
        let news = known.take(vec![report(&moved)], LANG);
        assert!(news.came.is_empty() && news.went.is_empty(), "{news:?}");
        let more = format!("{START}  無い項目: x\n");
        let news = known.take(vec![report(&more)], LANG);
        let came = said(&news.came);
        assert!(
            came.len() == 1 && came[0].starts_with("S001"),
            "{came:?} {:?}",
            said(&news.went)
        );
        let news = known.take(vec![report(START)], LANG);
        assert_eq!((said(&news.went), news.came.len()), (came, 0));
        assert_eq!(known.take(Vec::new(), LANG).gone, ["a.yaml"]);
    }

    #[test]
    fn what_can_not_be_read_for_a_while_is_not_gone() {
        let mut known = LastKnown::default();
        let _ = known.take(vec![report(START)], LANG);
        // The next save is half of the file.
        let half = FileReport::failed("a.yaml", "読めません".into());
        let news = known.take(vec![half.clone()], LANG);
        assert!(news.went.is_empty() && news.came.is_empty(), "{news:?}");
        let news = known.take(vec![half], LANG);
        assert!(news.went.is_empty() && news.gone.is_empty());
        let news = known.take(vec![report(START)], LANG);
        assert!(news.went.is_empty() && news.came.is_empty(), "{news:?}");
    }
}
