//! The words of a change as they may be shown.

use super::{Line, LineKind, Segment};
use crate::compare::diff::{Change, ChangeKind, Paragraph, Tag, TextDiff, as_shown};
use crate::japanese::hidden::placeholder;
use crate::japanese::individual_number;

/// What stands for an empty line that came or went.
const EMPTY_LINE: &str = "（空行）";

/// A text of one line: individual numbers starred, what nobody sees replaced.
pub(super) fn shown(text: &str) -> String {
    individual_number::mask(text)
        .chars()
        .map(placeholder)
        .collect()
}

/// What happened: 変更（形式）
pub(super) fn kind_words(change: &Change) -> String {
    let formal = change.formal && change.kind != ChangeKind::Moved;
    format!(
        "{}{}",
        change.kind.words(),
        if formal { "（形式）" } else { "" }
    )
}

/// A text line by line; a number may go on from one line to the next.
pub(super) fn shown_lines(text: &str) -> Vec<String> {
    let masked = individual_number::mask(text);
    let line = |line: &str| line.chars().map(placeholder).collect();
    masked.split('\n').map(line).collect()
}

/// The paragraphs that changed, and where others are left out.
pub(super) fn lines(diff: &TextDiff) -> Vec<Line> {
    let (old, new) = (shown_lines(&diff.old()), shown_lines(&diff.new_text()));
    let line = |lines: &[String], number: Option<usize>| {
        let place = number.and_then(|n| n.checked_sub(1));
        let line = place.and_then(|place| lines.get(place));
        line.cloned().unwrap_or_default()
    };
    // A blank line next to others that changed says nothing.
    let says_something = |p: &Paragraph| !p.is_kept() && !p.segments.is_empty();
    let words_changed = diff.paragraphs.iter().any(says_something);
    let mut out: Vec<Line> = Vec::new();
    for paragraph in &diff.paragraphs {
        if paragraph.is_kept() {
            if out.last().is_none_or(|l| l.kind != LineKind::LeftOut) {
                out.push(Line {
                    kind: LineKind::LeftOut,
                    segments: Vec::new(),
                });
            }
        } else if !paragraph.segments.is_empty() {
            let moved = paragraph.old.zip(paragraph.new).filter(|_| paragraph.moved);
            let (old, new) = (line(&old, paragraph.old), line(&new, paragraph.new));
            let shown = as_shown(paragraph, &old, &new, placeholder).into_iter();
            let segments = shown.map(|(tag, text)| Segment { tag, text }).collect();
            out.extend(match moved {
                Some((from, to)) => vec![Line {
                    kind: LineKind::Moved { from, to },
                    segments,
                }],
                None => parted(segments),
            });
        } else if !words_changed {
            let gone = paragraph.new.is_none();
            let tag = if gone { Tag::Removed } else { Tag::Added };
            let text = EMPTY_LINE.to_owned();
            out.extend(parted(vec![Segment { tag, text }]));
        }
    }
    out
}

/// A paragraph that shares no words with what it was is two lines: one gone, one new.
fn parted(segments: Vec<Segment>) -> Vec<Line> {
    let both = segments.len() > 1;
    let kind = |tag| match tag {
        Tag::Added if both => LineKind::After,
        Tag::Added => LineKind::Added,
        Tag::Removed if both => LineKind::Before,
        Tag::Removed => LineKind::Removed,
        Tag::Kept => LineKind::Edited,
    };
    if segments.iter().any(|s| s.tag == Tag::Kept) {
        return vec![Line {
            kind: LineKind::Edited,
            segments,
        }];
    }
    let line = |segment: Segment| Line {
        kind: kind(segment.tag),
        segments: vec![segment],
    };
    segments.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[-old-]{+new+}`; `…` for what is left out.
    fn rendered(old: &str, new: &str) -> String {
        let segment = |s: &Segment| match s.tag {
            Tag::Kept => s.text.clone(),
            Tag::Removed => format!("[-{}-]", s.text),
            Tag::Added => format!("{{+{}+}}", s.text),
        };
        let line = |line: &Line| match line.kind {
            LineKind::LeftOut => "…".to_owned(),
            _ => line.segments.iter().map(segment).collect(),
        };
        let lines: Vec<String> = lines(&TextDiff::new(old, new)).iter().map(line).collect();
        lines.join("\n")
    }

    #[test]
    fn only_what_changed_is_shown() {
        assert_eq!(
            rendered(
                "一、二。\n三、四。\n入室の記録は3年間保存する。\n五。",
                "一、二。\n三、四。\n入室の記録は5年間保存する。\n五。"
            ),
            "…\n入室の記録は[-3年間-]{+5年間+}保存する。\n…"
        );
        assert_eq!(
            rendered(
                "紙の申請書を窓口で受け取る。",
                "職員が端末から検索し、印刷を行う。"
            ),
            "[-紙の申請書を窓口で受け取る。-]\n{+職員が端末から検索し、印刷を行う。+}",
            "old and new words are on lines of their own"
        );
    }

    #[test]
    fn blank_lines_are_shown_where_nothing_else_changed() {
        assert_eq!(
            rendered("一行目\n二行目", "一行目\n\n二行目"),
            "…\n{+（空行）+}\n…"
        );
        assert_eq!(
            rendered("一行目。", "一行目。\n\n窓口を設ける。"),
            "…\n{+窓口を設ける。+}"
        );
    }

    #[test]
    fn individual_numbers_are_starred_wherever_the_words_part() {
        // An invented number.
        for (old, new) in [
            ("番号は1234-5678-9018である。", "番号は書かない。"),
            (
                "番号は1234-5678-9000である。",
                "番号は1234-5678-9018である。",
            ),
            (
                "番号は1234-5678-\n9018である。",
                "番号は1234-5678-\n9000である。",
            ),
        ] {
            let shown = rendered(old, new);
            assert!(
                !shown.contains("1234") && !shown.contains("9018"),
                "{shown}"
            );
            assert!(shown.contains("****"), "{shown}");
        }
    }

    #[test]
    fn what_nobody_sees_is_shown() {
        assert_eq!(shown("番\u{200b}号\u{202e}"), "番␣号␣");
    }
}
