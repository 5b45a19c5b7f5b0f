//! 一つの項目の中に、同じ段落が二度ある。
//! The same paragraph occurs twice within one item.
//!
//! ## 何を確認するか
//! 一つの項目の同じ見出し（＜…における措置＞など）の下に、60字以上の同じ段落が二度ないこと。
//! 違う項目や違う見出しの下の同じ段落は、対策が同じこともあるため数えません。
//!
//! ## なぜ
//! 貼り付けの誤りで、後で一方だけが直されると食い違います。
//!
//! ## 直し方
//! 一方を消します。別の内容を書くはずだったなら、書き直します。
//!
//! ## 例
//! ```yaml
//! 消去方法: |
//!   保管期間を過ぎた申込書は、毎年6月に係長が立ち会い、館内の細断機で読み取れない大きさに細断した上で、廃棄の日を台帳に記録する。
//!   保管期間を過ぎた申込書は、毎年6月に係長が立ち会い、館内の細断機で読み取れない大きさに細断した上で、廃棄の日を台帳に記録する。   # 誤
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::the_first;
use crate::assessment::value::Value;
use crate::japanese::notation::{fold, has_chars};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X017",
    name: "pasted-twice",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// From how many characters on a paragraph is not repeated by chance.
const LONG: usize = 60;

fn check(cx: &mut Context) {
    for (id, field) in cx.assessment.printed().iter_enumerated() {
        let Value::Text(said) = field.value else {
            continue;
        };
        // What 別添３ quotes is not this document's own.
        if field.id.starts_with("changes[") {
            continue;
        }
        for (first, again) in twice(&said.text) {
            let (first, span) = (cx.words(said, first), cx.words(said, again));
            let lang = cx.lang;
            cx.report(&RULE, id, span, words(lang, &cx.name(id)))
                .related(first, the_first(lang));
        }
    }
}

/// Paragraphs that occur twice under one heading.
fn twice(text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut part: Vec<Range<usize>> = Vec::new();
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        if has_chars(trimmed, LONG) {
            part.push(at..at + trimmed.len());
        } else if !trimmed.ends_with('。') {
            // A short line without an end is a heading, whatever its brackets: what is under it is a part of its own.
            found.extend(repeated(text, &part));
            part.clear();
        }
    }
    found.extend(repeated(text, &part));
    found
}

/// The paragraphs of a part that say what one before them says.
fn repeated(text: &str, part: &[Range<usize>]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    if part.len() < 2 {
        return found;
    }
    let mut seen: FxHashMap<String, &Range<usize>> = FxHashMap::default();
    for range in part {
        // The number before a paragraph makes no other of it.
        let is_number = |c: char| c.is_numeric() || "（）()・．.、　 ".contains(c);
        let folded = fold(text[range.clone()].trim_start_matches(is_number));
        match seen.get(&folded) {
            Some(first) => found.push(((*first).clone(), range.clone())),
            None => drop(seen.insert(folded, range)),
        }
    }
    found
}

fn words(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に、同じ段落が二度ある",
        "{item} has the same paragraph twice"
    ))
    .help(say!(
        lang,
        "一方を消してください。別の内容を書くはずだったなら、書き直します。",
        "Delete one, or write what was meant."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_begins_anew() {
        let long = "貸出の記録は、".repeat(10) + "消す。\n";
        assert_eq!(twice(&format!("{long}・{long}")).len(), 1);
        assert_eq!(twice(&format!("＜甲＞\n{long}＜乙＞\n{long}")).len(), 0);
    }
}
