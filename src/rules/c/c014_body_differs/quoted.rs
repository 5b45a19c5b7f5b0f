//! How 変更後 quotes the assessment: with bullets, boxes and labels of the form that are not its words.

use std::collections::HashSet;
use std::ops::Range;

use crate::changelog::body::Body;
use crate::form::Form;
use crate::japanese::passage::Passage;

/// Signs that begin a line and are not its words.
const BULLETS: &str = "|・-○●◎■□◆◇▲△※*()[]<>【】「」、.。:";

/// How many characters around a difference tell the place.
const AROUND: usize = 8;

/// Signs before a line that are not its words.
pub(super) fn is_sign(c: char) -> bool {
    BULLETS.contains(c) || c.is_ascii_digit()
}

/// A range with some characters on either side, not across a break.
pub(super) fn around(text: &str, range: Range<usize>) -> &str {
    let inside = |c: &(usize, char)| c.1 > ' ';
    let before = text[..range.start]
        .char_indices()
        .rev()
        .take_while(inside)
        .take(AROUND);
    let start = before.last().map_or(range.start, |(i, _)| i);
    let behind = text[range.end..]
        .char_indices()
        .take_while(inside)
        .take(AROUND);
    let end = behind
        .last()
        .map_or(range.end, |(i, c)| range.end + i + c.len_utf8());
    &text[start..end]
}

/// Whether words stand in the body; a label of the form before them, or their bullet, need not.
pub(super) fn stands(labels: &HashSet<String>, body: &Body, words: &str) -> bool {
    if body.holds(words) {
        return true;
    }
    let bare = words
        .trim_start_matches(is_sign)
        .trim_end_matches(['。', ')', ']', '」', '>', '】']);
    if bare.is_empty() || body.holds(bare) || labels.contains(bare) {
        return true;
    }
    // 「[○]紙[]電子メール」: boxes of the form, ticked and not.
    if ["[]", "[○]", "[○"].iter().any(|sign| words.contains(sign)) {
        return true;
    }
    // 「[委託する]（3）件」: the answer stands between the brackets.
    let between = words
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'));
    if between.is_some_and(|(answer, _)| body.holds(answer)) {
        return true;
    }
    // 「委託先名：架空計算」.
    let behind = bare
        .split_once(':')
        .filter(|(label, _)| labels.contains(*label));
    behind.is_some_and(|(_, value)| {
        value.is_empty() || body.holds(value.trim_end_matches([')', ']']))
    })
}

/// The labels and options of the form in comparison form, without their numbers: what it prints beside an answer.
pub(super) fn labels(form: &Form) -> HashSet<String> {
    let labels = form.items[..form.printed].iter().flat_map(|i| {
        let options = i.options.iter().map(|o| &o.text);
        [&i.label, &i.key].into_iter().chain(options)
    });
    let bare = |label: &String| {
        let folded = Passage::of(label).text;
        let number = |c: char| c.is_ascii_digit() || ".()".contains(c);
        folded.trim_start_matches(number).to_owned()
    };
    labels.map(bare).chain(["選択肢".to_owned()]).collect()
}

/// Whether names in a row all stand in the body, each for itself: 「接種日／接種区分」.
pub(super) fn stands_in_parts(body: &Body, words: &str) -> bool {
    let mut depth = 0;
    let mut parts = words.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0 && "/、・".contains(c)
    });
    parts.all(|part| part.is_empty() || body.holds(part.trim_start_matches(is_sign)))
}

/// Whether words are an option: 「[ 10人未満 ]」, 「1) 行っている」, 「○紙」.
pub(super) fn is_option(words: &str, option: &str) -> bool {
    let folded = |text: &str| Passage::of(text).text;
    let bare = folded(words);
    let bare = bare.trim_matches(|c| "[]○「」。".contains(c));
    let option = folded(option);
    let numbered = bare
        .split_once(')')
        .map(|(number, rest)| (number.len() == 1, rest));
    bare == option || numbered.is_some_and(|(is_number, rest)| is_number && rest == option)
}
