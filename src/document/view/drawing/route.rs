//! The way of every arrow: out of a box to the side, up or down a channel between columns, into a box from the side.
//!
//! No box is in a channel or in a corridor between rows, so no arrow crosses a box. Levels of one row that share a
//! channel get slots of their own, and so do tracks of one corridor: no two lines run on each other.

use std::collections::HashSet;

use super::grid::{Cell, Grid};

/// Parallel arrows straight down from box to box; more of them would not fit.
const MOST_DOWN: usize = 3;

/// A horizontal part of a way. Channel n is left of column n.
#[derive(Debug, Clone)]
pub(super) struct Level {
    pub height: Height,
    /// The channels that it touches.
    pub channels: (usize, usize),
}

/// Where a level runs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Height {
    /// Beside the boxes of a row, this many slots below their middle.
    Slot { row: usize, slot: i32 },
    /// In the corridor above a row.
    Track { corridor: usize, track: usize },
}

/// The way of an arrow.
#[derive(Debug, Clone)]
pub(super) enum Way {
    /// Straight up or down to the next box of the column.
    Down {
        /// Its place among the parallel ones.
        place: usize,
    },
    /// Along levels, from each to the next through a channel.
    Along {
        levels: Vec<usize>,
        channels: Vec<usize>,
        /// Whether it begins and ends at the right sides of its boxes.
        right: (bool, bool),
    },
}

/// All ways.
#[derive(Debug)]
pub(super) struct Routes {
    /// By link.
    pub ways: Vec<Way>,
    pub levels: Vec<Level>,
    pub links: Vec<(usize, usize)>,
}

/// Leads every link from box to box.
pub(super) fn plan(grid: &Grid, links: &[(usize, usize)]) -> Routes {
    let mut planner = Planner {
        grid,
        levels: Vec::new(),
        wishes: Vec::new(),
        channel_load: vec![0; grid.columns + 1],
        corridor_load: vec![0; grid.rows + 1],
    };
    let mut ways: Vec<Way> = Vec::new();
    for (n, &(from, to)) in links.iter().enumerate() {
        let parallel = |m: &usize| {
            let same = links[*m] == (from, to) || links[*m] == (to, from);
            same && matches!(ways[*m], Way::Down { .. })
        };
        let place = (0..n).filter(parallel).count();
        let way = if planner.is_down(from, to) && place < MOST_DOWN {
            Way::Down { place }
        } else {
            planner.along(grid.cells[from], grid.cells[to])
        };
        ways.push(way);
    }
    planner.give_slots();
    planner.give_tracks();
    Routes {
        ways,
        levels: planner.levels,
        links: links.to_vec(),
    }
}

/// Where a level goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// Nowhere: it is straight.
    Straight,
    /// Up (below 0) or down, so far, and back to the side that it came from.
    Back(i32),
    /// Up or down, so far, and on: parallel ones keep their order from box to box.
    On(i32),
}

impl Wish {
    fn way(self) -> i32 {
        match self {
            Wish::Straight => 0,
            Wish::Back(way) | Wish::On(way) => way,
        }
    }
}

struct Planner<'g> {
    grid: &'g Grid,
    levels: Vec<Level>,
    /// By level.
    wishes: Vec<Wish>,
    channel_load: Vec<usize>,
    corridor_load: Vec<usize>,
}

impl Planner<'_> {
    /// Whether two boxes of one lane are directly below each other.
    fn is_down(&self, from: usize, to: usize) -> bool {
        let (a, b) = (self.grid.cells[from], self.grid.cells[to]);
        let holds = |rows: (usize, usize)| {
            (rows.0..=rows.1).contains(&a.row) && (rows.0..=rows.1).contains(&b.row)
        };
        let mut lanes = self.grid.lanes.iter();
        let of_column = |c: (usize, usize)| (c.0..=c.1).contains(&a.column);
        a.column == b.column
            && a.row.abs_diff(b.row) == 1
            && lanes.any(|l| of_column(l.columns) && holds(l.rows))
    }

    fn along(&mut self, a: Cell, b: Cell) -> Way {
        let below = distance(a.row, b.row);
        if a.column == b.column {
            let channel = self.channel_beside(a.column);
            let start = self.slot(a.row, (channel, channel), Wish::Back(below));
            let end = self.slot(b.row, (channel, channel), Wish::Back(-below));
            return Way::Along {
                levels: vec![start, end],
                channels: vec![channel],
                right: (channel > a.column, channel > a.column),
            };
        }
        let right = (a.column < b.column, a.column > b.column);
        // The channels next to the two boxes, each on the side of the other.
        let (near, far) = if a.column < b.column {
            (a.column + 1, b.column)
        } else {
            (a.column, b.column + 1)
        };
        let start_is_free = self.grid.is_free(a.row, a.column, b.column);
        if a.row == b.row && start_is_free {
            let level = self.slot(a.row, ordered(near, far), Wish::Straight);
            return Way::Along {
                levels: vec![level],
                channels: Vec::new(),
                right,
            };
        }
        let end_is_free = self.grid.is_free(b.row, a.column, b.column);
        let turn = match (start_is_free, end_is_free) {
            (true, true) if self.channel_load[near] < self.channel_load[far] => Some(near),
            (true, _) => Some(far),
            (false, true) => Some(near),
            (false, false) => None,
        };
        if let Some(turn) = turn {
            self.channel_load[turn] += 1;
            let start = self.slot(a.row, ordered(near, turn), Wish::On(below));
            let end = self.slot(b.row, ordered(turn, far), Wish::On(-below));
            return Way::Along {
                levels: vec![start, end],
                channels: vec![turn],
                right,
            };
        }
        let corridor = self.corridor_between(a.row, b.row);
        self.corridor_load[corridor] += 1;
        self.channel_load[near] += 1;
        self.channel_load[far] += 1;
        // A corridor is above the row of its number.
        let toward = |row: usize| if corridor > row { 1 } else { -1 } * (1 + below.abs());
        let start = self.slot(a.row, (near, near), Wish::Back(toward(a.row)));
        let height = Height::Track { corridor, track: 0 };
        let middle = self.level(height, ordered(near, far), Wish::Straight);
        let end = self.slot(b.row, (far, far), Wish::Back(toward(b.row)));
        Way::Along {
            levels: vec![start, middle, end],
            channels: vec![near, far],
            right,
        }
    }

    /// The emptier of the channels next to a column, rather between columns than outside.
    fn channel_beside(&mut self, column: usize) -> usize {
        let outside = |channel: usize| channel == 0 || channel == self.grid.columns;
        let weight =
            |channel: usize| self.channel_load[channel] + 3 * usize::from(outside(channel));
        let channel = if weight(column) < weight(column + 1) {
            column
        } else {
            column + 1
        };
        self.channel_load[channel] += 1;
        channel
    }

    /// The emptiest corridor on the way from row to row, rather between rows than outside.
    fn corridor_between(&self, a: usize, b: usize) -> usize {
        let (upper, lower) = (a.min(b), a.max(b));
        let candidates = if upper == lower {
            upper..=upper + 1
        } else {
            upper + 1..=lower
        };
        let outside = |corridor: usize| corridor == 0 || corridor == self.grid.rows;
        candidates
            .min_by_key(|c| (outside(*c), self.corridor_load[*c], *c))
            .unwrap_or(lower)
    }

    fn slot(&mut self, row: usize, channels: (usize, usize), wish: Wish) -> usize {
        self.level(Height::Slot { row, slot: 0 }, channels, wish)
    }

    fn level(&mut self, height: Height, channels: (usize, usize), wish: Wish) -> usize {
        self.levels.push(Level { height, channels });
        self.wishes.push(wish);
        self.levels.len() - 1
    }

    /// Straight levels in the middle, those that go up above them, those that go down below, the farthest outermost.
    fn give_slots(&mut self) {
        let mut order: Vec<usize> = (0..self.levels.len()).collect();
        order.sort_by_key(|n| {
            let wish = self.wishes[*n];
            let place = i64::try_from(*n).unwrap_or(0);
            let keeps_order = matches!(wish, Wish::On(way) if way < 0);
            (
                wish != Wish::Straight,
                wish.way().abs(),
                if keeps_order { -place } else { place },
            )
        });
        let mut taken: HashSet<(usize, usize, i32)> = HashSet::new();
        for n in order {
            let wish = self.wishes[n];
            let level = &mut self.levels[n];
            let Height::Slot { row, slot } = &mut level.height else {
                continue;
            };
            let (first, last) = level.channels;
            let candidates = (0..).map(|step: i32| match wish {
                Wish::Straight if step % 2 == 1 => step / 2 + 1,
                Wish::Straight => -(step / 2),
                _ if wish.way() < 0 => -step,
                _ => step,
            });
            let is_free = |s: &i32| (first..=last).all(|c| !taken.contains(&(*row, c, *s)));
            let free = candidates.into_iter().find(is_free).unwrap_or(0);
            *slot = free;
            taken.extend((first..=last).map(|c| (*row, c, free)));
        }
    }

    fn give_tracks(&mut self) {
        let mut taken: HashSet<(usize, usize, usize)> = HashSet::new();
        for level in &mut self.levels {
            let Height::Track { corridor, track } = &mut level.height else {
                continue;
            };
            let (first, last) = level.channels;
            let is_free = |t: &usize| (first..=last).all(|c| !taken.contains(&(*corridor, c, *t)));
            let free = (0..).find(is_free).unwrap_or(0);
            *track = free;
            taken.extend((first..=last).map(|c| (*corridor, c, free)));
        }
    }
}

fn ordered(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

fn distance(from: usize, to: usize) -> i32 {
    let rows = i32::try_from(from.abs_diff(to)).unwrap_or(i32::MAX);
    if to < from { -rows } else { rows }
}
