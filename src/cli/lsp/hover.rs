//! What is said of the words under the pointer: of a key what belongs there, of a finding what its rule says, of a reference
//! what stands at the item that it names.

use super::found::Hover;
use super::item::{described, first_words, key_at, text_at};
use super::mention::Reader;
use super::snapshot::Snapshot;
use crate::assessment::Assessment;
use crate::assessment::example;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::lint::rules::{self, about};
use crate::source::Span;
use crate::source::diagnostic::Diagnostic;
use crate::source::lang::{Lang, say};

/// The most rules whose text is shown at one place.
const MOST_RULES: usize = 2;

/// The most items that a reference is explained by.
const MOST_ITEMS: usize = 5;

/// What is said of a place of the text.
pub(super) fn hover(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let item = of_item(snapshot, offset).or_else(|| of_reference(snapshot, offset));
    let findings = of_findings(snapshot, offset);
    match (item, findings) {
        (Some(item), Some(findings)) => Some(Hover {
            markdown: format!("{}\n\n---\n\n{}", findings.markdown, item.markdown),
            span: item.span,
        }),
        (item, findings) => item.or(findings),
    }
}

/// Of a key, or of an option: what belongs there.
fn of_item(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let assessment = snapshot.assessment;
    let (id, span) = match key_at(assessment, offset) {
        Some((id, field)) => (id, field.key?),
        None => {
            let (id, text) = text_at(assessment, offset)?;
            let value = &assessment.fields[id].value;
            let is_choice = matches!(value, Value::Choice { .. } | Value::Checks(_));
            (id, is_choice.then_some(text.span)?)
        }
    };
    let markdown = item(assessment, id, snapshot.lang);
    Some(Hover { markdown, span })
}

/// All that is known of an item where it stands.
fn item(assessment: &Assessment, id: FieldId, lang: Lang) -> String {
    let field = &assessment.fields[id];
    let guide = assessment.form.guide(field.item);
    let mut text = described(guide, &assessment.address(field), lang);
    let rules = about::rules(assessment.form, field.item);
    if !rules.is_empty() {
        let codes: Vec<&str> = rules.iter().map(|rule| rule.code).collect();
        let codes = codes.join(" ");
        text.push_str(&say!(
            lang,
            "\n- 関わる検査: {codes}",
            "\n- Rules that speak of it: {codes}"
        ));
    }
    if let Some(example) = example::of(assessment.form, field.item) {
        let example = example.trim_end();
        text.push_str(&format!("\n\n```yaml\n{example}\n```"));
    }
    text
}

/// Of words that name items: what these are, and the first words there.
fn of_reference(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let assessment = snapshot.assessment;
    let (field, text) = text_at(assessment, offset)?;
    let reader = Reader::of(assessment);
    let is_row = assessment.definition(&assessment.fields[field]).id == "changes[].item";
    let found: Vec<_> = match is_row {
        true => {
            let references = reader.rows.read(&text.text).into_iter();
            references.map(|r| (r.words, r.places)).collect()
        }
        false => {
            let mentions = reader.items(field, &text.text).into_iter();
            mentions.map(|m| (m.words, m.fields)).collect()
        }
    };
    let spans = found.into_iter().map(|(words, fields)| {
        let span = text.place(snapshot.source, words);
        (span, fields)
    });
    let (span, fields) = { spans }.find(|(span, _)| is_in(*span, offset))?;
    let lines = fields.iter().take(MOST_ITEMS).map(|named| {
        let name = assessment.name(&assessment.fields[*named]);
        let said = first_words(assessment, *named);
        match said.is_empty() {
            true => format!("**{name}**"),
            false => format!("**{name}**  \n{said}"),
        }
    });
    let markdown = lines.collect::<Vec<_>>().join("\n\n");
    (!markdown.is_empty()).then_some(Hover { markdown, span })
}

/// Of findings: what their rules say, those of the shortest places first.
fn of_findings(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let place = |finding: &Diagnostic| {
        let places = finding.all_places().map(|label| label.span);
        let here = places.filter(|span| is_in(*span, offset));
        here.min_by_key(|span| span.end - span.start)
    };
    let found = snapshot.findings.iter();
    let mut found: Vec<(Span, &Diagnostic)> = found.filter_map(|d| Some((place(d)?, d))).collect();
    found.sort_by_key(|(span, _)| span.end - span.start);
    let (shortest, _) = *found.first()?;
    found.dedup_by_key(|(_, finding)| finding.code);
    let texts = found.iter().take(MOST_RULES);
    let texts = texts.filter_map(|(_, finding)| rule(finding.code, snapshot.lang));
    Some(Hover {
        markdown: texts.collect::<Vec<_>>().join("\n\n---\n\n"),
        span: shortest,
    })
}

/// What `explain` says of a rule.
fn rule(code: &str, lang: Lang) -> Option<String> {
    let rule = rules::find(code)?;
    let doc = rule.doc();
    let severity = rule.levels.highest().label(lang);
    let title = match lang {
        Lang::Ja => doc.title,
        Lang::En => format!("{}  \n{}", doc.english, doc.title),
    };
    // The headings of a page are large beside a text.
    let body = doc.body.replace("\n## ", "\n#### ");
    let body = body
        .strip_prefix("## ")
        .map_or(body.clone(), |rest| format!("#### {rest}"));
    Some(format!(
        "**{code}** {severity}  {title}\n\n{}",
        body.trim_end()
    ))
}

fn is_in(span: Span, offset: usize) -> bool {
    span.start <= offset && offset <= span.end
}
