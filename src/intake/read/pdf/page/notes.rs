//! Fields and comments of a page, as they look on it.

use hayro_syntax::object::dict::keys::{AP, BBOX, F, N, RECT};
use hayro_syntax::object::{Dict, Rect, Stream};
use hayro_syntax::page::Resources;

use super::super::matrix::Matrix;
use super::Pen;
use crate::intake::refusal::Refusal;

impl Pen<'_> {
    /// Draws a field or a comment as it looks on the page.
    pub(super) fn note(
        &mut self,
        note: &Dict<'_>,
        resources: &Resources<'_>,
    ) -> Result<(), Refusal> {
        const HIDDEN: i32 = 2;
        let hidden = note.get::<i32>(F).unwrap_or(0) & HIDDEN != 0;
        let looks = note
            .get::<Dict<'_>>(AP)
            .and_then(|looks| looks.get::<Stream<'_>>(N));
        let (Some(looks), Some(rect), false) = (looks, note.get::<Rect>(RECT), hidden) else {
            return Ok(());
        };
        let Some(bounds) = looks.dict().get::<Rect>(BBOX) else {
            return Ok(());
        };
        // The rectangle of a turned form is rare enough to be left out here.
        let scale = |to: f64, from: f64| {
            if from.abs() > f64::EPSILON {
                to / from
            } else {
                1.0
            }
        };
        let (across, down) = (
            scale(rect.width(), bounds.width()),
            scale(rect.height(), bounds.height()),
        );
        let place = Matrix([
            across,
            0.0,
            0.0,
            down,
            rect.x0 - bounds.x0 * across,
            rect.y0 - bounds.y0 * down,
        ]);
        self.state.page = place.then(self.state.page);
        self.object(&looks, resources, 1)
    }
}
