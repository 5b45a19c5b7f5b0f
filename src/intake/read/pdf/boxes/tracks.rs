//! Ruling lines that lie in one place.

use super::super::drawn::Rule;

/// How far lines may lie apart that are one, in points: double lines, and the ends of dashes.
const ONE_LINE: f64 = 2.0;

/// How long a line is at least.
const SHORTEST: f64 = 6.0;

/// How far a line may end before the line that it meets.
pub(super) const GAP: f64 = 2.5;

/// Lines in one place, and which parts of it they cover.
pub(super) struct Track {
    pub(super) at: f64,
    pub(super) covered: Vec<(f64, f64)>,
}

/// Lines that lie in one place, in the order of their places.
pub(super) fn tracks(rules: &[Rule], level: bool) -> Vec<Track> {
    let mut chosen: Vec<&Rule> = rules.iter().filter(|rule| rule.level == level).collect();
    chosen.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut groups: Vec<Vec<&Rule>> = Vec::new();
    for rule in chosen {
        match groups.last_mut() {
            Some(group) if rule.at - group[0].at <= ONE_LINE => group.push(rule),
            _ => groups.push(vec![rule]),
        }
    }
    let tracks = groups.into_iter().map(|mut group| {
        group.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut covered: Vec<(f64, f64)> = Vec::new();
        for rule in &group {
            match covered.last_mut() {
                Some(last) if rule.from - last.1 <= GAP => last.1 = last.1.max(rule.to),
                _ => covered.push((rule.from, rule.to)),
            }
        }
        covered.retain(|(from, to)| to - from >= SHORTEST);
        Track {
            at: group[group.len() / 2].at,
            covered,
        }
    });
    tracks.filter(|track| !track.covered.is_empty()).collect()
}

/// Whether a level line is drawn at a height, along most of the way.
pub(super) fn is_drawn(level: &[Track], at: f64, from: f64, to: f64) -> bool {
    let begin = level.partition_point(|track| track.at < at - 2.0 * ONE_LINE);
    let near = level[begin..]
        .iter()
        .take_while(|track| track.at <= at + 2.0 * ONE_LINE);
    let length = |&(begin, end): &(f64, f64)| (end.min(to) - begin.max(from)).max(0.0);
    near.flat_map(|track| &track.covered)
        .any(|part| 2.0 * length(part) > to - from)
}

/// Between which of the crossing lines a line runs.
pub(super) fn closed(track: &Track, crossing: &[f64]) -> Vec<bool> {
    let mut out = vec![false; crossing.len().saturating_sub(1)];
    for &(from, to) in &track.covered {
        let first = crossing
            .partition_point(|&line| line < from)
            .saturating_sub(1);
        for index in first..out.len() {
            let (begin, end) = (crossing[index], crossing[index + 1]);
            if begin > to {
                break;
            }
            let overlap = to.min(end) - from.max(begin);
            let length = end - begin;
            out[index] |= overlap >= length * 0.4
                && (overlap + 2.0 * GAP >= length || overlap >= length * 0.9);
        }
    }
    out
}
