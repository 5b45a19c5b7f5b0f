//! The closing part: what is written and has no place in the form as it is printed (判断の前提, 検査の例外, 様式 and 版,
//! 理由 of 別添３ …), so that nothing is missing when the document is read back. What is to be published leaves
//! out what is for the officer's desk alone.

use super::whole::{Body, COLUMNS};
use crate::assessment::value::Value;
use crate::document::view::PrintedValue;
use crate::form::ItemId;
use crate::intake::names::BESIDE;
use crate::source::diagnostic::Stage;

impl Body<'_, '_> {
    pub(super) fn closing(&mut self) {
        let assessment = self.assessment;
        let form = assessment.form;
        // What is published says what the form prints.
        let is_public = assessment.stage == Stage::Publish;
        let is_for_desk =
            |item: ItemId| !form.is_printed(item) || form.items[item].id == "changes[].reason";
        let mut rows = String::new();
        for field in &assessment.fields {
            let is_written = match &field.value {
                Value::Group | Value::Entries(_) | Value::Blank => false,
                Value::Texts(texts) | Value::Pictures(texts) => !texts.is_empty(),
                _ => true,
            };
            let left_out = is_public && is_for_desk(field.item);
            if is_written && !left_out && !self.done.contains(&field.id) {
                let name = assessment.name(field);
                rows += &self.label_and_value(&field.id, &name, 0, Some(&PrintedValue::Blank));
            }
        }
        if !rows.is_empty() {
            self.new_page();
            self.heading(1, BESIDE);
            self.table(&COLUMNS, &rows);
        }
    }
}
