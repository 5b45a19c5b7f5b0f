//! Where a text ends in the middle of a sentence.

use std::ops::Range;

use crate::assets::lists::actions::ACTIONS;
use crate::assets::lists::sentences::{CLAUSE_ENDS, MIDWAY, NO_PARTICLES};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::has_chars;
use crate::japanese::signs::signs;

/// What no text ends in.
const ENDS: [&str; 7] = ["、", "，", "及び", "又は", "並びに", "若しくは", "または"];

/// Marks before the items of a list.
const MARKS: [char; 10] = ['・', '○', '●', '◎', '◆', '◇', '■', '□', '※', '▼'];

/// Where a text ends midway: at its end, or before a new item of its list.
pub fn midway(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end()))
    });
    let lines: Vec<(usize, &str)> = lines.filter(|(_, line)| !line.is_empty()).collect();
    for (n, (at, line)) in lines.iter().enumerate() {
        let next = lines.get(n + 1).map(|(_, next)| next.trim_start());
        let end = match next {
            None => ENDS.iter().find(|end| line.ends_with(**end)),
            // 「・貸出の受付、」 is an item of a row of words, whose last one has no 、.
            Some(next) => ENDS[..2].iter().find(|end| {
                let bare = line.trim_start();
                let mark = bare.chars().next().filter(|c| MARKS.contains(c));
                line.ends_with(**end)
                    && mark.is_some_and(|mark| next.starts_with(mark))
                    && is_clause(bare)
            }),
        };
        if let Some(end) = end {
            found.push(at + line.len() - end.len()..at + line.len());
        }
    }
    found
}

/// Where a line of a text ends in the middle of a sentence: in a particle, in a verb, or after another sentence. A line
/// before another one is looked at where both are items of one list and all others are sentences.
pub fn fragments(text: &str) -> Vec<Range<usize>> {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line.trim_end()))
    });
    let lines: Vec<(usize, &str)> = lines.filter(|(_, line)| !line.is_empty()).collect();
    let open = lines
        .iter()
        .filter(|(_, line)| !line.ends_with('。'))
        .count();
    let found = lines.iter().enumerate().filter_map(|(n, (at, line))| {
        let is_whole = line.ends_with('。') || line.starts_with(['|', '＜', '<', '【']);
        if is_whole || !has_chars(line, SHORTEST) || !line.contains(is_hiragana) {
            return None;
        }
        let is_odd = lines.len() > 1 && open == 1;
        let is_item = lines.get(n + 1).is_none_or(|(_, next)| {
            let mark = line
                .trim_start()
                .chars()
                .next()
                .filter(|c| MARKS.contains(c));
            is_odd && mark.is_some_and(|mark| next.trim_start().starts_with(mark))
        });
        let noun = || {
            let last = line.chars().next_back()?;
            let is_noun = is_kanji(last) || is_katakana(last);
            (is_noun && is_odd && is_part(line)).then_some(last.len_utf8())
        };
        let length = is_item.then(|| fragment(line).or_else(noun))??;
        let end = at + line.len();
        Some(end - length..end)
    });
    found.collect()
}

/// Whether a line has what only a sentence has: 「返却の控えは、係長が書庫」.
fn is_part(line: &str) -> bool {
    (line.contains("は、") || line.contains('を')) && has_chars(line, 15)
}

/// Where a full stop ends what goes on: 「体制を確かめた上は。書面で許諾する。」
pub fn stopped(text: &str) -> Vec<Range<usize>> {
    let stops = signs(text).filter(|(_, sign)| *sign == '。');
    let stops = stops.filter_map(|(at, stop)| {
        let (head, tail) = (&text[..at], &text[at + stop.len_utf8()..]);
        let particle = head
            .chars()
            .next_back()
            .filter(|c| "をがはに".contains(*c))?;
        let before = head[..at - particle.len_utf8()].chars().next_back()?;
        let is_noun = is_kanji(before) || is_katakana(before) || "）」".contains(before);
        let goes_on = tail.starts_with(|c| is_kanji(c) || is_katakana(c) || is_hiragana(c));
        (is_noun && goes_on).then(|| at - particle.len_utf8()..at + stop.len_utf8())
    });
    stops.collect()
}

/// From how many characters on a last line is a sentence.
const SHORTEST: usize = 10;

/// The bytes at the end of a line that show that it is cut off.
fn fragment(line: &str) -> Option<usize> {
    let is_noun = || NO_PARTICLES.iter().any(|word| line.ends_with(word));
    let particle = MIDWAY.iter().find(|word| line.ends_with(**word));
    if let Some(particle) = particle.filter(|_| !is_noun()) {
        return Some(particle.len());
    }
    let verb = line.strip_suffix('し').and_then(|head| {
        let two = head.char_indices().rev().nth(1)?.0;
        ACTIONS.contains(&&head[two..]).then_some(head.len() - two)
    });
    if let Some(verb) = verb {
        return Some(verb + 'し'.len_utf8());
    }
    // 「…を送る。届いたことは、電」
    let (before, rest) = line.rsplit_once('。')?;
    let is_open = ['（', '(', '「', '『']
        .iter()
        .zip(['）', ')', '」', '』'])
        .any(|(open, close)| before.matches(*open).count() > before.matches(close).count());
    let last = rest.chars().next_back()?;
    let is_cut =
        (is_kanji(last) || is_katakana(last)) && rest.contains(['は', 'が', 'を', 'に', '、']);
    (is_cut && !is_open && has_chars(rest, 4)).then_some(last.len_utf8())
}

/// Whether words before a comma are a clause and not a name: 「…を確認し、」.
fn is_clause(line: &str) -> bool {
    CLAUSE_ENDS.iter().any(|form| line.ends_with(form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_are_cut_off() {
        for text in ["申込書の控えを利用者", "督促状は、図書館の窓口"] {
            assert!(fragments(text).is_empty(), "{text}");
        }
        let listed = "・督促状を送る。\n・届いたことを、その日のうちに電話で係長\n・記録を残す。";
        assert_eq!(fragments(listed).len(), 1);
        assert!(fragments("・督促状を送る場合で\n　あって、届かないとき\n・記録").is_empty());
        for text in [
            "返却の記録を消すときは、係長の許可を",
            "貸出しの記録は、規則の定めるところにより",
            "窓口の職員が、利用者の本人を確認し",
            "図書館で督促状を送った後、電話で話を伺っ",
            "返却の記録を確かめる。休館のときも",
            "督促状を送る。届いたことは、電話の記録",
            "督促状を送る。\n届いたことを電話で確かめるときは、係長",
        ] {
            assert_eq!(fragments(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn full_stops_within_a_sentence() {
        assert_eq!(stopped("係長が鍵を。書庫に戻す。").len(), 1);
        assert_eq!(stopped("係長は、鍵を書庫に。").len(), 0);
        assert_eq!(stopped("鍵を戻すように。書庫に戻すこと。").len(), 0);
    }

    #[test]
    fn texts_that_are_cut_off() {
        let ends = |text: &str| midway(text).len();
        assert_eq!(ends("利用者を正確に特定し、"), 1);
        assert_eq!(ends("申込書及び"), 1);
        assert_eq!(ends("・申込書は、\n・督促状を送る。\n"), 1);
        assert_eq!(ends("・氏名、\n・住所\n"), 0);
        assert_eq!(ends("申込書は、\n窓口で受け取る。"), 0);
        assert_eq!(ends("窓口で受け取り、記録する。"), 0);
    }
}
