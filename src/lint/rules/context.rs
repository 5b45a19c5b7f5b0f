//! What a rule sees, and how it reports.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date as Day;

use super::{Facts, FindingBuilder, Located, Rule, Words};
use crate::assessment::Assessment;
use crate::assessment::field::{Field, FieldId};
use crate::assessment::value::Value;
use crate::assets::glyphs::{self, Font};
use crate::assets::picture::{Picture, Unusable};
use crate::compare::changelog::Log;
use crate::compare::changelog::base::{Base, Former};
use crate::compare::changelog::coverage::Coverage;
use crate::compare::changelog::histories::Histories;
use crate::config::settings::Settings;
use crate::config::vocabulary::{VOCABULARY, Vocabulary};
use crate::form::ItemId;
use crate::japanese::dates;
use crate::lint::beside::{Beside, FileFacts};
use crate::lint::companions::{Companion, Opened};
use crate::lint::exception::Judged;
use crate::source::Span;
use crate::source::diagnostic::{Diagnostic, Label, Severity};
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;
use crate::yaml::typos::{Typo, TypoKind};

/// The inputs of a check besides the assessment itself.
#[derive(Debug, Default)]
pub struct CheckInputs {
    /// The day as of which law and deadlines are read, where the user names one (`--as-of`).
    pub as_of: Option<Day>,
    /// Today, for an assessment that names no 公表日; none where the clock must not matter.
    pub today: Option<Day>,
    /// The pictures of the figure by their path as written.
    pub pictures: BTreeMap<String, Result<Picture, Unusable>>,
    /// What `hyokasho.toml` sets.
    pub settings: Arc<Settings>,
    /// The fonts that the office adds to ours.
    pub fonts: Arc<[Font]>,
    /// The version that the assessment is compared with, where the user names one (`--base`).
    pub base: Option<Base>,
    /// The assessment's path from the folder of `hyokasho.toml`, with `/` between folders.
    pub path: String,
    /// Our words with those of the user; none where the user has none.
    pub vocabulary: Option<Arc<Vocabulary>>,
    /// What all assessments of the run say that they can be held against; nothing where there is one.
    pub beside: Arc<Beside>,
    /// The documents that belong to it: the record of its review, or the assessments of a record.
    pub companions: Vec<Companion>,
}

/// What an assessment is held against.
#[derive(Debug, Clone, Copy, Default)]
pub struct Against {
    /// Whether there is a version before.
    pub base: bool,
    /// Whether there are other assessments in the run.
    pub beside: bool,
}

impl CheckInputs {
    /// What the assessment is held against.
    pub fn against(&self) -> Against {
        Against {
            base: self.base.is_some(),
            beside: self.beside.is_several(),
        }
    }

    /// The words to look for.
    pub fn vocabulary(&self) -> &Vocabulary {
        self.vocabulary.as_deref().unwrap_or(&VOCABULARY)
    }
}

/// An assessment under check, with the findings so far.
pub struct Context<'a> {
    /// The assessment.
    pub assessment: &'a Assessment<'a>,
    /// The other inputs of the check.
    pub inputs: &'a CheckInputs,
    /// What is known of its texts.
    pub facts: &'a Facts<'a>,
    /// The language of messages.
    pub lang: Lang,
    /// The exceptions of the assessment, once they are judged; none before.
    pub(super) exceptions: &'a [Judged],
    pub(super) found: Vec<Diagnostic>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        assessment: &'a Assessment<'a>,
        inputs: &'a CheckInputs,
        facts: &'a Facts<'a>,
        lang: Lang,
    ) -> Self {
        Context {
            assessment,
            inputs,
            facts,
            lang,
            exceptions: &[],
            found: Vec::new(),
        }
    }

    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let lang = self.lang;
        self.found.iter_mut().for_each(|d| d.recount(lang));
        self.found
    }

    /// How much the findings of a rule matter at the stage of the assessment.
    pub fn level(&self, rule: &Rule) -> Severity {
        rule.levels.of(self.assessment.stage)
    }

    /// The day as of which the assessment is judged: as asked for, else 公表日, else today.
    pub fn as_of(&self) -> Option<Day> {
        let published = || {
            let text = self.assessment.text("cover.publication_date")?;
            dates::date(text).map(|date| date.day)
        };
        self.inputs.as_of.or_else(published).or(self.inputs.today)
    }

    /// The day as of which law is judged: that of the assessment. One that names no 公表日 was worked on up to the newest
    /// day of its procedure and its changes; what became law since then is reported together (L012).
    pub fn law_day(&self) -> Option<Day> {
        let published = || {
            self.assessment
                .text("cover.publication_date")
                .and_then(dates::date)
        };
        let read = || {
            if self.inputs.as_of.is_some() || published().is_some() {
                return self.as_of();
            }
            let today = self.inputs.today?;
            Some(self.worked_on(today).unwrap_or(today))
        };
        *self.facts.law_day.get_or_init(read)
    }

    /// The newest day of the procedure and of 別添３ that is not to come.
    fn worked_on(&self, today: Day) -> Option<Day> {
        const STEPS: [&str; 4] = [
            "procedure.baseline.date",
            "procedure.public_comment.period.end",
            "procedure.third_party.date",
            "procedure.commission.submission_date",
        ];
        let day = |id: &str| {
            self.assessment
                .text(id)
                .and_then(dates::date)
                .map(|date| date.day)
        };
        let period = match self
            .assessment
            .item("procedure.public_comment.period")
            .map(|f| &f.value)
        {
            Some(Value::Period(period)) => period.days().map(|(_, end)| end.day),
            _ => None,
        };
        let rows = 1..=self.assessment.entries("changes");
        let changed = rows.filter_map(|n| day(&format!("changes[{n}].date")));
        let all = STEPS
            .into_iter()
            .filter_map(day)
            .chain(period)
            .chain(changed);
        all.filter(|day| *day <= today).max()
    }

    /// What this assessment and the others of the run say of what an office shares; none where it is checked alone.
    pub fn beside(&self) -> Option<(&'a FileFacts, &'a Beside)> {
        let all = &*self.inputs.beside;
        Some((all.file(self.assessment.source.name())?, all))
    }

    /// The documents of a kind that belong to this one, in the order of their names.
    pub fn companions(&self, kind: &str) -> impl Iterator<Item = &'a Opened<'a>> {
        let facts = self.facts;
        let all = facts.companions.iter();
        all.filter(move |opened| opened.assessment.form.kind == kind)
    }

    /// The words to look for, ours and the user's.
    pub fn vocabulary(&self) -> &'a Vocabulary {
        self.inputs.vocabulary()
    }

    /// Whether a character can be printed, or need not be.
    pub fn prints(&self, c: char) -> bool {
        glyphs::printable(c) || self.inputs.fonts.iter().any(|font| font.prints(c))
    }

    /// The entries of 別添３.
    pub fn changes(&self) -> &'a Log<'a> {
        &self.facts.changes
    }

    /// The version before and which entries of 別添３ cover its changes, matched once for all rules; none
    /// where the assessment is compared with nothing.
    pub fn coverage(&self) -> Option<(&'a Former, &'a Coverage)> {
        let Some(Base::Former(former)) = &self.inputs.base else {
            return None;
        };
        let coverage = || Coverage::of(former, self.changes(), self.assessment);
        Some((former, self.facts.coverage.get_or_init(coverage)))
    }

    /// What the entries of 別添３ make of each other's words, compared once for all rules.
    pub fn histories(&self) -> &'a Histories {
        let read = || Histories::of(self.changes(), self.assessment.form);
        self.facts.histories.get_or_init(read)
    }

    /// The place in the file of words inside a text.
    pub fn words(&self, text: &Scalar, range: Range<usize>) -> Span {
        text.place(self.assessment.source, range)
    }

    /// Whether a part of the file over several lines holds something that was not read into the assessment.
    pub(super) fn swallows(&self, span: Span) -> bool {
        if !self.assessment.source.slice(span).contains('\n') {
            return false;
        }
        let document = self.assessment.document;
        let is_skipped =
            |typo: &&Typo| matches!(typo.kind, TypoKind::StrayLine | TypoKind::Conflict);
        let skipped = document.typos.iter().filter(is_skipped);
        let comments = document.comments.iter().map(|comment| comment.span);
        let mut unread = comments
            .chain(skipped.map(|typo| typo.span))
            .chain(document.unread.iter().copied());
        unread.any(|own| span.start < own.start && own.start < span.end)
    }

    /// A field of the assessment.
    pub fn field(&self, field: FieldId) -> &'a Field<'a> {
        &self.assessment.fields[field]
    }

    /// How a message names an item: 「Ⅱ３①　入手元」; an entry of a list by its address alone.
    pub fn name(&self, field: FieldId) -> String {
        self.assessment.name(self.field(field))
    }

    /// How a message names an item of the form wherever it may be.
    pub fn name_of_item(&self, item: ItemId) -> String {
        let definition = &self.assessment.form.items[item];
        let address = crate::form::address::address(definition, &[], None);
        let called = definition.called_at(&[]);
        let mut words = [&definition.key, &definition.label, &called].into_iter();
        if words.any(|words| address.contains(words.as_str())) {
            address
        } else {
            format!("{address} {called}")
        }
    }

    /// Reports a finding about an item, at the words in question.
    pub fn report(
        &mut self,
        rule: &'static Rule,
        field: FieldId,
        span: Span,
        words: Words,
    ) -> FindingBuilder<'_, 'a> {
        let primary = (field, span).label(self.assessment);
        self.push(rule, primary, words)
    }

    /// Reports one fault that is in several places: at the first of them, with all others. The headline ends in the number
    /// of places by itself. Nothing where there is no place.
    pub fn report_all(
        &mut self,
        rule: &'static Rule,
        places: &[impl Located],
        words: Words,
    ) -> Option<FindingBuilder<'_, 'a>> {
        let assessment = self.assessment;
        let mut labels = places.iter().map(|place| place.label(assessment));
        let primary = labels.next()?;
        let others: Vec<Label> = labels.collect();
        let finding = self.push(rule, primary, words);
        Some(finding.change(|d| d.related = others))
    }

    /// Reports a finding at words that may lie in no item.
    pub fn report_at(
        &mut self,
        rule: &'static Rule,
        span: Span,
        words: Words,
    ) -> FindingBuilder<'_, 'a> {
        let primary = span.label(self.assessment);
        self.push(rule, primary, words)
    }

    fn push(
        &mut self,
        rule: &'static Rule,
        primary: Label,
        words: Words,
    ) -> FindingBuilder<'_, 'a> {
        let is_of_yaml = words.is_of_yaml || rule.code.starts_with('Y');
        let words = match self.assessment.source.origin() {
            Some(_) if is_of_yaml => words.help(mend_the_file(self.lang)),
            _ => words,
        };
        let at = self.found.len();
        let stage = self.assessment.stage;
        self.found.push(rule.finding(stage, primary, words));
        FindingBuilder { cx: self, at }
    }
}

/// What is to be done where no YAML can be edited.
fn mend_the_file(lang: Lang) -> String {
    say!(
        lang,
        "元のファイルのその所を直すか、`hyokasho import` で YAML にしてから直してください。",
        "Correct that place of the file itself, or make it YAML by `hyokasho import` first."
    )
}
