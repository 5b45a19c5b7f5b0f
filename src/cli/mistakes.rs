//! What is wrong in a file of settings or words, for people.

use crate::config::settings_file::Mistake;
use crate::source::Source;

/// The mistakes of a file, one on a line.
pub(super) fn render(source: &Source, mistakes: &[Mistake]) -> String {
    let line = |mistake: &Mistake| {
        let place = source.position(mistake.span.start);
        let (name, line, column) = (source.name(), place.line, place.column);
        format!("{name}:{line}:{column}: {}", mistake.message)
    };
    let lines: Vec<String> = mistakes.iter().map(line).collect();
    lines.join("\nhyokasho: ")
}
