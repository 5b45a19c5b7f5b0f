//! Brackets that do not close, that nothing opens, and that close in another width, in the runs of a text.

use std::ops::Range;

use super::angles::Fault;
use super::line;
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana, is_letter};
use crate::japanese::notation::is_digit;
use crate::japanese::runs::Run;

/// What closes a bracket.
const CLOSING: [char; 6] = [')', '）', '」', '』', '】', '〕'];

/// What is said of pieces of a law, which may hold half of a pair: 「「（」の下に「…」を加え」.
const AMENDING: [&str; 8] = [
    "」とあるのは",
    "」と読み替え",
    "の下に「",
    "」を「",
    "」を加え",
    "」を削",
    "」に改め",
    "」の次に",
];

pub(super) fn faults(text: &str, runs: &[Run]) -> Vec<Fault> {
    let mut found = Vec::new();
    let mut open: Vec<(char, Range<usize>)> = Vec::new();
    // The line that is looked at, as far as it holds pieces of a law, and where it begins.
    let (mut amending, mut begins) = (0..0, 0);
    for run in runs {
        let Some(sign) = run.sign() else { continue };
        if closing(sign).is_none() && !CLOSING.contains(&sign) {
            continue;
        }
        if run.start >= amending.end {
            let line = line(text, run.start);
            begins = line.start;
            let is_amending = AMENDING
                .iter()
                .any(|words| text[line.clone()].contains(words));
            amending = if is_amending {
                line
            } else {
                line.end..line.end
            };
        }
        if amending.contains(&run.start) {
            continue;
        }
        if let Some(closing) = closing(sign) {
            let mut outer = open.iter().rev().take_while(|(_, o)| o.start >= begins);
            let is_nested = sign == '「' && outer.any(|(c, _)| *c == closing);
            // An outer quote that is never closed is reported as such.
            if is_nested && closes_later(text, run.end) {
                found.push(Fault::Nested(run.range()));
            }
            open.push((closing, run.range()));
        } else {
            match open.iter().rposition(|(c, _)| same(*c, sign)) {
                Some(at) => {
                    let unclosed = open.drain(at..).collect::<Vec<_>>();
                    let mut unclosed = unclosed.into_iter();
                    if let Some((closing, opening)) = unclosed.next()
                        && closing != sign
                    {
                        let half = if sign == ')' { run.range() } else { opening };
                        found.push(Fault::Width(half));
                    }
                    found.extend(unclosed.map(|(_, range)| Fault::Open(range)));
                }
                None if is_number(text, run.start) => {}
                None => found.push(Fault::Closed(run.range())),
            }
        }
    }
    found.extend(open.into_iter().map(|(_, range)| Fault::Open(range)));
    found
}

/// Whether 」 occurs twice before the end of the text's line, as two open quotes need.
fn closes_later(text: &str, from: usize) -> bool {
    let line = text[from..].lines().next().unwrap_or("");
    line.matches('」').count() >= 2
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '(' => ')',
        '（' => '）',
        '「' => '」',
        '『' => '』',
        '【' => '】',
        '〔' => '〕',
        _ => return None,
    })
}

fn same(a: char, b: char) -> bool {
    let round = |c| matches!(c, ')' | '）');
    a == b || round(a) && round(b)
}

/// Whether a closing bracket follows the number of a list: 1) or ア）, and at the beginning of a line 事例1）.
fn is_number(text: &str, at: usize) -> bool {
    let edges = [
        '\n', ' ', '　', '、', '。', '・', '|', '（', '(', '「', '：', '※', '＊',
    ];
    // No number is longer than what is looked at.
    let near = text[..at]
        .char_indices()
        .rev()
        .nth(4 * MARK)
        .map_or(0, |(near, _)| near);
    let head = &text[near..at];
    let word = head.rsplit(edges).next().unwrap_or("");
    let before = &head[..head.len() - word.len()];
    let line = before
        .rsplit_once('\n')
        .map(|(_, line)| line)
        .or((near == 0).then_some(before));
    // Marks of lists may precede the number, too: ・ア）, ① 1)
    let is_sign = |c: char| edges.contains(&c) || "-－●○■□◆◇▼▽★☆→①②③④⑤⑥⑦⑧⑨⑩".contains(c);
    let begins_line = line.is_some_and(|line| line.chars().all(is_sign));
    let number = number(word);
    let label = word.len() - number.len();
    let is_counted = !number.starts_with(|c| is_hiragana(c) || is_katakana(c));
    let name = word[..label].trim_end();
    let is_named = NAMED.iter().any(|named| name.ends_with(named));
    let is_label = is_counted && name.chars().count() <= LABEL && name.chars().all(is_of_label);
    match number.chars().count() {
        // 事例）
        0 => begins_line && NAMED.contains(&name),
        1..=MARK => label == 0 || is_named || begins_line && is_label,
        _ => false,
    }
}

/// How many characters the number of a list has at most: 1-12, ア-3.
const MARK: usize = 5;

/// How many characters may precede it: 事例, 参考資料.
const LABEL: usize = 4;

/// What is numbered so, in running text, too: 上記事例2）.
const NAMED: [&str; 8] = ["例", "事例", "記入例", "注", "備考", "参考", "図", "表"];

/// The number at the end of a word: digits with what joins them, a letter, one kana, a numeral.
fn number(word: &str) -> &str {
    let is_part = |c: char| is_digit(c) || matches!(c, '-' | '－' | '.' | '．' | '‐');
    let digits = word.trim_end_matches(is_part);
    if digits.len() < word.len() {
        // ア-3, a1, 別1-2
        let joined = &word[digits.len()..];
        let letter = digits
            .chars()
            .next_back()
            .filter(|c| is_mark(*c) && !is_of_label(*c));
        let length = letter.map_or(0, char::len_utf8);
        return &word[word.len() - joined.len() - length..];
    }
    let rest = word.trim_end_matches(|c| "一二三四五六七八九十".contains(c));
    if rest.len() < word.len() {
        return &word[rest.len()..];
    }
    let rest = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if (1..=4).contains(&(word.len() - rest.len())) {
        return &word[rest.len()..];
    }
    let mark = word.chars().next_back().filter(|c| is_mark(*c));
    &word[word.len() - mark.map_or(0, char::len_utf8)..]
}

/// A character that numbers by itself: ア, い, ａ, Ⅳ, ①.
fn is_mark(c: char) -> bool {
    is_hiragana(c)
        || is_katakana(c)
        || is_letter(c)
        || matches!(c, 'Ⅰ'..='ⅿ' | '①'..='⑳' | 'ⓐ'..='ⓩ')
}

/// What a label is written with: 事例, 注, その.
fn is_of_label(c: char) -> bool {
    is_kanji(c) || is_hiragana(c) || c == '第'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::runs::runs;

    #[test]
    fn pairs_and_single_ones() {
        let found = |text: &str| -> Vec<String> {
            let name = |fault: &Fault| match fault {
                Fault::Width(r) => format!("width {}", &text[r.clone()]),
                Fault::Open(r) => format!("open {}", r.start),
                Fault::Closed(r) => format!("closed {}", r.start),
                Fault::Nested(r) => format!("nested {}", r.start),
            };
            faults(text, &runs(text)).iter().map(name).collect()
        };
        assert_eq!(found("1) 甲（乙)と（丙（丁））"), ["width )"]);
        assert_eq!(found("(甲）"), ["width ("]);
        assert_eq!(found("（甲"), ["open 0"]);
        assert_eq!(found("甲乙丙）"), ["closed 9"]);
        assert_eq!(found("「甲「乙」丙」"), ["nested 6"]);
        assert_eq!(found("「甲「乙」丙"), ["open 0"]);
        assert_eq!(found("ア）甲\n（１）乙"), Vec::<String>::new());
        for text in [
            "1)甲、2)乙",
            "a)甲\nb)乙",
            "事例1）甲\n例２）乙\n注3)丙",
            "・ア）甲\n・イ）乙",
            "※1）甲",
            "１－２）甲\n1.2)乙\nア-1）丙",
            "一）甲\nⅳ）乙\n①）丙\niv)丁",
            "事例）甲\n注）乙",
            "上記事例2）及び事例3）の場合",
            "第１）甲",
            "その１）甲",
            "「同じ。）」を加え、「（」の下に「甲」を加える。",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
        for text in [
            "代理人を含む）",
            "職員数の結果1）",
            "申請者、代理人）",
            "確認する。）",
        ] {
            assert_eq!(found(text).len(), 1, "{text}");
        }
    }
}
