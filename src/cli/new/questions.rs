//! What is asked, in its order.

use super::ask::{Asker, Stop};
use super::given::Step::{self, Entry, Key};
use super::shown::Question;
use super::{said, understand, words};
use crate::assessment::start::{Answers, Contract, Due, FileAnswers, Linkage, tier};
use crate::form::Form;

/// Asks all that a new assessment begins with. `older` are the answers that stand in an older one.
pub(super) fn all(
    asker: &mut Asker,
    form: &'static Form,
    older: Option<&Answers>,
) -> Result<Answers, Stop> {
    let mut questions = Questions { asker, form, older };
    let mut answers = questions.threshold()?;
    questions.paper(&mut answers)?;
    questions.systems(&mut answers)?;
    questions.files(&mut answers)?;
    Ok(answers)
}

struct Questions<'a> {
    asker: &'a mut Asker,
    form: &'static Form,
    older: Option<&'a Answers>,
}

impl Questions<'_> {
    fn item(&self, id: &str) -> (String, Vec<String>) {
        let item = self.form.find(id).map(|item| &self.form.items[item]);
        let options = item.map(|item| item.options.iter().map(|o| o.text.clone()).collect());
        let help = item.map(|item| item.help.clone());
        (help.unwrap_or_default(), options.unwrap_or_default())
    }

    /// A question about an item of the form.
    fn about(&self, id: &str, (asked, hint): (String, String)) -> Question {
        let (help, options) = self.item(id);
        Question {
            asked,
            hint,
            help,
            options,
            default: None,
            entry: None,
        }
    }

    fn before(&self, of: impl Fn(&Answers) -> &str) -> Option<String> {
        let before = self.older.map(|older| of(older).to_owned());
        before.filter(|before| !before.is_empty())
    }

    /// The facts of しきい値判断, and what they make due.
    fn threshold(&mut self) -> Result<Answers, Stop> {
        let (lang, form) = (self.asker.lang, self.form);
        let mut agency = self.about("cover.agency", words::agency(lang));
        agency.default = self.before(|older| &older.agency);
        let mut office = self.about("basic.office.name", words::office(lang));
        office.default = self.before(|older| &older.office);
        let people = self.about("basic.office.people_count", words::people(lang));
        let handlers = self.about("premises.handlers", words::handlers(lang));
        let incidents = self.about("premises.incidents", words::incidents(lang));
        let asker = &mut *self.asker;
        let answers = Answers {
            agency: asker.ask(&[Key("機関")], &agency, &|text| {
                understand::agency(text, form, lang)
            })?,
            office: asker.ask(&[Key("事務")], &office, &|text| {
                understand::only_name(text, lang)
            })?,
            people: asker.ask(&[Key("対象人数")], &people, &|text| {
                understand::band(text, &people.options, lang)
            })?,
            handlers: asker.ask(&[Key("取扱者数")], &handlers, &|text| {
                understand::band(text, &handlers.options, lang)
            })?,
            incidents: asker.ask(&[Key("重大事故")], &incidents, &|text| {
                understand::choice(text, &incidents.options, lang)
            })?,
            ..Answers::default()
        };
        self.due(&answers)?;
        Ok(answers)
    }

    /// Says what is due, and asks whether an assessment that is not due is made all the same.
    fn due(&mut self, answers: &Answers) -> Result<(), Stop> {
        let lang = self.asker.lang;
        let Some(tier) = tier(&answers.people, &answers.handlers, &answers.incidents) else {
            return Ok(());
        };
        self.asker.say(&said::tier(&tier, lang));
        if tier.due == Due::Full {
            return Ok(());
        }
        let make = self.yes_or_no(words::voluntary(lang), Some("はい"));
        let answer = self
            .asker
            .ask(&[Key("全項目評価書の作成")], &make, &|text| {
                understand::yes_or_no(text, lang)
            })?;
        match answer == "いいえ" {
            true => Err(Stop::Done(said::nothing_made(&tier, lang))),
            false => Ok(()),
        }
    }

    fn yes_or_no(&self, (asked, hint): (String, String), default: Option<&str>) -> Question {
        Question {
            asked,
            help: hint.clone(),
            hint,
            options: vec!["はい".to_owned(), "いいえ".to_owned()],
            default: default.map(str::to_owned),
            entry: None,
        }
    }

    /// What stands on the cover and in Ⅰ７.
    fn paper(&mut self, answers: &mut Answers) -> Result<(), Stop> {
        let lang = self.asker.lang;
        let blank = || Some(String::new());
        let mut number = self.about("cover.number", words::number(lang));
        number.default = blank();
        let mut department = self.about("basic.department.name", words::department(lang));
        department.default = self.before(|older| &older.department).or_else(blank);
        let mut head = self.about("basic.department.head_title", words::head(lang));
        head.default = self.before(|older| &older.head).or_else(blank);
        let asker = &mut *self.asker;
        answers.number = asker.ask(&[Key("評価書番号")], &number, &|text| {
            understand::report_number(text, lang)
        })?;
        let name = |text: &str| understand::name_or_open(text, lang);
        answers.department = asker.ask(&[Key("部署")], &department, &name)?;
        answers.head = asker.ask(&[Key("役職名")], &head, &name)?;
        Ok(())
    }

    fn systems(&mut self, answers: &mut Answers) -> Result<(), Stop> {
        let lang = self.asker.lang;
        let before = self.older.map_or(&[][..], |older| older.systems.as_slice());
        let asked = |n| words::system(n, lang);
        let place = [Key("システム")];
        answers.systems = self.names(&place, "basic.systems[].name", before, &asked)?;
        let options = words::linkages();
        let (help, _) = self.item("basic.info_linkage");
        let (asked, hint) = words::linkage(lang);
        let before = self.older.map(|older| older.linkage);
        let place = |linkage| LINKAGES.iter().position(|known| *known == linkage);
        let default = before.and_then(place).and_then(|n| options.get(n).cloned());
        let linkage = Question {
            asked,
            hint,
            help,
            options,
            default,
            entry: None,
        };
        let answer = self.asker.ask(&[Key("情報連携")], &linkage, &|text| {
            understand::choice(text, &linkage.options, lang)
        })?;
        let place = linkage.options.iter().position(|option| *option == answer);
        answers.linkage = place
            .and_then(|n| LINKAGES.get(n).copied())
            .unwrap_or_default();
        Ok(())
    }

    /// Names one after the other, up to an empty line.
    fn names(
        &mut self,
        place: &[Step],
        id: &str,
        before: &[String],
        asked: &dyn Fn(usize) -> (String, String),
    ) -> Result<Vec<String>, Stop> {
        let lang = self.asker.lang;
        let mut names = Vec::new();
        while names.len() < MOST {
            let mut question = self.about(id, asked(names.len() + 1));
            question.default = Some(before.get(names.len()).cloned().unwrap_or_default());
            question.entry = Some(names.len() + 1);
            let place = [place, &[Entry(names.len() + 1)]].concat();
            let name = self.asker.ask(&place, &question, &|text| {
                understand::name_or_none(text, lang)
            })?;
            if name.is_empty() {
                break;
            }
            names.push(name);
        }
        Ok(names)
    }

    fn files(&mut self, answers: &mut Answers) -> Result<(), Stop> {
        let lang = self.asker.lang;
        while answers.files.len() < MOST {
            let n = answers.files.len() + 1;
            let before = self.older.and_then(|older| older.files.get(n - 1)).cloned();
            let mut question = self.about("files[].name", words::file(n, lang));
            let is_first = answers.files.is_empty();
            let name = before.as_ref().map(|before| before.name.clone());
            question.default = name.or_else(|| (!is_first).then(String::new));
            question.entry = (!is_first).then_some(n);
            let place = [Key("ファイル"), Entry(n)];
            let named = [place[0], place[1], Key("名称")];
            let name = self.asker.ask(&named, &question, &|text| match is_first {
                true => understand::only_name(text, lang),
                false => understand::name_or_none(text, lang),
            })?;
            if name.is_empty() && !is_first {
                return Ok(());
            }
            let before = before.unwrap_or_default();
            let file = self.file(&place, name, &before)?;
            answers.files.push(file);
        }
        Ok(())
    }

    fn file(
        &mut self,
        place: &[Step],
        name: String,
        before: &FileAnswers,
    ) -> Result<FileAnswers, Stop> {
        let lang = self.asker.lang;
        let id = "files[].overview.basics.holding_start";
        let mut start = self.about(id, words::holding(&name, lang));
        start.default = Some(String::new());
        let at = |key| [place, &[Key(key)]].concat();
        let holding_start = self.asker.ask(&at("保有開始日"), &start, &|text| {
            understand::date(text, lang)
        })?;
        let contracts = self.contracts(&at("委託"), &name, before)?;
        let section = "files[].overview.provision";
        let recipients = self.names(
            &at("提供先"),
            &format!("{section}.recipients[].name"),
            &before.recipients,
            &|n| words::recipient(&name, n, lang),
        )?;
        let transferees = self.names(
            &at("移転先"),
            &format!("{section}.transferees[].name"),
            &before.transferees,
            &|n| words::transferee(&name, n, lang),
        )?;
        Ok(FileAnswers {
            name,
            holding_start,
            contracts,
            recipients,
            transferees,
        })
    }

    fn contracts(
        &mut self,
        place: &[Step],
        file: &str,
        before: &FileAnswers,
    ) -> Result<Vec<Contract>, Stop> {
        let lang = self.asker.lang;
        let had = self.older.map(|_| match before.contracts.is_empty() {
            true => "いいえ",
            false => "はい",
        });
        let any = self.yes_or_no(words::entrusted(file, lang), had);
        let any = self
            .asker
            .ask(place, &any, &|text| understand::yes_or_no(text, lang))?;
        let mut contracts: Vec<Contract> = Vec::new();
        while any == "はい" && contracts.len() < MOST {
            let n = contracts.len() + 1;
            let before = before.contracts.get(n - 1).cloned().unwrap_or_default();
            let at = |key| [place, &[Entry(n), Key(key)]].concat();
            let section = "files[].overview.entrustment.items[]";
            let mut question = self.about(&format!("{section}.name"), words::contract(n, lang));
            question.default = match before.name.is_empty() {
                true => (n > 1).then(String::new),
                false => Some(before.name),
            };
            question.entry = Some(n);
            // Where something is entrusted, there is one.
            let name = self.asker.ask(&at("名称"), &question, &|text| match n {
                1 => understand::only_name(text, lang),
                _ => understand::name_or_none(text, lang),
            })?;
            if name.is_empty() {
                break;
            }
            let id = format!("{section}.contractor");
            let mut question = self.about(&id, words::contractor(&name, lang));
            question.default = Some(before.contractor);
            let contractor = self.asker.ask(&at("委託先名"), &question, &|text| {
                understand::name_or_open(text, lang)
            })?;
            let had = self.older.map(|_| match before.given_on {
                true => "はい",
                false => "いいえ",
            });
            let question = self.yes_or_no(words::given_on(&name, lang), had);
            let given_on = self.asker.ask(&at("再委託"), &question, &|text| {
                understand::yes_or_no(text, lang)
            })?;
            contracts.push(Contract {
                name,
                contractor,
                given_on: given_on == "はい",
            });
        }
        Ok(contracts)
    }
}

/// How many entries the form has room for.
const MOST: usize = 20;

/// In the order of the options.
const LINKAGES: [Linkage; 5] = [
    Linkage::Both,
    Linkage::Asks,
    Linkage::Provides,
    Linkage::None,
    Linkage::Undecided,
];
