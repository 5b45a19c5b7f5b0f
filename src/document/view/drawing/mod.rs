//! The figure of 別添１ drawn from 登場者 and 流れ: boxes in lanes by where they belong, arrows along the gaps between them.
//!
//! The general layouts of graphs know neither lanes nor arrows that never cross a box, so the layout is our own, in
//! three steps: [`grid`] gives every box a column and a row, [`route`] leads every arrow through the channels between
//! columns and the corridors between rows, [`shape`] turns both into coordinates. All of it is whole numbers and
//! happens in the order of the file: the same figure gives the same drawing.

mod grid;
mod route;
mod shape;
#[cfg(test)]
mod tests;
mod tracks;
mod wrap;

use std::collections::HashMap;

use serde::Serialize;

use super::Flow;
use crate::assessment::figure::{ActorKind, Names};
use crate::japanese::notation::fold;

/// More than these can't be followed by anyone; they stay a list.
const MOST_ACTORS: usize = 60;
const MOST_FLOWS: usize = 200;

/// A drawing; lengths are in pixels of a screen, texts are 14 high.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Drawing {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// What it shows, for those who can't see it.
    pub title: String,
    /// Who appears in it and where to read on, for those who can't see it.
    pub description: String,
    /// The lanes, below all else.
    pub frames: Vec<Frame>,
    /// 登場者
    pub boxes: Vec<Shape>,
    /// 流れ
    pub arrows: Vec<Arrow>,
    /// What the lines mean; only those that occur.
    pub legend: Vec<Legend>,
}

/// A point: from the left, from the top.
pub type Point = (i32, i32);

/// A lane.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Who is in it.
    pub label: String,
}

/// The box of one of 登場者.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shape {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// The whole name.
    pub name: String,
    /// The name line by line, each with the point at the middle of its foot.
    pub lines: Vec<(Point, String)>,
    /// Whether 登場者 lists it; an arrow may name another.
    pub listed: bool,
}

/// How the line of an arrow is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Line {
    /// 特定個人情報: 含む
    Specific,
    /// 特定個人情報: 含まない
    Other,
    /// Neither is written.
    Unknown,
}

impl Line {
    fn of(flow: &Flow) -> Self {
        match flow.specific.as_str() {
            "含む" => Line::Specific,
            "含まない" => Line::Other,
            _ => Line::Unknown,
        }
    }

    fn label(self) -> &'static str {
        match self {
            Line::Specific => "※ 特定個人情報を含む流れ（太い実線）",
            Line::Other => "特定個人情報を含まない流れ（破線）",
            Line::Unknown => "特定個人情報を含むかどうかの記載がない流れ（細い実線）",
        }
    }
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Arrow {
    /// Its place among 流れ, from 0.
    pub flow: usize,
    /// How its line is drawn.
    pub line: Line,
    /// The line from box to box.
    pub points: Vec<Point>,
    /// The same without the part that the head covers.
    pub shaft: Vec<Point>,
    /// The three points of its head, the tip first.
    pub head: [Point; 3],
    /// Its number, at its beginning and, where it bends, at its end.
    pub badges: Vec<Badge>,
    /// What it is, in words.
    pub title: String,
}

/// A number on an arrow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Badge {
    /// Its middle.
    pub at: Point,
    /// Its width; it is 20 high.
    pub width: i32,
    /// The number without the circle that is drawn round it.
    pub text: String,
}

/// A line of the legend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Legend {
    /// The line in question.
    pub line: Line,
    /// From the top.
    pub y: i32,
    /// What it means.
    pub label: String,
}

/// Draws a figure; none where there is nothing to draw, or far too much.
pub fn draw(actors: &[String], flows: &[Flow], names: &Names) -> Option<Drawing> {
    let cast = Cast::of(actors, flows);
    let count = cast.names.len();
    if count == 0 || count > MOST_ACTORS || flows.len() > MOST_FLOWS {
        return None;
    }
    let kinds: Vec<ActorKind> = cast.names.iter().map(|name| names.kind(name)).collect();
    let links: Vec<(usize, usize)> = cast.links.iter().map(|link| link.ends).collect();
    let grid = grid::place(&kinds, &links);
    let routes = route::plan(&grid, &links);
    Some(shape::shape(&cast, flows, &grid, &routes))
}

/// Who appears, and which flows can be drawn.
struct Cast<'a> {
    names: Vec<&'a str>,
    /// How many of the names 登場者 lists; the others are named by arrows alone.
    listed: usize,
    links: Vec<Link>,
}

/// A flow both of whose ends are known.
struct Link {
    flow: usize,
    ends: (usize, usize),
}

impl<'a> Cast<'a> {
    fn of(actors: &'a [String], flows: &'a [Flow]) -> Self {
        let mut names = Vec::new();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut place = |name: &'a str| {
            (!name.is_empty()).then(|| {
                *places.entry(fold(name)).or_insert_with(|| {
                    names.push(name);
                    names.len() - 1
                })
            })
        };
        for actor in actors {
            place(actor);
        }
        let listed = actors
            .iter()
            .filter_map(|a| place(a))
            .max()
            .map_or(0, |n| n + 1);
        let link = |(flow, f): (usize, &'a Flow)| {
            let (from, to) = (place(&f.from), place(&f.to));
            Some(Link {
                flow,
                ends: (from?, to?),
            })
        };
        let links = flows.iter().enumerate().filter_map(link).collect();
        Cast {
            names,
            listed,
            links,
        }
    }
}
