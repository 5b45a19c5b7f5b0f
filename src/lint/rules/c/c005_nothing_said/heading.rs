//! 変更後 that is nothing but a heading, below which the assessment says more.

use super::super::{line, row_name};
use super::RULE;
use crate::assessment::value::Value;
use crate::compare::changelog::LogEntry;
use crate::japanese::notation::has_chars;
use crate::japanese::passage::Passage;
use crate::lint::rules::{Context, Place, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// A heading is not longer.
const LONGEST: usize = 40;

/// What a heading is written between.
const AROUND: [(char, char); 5] = [
    ('＜', '＞'),
    ('<', '>'),
    ('【', '】'),
    ('［', '］'),
    ('〈', '〉'),
];

/// What it may begin with.
const MARKS: [char; 5] = ['○', '■', '●', '◎', '◆'];

/// Ends of sentences, and of what belongs to one.
const ENDS: [&str; 8] = ["。", "する", "した", "いる", "ある", "、", "：", "ない"];

pub(super) fn check(cx: &mut Context) {
    let lang = cx.lang;
    for (_, entry) in super::super::judged(cx) {
        let Some((own, below)) = only_heading(cx, entry) else {
            continue;
        };
        let (field, span) = own;
        let words = words(lang, &row_name(lang, entry));
        cx.report(&RULE, field, span, words)
            .severity(Severity::Info)
            .related(below, there(lang));
    }
}

/// The heading that is all of 変更後, and what the assessment says below it.
fn only_heading(cx: &Context, entry: &LogEntry) -> Option<(Place, Span)> {
    let only = entry.after.only_line()?;
    // A heading that was put for another one is all that changed.
    let was_heading = entry
        .before
        .content()
        .any(|line| is_heading(line.written()));
    if entry.after.lines.len() > 1 || was_heading || !is_heading(only.written()) {
        return None;
    }
    let [place] = entry.places() else { return None };
    let own = cx.field(*place);
    let below = cx.assessment.below(&own.id).map(|(_, field)| field);
    let mut fields = std::iter::once(own).chain(below);
    let text = fields.find_map(|field| match field.value {
        Value::Text(text) => {
            let said = said_below(&text.text, &only.folded.text)?;
            Some(cx.words(text, said))
        }
        _ => None,
    });
    Some((line(cx, only), text?))
}

/// The line of a text after a heading, where that is none itself.
fn said_below(text: &str, heading: &str) -> Option<std::ops::Range<usize>> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        (start, line.trim())
    });
    let mut lines = lines.filter(|(_, line)| !line.is_empty());
    lines.find(|(_, line)| line.len() < 4 * LONGEST && Passage::of(line).text == heading)?;
    let (start, next) = lines.next()?;
    (!is_heading(next)).then_some(start..start + next.len())
}

fn is_heading(line: &str) -> bool {
    let line = line.trim();
    if line.is_empty() || has_chars(line, LONGEST + 1) || ENDS.iter().any(|end| line.ends_with(end))
    {
        return false;
    }
    let between = |(open, close): &(char, char)| line.starts_with(*open) && line.ends_with(*close);
    AROUND.iter().any(between) || line.starts_with(MARKS)
}

fn words(lang: Lang, row: &str) -> Words {
    Words::new(say!(
        lang,
        "{row} の変更後が見出しだけで、何を変えたかが書かれていない",
        "変更後 of {row} is only a heading and does not say what was changed"
    ))
    .help(say!(
        lang,
        "見出しの下の文のうち、足した文、改めた文を書いてください。",
        "Write what was added or changed below the heading."
    ))
}

/// Said at the first line below the heading.
fn there(lang: Lang) -> String {
    say!(
        lang,
        "本文では、この見出しの下に記載がある",
        "the assessment says this below it"
    )
}
