//! Places drawn by chance, and edits of a text.

use std::collections::HashMap;
use std::ops::Range;

use fastrand::Rng;

use super::hosts::Host;

/// A part of a text and what stands there instead.
#[derive(Debug, Clone)]
pub(crate) struct Edit {
    pub range: Range<usize>,
    pub with: String,
}

/// Draws places for edits in an example. No two edits share a line.
pub(crate) struct Draw {
    pub host: &'static Host,
    pub text: &'static str,
    rng: Rng,
    pub round: u64,
    /// The lines that no edit has yet.
    free: Vec<Range<usize>>,
    /// Those of them that are sentences and stand nowhere else: neither in the change table nor in another item.
    prose: Vec<Range<usize>>,
    /// Where 別添３ begins.
    table: usize,
}

impl Draw {
    pub fn new(host: &'static Host, round: u64) -> Self {
        let text = host.text;
        let table = text.find("\n変更箇所:").map_or(text.len(), |at| at + 1);
        let (mut free, mut times) = (Vec::new(), HashMap::<&str, usize>::new());
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let range = at..at + line.trim_end().len();
            at += line.len();
            *times.entry(line.trim()).or_default() += 1;
            if !line.trim_start().starts_with('#') && !line.trim().is_empty() {
                free.push(range);
            }
        }
        let is_prose = |line: &&Range<usize>| {
            let words = text[(*line).clone()].trim();
            line.end < table && words.contains('。') && !words.contains(": ") && times[words] == 1
        };
        let prose = free.iter().filter(is_prose).cloned().collect();
        Self {
            host,
            text,
            rng: Rng::with_seed(0),
            round,
            free,
            prose,
            table,
        }
    }

    /// The next edit has its own chance, so that one more in a table changes no other.
    pub fn seed(&mut self, number: usize) {
        let host = self
            .host
            .name
            .bytes()
            .fold(7u64, |a, b| a.wrapping_mul(31).wrapping_add(b.into()));
        self.rng = Rng::with_seed(host ^ (self.round << 32) ^ number as u64);
    }

    /// Takes the lines of an edit away from those that follow.
    pub fn take(&mut self, edit: &Edit) {
        let range = &edit.range;
        let is_apart = |line: &Range<usize>| line.end < range.start || range.end < line.start;
        self.free.retain(is_apart);
        self.prose.retain(is_apart);
    }

    fn is_free(&self, at: usize) -> bool {
        self.free
            .iter()
            .any(|line| line.start <= at && at < line.end)
    }

    /// One of several.
    pub fn one<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        (!of.is_empty()).then(|| of[self.rng.usize(..of.len())].clone())
    }

    /// Words of the prose replaced by others; a pair by chance, then a place by chance.
    pub fn word(&mut self, words: &str) -> Option<Edit> {
        self.word_where(words, |_, _| true)
    }

    /// The same, where the text before and after allows it.
    pub fn word_where(&mut self, words: &str, is: impl Fn(&str, &str) -> bool) -> Option<Edit> {
        let mut pairs: Vec<_> = pairs(words).collect();
        self.rng.shuffle(&mut pairs);
        pairs.iter().find_map(|(from, to)| {
            let (from, to) = (from.replace('_', " "), to.replace('_', " "));
            let mut places = Vec::new();
            for line in &self.prose {
                let words = &self.text[line.clone()];
                for (at, _) in words.match_indices(&from) {
                    if is(&words[..at], &words[at + from.len()..]) {
                        places.push(line.start + at);
                    }
                }
            }
            let at = self.one(&places)?;
            Some(Edit {
                range: at..at + from.len(),
                with: to,
            })
        })
    }

    /// A sentence put at the end of a line of prose.
    pub fn sentence(&mut self, plain: &str, polite: &str) -> Option<Edit> {
        let words = if self.host.polite { polite } else { plain };
        let lines: Vec<usize> = self
            .prose
            .iter()
            .map(|l| l.end)
            .filter(|end| self.text[..*end].ends_with('。'))
            .collect();
        let at = self.one(&lines)?;
        Some(Edit {
            range: at..at,
            with: words.to_owned(),
        })
    }

    /// Text of the YAML replaced at a place by chance, before the change table.
    pub fn yaml(&mut self, from: &str, to: &str) -> Option<Edit> {
        self.yaml_in(0..self.table, from, to)
    }

    /// The same, in a part of the text.
    pub fn yaml_in(&mut self, part: Range<usize>, from: &str, to: &str) -> Option<Edit> {
        let places: Vec<usize> = self.text[part.clone()]
            .match_indices(from)
            .map(|(at, _)| part.start + at)
            .filter(|at| self.is_free(at + from.len() - from.trim_start().len()))
            .collect();
        let at = self.one(&places)?;
        Some(Edit {
            range: at..at + from.len(),
            with: to.to_owned(),
        })
    }

    /// The part of the text from a heading to the next one.
    pub fn part(&self, from: &str, to: &str) -> Option<Range<usize>> {
        let start = self.text.find(from)?;
        let end = self.text[start..]
            .find(to)
            .map_or(self.text.len(), |at| start + at);
        Some(start..end)
    }

    /// The sign that parts the records of 別添２.
    pub fn sign_of_records(&self) -> &'static str {
        let part = self
            .part("\n    記録項目:", "\n    リスク対策:")
            .unwrap_or(0..0);
        let signs = ["/", "／", "、"].into_iter();
        signs
            .max_by_key(|sign| self.text[part.clone()].matches(sign).count())
            .unwrap_or("/")
    }

    /// The change table.
    pub fn table(&self) -> Range<usize> {
        let is_key = |line: &&str| !line.starts_with([' ', '-', '#']) && !line.trim().is_empty();
        let mut lines = self.text[self.table..].split_inclusive('\n');
        let first = lines.next().map_or(0, str::len);
        let rows: usize = lines.take_while(|line| !is_key(line)).map(str::len).sum();
        let end = self.table + first + rows;
        self.table..end
    }

    /// What a key of the text is followed by.
    pub fn value(&self, key: &str) -> Option<Range<usize>> {
        let at = self.text.find(key)? + key.len();
        let end = at + self.text[at..].find('\n')?;
        Some(at..end)
    }

    /// Two neighbours of a list changed about: lines of the same depth that begin with the same sign.
    pub fn swapped(&mut self, part: Range<usize>, sign: &str) -> Option<Edit> {
        let lines: Vec<Range<usize>> = self
            .free
            .iter()
            .filter(|l| part.start <= l.start && l.end <= part.end)
            .cloned()
            .collect();
        let text = self.text;
        let depth = |l: &Range<usize>| {
            let line = &text[l.clone()];
            line.trim_start()
                .starts_with(sign)
                .then(|| line.len() - line.trim_start().len())
        };
        let neighbours = |w: &[Range<usize>]| {
            w[0].end + 1 == w[1].start && depth(&w[0]).is_some() && depth(&w[0]) == depth(&w[1])
        };
        let pairs: Vec<[Range<usize>; 2]> = lines
            .windows(2)
            .filter(|w| neighbours(w))
            .map(|w| [w[0].clone(), w[1].clone()])
            .collect();
        let [a, b] = self.one(&pairs)?;
        let with = format!("{}\n{}", &text[b.clone()], &text[a.clone()]);
        Some(Edit {
            range: a.start..b.end,
            with,
        })
    }
}

/// Pairs of words as a table writes them: `right→wrong`, with blanks between them. A blank in a word is `_`.
pub(crate) fn pairs(words: &str) -> impl Iterator<Item = (&str, &str)> {
    words.split(' ').filter_map(|pair| pair.split_once('→'))
}

/// The text with the edits made, which are in order, and where what they put there stands in it.
pub(crate) fn apply<'e>(
    text: &str,
    edits: impl Iterator<Item = &'e Edit>,
) -> (String, Vec<Range<usize>>) {
    let (mut new, mut places, mut last) = (String::new(), Vec::new(), 0);
    for edit in edits {
        assert!(last <= edit.range.start, "edits overlap: {edit:?}");
        new.push_str(&text[last..edit.range.start]);
        places.push(new.len()..new.len() + edit.with.len());
        new.push_str(&edit.with);
        last = edit.range.end;
    }
    new.push_str(&text[last..]);
    (new, places)
}

impl Edit {
    /// The part of what it put at a place that differs from what was there.
    pub fn differing(&self, text: &str, place: &Range<usize>) -> Range<usize> {
        let old = &text[self.range.clone()];
        let head = same(old.chars(), self.with.chars());
        let tail = same(old[head..].chars().rev(), self.with[head..].chars().rev());
        place.start + head..place.end - tail
    }
}

/// The length of what two texts have in common at their beginning.
fn same(a: impl Iterator<Item = char>, b: impl Iterator<Item = char>) -> usize {
    let same = a.zip(b).take_while(|(a, b)| a == b);
    same.map(|(a, _)| a.len_utf8()).sum()
}
