//! The lines of a page: what is stroked along an edge of the page, and what is filled and as thin as a line.

use hayro_syntax::content::Instruction;

use super::super::drawn::{Bar, Drawn, Rule};
use super::super::matrix::Matrix;
use super::super::print::THICKEST;
use super::numbers;
use super::window::Window;

/// How far a line may lean, in points.
const LEANING: f64 = 0.7;

/// How many lines a page may have; more is a hatching or a picture.
const MOST_RULES: usize = 200_000;

/// How many points a path may have.
const MOST_POINTS: usize = 100_000;

/// A path that is being drawn: its strokes, and its pieces as they began.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// The points of each piece; a curve leaves a gap.
    pieces: Vec<Vec<Option<(f64, f64)>>>,
    points: usize,
    /// Whether what is drawn later is cut off at it.
    cuts: bool,
}

impl Path {
    /// Obeys an operator of paths; others are passed by. Gives what is seen of what is drawn later, where it cuts.
    pub(super) fn obey(
        &mut self,
        operator: &[u8],
        instruction: &Instruction<'_, '_>,
        page: Matrix,
        out: &mut Drawn,
    ) -> Option<Window> {
        let window = self.window(operator);
        match operator {
            b"m" => {
                if let Some([x, y]) = numbers(instruction) {
                    self.begin(page.point(x, y));
                }
            }
            b"l" => {
                if let Some([x, y]) = numbers(instruction) {
                    self.go(page.point(x, y));
                }
            }
            b"c" | b"v" | b"y" => {
                if let Some([x, y]) = numbers(instruction) {
                    self.push(None);
                    self.go(page.point(x, y));
                }
            }
            b"re" => {
                if let Some([x, y, width, height]) = numbers(instruction) {
                    self.begin(page.point(x, y));
                    for (x, y) in [
                        (x + width, y),
                        (x + width, y + height),
                        (x, y + height),
                        (x, y),
                    ] {
                        self.go(page.point(x, y));
                    }
                }
            }
            b"h" => self.close(),
            b"W" | b"W*" => self.cuts = true,
            b"S" | b"B" | b"B*" => self.paint(true, out),
            b"s" | b"b" | b"b*" => {
                self.close();
                self.paint(true, out);
            }
            b"f" | b"F" | b"f*" => self.paint(false, out),
            b"n" => self.clear(),
            _ => {}
        }
        window
    }

    /// What is seen through the path, where an operator ends one that cuts.
    fn window(&self, operator: &[u8]) -> Option<Window> {
        const ENDS: [&[u8]; 10] = [
            b"n", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*",
        ];
        let ends = self.cuts && self.points < MOST_POINTS && ENDS.contains(&operator);
        let points = self.pieces.iter().flatten().copied().flatten();
        ends.then(|| Window::around(points))?
    }

    fn begin(&mut self, point: (f64, f64)) {
        if self.points < MOST_POINTS {
            self.points += 1;
            self.pieces.push(vec![Some(point)]);
        }
    }

    fn push(&mut self, point: Option<(f64, f64)>) {
        if let Some(piece) = self.pieces.last_mut().filter(|_| self.points < MOST_POINTS) {
            self.points += 1;
            piece.push(point);
        }
    }

    fn go(&mut self, point: (f64, f64)) {
        self.push(Some(point));
    }

    fn close(&mut self) {
        let first = self
            .pieces
            .last()
            .and_then(|piece| piece.first().copied().flatten());
        if first.is_some() {
            self.push(first);
        }
    }

    fn clear(&mut self) {
        self.pieces.clear();
        self.points = 0;
        self.cuts = false;
    }

    fn paint(&mut self, stroked: bool, out: &mut Drawn) {
        for piece in &self.pieces {
            if out.rules.len() + out.bars.len() >= MOST_RULES {
                break;
            }
            if let Some(bar) = thin(piece, stroked) {
                out.bars.push(bar);
            } else if stroked {
                for pair in piece.windows(2) {
                    if let [Some(from), Some(to)] = pair {
                        out.rules.extend(straight(*from, *to));
                    }
                }
            }
        }
        self.clear();
    }
}

/// The line between two points, where it runs along an edge of the page.
fn straight((x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> Option<Rule> {
    let (width, height) = ((x1 - x0).abs(), (y1 - y0).abs());
    if height <= LEANING && width > height {
        Some(Rule {
            level: true,
            at: (y0 + y1) / 2.0,
            from: x0.min(x1),
            to: x0.max(x1),
        })
    } else if width <= LEANING && height > width {
        Some(Rule {
            level: false,
            at: (x0 + x1) / 2.0,
            from: y0.min(y1),
            to: y0.max(y1),
        })
    } else {
        None
    }
}

/// A shape that may be as thin as a line.
fn thin(piece: &[Option<(f64, f64)>], stroked: bool) -> Option<Bar> {
    if piece.len() < 3 || piece.iter().any(Option::is_none) {
        return None;
    }
    let points = || piece.iter().copied().flatten();
    let least = |value: fn((f64, f64)) -> f64| points().map(value).fold(f64::INFINITY, f64::min);
    let most = |value: fn((f64, f64)) -> f64| points().map(value).fold(f64::NEG_INFINITY, f64::max);
    let bar = Bar {
        left: least(|point| point.0),
        right: most(|point| point.0),
        top: least(|point| point.1),
        bottom: most(|point| point.1),
        stroked,
    };
    let (width, height) = (bar.right - bar.left, bar.bottom - bar.top);
    (width.min(height) <= THICKEST && width.max(height) > width.min(height)).then_some(bar)
}
