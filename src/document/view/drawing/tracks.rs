//! Which of the lines in a channel runs left of which.

/// Runs beyond this number stay in their order: looking for a better one would take long.
const SORTED: usize = 60;

/// The least way between two runs on one track.
const GAP: i32 = 14;

/// A vertical line in a channel.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// Its ends from the top: each with whether the way goes on to the left there.
    pub ends: [(i32, bool); 2],
}

impl Run {
    fn top(&self) -> i32 {
        self.ends[0].0.min(self.ends[1].0)
    }

    fn bottom(&self) -> i32 {
        self.ends[0].0.max(self.ends[1].0)
    }

    /// How many ways cross if this run is left of another.
    fn crossings_left_of(&self, other: &Run) -> i32 {
        let inside = |run: &Run, y: i32| run.top() < y && y < run.bottom();
        let own = self
            .ends
            .iter()
            .filter(|(y, left)| !left && inside(other, *y));
        let its = other
            .ends
            .iter()
            .filter(|(y, left)| *left && inside(self, *y));
        i32::try_from(own.count() + its.count()).unwrap_or(i32::MAX)
    }
}

/// The track of each run of a channel, from the left, and how many there are.
pub(super) fn tracks(runs: &[Run]) -> (Vec<usize>, usize) {
    let order = sorted(runs);
    let mut tracks = vec![0; runs.len()];
    let mut done: Vec<usize> = Vec::new();
    for one in order {
        let run = &runs[one];
        let overlaps = |other: &&usize| {
            let other = &runs[**other];
            run.top() < other.bottom() + GAP && other.top() < run.bottom() + GAP
        };
        // To the right of all that it could run on.
        let track = done.iter().filter(overlaps).map(|o| tracks[*o] + 1).max();
        tracks[one] = track.unwrap_or(0);
        done.push(one);
    }
    let count = tracks.iter().max().map_or(0, |last| last + 1);
    (tracks, count)
}

/// An order from left to right with few crossings.
fn sorted(runs: &[Run]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    if runs.len() > SORTED {
        return order;
    }
    // What is won by swapping two neighbours.
    let gain = |left: usize, right: usize| {
        runs[left].crossings_left_of(&runs[right]) - runs[right].crossings_left_of(&runs[left])
    };
    for _ in 0..runs.len() {
        let mut better = false;
        for from in 0..order.len() {
            let one = order[from];
            // Where it would be best, going left and going right.
            let (mut best, mut place) = (0, from);
            let mut sum = 0;
            for left in (0..from).rev() {
                sum += gain(order[left], one);
                if sum > best {
                    (best, place) = (sum, left);
                }
            }
            sum = 0;
            for (right, other) in order.iter().enumerate().skip(from + 1) {
                sum += gain(one, *other);
                if sum > best {
                    (best, place) = (sum, right);
                }
            }
            if place != from {
                order.remove(from);
                order.insert(place, one);
                better = true;
            }
        }
        if !better {
            break;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_placed_so_that_their_ways_do_not_cross() {
        // Both go from the left down to the right: the lower beginning must turn first.
        let upper = Run {
            ends: [(0, true), (100, false)],
        };
        let lower = Run {
            ends: [(20, true), (120, false)],
        };
        assert_eq!(tracks(&[upper.clone(), lower.clone()]), (vec![1, 0], 2));
        assert_eq!(tracks(&[lower, upper]), (vec![0, 1], 2));
    }

    #[test]
    fn runs_that_do_not_meet_share_a_track() {
        let run = |top, bottom| Run {
            ends: [(top, true), (bottom, false)],
        };
        assert_eq!(tracks(&[run(0, 40), run(60, 90), run(45, 50)]).0, [0, 0, 1]);
    }
}
