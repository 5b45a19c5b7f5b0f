//! 文が「、」や「及び」で終わり、途中で切れている。
//! A text ends in a comma or in a conjunction: it is cut off.
//!
//! ## 何を確認するか
//! 欄の文が「、」「，」「及び」「又は」「並びに」「若しくは」で終わっていないこと。
//! 「を」「により」のような助詞や、「確認し」のような動詞の途中で終わる文、途中に「。」があるのに「。」で終わらない行も示します。
//! 箇条書きの行が「、」で終わり、次の行が同じ印の新しい項目で始まるものも示します。別添３は C006 が見ます。
//!
//! ## なぜ
//! 後ろの文が失われています。写すときや表計算から貼るときに、一部が落ちることがあります。
//!
//! ## 直し方
//! 元の文を確かめて、続きを書きます。
//!
//! ## 例
//! ```yaml
//! その必要性: 利用者を正確に特定し、                       # 誤: 続きがない
//! その必要性: 利用者を正確に特定し、記録を照合するため。   # 正
//! ```
//!
//! ## 根拠
//! 公用文作成の考え方（令和4年1月11日）

use std::ops::Range;

use super::Places;
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::assets::lists::actions::ACTIONS;
use crate::assets::lists::sentences::{CLAUSE_ENDS, MIDWAY, NO_PARTICLES};
use crate::japanese::chars::{is_hiragana, is_kanji, is_katakana};
use crate::japanese::notation::has_chars;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "W020",
    name: "ends-midway",
    levels: Levels::always(Severity::Warning),
    basis: &["公用文作成の考え方"],
    check,
};

/// What no text ends in.
const ENDS: [&str; 7] = ["、", "，", "及び", "又は", "並びに", "若しくは", "または"];

/// Marks before the items of a list.
const MARKS: [char; 10] = ['・', '○', '●', '◎', '◆', '◇', '■', '□', '※', '▼'];

fn check(cx: &mut Context) {
    let is_own = |field: FieldId| !cx.field(field).id.starts_with("changes[");
    let texts = cx.facts.words.iter().filter(|words| is_own(words.field));
    let found = texts.flat_map(|words| {
        let is_prose = matches!(cx.field(words.field).value, Value::Text(_)) && !words.quotes;
        let cut = match is_prose {
            true => fragments(words.str()),
            false => Vec::new(),
        };
        let ends = midway(words.str()).into_iter().chain(cut);
        ends.map(|range| (words.field, words.span(cx.assessment, range)))
    });
    let found: Places = found.collect();
    cx.report_all(&RULE, &found, words(cx.lang));
}

/// Where a text ends midway: at its end, or before a new item of its list.
fn midway(text: &str) -> Vec<Range<usize>> {
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

/// Where the last line of a text ends in the middle of a sentence: in a particle, in a verb, or after another sentence.
fn fragments(text: &str) -> Vec<Range<usize>> {
    let text = text.trim_end();
    let line = text.rsplit('\n').next().unwrap_or(text);
    let is_long = has_chars(line, SHORTEST) && line.contains(is_hiragana);
    if !is_long || line.starts_with(['|', '＜', '<', '【']) {
        return Vec::new();
    }
    let length = fragment(line).or_else(|| {
        let last = line.chars().next_back()?;
        let is_noun = is_kanji(last) || is_katakana(last);
        (is_noun && is_odd(text, line)).then_some(last.len_utf8())
    });
    let found = length.map(|length| text.len() - length..text.len());
    found.into_iter().collect()
}

/// Whether a last line has what only a sentence has, and all others are sentences: 「…を送る。」 「返却の控えは、係長が書庫」.
fn is_odd(text: &str, line: &str) -> bool {
    let before = text[..text.len() - line.len()].trim_end();
    let mut others = before.lines().filter(|line| !line.trim().is_empty());
    let is_clause = line.contains("は、") || line.contains('を');
    is_clause
        && has_chars(line, 15)
        && !before.is_empty()
        && others.all(|other| other.trim_end().ends_with('。'))
}

/// From how many characters on a last line is a sentence.
const SHORTEST: usize = 10;

/// The bytes at the end of a line that show that it is cut off.
fn fragment(line: &str) -> Option<usize> {
    let is_noun = NO_PARTICLES.iter().any(|word| line.ends_with(word));
    let particle = MIDWAY.iter().find(|word| line.ends_with(**word));
    if let Some(particle) = particle.filter(|_| !is_noun) {
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

fn words(lang: Lang) -> Words {
    Words::new(say!(
        lang,
        "文が途中で切れている",
        "A text ends in the middle of a sentence"
    ))
    .help(say!(
        lang,
        "元の文を確かめて、続きを書いてください。",
        "Look the text up and write the rest."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_are_cut_off() {
        for text in ["申込書の控えを利用者", "督促状は、図書館の窓口"] {
            assert!(fragments(text).is_empty(), "{text}");
        }
        for text in [
            "返却の記録を消すときは、係長の許可を",
            "貸出しの記録は、規則の定めるところにより",
            "窓口の職員が、利用者の本人を確認し",
            "督促状を送る。届いたことは、電話の記録",
            "督促状を送る。\n届いたことを電話で確かめるときは、係長",
        ] {
            assert_eq!(fragments(text).len(), 1, "{text}");
        }
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
