//! What the form prints, in the forms in which rules compare it with what is written.

use rustc_hash::FxHashSet;

use super::Form;
use crate::japanese::notation::fold;
use crate::japanese::passage::Passage;

/// The words that the form prints next to an answer.
#[derive(Debug, Clone, Default)]
pub struct PrintedWords {
    /// The labels, options and headings of entries, without their numbers.
    pub labels: FxHashSet<String>,
    /// All options, folded, each on a line.
    pub options: String,
}

impl PrintedWords {
    pub(super) fn of(form: &Form) -> Self {
        let printed = || form.items.iter().take(form.printed);
        let labels = printed().flat_map(|i| {
            let options = i.options.iter().map(|o| &o.text);
            [&i.label, &i.key].into_iter().chain(options)
        });
        let headings = printed().filter_map(|i| Some(i.entry.as_ref()?.replace("{n}", "")));
        let others = ["選択肢".to_owned()].into_iter().chain(headings);
        let options = form.items.iter().flat_map(|i| &i.options);
        PrintedWords {
            labels: labels.map(|label| bare(label)).chain(others).collect(),
            options: options.map(|option| fold(&option.text) + "\n").collect(),
        }
    }
}

/// A label without its number.
fn bare(label: &str) -> String {
    let folded = Passage::of(label).text;
    let number = |c: char| c.is_ascii_digit() || ".()".contains(c);
    folded.trim_start_matches(number).to_owned()
}
