//! Ⅱ５の提供・移転と、Ⅲ５の「提供・移転しない」が食い違っている。
//! The provisions of chapter II 5 and the box of chapter III 5 contradict each other.
//!
//! ## 何を確認するか
//! Ⅲ５の「提供・移転しない」に○があるとき、Ⅱ５に、移転も、情報提供ネットワークシステム以外の方法による提供もないこと。
//! 反対に、Ⅱ５にそのどちらもないとき、Ⅲ５に対策が書かれていないこと（こちらは参考です）。
//!
//! ## なぜ
//! Ⅲ５は、委託と情報提供ネットワークシステムによる提供を除いた提供・移転の対策を書く欄です。
//! ○を付けると、実際には行っている提供や移転の対策が書かれないまま公表されます。
//!
//! ## 直し方
//! 提供・移転をするなら、○を消してⅢ５の対策を書きます。しないなら、○を付けて対策を消します。
//!
//! ## 例
//! ```yaml
//! 提供・移転の有無:
//!   - 移転を行っている: 1
//! # …
//! 提供・移転しない: ○   # 誤
//! 提供・移転しない:      # 正: 空欄にして移転の対策を書く
//! ```
//!
//! ## 根拠
//! 特定個人情報保護評価書（全項目評価書）の様式

use super::{NETWORK, boxed, key, name, numbers, ticked, ticks};
use crate::assessment::value::Value;
use crate::japanese::notation::is_none_mark;
use crate::lint::rules::{Context, Levels, Rule, Words};
use crate::source::Span;
use crate::source::diagnostic::Severity;
use crate::source::lang::{Lang, say};

/// The rule.
pub static RULE: Rule = Rule {
    code: "X003",
    name: "provision-none",
    levels: Levels::always(Severity::Error),
    basis: &["全項目評価書の様式"],
    check,
};

fn check(cx: &mut Context) {
    for n in numbers(cx, "files") {
        let ways = ways(cx, n);
        let id = format!("files[{n}].risks.provision.none");
        match (boxed(cx, &id), ways.first()) {
            (Some(span), Some(_)) => report_ticked(cx, &id, span, &ways),
            (None, None) => report_filled(cx, n),
            _ => {}
        }
    }
}

/// Where a file is transferred, or given by another way than the network.
fn ways(cx: &Context, n: usize) -> Vec<Span> {
    let section = format!("files[{n}].overview.provision");
    let has = format!("{section}.has");
    let mut ways: Vec<Span> = ticked(cx, &has, "移転を行っている").into_iter().collect();
    let list = format!("{section}.recipients");
    for r in numbers(cx, &list) {
        let other = ticks(cx, &format!("{list}[{r}].methods"))
            .into_iter()
            // The servers in between are the network.
            .find(|t| {
                let detail = t.detail.map_or("", |d| &d.text);
                t.option != NETWORK && !detail.contains("中間サーバ") && !detail.contains(NETWORK)
            });
        ways.extend(other.map(|t| t.span));
    }
    let list = format!("{section}.transferees");
    if ways.is_empty() {
        let names = numbers(cx, &list).filter_map(|t| key(cx, &format!("{list}[{t}].name")));
        let written = names.filter(|span| !span.range().is_empty());
        let named =
            numbers(cx, &list).any(|t| super::text(cx, &format!("{list}[{t}].name")).is_some());
        if named {
            ways.extend(written);
        }
    }
    ways
}

fn report_ticked(cx: &mut Context, id: &str, span: Span, ways: &[Span]) {
    let Some(field) = cx.assessment.find(id) else {
        return;
    };
    let lang = cx.lang;
    let mut finding = cx.report(&RULE, field, span, ticked_wrongly(lang, &cx.name(field)));
    for span in ways.iter().take(4) {
        finding = finding.related(*span, another_way(lang));
    }
}

/// Ⅲ５ is written although there is nothing that it is about.
fn report_filled(cx: &mut Context, n: usize) {
    let has = format!("files[{n}].overview.provision.has");
    let ticked = ticks(cx, &has);
    let Some(answer) = ticked.first().map(|t| t.span) else {
        return;
    };
    let list = format!("files[{n}].overview.provision.recipients");
    let recipients = cx.assessment.entries(&list);
    let all_ticked =
        (1..=recipients).all(|r| !ticks(cx, &format!("{list}[{r}].methods")).is_empty());
    let none = ticked.iter().any(|t| t.option == "行っていない");
    if !none && (recipients == 0 || !all_ticked) {
        return;
    }
    let section = format!("files[{n}].risks.provision");
    let is_written = |value: &Value| match value {
        Value::Text(text) => !is_none_mark(&text.text),
        Value::Choice { .. } => true,
        _ => false,
    };
    let mut below = cx.assessment.below(&section);
    let written = below.find(|(_, field)| !field.blank && is_written(&field.value));
    let Some(((field, _), span)) = written.zip(key(cx, &section)) else {
        return;
    };
    let item = name(cx, &format!("{section}.none"));
    let lang = cx.lang;
    cx.report(&RULE, field, span, filled_for_nothing(lang, &item))
        .severity(Severity::Info)
        .related(answer, answered_here(lang));
}

fn ticked_wrongly(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "{item} に○があるのに、Ⅱ５に提供・移転の記載がある",
        "{item} is ticked although Ⅱ５ names provisions or transfers"
    ))
    .help(say!(
        lang,
        "提供・移転をするなら○を消してⅢ５の対策を書き、しないならⅡ５を直してください。",
        "Untick the box and write the measures, or correct Ⅱ５."
    ))
}

/// Said where Ⅱ５ names a way.
fn another_way(lang: Lang) -> String {
    say!(
        lang,
        "情報提供ネットワークシステム以外の提供又は移転",
        "a transfer, or a provision by other means than the network"
    )
}

fn filled_for_nothing(lang: Lang, item: &str) -> Words {
    Words::new(say!(
        lang,
        "Ⅲ５に対策が書かれているが、Ⅱ５には情報提供ネットワークシステム以外の提供も移転もない",
        "Ⅲ５ has measures, but Ⅱ５ has neither a transfer nor a provision by other means than the network"
    ))
    .help(say!(
        lang,
        "Ⅱ５のとおりなら {item} に○を付け、対策を消してください。Ⅱ５に書き漏らした提供・移転がないかも確かめます。",
        "Tick {item} and delete the measures, or add what is missing in Ⅱ５."
    ))
}

/// Said at the answer of Ⅱ５.
fn answered_here(lang: Lang) -> String {
    say!(lang, "ここでの答え", "the answer here")
}
