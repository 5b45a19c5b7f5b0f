//! What changed inside a text, paragraph by paragraph.

use std::collections::HashMap;
use std::ops::Range;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::formal::{Mark, marked, same_but_for_form};
use super::likeness::Profile;
use super::rows;
use super::words::{Segment, Tag, edited};

/// A paragraph (a line of the text) in one or both versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paragraph {
    /// Its line in the old text, from 1.
    pub old: Option<usize>,
    /// Its line in the new text, from 1.
    pub new: Option<usize>,
    /// Whether nothing but its form changed: width, blanks, notation, the number before it, where lines are broken, and
    /// of one without a number its place in the text.
    pub formal: bool,
    /// Whether it moved among the others.
    pub moved: bool,
    /// Its words.
    pub segments: Vec<Segment>,
}

impl Paragraph {
    /// Whether it is in both versions, letter for letter and at its place.
    pub fn is_kept(&self) -> bool {
        let there = self.old.is_some() && self.new.is_some();
        there && !self.moved && self.segments.iter().all(|s| s.tag == Tag::Kept)
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
    /// The paragraphs in the order of the new text, removed ones where they were.
    pub paragraphs: Vec<Paragraph>,
}

impl TextDiff {
    /// Compares two texts.
    pub fn new(old: &str, new: &str) -> Self {
        let (old_lines, new_lines) = (Line::all(old), Line::all(new));
        let mut pairs = align(&old_lines, &new_lines);
        find_moved(&mut pairs, &old_lines, &new_lines);
        let whole = same_but_for_form(old) == same_but_for_form(new);
        let paragraph = |pair: Pair| {
            let (i, j) = (
                pair.old.map(|i| &old_lines[i]),
                pair.new.map(|j| &new_lines[j]),
            );
            Paragraph {
                old: pair.old.map(|i| i + 1),
                new: pair.new.map(|j| j + 1),
                formal: whole || pair.formal || is_formal(i, j, pair.moved),
                moved: pair.moved,
                segments: segments(i, j),
            }
        };
        TextDiff {
            paragraphs: pairs.into_iter().map(paragraph).collect(),
        }
    }

    /// The paragraphs in the order of the old text, added ones where they came.
    pub fn in_old_order(&self) -> Vec<&Paragraph> {
        let (moved, mut ordered): (Vec<&Paragraph>, Vec<&Paragraph>) =
            self.paragraphs.iter().partition(|p| p.moved);
        for paragraph in moved {
            let after = ordered
                .iter()
                .rposition(|p| p.old.is_some() && p.old < paragraph.old);
            ordered.insert(after.map_or(0, |at| at + 1), paragraph);
        }
        ordered
    }

    /// The old text.
    pub fn old(&self) -> String {
        let there = self.in_old_order().into_iter().filter(|p| p.old.is_some());
        let lines: Vec<String> = there.map(Paragraph::old_text).collect();
        lines.join("\n")
    }

    /// The new text.
    pub fn new_text(&self) -> String {
        let there = self.paragraphs.iter().filter(|p| p.new.is_some());
        let lines: Vec<String> = there.map(Paragraph::new_text).collect();
        lines.join("\n")
    }

    /// Whether nothing but the form changed.
    pub fn is_formal(&self) -> bool {
        self.paragraphs.iter().all(|p| p.formal)
    }

    /// The same, where it is known from elsewhere that nothing but the form changed, or that more did.
    pub(super) fn judged(mut self, formal: bool) -> Self {
        if formal || self.is_formal() {
            self.paragraphs.iter_mut().for_each(|p| p.formal = formal);
        }
        self
    }
}

/// Whether a paragraph says what it said.
fn is_formal(old: Option<&Line>, new: Option<&Line>, moved: bool) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => {
            // Steps that are numbered are done in their order.
            let may_move = !moved || !old.mark.numbered && !new.mark.numbered;
            old.key == new.key && old.mark.says_the_same(new.mark) && may_move
        }
        (old, new) => old.or(new).is_none_or(|line| line.key.is_empty()),
    }
}

struct Line<'t> {
    text: &'t str,
    /// The same without what is before a line of a list.
    words: &'t str,
    /// What it says, whatever its form.
    key: String,
    /// What is before that.
    mark: Mark,
    profile: Profile,
}

impl<'t> Line<'t> {
    fn all(text: &'t str) -> Vec<Self> {
        if text.is_empty() {
            return Vec::new();
        }
        let alone = !text.contains('\n');
        text.split('\n')
            .map(|text| {
                let (mark, words) = marked(text, alone);
                let key = same_but_for_form(words);
                let profile = Profile::of(&key);
                Line {
                    text,
                    words,
                    key,
                    mark,
                    profile,
                }
            })
            .collect()
    }
}

/// Paired lines.
#[derive(Debug, Clone, Copy, Default)]
struct Pair {
    old: Option<usize>,
    new: Option<usize>,
    /// Whether its lines are only broken elsewhere.
    formal: bool,
    moved: bool,
}

type Pairs = Vec<Pair>;

fn together(old: Option<usize>, new: Option<usize>) -> Pair {
    Pair {
        old,
        new,
        ..Pair::default()
    }
}

/// The lines of both texts, paired.
fn align(old: &[Line], new: &[Line]) -> Pairs {
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    let mut number_of = |key| {
        let next = numbers.len();
        *numbers.entry(key).or_insert(next)
    };
    let old_numbers: Vec<usize> = old.iter().map(|l| number_of(l.key.as_str())).collect();
    let new_numbers: Vec<usize> = new.iter().map(|l| number_of(l.key.as_str())).collect();
    let mut pairs = Pairs::new();
    for (olds, news, same) in blocks(&old_numbers, &new_numbers) {
        match same {
            true => pairs.extend(olds.zip(news).map(|(i, j)| together(Some(i), Some(j)))),
            false => {
                let joined = |lines: &[Line]| {
                    let texts: Vec<&str> = lines.iter().map(|line| line.text).collect();
                    same_but_for_form(&texts.join("\n"))
                };
                let both = !olds.is_empty() && !news.is_empty();
                let broken = both && joined(&old[olds.clone()]) == joined(&new[news.clone()]);
                let start = pairs.len();
                if broken {
                    pair_by_likeness(old, new, olds, news, &mut pairs);
                    pairs[start..].iter_mut().for_each(|p| p.formal = true);
                } else {
                    beside_broken(old, new, olds, news, &mut pairs);
                }
            }
        }
    }
    pairs
}

/// Blocks of lines: those that are the same, and those between them.
type Block = (Range<usize>, Range<usize>, bool);

/// Beyond this many lines, the time of a thorough search would grow with their square.
const THOROUGH: usize = 4_000;

fn blocks(old: &[usize], new: &[usize]) -> Vec<Block> {
    if old.len() + new.len() <= THOROUGH {
        let ops = capture_diff_slices(Algorithm::Patience, old, new).into_iter();
        let block = |op: DiffOp| {
            let same = matches!(op, DiffOp::Equal { .. });
            (op.old_range(), op.new_range(), same)
        };
        return ops.map(block).collect();
    }
    // The first of a kind meets the first, the second the second; as many as possible keep their order.
    let mut known: HashMap<usize, Vec<usize>> = HashMap::new();
    for (i, number) in old.iter().enumerate().rev() {
        known.entry(*number).or_default().push(i);
    }
    let mut partner = |number: &usize| known.get_mut(number).and_then(Vec::pop);
    let of_new: Vec<Option<usize>> = new.iter().map(&mut partner).collect();
    let moved = rows::moved(&of_new);
    let mut blocks: Vec<Block> = Vec::new();
    let (mut i, mut j) = (0, 0);
    let stays = of_new.iter().zip(moved).enumerate();
    let stays = stays.filter_map(|(j, (i, moved))| Some(((*i)?, j)).filter(|_| !moved));
    for (old_line, new_line) in stays.chain([(old.len(), new.len())]) {
        if i < old_line || j < new_line {
            blocks.push((i..old_line, j..new_line, false));
        }
        if old_line < old.len() {
            blocks.push((old_line..old_line + 1, new_line..new_line + 1, true));
        }
        (i, j) = (old_line + 1, new_line + 1);
    }
    blocks
}

/// How alike a line that is gone and one that came must be to be the same, moved and edited.
const MOVED: f64 = 0.8;

/// Beyond this many comparisons, only lines that say the same are looked for elsewhere.
const SEARCHED: usize = 4_000;

/// Lines that are gone here and came there are moved.
fn find_moved(pairs: &mut Pairs, old: &[Line], new: &[Line]) {
    let one_sided = |pair: &Pair, side: Option<usize>, lines: &[Line]| {
        let words = side.is_some_and(|line| !lines[line].profile.is_empty());
        (!pair.formal && words).then_some(()).and(side)
    };
    let gone = |p: &Pair| one_sided(p, p.old, old).filter(|_| p.new.is_none());
    let come = |p: &Pair| one_sided(p, p.new, new).filter(|_| p.old.is_none());
    let mut free: Vec<usize> = pairs.iter().filter_map(gone).collect();
    let mut wanted: Vec<usize> = (0..pairs.len())
        .filter(|n| come(&pairs[*n]).is_some())
        .collect();
    let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
    for &i in free.iter().rev() {
        by_key.entry(old[i].key.as_str()).or_default().push(i);
    }
    let mut taken = vec![false; old.len()];
    wanted.retain(|&n| {
        let key = pairs[n].new.map_or("", |j| new[j].key.as_str());
        let Some(i) = by_key.get_mut(key).and_then(Vec::pop) else {
            return true;
        };
        pairs[n].old = Some(i);
        taken[i] = true;
        false
    });
    free.retain(|i| !taken[*i]);
    if free.len() * wanted.len() <= SEARCHED {
        let mut alike: Vec<(f64, usize, usize)> = Vec::new();
        for &n in &wanted {
            let Some(j) = pairs[n].new else { continue };
            let likeness = |i: &usize| (old[*i].profile.likeness(&new[j].profile), *i, n);
            alike.extend(free.iter().map(likeness).filter(|(l, ..)| *l >= MOVED));
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, i, n) in alike {
            if !taken[i] && pairs[n].old.is_none() {
                pairs[n].old = Some(i);
                taken[i] = true;
            }
        }
    }
    for pair in pairs.iter_mut() {
        pair.moved = pair.new.is_some() && pair.old.is_some_and(|i| taken[i]);
    }
    pairs.retain(|p| p.new.is_some() || p.old.is_none_or(|i| !taken[i]));
}

/// Of how many lines one line may have been made, or the other way round.
const JOINED: usize = 8;

/// Lines of which none is the same, those first that are only broken elsewhere.
fn beside_broken(
    old: &[Line],
    new: &[Line],
    olds: Range<usize>,
    news: Range<usize>,
    pairs: &mut Pairs,
) {
    let (mut i0, mut j0) = (olds.start, news.start);
    let mut i = i0;
    while i < olds.end && olds.len() * news.len() <= COMPARISONS {
        let found = (j0..news.end).find_map(|j| {
            let parted = made_of(&old[i], &new[j..news.end]).map(|n| (j, 1, n));
            parted.or_else(|| made_of(&new[j], &old[i..olds.end]).map(|n| (j, n, 1)))
        });
        let Some((j, of_old, of_new)) = found else {
            i += 1;
            continue;
        };
        pair_by_likeness(old, new, i0..i, j0..j, pairs);
        (i0, j0) = (i + of_old, j + of_new);
        for n in 0..of_old.max(of_new) {
            pairs.push(Pair {
                old: (n < of_old).then_some(i + n),
                new: (n < of_new).then_some(j + n),
                formal: true,
                moved: false,
            });
        }
        i = i0;
    }
    pair_by_likeness(old, new, i0..olds.end, j0..news.end, pairs);
}

/// Of how many of some lines a line was made: two or more.
fn made_of(line: &Line, others: &[Line]) -> Option<usize> {
    let [first, rest @ ..] = others else {
        return None;
    };
    if first.key.is_empty() || !line.key.starts_with(first.key.as_str()) {
        return None;
    }
    let mut joined = first.words.to_owned();
    for (n, other) in rest.iter().take(JOINED).enumerate() {
        joined.push('\n');
        joined.push_str(other.text);
        let key = same_but_for_form(&joined);
        if key == line.key {
            return Some(n + 2);
        }
        if key.len() > line.key.len() {
            break;
        }
    }
    None
}

/// How alike two lines must be to be the same paragraph, edited.
const EDITED: f64 = 0.35;

/// Beyond this many comparisons, lines are paired in order.
const COMPARISONS: usize = 40_000;

/// Lines of which none is the same: pairs those that are similar, in their order.
fn pair_by_likeness(
    old: &[Line],
    new: &[Line],
    olds: Range<usize>,
    news: Range<usize>,
    pairs: &mut Pairs,
) {
    // A text of one line stays one text, however much is rewritten.
    let only_ones = old.len() == 1 && new.len() == 1;
    if only_ones || olds.len() * news.len() > COMPARISONS {
        let (mut olds, mut news) = (olds, news);
        loop {
            match (olds.next(), news.next()) {
                (None, None) => return,
                (i, j) => pairs.push(together(i, j)),
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
            pairs.push(together(Some(i0 + i), Some(j0 + j)));
            (i, j) = (i + 1, j + 1);
        } else if i < olds.len() && (j == news.len() || best[at] == best[at + width]) {
            pairs.push(together(Some(i0 + i), None));
            i += 1;
        } else {
            pairs.push(together(None, Some(j0 + j)));
            j += 1;
        }
    }
}

/// Below that, two texts share no more than any two texts do, and nothing of one counts as kept in the other.
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
    fn form_is_distinguished_from_content() {
        let is_formal = |old: &str, new: &str| TextDiff::new(old, new).is_formal();
        assert!(is_formal("（１）サーバー　１台", "(1)サーバー 1台"));
        assert!(is_formal("一行目\n二行目", "一行目二行目"));
        assert!(is_formal("サーバ又は端末", "サーバーまたは端末"));
        assert!(is_formal("1．抽出\n2．登録", "2．抽出\n3．登録"));
        assert!(!is_formal("10人", "11人") && !is_formal("3年", "5年"));
        assert!(!is_formal("行う。", "行わない。"));
        assert!(!is_formal("3　名", "4　名"), "no number of a list");
    }

    #[test]
    fn paragraphs_that_stand_elsewhere_are_moves() {
        let moves = |old: &str, new: &str| -> Vec<_> {
            let diff = TextDiff::new(old, new);
            assert_eq!(
                (diff.old(), diff.new_text()),
                (old.to_owned(), new.to_owned())
            );
            let moved = diff.paragraphs.iter().filter(|p| p.moved);
            moved.map(|p| (p.old, p.new, p.formal)).collect()
        };
        let (old, new) = (
            "・鍵は課長が保管する。\n・毎日点検する。\n・記録を残す。",
            "・記録を残す。\n・鍵は課長が保管する。\n・毎日点検する。",
        );
        assert_eq!(moves(old, new), [(Some(3), Some(1), true)]);
        assert!(TextDiff::new(old, new).is_formal());
        let edited = "・記録を5年間は必ず残しておくものとする。\n";
        let old = format!(
            "・鍵は課長が保管する。\n・毎日点検する。\n{}",
            edited.trim_end()
        );
        let new = format!(
            "{}・鍵は課長が保管する。\n・毎日点検する。",
            edited.replace('5', "3")
        );
        assert_eq!(
            moves(&old, &new),
            [(Some(3), Some(1), false)],
            "moved and edited"
        );
        let (old, new) = (
            "（1）申請を受ける。\n（2）審査する。",
            "（1）審査する。\n（2）申請を受ける。",
        );
        assert_eq!(
            moves(old, new).iter().filter(|m| m.2).count(),
            0,
            "the order of steps"
        );
        assert!(!TextDiff::new(old, new).is_formal());
    }

    #[test]
    fn form_is_the_same_on_every_level() {
        for (old, new) in [
            (
                "一つ目。二つ目。\n三つ目は3件",
                "一つ目。\n二つ目。\n三つ目は4件",
            ),
            ("１　抽出\n２　登録", "①抽出\n②登録"),
            ("・抽出\n・登録", "○抽出\n○登録"),
        ] {
            let diff = TextDiff::new(old, new);
            let changed = diff.paragraphs.iter().filter(|p| !p.formal);
            assert_eq!(changed.count() > 0, !diff.is_formal(), "{old}");
        }
        let diff = TextDiff::new(
            "一つ目。二つ目。\n三つ目は3件",
            "一つ目。\n二つ目。\n三つ目は4件",
        );
        assert_eq!(diff.paragraphs.iter().filter(|p| !p.formal).count(), 1);
        let refers = TextDiff::new(
            "（1）は、審査する。\n（2）は、支払う。",
            "（2）は、審査する。\n（1）は、支払う。",
        );
        assert!(!refers.is_formal());
    }
}
