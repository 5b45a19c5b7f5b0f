//! What one assessment of a run says that the others can be held against. It is gathered from all files before they are
//! checked, so that a finding over two files is an ordinary finding of one of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::assessment::Assessment;
use crate::assessment::value::Value;
use crate::japanese::notation::{fold, is_none_mark};
use crate::lint::rules::w::company::key;

/// What an assessment says of itself and of what its office shares.
#[derive(Debug, Clone, Default)]
pub struct FileFacts {
    /// The file, as the user names it.
    pub file: String,
    /// 評価実施機関名
    pub agency: String,
    /// 評価書番号
    pub number: String,
    /// 評価書名
    pub title: String,
    /// Ⅰ１①
    pub work: String,
    /// Ⅰ８
    pub other_agencies: String,
    /// Ⅰ２③ of each system: the options that are ticked, by its folded name.
    pub systems: BTreeMap<String, BTreeSet<&'static str>>,
    /// 委託先名, each company by what makes no other of it.
    pub companies: BTreeMap<String, String>,
}

impl FileFacts {
    /// Reads it from an assessment.
    pub fn of(assessment: &Assessment) -> Self {
        let text = |id: &str| {
            let text = assessment.text(id).unwrap_or_default().trim();
            let is_filled = !is_none_mark(text);
            if is_filled {
                text.to_owned()
            } else {
                Default::default()
            }
        };
        FileFacts {
            file: assessment.source.name().to_owned(),
            agency: text("cover.agency"),
            number: text("cover.number"),
            title: text("cover.title"),
            work: text("basic.office.name"),
            other_agencies: text("basic.other_agencies"),
            systems: systems(assessment),
            companies: companies(assessment),
        }
    }

    /// Whether both are of one office.
    pub fn is_of_office(&self, other: &FileFacts) -> bool {
        !self.agency.is_empty() && fold(&self.agency) == fold(&other.agency)
    }
}

/// The option that stands for what has no option of its own.
const OTHER: &str = "その他";

fn systems(assessment: &Assessment) -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut systems = BTreeMap::new();
    for n in 1..=assessment.entries("basic.systems") {
        let name = assessment.text(&format!("basic.systems[{n}].name"));
        let connections = assessment.item(&format!("basic.systems[{n}].connections"));
        let (Some(name), Some(connections)) = (name, connections) else {
            continue;
        };
        let Value::Checks(checks) = &connections.value else {
            continue;
        };
        let options = &assessment.definition(connections).options;
        let ticked = checks.iter().filter_map(|check| options.get(check.option?));
        let ticked = ticked.map(|option| option.text.as_str());
        let ticked = ticked.filter(|option| !option.starts_with(OTHER));
        systems.insert(fold(name), ticked.collect());
    }
    systems
}

fn companies(assessment: &Assessment) -> BTreeMap<String, String> {
    let contractors = assessment
        .fields
        .iter()
        .filter_map(|field| match field.value {
            Value::Text(text) if field.id.ends_with(".contractor") => Some(&text.text),
            _ => None,
        });
    let names = contractors.flat_map(|text| text.split(['\n', '、']).map(str::trim));
    let names = names.filter(|name| is_company(name));
    names.map(|name| (key(name), name.to_owned())).collect()
}

/// Whether a line is the name of a company alone.
fn is_company(name: &str) -> bool {
    const FORMS: [&str; 4] = ["株式会社", "（株）", "(株)", "㈱"];
    const LONGEST: usize = 30;
    let is_form = |form: &&str| name.contains(*form) && name.len() > form.len();
    FORMS.iter().any(is_form) && name.chars().count() <= LONGEST
}
