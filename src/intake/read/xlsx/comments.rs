//! Comments on cells, of both kinds: the newer ones are written a second time as old ones, with a notice around them.

use std::collections::HashSet;

use crate::intake::cell::Note;
use crate::intake::read::package::{self, Package};
use crate::intake::read::rich;
use crate::intake::read::sheet::position;
use crate::intake::read::xml::Event;
use crate::intake::refusal::Refusal;

type Comment = ((u32, u32), Note);

/// Reads a part of comments.
pub(super) fn read(package: &mut Package, path: &str) -> Result<Vec<Comment>, Refusal> {
    let at = |refusal| package::at(refusal, path);
    let Some(mut pull) = package.stream(path)? else {
        return Ok(Vec::new());
    };
    let mut comments = Vec::new();
    let mut cell = None;
    while let Some(event) = pull.next().map_err(at)? {
        let Event::Start(tag) = event else {
            continue;
        };
        match tag.name {
            "comment" | "threadedComment" => {
                cell = tag.attribute("ref").and_then(|at| position(&at));
            }
            "text" => {
                let text = text(&mut pull).map_err(at)?;
                if let Some(cell) = cell.filter(|_| !text.trim().is_empty()) {
                    comments.push((cell, Note::Comment(text)));
                }
            }
            _ => {}
        }
    }
    Ok(comments)
}

/// The old kind has runs, the new one its text alone.
fn text<R: std::io::BufRead>(
    pull: &mut crate::intake::read::xml::Pull<R>,
) -> Result<String, Refusal> {
    let mut bare = String::new();
    loop {
        match pull.next()? {
            Some(Event::Text(words)) => bare.push_str(&words),
            Some(Event::Start(tag)) => {
                // What was read begins inside the text: the first run, or the only text.
                let inner = tag.name == "r" || tag.name == "t";
                if !inner {
                    pull.skip()?;
                    continue;
                }
                if tag.name == "t" {
                    bare.push_str(&characters(pull)?);
                } else {
                    bare.push_str(&rich::read(pull)?.text);
                }
            }
            Some(Event::End("text")) | None => return Ok(rich::plain(&bare)),
            Some(Event::End(_)) => {}
        }
    }
}

fn characters<R: std::io::BufRead>(
    pull: &mut crate::intake::read::xml::Pull<R>,
) -> Result<String, Refusal> {
    let mut out = String::new();
    while let Some(Event::Text(words)) = pull.next()? {
        out.push_str(&words);
    }
    Ok(out)
}

/// Both kinds together: where a cell has the new kind, the old one only repeats it.
pub(super) fn merged(threads: Vec<Comment>, notes: Vec<Comment>) -> Vec<Comment> {
    let new: HashSet<(u32, u32)> = threads.iter().map(|(at, _)| *at).collect();
    let old = notes.into_iter().filter(|(at, _)| !new.contains(at));
    threads.iter().cloned().chain(old).collect()
}
