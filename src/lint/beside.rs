//! What one assessment of a run says that the others can be held against. It is gathered from all files before they are
//! checked, so that a finding over two files is an ordinary finding of one of them.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use crate::assessment::Assessment;
use crate::assessment::value::Value;
use crate::japanese::notation::{fold, is_none_mark};
use crate::lint::rules::facts::company::key;

/// What an assessment says of itself and of what its office shares.
#[derive(Debug, Clone, Default)]
pub struct FileFacts {
    /// The file, as the user names it.
    pub file: String,
    /// 評価実施機関名
    pub agency: String,
    /// The same in comparison form: what one office's files share.
    office: String,
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
            let text = assessment.text(id).map(str::trim);
            text.filter(|text| !is_none_mark(text)).unwrap_or_default()
        };
        let agency = text("cover.agency");
        FileFacts {
            file: assessment.source.name().to_owned(),
            agency: agency.to_owned(),
            office: fold(agency),
            number: text("cover.number").to_owned(),
            title: text("cover.title").to_owned(),
            work: text("basic.office.name").to_owned(),
            other_agencies: text("basic.other_agencies").to_owned(),
            systems: systems(assessment),
            companies: companies(assessment),
        }
    }

    /// Whether both are of one office.
    pub fn is_of_office(&self, other: &FileFacts) -> bool {
        !self.office.is_empty() && self.office == other.office
    }
}

/// What all files of a run say. What an office shares is found by what it is, so that a run over many files compares each
/// file with what differs, not with each other file.
#[derive(Debug, Default)]
pub struct Beside {
    files: Vec<FileFacts>,
    /// The files by their names.
    by_name: FxHashMap<String, usize>,
    /// The names of a company, by its office and its key.
    companies: FxHashMap<(String, String), Vec<Named>>,
    /// The connections of a system, by its office and its name.
    systems: FxHashMap<(String, String), Vec<Connected>>,
}

/// A name that files give to a company.
#[derive(Debug)]
pub struct Named {
    /// As the first of them writes it.
    pub name: String,
    /// That file.
    pub file: String,
    /// How many files write it so.
    pub count: usize,
}

/// Connections that files give to a system.
#[derive(Debug)]
pub struct Connected {
    /// The options.
    pub options: BTreeSet<&'static str>,
    /// The first file with them.
    pub file: String,
}

impl Beside {
    /// Puts the files of a run together, in their order.
    pub fn of(files: Vec<FileFacts>) -> Self {
        let mut beside = Beside::default();
        for (n, file) in files.iter().enumerate() {
            beside.by_name.insert(file.file.clone(), n);
            for (key, name) in &file.companies {
                let key = (file.office.clone(), key.clone());
                let names = beside.companies.entry(key).or_default();
                let folded = fold(name);
                match names.iter_mut().find(|named| fold(&named.name) == folded) {
                    Some(named) => named.count += 1,
                    None => names.push(Named {
                        name: name.clone(),
                        file: file.file.clone(),
                        count: 1,
                    }),
                }
            }
            for (name, options) in &file.systems {
                let key = (file.office.clone(), name.clone());
                let known = beside.systems.entry(key).or_default();
                if !known.iter().any(|known| known.options == *options) {
                    known.push(Connected {
                        options: options.clone(),
                        file: file.file.clone(),
                    });
                }
            }
        }
        Beside { files, ..beside }
    }

    /// Whether there are files to hold against each other.
    pub fn is_several(&self) -> bool {
        self.files.len() > 1
    }

    /// A file by its name.
    pub fn file(&self, name: &str) -> Option<&FileFacts> {
        Some(&self.files[*self.by_name.get(name)?])
    }

    /// The files but one.
    pub fn others<'b>(&'b self, own: &'b FileFacts) -> impl Iterator<Item = &'b FileFacts> {
        self.files.iter().filter(|other| other.file != own.file)
    }

    /// The names that the files of an office give to a company, by its key; the first in the order of the files first.
    pub fn names(&self, own: &FileFacts, company: &str) -> &[Named] {
        let key = (own.office.clone(), company.to_owned());
        let names = self.companies.get(&key).filter(|_| !own.office.is_empty());
        names.map_or(&[], Vec::as_slice)
    }

    /// The connections that the files of an office give to a system, by its folded name; the first in the order of the files
    /// first.
    pub fn connections(&self, own: &FileFacts, system: &str) -> &[Connected] {
        let key = (own.office.clone(), system.to_owned());
        let known = self.systems.get(&key).filter(|_| !own.office.is_empty());
        known.map_or(&[], Vec::as_slice)
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
