//! Ruling lines make boxes: what no line parts is one box, however it is cut by lines elsewhere on the page.

mod frame;
mod tracks;

use super::drawn::Rule;
use crate::intake::cell::Grid;
use tracks::{closed, is_drawn, tracks};

/// How many pieces the lines of a page may make; more is a hatching.
const MOST_PIECES: usize = 1_000_000;

/// A box of a page, in points from its upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Region {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Whether it has four corners and nothing stands in it.
    pub(super) whole: bool,
    /// Its place among the boxes that touch each other; the table counts from 0 on each page.
    pub(super) grid: Grid,
    /// Whether a line is drawn above and below it; where a page ends in the middle of a box there is none.
    pub(super) closed: Closed,
}

/// On which sides a box has a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Closed {
    pub(super) above: bool,
    pub(super) below: bool,
}

impl Closed {
    pub(super) const BOTH: Closed = Closed {
        above: true,
        below: true,
    };
}

/// The boxes of a page.
#[derive(Debug, Default)]
pub(super) struct Boxes {
    xs: Vec<f64>,
    ys: Vec<f64>,
    /// The region of each piece, row by row, with a ring of pieces around the outermost lines; 0 is outside.
    pieces: Vec<usize>,
    /// The regions; the first is outside.
    pub(super) regions: Vec<Region>,
    /// How many tables they make.
    pub(super) tables: usize,
}

impl Boxes {
    /// The boxes that lines make.
    pub(super) fn of(rules: &[Rule]) -> Self {
        let mut rules = rules.to_vec();
        let drawn = tracks(&rules, true);
        rules.extend(frame::frames(&drawn, &tracks(&rules, false)));
        let level = tracks(&rules, true);
        let upright = tracks(&rules, false);
        if level.len() < 2
            || upright.len() < 2
            || (level.len() + 1) * (upright.len() + 1) > MOST_PIECES
        {
            return Boxes::default();
        }
        let mut boxes = Boxes {
            xs: upright.iter().map(|track| track.at).collect(),
            ys: level.iter().map(|track| track.at).collect(),
            ..Boxes::default()
        };
        let walls = Walls {
            // Whether the left edge of a piece is a line, and its upper edge.
            left: upright
                .iter()
                .map(|track| closed(track, &boxes.ys))
                .collect(),
            upper: level.iter().map(|track| closed(track, &boxes.xs)).collect(),
        };
        let (columns, rows) = boxes.size();
        let found = flood(columns, rows, |from, to| !walls.part(from, to));
        boxes.pieces = found.labels;
        boxes.measure(found.count);
        for region in &mut boxes.regions {
            let closed = |at: f64| is_drawn(&drawn, at, region.left, region.right);
            let (above, below) = (closed(region.top), closed(region.bottom));
            region.closed = Closed { above, below };
        }
        boxes
    }

    fn size(&self) -> (usize, usize) {
        (self.xs.len() + 1, self.ys.len() + 1)
    }

    /// Which region a place is in; none outside.
    pub(super) fn at(&self, x: f64, y: f64) -> Option<usize> {
        let (columns, _) = self.size();
        let column = self.xs.partition_point(|&line| line <= x);
        let row = self.ys.partition_point(|&line| line <= y);
        self.pieces
            .get(row * columns + column)
            .copied()
            .filter(|&region| region > 0)
    }

    fn measure(&mut self, count: usize) {
        let (columns, rows) = self.size();
        // The first and last column and row of each region, and how many pieces it has.
        let mut spans = vec![(usize::MAX, 0, usize::MAX, 0, 0usize); count];
        for (index, &region) in self.pieces.iter().enumerate() {
            let (row, column) = (index / columns, index % columns);
            let span = &mut spans[region];
            *span = (
                span.0.min(column),
                span.1.max(column),
                span.2.min(row),
                span.3.max(row),
                span.4 + 1,
            );
        }
        let pieces = &self.pieces;
        let touching = flood(columns, rows, |from, to| {
            let outside = |(row, column): (usize, usize)| pieces[row * columns + column] == 0;
            outside(from) == outside(to)
        });
        let table_of: Vec<usize> = {
            let mut out = vec![0; count];
            for (index, &region) in self.pieces.iter().enumerate() {
                out[region] = touching.labels[index];
            }
            out
        };
        // Numbers of tables, and the lines at which the boxes of each begin and end.
        let mut tables: Vec<usize> = table_of.iter().skip(1).copied().collect();
        tables.sort_unstable();
        tables.dedup();
        let mut lines = vec![(Vec::new(), Vec::new()); tables.len()];
        let number = |region: usize| tables.partition_point(|&table| table < table_of[region]);
        for (region, &(left, right, top, bottom, _)) in spans.iter().enumerate().skip(1) {
            let (across, down) = &mut lines[number(region)];
            across.extend([left, right + 1]);
            down.extend([top, bottom + 1]);
        }
        for (across, down) in &mut lines {
            for list in [across, down] {
                list.sort_unstable();
                list.dedup();
            }
        }
        let edge = |list: &[f64], at: usize| list[at.clamp(1, list.len()) - 1];
        self.tables = tables.len();
        self.regions = spans
            .iter()
            .enumerate()
            .map(|(region, &(left, right, top, bottom, pieces))| {
                let table = if region == 0 { 0 } else { number(region) };
                let rank =
                    |list: &[usize], line: usize| list.partition_point(|&other| other < line);
                let (across, down): (&[usize], &[usize]) = lines
                    .get(table)
                    .map_or((&[], &[]), |(across, down)| (across, down));
                let (column, row) = (rank(across, left), rank(down, top));
                Region {
                    left: edge(&self.xs, left),
                    right: edge(&self.xs, right + 1),
                    top: edge(&self.ys, top),
                    bottom: edge(&self.ys, bottom + 1),
                    whole: (right + 1 - left) * (bottom + 1 - top) == pieces,
                    grid: Grid {
                        table,
                        row,
                        column,
                        rows: rank(down, bottom + 1).saturating_sub(row).max(1),
                        columns: rank(across, right + 1).saturating_sub(column).max(1),
                    },
                    closed: Closed::BOTH,
                }
            })
            .collect();
    }
}

/// Which edges of pieces are lines: for each line, along it.
struct Walls {
    left: Vec<Vec<bool>>,
    upper: Vec<Vec<bool>>,
}

impl Walls {
    /// Whether a line parts two pieces that lie side by side; a place is a row and a column.
    fn part(&self, from: (usize, usize), to: (usize, usize)) -> bool {
        let covered = |lines: &[Vec<bool>], line: usize, along: usize| {
            let along = along.checked_sub(1);
            along
                .and_then(|along| lines[line].get(along))
                .copied()
                .unwrap_or(false)
        };
        if from.0 == to.0 {
            covered(&self.left, from.1.min(to.1), from.0)
        } else {
            covered(&self.upper, from.0.min(to.0), from.1)
        }
    }
}

/// Pieces that belong together.
struct Flooded {
    labels: Vec<usize>,
    count: usize,
}

/// Numbers the pieces: those between which there is a way have the same number.
fn flood(
    columns: usize,
    rows: usize,
    open: impl Fn((usize, usize), (usize, usize)) -> bool,
) -> Flooded {
    let mut labels = vec![usize::MAX; columns * rows];
    let mut count = 0;
    let mut next = Vec::new();
    for start in 0..labels.len() {
        if labels[start] != usize::MAX {
            continue;
        }
        labels[start] = count;
        next.push(start);
        while let Some(index) = next.pop() {
            let (row, column) = (index / columns, index % columns);
            let beside = [
                (column > 0).then(|| (row, column - 1)),
                (column + 1 < columns).then_some((row, column + 1)),
                (row > 0).then(|| (row - 1, column)),
                (row + 1 < rows).then_some((row + 1, column)),
            ];
            for place in beside.into_iter().flatten() {
                let other = place.0 * columns + place.1;
                if labels[other] == usize::MAX && open((row, column), place) {
                    labels[other] = count;
                    next.push(other);
                }
            }
        }
        count += 1;
    }
    Flooded { labels, count }
}
