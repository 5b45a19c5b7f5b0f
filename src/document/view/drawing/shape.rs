//! Places and ways into coordinates.

use unicode_normalization::UnicodeNormalization;

use super::grid::Grid;
use super::route::{Height, Routes, Way};
use super::tracks::{Run, tracks};
use super::{Arrow, Badge, Cast, Drawing, Frame, Legend, Line, Point, Shape, wrap};
use crate::document::view::Flow;

/// The width of a box: nine characters.
const BOX: i32 = 140;
/// The height of a line in a box.
const LEADING: i32 = 18;
/// The space round the name in a box.
const PADDING: i32 = 10;
/// From the middle of the line of text to its foot.
const FOOT: i32 = 5;
/// Between slots of a row.
const SLOT: i32 = 22;
/// Between tracks of a channel or corridor.
const TRACK: i32 = 14;
/// Between a box and the first track of a channel: room for a number and a head.
const STUB: i32 = 38;
/// The most that a number may be wide.
const BADGE: i32 = 26;
/// Between a lane's edge and its boxes.
const INSET: i32 = 12;
/// The height of a lane's label.
const HEADER: i32 = 26;
/// The height of a corridor without tracks, and of one that an arrow crosses from box to box.
const CORRIDOR: i32 = 30;
const CROSSED: i32 = 50;
/// Round the whole.
const MARGIN: i32 = 4;
/// The length and half the width of a head.
const HEAD: i32 = 11;
const HALF_HEAD: i32 = 5;
/// The height of a line of the legend, and the least width that its words need.
const LEGEND: i32 = 24;
const LEGEND_WIDTH: i32 = 480;

/// Puts everything in its place.
pub(super) fn shape(cast: &Cast, flows: &[Flow], grid: &Grid, routes: &Routes) -> Drawing {
    let lines: Vec<Vec<String>> = cast
        .names
        .iter()
        .map(|name| wrap::lines(name, (BOX as usize - 12) * 100 / 14))
        .collect();
    let down = Down::of(grid, routes, &lines);
    let verticals = Verticals::of(routes, &down);
    let across = Across::of(grid, &verticals);
    let plan = Plan {
        grid,
        routes,
        down: &down,
        across: &across,
        verticals: &verticals,
    };
    let boxes: Vec<Shape> = (0..cast.names.len())
        .map(|n| plan.shape(n, cast, &lines[n]))
        .collect();
    let arrows: Vec<Arrow> = (0..cast.links.len())
        .map(|n| plan.arrow(n, cast, flows))
        .collect();
    let mut used: Vec<Line> = arrows.iter().map(|a| a.line).collect();
    used.sort_unstable();
    used.dedup();
    let top = down.bottom + MARGIN + LEGEND / 2;
    let legend: Vec<Legend> = (0i32..)
        .zip(used)
        .map(|(n, line)| Legend {
            line,
            y: top + n * LEGEND,
            label: line.label().to_owned(),
        })
        .collect();
    let height = legend.last().map_or(down.bottom, |l| l.y + LEGEND / 2) + MARGIN;
    let mut width = across.right + MARGIN;
    if !legend.is_empty() {
        width = width.max(LEGEND_WIDTH);
    }
    let description = format!(
        "登場者は、{}。{}件の流れの内容は、図の下の表にあります。",
        cast.names.join("、"),
        flows.len()
    );
    Drawing {
        width,
        height,
        title: "事務の内容と特定個人情報の流れの図".to_owned(),
        description,
        frames: plan.frames(),
        boxes,
        arrows,
        legend,
    }
}

/// Where rows and corridors lie from the top.
struct Down {
    /// Top, height and slot 0 of every row.
    rows: Vec<(i32, i32, i32)>,
    /// The first track of every corridor.
    corridors: Vec<i32>,
    /// The lower edge of the lowest lane.
    frames: i32,
    bottom: i32,
}

impl Down {
    fn of(grid: &Grid, routes: &Routes, lines: &[Vec<String>]) -> Self {
        let mut slots = vec![(0, 0); grid.rows];
        let mut tracks = vec![0i32; grid.rows + 1];
        for level in &routes.levels {
            match level.height {
                Height::Slot { row, slot } => {
                    let (low, high) = slots[row];
                    slots[row] = (slot.min(low), slot.max(high));
                }
                Height::Track { corridor, track } => {
                    let count = i32::try_from(track).unwrap_or(0) + 1;
                    tracks[corridor] = tracks[corridor].max(count);
                }
            }
        }
        let mut crossed = vec![false; grid.rows + 1];
        for (way, (from, to)) in routes.ways.iter().zip(&routes.links) {
            if matches!(way, Way::Down { .. }) {
                crossed[grid.cells[*from].row.max(grid.cells[*to].row)] = true;
            }
        }
        let mut rows = Vec::new();
        let mut corridors = Vec::new();
        let mut y = MARGIN;
        for row in 0..grid.rows {
            let begins = grid.lanes.iter().any(|l| l.rows.0 == row);
            let room = tracks[row] * TRACK;
            // A lane's label is between the corridor's tracks and its boxes; the first lanes begin above all.
            if row == 0 {
                corridors.push(y + HEADER + TRACK / 2);
                y += HEADER + room + INSET / 2;
            } else {
                let label = if begins { HEADER + 2 * INSET } else { 0 };
                let least = if crossed[row] { CROSSED } else { CORRIDOR };
                let height = (room + TRACK + label).max(least);
                corridors.push(y + if begins { INSET } else { 0 } + TRACK);
                y += height;
            }
            let text = lines.iter().zip(&grid.cells).filter(|(_, c)| c.row == row);
            let most = text.map(|(lines, _)| lines.len()).max().unwrap_or(0);
            let (low, high) = slots[row];
            let for_text = i32::try_from(most).unwrap_or(0) * LEADING + 2 * PADDING;
            let for_slots = (high - low) * SLOT + SLOT + PADDING;
            let height = for_text.max(for_slots);
            // The slots in use are in the middle of the row.
            let middle = y + height / 2;
            rows.push((y, height, middle - (low + high) * SLOT / 2));
            y += height;
        }
        let frames = y + INSET;
        corridors.push(frames + TRACK);
        let bottom = frames + tracks[grid.rows] * TRACK + MARGIN;
        Down {
            rows,
            corridors,
            frames,
            bottom,
        }
    }

    fn level(&self, height: Height) -> i32 {
        match height {
            Height::Slot { row, slot } => self.rows[row].2 + slot * SLOT,
            Height::Track { corridor, track } => {
                self.corridors[corridor] + i32::try_from(track).unwrap_or(0) * TRACK
            }
        }
    }
}

/// The lines in the channels.
struct Verticals {
    /// By link: the track of each of its channels.
    tracks: Vec<Vec<usize>>,
    /// By channel: how many tracks it has.
    counts: Vec<usize>,
}

impl Verticals {
    fn of(routes: &Routes, down: &Down) -> Self {
        let mut runs: Vec<Vec<(Run, usize, usize)>> = Vec::new();
        let mut found: Vec<Vec<usize>> = vec![Vec::new(); routes.ways.len()];
        for (link, way) in routes.ways.iter().enumerate() {
            let Way::Along {
                levels,
                channels,
                right,
            } = way
            else {
                continue;
            };
            found[link] = vec![0; channels.len()];
            for (n, &channel) in channels.iter().enumerate() {
                let y = |level: usize| down.level(routes.levels[levels[level]].height);
                // The box is left of a channel that its right side faces; a corridor leads to the other channel.
                let other = |n: usize| channels.get(n).is_some_and(|c| *c < channel);
                let from_left = if n == 0 { right.0 } else { other(n - 1) };
                let is_last = n + 1 == channels.len();
                let to_left = if is_last { right.1 } else { other(n + 1) };
                let run = Run {
                    ends: [(y(n), from_left), (y(n + 1), to_left)],
                };
                if runs.len() <= channel {
                    runs.resize(channel + 1, Vec::new());
                }
                runs[channel].push((run, link, n));
            }
        }
        let mut counts = Vec::new();
        for runs in runs {
            let lines: Vec<Run> = runs.iter().map(|(run, ..)| run.clone()).collect();
            let (tracks, count) = tracks(&lines);
            for ((_, link, n), track) in runs.into_iter().zip(tracks) {
                found[link][n] = track;
            }
            counts.push(count);
        }
        Verticals {
            tracks: found,
            counts,
        }
    }
}

/// Where columns and channels lie from the left.
struct Across {
    columns: Vec<i32>,
    /// The first track of every channel.
    channels: Vec<i32>,
    right: i32,
}

impl Across {
    fn of(grid: &Grid, verticals: &Verticals) -> Self {
        let mut x = MARGIN;
        let (mut columns, mut channels) = (Vec::new(), Vec::new());
        for channel in 0..=grid.columns {
            let count = verticals.counts.get(channel).copied().unwrap_or(0);
            let tracks = i32::try_from(count.saturating_sub(1)).unwrap_or(0) * TRACK;
            let is_outside = channel == 0 || channel == grid.columns;
            let width = match (is_outside, count) {
                (true, 0) => INSET,
                (true, _) => STUB + tracks + TRACK / 2,
                (false, _) => 2 * STUB + tracks,
            };
            let first = if channel == 0 { TRACK / 2 } else { STUB };
            channels.push(x + first);
            x += width;
            if channel < grid.columns {
                columns.push(x);
                x += BOX;
            }
        }
        Across {
            columns,
            channels,
            right: x,
        }
    }
}

/// All that is needed to draw.
struct Plan<'p> {
    grid: &'p Grid,
    routes: &'p Routes,
    down: &'p Down,
    across: &'p Across,
    verticals: &'p Verticals,
}

impl Plan<'_> {
    fn frames(&self) -> Vec<Frame> {
        let lanes = self.grid.lanes.iter();
        lanes
            .map(|lane| {
                let x = self.across.columns[lane.columns.0] - INSET;
                let right = self.across.columns[lane.columns.1] + BOX + INSET;
                let header = if lane.rows.0 == 0 {
                    MARGIN
                } else {
                    self.down.rows[lane.rows.0].0 - HEADER
                };
                let (top, height, _) = self.down.rows[lane.rows.1];
                let is_last = lane.rows.1 + 1 == self.grid.rows;
                let bottom = if is_last {
                    self.down.frames
                } else {
                    top + height + INSET
                };
                Frame {
                    x,
                    y: header,
                    width: right - x,
                    height: bottom - header,
                    label: lane.kind.label().to_owned(),
                }
            })
            .collect()
    }

    fn shape(&self, n: usize, cast: &Cast, lines: &[String]) -> Shape {
        let cell = self.grid.cells[n];
        let x = self.across.columns[cell.column];
        let (y, height, _) = self.down.rows[cell.row];
        let count = i32::try_from(lines.len()).unwrap_or(0);
        let first = y + height / 2 - (count - 1) * LEADING / 2 + FOOT;
        let placed = (0i32..).zip(lines);
        Shape {
            x,
            y,
            width: BOX,
            height,
            name: cast.names[n].to_owned(),
            lines: placed
                .map(|(n, line)| ((x + BOX / 2, first + n * LEADING), line.clone()))
                .collect(),
            listed: n < cast.listed,
        }
    }

    fn arrow(&self, n: usize, cast: &Cast, flows: &[Flow]) -> Arrow {
        let link = &cast.links[n];
        let flow = &flows[link.flow];
        let points = self.points(n);
        let (shaft, head) = pointed(&points);
        let number = if flow.number.is_empty() {
            (link.flow + 1).to_string()
        } else {
            flow.number.clone()
        };
        let mark = if Line::of(flow) == Line::Specific {
            "※特定個人情報を含む"
        } else {
            flow.specific.as_str()
        };
        let title = format!(
            "{number}　{} → {}：{}　{mark}",
            flow.from, flow.to, flow.information
        );
        Arrow {
            flow: link.flow,
            line: Line::of(flow),
            badges: badges(&points, &number),
            points,
            shaft,
            head,
            title: title.trim_end().to_owned(),
        }
    }

    fn points(&self, n: usize) -> Vec<Point> {
        let (from, to) = self.routes.links[n];
        let (a, b) = (self.grid.cells[from], self.grid.cells[to]);
        match &self.routes.ways[n] {
            Way::Down { place } => {
                let aside = [0, 1, -1].get(*place).copied().unwrap_or(0);
                let x = self.across.columns[a.column] + BOX / 2 + aside * BOX / 3;
                let ((top_a, height_a, _), (top_b, height_b, _)) =
                    (self.down.rows[a.row], self.down.rows[b.row]);
                if a.row < b.row {
                    vec![(x, top_a + height_a), (x, top_b)]
                } else {
                    vec![(x, top_a), (x, top_b + height_b)]
                }
            }
            Way::Along {
                levels,
                channels,
                right,
            } => {
                let side = |column: usize, right: bool| {
                    self.across.columns[column] + if right { BOX } else { 0 }
                };
                let y = |level: usize| self.down.level(self.routes.levels[level].height);
                let mut points = vec![(side(a.column, right.0), y(levels[0]))];
                for (k, &channel) in channels.iter().enumerate() {
                    let track = i32::try_from(self.verticals.tracks[n][k]).unwrap_or(0);
                    let x = self.across.channels[channel] + track * TRACK;
                    points.push((x, y(levels[k])));
                    points.push((x, y(levels[k + 1])));
                }
                let last = levels.last().copied().unwrap_or(levels[0]);
                points.push((side(b.column, right.1), y(last)));
                points
            }
        }
    }
}

/// The line up to the head, and the head.
fn pointed(points: &[Point]) -> (Vec<Point>, [Point; 3]) {
    let (before, tip) = match points {
        [.., before, tip] => (*before, *tip),
        _ => ((0, 0), (0, 0)),
    };
    let (dx, dy) = ((tip.0 - before.0).signum(), (tip.1 - before.1).signum());
    let base = (tip.0 - dx * HEAD, tip.1 - dy * HEAD);
    let side = (dy * HALF_HEAD, dx * HALF_HEAD);
    let mut shaft = points.to_vec();
    if let Some(last) = shaft.last_mut() {
        // A little into the head, so that no gap shows.
        *last = (base.0 + dx * 2, base.1 + dy * 2);
    }
    let corners = [
        (base.0 + side.0, base.1 + side.1),
        (base.0 - side.0, base.1 - side.1),
    ];
    (shaft, [tip, corners[0], corners[1]])
}

fn badges(points: &[Point], number: &str) -> Vec<Badge> {
    let plain: String = number.nfkc().collect();
    let long = |text: &str| -> i32 {
        text.chars()
            .map(|c| if c.is_ascii() { 7 } else { 12 })
            .sum()
    };
    let mut text = plain.clone();
    if long(&text) > BADGE {
        while long(&text) + 12 > BADGE && text.pop().is_some() {}
        text.push('…');
    }
    let width = (long(&text) + 8).max(20);
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else {
        return Vec::new();
    };
    let toward = |from: Point, to: Point, way: i32| {
        let (dx, dy) = ((to.0 - from.0).signum(), (to.1 - from.1).signum());
        (from.0 + dx * way, from.1 + dy * way)
    };
    let upright = first.0 == points[1].0;
    let start = if upright { 18 } else { 4 + width / 2 };
    let mut at = vec![toward(first, points[1], start)];
    let far = points.len() > 2 || (last.0 - first.0).abs() > 2 * BOX;
    if far {
        let way = HEAD + 2 + width / 2;
        at.push(toward(last, points[points.len() - 2], way));
    }
    at.into_iter()
        .map(|at| Badge {
            at,
            width,
            text: text.clone(),
        })
        .collect()
}
