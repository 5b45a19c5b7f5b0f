//! T: しきい値判断 and the bands of numbers that must agree with each other.

mod sums;
pub mod t001_threshold_mismatch;
pub mod t002_people_bands;
pub mod t003_record_count;
pub mod t004_sum_differs;

use crate::assessment::value::Value;
use crate::japanese::bands::Band;
use crate::lint::rules::Context;
use crate::source::Span;

/// The words of a choice as the form has them, and the place of what is written.
fn choice<'a>(cx: &Context<'a>, id: &str) -> Option<(usize, &'a str, Span)> {
    let field = cx.assessment.item(id)?;
    let Value::Choice {
        text,
        option: Some(option),
    } = &field.value
    else {
        return None;
    };
    let known = cx.assessment.definition(field).options.get(*option)?;
    Some((*option, known.text.as_str(), text.span))
}
