//! Where the pen is, and with which font.

use std::rc::Rc;

use hayro_syntax::content::Instruction;

use super::super::drawn::{Glyph, Way};
use super::super::font::{Code, Font};
use super::super::matrix::Matrix;
use super::numbers;
use super::window::Window;

/// From which size on letters are no text of a form, in points.
const GIANT: f64 = 48.0;

/// What the operators of text set.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// From the place of an operator to the place on the page.
    pub(super) page: Matrix,
    /// What is seen of what is drawn.
    pub(super) window: Window,
    pub(super) font: Option<Rc<Font>>,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    scale: f64,
    leading: f64,
    rise: f64,
    mode: i64,
    text: Matrix,
    line: Matrix,
}

impl State {
    pub(super) fn new(page: Matrix) -> Self {
        State {
            page,
            window: Window::ALL,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            text: Matrix::SAME,
            line: Matrix::SAME,
        }
    }

    /// Obeys an operator; false where it is none of text.
    pub(super) fn obey(&mut self, operator: &[u8], instruction: &Instruction<'_, '_>) -> bool {
        let one = || numbers::<1>(instruction).map(|[number]| number);
        match operator {
            b"BT" => (self.text, self.line) = (Matrix::SAME, Matrix::SAME),
            b"ET" => {}
            b"Tc" => self.char_space = one().unwrap_or(self.char_space),
            b"Tw" => self.word_space = one().unwrap_or(self.word_space),
            b"Tz" => self.scale = one().map_or(self.scale, |percent| percent / 100.0),
            b"TL" => self.leading = one().unwrap_or(self.leading),
            b"Ts" => self.rise = one().unwrap_or(self.rise),
            b"Tr" => self.mode = one().map_or(self.mode, |mode| mode as i64),
            b"Td" | b"TD" => {
                if let Some([x, y]) = numbers(instruction) {
                    if operator == b"TD" {
                        self.leading = -y;
                    }
                    self.move_line(x, y);
                }
            }
            b"Tm" => {
                if let Some(matrix) = numbers(instruction) {
                    (self.text, self.line) = (Matrix(matrix), Matrix(matrix));
                }
            }
            b"T*" => self.next_line(),
            _ => return false,
        }
        true
    }

    pub(super) fn next_line(&mut self) {
        self.move_line(0.0, -self.leading);
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }

    /// Moves the pen back by thousandths of the size.
    pub(super) fn adjust(&mut self, thousandths: f64) {
        let vertical = self.font.as_ref().is_some_and(|font| font.is_vertical());
        let back = -thousandths / 1000.0 * self.size;
        let (x, y) = if vertical {
            (0.0, back)
        } else {
            (back * self.scale, 0.0)
        };
        self.text = Matrix::moved(x, y).then(self.text);
    }

    /// Moves the pen behind a character.
    pub(super) fn advance(&mut self, code: &Code, vertical: bool) {
        let space = self.char_space + if code.blank { self.word_space } else { 0.0 };
        let length = code.advance / 1000.0 * self.size;
        let (x, y) = if vertical {
            (0.0, space - length)
        } else {
            ((length + space) * self.scale, 0.0)
        };
        self.text = Matrix::moved(x, y).then(self.text);
    }

    /// A character at the pen, without its text.
    pub(super) fn place(&self, code: &Code, vertical: bool) -> Glyph {
        let glyph = Matrix([self.size * self.scale, 0.0, 0.0, self.size, 0.0, self.rise]);
        let whole = glyph.then(self.text).then(self.page);
        let (x, y) = whole.point(0.0, 0.0);
        let (unit_x, unit_y) = whole.direction(0.0, 1.0);
        let (way_x, way_y) = if vertical {
            (-unit_x, -unit_y)
        } else {
            whole.direction(1.0, 0.0)
        };
        let length = code.advance / 1000.0;
        let (end_x, end_y) = (x + way_x * length, y + way_y * length);
        let size = unit_x.hypot(unit_y);
        let aslant = way_y.abs().min(way_x.abs()) > way_y.abs().max(way_x.abs()) * 0.2;
        let way = if aslant || size > GIANT {
            Way::Stamp
        } else if way_y.abs() <= way_x.abs() {
            Way::Right
        } else if way_y > 0.0 {
            Way::Down
        } else {
            Way::Up
        };
        let (from, to, across) = match way {
            Way::Right | Way::Stamp => (x.min(end_x), x.max(end_x), y),
            Way::Down => (y, end_y, -x),
            Way::Up => (-y, -end_y, x),
        };
        // The middle of a character stands above its base line, in vertical writing on the line itself.
        let lift = if vertical { 0.0 } else { 0.35 };
        let middle = (
            (x + end_x) / 2.0 + unit_x * lift,
            (y + end_y) / 2.0 + unit_y * lift,
        );
        let (cut, edge) = self.window.cuts(middle);
        Glyph {
            text: String::new(),
            way,
            from,
            to: to.max(from),
            across,
            size,
            x: middle.0,
            y: middle.1,
            unseen: matches!(self.mode, 3 | 7),
            cut,
            edge,
            step: 0.0,
        }
    }
}
