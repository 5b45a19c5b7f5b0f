//! The part of a page that is seen: what is drawn outside of it is cut off.

use super::super::drawn::Cut;

/// A rectangle around what is seen, in points from the upper left corner of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Window {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Window {
    pub(super) const ALL: Window = Window {
        left: f64::NEG_INFINITY,
        right: f64::INFINITY,
        top: f64::NEG_INFINITY,
        bottom: f64::INFINITY,
    };

    /// The rectangle around some points; none without any.
    pub(super) fn around(points: impl Iterator<Item = (f64, f64)>) -> Option<Self> {
        points.fold(None, |found: Option<Window>, (x, y)| {
            let known = found.unwrap_or(Window {
                left: x,
                right: x,
                top: y,
                bottom: y,
            });
            Some(Window {
                left: known.left.min(x),
                right: known.right.max(x),
                top: known.top.min(y),
                bottom: known.bottom.max(y),
            })
        })
    }

    /// What is seen through both.
    pub(super) fn and(self, other: Window) -> Window {
        Window {
            left: self.left.max(other.left),
            right: self.right.min(other.right),
            top: self.top.max(other.top),
            bottom: self.bottom.min(other.bottom),
        }
    }

    /// On which side a place lies outside, and where what is seen ends there.
    pub(super) fn cuts(&self, (x, y): (f64, f64)) -> (Cut, f64) {
        if y < self.top {
            (Cut::Above, self.top)
        } else if y > self.bottom {
            (Cut::Below, self.bottom)
        } else if x < self.left {
            (Cut::Beside, self.left)
        } else if x > self.right {
            (Cut::Beside, self.right)
        } else {
            (Cut::No, 0.0)
        }
    }
}
