//! Forms of text for comparison only; nothing here is ever written back.

use crate::japanese::chars::{circled, full, half};
use unicode_normalization::UnicodeNormalization;

use super::letters::letters;

/// The comparison form of a key or label: without blanks, ※, one leading number, and differences of width and comma.
///
/// ```
/// use hyokasho::japanese::notation::norm_key;
/// assert_eq!(norm_key("➀入手元　※"), norm_key("入手元"));
/// assert_eq!(norm_key("２．基本情報"), norm_key("基本情報"));
/// ```
pub fn norm_key(text: &str) -> String {
    let text = without_mark(text.trim());
    one_comma(fold(strip_numbering(text.trim())))
}

/// The comparison form of an option's words: only a leading `1)` counts as a number, and 「，」 is 「、」.
pub fn norm_option(text: &str) -> String {
    let text = text.trim();
    one_comma(fold(option_number(text).map_or(text, |(_, rest)| rest)))
}

/// Folded words with one kind of comma: many offices write 「，」 for 「、」.
fn one_comma(folded: String) -> String {
    match folded.contains(',') {
        true => folded.replace(',', "、"),
        false => folded,
    }
}

/// A leading `1)` or `２）` of an option, with what follows.
pub fn option_number(text: &str) -> Option<(usize, &str)> {
    let text = text.trim_start();
    let end = text.find(|c: char| !is_digit(c))?;
    let rest = text[end..].strip_prefix([')', '）'])?;
    number(&text[..end]).map(|n| (n, rest))
}

/// Whether a digit of either width may be among some bytes. No early exit, so that the loop is vectorised: most chunks
/// have no digit.
pub fn may_hold_digit(bytes: &[u8]) -> bool {
    let begins = |byte: &u8| byte.wrapping_sub(b'0') < 10 || *byte == 0xEF;
    bytes.iter().fold(false, |any, byte| any | begins(byte))
}

/// Whether a text has at least this many characters; unlike `chars().count()`, it does not run through a long one.
pub fn has_chars(text: &str, least: usize) -> bool {
    // A character has four bytes at most.
    text.len() >= 4 * least || text.len() >= least && text.chars().count() >= least
}

/// Width, compatibility characters and white space made equal.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    loop {
        let end = at + letters(text, at);
        out.push_str(&text[at..end]);
        let Some(c) = text[end..].chars().next() else {
            return out;
        };
        match fold_alone(c) {
            Some(Folded::To(c)) => out.push(c),
            Some(Folded::Nothing) => {}
            None => return fold_whole(text),
        }
        at = end + c.len_utf8();
    }
}

/// What becomes of a character whatever is around it.
enum Folded {
    To(char),
    Nothing,
}

/// The folded form of a character of ordinary Japanese; none for one that needs the rules of Unicode.
fn fold_alone(c: char) -> Option<Folded> {
    Some(match c {
        ' ' | '\n' | '\r' | '\t' | '\u{3000}' => Folded::Nothing,
        '!'..='~' => Folded::To(c),
        '～' | '〜' => Folded::To('~'),
        '〇' | '◯' => Folded::To('○'),
        '！'..='｝' => Folded::To(half(c)),
        '①'..='⑨' => Folded::To(ascii_digit(u32::from(c) - u32::from('①') + 1)),
        // 「、。「」【】」, and the letters that `letters` counts
        '\u{3001}'..='\u{3006}' | '\u{3008}'..='\u{301B}' | '\u{3041}'..='\u{3096}' => {
            Folded::To(c)
        }
        '\u{30A1}'..='\u{30FE}' | '\u{4E00}'..='\u{9FFF}' | '○' | '※' | '→' => Folded::To(c),
        _ => return None,
    })
}

fn fold_whole(text: &str) -> String {
    let folded = |c: char| match c {
        '〇' | '◯' => '○',
        '〜' | '～' => '~',
        '➀'..='➉' => ascii_digit(c as u32 - '➀' as u32 + 1),
        '❶'..='❿' => ascii_digit(c as u32 - '❶' as u32 + 1),
        c => c,
    };
    text.chars()
        .map(folded)
        .nfkc()
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(folded)
        .collect()
}

/// Circled ten and above do not occur as white or black dingbats but for 10 itself, which is left alone.
fn ascii_digit(n: u32) -> char {
    char::from_digit(n, 10).unwrap_or('⑩')
}

/// A number in digits of either width.
pub fn number(text: &str) -> Option<usize> {
    let text = text.trim();
    // Nearly all that is asked about is no number at all.
    let digits: String = match text.chars().next() {
        None | Some('ぁ'..='ヿ' | '一'..='鿿') => return None,
        Some(_) => text.nfkc().filter(|c| *c != ',').collect(),
    };
    if digits.is_empty() || digits.len() > 9 {
        None
    } else {
        digits.parse().ok()
    }
}

/// Characters that take no place on paper: zero-width blanks and joiners, byte order marks.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}')
}

/// Whether a text answers nothing: it keeps the place of an answer, or says that there is none where that is no answer.
pub fn is_hollow(text: &str, none_is_an_answer: bool) -> bool {
    let short = |text: String| keeps_the_place(&text) || !none_is_an_answer && says_none(&text);
    alone(text).is_some_and(short) || is_deferred(text)
}

/// Whether a text says "none" and nothing else: －, なし, （該当なし） …
pub fn is_none_mark(text: &str) -> bool {
    alone(text).is_some_and(|text| says_none(&text))
}

/// The same of a text that is freed of what may be around it.
fn says_none(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "なし",
        "無し",
        "ナシ",
        "無",
        "該当なし",
        "該当無し",
        "特になし",
        "特に無し",
        "特段なし",
        "/",
        "N/A",
    ];
    let is_dash = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−' | 'ー' | '─');
    !text.is_empty() && text.chars().all(is_dash) || WORDS.contains(&text)
}

/// Whether a text only keeps the place of what is to be written: 未定, 同上, ○○, 令和○年○月○日.
pub fn is_placeholder(text: &str) -> bool {
    alone(text).is_some_and(|text| keeps_the_place(&text))
}

/// The same of a text that is freed of what may be around it.
fn keeps_the_place(text: &str) -> bool {
    const WORDS: [&str; 31] = [
        "未定",
        "未",
        "未記入",
        "未記載",
        "未入力",
        "未確認",
        "未決定",
        "同上",
        "同左",
        "同前",
        "〃",
        "不明",
        "要確認",
        "要検討",
        "要記載",
        "確認中",
        "調整中",
        "検討中",
        "作成中",
        "案文作成中",
        "文案作成中",
        "後で記載",
        "追って記載",
        "後日",
        "後日記載",
        "別途",
        "別途記載",
        "追記予定",
        "記載予定",
        "TBD",
        "TODO",
    ];
    let masks = |c: char| {
        matches!(
            c,
            '○' | '●'
                | '◎'
                | '×'
                | '✕'
                | '△'
                | '▲'
                | '□'
                | '■'
                | '◇'
                | '◆'
                | '☆'
                | '★'
                | '※'
                | '〓'
                | '*'
                | '?'
                | '・'
                | '…'
                | '‥'
                | '.'
                | '_'
                | '~'
                | '、'
                | 'X'
                | 'x'
        )
    };
    let of_date = |c: char| matches!(c, '令' | '和' | '平' | '成' | '年' | '度' | '月' | '日');
    let is_mask = |c: char| masks(c) || of_date(c);
    let masked = text.chars().all(is_mask) && (text.chars().any(masks) || text.contains("年月"));
    // 「令和8年○月○日」
    let part_of_date = || {
        let is_part = |c: char| is_mask(c) || c.is_ascii_digit();
        let has_no_number = |unit: &char| {
            let before = text.split_once(*unit).map(|(before, _)| before);
            before.is_some_and(|b| !b.ends_with(|c: char| c.is_ascii_digit() || c == '元'))
        };
        let is_date = text.chars().all(is_part) && text.contains('年');
        is_date && ['年', '月', '日'].iter().any(has_no_number)
    };
    WORDS.contains(&text) || masked || part_of_date()
}

/// Whether a line only says that an answer is still to come: 「入札により決定するため未定」, 「契約後に記載」.
pub fn is_deferred(text: &str) -> bool {
    const LONGEST: usize = 40;
    const ONCE: [&str; 14] = [
        "決定後",
        "確定後",
        "契約後",
        "締結後",
        "入札後",
        "選定後",
        "調達後",
        "落札後",
        "公募後",
        "決定次第",
        "確定次第",
        "決まり次第",
        "契約次第",
        "選定次第",
    ];
    const TO_COME: [&str; 6] = ["記載", "追記", "記入", "入力", "掲載", "反映"];
    const TAILS: [&str; 6] = ["予定", "とする", "します", "する", "である", "です"];
    let text = text.trim();
    // Every such line has one of these; most others have none.
    if !text.contains(['未', '後', '次']) || has_chars(text, LONGEST) || text.contains('\n') {
        return false;
    }
    let folded = fold(text);
    let bare = folded.trim_end_matches(['。', ')', '」', '】']);
    // 「未定（令和8年度に入札）」; one that names the month says when.
    if bare.starts_with("未定(") {
        return !bare.contains('月');
    }
    let mut bare = bare;
    while let Some(shorter) = TAILS.iter().find_map(|tail| bare.strip_suffix(tail)) {
        bare = shorter;
    }
    let once = ONCE.iter().any(|word| bare.contains(word));
    bare.ends_with("未定") || once && TO_COME.iter().any(|word| bare.ends_with(word))
}

/// A short text without the brackets around it and the full stop after it, in one width; none of a long one.
pub(super) fn alone(text: &str) -> Option<String> {
    const AROUND: [char; 18] = [
        '(', ')', '[', ']', '【', '】', '「', '」', '『', '』', '<', '>', '〈', '〉', '《', '》',
        '〔', '〕',
    ];
    let text = text.trim();
    if has_chars(text, 24) {
        return None;
    }
    let folded = fold(text);
    let inner = folded
        .trim_matches(AROUND)
        .trim_end_matches(['。', '.', '．']);
    let inner = inner.trim_matches(AROUND);
    Some(if inner.is_empty() {
        folded
    } else {
        inner.to_owned()
    })
}

/// How alike two texts are, from 0 to 1 (Damerau–Levenshtein over their comparison forms).
pub fn similarity(a: &str, b: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&norm_key(a), &norm_key(b))
}

/// A name without what follows it in brackets: 「架空データ（入力業務）」.
pub fn before_bracket(name: &str) -> &str {
    name.split(['（', '(']).next().unwrap_or(name)
}

/// A text with its digits in full width.
pub fn wide(text: &str) -> String {
    let wide = |c: char| if c.is_ascii_digit() { full(c) } else { c };
    text.chars().map(wide).collect()
}

/// A text with its digits in half width.
pub fn narrow(text: &str) -> String {
    let narrow = |c: char| if is_digit(c) { half(c) } else { c };
    text.chars().map(narrow).collect()
}

/// A digit of either width.
pub fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn without_mark(text: &str) -> String {
    let Some(mark) = text.find('※') else {
        return text.to_owned();
    };
    let after = &text[mark + '※'.len_utf8()..];
    let rest = match after.strip_prefix(['（', '(']) {
        Some(note) => note.split_once(['）', ')']).map_or("", |(_, rest)| rest),
        None => after,
    };
    format!("{}{}", &text[..mark], rest)
}

/// Deletes one leading number of a label: `①` `１．` `1)` `Ⅰ　` `II ` `（別添１）` `リスク１：`.
fn strip_numbering(text: &str) -> &str {
    let Some(first) = text.chars().next() else {
        return text;
    };
    let after_first = &text[first.len_utf8()..];
    if circled(first).is_some() {
        return after_first;
    }
    if ('\u{2160}'..='\u{217F}').contains(&first) {
        return after_first
            .trim_start_matches(|c: char| c.is_whitespace() || c == '．' || c == '.');
    }
    if matches!(first, '（' | '(') && after_first.starts_with("別添") {
        return after_first
            .split_once(['）', ')'])
            .map_or(text, |(_, rest)| rest);
    }
    if let Some(rest) = text.strip_prefix("リスク") {
        let rest = rest.trim_start_matches(is_digit);
        return rest.strip_prefix(['：', ':']).unwrap_or(text);
    }
    let digits = text.trim_start_matches(is_digit);
    if digits.len() < text.len()
        && let Some(rest) = digits.strip_prefix(['．', '.', ')', '）'])
    {
        return rest;
    }
    let roman = text.trim_start_matches(['I', 'V', 'X']);
    if roman.len() < text.len()
        && roman.starts_with(|c: char| c.is_whitespace() || c == '.' || c == '．')
    {
        return roman.trim_start_matches(|c: char| c.is_whitespace() || c == '.' || c == '．');
    }
    text
}

/// A text on one line, with a single blank where there were several or a line ended.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
