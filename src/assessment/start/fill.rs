//! What the answers say, put into the items of the form that want it.

use super::known::Known;
use super::{Answers, Contract, FileAnswers, Linkage, law, tier};
use crate::form::{AgencyKind, Form};

/// What is known of the items by the answers.
pub(super) fn known<'f>(form: &'f Form, answers: &Answers) -> Known<'f> {
    let mut known = Known::of(form);
    known.text("form", &[], &form.kind);
    known.text("edition", &[], &form.edition);
    known.text("cover.number", &[], &answers.number);
    known.text("cover.title", &[], &title(form, &answers.office));
    known.text("cover.agency", &[], &answers.agency);
    known.text("basic.office.name", &[], &answers.office);
    known.text("basic.office.people_count", &[], &answers.people);
    known.text("basic.department.name", &[], &answers.department);
    known.text("basic.department.head_title", &[], &answers.head);
    known.text("premises.handlers", &[], &answers.handlers);
    known.text("premises.incidents", &[], &answers.incidents);
    systems(&mut known, answers);
    linkage(&mut known, answers.linkage);
    threshold(&mut known, answers);
    for (n, file) in answers.files.iter().enumerate() {
        self::file(&mut known, answers, file, n + 1);
    }
    known
}

/// 「予防接種に関する事務　全項目評価書」
pub(super) fn title(form: &Form, office: &str) -> String {
    format!("{office}　{}", form.kind)
}

fn systems(known: &mut Known, answers: &Answers) {
    known.entry("basic.systems[]", &[1]);
    for (n, name) in answers.systems.iter().enumerate() {
        known.entry("basic.systems[]", &[n + 1]);
        known.text("basic.systems[].name", &[n + 1], name);
    }
}

fn linkage(known: &mut Known, linkage: Linkage) {
    let done = match linkage {
        Linkage::Both | Linkage::Asks | Linkage::Provides => "実施する",
        Linkage::None => "実施しない",
        Linkage::Undecided => "未定",
    };
    known.text("basic.info_linkage.implementation", &[], done);
}

/// The provisions that the law's tables have for the office, where nothing is known of them yet.
pub(super) fn grounds(known: &mut Known, answers: &Answers) {
    let (office, agency) = (&answers.office, &answers.agency);
    let usage = law::usage(office, agency);
    let linkage = law::linkage(office, agency, answers.linkage, usage.certain.is_some());
    for (id, grounds) in [
        ("basic.my_number_use.legal_basis", usage),
        ("basic.info_linkage.legal_basis", linkage),
    ] {
        let item = known.form.find(id);
        let is_open = item.is_some_and(|item| known.get(item, &[]).is_none());
        match grounds.certain {
            Some(text) if is_open => known.text(id, &[], &text),
            _ => known.hint(id, &[], grounds.candidates),
        }
    }
}

fn threshold(known: &mut Known, answers: &Answers) {
    let id = "procedure.baseline.threshold";
    let Some(tier) = tier(&answers.people, &answers.handlers, &answers.incidents) else {
        return;
    };
    let options = known
        .form
        .find(id)
        .map(|item| &known.form.items[item].options);
    let result = options.and_then(|options| options.get(tier.option));
    if let Some(text) = result.map(|option| option.text.clone()) {
        known.text(id, &[], &text);
    }
}

fn file(known: &mut Known, answers: &Answers, file: &FileAnswers, n: usize) {
    let at = [n];
    known.entry("files[]", &at);
    known.text("files[].name", &at, &file.name);
    known.text("basic.file_names[]", &at, &file.name);
    let start = "files[].overview.basics.holding_start";
    known.text(start, &at, &file.holding_start);
    let department = "files[].overview.basics.department";
    known.text(department, &at, &answers.department);
    contracts(known, &file.contracts, n);
    provision(known, file, n);
    let asks = matches!(answers.linkage, Linkage::Both | Linkage::Asks);
    let provides = matches!(answers.linkage, Linkage::Both | Linkage::Provides);
    let is_decided = answers.linkage != Linkage::Undecided;
    if is_decided && !asks {
        known.tick("files[].risks.network.none_intake", &at);
    }
    if is_decided && !provides {
        known.tick("files[].risks.network.none_provision", &at);
    }
    if known.form.agencies.kind(&answers.agency) == Some(AgencyKind::Local) {
        let nisc = "files[].risks.storage.leak.nisc";
        known.text(nisc, &at, "政府機関ではない");
    }
}

fn contracts(known: &mut Known, contracts: &[Contract], n: usize) {
    let section = "files[].overview.entrustment";
    let has = match contracts {
        [] => "委託しない",
        _ => "委託する",
    };
    known.text(&format!("{section}.has"), &[n], has);
    if contracts.is_empty() {
        known.tick("files[].risks.entrustment.none", &[n]);
        return;
    }
    let count = contracts.len().to_string();
    known.text(&format!("{section}.has.count"), &[n], &count);
    for (i, contract) in contracts.iter().enumerate() {
        let at = [n, i + 1];
        let items = format!("{section}.items[]");
        let given_on = match contract.given_on {
            true => "再委託する",
            false => "再委託しない",
        };
        known.entry(&items, &at);
        known.text(&format!("{items}.name"), &at, &contract.name);
        known.text(&format!("{items}.contractor"), &at, &contract.contractor);
        known.text(&format!("{items}.reentrustment"), &at, given_on);
    }
    if contracts.iter().all(|contract| !contract.given_on) {
        let reentrustment = "files[].risks.entrustment.reentrustment";
        known.text(reentrustment, &[n], "再委託していない");
    }
}

fn provision(known: &mut Known, file: &FileAnswers, n: usize) {
    let section = "files[].overview.provision";
    let counted = |names: &[String]| Some(names.len().to_string());
    let mut ticked = Vec::new();
    for (list, option, names) in [
        ("recipients", "提供を行っている", &file.recipients),
        ("transferees", "移転を行っている", &file.transferees),
    ] {
        if names.is_empty() {
            continue;
        }
        ticked.push((option.to_owned(), counted(names)));
        for (i, name) in names.iter().enumerate() {
            let items = format!("{section}.{list}[]");
            known.entry(&items, &[n, i + 1]);
            known.text(&format!("{items}.name"), &[n, i + 1], name);
        }
    }
    if ticked.is_empty() {
        ticked.push(("行っていない".to_owned(), None));
        known.tick("files[].risks.provision.none", &[n]);
    }
    known.checks(&format!("{section}.has"), &[n], ticked);
}
