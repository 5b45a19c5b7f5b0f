//! Texts of workbooks with their runs: furigana is left out, struck-through words are set apart.

use std::io::BufRead;

use super::xml::{Event, Pull};
use crate::intake::cell::Note;
use crate::intake::refusal::Refusal;

/// A text, as it is shared by cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rich {
    /// What is to be read, in the font of its cell.
    pub text: String,
    /// Its runs, where it has any with a font of their own.
    runs: Vec<Run>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Run {
    /// How many bytes of the text.
    length: usize,
    /// Whether it is struck through; none where the font of the cell says so.
    struck: Option<bool>,
}

impl Rich {
    /// A text without runs.
    pub fn plain(text: String) -> Self {
        Rich {
            text,
            runs: Vec::new(),
        }
    }

    /// Adds a run.
    pub fn push(&mut self, text: &str, struck: Option<bool>) {
        self.text.push_str(text);
        self.runs.push(Run {
            length: text.len(),
            struck,
        });
    }

    /// The text without what is struck through, and a note of that.
    pub fn parted(&self, cell_is_struck: bool) -> (String, Vec<Note>) {
        if self.text.is_empty() {
            return Default::default();
        }
        if !cell_is_struck && self.runs.iter().all(|run| run.struck != Some(true)) {
            return (self.text.clone(), Vec::new());
        }
        let (mut kept, mut notes) = (String::new(), Vec::new());
        let mut struck = String::new();
        let mut rest = self.text.as_str();
        let last = Run {
            length: usize::MAX,
            struck: None,
        };
        for run in self.runs.iter().chain([&last]) {
            let (words, after) = rest.split_at(run.length.min(rest.len()));
            rest = after;
            if run.struck.unwrap_or(cell_is_struck) {
                struck.push_str(words);
            } else if !words.is_empty() {
                kept.push_str(words);
                note(&mut notes, &mut struck);
            }
        }
        note(&mut notes, &mut struck);
        (kept, notes)
    }
}

fn note(notes: &mut Vec<Note>, struck: &mut String) {
    let words = std::mem::take(struck);
    if !words.trim().is_empty() {
        notes.push(Note::Struck(words));
    }
}

/// Reads a text (`si`, `is`, `text` of a comment) whose tag was read last, up to its end.
pub(super) fn read<R: BufRead>(pull: &mut Pull<R>) -> Result<Rich, Refusal> {
    let mut rich = Rich::default();
    let mut depth = 1;
    let mut in_text = false;
    let mut piece = String::new();
    let mut struck = None;
    while depth > 0 {
        match pull.next()? {
            None => break,
            Some(Event::Text(words)) => {
                if in_text {
                    piece.push_str(&words);
                }
            }
            Some(Event::Start(tag)) => match tag.name {
                // Furigana, and how it is set.
                "rPh" | "phoneticPr" => pull.skip()?,
                name => {
                    match name {
                        "r" => struck = None,
                        "rPr" => struck = Some(false),
                        "strike" => {
                            let off = tag.attribute("val");
                            struck = Some(off.is_none_or(|value| super::xml::truth(&value)));
                        }
                        "t" => in_text = true,
                        _ => {}
                    }
                    depth += 1;
                }
            },
            Some(Event::End(name)) => {
                if name == "t" {
                    in_text = false;
                    let text = plain(&piece);
                    piece.clear();
                    rich.push(&text, struck);
                }
                depth -= 1;
            }
        }
    }
    Ok(rich)
}

/// A text as it is meant: `_x000D_` is a character, line ends are line feeds, other control characters are nothing.
pub(super) fn plain(text: &str) -> String {
    let text = unescaped(text);
    if !text.contains(|c: char| c.is_control() && c != '\n' && c != '\t') {
        return text;
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{B}'], "\n");
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// `_x3042_` is あ; `_x005F_` is the `_` before what would be read so.
fn unescaped(text: &str) -> String {
    if !text.contains("_x") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, found) = rest.split_at(at);
        out.push_str(before);
        let code = found
            .get(2..7)
            .and_then(|code| code.strip_suffix('_'))
            .filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        let (word, length) = match code {
            Some(c) => (c.to_string(), 7),
            None => ("_x".to_owned(), 2),
        };
        out.push_str(&word);
        rest = &found[length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(xml: &str, struck: bool) -> (String, Vec<Note>) {
        let mut pull = Pull::new(xml.as_bytes());
        pull.next().expect("a tag");
        read(&mut pull).expect("a text").parted(struck)
    }

    #[test]
    fn furigana_is_no_part_of_a_text() {
        let xml = "<si><t>東京都</t><rPh sb='0' eb='3'><t>とうきょうと</t></rPh><phoneticPr fontId='1'/></si>";
        assert_eq!(parted(xml, false), ("東京都".to_owned(), vec![]));
    }

    #[test]
    fn struck_words_are_set_apart() {
        let xml = "<si><r><t>甲</t></r><r><rPr><strike/></rPr><t>乙</t></r><r><rPr><b/></rPr><t>丙</t></r></si>";
        let struck = |words: &str| Note::Struck(words.to_owned());
        assert_eq!(parted(xml, false), ("甲丙".to_owned(), vec![struck("乙")]));
        assert_eq!(parted(xml, true), ("丙".to_owned(), vec![struck("甲乙")]));
        let whole = "<si><t>甲</t></si>";
        assert_eq!(parted(whole, true), (String::new(), vec![struck("甲")]));
    }

    #[test]
    fn escapes_are_characters() {
        assert_eq!(plain("一_x000D_\n二_x000d_三"), "一\n二\n三");
        assert_eq!(plain("_x005F_x000D_ _xGGGG_ _x"), "_x000D_ _xGGGG_ _x");
        assert_eq!(plain("a\u{7}b\r\nc"), "ab\nc");
    }
}
