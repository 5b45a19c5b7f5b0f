//! What actions are called.

use crate::source::diagnostic::{Edit, Fix, Safety};
use crate::source::lang::{Lang, say};
use crate::source::{Source, outward};

/// How many characters of a text are quoted.
const QUOTED: usize = 20;

/// A fix: what becomes of the first place that it changes.
pub(super) fn fix(source: &Source, code: &str, fix: &Fix, lang: Lang) -> String {
    let first = fix
        .edits
        .first()
        .map_or(String::new(), |edit| change(source, edit, lang));
    let more = match fix.edits.len().saturating_sub(1) {
        0 => String::new(),
        n => say!(lang, "（ほか{}か所）", " (and {} more)", n),
    };
    let look = match fix.safety {
        Safety::Safe => String::new(),
        Safety::Unsafe => say!(
            lang,
            "（直した所を見てください）",
            " (look at what it does)"
        ),
    };
    say!(
        lang,
        "{}を直す: {}{}{}",
        "Fix {}: {}{}{}",
        code,
        first,
        more,
        look
    )
}

fn change(source: &Source, edit: &Edit, lang: Lang) -> String {
    let quoted = |text: &str| outward::words(&outward::first_line(text, QUOTED));
    let (old, new) = (quoted(source.slice(edit.span)), quoted(&edit.text));
    match (old.is_empty(), new.is_empty()) {
        (false, false) if old != new => say!(lang, "「{}」を「{}」に", "「{}」 → 「{}」", old, new),
        (true, false) => say!(lang, "「{}」を加える", "add 「{}」", new),
        (false, true) => say!(lang, "「{}」を削る", "remove 「{}」", old),
        _ => say!(lang, "書き方を整える", "the layout"),
    }
}

/// All that is certain.
pub(super) fn fix_all(lang: Lang) -> String {
    say!(
        lang,
        "直し方が確かな指摘をすべて直す",
        "Fix all findings whose fixes are certain"
    )
}

/// An exception.
pub(super) fn except(code: &str, lang: Lang) -> String {
    say!(
        lang,
        "{}を例外にする（理由を書く）",
        "Except from {} (write the reason)",
        code
    )
}

/// The rows that 別添３ lacks.
pub(super) fn rows(lang: Lang) -> String {
    say!(lang, "別添３に行を加える", "Add the rows to 別添３")
}
