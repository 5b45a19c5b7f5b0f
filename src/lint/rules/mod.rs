//! The rules: one table, one folder for each family, one file for each rule.
//!
//! A rule is a const and a function. The text at the head of its file is its documentation everywhere:
//! `hyokasho explain`, `docs/rules/` and machine-readable reports read it from there.

pub mod b;
pub mod c;
mod context;
mod doc;
pub mod f;
pub mod i;
pub mod l;
pub mod p;
pub mod r;
pub mod s;
pub mod t;
mod texts;
pub mod u;
pub mod w;
mod whole;
pub mod x;
pub mod y;

pub use context::{Context, Finding, Surroundings};
pub use doc::Doc;
pub use texts::{Dated, Texts, Words};
pub use whole::Whole;

use std::sync::LazyLock;

use rayon::prelude::*;

use crate::assessment::{self, Assessment};
use crate::config::settings::{Level, Settings};
use crate::config::settings_file::NamedRule;
use crate::config::vocabulary::VOCABULARY;
use crate::form::{BadForm, Form};
use crate::source::diagnostic::{Diagnostic, Label, Severity, Stage};
use crate::source::lang::Lang;
use crate::source::outward;
use crate::source::{Source, Unreadable};
use crate::yaml::{Document, Scalar};

/// A rule.
pub struct Rule {
    /// A letter for the family and three digits; never reused.
    pub code: &'static str,
    /// A name that reads well after "allow".
    pub name: &'static str,
    /// How much its findings matter, where the rule does not say otherwise.
    pub severity: Severity,
    /// The stage from which on it speaks.
    pub stage: Stage,
    /// The articles and guidelines it rests on.
    pub basis: &'static [&'static str],
    /// The source text of its file, for the documentation at its head.
    pub source: &'static str,
    /// Looks at an assessment and reports.
    pub check: fn(&mut Context),
}

impl Rule {
    /// A finding of this rule with nothing but its place and headline.
    fn finding(&self, primary: Label, message: String) -> Diagnostic {
        Diagnostic {
            code: self.code,
            name: self.name,
            severity: self.severity,
            message,
            count: String::new(),
            primary,
            related: Vec::new(),
            help: String::new(),
            basis: self.basis.to_vec(),
            fix: None,
            masked: false,
        }
    }

    /// The documentation at the head of the rule's file.
    pub fn doc(&self) -> Doc {
        Doc::of(self.source)
    }
}

pub(crate) use crate::source::lang::say;

/// Findings of one cause together, in the order of their first places.
fn grouped<K: PartialEq, P>(found: Vec<(K, P)>) -> Vec<(K, Vec<P>)> {
    let mut groups: Vec<(K, Vec<P>)> = Vec::new();
    for (cause, place) in found {
        match groups.iter_mut().find(|(known, _)| *known == cause) {
            Some((_, places)) => places.push(place),
            None => groups.push((cause, vec![place])),
        }
    }
    groups
}

/// All rules in the order of their codes.
pub static RULES: &[&Rule] = &[
    &y::y001_unreadable::RULE,
    &y::y002_wide_colon::RULE,
    &y::y003_wide_blank::RULE,
    &y::y004_tab::RULE,
    &y::y005_no_blank::RULE,
    &y::y006_leading_sign::RULE,
    &y::y007_colon_in_text::RULE,
    &y::y008_comment_in_text::RULE,
    &y::y009_unclosed_quote::RULE,
    &y::y010_unclosed_bracket::RULE,
    &y::y011_comma_in_flow::RULE,
    &y::y012_text_after_bar::RULE,
    &y::y013_lost_indentation::RULE,
    &y::y014_stray_line::RULE,
    &y::y015_bad_indent::RULE,
    &y::y016_continued_text::RULE,
    &y::y017_refused_feature::RULE,
    &y::y018_too_deep::RULE,
    &y::y019_broken::RULE,
    &y::y020_duplicate_key::RULE,
    &y::y021_other_spelling::RULE,
    &y::y022_invisible_character::RULE,
    &s::s001_unknown_key::RULE,
    &s::s002_key_in_wrong_place::RULE,
    &s::s003_wrong_shape::RULE,
    &s::s004_missing::RULE,
    &s::s005_unknown_option::RULE,
    &s::s006_detail_missing::RULE,
    &s::s007_detail_not_asked::RULE,
    &s::s008_exclusive_options::RULE,
    &s::s009_not_asked::RULE,
    &s::s010_count_mismatch::RULE,
    &s::s011_blank_entry::RULE,
    &s::s012_too_many::RULE,
    &s::s013_not_a_date::RULE,
    &s::s014_bad_mark::RULE,
    &s::s015_none_of::RULE,
    &s::s016_unknown_edition::RULE,
    &s::s017_list_differs::RULE,
    &s::s018_risk_number::RULE,
    &s::s019_option_twice::RULE,
    &s::s020_agency_only::RULE,
    &s::s021_missing_dash::RULE,
    &s::s022_uneven_table_row::RULE,
    &s::s023_unprintable::RULE,
    &s::s024_picture::RULE,
    &t::t001_threshold_mismatch::RULE,
    &t::t002_people_bands::RULE,
    &t::t003_record_count::RULE,
    &p::p001_comment_period_too_short::RULE,
    &p::p002_days_differ::RULE,
    &p::p003_order::RULE,
    &p::p004_third_party_result::RULE,
    &p::p005_draft_mark::RULE,
    &p::p006_weekday::RULE,
    &p::p007_impossible_date::RULE,
    &p::p008_use_before_holding::RULE,
    &p::p009_precision_differs::RULE,
    &p::p010_plan_overdue::RULE,
    &p::p011_incident_too_old::RULE,
    &p::p012_review_due::RULE,
    &p::p013_ended_mark::RULE,
    &p::p014_day_off::RULE,
    &p::p015_date_notation::RULE,
    &x::x001_linkage_off::RULE,
    &x::x002_linkage_on::RULE,
    &x::x003_provision_none::RULE,
    &x::x005_reentrustment::RULE,
    &x::x006_register_name::RULE,
    &x::x007_nisc::RULE,
    &x::x008_undisclosed_source::RULE,
    &x::x009_unticked_medium::RULE,
    &x::x010_unlisted_system::RULE,
    &x::x011_one_sided_connection::RULE,
    &x::x012_main_items::RULE,
    &x::x013_storage_erasure::RULE,
    &x::x014_retention::RULE,
    &x::x015_department::RULE,
    &x::x016_duplicate_record::RULE,
    &x::x017_pasted_twice::RULE,
    &x::x018_unlisted_disposal::RULE,
    &x::x019_half_updated::RULE,
    &x::x020_figure_unlisted_name::RULE,
    &x::x021_figure_unknown_actor::RULE,
    &x::x022_figure_idle_actor::RULE,
    &x::x023_figure_flow_unmarked::RULE,
    &x::x024_network_unused::RULE,
    &x::x025_stale_number::RULE,
    &c::c001_unknown_reference::RULE,
    &c::c002_label_differs::RULE,
    &c::c003_entry_number::RULE,
    &c::c004_no_change::RULE,
    &c::c005_nothing_said::RULE,
    &c::c006_cut_off::RULE,
    &c::c007_reason::RULE,
    &c::c008_after_publication::RULE,
    &c::c009_outlier_date::RULE,
    &c::c010_order::RULE,
    &c::c011_duplicate::RULE,
    &c::c012_dragged::RULE,
    &c::c013_broken_chain::RULE,
    &c::c014_body_differs::RULE,
    &c::c015_untold_change::RULE,
    &c::c016_unchanged_item::RULE,
    &c::c017_before_differs::RULE,
    &c::c018_old_procedure::RULE,
    &f::f001_reference_label::RULE,
    &f::f002_heading_number::RULE,
    &f::f003_missing_annex::RULE,
    &f::f004_missing_entry::RULE,
    &f::f005_list_numbering::RULE,
    &f::f006_figure_number::RULE,
    &l::l001_stale_citation::RULE,
    &l::l002_stale_table::RULE,
    &l::l003_not_yet_in_force::RULE,
    &l::l004_repealed_law::RULE,
    &l::l005_stale_name::RULE,
    &l::l006_official_name::RULE,
    &l::l007_law_number::RULE,
    &l::l008_missing_dai::RULE,
    &l::l009_undefined_short_name::RULE,
    &l::l010_old_edition::RULE,
    &l::l011_ended_proof::RULE,
    &l::l012_law_since::RULE,
    &l::l013_other_entry::RULE,
    &l::l014_article::RULE,
    &l::l015_order_article::RULE,
    &l::l016_rows_differ::RULE,
    &w::w001_long_vowel::RULE,
    &w::w002_notation::RULE,
    &w::w003_letters::RULE,
    &w::w004_heading::RULE,
    &w::w005_look_alike::RULE,
    &w::w006_bracket::RULE,
    &w::w007_mixed_digits::RULE,
    &w::w008_digit_width::RULE,
    &w::w009_comma::RULE,
    &w::w010_stray_blank::RULE,
    &w::w011_slip::RULE,
    &w::w012_doubled::RULE,
    &w::w013_full_stop::RULE,
    &w::w014_definition::RULE,
    &w::w015_company::RULE,
    &w::w016_one_word_off::RULE,
    &w::w017_abbreviation::RULE,
    &w::w018_mixed_style::RULE,
    &w::w019_printed_sign::RULE,
    &b::b001_template_word::RULE,
    &b::b002_other_body::RULE,
    &b::b003_work_note::RULE,
    &r::r001_only_vague::RULE,
    &r::r002_absolute_claim::RULE,
    &r::r003_no_frequency::RULE,
    &r::r004_other_contracts::RULE,
    &r::r005_same_rating::RULE,
    &r::r006_colour_only::RULE,
    &i::i001_individual_number::RULE,
    &i::i002_personal_detail::RULE,
    &u::u001_exception_without_reason::RULE,
    &u::u002_unused_exception::RULE,
    &u::u003_printed_exception::RULE,
];

/// Rules that speak only when asked for: by `--pedantic`, or by a level of their own in `hyokasho.toml`.
pub static PEDANTIC: &[&str] = &["R005"];

/// Rules whose findings nothing sets aside: no level, no exception, no baseline. See [`is_firm`].
static FIRM: &[&str] = &["I001", "S016"];

/// Whether nothing sets the findings of a rule aside, by its code: else what must not be published, or what was not read
/// as it stands (the errors of family Y), would pass as clean.
pub fn is_firm(code: &str) -> bool {
    let misread = |rule: &Rule| rule.code.starts_with('Y') && rule.severity == Severity::Error;
    FIRM.contains(&code) || find(code).is_some_and(misread)
}

/// The rule of a code, in any case: `s004`.
pub fn find(code: &str) -> Option<&'static Rule> {
    RULES
        .iter()
        .copied()
        .find(|rule| rule.code.eq_ignore_ascii_case(code) || rule.name == code)
}

/// All rules as the settings name them.
pub fn named() -> Vec<NamedRule> {
    let named = |rule: &&Rule| NamedRule {
        code: rule.code,
        name: rule.name,
        is_firm: is_firm(rule.code),
    };
    RULES.iter().map(named).collect()
}

/// The finding of a file that is no text we read.
pub fn unreadable(why: Unreadable, lang: Lang) -> Diagnostic {
    y::y001_unreadable::finding(why, lang)
}

/// What family Y finds in a file that is no assessment, in the order of the file: what was not read as it stands.
pub fn misreadings(source: &Source, document: &Document, lang: Lang) -> Vec<Diagnostic> {
    let Ok(form) = assessment::newest_form() else {
        return Vec::new();
    };
    let assessment = Assessment::over(form, source, document, Stage::Draft);
    let surroundings = Surroundings::default();
    let whole = Whole::of(source);
    let texts = Texts::of(&assessment, surroundings.vocabulary(), &whole);
    let mut cx = Context::new(&assessment, &surroundings, &texts, lang);
    let of_reading = RULES.iter().filter(|rule| rule.code.starts_with('Y'));
    of_reading.for_each(|rule| (rule.check)(&mut cx));
    let mut found = cx.finish();
    found.extend(untold(&assessment, &surroundings, &texts, &found, lang));
    found.retain(|diagnostic| diagnostic.severity >= Severity::Warning);
    found.sort_by_key(|d| (d.primary.span, d.code));
    found
}

/// The finding of a file that names an edition of the form that we do not have.
pub fn unknown_edition(named: &Scalar, lang: Lang) -> Diagnostic {
    s::s016_unknown_edition::finding(named, lang)
}

/// The finding of form data that can't be used: a fault of the program, not of the file.
pub fn broken_form(why: &BadForm, lang: Lang) -> Diagnostic {
    s::s016_unknown_edition::broken(why, lang)
}

/// The level that the settings give a rule, where they give it one.
pub fn level(code: &str, settings: &Settings) -> Option<Level> {
    if is_firm(code) {
        return None;
    }
    settings.levels.of(code, PEDANTIC.contains(&code))
}

/// Rules that look at an assessment beside a version before it, and at no other.
static COMPARING: &[&str] = &["C015", "C016", "C017", "C018"];

/// Whether a rule looks at assessments of a stage, which may be compared with a version before.
pub fn runs(rule: &Rule, stage: Stage, compared: bool, settings: &Settings) -> bool {
    stage >= rule.stage
        && (compared || !COMPARING.contains(&rule.code))
        && level(rule.code, settings) != Some(Level::Off)
}

/// Gives findings the severities that the settings ask for.
pub fn weigh(found: &mut Vec<Diagnostic>, settings: &Settings) {
    found.retain_mut(|diagnostic| {
        let level = level(diagnostic.code, settings);
        if let Some(Level::At(severity)) = level {
            diagnostic.severity = severity;
        }
        level != Some(Level::Off)
    });
}

/// Reads what the rules know, where it has not been read.
pub fn prepare() {
    let of_form = || assessment::newest_form().map_or((), Form::prepare);
    let of_law = || rayon::join(l::prepare, of_form);
    rayon::join(|| LazyLock::force(&VOCABULARY), of_law);
}

/// All findings of an assessment, in the order of the file.
pub fn run(surroundings: &Surroundings, texts: &Texts, lang: Lang) -> Vec<Diagnostic> {
    let assessment = texts.assessment;
    let compared = surroundings.base.is_some();
    let found_by = |rule: &&Rule| {
        let mut cx = Context::new(assessment, surroundings, texts, lang);
        (rule.check)(&mut cx);
        cx.finish()
    };
    // No rule knows of another; their findings are collected in the order of the table. Some take a hundred times as long
    // as others, so that each is a piece of work of its own.
    let mut found: Vec<Diagnostic> = RULES
        .par_iter()
        .with_max_len(1)
        .filter(|rule| runs(rule, assessment.stage, compared, &surroundings.settings))
        .flat_map_iter(found_by)
        .collect();
    let untold = untold(assessment, surroundings, texts, &found, lang);
    found.extend(untold);
    found.iter_mut().for_each(present);
    weigh(&mut found, &surroundings.settings);
    found.sort_by_key(|d| (d.primary.span, d.code));
    found
}

/// What was not read and no finding tells: the last word of every check, so that nothing is passed over in silence.
fn untold<'a>(
    assessment: &'a Assessment<'a>,
    surroundings: &'a Surroundings,
    texts: &'a Texts<'a>,
    found: &[Diagnostic],
    lang: Lang,
) -> Vec<Diagnostic> {
    let mut cx = Context::new(assessment, surroundings, texts, lang);
    y::y019_broken::untold(&mut cx, found);
    cx.finish()
}

/// What a finding says steers nothing, and repeats no individual number that it quotes by chance.
pub(crate) fn present(diagnostic: &mut Diagnostic) {
    let Diagnostic {
        primary,
        related,
        message,
        help,
        ..
    } = diagnostic;
    let labels = std::iter::once(primary).chain(related);
    let of_labels = labels.flat_map(|label| [&mut label.message, &mut label.address]);
    for text in of_labels.chain([message, help]) {
        *text = outward::message(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The headings that every rule has, in this order.
    const HEADINGS: [&str; 5] = ["何を確認するか", "なぜ", "直し方", "例", "根拠"];

    #[test]
    fn codes_and_names_are_unique_and_in_order() {
        let codes: Vec<_> = RULES.iter().map(|r| r.code).collect();
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        // Families stand in the order of the module list, codes in the order of their numbers.
        assert_eq!(codes.len(), sorted.len());
        let mut names: Vec<_> = RULES.iter().map(|r| r.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RULES.len());
    }

    #[test]
    fn every_rule_is_documented() {
        for rule in RULES {
            let doc = rule.doc();
            let headings: Vec<_> = doc
                .body
                .lines()
                .filter_map(|l| l.strip_prefix("## "))
                .collect();
            assert_eq!(headings, HEADINGS, "{}", rule.code);
            assert!(
                doc.english.is_ascii() && !doc.title.is_ascii(),
                "{}",
                rule.code
            );
        }
    }
}
