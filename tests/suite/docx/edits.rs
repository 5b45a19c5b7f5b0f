//! Edits of an assessment as officers make them, drawn by a number.

use fastrand::Rng;
use hyokasho::assessment;
use hyokasho::form::Form;
use hyokasho::source::{Source, Span};
use hyokasho::yaml::{Content, Node, write};

/// An edit that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edit {
    Word,
    MoreWords,
    NewFirstLine,
    NewLine,
    LineGone,
    LinesSwapped,
    LineParted,
    LinesJoined,
    Emptied,
    Rewritten,
    OtherOption,
    EntryGone,
    EntryTwice,
    EntriesSwapped,
}

const ALL: [Edit; 14] = [
    Edit::Word,
    Edit::MoreWords,
    Edit::NewFirstLine,
    Edit::NewLine,
    Edit::LineGone,
    Edit::LinesSwapped,
    Edit::LineParted,
    Edit::LinesJoined,
    Edit::Emptied,
    Edit::Rewritten,
    Edit::OtherOption,
    Edit::EntryGone,
    Edit::EntryTwice,
    Edit::EntriesSwapped,
];

/// A text with some edits.
pub fn edited(text: &str, seed: u64) -> (String, Vec<Edit>) {
    let mut rng = Rng::with_seed(seed);
    let mut text = text.to_owned();
    let mut made = Vec::new();
    let first = usize::try_from(seed).unwrap_or(0);
    for n in 0..4 {
        let edit = ALL[(first * 4 + n) % ALL.len()];
        if let Some(after) = made_at(&text, edit, &mut rng) {
            text = after;
            made.push(edit);
        }
    }
    (text, made)
}

/// The places of values in a text.
#[derive(Default)]
struct Places {
    /// The colon after a key, the value and its text.
    values: Vec<(usize, Span, String)>,
    /// The lists: where each entry begins, and where the last one ends.
    lists: Vec<(Vec<usize>, usize)>,
}

fn places(text: &str) -> Places {
    let source = Source::new("a.yaml", text);
    let tree = assessment::read(&source);
    let mut places = Places::default();
    walk(&tree.root, text, &mut places);
    places
}

fn walk(node: &Node, text: &str, places: &mut Places) {
    match &node.content {
        Content::Map(entries) => {
            for entry in entries {
                if let Content::Scalar(scalar) = &entry.value.content {
                    let colon = text[entry.key.span.end..].find(':');
                    let colon = entry.key.span.end + colon.expect("a colon");
                    // 別添３ is no part of what is compared, and 様式 names the form.
                    let head = ["様式", "版"].contains(&entry.key.text.as_str());
                    if !head {
                        places
                            .values
                            .push((colon, entry.value.span, scalar.text.clone()));
                    }
                }
                if entry.key.text != "変更箇所" {
                    walk(&entry.value, text, places);
                }
            }
        }
        Content::Seq(nodes) => {
            let line = |at: usize| text[..at].rfind('\n').map_or(0, |n| n + 1);
            let starts: Vec<usize> = nodes.iter().map(|n| line(n.span.start)).collect();
            let mut dedup = starts.clone();
            dedup.dedup();
            if dedup.len() == starts.len() && starts.len() > 1 {
                let last = starts[starts.len() - 1];
                places.lists.push((starts, last));
            }
            nodes.iter().for_each(|node| walk(node, text, places));
        }
        _ => {}
    }
}

fn pick<'p, T>(all: &'p [T], rng: &mut Rng) -> Option<&'p T> {
    if all.is_empty() {
        return None;
    }
    all.get(rng.usize(..all.len()))
}

/// One edit at the first place drawn by chance where it fits.
fn made_at(text: &str, edit: Edit, rng: &mut Rng) -> Option<String> {
    let places = places(text);
    (0..200).find_map(|_| one(text, &places, edit, rng))
}

/// One edit at a place drawn by chance; none where it does not fit there.
fn one(text: &str, places: &Places, edit: Edit, rng: &mut Rng) -> Option<String> {
    match edit {
        Edit::EntryGone | Edit::EntryTwice | Edit::EntriesSwapped => {
            let (starts, _) = pick(&places.lists, rng)?;
            let n = rng.usize(..starts.len() - 1);
            let (first, second) = (starts[n], starts[n + 1]);
            let entry = &text[first..second];
            return match edit {
                Edit::EntryGone => Some(format!("{}{}", &text[..first], &text[second..])),
                Edit::EntryTwice => Some(format!("{}{entry}{}", &text[..first], &text[first..])),
                _ => {
                    let third = *starts.get(n + 2)?;
                    let next = &text[second..third];
                    Some(format!("{}{next}{entry}{}", &text[..first], &text[third..]))
                }
            };
        }
        _ => {}
    }
    let (colon, span, value) = pick(&places.values, rng)?;
    let new = match edit {
        Edit::OtherOption => other_option(value, rng)?,
        _ => value_after(value, edit, rng)?,
    };
    let line = text[..*colon].rfind('\n').map_or(0, |n| n + 1);
    let lead = &text[line..];
    let indent = lead.len() - lead.trim_start_matches([' ', '-']).len();
    let end = span.start + text[span.range()].trim_end_matches('\n').len();
    let new = write::value(&new, indent, "\n");
    Some(format!("{}{new}{}", &text[..=*colon], &text[end..]))
}

fn value_after(value: &str, edit: Edit, rng: &mut Rng) -> Option<String> {
    let mut lines: Vec<String> = value.split('\n').map(ToOwned::to_owned).collect();
    let n = rng.usize(..lines.len());
    let some = !lines[n].trim().is_empty() && value.chars().count() > 12;
    match edit {
        Edit::Word => {
            let chars: Vec<char> = lines[n].chars().collect();
            let from = rng.usize(..chars.len().max(1));
            let to = (from + 1 + rng.usize(..4)).min(chars.len());
            let head: String = chars.get(..from)?.iter().collect();
            let tail: String = chars.get(to..)?.iter().collect();
            lines[n] = format!("{head}別の語{tail}");
        }
        Edit::MoreWords => lines[n] += "記録は毎月1回、責任者が点検する。",
        Edit::NewFirstLine => lines.insert(0, "・初めに、手順を確かめる。".to_owned()),
        Edit::NewLine => lines.push("・終わりに、結果を記録する。".to_owned()),
        Edit::LineGone if lines.len() > 1 => drop(lines.remove(n)),
        Edit::LinesSwapped if lines.len() > 2 => {
            let line = lines.remove(n);
            let to = rng.usize(..=lines.len());
            lines.insert(to, line);
        }
        Edit::LineParted => {
            let at = lines[n].find('。')? + "。".len();
            let rest = lines[n].split_off(at);
            lines.insert(n + 1, rest);
        }
        Edit::LinesJoined if n + 1 < lines.len() => {
            let next = lines.remove(n + 1);
            lines[n] += next.trim_start();
        }
        Edit::Emptied => lines.clear(),
        Edit::Rewritten => lines = vec!["すべて書き直した。".to_owned(), "二つ目の文。".to_owned()],
        _ => return None,
    }
    let new = lines.join("\n");
    let fits = some || edit == Edit::Emptied;
    (fits && new.trim_end() == new && new != value).then_some(new)
}

/// Another option of a choice.
fn other_option(value: &str, rng: &mut Rng) -> Option<String> {
    let form: &Form = assessment::newest_form().expect("a form");
    let items = form.items.iter();
    let mut items = items.filter(|i| i.options.iter().any(|o| o.text == value));
    let options: Vec<&str> = items
        .next()?
        .options
        .iter()
        .map(|o| o.text.as_str())
        .filter(|o| *o != value)
        .collect();
    pick(&options, rng).map(|option| (*option).to_owned())
}
