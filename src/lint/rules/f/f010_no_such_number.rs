//! 「⑫に該当する者」「上記（6）の手順」のように番号だけで示したものが、どこにも並んでいない。
//! A number is named that no list has.
//!
//! ## 何を確認するか
//! 「⑫に掲げる者」「⑫のとおり」「上記⑦」「前記（6）」のように、番地を付けずに番号だけで示したものが、同じ欄、同じ章のほかの欄の番号、様式の同じ節の項目の番号のどれかにあること。
//! 「Ⅱ３⑫」「別添１の⑫」のような番地は F001 が見ます。別添１と別添３は見ません。別添１の番号を指すともとれる「⑫のとおり」は、別添１にその番号がなければ示します。
//!
//! ## なぜ
//! 項目を減らしたときに、番号を挙げた文が残ると、どれのことか分かりません。
//!
//! ## 直し方
//! 指しているものを確かめて、番号を直します。
//!
//! ## 例
//! ```yaml
//! 消去方法: |
//!   ①名簿は、裁断する。
//!   ②磁気の媒体は、上記⑦の手順により消去する。   # 誤: ⑦はどこにもない
//!   ②磁気の媒体は、上記①の後に消去する。         # 正
//! ```
//!
//! ## 根拠
//! 文の中の番号

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::texts;
use crate::assessment::field::FieldId;
use crate::assets::lists::references::{ABOVE, BARE_ITEM};
use crate::japanese::chars::is_hiragana;
use crate::japanese::numbering::{Form, is_circled, numbered};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "F010",
    name: "no-such-number",
    levels: Levels::always(Severity::Warning),
    basis: &[],
    check,
};

/// A number in a text.
#[derive(Debug)]
struct Number {
    form: Form,
    value: usize,
    /// With 「上記」 before it.
    range: Range<usize>,
    how: How,
}

/// How a number is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// At the head of a line, or in any other way that may be that of a list.
    Listed,
    /// 「上記⑦」, 「⑦に掲げる」
    Item,
    /// 「⑦のとおり」, which may be of 別添１, too.
    Perhaps,
}

/// The item of 別添１.
const FIGURE: &str = "flow_figure";

fn check(cx: &mut Context) {
    let texts = texts(cx);
    let mut known: FxHashMap<&str, FxHashSet<(Form, usize)>> = FxHashMap::default();
    let mut named: Vec<(FieldId, &Scalar, Number)> = Vec::new();
    for (field, text) in texts {
        let chapter = chapter(&cx.field(field).id);
        for number in numbers(&text.text) {
            if number.how == How::Listed || chapter == FIGURE {
                let listed = known.entry(chapter).or_default();
                listed.insert((number.form, number.value));
            } else {
                named.push((field, text, number));
            }
        }
    }
    for (field, text, number) in named {
        let id = &cx.field(field).id;
        let has = |chapter: &str| {
            let listed = known.get(chapter);
            listed.is_some_and(|listed| listed.contains(&(number.form, number.value)))
        };
        let of_form = number.form == Form::Circle && is_of_form(cx, field, number.value);
        if has(chapter(id)) || of_form || number.how == How::Perhaps && has(FIGURE) {
            continue;
        }
        let words = words(cx.lang, &text.text[number.range.clone()]);
        let span = cx.words(text, number.range);
        cx.report(&RULE, field, span, words);
    }
}

/// The part of an assessment within which a number may be that of any list: 「files[1].risks」.
fn chapter(id: &str) -> &str {
    let mut dots = id.match_indices('.');
    let first = dots.next().map_or(id.len(), |(at, _)| at);
    let of_file = id.starts_with("files[");
    let end = if of_file {
        dots.next().map_or(id.len(), |(at, _)| at)
    } else {
        first
    };
    &id[..end]
}

/// Whether the form has an item of a circled number in the section of a field.
fn is_of_form(cx: &Context, field: FieldId, value: usize) -> bool {
    let form = cx.assessment.form;
    let own = cx.assessment.definition(cx.field(field)).id.as_str();
    let depth = if own.starts_with("files[") { 3 } else { 2 };
    let section: Vec<&str> = own.split('.').take(depth).collect();
    let section = section.join(".");
    form.items.iter().any(|item| {
        let number = numbered(&item.label).filter(|head| head.form == Form::Circle);
        item.id.starts_with(&section) && number.is_some_and(|head| head.number == value)
    })
}

/// The numbers of a text: ① and （1）.
fn numbers(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    for (at, c) in text.char_indices() {
        if !is_circled(c) && !matches!(c, '（' | '(') {
            continue;
        }
        let Some(head) = numbered(&text[at..]).filter(|head| head.range.start == 0) else {
            continue;
        };
        let end = at + head.range.end;
        let (start, how) = how(text, at, end);
        found.push(Number {
            form: head.form,
            value: head.number,
            range: start..end,
            how,
        });
    }
    found
}

/// How many characters numbers in a row may have, one after the other: 「①、②及び」.
const LONGEST_CHAIN: usize = 60;

/// How a number is named, and where that begins.
fn how(text: &str, start: usize, end: usize) -> (usize, How) {
    let (head, after) = (&text[..start], &text[end..]);
    if let Some(word) = ABOVE.iter().find(|word| head.ends_with(**word)) {
        return (start - word.len(), How::Item);
    }
    // 「Ⅱ３①、②及び⑫」: what an address begins goes on.
    let joint = |c: char| is_circled(c) || "、・及び又は並にから～〜".contains(c);
    let chain: Vec<char> = head.chars().rev().take(LONGEST_CHAIN).collect();
    let length = chain.iter().take_while(|c| joint(**c)).count();
    let is_chain = chain[..length].iter().any(|c| is_circled(*c));
    let before = chain.get(if is_chain { length } else { 0 });
    let is_bare = before.copied().is_none_or(|c| {
        c.is_whitespace() || "、。，「・".contains(c) || is_hiragana(c) && c != 'の'
    });
    if !is_bare {
        return (start, How::Listed);
    }
    let found = BARE_ITEM.iter().find(|word| after.starts_with(**word));
    match found {
        Some(word) if word.starts_with('に') => (start, How::Item),
        Some(_) => (start, How::Perhaps),
        None => (start, How::Listed),
    }
}

fn words(lang: Lang, written: &str) -> Words {
    Words::new(say!(
        lang,
        "「{written}」に当たる番号が、この章のどの欄にもない",
        "No list of this chapter has what 「{written}」 names"
    ))
    .help(say!(
        lang,
        "指しているものを確かめて、番号を直してください。ほかの章の項目なら、「Ⅱ３⑦」のように番地で書きます。",
        "See what is meant and correct the number; an item elsewhere is named by its address."
    ))
}

#[cfg(test)]
mod tests {
    use super::{How, numbers};

    #[test]
    fn numbers_that_are_named() {
        let last = |text: &str| {
            let numbers = numbers(text);
            numbers.last().map(|number| (number.value, number.how))
        };
        for (text, value, how) in [
            ("⑫に該当する者", 12, How::Item),
            ("・消去は、⑮のとおり行う。", 15, How::Perhaps),
            ("上記⑦の措置", 7, How::Item),
            ("前記（6）の手順", 6, How::Item),
            ("①、②及び⑫に掲げる者", 12, How::Item),
            ("Ⅱ３①、②及び⑫に掲げる者", 12, How::Listed),
            ("別添１の⑫のとおり", 12, How::Listed),
            ("⑫委託先", 12, How::Listed),
            ("第2条（3）に掲げる者", 3, How::Listed),
        ] {
            assert_eq!(last(text), Some((value, how)), "{text}");
        }
    }
}
