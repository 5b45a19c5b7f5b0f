//! 別添３ after two branches were merged: git can't know that the rows which both have put in are rows, so it leaves two
//! versions, or lines of one row among those of another. All rows of both are put one after the other, each whole again;
//! making them anew ([`super::rebuild`]) sorts them out.

use std::ops::Range;

use super::insert::{self, Plain};
use crate::assessment::problem::Problem;
use crate::assessment::{self, Assessment};
use crate::source::diagnostic::{Edit, Stage};
use crate::source::{Source, Span};
use crate::yaml::{Node, edit};

/// Why the two versions of a file can't be joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unjoined {
    /// There are two versions of something else, too; the line where they begin.
    Elsewhere(usize),
    /// One of them can't be read to its end.
    Unread,
}

/// Where two versions begin.
struct Hunk {
    /// The line, from 1.
    line: usize,
    /// The byte of our version.
    at: usize,
}

/// The text with the rows of both versions of 別添３; none where there are no two versions.
///
/// # Errors
/// Says why they can't be joined.
pub fn joined(source: &Source) -> Result<Option<String>, Unjoined> {
    let (ours, theirs, hunks) = sides(source.text());
    let Some(first) = hunks.first() else {
        return Ok(None);
    };
    let (ours, theirs) = (Source::new("", ours), Source::new("", theirs));
    let documents = (assessment::read(&ours), assessment::read(&theirs));
    let open = |source, document| {
        let opened = Assessment::open(source, document, Stage::Draft).ok();
        opened.filter(|assessment| !assessment.is_broken())
    };
    let pair = open(&ours, &documents.0).zip(open(&theirs, &documents.1));
    let (our, their) = pair.ok_or(Unjoined::Unread)?;
    let tables = lines(&our).zip(lines(&their));
    let (table, other) = tables.ok_or(Unjoined::Elsewhere(first.line))?;
    let outside = |hunk: &&Hunk| hunk.at < table.start || hunk.at > table.end;
    let elsewhere = hunks.iter().find(outside);
    let (text, theirs) = (ours.text(), theirs.text());
    let same =
        text[..table.start] == theirs[..other.start] && text[table.end..] == theirs[other.end..];
    if let Some(hunk) = elsewhere.or(Some(first).filter(|_| !same)) {
        return Err(Unjoined::Elsewhere(hunk.line));
    }
    let mut known: Vec<Plain> = rows(&our).iter().map(insert::plain).collect();
    let mut joined = text[..table.end].to_owned();
    let mut from = insert::after_key(&their).unwrap_or(other.start);
    for row in rows(&their) {
        let end = insert::lines_of(theirs, row).map_or(from, |lines| lines.end);
        let plain = insert::plain(row);
        match known.iter().position(|own| *own == plain) {
            Some(same) => _ = known.swap_remove(same),
            None => joined.push_str(&theirs[from..end]),
        }
        from = end;
    }
    joined.push_str(&text[table.end..]);
    Ok(Some(joined))
}

/// The text with a dash before each row of 別添３ that has run into the one above it; none where none has.
pub fn parted(assessment: &Assessment) -> Option<String> {
    let table = assessment.find("changes")?;
    let text = assessment.source.text();
    let keys = assessment
        .problems
        .iter()
        .filter_map(|problem| match problem {
            Problem::MissingDash { field, dashes, .. } if *field == table => Some(dashes),
            _ => None,
        });
    let edits: Vec<Edit> = keys
        .flatten()
        .filter_map(|key| {
            let blanks = Span::new(key.start.checked_sub(2)?, key.start);
            let room = text.get(blanks.range()) == Some("  ");
            room.then(|| Edit {
                span: blanks,
                text: "- ".to_owned(),
            })
        })
        .collect();
    (!edits.is_empty()).then(|| edit::apply(text, &edits).text)
}

/// Our and their version of a text, and where they part.
fn sides(text: &str) -> (String, String, Vec<Hunk>) {
    #[derive(PartialEq)]
    enum In {
        Both,
        Ours,
        Base,
        Theirs,
    }
    let (mut ours, mut theirs, mut hunks) = (String::new(), String::new(), Vec::new());
    let mut now = In::Both;
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let sign = line.trim_end();
        match now {
            In::Both if sign.starts_with("<<<<<<< ") => {
                hunks.push(Hunk {
                    line: n + 1,
                    at: ours.len(),
                });
                now = In::Ours;
            }
            In::Ours if sign.starts_with("||||||| ") => now = In::Base,
            In::Ours | In::Base if sign == "=======" => now = In::Theirs,
            In::Theirs if sign.starts_with(">>>>>>> ") => now = In::Both,
            In::Base => {}
            _ => {
                if now != In::Theirs {
                    ours.push_str(line);
                }
                if now != In::Ours {
                    theirs.push_str(line);
                }
            }
        }
    }
    (ours, theirs, hunks)
}

fn rows<'a>(assessment: &Assessment<'a>) -> &'a [Node] {
    insert::table(assessment).map_or(&[], insert::rows)
}

/// Where 別添３ is, from the line of its key to that of its last row.
fn lines(assessment: &Assessment) -> Option<Range<usize>> {
    let text = assessment.source.text();
    let key = insert::table(assessment)?.key.span.start;
    let start = text[..key].rfind('\n').map_or(0, |at| at + 1);
    let last = rows(assessment).last();
    let last = last.and_then(|row| insert::lines_of(text, row));
    let end = last
        .map(|lines| lines.end)
        .or(insert::after_key(assessment))?;
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "様式: 全項目評価書\n変更箇所:\n";

    fn row(item: &str, after: &str) -> String {
        format!(
            "  - 変更日: 令和8年4月1日\n    項目: {item}\n    変更前: 甲\n    変更後: {after}\n"
        )
    }

    fn of(text: &str) -> Result<Option<String>, Unjoined> {
        joined(&Source::new("a", text))
    }

    #[test]
    fn rows_of_both_versions_are_whole() {
        let (first, ours, theirs) = (row("Ⅰ１①", "乙"), row("Ⅰ１②", "丙"), row("Ⅰ１③", "丁"));
        // git takes what both have in common out of the two versions.
        let (day, our) = ours.split_once('\n').expect("two lines");
        let (_, their) = theirs.split_once('\n').expect("two lines");
        let rest = "別紙:\n";
        for base in ["", "||||||| base\n"] {
            let text = format!(
                "{HEAD}{first}{day}\n<<<<<<< a\n{our}{base}=======\n{their}>>>>>>> b\n{rest}"
            );
            let wanted = format!("{HEAD}{first}{ours}{theirs}{rest}");
            assert_eq!(of(&text), Ok(Some(wanted)));
        }
        let same = format!("{HEAD}<<<<<<< a\n{ours}=======\n{ours}{theirs}>>>>>>> b\n");
        assert_eq!(of(&same), Ok(Some(format!("{HEAD}{ours}{theirs}"))));
        assert_eq!(of(&format!("{HEAD}{first}")), Ok(None));
    }

    #[test]
    fn two_versions_of_something_else_are_reported() {
        let text = format!(
            "様式: 全項目評価書\n表紙:\n<<<<<<< a\n  公表日: 令和8年4月1日\n=======\n  公表日: 令和8年5月1日\n>>>>>>> b\n変更箇所:\n{}",
            row("Ⅰ１①", "乙")
        );
        assert_eq!(of(&text), Err(Unjoined::Elsewhere(3)));
    }

    #[test]
    fn rows_that_ran_together_are_parted() {
        let (first, second) = (row("Ⅰ１①", "乙"), row("Ⅰ１②", "丙"));
        let (_, second) = second.split_once('\n').expect("two lines");
        let text = format!("{HEAD}{first}{second}");
        let source = Source::new("a", text.as_str());
        let document = assessment::read(&source);
        let opened = Assessment::open(&source, &document, Stage::Draft).expect("a form");
        let dashed = second.replacen("    項目", "  - 項目", 1);
        assert_eq!(parted(&opened), Some(format!("{HEAD}{first}{dashed}")));
    }
}
