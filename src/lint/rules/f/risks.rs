//! Risks of the form as a text names them: 「Ⅲ３リスク３：従業者が事務外で使用するリスク」, 「リスク１　目的外の入手が行われるリスク」.

use std::ops::Range;

use super::quotations;
use crate::form::levels::Levels;
use crate::form::{Form, Item};
use crate::japanese::notation::{self, has_chars, is_digit, norm_key, number, similarity};
use crate::japanese::numbering::{is_circled, renumber};

/// A risk of the form.
pub(super) struct Risk {
    /// Its place: Ⅲ３.
    section: usize,
    number: usize,
    /// Its title as printed, without its number.
    title: String,
    /// The words by which a text may call it.
    norms: Vec<String>,
}

/// A risk that a text names by a number or a title that is not the form's.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// The part that is wrong.
    pub range: Range<usize>,
    /// The number and the title as the text has them.
    pub whole: Range<usize>,
    /// What belongs in the place of the part.
    pub right: String,
    /// リスク３：従業者が事務外で使用するリスク
    pub printed: String,
    /// Ⅲ３リスク３
    pub address: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with the name of a risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Number,
    /// The section has no such risk, and another one has.
    Section,
    Title,
}

/// A risk as a text names it.
struct Named {
    /// Where in the text the name begins: at the section, where that is written.
    start: usize,
    section: Option<(usize, Range<usize>)>,
    number: Option<(usize, Range<usize>)>,
    title: Range<usize>,
}

/// What the words before a risk say.
enum Section {
    /// Another chapter, or nothing that can be read.
    Other,
    Open,
    /// Its number, and where that is.
    Named(usize, Range<usize>),
}

const RISK: &str = "リスク";

/// The chapter of risks.
const CHAPTER: &str = "Ⅲ";

/// How alike a title must be to be meant, in a section that the text names, and in any.
const ALIKE: f64 = 0.75;
const ALIKE_ANYWHERE: f64 = 0.85;

/// How much nearer a title of another number must be than that of its own.
const APART: f64 = 0.15;

/// Fewer characters are no title.
const LEAST: usize = 6;

/// The risks of the form.
pub(super) fn risks(form: &Form) -> Vec<Risk> {
    let risk = |item: &Item| {
        let levels = Levels::of(&item.address);
        let (section, number) = (levels.section?, levels.risk?);
        let title = item.label.split('：').nth(1)?.trim();
        let is_risk = item.label.starts_with(RISK) && levels.chapter.as_deref() == Some(CHAPTER);
        is_risk.then(|| Risk {
            section,
            number,
            title: title.to_owned(),
            norms: vec![norm_key(title), norm_key(&item.key)],
        })
    };
    form.items.iter().filter_map(risk).collect()
}

/// The risks that a text names wrongly.
pub(super) fn wrong(risks: &[Risk], text: &str) -> Vec<Wrong> {
    if !text.contains(RISK) {
        return Vec::new();
    }
    let named = named(text).into_iter();
    named
        .filter_map(|named| judged(risks, text, &named))
        .collect()
}

/// The risks that a text names: in quotations, and elsewhere behind the number of their section.
fn named(text: &str) -> Vec<Named> {
    let quoted = quotations(text);
    let mut found: Vec<Named> = Vec::new();
    for (range, _) in &quoted {
        found.extend(in_quotation(text, range));
    }
    for (at, _) in text.match_indices(RISK) {
        let next = quoted.partition_point(|(quote, _)| quote.end <= at);
        if quoted.get(next).is_some_and(|(quote, _)| quote.start <= at) {
            continue;
        }
        found.extend(in_sentence(text, at));
    }
    found
}

/// 「２．特定個人情報の入手　リスク３：…リスク」, 「Ⅲ３　…リスク」: all of the quotation is the name.
fn in_quotation(text: &str, quote: &Range<usize>) -> Option<Named> {
    let words = &text[quote.clone()];
    let mut numbers = words.match_indices(RISK).filter_map(|(at, _)| {
        let after = at + RISK.len();
        let (n, length) = leading(&words[after..])?;
        Some((at, n, after, after + length))
    });
    let shift = |range: Range<usize>| quote.start + range.start..quote.start + range.end;
    let first = numbers.next();
    // 「リスク１、リスク２」 are several.
    if numbers.next().is_some() {
        return None;
    }
    let (number, head, rest) = match first {
        Some((at, n, start, end)) => (Some((n, shift(start..end))), &words[..at], end),
        None => {
            // 「Ⅲ３　…リスク」
            let levels = Levels::of(words);
            let section = levels.section.filter(|_| levels.chapter.is_some())?;
            let head = words.split_inclusive(char::is_whitespace).next()?;
            let is_head = Levels::of(head).section == Some(section);
            is_head.then_some((None, head, head.len()))?
        }
    };
    let title = title(words, rest, words.len())?;
    let section = match section(head) {
        Section::Other => return None,
        Section::Open => None,
        Section::Named(n, range) => Some((n, shift(range))),
    };
    Some(Named {
        start: quote.start,
        section,
        number,
        title: shift(title),
    })
}

/// Ⅲ３リスク３（…リスク）, Ⅲ３リスク３：…リスク, Ⅲ３リスク３の「…リスク」.
fn in_sentence(text: &str, at: usize) -> Option<Named> {
    let after = at + RISK.len();
    let (n, length) = leading(&text[after..])?;
    let head = text[..at]
        .rfind(['。', '、', '「', '（', '(', '\n'])
        .map_or(0, |at| {
            at + text[at..].chars().next().map_or(0, char::len_utf8)
        });
    let Section::Named(own, range) = section(&text[head..at]) else {
        return None;
    };
    let end = after + length;
    let rest = &text[end..];
    let bare = rest.strip_prefix('の').unwrap_or(rest);
    let open = bare
        .chars()
        .next()
        .filter(|c| "「『（(：:　 ".contains(*c))?;
    let from = text.len() - bare.len() + open.len_utf8();
    let line = text[from..].find(['\n', '。']);
    let line = &text[from..line.map_or(text.len(), |at| from + at)];
    // In brackets the title ends where they close, else with the first word that may end it.
    let is_end = |end: &usize| match open {
        '「' | '『' | '（' | '(' => line[*end..].starts_with(['」', '』', '）', ')']),
        _ => true,
    };
    let mut ends = line.match_indices(RISK).map(|(at, _)| at + RISK.len());
    let until = from + ends.find(is_end)?;
    Some(Named {
        start: head + range.start,
        section: Some((own, head + range.start..head + range.end)),
        number: Some((n, after..end)),
        title: title(text, from, until)?,
    })
}

/// The title from a place on, up to its last リスク.
fn title(words: &str, from: usize, to: usize) -> Option<Range<usize>> {
    let is_joint = |c: char| c.is_whitespace() || "：:．.（(「『".contains(c);
    let rest = &words[from..to];
    let own = rest.trim_start_matches(is_joint);
    let start = from + rest.len() - own.len();
    let end = start + own.rfind(RISK)? + RISK.len();
    let title = &words[start..end];
    (has_chars(title, LEAST) && !title.contains("その他のリスク")).then_some(start..end)
}

/// What the words before a risk say of its section.
fn section(head: &str) -> Section {
    // Signs of the same length, so that places stay.
    let apart = |c: char| match c {
        '／' | '＞' | '→' | '－' => '\u{3000}',
        '/' | '>' => ' ',
        c => c,
    };
    let words: String = head.chars().map(apart).collect();
    let is_chapter = |c: char| ('Ⅰ'..='Ⅵ').contains(&c);
    let from = words.rfind(is_chapter).unwrap_or(0);
    let levels = Levels::of(&words[from..]);
    if levels.chapter.is_some_and(|chapter| chapter != CHAPTER) {
        return Section::Other;
    }
    let Some(own) = levels.section else {
        return Section::Open;
    };
    let start = words[from..].find(is_digit).map_or(from, |at| from + at);
    let end = words.len() - words[start..].trim_start_matches(is_digit).len();
    match number(&words[start..end]) == Some(own) {
        true => Section::Named(own, start..end),
        false => Section::Other,
    }
}

/// The number at the beginning of a text, in digits or a circle, with its length.
fn leading(text: &str) -> Option<(usize, usize)> {
    let first = text.chars().next()?;
    let end = match is_circled(first) {
        true => first.len_utf8(),
        false => text.len() - text.trim_start_matches(is_digit).len(),
    };
    Some((number(&text[..end])?, end))
}

fn judged(risks: &[Risk], text: &str, named: &Named) -> Option<Wrong> {
    let norm = norm_key(&text[named.title.clone()]);
    let section = named.section.as_ref().map(|(n, _)| *n);
    let own_number = named.number.as_ref().map(|(n, _)| *n);
    let is_here = |risk: &&Risk| section.is_none_or(|n| n == risk.section);
    let has_number = |risk: &&Risk| own_number.is_none_or(|n| n == risk.number);
    let is_so_called = |risk: &&Risk| risk.norms.contains(&norm);
    let is_part = |risk: &&Risk| risk.norms.iter().any(|own| own.contains(norm.as_str()));
    let here: Vec<&Risk> = risks.iter().filter(is_here).collect();
    // As printed, or a shortening of it.
    if here.iter().filter(|r| has_number(r)).any(is_part) {
        return None;
    }
    let wrong = |risk: &Risk, fault: Fault, range: &Range<usize>, right: String| Wrong {
        range: range.clone(),
        whole: named.start..named.title.end,
        right,
        printed: format!("{RISK}{}：{}", wide(risk.number), risk.title),
        address: format!("{CHAPTER}{}{RISK}{}", wide(risk.section), wide(risk.number)),
        fault,
    };
    // The title of another number of the section, or of all sections that have it.
    let mut so_called = here.iter().filter(|risk| is_so_called(risk));
    if let (Some(risk), Some((_, range))) = (so_called.next(), &named.number) {
        let is_one = so_called.all(|other| other.number == risk.number);
        let right = as_written(&text[range.clone()], risk.number);
        return is_one.then(|| wrong(risk, Fault::Number, range, right));
    }
    if let Some((_, range)) = &named.section {
        let mut elsewhere = risks.iter().filter(is_so_called);
        if let Some(risk) = elsewhere.next() {
            let is_one = elsewhere.next().is_none();
            let right = as_written(&text[range.clone()], risk.section);
            return is_one.then(|| wrong(risk, Fault::Section, range, right));
        }
    }
    // A title that is nearly one.
    let like = |risk: &Risk| {
        let values = risk.norms.iter().map(|own| similarity(own, &norm));
        values.fold(0.0, f64::max)
    };
    let all: Vec<(f64, &Risk)> = here.iter().map(|risk| (like(risk), *risk)).collect();
    let most = |of_number: bool| {
        let all = all.iter().filter(|(_, r)| has_number(r) == of_number);
        all.copied().max_by(|a, b| a.0.total_cmp(&b.0))
    };
    let (own, other) = (most(true), most(false));
    let value = |found: Option<(f64, &Risk)>| found.map_or(0.0, |(value, _)| value);
    let (near, far) = (value(own), value(other));
    let enough = match section {
        Some(_) => ALIKE,
        None => ALIKE_ANYWHERE,
    };
    if near >= enough && near >= far {
        return own.map(|(_, risk)| wrong(risk, Fault::Title, &named.title, risk.title.clone()));
    }
    // Where it is as near to its own number, nobody knows which of the two is meant.
    let (_, numbers) = named.number.as_ref()?;
    let is_other = far >= ALIKE_ANYWHERE && near + APART <= far;
    let (_, risk) = other.filter(|_| is_other)?;
    let range = numbers.start - RISK.len()..named.title.end;
    let number = as_written(&text[numbers.clone()], risk.number);
    let right = format!("{RISK}{number}：{}", risk.title);
    Some(wrong(risk, Fault::Title, &range, right))
}

/// A number written like another: in a circle, in half or full width.
fn as_written(written: &str, n: usize) -> String {
    let is_narrow = written.starts_with(|c: char| c.is_ascii_digit());
    renumber(written, n).unwrap_or_else(|| if is_narrow { n.to_string() } else { wide(n) })
}

/// A number in digits of full width.
fn wide(n: usize) -> String {
    notation::wide(&n.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Fault, String)> {
        let form = crate::assessment::newest_form().expect("the form can be read");
        let wrong = wrong(&risks(form), text);
        wrong.into_iter().map(|w| (w.fault, w.right)).collect()
    }

    #[test]
    fn risks_with_other_titles() {
        let employees = "従業者が事務外で使用するリスク";
        for text in [
            "「Ⅲ３リスク３：従業員が事務外で使用するリスク」に書く。",
            "「リスク３：従業員が事務外で使用するリスク」に書く。",
            "「リスク３　従業者が事務以外で使用するリスク」に書く。",
            "「３．特定個人情報の使用　リスク３　従業員が事務外で使用するリスク」に書く。",
            "「Ⅲ３　職員が事務外で使用するリスク」に書く。",
            "Ⅲ３リスク３（従業員が事務外で使用するリスク）に書く。",
            "Ⅲ３リスク３の「従業員が事務外で使用するリスク」に書く。",
            "Ⅲ3リスク3：従業員が事務外で使用するリスクに書く。",
        ] {
            assert_eq!(
                found(text),
                [(Fault::Title, employees.to_owned())],
                "{text}"
            );
        }
    }

    #[test]
    fn risks_with_other_numbers() {
        for (text, right) in [
            ("「リスク２：従業者が事務外で使用するリスク」", "３"),
            ("「Ⅲ３リスク4　従業者が事務外で使用するリスク」", "3"),
            ("「リスク②　目的外の入手が行われるリスク」", "①"),
            ("Ⅲ６リスク４（不正な提供が行われるリスク）", "５"),
        ] {
            assert_eq!(found(text), [(Fault::Number, right.to_owned())], "{text}");
        }
        for (text, right) in [
            ("「Ⅲ２リスク３：従業者が事務外で使用するリスク」", "３"),
            ("「Ⅲ4　従業者が事務外で使用するリスク」", "3"),
        ] {
            assert_eq!(found(text), [(Fault::Section, right.to_owned())], "{text}");
        }
    }

    #[test]
    fn risks_with_another_number_and_title() {
        let right = "リスク３：従業者が事務外で使用するリスク";
        for text in [
            "「リスク２：従業員が事務外で使用するリスク」",
            "「Ⅲ／３．特定個人情報の使用／リスク２：従業員が事務外で使用するリスク」",
        ] {
            assert_eq!(found(text), [(Fault::Title, right.to_owned())], "{text}");
        }
    }

    #[test]
    fn risks_as_the_form_has_them() {
        for text in [
            "「Ⅲ３リスク３：従業者が事務外で使用するリスク」",
            "「リスク１：目的外の入手が行われるリスク」",
            "「リスク３：入手した特定個人情報が不正確であるリスク」",
            "「リスク４　入手の際に漏えい・紛失するリスク」",
            "「Ⅲ２リスク２　リスクに対する措置の内容」",
            "「Ⅲ３リスク３」",
            "「リスク１、リスク２」",
            "「リスク１：画面をのぞかれるリスク」",
            "「従業員が事務外で使用するリスク」",
            "「Ⅲ３　特定個人情報の使用におけるその他のリスク」",
            "「Ⅳ３　従業員が事務外で使用するリスク」",
            "「IV３リスク３　従業員が事務外で使用するリスク」",
            "Ⅲ３リスク２（権限のない者（元職員、アクセス権限のない職員等）によって不正に使用されるリスク）",
            "リスク３：従業員が事務外で使用するリスク",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
