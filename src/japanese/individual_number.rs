//! 個人番号: its check digit, and where one is in a text. A number found is never shown, only its place.

use std::borrow::Cow;
use std::ops::Range;

use super::notation::{is_invisible, may_hold_digit};

/// How many digits a 個人番号 has.
const DIGITS: usize = 12;

/// Words before a number that is one to call, not one of a person.
const CALLED: [&str; 6] = ["電話", "TEL", "ＴＥＬ", "FAX", "ＦＡＸ", "ファク"];

/// Whether twelve digits end in the check digit of a 個人番号 (行政手続における特定の個人を識別するための番号の利用等に
/// 関する法律の規定による通知カード及び個人番号カード並びに情報提供ネットワークシステムによる特定個人情報の提供等に
/// 関する命令第5条).
///
/// ```
/// use hyokasho::japanese::individual_number::is_valid;
/// // An invented number.
/// assert!(is_valid(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 8]));
/// assert!(!is_valid(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 7]));
/// ```
pub fn is_valid(digits: &[u32]) -> bool {
    let Some((check, body)) = digits.split_last().filter(|_| digits.len() == DIGITS) else {
        return false;
    };
    // Twelve times the same digit stands for a number that was left out.
    let varied = body.iter().any(|d| d != check);
    varied && check_digit(body) == *check
}

/// The check digit of the first eleven digits.
fn check_digit(body: &[u32]) -> u32 {
    let weights = (2..=7).chain(2..=6);
    let sum: u32 = body.iter().rev().zip(weights).map(|(p, q)| p * q).sum();
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

/// The places of 個人番号 in a text: twelve digits of either width with a valid check digit, in one piece or parted
/// evenly by blanks, hyphens or dots, also over the end of a line. Longer numbers, as 法人番号, are none; nor is a date
/// with a time in one piece that is called so (see [`is_time_stamp`]).
///
/// ```
/// use hyokasho::japanese::individual_number::find;
/// // An invented number.
/// assert_eq!(find("番号は1234-5678-9018。"), [9..23]);
/// ```
pub fn find(text: &str) -> Vec<Range<usize>> {
    let digits = Digits::of(text);
    let runs = &digits.runs;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut first = 0;
    while first < runs.len() {
        match last_of(text, &digits, first) {
            Some(last) => {
                found.push(runs[first].range.start..runs[last].range.end);
                first = last + 1;
            }
            None => first += 1,
        }
    }
    found
}

/// A text with the digits of every 個人番号 replaced by stars of the same width and length.
///
/// ```
/// use hyokasho::japanese::individual_number::mask;
/// // An invented number.
/// assert_eq!(mask("番号 1234 5678 9018"), "番号 **** **** ****");
/// ```
pub fn mask(text: &str) -> Cow<'_, str> {
    // Nearly every text that is shown is short and has few digits.
    let may_be_digit = |byte: &&u8| byte.is_ascii_digit() || **byte == 0xEF;
    if text.as_bytes().iter().filter(may_be_digit).count() < DIGITS {
        return Cow::Borrowed(text);
    }
    let places = find(text);
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let stars = |(at, c): (usize, char)| {
        let inside = places.iter().any(|place| place.contains(&at));
        if inside { star(c) } else { c }
    };
    Cow::Owned(text.char_indices().map(stars).collect())
}

/// What stands for a character of a number: a star for a digit.
pub fn star(c: char) -> char {
    match c {
        '0'..='9' => '*',
        '０'..='９' => '＊',
        c => c,
    }
}

/// What is between two runs of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Blank,
    Hyphen,
    Dot,
    /// The end of a line.
    Break,
    /// Anything else: no number goes on.
    Other,
}

/// Digits without anything between them.
#[derive(Debug)]
struct Run {
    range: Range<usize>,
    /// The place of its first digit among all digits of the text.
    first: usize,
    count: usize,
    /// What is between it and the run before.
    before: Gap,
}

/// How many bytes are looked at together.
const BLOCK: usize = 32;

/// The digits of a text, and the runs in which they are.
#[derive(Debug, Default)]
struct Digits {
    digits: Vec<u32>,
    runs: Vec<Run>,
}

impl Digits {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut found = Digits::default();
        for (number, block) in bytes.chunks(BLOCK).enumerate() {
            if !may_hold_digit(block) {
                continue;
            }
            for (within, byte) in block.iter().enumerate() {
                let at = number * BLOCK + within;
                let length = match byte {
                    b'0'..=b'9' => 1,
                    // ０ to ９
                    0xEF if matches!(bytes.get(at + 1..at + 3), Some([0xBC, 0x90..=0x99])) => 3,
                    _ => continue,
                };
                let digit = u32::from(bytes[at + length - 1] & 0x0F);
                found.add(text, digit, at..at + length);
            }
        }
        found
    }

    fn add(&mut self, text: &str, digit: u32, range: Range<usize>) {
        match self.runs.last_mut() {
            Some(run) if is_unseen(&text[run.range.end..range.start]) => {
                run.range.end = range.end;
                run.count += 1;
            }
            last => {
                let before = last.map_or(Gap::Other, |run| gap(&text[run.range.end..range.start]));
                self.runs.push(Run {
                    range,
                    first: self.digits.len(),
                    count: 1,
                    before,
                });
            }
        }
        self.digits.push(digit);
    }

    fn of_runs(&self, runs: &[Run]) -> &[u32] {
        match (runs.first(), runs.last()) {
            (Some(first), Some(last)) => &self.digits[first.first..last.first + last.count],
            _ => &[],
        }
    }
}

/// Whether nothing that is seen is between two digits: nothing at all, or what shows no sign of its own.
fn is_unseen(between: &str) -> bool {
    between.len() <= LONGEST_GAP
        && between.chars().all(|c| {
            matches!(c, '\u{AD}' | '\u{300}'..='\u{36F}' | '\u{FE00}'..='\u{FE0F}')
                || is_invisible(c)
        })
}

/// No gap inside a number is longer, the indentation of the next line included.
const LONGEST_GAP: usize = 120;

/// More blanks in a row part columns.
const MOST_BLANKS: usize = 3;

fn gap(text: &str) -> Gap {
    // Most digits are followed by a Chinese character (12月, 3条), or by a sign that is in no number ("line": 3,).
    let is_sign = |byte: u8| byte.is_ascii_graphic() && !b"\\*-_/~=.".contains(&byte);
    let is_other = match text.as_bytes().first() {
        Some(0xE4..=0xE9) => true,
        first => first.is_some_and(|byte| is_sign(*byte)),
    };
    if is_other || text.len() > LONGEST_GAP {
        return Gap::Other;
    }
    let breaks = text.matches('\n').count();
    // A quoted text of YAML ends its lines with a backslash where no blank is meant.
    // Bold is no part of what is read, nor is what nobody sees.
    let is_blank = |c: char| {
        c.is_whitespace() || c == '\\' || c == '*' || is_unseen(c.encode_utf8(&mut [0; 4]))
    };
    let bare = text.trim_matches(is_blank);
    let blanks = text.chars().filter(|c| c.is_whitespace()).count();
    let mut chars = bare.chars();
    match (chars.next(), chars.next()) {
        (None, _) if breaks == 1 => Gap::Break,
        (None, _) if breaks == 0 && blanks <= MOST_BLANKS => Gap::Blank,
        (Some(c), None) if is_hyphen(c) && breaks == 0 => Gap::Hyphen,
        // 1234-⏎5678, but not the next entry of a list
        (Some(c), None) if is_hyphen(c) && breaks == 1 && text.starts_with(c) => Gap::Hyphen,
        (Some('.' | '．' | '・' | '･' | '·'), None) if breaks == 0 => Gap::Dot,
        _ => Gap::Other,
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(
        c,
        '-' | '_' | '＿' | '/' | '／' | '~' | '～' | '〜' | '=' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' | 'ー' | 'ｰ' | '─' | '━'
    )
}

/// The last run of the number that begins with a run.
fn last_of(text: &str, all: &Digits, first: usize) -> Option<usize> {
    let runs = &all.runs;
    let mut count = 0;
    let mut last = first;
    loop {
        let run = runs.get(last)?;
        if last > first && run.before == Gap::Other {
            return None;
        }
        count += run.count;
        if count >= DIGITS {
            break;
        }
        last += 1;
    }
    let number = &runs[first..=last];
    let fits = is_valid(all.of_runs(number))
        && written_as_one(all, number)
        && is_separate(text, all, first, last)
        && !(number.len() == 1 && is_time_stamp(all.of_runs(number), text, &runs[first].range));
    fits.then_some(last)
}

/// Whether the parts of a number are even, as nobody would write dates or a list.
fn written_as_one(all: &Digits, number: &[Run]) -> bool {
    let mut gaps: Vec<Gap> = number.iter().skip(1).map(|run| run.before).collect();
    gaps.retain(|gap| *gap != Gap::Break);
    gaps.dedup();
    let gap = match gaps.as_slice() {
        [] => Gap::Break,
        [gap] => *gap,
        _ => return false,
    };
    let lengths: Vec<usize> = number.iter().map(|run| run.count).collect();
    // The end of a line either parts two groups or cuts through one.
    let mut joined: Vec<usize> = Vec::new();
    for run in number {
        match joined.last_mut().filter(|_| run.before == Gap::Break) {
            Some(length) => *length += run.count,
            None => joined.push(run.count),
        }
    }
    let years = number.len() > 1
        && number.iter().all(|run| {
            matches!(
                all.of_runs(std::slice::from_ref(run)),
                [1, 9, ..] | [2, 0, ..]
            )
        });
    let even = |lengths: &[usize]| match lengths {
        [12] | [4, 4, 4] => true,
        [6, 6] | [8, 4] | [4, 8] => gap != Gap::Dot,
        [3, 3, 3, 3] => gap != Gap::Dot,
        [1, ..] => gap == Gap::Blank && lengths.iter().all(|l| *l == 1),
        _ => false,
    };
    !years && (even(&lengths) || even(&joined))
}

/// Whether twelve digits are a date with a time (202603270802) and the words around them call them so. One of 17,000
/// numbers of persons reads as a date with a time; with such words around it and none of a number, none is left.
fn is_time_stamp(digits: &[u32], text: &str, place: &Range<usize>) -> bool {
    let value = |range: Range<usize>| digits[range].iter().fold(0, |sum, d| 10 * sum + d);
    let (year, month, day) = (value(0..4), value(4..6), value(6..8));
    let date = i16::try_from(year)
        .ok()
        .zip(i8::try_from(month).ok().zip(i8::try_from(day).ok()));
    let is_date = date.is_some_and(|(y, (m, d))| jiff::civil::Date::new(y, m, d).is_ok());
    let is_time = value(8..10) < 24 && value(10..12) < 60;
    let (head, tail) = around(text, place);
    let is_file = tail
        .strip_prefix(['.', '．'])
        .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()));
    let is_called = is_file
        || STAMPED.iter().any(|word| head.contains(word))
        || LOGS.iter().any(|word| head.contains(word))
        || STAMPS.iter().any(|word| tail.starts_with(word));
    (1990..=2100).contains(&year)
        && is_date
        && is_time
        && is_called
        && !NUMBERS
            .iter()
            .any(|word| head.contains(word) || tail.contains(word))
}

/// Words before a date with a time.
const STAMPED: [&str; 23] = [
    "日時",
    "時刻",
    "時点",
    "タイムスタンプ",
    "ファイル名",
    "バックアップ",
    "作成日",
    "更新日",
    "取得日",
    "出力日",
    "処理日",
    "実行日",
    "受信日",
    "送信日",
    "開始",
    "終了",
    "記録日",
    "版",
    "バージョン",
    "世代",
    "断面",
    "スナップショット",
    "年月日時分",
];

/// The same of logs; ログイン者 is a person.
const LOGS: [&str; 9] = [
    "ログは",
    "ログを",
    "ログの",
    "ログが",
    "ログに",
    "ログ（",
    "ログ(",
    "ログ：",
    "ログフ",
];

/// Words after a date with a time.
const STAMPS: [&str; 10] = [
    "時点",
    "の時点",
    "現在",
    "に取得",
    "に出力",
    "に作成",
    "に更新",
    "に処理",
    "に実行",
    "のログ",
];

/// Words around a number that is one of a person, or of anything else.
const NUMBERS: [&str; 6] = ["番号", "マイナンバー", "ナンバー", "氏名", "本人", "住民"];

/// What a number of twelve digits may be called that is none of a person.
const OTHER_NUMBERS: [&str; 20] = [
    "文書番号",
    "受付番号",
    "受理番号",
    "整理番号",
    "管理番号",
    "伝票番号",
    "注文番号",
    "契約番号",
    "請求番号",
    "通知番号",
    "許可番号",
    "登録番号",
    "製造番号",
    "機器番号",
    "資産番号",
    "案件番号",
    "問合せ番号",
    "お問合せ番号",
    "追跡番号",
    "照会番号",
];

/// Whether the words right before a number call it the number of a document, a receipt and the like. It is reported all the
/// same, for somebody to look.
pub fn is_called_otherwise(text: &str, place: &Range<usize>) -> bool {
    let (head, tail) = around(text, place);
    let is_mark = |c: char| c.is_whitespace() || "：:「『（(は＝=#＃".contains(c);
    let name = head.trim_end_matches(is_mark);
    let is_personal = PERSONAL
        .iter()
        .any(|word| head.contains(word) || tail.contains(word));
    OTHER_NUMBERS.iter().any(|word| name.ends_with(word)) && !is_personal
}

/// What is around a place in its line: some 20 characters on each side.
fn around<'t>(text: &'t str, place: &Range<usize>) -> (&'t str, &'t str) {
    let (head, tail) = (&text[..place.start], &text[place.end..]);
    let start = head
        .char_indices()
        .rev()
        .nth(BESIDE)
        .map_or(0, |(at, _)| at);
    let end = tail
        .char_indices()
        .nth(BESIDE)
        .map_or(tail.len(), |(at, _)| at);
    let (head, tail) = (&head[start..], &tail[..end]);
    let head = head.rsplit('\n').next().unwrap_or(head);
    (head, tail.split('\n').next().unwrap_or(tail))
}

/// How many characters on each side are looked at.
const BESIDE: usize = 20;

/// What a number may begin with that is no part of it.
const NUMBER_SIGNS: [&str; 6] = ["No", "NO", "no", "Ｎｏ", "No.", "ＮＯ"];

/// What a number of a person is called.
const PERSONAL: [&str; 2] = ["個人番号", "マイナンバー"];

/// Whether nothing around it makes it part of something longer: a 法人番号, a code, an address on the web.
fn is_separate(text: &str, all: &Digits, first: usize, last: usize) -> bool {
    let runs = &all.runs;
    let (start, end) = (runs[first].range.start, runs[last].range.end);
    let inner: Vec<Gap> = runs[first + 1..=last].iter().map(|r| r.before).collect();
    let goes_on = |gap: Gap| match gap {
        Gap::Other => false,
        Gap::Hyphen | Gap::Dot => inner.is_empty() || inner.contains(&gap),
        Gap::Blank | Gap::Break => inner.contains(&gap),
    };
    let before = &text[..start];
    let word = before.trim_end_matches(|c: char| c.is_ascii_graphic());
    let word = &before[word.len()..];
    let near = before
        .char_indices()
        .rev()
        .nth(11)
        .map_or(before, |(at, _)| &before[at..]);
    let is_letter =
        |c: char| c.is_alphabetic() && (c.is_ascii() || ('Ａ'..='ｚ').contains(&c)) || c == '_';
    // 「No」 begins no code, and nothing does where the words before call it an individual number.
    let is_code = before.ends_with(is_letter)
        && !NUMBER_SIGNS.iter().any(|sign| {
            before
                .strip_suffix(sign)
                .is_some_and(|b| !b.ends_with(is_letter))
        })
        && !PERSONAL.iter().any(|word| near.contains(word));
    let called =
        all.digits.get(runs[first].first) == Some(&0) && CALLED.iter().any(|w| near.contains(w));
    !goes_on(runs[first].before)
        && !runs.get(last + 1).is_some_and(|next| goes_on(next.before))
        && !is_code
        && !text[end..].starts_with(is_letter)
        && !word.contains("://")
        && !called
}

#[cfg(test)]
mod tests;
