//! W: wording and notation. How a word is written is decided by the user's words, else by how official texts write it,
//! else by the document's own majority; each pair is one finding.

mod alike;
mod angles;
mod blanks;
mod brackets;
mod conjunctions;
mod digit_clusters;
mod digit_habit;
mod explained;
mod glyphs;
mod hiragana;
mod kana;
mod kana_slips;
mod kanji_slips;
mod letters;
mod look_alikes;
mod markup;
mod named_twice;
mod ordinances;
mod particles;
mod short_names;
pub mod w001_long_vowel;
pub mod w002_notation;
pub mod w003_letters;
pub mod w004_heading;
pub mod w005_look_alike;
pub mod w006_bracket;
pub mod w007_mixed_digits;
pub mod w008_digit_width;
pub mod w009_comma;
pub mod w010_stray_blank;
pub mod w011_slip;
pub mod w012_doubled;
pub mod w013_full_stop;
pub mod w014_definition;
pub mod w015_company;
pub mod w016_one_word_off;
pub mod w017_abbreviation;
pub mod w018_mixed_style;
pub mod w019_printed_sign;
pub mod w020_ends_midway;
pub mod w021_near_term;
pub mod w022_paper_name;
pub mod w023_synonym;
pub mod w024_era_letter;
pub mod w025_small_kana;
pub mod w026_kana_slip;
pub mod w027_age_gap;
pub mod w028_particle;
pub mod w029_line_mark;
pub mod w030_comma_after_conjunction;
pub mod w031_none_mark;
pub mod w032_two_names;
pub mod w033_bracket_one_off;
pub mod w034_lone_conjunction;
pub mod w035_quoted_article;
pub mod w036_at_least;
pub mod w037_ended_work;
pub mod w038_short_name;
pub mod w039_storage_word;
pub mod w040_phone_digits;
pub mod w041_used_before_defined;
pub mod w042_said_twice_when;
pub mod w043_address;
pub mod w044_wrong_kanji;
pub mod w045_municipality_term;

use std::ops::Range;

use super::{Context, FindingBuilder, Located, OwnText, Place, Places, Rule, Words, grouped};
use crate::assessment::Assessment;
use crate::assessment::field::FieldId;
use crate::source::Span;
use crate::source::diagnostic::{Edit, Label, Safety};
use crate::source::lang::{Lang, say};

/// Edits that write something else at some places.
fn edits(places: &[Place], text: impl Fn(Span) -> String) -> Vec<Edit> {
    let edit = |(_, span): &Place| Edit {
        span: *span,
        text: text(*span),
    };
    places.iter().map(edit).collect()
}

/// Whether one of some places of texts meets a part of a text.
fn meets(found: &[(FieldId, Range<usize>)], words: &OwnText, part: &Range<usize>) -> bool {
    found.iter().any(|(field, range)| {
        *field == words.field && range.start < part.end && part.start < range.end
    })
}

/// Wrong words with the right ones, and where they are.
type Wrong<'t> = ((&'t str, &'t str), Place);

/// Reports wrong words, the same ones as one finding, and offers the right ones: whether they are meant, a person knows.
fn suggest(
    cx: &mut Context,
    rule: &'static Rule,
    found: Vec<Wrong>,
    words: fn(Lang, &str, &str) -> Words,
) {
    for ((wrong, right), places) in grouped(found) {
        let edits = edits(&places, |_| right.to_owned());
        let words = words(cx.lang, wrong, right);
        if let Some(finding) = cx.report_all(rule, &places, words) {
            finding.fix(Safety::Unsafe, edits);
        }
    }
}

/// The line in which a place lies.
fn line(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |i| i + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(text.len(), |i| at + i);
    start..end
}

/// A way of writing a word, with the places where a document uses it.
#[derive(Debug, Clone)]
struct Form<'a> {
    /// How the finding names it.
    name: String,
    /// What is in the text but for the endings.
    stem: String,
    /// Where it is.
    spots: Vec<Spot<'a>>,
}

impl Form<'_> {
    fn new(word: &str) -> Self {
        Form {
            name: word.to_owned(),
            stem: word.to_owned(),
            spots: Vec::new(),
        }
    }
}

/// Adds a place where a word is written in a way, which may be known.
fn add<'a>(forms: &mut Vec<Form<'a>>, form: Form<'a>, spot: Spot<'a>) {
    match forms.iter_mut().find(|known| known.stem == form.stem) {
        Some(known) => known.spots.push(spot),
        None => forms.push(Form {
            spots: vec![spot],
            ..form
        }),
    }
}

/// A place of a word; its place in the file is computed only for those that are reported.
#[derive(Debug, Clone)]
struct Spot<'a> {
    words: &'a OwnText<'a>,
    range: Range<usize>,
    /// What follows the stem there.
    ending: &'a str,
}

impl<'a> Spot<'a> {
    fn new(words: &'a OwnText<'a>, range: Range<usize>) -> Self {
        Spot {
            words,
            range,
            ending: "",
        }
    }

    fn place(&self, cx: &Context) -> Place {
        self.words.place(cx, self.range.clone())
    }
}

impl Located for Spot<'_> {
    fn label(&self, assessment: &Assessment) -> Label {
        let span = self.words.span(assessment, self.range.clone());
        (self.words.field, span).label(assessment)
    }
}

/// Why a form is the one to be kept.
#[derive(Debug, Clone, Copy)]
enum Norm {
    /// It is that of official texts.
    Official,
    /// It is in most places: in how many.
    Frequent(usize),
    /// It is only the first of those as frequent.
    First,
}

/// Reports the rarer forms of a word, where a document uses several; of two as frequent the first is kept.
fn mixed<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    mut forms: Vec<Form>,
) -> Option<FindingBuilder<'c, 'a>> {
    forms.sort_by_key(|f| usize::MAX - f.spots.len());
    let norm = match forms.as_slice() {
        [kept, next, ..] if kept.spots.len() > next.spots.len() => Norm::Frequent(kept.spots.len()),
        _ => Norm::First,
    };
    one_of(cx, rule, forms, norm)
}

/// Reports the other forms of a word of which the first is that of official texts, however often a document uses which:
/// a norm that counts would turn round while the text grows. Where most places would change, somebody should look.
fn mixed_beside_official<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    forms: Vec<Form>,
) -> Option<FindingBuilder<'c, 'a>> {
    let official = forms.first()?.spots.len();
    if official == 0 {
        return mixed(cx, rule, forms);
    }
    let others: usize = forms.iter().skip(1).map(|f| f.spots.len()).sum();
    let finding = one_of(cx, rule, forms, Norm::Official)?;
    Some(match others > official {
        true => finding.fix_needs_review(),
        false => finding,
    })
}

/// Reports the places of all forms but the first.
fn one_of<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    mut forms: Vec<Form>,
    norm: Norm,
) -> Option<FindingBuilder<'c, 'a>> {
    forms.retain(|f| !f.spots.is_empty());
    let (kept, others) = forms.split_first().filter(|(_, o)| !o.is_empty())?;
    let names: Vec<String> = forms.iter().map(|f| f.name.clone()).collect();
    let words = mixed_forms(cx.lang, &names, &kept.name, norm);
    replace(cx, rule, kept, others, words)
}

/// Reports the other forms of a word of which the first form is right, whether the document uses it or not.
fn instead<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    forms: Vec<Form>,
    words: fn(Lang, &str, &str) -> Words,
) -> Option<FindingBuilder<'c, 'a>> {
    let mut forms = forms.into_iter();
    let kept = forms.next()?;
    let others: Vec<Form> = forms.filter(|f| !f.spots.is_empty()).collect();
    let names: String = others.iter().map(|f| format!("「{}」", f.name)).collect();
    let words = words(cx.lang, &names, &kept.name);
    replace(cx, rule, &kept, &others, words)
}

/// Reports the places of forms that should give way to another, with the edits that make them do so.
fn replace<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    kept: &Form,
    others: &[Form],
    words: Words,
) -> Option<FindingBuilder<'c, 'a>> {
    let spots = others.iter().flat_map(|form| &form.spots);
    let mut spots: Vec<(&Spot, Place)> = spots.map(|s| (s, s.place(cx))).collect();
    spots.sort_by_key(|(_, (_, span))| *span);
    let places: Places = spots.iter().map(|(_, place)| *place).collect();
    let edit = |(spot, (_, span)): &(&Spot, Place)| Edit {
        span: *span,
        text: format!("{}{}", kept.stem, spot.ending),
    };
    let edits: Vec<Edit> = spots.iter().map(edit).collect();
    // What 別添３ says of an older change is as it was; somebody should look.
    let safety = match spots.iter().any(|(s, _)| s.words.repeats) {
        true => Safety::Unsafe,
        false => Safety::Safe,
    };
    Some(cx.report_all(rule, &places, words)?.fix(safety, edits))
}

/// Words that may be meant for others.
fn may_be_slip(lang: Lang, wrong: &str, right: &str) -> Words {
    Words::new(say!(
        lang,
        "「{wrong}」は「{right}」の誤りではないか",
        "「{wrong}」 may be a slip for 「{right}」"
    ))
    .help(if_meant(lang, right))
}

fn if_meant(lang: Lang, right: &str) -> String {
    say!(
        lang,
        "「{right}」のことなら、直してください。",
        "Write 「{right}」 if it is meant."
    )
}

fn mixed_forms(lang: Lang, names: &[String], kept: &str, norm: Norm) -> Words {
    let help = match norm {
        Norm::Official => say!(
            lang,
            "公用文の書き方である「{kept}」にそろえてください。",
            "Use 「{kept}」, as official texts do."
        ),
        Norm::Frequent(count) => say!(
            lang,
            "多い方の「{kept}」（{count}か所）にそろえてください。",
            "Use 「{kept}」, which is more frequent ({count})."
        ),
        Norm::First => any_of_them(lang, kept),
    };
    Words::new(are_mixed(lang, names)).help(help)
}

/// The headline: 「サーバ」と「サーバー」が混ざっている.
fn are_mixed(lang: Lang, names: &[String]) -> String {
    let quoted: String = names.iter().map(|name| format!("「{name}」")).collect();
    let names = match names {
        [_, _] => quoted.replace("」「", "」と「"),
        _ => quoted,
    };
    say!(lang, "{names}が混ざっている", "{names} are mixed")
}

/// The advice where none is more frequent.
fn any_of_them(lang: Lang, kept: &str) -> String {
    say!(
        lang,
        "どれかにそろえてください。ここでは「{kept}」にそろえる形で示しています。",
        "Use one of them, say 「{kept}」."
    )
}
