//! 委員資料: what a committee gets of an assessment and of the record of its review, in one document. Whoever has it alone
//! has to understand it: nothing in it is a word of the program, and every place has its address.
//!
//! What changed is the [`Redline`](super::redline::Redline), the full document the [`View`](super::View); this is what stands
//! around them.

mod asked;
mod concerns;
mod findings;
mod open;
mod promises;
mod spots;

use jiff::civil::Date as Day;
use serde::Serialize;

pub use asked::{Asked, Done, Matter, Step};
pub use concerns::{Brief, Concern, Concerns, Elsewhere, Renamed, Touched};
pub use findings::{Excepted, Finding, Place};
pub use open::{Answered, Question};
pub use promises::{Promise, Proof};
pub use spots::Spot;

use super::ratings::RatingGroup;
use super::redline::{Redline, Risks};
use super::{Meta, View};
use crate::assessment::Assessment;
use crate::japanese::dates;
use crate::lint::file_report::FileReport;

/// 委員資料, ready to print.
#[derive(Debug, Clone, Serialize)]
pub struct Packet {
    /// 件名
    pub title: String,
    /// 特定個人情報保護評価書（全項目評価書）
    pub form: String,
    /// What the cover of the assessment says.
    pub meta: Meta,
    /// `draft`, `review` or `publish`.
    pub stage: String,
    /// Whether it is for the public: without the names of people, and without what is not settled.
    pub is_public: bool,
    /// The council.
    pub body: String,
    /// The day as of which days are counted.
    pub today: String,
    /// The version before, as people know it; empty where none was named.
    pub since: String,
    /// The numbers to be seen first.
    pub glance: Vec<Glance>,
    /// What the committee has to decide, and by when.
    pub asked: Asked,
    /// Changes of items with ※, and what else is 重要な変更.
    pub concerns: Concerns,
    /// The self-ratings.
    pub ratings: Vec<RatingGroup>,
    /// What was promised, and what became of it.
    pub promises: Vec<Promise>,
    /// What was asked and has no answer.
    pub questions: Vec<Question>,
    /// What was asked and answered, and is no promise.
    pub answers: Vec<Answered>,
    /// What the office leaves as it is, with its reasons.
    pub exceptions: Vec<Excepted>,
    /// What is still found in the assessment.
    pub findings: Vec<Finding>,
}

/// A number with the part that it comes from.
#[derive(Debug, Clone, Serialize)]
pub struct Glance {
    /// What is counted.
    pub words: String,
    /// How many; 「－」 where it can't be said.
    pub number: String,
    /// The anchor of the part.
    pub part: &'static str,
}

/// What a packet is made of.
pub struct Material<'m, 'a> {
    /// The record of the review.
    pub record: &'m Assessment<'a>,
    /// The assessment.
    pub assessment: &'m Assessment<'a>,
    /// The same, ready to print.
    pub view: &'m View,
    /// What changed since the version before, with the risks of both.
    pub since: Option<(&'m Redline, &'m Risks)>,
    /// What the check says of the assessment.
    pub report: &'m FileReport,
    /// The day as of which days are counted.
    pub today: Day,
    /// Whether it is for the public.
    pub is_public: bool,
}

impl Packet {
    /// The packet of a record and one of its assessments.
    pub fn of(material: &Material) -> Self {
        let Material {
            record,
            assessment,
            view,
            since,
            report,
            today,
            is_public,
        } = *material;
        let text = |id: &str| record.text(id).unwrap_or_default().trim().to_owned();
        let anchors = view.anchors();
        let redline = since.map(|(redline, _)| redline);
        let parts = [text("body.name"), text("body.subcommittee")];
        let mut packet = Packet {
            title: match text("title") {
                title if title.is_empty() => view.meta.title.clone(),
                title => title,
            },
            form: view.form.title.clone(),
            meta: view.meta.clone(),
            stage: view.stage.clone(),
            is_public,
            body: parts.join("　").trim().to_owned(),
            today: dates::written(today),
            since: redline.map_or(String::new(), before),
            glance: Vec::new(),
            asked: Asked::of(record, today),
            concerns: since.map_or_else(Concerns::default, |(redline, risks)| {
                Concerns::of(redline, risks)
            }),
            ratings: redline.map_or_else(|| view.ratings.clone(), |r| r.ratings.clone()),
            promises: promises::promises(record, assessment, redline, &anchors, today),
            questions: Vec::new(),
            answers: open::answered(record),
            exceptions: Vec::new(),
            findings: Vec::new(),
        };
        if !is_public {
            packet.questions = open::questions(record, assessment, &anchors, today);
            packet.exceptions = findings::exceptions(report, &anchors);
            packet.findings = findings::findings(report, &anchors);
        }
        packet.glance = packet.seen_first(redline);
        packet
    }

    fn seen_first(&self, redline: Option<&Redline>) -> Vec<Glance> {
        let of_change = |number: &dyn Fn(&Redline) -> usize| {
            redline.map_or("－".to_owned(), |redline| format!("{}件", number(redline)))
        };
        let ratings = self.ratings.iter().flat_map(|group| &group.sections);
        let ratings: Vec<_> = ratings.flat_map(|section| &section.ratings).collect();
        let changed = ratings.iter().filter(|rating| rating.changed).count();
        let is_of_draft = redline.is_some_and(|redline| redline.is_of_draft);
        let is_open = |promise: &&Promise| !promise.is_done;
        let late = self
            .promises
            .iter()
            .filter(|promise| promise.is_late)
            .count();
        let glance = |words: &str, number: String, part| Glance {
            words: words.to_owned(),
            number,
            part,
        };
        let mut all = vec![
            glance(
                "※の付く項目（変更が原則として重要な変更になる項目）の変更",
                of_change(&|redline| redline.items().filter(|item| item.significant).count()),
                "packet-concerns",
            ),
            glance(
                match is_of_draft {
                    true => "案から直した所のすべて",
                    false => "前の版からの変更のすべて",
                },
                of_change(&|redline| redline.summary.all),
                "packet-redline",
            ),
            glance(
                &format!(
                    "前の版と違うリスクの自己評価（全{}件のうち）",
                    ratings.len()
                ),
                of_change(&|_| changed),
                "packet-ratings",
            ),
            glance(
                "済んでいない約束",
                format!("{}件", self.promises.iter().filter(is_open).count()),
                "packet-promises",
            ),
            glance(
                "うち、期限を過ぎたもの",
                format!("{late}件"),
                "packet-promises",
            ),
        ];
        if !is_of_draft {
            all.insert(
                0,
                glance(
                    "意見の聴取と点検をあらためて行う変更（重要な変更など）",
                    of_change(&|redline| {
                        redline
                            .items()
                            .filter(|item| !item.heavy.is_empty())
                            .count()
                    }),
                    "packet-concerns",
                ),
            );
        }
        if !self.is_public {
            all.extend([
                glance(
                    "回答のない質疑、意見、要望",
                    format!("{}件", self.questions.len()),
                    "packet-questions",
                ),
                glance(
                    "理由を付けて直さないとした所",
                    format!("{}件", self.exceptions.len()),
                    "packet-exceptions",
                ),
                glance(
                    "記載の確認でなお残る点",
                    format!("{}件", self.findings.len()),
                    "packet-findings",
                ),
            ]);
        }
        all
    }
}

/// The version before, as people know it.
fn before(redline: &Redline) -> String {
    let [old, _] = &redline.versions;
    let name = old.revision.as_ref().unwrap_or(&old.file);
    match redline.is_of_draft {
        true => format!("公表する前の案（{name}）"),
        false => format!("{}の版（{name}）", old.published),
    }
}

/// How many days are left, or over.
fn days_words(day: Day, today: Day) -> String {
    let days = (day - today).get_days();
    match days {
        0 => "今日".to_owned(),
        days if days > 0 => format!("あと{days}日"),
        days => format!("{}日過ぎています", -days),
    }
}
