//! An example of each item: as an invented office has written it in one of our worked examples, which are checked and
//! printed in the tests.

use std::sync::OnceLock;

use typed_index_collections::TiVec;

use crate::assessment::{self, Assessment};
use crate::form::{Form, ItemId};
use crate::source::diagnostic::Stage;
use crate::source::{Source, Span};

/// The examples by kind of form: what the worked examples have comes first, then what only some offices write.
const WRITTEN: [(&str, [&str; 2]); 2] = [
    (
        "全項目評価書",
        [
            include_str!("../../assessments/kakuu-yobosesshu.yaml"),
            include_str!("../../schemas/examples/zenkoumoku-h30-05.yaml"),
        ],
    ),
    (
        "点検記録",
        [
            include_str!("../../assessments/aone-juminzei-tenken.yaml"),
            include_str!("../../schemas/examples/tenken-kiroku-1.yaml"),
        ],
    ),
];

/// How many lines of an example are shown.
const MOST_LINES: usize = 8;

/// The YAML of an item, its key at the margin, as an office has written it; the first lines where it is long.
pub fn of(form: &'static Form, item: ItemId) -> Option<&'static str> {
    static READ: [OnceLock<TiVec<ItemId, Option<String>>>; WRITTEN.len()] =
        [const { OnceLock::new() }; WRITTEN.len()];
    let place = WRITTEN.iter().position(|(kind, _)| *kind == form.kind)?;
    let examples = READ[place].get_or_init(|| read(form, &WRITTEN[place].1));
    examples.get(item)?.as_deref()
}

fn read(form: &'static Form, texts: &[&str]) -> TiVec<ItemId, Option<String>> {
    let mut examples: TiVec<ItemId, Option<String>> = vec![None; form.items.len()].into();
    for text in texts {
        let source = Source::new("例", *text);
        let document = assessment::read(&source);
        let written = Assessment::over(form, &source, &document, Stage::Draft);
        for field in written.fields.iter().filter(|field| !field.blank) {
            if let (Some(key), None) = (field.key, &examples[field.item]) {
                let span = Span::new(key.start, field.span.end);
                examples[field.item] = Some(outdented(&source, span));
            }
        }
    }
    examples
}

/// The lines of a key with its value, without the blanks before the key; notes of the office are left out.
fn outdented(source: &Source, span: Span) -> String {
    let column = source.position(span.start).column - 1;
    let lines = source.slice(span).trim_end().lines();
    let lines = lines.map(|line| {
        let blanks = line.len() - line.trim_start_matches(' ').len();
        &line[blanks.min(column)..]
    });
    let mut lines: Vec<&str> = lines
        .filter(|line| !line.trim_start().starts_with("# "))
        .collect();
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES - 1);
        lines.push("# …");
    }
    lines.join("\n")
}
