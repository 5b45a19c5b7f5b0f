//! 様式にある選択肢が、「その他」の（　）の中に書かれている。
//! An option of the form is written in the slot for others.
//!
//! ## 何を確認するか
//! 選択肢のある項目の「その他」の内容に、同じ項目の選択肢と同じ語が、並べたものの一つとしてないこと。
//!
//! ## なぜ
//! 様式の選択肢に○がないと、その方法や接続を使っていないように読めます。一覧や集計からも漏れます。
//!
//! ## 直し方
//! 「その他」から除き、その選択肢を選びます。
//!
//! ## 例
//! ```yaml
//! 他のシステムとの接続:
//!   - その他: 図書館システム、庁内連携システム   # 誤
//!   - 庁内連携システム   # 正
//!   - その他: 図書館システム   # 正
//! ```
//!
//! ## 根拠
//! 全項目評価書の様式

use std::ops::Range;

use crate::assessment::field::FieldId;
use crate::assessment::value::Value;
use crate::form::Item;
use crate::japanese::notation::{before_bracket, fold};
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S026",
    name: "option-in-other",
    levels: Levels::always(Severity::Warning),
    basis: &["全項目評価書の様式"],
    check,
};

/// The option with a slot for what the form does not print.
const OTHER: &str = "その他";

/// What separates the entries of a slot.
const ENDS: [char; 5] = ['、', '，', ',', '。', '\n'];

struct Found {
    field: FieldId,
    span: Span,
    option: &'static str,
    is_ticked: bool,
}

fn check(cx: &mut Context) {
    let mut found: Vec<Found> = Vec::new();
    for (id, field) in cx.assessment.fields.iter_enumerated() {
        let Value::Checks(checks) = &field.value else {
            continue;
        };
        let item = cx.assessment.definition(field);
        let ticked = |option: usize| checks.iter().any(|check| check.option == Some(option));
        for check in checks {
            let (Some(own), Some(detail)) = (check.option, check.detail) else {
                continue;
            };
            if item
                .options
                .get(own)
                .is_none_or(|option| option.text != OTHER)
            {
                continue;
            }
            found.extend(
                options(item, own, &detail.text)
                    .into_iter()
                    .map(|(option, range)| Found {
                        field: id,
                        span: cx.words(detail, range),
                        option: &item.options[option].text,
                        is_ticked: ticked(option),
                    }),
            );
        }
    }
    for Found {
        field,
        span,
        option,
        is_ticked,
    } in found
    {
        let words = words(cx.lang, &cx.name(field), option, is_ticked);
        cx.report(&RULE, field, span, words);
    }
}

/// The other options of an item among the entries of a slot, with their places.
fn options(item: &Item, own: usize, slot: &str) -> Vec<(usize, Range<usize>)> {
    let is = |words: &str| {
        let words = fold(words.trim());
        let mut others = item.options.iter().enumerate().filter(|(n, _)| *n != own);
        let same = |text: &str| !words.is_empty() && fold(text) == words;
        others
            .find(|(_, o)| same(&o.text) || same(before_bracket(&o.text)))
            .map(|(n, _)| n)
    };
    let trimmed = |range: Range<usize>| {
        let words = &slot[range.clone()];
        let start = range.start + (words.len() - words.trim_start().len());
        start..start + words.trim().len()
    };
    if let Some(option) = is(slot) {
        return vec![(option, trimmed(0..slot.len()))];
    }
    let mut at = 0;
    let entries = slot.split(ENDS).map(|entry| {
        let start = at;
        at = start + entry.len();
        at += slot[at..].chars().next().map_or(0, char::len_utf8);
        trimmed(start..start + entry.len())
    });
    entries
        .filter_map(|range| Some((is(&slot[range.clone()])?, range)))
        .collect()
}

fn words(lang: Lang, name: &str, option: &str, is_ticked: bool) -> Words {
    let message = say!(
        lang,
        "{name} の「その他」の中に、様式の選択肢「{option}」が書かれている",
        "{name}: 「{option}」, an option of the form, is written in the slot of その他"
    );
    let help = if is_ticked {
        say!(
            lang,
            "「{option}」は選ばれています。「その他」から除いてください。",
            "It is chosen already; take it out of その他."
        )
    } else {
        say!(
            lang,
            "「その他」から除き、「{option}」を選んでください。",
            "Take it out of その他, and choose 「{option}」."
        )
    };
    Words::new(message).help(help)
}
