//! A printed address in its levels: chapter, section, entry, risk, circled number, labels.

use crate::japanese::notation::{is_digit, norm_key, number};

/// Words of a list that the number of an entry follows.
pub(crate) const ENTRIES: [&str; 5] = ["委託事項", "提供先", "移転先", "システム", "流れ"];

/// The list of files; with its number it says in which of them an item lies.
const FILE: &str = "特定個人情報ファイル";

/// Another list, at the end of the document.
const ANNEX: &str = "別紙";

/// What may be between two numbers: Ⅱ－３－①.
const BETWEEN: [char; 11] = ['－', '-', '‐', '_', '＿', '→', '>', '＞', '/', '．', '.'];

/// What joins the numbers of two items.
const AND: [char; 9] = ['、', ',', '，', '～', '〜', '~', '・', '及', 'と'];

/// An address in its levels.
#[derive(Debug, Default)]
pub(crate) struct Levels {
    /// Ⅰ to Ⅵ, 別添１ to ３, 別紙, 表紙, 様式
    pub chapter: Option<String>,
    pub section: Option<usize>,
    /// 特定個人情報ファイル2
    pub file: Option<usize>,
    pub entry: Option<(&'static str, Option<usize>)>,
    pub risk: Option<usize>,
    pub circle: Option<usize>,
    /// The label after the last number, in comparison form.
    pub label: Option<String>,
    /// The labels before it, the outermost first.
    pub above: Vec<String>,
    /// Whether it names more than one item: ①、②, 委託事項1～3.
    pub several: bool,
}

impl Levels {
    /// Reads an address up to a locator `＜…＞`.
    pub fn of(text: &str) -> Self {
        let mut levels = Levels::default();
        for segment in text.split(char::is_whitespace).filter(|s| !s.is_empty()) {
            if segment.starts_with(['＜', '<']) {
                break;
            }
            // 「※（７．リスク１⑨を除く。）」, 「【行政機関等のみ】」 are notes of the form.
            if !segment.starts_with(['※', '【']) {
                levels.read(segment);
            }
        }
        levels
    }

    /// Reads the numbers at the beginning of a segment; what follows is a label.
    fn read(&mut self, segment: &str) {
        let mut rest = segment;
        while let Some(after) = self.level(rest) {
            rest = after.trim_start_matches(BETWEEN);
            self.above.extend(self.label.take());
        }
        // 「①、②」: what follows a comma is another item.
        if let Some(next) = rest.strip_prefix(AND) {
            self.several |= first_level(next.trim_start_matches('び'));
        }
        self.several |= rest.split(['、', '，', ',']).skip(1).any(first_level);
        let rest = rest.split(['＜', '<']).next().unwrap_or(rest);
        if !rest.is_empty() {
            self.above.extend(self.label.replace(norm_key(rest)));
        }
    }

    fn level<'t>(&mut self, rest: &'t str) -> Option<&'t str> {
        if self.chapter.is_none()
            && let Some((chapter, after)) = chapter(rest)
        {
            // 別紙2 is an entry of the list of them.
            let annex = rest.trim_start_matches(['（', '(']).strip_prefix(ANNEX);
            if let Some((n, _)) = annex.and_then(digits) {
                self.entry = Some((ANNEX, Some(n)));
            }
            self.chapter = Some(chapter);
            return Some(after.trim_start_matches(['．', '.']));
        }
        if let Some((n, after)) = rest.strip_prefix(FILE).and_then(digits) {
            self.several |= self.file.is_some_and(|known| known != n);
            self.file = Some(n);
            return Some(after);
        }
        // 「（2）」 is written for ② after a section.
        let in_section = self.section.is_some();
        let in_brackets = || bracketed(rest).filter(|_| in_section);
        if let Some((n, after)) = circle(rest).or_else(in_brackets) {
            self.several |= self.circle.is_some_and(|known| known != n);
            self.circle = Some(n);
            return Some(after);
        }
        if let Some(after) = rest.strip_prefix("リスク")
            && let Some((n, after)) = digits(after).or_else(|| circle(after))
        {
            self.several |= self.risk.is_some_and(|known| known != n);
            self.risk = Some(n);
            return Some(after.trim_start_matches(['：', ':']));
        }
        if let Some(word) = ENTRIES.iter().find(|w| rest.starts_with(**w)) {
            let after = &rest[word.len()..];
            let bare = after.strip_prefix("No.").unwrap_or(after);
            let number = digits(bare).or_else(|| bracketed(after));
            let numbered = number.map(|(n, after)| (Some(n), after));
            // Ⅱ４委託事項⑦ names none; システムの機能 is a label.
            let alone = after.is_empty() || after.starts_with(|c| circled(c).is_some());
            let (n, after) = numbered.or(alone.then_some((None, after)))?;
            self.several |= self.entry.is_some_and(|known| known != (*word, n));
            self.entry = Some((word, n));
            return Some(after);
        }
        let (n, after) = digits(rest)?;
        let dotted = after.strip_prefix(['．', '.']);
        let fits = self.section.is_none() && (self.chapter.is_some() || dotted.is_some());
        if !fits {
            return None;
        }
        self.section = Some(n);
        Some(dotted.unwrap_or(after))
    }

    /// Whether both name the same level; an entry may be left out.
    pub fn agrees(&self, item: &Levels) -> bool {
        self.chapter == item.chapter
            && self.section == item.section
            && self.risk == item.risk
            && self.circle == item.circle
            && self.fits_entry(item)
    }

    /// Whether nothing that is written here says another place; levels may be left out.
    pub fn allows(&self, item: &Levels) -> bool {
        let same = |a: Option<usize>, b: Option<usize>| a.is_none() || a == b;
        (self.chapter.is_none() || self.chapter == item.chapter)
            && same(self.section, item.section)
            && same(self.risk, item.risk)
            && same(self.circle, item.circle)
            && self.fits_entry(item)
    }

    fn fits_entry(&self, item: &Levels) -> bool {
        // The file itself is meant only where its number is written.
        if item.file.is_some() && self.file.is_none() {
            return false;
        }
        match (self.entry, item.entry) {
            (Some((a, _)), Some((b, _))) => a == b,
            (Some(_), None) => false,
            (None, _) => true,
        }
    }
}

/// Whether a text begins with a number of the form: Ⅱ, ①, リスク1.
pub(crate) fn first_level(text: &str) -> bool {
    let text = text.trim_start();
    let risk = text
        .strip_prefix("リスク")
        .is_some_and(|t| digits(t).is_some());
    let circle = text.chars().next().is_some_and(|c| circled(c).is_some());
    risk || circle || digits(text).is_some() || first_chapter(text)
}

/// Whether a text begins with the number of a chapter.
pub(crate) fn first_chapter(text: &str) -> bool {
    chapter(text).is_some()
}

fn circle(text: &str) -> Option<(usize, &str)> {
    let first = text.chars().next()?;
    Some((circled(first)?, &text[first.len_utf8()..]))
}

/// A number in brackets: （2）.
fn bracketed(text: &str) -> Option<(usize, &str)> {
    let (n, after) = digits(text.strip_prefix(['（', '('])?)?;
    Some((n, after.strip_prefix(['）', ')'])?))
}

pub(crate) fn circled(c: char) -> Option<usize> {
    match c {
        '①'..='⑳' => Some(c as usize - '①' as usize + 1),
        '➀'..='➉' => Some(c as usize - '➀' as usize + 1),
        _ => None,
    }
}

fn digits(text: &str) -> Option<(usize, &str)> {
    let after = text.trim_start_matches(is_digit);
    Some((number(&text[..text.len() - after.len()])?, after))
}

fn chapter(text: &str) -> Option<(String, &str)> {
    let first = text.chars().next()?;
    if ('Ⅰ'..='Ⅻ').contains(&first) {
        return Some((first.to_string(), &text[first.len_utf8()..]));
    }
    for (written, roman) in [
        ("III", "Ⅲ"),
        ("II", "Ⅱ"),
        ("IV", "Ⅳ"),
        ("VI", "Ⅵ"),
        ("V", "Ⅴ"),
        ("I", "Ⅰ"),
    ] {
        if let Some(after) = text.strip_prefix(written)
            && !after.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            return Some((roman.to_owned(), after));
        }
    }
    let bare = text.strip_prefix(['（', '(']).unwrap_or(text);
    for word in ["別添", ANNEX, "表紙", "様式"] {
        if let Some(after) = bare.strip_prefix(word) {
            let (n, after) =
                digits(after).map_or((String::new(), after), |(n, b)| (n.to_string(), b));
            let after = after.strip_prefix(['）', ')']).unwrap_or(after);
            let n = if word == "別添" { n } else { String::new() };
            return Some((format!("{word}{n}"), after));
        }
    }
    None
}
