//! 文が「、」や「及び」で終わり、途中で切れている。
//! A text ends in a comma or in a conjunction: it is cut off.
//!
//! ## 何を確認するか
//! 欄の文が「、」「，」「及び」「又は」「並びに」「若しくは」で終わっていないこと。
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

use super::{Places, report_all};
use crate::assessment::field::FieldId;
use crate::assets::lists::sentences::CLAUSE_ENDS;
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
    let texts = cx.facts.words.iter().filter(|words| is_own(words.place));
    let found = texts.flat_map(|words| {
        let ends = midway(words.str()).into_iter();
        ends.map(|range| (words.place, words.span(cx.assessment, range)))
    });
    let found: Places = found.collect();
    report_all(cx, &RULE, &found, words(cx.lang));
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
