//! 意見の聴取: how long it lasts, and whether a shorter time has its reason.

use super::{PROCEDURE, comment_days};
use crate::assessment::value::Value;
use crate::japanese::dates::days_inclusive;
use crate::japanese::notation::is_none_mark;
use crate::lint::rules::Context;

/// Ⅵ２③, of which P001 speaks rather than that of missing items.
pub const REASON: &str = "procedure.public_comment.shortening_reason";

/// How many days too short a period without a reason is.
pub fn too_short(cx: &Context) -> Option<i64> {
    let comment = comment_days(cx)?;
    let days = days_inclusive(comment.start, comment.end);
    let reason = cx.assessment.item(REASON).map(|f| &f.value);
    let given = match reason {
        Some(Value::Text(text)) => !is_none_mark(&text.text) && !text.text.trim().is_empty(),
        _ => false,
    };
    (1..PROCEDURE.comment_days.value)
        .contains(&days)
        .then_some(days)
        .filter(|_| !given)
}
