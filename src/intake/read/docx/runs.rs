//! The text of a paragraph: its runs, controls, fields and changes.

use roxmltree::Node;

use super::gather::Gather;
use super::state::State;
use super::{Later, Reader, attribute, child, is_on};
use crate::intake::cell::{Note, Pin};
use crate::intake::names;
use crate::intake::read::rich;

/// What a content control says of itself.
pub(super) struct Control {
    /// Which part of an item it holds, if it is ours.
    pub pin: Option<Pin>,
    /// Whether what it shows is only an invitation to write.
    pub is_empty: bool,
}

/// Reads a control's properties.
pub(super) fn control(sdt: Node) -> Control {
    let properties = child(sdt, "sdtPr");
    let tag = properties
        .and_then(|p| child(p, "tag"))
        .and_then(|tag| attribute(tag, "val"));
    Control {
        pin: tag.and_then(names::pin),
        is_empty: properties.and_then(|p| is_on(p, "showingPlcHdr")) == Some(true),
    }
}

/// Begins a control of ours, where no other is begun: what it holds, and whether it has to be closed behind that.
pub(super) fn open<'t>(sdt: Node<'t, 't>, out: &mut Gather) -> (Option<Node<'t, 't>>, bool) {
    let control = control(sdt);
    let pin = control.pin.filter(|_| !out.is_pinned());
    let is_open = pin.is_some();
    if let Some(pin) = pin {
        out.open(pin);
    }
    let content = child(sdt, "sdtContent").filter(|_| !control.is_empty);
    (content, is_open)
}

impl<'t> Reader<'t> {
    /// Reads a paragraph.
    pub(super) fn paragraph(&mut self, paragraph: Node<'t, 't>, state: State, out: &mut Gather) {
        out.line();
        let properties = child(paragraph, "pPr");
        let style = properties
            .and_then(|p| child(p, "pStyle"))
            .and_then(|style| attribute(style, "val"));
        let state = State {
            struck: state.struck || self.styles.is_struck(style),
            ..state
        };
        if !out.is_pinned() && !state.deleted {
            let own = properties.and_then(|p| child(p, "numPr"));
            let list = own
                .and_then(super::styles::list)
                .or_else(|| self.styles.list(style));
            if let Some(number) = list.and_then(|(list, level)| self.numbering.next(list, level)) {
                out.push(&number, state);
            }
        }
        self.inline(paragraph, state, out);
    }

    fn inline(&mut self, node: Node<'t, 't>, state: State, out: &mut Gather) {
        for part in node.children().filter(Node::is_element) {
            match part.tag_name().name() {
                "r" => self.run(part, state, out),
                "pPr" | "rPr" | "sdtPr" | "rt" | "proofErr" => {}
                "sdt" => {
                    let (content, is_open) = open(part, out);
                    if let Some(content) = content {
                        self.inline(content, state, out);
                    }
                    if is_open {
                        out.close();
                    }
                }
                "AlternateContent" => {
                    if let Some(one) = alternative(part) {
                        self.inline(one, state, out);
                    }
                }
                // Controls may hold paragraphs where we look for runs.
                "p" => self.paragraph(part, state, out),
                name => self.inline(part, state.within(name), out),
            }
        }
    }

    fn run(&mut self, run: Node<'t, 't>, state: State, out: &mut Gather) {
        let mut state = state;
        if let Some(properties) = child(run, "rPr") {
            let style = child(properties, "rStyle").and_then(|style| attribute(style, "val"));
            let own = match (is_on(properties, "strike"), is_on(properties, "dstrike")) {
                (None, None) => None,
                (one, two) => Some(one == Some(true) || two == Some(true)),
            };
            state.struck = own.unwrap_or(state.struck || self.styles.is_struck(style));
            state.hidden |= is_on(properties, "vanish") == Some(true);
        }
        for part in run.children().filter(Node::is_element) {
            self.piece(part, state, out);
        }
    }

    fn piece(&mut self, part: Node<'t, 't>, state: State, out: &mut Gather) {
        match part.tag_name().name() {
            "t" | "delText" => {
                let words = part.text().unwrap_or_default();
                out.push(&symbols(&rich::plain(words)), state);
            }
            "tab" | "ptab" => out.push("\t", state),
            "br" | "cr" => out.push("\n", state),
            "noBreakHyphen" => out.push("-", state),
            "sym" => {
                let code = attribute(part, "char").and_then(|c| u32::from_str_radix(c, 16).ok());
                let sign = code.and_then(char::from_u32);
                out.push(&symbols(&sign.map_or(String::new(), String::from)), state);
            }
            "ruby" => {
                if let Some(base) = child(part, "rubyBase") {
                    self.inline(base, state, out);
                }
            }
            "fldChar" => {
                if let Some(shown) = child(part, "ffData").and_then(form_field) {
                    out.push(&shown, state);
                }
            }
            "commentReference" => {
                let id = attribute(part, "id").unwrap_or_default();
                if let Some(words) = self.comments.get(id).filter(|words| !words.is_empty()) {
                    out.note(Note::Comment(words.clone()));
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let id = attribute(part, "id").unwrap_or_default();
                // Once, where it is referred to first.
                let words = self.footnotes.remove(id).filter(|words| !words.is_empty());
                self.later.extend(words.map(Later::Note));
            }
            "drawing" | "pict" | "object" => self.drawn(part),
            "AlternateContent" => {
                if let Some(one) = alternative(part) {
                    for part in one.children().filter(Node::is_element) {
                        self.piece(part, state, out);
                    }
                }
            }
            _ => {}
        }
    }

    /// Text boxes are read behind what they are anchored in; pictures are counted.
    fn drawn(&mut self, node: Node<'t, 't>) {
        match node.tag_name().name() {
            "txbxContent" => self.later.push(Later::Box(node)),
            "pic" | "imagedata" => self.pictures += 1,
            "AlternateContent" => {
                if let Some(one) = alternative(node) {
                    self.drawn(one);
                }
            }
            _ => {
                for part in node.children().filter(Node::is_element) {
                    self.drawn(part);
                }
            }
        }
    }
}

/// Of the same thing written for newer and for older programs, the newer.
pub(super) fn alternative<'t>(node: Node<'t, 't>) -> Option<Node<'t, 't>> {
    child(node, "Choice").or_else(|| child(node, "Fallback"))
}

/// What a field of an old form shows: its box or the chosen entry of its list.
fn form_field(data: Node) -> Option<String> {
    if let Some(check) = child(data, "checkBox") {
        let checked = is_on(check, "checked").or_else(|| is_on(check, "default"));
        let sign = if checked == Some(true) { "☑" } else { "☐" };
        return Some(sign.to_owned());
    }
    let list = child(data, "ddList")?;
    let chosen = child(list, "result")
        .and_then(|result| attribute(result, "val")?.parse().ok())
        .unwrap_or(0);
    let entries = list
        .children()
        .filter(|n| n.tag_name().name() == "listEntry");
    let entry = entries.filter_map(|n| attribute(n, "val")).nth(chosen)?;
    Some(entry.to_owned())
}

/// Signs of the fonts of symbols, which stand where Unicode has none.
pub(super) fn symbols(text: &str) -> String {
    if !text.contains(|c| ('\u{F000}'..='\u{F0FF}').contains(&c)) {
        return text.to_owned();
    }
    let sign = |c: char| match c {
        '\u{F0FE}' | '\u{F052}' => '☑',
        '\u{F078}' | '\u{F0FD}' | '\u{F051}' | '\u{F053}' => '☒',
        '\u{F0A8}' | '\u{F06F}' | '\u{F0A3}' => '☐',
        '\u{F0FC}' | '\u{F050}' => '✓',
        '\u{F0FB}' | '\u{F04F}' => '✗',
        '\u{F06C}' | '\u{F09F}' | '\u{F0B7}' => '・',
        '\u{F06E}' | '\u{F0A7}' => '■',
        '\u{F075}' | '\u{F076}' => '◆',
        '\u{F0D8}' => '➢',
        '\u{F0E0}' | '\u{F0AE}' => '→',
        c => c,
    };
    text.chars().map(sign).collect()
}
