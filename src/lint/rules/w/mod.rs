//! W: wording and notation. How a word is written is decided by the user's words, else by how official texts write it,
//! else by the document's own majority; each pair is one finding.

mod company;
mod digit_clusters;
mod digit_habit;
mod explained;
mod glyphs;
mod kana;
mod letters;
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

use std::ops::Range;

use super::{Context, FindingBuilder, OwnText, Rule, say};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety};

/// The places of one cause: the item and the words.
pub(super) type Places = Vec<(usize, Span)>;

/// One cause that is in several places: reported at the first, with all others.
pub(super) fn report_all<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    places: &[(usize, Span)],
    message: String,
    help: String,
) -> Option<FindingBuilder<'c, 'a>> {
    let ((place, span), rest) = places.split_first()?;
    let finding = cx.report(rule, *place, *span, message).help(help);
    Some(finding.places(rest.iter().map(|(_, span)| *span)))
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

    fn place(&self, cx: &Context) -> (usize, Span) {
        let span = self.words.span(cx.assessment, self.range.clone());
        (self.words.place, span)
    }
}

/// Reports the rarer forms of a word, where a document uses several; of two as frequent the first is kept.
fn mixed<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    mut forms: Vec<Form>,
) -> Option<FindingBuilder<'c, 'a>> {
    forms.sort_by_key(|f| usize::MAX - f.spots.len());
    let is_tie =
        |kept: &Form, others: &[Form]| others.iter().any(|f| f.spots.len() == kept.spots.len());
    one_of(cx, rule, forms, |cx, kept, others| {
        let name = &kept.name;
        match is_tie(kept, others) {
            true => say!(
                cx.lang,
                "どれかにそろえてください。ここでは「{name}」にそろえる形で示しています。",
                "Use one of them, say 「{name}」."
            ),
            false => say!(
                cx.lang,
                "多い方の「{name}」（{}か所）にそろえてください。",
                "Use 「{name}」, which is more frequent ({}).",
                kept.spots.len()
            ),
        }
    })
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
    let finding = one_of(cx, rule, forms, |cx, kept, _| {
        say!(
            cx.lang,
            "公用文の書き方である「{}」にそろえてください。",
            "Use 「{}」, as official texts do.",
            kept.name
        )
    })?;
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
    help: impl Fn(&Context, &Form, &[Form]) -> String,
) -> Option<FindingBuilder<'c, 'a>> {
    forms.retain(|f| !f.spots.is_empty());
    let (kept, others) = forms.split_first().filter(|(_, o)| !o.is_empty())?;
    let names: String = forms.iter().map(|f| format!("「{}」", f.name)).collect();
    let names = match others {
        [_] => names.replace("」「", "」と「"),
        _ => names,
    };
    let message = say!(cx.lang, "{names}が混ざっている", "{names} are mixed");
    let help = help(cx, kept, others);
    replace(cx, rule, kept, others, message, help)
}

/// Reports the other forms of a word of which the user has decided that the first form is right.
fn decided<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    forms: Vec<Form>,
) -> Option<FindingBuilder<'c, 'a>> {
    let (kept, others) = forms.split_first()?;
    let others: Vec<Form> = others
        .iter()
        .filter(|f| !f.spots.is_empty())
        .cloned()
        .collect();
    let names: String = others.iter().map(|f| format!("「{}」", f.name)).collect();
    let message = say!(
        cx.lang,
        "{names}は、決めた書き方では「{}」",
        "{names} is written 「{}」 by your own terms",
        kept.name
    );
    let help = say!(
        cx.lang,
        "「{}」にしてください。組織の語（terms）で決めた書き方です。",
        "Write 「{}」, as your terms say.",
        kept.name
    );
    replace(cx, rule, kept, &others, message, help)
}

/// Reports the places of forms that should give way to another, with the edits that make them do so.
fn replace<'c, 'a>(
    cx: &'c mut Context<'a>,
    rule: &'static Rule,
    kept: &Form,
    others: &[Form],
    message: String,
    help: String,
) -> Option<FindingBuilder<'c, 'a>> {
    let spots = others.iter().flat_map(|form| &form.spots);
    let mut spots: Vec<(&Spot, (usize, Span))> = spots.map(|s| (s, s.place(cx))).collect();
    spots.sort_by_key(|(_, (_, span))| *span);
    let places: Places = spots.iter().map(|(_, place)| *place).collect();
    let edit = |(spot, (_, span)): &(&Spot, (usize, Span))| Edit {
        span: *span,
        text: format!("{}{}", kept.stem, spot.ending),
    };
    let edits: Vec<Edit> = spots.iter().map(edit).collect();
    // What 別添３ says of an older change is as it was; somebody should look.
    let safety = match spots.iter().any(|(s, _)| s.words.repeats) {
        true => Safety::Unsafe,
        false => Safety::Safe,
    };
    Some(report_all(cx, rule, &places, message, help)?.fix(safety, edits))
}
