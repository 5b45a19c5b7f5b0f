//! 様式にない見出しが書かれている。
//! A key that the form does not have.
//!
//! ## 何を確認するか
//! 見出しが、様式のその場所にある項目のどれかであること。番号（①、１．）や※を付けても、全角・半角が違っても構いません。
//!
//! ## なぜ
//! 様式にない見出しの内容は印刷されません。書いた人は書いたつもりでも、住民にも委員にも見えないままになります。
//!
//! ## 直し方
//! 見出しの誤字であれば直します。様式にない事柄であれば、その内容を当てはまる項目（「備考」「その他の措置の内容」など）に移します。
//!
//! ## 例
//! ```yaml
//! 表紙:
//!   評価書番合: "12"   # 誤
//!   評価書番号: "12"   # 正
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::in_brackets;
use crate::assessment::conform::Problem;
use crate::assessment::field::FieldId;
use crate::form::ItemId;
use crate::japanese::notation::norm_option;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::{Edit, Safety, Severity};
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "S001",
    name: "unknown-key",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

/// Up to this many keys are all named, whether one is similar or not.
const FEW: usize = 5;

fn check(cx: &mut Context) {
    for problem in &cx.assessment.problems {
        let Problem::UnknownKey {
            key,
            span,
            entry,
            within,
            nearest,
            meant: None,
            elsewhere,
            ..
        } = problem
        else {
            continue;
        };
        if let Some(within) = within
            && let Some(option) = option(cx, *within, key)
        {
            report_option(cx, *within, option, (*span, *entry));
        } else if elsewhere.is_empty() || nearest.is_some() {
            report_unknown(cx, key, *span, *within, *nearest);
        }
    }
}

/// The option that a key is, where it is in an item with options.
fn option(cx: &Context, within: FieldId, key: &str) -> Option<&'static str> {
    let definition = cx.assessment.definition(cx.field(within));
    let norm = norm_option(key);
    let mut options = definition.options.iter().map(|o| o.text.as_str());
    options.find(|option| norm_option(option) == norm)
}

/// `行っている: …` where 選択 belongs.
fn report_option(cx: &mut Context, within: FieldId, option: &str, (span, entry): (Span, Span)) {
    let with_colon = Span::new(span.start, span.end + 1);
    // `行っている:` with nothing after it becomes `選択: 行っている`.
    let alone = entry == span && cx.assessment.source.slice(with_colon).ends_with(':');
    let words = option_as_key(cx.lang, &cx.name(within), option);
    let finding = cx.report(&RULE, within, span, words);
    if alone {
        let edit = Edit {
            span: with_colon,
            text: format!("選択: {option}"),
        };
        finding.fix(Safety::Unsafe, vec![edit]);
    }
}

fn report_unknown(
    cx: &mut Context,
    key: &str,
    span: Span,
    within: Option<FieldId>,
    nearest: Option<ItemId>,
) {
    let form = cx.assessment.form;
    let children = form.children(within.map(|w| cx.field(w).item)).iter();
    let known: Vec<&str> = children
        .map(|child| form.items[*child].key.as_str())
        .collect();
    let near = nearest.map(|nearest| form.items[nearest].key.as_str());
    let name = within.map(|within| cx.name(within));
    let words = unknown(cx.lang, key, name.as_deref(), near, &known);
    let finding = match within {
        Some(within) => cx.report(&RULE, within, span, words),
        None => cx.report_at(&RULE, span, words),
    };
    if let Some(near) = near {
        let text = near.to_owned();
        finding.fix(Safety::Unsafe, vec![Edit { span, text }]);
    }
}

fn option_as_key(lang: Lang, name: &str, option: &str) -> Words {
    Words::new(say!(
        lang,
        "{name} の選択肢「{option}」が、見出しとして書かれている",
        "The option 「{option}」 of {name} is written as a key"
    ))
    .label(say!(
        lang,
        "「選択:」の後に書く言葉",
        "belongs after 「選択:」"
    ))
    .help(say!(
        lang,
        "「選択: {option}」と書き、具体的な内容はその下の見出しに書いてください。",
        "Write 「選択: {option}」, and the details under the keys below it."
    ))
}

fn unknown(
    lang: Lang,
    key: &str,
    within: Option<&str>,
    near: Option<&str>,
    known: &[&str],
) -> Words {
    let place = match within {
        Some(within) => within.to_owned(),
        None => say!(lang, "評価書", "The assessment"),
    };
    let few = known.len() <= FEW && within.is_some();
    let known = in_brackets(known.iter().copied());
    let help = match (near, known.is_empty()) {
        (Some(_), false) if few => say!(
            lang,
            "ここに書ける見出しは{known}です。様式にない内容であれば、備考など当てはまる項目に移してください。",
            "The keys of this place are {known}; what is none of them belongs to an item that fits."
        ),
        (Some(near), _) => say!(
            lang,
            "「{near}」の誤りであれば直してください。様式にない内容であれば、備考など当てはまる項目に移してください。",
            "If 「{near}」 is meant, correct it; if not, move the text to an item that fits."
        ),
        (None, false) => say!(
            lang,
            "ここに書ける見出しは{known}です。",
            "The keys of this place are {known}."
        ),
        (None, true) => say!(
            lang,
            "この項目の中に見出しは置けません。",
            "This item has no keys below it."
        ),
    };
    let label = near.map(|near| {
        say!(
            lang,
            "「{near}」の誤りではありませんか",
            "is 「{near}」 meant?"
        )
    });
    Words::new(say!(
        lang,
        "「{key}」という見出しは、{place} にはない",
        "{place} has no key 「{key}」"
    ))
    .label(label.unwrap_or_default())
    .help(help)
}
