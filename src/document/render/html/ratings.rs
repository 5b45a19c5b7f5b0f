//! The self-ratings of the risks, as one table: what リスクへの対策は十分か says, risk by risk.

use serde::Serialize;

use crate::document::view::{Block, Chapter, ChoiceOption, Heading, PrintedValue, Row, View};

/// The self-ratings of one file: リスクへの対策は十分か.
#[derive(Serialize)]
pub(super) struct RatingGroup<'a> {
    file: Option<&'a str>,
    counts: Vec<RatingCount<'a>>,
    sections: Vec<RatingSection<'a>>,
}

#[derive(Serialize)]
struct RatingSection<'a> {
    label: &'a str,
    ratings: Vec<Rating<'a>>,
}

#[derive(Serialize)]
struct Rating<'a> {
    anchor: &'a str,
    address: &'a str,
    risk: &'a str,
    chosen: &'a str,
    level: usize,
    shape: &'static str,
}

#[derive(Serialize)]
struct RatingCount<'a> {
    text: &'a str,
    number: usize,
    level: usize,
    shape: &'static str,
}

/// Collects リスクへの対策は十分か of every file that has it, in the form's order.
pub(super) fn of(view: &View) -> Vec<RatingGroup<'_>> {
    view.chapters.iter().filter_map(ratings_of).collect()
}

fn ratings_of(chapter: &Chapter) -> Option<RatingGroup<'_>> {
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
                    label: &heading.label,
                    ratings: found,
                });
            }
        }
    }
    if sections.is_empty() {
        return None;
    }
    Some(RatingGroup {
        file: chapter.file.as_deref(),
        counts: count(&sections, options),
        sections,
    })
}

fn collect_ratings<'a>(
    risk: &'a Heading,
    blocks: &'a [Block],
    found: &mut Vec<Rating<'a>>,
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
            }) if heading.anchor.ends_with(".sufficient") => {
                let level = options
                    .iter()
                    .find(|option| option.chosen)
                    .map_or(0, |option| option.number);
                *all_options = options;
                found.push(Rating {
                    anchor: &heading.anchor,
                    address: &heading.address,
                    risk: &risk.label,
                    chosen,
                    level,
                    shape: shape(level),
                });
            }
            _ => {}
        }
    }
}

fn count<'a>(sections: &[RatingSection<'a>], options: &'a [ChoiceOption]) -> Vec<RatingCount<'a>> {
    let number = |level| {
        sections
            .iter()
            .flat_map(|section| &section.ratings)
            .filter(|rating| rating.level == level)
            .count()
    };
    options
        .iter()
        .map(|option| (option.text.as_str(), option.number))
        .chain([("空欄など", 0)])
        .map(|(text, level)| RatingCount {
            text,
            number: number(level),
            level,
            shape: shape(level),
        })
        .filter(|count| count.level > 0 || count.number > 0)
        .collect()
}

/// The options of リスクへの対策は十分か as shapes, so that no reader depends on colour.
fn shape(level: usize) -> &'static str {
    match level {
        1 => "◎",
        2 => "○",
        3 => "▲",
        _ => "－",
    }
}
