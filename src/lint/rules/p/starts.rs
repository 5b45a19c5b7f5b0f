//! From when on a file is held, and used.

use super::date;
use crate::assessment::field::FieldId;
use crate::japanese::dates::Date;
use crate::lint::rules::Context;
use crate::source::Span;

/// 保有開始日 and 使用開始日 of a file, with the field of the latter.
pub(super) struct Starts {
    pub(super) field: FieldId,
    pub(super) held: (Date, Span),
    pub(super) used: (Date, Span),
}

impl Starts {
    pub(super) fn all(cx: &Context) -> Vec<Starts> {
        let of = |n: usize| {
            let used = format!("files[{n}].overview.intake.start");
            Some(Starts {
                field: cx.assessment.find(&used)?,
                held: date(cx, &format!("files[{n}].overview.basics.holding_start"))?,
                used: date(cx, &used)?,
            })
        };
        (1..=cx.assessment.entries("files"))
            .filter_map(of)
            .collect()
    }

    pub(super) fn used_before_held(&self) -> bool {
        self.used.0.ends().1 < self.held.0.ends().0
    }
}
