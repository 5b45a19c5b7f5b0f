//! 据え置き: the findings of a day, written down so that only new ones count afterwards. They are named by rule and item,
//! entries by what they are called, so that they stay the same when lines move.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::assessment::{self, Assessment};
use crate::diagnostic::Stage;
use crate::form::value::Value;
use crate::japanese::individual_number;
use crate::report::FileReport;
use crate::rules::is_firm;

/// The version of the file.
const VERSION: u32 = 1;

/// What is known, with how often.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Known, usize>,
}

/// A finding as it is known again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// The assessment's path.
    pub file: String,
    /// The rule's code.
    pub rule: String,
    /// The item's id with the names of entries; empty where the finding is in no item.
    pub item: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: u32,
    findings: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: String,
    rule: String,
    item: String,
    count: usize,
}

/// What a baseline did to the findings of a run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// How many findings it took out.
    pub known: usize,
    /// What it knows that is no longer found in the files of the run, with how often.
    pub stale: Vec<(Known, usize)>,
}

impl Baseline {
    /// The findings of some files, but for those that nothing sets aside. `path` names a file.
    pub fn of(reports: &[FileReport], path: &dyn Fn(&FileReport) -> String) -> Self {
        let mut baseline = Baseline::default();
        for known in reports
            .iter()
            .flat_map(|report| named(report, path))
            .flatten()
        {
            *baseline.counts.entry(known).or_default() += 1;
        }
        baseline
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Says, in English, what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = serde_json::from_str(text).map_err(|e| e.to_string())?;
        if file.version != VERSION {
            return Err(format!("version {}", file.version));
        }
        let mut baseline = Baseline::default();
        for Entry {
            file,
            rule,
            item,
            count,
        } in file.findings
        {
            if is_firm(&rule) {
                return Err(rule);
            }
            *baseline
                .counts
                .entry(Known { file, rule, item })
                .or_default() += count;
        }
        Ok(baseline)
    }

    /// The text of the file: sorted, with a final line break.
    pub fn render(&self) -> String {
        let entry = |(known, count): (&Known, &usize)| Entry {
            file: known.file.clone(),
            rule: known.rule.clone(),
            item: known.item.clone(),
            count: *count,
        };
        let file = File {
            version: VERSION,
            findings: self.counts.iter().map(entry).collect(),
        };
        serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.counts.values().sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Takes the known findings out of the reports, and says what is no longer found. `ran` tells whether a rule looked.
    pub fn apply(
        &self,
        reports: &mut [FileReport],
        path: &dyn Fn(&FileReport) -> String,
        ran: &dyn Fn(&str) -> bool,
    ) -> Applied {
        let mut left = self.counts.clone();
        let mut applied = Applied::default();
        for report in reports.iter_mut() {
            let mut names = named(report, path).into_iter();
            report.diagnostics.retain(|_| {
                let count = names
                    .next()
                    .flatten()
                    .and_then(|known| left.get_mut(&known));
                match count {
                    Some(count) if *count > 0 => {
                        *count -= 1;
                        applied.known += 1;
                        false
                    }
                    _ => true,
                }
            });
        }
        let seen: Vec<String> = reports.iter().map(path).collect();
        let stale = left
            .into_iter()
            .filter(|(known, count)| *count > 0 && seen.contains(&known.file) && ran(&known.rule));
        applied.stale = stale.collect();
        applied
    }
}

/// How each finding of a file is known again; none for those that must not be.
fn named(report: &FileReport, path: &dyn Fn(&FileReport) -> String) -> Vec<Option<Known>> {
    let file = path(report);
    let document = assessment::read(&report.source);
    let assessment = Assessment::open(&report.source, &document, Stage::Draft).ok();
    let mut names = Names {
        assessment: assessment.as_ref(),
        of_lists: HashMap::new(),
    };
    let mut known = |d: &crate::diagnostic::Diagnostic| {
        (!is_firm(d.code)).then(|| Known {
            file: file.clone(),
            rule: d.code.to_owned(),
            item: names.of(&d.primary.item),
        })
    };
    report.diagnostics.iter().map(&mut known).collect()
}

/// The names of entries by the id of their list.
struct Names<'n, 'a> {
    assessment: Option<&'n Assessment<'a>>,
    of_lists: HashMap<String, Vec<Option<String>>>,
}

impl Names<'_, '_> {
    /// An id with the names of entries in the place of their numbers, as far as they tell one from the others.
    fn of(&mut self, id: &str) -> String {
        let mut out = String::new();
        let mut rest = id;
        while let Some(open) = rest.find('[') {
            let Some(close) = rest[open..].find(']').map(|i| open + i) else {
                break;
            };
            out.push_str(&rest[..=open]);
            let number = &rest[open + 1..close];
            let list = &id[..id.len() - rest.len() + open];
            match self.of_entry(list, number) {
                Some(name) => out.push_str(&individual_number::mask(&name)),
                None => out.push_str(number),
            }
            rest = &rest[close..];
        }
        out + rest
    }

    fn of_entry(&mut self, list: &str, number: &str) -> Option<String> {
        let assessment = self.assessment?;
        let names = self.of_lists.entry(list.to_owned());
        let names = names.or_insert_with(|| entry_names(assessment, list));
        names
            .get(number.parse::<usize>().ok()?.checked_sub(1)?)?
            .clone()
    }
}

/// What the entries of a list are called: by their first text, with the second where the first is another's, too.
fn entry_names(assessment: &Assessment, list: &str) -> Vec<Option<String>> {
    let entries = 1..=assessment.entries(list);
    let texts: Vec<Vec<&str>> = entries
        .map(|n| texts(assessment, &format!("{list}[{n}]")))
        .collect();
    let alone = |name: &[&str]| texts.iter().filter(|t| t.starts_with(name)).count() == 1;
    let name = |texts: &Vec<&str>| {
        let lengths = 1..=texts.len().min(2);
        let mut names = lengths.map(|length| &texts[..length]);
        names.find(|name| alone(name)).map(|name| name.join("／"))
    };
    texts.iter().map(name).collect()
}

/// The first lines of the texts of an entry.
fn texts<'a>(assessment: &Assessment<'a>, entry: &str) -> Vec<&'a str> {
    let Some(place) = assessment.find(entry) else {
        return Vec::new();
    };
    let below = assessment.fields[place..].iter().skip(1);
    let below = below
        .take_while(|f| f.id.starts_with(entry))
        .filter(|f| f.parent == Some(place));
    let texts = below.filter_map(|f| match f.value {
        Value::Text(text) | Value::Date(text, _) | Value::Choice { text, .. } => Some(&text.text),
        _ => None,
    });
    let lines = texts.filter_map(|text| text.lines().next().map(str::trim));
    lines.filter(|line| !line.is_empty()).collect()
}
