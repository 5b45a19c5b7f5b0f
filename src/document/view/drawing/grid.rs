//! Which column and row every box is in.

use crate::assessment::figure::ActorKind;

/// Boxes beyond this number stay in the order of the file: looking for a better one would take long.
const SORTED: usize = 40;

/// The kinds that share a lane, from left to right.
const STACKS: [&[ActorKind]; 4] = [
    &[ActorKind::Person, ActorKind::Contractor],
    &[ActorKind::Office],
    &[ActorKind::System],
    &[ActorKind::Beyond],
];

/// The place of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    pub column: usize,
    pub row: usize,
}

/// The cells that boxes of a kind take, ends included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lane {
    pub kind: ActorKind,
    pub columns: (usize, usize),
    pub rows: (usize, usize),
}

/// All boxes in their places.
#[derive(Debug)]
pub(super) struct Grid {
    pub columns: usize,
    pub rows: usize,
    pub lanes: Vec<Lane>,
    /// By box.
    pub cells: Vec<Cell>,
    taken: Vec<Option<usize>>,
}

/// Places boxes of the given kinds so that those with flows between them are near each other.
pub(super) fn place(kinds: &[ActorKind], links: &[(usize, usize)]) -> Grid {
    let of = |kind: ActorKind| (0..kinds.len()).filter(move |n| kinds[*n] == kind);
    let mut stacks: Vec<Stack> = STACKS
        .iter()
        .map(|kinds| Stack {
            members: kinds.iter().map(|k| (*k, of(*k).collect())).collect(),
            width: 1,
        })
        .collect();
    for stack in &mut stacks {
        stack.members.retain(|(_, boxes)| !boxes.is_empty());
    }
    stacks.retain(|stack| !stack.members.is_empty());
    widen(&mut stacks);

    let rows = stacks.iter().map(Stack::rows).max().unwrap_or(0);
    let columns = stacks.iter().map(|s| s.width).sum();
    let mut grid = Grid {
        columns,
        rows,
        lanes: Vec::new(),
        cells: vec![Cell { column: 0, row: 0 }; kinds.len()],
        taken: vec![None; columns * rows],
    };
    let ranks = ranks(kinds.len(), links);
    let mut column = 0;
    for stack in &stacks {
        grid.fill(stack, column, &ranks);
        column += stack.width;
    }
    if kinds.len() <= SORTED {
        grid.improve(kinds, links);
    }
    grid
}

/// The boxes of a lane.
struct Stack {
    members: Vec<(ActorKind, Vec<usize>)>,
    width: usize,
}

impl Stack {
    fn rows(&self) -> usize {
        let rows = self
            .members
            .iter()
            .map(|(_, m)| m.len().div_ceil(self.width));
        rows.sum()
    }
}

/// Gives high lanes more columns, within what a page is wide.
fn widen(stacks: &mut [Stack]) {
    loop {
        let columns: usize = stacks.iter().map(|s| s.width).sum();
        let Some(highest) = stacks.iter_mut().rev().max_by_key(|s| s.rows()) else {
            return;
        };
        let rows = highest.rows();
        if !((columns < 4 && rows > 3) || (columns < 6 && rows > 7)) {
            return;
        }
        highest.width += 1;
    }
}

/// How far down the flow a box is: the longest way to it along flows that don't lead back.
fn ranks(boxes: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let mut ranks = vec![0; boxes];
    // A flow leads back where its end was reached from elsewhere before: it is not counted.
    let mut reached: Vec<Vec<bool>> = vec![vec![false; boxes]; boxes];
    let mut forward = Vec::new();
    for &(from, to) in links {
        if from == to || reached[to][from] {
            continue;
        }
        forward.push((from, to));
        let after: Vec<usize> = (0..boxes)
            .filter(|one| *one == to || reached[to][*one])
            .collect();
        for (before, reached) in reached.iter_mut().enumerate() {
            if before == from || reached[from] {
                after.iter().for_each(|one| reached[*one] = true);
            }
        }
    }
    for _ in 0..boxes {
        for &(from, to) in &forward {
            ranks[to] = ranks[to].max(ranks[from] + 1);
        }
    }
    ranks
}

impl Grid {
    /// The box in a cell.
    pub fn at(&self, column: usize, row: usize) -> Option<usize> {
        self.taken[column * self.rows + row]
    }

    fn put(&mut self, cell: Cell, one: Option<usize>) {
        self.taken[cell.column * self.rows + cell.row] = one;
        if let Some(one) = one {
            self.cells[one] = cell;
        }
    }

    fn fill(&mut self, stack: &Stack, column: usize, ranks: &[usize]) {
        let mut spare = self.rows - stack.rows();
        let mut row = 0;
        for (n, (kind, boxes)) in stack.members.iter().enumerate() {
            let own = boxes.len().div_ceil(stack.width);
            let left = stack.members.len() - n;
            let extra = spare.div_ceil(left);
            spare -= extra;
            let mut boxes = boxes.clone();
            if stack.width > 1 {
                boxes.sort_by_key(|one| (ranks[*one], *one));
            }
            for (place, one) in boxes.into_iter().enumerate() {
                let cell = Cell {
                    column: column + place / own,
                    row: row + place % own,
                };
                self.put(cell, Some(one));
            }
            let rows = (row, row + own + extra - 1);
            self.lanes.push(Lane {
                kind: *kind,
                columns: (column, column + stack.width - 1),
                rows,
            });
            row = rows.1 + 1;
        }
    }

    /// Moves and swaps boxes inside their lanes as long as that shortens the ways.
    fn improve(&mut self, kinds: &[ActorKind], links: &[(usize, usize)]) {
        let mut cost = self.cost(links);
        for _ in 0..kinds.len() {
            let mut better = false;
            for (one, kind) in kinds.iter().enumerate() {
                let Some(lane) = self.lanes.iter().find(|l| l.kind == *kind).copied() else {
                    continue;
                };
                for column in lane.columns.0..=lane.columns.1 {
                    for row in lane.rows.0..=lane.rows.1 {
                        let (here, there) = (self.cells[one], Cell { column, row });
                        let other = self.at(column, row);
                        if here == there {
                            continue;
                        }
                        self.put(here, other);
                        self.put(there, Some(one));
                        let now = self.cost(links);
                        if now < cost {
                            (cost, better) = (now, true);
                        } else {
                            self.put(there, other);
                            self.put(here, Some(one));
                        }
                    }
                }
            }
            if !better {
                return;
            }
        }
    }

    fn cost(&self, links: &[(usize, usize)]) -> usize {
        links.iter().map(|&(from, to)| self.length(from, to)).sum()
    }

    /// How hard an arrow is to follow: bends weigh more than ways.
    fn length(&self, from: usize, to: usize) -> usize {
        let (a, b) = (self.cells[from], self.cells[to]);
        let (down, across) = (a.row.abs_diff(b.row), a.column.abs_diff(b.column));
        match (across, down) {
            (0, 0) => 0,
            (0, 1) => 2,
            (0, _) => 6 + 3 * down,
            (_, 0) if self.is_free(a.row, a.column, b.column) => 4 * across - 3,
            (1, _) => 4 + 2 * down,
            _ => 8 * (across - 1) + 4 + 2 * down,
        }
    }

    /// Whether no box is between two columns of a row.
    pub fn is_free(&self, row: usize, one: usize, other: usize) -> bool {
        let (left, right) = (one.min(other), one.max(other));
        (left + 1..right).all(|column| self.at(column, row).is_none())
    }
}
