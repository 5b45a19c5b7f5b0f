//! The controls of one value: texts as they are written, boxes, options, lists, tables.

use super::whole::Body;
use super::xml::paragraph;
use crate::assessment::field::{Field, id_at};
use crate::assessment::value::{Checked, Period, Table, Value};
use crate::document::view::{PrintedValue, Rich};
use crate::form::{Item, ItemKind};
use crate::intake::cell::{Part, Pin};
use crate::yaml::Scalar;

impl<'a> Body<'_, 'a> {
    /// The paragraphs of a value cell. Each item has its controls once; where the form prints it again, that is a copy.
    pub(super) fn value(&mut self, id: &str, printed: &PrintedValue, width: usize) -> String {
        let Some(field) = self.assessment.item(id) else {
            return self.printed_again(id, printed);
        };
        if !self.done.insert(field.id.clone()) {
            return self.printed_again(id, printed);
        }
        let definition = self.assessment.definition(field);
        let title = self.assessment.address(field);
        match (&field.value, definition.kind) {
            (value, ItemKind::Checks) => self.boxes(field, definition, value),
            (value, ItemKind::Choice | ItemKind::ChoiceText) => {
                let text = match value {
                    Value::Choice { text, .. } => text.text.as_str(),
                    _ => "",
                };
                self.options(field, definition, text, printed)
            }
            (value, ItemKind::Check) => {
                let mark = match value {
                    Value::Check(mark) => mark.text.as_str(),
                    _ => "",
                };
                let tick = self.controls.tick(&whole(&field.id), &title, mark);
                let (open, close) = (self.controls.words("["), self.controls.words("]"));
                paragraph("Value", &format!("{open}{tick}{close}"))
            }
            (Value::Text(text) | Value::Date(text, _) | Value::Count(text, _), _)
            | (Value::Period(Period::Text(text)), _)
            | (Value::Table(Table::Markdown(text)), _) => self.text(field, &text.text),
            (Value::Period(Period::Ends(..)), _) => self.period(field),
            (Value::Table(Table::Rows(rows)), _) => self.rows(field, rows, width),
            (Value::Texts(texts), _) => self.texts(field, texts) + &self.derived(field, printed),
            (Value::Pictures(paths), _) => {
                self.pictures(field, paths) + &self.figure(&field.id, width)
            }
            (_, ItemKind::Figure) => self.pictures(field, &[]) + &self.figure(&field.id, width),
            (_, ItemKind::List) => self.texts(field, &[]) + &self.derived(field, printed),
            _ => self.text(field, "") + &self.derived(field, printed),
        }
    }

    fn text(&mut self, field: &Field<'a>, text: &str) -> String {
        let title = self.assessment.address(field);
        let control = self.controls.text(&whole(&field.id), &title, text);
        paragraph("Value", &control)
    }

    /// What is printed where nothing is written.
    fn derived(&mut self, field: &Field<'a>, printed: &PrintedValue) -> String {
        match plain(printed) {
            text if field.blank && !text.is_empty() => {
                paragraph("Value", &self.controls.copy(&field.id, &text))
            }
            _ => String::new(),
        }
    }

    /// An item that has its controls elsewhere: 名称 as Ⅱ１ and Ⅲ１.
    fn printed_again(&mut self, id: &str, printed: &PrintedValue) -> String {
        let original = self.original(id).unwrap_or_else(|| id.to_owned());
        let text = self.assessment.text(&original);
        let text = text.map_or_else(|| plain(printed), ToOwned::to_owned);
        let copy = match text.as_str() {
            "" => String::new(),
            text => self.controls.copy(&original, text),
        };
        paragraph("Value", &copy)
    }

    /// The item that a chapter prints under an id of its own.
    fn original(&self, id: &str) -> Option<String> {
        let form = self.assessment.form;
        let files = 0..=self.assessment.entries("files");
        let printed = form.items.iter().filter(|item| !item.printed_in.is_empty());
        let mut places = printed.flat_map(|item| files.clone().map(move |n| (item, [n])));
        let (item, at) = places.find(|(item, at)| {
            let mut chapters = item.printed_in.iter();
            chapters.any(|chapter| id_at(&format!("{chapter}.name"), at) == id)
        })?;
        Some(id_at(&item.id, &at))
    }

    fn options(
        &mut self,
        field: &Field<'a>,
        definition: &Item,
        text: &str,
        printed: &PrintedValue,
    ) -> String {
        let title = self.assessment.address(field);
        let options = definition.options.iter().map(|o| o.text.as_str());
        let choice = self
            .controls
            .choice(&whole(&field.id), &title, text, options);
        let (open, close) = (self.controls.words("[ "), self.controls.words(" ]"));
        let count = self.count(field, printed);
        let chosen = paragraph("Value", &format!("{open}{choice}{close}{count}"));
        let numbered = (1..).zip(&definition.options);
        let list: Vec<String> = numbered.map(|(n, o)| format!("{n}) {}", o.text)).collect();
        let list = format!("＜選択肢＞　{}", list.join("　"));
        chosen + &paragraph("Options", &self.controls.words(&list))
    }

    /// 件数 next to a choice: as written, and where nothing is written, as counted.
    fn count(&mut self, field: &Field<'a>, printed: &PrintedValue) -> String {
        let form = self.assessment.form;
        let children = form.children(Some(field.item)).iter();
        let mut items = children.map(|child| &form.items[*child]);
        let Some(counter) = items.find(|item| item.kind == ItemKind::Count) else {
            return String::new();
        };
        let Some(field) = self.assessment.at(&counter.id, &field.at) else {
            return String::new();
        };
        self.done.insert(field.id.clone());
        let written = match field.value {
            Value::Count(text, _) => text.text.as_str(),
            _ => "",
        };
        let title = self.assessment.address(field);
        let mut control = self.controls.text(&whole(&field.id), &title, written);
        if let PrintedValue::Choice {
            count: Some(counted),
            ..
        } = printed
            && written.is_empty()
            && !counted.is_empty()
        {
            control += &self.controls.copy(&field.id, counted);
        }
        let (open, close) = (self.controls.words("　（"), self.controls.words("）件"));
        format!("{open}{control}{close}")
    }

    /// A line for each box of the form; what is ticked and none of them comes after them.
    fn boxes(&mut self, field: &Field<'a>, definition: &Item, value: &Value<'a>) -> String {
        let ticked: &[Checked] = match value {
            Value::Checks(checks) => checks,
            _ => &[],
        };
        let mut out = String::new();
        for (n, option) in definition.options.iter().enumerate() {
            let here = ticked.iter().find(|c| c.option == Some(n));
            let detail = here.and_then(|c| c.detail).map_or("", |d| d.text.as_str());
            let counted = definition.counts_of.contains_key(&option.text);
            let slot = option.slot || !detail.is_empty();
            let slot = slot.then_some((detail, if counted { "）件" } else { "）" }));
            out += &self.one_box(field, n + 1, here.is_some(), &option.text, slot);
        }
        let unknown = ticked.iter().filter(|c| c.option.is_none());
        for (n, checked) in (definition.options.len() + 1..).zip(unknown) {
            let words = match checked.detail {
                Some(detail) => format!("{}（{}）", checked.text.text, detail.text),
                None => checked.text.text.clone(),
            };
            out += &self.one_box(field, n, true, "", Some((&words, "）")));
        }
        out
    }

    /// `[ ○ ] その他（…）`; what is in the brackets, and what closes them.
    fn one_box(
        &mut self,
        field: &Field<'a>,
        n: usize,
        ticked: bool,
        option: &str,
        slot: Option<(&str, &str)>,
    ) -> String {
        let title = self.assessment.address(field);
        let mark = if ticked { "○" } else { "" };
        let mut out = self.controls.words("[");
        let tick = part(&field.id, Part::Tick(n));
        out += &self.controls.tick(&tick, &title, mark);
        match slot {
            None => out += &self.controls.words(&format!("] {option}")),
            Some((text, close)) => {
                out += &self.controls.words(&format!("] {option}（"));
                let slot = part(&field.id, Part::Slot(n));
                out += &self.controls.text(&slot, &title, text);
                out += &self.controls.words(close);
            }
        }
        paragraph("Value", &out)
    }

    /// 開始 and 終了 as two dates.
    fn period(&mut self, field: &Field<'a>) -> String {
        let form = self.assessment.form;
        let mut out = String::new();
        for (child, after) in form.children(Some(field.item)).iter().zip(["から", "まで"]) {
            let Some(end) = self.assessment.at(&form.items[*child].id, &field.at) else {
                continue;
            };
            self.done.insert(end.id.clone());
            let text = match end.value {
                Value::Date(text, _) | Value::Text(text) => text.text.as_str(),
                _ => "",
            };
            let title = self.assessment.address(end);
            out += &self.controls.text(&whole(&end.id), &title, text);
            out += &self.controls.words(after);
        }
        paragraph("Value", &out)
    }

    /// A line for each text of a list, and one for the next.
    fn texts(&mut self, field: &Field<'a>, texts: &[&Scalar]) -> String {
        let title = self.assessment.address(field);
        let written = texts.iter().map(|text| text.text.as_str());
        let mut out = String::new();
        for (n, text) in (1..).zip(written.chain([""])) {
            let pin = whole(&format!("{}[{n}]", field.id));
            out += &paragraph("Value", &self.controls.text(&pin, &title, text));
        }
        out
    }

    /// The pictures of the figure; one alone may be written without a list.
    fn pictures(&mut self, field: &Field<'a>, paths: &[&Scalar]) -> String {
        match paths {
            [path] if path.span == field.span => self.text(field, &path.text),
            [] => String::new(),
            paths => self.texts(field, paths),
        }
    }
}

/// All of an item.
pub(super) fn whole(id: &str) -> Pin {
    part(id, Part::Whole)
}

/// A part of an item.
pub(super) fn part(id: &str, part: Part) -> Pin {
    let id = id.to_owned();
    Pin { id, part }
}

/// The words of what is printed, line by line.
fn plain(printed: &PrintedValue) -> String {
    let PrintedValue::Text { blocks } = printed else {
        return String::new();
    };
    let lines = blocks.iter().flat_map(|block| match block {
        Rich::Paragraph { lines } => lines.as_slice(),
        _ => &[],
    });
    let lines: Vec<String> = lines
        .map(|line| line.spans.iter().map(|span| span.text.as_str()).collect())
        .collect();
    lines.join("\n")
}
