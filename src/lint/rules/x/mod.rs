//! X: one part of the form against another. Both places are shown; which of them is right only the officer knows.

mod changed_names;
mod connections;
mod counts;
mod disposals;
mod echoes;
mod figures;
mod former_numbers;
mod given;
mod gone;
mod grown;
mod keeping;
mod named;
mod offices;
mod reasons;
mod records;
mod replaced;
mod retention;
mod sources;
mod systems;
mod taken;
mod whom;

pub mod x001_linkage_off;
pub mod x002_linkage_on;
pub mod x003_provision_none;
pub mod x005_reentrustment;
pub mod x006_register_name;
pub mod x007_nisc;
pub mod x008_undisclosed_source;
pub mod x009_unticked_medium;
pub mod x010_unlisted_system;
pub mod x011_one_sided_connection;
pub mod x012_main_items;
pub mod x013_storage_erasure;
pub mod x014_retention;
pub mod x015_department;
pub mod x016_duplicate_record;
pub mod x017_pasted_twice;
pub mod x018_unlisted_disposal;
pub mod x019_half_updated;
pub mod x020_figure_unlisted_name;
pub mod x021_figure_unknown_actor;
pub mod x022_figure_idle_actor;
pub mod x023_figure_flow_unmarked;
pub mod x024_network_unused;
pub mod x025_stale_number;
pub mod x026_unlisted_transferee;
pub mod x027_erasure_month;
pub mod x028_incident_differs;
pub mod x029_head_title;
pub mod x030_contractor_without_contract;
pub mod x031_former_department;
pub mod x032_unlisted_contract;
pub mod x033_department_differs;
pub mod x034_unlisted_key;
pub mod x035_erasure_numbers;
pub mod x036_device_as_source;
pub mod x037_unticked_handover;
pub mod x038_denied_medium;
pub mod x039_unconnected_function;
pub mod x040_own_connection;
pub mod x041_reason_without_record;
pub mod x042_frequency_differs;
pub mod x043_unlisted_work;
pub mod x044_other_asker;
pub mod x045_doer_as_person;
pub mod x046_unlisted_doer;
pub mod x047_scope_word_differs;
pub mod x048_heading_differs;
pub mod x049_uneven_blank;
pub mod x050_sentence_of_other_item;
pub mod x051_number_taken;
pub mod x052_company_elsewhere;
pub mod x053_system_elsewhere;
pub mod x054_unnamed_agency;
pub mod x055_entry_more;
pub mod x056_former_name;
pub mod x057_former_number;
pub mod x058_list_without_new;
pub mod x059_place_without_measures;
pub mod x060_medium_not_erased;
pub mod x061_file_name_in_text;

use std::ops::RangeInclusive;

use super::Context;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::source::Span;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The option of the form's lists of methods that means the network of 番号法第19条第8号.
const NETWORK: &str = "情報提供ネットワークシステム";

/// Ⅰ６①
const LINKAGE: &str = "basic.info_linkage.implementation";

/// What may be before the words of an entry of a list: blanks, its mark or number.
fn is_list_mark(c: char) -> bool {
    c.is_whitespace()
        || c.is_numeric()
        || matches!(
            c,
            '・' | '･' | '○' | '●' | '（' | '）' | '(' | ')' | '.' | '．'
        )
}

/// The numbers of the entries of a list.
fn numbers(cx: &Context, list: &str) -> RangeInclusive<usize> {
    1..=cx.assessment.entries(list)
}

/// The option chosen in an item and where it is written.
fn choice(cx: &Context, id: &str) -> Option<(&'static str, Span)> {
    let field = cx.assessment.item(id)?;
    match &field.value {
        Value::Choice {
            text,
            option: Some(option),
        } => {
            let option = cx.assessment.definition(field).options.get(*option)?;
            Some((&option.text, text.span))
        }
        _ => None,
    }
}

/// A ticked option of an item.
struct Tick<'a> {
    /// The words of the form.
    option: &'static str,
    /// Where it is ticked.
    span: Span,
    /// What is written in its slot.
    detail: Option<&'a Scalar>,
}

/// The ticked options of an item; those that the form does not know are left to the rules of structure.
fn ticks<'a>(cx: &Context<'a>, id: &str) -> Vec<Tick<'a>> {
    let Some(field) = cx.assessment.item(id) else {
        return Vec::new();
    };
    let Value::Checks(checks) = &field.value else {
        return Vec::new();
    };
    let options = &cx.assessment.definition(field).options;
    let tick = |check: &crate::assessment::value::Checked<'a>| {
        Some(Tick {
            option: &options.get(check.option?)?.text,
            span: check.text.span,
            detail: check.detail,
        })
    };
    checks.iter().filter_map(tick).collect()
}

/// Where an option of an item is ticked.
fn ticked(cx: &Context, id: &str, option: &str) -> Option<Span> {
    let tick = ticks(cx, id).into_iter().find(|t| t.option == option)?;
    Some(tick.span)
}

/// Where a single box is ticked.
fn boxed(cx: &Context, id: &str) -> Option<Span> {
    let field = cx.assessment.item(id)?;
    matches!(field.value, Value::Check(_)).then(|| field.head())
}

/// The text of an item with its field; nothing for a blank one.
fn text<'a>(cx: &Context<'a>, id: &str) -> Option<(FieldId, &'a Scalar)> {
    let field = cx.assessment.find(id)?;
    match cx.field(field).value {
        Value::Text(text) if !text.text.trim().is_empty() => Some((field, text)),
        _ => None,
    }
}

/// How a message names an item by its id.
fn name(cx: &Context, id: &str) -> String {
    cx.assessment
        .find(id)
        .map_or_else(String::new, |field| cx.name(field))
}

/// The place of an item's key, or of what replaces it.
fn key(cx: &Context, id: &str) -> Option<Span> {
    let field = cx.assessment.item(id)?;
    Some(field.head())
}

/// How to fix two periods for the same records.
fn correct_one_period(lang: Lang) -> String {
    say!(
        lang,
        "規程に定めた期間を確かめ、どちらかを直してください。",
        "Correct one of the two."
    )
}

/// Said where what comes twice is for the first time.
fn the_first(lang: Lang) -> String {
    say!(lang, "一度目", "the first one")
}

/// Said at the change.
fn changed(lang: Lang, old: &str, new: Option<&str>) -> String {
    match new {
        Some(new) => say!(
            lang,
            "「{old}」から「{new}」に変わった",
            "was 「{old}」, is 「{new}」 now"
        ),
        None => say!(
            lang,
            "ここから「{old}」が無くなった",
            "「{old}」 is gone from here"
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::assets::lists::{intake, records, systems};

    #[test]
    fn words_of_options_are_those_of_options_of_the_form() {
        let form = crate::assessment::newest_form().expect("the form can be read");
        let known = |option: &str| {
            let mut options = form.items.iter().flat_map(|item| &item.options);
            options.any(|known| known.text == option)
        };
        for list in [
            intake::BODIES,
            intake::HANDED_IN,
            intake::MEANS,
            intake::PAPERS,
            intake::PRIVATE_BODIES,
            intake::SOURCES,
            records::NAMES,
            records::REASONS,
            records::TAKEN,
            systems::KINDS,
            systems::PERHAPS,
        ] {
            for (option, _) in list {
                assert!(known(option), "{option}");
            }
        }
    }
}
