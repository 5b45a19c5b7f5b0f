//! What changed as one text for both versions: with all changes accepted it is the new one, with all rejected the old one.

use jiff::civil::Date;

use super::build::before;
use super::reasons::logged;
use super::words::{shown, shown_lines};
use super::{Measure, Redline, Risk};
use crate::assessment::Assessment;
use crate::compare::diff::{Change, Comparison, Content, Paragraph, Place, Scope, Tag, TextDiff};

/// The changes of two versions, to be accepted or rejected one by one.
#[derive(Debug, Clone)]
pub struct Tracked {
    /// What is said of the versions, and of names that were replaced everywhere.
    pub redline: Redline,
    /// Who made the changes: 評価実施機関名 of the new version.
    pub author: String,
    /// When: 公表日 of the new version.
    pub date: Date,
    /// The changed items by chapter.
    pub parts: Vec<Part>,
}

/// The changed items of a chapter.
#[derive(Debug, Clone)]
pub struct Part {
    /// The chapter as 項目一覧 names it.
    pub label: String,
    /// Its items.
    pub rows: Vec<Row>,
}

/// A changed item.
#[derive(Debug, Clone)]
pub struct Row {
    /// [`Tag::Kept`] for an item that both versions have; an entry that came or went is one row that came or went.
    pub tag: Tag,
    /// Address and name.
    pub name: Vec<Piece>,
    /// Whether the form prints ※ there.
    pub significant: bool,
    /// What is written there, in both versions.
    pub text: Vec<Piece>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// In which of the versions it is.
    pub tag: Tag,
    /// Words, or the end of a line.
    pub words: Option<String>,
    /// What is to be said of it: where it moved.
    pub comment: Option<String>,
}

impl Tracked {
    /// The tracked changes of a comparison; `new` is the new version itself, `redline` what is said of both.
    pub fn of(comparison: &Comparison, new: &Assessment, redline: Redline) -> Self {
        let own = comparison.own_changes().into_iter();
        let mut parts: Vec<Part> = Vec::new();
        for change in own {
            let chapter = change.chapter.and_then(|n| comparison.diff.chapters.get(n));
            let label = match change.scope {
                Scope::Version => "公表日・評価書番号など",
                _ => chapter.map_or("様式", String::as_str),
            };
            let mut rows = rows(change);
            let item = redline
                .items()
                .find(|item| item.is_rating && item.id == change.id());
            let risk = item.and_then(|item| item.risk.as_ref());
            let logged = change.logged.iter().map(|row| logged(row).words);
            let said: Vec<String> = logged.chain(risk.map(about)).collect();
            say(&mut rows, &said.join("。"));
            put(&mut parts, label, rows);
        }
        for change in comparison.diff.changes.iter().filter(|c| c.follows) {
            put(&mut parts, FOLLOWS, rows(change));
        }
        let author = match redline.meta.agency.as_str() {
            "" => "評価実施機関".to_owned(),
            agency => agency.to_owned(),
        };
        Tracked {
            redline,
            author,
            date: new.date(),
            parts,
        }
    }
}

/// The risk of a self-rating, with the measures that it rests on.
fn about(risk: &Risk) -> String {
    let measure = |measure: &Measure| {
        let now = measure.now.join("");
        match measure.same {
            true => format!("{}（変更なし）：{now}", measure.label),
            false => format!(
                "{}：{now}（変更前：{}）",
                measure.label,
                measure.before.join("")
            ),
        }
    };
    let measures = risk.measures.iter().map(measure);
    let name = match risk.about.as_str() {
        "" => risk.name.clone(),
        about => format!("{}（{about}）", risk.name),
    };
    [name]
        .into_iter()
        .chain(measures)
        .collect::<Vec<_>>()
        .join("　／　")
}

/// Puts what is to be said of a change at its name.
fn say(rows: &mut [Row], said: &str) {
    let names = rows
        .iter_mut()
        .rev()
        .flat_map(|row| row.name.iter_mut().rev());
    let mut names = names.filter(|piece| piece.words.is_some());
    if let Some(piece) = names.next().filter(|_| !said.is_empty()) {
        piece.comment = Some(match piece.comment.take() {
            Some(comment) => format!("{comment}。{said}"),
            None => said.to_owned(),
        });
    }
}

const FOLLOWS: &str = "これらに伴って変わった件数・番号など";

fn put(parts: &mut Vec<Part>, label: &str, rows: Vec<Row>) {
    match parts.last_mut().filter(|part| part.label == label) {
        Some(part) => part.rows.extend(rows),
        None => parts.push(Part {
            label: label.to_owned(),
            rows,
        }),
    }
}

/// The row of a change; two where an entry moved.
fn rows(change: &Change) -> Vec<Row> {
    let one_sided = |tag: Tag, place: &Place, comment: Option<String>| Row {
        tag,
        name: vec![words(tag, &shown(&name(change, place)), comment)],
        significant: change.significant,
        text: whole(tag, &text(place)),
    };
    match (&change.content, &change.old, &change.new) {
        (Content::Order { old, new }, Some(before), Some(after)) => {
            let to = format!("移動（{}へ）", shown(new));
            let from = format!("移動（{}から）", shown(old));
            vec![
                one_sided(Tag::Removed, before, Some(to)),
                one_sided(Tag::Added, after, Some(from)),
            ]
        }
        (Content::Entry { .. }, Some(before), None) => vec![one_sided(Tag::Removed, before, None)],
        (Content::Entry { .. }, None, Some(after)) => vec![one_sided(Tag::Added, after, None)],
        (content, before, after) => {
            let names = [before, after].map(|place| place.as_ref().map(|p| name(change, p)));
            let names = match names {
                [Some(old), Some(new)] if old != new => replaced(&shown(&old), &shown(&new)),
                [old, new] => whole(Tag::Kept, &shown(&new.or(old).unwrap_or_default())),
            };
            let side = |place: &Option<Place>| place.as_ref().map_or(String::new(), text);
            let (old, new) = (side(before), side(after));
            vec![Row {
                tag: Tag::Kept,
                name: names,
                significant: change.significant,
                text: match content {
                    Content::Choice => replaced(&old, &new),
                    _ => compared(&old, &new),
                },
            }]
        }
    }
}

/// What a version calls an item; of an entry, with its name there.
fn name(change: &Change, place: &Place) -> String {
    let is_entry = matches!(
        change.content,
        Content::Entry { .. } | Content::Order { .. }
    );
    if is_entry {
        before(change, place)
    } else if place.entry.is_empty() || change.item.address.contains("{n}") {
        place.name.clone()
    } else {
        format!("{}（{}）", place.name, place.entry)
    }
}

/// What is written at a place, as it may be shown.
fn text(place: &Place) -> String {
    shown_lines(&place.text).join("\n")
}

/// A text that one of the versions has, or both.
fn whole(tag: Tag, text: &str) -> Vec<Piece> {
    pieces(lines(text).map(|line| Line::of(tag, line)).collect())
}

/// One text in the place of another, as a whole.
fn replaced(old: &str, new: &str) -> Vec<Piece> {
    if old == new {
        return whole(Tag::Kept, new);
    }
    let old = lines(old).map(|line| Line::of(Tag::Removed, line));
    let new = lines(new).map(|line| Line::of(Tag::Added, line));
    pieces(old.chain(new).collect())
}

/// Two texts compared word by word.
fn compared(old: &str, new: &str) -> Vec<Piece> {
    let diff = TextDiff::new(old, new);
    let mut moved: Vec<&Paragraph> = diff.paragraphs.iter().filter(|p| p.moved).collect();
    moved.sort_by_key(|paragraph| paragraph.old);
    let mut left = moved.into_iter().peekable();
    let mut all: Vec<Line> = Vec::new();
    for paragraph in &diff.paragraphs {
        if paragraph.moved {
            all.push(Line::arrived(paragraph));
            continue;
        }
        // What moved away was before the next line that stayed.
        while let Some(gone) =
            left.next_if(|gone| paragraph.old.is_some() && gone.old < paragraph.old)
        {
            all.push(Line::left(gone));
        }
        all.push(Line::stayed(paragraph));
    }
    all.extend(left.map(Line::left));
    pieces(all)
}

/// The lines of a text; an empty text has none.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').filter(move |_| !text.is_empty())
}

/// A line before it is put among the others.
struct Line {
    /// In the old version, in the new version.
    there: (bool, bool),
    pieces: Vec<Piece>,
}

impl Line {
    fn of(tag: Tag, text: &str) -> Self {
        Line {
            there: sides(tag),
            pieces: vec![words(tag, text, None)],
        }
    }

    fn stayed(paragraph: &Paragraph) -> Self {
        let pieces = paragraph.segments.iter();
        Line {
            there: (paragraph.old.is_some(), paragraph.new.is_some()),
            pieces: pieces.map(|s| words(s.tag, &s.text, None)).collect(),
        }
    }

    fn left(paragraph: &Paragraph) -> Self {
        let to = paragraph.new.unwrap_or_default();
        let comment = format!("移動（変更後の{to}段落目へ）");
        Line {
            there: sides(Tag::Removed),
            pieces: vec![words(Tag::Removed, &paragraph.old_text(), Some(comment))],
        }
    }

    fn arrived(paragraph: &Paragraph) -> Self {
        let from = paragraph.old.unwrap_or_default();
        let comment = format!("移動（変更前の{from}段落目から）");
        Line {
            there: sides(Tag::Added),
            pieces: vec![words(Tag::Added, &paragraph.new_text(), Some(comment))],
        }
    }
}

fn sides(tag: Tag) -> (bool, bool) {
    (tag != Tag::Added, tag != Tag::Removed)
}

fn words(tag: Tag, text: &str, comment: Option<String>) -> Piece {
    Piece {
        tag,
        words: Some(text.to_owned()),
        comment,
    }
}

/// Lines with their ends between them. The last line of a version has no end: in a cell of a document the end of the last
/// paragraph belongs to the cell and can't come or go.
fn pieces(lines: Vec<Line>) -> Vec<Piece> {
    let last_old = lines.iter().rposition(|line| line.there.0);
    let last_new = lines.iter().rposition(|line| line.there.1);
    let mut out = Vec::new();
    for (n, line) in lines.into_iter().enumerate() {
        let said = |piece: &Piece| piece.words.as_ref().is_some_and(|w| !w.is_empty());
        out.extend(line.pieces.into_iter().filter(said));
        let old = line.there.0 && last_old != Some(n);
        let new = line.there.1 && last_new != Some(n);
        let tag = match (old, new) {
            (true, true) => Tag::Kept,
            (true, false) => Tag::Removed,
            (false, true) => Tag::Added,
            (false, false) => continue,
        };
        out.push(Piece {
            tag,
            words: None,
            comment: None,
        });
    }
    out
}

/// A text as one of the versions has it.
pub fn read(pieces: &[Piece], without: Tag) -> String {
    let own = pieces.iter().filter(|piece| piece.tag != without);
    own.map(|piece| piece.words.as_deref().unwrap_or("\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_versions_can_be_read() {
        for (old, new) in [
            ("", ""),
            ("", "一"),
            ("一\n二", ""),
            ("一\n二", "一"),
            ("一", "一\n二"),
            ("一\n二\n三", "零\n一\n三\n四"),
            ("一二", "一\n二"),
            ("\n一\n\n二", "一\n\n\n二"),
            (
                "窓口で申請を受け付ける。\n台帳に記録する。\n通知書を送る。",
                "台帳に記録する。\n通知書を本人に送る。\n窓口で申請を受け付ける。",
            ),
        ] {
            for pieces in [compared(old, new), replaced(old, new)] {
                assert_eq!(read(&pieces, Tag::Added), old, "{pieces:?}");
                assert_eq!(read(&pieces, Tag::Removed), new, "{pieces:?}");
            }
        }
    }

    #[test]
    fn what_moved_says_so() {
        let pieces = compared(
            "窓口で申請を受け付ける。\n台帳に記録する。\n通知書を送る。",
            "台帳に記録する。\n通知書を送る。\n窓口で申請を受け付ける。",
        );
        let said: Vec<_> = pieces.iter().filter_map(|p| p.comment.as_deref()).collect();
        assert_eq!(
            said,
            ["移動（変更後の3段落目へ）", "移動（変更前の1段落目から）"]
        );
    }

    fn some_text() -> impl Strategy<Value = String> {
        let line = prop::sample::select(vec![
            "",
            "窓口で申請を受け付ける。",
            "窓口で届出を受け付ける。",
            "台帳に記録する。",
            "・記録は3年間保存する。",
            "・記録は5年間保存する。",
            "（1）委託先",
            "　字下げ",
        ]);
        prop::collection::vec(line, 0..7).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #[test]
        fn any_two_texts_can_be_read(old in some_text(), new in some_text()) {
            let pieces = compared(&old, &new);
            prop_assert_eq!(read(&pieces, Tag::Added), old);
            prop_assert_eq!(read(&pieces, Tag::Removed), new);
        }
    }
}
