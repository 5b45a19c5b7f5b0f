//! Japanese text in words, for comparing two versions of it.
//!
//! A dictionary parts the running text. Numbers stay with their counters (`30日`, `10人`, `14の項`), citations stay
//! whole (`第19条第8号`), Latin names stay whole (`TLS1.3`): a change in one of them is read as a whole.

use super::chars::is_hiragana;
use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::notation::is_digit;

/// Counters, the longer before those that they begin with.
const COUNTERS: &[&str] = &[
    "パーセント",
    "ページ",
    "か所",
    "箇所",
    "か月",
    "ヶ月",
    "カ月",
    "箇月",
    "週間",
    "日間",
    "年間",
    "年度",
    "時間",
    "世帯",
    "団体",
    "文字",
    "種類",
    "の項",
    "条",
    "項",
    "号",
    "章",
    "節",
    "款",
    "編",
    "年",
    "月",
    "日",
    "時",
    "分",
    "秒",
    "週",
    "歳",
    "人",
    "名",
    "件",
    "回",
    "枚",
    "台",
    "通",
    "部",
    "個",
    "社",
    "桁",
    "円",
    "階",
    "度",
    "行",
    "点",
    "割",
    "倍",
    "％",
    "%",
];

/// Counters of a citation, which goes on with what follows: 第9条の3第2項.
const OF_CITATIONS: &[&str] = &["条", "項", "号", "章", "節", "款", "編"];

/// Words of the field that the dictionary splits in the wrong places.
const OF_THE_FIELD: &[&str] = &["市区町村"];

const ERAS: &[&str] = &["令和", "平成", "昭和", "大正", "明治"];

/// The words of a text; put together they are the text.
///
/// ```
/// use hyokasho::japanese::segment::words;
/// let found = words("番号法第19条第8号に基づき、30日以内に照会する。");
/// assert!(found.contains(&"第19条第8号") && found.contains(&"30日"), "{found:?}");
/// assert_eq!(found.concat(), "番号法第19条第8号に基づき、30日以内に照会する。");
/// ```
pub fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    while let Some(c) = text[at..].chars().next() {
        match whole(&text[at..], text[..at].chars().next_back()) {
            0 => at += c.len_utf8(),
            length => {
                by_dictionary(&text[start..at], &mut found);
                found.push(&text[at..at + length]);
                at += length;
                start = at;
            }
        }
    }
    by_dictionary(&text[start..], &mut found);
    found
}

/// How many characters beyond those in question are looked at for where words end.
const FAR: usize = 16;

/// The first words of a text, at most this many characters: a word is cut only where it alone is longer.
///
/// ```
/// use hyokasho::japanese::segment::{head, tail};
/// assert_eq!(head("30日以内に照会する。", 4), "30日");
/// assert_eq!(tail("照会は30日", 4), "は30日");
/// assert_eq!(tail("照会は30日", 3), "30日");
/// ```
pub fn head(text: &str, most: usize) -> &str {
    // What comes later decides nothing.
    let near: usize = text.chars().take(2 * most + FAR).map(char::len_utf8).sum();
    let bytes = reach(&words(&text[..near]), most);
    let all = || text.chars().take(most).map(char::len_utf8).sum();
    &text[..bytes.unwrap_or_else(all)]
}

/// The last words of a text, cut the same way.
pub fn tail(text: &str, most: usize) -> &str {
    let near: usize = text
        .chars()
        .rev()
        .take(2 * most + FAR)
        .map(char::len_utf8)
        .sum();
    let mut last = words(&text[text.len() - near..]);
    last.reverse();
    let all = || text.chars().rev().take(most).map(char::len_utf8).sum();
    &text[text.len() - reach(&last, most).unwrap_or_else(all)..]
}

/// How many bytes the words have that together fit into this many characters; none where not even one fits.
fn reach(words: &[&str], most: usize) -> Option<usize> {
    let mut left = most;
    let fit = words.iter().take_while(|word| {
        let length = word.chars().count();
        let fits = length <= left;
        left = left.saturating_sub(length);
        fits
    });
    let bytes: usize = fit.map(|word| word.len()).sum();
    (bytes > 0 || words.is_empty()).then_some(bytes)
}

fn by_dictionary<'t>(text: &'t str, found: &mut Vec<&'t str>) {
    if text.is_empty() {
        return;
    }
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut start = 0;
    let (mut begin, mut push) = (0, |end: usize| {
        // No word begins with a small kana or a mark of length: 行|った is one word.
        let goes_on = text[end..].starts_with(GOING_ON);
        if end > start && !goes_on {
            found.push(&text[start..end]);
            start = end;
        }
    });
    for end in segmenter.segment_str(text) {
        if let Some(kanji) = kanji_after_an_ending(&text[begin..end]) {
            push(begin + kanji);
        }
        push(end);
        begin = end;
    }
}

/// Where the dictionary takes an ending together with the word after it (行|った都|度), the place of that word.
fn kanji_after_an_ending(word: &str) -> Option<usize> {
    let ending = length_of(word, is_hiragana);
    // お知らせ and ご家族 are words.
    let honours = matches!(&word[..ending], "お" | "ご");
    (ending > 0 && ending < word.len() && !honours).then_some(ending)
}

const GOING_ON: [char; 17] = [
    'っ', 'ゃ', 'ゅ', 'ょ', 'ぁ', 'ぃ', 'ぅ', 'ぇ', 'ぉ', 'ッ', 'ャ', 'ュ', 'ョ', 'ィ', 'ェ', 'ー',
    '々',
];

/// How many bytes at the beginning of a text stay together whatever the dictionary says; 0 for none.
fn whole(text: &str, before: Option<char>) -> usize {
    let after_letter = before.is_some_and(is_latin);
    match text.chars().next() {
        Some('第') => citation(text),
        Some(c) if is_digit(c) => citation(text).max(number(text)),
        Some(c) if is_latin(c) && !after_letter => latin(text),
        Some('令' | '平' | '昭' | '大' | '明') => year_of_era(text),
        Some('市') => {
            let word = OF_THE_FIELD.iter().find(|word| text.starts_with(**word));
            word.map_or(0, |word| word.len())
        }
        _ => 0,
    }
}

/// 令和7年, 平成元年度
fn year_of_era(text: &str) -> usize {
    let Some(rest) = ERAS.iter().find_map(|era| text.strip_prefix(era)) else {
        return 0;
    };
    let digits = match rest.strip_prefix('元') {
        Some(_) => '元'.len_utf8(),
        None => length_of(rest, is_digit),
    };
    let unit = ["年度", "年"]
        .iter()
        .find(|unit| rest[digits..].starts_with(**unit));
    match unit {
        Some(unit) if digits > 0 => text.len() - rest.len() + digits + unit.len(),
        _ => 0,
    }
}

/// 第9条の3第2項; without 第 only where the number comes before 条, 項 or 号.
fn citation(text: &str) -> usize {
    let mut at = 0;
    while let Some(step) = one_of_citation(&text[at..]) {
        at += step;
    }
    at
}

fn one_of_citation(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('第');
    let kanji = rest.is_some();
    let rest = rest.unwrap_or(text);
    let digits = length_of(rest, |c| {
        is_digit(c) || kanji && "一二三四五六七八九十百千".contains(c)
    });
    if digits == 0 {
        return None;
    }
    let after = &rest[digits..];
    let counter = OF_CITATIONS
        .iter()
        .find(|counter| after.starts_with(**counter))?;
    // 「5年間」 and 「3編」 are distinguished by 第; a bare number is a citation only as 条, 項 or 号.
    if !kanji && !["条", "項", "号"].contains(counter) {
        return None;
    }
    let mut at = text.len() - after.len() + counter.len();
    while let Some(branch) = text[at..].strip_prefix('の') {
        let digits = length_of(branch, is_digit);
        if digits == 0 || branch[digits..].starts_with(OF_CITATIONS_START) {
            break;
        }
        at += 'の'.len_utf8() + digits;
    }
    Some(at)
}

/// What makes 「の25の項」 after a citation a citation of its own.
const OF_CITATIONS_START: [char; 4] = ['の', '条', '項', '号'];

/// 1,000人, 16の2の項, 34万人, 3.5％
fn number(text: &str) -> usize {
    let mut at = length_of(text, is_digit);
    loop {
        let rest = &text[at..];
        let mut chars = rest.chars();
        let next = chars.next();
        let digit_follows = chars.next().is_some_and(is_digit);
        at += match next {
            // 1,000 and 3.5; 03-1234-5678 and 2025-04-01
            Some(c @ (',' | '，' | '.' | '．' | '-' | '－')) if digit_follows => c.len_utf8(),
            Some(c @ ('万' | '億' | '千' | '百')) => c.len_utf8(),
            Some(c) if is_digit(c) => c.len_utf8(),
            // 16の2の項
            Some('の') if digit_follows && item_of_a_table(&rest['の'.len_utf8()..]) => {
                'の'.len_utf8()
            }
            _ => break,
        };
    }
    let counter = COUNTERS
        .iter()
        .find(|counter| text[at..].starts_with(**counter));
    at + counter.map_or(0, |counter| counter.len())
}

fn item_of_a_table(text: &str) -> bool {
    text[length_of(text, is_digit)..].starts_with("の項")
}

/// TLS1.3, ISO/IEC27001, LGWAN-ASP
fn latin(text: &str) -> usize {
    let mut at = 0;
    loop {
        at += length_of(&text[at..], |c| is_latin(c) || is_digit(c));
        let mut chars = text[at..].chars();
        match (chars.next(), chars.next()) {
            (Some(c @ ('.' | '-' | '_' | '/' | '@' | '－' | '．')), Some(next))
                if is_latin(next) || is_digit(next) =>
            {
                at += c.len_utf8();
            }
            _ => return at,
        }
    }
}

fn length_of(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || ('Ａ'..='Ｚ').contains(&c) || ('ａ'..='ｚ').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::words;

    fn cut(text: &str) -> String {
        let found = words(text);
        assert_eq!(found.concat(), text);
        found.join("|")
    }

    #[test]
    fn numbers_stay_with_their_counters() {
        assert_eq!(cut("毎年11月に10人以上"), "毎年|11月|に|10人|以上");
        assert_eq!(cut("約34万人、1,000円"), "約|34万人|、|1,000円");
        assert_eq!(cut("令和8年5月7日から"), "令和8年|5月|7日|から");
        assert_eq!(cut("平成元年度の"), "平成元年度|の");
        assert_eq!(cut("電話　0999-00-5678"), "電話|　|0999-00-5678");
        assert_eq!(cut("２８の項、16の2の項及び"), "２８の項|、|16の2の項|及び");
    }

    #[test]
    fn citations_stay_whole() {
        assert_eq!(cut("番号法第19条第8号に"), "番号|法|第19条第8号|に");
        assert_eq!(cut("第9条の3第2項の"), "第9条の3第2項|の");
        assert_eq!(cut("第2条の表の25の項"), "第2条|の|表|の|25の項");
        assert_eq!(cut("第十九条第八号"), "第十九条第八号");
    }

    #[test]
    fn endings_stay_with_their_words() {
        assert_eq!(cut("照会を行った都度"), "照会|を|行った|都|度");
        assert!(cut("転出元市区町村へ").contains("|市区町村|"));
    }

    #[test]
    fn latin_names_stay_whole() {
        assert_eq!(cut("通信はTLS1.3で"), "通信|は|TLS1.3|で");
        assert_eq!(cut("ISO/IEC27001の"), "ISO/IEC27001|の");
    }
}
