//! Two versions as one document with tracked changes: with all accepted it says what the new version says, with all
//! rejected what the old one said.

use std::io;

use jiff::civil::Date;

use super::package::{Package, UPRIGHT};
use super::xml::{Shade, Words, cell, escaped, head_row, paragraph, run, table};
use crate::compare::diff::Tag;
use crate::document::render::html::StageLabel;
use crate::document::view::redline::tracked::{Piece, Row, Tracked};

/// The widths of address and text.
const COLUMNS: [usize; 2] = [2_600, UPRIGHT - 2_600];

/// The most characters of a name that Word takes for an author.
const LONGEST_AUTHOR: usize = 255;

/// Renders two versions as a document with tracked changes.
///
/// # Errors
/// Packing fails only where memory does.
pub fn redline(tracked: &Tracked) -> io::Result<Vec<u8>> {
    let author: String = tracked.author.chars().take(LONGEST_AUTHOR).collect();
    let mut marks = Marks {
        author: escaped(&author).into_owned(),
        date: tracked.date,
        minute: 0,
        last: 0,
        comments: String::new(),
    };
    let mut body = head(tracked);
    for part in &tracked.parts {
        body += &paragraph("Heading2", &plain(&part.label));
        let heads: String = ["項目", "記載"]
            .iter()
            .zip(COLUMNS)
            .map(|(head, width)| cell(width, 1, Shade::Label, &paragraph("Label", &plain(head))))
            .collect();
        let mut rows = head_row(&heads);
        rows.extend(part.rows.iter().map(|row| marks.row(row)));
        body += &table(&COLUMNS, &rows);
    }
    body += &foot(tracked);
    let title = format!("{}　変更箇所（変更履歴付き）", tracked.redline.meta.title);
    Package {
        title: &title,
        author: &author,
        date: tracked.date,
        mark: StageLabel::of(&tracked.redline.stage).words(),
        body: &body,
        comments: &marks.comments,
        tracks: true,
    }
    .pack()
}

fn plain(text: &str) -> String {
    run(text, "", Words::Kept)
}

/// What is to be known before reading.
fn head(tracked: &Tracked) -> String {
    let redline = &tracked.redline;
    let mut out = paragraph("Title", &plain("変更箇所（変更履歴付き）"));
    let mut note = |text: &str| out += &paragraph("Note", &plain(text));
    let (number, title) = (&redline.meta.number, &redline.meta.title);
    note(&redline.form);
    note(format!("{number}　{title}").trim());
    note(&redline.meta.agency);
    for version in &redline.versions {
        let revision = version.revision.as_deref().unwrap_or_default();
        let words = [
            version.role.as_str(),
            &version.published,
            revision,
            &version.file,
        ];
        let words: Vec<&str> = words.into_iter().filter(|w| !w.is_empty()).collect();
        note(&words.join("　"));
    }
    redline.warnings.iter().for_each(|warning| note(warning));
    if tracked.parts.is_empty() {
        note("二つの版に違いはありません。");
        return out;
    }
    note(
        "Word の「校閲」で、変更をすべて承諾すると変更後の記載に、すべて元に戻すと変更前の記載になります。\
         ※は、変更が「重要な変更」に当たり得る項目です。",
    );
    for replaced in &redline.replacements {
        let (old, new, places) = (&replaced.old, &replaced.new, replaced.places.len());
        note(&format!(
            "「{old}」は「{new}」に置き換わっています（{places}項目）。"
        ));
    }
    out
}

fn foot(tracked: &Tracked) -> String {
    let unchanged = &tracked.redline.unchanged;
    let words = match unchanged.len() {
        0 => String::new(),
        _ => plain(&format!("変更のない部分: {}", unchanged.join("、"))),
    };
    paragraph("Note", &words)
}

/// What parts changes that are not to be taken for one; one minute is too little.
const MINUTES: u8 = 5;

/// Marks of changes, and the comments on them; no two have the same number.
struct Marks {
    author: String,
    date: Date,
    /// 0 or [`MINUTES`]. LibreOffice takes two insertions of about the same time for one where the first ends a paragraph
    /// and the second begins the next: if they were rejected, the end of the paragraph between them would go, too.
    minute: u8,
    last: usize,
    comments: String,
}

impl Marks {
    fn row(&mut self, row: &Row) -> String {
        let mark = match row.tag {
            Tag::Kept => String::new(),
            tag => format!("<w:trPr>{}</w:trPr>", self.mark(tag)),
        };
        let mut name = row.name.clone();
        if row.significant {
            name.push(Piece {
                tag: row.tag,
                words: Some("　※".to_owned()),
                comment: None,
            });
        }
        let name = self.paragraphs("Label", &name);
        let text = self.paragraphs("Value", &row.text);
        let cells =
            cell(COLUMNS[0], 1, Shade::Label, &name) + &cell(COLUMNS[1], 1, Shade::None, &text);
        format!("<w:tr>{mark}{cells}</w:tr>")
    }

    /// The paragraphs of a cell. The end of the last one is the cell's own and never marked.
    fn paragraphs(&mut self, style: &str, pieces: &[Piece]) -> String {
        let mut out = String::new();
        let mut content = String::new();
        let end = |mark: &str, content: &str| {
            let style = format!("<w:pStyle w:val=\"{style}\"/>");
            format!("<w:p><w:pPr>{style}{mark}</w:pPr>{content}</w:p>")
        };
        for piece in pieces {
            match &piece.words {
                Some(words) => content += &self.words(piece, words),
                None => {
                    let mark = match piece.tag {
                        Tag::Kept => {
                            self.minute = MINUTES - self.minute;
                            String::new()
                        }
                        tag => format!("<w:rPr>{}</w:rPr>", self.mark(tag)),
                    };
                    out += &end(&mark, &content);
                    content.clear();
                }
            }
        }
        out + &end("", &content)
    }

    fn words(&mut self, piece: &Piece, words: &str) -> String {
        let words = match piece.tag {
            Tag::Removed => run(words, "", Words::Deleted),
            _ => run(words, "", Words::Kept),
        };
        let words = self.tracked(piece.tag, &words);
        match &piece.comment {
            None => words,
            Some(comment) => self.commented(piece.tag, &words, comment),
        }
    }

    /// Runs that came or went.
    fn tracked(&mut self, tag: Tag, runs: &str) -> String {
        let element = match tag {
            Tag::Kept => return runs.to_owned(),
            Tag::Added => "w:ins",
            Tag::Removed => "w:del",
        };
        let attributes = self.attributes();
        format!("<{element} {attributes}>{runs}</{element}>")
    }

    /// The mark of a row or of the end of a paragraph that came or went.
    fn mark(&mut self, tag: Tag) -> String {
        let element = if tag == Tag::Added { "w:ins" } else { "w:del" };
        let attributes = self.attributes();
        format!("<{element} {attributes}/>")
    }

    fn attributes(&mut self) -> String {
        self.last += 1;
        format!("w:id=\"{}\" {}", self.last, self.by())
    }

    /// Who, and when.
    fn by(&self) -> String {
        let (author, date, minute) = (&self.author, self.date, self.minute);
        format!("w:author=\"{author}\" w:date=\"{date}T00:0{minute}:00Z\"")
    }

    /// Words with a comment. Its sign comes and goes with them; around a row that goes, LibreOffice would keep a range.
    fn commented(&mut self, tag: Tag, words: &str, comment: &str) -> String {
        self.last += 1;
        let id = self.last;
        let text = paragraph("CommentText", &plain(comment));
        let by = self.by();
        self.comments +=
            &format!("<w:comment w:id=\"{id}\" {by} w:initials=\"\">{text}</w:comment>");
        let sign = format!(
            "<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>\
             <w:commentReference w:id=\"{id}\"/></w:r>"
        );
        format!("{words}{}", self.tracked(tag, &sign))
    }
}
