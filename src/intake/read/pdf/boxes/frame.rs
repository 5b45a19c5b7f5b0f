//! The frames of tables: a table whose border is open in places, as at the end of a page, is closed by a rectangle around
//! all lines that touch each other.

use super::super::drawn::Rule;
use super::tracks::{GAP, Track};

/// How many pairs of lines are looked at.
const MOST_PAIRS: usize = 4_000_000;

/// A stretch of a line, with the frame that it belongs to.
struct Stretch {
    level: bool,
    at: f64,
    from: f64,
    to: f64,
}

/// The rectangles around lines that touch each other, as lines.
pub(super) fn frames(level: &[Track], upright: &[Track]) -> Vec<Rule> {
    let level = stretches(level, true);
    let upright = stretches(upright, false);
    if level.len() * upright.len() > MOST_PAIRS {
        return Vec::new();
    }
    let mut groups = Groups((0..level.len() + upright.len()).collect());
    for (i, a) in level.iter().enumerate() {
        for (j, b) in upright.iter().enumerate() {
            let meets =
                |along: f64, line: &Stretch| along >= line.from - GAP && along <= line.to + GAP;
            if meets(b.at, a) && meets(a.at, b) {
                groups.join(i, level.len() + j);
            }
        }
    }
    let count = level.len() + upright.len();
    let mut bounds: Vec<Option<Bounds>> = vec![None; count];
    for (index, stretch) in level.iter().chain(&upright).enumerate() {
        let group = groups.of(index);
        let found = bounds[group].get_or_insert_default();
        found.add(stretch);
    }
    let all = bounds.iter().flatten();
    let first = all.clone().map(|found| found.top);
    let first = first.fold(f64::INFINITY, f64::min);
    let last = all.map(|found| found.bottom).fold(0.0, f64::max);
    let closed = bounds.into_iter().flatten().filter(|found| {
        // A page may begin or end in the only row of a table, which has one line then.
        let cut = found.top <= first || found.bottom >= last;
        (found.level > 1 || cut) && found.level > 0 && found.upright > 1
    });
    closed.flat_map(|found| found.sides()).collect()
}

fn stretches(tracks: &[Track], level: bool) -> Vec<Stretch> {
    let of_track = |track: &Track| {
        let at = track.at;
        let stretch = move |&(from, to): &(f64, f64)| Stretch {
            level,
            at,
            from,
            to,
        };
        track.covered.iter().map(stretch).collect::<Vec<_>>()
    };
    tracks.iter().flat_map(of_track).collect()
}

/// A rectangle, and of how many lines it was made.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    level: usize,
    upright: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Bounds {
            left: f64::INFINITY,
            right: f64::NEG_INFINITY,
            top: f64::INFINITY,
            bottom: f64::NEG_INFINITY,
            level: 0,
            upright: 0,
        }
    }
}

impl Bounds {
    fn add(&mut self, line: &Stretch) {
        let ((left, right), (top, bottom)) = if line.level {
            self.level += 1;
            ((line.from, line.to), (line.at, line.at))
        } else {
            self.upright += 1;
            ((line.at, line.at), (line.from, line.to))
        };
        self.left = self.left.min(left);
        self.right = self.right.max(right);
        self.top = self.top.min(top);
        self.bottom = self.bottom.max(bottom);
    }

    fn sides(self) -> [Rule; 4] {
        let level = |at| Rule {
            level: true,
            at,
            from: self.left,
            to: self.right,
        };
        let upright = |at| Rule {
            level: false,
            at,
            from: self.top,
            to: self.bottom,
        };
        [
            level(self.top),
            level(self.bottom),
            upright(self.left),
            upright(self.right),
        ]
    }
}

/// Which lines belong together.
struct Groups(Vec<usize>);

impl Groups {
    fn of(&mut self, mut index: usize) -> usize {
        while self.0[index] != index {
            self.0[index] = self.0[self.0[index]];
            index = self.0[index];
        }
        index
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }
}
