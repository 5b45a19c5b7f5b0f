//! Content controls: each value stands in one that is named after its item, what the form prints in locked ones. So
//! what an officer edits in Word is read back as the item it is, and what stands in no control was typed by somebody.

use super::xml::{Words, escaped, run};
use crate::intake::cell::{Part, Pin};
use crate::intake::names;

/// What a control without text shows; no text of the assessment.
const PLACEHOLDER: &str = "\u{3000}\u{3000}\u{3000}\u{3000}\u{3000}";

/// What a box shows that is not ticked.
const UNTICKED: &str = "\u{3000}";

/// The most characters that Word takes for the title of a control.
const LONGEST_TITLE: usize = 64;

/// Makes controls; no two have the same number.
#[derive(Debug, Default)]
pub(super) struct Controls {
    last: u32,
}

impl Controls {
    /// A text, exactly as it is written. LibreOffice drops line ends of a control for plain text: it is one of any text.
    pub(super) fn text(&mut self, pin: &Pin, title: &str, text: &str) -> String {
        self.typed(pin, title, text, "")
    }

    /// Words that are chosen from a list; others can be typed.
    pub(super) fn choice<'o>(
        &mut self,
        pin: &Pin,
        title: &str,
        text: &str,
        options: impl Iterator<Item = &'o str>,
    ) -> String {
        let options: String = options
            .map(|option| {
                let option = escaped(option);
                format!("<w:listItem w:displayText=\"{option}\" w:value=\"{option}\"/>")
            })
            .collect();
        let kind = format!("<w:comboBox>{options}</w:comboBox>");
        self.typed(pin, title, text, &kind)
    }

    /// A box: a click puts ○ or takes it away. `mark` is what is written there, or nothing.
    pub(super) fn tick(&mut self, pin: &Pin, title: &str, mark: &str) -> String {
        let (checked, shown) = match mark {
            "" => (0, UNTICKED),
            mark => (1, mark),
        };
        let font = "w14:font=\"ＭＳ 明朝\"";
        let kind = format!(
            "<w14:checkbox><w14:checked w14:val=\"{checked}\"/>\
             <w14:checkedState w14:val=\"25CB\" {font}/>\
             <w14:uncheckedState w14:val=\"3000\" {font}/></w14:checkbox>"
        );
        let content = run(shown, "", Words::Kept);
        self.control(pin, &titled(title), "sdtLocked", &kind, &content)
    }

    /// What the form prints by itself: a label, a bracket, an option.
    pub(super) fn words(&mut self, text: &str) -> String {
        let content = run(text, "", Words::Kept);
        self.locked(&words(), &content)
    }

    /// The same as a link to a place of the document.
    pub(super) fn link(&mut self, text: &str, bookmark: &str) -> String {
        let words = self.words(text);
        format!("<w:hyperlink w:anchor=\"{bookmark}\">{words}</w:hyperlink>")
    }

    /// What is printed at an item although nobody wrote it there: a copy, a number that was counted.
    pub(super) fn copy(&mut self, id: &str, text: &str) -> String {
        let pin = Pin {
            id: id.to_owned(),
            part: Part::Printed,
        };
        let content = run(text, "", Words::Kept);
        self.locked(&pin, &content)
    }

    fn typed(&mut self, pin: &Pin, title: &str, text: &str, kind: &str) -> String {
        if !text.is_empty() {
            let content = run(text, "", Words::Kept);
            return self.control(pin, &titled(title), "sdtLocked", kind, &content);
        }
        let style = "<w:rStyle w:val=\"PlaceholderText\"/>";
        let content = run(PLACEHOLDER, style, Words::Kept);
        let kind = format!("<w:showingPlcHdr/>{kind}");
        self.control(pin, &titled(title), "sdtLocked", &kind, &content)
    }

    fn locked(&mut self, pin: &Pin, content: &str) -> String {
        let kind = "<w15:appearance w15:val=\"hidden\"/>";
        self.control(pin, "", "sdtContentLocked", kind, content)
    }

    fn control(&mut self, pin: &Pin, title: &str, lock: &str, kind: &str, content: &str) -> String {
        self.last += 1;
        format!(
            "<w:sdt><w:sdtPr>{title}<w:tag w:val=\"{tag}\"/><w:id w:val=\"{id}\"/>\
             <w:lock w:val=\"{lock}\"/>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>",
            tag = escaped(&names::tag(pin)),
            id = self.last,
        )
    }
}

/// The pin of words that belong to no item.
fn words() -> Pin {
    Pin {
        id: names::WORDS.to_owned(),
        part: Part::Printed,
    }
}

fn titled(title: &str) -> String {
    let short: String = title.chars().take(LONGEST_TITLE).collect();
    match short.as_str() {
        "" => String::new(),
        title => format!("<w:alias w:val=\"{}\"/>", escaped(title)),
    }
}
