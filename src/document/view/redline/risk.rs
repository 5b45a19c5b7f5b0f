//! The risks of Ⅲ that a change is about: their names, their measures and self-ratings, before and now.

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::Segment;
use super::words::{shown, shown_lines};
use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::compare::diff::{self, Diff, Paragraph, RATING, Rated, Tag, TextDiff};
use crate::document::view::ratings::{Answer, answer_of};
use crate::japanese::individual_number::mask;

/// A risk of Ⅲ in two versions.
#[derive(Debug, Clone, Serialize)]
pub struct Risk {
    /// Its item in the new version.
    pub anchor: String,
    /// Its address: Ⅲ２リスク１
    pub address: String,
    /// Its name as the form prints it; of a section with one rating, that of the section.
    pub name: String,
    /// The risks that the form names below the heading of such a section; may be empty.
    pub about: String,
    /// The self-rating before; none where the version before did not have the risk.
    pub before: Option<Answer>,
    /// The self-rating now.
    pub now: Answer,
    /// The measures.
    pub measures: Vec<Measure>,
}

/// A measure against a risk.
#[derive(Debug, Clone, Serialize)]
pub struct Measure {
    /// Its item in the new version.
    pub anchor: String,
    /// The printed label.
    pub label: String,
    /// What was written, line by line.
    pub before: Vec<String>,
    /// What is written, line by line.
    pub now: Vec<String>,
    /// Both with the words that differ; nothing where they are the same.
    pub marked: [Vec<Vec<Segment>>; 2],
    /// Whether both are the same.
    pub same: bool,
}

/// Chapter Ⅱ says what is done, chapter Ⅲ which measures are taken: the sections of Ⅲ for a section of Ⅱ.
const SECTIONS: [(&str, &[&str]); 5] = [
    ("overview.basics.", &["intake"]),
    ("overview.intake.", &["intake", "use"]),
    ("overview.entrustment.", &["entrustment"]),
    ("overview.provision.", &["provision", "network"]),
    ("overview.storage.", &["storage"]),
];

/// The risks of two versions, by their ids in the new one.
#[derive(Debug)]
pub struct Risks {
    all: Vec<Risk>,
    by_id: FxHashMap<String, usize>,
}

impl Risks {
    /// Collects them.
    pub fn of(old: &Assessment, new: &Assessment, diff: &Diff) -> Self {
        let ratings = new.printed().iter_enumerated();
        let ratings = ratings.filter(|(_, field)| field.id.ends_with(RATING));
        let all: Vec<Risk> = ratings
            .filter_map(|(id, _)| risk(old, new, diff, id))
            .collect();
        let by_id = all
            .iter()
            .enumerate()
            .map(|(n, risk)| (risk.anchor.clone(), n))
            .collect();
        Risks { all, by_id }
    }

    /// The risk that an item belongs to: its measure, its rating.
    pub fn around(&self, id: &str) -> Option<&Risk> {
        let mut id = id;
        while let Some((outer, _)) = id.rsplit_once('.') {
            if let Some(n) = self.by_id.get(outer) {
                return self.all.get(*n);
            }
            id = outer;
        }
        None
    }

    /// The risks that a change of an item of chapter Ⅱ may touch: those of the same subject.
    pub fn touched(&self, id: &str) -> Vec<&Risk> {
        let Some((file, rest)) = id.split_once("].") else {
            return Vec::new();
        };
        let rest = format!("{rest}.");
        let sections = SECTIONS.iter().find(|(of, _)| rest.starts_with(of));
        let sections = sections.map_or(&[][..], |(_, sections)| sections);
        let is_touched = |risk: &&Risk| {
            sections.iter().any(|section| {
                let of = format!("{file}].risks.{section}");
                let rest = risk.anchor.strip_prefix(of.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        self.all.iter().filter(is_touched).collect()
    }
}

fn risk(old: &Assessment, new: &Assessment, diff: &Diff, rating: FieldId) -> Option<Risk> {
    let field = &new.fields[new.fields[rating].parent?];
    let rated = Rated::of(&field.id, old, new, diff)?;
    let rating = format!("{}{RATING}", field.id);
    let measure = |measure: diff::Measure| Measure {
        same: measure.before == measure.now,
        marked: marked(&measure),
        before: lines(&measure.before),
        now: lines(&measure.now),
        anchor: measure.id,
        label: measure.label,
    };
    Some(Risk {
        anchor: field.id.clone(),
        address: new.address(field),
        name: rated.name,
        about: rated.about,
        before: diff.id_before(&rating).and_then(|id| answer_of(old, &id)),
        now: answer_of(new, &rating)?,
        measures: rated.measures.into_iter().map(measure).collect(),
    })
}

/// The words of both versions, those that differ by their tags.
fn marked(measure: &diff::Measure) -> [Vec<Vec<Segment>>; 2] {
    if measure.before == measure.now {
        return [Vec::new(), Vec::new()];
    }
    let diff = TextDiff::new(&mask(&measure.before), &mask(&measure.now));
    let line = |paragraph: &Paragraph, without: Tag| -> Vec<Segment> {
        let own = paragraph
            .segments
            .iter()
            .filter(|segment| segment.tag != without);
        let shown = own.map(|segment| Segment {
            tag: segment.tag,
            text: shown(&segment.text),
        });
        shown.collect()
    };
    let old = diff
        .in_old_order()
        .into_iter()
        .filter(|paragraph| paragraph.old.is_some());
    let new = diff
        .paragraphs
        .iter()
        .filter(|paragraph| paragraph.new.is_some());
    [
        old.map(|paragraph| line(paragraph, Tag::Added)).collect(),
        new.map(|paragraph| line(paragraph, Tag::Removed)).collect(),
    ]
}

fn lines(text: &str) -> Vec<String> {
    match text {
        "" => Vec::new(),
        text => shown_lines(text),
    }
}
