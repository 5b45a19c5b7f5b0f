//! The self-ratings of the risks, as one table: what リスクへの対策は十分か says, risk by risk, now and before.

use serde::Serialize;

use super::{Block, Chapter, ChoiceOption, Heading, PrintedValue, Row, View};
use crate::assessment::Assessment;
use crate::assessment::value::Value;
use crate::compare::diff::{Diff, RATING};

/// The self-ratings of one file: リスクへの対策は十分か.
#[derive(Debug, Clone, Serialize)]
pub struct RatingGroup {
    /// The name of the file, where there are several.
    pub file: Option<String>,
    /// Whether those of an earlier version stand beside them.
    pub compared: bool,
    /// How often each answer is given.
    pub counts: Vec<RatingCount>,
    /// The sections of Ⅲ.
    pub sections: Vec<RatingSection>,
}

/// The self-ratings of a section.
#[derive(Debug, Clone, Serialize)]
pub struct RatingSection {
    /// ２．特定個人情報の入手
    pub label: String,
    /// One for each risk, or one for the section.
    pub ratings: Vec<Rating>,
}

/// A self-rating.
#[derive(Debug, Clone, Serialize)]
pub struct Rating {
    /// Its item.
    pub anchor: String,
    /// The address of that.
    pub address: String,
    /// The risk as the form names it; the label of the section where it is for all of it.
    pub risk: String,
    /// The risks that the form names below the heading of a section with one answer; may be empty.
    pub about: String,
    /// The answer; may be empty.
    #[serde(flatten)]
    pub now: Answer,
    /// The answer of the earlier version; none where nothing is compared.
    pub before: Option<Answer>,
    /// Whether it is another now.
    pub changed: bool,
}

/// An answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// Its words; empty where nothing is chosen.
    pub chosen: String,
    /// Its place among the options, from 1; 0 where it is none of them.
    pub level: usize,
    /// The shape that says the same, so that no reader depends on colour.
    pub shape: &'static str,
}

/// How often an answer is given.
#[derive(Debug, Clone, Serialize)]
pub struct RatingCount {
    /// The answer.
    pub text: String,
    /// How often.
    pub number: usize,
    /// How often in the earlier version.
    pub before: Option<usize>,
    /// Its place among the options.
    pub level: usize,
    /// Its shape.
    pub shape: &'static str,
}

/// Collects リスクへの対策は十分か of every file that has it, in the form's order.
pub(super) fn of(chapters: &[Chapter]) -> Vec<RatingGroup> {
    chapters.iter().filter_map(ratings_of).collect()
}

impl View {
    /// Makes the table of the self-ratings from the chapters.
    pub(crate) fn collect_ratings(&mut self) {
        self.ratings = of(&self.chapters);
    }
}

impl RatingGroup {
    /// Puts those of an earlier version beside them.
    pub(super) fn set_before(&mut self, old: &Assessment, diff: &Diff) {
        self.compared = true;
        for rating in self
            .sections
            .iter_mut()
            .flat_map(|section| &mut section.ratings)
        {
            let before = diff
                .id_before(&rating.anchor)
                .and_then(|id| answer_of(old, &id));
            let before = before.unwrap_or_else(|| Answer::of("", 0));
            rating.changed = before.chosen != rating.now.chosen;
            rating.before = Some(before);
        }
        let all: Vec<&Rating> = self
            .sections
            .iter()
            .flat_map(|section| &section.ratings)
            .collect();
        for count in &mut self.counts {
            let number = all.iter().filter(|rating| {
                rating
                    .before
                    .as_ref()
                    .is_some_and(|before| before.level == count.level)
            });
            count.before = Some(number.count());
        }
    }
}

impl Answer {
    fn of(chosen: &str, level: usize) -> Self {
        Answer {
            chosen: chosen.to_owned(),
            level,
            shape: shape(level),
        }
    }
}

/// The answer of an assessment.
pub(super) fn answer_of(assessment: &Assessment, id: &str) -> Option<Answer> {
    let field = assessment.item(id)?;
    let Value::Choice { text, option } = &field.value else {
        return Some(Answer::of("", 0));
    };
    let options = &assessment.definition(field).options;
    let chosen = option.and_then(|option| options.get(option));
    let words = chosen.map_or(text.text.trim(), |option| option.text.as_str());
    Some(Answer::of(words, option.map_or(0, |option| option + 1)))
}

fn ratings_of(chapter: &Chapter) -> Option<RatingGroup> {
    let mut sections = Vec::new();
    let mut options: &[ChoiceOption] = &[];
    for block in &chapter.blocks {
        if let Block::Section {
            heading, blocks, ..
        } = block
        {
            let mut found = Vec::new();
            collect_ratings(heading, blocks, &mut found, &mut options);
            if !found.is_empty() {
                sections.push(RatingSection {
                    label: heading.label.clone(),
                    ratings: found,
                });
            }
        }
    }
    if sections.is_empty() {
        return None;
    }
    Some(RatingGroup {
        file: chapter.file.clone(),
        compared: false,
        counts: count(&sections, options),
        sections,
    })
}

fn collect_ratings<'a>(
    risk: &'a Heading,
    blocks: &'a [Block],
    found: &mut Vec<Rating>,
    all_options: &mut &'a [ChoiceOption],
) {
    for block in blocks {
        match block {
            Block::Section {
                heading, blocks, ..
            } => collect_ratings(heading, blocks, found, all_options),
            Block::Row(Row {
                heading,
                value:
                    Some(PrintedValue::Choice {
                        chosen, options, ..
                    }),
                ..
            }) if heading.anchor.ends_with(RATING) => {
                let option = options.iter().find(|option| option.chosen);
                *all_options = options;
                let notes = blocks.iter().filter_map(|block| match block {
                    Block::Note { text } => Some(text.as_str()),
                    _ => None,
                });
                found.push(Rating {
                    about: notes.collect::<Vec<_>>().join("、"),
                    anchor: heading.anchor.clone(),
                    address: heading.address.clone(),
                    risk: risk.label.clone(),
                    now: Answer::of(chosen, option.map_or(0, |option| option.number)),
                    before: None,
                    changed: false,
                });
            }
            _ => {}
        }
    }
}

fn count(sections: &[RatingSection], options: &[ChoiceOption]) -> Vec<RatingCount> {
    let number = |level| {
        sections
            .iter()
            .flat_map(|section| &section.ratings)
            .filter(|rating| rating.now.level == level)
            .count()
    };
    options
        .iter()
        .map(|option| (option.text.as_str(), option.number))
        .chain([("空欄など", 0)])
        .map(|(text, level)| RatingCount {
            text: text.to_owned(),
            number: number(level),
            before: None,
            level,
            shape: shape(level),
        })
        .filter(|count| count.level > 0 || count.number > 0)
        .collect()
}

/// The options of リスクへの対策は十分か as shapes.
fn shape(level: usize) -> &'static str {
    match level {
        1 => "◎",
        2 => "○",
        3 => "▲",
        _ => "－",
    }
}
