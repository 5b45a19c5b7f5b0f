//! What the form does not print: 判断の前提, 検査の例外, 理由 of 別添３, and whatever else has no place on the form.

use super::cells::Paper;
use super::style::Style;
use super::{Writer, XlsxError};
use crate::assessment::value::Value;
use crate::intake::names::BESIDE;

/// How wide a label is.
const LABEL: u16 = 12;

impl Writer<'_, '_> {
    /// Everything that is written and has no place yet.
    pub(super) fn beside(&mut self) -> Result<(), XlsxError> {
        let assessment = self.assessment;
        let holds =
            |value: &Value| !matches!(value, Value::Blank | Value::Group | Value::Entries(_));
        let rest: Vec<_> = assessment
            .fields
            .iter()
            .filter(|field| holds(&field.value) && !self.written.contains(&field.id))
            .collect();
        if rest.is_empty() {
            return Ok(());
        }
        self.begin(BESIDE, Paper::Portrait)?;
        self.sheet.bar(Style::Chapter, BESIDE)?;
        for field in rest {
            if self.written.contains(&field.id) {
                continue;
            }
            let label = assessment.name(field);
            let first = self.sheet.row();
            self.field(field, &label, "", LABEL)?;
            let rows = first..self.sheet.row();
            self.sheet.label(rows, 0, LABEL, &label)?;
        }
        Ok(())
    }
}
