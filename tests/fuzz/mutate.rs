//! Changes to a text as people, editors and converters make them.

use fastrand::Rng;

use crate::seeds::{Seeds, pick};
use crate::words::{HOSTILE, words};

/// A text with some changes, and now and then with some of its bytes changed.
pub fn mutated(text: &str, rng: &mut Rng, seeds: &Seeds) -> Vec<u8> {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let times = match rng.u8(..10) {
        0..=4 => 1,
        5..=7 => 2,
        8 => 3 + rng.usize(..3),
        _ => 6 + rng.usize(..10),
    };
    for _ in 0..times {
        if lines.is_empty() {
            lines.push("a: b\n".into());
        }
        let at = rng.usize(..lines.len());
        match rng.u8(..4) {
            0 => whole_lines(&mut lines, at, rng, seeds),
            1 => indentation(&mut lines, at, rng),
            2 => values(&mut lines, at, rng, seeds),
            _ => signs(&mut lines, at, rng, seeds),
        }
    }
    let mut bytes = lines.concat().into_bytes();
    if rng.u8(..12) == 0 {
        for _ in 0..=rng.usize(..4) {
            change_bytes(&mut bytes, rng);
        }
    }
    if rng.u8(..60) == 0 {
        bytes.splice(0..0, *b"\xEF\xBB\xBF");
    }
    bytes
}

pub fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Where the part ends that begins at a line: all lines that are further in.
pub fn end_of_part(lines: &[String], at: usize) -> usize {
    let indent = indent_of(&lines[at]);
    let below = lines[at + 1..].iter();
    let below = below.take_while(|line| line.trim().is_empty() || indent_of(line) > indent);
    at + 1 + below.count()
}

/// A place between two characters.
fn between(line: &str, rng: &mut Rng) -> usize {
    let places: Vec<usize> = line.char_indices().map(|(i, _)| i).collect();
    if places.is_empty() {
        0
    } else {
        *pick(rng, &places)
    }
}

/// Lines and parts removed, doubled, moved, joined and split.
fn whole_lines(lines: &mut Vec<String>, at: usize, rng: &mut Rng, seeds: &Seeds) {
    match rng.u8(..11) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(at, lines[at].clone()),
        2 => {
            let other = rng.usize(..lines.len());
            lines.swap(at, other);
        }
        3 => lines.insert(at, pick(rng, &seeds.lines).clone() + "\n"),
        4 => {
            if at + 1 < lines.len() {
                let next = lines.remove(at + 1);
                lines[at] = lines[at].trim_end().to_owned() + next.trim_start();
            }
        }
        5 => {
            let cut = between(&lines[at], rng);
            let rest = lines[at].split_off(cut);
            lines[at].push('\n');
            lines.insert(at + 1, " ".repeat(rng.usize(..12)) + &rest);
        }
        6 => drop(lines.drain(at..end_of_part(lines, at))),
        7 => {
            let part = lines[at..end_of_part(lines, at)].to_vec();
            lines.splice(at..at, part);
        }
        8 => {
            let part: Vec<String> = lines.drain(at..end_of_part(lines, at)).collect();
            let to = rng.usize(..=lines.len());
            lines.splice(to..to, part);
        }
        9 => {
            const ODD: [&str; 16] = [
                "---\n",
                "...\n",
                "%YAML 1.2\n---\n",
                "--- |\n  x\n",
                "# c\n",
                "\n\n\n",
                "<<: *x\n",
                "? x\n: y\n",
                "- a\n",
                "x\n",
                "<<<<<<< HEAD\n",
                "=======\n",
                "\u{FEFF}\n",
                "{}\n",
                "  以下に示す。\n",
                "null\n",
            ];
            lines.insert(at, (*pick(rng, &ODD)).to_owned());
        }
        _ => lines.truncate(1 + rng.usize(..lines.len())),
    }
}

/// Lines further in or out, and blanks that are none.
fn indentation(lines: &mut [String], at: usize, rng: &mut Rng) {
    let indent = indent_of(&lines[at]);
    let rest = lines[at].trim_start_matches(' ').to_owned();
    match rng.u8(..4) {
        0 => {
            let places = [
                0,
                indent + 1,
                indent.saturating_sub(1),
                indent + 2,
                indent / 2,
                rng.usize(..20),
            ];
            lines[at] = " ".repeat(*pick(rng, &places)) + &rest;
        }
        1 => {
            let blanks = *pick(rng, &["\t", "\u{3000}", "\u{A0}", " \t", "\u{200B}"]);
            lines[at] = match rng.u8(..3) {
                0 => blanks.repeat(indent.div_ceil(2)) + &rest,
                1 => " ".repeat(indent) + blanks + &rest,
                _ => blanks.to_owned() + &lines[at],
            };
        }
        2 => {
            let end = (at + 1 + rng.usize(..12)).min(lines.len());
            let further = rng.bool();
            for line in &mut lines[at..end] {
                if further {
                    line.insert(0, ' ');
                } else if line.starts_with(' ') {
                    line.remove(0);
                }
            }
        }
        _ => {
            if rng.u8(..4) == 0 {
                let blanks = *pick(rng, &[" ", "  ", "\t", "\u{3000}"]);
                lines.iter_mut().for_each(|line| line.insert_str(0, blanks));
            }
        }
    }
}

/// Other values, other keys, and values in other styles of YAML.
fn values(lines: &mut Vec<String>, at: usize, rng: &mut Rng, seeds: &Seeds) {
    let Some(colon) = lines[at].find(": ") else {
        let indent = " ".repeat(indent_of(&lines[at]));
        let text = words(rng, seeds).replace('\n', &format!("\n{indent}"));
        lines.insert(at, indent + &text + "\n");
        return;
    };
    let (key, value) = lines[at].split_at(colon + 2);
    let (key, value) = (key.to_owned(), value.trim_end().to_owned());
    let new = words(rng, seeds).replace('\n', " ");
    let further = " ".repeat(indent_of(&key) + rng.usize(..8));
    let written = match rng.u8(..16) {
        0 => new,
        1 => value + &new,
        2 => pick(rng, &seeds.values).clone(),
        3 => format!("\"{value}\""),
        4 => format!("\"{value}\\e[31m\\u202e\\x00\""),
        5 => format!("'{value}"),
        6 => format!("\"{value}\n{further}{value}\""),
        7 => format!("[{value}, {value}]"),
        8 => format!("{{a: {value}"),
        9 => {
            let deep = rng.usize(..80);
            format!("{}{value}{}", "[".repeat(deep), "]".repeat(deep))
        }
        10 => {
            const HEADS: [&str; 10] = [
                "|", ">", "|-", ">+", "|2-", "|9", "| # x", "| x", "|0", "｜",
            ];
            let head = *pick(rng, &HEADS);
            format!("{head}\n{further}{value}\n{further}{new}")
        }
        11 => {
            const BEFORE: [&str; 6] = ["&x ", "*x ", "!!str ", "! ", "!!binary ", "&a &b "];
            (*pick(rng, &BEFORE)).to_owned() + &value
        }
        12 => format!("{value}\n{key}{new}"),
        13 => format!("{value}\n{further}{new}"),
        14 => format!("{value}  # 注 {new}"),
        _ => format!("{value} # hyokasho: 許可 S006 {new}"),
    };
    lines[at] = if rng.u8(..20) == 0 {
        let other = pick(rng, &seeds.keys);
        format!("{}{other}: {written}\n", " ".repeat(indent_of(&key)))
    } else {
        format!("{key}{written}\n")
    };
}

/// Single signs put in, left out, doubled or written the Japanese way, and other line ends.
fn signs(lines: &mut [String], at: usize, rng: &mut Rng, seeds: &Seeds) {
    let line = &mut lines[at];
    match rng.u8(..9) {
        0..=2 => {
            let place = between(line, rng);
            let sign = *pick(rng, HOSTILE);
            line.insert_str(place, sign);
        }
        3 => {
            const SLIPS: [(&str, &str); 9] = [
                (": ", "："),
                (": ", ":"),
                (": ", " : "),
                (": ", ":　"),
                ("- ", "-"),
                ("- ", "－ "),
                ("- ", "・"),
                ("|", "｜"),
                ("#", "＃"),
            ];
            let (from, to) = pick(rng, &SLIPS);
            *line = line.replacen(from, to, 1);
        }
        4 => {
            let (from, to) = (between(line, rng), between(line, rng));
            if from < to {
                line.replace_range(from..to, "");
            }
        }
        5 => {
            let (from, to) = (between(line, rng), between(line, rng));
            if from < to {
                let doubled = line[from..to].to_owned();
                line.insert_str(from, &doubled);
            }
        }
        6 => {
            let indent = indent_of(line);
            line.insert_str(indent, "# ");
        }
        7 => {
            let place = between(line, rng);
            line.insert_str(place, &words(rng, seeds));
        }
        _ => {
            let end = *pick(rng, &["\r\n", "\r", "\n\r", "\u{85}", "\u{2028}"]);
            let all = rng.bool();
            let some = if all { lines } else { &mut lines[at..=at] };
            for line in some {
                if line.ends_with('\n') {
                    line.pop();
                    line.push_str(end);
                }
            }
        }
    }
}

fn change_bytes(bytes: &mut Vec<u8>, rng: &mut Rng) {
    if bytes.is_empty() {
        return;
    }
    let at = rng.usize(..bytes.len());
    match rng.u8(..6) {
        0 => bytes[at] ^= 1 << rng.u8(..8),
        1 => drop(bytes.remove(at)),
        2 => bytes.insert(at, rng.u8(..)),
        3 => bytes.truncate(at),
        4 => {
            const ODD: [&[u8]; 6] = [
                b"\xED\xA0\x80",
                b"\xC0\x80",
                b"\xFF\xFE",
                b"\xE3\x81",
                b"\0",
                b"\x83\x8C",
            ];
            bytes.splice(at..at, pick(rng, &ODD).iter().copied());
        }
        _ => {
            let end = (at + 1 + rng.usize(..200)).min(bytes.len());
            let part = bytes[at..end].to_vec();
            bytes.splice(at..at, part);
        }
    }
}
