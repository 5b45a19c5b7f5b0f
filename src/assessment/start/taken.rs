//! What is taken over from an older assessment, of this office or of another: its texts, with the names of now, each
//! marked to be looked at.

use std::collections::BTreeSet;

use super::known::{Content, Known, KnownValue};
use super::names::Names;
use super::{Answers, Contract, FileAnswers, Linkage};
use crate::assessment::field::{Field, id_at, is_within};
use crate::assessment::value::{Checked, Table, Value};
use crate::assessment::{Assessment, DOUBT};
use crate::form::{Form, Item, ItemKind};
use crate::japanese::bands::Band;
use crate::yaml::{Node, Scalar};

/// An older assessment and the name of its file.
#[derive(Debug, Clone, Copy)]
pub struct Older<'a> {
    /// The assessment.
    pub assessment: &'a Assessment<'a>,
    /// Its file.
    pub name: &'a str,
    /// The items of the new assessment, by their ids, into which nothing of it is taken over.
    pub left: &'a BTreeSet<String>,
}

/// What can't be the same: numbers, days, what was done about it, what happened meanwhile.
const NEW_EACH_TIME: [&str; 9] = [
    "form",
    "edition",
    "cover.number",
    "cover.title",
    "cover.commission_approval_date",
    "cover.publication_date",
    "files[].risks.storage.leak.serious_incidents",
    "procedure",
    "changes[]",
];

/// What is true of another office only by accident.
const OF_THE_OFFICE: [&str; 2] = [
    "basic.my_number_use.legal_basis",
    "basic.info_linkage.legal_basis",
];

/// What is true of another body only by accident.
const OF_THE_BODY: [&str; 1] = ["files[].overview.entrustment.items[].contractor"];

impl Older<'_> {
    /// What it answers to the questions.
    pub fn answers(&self) -> Answers {
        let text = |id: &str| self.text(id);
        let count = self.assessment.entries("basic.systems");
        let systems = (1..=count).map(|n| text(&format!("basic.systems[{n}].name")));
        let files = 1..=self.assessment.entries("files");
        Answers {
            agency: text("cover.agency"),
            office: text("basic.office.name"),
            department: text("basic.department.name"),
            head: text("basic.department.head_title"),
            systems: systems.filter(|name| !name.is_empty()).collect(),
            linkage: self.linkage(),
            files: files.map(|n| self.file(n)).collect(),
            ..Answers::default()
        }
    }

    fn text(&self, id: &str) -> String {
        let text = self.assessment.text(id).unwrap_or_default();
        text.trim().to_owned()
    }

    fn linkage(&self) -> Linkage {
        let is_off = |id: &str| {
            self.assessment
                .is_begun(&format!("files[1].risks.network.{id}"))
        };
        match self.text("basic.info_linkage.implementation").as_str() {
            "実施する" => match (is_off("none_intake"), is_off("none_provision")) {
                (false, true) => Linkage::Asks,
                (true, false) => Linkage::Provides,
                _ => Linkage::Both,
            },
            "実施しない" => Linkage::None,
            _ => Linkage::Undecided,
        }
    }

    fn file(&self, n: usize) -> FileAnswers {
        let section = format!("files[{n}].overview");
        let names = |list: &str| -> Vec<String> {
            let list = format!("{section}.provision.{list}");
            let names = 1..=self.assessment.entries(&list);
            let names = names.map(|i| self.text(&format!("{list}[{i}].name")));
            names.filter(|name| !name.is_empty()).collect()
        };
        let list = format!("{section}.entrustment.items");
        let contract = |i: usize| Contract {
            name: self.text(&format!("{list}[{i}].name")),
            contractor: self.text(&format!("{list}[{i}].contractor")),
            given_on: self.text(&format!("{list}[{i}].reentrustment")) == "再委託する",
        };
        let contracts = (1..=self.assessment.entries(&list)).map(contract);
        FileAnswers {
            name: self.text(&format!("files[{n}].name")),
            holding_start: String::new(),
            contracts: contracts.filter(|c| !c.name.is_empty()).collect(),
            recipients: names("recipients"),
            transferees: names("transferees"),
        }
    }
}

/// Takes over what an older assessment has and the answers leave open.
pub(super) fn take(known: &mut Known, form: &Form, older: &Older, answers: &Answers) {
    let before = older.answers();
    let mut names = Names::of(&before, answers);
    let entries = Entries::of(&before, answers, &mut names);
    let is_same_office = before.office == answers.office;
    let is_same_body = before.agency == answers.agency;
    let is_dropped = |item: &Item| {
        let within = |ids: &[&str]| ids.iter().any(|id| is_within(&item.id, id));
        within(&NEW_EACH_TIME)
            || !is_same_office && within(&OF_THE_OFFICE)
            || !is_same_body && within(&OF_THE_BODY)
            || matches!(
                item.kind,
                ItemKind::Date | ItemKind::Period | ItemKind::Count
            )
            || is_number(item)
            || item.same_as.is_some()
    };
    for field in older.assessment.printed() {
        let definition = older.assessment.definition(field);
        let Some(item) = form
            .find(&definition.id)
            .filter(|_| !is_dropped(definition))
        else {
            continue;
        };
        let Some(at) = entries.at(&definition.id, &field.at) else {
            continue;
        };
        if older.left.contains(&id_at(&definition.id, &at)) {
            if !field.blank {
                known.hint(&definition.id, &at, vec![not_taken(older, field)]);
            }
            continue;
        }
        for (at, content) in contents(field, definition, &at) {
            let is_open = known.get(item, &at).is_none() && !known.is_ruled_out(item, &at);
            if is_open {
                let (content, renamed) = names.put_into(content);
                let doubt = Some(doubt(older, field, &renamed));
                known.insert(item, &at, KnownValue { content, doubt });
            }
        }
    }
}

/// Whether its options are numbers of people or of items.
fn is_number(item: &Item) -> bool {
    let mut options = item.options.iter();
    !item.options.is_empty() && options.all(|option| Band::read(&option.text).is_some())
}

/// The comment above a value that was taken over.
fn doubt(older: &Older, field: &Field, renamed: &[(String, String)]) -> String {
    let address = older.assessment.address(field);
    let names = renamed
        .iter()
        .map(|(old, new)| format!("、「{old}」を「{new}」に置き換えた"));
    let names: String = names.collect();
    let comment = format!("{DOUBT}（{} {address}）前の評価書の記載{names}", older.name);
    comment.replace(|c: char| c.is_control(), " ")
}

/// What is said where nothing is taken over.
fn not_taken(older: &Older, field: &Field) -> String {
    let address = older.assessment.address(field);
    format!(
        "前の評価書（{} {address}）の記載は、今回の答えと合わないので写していません。",
        older.name
    )
}

/// What is written in an item, by the entry numbers of now.
fn contents(field: &Field, item: &Item, at: &[usize]) -> Vec<(Vec<usize>, Content)> {
    let one = |content: Content| vec![(at.to_vec(), content)];
    let text = |text: &str| match text.trim() {
        "" => Vec::new(),
        text => one(Content::Text(text.to_owned())),
    };
    match &field.value {
        Value::Text(scalar) => text(&scalar.text),
        Value::Table(Table::Markdown(scalar)) => text(&scalar.text),
        Value::Choice {
            option: Some(option),
            ..
        } => item
            .options
            .get(*option)
            .map_or(Vec::new(), |option| text(&option.text)),
        Value::Check(_) => text("○"),
        Value::Checks(checks) => {
            let option = |checked: &Checked| {
                let option = item.options.get(checked.option?)?;
                let detail = checked.detail.map(|detail| detail.text.trim().to_owned());
                Some((option.text.clone(), detail))
            };
            let ticked: Vec<_> = checks.iter().filter_map(option).collect();
            match ticked.is_empty() {
                true => Vec::new(),
                false => one(Content::Checks(ticked)),
            }
        }
        Value::Texts(texts) => {
            let texts = texts.iter().enumerate();
            let texts = texts.filter(|(_, text)| !text.text.trim().is_empty());
            let numbered = texts.enumerate().map(|(n, (_, text))| {
                let at = [at, &[n + 1]].concat();
                (at, Content::Text(text.text.trim().to_owned()))
            });
            numbered.collect()
        }
        Value::Table(Table::Rows(rows)) => {
            let cell = |node: &Node| {
                let scalar = node.scalar().map(|scalar| scalar.text.clone());
                scalar.unwrap_or_default()
            };
            let row = |row: &Vec<(&Scalar, &Node)>| {
                let cells = row.iter();
                cells
                    .map(|(column, node)| (column.text.clone(), cell(node)))
                    .collect()
            };
            one(Content::Rows(rows.iter().map(row).collect()))
        }
        _ => Vec::new(),
    }
}

/// Which entry of now an entry of the older assessment is, by their names.
struct Entries {
    systems: Vec<Option<usize>>,
    files: Vec<Option<FileEntries>>,
}

struct FileEntries {
    number: usize,
    contracts: Vec<Option<usize>>,
    recipients: Vec<Option<usize>>,
    transferees: Vec<Option<usize>>,
}

impl Entries {
    fn of(before: &Answers, answers: &Answers, names: &mut Names) -> Self {
        // A file has the name of its work: files that no name joins are joined by their place.
        let file_names = |answers: &Answers| -> Vec<String> {
            answers.files.iter().map(|file| file.name.clone()).collect()
        };
        let (old, new) = (file_names(before), file_names(answers));
        let mut files = names.places(&old, &new);
        for (n, place) in files.iter_mut().enumerate() {
            if place.is_none() && n < new.len() {
                *place = Some(n + 1);
                names.add(&old[n], &new[n]);
            }
        }
        let mut taken = Vec::new();
        for place in &mut files {
            *place = place.filter(|n| !taken.contains(n));
            taken.extend(*place);
        }
        let files = before.files.iter().zip(files).map(|(old, number)| {
            let new = answers.files.get(number?.checked_sub(1)?)?;
            let contracts = |file: &FileAnswers| -> Vec<String> {
                file.contracts.iter().map(|c| c.name.clone()).collect()
            };
            Some(FileEntries {
                number: number?,
                contracts: names.places(&contracts(old), &contracts(new)),
                recipients: names.places(&old.recipients, &new.recipients),
                transferees: names.places(&old.transferees, &new.transferees),
            })
        });
        Entries {
            files: files.collect(),
            systems: names.places(&before.systems, &answers.systems),
        }
    }

    /// The entry numbers of now; none where the entry is gone.
    fn at(&self, id: &str, at: &[usize]) -> Option<Vec<usize>> {
        let mut now = at.to_vec();
        let place = |places: &[Option<usize>], n: usize| *places.get(n.checked_sub(1)?)?;
        if id.starts_with("basic.systems[]") {
            let first = now.first_mut()?;
            *first = place(&self.systems, *first)?;
        } else if id.starts_with("files[]") {
            let first = now.first_mut()?;
            let file = self.files.get(first.checked_sub(1)?)?.as_ref()?;
            *first = file.number;
            let lists = [
                ("files[].overview.entrustment.items[]", &file.contracts),
                ("files[].overview.provision.recipients[]", &file.recipients),
                (
                    "files[].overview.provision.transferees[]",
                    &file.transferees,
                ),
            ];
            let list = lists.iter().find(|(list, _)| id.starts_with(list));
            if let (Some((_, places)), Some(second)) = (list, now.get_mut(1)) {
                *second = place(places, *second)?;
            }
        }
        Some(now)
    }
}
