//! What changed inside a text, paragraph by paragraph.

use std::collections::HashMap;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::formal::{same_but_for_form, without_number};
use super::likeness::Profile;
use super::words::{Segment, Tag, edited};

/// A paragraph (a line of the text) in one or both versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Its line in the old text, from 1.
    pub old: Option<usize>,
    /// Its line in the new text, from 1.
    pub new: Option<usize>,
    /// Whether nothing but its form changed: width, blanks, notation, the number before it.
    pub formal: bool,
    /// Its words.
    pub segments: Vec<Segment>,
}

impl Paragraph {
    /// Whether it stands in both versions, letter for letter.
    pub fn is_kept(&self) -> bool {
        self.old.is_some() && self.new.is_some() && self.segments.iter().all(|s| s.tag == Tag::Kept)
    }

    /// Its words in the old text.
    pub fn old_text(&self) -> String {
        self.text(Tag::Added)
    }

    /// Its words in the new text.
    pub fn new_text(&self) -> String {
        self.text(Tag::Removed)
    }

    fn text(&self, without: Tag) -> String {
        let kept = self.segments.iter().filter(|s| s.tag != without);
        kept.map(|s| s.text.as_str()).collect()
    }
}

/// The difference of two texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct TextDiff {
    /// The paragraphs in the order of the new text, removed ones where they stood.
    pub paragraphs: Vec<Paragraph>,
}

impl TextDiff {
    /// Compares two texts.
    pub fn new(old: &str, new: &str) -> Self {
        let (old, new) = (Line::all(old), Line::all(new));
        let mut paragraphs = Vec::new();
        for (i, j) in align(&old, &new) {
            let (i_line, j_line) = (i.map(|i| &old[i]), j.map(|j| &new[j]));
            paragraphs.push(Paragraph {
                old: i.map(|i| i + 1),
                new: j.map(|j| j + 1),
                formal: match (i_line, j_line) {
                    (Some(old), Some(new)) => old.key == new.key,
                    (old, new) => old.or(new).is_none_or(|line| line.key.is_empty()),
                },
                segments: segments(i_line, j_line),
            });
        }
        TextDiff { paragraphs }
    }

    /// The old text.
    pub fn old(&self) -> String {
        let there = self.paragraphs.iter().filter(|p| p.old.is_some());
        let lines: Vec<String> = there.map(Paragraph::old_text).collect();
        lines.join("\n")
    }

    /// The new text.
    pub fn new_text(&self) -> String {
        let there = self.paragraphs.iter().filter(|p| p.new.is_some());
        let lines: Vec<String> = there.map(Paragraph::new_text).collect();
        lines.join("\n")
    }

    /// Whether nothing but the form changed, taken paragraph by paragraph.
    pub fn is_formal(&self) -> bool {
        self.paragraphs.iter().all(|p| p.formal)
    }
}

struct Line<'t> {
    text: &'t str,
    /// What it says, whatever its form.
    key: String,
    profile: Profile,
}

impl<'t> Line<'t> {
    fn all(text: &'t str) -> Vec<Self> {
        if text.is_empty() {
            return Vec::new();
        }
        // The number before a text that stands alone belongs to no list: 3　名.
        let alone = !text.contains('\n');
        text.split('\n')
            .map(|text| {
                let key = same_but_for_form(if alone { text } else { without_number(text) });
                let profile = Profile::of(&key);
                Line { text, key, profile }
            })
            .collect()
    }
}

type Pairs = Vec<(Option<usize>, Option<usize>)>;

/// The lines of both texts beside each other.
fn align(old: &[Line], new: &[Line]) -> Pairs {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut number_of = |key| {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    };
    let old_numbers: Vec<usize> = old.iter().map(|l| number_of(l.key.as_str())).collect();
    let new_numbers: Vec<usize> = new.iter().map(|l| number_of(l.key.as_str())).collect();
    let mut pairs = Pairs::new();
    for op in capture_diff_slices(Algorithm::Patience, &old_numbers, &new_numbers) {
        let (olds, news) = (op.old_range(), op.new_range());
        match op {
            DiffOp::Equal { .. } => {
                pairs.extend(olds.zip(news).map(|(i, j)| (Some(i), Some(j))));
            }
            _ => beside(old, new, olds, news, &mut pairs),
        }
    }
    pairs
}

/// How alike two lines must be to be the same paragraph, edited.
const EDITED: f64 = 0.35;

/// Beyond so many comparisons lines are set beside each other by their order.
const COMPARISONS: usize = 40_000;

/// Lines of which none is the same: those that are alike beside each other, in their order.
fn beside(
    old: &[Line],
    new: &[Line],
    olds: std::ops::Range<usize>,
    news: std::ops::Range<usize>,
    pairs: &mut Pairs,
) {
    // A text of one line stays one text, however much is rewritten.
    let only_ones = old.len() == 1 && new.len() == 1;
    if only_ones || olds.len() * news.len() > COMPARISONS {
        let (mut olds, mut news) = (olds, news);
        loop {
            match (olds.next(), news.next()) {
                (None, None) => return,
                pair => pairs.push(pair),
            }
        }
    }
    let (i0, j0, width) = (olds.start, news.start, news.len() + 1);
    // best[i][j]: the greatest sum of likenesses of the lines from i and j on.
    let mut best = vec![0.0_f64; (olds.len() + 1) * width];
    let mut alike = vec![0.0_f64; (olds.len() + 1) * width];
    for i in (0..olds.len()).rev() {
        for j in (0..news.len()).rev() {
            let at = i * width + j;
            let likeness = old[i0 + i].profile.likeness(&new[j0 + j].profile);
            alike[at] = if likeness >= EDITED { likeness } else { 0.0 };
            let together = best[at + width + 1] + alike[at];
            best[at] = best[at + width].max(best[at + 1]).max(together);
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < olds.len() || j < news.len() {
        let at = i * width + j;
        if i < olds.len()
            && j < news.len()
            && alike[at] > 0.0
            && best[at] == best[at + width + 1] + alike[at]
        {
            pairs.push((Some(i0 + i), Some(j0 + j)));
            (i, j) = (i + 1, j + 1);
        } else if i < olds.len() && (j == news.len() || best[at] == best[at + width]) {
            pairs.push((Some(i0 + i), None));
            i += 1;
        } else {
            pairs.push((None, Some(j0 + j)));
            j += 1;
        }
    }
}

/// Below that, two texts share no more than any two texts do, and nothing of one is told as kept in the other.
const REWRITTEN: f64 = 0.15;

fn segments(old: Option<&Line>, new: Option<&Line>) -> Vec<Segment> {
    let one = |tag, line: &Line| Segment {
        tag,
        text: line.text.to_owned(),
    };
    let segments = match (old, new) {
        (Some(old), Some(new)) if old.text == new.text => vec![one(Tag::Kept, old)],
        (Some(old), Some(new)) if old.profile.likeness(&new.profile) >= REWRITTEN => {
            edited(old.text, new.text)
        }
        (old, new) => {
            let old = old.map(|old| one(Tag::Removed, old));
            old.into_iter()
                .chain(new.map(|new| one(Tag::Added, new)))
                .collect()
        }
    };
    segments
        .into_iter()
        .filter(|s| !s.text.is_empty())
        .collect()
}

/// Whether two texts say the same in another form: blanks, width, notation, numbers of a list.
pub(super) fn is_formal(old: &str, new: &str) -> bool {
    same_as_a_whole(old, new) || TextDiff::new(old, new).is_formal()
}

/// The same, but for the numbers of a list; lines may be broken elsewhere.
pub(super) fn same_as_a_whole(old: &str, new: &str) -> bool {
    same_but_for_form(old) == same_but_for_form(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[-old-]{+new+}`
    fn shown(old: &str, new: &str) -> String {
        let diff = TextDiff::new(old, new);
        assert_eq!(diff.old(), old);
        assert_eq!(diff.new_text(), new);
        let lines = diff.paragraphs.iter().map(|p| {
            let segment = |s: &Segment| match s.tag {
                Tag::Kept => s.text.clone(),
                Tag::Removed => format!("[-{}-]", s.text),
                Tag::Added => format!("{{+{}+}}", s.text),
            };
            p.segments.iter().map(segment).collect::<String>()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn words_change_as_a_whole() {
        assert_eq!(
            shown("入室の記録は3年間保存する。", "入室の記録は5年間保存する。"),
            "入室の記録は[-3年間-]{+5年間+}保存する。"
        );
        assert_eq!(
            shown("番号法第19条第7号による", "番号法第19条第8号による"),
            "番号法[-第19条第7号-]{+第19条第8号+}による"
        );
        assert_eq!(
            shown(
                "保健福祉部健康増進課が保管する",
                "健康福祉部健康推進課が保管する"
            ),
            "[-保健-]{+健康+}福祉部健康[-増進-]{+推進+}課が保管する"
        );
    }

    #[test]
    fn no_confetti() {
        assert_eq!(
            shown(
                "鍵は課長が保管し、毎週点検する。",
                "鍵は係長及び主査が管理して、毎月点検する。"
            ),
            "鍵は[-課長が保管し、毎週-]{+係長及び主査が管理して、毎月+}点検する。"
        );
    }

    #[test]
    fn what_shares_nothing_is_replaced_as_a_whole() {
        assert_eq!(
            shown(
                "紙の申請書を窓口で受け取る。",
                "職員が端末から検索し、印刷を行う。"
            ),
            "[-紙の申請書を窓口で受け取る。-]{+職員が端末から検索し、印刷を行う。+}"
        );
    }

    #[test]
    fn very_long_paragraphs_are_compared_in_larger_pieces() {
        let sentence = "職員は、毎月の記録を点検する。";
        let old = sentence.repeat(400);
        let new = [&old, "係長は、毎週の記録を点検する。", &old].concat();
        let (old, changed) = (old.repeat(2), "{+係長は、毎週の記録を点検する。+}");
        assert!(shown(&old, &new).contains(changed));
        let (old, new) = (old.repeat(8), new.repeat(7));
        let whole = format!("[-{old}-]{{+{new}+}}");
        assert!(
            shown(&old, &new) == whole,
            "nothing is searched for a long time"
        );
    }

    #[test]
    fn paragraphs_are_found_again() {
        let old = "（1）対象者を抽出する。\n（2）予診票を送る。\n（3）記録を登録する。";
        let new = "（1）対象者を抽出する。\n（2）案内文を電子メールで知らせる。\n（3）予診票を送る。\n（4）記録を登録する。";
        let diff = TextDiff::new(old, new);
        let what: Vec<_> = diff
            .paragraphs
            .iter()
            .map(|p| (p.old, p.new, p.formal))
            .collect();
        assert_eq!(
            what,
            [
                (Some(1), Some(1), true),
                (None, Some(2), false),
                (Some(2), Some(3), true),
                (Some(3), Some(4), true)
            ]
        );
        assert!(diff.paragraphs[0].is_kept() && !diff.paragraphs[2].is_kept());
    }

    #[test]
    fn form_is_told_from_content() {
        assert!(is_formal("（１）サーバー　１台", "(1)サーバー 1台"));
        assert!(is_formal("一行目\n二行目", "一行目二行目"));
        assert!(is_formal("サーバ又は端末", "サーバーまたは端末"));
        assert!(is_formal("1．抽出\n2．登録", "2．抽出\n3．登録"));
        assert!(!is_formal("10人", "11人") && !is_formal("3年", "5年"));
        assert!(!is_formal("行う。", "行わない。"));
        assert!(!is_formal("3　名", "4　名"), "no number of a list");
    }
}
