//! 別添２の一つの区分に、同じ項目が二度ある。
//! An item is listed twice in one group of the recorded items.
//!
//! ## 何を確認するか
//! 別添２の区分ごとに、「項目」に並べた項目名と、「本文」に「、」「／」や改行で区切って並べた項目名が重なっていないこと。
//! 字の幅や空白の違いは同じものとして数えます。違う区分にある同じ名前と、見出しや番号で分けた本文は数えません。
//!
//! ## なぜ
//! 記録項目の数が合わなくなり、どちらかが別の項目の書き誤りかもしれません。
//!
//! ## 直し方
//! 一方を消すか、何の項目かが分かるように名前を書き分けます。
//!
//! ## 例
//! ```yaml
//! - 区分: 利用者
//!   項目:
//!     - 氏名
//!     - 生年月日
//!     - 氏名          # 誤: 二度ある
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use rustc_hash::FxHashMap;

use super::{numbers, text, the_first};
use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::japanese::listing::parts;
use crate::japanese::notation::fold;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};
use crate::yaml::Scalar;

/// The rule.
pub static RULE: Rule = Rule {
    code: "X016",
    name: "duplicate-record",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let list = format!("files[{n}].records");
        for group in numbers(cx, &list) {
            let group = format!("{list}[{group}]");
            if let Some(field) = cx.assessment.find(&format!("{group}.items")) {
                let items = names(cx, field);
                twice(cx, field, &items);
            }
            if let Some((field, said)) = text(cx, &format!("{group}.text")) {
                let items = listed(cx, said);
                twice(cx, field, &items);
            }
        }
    }
}

/// The items of a list.
fn names<'a>(cx: &Context<'a>, field: FieldId) -> Vec<(&'a str, Span)> {
    match &cx.field(field).value {
        Value::Texts(items) => items.iter().map(|i| (i.text.trim(), i.span)).collect(),
        _ => Vec::new(),
    }
}

/// What parts a text into groups of its own: 「【請求者】氏名、住所」.
const GROUPED: [char; 14] = [
    '＜', '<', '〈', '【', '《', '［', '■', '○', '●', '◆', '：', ':', '※', '・',
];

/// The items of running text; none where it has groups of its own, in which a name may well come again.
fn listed<'a>(cx: &Context, said: &'a Scalar) -> Vec<(&'a str, Span)> {
    let is_number = |c: char| ('①'..='⑳').contains(&c);
    if said.text.contains(GROUPED) || said.text.contains(is_number) || said.text.contains('。') {
        return Vec::new();
    }
    let mut start = 0;
    let mut found = Vec::new();
    for part in parts(&said.text) {
        let Some(at) = said.text[start..].find(part) else {
            continue;
        };
        let from = start + at + (part.len() - part.trim_start().len());
        start += at + part.len();
        let name = part.trim();
        found.push((name, cx.words(said, from..from + name.len())));
    }
    found
}

fn twice(cx: &mut Context, field: FieldId, items: &[(&str, Span)]) {
    let mut seen: FxHashMap<String, Span> = FxHashMap::default();
    let lang = cx.lang;
    for (name, span) in items {
        let folded = fold(name);
        if folded.is_empty() {
            continue;
        }
        match seen.get(&folded) {
            Some(first) => {
                cx.report(&RULE, field, *span, words(lang, name))
                    .related(*first, the_first(lang));
            }
            None => drop(seen.insert(folded, *span)),
        }
    }
}

fn words(lang: Lang, name: &str) -> Words {
    Words::new(say!(
        lang,
        "別添２の同じ区分に「{name}」が二度ある",
        "「{name}」 is listed twice in one group of 別添２"
    ))
    .help(say!(
        lang,
        "一方を消すか、何の項目かが分かるように名前を書き分けてください。",
        "Delete one, or name the two apart."
    ))
}
